//! Agreement: instruments of every kind, the acts of their parties, and who owes whom what.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use crate::model::record::details::{details, identity};
use crate::model::record::part::parts;
use crate::model::schema::{Definitions, Described, ID, Schema};
use crate::model::{
    Actor, ActorId, Id, IdSet, IdSpace, List, Noun, NounKind, ORDINAL, OrganisationId, PartKey,
    PartKind, PersonId, PlaceId, Progress, Record, Renaming, Value, VisitId, WhenDay, WhenSpan,
    done_by, with_ordinal, write_ordinal,
};
use crate::model::{closed_codes, open_codes};

open_codes! {
    /// The form of an agreement; the name an instrument bears does not decide whether it binds. Open.
    ///
    /// ```
    /// use detente::model::AgreementForm;
    ///
    /// assert_eq!("treaty".parse(), Ok(AgreementForm::TREATY));
    /// assert_eq!(AgreementForm::EXCHANGE_OF_NOTES.in_words(), "exchange of notes");
    /// ```
    AgreementForm / AgreementForms, "form of agreement" {
        TREATY = "treaty": "a treaty",
        AGREEMENT = "agreement": "an agreement",
        CONVENTION = "convention": "a convention",
        PROTOCOL = "protocol": "a protocol",
        AMENDMENT = "amendment": "an amendment",
        EXCHANGE_OF_NOTES = "exchange_of_notes": "an exchange of notes",
        MEMORANDUM = "memorandum": "a memorandum of understanding",
        PARTNERSHIP_AGREEMENT = "partnership_agreement": "an agreement on partnership",
        JOINT_DECLARATION = "joint_declaration": "a joint declaration",
        JOINT_STATEMENT = "joint_statement": "a joint statement",
        COMMUNIQUE = "communique": "a communiqué",
        CHARTER = "charter": "a charter",
        ARMISTICE = "armistice": "an armistice",
        ORAL = "oral": "an oral agreement",
    }
}

closed_codes! {
    /// Whether an instrument binds in law. Closed.
    ///
    /// ```
    /// use detente::model::{Agreement, AgreementIdentity, AgreementRecord, Binding, IdSet};
    /// use detente::{Dossier, id};
    ///
    /// let parties = IdSet::new([id!("russia"), id!("north-korea")])?;
    /// let memo = AgreementRecord::new(id!("memo"), AgreementIdentity::new(parties))
    ///     .with(Agreement::BINDING, Binding::No);
    /// let known = Dossier::builder().record(memo).build()?.as_known();
    /// assert!(known.agreement("memo")?.is_binding().is_impossible());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub enum Binding, "binding" {
        /// It binds.
        Yes = "yes",
        /// It is a soft instrument: it is never in force.
        No = "no",
        /// It is disputed.
        Disputed = "disputed",
    }
}

impl Value for Binding {
    fn shown(&self) -> String {
        self.in_words()
    }
}

