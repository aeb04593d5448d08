//! The page: a whole dossier as one HTML file, for people who are to read it and check it.

use chrono::NaiveDate;
use maud::{Markup, Render, html};

use super::error::PageError;
use super::html::{capital, day, document, fold, free, picture};
use super::index::PageIndex;
use super::pair::PairSection;
use super::sources::{self, SourceList};
use super::{briefing, card, findings, pair};

use crate::knowledge::{Knowledge, Sheet};
use crate::model::{Actor, Key, NounKind, RecordRef, Source, SourceId};
use crate::relations::{AlignmentModel, Relations};
use crate::write::pictures::drawing::frame::count;
use crate::write::{PictureError, treaty_lanes, trip_strip, two_times};

/// A page of all that is known: a briefing, what the sources disagree on, pictures, and a card for
/// each record with every account of it.
///
/// The page is one file. It needs no network, runs no script, and forbids both by its own policy;
/// everything from the dossier is escaped, and of addresses those of the web alone are links. Its
/// bytes are the same wherever and whenever it is written.
///
/// Where the knowledge has a day, the page tells nothing that was told later, save in the two-time
/// charts and the pictures of your own that you add.
///
/// ```
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "eve", "sources": {"eve": {"published": "2024-06-17"},
/// #  "after": {"published": "2024-06-20"}}, "states": {"a": {}, "b": {}}, "agreements": {"treaty": {
/// #  "parties": ["a", "b"], "acts": {"intended": {"when": "2024-06-17"},
/// #  "signed": {"by": "after", "when": "2024-06-19"}}}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::relations::Ties1;
/// use detente::{date, write};
///
/// let (eve, now) = (dossier.as_known_on(date!("2024-06-17")), dossier.as_known_on(date!("2024-06-30")));
/// let model = Ties1::default();
/// let page = write::page(&now)?
///     .title("A treaty")
///     .since(&eve)
///     .pair("a", "b", &model)?
///     .two_times("treaty")?
///     .to_html();
/// assert!(page.starts_with("<!DOCTYPE html>") && page.contains("id=\"agreement:treaty\""));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Page<'p> {
    known: &'p Knowledge,
    title: Option<String>,
    /// The day that the page is about; `None` where nothing told has a day.
    pub(super) day: Option<NaiveDate>,
    pub(super) earlier: Option<&'p Knowledge>,
    pairs: Vec<PairSection<'p>>,
    relations: Option<Relations>,
    scored: Vec<SourceId>,
    /// Pictures as SVG, with their titles.
    pictures: Vec<(String, String)>,
}

/// The most records of which a page is made, which come to some hundred megabytes.
const MOST: usize = 20_000;

/// The page of all that is known.
///
/// What it takes grows with the records and their accounts: some 50 microseconds, five kilobytes of page
/// and five times as many of memory for a record of three accounts.
///
/// ```
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {}}, "persons": {"putin": {"name": "Vladimir Putin"}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// let html = detente::write::page(&dossier.as_known())?.to_html();
/// assert!(html.contains("Vladimir Putin"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If more than 20,000 records are known. Of a part of them a page can be made as a dossier of its own,
/// and of each an [`evidence_card`](crate::write::evidence_card).
pub fn page(known: &Knowledge) -> Result<Page<'_>, PageError> {
    let records = known.united().sections().erased().into_iter().flatten();
    let records = records.filter(|record| known.knows_any(*record)).count();
    if records > MOST {
        return Err(PageError::TooManyRecords { records, most: MOST });
    }
    let day = known.known_on().or_else(|| known.dossier().days_told().last().copied());
    Ok(Page {
        known,
        title: None,
        day,
        earlier: None,
        pairs: Vec::new(),
        relations: None,
        scored: Vec::new(),
        pictures: Vec::new(),
    })
}

