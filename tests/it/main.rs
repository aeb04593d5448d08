//! Everything public, from outside: a folder a room, one for the example, and one for the house itself.

#[cfg(feature = "json")]
mod dossier;
mod graph;
mod house;
#[cfg(feature = "json")]
mod knowledge;
mod measure;
mod model;
#[cfg(feature = "json")]
mod pyongyang;
mod relations;
mod systems;
mod time;
#[cfg(feature = "json")]
mod validation;
mod write;
