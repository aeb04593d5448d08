//! The article that announced the visit, statement by statement: each is asked for through the
//! public API, as known on the day the article appeared. A1 to A57 are printed in it, and A58 to
//! A60 follow from them.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::LazyLock;

use detente::knowledge::{
    Checked, LookupError, PartView, Resolution, Stage, SuperlativeEvidence, Verdict, View,
};
use detente::model::{
    Act, ActKind, Agreement, AgreementForm, AssessedChange, Assessment, Basis, CitedSpeaker,
    Conflict, Criterion, Delegate, DelegateRole, Extreme, Leg, List, Meeting, Office,
    OfficeFunction, Organisation, OrganisationKind, Place, PlaceKind, Progress, Provenance,
    Speaker, State, Statement, StatementAct, Stop, StopKind, Subject, Tenure, Tie, TieKind, Trip,
    Value, Visit, VisitForm, When,
};
use detente::time::{End, NaiveDate, Period, Truth, UncertainDate};
use detente::{Certainty, Dossier, Knowledge, Stance, date, id};
use support::pyongyang::{ARTICLE as TEXT, read};

/// The day the article appeared, and the last on which anything in it can have happened.
const PUBLISHED: NaiveDate = date!("2024-06-17");

static ARTICLE: LazyLock<Dossier> = LazyLock::new(|| read(TEXT));

/// What a reader of the article could know.
static EVE: LazyLock<Knowledge> = LazyLock::new(|| ARTICLE.as_known_on(PUBLISHED));

const RELATION: &[&str] = &["relation:north-korea~russia"];
const PUTIN: &[&str] = &["vladimir-putin"];

/// One statement of the article: its number, and how it is told.
#[derive(Clone, Debug, PartialEq)]
struct Printed {
    number: &'static str,
    paragraph: String,
    via: Vec<String>,
    stance: Stance,
    certainty: Certainty,
    /// The words behind the value.
    words: Option<String>,
    quote: Option<String>,
}

/// In the article's own voice, and affirmed.
fn own(number: &'static str, paragraph: &str) -> Printed {
    cited(number, paragraph, &[])
}

/// From others, nearest first. What is stated flatly is not told as certain: of how sure it is, nothing
/// is said but of the two "likely" ones.
fn cited(number: &'static str, paragraph: &str, via: &[&str]) -> Printed {
    Printed {
        number,
        paragraph: paragraph.to_owned(),
        via: via.iter().map(|&link| link.to_owned()).collect(),
        stance: Stance::Affirms,
        certainty: Certainty::Unstated,
        words: None,
        quote: None,
    }
}

impl Printed {
    fn presupposed(mut self) -> Self {
        self.stance = Stance::Presupposes;
        self
    }

    fn probable(mut self) -> Self {
        self.certainty = Certainty::Probable;
        self
    }

    fn quoting(mut self, quote: &str) -> Self {
        self.quote = Some(quote.to_owned());
        self
    }

    /// The same statement where these words stand behind the value.
    fn said(&self, words: &str) -> Self {
        let mut said = self.clone();
        said.words = Some(words.to_owned());
        said
    }

    /// The account is numbered and told like this one.
    #[track_caller]
    fn matches(&self, provenance: &Provenance, detail: &str) {
        assert!(numbers(provenance).contains(self.number), "{}", self.number);
        let found = Self {
            number: self.number,
            paragraph: provenance.locator().unwrap_or("nowhere").to_owned(),
            via: provenance.via().iter().map(CitedSpeaker::code).collect(),
            stance: provenance.stance(),
            certainty: provenance.certainty(),
            words: provenance.as_said(detail).map(|said| said.words().to_owned()),
            quote: provenance.quote().map(str::to_owned),
        };
        assert_eq!(found, *self, "{detail}");
    }

    /// The detail is told by this statement alone, and has this value.
    #[track_caller]
    fn gives<T: Value + PartialEq<V>, V: Debug>(&self, detail: Resolution<'_, T>, value: V) {
        let (chosen, beaten) = (detail.chosen, detail.beaten);
        let chosen = chosen.expect("somebody tells it");
        assert_eq!(*chosen.value(), value, "{}", detail.detail);
        assert_eq!(chosen.source().id, "article");
        assert!(beaten.is_empty(), "told once");
        self.matches(chosen.provenance(), detail.detail);
    }
}

/// The numbers of the statements that an account encodes.
fn numbers(provenance: &Provenance) -> BTreeSet<String> {
    let numbers = provenance.x("statement").map(ToString::to_string);
    let numbers = numbers.unwrap_or_default();
    numbers.split_whitespace().map(str::to_owned).collect()
}

fn subjects(texts: &[&str]) -> List<Subject> {
    List::open(texts.iter().map(|text| text.parse().expect("a subject")))
}

fn words(words: &[&str]) -> List<String> {
    List::open(words.iter().map(|&word| word.to_owned()))
}

/// A period or a day, as a detail has it.
fn when<T: std::str::FromStr<Err: Debug>>(text: &str) -> When<T> {
    When::On(text.parse().expect("a date"))
}

/// So on the day of the article; since when is not known.
fn still() -> When<Period> {
    When::On(Period::new(End::Unknown, End::Still(PUBLISHED)).expect("in order"))
}

fn visit() -> View<'static, Visit> {
    EVE.visit("putin-pyongyang-2024").expect("the visit")
}

fn stop(key: &str) -> PartView<'static, Stop> {
    visit().part(Visit::STOPS, key).expect("the stop")
}

fn place(id: &str) -> View<'static, Place> {
    EVE.place(id).expect("the place")
}

fn meeting(id: &str) -> View<'static, Meeting> {
    EVE.meeting(id).expect("the meeting")
}

#[track_caller]
fn statement(id: &str, speaker: &str, act: &StatementAct) -> View<'static, Statement> {
    let statement = EVE.statement(id).expect("the statement");
    let speaker: Speaker = speaker.parse().expect("a speaker");
    assert_eq!((statement.speaker(), statement.act()), (&speaker, act));
    statement
}

/// A superlative of the author, of this subject; the article tells of nothing against it, and
/// cannot bear out its own claim.
#[track_caller]
fn superlative(id: &str, claim: Extreme, of: &str) -> (View<'static, Statement>, Checked) {
    let statement = statement(id, "@author", &StatementAct::CLAIMS_SUPERLATIVE);
    let checked = statement.check().expect("it claims a superlative");
    assert_eq!(checked.verdict, Verdict::NotCovered);
    assert_eq!(checked.claim.claim, claim);
    assert_eq!(checked.claim.subject.to_string(), of);
    assert_eq!(statement.about(), subjects(&[of]).items());
    (statement, checked)
}

