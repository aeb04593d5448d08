//! Rules about statements and ties: what superlatives range over, and whom ties are against.

use crate::dossier::IssueCode;
use crate::knowledge::Knowledge;
use crate::knowledge::View;
use crate::model::{
    Among, Id, Meeting, NounKind, Place, Statement, Subject, Superlative, Tie, Visit,
};
use crate::validation::findings::{Findings, IssuePlace};

/// A superlative whose subject is certainly not among the records that it ranges over.
pub(crate) fn superlative_without_subject<'k>(
    findings: &mut Findings<'k>,
    statement: View<'k, Statement>,
) {
    let Some(claim) = statement.superlative() else { return };
    if let Some((found, expected)) = outside(findings.known, claim) {
        let detail = Statement::SUPERLATIVE;
        let at = IssuePlace::view(statement).teller(statement.accounts(), detail, claim);
        let code = IssueCode::SuperlativeWithoutSubject;
        findings.add(code, at, detail.name(), found, expected);
    }
}

/// Why the subject is not among those it is compared with, and what would be.
fn outside(known: &Knowledge, claim: &Superlative) -> Option<(String, String)> {
    let among = &claim.among;
    let noun = claim.subject.noun();
    if let Some((field, needed)) = misplaced(among, noun) {
        let found = format!("a {} compared by \"{field}\", which only {needed} has", noun.code());
        return Some((found, format!("what a {} can be compared by", noun.code())));
    }
    let differs = match noun {
        NounKind::Visit => visit_differs(known.resolve(&claim.subject)?, among),
        NounKind::Meeting => meeting_differs(known.resolve(&claim.subject)?, among),
        NounKind::Place => place_differs(known.resolve(&claim.subject)?, among),
        _ => None,
    };
    let (own, wanted) = differs?;
    Some((
        format!("{}, of {own}, ranged among those of {wanted}", claim.subject),
        "a range to which the subject belongs".to_owned(),
    ))
}

/// A field that records of this noun do not have.
fn misplaced(among: &Among, noun: NounKind) -> Option<(&'static str, &'static str)> {
    let visit = noun == NounKind::Visit;
    let place = noun == NounKind::Place;
    let given = [
        (among.guest.is_some() && !visit, ("guest", "a visit")),
        (among.host.is_some() && !visit, ("host", "a visit")),
        (
            among.office.is_some() && !visit && noun != NounKind::Tenure,
            ("office", "a visit or a tenure"),
        ),
        (
            among.parties.is_some() && ![NounKind::Tie, NounKind::Agreement].contains(&noun),
            ("parties", "a tie or an agreement"),
        ),
        (among.tie.is_some() && noun != NounKind::Tie, ("tie", "a tie")),
        (among.form.is_some() && !visit, ("form", "a visit")),
        (
            !among.participants.is_empty() && noun != NounKind::Meeting,
            ("participants", "a meeting"),
        ),
        (among.kind.is_some() && !place, ("kind", "a place")),
        (!among.tags.is_empty() && !place, ("tags", "a place")),
    ];
    given.into_iter().find(|(wrong, _)| *wrong).map(|(_, field)| field)
}

fn visit_differs(visit: View<'_, Visit>, among: &Among) -> Option<(String, String)> {
    if let Some(guest) = among.guest.as_ref().filter(|guest| *guest != visit.guest()) {
        return Some((format!("\"{}\"", visit.guest()), format!("\"{guest}\"")));
    }
    if let Some(host) = among.host.as_ref().filter(|host| *host != visit.host()) {
        return Some((format!("\"{}\"", visit.host()), format!("\"{host}\"")));
    }
    let (own, wanted) = visit.form().zip(among.form.as_ref())?;
    (own != wanted)
        .then(|| (format!("form {}", own.in_words()), format!("form {}", wanted.in_words())))
}

fn meeting_differs(meeting: View<'_, Meeting>, among: &Among) -> Option<(String, String)> {
    let absent = among
        .participants
        .iter()
        .find(|p| !meeting.identity().participants.contains(p.as_str()))?;
    let own: Vec<&str> = meeting.participants().iter().map(Id::as_str).collect();
    Some((own.join(", "), format!("\"{absent}\"")))
}

fn place_differs(place: View<'_, Place>, among: &Among) -> Option<(String, String)> {
    if let (Some(own), Some(wanted)) = (place.get(Place::KIND), among.kind.as_ref())
        && own != wanted
    {
        return Some((format!("kind {}", own.in_words()), format!("kind {}", wanted.in_words())));
    }
    let (own, wanted) = place.state().zip(among.state.as_ref())?;
    (own != wanted).then(|| (format!("\"{own}\""), format!("\"{wanted}\"")))
}

pub(crate) fn tie_against_own_end<'k>(findings: &mut Findings<'k>, tie: View<'k, Tie>) {
    let Some(against) = tie.get(Tie::AGAINST) else { return };
    let (one, other) = tie.identity().actors();
    let own = against.items().iter().find_map(|subject| match subject {
        Subject::Record(record) if record.noun().is_actor() => {
            [one, other].into_iter().find(|end| end.as_str() == record.id())
        }
        _ => None,
    });
    if let Some(end) = own {
        let at = IssuePlace::view(tie).teller(tie.accounts(), Tie::AGAINST, against);
        let found = format!("\"{end}\", one of its own ends");
        let place = ["against", end.as_str()];
        findings.add_id(IssueCode::AgainstOwnEnd, at, place, found, "somebody else");
    }
}
