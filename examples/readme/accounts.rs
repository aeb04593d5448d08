use detente::model::Visit;
use detente::{Dossier, date};

const TOLD: &str = r#"{"detente": 1, "source": "paper",
    "sources": {"paper": {"published": "2024-06-17"}, "wire": {"published": "2024-06-20"}},
    "states": {"north-korea": {}}, "persons": {"putin": {}}, "visits": {
        "first": {"guest": "putin", "host": "north-korea",
            "progress": "held", "actual": "2000"},
        "next": {"guest": "putin", "host": "north-korea", "accounts": [
            {"progress": "planned", "planned": "2024-06-18"},
            {"by": "wire", "progress": "held", "actual": "2024-06-19"}]}}}"#;

pub fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dossier = Dossier::from_json(TOLD)?;
    let eve = dossier.as_known_on(date!("2024-06-17"));
    let visit = eve.visit("next")?;
    println!("{}", visit.explain(Visit::PROGRESS));
    let gap = visit.years_since_previous().ok_or("no earlier visit is known")?;
    println!("{gap} since the last; \"in 24 years\" holds: {}", gap.agrees_with(24));
    println!("{}", dossier.as_known().visit("next")?.explain(Visit::PROGRESS));
    Ok(())
}