open_codes! {
    /// An act in the life of an agreement, after the Vienna Convention on the Law of Treaties
    /// (1969), whose articles are given. Open, for steps of domestic law.
    ///
    /// ```
    /// use detente::model::ActKind;
    ///
    /// assert_eq!("signed".parse(), Ok(ActKind::SIGNED));
    /// assert_eq!(ActKind::IN_FORCE.meaning(), Some("entered into force (24)"));
    /// assert_eq!(ActKind::new("acme:promulgated")?.meaning(), None);
    /// # Ok::<(), detente::model::CodeError>(())
    /// ```
    ActKind / ActKinds, "act" {
        INTENDED = "intended": "a party means to conclude it",
        PROPOSED = "proposed": "a draft or an idea was put forward",
        DRAFTED = "drafted": "a draft was agreed or approved",
        ADOPTED = "adopted": "the text was settled (article 9)",
        ISSUED = "issued": "was issued or declared, without signatures",
        INITIALLED = "initialled": "the text was authenticated by initials (10)",
        SIGNED = "signed": "signed (12)",
        DOMESTIC_APPROVAL = "domestic_approval": "approved under internal law",
        RATIFIED = "ratified": "ratified, accepted or approved on the international plane (14)",
        INSTRUMENT_EXCHANGED = "instrument_exchanged": "the instrument was exchanged (16)",
        INSTRUMENT_DEPOSITED = "instrument_deposited": "the instrument was deposited (16)",
        ACCEDED = "acceded": "joined without signature (15)",
        RESERVED = "reserved": "made a reservation (19)",
        OBJECTED = "objected": "objected to another party's reservation (20)",
        OBJECTION_WITHDRAWN = "objection_withdrawn": "withdrew an objection (22)",
        RESERVATION_WITHDRAWN = "reservation_withdrawn": "withdrew a reservation (22)",
        PROVISIONALLY_APPLIED = "provisionally_applied": "applies before it is in force (25)",
        IN_FORCE = "in_force": "entered into force (24)",
        AMENDED = "amended": "was amended (40)",
        EXTENDED = "extended": "its term was prolonged",
        NOTICE_OF_WITHDRAWAL = "notice_of_withdrawal": "gave notice; it takes effect later (56)",
        NOTICE_REVOKED = "notice_revoked": "took back a notice before its effect (68)",
        CONSENT_WITHDRAWN = "consent_withdrawn": "took back its consent before it was in force",
        WITHDRAWN = "withdrawn": "withdrew or denounced it (54)",
        SUSPENDED = "suspended": "its operation was suspended (57)",
        RESUMED = "resumed": "its operation was resumed",
        EXPIRED = "expired": "its term ran out (54)",
        TERMINATED = "terminated": "ended by consent or another ground (54, 59 to 64)",
        SUPERSEDED = "superseded": "a later one took its place (59)",
        SUCCEEDED = "succeeded": "took a predecessor's place as a party",
        PUBLISHED = "published": "was published or registered (80)",
    }
}

open_codes! {
    /// What one party owes another; the five types of ATOP (Leeds and others). Open.
    ///
    /// ```
    /// use detente::model::ObligationType;
    ///
    /// assert_eq!("defence".parse(), Ok(ObligationType::DEFENCE));
    /// assert_eq!(ObligationType::all().count(), 5);
    /// ```
    ObligationType / ObligationTypes, "type of obligation" {
        DEFENCE = "defence": "to help with force if the other is attacked",
        OFFENCE = "offence": "to help with force also when the other is not under attack",
        NEUTRALITY = "neutrality": "to stay out of a conflict of the other",
        NONAGGRESSION = "nonaggression": "not to use force against the other",
        CONSULTATION = "consultation": "to consult in a crisis that may turn military",
    }
}

/// Tells the acts of one agreement apart: the party, if it is one party's act, the kind, and which
/// of several such acts it is. Written `russia signed`, `in_force`, `japan reserved 2`.
///
/// ```
/// use detente::model::{ActKey, ActKind};
///
/// let key: ActKey = "russia signed".parse()?;
/// assert_eq!(key.kind(), &ActKind::SIGNED);
/// assert_eq!(key.to_string(), "russia signed");
/// # Ok::<(), detente::model::ActKeyError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ActKey {
    party: Option<ActorId>,
    kind: ActKind,
    ordinal: u16,
}

/// A text that is no key of an act.
///
/// ```
/// use detente::model::ActKey;
///
/// let error = "russia signed 0".parse::<ActKey>().unwrap_err(); // the first is 1, and is not written
/// assert!(error.to_string().starts_with("found \"russia signed 0\", expected an act"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", crate::model::fault::Fault::text(text, ActKey::EXPECTED))]
pub struct ActKeyError {
    text: Box<str>,
}

