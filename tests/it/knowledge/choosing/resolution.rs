//! How one value is chosen among those told: each clause of the order, and the explanation.

use detente::knowledge::{Candidate, Policy, Rank, Resolution};
use detente::model::{
    Conflict, Progress, SourceId, Tenure, TenureId, Visit, VisitForm, VisitIdentity, VisitRecord,
};
use detente::{Account, Certainty, Dossier, Knowledge, Stance, date, id};
use proptest::prelude::*;

use support::world::dossier;

/// The accounts of one visit, in JSON.
fn visit(accounts: &[&str]) -> Dossier {
    dossier(&format!(
        r#""places": {{"vladivostok": {{}}, "vostochny": {{}}}},
        "visits": {{"v": {{"guest": "putin", "host": "north-korea", "accounts": [{}]}}}}"#,
        accounts.join(", ")
    ))
}

fn form(accounts: &[&str]) -> Option<String> {
    let known = visit(accounts).as_known();
    known.visit("v").unwrap().form().map(ToString::to_string)
}

/// `better` wins, whichever of the two is entered first.
fn assert_beats(better: &str, worse: &str) {
    for accounts in [[better, worse], [worse, better]] {
        assert_eq!(form(&accounts).as_deref(), Some("state"), "{accounts:?}");
    }
}

#[test]
fn the_source_s_own_voice_comes_before_what_it_says_in_somebody_else_s() {
    let dossier = Dossier::from_json(
        r#"{"detente": 1, "source": "paper", "sources": {"paper": {}}, "persons": {"speaker": {}},
            "conflicts": {"war": {"accounts": [
                {"framing": "actions", "via": ["speaker"], "stance": "presupposes"},
                {"framing": "invasion"}]}}}"#,
    )
    .expect("a dossier");
    let known = dossier.as_known();
    let framing = known.conflict("war").expect("told").explain(Conflict::FRAMING);
    assert_eq!(framing.chosen.map(|told| told.value().as_str()), Some("invasion"));
    assert_eq!(framing.beaten[0].reason, "in the source's own voice");
}

#[test]
fn an_outcome_beats_a_plan_and_the_latest_told_wins() {
    let stages = [
        (1, Progress::Planned),
        (2, Progress::Cancelled),
        (3, Progress::Planned),
        (4, Progress::Held),
    ];
    let mut orders: Vec<Vec<usize>> = Vec::new();
    for a in 0..4 {
        for b in 0..4 {
            for c in 0..4 {
                let order = vec![a, b, c, 6_usize.wrapping_sub(a + b + c)];
                if (0..4).all(|i| order.contains(&i)) {
                    orders.push(order);
                }
            }
        }
    }
    assert_eq!(orders.len(), 24);
    for order in orders {
        let identity = VisitIdentity::new(id!("putin"), id!("north-korea"));
        let mut record = VisitRecord::new(id!("v"), identity);
        let mut builder = Dossier::builder()
            .record(detente::model::StateRecord::new(id!("north-korea"), ()))
            .record(detente::model::PersonRecord::new(id!("putin"), ()));
        for (day, _) in stages {
            let source = SourceId::new(&format!("s{day}")).unwrap();
            let published = date!("2024-06-01") + chrono::Days::new(day);
            builder =
                builder.default_source(detente::model::Source::new(source).published(published));
        }
        for (day, progress) in order.iter().map(|i| stages[*i]) {
            let source = SourceId::new(&format!("s{day}")).unwrap();
            record = record.account(Account::by(source).with(Visit::PROGRESS, progress));
        }
        let dossier = builder.record(record).build().unwrap();
        for (day, progress) in stages {
            let known = dossier.as_known_on(date!("2024-06-01") + chrono::Days::new(day));
            assert_eq!(known.visit("v").unwrap().progress(), Some(progress), "{order:?}");
        }
    }
}

