//! Words for people: names in place of ids, one wording of one thing, sentences as a reader would write them.

use detente::knowledge::Contradiction;
use detente::model::{RecordRef, StatementAct, TieKind};
use detente::{Dossier, Knowledge};
use support::shared::shared;

/// What is known by a case; `None`, said aloud, where it is not at hand.
fn case(file: &str) -> Option<Knowledge> {
    let text = shared(&format!("cases/{file}.json"))?;
    Some(Dossier::from_json(&text).unwrap_or_else(|error| panic!("{file}: {error}")).as_known())
}

fn described(known: &Knowledge, record: &str) -> String {
    known.describe_record(&record.parse::<RecordRef>().unwrap())
}

#[test]
fn wo1_an_act_of_speech() {
    let Some(text) = shared("cases/wo1-expected-a-act.json") else { return };
    let error = Dossier::from_json(&text).unwrap_err().to_string();
    assert!(error.contains("expected an act of speech such as "), "{error}");
    // One that is near is named, and then no others.
    let error = "assesess".parse::<StatementAct>().unwrap_err().to_string();
    assert!(
        error.contains("expected an act of speech, or one") && error.contains("assesses"),
        "{error}"
    );
}

#[test]
fn wo2_an_open_end_is_no_day() {
    let Some(known) = case("wo2-open-end-in-a-warning") else { return };
    let report = known.dossier().validate().to_string();
    assert!(report.contains("without an end") && !report.contains("262142"), "{report}");
    assert!(matches!(&known.contradictions()[..], [Contradiction::TwoHolders { .. }]));
}

#[test]
fn wo3_phrases() {
    let Some(known) = case("wo3-phrases") else { return };
    assert_eq!(described(&known, "agreement:a"), "an oral agreement of Greece and North Macedonia");
    assert_eq!(described(&known, "tie:t"), "alba mediates for borea");
}

#[cfg(feature = "html")]
#[test]
fn wo4_a_card_names_states() {
    let Some(known) = case("wo4-raw-ids-on-a-card") else { return };
    let html = detente::write::page(&known).unwrap().to_html();
    let text = without_tags(&html);
    assert!(text.contains("Obligations: North Macedonia Greece withdraw"), "{text}");
    assert!(!text.contains("my:withdraw") && !text.contains("north-macedonia greece"), "{text}");
}

#[cfg(feature = "html")]
#[test]
fn wo5_one_period_is_worded_one_way() {
    let Some(known) = case("wo5-one-period-two-wordings") else { return };
    let text = without_tags(&detente::write::page(&known).unwrap().to_html());
    assert!(text.contains("3 August 2030 to 6 August 2030"), "{text}");
    assert!(!text.contains("some day between"), "{text}");
}

#[cfg(feature = "html")]
fn without_tags(html: &str) -> String {
    let pieces = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    pieces.collect::<Vec<_>>().join("")
}

/// What each kind of tie that says what one does to the other is, in a sentence.
#[test]
fn verbs_make_sentences() {
    let cases = [
        (TieKind::RECOGNISES, "North Korea recognises Russia"),
        (TieKind::FIGHTS_FOR, "North Korea has troops beside those of Russia"),
        (TieKind::MOBILISES_OR_DISPLAYS, "North Korea shows force to Russia"),
        (TieKind::HOSTS_EXILE, "North Korea hosts Russia in exile"),
        (TieKind::SUPPORTS_OPPONENT, "North Korea supports whoever fights Russia"),
        (TieKind::SANCTIONS, "sanctions from North Korea to Russia"),
        (TieKind::AID, "aid from North Korea to Russia"),
    ];
    for (kind, words) in cases {
        let text = format!(
            r#"{{"detente": 1, "source": "a", "sources": {{"a": {{}}}}, "ties": {{"t": {{"kind": "{}",
            "from": "north-korea", "to": "russia"}}}}}}"#,
            kind.as_str()
        );
        let known = Dossier::from_json(&text).unwrap().as_known();
        assert_eq!(described(&known, "tie:t"), words);
    }
}

#[test]
fn a_code_of_ones_own_is_a_word() {
    assert_eq!("acme:trade_fair".parse::<TieKind>().unwrap().in_words(), "trade fair");
}
