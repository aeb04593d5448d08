// Where the README's links and pictures lead from the crate page; of two links of one name the first counts.
#![doc = include_str!("../assets/crate_page.links")]
#![doc = include_str!("../assets/pictures.links")]
#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    not(feature = "json"),
    allow(
        dead_code,
        unused_imports,
        reason = "how records are read and written is private, and used by the JSON form alone"
    )
)]

pub mod dossier;
pub mod graph;
pub mod guide;
pub mod knowledge;
pub mod measure;
pub mod model;
pub mod read;
pub mod relations;
pub mod systems;
pub mod time;
pub mod validation;
pub mod write;

pub use dossier::{Dossier, DossierError};
pub use knowledge::{Knowledge, LookupError};
pub use model::{Account, Certainty, List, Progress, Record, Stance};
pub use time::{Period, Truth, UncertainDate};
