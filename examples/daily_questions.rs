//! What is asked every day of a dossier and of the graph of its relations, each in a few lines.
//!
//! The numbers are those of the list of daily questions that the library is built for. Of its
//! eighteen, 15 and 16 are about event data and joined tables, and 14 is `which_state`.

use std::collections::BTreeSet;
use std::error::Error;

use detente::graph::RelationGraph;
use detente::knowledge::{Outcome, View};
use detente::model::{ActorId, Agreement, Meeting, Stop, Visit};
use detente::relations::{Relations, SignTable, Ties1, Voices};
use detente::time::{NaiveDate, Period};
use detente::{Dossier, Knowledge, date};

type Done = Result<(), Box<dyn Error>>;

const EVE: NaiveDate = date!("2024-06-17");
const IN_FORCE: NaiveDate = date!("2024-12-04");
const YEARS_END: NaiveDate = date!("2024-12-31");

fn main() -> Done {
    let article = Dossier::from_json(include_str!("pyongyang_2024/article.json"))?;
    let record = Dossier::from_json(include_str!("pyongyang_2024/record.json"))?;
    let dossier = article.merge(&record)?;
    let (eve, now) = (dossier.as_known_on(EVE), dossier.as_known_on(YEARS_END));
    let relations = now.relations().build();
    let graph = relations.graph(SignTable::builtin(), &Voices::own())?;

    changes(&dossier);
    plans(&eve)?;
    meetings(&eve, &now);
    in_force(&now)?;
    evidence(&relations)?;
    disagreements(&now);
    claimed_alone(&relations);
    holders(&now)?;
    recognised(&graph);
    shared(&graph)?;
    moved(&relations);
    triads(&relations);
    places_and_trips(&now);
    scorecard(&now)
}

fn heading(number: &str, question: &str) {
    println!("\n{number}. {question}");
}

fn changes(dossier: &Dossier) {
    heading("1", "What changed between what was known on 18 June and on the 19th?");
    let (before, after) =
        (dossier.as_known_on(date!("2024-06-18")), dossier.as_known_on(date!("2024-06-19")));
    let changes = after.changes_since(&before);
    for change in changes.iter().filter(|change| change.about.part.is_none()).take(6) {
        println!("   {change}");
    }
    println!("   ({} changes in all)", changes.len());
}

fn plans(eve: &Knowledge) -> Done {
    heading("2", "As of 17 June: what is planned for the next 30 days, how sure, who says so?");
    let month = Period::new(EVE, date!("2024-07-17"))?;
    let plans = eve.plans(&month);
    for (plan, within) in plans.iter().filter(|(plan, _)| plan.about.part.is_none()) {
        println!("   {plan}; certainty {}; in these days: {within}", plan.certainty());
    }
    println!("   ({} with their stops, delegates and acts)", plans.len());
    heading(
        "3",
        "Which plans have passed their date unconfirmed by 25 June, for who learnt no more?",
    );
    let overdue = eve.unconfirmed_plans(date!("2024-06-25"));
    for overdue in overdue.iter().filter(|overdue| overdue.plan.about.part.is_none()) {
        println!("   {}: overdue since {}", overdue.plan.about, overdue.since);
    }
    println!("   ({} with their stops and delegates)", overdue.len());
    Ok(())
}

fn meetings(eve: &Knowledge, now: &Knowledge) {
    heading(
        "4",
        "As of 17 June: when did the two last meet, when will they next? The first since when?",
    );
    let mut held: Vec<View<'_, Meeting>> =
        eve.meetings_of(&["vladimir-putin", "kim-jong-un"]).collect();
    let to_come: Vec<_> = held.extract_if(.., |meeting| !meeting.has_happened()).collect();
    held.sort_by_key(|meeting| meeting.date().and_then(|date| date.earliest()));
    let day = |meeting: &View<'_, Meeting>| meeting.date().map(|date| date.in_words());
    println!("   last: {}", held.last().and_then(day).unwrap_or_default());
    println!("   next: {}", to_come.first().and_then(day).unwrap_or_default());
    for claim in now.statements().filter_map(View::check) {
        if claim.claim.years.is_some() || claim.claim.since.is_some() {
            println!("   {}: {}", now.describe_claim(&claim.claim), claim.verdict.in_words());
        }
    }
}

fn in_force(now: &Knowledge) -> Done {
    heading("5", "What do Russia and North Korea owe each other on 4 December 2024?");
    for agreement in now.agreements() {
        let Ok(status) = agreement.status_between("russia", "north-korea", IN_FORCE) else {
            continue;
        };
        println!("   {}: {status}", agreement.get(Agreement::TITLE).map_or("", String::as_str));
        for (from, to) in [("russia", "north-korea"), ("north-korea", "russia")] {
            for each in agreement.obligations_on(from, to, IN_FORCE)? {
                println!("      {}: {}", each.obligation.key(), each.is_owed());
            }
        }
    }
    Ok(())
}

fn evidence(relations: &Relations) -> Done {
    heading("6", "On what does it rest that North Korea's troops fight for Russia?");
    let item = relations.get("tie:nk-troops-with-russia").ok_or("no such item")?;
    println!("   {item}");
    println!("   {} accounts", item.witnesses().count());
    for (name, voices) in [("own voice", Voices::own()), ("every voice", Voices::everyone())] {
        let roots = Vec::from_iter(item.roots(&voices));
        println!("   {} independent roots in {name}: {}", roots.len(), roots.join(", "));
    }
    Ok(())
}

