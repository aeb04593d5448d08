//! The example: the visit to Pyongyang of June 2024, as announced and as it came to be.

mod article;
mod centrality;
mod record;
mod relations;