#[test]
fn a_plan_told_after_the_outcome_does_not_undo_it() {
    let known =
        visit(&[r#"{"progress": "held"}"#, r#"{"by": "late", "progress": "planned"}"#]).as_known();
    let view = known.visit("v").unwrap();
    assert_eq!(view.progress(), Some(Progress::Held));
    assert_eq!(
        view.explain(Visit::PROGRESS).to_string(),
        "progress: held (early)\n  over planned (late): an outcome beats a plan"
    );
}

#[test]
fn affirmed_before_mentioned() {
    assert_beats(
        r#"{"form": "state", "certainty": "possible"}"#,
        r#"{"by": "late", "form": "private", "stance": "mentions", "certainty": "certain"}"#,
    );
    assert_beats(
        r#"{"form": "state", "stance": "presupposes"}"#,
        r#"{"by": "late", "form": "private", "stance": "mentions", "progress": "held"}"#,
    );
}

#[test]
fn happened_before_planned() {
    assert_beats(
        r#"{"form": "state", "progress": "held", "certainty": "possible"}"#,
        r#"{"by": "late", "form": "private", "progress": "planned", "certainty": "certain"}"#,
    );
    // That it did not happen is an outcome, but no visit of which a form could be told.
    assert_beats(
        r#"{"form": "state", "progress": "planned", "certainty": "certain"}"#,
        r#"{"form": "private", "progress": "did_not_happen", "stance": "mentions"}"#,
    );
    // An actual date tells of what happened.
    assert_beats(
        r#"{"form": "state", "actual": "2024-05-01"}"#,
        r#"{"by": "late", "form": "private", "planned": "2024-05-01", "certainty": "certain"}"#,
    );
}

#[test]
fn certain_or_unstated_before_probable_before_possible() {
    let certain = r#"{"form": "state", "certainty": "certain"}"#;
    assert_beats(r#"{"by": "late", "form": "state"}"#, &certain.replace("state", "private"));
    let words = [Certainty::Unstated, Certainty::Probable, Certainty::Possible];
    for pair in words.windows(2) {
        assert_beats(
            &format!(r#"{{"form": "state", "certainty": "{}"}}"#, pair[0].code()),
            &format!(r#"{{"by": "late", "form": "private", "certainty": "{}"}}"#, pair[1].code()),
        );
    }
}

#[test]
fn more_roots_count_and_reprints_do_not() {
    let private = r#"{"by": "other", "form": "private"}"#;
    let two_roots = [r#"{"form": "state"}"#, r#"{"by": "late", "form": "state"}"#, private];
    assert_eq!(form(&two_roots).as_deref(), Some("state"));
    let reprinted = [r#"{"form": "state"}"#, r#"{"by": "reprint", "form": "state"}"#, private];
    assert_eq!(form(&reprinted).as_deref(), Some("private"), "told later");
}

#[test]
fn told_later_and_then_undecided() {
    assert_beats(r#"{"by": "late", "form": "state"}"#, r#"{"form": "private"}"#);
    let level =
        [r#"{"form": "state", "locator": "P2"}"#, r#"{"form": "working", "locator": "P1"}"#];
    assert_eq!(form(&level), None);
    let known = visit(&level).as_known();
    let explained = known.visit("v").unwrap().explain(Visit::FORM);
    assert!(explained.is_contested() && explained.is_undecided());
    assert_eq!(
        explained.to_string(),
        "form: undecided\n  between working (early P1)\n  and state (early P2)"
    );
}

#[test]
fn a_later_word_of_one_root_replaces_its_earlier_one() {
    // As sure or surer, it is what the root now says.
    let accounts = [
        r#"{"form": "private", "certainty": "possible"}"#,
        r#"{"by": "correction", "form": "state", "certainty": "possible"}"#,
    ];
    let dossier = visit(&accounts);
    let known = dossier.as_known();
    let resolution = known.visit("v").unwrap().explain(Visit::FORM);
    assert_eq!(resolution.chosen.unwrap().value(), &VisitForm::STATE);
    assert_eq!(resolution.replaced.len(), 1);
    assert!(resolution.beaten.is_empty());

    let before = dossier.as_known_on(date!("2024-07-02"));
    assert_eq!(before.visit("v").unwrap().form(), Some(&VisitForm::PRIVATE));
}

#[test]
fn a_later_denial_of_one_root_takes_its_word_back() {
    let told = r#"{"form": "state", "progress": "held"}"#;
    let retracted = |denial: &str| form(&[told, denial]);
    assert_eq!(retracted(r#"{"by": "correction", "form": "state", "stance": "denies"}"#), None);
    assert_eq!(
        retracted(r#"{"by": "correction", "stance": "denies"}"#),
        None,
        "the whole is taken back"
    );
    assert_eq!(
        retracted(r#"{"by": "correction", "form": "private", "stance": "denies"}"#).as_deref(),
        Some("state"),
        "what is denied was never said"
    );
}

#[test]
fn a_denial_by_another_contests_and_deletes_nothing() {
    let known =
        visit(&[r#"{"form": "state"}"#, r#"{"by": "late", "form": "state", "stance": "denies"}"#])
            .as_known();
    let view = known.visit("v").unwrap();
    assert_eq!(view.form(), Some(&VisitForm::STATE));
    let resolution = view.explain(Visit::FORM);
    assert!(resolution.is_contested());
    assert_eq!(resolution.to_string(), "form: state (early)\n  denied: state (late, denies it)");
    assert_eq!(known.disagreements().len(), 1);
}

#[test]
fn a_source_does_not_replace_itself() {
    // Undated, its accounts count as told on the days they report; it still is one publication.
    let known = visit(&[
        r#"{"by": "undated", "form": "state", "certainty": "certain"}"#,
        r#"{"by": "undated", "form": "private", "progress": "held", "actual": "2020-01-01", "stance": "mentions"}"#,
    ])
    .as_known();
    assert_eq!(known.visit("v").unwrap().form(), Some(&VisitForm::STATE));
}

#[test]
fn a_ruling_beats_all() {
    let dossier = visit(&[
        r#"{"form": "state", "stance": "mentions", "certainty": "possible"}"#,
        r#"{"by": "late", "form": "private", "certainty": "certain"}"#,
    ]);
    let visit_id: detente::model::VisitId = id!("v");
    let known = dossier.knowledge().ruling(&visit_id, "form", id!("early")).build();
    let resolution = known.visit("v").unwrap().explain(Visit::FORM);
    assert_eq!(resolution.chosen.unwrap().value(), &VisitForm::STATE);
    assert_eq!(resolution.beaten[0].reason, "ruled so");
}

/// The first word, whoever says it.
#[derive(Debug)]
struct Earliest;

impl Policy for Earliest {
    fn rank(&self, candidate: &Candidate<'_>) -> Rank {
        let told = candidate.known_from().day().unwrap_or(date!("2030-01-01"));
        let days = (date!("2030-01-01") - told).num_days();
        Rank::of([days])
    }

    fn reason(&self, _: usize) -> &'static str {
        "told first"
    }
}

#[test]
fn a_policy_of_ones_own_decides() {
    let dossier = visit(&[
        r#"{"form": "state"}"#,
        r#"{"by": "late", "form": "private", "certainty": "certain"}"#,
    ]);
    let known = dossier.knowledge().policy(Earliest).build();
    let resolution = known.visit("v").unwrap().explain(Visit::FORM);
    assert_eq!(resolution.to_string(), "form: state (early)\n  over private (late): told first");
}

#[test]
fn only_those_listened_to_count() {
    let dossier = visit(&[
        r#"{"form": "state"}"#,
        r#"{"by": "late", "via": ["kremlin"], "form": "private", "certainty": "certain"}"#,
    ]);
    let own_voice = dossier.knowledge().listening_to(|_, provenance| provenance.is_own_voice());
    let known = own_voice.build();
    let resolution = known.visit("v").unwrap().explain(Visit::FORM);
    assert_eq!(resolution.chosen.unwrap().value(), &VisitForm::STATE);
    assert_eq!(resolution.not_yet_known.len(), 1);
}

#[test]
fn the_explanation_says_everything() {
    let dossier = visit(&[
        r#"{"form": "private", "locator": "P1"}"#,
        r#"{"by": "correction", "form": "state", "via": ["kremlin", "?reports"]}"#,
        r#"{"by": "late", "form": "working", "certainty": "possible"}"#,
        r#"{"by": "undated", "form": "state", "stance": "denies"}"#,
        r#"{"by": "other", "form": "official"}"#,
    ]);
    let known = dossier.as_known_on(date!("2024-07-03"));
    assert_eq!(
        known.visit("v").unwrap().explain(Visit::FORM).to_string(),
        "form: state (correction, citing kremlin, citing in turn unnamed reports)\
         \n  over working (late): told more surely\
         \n  denied: state (undated, denies it)\
         \n  since replaced: private (early P1)\
         \n  not yet told: official (other)"
    );
    let nothing = known.visit("v").unwrap().explain(Visit::LABEL);
    assert_eq!(nothing.to_string(), "label: nobody has told it");
    assert!(!nothing.is_contested());
}

#[test]
fn each_reason_is_its_own() {
    let reason = |better: &str, worse: &str| {
        let known = visit(&[better, worse]).as_known();
        let resolution: Resolution<'_, VisitForm> = known.visit("v").unwrap().explain(Visit::FORM);
        resolution.beaten[0].reason
    };
    let private = r#"{"form": "private"}"#;
    let reasons = [
        reason(private, r#"{"by": "late", "form": "state", "stance": "mentions"}"#),
        reason(
            r#"{"form": "private", "progress": "held"}"#,
            r#"{"by": "late", "form": "state", "progress": "planned"}"#,
        ),
        reason(private, r#"{"by": "late", "form": "state", "certainty": "possible"}"#),
        reason(private, r#"{"by": "late", "form": "state"}"#),
        reason(private, r#"{"by": "late", "form": "private"}"#),
    ];
    let expected = [
        "affirmed, and not only mentioned",
        "told of what happened, and not of a plan",
        "told more surely",
        "told later",
        "the same value",
    ];
    assert_eq!(reasons, expected);
}

/// The plan named Vladivostok, and it became Vostochny: whichever was written down or printed first.
#[test]
fn vladivostok_and_vostochny() {
    let plan =
        |by: &str| format!(r#"{{"by": "{by}", "progress": "planned", "place": "vladivostok"}}"#);
    let deed = |by: &str| format!(r#"{{"by": "{by}", "progress": "held", "place": "vostochny"}}"#);
    for (plan, deed) in [(plan("early"), deed("late")), (plan("late"), deed("early"))] {
        for accounts in [[plan.as_str(), deed.as_str()], [deed.as_str(), plan.as_str()]] {
            let known = visit(&accounts).as_known();
            let view = known.visit("v").unwrap();
            assert_eq!(view.get(Visit::PLACE).unwrap(), "vostochny");
            assert!(view.explain(Visit::PLACE).is_contested());
        }
    }
}

fn account() -> impl Strategy<Value = Account<Visit>> {
    let by = prop::sample::select(vec!["early", "late", "reprint", "correction", "undated"]);
    let form = prop::sample::select(vec!["state", "private", "working"]);
    let stance = prop::sample::select(Stance::ALL.to_vec());
    let certainty = prop::sample::select(Certainty::ALL.to_vec());
    let progress = prop::option::of(prop::sample::select(Progress::ALL.to_vec()));
    (by, form, stance, certainty, progress).prop_map(|(by, form, stance, certainty, progress)| {
        let account = Account::by(SourceId::new(by).unwrap())
            .stance(stance)
            .certainty(certainty)
            .with(Visit::FORM, VisitForm::new(form).unwrap());
        match progress {
            Some(progress) => account.with(Visit::PROGRESS, progress),
            None => account,
        }
    })
}

/// What is known of one visit, of which these accounts tell.
fn known_of(accounts: Vec<Account<Visit>>) -> Knowledge {
    let identity = VisitIdentity::new(id!("putin"), id!("north-korea"));
    let record = VisitRecord::new(id!("v"), identity);
    let record = accounts.into_iter().fold(record, VisitRecord::account);
    let dossier = dossier(r#""title": "properties""#).into_builder().record(record);
    dossier.build().unwrap().as_known()
}

proptest! {
    #[test]
    fn the_order_of_entry_never_counts(
        (accounts, shuffled) in prop::collection::vec(account(), 1..8)
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        let explain = |accounts: Vec<Account<Visit>>| {
            let known = known_of(accounts);
            let view = known.visit("v").unwrap();
            (view.explain(Visit::FORM).to_string(), view.explain(Visit::PROGRESS).to_string())
        };
        prop_assert_eq!(explain(accounts), explain(shuffled));
    }

    #[test]
    fn what_is_got_is_what_is_explained(accounts in prop::collection::vec(account(), 1..8)) {
        let known = known_of(accounts);
        let view = known.visit("v").unwrap();
        let explained = view.explain(Visit::FORM).chosen.map(|told| told.value().clone());
        prop_assert_eq!(view.form().cloned(), explained);
        let explained = view.explain(Visit::PROGRESS).chosen.map(|told| *told.value());
        prop_assert_eq!(view.progress(), explained);
    }
}

#[test]
fn what_is_said_to_be_unknown_gives_way() {
    let known = visit(&[
        r#"{"by": "early", "actual": {"from": "2024-06-19", "to": "open"}}"#,
        r#"{"by": "late", "certainty": "certain", "actual": {"from": "unknown", "to": "unknown"}}"#,
    ])
    .as_known();
    let explained = known.visit("v").unwrap().explain(Visit::ACTUAL);
    assert_eq!(explained.chosen.as_ref().unwrap().source().id, "early");
    assert_eq!(explained.beaten[0].reason, "known before unknown");
}

#[test]
fn the_last_day_on_which_it_was_still_so_is_taken() {
    let dossier = dossier(
        r#""offices": {"o": {"of": "north-korea"}}, "tenures": {"t": {"person": "putin", "office": "o",
        "criterion": "unstated", "accounts": [{"by": "early", "to": "still 2024-06-17", "certainty": "certain"},
        {"by": "undated", "to": "still 2024-06-17"}, {"by": "late", "to": "still 2024-06-20"}]}}"#,
    );
    let known = dossier.as_known();
    let to = known.tenure("t").unwrap().explain(Tenure::TO);
    assert_eq!(to.chosen.as_ref().unwrap().source().id, "late");
    assert_eq!(to.beaten[0].reason, "told more exactly");
    let early = dossier.knowledge().ruling(TenureId::new("t").unwrap(), "to", id!("early")).build();
    assert_eq!(early.tenure("t").unwrap().explain(Tenure::TO).chosen.unwrap().source().id, "early");
}

#[test]
fn two_thousand_accounts_resolve_at_once() {
    let accounts: Vec<String> = (0..2_000)
        .map(|i| format!(r#"{{"label": "label {}", "locator": "P{i}"}}"#, i % 700))
        .collect();
    let accounts: Vec<&str> = accounts.iter().map(String::as_str).collect();
    let known = visit(&accounts).as_known();
    let view = known.visit("v").unwrap();
    let start = std::time::Instant::now();
    assert_eq!(view.get(Visit::LABEL), None);
    assert_eq!(view.explain(Visit::LABEL).undecided.len(), 2_000);
    assert!(start.elapsed().as_secs() < 1, "{:?}", start.elapsed());
}
