//! Everything that is an answer is written as data, and what is a record is read back as well.

use detente::dossier::Issue;
use detente::graph::{
    self, EdgeWeight, Neighbour, RelationGraph, RelationKind, Snapshot, TieChange, TieView,
};
use detente::knowledge::{
    AgreementStatus, Attribution, Beaten, Because, Blocker, Checked, Citation, CitedAccount,
    CitedValue, Claim, Contradiction, Correction, Deadline, Disagreement, Drift, Found, HeldOffice,
    Holder, KnowledgeChange, Leader, ListCoverage, OverduePlan, PartView, Plan, Planner, Point,
    Proposal, Reason, Reasoned, Resolution, Scorecard, ScoredAccount, ScoredDetail, Side, Stage,
    StateOf, Stay, SuperlativeEvidence, Taken, Testimony, Verdict, View, ZoneDay, ZoneEffect,
};
use detente::measure::Blocs;
use detente::model::{self, Address, Record, Source, State, Stop, Visit, VisitForm, VisitRecord};
use detente::relations::{
    self, Alignment, Relation, Relations, SignRow, SignTable, StandingOn, Trend, Witness,
};
use detente::systems::{
    Answer, At, CodeColumn, CodeSpell, CodeSystem, Mention, Mentions, NameColumn, NameMatch,
    Override, Polity, PolityName, Spell, Succession, SystemMembership, Systems,
};
use detente::time::YearsBetween;
use detente::validation::Report;
use detente::write::Lost;
use detente::{Dossier, date};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, from_str, from_value, json, to_value};

#[test]
fn every_answer_is_written() {
    fn written<T: Serialize>() {}
    macro_rules! written { ($($type:ty),* $(,)?) => { $(written::<$type>();)* } }

    written![YearsBetween];
    written![
        Answer<Polity<'_>>,
        At,
        CodeColumn<'_>,
        CodeSpell<'_>,
        Mention<'_>,
        Mentions<'_, '_>,
        NameColumn<'_>,
        NameMatch<'_>,
        Override,
        Polity<'_>,
        PolityName<'_>,
        Spell<'_>,
        Succession<'_>,
        SystemMembership<'_>,
    ];
    written![
        EdgeWeight,
        Neighbour<'_>,
        RelationGraph,
        Snapshot,
        TieChange<'_>,
        TieView<'_>,
        Blocs,
        graph::Degrees<'_>,
    ];
    written![
        Address,
        AgreementStatus,
        Attribution,
        Because,
        Beaten<'_, VisitForm>,
        Blocker,
        Checked,
        CitedAccount<'_>,
        CitedValue<'_, VisitForm>,
        Claim,
        Contradiction,
        Correction,
        Citation<'_>,
        Deadline<'_>,
        Disagreement<'_>,
        Drift,
        Found<'_, Leader<'_>>,
        HeldOffice<'_>,
        Holder<'_>,
        Leader<'_>,
        ListCoverage,
        StateOf,
        KnowledgeChange,
        OverduePlan<'_>,
        PartView<'_, Stop>,
        Plan<'_>,
        Planner<'_>,
        Point,
        Proposal,
        Reason,
        Reasoned<'_, AgreementStatus>,
        Resolution<'_, VisitForm>,
        Scorecard<'_>,
        ScoredAccount<'_, '_>,
        ScoredDetail<'_>,
        Side<'_>,
        Stage,
        Stay<'_>,
        SuperlativeEvidence,
        Taken,
        Testimony<'_>,
        Verdict,
        View<'_, Visit>,
        ZoneDay<'_>,
        ZoneEffect<'_>,
    ];
    written![
        Alignment,
        Relation,
        Relations,
        SignRow,
        SignTable,
        StandingOn,
        Trend,
        Witness,
        relations::Ground,
        relations::LeftOut,
    ];
    written![Issue, Report, Lost];
}

#[test]
fn what_is_recorded_is_written_and_read() {
    fn both<T: Serialize + DeserializeOwned>() {}
    both::<Dossier>();
    both::<Source>();
    both::<VisitRecord>();
    both::<Record<State>>();
}