impl ActKey {
    /// The first act of this kind by `party`.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{ActKey, ActKind};
    ///
    /// let ratified = ActKey::by(id!("north-korea"), ActKind::RATIFIED);
    /// assert_eq!(ratified.to_string(), "north-korea ratified");
    /// ```
    pub fn by(party: ActorId, kind: ActKind) -> Self {
        Self { party: Some(party), kind, ordinal: 1 }
    }

    /// The first act of this kind that is of the instrument, not of one party.
    ///
    /// ```
    /// use detente::model::{ActKey, ActKind};
    ///
    /// assert_eq!(ActKey::of_all(ActKind::IN_FORCE).to_string(), "in_force");
    /// ```
    pub fn of_all(kind: ActKind) -> Self {
        Self { party: None, kind, ordinal: 1 }
    }

    /// The party whose act it is; `None` if it is of the instrument.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{ActKey, ActKind};
    ///
    /// assert_eq!(ActKey::by(id!("russia"), ActKind::SIGNED).party(), Some(&id!("russia")));
    /// assert_eq!(ActKey::of_all(ActKind::SIGNED).party(), None);
    /// ```
    pub fn party(&self) -> Option<&ActorId> {
        self.party.as_ref()
    }

    /// What was done.
    ///
    /// ```
    /// use detente::model::{ActKey, ActKind};
    ///
    /// let key: ActKey = "russia instrument_exchanged".parse()?;
    /// assert_eq!(key.kind(), &ActKind::INSTRUMENT_EXCHANGED);
    /// # Ok::<(), detente::model::ActKeyError>(())
    /// ```
    pub fn kind(&self) -> &ActKind {
        &self.kind
    }

    /// Which of several such acts it is, from 1.
    ///
    /// ```
    /// use detente::model::ActKey;
    ///
    /// assert_eq!("japan reserved 2".parse::<ActKey>()?.ordinal(), 2);
    /// assert_eq!("japan reserved".parse::<ActKey>()?.ordinal(), 1);
    /// # Ok::<(), detente::model::ActKeyError>(())
    /// ```
    pub fn ordinal(&self) -> u16 {
        self.ordinal
    }
}

impl FromStr for ActKey {
    type Err = ActKeyError;

    fn from_str(text: &str) -> Result<Self, ActKeyError> {
        let refuse = || ActKeyError { text: text.into() };
        let (words, ordinal) = with_ordinal(text).ok_or_else(refuse)?;
        let (party, kind) = match words.split_once(' ') {
            Some((party, kind)) => (Some(ActorId::new(party).map_err(|_| refuse())?), kind),
            None => (None, words),
        };
        Ok(Self { party, kind: kind.parse().map_err(|_| refuse())?, ordinal })
    }
}

impl fmt::Display for ActKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(party) = &self.party {
            write!(f, "{party} ")?;
        }
        f.write_str(self.kind.as_str())?;
        write_ordinal(f, self.ordinal)
    }
}

impl Described for ActKey {
    fn name() -> Cow<'static, str> {
        "act_key".into()
    }

    fn definition(_: &mut Definitions) -> Schema {
        Schema::pattern(format!("^({ID} )?{}{ORDINAL}$", ActKind::expression()))
            .described("A party, where it is one party's act; what was done; which of several.")
            .examples(&["russia signed", "in_force", "japan reserved 2"])
    }
}

impl PartKey for ActKey {
    const EXPECTED: &'static str =
        "an act, such as \"russia signed\", \"in_force\" or \"japan reserved 2\"";

    fn key_refs(&self, sink: &mut dyn FnMut(IdSpace, &str)) {
        if let Some(party) = &self.party {
            party.refs(sink);
        }
    }

    fn rename_key(&mut self, names: &Renaming) {
        if let Some(party) = &mut self.party {
            party.rename(names);
        }
    }
}

