//! Names of states, and mentions of them in running text.

mod mentions;
mod misspelt;
mod oracles;
mod texts;
