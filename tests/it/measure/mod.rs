//! Pure mathematics, on numbers alone.

mod blocs;
