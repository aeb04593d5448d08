//! The article and the record together: what was planned and what came of it, act by act and day by
//! day; what the sources disagree on; and what the article's words are worth in hindsight.

use std::collections::BTreeMap;
use std::error::Error;

use detente::knowledge::{KnowledgeChange, Outcome, SuperlativeEvidence, Verdict, View};
use detente::model::{Act, ActKind, Agreement, Meeting, Stop, Visit};
use detente::time::NaiveDate;
use detente::{Dossier, Knowledge, date};

use super::{AFTER, EVE, EXCHANGE, REPORTED, heading};

const DAYS: [NaiveDate; 4] = [EVE, AFTER, EXCHANGE, REPORTED];

pub(super) fn briefing(dossier: &Dossier) -> Result<(), Box<dyn Error>> {
    println!("\n\nPYONGYANG, JUNE 2024: the article and {} other sources", others(dossier));
    same_questions(dossier)?;
    let now = dossier.as_known();
    planned_and_actual(&now)?;
    the_treaty(dossier, &now)?;
    superlatives(dossier);
    disagreements(&now);
    by_another_clock(&now);
    changes(dossier);
    never_heard_of_again(dossier);
    scorecard(&now)?;
    drift(&now)
}

fn others(dossier: &Dossier) -> usize {
    dossier.sources().iter().filter(|source| source.id != "article").count()
}

/// The same questions on four days, and why the answers differ.
fn same_questions(dossier: &Dossier) -> Result<(), Box<dyn Error>> {
    heading("The same questions, as known on four days");
    let days = DAYS.map(|day| day.format("%e %B").to_string());
    println!("{:<26}{}", "", row(&days));
    let known = DAYS.map(|day| dossier.as_known_on(day));
    println!("{:<26}{}", "the visit", row(&known.each_ref().map(visit_stage)));
    println!("{:<26}{}", "the treaty, between them", row(&known.each_ref().map(treaty_stage)));
    println!("{:<26}{}", "first in 24 years", row(&known.each_ref().map(first_in_24_years)));
    println!("{:<26}{}", "last met in September", row(&known.each_ref().map(last_met)));

    println!("\nWhy:");
    let [eve, .., reported] = &known;
    println!("{}", eve.visit("putin-pyongyang-2024")?.explain(Visit::PROGRESS));
    let in_force = |known: &Knowledge| -> Option<String> {
        let treaty = known.agreement("russia-dprk-2024").ok()?;
        let act = treaty.acts().find(|act| *act.key().kind() == ActKind::IN_FORCE)?;
        Some(format!("in force, {}", act.explain(Act::WHEN)))
    };
    println!("{}", in_force(&known[2]).unwrap_or_else(|| "nothing told of force".to_owned()));
    println!("{}", in_force(reported).unwrap_or_default());
    Ok(())
}

fn row(cells: &[String; 4]) -> String {
    let [a, b, c, d] = cells;
    format!("{a:<15}{b:<15}{c:<15}{d}")
}

fn visit_stage(known: &Knowledge) -> String {
    let visit = known.visit("putin-pyongyang-2024").ok();
    visit.and_then(View::<Visit>::progress).map(detente::Progress::in_words).unwrap_or_default()
}

fn treaty_stage(known: &Knowledge) -> String {
    let treaty = known.agreement("russia-dprk-2024").ok();
    let day = known.known_on().unwrap_or(REPORTED);
    let status = treaty.and_then(|t| t.status_between("russia", "north-korea", day).ok());
    status.map(|status| status.to_string()).unwrap_or_default()
}

fn verdict(known: &Knowledge, claim: &str) -> String {
    let checked = known.statement(claim).ok().and_then(View::check);
    checked.map(|checked| checked.verdict.in_words()).unwrap_or_default()
}

fn first_in_24_years(known: &Knowledge) -> String {
    verdict(known, "first-in-24-years")
}

fn last_met(known: &Knowledge) -> String {
    verdict(known, "last-met-in-september")
}

/// The programme as it was to be, and as it was.
fn planned_and_actual(known: &Knowledge) -> Result<(), Box<dyn Error>> {
    heading("Planned, and as it came");
    let visit = known.visit("putin-pyongyang-2024")?;
    let days = |period: Option<detente::Period>| period.map(|p| p.in_words()).unwrap_or_default();
    println!("{:<20}{:<32}actual", "", "planned");
    println!("{:<20}{:<32}{}", "the visit", days(visit.planned()), days(visit.actual()));
    for stop in visit.stops() {
        let planned = stop.get(Stop::PLANNED).map(ToString::to_string).unwrap_or_default();
        let actual = stop.get(Stop::ACTUAL).map(ToString::to_string).unwrap_or_default();
        let progress = stop.progress().map(detente::Progress::in_words).unwrap_or_default();
        println!("{:<20}{planned:<32}{progress:<10}{actual}", stop.key().to_string());
    }
    let vietnam = known.visit("putin-vietnam-2024")?;
    println!("{:<20}{:<32}{}", "then Vietnam", days(vietnam.planned()), days(vietnam.actual()));
    Ok(())
}

/// Each act in the life of the treaty, and when it became known.
fn the_treaty(dossier: &Dossier, known: &Knowledge) -> Result<(), Box<dyn Error>> {
    heading("The treaty, act by act");
    let treaty = known.agreement("russia-dprk-2024")?;
    println!("{}", treaty.get(Agreement::TITLE).map_or("", String::as_str));
    for act in treaty.acts_by_day() {
        let party = act.key().party().map_or("both", |id| id.as_str());
        let day = act.date().map(|day| day.in_words()).unwrap_or_default();
        let told = act.accounts().filter_map(|account| {
            let source = dossier.source(account.provenance().source()?.as_str())?;
            source.published.as_ref()?.latest()
        });
        let told = told.min().map(|day| format!("told by {day}")).unwrap_or_default();
        println!("  {day:<22}{party:<13}{:<31}{told}", act.key().kind().in_words());
    }
    Ok(())
}

