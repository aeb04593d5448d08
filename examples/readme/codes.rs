use detente::date;
use detente::systems::{At, CodeSystem, Systems};

pub(crate) fn main() {
    let systems = Systems::builtin();
    for day in [date!("1950-06-25"), date!("2000-01-01")] {
        println!("COW 365 on {day}: {}", systems.polity_of(&CodeSystem::COW, "365", day));
    }
    println!("GW 260 in 1990: {}", systems.polity_of(&CodeSystem::GW, "260", At::Year(1990)));
}
