//! What holds of pictures, pages and cards: they are drawn or refused, and well formed.

use detente::knowledge::Knowledge;
use detente::write;
use roxmltree::Document;

/// The ids of the records that are told of, once each.
fn records(known: &Knowledge) -> Vec<String> {
    let told = known.accounts();
    let mut records: Vec<String> = told.iter().map(|told| told.about.record.to_string()).collect();
    records.dedup();
    records
}

pub(crate) fn hold(known: &Knowledge) {
    for record in records(known).iter().take(8) {
        let id = record.split_once(':').map_or("", |(_, id)| id);
        let pictures = [
            write::two_times(known.dossier(), id).map(|picture| picture.to_svg()),
            write::trip_strip(known, id).map(|picture| picture.to_svg()),
            write::treaty_lanes(known, id).map(|picture| picture.to_svg()),
        ];
        for svg in pictures.into_iter().flatten() {
            Document::parse(&svg).unwrap_or_else(|error| panic!("{record}: {error}\n{svg}"));
        }
    }
}

/// Pages are well formed, but for what HTML never closes; no id stands twice, and links lead somewhere.
#[cfg(feature = "html")]
pub(crate) fn pages(known: &Knowledge, size: usize) {
    use detente::relations::{Relation, Ties1};

    if size > 20_000 {
        return;
    }
    let model = Ties1::default();
    let mut page = write::page(known).expect("it has room");
    let relations = known.relations().build();
    if let Some((one, other)) = relations.iter().next().map(Relation::actors) {
        page = page.pair(one, other, &model).unwrap_or_else(|error| panic!("{error}"));
    }
    for source in known.dossier().sources().iter().take(2) {
        if known.scorecard(source.id.as_str()).is_ok() {
            page = page.scorecard(source.id.as_str()).unwrap_or_else(|error| panic!("{error}"));
        }
    }
    sound(&page.to_html());
    for record in records(known).iter().take(4) {
        let card = write::evidence_card(known, record).unwrap_or_else(|e| panic!("{record}: {e}"));
        std::hint::black_box(card.to_html());
    }
}

#[cfg(feature = "html")]
fn sound(html: &str) {
    let mut xml = String::new();
    let mut rest = html.strip_prefix("<!DOCTYPE html>").expect("it says what it is");
    while let Some(at) = ["<meta ", "<img "].iter().filter_map(|tag| rest.find(tag)).min() {
        let end = at + rest[at..].find('>').expect("the tag ends");
        xml.push_str(&rest[..end]);
        xml.push('/');
        rest = &rest[end..];
    }
    xml.push_str(rest);
    let document = Document::parse(&xml).unwrap_or_else(|error| panic!("{error}\n{html}"));
    let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
    let distinct: std::collections::HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(distinct.len(), ids.len(), "an id twice in {html}");
    let links = document.descendants().filter_map(|node| node.attribute("href"));
    let lost = links.filter_map(|href| href.strip_prefix('#')).find(|id| !distinct.contains(id));
    assert_eq!(lost, None, "a link leads nowhere in {html}");
}