impl<'p> Page<'p> {
    /// Sets the title; unless set, that of the dossier.
    ///
    /// ```
    /// # use detente::Dossier;
    /// # let dossier = Dossier::builder()
    /// #     .leader("putin", "russia", "2012-05-07/..")
    /// #     .visit("pyongyang", "putin", "north-korea", "2024-06-18/2024-06-19")
    /// #     .agreement("pact", ["russia", "north-korea"])
    /// #     .signed("2024-06-19")
    /// #     .in_force("2024-12-04")
    /// #     .build()?;
    /// # use detente::write::page;
    /// let known = dossier.as_known();
    /// assert!(page(&known)?.title("The summer of 2024").to_html().contains("The summer of 2024"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn title(mut self, title: &str) -> Self {
        self.title = Some(title.to_owned());
        self
    }

    /// Sets the day of which the page tells where agreements and pairs stand, and what is still to
    /// come; unless set, the day up to which things are known, or the last on which anything was
    /// told.
    ///
    /// ```
    /// # use detente::{Dossier, date};
    /// # let dossier = Dossier::builder()
    /// #     .leader("putin", "russia", "2012-05-07/..")
    /// #     .visit("pyongyang", "putin", "north-korea", "2024-06-18/2024-06-19")
    /// #     .agreement("pact", ["russia", "north-korea"])
    /// #     .signed("2024-06-19")
    /// #     .in_force("2024-12-04")
    /// #     .build()?;
    /// # use detente::write::page;
    /// let known = dossier.as_known();
    /// let html = page(&known)?.on(date!("2024-12-04")).to_html();
    /// assert!(html.contains("Agreements on 4 December 2024"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn on(mut self, day: NaiveDate) -> Self {
        self.day = Some(day);
        self
    }

    /// Adds what has come to be known since an earlier state of knowledge.
    pub fn since(mut self, earlier: &'p Knowledge) -> Self {
        self.earlier = Some(earlier);
        self
    }

    /// Adds where two actors stand, by this model: the score with its band, what it rests on item by
    /// item, and its course over two years.
    ///
    /// # Errors
    /// If nothing is told of either of the two in relation to anybody, or they are one.
    pub fn pair(
        mut self,
        one: impl Key<Actor>,
        other: impl Key<Actor>,
        model: &'p dyn AlignmentModel,
    ) -> Result<Self, PageError> {
        let (one, other) = (one.key().to_owned(), other.key().to_owned());
        let relations = self.relations.get_or_insert_with(|| self.known.relations().build());
        let _ = relations.alignment(one.as_str(), other.as_str(), model)?;
        let number = self.pairs.len() + 1;
        self.pairs.push(PairSection { one, other, model, number });
        Ok(self)
    }

    /// Adds what has become of what a source said.
    ///
    /// # Errors
    /// If there is no such source, or it had told nothing yet.
    pub fn scorecard(mut self, source: impl Key<Source>) -> Result<Self, PageError> {
        let source = self.known.scorecard(source)?.source.id.clone();
        if !self.scored.contains(&source) {
            self.scored.push(source);
        }
        Ok(self)
    }

    /// Adds a picture of yours, as a whole SVG document. It is shown as an image: no script of it
    /// runs, and nothing is fetched for it.
    ///
    /// ```
    /// # use detente::Dossier;
    /// # let dossier = Dossier::builder()
    /// #     .leader("putin", "russia", "2012-05-07/..")
    /// #     .visit("pyongyang", "putin", "north-korea", "2024-06-18/2024-06-19")
    /// #     .agreement("pact", ["russia", "north-korea"])
    /// #     .signed("2024-06-19")
    /// #     .in_force("2024-12-04")
    /// #     .build()?;
    /// # use detente::write::{page, treaty_lanes};
    /// let known = dossier.as_known();
    /// let svg = treaty_lanes(&known, "pact")?.to_svg();
    /// assert!(page(&known)?.picture("The pact, act by act", &svg).to_html().contains("The pact, act by act"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn picture(mut self, title: &str, svg: &str) -> Self {
        self.pictures.push((title.to_owned(), svg.to_owned()));
        self
    }

    /// Adds the [two-time chart](two_times) of a visit or an agreement: where it stood on each day,
    /// as known on each day. It is of the whole dossier, whatever the day up to which things are known.
    ///
    /// # Errors
    /// If it cannot be drawn.
    pub fn two_times(self, id: impl AsRef<str>) -> Result<Self, PictureError> {
        let chart = two_times(self.known.dossier(), id)?;
        let title = format!("{}, day by day as it was known", chart.title);
        Ok(self.picture(&title, &chart.to_svg()))
    }

    /// Adds the [strip](trip_strip) of a trip or a visit: as planned over as it came.
    ///
    /// # Errors
    /// If it cannot be drawn.
    pub fn trip_strip(self, id: impl AsRef<str>) -> Result<Self, PictureError> {
        let svg = trip_strip(self.known, id)?.to_svg();
        Ok(self.picture("The trip, as planned and as it came", &svg))
    }

    /// Adds the [lanes](treaty_lanes) of an agreement: the acts of each party.
    ///
    /// # Errors
    /// If it cannot be drawn.
    pub fn treaty_lanes(self, id: impl AsRef<str>) -> Result<Self, PictureError> {
        let svg = treaty_lanes(self.known, id)?.to_svg();
        Ok(self.picture("The treaty, act by act", &svg))
    }

    /// The page, as HTML.
    pub fn to_html(&self) -> String {
        let sheets = self.known.sheets();
        let mut sources = sources::told_in(self.known, &sheets);
        sources::add_covering(self.known, &mut sources);
        let index = PageIndex::new(self.known, &sheets, &sources);
        let title = self.title.as_deref().or(self.known.dossier().title());
        let title = title.filter(|title| !title.trim().is_empty()).unwrap_or("A dossier");
        let sections = self.sections(&index, &sheets, &sources);
        document(title, |page| {
            let header = html! {
                header {
                    h1 { (free(title)) }
                    (self.what_is_known(&sheets, &sources))
                    (contents(&sections))
                }
            };
            header.render_to(page);
            page.push_str("<main>");
            if sheets.is_empty() {
                html! { p.lede { "Nothing is told in this dossier" @if self.known.known_on().is_some() { " by then" } "." } }.render_to(page);
            }
            // Each goes when it is written.
            for section in sections {
                section.content.render_to(page);
            }
            page.push_str("</main>");
            html! { footer { (how_to_read()) } }.render_to(page);
        })
    }

    /// The sections that have something in them.
    fn sections<'s>(
        &'s self,
        index: &'s PageIndex<'_>,
        sheets: &'s [Sheet<'_>],
        sources: &'s [&Source],
    ) -> Vec<PageSection<'s>> {
        let mut sections = Vec::new();
        sections.extend(written("briefing", "Briefing", briefing::section(index, self)));
        for pair in &self.pairs {
            let name = |id: &str| self.known.name_of(id);
            let title = format!("{} and {}", name(&pair.one), name(&pair.other));
            let relations = self.relations.as_ref();
            let shown = relations.map(|relations| pair::section(index, self, relations, pair));
            sections.extend(shown.and_then(|shown| written(&pair.anchor(), &title, shown)));
        }
        let mut add = |id: &str, name: &str, section: Markup| {
            sections.extend(written(id, name, section));
        };
        add("pictures", "Pictures", self.drawn());
        if let Some(earlier) = self.earlier {
            add("changes", "What is new", findings::changes(index, earlier));
        }
        add("disagreements", "Where the sources disagree", findings::disagreements(index));
        add("superlatives", "First, last, only", findings::superlatives(index));
        for source in &self.scored {
            if let Ok(card) = self.known.scorecard(source) {
                let id = findings::scorecard_anchor(&card);
                add(&id, "What became of it", findings::scorecard(index, &card));
            }
        }
        if !sheets.is_empty() {
            sections.push(PageSection::new("cards", "Evidence cards", Cards { index, sheets }));
        }
        if !sources.is_empty() {
            let listed = SourceList { index, sheets, sources };
            sections.push(PageSection::new("sources", "Sources", listed));
        }
        sections
    }

    /// On which day the page stands, and how much there is to it.
    fn what_is_known(&self, sheets: &[Sheet<'_>], sources: &[&Source]) -> Markup {
        let entries = sheets.iter().flat_map(|sheet| {
            std::iter::once(&sheet.whole).chain(sheet.parts.iter().map(|part| &part.entry))
        });
        let accounts = entries.map(|entry| entry.accounts.len()).sum();
        let all = self.known.dossier().sources().len();
        let unheard = all.saturating_sub(sources.len());
        html! {
            dl.known {
                div { dt { "As it was known" } dd { (known_on(self.known)) } }
                @if let Some(on) = self.day { div { dt { "Where things stand" } dd { "on " (day(on)) } } }
                div {
                    dt { "Told" }
                    dd {
                        (count(sheets.len(), "record")) " in " (count(accounts, "account")) " by "
                        (count(sources.len(), "source"))
                        @if unheard > 0 { "; " (unheard) " more" (self.silence()) }
                    }
                }
            }
            @if let Some(note) = self.known.dossier().note() { p.lede { (free(note)) } }
        }
    }

    /// What is said of the sources that are not listed.
    fn silence(&self) -> &'static str {
        if self.known.known_on().is_some() {
            " had told nothing by then"
        } else {
            " without an account"
        }
    }

    fn drawn(&self) -> Markup {
        html! {
            @if !self.pictures.is_empty() {
                section id="pictures" {
                    h2 { "Pictures" }
                    @for (title, svg) in &self.pictures { (picture(title, svg)) }
                }
            }
        }
    }
}