/// What the article claims, checked by all that is known.
fn superlatives(dossier: &Dossier) {
    heading("First, last, only: what holds");
    let (eve, after) = (dossier.as_known_on(EVE), dossier.as_known_on(AFTER));
    for statement in eve.statements() {
        let by_article = statement
            .accounts()
            .any(|a| a.provenance().source().is_some_and(|id| *id == "article"));
        let (Some(claim), true) = (statement.superlative(), by_article) else { continue };
        println!("{}", eve.describe_claim(claim));
        for known in [&eve, &after] {
            let checked = known.statement(statement.id()).ok().and_then(View::check);
            let Some(checked) = checked else { continue };
            let day = known.known_on().unwrap_or(REPORTED);
            println!("    known on {day}: {}", checked.verdict.in_words());
            if checked.verdict != Verdict::NotCovered {
                for evidence in &checked.evidence {
                    println!("        {}", in_words(known, evidence));
                }
            }
        }
    }
    let place = after.meeting("putin-kim-2023").map(|meeting| meeting.explain(Meeting::PLACE));
    if let Ok(place) = place {
        println!("Where they met in September 2023:");
        println!("    {}", place.to_string().replace('\n', "\n    "));
    }
}

fn in_words(known: &Knowledge, evidence: &SuperlativeEvidence) -> String {
    match evidence {
        SuperlativeEvidence::CounterExample(record) => {
            let date = known.period_of(record).map(|period| period.in_words()).unwrap_or_default();
            format!("against it: {}, {date}", known.describe_record(record))
        }
        SuperlativeEvidence::Predecessor(record, Some(gap)) => {
            let date = known.period_of(record).map(|period| period.in_words()).unwrap_or_default();
            format!("the one before: {date}, {gap} earlier")
        }
        other => other.to_string(),
    }
}

fn disagreements(known: &Knowledge) {
    heading("Where the sources disagree");
    for disagreement in known.disagreements() {
        println!("{disagreement}");
    }
}

/// Days that differ with the clock that is read, and do not disagree.
fn by_another_clock(known: &Knowledge) {
    heading("Two days, one moment");
    for effect in known.zone_effects() {
        println!("{effect}");
    }
}

/// What was planned for the days of the visit, and of which nobody had told how it turned out.
fn never_heard_of_again(dossier: &Dossier) {
    let year_end = date!("2024-12-31");
    heading("Planned, and never heard of again by the end of the year");
    for plan in dossier.as_known_on(year_end).unconfirmed_plans(year_end) {
        println!("{plan}");
    }
}

/// Where the article departs from the text that it tracks.
fn drift(known: &Knowledge) -> Result<(), Box<dyn Error>> {
    heading("How the article differs from the text behind it");
    for drift in known.drift("article")? {
        println!("{drift}");
    }
    Ok(())
}

/// What came to be known from one day to the next, of the visit, the meeting and the treaties.
fn changes(dossier: &Dossier) {
    const SHOWN: [&str; 5] = [
        "visit:putin-pyongyang-2024",
        "meeting:putin-kim-2024",
        "agreement:russia-dprk-2024",
        "agreement:russia-dprk-2000",
        "tie:nk-troops-with-russia",
    ];
    for days in DAYS.windows(2) {
        let [earlier, later] = days else { continue };
        heading(&format!("What changed between {earlier} and {later}"));
        let changes = dossier.as_known_on(*later).changes_since(&dossier.as_known_on(*earlier));
        let all = changes.len();
        let shown =
            |change: &KnowledgeChange| SHOWN.contains(&change.about.record.to_string().as_str());
        let changes: Vec<_> = changes.into_iter().filter(shown).collect();
        for change in &changes {
            println!("{change}");
        }
        println!("(and {} changes elsewhere)", all - changes.len());
    }
}

/// What has become of each thing that the article said: in full, where it did not simply come true.
fn scorecard(known: &Knowledge) -> Result<(), Box<dyn Error>> {
    heading("The article's scorecard");
    let card = known.scorecard("article")?;
    let mut lists: BTreeMap<Outcome, Vec<String>> = BTreeMap::new();
    let mut in_full = Vec::new();
    for account in card.by_account() {
        let Some(first) = account.scores.first() else { continue };
        let number =
            first.by.provenance.x("statement").map(ToString::to_string).unwrap_or_default();
        lists.entry(account.outcome()).or_default().push(number.clone());
        for score in account.scores {
            if !matches!(score.outcome, Outcome::Confirmed | Outcome::Open) {
                in_full.push(format!("{number:<9}{}: {score}", score.about));
            }
        }
    }
    for (outcome, mut numbers) in lists {
        numbers.sort_by_key(|number| (statement_number(number), number.len()));
        numbers.dedup();
        println!("{outcome}, {} statements: {}\n", numbers.len(), numbers.join(", "));
    }
    println!("What did not simply come true:");
    for score in in_full {
        println!("{score}");
    }
    Ok(())
}

/// 15 for `A15`, the first for `A9 A11`.
fn statement_number(text: &str) -> u32 {
    let digits = text.chars().skip(1).take_while(char::is_ascii_digit);
    digits.collect::<String>().parse().unwrap_or_default()
}
