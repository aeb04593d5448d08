//! How a graph keeps its ties: columns, the two orders in which they are found, and day numbers.

pub(super) mod bounds;
pub(super) mod by_actor;
pub(super) mod columns;
pub(super) mod graph_data;
pub(super) mod intern;
pub(super) mod lookup;
pub(super) mod pairs;
