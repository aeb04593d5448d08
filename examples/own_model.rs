//! Scores a user's own ties with a user's own model.
//!
//! The ties are lines of a table such as a research project keeps, among them a kind of its own; no
//! dossier is needed. The model is ten lines: it asks only what binds in law or hurts for certain.

use detente::graph::{RelationKind, Sign};
use detente::model::{ActorId, Direction};
use detente::relations::{
    AlignmentModel, Dimension, Mode, Relation, Relations, SignRow, SignTable, Ties1, Voices,
    Weighing,
};
use detente::time::NaiveDate;
use detente::{date, id};

/// Id, kind, from, to, period; a kind without direction leads from either.
const TIES: &str = "\
atlantis-pact defence_obligation atlantis lemuria 1990-01-01/..
lemuria-talks consultation_obligation lemuria atlantis 1990-01-01/..
strait-claim territorial_claim mu atlantis 2001/..
port-closure embargo_or_blockade mu atlantis 2012-04-01/2013-03-31
cable-cut acme:cyber mu atlantis 2014-09-01/2014-09-03
grain aid atlantis mu 2015/2015";

/// What binds or hurts for certain, and nothing else: no fading, no talk.
#[derive(Debug)]
struct HardFacts {
    signs: SignTable,
}

impl AlignmentModel for HardFacts {
    fn name(&self) -> &'static str {
        "hard-facts-1"
    }

    fn table(&self) -> &str {
        self.signs.name()
    }

    fn weigh(&self, item: &Relation, on: NaiveDate, _: &Voices) -> Option<Weighing> {
        let row = self.signs.get(item.kind())?;
        let counts = [Dimension::Security, Dimension::Coercion, Dimension::Force];
        let holds = item.holds_on(on).is_certain();
        let weight = row.weight().filter(|_| holds && counts.contains(&row.dimension()))?;
        Some(Weighing::new(row.dimension(), row.sign()?, weight))
    }

    /// The gravest alone.
    fn combine(&self, parts: &[(Dimension, f64)]) -> f64 {
        parts.iter().map(|(_, part)| *part).fold(0.0, f64::max)
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let cyber = SignRow::new(
        RelationKind::new("acme:cyber")?,
        Dimension::Force,
        Sign::Negative,
        Direction::Directed,
        Mode::Episodic { half_life: 365.0 },
        Some(0.5),
    )?;
    let signs = SignTable::builtin().clone().with_row(cyber).named("acme-signs-3");
    let items = TIES.lines().map(tie).collect::<Result<Vec<Relation>, _>>()?;
    let relations = Relations::of(items);

    let hard = HardFacts { signs: signs.clone() };
    let ties = Ties1::with_table(signs);
    let models: [&dyn AlignmentModel; 2] = [&hard, &ties];
    for (one, other) in [("atlantis", "lemuria"), ("atlantis", "mu")] {
        for model in models {
            let pair = relations.alignment(one, other, model)?;
            for day in [date!("2012-06-01"), date!("2015-06-01")] {
                println!("{}", pair.on(day));
            }
            println!();
        }
    }
    let ally = relations.alignment("atlantis", "lemuria", &ties)?;
    for actor in ["atlantis", "lemuria"] {
        println!("{}", ally.clone().stance_of(actor)?.on(date!("2015-06-01")));
    }
    let lost: ActorId = id!("hyperborea");
    match relations.alignment("atlantis", &lost, &ties) {
        Ok(_) => println!("hyperborea is known after all"),
        Err(error) => println!("\n{error}"),
    }
    Ok(())
}

fn tie(line: &str) -> Result<Relation, Box<dyn std::error::Error>> {
    let words: Vec<&str> = line.split(' ').collect();
    let [id, kind, from, to, period] = words[..] else {
        return Err(format!("five words are expected in: {line}").into());
    };
    let item = Relation::directed(id, kind.parse()?, from.parse()?, to.parse()?)?;
    Ok(item.during(period.parse()?))
}