/// The claim rests on the visit of 2000.
#[track_caller]
fn rests_on_2000(checked: &Checked) {
    let [SuperlativeEvidence::Predecessor(record, Some(years))] = checked.evidence.as_slice()
    else {
        panic!("a predecessor alone: {checked}")
    };
    assert_eq!(record.to_string(), "visit:putin-pyongyang-2000");
    assert_eq!(years.agrees_with(24), Truth::Yes);
}

fn assessment(
    change: AssessedChange,
    aspect: Option<&str>,
    further: bool,
    future: bool,
) -> Assessment {
    Assessment { change, aspect: aspect.map(str::to_owned), further, future }
}

/// A tie of this kind between the two, from the first to the second if it has a direction.
#[track_caller]
fn tie(id: &str, kind: &TieKind, from: &str, to: &str) -> View<'static, Tie> {
    let tie = EVE.tie(id).expect("the tie");
    let (a, b) = tie.identity().actors();
    assert_eq!((tie.kind(), a.as_str(), b.as_str()), (kind, from, to));
    tie
}

/// The person is to come along on the visit, in this office.
#[track_caller]
fn comes_along(number: &'static str, person: &str, office: &str) {
    let delegate = visit().part(Visit::DELEGATION, person).expect("named");
    let told = own(number, "P5");
    let will = told.said("will");
    will.gives(delegate.explain(Delegate::PROGRESS), Progress::Planned);
    let role = DelegateRole::ACCOMPANYING;
    told.gives(delegate.explain(Delegate::ROLE), role);
    assert_eq!(*delegate.get(Delegate::OFFICE).unwrap(), *office);
}

/// Whose office it is, what its holder does, and what it is called, if that is said.
#[track_caller]
fn office(
    told: &Printed,
    id: &str,
    of: &str,
    function: OfficeFunction,
    title: Option<&str>,
) -> View<'static, Office> {
    let office = EVE.office(id).expect("the office");
    assert_eq!(office.identity().of, of);
    told.gives(office.explain(Office::FUNCTIONS), List::open([function]));
    assert_eq!(office.title_on(PUBLISHED), title);
    office
}

/// The one who certainly holds an office on the day of the article; before and after, perhaps.
#[track_caller]
fn holder(told: &Printed, office: &str, by: &Criterion) -> View<'static, Tenure> {
    let holders = EVE.holders(office, PUBLISHED, by).expect("the office");
    let [holder] = holders[..] else { panic!("one holder: {holders:?}") };
    let days = [date!("2024-06-16"), PUBLISHED, date!("2024-06-18")];
    let held = days.map(|day| holder.tenure.period().contains(day));
    assert_eq!(held, [Truth::Maybe, Truth::Yes, Truth::Maybe]);
    told.gives(holder.tenure.explain(Tenure::TO), End::Still(PUBLISHED));
    holder.tenure
}

#[test]
fn a01_putin_is_president_of_russia() {
    let (a1, id) = (own("A1", "P1"), "russia/president");
    let title = Some("President of Russia");
    office(&a1, id, "russia", OfficeFunction::HEAD_OF_STATE, title);
    let tenure = holder(&a1, id, &Criterion::Unstated);
    assert_eq!(*tenure.person(), "vladimir-putin");
}

#[test]
fn a02_putin_is_to_visit_north_korea_on_tuesday() {
    assert_eq!(*visit().guest(), "vladimir-putin");
    assert_eq!(*visit().host(), "north-korea");
    let a2 = own("A2", "P1");
    a2.gives(visit().explain(Visit::PROGRESS), Progress::Planned);
    let tuesday = Period::new(date!("2024-06-18"), End::Unknown).unwrap();
    let planned = visit().explain(Visit::PLANNED);
    let anchor = planned.chosen.unwrap().said().unwrap().anchor();
    assert_eq!(anchor, Some(&PUBLISHED.into()));
    let words = a2.said("Tuesday");
    words.gives(visit().explain(Visit::PLANNED), When::On(tuesday));
    assert_eq!(visit().actual(), None);
}

#[test]
fn a03_the_visit_is_called_historic() {
    let word = statement("visit-historic", "@author", &StatementAct::CHARACTERISES);
    let a3 = own("A3", "P1").quoting("historic");
    a3.gives(word.explain(Statement::LABEL), "historic");
    let about = subjects(&["visit:putin-pyongyang-2024"]);
    a3.gives(word.explain(Statement::ABOUT), about);
}

#[test]
fn a04_it_is_his_first_trip_to_the_country_in_24_years() {
    let subject = visit().reference().to_string();
    let (claim, checked) = superlative("first-in-24-years", Extreme::First, &subject);
    let words = own("A4", "P1").said("in 24 years");
    words.gives(claim.explain(Statement::SUPERLATIVE), checked.claim.clone());
    assert_eq!((checked.claim.years, &checked.claim.since), (Some(24), &None));
    let among = &checked.claim.among;
    assert_eq!(among.guest, Some(id!("vladimir-putin")));
    assert_eq!(among.host, Some(id!("north-korea")));
    assert_eq!(among.place, None, "the country, not the city");
    rests_on_2000(&checked);
    let gap = visit().years_since_previous().unwrap();
    assert_eq!(gap.agrees_with(24), Truth::Yes);
}

#[test]
fn a05_north_korea_is_called_reclusive() {
    let characterises = &StatementAct::CHARACTERISES;
    let word = statement("north-korea-reclusive", "@author", characterises);
    let a5 = own("A5", "P1").quoting("reclusive");
    a5.gives(word.explain(Statement::LABEL), "reclusive");
    let about = subjects(&["state:north-korea"]);
    a5.gives(word.explain(Statement::ABOUT), about);
}

#[test]
fn a06_there_is_tension_between_the_united_states_and_north_korea() {
    let ends = ("north-korea", "united-states");
    let tension = tie("us-nk-tension", &TieKind::TENSION, ends.0, ends.1);
    let words = own("A6", "P1").said("continue to simmer");
    words.gives(tension.explain(Tie::DURING), still());
    assert!(tension.is_in_own_voice());
}

