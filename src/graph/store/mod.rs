//! How a graph keeps its ties: columns, the two orders in which they are found, and day numbers.

pub(super) mod bounds;
pub(super) mod by_actor;
pub(super) mod columns;
pub(super) mod edges;
pub(super) mod graph_data;
pub(super) mod intern;
pub(super) mod lookup;
pub(super) mod pair_days;
pub(super) mod pairs;
pub(super) mod presence;
pub(super) mod rows;
pub(super) mod sparse;
