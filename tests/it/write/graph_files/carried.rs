//! Every format carries all that is known of ties and actors.

use std::collections::BTreeMap;

use detente::graph::{Sign, TieView};
use detente::time::NaiveDate;
use detente::write;
use roxmltree::{Document, Node};

use super::{described, text, world};

/// Fields by name, as text.
type Fields = BTreeMap<String, String>;

/// What is known of each tie, by its key; of what it has not, nothing.
fn known<'g>(ties: impl Iterator<Item = TieView<'g>>) -> BTreeMap<String, Fields> {
    ties.map(|tie| (key(tie), fields(tie))).collect()
}

fn key(tie: TieView<'_>) -> String {
    tie.id().map_or_else(|| format!("_:{}", tie.ix().index()), |id| format!("tie:{id}"))
}

fn fields(tie: TieView<'_>) -> Fields {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let open = match (tie.has_no_start(), tie.is_open()) {
        (false, false) => "",
        (true, false) => "start",
        (false, true) => "end",
        (true, true) => "both",
    };
    let evidence: Vec<&str> = tie.evidence().map(detente::model::Id::as_str).collect();
    let fields = [
        ("source", tie.from().to_string()),
        ("target", tie.to().to_string()),
        ("kind", tie.kind().to_owned()),
        ("sign", tie.sign().map_or("", Sign::code).to_owned()),
        ("symmetric", tie.is_symmetric().to_string()),
        ("intensity", tie.intensity().to_string()),
        ("earliest_start", day(tie.earliest_start())),
        ("latest_start", day(tie.latest_start())),
        ("earliest_end", day(tie.earliest_end())),
        ("latest_end", day(tie.latest_end())),
        ("open", open.to_owned()),
        ("censored", tie.is_censored().to_string()),
        ("evidence", evidence.join(" ")),
        ("about", tie.object().map(key).unwrap_or_default()),
    ];
    let fields = fields.into_iter().filter(|(_, text)| !text.is_empty());
    fields.map(|(name, text)| (name.to_owned(), text)).collect()
}

/// What the elements of a name say, by their id: in attributes, and in the elements within.
fn elements(text: &str, name: &str) -> BTreeMap<String, Fields> {
    let document = Document::parse(text).expect("it is XML");
    let says = |node: Node<'_, '_>| match node.tag_name().name() {
        "data" => Some((node.attribute("key")?.to_owned(), node.text().unwrap_or("").to_owned())),
        "attvalue" => {
            Some((node.attribute("for")?.to_owned(), node.attribute("value")?.to_owned()))
        }
        _ => None,
    };
    let fields = |node: Node<'_, '_>| {
        let own = node.attributes().map(|each| (each.name().to_owned(), each.value().to_owned()));
        own.chain(node.descendants().filter_map(says)).collect()
    };
    let with_id = |mut fields: Fields| (fields.remove("id").expect("an id"), fields);
    let nodes = document.descendants().filter(|node| node.has_tag_name(name));
    nodes.map(fields).map(with_id).collect()
}

/// Every field that is used is declared.
fn assert_declared(text: &str, declaration: &str, element: &str, attribute: &str) {
    let document = Document::parse(text).expect("it is XML");
    let of = |name: &str, attribute: &str| {
        let nodes = document.descendants().filter(|node| node.has_tag_name(name));
        nodes.filter_map(|node| node.attribute(attribute)).map(str::to_owned).collect::<Vec<_>>()
    };
    let declared = of(declaration, "id");
    assert!(of(element, attribute).iter().all(|used| declared.contains(used)), "{declared:?}");
}

#[test]
fn graphml_carries_all() {
    let world = world();
    let text = text(described(write::graphml(&world)));
    assert_eq!(elements(&text, "edge"), known(world.ties()));
    let nodes = elements(&text, "node");
    assert_eq!(nodes.len(), world.actors().len());
    assert_eq!(nodes["baltic"]["exists"], "1918-02-01..1918-02-28/1940-06-15 1991-09-06/open");
    assert_eq!(nodes["north-korea"]["label"], "north & korea");
    assert_declared(&text, "key", "data", "key");
}

