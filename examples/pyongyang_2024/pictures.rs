//! Pictures of the same: the treaty and the visit in two times, the trip, the lanes of the treaty, the score
//! of the two states, those around Russia, and six states each by each.

use std::error::Error;
use std::fs;
use std::path::Path;

use detente::relations::Ties1;
use detente::{Dossier, write};

use super::{EVE, EXCHANGE, YEARS_END, heading, standing};

const FOLDER: &str = "target/pyongyang_2024";
const SIX: [&str; 6] = ["russia", "north-korea", "united-states", "ukraine", "vietnam", "china"];

pub(super) fn draw(dossier: &Dossier) -> Result<(), Box<dyn Error>> {
    heading("Pictures");
    fs::create_dir_all(FOLDER)?;
    let treaty = write::two_times(dossier, "russia-dprk-2024")?;
    save("treaty_two_times.svg", &treaty.to_svg())?;
    let visit = write::two_times(dossier, "putin-pyongyang-2024")?;
    save("visit_two_times.svg", &visit.to_svg())?;
    let trip = write::trip_strip(&dossier.as_known(), "putin-asia-2024")?;
    save("trip.svg", &trip.to_svg())?;
    let lanes = write::treaty_lanes(&dossier.as_known(), "russia-dprk-2024")?;
    save("treaty_lanes.svg", &lanes.to_svg())?;
    save("timeline.svg", &standing::timeline(dossier)?)?;

    save("russia.svg", &around_russia(dossier)?)?;
    save("six_states.svg", &six_states(dossier)?)
}

/// Who is for and against Russia on the day on which the treaty is in force.
pub(super) fn around_russia(dossier: &Dossier) -> Result<String, Box<dyn Error>> {
    let known = dossier.as_known_on(YEARS_END);
    let (relations, model) = (known.relations().build(), Ties1::default());
    let network = write::ego_network(&relations, "russia", &model)?.names_of(&known);
    Ok(network.on(EXCHANGE).to_svg())
}

/// Six states each by each, before the visit and when the treaty is in force.
pub(super) fn six_states(dossier: &Dossier) -> Result<String, Box<dyn Error>> {
    let relations = dossier.as_known_on(YEARS_END).relations().build();
    let model = Ties1::default();
    let matrix = write::signed_matrix(&relations, SIX, &model)?;
    Ok(matrix.on_each([EVE, EXCHANGE])?.to_svg())
}

pub(super) fn save(name: &str, text: &str) -> Result<(), Box<dyn Error>> {
    let path = Path::new(FOLDER).join(name);
    fs::write(&path, text)?;
    println!("{FOLDER}/{name}");
    Ok(())
}
