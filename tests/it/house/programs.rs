//! Twelve small programs of a user, each as short as it should be. The first is the world of
//! [`front_door`](super::front_door), which counts its lines.

use detente::graph::petgraph::algo::page_rank;
use detente::graph::{DatedTie, Projection, RelationGraph, RelationKind};
use detente::model::{Source, TieKind, Visit, VisitForm, VisitIdentity, VisitRecord};
use detente::relations::{AlignmentModel, Dimension, Relation, SignTable, Ties1, Voices, Weighing};
use detente::systems::{CodeSystem, Systems};
use detente::time::NaiveDate;
use detente::{Dossier, LookupError, Period, Truth, date, id};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn world() -> Result<Dossier, detente::DossierError> {
    Dossier::builder()
        .leader("putin", "russia", "2012-05-07/..")
        .leader("kim", "north-korea", "2011-12-17/..")
        .visit("v", "putin", "north-korea", "2024-06-18/2024-06-19")
        .agreement("pact", ["russia", "north-korea"])
        .signed("2024-06-19")
        .in_force("2024-12-04")
        .build()
}

#[test]
fn who_leads_on_a_day() -> Outcome {
    let known = world()?.as_known();
    let leaders = known.leaders("russia", date!("2024-06-19"))?;
    assert_eq!(
        leaders.iter().map(|leader| leader.person().as_str()).collect::<Vec<_>>(),
        ["putin"]
    );
    Ok(())
}

#[test]
fn who_visited_whom() -> Outcome {
    let known = world()?.as_known();
    // "2024" is one day of the year as a period; the whole of it is said so.
    let year = Period::whole(&"2024".parse()?);
    let visits = known.visits_between("russia", "north-korea", &year)?;
    let told: Vec<_> = visits.iter().map(|(visit, truth)| (visit.id().as_str(), *truth)).collect();
    assert_eq!(told, [("v", Truth::Yes)]);
    Ok(())
}

#[cfg(feature = "csv")]
#[test]
fn a_table_of_ties_to_degrees_and_a_shortest_path() -> Outcome {
    use detente::graph::petgraph::algo::dijkstra;
    use detente::graph::petgraph::visit::IntoNeighbors;

    let table = "from,to,kind,start\na,b,aid,2001\nb,c,aid,2002\na,c,aid,2010\n";
    let ties = detente::read::TieCsv::new().for_text(table)?.collect::<Result<Vec<_>, _>>()?;
    let graph = RelationGraph::from_ties(ties)?;
    let day = graph.at(date!("2005-01-01")).project(Projection::simple().undirected());
    assert_eq!((&day).neighbors(day.node("b")?).count(), 2);
    assert_eq!(dijkstra(&day, day.node("a")?, None, |_| 1)[&day.node("c")?], 2);
    Ok(())
}

#[test]
fn a_million_codes() -> Outcome {
    let codes = ["365", "2", "255", "260"].repeat(250_000);
    let days = vec![date!("1985-01-01"); codes.len()];
    let (cow, iso) = (&CodeSystem::COW, &CodeSystem::ISO3);
    let column = Systems::builtin().convert_column(cow, &codes, iso, &days)?;
    let codes: Vec<_> = column.codes().take(2).collect();
    assert_eq!(codes, [Some("SUN"), Some("USA")]);
    Ok(())
}

#[test]
fn many_threads() -> Outcome {
    let known = world()?.as_known();
    let asks = |day: NaiveDate| {
        known.agreement("pact").map(|pact| pact.in_force_between("russia", "north-korea", day))
    };
    let days = [date!("2024-12-03"), date!("2024-12-04")];
    let told = std::thread::scope(|scope| {
        days.map(|day| scope.spawn(move || asks(day))).map(|asked| asked.join().expect("no panic"))
    });
    let told = told.map(|truth| truth.expect("it is known").expect("they are parties"));
    assert_eq!(told, [Truth::No, Truth::Yes]);
    Ok(())
}

#[cfg(not(feature = "json"))]
#[test]
fn no_features() -> Outcome {
    assert_eq!(world()?.as_known().visit("v")?.guest(), &"putin");
    Ok(())
}