/// The day up to which things are known.
pub(super) fn known_on(known: &Knowledge) -> String {
    let day = known.known_on().map(|on| format!("on {}", day(on)));
    day.unwrap_or_else(|| "by all that was ever told".to_owned())
}

/// A section: where it is found, its name, and what it holds, which may be written only where it is to stand.
struct PageSection<'s> {
    id: String,
    name: String,
    content: Box<dyn Render + 's>,
}

impl<'s> PageSection<'s> {
    fn new(id: &str, name: &str, content: impl Render + 's) -> Self {
        Self { id: id.to_owned(), name: name.to_owned(), content: Box::new(content) }
    }
}

/// A section that has something in it.
fn written<'s>(id: &str, name: &str, section: Markup) -> Option<PageSection<'s>> {
    (!section.0.is_empty()).then(|| PageSection::new(id, name, section))
}

fn contents(sections: &[PageSection<'_>]) -> Markup {
    html! {
        @if !sections.is_empty() {
            nav aria-label="Contents" {
                ul { @for section in sections { li { a href={ "#" (section.id) } { (free(&section.name)) } } } }
            }
        }
    }
}

/// The card of each record, noun by noun: nearly the whole page, of which one is made at a time.
struct Cards<'s> {
    index: &'s PageIndex<'s>,
    sheets: &'s [Sheet<'s>],
}

