//! What stands in the page of the example: every account once, each value with what it beat, and
//! nothing that was told later.

use std::collections::BTreeMap;

use detente::relations::Ties1;
use detente::time::NaiveDate;
use detente::{Knowledge, date, write};
use support::pyongyang::MERGED;

use super::{assert_sound, by_id, classed, elements, parse, text, xml};

const EVE: NaiveDate = date!("2024-06-17");
const YEARS_END: NaiveDate = date!("2024-12-31");

fn whole(known: &Knowledge, earlier: &Knowledge) -> String {
    let model = Ties1::default();
    let page =
        write::page(known).unwrap().since(earlier).pair("russia", "north-korea", &model).unwrap();
    // What is asked for twice breaks nothing.
    let page = page.pair("russia", "north-korea", &model).unwrap().scorecard("article").unwrap();
    let page = page.two_times("russia-dprk-2024").unwrap().trip_strip("putin-asia-2024").unwrap();
    page.treaty_lanes("russia-dprk-2024").unwrap().scorecard("article").unwrap().to_html()
}

#[test]
fn the_page_is_sound_small_and_always_the_same() {
    let known = MERGED.as_known_on(YEARS_END);
    let earlier = MERGED.as_known_on(EVE);
    let html = whole(&known, &earlier);
    assert_sound(&html);
    assert!(html.len() < 3_000_000, "{} bytes", html.len());
    assert!(html == whole(&MERGED.as_known_on(YEARS_END), &earlier));
}

#[test]
fn every_account_stands_in_the_card_of_its_record() {
    for known in [MERGED.as_known(), MERGED.as_known_on(EVE)] {
        let mut told: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for account in known.accounts() {
            told.entry(account.about.record.to_string()).or_default().push(account);
        }
        let xml = xml(&write::page(&known).unwrap().to_html());
        let document = parse(&xml);
        let cards =
            by_id(&document, "cards").children().filter(|node| node.has_tag_name("article"));
        assert_eq!(cards.count(), told.len());
        for (record, accounts) in told {
            let card = by_id(&document, &record);
            let shown: Vec<_> = classed(card, "account").collect();
            assert_eq!(shown.len(), accounts.len(), "{record}");
            for account in accounts {
                let source = format!("#source:{}", account.by.source.id);
                let is_it = |node: &roxmltree::Node<'_, '_>| {
                    let words = text(*node);
                    let told = account.by.provenance;
                    elements(*node, "a").any(|link| link.attribute("href") == Some(&source))
                        && told.quote().is_none_or(|quote| words.contains(quote))
                        && told.locator().is_none_or(|locator| words.contains(locator))
                        && told.note().is_none_or(|note| words.contains(note))
                        && elements(*node, "dt").count() == account.details.len()
                };
                assert!(shown.iter().any(is_it), "{record}: {}", account.by);
            }
        }
    }
}

#[test]
fn a_card_tells_what_was_chosen_what_it_beat_and_why() {
    let known = MERGED.as_known();
    let xml = xml(&write::evidence_card(&known, "agreement:russia-dprk-2024").unwrap().to_html());
    let document = parse(&xml);
    let card = by_id(&document, "agreement:russia-dprk-2024");
    let row = elements(card, "tr").find(|row| text(*row).starts_with("form")).expect("its form");
    let row = text(row);
    assert!(row.starts_with("formtreaty contested"), "{row}");
    assert!(
        row.contains(
            "over: partnership agreement (article, 17 Jun 2024, P3, citing unnamed reports"
        ),
        "{row}"
    );
    assert!(row.contains("told by more independent sources"), "{row}");
}

#[test]
fn the_eve_knows_nothing_of_what_was_told_later() {
    let eve = MERGED.as_known_on(EVE);
    let html = write::page(&eve).unwrap().to_html();
    assert_sound(&html);
    let xml = xml(&html);
    let document = parse(&xml);
    let sources = by_id(&document, "sources");
    let listed = sources.children().filter(|node| node.has_tag_name("article"));
    for source in listed.filter_map(|node| node.attribute("id")?.strip_prefix("source:")) {
        let source = MERGED.source(source).expect("it is one of the dossier");
        let published = source.published.as_ref().and_then(detente::UncertainDate::latest);
        assert!(published.is_none_or(|day| day <= EVE), "{}", source.id);
    }
    let in_force = "4 December 2024";
    assert!(!html.contains(in_force));
    assert!(write::page(&MERGED.as_known()).unwrap().to_html().contains(in_force));
    let briefing = text(by_id(&document, "briefing"));
    assert!(briefing.contains("Vladimir Putin's visit to North Korea"), "{briefing}");
}

