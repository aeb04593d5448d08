//! How much of what the scores say hangs on the weights: a thousand variations of the model.
//!
//! Each draw gives every kind a weight between half and double its own, every half-life likewise,
//! and every dimension a bound between half and one and a half times its own. What is counted is in
//! how many draws a conclusion holds. The draws are seeded, so that they are the same everywhere.

use std::error::Error;

use detente::graph::RelationKind;
use detente::relations::{AlignmentModel, Dimension, Mode, Relations, SignRow, SignTable, Ties1};
use detente::time::NaiveDate;
use detente::{Dossier, date};

const DRAWS: u32 = 1_000;
const EVE: NaiveDate = date!("2024-06-17");
const AFTER: NaiveDate = date!("2024-06-20");
const BEFORE_FORCE: NaiveDate = date!("2024-12-03");
const IN_FORCE: NaiveDate = date!("2024-12-04");

/// A conclusion, and whether it holds under a model.
type Conclusion = (&'static str, fn(&Scores<'_>) -> bool);

const CONCLUSIONS: &[Conclusion] = &[
    ("Russia and North Korea stand closer in December than on the eve of the visit", |s| {
        s.of("north-korea", IN_FORCE) > s.of("north-korea", EVE)
    }),
    ("in December they stand closer than Russia and Vietnam", |s| {
        s.of("north-korea", IN_FORCE) > s.of("vietnam", IN_FORCE)
    }),
    ("on the eve they stand closer than Russia and Vietnam", |s| {
        s.of("north-korea", EVE) > s.of("vietnam", EVE)
    }),
    ("the visit brought them closer by more than a steady course allows", |s| {
        s.of("north-korea", AFTER) - s.of("north-korea", EVE) > s.model.steady()
    }),
    ("the treaty's entry into force moved the score more than the visit did", |s| {
        let force = s.of("north-korea", IN_FORCE) - s.of("north-korea", BEFORE_FORCE);
        force > s.of("north-korea", AFTER) - s.of("north-korea", EVE)
    }),
    ("in December the score of Russia and North Korea is above +0.9", |s| {
        s.of("north-korea", IN_FORCE) > 0.9
    }),
];

/// Scores of Russia and another under a model.
struct Scores<'r> {
    relations: &'r Relations,
    model: &'r Ties1,
}

impl Scores<'_> {
    /// No score counts as less than any.
    fn of(&self, other: &str, on: NaiveDate) -> f64 {
        let pair = self.relations.alignment("russia", other, self.model);
        let score = pair.ok().and_then(|pair| pair.on(on).score().value());
        score.unwrap_or(f64::NEG_INFINITY)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let article = Dossier::from_json(include_str!("pyongyang_2024/article.json"))?;
    let record = Dossier::from_json(include_str!("pyongyang_2024/record.json"))?;
    let known = article.merge(&record)?.as_known_on(date!("2024-12-31"));
    let relations = known.relations().build();
    // Only what lies between the pairs asked about needs to be weighed.
    let pairs = [("russia", "north-korea"), ("russia", "vietnam")];
    let mut items = Vec::new();
    for (one, other) in pairs {
        items.extend(relations.between(one, other)?.cloned());
    }
    let relations = Relations::of(items);

    let mut dice = Dice(20_240_617);
    let mut holds = vec![0_u32; CONCLUSIONS.len()];
    for _ in 0..DRAWS {
        let model = varied(&mut dice)?;
        let scores = Scores { relations: &relations, model: &model };
        for (count, (_, conclusion)) in holds.iter_mut().zip(CONCLUSIONS) {
            *count += u32::from(conclusion(&scores));
        }
    }
    let plain = Ties1::default();
    let scores = Scores { relations: &relations, model: &plain };
    println!("{DRAWS} variations of {} with {}, seeded", plain.name(), plain.table());
    println!("holds in  and as published  conclusion");
    for (count, (words, conclusion)) in holds.iter().zip(CONCLUSIONS) {
        let share = f64::from(*count) / f64::from(DRAWS);
        let published = if conclusion(&scores) { "yes" } else { "no" };
        println!("{:>7.1}%  {published:<16}  {words}", share * 100.0);
    }
    Ok(())
}

/// The model with every weight, half-life and bound drawn anew.
fn varied(dice: &mut Dice) -> Result<Ties1, Box<dyn Error>> {
    let mut signs = SignTable::builtin().clone();
    for kind in RelationKind::all() {
        let row = SignTable::builtin().get(&kind);
        let (weight, mode) = (row.and_then(SignRow::weight), row.map(SignRow::mode));
        if let Some(weight) = weight {
            signs = signs.with_weight(&kind, (weight * dice.factor()).min(1.0))?;
        }
        if let Some(days) = mode.and_then(Mode::half_life) {
            signs = signs.with_half_life(&kind, days * dice.factor())?;
        }
    }
    let mut model = Ties1::with_table(signs);
    for dimension in Dimension::ALL {
        let lambda = model.lambda(*dimension) * (0.5 + dice.unit());
        model = model.with_lambda(*dimension, lambda.min(1.0))?;
    }
    Ok(model)
}

/// Random numbers that are the same on every machine: Vigna's splitmix64.
struct Dice(u64);

impl Dice {
    /// From 0 up to 1.
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let high = u32::try_from((z ^ (z >> 31)) >> 32).unwrap_or(u32::MAX);
        f64::from(high) / 4_294_967_296.0
    }

    /// From one half up to 2, as often below 1 as above.
    fn factor(&mut self) -> f64 {
        (2.0 * self.unit() - 1.0).exp2()
    }
}
