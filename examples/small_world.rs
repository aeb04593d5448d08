//! Three states, two leaders, a visit and an agreement, and the first questions to them.
//!
//! Nothing but facts: no source, no titles, no form. What is missing can be added, and what comes to
//! disagree can be merged in.

use detente::{Dossier, date};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dossier = Dossier::builder()
        .state("ruritania")
        .leader("putin", "russia", "2012-05-07/..")
        .leader("kim", "north-korea", "2011-12-17/..")
        .visit("pyongyang-2024", "putin", "north-korea", "2024-06-18/2024-06-19")
        .planned_visit("moscow", "kim", "russia", "2025")
        .agreement("pact", ["russia", "north-korea"])
        .signed("2024-06-19")
        .in_force("2024-12-04")
        .build()?;
    let known = dossier.as_known();
    for leader in known.leaders("russia", date!("2024-06-19"))? {
        println!("{leader}");
    }
    let years = "2024-01-01/2025-12-31".parse()?;
    for (visit, truth) in known.visits_between("russia", "north-korea", &years)? {
        println!("{} to {}: {truth}", known.name_of(visit.guest()), known.name_of(visit.host()));
    }
    for pact in known.agreements_between("russia", "north-korea")? {
        println!(
            "{}: {}",
            pact.id(),
            pact.status_between("russia", "north-korea", date!("2024-12-31"))?
        );
    }
    let unknown = Dossier::builder().visit("v", "puttin", "russia", "2024-02-30").build();
    if let Err(error) = unknown {
        println!("{error}");
    }
    println!("{}", dossier.validate());
    Ok(())
}
