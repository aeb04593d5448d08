//! Pictures of what is known, as SVG.
//!
//! | picture | of | shows |
//! |---|---|---|
//! | [`two_times`] | a visit or an agreement | where it stood on each day, as known on each day |
//! | [`trip_strip`] | a trip or a visit | legs and stops by day, as planned over as it came |
//! | [`treaty_lanes`] | an agreement | the acts of each party, and where it stands between each two |
//! | [`dyad_timeline`] | two actors, by an alignment | what is for and against over time, and the score |
//! | [`DyadTimeline`] | two actors, by a series of numbers | the same |
//! | [`ego_network`] | an actor on a day | those it is tied to, and how strongly for or against |
//! | [`signed_matrix`] | several actors, on a day or several | the score of each two, in blocs |
//!
//! A picture is a value; `to_svg` writes it. The text is the same wherever and whenever it is written.
//! States differ by pattern as well as by colour (two are plain, one light and one dark). Each picture
//! has a ground of its own, a legend, and a caption with the valid dates, the known dates and the
//! number of sources; of a series of numbers you write the rest of the caption yourself. Pictures are
//! 830 pixels wide, the column of a README.
//!
//! ```no_run
//! # let dossier = detente::Dossier::builder().build()?;
//! use detente::graph::Ties1;
//! use detente::{date, write};
//!
//! let chart = write::two_times(&dossier, "russia-dprk-2024")?.title("A treaty, known day by day");
//! std::fs::write("treaty.svg", chart.to_svg())?;
//!
//! let known = dossier.as_known_on(date!("2024-06-30"));
//! std::fs::write("trip.svg", write::trip_strip(&known, "putin-asia-2024")?.to_svg())?;
//! std::fs::write("lanes.svg", write::treaty_lanes(&known, "russia-dprk-2024")?.to_svg())?;
//!
//! let (relations, model) = (known.relations().build(), Ties1::default());
//! let network = write::ego_network(&relations, "russia", &model)?.on(date!("2024-06-19"));
//! std::fs::write("russia.svg", network.to_svg())?;
//! let actors = ["russia", "north-korea", "united-states", "ukraine"];
//! let matrix = write::signed_matrix(&relations, actors, &model)?.on(date!("2024-06-19"));
//! std::fs::write("matrix.svg", matrix.to_svg())?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod bonds;
mod chart;
mod dyad;
mod dyad_chart;
mod ego;
mod ego_chart;
mod error;
mod frame;
mod lanes;
mod look;
mod matrix;
mod matrix_chart;
mod space;
mod subject;
mod svg;
mod text;
mod trip;
mod two_times;

pub use dyad::{DyadTimeline, SeriesError, TimelinePoint, dyad_timeline};
pub use ego::{EgoNetwork, EgoPicture, ego_network};
pub use error::PictureError;
pub use lanes::{TreatyLanes, treaty_lanes, treaty_lanes_of};
pub use matrix::{MatrixPicture, SignedMatrix, signed_matrix};
pub use trip::{TripStrip, trip_strip};
pub use two_times::{TwoTimes, two_times, two_times_between};