const DOSSIER: &str = r#"{"detente": 1, "source": "a", "sources": {"a": {"published": "2024-06-17"}, "b": {}},
  "states": {"n": {}}, "persons": {"p": {}},
  "visits": {"v": {"guest": "p", "host": "n", "accounts": [
      {"form": "state", "progress": "planned"}, {"by": "b", "form": "working", "stance": "denies"}],
    "stops": {"s": {"kind": "talks", "progress": "planned"}}}}}"#;

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Case {
    analyst: String,
    dossier: Dossier,
}

#[test]
fn a_dossier_is_part_of_a_struct() {
    let dossier = Dossier::from_json(DOSSIER).unwrap();
    let case = Case { analyst: "me".to_owned(), dossier };
    let value = to_value(&case).unwrap();
    assert_eq!(from_value::<Case>(value.clone()).unwrap(), case);
    assert_eq!(from_str::<Case>(&value.to_string()).unwrap(), case);
}

#[test]
fn an_error_names_the_way_to_what_is_at_fault() {
    let error = |change: fn(&mut Value)| {
        let mut value: Value = from_str(DOSSIER).unwrap();
        change(&mut value);
        from_value::<Dossier>(value).unwrap_err().to_string()
    };
    assert_eq!(
        error(|value| value["visits"]["v"]["accounts"][1]["form"] = json!("workin")),
        "visits.v.accounts[1].form: found \"workin\", expected a form of visit, or one of your own \
         with a namespace (acme:word); nearest is \"working\""
    );
    assert_eq!(
        error(|value| value["visits"]["v"]["guest"] = json!(5)),
        "visits.v.guest: found the number 5, expected an id: letters and digits, then also - _ . /, at most 200 bytes"
    );
    assert!(error(|value| value["states"]["n"]["nam"] = json!("N")).starts_with("states.n"));
    assert_eq!(
        error(|value| drop(value.as_object_mut().unwrap().remove("detente"))),
        "found nothing, expected the field \"detente\""
    );
    assert!(
        error(|value| value["visits"]["v"]["host"] = json!("m"))
            .starts_with("visits.v.host: found \"m\"")
    );
    // Within a text, serde_json knows the line as well.
    let text = r#"{"analyst": "me", "dossier": {"detente": 1,
        "states": {"n": {"name": 5}}}}"#;
    let error = from_str::<Case>(text).unwrap_err();
    assert_eq!(error.line(), 2);
    assert!(
        error.to_string().starts_with("states.n.name: found the number 5, expected a text"),
        "{error}"
    );
}

