//! The whole as a page to be sent out: as known at the end of the year, on the day on which the treaty
//! was reported to be in force, with what is new since the eve of the visit.

use std::error::Error;

use detente::relations::Ties1;
use detente::{Dossier, write};

use super::{EVE, REPORTED, YEARS_END, heading, pictures};

pub(super) fn write(dossier: &Dossier) -> Result<(), Box<dyn Error>> {
    heading("The page");
    let (eve, now) = (dossier.as_known_on(EVE), dossier.as_known_on(YEARS_END));
    let model = Ties1::default();
    let page = write::page(&now)?
        .title("Putin in Pyongyang, June 2024: what was told, and what came of it")
        .on(REPORTED)
        .since(&eve)
        .pair("russia", "north-korea", &model)?
        .pair("united-states", "north-korea", &model)?
        .two_times("russia-dprk-2024")?
        .two_times("putin-pyongyang-2024")?
        .trip_strip("putin-asia-2024")?
        .treaty_lanes("russia-dprk-2024")?
        .picture("Who stands with Russia, and who against", &pictures::around_russia(dossier)?)
        .picture("Six states, each by each", &pictures::six_states(dossier)?)
        .scorecard("article")?;
    pictures::save("dossier.html", &page.to_html())
}