#[test]
fn gexf_carries_all_and_a_timeline() {
    let world = world();
    let text = text(described(write::gexf(&world)).including_possible());
    let mut edges = elements(&text, "edge");
    for (key, fields) in &mut edges {
        let tie = world.ties().find(|tie| self::key(*tie) == *key).expect("it is a tie");
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        assert_eq!(fields.remove("start"), day(tie.earliest_start()), "{key}");
        assert_eq!(fields.remove("end"), day(tie.latest_end()), "{key}");
    }
    assert_eq!(edges, known(world.ties()));
    let nodes = elements(&text, "node");
    assert_eq!(nodes.len(), world.actors().len());
    assert_eq!(nodes["soviet-union"]["end"], "1991-12-25");
    assert_eq!(nodes["iceland"].get("start"), None);
    assert!(text.contains(
        "<spell start=\"1918-02-01\" end=\"1940-06-15\"/>\n<spell start=\"1991-09-06\"/>"
    ));
    assert_declared(&text, "attribute", "attvalue", "for");
}

#[cfg(feature = "json")]
#[test]
fn node_link_carries_all() {
    let world = world();
    let text = text(described(write::node_link(&world)));
    let whole: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(whole["graph"]["name"], "A \"small\" world");
    let as_text = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Number(number) => number.as_f64().expect("a number").to_string(),
        serde_json::Value::Array(all) => {
            all.iter().filter_map(|each| each.as_str()).collect::<Vec<_>>().join(" ")
        }
        other => other.to_string(),
    };
    let edge = |edge: &serde_json::Value| {
        let fields = edge.as_object().expect("an object").iter();
        let mut fields: Fields = fields.map(|(name, of)| (name.clone(), as_text(of))).collect();
        (fields.remove("key").expect("a key"), fields)
    };
    let edges = whole["edges"].as_array().expect("a list").iter().map(edge).collect();
    assert_eq!(known(world.ties()), edges);
}

/// What is serialised by itself has the names that files have.
#[cfg(feature = "json")]
#[test]
fn a_tie_alone_is_written_in_the_same_words() {
    let world = world();
    for tie in world.ties() {
        let alone = serde_json::to_value(tie).expect("it is data");
        let mut names: Vec<&str> =
            alone.as_object().expect("an object").keys().map(|k| &**k).collect();
        names.retain(|name| !["id", "from", "to", "holds"].contains(name));
        let in_file: Vec<_> = fields(tie).into_keys().collect();
        let mut in_file: Vec<&str> = in_file.iter().map(String::as_str).collect();
        in_file.retain(|name| !["source", "target"].contains(name));
        assert!(in_file.iter().all(|name| names.contains(name)), "{names:?} {in_file:?}");
        for name in names.iter().filter(|name| !in_file.contains(name)) {
            let nothing = &alone[*name];
            assert!(nothing.is_null() || nothing == &serde_json::json!([]), "{name}: {nothing}");
        }
    }
}

#[cfg(feature = "csv")]
#[test]
fn a_table_carries_all_of_ties() {
    let world = world();
    let text = text(described(write::tie_csv(&world)));
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let row = |row: Result<Fields, csv::Error>| {
        let mut fields = row.expect("a row");
        for end in ["source", "target"] {
            let label = fields.remove(&format!("{end}_label")).expect("a label");
            assert_eq!(label, fields[end].replace('-', " & "));
        }
        fields.retain(|_, text| !text.is_empty());
        (fields.remove("id").expect("an id"), fields)
    };
    assert_eq!(rows.deserialize().map(row).collect::<BTreeMap<_, _>>(), known(world.ties()));
}

#[cfg(feature = "csv")]
#[test]
fn tables_of_days_can_stand_under_each_other() {
    let world = world();
    let day = world.at(detente::date!("1996-05-01")).including_possible();
    let text = text(write::tie_csv(&day).labels(detente::model::Id::as_str));
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<Fields> = rows.deserialize().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), day.tie_count());
    assert!(rows.iter().all(|row| row["on"] == "1996-05-01"));
    assert!(rows.iter().all(|row| row["source"] == row["source_label"]));
    let holds: Vec<String> = day.ties().map(|tie| tie.holds().to_string()).collect();
    assert!(rows.iter().map(|row| &row["holds"]).eq(&holds));
    assert!(holds.contains(&"maybe".to_owned()));
}
