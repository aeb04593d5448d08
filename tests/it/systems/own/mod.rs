//! What users add to the states that are built in, or put in their place.

mod made;
mod of_the_field;
mod refused;
