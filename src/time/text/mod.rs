//! How dates are read and written: EDTF, literals, results.

pub(super) mod civil;
pub(super) mod edtf;
pub(super) mod form;
pub(super) mod written;