/// Tells the obligations of one agreement apart: who owes whom what, and in which of several spells.
/// Written `russia north-korea defence`: the first owes it to the second; owed anew after an end, it is
/// `russia north-korea defence 2`.
///
/// ```
/// use detente::model::{ObligationKey, ObligationType};
///
/// let key: ObligationKey = "russia north-korea defence".parse()?;
/// assert_eq!(key.from(), "russia");
/// assert_eq!(key.kind(), &ObligationType::DEFENCE);
/// # Ok::<(), detente::model::ObligationKeyError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ObligationKey {
    from: ActorId,
    to: ActorId,
    kind: ObligationType,
    ordinal: u16,
}

/// A text that is no key of an obligation.
///
/// ```
/// use detente::model::ObligationKey;
///
/// let error = "russia defence".parse::<ObligationKey>().unwrap_err();
/// assert!(error.to_string().contains("who owes whom what"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", crate::model::fault::Fault::text(text, ObligationKey::EXPECTED))]
pub struct ObligationKeyError {
    text: Box<str>,
}

impl ObligationKey {
    /// What `from` owes `to`; `None` if they are one and the same.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{ObligationKey, ObligationType};
    ///
    /// let owed = ObligationKey::new(id!("russia"), id!("north-korea"), ObligationType::DEFENCE);
    /// assert_eq!(owed.map(|key| key.to_string()).as_deref(), Some("russia north-korea defence"));
    /// assert_eq!(ObligationKey::new(id!("russia"), id!("russia"), ObligationType::DEFENCE), None);
    /// ```
    pub fn new(from: ActorId, to: ActorId, kind: ObligationType) -> Option<Self> {
        (from != to).then_some(Self { from, to, kind, ordinal: 1 })
    }

    /// Who owes it.
    ///
    /// ```
    /// use detente::model::ObligationKey;
    ///
    /// let owed: ObligationKey = "russia north-korea defence".parse()?;
    /// assert_eq!(owed.from(), "russia");
    /// # Ok::<(), detente::model::ObligationKeyError>(())
    /// ```
    pub fn from(&self) -> &ActorId {
        &self.from
    }

    /// To whom.
    ///
    /// ```
    /// use detente::model::ObligationKey;
    ///
    /// let owed: ObligationKey = "russia north-korea defence".parse()?;
    /// assert_eq!(owed.to(), "north-korea");
    /// # Ok::<(), detente::model::ObligationKeyError>(())
    /// ```
    pub fn to(&self) -> &ActorId {
        &self.to
    }

    /// What is owed.
    ///
    /// ```
    /// use detente::model::{ObligationKey, ObligationType};
    ///
    /// let owed: ObligationKey = "russia north-korea consultation".parse()?;
    /// assert_eq!(owed.kind(), &ObligationType::CONSULTATION);
    /// # Ok::<(), detente::model::ObligationKeyError>(())
    /// ```
    pub fn kind(&self) -> &ObligationType {
        &self.kind
    }

    /// Which of several spells of it this is, from 1.
    ///
    /// ```
    /// use detente::model::ObligationKey;
    ///
    /// let again: ObligationKey = "russia north-korea defence 2".parse()?;
    /// assert_eq!((again.to().as_str(), again.ordinal()), ("north-korea", 2));
    /// # Ok::<(), detente::model::ObligationKeyError>(())
    /// ```
    pub fn ordinal(&self) -> u16 {
        self.ordinal
    }
}

impl FromStr for ObligationKey {
    type Err = ObligationKeyError;

    fn from_str(text: &str) -> Result<Self, ObligationKeyError> {
        let parse = || {
            let (words, ordinal) = with_ordinal(text)?;
            let mut words = words.split(' ');
            let (from, to, kind) = (words.next()?, words.next()?, words.next()?);
            if words.next().is_some() {
                return None;
            }
            let first = Self::new(from.parse().ok()?, to.parse().ok()?, kind.parse().ok()?)?;
            Some(Self { ordinal, ..first })
        };
        parse().ok_or_else(|| ObligationKeyError { text: text.into() })
    }
}

