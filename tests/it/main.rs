//! Everything public, from outside, one module a subject.

mod agreements;
mod api;
mod architecture;
mod article;
mod knowledge;
mod resolution;
mod source;
mod statements;
mod superlatives;
mod tenures;
mod time;
mod world;
