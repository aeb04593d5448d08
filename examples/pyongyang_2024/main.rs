//! A briefing on the visit to Pyongyang of June 2024, as a reader of one news article could know
//! it on 17 June: what is planned and how surely, by whose word, and what the article itself lets
//! us check.
//!
//! The article stands beside this program, as a dossier: `article.json`.

use std::error::Error;

use detente::dossier::{Evidence, PartView, View};
use detente::model::{
    Act, Criterion, Delegate, Place, Statement, StatementAct, Stop, Subject, Tenure, Tie, Visit,
};
use detente::time::End;
use detente::{Dossier, Knowledge, Stance, date};

const ARTICLE: &str = include_str!("article.json");
const EVE: detente::time::NaiveDate = date!("2024-06-17");

fn main() -> Result<(), Box<dyn Error>> {
    let dossier = Dossier::from_json(ARTICLE)?;
    let eve = dossier.as_known_on(EVE);
    let visit = eve.visit("putin-pyongyang-2024")?;

    println!("PYONGYANG, JUNE 2024: what a reader of {EVE} could know\n");
    for source in dossier.sources() {
        println!("Told by: {}", source.title.as_deref().unwrap_or(source.id.as_str()));
    }
    the_visit(&eve, visit);
    the_programme(&eve, visit);
    who_goes(&eve, visit)?;
    where_he_stays(&eve)?;
    what_is_to_be_signed(&eve)?;
    who_said_what(&eve);
    superlatives(&eve);
    taken_for_granted(&eve);
    left_open(&eve)?;
    Ok(())
}

fn heading(text: &str) {
    println!("\n{}\n", text.to_uppercase());
}

/// "P1", or "P1, from the Kremlin".
fn by_whom(known: &Knowledge, telling: &detente::model::Telling) -> String {
    let place = telling.locator().unwrap_or("?");
    match known.chain(telling) {
        chain if chain.is_empty() => place.to_owned(),
        chain => format!("{place}, from {chain}"),
    }
}

fn the_visit(known: &Knowledge, visit: View<'_, Visit>) {
    heading("The visit");
    let (guest, host) = (known.name_of(visit.guest()), known.name_of(visit.host()));
    let progress = visit.explain(Visit::PROGRESS);
    let planned = visit.explain(Visit::PLANNED);
    if let (Some(progress), Some(planned)) = (&progress.chosen, &planned.chosen) {
        let said = planned.said().map_or("", |said| said.words());
        let by = by_whom(known, progress.telling());
        println!("{guest} to {host}: {}, {} (\"{said}\"; {by})", progress.value(), planned.value());
    }
    if let Some(form) = visit.explain(Visit::FORM).chosen {
        let quote = form.telling().quote().unwrap_or_default();
        println!("A {} visit: \"{quote}\" ({})", form.value(), by_whom(known, form.telling()));
    }
    match visit.previous_by_same_guest() {
        Some(previous) => {
            let gap = previous.years_until(&visit);
            let when = previous.actual().map(|period| period.to_string()).unwrap_or_default();
            println!("His last one there that we know of: {when}");
            println!("Between the two: {}", gap.map(|gap| gap.to_string()).unwrap_or_default());
        }
        None => println!("No earlier one is known."),
    }
    let Some(trip) = visit.trip() else { return };
    println!("One trip, in this order:");
    for leg in trip.legs() {
        let leg_visit = known.resolve::<Visit>(leg.key());
        let state = leg_visit.map(|v| known.name_of(v.host())).unwrap_or_default();
        let when = leg_visit.and_then(|v| v.begins()).map(|day| day.to_string());
        println!("  {state:<12} from {}", when.unwrap_or_else(|| "an unknown day".into()));
    }
}

fn the_programme(known: &Knowledge, visit: View<'_, Visit>) {
    heading("On the programme, and how surely");
    for stop in visit.stops() {
        let kind = stop.get(Stop::KIND).map(ToString::to_string).unwrap_or_default();
        let progress = stop.progress().map(|p| p.to_string()).unwrap_or_default();
        let place = stop.get(Stop::PLACE).map(|id| known.describe_record(&id.into()));
        let by = stop.accounts().next().map(|account| by_whom(known, account.telling()));
        let place = place.map(|place| format!("at {place}")).unwrap_or_default();
        println!("{kind:<18}{progress:<10}{place:<26}({})", by.unwrap_or_default());
    }
}

fn who_goes(known: &Knowledge, visit: View<'_, Visit>) -> Result<(), Box<dyn Error>> {
    heading("Who goes, in what office");
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
        Some(from) if matches!(from.value(), End::On(_)) => {
            let said = from.said().map(|said| said.words()).unwrap_or_default();
            format!(" (\"{said}\": since some day in {})", from.value())
        }
        _ => String::new(),
    }
}