impl Render for Cards<'_> {
    fn render_to(&self, page: &mut String) {
        page.push_str("<section id=\"cards\"><h2>Evidence cards</h2>");
        for sheets in self.sheets.chunk_by(|one, other| one.record.noun() == other.record.noun()) {
            if let Some(first) = sheets.first() {
                let name = capital(&name_of_all(first.record.noun()));
                html! { h3 { (name) " (" (sheets.len()) ")" } }.render_to(page);
            }
            for sheet in sheets {
                let picture = own_picture(self.index, &sheet.record);
                card::card(self.index, sheet, &picture).render_to(page);
            }
        }
        page.push_str("</section>");
    }
}

fn name_of_all(noun: NounKind) -> String {
    match noun {
        NounKind::SameAs => "records said to be the same".to_owned(),
        noun => noun.section().to_owned(),
    }
}

/// The picture of a trip, a visit or an agreement, where there is one.
pub(super) fn own_picture(index: &PageIndex<'_>, record: &RecordRef) -> Markup {
    let (known, name) = (index.known, record.to_string());
    let svg = match record.noun() {
        NounKind::Trip | NounKind::Visit => trip_strip(known, name).map(|strip| strip.to_svg()),
        NounKind::Agreement => treaty_lanes(known, name).map(|lanes| lanes.to_svg()),
        _ => return html! {},
    };
    let title = capital(&index.described(record));
    svg.map_or_else(|_| html! {}, |svg| fold("Picture", &picture(&title, &svg)))
}

/// What the words of the page mean.
fn how_to_read() -> Markup {
    html! {
        h2 { "How to read this page" }
        p {
            "Everything here follows from the accounts of the sources listed; nothing was written for the page. "
            "Of each detail one value is taken: what happened before what was planned, what is said outright before "
            "what is only mentioned, the surer before the less sure, more independent sources before fewer, and the later told "
            "before the earlier. What it was taken over stands beside it. A value is contested where somebody denies it, or "
            "tells another that cannot be true beside it. A plan whose day has passed without news is unconfirmed, and not held."
        }
    }
}
