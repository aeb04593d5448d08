//! Where two actors stand: the score with its band, the tally of ties, what each rests on, and the
//! course of it.

use maud::{Markup, Render, html};

use super::document::Page;
use super::html::{capital, day, fold, free, list, picture, table};
use super::index::PageIndex;
use crate::graph::Sign;
use crate::knowledge::Knowledge;
use crate::model::{ActorId, Ends};
use crate::relations::{
    Aligning, Alignment, AlignmentModel, Evidence, Relations, StandingOn, Tally,
};
use crate::time::NaiveDate;
use crate::write::dyad_timeline;

/// How far the timeline reaches back, in weeks.
const WEEKS: usize = 104;

/// Two actors to be shown, and the model by which they are scored.
#[derive(Clone, Debug)]
pub(super) struct PairSection<'p> {
    pub(super) one: String,
    pub(super) other: String,
    pub(super) model: &'p dyn AlignmentModel,
    /// Its place among the pairs shown: two may be shown twice, by two models.
    pub(super) number: usize,
}

impl PairSection<'_> {
    /// Where it is found in the page.
    pub(super) fn anchor(&self) -> String {
        format!("pair:{}", self.number)
    }
}

pub(super) fn section(
    index: &PageIndex<'_>,
    page: &Page<'_>,
    relations: &Relations,
    pair: &PairSection<'_>,
) -> Markup {
    let (one, other) = (pair.one.as_str(), pair.other.as_str());
    let aligning = relations.alignment(one, other, pair.model);
    let (Ok(aligning), Ok(standing), Some(on)) =
        (aligning, relations.standing(one, other), page.day)
    else {
        return html! {};
    };
    let now = aligning.on(on);
    let then = page.earlier.and_then(Knowledge::known_on).filter(|then| *then < on);
    let trend = then.map(|then| (then, aligning.trend(then, on)));
    let timeline = timeline(index, on, &aligning);
    html! {
        section id=(pair.anchor()) {
            h2 { "Where " (index.actor(one)) " and " (index.actor(other)) " stand" }
            (score(index, &now))
            @if let Some((then, trend)) = trend { p { "Since " (day(then)) ": " (trend) "." } }
            @if let Some(svg) = &timeline { (picture(&format!("The score of {} and {} over two years", index.known.name_of(one), index.known.name_of(other)), svg)) }
            (tallies(index, &standing.on(on)))
            (evidence(index, &now))
        }
    }
}

fn score(index: &PageIndex<'_>, now: &Alignment) -> Markup {
    html! {
        p.score {
            @match now.score().value() {
                Some(score) => strong { (signed(score)) },
                None => strong { (now.score()) },
            }
            @if let Some((low, high)) = now.band() { " between " (signed(low)) " and " (signed(high)) }
            ", on " (day(now.on()))
        }
        p.lede {
            "From −1, all against, to +1, all for; by the model " (free(now.model())) " with the table of signs "
            (free(now.table())) ", in " (free(&now.voices().to_string())) "."
        }
        @if now.score().value().is_some() {
            p {
                (format!("For {:.3}, against {:.3}; ambivalence {:.3}.", now.positive(), now.negative(), now.ambivalence()))
                @for (at, side) in now.dimensions().iter().enumerate() {
                    (if at == 0 { " By side: " } else { "; " })
                    (side.dimension)
                    @if side.positive > 0.0 { (format!(" +{:.3}", side.positive)) }
                    @if side.negative > 0.0 { (format!(" −{:.3}", side.negative)) }
                }
                @if !now.dimensions().is_empty() { "." }
            }
        }
        (meant(index, now))
    }
}

/// What is pending, and what was told in voices that were not heard.
fn meant(index: &PageIndex<'_>, now: &Alignment) -> Markup {
    let pending: Vec<_> = now.pending().iter().map(|each| {
        html! { (each.kind.in_words()) ", " (ends(index, &each.ends)) ": " (item(index, &each.relation)) " (" (in_words(each.sign)) (format!(", up to {:.3})", each.high)) }
    }).collect();
    let unheard: Vec<_> = now.unheard().map(|id| item(index, id)).collect();
    html! {
        @if !pending.is_empty() { p { "Pending or possible, and not in the score:" } (list(&pending, 6, "more")) }
        @if !unheard.is_empty() { p { "Told only in voices that were not heard:" } (list(&unheard, 6, "more")) }
    }
}