fn disagreements(now: &Knowledge) {
    heading("7", "Where do the sources disagree on the visit?");
    let of_visit = |record: &str| record == "visit:putin-pyongyang-2024";
    for disagreement in now.disagreements() {
        if of_visit(&disagreement.about.record.to_string()) {
            println!("   {}", disagreement.to_string().replace('\n', "\n   "));
        }
    }
}

fn claimed_alone(relations: &Relations) {
    heading("8", "What does Moscow claim that nobody else affirms?");
    for item in relations.iter().filter(|item| item.is_claimed_by_alone("russia")) {
        println!("   {item}");
    }
}

fn holders(now: &Knowledge) -> Done {
    heading("9", "Who leads North Korea on 19 June 2024, by each criterion?");
    let offices = now.tenures().map(|tenure| (tenure.office(), tenure.criterion()));
    let of_state = |office: &str| office.starts_with("north-korea/");
    let offices: BTreeSet<_> = offices.filter(|(office, _)| of_state(office.as_str())).collect();
    for (office, criterion) in offices {
        for holder in now.holders(office, date!("2024-06-19"), criterion)? {
            let person = holder.tenure.person();
            println!("   {office}, {criterion}: {person} (on that day: {})", holder.holds);
        }
    }
    Ok(())
}

fn recognised(graph: &RelationGraph) {
    heading("10", "Whom does Russia recognise of whom nothing is told of China?");
    let by = |state: &str| -> BTreeSet<&str> {
        let ties = graph.on(IN_FORCE).including_possible().ties();
        let recognised = ties.filter(|tie| tie.kind() == "recognises" && *tie.from() == *state);
        recognised.map(|tie| tie.to().as_str()).collect()
    };
    let (russia, china) = (by("russia"), by("china"));
    let by_russia_alone: Vec<&str> = russia.difference(&china).copied().collect();
    println!("   {}", by_russia_alone.join(", "));
}

fn shared(graph: &RelationGraph) -> Done {
    heading("11", "Which friends and adversaries do Russia and North Korea share in 2024?");
    let year = graph.during(&Period::whole(&"2024".parse()?)).including_possible();
    let names = |ids: Vec<&ActorId>| match ids.iter().map(|id| id.as_str()).collect::<Vec<_>>() {
        none if none.is_empty() => "none is known".to_owned(),
        ids => ids.join(", "),
    };
    println!("   friends: {}", names(year.shared_friends("russia", "north-korea")?));
    println!("   adversaries: {}", names(year.shared_adversaries("russia", "north-korea")?));
    Ok(())
}

fn moved(relations: &Relations) {
    heading("12", "Whose score moved most in the last quarter of 2024, and by what?");
    let model = Ties1::default();
    let dyads = relations.dyads(&model);
    for moved in dyads.moved(date!("2024-09-30"), YEARS_END).iter().take(3) {
        println!("   {}", moved.to_string().replace('\n', "\n      "));
        println!("   as a trend: {}", moved.trend);
    }
}

fn triads(relations: &Relations) {
    heading("13", "Which triads are there at the year's end, balanced or not, and which are new?");
    let model = Ties1::default();
    let dyads = relations.dyads(&model).voices(Voices::everyone());
    let before = dyads.triads(date!("2021-12-31"));
    for triad in dyads.triads(YEARS_END) {
        let balanced = if triad.is_balanced() { "balanced" } else { "out of balance" };
        let is_new = !before.iter().any(|other| other.actors == triad.actors);
        println!("   {triad}: {balanced}{}", if is_new { ", new since 2021" } else { "" });
    }
}

fn places_and_trips(now: &Knowledge) {
    heading(
        "17",
        "Who stayed at the Kumsusan guesthouse? Which trips go to North Korea and Vietnam?",
    );
    for visit in now.visits() {
        for stop in visit.stops() {
            let place = stop.get(Stop::PLACE).map(ToString::to_string);
            if place.as_deref() == Some("kumsusan-guesthouse") {
                let progress = stop.progress().map(detente::Progress::in_words).unwrap_or_default();
                println!("   {}, {}: {progress}", visit.guest(), visit.id());
            }
        }
    }
    for trip in now.trips() {
        let hosts =
            now.visits().filter(|visit| visit.trip().is_some_and(|of| of.id() == trip.id()));
        let hosts: BTreeSet<String> =
            hosts.map(|visit: View<'_, Visit>| visit.host().to_string()).collect();
        if ["north-korea", "vietnam"].iter().all(|host| hosts.contains(*host)) {
            println!("   {}: {}", trip.id(), Vec::from_iter(hosts).join(", "));
        }
    }
}

fn scorecard(now: &Knowledge) -> Done {
    heading("18", "What has become of the article's statements by the year's end?");
    let card = now.scorecard("article")?;
    for outcome in Outcome::ALL {
        println!("   {outcome}: {}", card.count(*outcome));
    }
    for score in card.of(Outcome::Refuted) {
        println!("   {}: {score}", score.about);
    }
    Ok(())
}
