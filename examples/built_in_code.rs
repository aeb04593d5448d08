//! The core of the article on the visit to Pyongyang, built in code instead of read from JSON.
//!
//! Ids and days are literals checked while compiling; every record, account and part is a value;
//! nothing is checked against anything else until `build`. The detail constants (`Visit::FORM`)
//! that set a value here are the ones that read and explain it later.

use detente::model::{
    Account, Act, ActKey, ActKind, Agreement, AgreementForm, AgreementIdentity, AgreementRecord,
    Among, CitedSpeaker, Delegate, Extreme, IdSet, List, Office, OfficeIdentity, OfficeRecord,
    Organisation, OrganisationKind, OrganisationRecord, Part, Person, PersonRecord, Place,
    PlaceKind, PlaceRecord, Source, Speaker, State, StateRecord, Statement, StatementAct,
    StatementIdentity, StatementRecord, Stop, StopKind, Superlative, Visit, VisitForm,
    VisitIdentity, VisitRecord,
};
use detente::time::{End, Period, Said, UncertainDate};
use detente::{Dossier, Progress, Stance, date, id};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dossier = Dossier::builder()
        .title("The visit to Pyongyang, in short")
        .default_source(Source::new(id!("article")).published(date!("2024-06-17")))
        .record(StateRecord::new(id!("russia"), ()).with(State::NAME, "Russia"))
        .record(StateRecord::new(id!("north-korea"), ()).with(State::NAME, "North Korea"))
        .record(PersonRecord::new(id!("vladimir-putin"), ()).with(Person::NAME, "Vladimir Putin"))
        .record(PersonRecord::new(id!("sergei-lavrov"), ()).with(Person::NAME, "Sergei Lavrov"))
        .record(kremlin())
        .record(foreign_minister())
        .record(guesthouse())
        .record(visit()?)
        .record(earlier_visit()?)
        .record(agreement()?)
        .record(first_in_24_years()?)
        .build()?;

    let eve = dossier.as_known_on(date!("2024-06-17"));
    let visit = eve.visit("putin-pyongyang-2024")?;
    println!("{}\n", visit.explain(Visit::PROGRESS));
    println!("{}\n", visit.explain(Visit::FORM));
    println!("{}\n", visit.explain(Visit::PLANNED));
    let claim = eve.statement("first-in-24-years")?.check().ok_or("a superlative")?;
    println!("{claim}\n");

    let written = dossier.to_json();
    assert_eq!(Dossier::from_json(&written)?, dossier, "reading gives back what was written");
    println!("The visit as JSON:");
    let lines = written.lines().skip_while(|line| !line.contains("\"visits\""));
    lines.take_while(|line| *line != "  },").for_each(|line| println!("{line}"));
    Ok(())
}

fn kremlin() -> OrganisationRecord {
    OrganisationRecord::new(id!("kremlin"), ())
        .with(Organisation::NAME, "the Kremlin")
        .with(Organisation::KIND, OrganisationKind::ORGAN)
        .with(Organisation::SPEAKS_FOR, id!("russia"))
}

fn foreign_minister() -> OfficeRecord {
    let identity = OfficeIdentity::new(id!("russia"));
    OfficeRecord::new(id!("russia/foreign-minister"), identity)
        .with(Office::TITLE, "foreign minister")
}

fn guesthouse() -> PlaceRecord {
    PlaceRecord::new(id!("kumsusan-guesthouse"), ())
        .with(Place::NAME, "Kumsusan guesthouse")
        .with(Place::KIND, PlaceKind::RESIDENCE)
}

fn visit() -> Result<VisitRecord, Box<dyn std::error::Error>> {
    let identity = VisitIdentity::new(id!("vladimir-putin"), id!("north-korea"));
    let planned = Account::new()
        .locator("P1")
        .with(Visit::PROGRESS, Progress::Planned)
        .with(Visit::PLANNED, Period::new(date!("2024-06-18"), End::Unknown)?)
        .as_said(Visit::PLANNED, Said::new("Tuesday")?);
    let form = Account::new()
        .locator("P1")
        .via([id!("kremlin")])
        .quote("friendly state visit")
        .with(Visit::FORM, VisitForm::STATE);
    let lodging = Part::new("lodging".parse()?).account(
        Account::new()
            .locator("P4")
            .via(["?reports".parse::<CitedSpeaker>()?])
            .with(Stop::KIND, StopKind::LODGING)
            .with(Stop::PLACE, id!("kumsusan-guesthouse"))
            .with(Stop::PROGRESS, Progress::Expected),
    );
    let lavrov = Part::new(id!("sergei-lavrov"))
        .with(Delegate::OFFICE, id!("russia/foreign-minister"))
        .with(Delegate::PROGRESS, Progress::Planned);
    Ok(VisitRecord::new(id!("putin-pyongyang-2024"), identity)
        .account(planned)
        .account(form)
        .with_part(Visit::STOPS, lodging)
        .with_part(Visit::DELEGATION, lavrov))
}

fn earlier_visit() -> Result<VisitRecord, Box<dyn std::error::Error>> {
    let identity = VisitIdentity::new(id!("vladimir-putin"), id!("north-korea"));
    let account = Account::new()
        .locator("P2")
        .stance(Stance::Presupposes)
        .with(Visit::PROGRESS, Progress::Held)
        .with(Visit::ACTUAL, Period::on(UncertainDate::year(2000)?));
    Ok(VisitRecord::new(id!("putin-pyongyang-2000"), identity).account(account))
}

fn agreement() -> Result<AgreementRecord, Box<dyn std::error::Error>> {
    let parties = IdSet::new([id!("russia"), id!("north-korea")])?;
    let intended = ActKey::by(id!("russia"), ActKind::INTENDED);
    let reportedly = Account::new()
        .locator("P3")
        .via(["?reports".parse::<CitedSpeaker>()?, "kremlin".parse()?])
        .quote("reportedly planning to sign")
        .with(Act::ORGAN, id!("kremlin"));
    Ok(AgreementRecord::new(id!("russia-dprk-2024"), AgreementIdentity::new(parties))
        .with(Agreement::FORM, AgreementForm::PARTNERSHIP_AGREEMENT)
        .with(Agreement::SUBJECTS, List::open(["security".to_owned()]))
        .with_part(Agreement::ACTS, Part::new(intended).account(reportedly)))
}

fn first_in_24_years() -> Result<StatementRecord, Box<dyn std::error::Error>> {
    let identity = StatementIdentity::new(Speaker::Author, StatementAct::CLAIMS_SUPERLATIVE);
    let among = Among {
        guest: Some(id!("vladimir-putin")),
        host: Some(id!("north-korea")),
        ..Among::default()
    };
    let claim = Superlative {
        claim: Extreme::First,
        subject: "visit:putin-pyongyang-2024".parse()?,
        among,
        since: None,
        years: Some(24),
    };
    Ok(StatementRecord::new(id!("first-in-24-years"), identity).with(Statement::SUPERLATIVE, claim))
}
