//! A card by itself, as a page of its own.

use maud::{Render, html};

use super::card;
use super::document::{known_on, own_picture};
use super::error::PageError;
use super::html::{capital, document, free};
use super::index::PageIndex;
use super::sources::{self, SourceList};
use crate::knowledge::{Knowledge, Sheet};
use crate::model::{NounKind, RecordRef};

/// The evidence card of one record: what is taken of it, over what and why, and every account, with
/// the sources.
///
/// ```
/// # use detente::Dossier;
/// # let text = r#"{"detente": 1, "source": "a", "sources": {"a": {"title": "A paper"}},
/// #  "persons": {"putin": {"name": "Vladimir Putin", "quote": "Mr Putin"}}}"#;
/// # let dossier = Dossier::from_json(text)?;
/// use detente::write::evidence_card;
///
/// let html = evidence_card(&dossier.as_known(), "person:putin")?.to_html();
/// assert!(html.contains("Mr Putin") && html.contains("A paper"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct EvidenceCard<'k> {
    known: &'k Knowledge,
    record: RecordRef,
}

/// The evidence card of the record that a reference such as `visit:putin-pyongyang-2024` names.
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
/// use detente::write::evidence_card;
///
/// let known = dossier.as_known();
/// assert!(evidence_card(&known, "visit:pyongyang")?.to_html().contains("Evidence card"));
/// assert!(evidence_card(&known, "visit:moscow").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If the text is no reference, if there is no such record or it was not known yet, or if it is a
/// source.
pub fn evidence_card(
    known: &Knowledge,
    record: impl AsRef<str>,
) -> Result<EvidenceCard<'_>, PageError> {
    let record: RecordRef = record.as_ref().parse()?;
    sheet(known, &record)?;
    Ok(EvidenceCard { known, record })
}

impl EvidenceCard<'_> {
    /// The card as a page of its own, as HTML.
    pub fn to_html(&self) -> String {
        let sheets: Vec<_> = sheet(self.known, &self.record).into_iter().collect();
        let sources = sources::told_in(self.known, &sheets);
        let index = PageIndex::new(self.known, &sheets, &sources);
        let title = capital(&self.known.describe_record(&self.record));
        let body = html! {
            header {
                h1 { (free(&title)) }
                dl.known {
                    div { dt { "As it was known" } dd { (known_on(self.known)) } }
                }
            }
            main {
                section id="cards" {
                    h2 { "Evidence card" }
                    h3 { (capital(self.record.noun().section())) }
                    @for sheet in &sheets {
                        (card::card(&index, sheet, &own_picture(&index, &sheet.record)))
                    }
                }
                (SourceList { index: &index, sheets: &sheets, sources: &sources })
            }
        };
        document(&title, |page| body.render_to(page))
    }
}

fn sheet<'k>(known: &'k Knowledge, record: &RecordRef) -> Result<Sheet<'k>, PageError> {
    let id = record.id();
    let sheet = match record.noun() {
        NounKind::State => known.state(id)?.sheet(),
        NounKind::Person => known.person(id)?.sheet(),
        NounKind::Organisation => known.organisation(id)?.sheet(),
        NounKind::Place => known.place(id)?.sheet(),
        NounKind::Office => known.office(id)?.sheet(),
        NounKind::Tenure => known.tenure(id)?.sheet(),
        NounKind::Trip => known.trip(id)?.sheet(),
        NounKind::Visit => known.visit(id)?.sheet(),
        NounKind::Meeting => known.meeting(id)?.sheet(),
        NounKind::Agreement => known.agreement(id)?.sheet(),
        NounKind::Statement => known.statement(id)?.sheet(),
        NounKind::Conflict => known.conflict(id)?.sheet(),
        NounKind::Tie => known.tie(id)?.sheet(),
        NounKind::SameAs => known.same_as(id)?.sheet(),
        NounKind::Source => return Err(PageError::Source(record.clone())),
    };
    Ok(sheet)
}