#[test]
fn a07_the_visit_falls_in_that_tension_and_no_cause_is_claimed() {
    let at_once = statement("visit-amid-tension", "@author", &StatementAct::STATES);
    let both = subjects(&["tie:us-nk-tension", "visit:putin-pyongyang-2024"]);
    own("A7", "P1").gives(at_once.explain(Statement::ABOUT), both);
    assert!(at_once.get(Statement::GIST).unwrap().contains("in a time of"));
    assert!(at_once.because().is_empty());
}

#[test]
fn a08_the_kremlin_calls_it_a_friendly_state_visit() {
    let a8 = cited("A8", "P1", &["kremlin"]).quoting("friendly state visit");
    a8.gives(visit().explain(Visit::FORM), VisitForm::STATE);
    a8.gives(visit().explain(Visit::LABEL), "friendly");
    let kremlin = EVE.organisation("kremlin").unwrap();
    own("A8", "P1").gives(kremlin.explain(Organisation::SPEAKS_FOR), "russia");
    assert_eq!(kremlin.get(Organisation::KIND), Some(&OrganisationKind::ORGAN));
}

#[test]
fn a09_putin_is_to_meet_kim_during_the_visit() {
    let meeting = meeting("putin-kim-2024");
    assert_eq!(meeting.participants(), [id!("kim-jong-un"), id!("vladimir-putin")]);
    let a9 = own("A9", "P2");
    let will = a9.said("will");
    will.gives(meeting.explain(Meeting::PROGRESS), Progress::Planned);
    a9.gives(meeting.explain(Meeting::VISIT), "putin-pyongyang-2024");
    let during: When<_> =
        serde_json::from_str(r#"{"during": "visit:putin-pyongyang-2024"}"#).unwrap();
    a9.gives(meeting.explain(Meeting::PLANNED), during);
    will.gives(stop("talks").explain(Stop::PROGRESS), Progress::Planned);
    let kim = List::open([id!("kim-jong-un")]);
    a9.gives(stop("talks").explain(Stop::COMPANY), kim);
}

#[test]
fn a10_kim_is_called_leader_of_north_korea() {
    let (a10, id) = (own("A10", "P2"), "north-korea/leader");
    let leads = OfficeFunction::EFFECTIVE_LEADER;
    office(&a10, id, "north-korea", leads, None);
    let tenure = holder(&a10, id, &Criterion::EffectiveControl);
    assert_eq!(*tenure.person(), "kim-jong-un");
    a10.gives(tenure.explain(Tenure::DESCRIBED_AS), "leader");
}

#[test]
fn a11_the_meeting_is_for_talks() {
    let a11 = own("A11", "P2");
    let meeting = meeting("putin-kim-2024");
    a11.gives(meeting.explain(Meeting::PURPOSE), words(&["talks"]));
    a11.gives(stop("talks").explain(Stop::KIND), StopKind::TALKS);
    a11.gives(stop("talks").explain(Stop::MEETING), "putin-kim-2024");
}

#[test]
fn a12_the_talks_are_to_be_in_pyongyang() {
    let a12 = own("A12", "P2");
    let meeting = meeting("putin-kim-2024");
    a12.gives(meeting.explain(Meeting::PLACE), "pyongyang");
    a12.gives(stop("talks").explain(Stop::PLACE), "pyongyang");
}

#[test]
fn a13_pyongyang_is_the_capital() {
    let a13 = own("A13", "P2");
    let city = place("pyongyang");
    a13.gives(city.explain(Place::CAPITAL_OF), "north-korea");
    a13.gives(city.explain(Place::STATE), "north-korea");
    a13.gives(city.explain(Place::KIND), PlaceKind::CITY);
}

#[test]
fn a14_putin_and_kim_last_met_in_september() {
    let subject = "meeting:putin-kim-2023";
    let (claim, checked) = superlative("last-met-in-september", Extreme::Last, subject);
    let a14 = own("A14", "P2");
    let words = a14.said("last met");
    words.gives(claim.explain(Statement::SUPERLATIVE), checked.claim.clone());
    let both = [id!("kim-jong-un"), id!("vladimir-putin")];
    assert_eq!(checked.claim.among.participants, both);
    assert_eq!(checked.evidence, []);

    let met = meeting("putin-kim-2023");
    assert_eq!(met.participants(), both);
    let words = a14.said("in September");
    words.gives(met.explain(Meeting::ACTUAL), when("2023-09"));
    a14.gives(met.explain(Meeting::PROGRESS), Progress::Held);
    let meetings = EVE.meetings_of(&["vladimir-putin", "kim-jong-un"]);
    let held: Vec<_> = meetings.filter(|meeting| meeting.has_happened()).collect();
    assert_eq!(held, [met]);
}

#[test]
fn a15_they_met_in_vladivostok() {
    let meeting = meeting("putin-kim-2023");
    own("A15", "P2").gives(meeting.explain(Meeting::PLACE), "vladivostok");
}

#[test]
fn a16_vladivostok_is_in_russia() {
    let city = place("vladivostok");
    own("A16", "P2").gives(city.explain(Place::STATE), "russia");
    own("A16", "P2").gives(city.explain(Place::NAME), "Vladivostok");
}

#[test]
fn a17_it_is_his_first_visit_to_the_city_since_2000() {
    let (id, subject) = ("first-to-pyongyang-since-2000", visit().reference());
    let (claim, checked) = superlative(id, Extreme::First, &subject.to_string());
    let a17 = own("A17", "P2");
    let words = a17.said("since 2000");
    words.gives(claim.explain(Statement::SUPERLATIVE), checked.claim.clone());
    let since = checked.claim.since.as_ref().unwrap();
    assert_eq!((since, checked.claim.years), (&"2000".parse().unwrap(), None));
    let among = &checked.claim.among;
    assert_eq!(among.guest, Some(id!("vladimir-putin")));
    assert_eq!(among.place, Some(id!("pyongyang")));
    assert_eq!(among.host, None, "the city, not the country");
    rests_on_2000(&checked);
    a17.gives(visit().explain(Visit::PLACE), "pyongyang");
}

#[test]
fn a18_putin_was_in_pyongyang_in_2000() {
    let earlier = visit().previous_by_same_guest_at("pyongyang").unwrap();
    assert_eq!(*earlier.id(), "putin-pyongyang-2000");
    let a18 = own("A18", "P2").presupposed();
    a18.gives(earlier.explain(Visit::PROGRESS), Progress::Held);
    a18.gives(earlier.explain(Visit::PLACE), "pyongyang");
    let words = a18.said("since 2000");
    words.gives(earlier.explain(Visit::ACTUAL), when("2000/2000"));
}

#[test]
fn a19_the_united_states_has_expressed_concern_about_the_relationship() {
    let act = StatementAct::EXPRESSES_CONCERN;
    let concern = statement("us-concern", "united-states", &act);
    let a19 = own("A19", "P3");
    a19.gives(concern.explain(Statement::ABOUT), subjects(RELATION));
    let words = a19.said("has expressed");
    words.gives(concern.explain(Statement::WHEN), when("../2024-06-17"));
    let same = List::open([id!("white-house-concern")]);
    a19.gives(concern.explain(Statement::MAY_BE_SAME_AS), same);
}

#[test]
fn a20_the_relationship_is_deepening_as_the_united_states_presupposes() {
    let (id, speaker) = ("relationship-deepening", "united-states");
    let deepening = statement(id, speaker, &StatementAct::ASSESSES);
    let a20 = cited("A20", "P3", &[speaker]).presupposed();
    let a20 = a20.quoting("deepening");
    let closer = assessment(AssessedChange::Closer, None, false, false);
    a20.gives(deepening.explain(Statement::ASSESSMENT), closer);
    a20.gives(deepening.explain(Statement::ABOUT), subjects(RELATION));
    let same = List::open([id!("closeness-growing")]);
    a20.gives(deepening.explain(Statement::MAY_BE_SAME_AS), same);
}

#[test]
fn a21_the_kremlin_reportedly_plans_to_sign_an_agreement() {
    let agreement = EVE.agreement("russia-dprk-2024").unwrap();
    let a21 = cited("A21", "P3", &["?reports", "kremlin"]);
    let form = a21.clone().quoting("partnership agreement");
    let partnership = AgreementForm::PARTNERSHIP_AGREEMENT;
    form.gives(agreement.explain(Agreement::FORM), partnership);
    let [intended] = agreement.acts().collect::<Vec<_>>()[..] else { panic!("one act") };
    let key = intended.key();
    assert_eq!((key.party(), key.kind()), (Some(&id!("russia")), &ActKind::INTENDED));
    let a21 = a21.quoting("reportedly planning to sign");
    a21.gives(intended.explain(Act::ORGAN), "kremlin");
    a21.gives(intended.explain(Act::WHEN), when("../2024-06-17"));

    // One party's intention; of the other nothing is told, and nothing is signed.
    let stage = |party| agreement.status_of(party, PUBLISHED).unwrap().settled();
    assert_eq!(stage("russia"), Some(Some(Stage::Intended)));
    assert_eq!(stage("north-korea"), Some(None));
    // The article does not say that the signing belongs to the visit.
    assert_eq!(agreement.get(Agreement::VISIT), None);
}

#[test]
fn a22_the_agreement_is_on_security() {
    let agreement = EVE.agreement("russia-dprk-2024").unwrap();
    let a22 = cited("A22", "P3", &["?reports", "kremlin"]);
    let a22 = a22.quoting("security issues");
    a22.gives(agreement.explain(Agreement::SUBJECTS), words(&["security"]));
}

#[test]
fn a23_a_parade_is_anticipated_on_kim_il_sung_square() {
    let (parade, a23) = (stop("parade"), own("A23", "P3"));
    let words = a23.said("anticipated");
    words.gives(parade.explain(Stop::PROGRESS), Progress::Expected);
    a23.gives(parade.explain(Stop::KIND), StopKind::PARADE);
    a23.gives(parade.explain(Stop::PLACE), "kim-il-sung-square");
    let square = place("kim-il-sung-square");
    a23.gives(square.explain(Place::KIND), PlaceKind::SQUARE);
    assert_eq!(square.state(), None, "where the square is, is not said");
}

#[test]
fn a24_joint_statements_to_the_press_are_anticipated() {
    let (press, a24) = (stop("press-statements"), own("A24", "P3"));
    let words = a24.said("anticipated");
    words.gives(press.explain(Stop::PROGRESS), Progress::Expected);
    a24.gives(press.explain(Stop::KIND), StopKind::PRESS_STATEMENT);
    a24.gives(press.explain(Stop::LABEL), "joint");
    let kim = List::open([id!("kim-jong-un")]);
    a24.gives(press.explain(Stop::COMPANY), kim);
}

#[test]
fn a25_official_meetings_are_on_the_programme() {
    let meetings = stop("official-meetings");
    let a25 = own("A25", "P4").presupposed();
    a25.gives(meetings.explain(Stop::PROGRESS), Progress::Planned);
    a25.gives(meetings.explain(Stop::KIND), StopKind::OFFICIAL_MEETING);
}

#[test]
fn a26_putin_is_expected_at_a_concert() {
    let (concert, a26) = (stop("concert"), own("A26", "P4"));
    let words = a26.said("expected");
    words.gives(concert.explain(Stop::PROGRESS), Progress::Expected);
    a26.gives(concert.explain(Stop::KIND), StopKind::CONCERT);
    assert_eq!(concert.get(Stop::PLACE), None);
}

#[test]
fn a27_putin_is_expected_at_the_church_of_the_life_giving_trinity() {
    let (call, a27) = (stop("church"), own("A27", "P4"));
    let expected = a27.said("expected");
    expected.gives(call.explain(Stop::PROGRESS), Progress::Expected);
    a27.gives(call.explain(Stop::KIND), StopKind::WORSHIP);
    a27.gives(call.explain(Stop::PLACE), "life-giving-trinity");
    let church = place("life-giving-trinity");
    a27.gives(church.explain(Place::NAME), "Life-Giving Trinity");
    a27.gives(church.explain(Place::KIND), PlaceKind::CHURCH);
    let tags = church.explain(Place::TAGS);
    a27.gives(tags, words(&["orthodox"]));
}

#[test]
fn a28_that_church_is_in_pyongyang() {
    let church = place("life-giving-trinity");
    own("A28", "P4").gives(church.explain(Place::WITHIN), "pyongyang");
    assert!(church.is_within("pyongyang"));
    assert_eq!(church.state(), Some(&id!("north-korea")), "by way of the city");
}

#[test]
fn a29_it_is_the_only_orthodox_church_in_the_country() {
    let subject = "place:life-giving-trinity";
    let (claim, checked) = superlative("only-orthodox-church", Extreme::Only, subject);
    let a29 = own("A29", "P4").quoting("the only orthodox church in North Korea");
    a29.gives(claim.explain(Statement::SUPERLATIVE), checked.claim.clone());
    let among = &checked.claim.among;
    assert_eq!(among.kind, Some(PlaceKind::CHURCH));
    assert_eq!(among.tags, ["orthodox"]);
    assert_eq!(among.state, Some(id!("north-korea")));
    assert_eq!(checked.evidence, []);
}

#[test]
fn a30_putin_is_reported_to_lodge_at_the_kumsusan_guesthouse() {
    let (lodging, a30) = (stop("lodging"), cited("A30", "P4", &["?reports"]));
    a30.gives(lodging.explain(Stop::PROGRESS), Progress::Expected);
    a30.gives(lodging.explain(Stop::KIND), StopKind::LODGING);
    a30.gives(lodging.explain(Stop::PLACE), "kumsusan-guesthouse");
    let house = place("kumsusan-guesthouse");
    own("A30", "P4").gives(house.explain(Place::KIND), PlaceKind::RESIDENCE);
    let stays = house.stays();
    let visits: Vec<_> = stays.map(|stay| stay.visit.id().as_str()).collect();
    assert_eq!(visits, ["putin-pyongyang-2024", "xi-north-korea-2019"]);
}

#[test]
fn a31_xi_lodged_at_the_kumsusan_guesthouse() {
    let stays = place("kumsusan-guesthouse").stays();
    let earlier: Vec<_> = stays.filter(|stay| stay.visit.has_happened()).collect();
    let [stay] = earlier[..] else { panic!("one earlier stay") };
    assert_eq!(*stay.visit.guest(), "xi-jinping");
    let a31 = own("A31", "P4");
    a31.gives(stay.stop.explain(Stop::PROGRESS), Progress::Held);
    a31.gives(stay.stop.explain(Stop::ACTUAL), when("2019"));
    // Whether the reports say this too is left open; the encoder's reading is noted.
    let place = stay.stop.explain(Stop::PLACE).chosen.unwrap();
    let note = place.provenance().note().unwrap();
    assert!(note.contains("as part of the reports"));
}

#[test]
fn a32_xi_made_a_state_visit_to_north_korea() {
    let [visit] = EVE.visits_by_guest("xi-jinping").collect::<Vec<_>>()[..] else {
        panic!("one visit")
    };
    assert_eq!(*visit.host(), "north-korea");
    let a32 = own("A32", "P4");
    a32.gives(visit.explain(Visit::FORM), VisitForm::STATE);
    a32.gives(visit.explain(Visit::ACTUAL), when("2019/2019"));
    a32.gives(visit.explain(Visit::PROGRESS), Progress::Held);
}

#[test]
fn a33_his_lodging_there_belongs_to_that_visit() {
    let visit = EVE.visit("xi-north-korea-2019").unwrap();
    let lodging = visit.part(Visit::STOPS, "lodging").unwrap();
    let a33 = own("A33", "P4");
    a33.gives(lodging.explain(Stop::KIND), StopKind::LODGING);
    a33.gives(lodging.explain(Stop::PLACE), "kumsusan-guesthouse");
}

#[test]
fn a34_xi_is_called_the_chinese_leader() {
    let (a34, id) = (own("A34", "P4"), "china/leader");
    office(&a34, id, "china", OfficeFunction::EFFECTIVE_LEADER, None);
    let tenure = holder(&a34, id, &Criterion::EffectiveControl);
    assert_eq!(*tenure.person(), "xi-jinping");
    a34.gives(tenure.explain(Tenure::DESCRIBED_AS), "leader");
}

#[test]
fn a35_belousov_is_to_accompany_putin() {
    comes_along("A35", "andrei-belousov", "russia/defence-minister");
}

#[test]
fn a36_belousov_is_defence_minister() {
    let (a36, id) = (own("A36", "P5"), "russia/defence-minister");
    let (function, title) = (OfficeFunction::DEFENCE_MINISTER, Some("defence minister"));
    office(&a36, id, "russia", function, title);
    let tenure = holder(&a36, id, &Criterion::Unstated);
    assert_eq!(*tenure.person(), "andrei-belousov");
}

#[test]
fn a37_belousov_is_new_in_office() {
    let tenure = EVE.tenure("belousov-defence-minister").unwrap();
    let within_a_year = End::On("2023-06-18/2024-06-17".parse().unwrap());
    let from = tenure.explain(Tenure::FROM).chosen.unwrap();
    assert!(from.provenance().note().unwrap().contains("within a year"));
    let words = own("A37", "P5").said("new");
    words.gives(tenure.explain(Tenure::FROM), within_a_year);
    let days = [date!("2023-06-17"), date!("2023-06-18")];
    let held = days.map(|day| tenure.period().contains(day));
    assert_eq!(held, [Truth::No, Truth::Maybe]);
    let mut others = EVE.tenures().filter(|other| *other != tenure);
    assert!(others.all(|other| other.get(Tenure::FROM) == Some(&End::Unknown)));
}

#[test]
fn a38_lavrov_is_to_accompany_putin() {
    comes_along("A38", "sergei-lavrov", "russia/foreign-minister");
}

#[test]
fn a39_lavrov_is_foreign_minister() {
    let (a39, id) = (own("A39", "P5"), "russia/foreign-minister");
    let (function, title) = (OfficeFunction::FOREIGN_MINISTER, Some("foreign minister"));
    office(&a39, id, "russia", function, title);
    let tenure = holder(&a39, id, &Criterion::Unstated);
    assert_eq!(*tenure.person(), "sergei-lavrov");
}

#[test]
fn a40_novak_is_to_accompany_putin() {
    comes_along("A40", "alexander-novak", "russia/deputy-prime-minister");
}

#[test]
fn a41_novak_is_a_deputy_prime_minister() {
    let (a41, id) = (own("A41", "P5"), "russia/deputy-prime-minister");
    let function = OfficeFunction::DEPUTY_HEAD_OF_GOVERNMENT;
    let title = Some("deputy prime minister");
    let office = office(&a41, id, "russia", function, title);
    assert_eq!(office.get(Office::SEATS), None, "of how many is not said");
    let tenure = holder(&a41, id, &Criterion::Unstated);
    assert_eq!(*tenure.person(), "alexander-novak");
}

#[test]
fn a42_putin_has_praised_north_korea_for_its_support() {
    let praise = statement("putin-praise", PUTIN[0], &StatementAct::PRAISES);
    let a42 = own("A42", "P5");
    let about = subjects(&["state:north-korea"]);
    a42.gives(praise.explain(Statement::ABOUT), about);
    let ground = subjects(&["tie:nk-supports-russia"]);
    a42.gives(praise.explain(Statement::BECAUSE), ground);
    let words = a42.said("has praised");
    words.gives(praise.explain(Statement::WHEN), when("../2024-06-17"));
}

#[test]
fn a43_north_korea_supports_moscow_in_ukraine_as_putin_presupposes() {
    let (id, kind) = ("nk-supports-russia", TieKind::POLITICAL_SUPPORT);
    let support = tie(id, &kind, "north-korea", "russia");
    let a43 = cited("A43", "P5", PUTIN).presupposed();
    let quoting = a43.clone().quoting("support of Moscow's actions in Ukraine");
    let war = subjects(&["conflict:ukraine"]);
    quoting.gives(support.explain(Tie::REGARDING), war);
    assert!(!support.is_in_own_voice());

    let framings = EVE.conflict("ukraine").unwrap().framings();
    let his = framings.iter().find(|told| told.value() == "actions");
    let quoting = a43.quoting("actions in Ukraine");
    quoting.matches(his.unwrap().provenance(), "framing");
    let russia = EVE.state("russia").unwrap().explain(State::AKA);
    own("A43", "P5").gives(russia, words(&["Moscow"]));
}

#[test]
fn a44_putin_has_vowed_to_support_pyongyang_against_us_pressure() {
    let vow = statement("putin-vow", PUTIN[0], &StatementAct::PLEDGES);
    let a44 = own("A44", "P5");
    a44.gives(vow.explain(Statement::ADDRESSEE), "north-korea");
    let content: Subject = "tie:russia-will-back-nk".parse().unwrap();
    a44.gives(vow.explain(Statement::CONTENT), content);
    let vowed = a44.said("has vowed");
    vowed.gives(vow.explain(Statement::WHEN), when("../2024-06-17"));

    let (id, kind) = ("russia-will-back-nk", TieKind::POLITICAL_SUPPORT);
    let support = tie(id, &kind, "russia", "north-korea");
    let putin = cited("A44", "P5", PUTIN);
    let vowed = putin.said("has vowed");
    vowed.gives(support.explain(Tie::PROGRESS), Progress::Promised);
    let pressure = subjects(&["tie:us-presses-nk"]);
    putin.gives(support.explain(Tie::AGAINST), pressure);
    let government = EVE.state("north-korea").unwrap().explain(State::AKA);
    a44.gives(government, words(&["Pyongyang"]));
}

#[test]
fn a45_the_united_states_puts_pressure_on_pyongyang_as_putin_presupposes() {
    let ends = ("united-states", "north-korea");
    let pressure = tie("us-presses-nk", &TieKind::PRESSURE, ends.0, ends.1);
    let a45 = cited("A45", "P5", PUTIN).presupposed();
    let [account] = pressure.accounts().collect::<Vec<_>>()[..] else { panic!("one account") };
    a45.matches(account.provenance(), "");
    assert!(!pressure.is_in_own_voice());
}

#[test]
fn a46_the_visit_is_seen_as_strengthening_ties_further() {
    let (id, speaker) = ("visit-strengthens-ties", "?observers");
    let seen = statement(id, speaker, &StatementAct::ASSESSES);
    let a46 = cited("A46", "P6", &[speaker]);
    let a46 = a46.quoting("seen as a further strengthening of ties");
    let closer = assessment(AssessedChange::Closer, None, true, false);
    a46.gives(seen.explain(Statement::ASSESSMENT), closer);
    a46.gives(seen.explain(Statement::ABOUT), subjects(RELATION));
    let visit = subjects(&["visit:putin-pyongyang-2024"]);
    a46.gives(seen.explain(Statement::BECAUSE), visit);
    // It is a judgement on the relation, and no tie of its own.
    let ties = EVE.ties_between("russia", "north-korea");
    let ties: Vec<_> = ties.map(|tie| tie.id().as_str()).collect();
    assert_eq!(ties, ["nk-supports-russia", "russia-will-back-nk"]);
}

#[test]
fn a47_kim_calls_the_relationship_unbreakable() {
    let act = StatementAct::CLAIMS_AFFINITY;
    let affinity = statement("kim-affinity", "kim-jong-un", &act);
    let a47 = own("A47", "P6");
    let a47 = a47.quoting("unbreakable relationship of comrades-in-arms");
    a47.gives(affinity.explain(Statement::LABEL), "unbreakable");
    a47.gives(affinity.explain(Statement::ABOUT), subjects(RELATION));
    assert_eq!(affinity.date(), None);
}

#[test]
fn a48_the_white_house_has_expressed_concern_about_the_closeness() {
    let act = StatementAct::EXPRESSES_CONCERN;
    let concern = statement("white-house-concern", "white-house", &act);
    let a48 = own("A48", "P6");
    a48.gives(concern.explain(Statement::ABOUT), subjects(RELATION));
    a48.gives(concern.explain(Statement::ORGAN), "white-house");
    a48.gives(concern.explain(Statement::PRINCIPAL), "united-states");
    let words = a48.said("has expressed");
    words.gives(concern.explain(Statement::WHEN), when("../2024-06-17"));
    let organ = EVE.organisation("white-house").unwrap();
    a48.gives(organ.explain(Organisation::SPEAKS_FOR), "united-states");
    a48.gives(organ.explain(Organisation::KIND), OrganisationKind::ORGAN);
    // It may be what A19 reports, and then counts once.
    let same = List::open([id!("us-concern")]);
    a48.gives(concern.explain(Statement::MAY_BE_SAME_AS), same);
    let american = EVE.statements_by("united-states");
    let concerns = american.filter(|statement| *statement.act() == act);
    let groups = EVE.count_once(concerns);
    let sizes: Vec<usize> = groups.iter().map(Vec::len).collect();
    assert_eq!(sizes, [2]);
}

#[test]
fn a49_that_closeness_is_growing_as_the_white_house_presupposes() {
    let (id, speaker) = ("closeness-growing", "white-house");
    let growing = statement(id, speaker, &StatementAct::ASSESSES);
    let a49 = cited("A49", "P6", &[speaker]).presupposed();
    let a49 = a49.quoting("growing closeness");
    let closer = assessment(AssessedChange::Closer, None, false, false);
    a49.gives(growing.explain(Statement::ASSESSMENT), closer);
    a49.gives(growing.explain(Statement::ABOUT), subjects(RELATION));
    a49.gives(growing.explain(Statement::PRINCIPAL), "united-states");
    let same = List::open([id!("relationship-deepening")]);
    a49.gives(growing.explain(Statement::MAY_BE_SAME_AS), same);
}

#[test]
fn a50_the_invasion_is_a_particular_ground_for_the_concern() {
    let concern = EVE.statement("white-house-concern").unwrap();
    let a50 = own("A50", "P6");
    let war = subjects(&["conflict:ukraine"]);
    a50.gives(concern.explain(Statement::BECAUSE), war);
    let weight = concern.explain(Statement::WEIGHT_OF_REASON);
    let note = weight.chosen.unwrap().provenance().note().unwrap();
    assert!(note.contains("the White House's or the article's"));
    let words = a50.said("particularly");
    words.gives(weight, "particular");
}

#[test]
fn a51_russia_invaded_ukraine_in_the_articles_own_words() {
    let conflict = EVE.conflict("ukraine").unwrap();
    let a51 = own("A51", "P6").quoting("invasion of Ukraine");
    let framings = conflict.framings();
    let own = framings.iter().find(|told| told.provenance().is_own_voice());
    assert_eq!((framings.len(), own.unwrap().value().as_str()), (2, "invasion"));
    a51.matches(own.unwrap().provenance(), "framing");
    a51.gives(conflict.explain(Conflict::INITIATOR), "russia");
    let parties = List::open([id!("russia"), id!("ukraine")]);
    a51.gives(conflict.explain(Conflict::PARTIES), parties);
    let mut wheres = conflict.accounts().map(|account| account.get(Conflict::STATE));
    assert!(wheres.all(|state| state == Some(&id!("ukraine"))));

    let invasion = tie("russia-invaded-ukraine", &TieKind::INVADES, "russia", "ukraine");
    let war = subjects(&["conflict:ukraine"]);
    a51.gives(invasion.explain(Tie::REGARDING), war);
    let by_then = Period::new(End::On("../2024-06-17".parse().unwrap()), End::Unknown);
    let by_then = When::On(by_then.unwrap());
    a51.gives(invasion.explain(Tie::DURING), by_then.clone());
    a51.gives(conflict.explain(Conflict::DURING), by_then);
    assert!(invasion.is_in_own_voice());
}

fn vietnam() -> View<'static, Visit> {
    EVE.visit("putin-vietnam-2024").expect("the visit")
}

