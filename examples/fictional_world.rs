//! A world of a user's own: states that never were, told of by two chronicles that disagree.
//!
//! Nothing in the library knows a state by itself. This dossier makes its own, with a tie kind and
//! fields of its own, and asks it what anybody's dossier can be asked.

use detente::model::{ActKind, Criterion, Subject, Tie};
use detente::{Dossier, Knowledge, date};

const WORLD: &str = r#"{
  "detente": 1,
  "title": "The succession of Ruritania",
  "source": "court",
  "sources": {
    "court": {"title": "Annals of the court of Strelsau", "published": "1881-03-31"},
    "gazette": {"title": "The Hentzau Gazette", "published": "1881-04-02"},
    "courier": {"title": "The Zenda Courier", "published": "1881-04-03", "derived_from": "gazette"}
  },
  "states": {
    "ruritania": {"name": "Ruritania"},
    "grand-fenwick": {"name": "Grand Fenwick"},
    "sylvania": {"name": "Sylvania"}
  },
  "persons": {
    "rudolf": {"name": "Rudolf V"},
    "michael": {"name": "Duke Michael"},
    "gloriana": {"name": "Duchess Gloriana"}
  },
  "organisations": {
    "three-crowns": {"name": "the Three Crowns", "kind": "bloc", "members_closed": true, "members": {
      "ruritania": {"from": "1875"}, "sylvania": {"from": "1875"}}}
  },
  "places": {
    "strelsau": {"name": "Strelsau", "kind": "city", "state": "ruritania", "capital_of": "ruritania"},
    "zenda": {"name": "the castle of Zenda", "kind": "acme:castle", "state": "ruritania"}
  },
  "offices": {
    "ruritania/king": {"of": "ruritania", "title": "King of Ruritania", "functions": ["head_of_state"]}
  },
  "tenures": {
    "rudolf-crowned": {"person": "rudolf", "office": "ruritania/king", "criterion": "own_claim",
      "from": "1881-03-30", "to": "open"},
    "michael-in-control": {"person": "michael", "office": "ruritania/king",
      "criterion": "effective_control", "by": "gazette", "from": "1881-03", "to": "still 1881-04-02"},
    "michael-recognised": {"person": "michael", "office": "ruritania/king",
      "criterion": "recognised_by sylvania", "by": "gazette", "from": "1881-04-01", "to": "open"}
  },
  "visits": {
    "gloriana-strelsau": {"guest": "gloriana", "host": "ruritania", "accounts": [
      {"progress": "held", "form": "state", "actual": "1881-03-29", "place": "strelsau"},
      {"by": "gazette", "progress": "held", "actual": "1881-03-28", "place": "zenda",
       "quote": "received at the castle"},
      {"by": "courier", "progress": "held", "place": "zenda"}
    ]}
  },
  "agreements": {
    "treaty-of-strelsau": {"parties": ["ruritania", "grand-fenwick"], "title": "Treaty of Strelsau",
      "form": "treaty",
      "acts": {
        "signed": {"when": "1881-03-30"},
        "ruritania ratified": {"when": "1881-04-10", "by": "gazette", "progress": "planned"},
        "in_force": {"when": "1881-04/1881-06", "by": "gazette"}
      },
      "obligations": {"ruritania grand-fenwick defence": {"trigger": "an attack on the vineyards"}}
    }
  },
  "ties": {
    "wine-quarrel": {"kind": "acme:wine_quarrel", "between": ["grand-fenwick", "sylvania"],
      "during": "1879/..", "x": {"acme:bottles": 1200}},
    "fenwick-backs-rudolf": {"kind": "recognises", "from": "grand-fenwick", "to": "rudolf",
      "during": "1881-03-30/..", "because": ["tie:wine-quarrel"]}
  }
}"#;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dossier = Dossier::from_json(WORLD)?;
    let day = date!("1881-04-05");
    let known = dossier.as_known_on(day);

    println!("WHO IS KING OF RURITANIA ON {day}?");
    let criteria = ["own_claim", "effective_control", "recognised_by sylvania"];
    for criterion in criteria {
        let criterion: Criterion = criterion.parse()?;
        for holder in known.holders("ruritania/king", day, &criterion)? {
            let name = known.name_of(holder.tenure.person());
            println!("  by {criterion}: {name} (holds on the day: {})", holder.holds);
        }
    }

    println!("\nWHERE WAS THE DUCHESS RECEIVED?");
    for disagreement in known.disagreements() {
        println!("{disagreement}");
    }

    println!("\nIS THE TREATY OF STRELSAU IN FORCE?");
    let treaty = known.agreement("treaty-of-strelsau")?;
    for day in [date!("1881-03-30"), date!("1881-05-01"), date!("1881-07-01")] {
        let status = treaty.status_between("ruritania", "grand-fenwick", day)?;
        let force = treaty.in_force_between("ruritania", "grand-fenwick", day)?;
        println!("  on {day}: {status}; in force: {force}");
    }
    let pending = treaty.acts().filter(|act| act.is_pending());
    for act in pending.filter(|act| *act.key().kind() == ActKind::RATIFIED) {
        println!("  still to come: {}", act.key());
    }

    println!("\nWHAT HOLDS BETWEEN WHOM?");
    for tie in known.ties() {
        let because = tie.get(Tie::BECAUSE).map(detente::List::items).unwrap_or_default();
        let because: Vec<String> = because.iter().map(|s| known.describe(s)).collect();
        print!("  {}", known.describe(&Subject::from(tie.id())));
        println!(
            "{}",
            if because.is_empty() {
                String::new()
            } else {
                format!(", because of {}", because.join(", "))
            }
        );
    }
    let bottles = known.tie("wine-quarrel")?.x("acme:bottles").map(ToString::to_string);
    println!("  bottles in dispute: {}", bottles.unwrap_or_default());
    the_day_before(&dossier.as_known_on(date!("1881-04-01")))
}

/// What could be known before the Gazette came out.
fn the_day_before(known: &Knowledge) -> Result<(), Box<dyn std::error::Error>> {
    println!("\nAND ON THE FIRST OF APRIL?");
    println!("  disagreements: {}", known.disagreements().len());
    let unknown = known.tenure("michael-recognised").err().ok_or("known too early")?;
    println!("  {unknown}");
    let misspelt = known.state("grand-fenwik").err().ok_or("found by a wrong name")?;
    println!("  {misspelt}");
    Ok(())
}
