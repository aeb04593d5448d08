//! Dates as reports give them.
