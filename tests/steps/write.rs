//! The room `write`: pages, pictures and graph files.

use detente::Dossier;
use detente::graph::{DatedTie, RelationGraph, RelationKind};
use detente::model::{ActorId, SourceId, TieKind};
use detente::relations::{Relation, Relations, Ties1, Witness};
use detente::time::{NaiveDate, Period};
use detente::write::{
    self, GraphFile, Loss, ego_network, signed_matrix, treaty_lanes, trip_strip, two_times,
};
use detente::{date, id};

use super::count::grows_in_proportion;

const FIRST: NaiveDate = date!("1990-01-01");

fn day(at: usize) -> NaiveDate {
    FIRST + chrono::Days::new(at as u64)
}

fn read(text: &str) -> Dossier {
    Dossier::from_json(text).unwrap_or_else(|error| panic!("{error}"))
}

/// Items of an object or a list of JSON.
fn joined(n: usize, item: impl FnMut(usize) -> String) -> String {
    (0..n).map(item).collect::<Vec<_>>().join(",")
}

/// A dossier of `n` records, half of them visits and half agreements.
fn records(n: usize) -> Dossier {
    let visits = joined(n / 2, |at| {
        format!(
            r#""v{at}": {{"guest": "p", "host": "a", "accounts": [
            {{"progress": "planned", "planned": "{}"}},
            {{"by": "late", "progress": "held", "actual": "{}"}}]}}"#,
            day(at),
            day(at)
        )
    });
    let agreements = joined(n / 2, |at| {
        format!(
            r#""t{at}": {{"parties": ["a", "b"], "title": "Treaty {at}", "acts": {{
            "signed": {{"when": "{}"}}, "in_force": {{"by": "late", "when": "{}"}}}}}}"#,
            day(at),
            day(at + 100)
        )
    });
    read(&format!(
        r#"{{"detente": 1, "source": "early", "sources": {{"early": {{"published": "1980-01-01"}},
        "late": {{"published": "2020-01-01"}}}}, "states": {{"a": {{}}, "b": {{}}}}, "persons": {{"p": {{}}}},
        "visits": {{{visits}}}, "agreements": {{{agreements}}}}}"#
    ))
}

#[cfg(feature = "html")]
#[test]
fn a_page_grows_with_its_records() {
    grows_in_proportion("a page", [200, 800], records, |dossier| {
        write::page(&dossier.as_known()).unwrap().to_html()
    });
    grows_in_proportion("a page as known on a day", [200, 800], records, |dossier| {
        write::page(&dossier.as_known_on(date!("2010-01-01"))).unwrap().to_html()
    });
}

