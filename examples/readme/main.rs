//! The four programs of the README, one after the other. A test holds each file to its block there.

mod accounts;
mod codes;
mod facts;
mod ties;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for program in [facts::main, ties::main, codes::main, accounts::main] {
        program()?;
        println!();
    }
    Ok(())
}
