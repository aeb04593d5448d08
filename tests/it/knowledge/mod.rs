//! What could be known on a day.

mod agreements;
mod choosing;
mod contradictions;
mod matching;
mod over_time;
mod plainly;
mod provenance;
mod reasons;
mod spells;
mod statements;
mod superlatives;
mod tenures;