#[cfg(feature = "json")]
#[test]
fn a_value() -> Outcome {
    let value = serde_json::json!({"detente": 1, "states": {"ruritania": {"name": "Ruritania"}}});
    let dossier: Dossier = serde_json::from_value(value)?;
    let known = dossier.as_known();
    assert_eq!(serde_json::to_value(known.state("ruritania")?)?["name"], "Ruritania");
    Ok(())
}

#[test]
fn kinds_of_ones_own() -> Outcome {
    let form = VisitForm::new("acme:courtesy")?;
    let identity = VisitIdentity::new(id!("putin"), id!("north-korea"));
    let visit = VisitRecord::new(id!("w"), identity).with(Visit::FORM, form.clone());
    let dossier = Dossier::builder()
        .default_source(Source::new(id!("me")))
        .leader("putin", "russia", "2012-05-07/..")
        .record(visit)
        .build()?;
    assert_eq!(dossier.as_known().visit("w")?.get(Visit::FORM), Some(&form));
    let kind = RelationKind::new("acme:cyber")?;
    assert!(DatedTie::directed(kind, id!("a"), id!("b"), &"2024/..".parse()?).is_ok());
    Ok(())
}

/// What holds on a day, each for one half.
#[derive(Debug)]
struct Halves;

impl AlignmentModel for Halves {
    fn name(&self) -> &'static str {
        "halves-1"
    }

    fn table(&self) -> &str {
        SignTable::builtin().name()
    }

    fn weigh(&self, relation: &Relation, on: NaiveDate, _: &Voices) -> Option<Weighing> {
        let row = SignTable::builtin().get(relation.kind())?;
        let holds = relation.holds_on(on).is_certain();
        row.sign().filter(|_| holds).map(|sign| Weighing::new(row.dimension(), sign, 0.5))
    }

    fn combine(&self, parts: &[(Dimension, f64)]) -> f64 {
        parts.iter().map(|(_, part)| *part).fold(0.0, f64::max)
    }
}

#[test]
fn a_model_of_ones_own() -> Outcome {
    let relations = world()?.as_known().relations().build();
    let [own, ours]: [&dyn AlignmentModel; 2] = [&Halves, &Ties1::default()];
    let score =
        |model, day| relations.alignment("russia", "north-korea", model).map(|pair| pair.on(day));
    // The pact counts from the day on which it is in force; the visit on its days.
    assert!(score(own, date!("2024-12-03"))?.score().value().is_none());
    assert_eq!(score(own, date!("2024-12-04"))?.score().value(), Some(0.5));
    assert!(score(ours, date!("2024-12-04"))?.score().value().is_some());
    Ok(())
}

#[test]
fn errors_by_kind() -> Outcome {
    let dossier = Dossier::builder().leader("putin", "russia", "2012/..").build()?;
    let known = dossier.as_known();
    let unknown = known.person("puttin").unwrap_err();
    assert!(
        matches!(unknown, LookupError::Unknown { nearest, .. } if nearest.get() == Some("putin"))
    );
    let wrong =
        Dossier::builder().visit("v", "nobody", "russia", "2024-02-30").build().unwrap_err();
    let codes: Vec<_> = wrong.issues().iter().map(|issue| issue.code().code()).collect();
    assert_eq!(codes, ["unreadable_value"]);
    assert!("2024-06-31".parse::<detente::UncertainDate>().is_err());
    Ok(())
}

#[test]
fn an_owned_graph_of_petgraphs() -> Outcome {
    let since = "2000/..".parse()?;
    let tie = |from, to| DatedTie::directed(TieKind::AID, from, to, &since);
    let graph = RelationGraph::from_ties([tie(id!("a"), id!("b"))?, tie(id!("c"), id!("b"))?])?;
    let owned = graph.at(date!("2024-01-01")).project(Projection::simple()).to_petgraph();
    let ranks = page_rank(&owned, 0.85_f64, 20);
    assert_eq!((owned.node_count(), ranks.len()), (3, 3));
    Ok(())
}
