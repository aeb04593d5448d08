//! Where Russia and North Korea stand on four days, by which score, and on what evidence.

use std::error::Error;

use detente::Dossier;
use detente::relations::{Ties1, Voices};
use detente::write::dyad_timeline;

use super::{AFTER, EVE, EXCHANGE, REPORTED, VISIT, YEARS_END, heading};

const PAIR: (&str, &str) = ("russia", "north-korea");

pub(super) fn briefing(dossier: &Dossier) -> Result<(), Box<dyn Error>> {
    heading("Where Russia and North Korea stand");
    let model = Ties1::default();
    let known = |day| dossier.as_known_on(day).relations().build();
    let day_before = EXCHANGE.pred_opt().ok_or("the calendar has begun")?;
    println!("on          known on    score   band              with Russia's voice");
    for (day, known_on) in
        [(EVE, EVE), (VISIT, AFTER), (day_before, YEARS_END), (EXCHANGE, YEARS_END)]
    {
        let relations = known(known_on);
        let pair = relations.alignment(PAIR.0, PAIR.1, &model)?;
        let russian = pair.clone().voices(Voices::own().and("russia")).on(day);
        let own = pair.on(day);
        let (low, high) = own.band().ok_or("nothing is told of the two")?;
        let (score, heard) = (own.score(), russian.score());
        println!("{day}  {known_on}  {score}  {low:+.3} to {high:+.3}  {heard}");
    }

    let relations = known(YEARS_END);
    println!("\n{}", relations.standing(PAIR.0, PAIR.1)?.on(EXCHANGE));
    let pair = relations.alignment(PAIR.0, PAIR.1, &model)?;
    println!("\n{}", pair.on(EXCHANGE));
    println!("\n{}", pair.trend(EVE, REPORTED));
    Ok(())
}

/// The score of the two through two years, as known at the end of 2024.
pub(super) fn timeline(dossier: &Dossier) -> Result<String, Box<dyn Error>> {
    let relations = dossier.as_known_on(YEARS_END).relations().build();
    let model = Ties1::default();
    let pair = relations.alignment(PAIR.0, PAIR.1, &model)?;
    let weekly = YEARS_END.iter_days().rev().step_by(7).take(104);
    let picture = dyad_timeline(&pair, weekly.chain([EVE, VISIT, EXCHANGE]))?
        .act(VISIT, "state visit, treaty signed")
        .act(EXCHANGE, "treaty in force");
    Ok(picture.to_svg())
}