#[test]
fn the_briefing_tells_plans_outcomes_and_where_agreements_stand() {
    let known = MERGED.as_known_on(YEARS_END);
    let xml = xml(&write::page(&known).unwrap().on(date!("2024-12-05")).to_html());
    let document = parse(&xml);
    let rows: Vec<String> = elements(by_id(&document, "briefing"), "tr").map(text).collect();
    let row =
        |start: &str| rows.iter().find(|row| row.starts_with(start)).cloned().unwrap_or_default();
    let visit = row("Vladimir Putin's visit to North Korea");
    assert_eq!(
        visit,
        "Vladimir Putin's visit to North Koreaheld18 June 2024 to 19 June 202419 June 2024"
    );
    assert!(row("Treaty on Comprehensive").contains("in force, North Korea and Russia"));
    let briefing = text(by_id(&document, "briefing"));
    assert!(briefing.contains("overdue since 20 June 2024"));
}

#[test]
fn a_pair_stands_with_its_score_band_evidence_and_model() {
    let known = MERGED.as_known_on(YEARS_END);
    let model = Ties1::default();
    let page =
        write::page(&known).unwrap().on(date!("2024-12-04")).pair("russia", "north-korea", &model);
    let xml = xml(&page.unwrap().to_html());
    let document = parse(&xml);
    let section = by_id(&document, "pair:1");
    let words = text(section);
    assert!(words.contains("+0.977 between +0.977 and +0.980, on 4 December 2024"), "{words}");
    assert!(
        words.contains("ties-1")
            && words.contains("signs-1")
            && words.contains("ambivalence 0.000")
    );
    let relations = known.relations().build();
    let alignment = relations.alignment("russia", "north-korea", &model).unwrap();
    let evidence = alignment.on(date!("2024-12-04")).evidence().len();
    let factors = classed(section, "factors").next().expect("the evidence");
    assert_eq!(elements(factors, "tr").count(), evidence + 1);
}

#[test]
fn the_briefing_is_of_its_day() {
    let dossier = support::world::dossier(
        r#""visits": {"v": {"guest": "putin", "host": "china", "progress": "planned",
            "planned": "2024-06-18", "stops": {"concert": {"kind": "concert", "progress": "planned"}}}},
        "meetings": {"m": {"participants": ["putin", "kim"], "progress": "planned",
            "planned": "2024-06-19"}},
        "agreements": {"t": {"parties": ["russia", "north-korea"], "acts": {
            "russia signed": {"when": "2024-06-10"}, "russia ratified": {"when": "2024-06-20"}}}}"#,
    );
    let known = dossier.as_known();
    let briefing = |day| {
        let xml = xml(&write::page(&known).unwrap().on(day).to_html());
        let document = parse(&xml);
        let briefing = by_id(&document, "briefing");
        text(briefing)
    };
    let before = briefing(date!("2024-06-11"));
    assert!(!before.contains("unconfirmed"), "{before}");
    assert!(before.contains("signed by Russia") && !before.contains("ratified"), "{before}");
    // The visit, its concert and the meeting.
    let after = briefing(date!("2024-07-01"));
    assert_eq!(after.matches("unconfirmed").count(), 3, "{after}");
    assert!(after.contains("ratified by Russia"), "{after}");
}

#[test]
fn the_briefing_tells_of_deadlines_that_have_passed() {
    let dossier = support::world::dossier(
        r#""visits": {"v": {"guest": "putin", "host": "china", "accounts": [
            {"progress": "planned", "deadline": "2024-06"},
            {"by": "late", "progress": "planned", "planned": "2024-07-20"}]}}"#,
    );
    let known = dossier.as_known();
    let briefing = |day| {
        let xml = xml(&write::page(&known).unwrap().on(day).to_html());
        let document = parse(&xml);
        text(by_id(&document, "briefing"))
    };
    assert!(!briefing(date!("2024-06-30")).contains("Deadlines"));
    let passed = briefing(date!("2024-07-01"));
    assert!(passed.contains("missed by 20 days, if done on 20 July 2024"), "{passed}");
}