fn tallies(index: &PageIndex<'_>, standing: &StandingOn) -> Markup {
    let rows: Vec<_> = standing.tallies.iter().map(|tally| row(index, tally)).collect();
    let heads = ["Tie", "For or against", "Records", "When", "Told by"];
    let name = format!("Ties on {}, by kind", day(standing.on));
    html! {
        @if rows.is_empty() { p { "No ties are told." } }
        @else { (fold(format!("{name} ({})", rows.len()), &table(&name, &heads, &rows))) }
    }
}

fn row(index: &PageIndex<'_>, tally: &Tally) -> Vec<Markup> {
    let when = match (tally.since, tally.last) {
        (Some(since), Some(last)) if since == last => day(last),
        (Some(since), Some(last)) => format!("{} to {}", day(since), day(last)),
        (None, Some(last)) => format!("by {}", day(last)),
        (Some(since), None) => format!("since {}", day(since)),
        (None, None) => String::new(),
    };
    let items: Vec<_> = tally.relations.iter().map(|id| item(index, id)).collect();
    let roots: Vec<_> = tally.roots.iter().map(|root| index.source_by_id(root)).collect();
    vec![
        html! {
            (capital(&tally.kind.in_words())) ", " (ends(index, &tally.ends))
            @if !tally.holds.is_certain() { ", perhaps" }
        },
        html! { (tally.sign.map_or("neither", in_words)) },
        list(&items, 3, "more"),
        html! { (when) },
        list(&roots, 3, "more"),
    ]
}

/// A score with its sign, to three decimals.
fn signed(score: f64) -> String {
    crate::relations::signed(score).replace('-', "−")
}

fn in_words(sign: Sign) -> &'static str {
    match sign {
        Sign::Positive => "for",
        Sign::Negative => "against",
    }
}

fn ends(index: &PageIndex<'_>, ends: &Ends) -> Markup {
    let actor = |id: &ActorId| index.actor(id.as_str());
    html! {
        @match ends {
            Ends::Directed { from, to } => { (actor(from)) " → " (actor(to)) },
            Ends::Between(both) => {
                @for (at, id) in both.as_slice().iter().enumerate() {
                    @if at > 0 { " and " }
                    (actor(id))
                }
            },
        }
    }
}

/// The record that an item comes from; its id, where it comes from none.
fn item(index: &PageIndex<'_>, id: &str) -> Markup {
    let record = id.split_once(' ').map_or(id, |(record, _)| record);
    match record.parse() {
        Ok(record) => index.record(&record).render(),
        Err(_) => free(id).render(),
    }
}

/// Every item of the score with its factors, whose product is what it contributes.
fn evidence(index: &PageIndex<'_>, now: &Alignment) -> Markup {
    let rows: Vec<_> = now.evidence().iter().map(|each| factors(index, each)).collect();
    let heads = ["Item", "Contributes", "Weight", "Told", "Stage", "Left", "Record", "Roots"];
    let name = "The evidence: weight × how well told × how far come × how much is left";
    html! {
        @if !rows.is_empty() {
            (fold(format!("The evidence of the score ({})", rows.len()), &html! { div.factors { (table(name, &heads, &rows)) } }))
        }
    }
}

fn factors(index: &PageIndex<'_>, each: &Evidence) -> Vec<Markup> {
    let number = |value: f64| html! { (format!("{value:.3}")) };
    let sign = if each.sign == Sign::Positive { "+" } else { "−" };
    let roots: Vec<_> = each.roots().into_iter().map(|root| index.source_by_id(root)).collect();
    let sum = html! {
        (sign) (number(each.contribution()))
        @if let Some(other) = &each.counted_with { " " span.said { "counted with " (item(index, other)) } }
        @if each.contested { " " span.mark { "contested" } }
    };
    vec![
        html! { (capital(&each.kind.in_words())) ", " (ends(index, &each.ends)) " " span.said { (each.dimension) } },
        sum,
        number(each.severity),
        number(each.quality),
        number(each.stage),
        number(each.presence),
        item(index, &each.relation),
        list(&roots, 3, "more"),
    ]
}

/// The course of the score over the two years up to the day; `None` where there is none to draw.
fn timeline(index: &PageIndex<'_>, until: NaiveDate, pair: &Aligning<'_>) -> Option<String> {
    let days = until.iter_days().rev().step_by(7).take(WEEKS);
    let timeline = dyad_timeline(pair, days).ok()?;
    let now = pair.on(until);
    let name = |actor: &ActorId| index.known.name_of(actor);
    let (one, other) = now.pair();
    Some(timeline.title(&format!("{} and {}", name(one), name(other))).to_svg())
}
