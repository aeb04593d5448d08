//! Describing: a record, a subject, a chain of speakers in words, with the names known.

use crate::knowledge::Knowledge;
use crate::knowledge::View;
use crate::model::fault::with_article;
use crate::model::{
    Agreement, CitedSpeaker, Conflict, Ends, Extreme, Meeting, NounKind, Office, Place, Provenance,
    RecordRef, SameAs, Source, Speaker, Statement, Subject, Superlative, Tenure, Tie, TieKind,
    Trip, Visit,
};

impl Knowledge {
    /// What a subject is, in words: "Vladimir Putin's visit to North Korea", "relations between
    /// North Korea and Russia". Names are those known; the reference itself where nothing is.
    ///
    /// ```
    /// # use detente::Dossier;
    /// # let dossier = Dossier::builder()
    /// #     .leader("putin", "russia", "2012-05-07/..")
    /// #     .visit("pyongyang-2000", "putin", "north-korea", "2000-07-19/2000-07-20")
    /// #     .visit("pyongyang-2024", "putin", "north-korea", "2024-06-18/2024-06-19")
    /// #     .build()?;
    /// # let known = dossier.as_known();
    /// assert_eq!(known.describe(&"visit:pyongyang-2024".parse()?), "putin's visit to North Korea");
    /// assert_eq!(
    ///     known.describe(&"relation:russia~north-korea".parse()?),
    ///     "relations between North Korea and Russia"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn describe(&self, subject: &Subject) -> String {
        match subject {
            Subject::Record(record) => self.describe_record(record),
            Subject::Relation(a, b) => {
                format!("relations between {} and {}", self.name_of(a), self.name_of(b))
            }
        }
    }

    /// What a record is, in words.
    pub fn describe_record(&self, record: &RecordRef) -> String {
        let described = match record.noun() {
            NounKind::State | NounKind::Person | NounKind::Organisation => {
                Some(self.name_of(record.id()))
            }
            NounKind::Place => self.resolve::<Place>(record).map(|place| place.name().to_owned()),
            NounKind::Source => self.dossier().source(record.id()).map(title),
            NounKind::Office => self.resolve(record).map(|office| self.office_title(office)),
            NounKind::Tenure => self.resolve(record).map(|tenure| self.describe_tenure(tenure)),
            NounKind::Trip => self.resolve(record).map(|trip: View<'_, Trip>| {
                format!("a trip of {}", self.name_of(trip.traveller()))
            }),
            NounKind::Visit => self.resolve(record).map(|visit: View<'_, Visit>| {
                format!("{}'s visit to {}", self.name_of(visit.guest()), self.name_of(visit.host()))
            }),
            NounKind::Meeting => self.resolve(record).map(|meeting: View<'_, Meeting>| {
                let people = meeting.participants().iter().map(|person| self.name_of(person));
                format!("a meeting of {}", and(people))
            }),
            NounKind::Agreement => self.resolve(record).map(|a| self.describe_agreement(a)),
            NounKind::Statement => self.resolve(record).map(|statement: View<'_, Statement>| {
                format!("{} {}", self.speaker(statement.speaker()), statement.act().in_words())
            }),
            NounKind::Conflict => self.resolve(record).map(|c| self.describe_conflict(c)),
            NounKind::Tie => self.resolve(record).map(|tie| self.describe_tie(tie)),
            NounKind::SameAs => self.resolve(record).map(|claim: View<'_, SameAs>| {
                let pair = &claim.identity().records;
                format!("that {} and {} are the same", pair.one(), pair.other())
            }),
        };
        described.unwrap_or_else(|| record.to_string())
    }

    /// The title of an office, on the day up to which things are known if it has changed.
    fn office_title(&self, office: View<'_, Office>) -> String {
        let dated = self.known_on().and_then(|day| office.title_on(day));
        let title = dated.or_else(|| office.get(Office::TITLE).map(String::as_str));
        title.map_or_else(
            || match office.get(Office::FUNCTIONS).and_then(|list| list.items().first()) {
                Some(function) => {
                    format!("{} of {}", function.in_words(), self.name_of(&office.identity().of))
                }
                None => office.id().to_string(),
            },
            str::to_owned,
        )
    }

    fn describe_tenure(&self, tenure: View<'_, Tenure>) -> String {
        let office = self.describe_record(&tenure.office().into());
        format!("{} as {office}", self.name_of(tenure.person()))
    }

    fn describe_agreement(&self, agreement: View<'_, Agreement>) -> String {
        if let Some(title) = agreement.get(Agreement::TITLE) {
            return title.clone();
        }
        let form = agreement.get(Agreement::FORM).map(|form| {
            // "An oral agreement": of some forms the word says what kind of agreement.
            let words = with_article(&form.in_words());
            let full = format!("{words} agreement");
            if form.meaning() == Some(&full) { full } else { words }
        });
        let parties = agreement.identity().parties.as_slice().iter().map(|id| self.name_of(id));
        format!("{} of {}", form.unwrap_or_else(|| "an agreement".into()), and(parties))
    }

    fn describe_conflict(&self, conflict: View<'_, Conflict>) -> String {
        let state = conflict.get(Conflict::STATE).map(|state| self.name_of(state));
        match (conflict.get(Conflict::NAME), state) {
            (Some(name), _) => name.clone(),
            (None, Some(state)) => format!("the conflict in {state}"),
            (None, None) => conflict.id().to_string(),
        }
    }

    fn describe_tie(&self, tie: View<'_, Tie>) -> String {
        match tie.ends() {
            Ends::Directed { from, to } if VERBS.contains(tie.kind()) => {
                let names = [self.name_of(from), self.name_of(to)];
                sentence(tie.kind().meaning().unwrap_or_default(), names)
            }
            Ends::Directed { from, to } => {
                format!(
                    "{} from {} to {}",
                    tie.kind().in_words(),
                    self.name_of(from),
                    self.name_of(to)
                )
            }
            Ends::Between(ends) => {
                let ends = ends.as_slice().iter().map(|end| self.name_of(end));
                format!("{} between {}", tie.kind().in_words(), and(ends))
            }
        }
    }

    /// A superlative in words: "Vladimir Putin's visit to North Korea is the first in 24 years
    /// among visits by Vladimir Putin to North Korea".
    pub fn describe_claim(&self, claim: &Superlative) -> String {
        let years = claim.years.map(|years| format!(" in {years} years"));
        let since = claim.since.as_ref().map(|since| format!(" since {}", since.in_words()));
        let limit = years.or(since).unwrap_or_default();
        let subject = self.describe_record(&claim.subject);
        let one = if claim.claim == Extreme::Only { " one" } else { "" };
        format!("{subject} is the {}{one}{limit} among {}", claim.claim, self.describe_among(claim))
    }

    /// The records a superlative ranges over, in words.
    fn describe_among(&self, claim: &Superlative) -> String {
        let among = &claim.among;
        let people = (!among.participants.is_empty()).then(|| {
            format!("of {}", and(among.participants.iter().map(|person| self.name_of(person))))
        });
        let form = among.form.as_ref().map(|form| format!("of form {}", form.in_words()));
        let kind = among.kind.as_ref().map(|kind| format!("of kind {},", kind.in_words()));
        let tags = (!among.tags.is_empty()).then(|| among.tags.join(", ") + ",");
        let guest = among.guest.as_ref().map(|guest| format!("by {}", self.name_of(guest)));
        let office = among.office.as_ref();
        let office =
            office.map(|office| format!("by holders of {}", self.describe_record(&office.into())));
        let parties = among.parties.as_ref().map(|parties| {
            format!("between {}", and(parties.as_slice().iter().map(|party| self.name_of(party))))
        });
        let tie = among.tie.as_ref().map(|kind| format!("of kind {}", kind.in_words()));
        let host = among.host.as_ref().map(|host| format!("to {}", self.name_of(host)));
        let place =
            among.place.as_ref().map(|id| format!("in {}", self.describe_record(&id.into())));
        let state = among.state.as_ref().map(|state| format!("in {}", self.name_of(state)));
        let narrowed = [people, form, tie, kind, tags, guest, office, parties, host, place, state]
            .into_iter()
            .flatten();
        let narrowed: Vec<String> = narrowed.collect();
        format!("{} {}", claim.subject.noun().section(), narrowed.join(" "))
    }

    /// Who speaks, by name.
    pub fn speaker(&self, speaker: &Speaker) -> String {
        match speaker {
            Speaker::Author => "the author".to_owned(),
            Speaker::Other(link) => self.link(link),
        }
    }

    /// Through whom a source has something, nearest first: "unnamed reports, who have it from the
    /// Kremlin"; empty where the source speaks for itself.
    pub fn chain(&self, provenance: &Provenance) -> String {
        let links: Vec<String> = provenance.via().iter().map(|link| self.link(link)).collect();
        links.join(", who have it from ")
    }

    fn link(&self, link: &CitedSpeaker) -> String {
        match link.actor() {
            Some(actor) => self.name_of(actor),
            None => link.to_string(),
        }
    }
}

