use detente::{Dossier, date};

pub(crate) fn main() -> Result<(), Box<dyn std::error::Error>> {
    let known = Dossier::builder()
        .leader("putin", "russia", "2012-05-07/..")
        .visit("pyongyang", "putin", "north-korea", "2024-06-18/2024-06-19")
        .agreement("pact", ["russia", "north-korea"])
        .signed("2024-06-19")
        .in_force("2024-12-04")
        .build()?
        .as_known();
    for day in [date!("2024-12-03"), date!("2024-12-04")] {
        let in_force = known.agreement("pact")?.in_force_between("russia", "north-korea", day)?;
        println!("in force on {day}: {in_force}");
    }
    Ok(())
}