#[test]
fn a52_putin_is_expected_to_travel_to_vietnam() {
    assert_eq!(EVE.visits_to("vietnam").collect::<Vec<_>>(), [vietnam()]);
    assert_eq!(*vietnam().guest(), "vladimir-putin");
    let words = own("A52", "P7").said("expected");
    words.gives(vietnam().explain(Visit::PROGRESS), Progress::Expected);
}

#[test]
fn a53_the_visit_to_vietnam_follows_the_one_to_north_korea() {
    let words = own("A53", "P7").said("following his visit");
    let after = When::after(visit().id());
    words.gives(vietnam().explain(Visit::PLANNED), after);
    let planned = vietnam().planned().unwrap();
    let bounds = (planned.earliest(), planned.latest());
    assert_eq!(bounds, (Some(date!("2024-06-18")), None));
    let trip = EVE.trip("putin-asia-2024").unwrap();
    let a53 = own("A53", "P7");
    a53.gives(trip.explain(Trip::PROGRESS), Progress::Expected);
    for (order, leg) in (1_u32..).zip(trip.legs()) {
        a53.gives(leg.explain(Leg::ORDER), order);
    }
}

#[test]
fn a54_trade_is_one_topic_there() {
    let such_as = own("A54", "P7").said("such as");
    such_as.gives(vietnam().explain(Visit::TOPICS), words(&["trade"]));
    assert!(!vietnam().get(Visit::TOPICS).unwrap().is_closed());
}