#[cfg(feature = "html")]
#[test]
fn a_page_grows_with_the_parties_of_an_agreement() {
    let parties = |n: usize| {
        let states = joined(n, |at| format!(r#""s{at}": {{}}"#));
        let names = joined(n, |at| format!(r#""s{at}""#));
        let acts = joined(n, |at| format!(r#""s{at} ratified": {{"when": "{}"}}"#, day(at)));
        read(&format!(
            r#"{{"detente": 1, "source": "s", "sources": {{"s": {{"published": "2020-01-01"}}}},
            "states": {{{states}}}, "agreements": {{"t": {{"title": "A treaty", "parties": [{names}],
            "acts": {{"in_force": {{"when": "1995-01-01"}}, {acts}}}}}}}}}"#
        ))
    };
    grows_in_proportion("a page of one treaty", [100, 400], parties, |dossier| {
        write::page(&dossier.as_known()).unwrap().to_html()
    });
}

#[cfg(feature = "html")]
#[test]
fn a_card_does_not_grow_with_the_dossier() {
    grows_in_proportion("all cards", [200, 800], records, |dossier| {
        let known = dossier.as_known();
        let card = |id: String| write::evidence_card(&known, id).unwrap().to_html();
        let visits = known.visits().map(|visit| card(format!("visit:{}", visit.id())));
        visits.collect::<Vec<_>>()
    });
}

/// Of a thing whose name many tell: it is chosen once, and not at each mention.
#[cfg(feature = "html")]
#[test]
fn a_name_is_chosen_once() {
    let known = |n| super::count::listening(&support::growing::of_shape("sources of a name", n));
    grows_in_proportion("a page", [100, 400], known, |known| write::page(known).unwrap().to_html());
    grows_in_proportion("all cards of visits", [100, 400], known, |known| {
        let card = |id: String| write::evidence_card(known, id).unwrap().to_html().len();
        known.visits().map(|visit| card(visit.reference().to_string())).sum::<usize>()
    });
    grows_in_proportion("all strips", [100, 400], known, |known| {
        let strip = |id: &str| trip_strip(known, id).unwrap().to_svg().len();
        known.visits().map(|visit| strip(visit.id().as_str())).sum::<usize>()
    });
}

#[test]
fn a_picture_does_not_grow_with_the_dossier() {
    grows_in_proportion("all strips", [200, 800], records, |dossier| {
        let known = dossier.as_known();
        let strip = |id: &str| trip_strip(&known, id).unwrap().to_svg();
        known.visits().map(|visit| strip(visit.id().as_str())).collect::<Vec<_>>()
    });
    grows_in_proportion("all lanes", [200, 800], records, |dossier| {
        let known = dossier.as_known();
        let lanes = |id: &str| treaty_lanes(&known, id).unwrap().to_svg();
        known.agreements().map(|each| lanes(each.id().as_str())).collect::<Vec<_>>()
    });
    grows_in_proportion("all two-time charts", [100, 400], records, |dossier| {
        let known = dossier.as_known();
        let chart = |id: &str| two_times(dossier, id).unwrap().to_svg();
        known.agreements().map(|each| chart(each.id().as_str())).collect::<Vec<_>>()
    });
}

#[test]
fn a_two_time_chart_grows_with_those_who_tell() {
    for (what, derived) in [("reprints", r#", "derived_from": "s""#), ("witnesses", "")] {
        let told = |n: usize| {
            let sources =
                joined(n, |at| format!(r#""s{at}": {{"published": "{}"{derived}}}"#, day(at + 1)));
            let accounts = joined(n, |at| {
                format!(
                    r#"{{"by": "s{at}", "progress": "planned", "planned": "2100-03-03/2100-03-04"}}"#
                )
            });
            read(&format!(
                r#"{{"detente": 1, "source": "s", "sources": {{"s": {{"published": "{FIRST}"}}, {sources}}},
                "states": {{"a": {{}}}}, "persons": {{"p": {{}}}}, "visits": {{"v": {{"guest": "p", "host": "a",
                "accounts": [{{"progress": "planned", "planned": "2100-03-03/2100-03-04"}}, {accounts}]}}}}}}"#
            ))
        };
        grows_in_proportion(what, [500, 2_000], told, |dossier| {
            two_times(dossier, "v").unwrap().to_svg()
        });
    }
}

#[test]
fn lanes_and_strips_grow_with_their_rows() {
    let acts = |n: usize| {
        let acts =
            joined(n, |at| format!(r#""a suspended {}": {{"when": "{}"}}"#, at + 2, day(at)));
        read(&format!(
            r#"{{"detente": 1, "source": "s", "sources": {{"s": {{"published": "2020-01-01"}}}},
            "states": {{"a": {{}}, "b": {{}}}}, "agreements": {{"t": {{"parties": ["a", "b"],
            "acts": {{"in_force": {{"when": "1980-01-01"}}, {acts}}}}}}}}}"#
        ))
    };
    grows_in_proportion("lanes", [250, 1_000], acts, |dossier| {
        treaty_lanes(&dossier.as_known(), "t").unwrap().to_svg()
    });
    let stops = |n: usize| {
        let stops = joined(n, |at| {
            format!(r#""stop-{at}": {{"kind": "talks", "planned": "{}"}}"#, day(at))
        });
        read(&format!(
            r#"{{"detente": 1, "source": "s", "sources": {{"s": {{"published": "1980-01-01"}}}},
            "states": {{"a": {{}}}}, "persons": {{"p": {{}}}}, "visits": {{"v": {{"guest": "p", "host": "a",
            "progress": "planned", "stops": {{{stops}}}}}}}}}"#
        ))
    };
    grows_in_proportion("a strip", [250, 1_000], stops, |dossier| {
        trip_strip(&dossier.as_known(), "v").unwrap().to_svg()
    });
}

/// As many relations from one actor, each with another.
fn hub(n: usize) -> Relations {
    let relation = |at: usize| {
        let to = ActorId::new(&format!("actor-{at}")).unwrap();
        let relation =
            Relation::directed(&format!("item-{at}"), RelationKind::SANCTIONS, id!("hub"), to);
        let during = Period::new(day(at), day(at + 500)).unwrap();
        relation.unwrap().during(during).witness(Witness::own(&format!("source-{}", at % 7)))
    };
    Relations::of((0..n).map(relation))
}

#[test]
fn pictures_of_many_grow_with_their_relations() {
    let model = Ties1::default();
    grows_in_proportion("an ego network", [250, 1_000], hub, |relations| {
        ego_network(relations, "hub", &model).unwrap().on(day(300)).to_svg()
    });
    let names: Vec<String> = (0..40).map(|at| format!("actor-{at}")).collect();
    grows_in_proportion("a matrix", [250, 1_000], hub, |relations| {
        signed_matrix(relations, &names, &model).unwrap().on(day(300)).to_svg()
    });
}

/// As many ties of one pair, each with two sources.
fn graph(n: usize) -> RelationGraph {
    let tie = |at: usize| {
        let during = Period::new(day(at), day(at + 500)).unwrap();
        let tie = DatedTie::directed(TieKind::SANCTIONS, id!("a"), id!("b"), &during).unwrap();
        let source = |at: usize| SourceId::new(&format!("source-{}", at % 7)).unwrap();
        tie.with_evidence([source(at), source(at + 1)])
    };
    RelationGraph::from_ties((0..n).map(tie)).unwrap()
}

type ToFile = fn(&RelationGraph) -> GraphFile<'_>;

#[test]
fn graph_files_grow_with_their_ties() {
    let formats: [(&str, ToFile); 4] = [
        ("dot", |graph| write::dot(graph)),
        ("graphml", |graph| write::graphml(graph)),
        ("gexf", |graph| write::gexf(graph)),
        ("node-link", |graph| write::node_link(graph)),
    ];
    for (name, file) in formats {
        grows_in_proportion(name, [250, 1_000], graph, |graph| {
            let file = file(graph).labels(ToString::to_string);
            file.accepting(Loss::ALL.iter().copied()).to_text().unwrap()
        });
    }
    #[cfg(feature = "csv")]
    grows_in_proportion("csv", [250, 1_000], graph, |graph| {
        write::tie_csv(graph).accepting(Loss::ALL.iter().copied()).to_text().unwrap()
    });
}