/// The kinds of tie of which the code is what the one does to the other.
const VERBS: [TieKind; 12] = [
    TieKind::FIGHTS_FOR,
    TieKind::RECOGNISES,
    TieKind::ENDORSES_CLAIM,
    TieKind::EXPELS_OR_DOWNGRADES,
    TieKind::MEDIATES_FOR,
    TieKind::SUPPORTS_OPPONENT,
    TieKind::MOBILISES_OR_DISPLAYS,
    TieKind::USES_FORCE,
    TieKind::INVADES,
    TieKind::OCCUPIES_OR_ANNEXES,
    TieKind::SPONSORS,
    TieKind::HOSTS_EXILE,
];

/// What a kind of tie means, with the names of its ends: "Alba mediates for Borea" of "from mediates for to".
/// The last "to" is the end.
fn sentence(meaning: &str, [from, to]: [String; 2]) -> String {
    let words: Vec<&str> = meaning.split(' ').collect();
    let end = words.iter().rposition(|word| *word == "to");
    let named = words.iter().enumerate().map(|(at, word)| match *word {
        "from" if at == 0 => from.as_str(),
        "to" if Some(at) == end => to.as_str(),
        word => word,
    });
    named.collect::<Vec<_>>().join(" ")
}

/// What a source is called.
fn title(source: &Source) -> String {
    source.title.clone().unwrap_or_else(|| source.id.to_string())
}

/// "A", "A and B", "A, B and C".
fn and(names: impl Iterator<Item = String>) -> String {
    let mut names: Vec<String> = names.collect();
    let Some(last) = names.pop() else {
        return String::new();
    };
    if names.is_empty() {
        return last;
    }
    format!("{} and {last}", names.join(", "))
}
