//! The JSON Schema of the form, put together from what the types say.

use super::read::VERSION;
use crate::dossier::Dossier;
use crate::dossier::sections::SectionVisitor;
use crate::dossier::{Recorded, Section, Sections};
use crate::model::schema::{Definitions, Described, ObjectSchema, Schema};
use crate::model::{AnyId, NounKind, RecordOf, SourceFields, SourceId};

/// The draft the schema is written in.
const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

impl Dossier {
    /// The JSON Schema (draft 2020-12) of the JSON form, by which editors complete and check a
    /// dossier while it is written. The file `dossier.schema.json` of this crate holds it.
    ///
    /// It lets through whatever [`from_json`](Self::from_json) reads. It cannot see what depends on
    /// more than one place (references that find nothing, rings, a missing source, a key given
    /// twice) or on the calendar (a 31st of June).
    ///
    /// ```
    /// let schema = detente::Dossier::json_schema();
    /// assert!(schema.contains("https://json-schema.org/draft/2020-12/schema"));
    /// assert!(schema.contains("a friendly visit of state") || schema.contains("head_of_state"));
    /// ```
    pub fn json_schema() -> String {
        // Texts and numbers only, so nothing in it can fail to be written.
        serde_json::to_string_pretty(&schema()).map(|text| text + "\n").unwrap_or_default()
    }
}

fn schema() -> Schema {
    let mut definitions = Definitions::default();
    let mut file = ObjectSchema::new(&mut definitions);
    let version = Schema::default().with("const", i128::from(VERSION));
    file.demand("detente", version.described("The version of the format."));
    file.optional::<String>("$schema", "The schema, for editors; it is not read.");
    file.optional::<String>("title", "What the dossier is called.");
    file.optional::<String>("note", "A remark.");
    file.optional::<SourceId>("source", "The source of all accounts that name none.");
    let sources = SourceFields::schema(file.definitions());
    let sources = by_id(sources, file.definitions()).described("The sources, by id.");
    file.property(NounKind::Source.section(), sources);
    Sections::default().each(&mut SectionSchemas(&mut file));
    let file = file.finish("Accounts that sources give of the records of world politics.");
    let head = Schema::default().with("$schema", DRAFT).with("title", "Dossier");
    head.and(file).with("$defs", definitions.into_schema())
}

/// An object of such things, keyed by their ids.
fn by_id(things: Schema, definitions: &mut Definitions) -> Schema {
    Schema::keyed(things).with("propertyNames", definitions.refer::<AnyId>())
}

/// Names each section in the schema of a dossier.
struct SectionSchemas<'o, 'd>(&'o mut ObjectSchema<'d>);

impl<'a> SectionVisitor<'a> for SectionSchemas<'_, '_> {
    fn section<N: Recorded>(&mut self, _: &'a Section<N>) {
        let Self(file) = self;
        let records = by_id(RecordOf::<N>::schema(file.definitions()), file.definitions());
        let doc = format!("By id: {}", N::DOC.trim_start());
        file.property(N::NOUN.section(), records.described(&doc));
    }
}