impl fmt::Display for ObligationKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.from, self.to, self.kind.as_str())?;
        write_ordinal(f, self.ordinal)
    }
}

impl Described for ObligationKey {
    fn name() -> Cow<'static, str> {
        "obligation_key".into()
    }

    fn definition(_: &mut Definitions) -> Schema {
        Schema::pattern(format!("^{ID} {ID} {}{ORDINAL}$", ObligationType::expression()))
            .described("Who owes whom what; in which of several spells.")
            .examples(&["russia north-korea defence", "russia north-korea defence 2"])
    }
}

impl PartKey for ObligationKey {
    const EXPECTED: &'static str = "who owes whom what, such as \"russia north-korea defence\"";

    fn key_refs(&self, sink: &mut dyn FnMut(IdSpace, &str)) {
        self.from.refs(sink);
        self.to.refs(sink);
    }

    fn rename_key(&mut self, names: &Renaming) {
        let mut renamed = self.clone();
        renamed.from.rename(names);
        renamed.to.rename(names);
        if renamed.from != renamed.to {
            *self = renamed;
        }
    }
}

identity! {
    /// What makes an agreement: its original parties.
    ///
    /// ```
    /// use detente::id;
    /// use detente::model::{AgreementIdentity, IdSet};
    ///
    /// let identity = AgreementIdentity::new(IdSet::new([id!("russia"), id!("north-korea")])?);
    /// assert_eq!(identity.parties.to_string(), "north-korea, russia");
    /// # Ok::<(), detente::model::IdSetError>(())
    /// ```
    pub struct AgreementIdentity / AgreementDraft {
        /// The parties it was made between; those who join later do so by an act.
        parties: IdSet<Actor, 1>,
    }
}

details! {
    /// An agreement. Its status is never stored: it follows from its acts.
    ///
    /// ```
    /// use detente::model::{
    ///     ActKey, ActKind, Act, Agreement, AgreementForm, AgreementIdentity, AgreementRecord, IdSet, Part,
    /// };
    /// use detente::{date, id};
    ///
    /// let parties = IdSet::new([id!("russia"), id!("north-korea")])?;
    /// let signed = ActKey::of_all(ActKind::SIGNED);
    /// let treaty = AgreementRecord::new(id!("russia-dprk-2024"), AgreementIdentity::new(parties))
    ///     .with(Agreement::FORM, AgreementForm::TREATY)
    ///     .with_part(Agreement::ACTS, Part::new(signed).with(Act::WHEN, date!("2024-06-19")));
    /// assert_eq!(treaty.parts(Agreement::ACTS).as_slice().len(), 1);
    /// # Ok::<(), detente::model::IdSetError>(())
    /// ```
    pub struct Agreement / RareAgreement {
        /// Its title.
        title TITLE: String,
        /// Its form.
        form FORM: AgreementForm,
        /// Whether it binds.
        binding BINDING: Binding,
        /// What it is about.
        subjects SUBJECTS: List<String> = rare,
        /// The visit during which it is or was to be signed, where said.
        visit VISIT: VisitId = rare,
        /// How it enters into force, in words.
        entry_clause ENTRY_CLAUSE: String = rare,
        /// For how long, in words.
        term TERM: String = rare,
        /// The agreements it is meant to replace.
        replaces REPLACES: List<AgreementId> = rare,
        /// Whether the parties, those who joined by an act among them, are all there are.
        parties_closed PARTIES_CLOSED: bool = rare,
        /// Those who witness it, and are not bound by it, though they may sign.
        witnesses WITNESSES: List<ActorId> = rare,
        /// Those who mediated it.
        mediators MEDIATORS: List<ActorId> = rare,
        /// Those who vouch for it that it is kept, and are no party.
        guarantors GUARANTORS: List<ActorId> = rare,
        /// Those who keep its text and the instruments (76, 77).
        depositaries DEPOSITARIES: List<ActorId> = rare,
        /// Those at whose place it was made.
        hosts HOSTS: List<ActorId> = rare,
        /// Whether the acts given are all there are.
        acts_closed ACTS_CLOSED: bool = rare,
        /// Whether the obligations given are all there are.
        obligations_closed OBLIGATIONS_CLOSED: bool = rare,
    }
}

