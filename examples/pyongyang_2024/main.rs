//! A briefing on the visit to Pyongyang of June 2024: first as a reader of one news article could
//! know it on 17 June, then as the record of other sources has it, day by day; where Russia and
//! North Korea stood, on what evidence; and pictures of it all.
//!
//! The article and the record stand beside this program, as two dossiers: `article.json` and
//! `record.json`. Nothing of the article is corrected; the two are merged, and asked together.

mod eve;
#[cfg(feature = "html")]
mod page;
mod pictures;
mod since;
mod standing;

use std::error::Error;

use detente::time::NaiveDate;
use detente::{Dossier, date};

const ARTICLE: &str = include_str!("article.json");
const RECORD: &str = include_str!("record.json");

const EVE: NaiveDate = date!("2024-06-17");
const VISIT: NaiveDate = date!("2024-06-19");
const AFTER: NaiveDate = date!("2024-06-20");
const EXCHANGE: NaiveDate = date!("2024-12-04");
const REPORTED: NaiveDate = date!("2024-12-05");
const YEARS_END: NaiveDate = date!("2024-12-31");

fn main() -> Result<(), Box<dyn Error>> {
    let article = Dossier::from_json(ARTICLE)?;
    eve::briefing(&article)?;
    let record = Dossier::from_json(RECORD)?;
    let both = article.merge(&record)?;
    since::briefing(&both)?;
    standing::briefing(&both)?;
    pictures::draw(&both)?;
    #[cfg(feature = "html")]
    page::write(&both)?;
    Ok(())
}

fn heading(text: &str) {
    println!("\n{}\n", text.to_uppercase());
}
