//! Everything public, from outside, one module a subject.

mod api;
mod architecture;
mod agreements;
mod article;
mod knowledge;
mod resolution;
mod source;
mod statements;
mod superlatives;
mod tenures;
mod time;
mod world;