#[test]
fn a55_vietnam_is_called_a_long_time_ally_of_russia() {
    let (id, kind) = ("vietnam-ally-of-russia", TieKind::DESCRIBED_AS_ALLY);
    let ally = tie(id, &kind, "russia", "vietnam");
    let words = own("A55", "P7").quoting("long-time ally of Russia");
    let words = words.said("long-time");
    words.gives(ally.explain(Tie::DURING), still());
    // A word is no obligation.
    let ties: Vec<_> = EVE.ties_between("russia", "vietnam").collect();
    assert_eq!(ties, [ally]);
    let mut agreements = EVE.agreements();
    assert!(agreements.all(|agreement| !agreement.parties().contains(&"vietnam")));
}

/// The last sentence judges what "the visit" is likely to do: the one to Vietnam, or the trip.
#[track_caller]
fn likely(a: &Printed, id: &str, assessment: Assessment, about: &[&str]) {
    let judgement = statement(id, "@author", &StatementAct::ASSESSES);
    a.gives(judgement.explain(Statement::ASSESSMENT), assessment);
    a.gives(judgement.explain(Statement::ABOUT), subjects(about));
    let visit = subjects(&["visit:putin-vietnam-2024"]);
    a.gives(judgement.explain(Statement::BECAUSE), visit);
    let told = judgement.explain(Statement::ASSESSMENT).chosen.unwrap();
    assert_eq!(told.provenance().likelihood().unwrap().word, "likely");
    assert!(told.provenance().note().unwrap().contains("the whole trip"));
}

