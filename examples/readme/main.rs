//! The four programs of the README, one after the other. A test holds each file to its block there.

mod accounts;
mod codes;
mod facts;
mod ties;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    facts::main()?;
    println!();
    ties::main()?;
    println!();
    codes::main();
    println!();
    accounts::main()
}
