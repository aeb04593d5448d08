//! Statement: who said what, to whom, about what.

use std::fmt;

use chrono::NaiveDate;

use super::superlative::Superlative;
use crate::model::reading::object;
use crate::model::record::details::{details, identity};
use crate::model::{
    ActorId, Id, List, Noun, NounKind, OrganisationId, Record, Speaker, Subject, Value, WhenDay,
    done_by,
};
use crate::model::{closed_codes, open_codes};

open_codes! {
    /// What a statement does. Open.
    ///
    /// ```
    /// use detente::model::StatementAct;
    ///
    /// assert_eq!("pledges".parse(), Ok(StatementAct::PLEDGES));
    /// assert_eq!(StatementAct::EXPRESSES_CONCERN.in_words(), "expresses concern");
    /// assert_eq!(StatementAct::new("condems").unwrap_err().nearest(), Some("condemns"));
    /// ```
    StatementAct / StatementActs, "act of speech" {
        STATES = "states": "says that something is so",
        ASSESSES = "assesses": "judges what something means or will lead to",
        CHARACTERISES = "characterises": "puts a word on something",
        CLAIMS_SUPERLATIVE = "claims_superlative": "says that something is the first, the last or the only one",
        ANNOUNCES = "announces": "makes something public",
        PRAISES = "praises": "praises",
        SUPPORTS = "supports": "declares support",
        CLAIMS_AFFINITY = "claims_affinity": "declares closeness",
        PLEDGES = "pledges": "pledges to do something",
        INVITES = "invites": "invites",
        EXPRESSES_CONCERN = "expresses_concern": "expresses concern",
        CRITICISES = "criticises": "criticises or accuses",
        CONDEMNS = "condemns": "condemns",
        DEMANDS = "demands": "demands",
        REJECTS = "rejects": "rejects",
        THREATENS = "threatens": "threatens",
        DENIES = "denies": "denies",
        CONFIRMS = "confirms": "confirms",
        DECLINES_COMMENT = "declines_comment": "declines to comment",
    }
}

open_codes! {
    /// The form in which a statement is made. Open.
    ///
    /// ```
    /// use detente::model::StatementForm;
    ///
    /// assert_eq!("letter".parse(), Ok(StatementForm::LETTER));
    /// assert_eq!(StatementForm::NOTE.meaning(), Some("a diplomatic note"));
    /// ```
    StatementForm / StatementForms, "form of statement" {
        REMARK = "remark": "a remark",
        PRESS_STATEMENT = "press_statement": "a statement to the press",
        JOINT_STATEMENT = "joint_statement": "a joint statement",
        LETTER = "letter": "a letter",
        ARTICLE = "article": "an article",
        MESSAGE = "message": "a message",
        NOTE = "note": "a diplomatic note",
        SPEECH = "speech": "a speech",
        INTERVIEW = "interview": "an interview",
        DECREE = "decree": "a decree",
    }
}

closed_codes! {
    /// In which direction something is assessed to change. Closed.
    ///
    /// ```
    /// use detente::model::{AssessedChange, Assessment};
    ///
    /// let change = AssessedChange::MoreDistant;
    /// let judged = Assessment { change, aspect: None, further: false, future: true };
    /// assert_eq!(judged.to_string(), "will become more distant");
    /// ```
    pub enum AssessedChange, "change" {
        /// A relation becomes closer.
        Closer = "closer",
        /// A relation becomes more distant.
        MoreDistant = "more_distant",
        /// A position becomes stronger.
        Stronger = "stronger",
        /// A position becomes weaker.
        Weaker = "weaker",
        /// No change.
        Steady = "steady",
    }
}

object! {
    /// A judgement on where something is going. It never becomes a tie; it can be compared with
    /// what the ties show.
    ///
    /// ```
    /// use detente::model::{Assessment, AssessedChange};
    ///
    /// let judged: Assessment = serde_json::from_str(r#"{"change": "closer", "further": true}"#)?;
    /// assert_eq!(judged.change, AssessedChange::Closer);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Assessment, "a judgement {\"change\": .., ..}" {
        /// Where it is going.
        pub change: AssessedChange = required,
        /// What of it, such as "presence"; for a relation, the whole of it where absent.
        pub aspect: Option<String> = optional,
        /// Whether the words take an earlier change in the same direction for granted ("further").
        pub further: bool = default,
        /// Whether it is said of the future.
        pub future: bool = default,
    }
}

impl fmt::Display for Assessment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lead = if self.future { "will become " } else { "becomes " };
        let further = if self.further { "still " } else { "" };
        match &self.aspect {
            Some(aspect) => write!(f, "{aspect} {lead}{further}{}", self.change.in_words()),
            None => write!(f, "{lead}{further}{}", self.change.in_words()),
        }
    }
}

impl Value for Assessment {}