#[test]
fn a56_the_visit_is_likely_to_solidify_russias_presence_in_the_region() {
    let a56 = own("A56", "P7").probable();
    let a56 = a56.quoting("likely to further solidify");
    let stronger = assessment(AssessedChange::Stronger, Some("presence"), true, true);
    let about = ["state:russia", "place:the-region"];
    likely(&a56, "russia-stronger-in-the-region", stronger, &about);
    let region = place("the-region");
    own("A56", "P7").gives(region.explain(Place::KIND), PlaceKind::REGION);
    assert_eq!((region.state(), region.get(Place::WITHIN)), (None, None));
}

#[test]
fn a57_and_its_relationships_with_key_asian_nations() {
    let a57 = own("A57", "P7").probable();
    let a57 = a57.quoting("its relationships with key Asian nations");
    let closer = assessment(AssessedChange::Closer, None, true, true);
    let about = ["relation:key-asian-nations~russia"];
    likely(&a57, "russia-closer-to-asian-nations", closer, &about);
    let nations = EVE.organisation("key-asian-nations").unwrap();
    let kind = OrganisationKind::GROUP;
    own("A57", "P7").gives(nations.explain(Organisation::KIND), kind);
    assert_eq!(nations.members().count(), 0);
    assert!(!nations.members_are_closed(), "who belongs is not said");
}