fn where_he_stays(known: &Knowledge) -> Result<(), Box<dyn Error>> {
    heading("Where he is to stay, and who stayed there");
    let house = known.place("kumsusan-guesthouse")?;
    println!("{}", house.name());
    for stay in house.stays() {
        let guest = known.name_of(stay.visit.guest());
        let period = stay.visit.period().map(|p| p.to_string()).unwrap_or_default();
        let progress = stay.stop.progress().map(|p| p.to_string()).unwrap_or_default();
        let by = stay.stop.accounts().next().map(|account| by_whom(known, account.telling()));
        println!("  {guest:<16}{progress:<10}{period:<22}({})", by.unwrap_or_default());
    }
    Ok(())
}

fn what_is_to_be_signed(known: &Knowledge) -> Result<(), Box<dyn Error>> {
    heading("What may be signed");
    let agreement = known.agreement("russia-dprk-2024")?;
    println!("{}", known.describe_record(&agreement.reference()));
    for act in agreement.acts() {
        let by = act.accounts().next().map(|account| by_whom(known, account.telling()));
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
    format!("{party}: {}", act.key().kind())
}

fn who_said_what(known: &Knowledge) {
    heading("Who said what about whom, on whose word");
    let plain = known.statements().filter(|s| *s.act() != StatementAct::CLAIMS_SUPERLATIVE);
    for group in known.count_once(plain) {
        let Some(first) = group.first() else { continue };
        print_statement(known, *first);
        for again in group.iter().skip(1) {
            println!("    perhaps the same: {}", known.describe_record(&again.reference()));
        }
    }
}

fn print_statement(known: &Knowledge, statement: View<'_, Statement>) {
    let about: Vec<String> = statement.about().iter().map(|s| known.describe(s)).collect();
    let content = statement.get(Statement::CONTENT).map(|content| known.describe(content));
    let subject = content.unwrap_or_else(|| about.join(", "));
    println!("{}: {subject}", known.describe_record(&statement.reference()));
    let words = statement.accounts().find_map(|account| account.telling().quote());
    let judged = statement.get(Statement::ASSESSMENT).map(ToString::to_string);
    let label = statement.get(Statement::LABEL).cloned();
    let gist = statement.get(Statement::GIST).cloned();
    let what = words.map(|words| format!("\"{words}\"")).or(judged).or(label).or(gist);
    let by: Vec<String> =
        statement.accounts().map(|account| by_whom(known, account.telling())).collect();
    println!("    {}({})", what.map(|what| what + " ").unwrap_or_default(), by.join("; "));
    for reason in statement.because() {
        println!("    on the ground of {}", known.describe(reason));
    }
}

fn superlatives(known: &Knowledge) {
    heading("First, last, only: what the article claims, and what it lets us check");
    for checked in known.statements().filter_map(View::check) {
        let subject = known.describe_record(&checked.claim.subject);
        let said = &checked.claim;
        let since = said.since.as_ref().map(|since| format!(" since {since}"));
        let years = said.years.map(|years| format!(" in {years} years"));
        let limit = years.or(since).unwrap_or_default();
        println!("The {}{limit}: {subject}", said.claim);
        println!("    verdict: {}", checked.verdict);
        for evidence in &checked.evidence {
            println!("    {}", describe_evidence(known, evidence, said.years));
        }
    }
}

fn describe_evidence(known: &Knowledge, evidence: &Evidence, claimed: Option<u32>) -> String {
    match evidence {
        Evidence::Predecessor(record, Some(gap)) => {
            let agrees = claimed.map(|n| format!("; {n} years agrees: {}", gap.agrees_with(n)));
            let record = known.describe_record(record);
            format!("the one before: {record}, {gap} earlier{}", agrees.unwrap_or_default())
        }
        other => other.to_string(),
    }
}

fn taken_for_granted(known: &Knowledge) {
    heading("Taken for granted, without being said");
    for told in known.told() {
        if told.telling.stance() == Stance::Presupposes {
            let what = known.describe_record(&told.about.record);
            let part = told.about.part.map(|(_, key)| format!(", {key}")).unwrap_or_default();
            println!("{what}{part} ({})", by_whom(known, told.telling));
        }
    }
}

fn left_open(known: &Knowledge) -> Result<(), Box<dyn Error>> {
    heading("Words to be careful with");
    for framing in known.conflict("ukraine")?.framings() {
        println!("\"{}\" for the war ({})", framing.value(), by_whom(known, framing.telling()));
    }
    let ally = known.tie("vietnam-ally-of-russia")?;
    let subject = Subject::from(ally.id());
    println!("{}: a word, no obligation (P7)", known.describe(&subject));
    let church = known.place("life-giving-trinity")?;
    let city = church.get(Place::WITHIN).map(|id| known.describe_record(&id.into()));
    println!("{} lies in {}", church.name(), city.unwrap_or_default());
    for tie in known.ties().filter(|tie| !tie.is_in_own_voice()) {
        let against = tie.get(Tie::AGAINST).map(|list| list.items()).unwrap_or_default();
        let against: Vec<String> = against.iter().map(|s| known.describe(s)).collect();
        let whom = if against.is_empty() { String::new() } else { " against ".to_owned() };
        let what = known.describe_record(&tie.reference());
        println!("{what}{whom}{}: only in somebody's words", against.join(", "));
    }
    Ok(())
}