identity! {
    /// What makes a statement: who speaks, and what is done by it.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{Speaker, StatementAct, StatementIdentity};
    ///
    /// let identity = StatementIdentity::new(Speaker::from(id!("vladimir-putin")), StatementAct::PRAISES);
    /// assert!(identity.speaker.actor().is_some_and(|actor| *actor == "vladimir-putin"));
    /// assert_eq!(identity.act, StatementAct::PRAISES);
    /// ```
    pub struct StatementIdentity / StatementDraft {
        /// Who makes it.
        speaker: Speaker,
        /// What is done by it.
        act: StatementAct,
    }
}

details! {
    /// A statement: it can be about any record, or about the relation of two actors.
    ///
    /// The speaker, the organ spoken from and the principal spoken for are three things.
    ///
    /// ```
    /// use detente::model::{
    ///     List, Speaker, Statement, StatementAct, StatementIdentity, StatementRecord, Subject,
    /// };
    /// use detente::id;
    ///
    /// let identity = StatementIdentity::new(Speaker::from(id!("white-house")), StatementAct::EXPRESSES_CONCERN);
    /// let relation: Subject = "relation:north-korea~russia".parse()?;
    /// let statement = StatementRecord::new(id!("white-house-concern"), identity)
    ///     .with(Statement::PRINCIPAL, id!("united-states"))
    ///     .with(Statement::ABOUT, List::closed([relation]));
    /// assert_eq!(statement.accounts().len(), 1);
    /// # Ok::<(), detente::model::ReferenceError>(())
    /// ```
    pub struct Statement / RareStatement {
        /// The organ from which it is made.
        organ ORGAN: OrganisationId = rare,
        /// For whom it is made.
        principal PRINCIPAL: ActorId = rare,
        /// To whom.
        addressee ADDRESSEE: ActorId = rare,
        /// When. "Has said" is some day up to the source's own: `../2024-06-17`.
        when WHEN: WhenDay as Dated,
        /// What it is about.
        about ABOUT: List<Subject>,
        /// The grounds given.
        because BECAUSE: List<Subject> = rare,
        /// The weight put on the grounds, such as "particular".
        weight_of_reason WEIGHT_OF_REASON: String = rare,
        /// What is pledged, announced or claimed, where that is a record.
        content CONTENT: Subject = rare,
        /// The last day on which what is pledged or demanded can be done in time.
        deadline DEADLINE: WhenDay as Deadline = rare,
        /// When what is pledged or demanded was done. Where its content is a visit, a meeting, a trip, a
        /// tie or an agreement, that tells it by itself.
        fulfilled FULFILLED: WhenDay as Actual = rare,
        /// The superlative claimed.
        superlative SUPERLATIVE: Superlative = rare,
        /// The judgement made.
        assessment ASSESSMENT: Assessment = rare,
        /// The word put on what it is about.
        label LABEL: String = rare,
        /// What is said, in the encoder's words.
        gist GIST: String,
        /// Its form.
        form FORM: StatementForm,
        /// Where it appeared or was made.
        venue VENUE: String = rare,
        /// Statements that may be this same one under another name; they count once.
        ///
        /// ```
        /// use detente::model::{Speaker, Statement, StatementAct, StatementIdentity, StatementRecord};
        /// use detente::{Dossier, id};
        ///
        /// let speaker = Speaker::from(id!("united-states"));
        /// let identity = StatementIdentity::new(speaker, StatementAct::EXPRESSES_CONCERN);
        /// let one = StatementRecord::new(id!("us-concern"), identity.clone());
        /// let other = StatementRecord::new(id!("concern"), identity)
        ///     .with(Statement::MAY_BE_SAME_AS, [id!("us-concern")]);
        /// let known = Dossier::builder().record(one).record(other).build()?.as_known();
        /// assert_eq!(known.statements().count(), 2);
        /// assert_eq!(known.count_once(known.statements()).len(), 1);
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        may_be_same_as MAY_BE_SAME_AS: List<StatementId> = rare,
    }
    with {
        fn done_on(&self) -> Option<NaiveDate> {
            done_by(self.when.as_ref()?.fixed()?.date())
        }
    }
}

impl Noun for Statement {
    type Identity = StatementIdentity;
    type Parts = ();
    const NOUN: NounKind = NounKind::Statement;
}

/// The id of a statement.
///
/// ```
/// use detente::{id, model::StatementId};
///
/// let statement: StatementId = id!("white-house-concern");
/// assert_eq!(statement, "white-house-concern");
/// ```
pub type StatementId = Id<Statement>;
/// A statement with the accounts given of it.
///
/// ```
/// use detente::id;
/// use detente::model::{Speaker, Statement, StatementAct, StatementForm, StatementIdentity, StatementRecord};
///
/// let identity = StatementIdentity::new(Speaker::from(id!("vladimir-putin")), StatementAct::PRAISES);
/// let article = StatementRecord::new(id!("rodong-article"), identity)
///     .with(Statement::FORM, StatementForm::ARTICLE)
///     .with(Statement::VENUE, "Rodong Sinmun");
/// assert_eq!(article.accounts()[0].get(Statement::FORM), Some(&StatementForm::ARTICLE));
/// ```
pub type StatementRecord = Record<Statement>;
