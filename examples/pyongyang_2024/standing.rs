//! Where Russia and North Korea stand on four days, by which score, and on what evidence.

use std::error::Error;

use detente::Dossier;
use detente::graph::{Alignment, Hearing, Relations, Ties1};
use detente::time::NaiveDate;
use detente::write::{DyadTimeline, TimelinePoint};

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
        let russian = pair.clone().hearing(Hearing::own().and("russia")).on(day);
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
    let relations: Relations = dossier.as_known_on(YEARS_END).relations().build();
    let model = Ties1::default();
    let pair = relations.alignment(PAIR.0, PAIR.1, &model)?;
    let weekly = YEARS_END.iter_days().rev().step_by(7).take(104);
    let mut days: Vec<NaiveDate> = weekly.chain([EVE, VISIT, EXCHANGE]).collect();
    days.sort_unstable();
    days.dedup();
    let points: Result<Vec<_>, _> = days.into_iter().map(|day| point(&pair.on(day))).collect();
    let picture = DyadTimeline::new(points?)?
        .title("Russia and North Korea")
        .caption(
            "Score by ties-1 and signs-1, as known on 31 December 2024, in the sources' own voice.",
        )
        .act(VISIT, "state visit, treaty signed")
        .act(EXCHANGE, "treaty in force");
    Ok(picture.to_svg())
}

fn point(alignment: &Alignment) -> Result<TimelinePoint, Box<dyn Error>> {
    let point = TimelinePoint::new(alignment.on(), alignment.positive(), alignment.negative())?;
    match (alignment.score().value(), alignment.band()) {
        (Some(score), Some((low, high))) => Ok(point.with_score(score, [low, high])?),
        _ => Ok(point),
    }
}