details! {
    /// An act in the life of an agreement.
    ///
    /// ```
    /// use detente::model::{Act, ActKey, ActKind, Part};
    /// use detente::{date, id};
    ///
    /// let signed = Part::new(ActKey::by(id!("russia"), ActKind::SIGNED))
    ///     .with(Act::WHEN, date!("2024-06-19"))
    ///     .with(Act::PERSON, id!("vladimir-putin"));
    /// assert_eq!(signed.key().to_string(), "russia signed");
    /// assert_eq!(signed.accounts()[0].get(Act::WHEN), Some(&date!("2024-06-19").into()));
    /// ```
    pub struct Act / RareAct {
        /// The day of the act.
        when WHEN: WhenDay as Dated,
        /// The day from which it has effect, where that is another.
        effective EFFECTIVE: WhenDay = rare,
        /// The last day on which it can be done in time.
        deadline DEADLINE: WhenDay as Deadline = rare,
        /// How far it has got; an act with a day is done, unless this says otherwise.
        progress PROGRESS: Progress as Progress,
        /// The person who did it.
        person PERSON: PersonId = rare,
        /// The organ that did it.
        organ ORGAN: OrganisationId = rare,
        /// Where.
        place PLACE: PlaceId = rare,
        /// The other party it is addressed to: whose reservation an objection meets.
        addressee ADDRESSEE: ActorId = rare,
        /// The articles concerned; where absent, the whole.
        articles ARTICLES: List<String> = rare,
        /// Whether an objection keeps the agreement from being in force between the two.
        precludes_force PRECLUDES_FORCE: bool = rare,
        /// The agreement that takes the place of this one.
        successor SUCCESSOR: AgreementId = rare,
        /// The party whose place is taken.
        predecessor PREDECESSOR: ActorId = rare,
        /// What it says, in the encoder's words.
        text TEXT: String = rare,
    }
    with {
        fn progress(&self) -> Option<Progress> {
            self.progress
        }

        fn happened(&self) -> bool {
            self.progress.is_none_or(Progress::has_happened)
        }

        fn done_on(&self) -> Option<NaiveDate> {
            done_by(self.when.as_ref().filter(|_| self.happened())?.fixed()?.date())
        }
    }
}

impl PartKind for Act {
    type Key = ActKey;
}

details! {
    /// What one party owes another under an agreement.
    ///
    /// ```
    /// use detente::model::{Obligation, ObligationKey, Part};
    ///
    /// let key: ObligationKey = "russia north-korea defence".parse()?;
    /// let owed = Part::new(key)
    ///     .with(Obligation::TRIGGER, "armed invasion that puts it in a state of war")
    ///     .with(Obligation::ARTICLES, ["4"]);
    /// assert_eq!(owed.key().to(), "north-korea");
    /// assert!(owed.accounts()[0].get(Obligation::TRIGGER).is_some_and(|when| when.contains("invasion")));
    /// # Ok::<(), detente::model::ObligationKeyError>(())
    /// ```
    pub struct Obligation / RareObligation {
        /// What sets it off.
        trigger TRIGGER: String = rare,
        /// Against whom it is directed.
        against AGAINST: ActorId,
        /// Where it applies, in words.
        area AREA: String = rare,
        /// The articles it rests on.
        articles ARTICLES: List<String> = rare,
        /// When it holds, where that is not as long as the agreement is in force.
        during DURING: WhenSpan as Dated,
        /// The last day on which it can be met in time: a day, or so many days from another record.
        ///
        /// ```
        /// use detente::model::{Obligation, Order, Part, RecordRef, Relative, WhenDay};
        ///
        /// let to: RecordRef = "agreement:pact".parse()?;
        /// let soon = Relative { order: Order::After, to, within_days: Some(90) };
        /// let posts = Part::new("alba borea my:dismantle-posts".parse()?)
        ///     .with(Obligation::DEADLINE, WhenDay::Relative(Box::new(soon)));
        /// let told = posts.accounts()[0].get(Obligation::DEADLINE).map(ToString::to_string);
        /// assert_eq!(told.as_deref(), Some("after agreement:pact, within 90 days"));
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        deadline DEADLINE: WhenDay as Deadline = rare,
        /// When it was met, of what is met once.
        fulfilled FULFILLED: WhenDay as Actual = rare,
    }
}