#[test]
fn a58_one_trip_has_two_legs_abroad_in_order() {
    let trip = visit().trip().unwrap();
    assert_eq!(Some(trip), vietnam().trip());
    assert_eq!(*trip.traveller(), "vladimir-putin");
    let legs = trip.legs().into_iter().map(|leg| leg.key().clone());
    let visits = [visit().reference(), vietnam().reference()];
    assert_eq!(legs.collect::<Vec<_>>(), visits);
    assert_eq!(trip.get(Trip::LEGS_CLOSED), None, "there may be more");
}

#[test]
fn a59_three_are_named_to_come_along_and_the_list_is_open() {
    let delegates = visit().delegation();
    let named: Vec<_> = delegates.map(|delegate| delegate.key().as_str()).collect();
    assert_eq!(named, ["alexander-novak", "andrei-belousov", "sergei-lavrov"]);
    assert!(!visit().delegation_is_closed());
}

#[test]
fn a60_two_state_visits_to_north_korea_are_told_of() {
    let visits = EVE.visits_to("north-korea");
    let state = visits.filter(|visit| visit.form() == Some(&VisitForm::STATE));
    let ids: Vec<_> = state.map(|visit| visit.id().as_str()).collect();
    assert_eq!(ids, ["putin-pyongyang-2024", "xi-north-korea-2019"]);
}

