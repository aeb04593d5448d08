//! What the repository promises as a whole: its rooms, its names and its README.

mod api;
mod architecture;
mod features;
mod folders;
mod front_door;
mod programs;
mod readme;
#[cfg(feature = "json")]
mod serde_forms;
mod source;