#[test]
fn a_record_by_itself_has_its_id_in_it() {
    let dossier = Dossier::from_json(DOSSIER).unwrap();
    let record = &dossier.records::<Visit>()[0];
    let value = to_value(record).unwrap();
    assert_eq!(
        value,
        json!({
            "id": "v", "guest": "p", "host": "n",
            "accounts": [
                {"by": "a", "form": "state", "progress": "planned"},
                {"by": "b", "form": "working", "stance": "denies"},
            ],
            "stops": {"s": {"accounts": [{"by": "a", "kind": "talks", "progress": "planned"}]}},
        })
    );
    let read: VisitRecord = from_value(value).unwrap();
    assert_eq!(&read, record);

    // What is not yet in a dossier is in the short form.
    let short: VisitRecord =
        from_value(json!({"id": "w", "guest": "p", "host": "n", "form": "state"})).unwrap();
    assert_eq!(
        to_value(&short).unwrap(),
        json!({"id": "w", "guest": "p", "host": "n", "form": "state"})
    );
    let dossier = dossier.into_builder().record(short).build().unwrap();
    assert_eq!(dossier.records::<Visit>()[1].accounts()[0].provenance().source().unwrap(), &"a");

    let refused = |value| from_value::<VisitRecord>(value).unwrap_err().to_string();
    assert_eq!(
        refused(json!({"guest": "p", "host": "n"})),
        "found nothing, expected the field \"id\""
    );
    assert_eq!(
        refused(json!({"id": "v", "guest": "p"})),
        "found nothing, expected the field \"host\""
    );
    assert!(
        refused(json!({"id": "v", "guest": "p", "host": "n", "idd": 1}))
            .contains("nearest is \"id\"")
    );
    assert!(refused(json!([])).contains("expected a visit {\"id\": .., ..}"));
    let twice = from_str::<VisitRecord>(r#"{"id": "v", "id": "v"}"#).unwrap_err();
    assert!(twice.to_string().starts_with("found \"id\" a second time"), "{twice}");
}

#[test]
fn every_record_of_every_noun_survives() {
    fn survives<N: detente::dossier::Recorded>(dossier: &Dossier) {
        for record in dossier.records::<N>() {
            let read: Record<N> = from_value(to_value(record).unwrap()).unwrap();
            assert_eq!(&read, record);
        }
    }
    let text = include_str!("../../fixtures/valid/everything.json");
    let dossier = Dossier::from_json(text).unwrap();
    survives::<State>(&dossier);
    survives::<model::Person>(&dossier);
    survives::<model::Organisation>(&dossier);
    survives::<model::Place>(&dossier);
    survives::<model::Office>(&dossier);
    survives::<model::Tenure>(&dossier);
    survives::<model::Trip>(&dossier);
    survives::<Visit>(&dossier);
    survives::<model::Meeting>(&dossier);
    survives::<model::Agreement>(&dossier);
    survives::<model::Statement>(&dossier);
    survives::<model::Conflict>(&dossier);
    survives::<model::Tie>(&dossier);
    survives::<model::SameAs>(&dossier);
    for source in dossier.sources() {
        assert_eq!(&from_value::<Source>(to_value(source).unwrap()).unwrap(), source);
    }
}

#[test]
fn answers_of_a_knowledge_are_written_as_resolved() {
    let dossier = Dossier::from_json(DOSSIER).unwrap();
    let known = dossier.as_known();
    let visit = known.visit("v").unwrap();
    assert_eq!(
        to_value(visit).unwrap(),
        json!({
            "id": "v", "guest": "p", "host": "n", "form": "state", "progress": "planned",
            "stops": {"s": {"kind": "talks", "progress": "planned"}},
        })
    );
    let stop = visit.part(Visit::STOPS, "s").unwrap();
    assert_eq!(
        to_value(stop).unwrap(),
        json!({"key": "s", "kind": "talks", "progress": "planned"})
    );
    let form = to_value(visit.explain(Visit::FORM)).unwrap();
    assert_eq!(form["chosen"]["value"], json!("state"));
    assert_eq!(form["chosen"]["by"]["source"], json!("a"));
    assert_eq!(form["denied"][0]["by"]["source"], json!("b"));
    assert_eq!(form["denied"][0]["by"]["stance"], json!("denies"));
    assert_eq!(form["contested"], json!(false));
    let told = to_value(known.accounts()).unwrap();
    let of_visit = told.as_array().unwrap().iter().find(|told| told["about"] == "visit:v").unwrap();
    assert_eq!(of_visit["details"], json!({"form": "state", "progress": "planned"}));
}

#[test]
fn answers_of_the_systems_are_written() {
    let systems = Systems::builtin();
    let found = to_value(systems.names(date!("2024-06-17")).find("Korea")).unwrap();
    assert_eq!([&found["status"], &found["polity"]], [&json!("ambiguous"), &json!(null)]);
    assert_eq!(found["candidates"][0]["polity"], "north-korea");
    let text = "Moscow and Pyongyang";
    let mentions = to_value(systems.mentions(text, date!("2024-06-17"))).unwrap();
    assert_eq!([&mentions[0]["polity"], &mentions[1]["start"]], [&json!("russia"), &json!(11)]);
    let days = [date!("1985-01-01"), date!("2000-01-01")];
    let column =
        systems.convert_column(&CodeSystem::COW, &["365", "260"], &CodeSystem::ISO3, &days);
    let column = to_value(column.unwrap()).unwrap();
    assert_eq!(column["codes"], json!(["SUN", null]));
    assert_eq!(column["status"], json!(["exact", "not_in_system"]));
    let signs = to_value(SignTable::builtin()).unwrap();
    assert_eq!(signs["name"], "signs-1");
    let visit = signs["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["kind"] == RelationKind::STATE_VISIT.as_str());
    assert_eq!(visit.unwrap()["weight"], json!(0.4));
}
