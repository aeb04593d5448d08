//! Names of states, and mentions of them in running text.

mod mentions;
mod oracles;
mod texts;
