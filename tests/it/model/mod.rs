//! The nouns. What they tell is asked of dossiers, and tested there.

mod fields;