#[test]
fn every_statement_is_in_the_file_and_every_account_says_which_it_encodes() {
    let told = EVE.accounts();
    let found = told.iter().flat_map(|account| numbers(account.by.provenance));
    let printed = (1..=57).map(|n| format!("A{n}"));
    assert_eq!(found.collect::<BTreeSet<_>>(), printed.collect());
    for account in &told {
        assert!(!numbers(account.by.provenance).is_empty(), "{}", account.about);
        let paragraph = account.by.provenance.locator().unwrap_or_default();
        let paragraphs = ["P1", "P2", "P3", "P4", "P5", "P6", "P7"];
        assert!(paragraphs.contains(&paragraph), "{}", account.about);
    }
}

#[test]
fn nothing_is_told_as_done_after_the_article_appeared() {
    let mut done = 0;
    for account in EVE.accounts() {
        let detail = |name| account.details.iter().find(|(n, _)| *n == name);
        let happened = detail("progress").is_some_and(|(_, text)| text == "held");
        let about = &account.about;
        assert_eq!(happened, detail("actual").is_some(), "{about}");
        for (_, text) in ["actual", "when"].into_iter().filter_map(detail) {
            let date: UncertainDate = text.split('/').next_back().unwrap().parse().unwrap();
            assert!(date.latest().is_some_and(|day| day <= PUBLISHED), "{about}");
        }
        done += usize::from(happened);
    }
    assert_eq!(done, 4, "Putin in 2000, Xi and his stay in 2019, and the last meeting");
    for later in ["2024-06-19", "2024-06-20", "vostochny", "comprehensive"] {
        assert!(!TEXT.to_lowercase().contains(later), "{later}");
    }
}

#[test]
fn names_are_those_the_article_uses() {
    let found = EVE.accounts().into_iter().filter_map(|account| {
        let (_, name) = account.details.iter().find(|(detail, _)| *detail == "name")?;
        let numbers: Vec<_> = numbers(account.by.provenance).into_iter().collect();
        let paragraph = account.by.provenance.locator()?;
        Some(format!("{} {name}, {paragraph} {}", account.about, numbers.join(" ")))
    });
    let names = [
        "person:alexander-novak Alexander Novak, P5 A40",
        "person:andrei-belousov Andrei Belousov, P5 A35",
        "person:kim-jong-un Kim Jong Un, P2 A9",
        "person:sergei-lavrov Sergei Lavrov, P5 A38",
        "person:vladimir-putin Vladimir Putin, P1 A1",
        "person:xi-jinping Xi Jinping, P4 A31",
        "organisation:key-asian-nations key Asian nations, P7 A57",
        "organisation:kremlin the Kremlin, P1 A8",
        "organisation:white-house the White House, P6 A48",
        "place:kim-il-sung-square Kim Il Sung square, P3 A23",
        "place:kumsusan-guesthouse Kumsusan guesthouse, P4 A30",
        "place:life-giving-trinity Life-Giving Trinity, P4 A27",
        "place:pyongyang Pyongyang, P2 A13",
        "place:the-region the region, P7 A56",
        "place:vladivostok Vladivostok, P2 A16",
    ];
    assert_eq!(found.collect::<Vec<_>>(), names);
    // States are built in, under the names that the article uses too.
    for (id, name) in [
        ("china", "China"),
        ("north-korea", "North Korea"),
        ("russia", "Russia"),
        ("ukraine", "Ukraine"),
        ("united-states", "United States"),
        ("vietnam", "Vietnam"),
    ] {
        assert_eq!(EVE.name_of(id), name);
    }
}

#[test]
fn the_article_bears_no_date_and_the_one_given_is_inferred() {
    let source = ARTICLE.source("article").unwrap();
    assert_eq!(ARTICLE.sources().len(), 1);
    assert_eq!(source.published, Some(PUBLISHED.into()));
    assert_eq!(source.published_basis, Some(Basis::Inferred));
    let note = source.note.as_deref().unwrap();
    let between = "between 2024-06-17T21:00Z and 2024-06-18T17:22Z";
    assert!(note.contains(between), "{note}");
}

#[test]
fn the_day_before_nothing_is_known() {
    let before = ARTICLE.as_known_on(date!("2024-06-16"));
    assert_eq!(before.accounts().len(), 0);
    let error = before.visit("putin-pyongyang-2024").unwrap_err();
    let LookupError::NotYetKnown { first_told, .. } = error else { panic!("{error}") };
    assert_eq!(first_told, Some(PUBLISHED));
}

#[test]
fn the_article_disagrees_with_itself_in_one_word_only() {
    let [framing] = &EVE.disagreements()[..] else { panic!("one disagreement") };
    assert_eq!(framing.about.to_string(), "conflict:ukraine");
    assert_eq!(framing.detail, "framing");
}

#[test]
fn it_is_written_and_read_without_loss() {
    let again = Dossier::from_json(&ARTICLE.to_json()).unwrap();
    assert_eq!(again, *ARTICLE);
}