impl PartKind for Obligation {
    type Key = ObligationKey;
}

parts! {
    /// The parts of an agreement.
    pub struct AgreementParts of Agreement {
        /// The acts, keyed by party, kind and ordinal.
        ///
        /// ```
        /// use detente::model::{Act, Agreement, AgreementIdentity, AgreementRecord, IdSet, Part};
        /// use detente::{Dossier, date, id};
        ///
        /// let parties = IdSet::new([id!("russia"), id!("north-korea")])?;
        /// let pact = AgreementRecord::new(id!("pact"), AgreementIdentity::new(parties))
        ///     .with_part(Agreement::ACTS, Part::new("in_force".parse()?).with(Act::WHEN, date!("2024-12-04")))
        ///     .with_part(Agreement::ACTS, Part::new("signed".parse()?).with(Act::WHEN, date!("2024-06-19")));
        /// let known = Dossier::builder().record(pact).build()?.as_known();
        /// let acts = known.agreement("pact")?.acts_by_day();
        /// assert_eq!(acts[0].key().to_string(), "signed");
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        acts ACTS: Act,
        /// What is owed, keyed by who owes whom what.
        ///
        /// ```
        /// use detente::model::{Act, Agreement, AgreementIdentity, AgreementRecord, IdSet, Part};
        /// use detente::{Dossier, Truth, date, id};
        ///
        /// let parties = IdSet::new([id!("russia"), id!("north-korea")])?;
        /// let pact = AgreementRecord::new(id!("pact"), AgreementIdentity::new(parties))
        ///     .with_part(Agreement::ACTS, Part::new("in_force".parse()?).with(Act::WHEN, date!("2024-12-04")))
        ///     .with_part(Agreement::OBLIGATIONS, Part::new("russia north-korea defence".parse()?));
        /// let known = Dossier::builder().record(pact).build()?.as_known();
        /// let owed = known.agreement("pact")?.obligations_on("russia", "north-korea", date!("2024-12-05"))?;
        /// assert_eq!(owed[0].is_owed(), Truth::Yes);
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        obligations OBLIGATIONS: Obligation,
    }
}

impl Noun for Agreement {
    type Identity = AgreementIdentity;
    type Parts = AgreementParts;
    const NOUN: NounKind = NounKind::Agreement;
}

/// The id of an agreement.
///
/// ```
/// use detente::{id, model::AgreementId};
///
/// let agreement: AgreementId = id!("russia-dprk-2024");
/// assert_eq!(agreement, "russia-dprk-2024");
/// ```
pub type AgreementId = Id<Agreement>;
/// An agreement with the accounts given of it.
///
/// ```
/// use detente::Dossier;
/// use detente::model::{Agreement, AgreementRecord};
///
/// let dossier =
///     Dossier::builder().agreement("pact", ["russia", "north-korea"]).signed("2024-06-19").build()?;
/// let agreements: &[AgreementRecord] = dossier.records::<Agreement>();
/// assert_eq!(agreements[0].parts(Agreement::ACTS).as_slice()[0].key().to_string(), "signed");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub type AgreementRecord = Record<Agreement>;
