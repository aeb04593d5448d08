//! Writes the page of a dossier: `page dossier.json page.html`.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use detente::{Dossier, write};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(from), Some(to)) = (arguments.next(), arguments.next()) else {
        return Err("name a dossier, and the page to be written".into());
    };
    let dossier = Dossier::from_json(&fs::read_to_string(from)?)?;
    if let Some(folder) = Path::new(&to).parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&to, write::page(&dossier.as_known())?.to_html())?;
    println!("{to}");
    Ok(())
}
