//! The eve of the visit, from the article alone: what is planned and how surely, by whose word, and
//! what the article itself lets us check.

use std::error::Error;

use detente::knowledge::{PartView, SuperlativeEvidence, Verdict, View};
use detente::model::{
    Act, Criterion, Delegate, Meeting, Provenance, Statement, StatementAct, Stop, Tenure, Tie,
    Visit,
};
use detente::time::{End, UncertainDate};
use detente::{Certainty, Dossier, Knowledge, Stance};

use super::{EVE, heading};

pub(super) fn briefing(dossier: &Dossier) -> Result<(), Box<dyn Error>> {
    let eve = dossier.as_known_on(EVE);
    let visit = eve.visit("putin-pyongyang-2024")?;

    println!("PYONGYANG, JUNE 2024: what a reader of {EVE} could know\n");
    for source in dossier.sources() {
        let published = source.published.as_ref().map(UncertainDate::in_words).unwrap_or_default();
        let basis = source.published_basis.map(|basis| basis.to_string()).unwrap_or_default();
        println!("{}", source.title.as_deref().unwrap_or(source.id.as_str()));
        println!("Published {published} ({basis}). P1 to P7 are its paragraphs.");
    }
    the_visit(&eve, visit);
    what_went_before(&eve, visit);
    the_programme(&eve, visit);
    who_goes(&eve, visit)?;
    where_he_stays(&eve)?;
    what_is_to_be_signed(&eve)?;
    who_said_what(&eve);
    superlatives(&eve);
    taken_for_granted(&eve);
    with_care(&eve)
}

/// "P1", or "P1, from the Kremlin".
fn by_whom(known: &Knowledge, provenance: &Provenance) -> String {
    let place = provenance.locator().unwrap_or("?");
    match known.chain(provenance) {
        chain if chain.is_empty() => place.to_owned(),
        chain => format!("{place}, from {chain}"),
    }
}

fn the_visit(known: &Knowledge, visit: View<'_, Visit>) {
    heading("The visit");
    let (guest, host) = (known.name_of(visit.guest()), known.name_of(visit.host()));
    let progress = visit.explain(Visit::PROGRESS).chosen;
    let planned = visit.explain(Visit::PLANNED).chosen;
    if let (Some(progress), Some(planned), Some(period)) = (progress, planned, visit.planned()) {
        let said = planned.said().map_or("", |said| said.words());
        let by = by_whom(known, progress.provenance());
        println!("{guest} to {host}: {}, {}", progress.value().in_words(), period.in_words());
        println!("    said as \"{said}\" ({by})");
    }
    if let Some(form) = visit.explain(Visit::FORM).chosen {
        let quote = form.provenance().quote().unwrap_or_default();
        println!("A {} visit", form.value().in_words());
        println!("    \"{quote}\" ({})", by_whom(known, form.provenance()));
    }
    let Some(trip) = visit.trip() else { return };
    println!("One trip, in this order:");
    for leg in trip.legs() {
        let Some(leg) = known.resolve::<Visit>(leg.key()) else {
            continue;
        };
        let progress = leg.progress().map(detente::Progress::in_words).unwrap_or_default();
        let begins = leg.begins().map(|day| day.in_words()).unwrap_or_default();
        println!("    {:<13}{progress:<10}{begins}", known.name_of(leg.host()));
    }
}

fn what_went_before(known: &Knowledge, visit: View<'_, Visit>) {
    heading("What went before");
    if let Some(previous) = visit.previous_by_same_guest() {
        let when = previous.actual().map(|period| period.in_words()).unwrap_or_default();
        let gap = previous.years_until(&visit).map(|gap| gap.to_string()).unwrap_or_default();
        println!("His last visit there that the article knows of: {when}, {gap} earlier");
    }
    for meeting in known.meetings_of(&["vladimir-putin", "kim-jong-un"]) {
        let Some(date) = meeting.date().filter(|_| meeting.has_happened()) else {
            continue;
        };
        let place = meeting.explain(Meeting::PLACE).chosen;
        let by = place.map(|place| by_whom(known, place.provenance())).unwrap_or_default();
        let place = place.map(|place| known.describe_record(&place.value().into()));
        println!("The two last met: {}, in {} ({by})", date.in_words(), place.unwrap_or_default());
    }
}

