//! Pictures of what is known, as SVG; graphs as files for other tools; a whole dossier as a page.
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
//! With the feature `html`, `page` writes all that is known as one file for people to read, and
//! `evidence_card` one record with every account of it.
//!
//! ```no_run
//! # let dossier = detente::Dossier::builder().build()?;
//! use detente::relations::Ties1;
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
//!
//! A graph of relations, as a whole or as it is on a day, goes into a file by one of these:
//!
//! | format | for | time |
//! |---|---|---|
//! | [`dot`](dot()) | graphviz | periods in attributes and labels |
//! | [`graphml`](graphml()) | networkx, igraph, Cytoscape, yEd, Gephi | periods in attributes |
//! | [`gexf`](gexf()) | Gephi, networkx | a timeline, and periods in attributes |
//! | `node_link` (feature `json`) | networkx, programs in JavaScript | periods in attributes |
//! | `tie_csv` (feature `csv`) | spreadsheets, data frames | periods in columns |
//!
//! All of them tell the same of each tie: `kind`, `sign` (`+`, `-`, or nothing for the unsigned),
//! `symmetric`, `intensity`; `earliest_start`, `latest_start`, `earliest_end` and `latest_end`; `open`
//! (`start`, `end` or `both`, for a bound that is missing because there is none); `censored`, if it was
//! last heard of on its earliest end; `evidence`, the ids of sources; `about`, the key of the tie that
//! it is about, which need not be there on the day; and of a day `holds`, `yes` or `maybe`. Parallel
//! ties stay apart by a key: `tie:` and the id, or `_:` and the place in the graph. Every tie is a
//! directed edge, also one that holds alike, which says so.
//!
//! What a format cannot carry, a [`GraphFile`] tells of, and is written once that is accepted by name:
//!
//! ```
//! # let graph = detente::graph::RelationGraph::from_ties([])?;
//! use detente::date;
//! use detente::write::{self, Loss};
//!
//! let file = write::gexf(&graph).title("Alliances").accepting([Loss::Uncertain]);
//! for lost in file.losses() {
//!     println!("without {lost}");
//! }
//! file.to_writer(std::io::sink())?;
//! let on_the_day = write::dot(&graph.at(date!("2024-12-04"))).to_text()?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod colours;
mod graphs;
#[cfg(feature = "html")]
mod page;
mod pictures;
mod xml;

pub use graphs::content::GraphOrDay;
pub use graphs::dot::dot;
pub use graphs::gexf::gexf;
pub use graphs::graph_file::GraphFile;
pub use graphs::graphml::graphml;
pub use graphs::losses::{GraphFileError, Loss, LossError, Lost};
#[cfg(feature = "json")]
pub use graphs::node_link::node_link;
#[cfg(feature = "csv")]
pub use graphs::tie_csv::tie_csv;
#[cfg(feature = "html")]
pub use page::{EvidenceCard, Page, PageError, evidence_card, page};
pub use pictures::dyad::picture::{DyadTimeline, SeriesError, TimelinePoint, dyad_timeline};
pub use pictures::ego::picture::{EgoNetwork, EgoPicture, ego_network};
pub use pictures::error::PictureError;
pub use pictures::lanes::{TreatyLanes, treaty_lanes, treaty_lanes_of};
pub use pictures::matrix::picture::{MatrixPicture, SignedMatrix, signed_matrix};
pub use pictures::trip::{TripStrip, trip_strip};
pub use pictures::two_times::picture::{TwoTimes, two_times, two_times_between};
