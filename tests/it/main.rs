//! Everything public, from outside, one module a subject.

#[cfg(feature = "json")]
mod agreements;
mod api;
mod architecture;
#[cfg(feature = "json")]
mod article;
#[cfg(feature = "json")]
mod bad_input;
mod blocs;
#[cfg(feature = "json")]
mod builtin_states;
#[cfg(feature = "json")]
mod changes;
#[cfg(feature = "json")]
mod contradictions;
#[cfg(feature = "json")]
mod corrections;
#[cfg(feature = "json")]
mod drift;
mod graph;
#[cfg(feature = "json")]
mod knowledge;
#[cfg(feature = "json")]
mod merging;
#[cfg(all(feature = "json", feature = "html"))]
mod page;
#[cfg(feature = "json")]
mod pictures;
#[cfg(feature = "json")]
mod plans;
mod readme;
#[cfg(feature = "json")]
mod record;
#[cfg(feature = "json")]
mod resolution;
#[cfg(feature = "json")]
mod round_trip;
#[cfg(feature = "json")]
mod schema;
#[cfg(feature = "json")]
mod scorecard;
mod shared;
mod source;
#[cfg(feature = "json")]
mod statements;
#[cfg(feature = "json")]
mod superlatives;
mod systems;
#[cfg(feature = "json")]
mod tenures;
mod time;
#[cfg(feature = "json")]
mod validation;
#[cfg(feature = "json")]
mod world;
mod write;