fn the_programme(known: &Knowledge, visit: View<'_, Visit>) {
    heading("On the programme, and how surely");
    for stop in visit.stops() {
        let kind = stop.get(Stop::KIND).map(detente::model::Code::in_words).unwrap_or_default();
        let progress = stop.progress().map(detente::Progress::in_words).unwrap_or_default();
        let place = stop.get(Stop::PLACE).map(|id| known.describe_record(&id.into()));
        let by = stop.accounts().next().map(|account| {
            let provenance = account.provenance();
            let granted = provenance.stance() == Stance::Presupposes;
            by_whom(known, provenance) + if granted { ", taken for granted" } else { "" }
        });
        let place = place.map(|place| format!("at {place}")).unwrap_or_default();
        println!("{kind:<18}{progress:<10}{place:<26}({})", by.unwrap_or_default());
    }
}

fn who_goes(known: &Knowledge, visit: View<'_, Visit>) -> Result<(), Box<dyn Error>> {
    heading("Who goes, in what office");
    for tenure in known.tenures_of(visit.guest()) {
        let title = known.describe_record(&tenure.office().into());
        println!("{}, {title}", known.name_of(visit.guest()));
    }
    for delegate in visit.delegation() {
        let office = delegate.get(Delegate::OFFICE);
        let title = office.map(|id| known.describe_record(&id.into())).unwrap_or_default();
        let name = known.name_of(delegate.key());
        let Some(office) = office else { continue };
        for holder in known.holders(office, EVE, &Criterion::Unstated)? {
            if holder.tenure.person() == delegate.key() {
                println!("{name}, {title}{}", how_new(holder.tenure));
            }
        }
    }
    let complete = if visit.delegation_is_closed() { "a full" } else { "not said to be a full" };
    println!("({complete} list)");
    Ok(())
}

/// What the word "new" comes to, where it is used.
fn how_new(tenure: View<'_, Tenure>) -> String {
    match tenure.explain(Tenure::FROM).chosen {
        Some(from) => {
            let End::On(date) = from.value() else {
                return String::new();
            };
            let said = from.said().map(detente::time::Said::words).unwrap_or_default();
            format!(" (\"{said}\": since {})", date.in_words())
        }
        None => String::new(),
    }
}

fn where_he_stays(known: &Knowledge) -> Result<(), Box<dyn Error>> {
    heading("Where he is to stay, and who stayed there");
    let house = known.place("kumsusan-guesthouse")?;
    println!("{}", house.name());
    for stay in house.stays() {
        let guest = known.name_of(stay.visit.guest());
        let period = stay.visit.period().map(|p| p.in_words()).unwrap_or_default();
        let progress = stay.stop.progress().map(detente::Progress::in_words).unwrap_or_default();
        let by = stay.stop.accounts().next().map(|account| by_whom(known, account.provenance()));
        println!("  {guest:<16}{progress:<10}{period:<22}({})", by.unwrap_or_default());
    }
    Ok(())
}

fn what_is_to_be_signed(known: &Knowledge) -> Result<(), Box<dyn Error>> {
    heading("What may be signed");
    let agreement = known.agreement("russia-dprk-2024")?;
    println!("{}", known.describe_record(&agreement.reference()));
    for act in agreement.acts_by_day() {
        let by = act.accounts().next().map(|account| by_whom(known, account.provenance()));
        println!("  {} ({})", describe_act(known, act), by.unwrap_or_default());
    }
    for party in agreement.parties() {
        let status = agreement.status_of(party, EVE)?;
        println!("  Where it stands for {}: {status}", known.name_of(party));
    }
    let force = agreement.in_force_between("russia", "north-korea", EVE)?;
    println!("  In force between them: {force}");
    Ok(())
}

fn describe_act(known: &Knowledge, act: PartView<'_, Act>) -> String {
    let party = act.key().party().map(|id| known.name_of(id)).unwrap_or_default();
    format!("{party}: {}", act.key().kind().in_words())
}

fn who_said_what(known: &Knowledge) {
    heading("Who said what about whom, on whose word");
    let plain = known.statements().filter(|s| *s.act() != StatementAct::CLAIMS_SUPERLATIVE);
    for group in known.count_once(plain) {
        for (i, statement) in group.into_iter().enumerate() {
            if i > 0 {
                println!("  perhaps the same, under another name:");
            }
            print_statement(known, statement);
        }
    }
}

