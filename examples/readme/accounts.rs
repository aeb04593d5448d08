use detente::model::{Source, Visit, VisitIdentity, VisitRecord};
use detente::{Account, Dossier, Progress, date, id};

pub(crate) fn main() -> Result<(), Box<dyn std::error::Error>> {
    let identity = VisitIdentity::new(id!("putin"), id!("north-korea"));
    let visit = VisitRecord::new(id!("pyongyang"), identity)
        .account(Account::by(id!("paper")).with(Visit::PROGRESS, Progress::Planned))
        .account(Account::by(id!("wire")).with(Visit::PROGRESS, Progress::Held));
    let dossier = Dossier::builder()
        .source(Source::new(id!("paper")).published(date!("2024-06-17")))
        .source(Source::new(id!("wire")).published(date!("2024-06-20")))
        .leader("putin", "russia", "2012-05-07/..")
        .record(visit)
        .build()?;
    for day in [date!("2024-06-17"), date!("2024-06-20")] {
        println!("{}", dossier.as_known_on(day).visit("pyongyang")?.explain(Visit::PROGRESS));
    }
    Ok(())
}