fn print_statement(known: &Knowledge, statement: View<'_, Statement>) {
    let about: Vec<String> = statement.about().iter().map(|s| known.describe(s)).collect();
    let content = statement.get(Statement::CONTENT).map(|content| known.describe(content));
    let subject = content.unwrap_or_else(|| about.join(", "));
    let act = statement.act().in_words();
    println!("{act:<18}{}, on {subject}", known.speaker(statement.speaker()));
    let indent = " ".repeat(18);
    let mut lines: Vec<String> = Vec::new();
    for account in statement.accounts() {
        let provenance = account.provenance();
        let quote = provenance.quote().map(|quote| format!("\"{quote}\""));
        let judged = account.get(Statement::ASSESSMENT).map(ToString::to_string);
        let sure = Some(provenance.certainty());
        // What is said flatly needs no word; what is likely does.
        let sure = sure.filter(|c| matches!(c, Certainty::Probable | Certainty::Possible));
        let gist = account.get(Statement::GIST).cloned();
        let sure = sure.map(|sure| sure.to_string());
        let words: Vec<String> = quote.into_iter().chain(sure).chain(judged).chain(gist).collect();
        let line = format!("{} ({})", words.join(": "), by_whom(known, provenance));
        if !lines.contains(&line) {
            println!("{indent}{}", line.trim_start());
        }
        lines.push(line);
    }
    for reason in statement.because() {
        println!("{indent}because of {}", known.describe(reason));
    }
}

fn superlatives(known: &Knowledge) {
    heading("First, last, only: what the article claims, and what it lets us check");
    for checked in known.statements().filter_map(View::check) {
        println!("{}", known.describe_claim(&checked.claim));
        for evidence in &checked.evidence {
            println!("    {}", describe_evidence(known, evidence, checked.claim.years));
        }
        println!(
            "    {}",
            match checked.verdict {
                Verdict::Holds => "It holds.",
                Verdict::Fails => "It does not hold.",
                _ =>
                    "Nothing speaks against it, but no source here lists all such things: not covered.",
            }
        );
    }
}

fn describe_evidence(
    known: &Knowledge,
    evidence: &SuperlativeEvidence,
    claimed: Option<u32>,
) -> String {
    match evidence {
        SuperlativeEvidence::Predecessor(record, Some(gap)) => {
            let agrees =
                claimed.map(|n| format!("; agrees with {n} years: {}", gap.agrees_with(n)));
            let date = known.period_of(record).map(|period| period.in_words()).unwrap_or_default();
            format!("the one before: {date}, {gap} earlier{}", agrees.unwrap_or_default())
        }
        other => other.to_string(),
    }
}

fn taken_for_granted(known: &Knowledge) {
    heading("Taken for granted, without being said");
    for told in known.accounts() {
        if told.by.provenance.stance() != Stance::Presupposes {
            continue;
        }
        let record = &told.about.record;
        let what = match (&told.about.part, known.resolve::<Statement>(record)) {
            (Some((_, part)), _) => format!("{part} on {}", known.describe_record(record)),
            (None, Some(statement)) => {
                let about = statement.about().iter().map(|s| known.describe(s));
                let judged = statement.get(Statement::ASSESSMENT).map(ToString::to_string);
                format!("{}: {}", about.collect::<Vec<_>>().join(", "), judged.unwrap_or_default())
            }
            (None, None) => known.describe_record(record),
        };
        let when = known.resolve::<Visit>(record).and_then(View::actual);
        let when = when.map(|when| format!(", {}", when.in_words())).unwrap_or_default();
        println!("{what}{when} ({})", by_whom(known, told.by.provenance));
    }
}

fn with_care(known: &Knowledge) -> Result<(), Box<dyn Error>> {
    heading("To be read with care");
    for framing in known.conflict("ukraine")?.framings() {
        println!(
            "One war, called \"{}\" ({})",
            framing.value(),
            by_whom(known, framing.provenance())
        );
    }
    for tie in known.ties().filter(|tie| !tie.is_in_own_voice()) {
        let against = tie.get(Tie::AGAINST).map(detente::List::items).unwrap_or_default();
        let against: Vec<String> = against.iter().map(|s| known.describe(s)).collect();
        let whom = if against.is_empty() { String::new() } else { " against ".to_owned() };
        let what = known.describe_record(&tie.reference());
        println!("Only in somebody's words: {what}{whom}{}", against.join(", "));
    }
    for told in known.accounts() {
        if let Some(note) = told.by.provenance.note() {
            println!("{}: {note}", known.describe_record(&told.about.record));
        }
    }
    Ok(())
}
