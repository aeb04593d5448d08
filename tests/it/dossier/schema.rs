//! The JSON Schema of dossiers: the file is what the types say, it lets through what is read, and
//! it refuses what it can see to be wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use boon::{Compiler, SchemaIndex, Schemas};
use detente::Dossier;
use proptest::prelude::*;
use serde_json::{Value, json};
use support::files::in_repository;

use crate::time::conformance::READ;
use crate::time::properties::{any_date, any_end, any_period};

pub(crate) static CHECKER: LazyLock<Checker> =
    LazyLock::new(|| Checker::of(serde_json::from_str(&Dossier::json_schema()).unwrap()).unwrap());

/// The schema, made ready to check values by.
pub(crate) struct Checker {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Checker {
    /// Fails if `schema` is no schema by the metaschema of its draft, or leads nowhere.
    fn of(schema: Value) -> Result<Self, String> {
        let mut compiler = Compiler::new();
        compiler.add_resource("dossier.json", schema).map_err(|error| error.to_string())?;
        let mut schemas = Schemas::new();
        let index =
            compiler.compile("dossier.json", &mut schemas).map_err(|error| format!("{error:#}"))?;
        Ok(Self { schemas, index })
    }

    /// Why the value is refused.
    pub(crate) fn refusal(&self, value: &Value) -> Option<String> {
        self.schemas.validate(value, self.index).err().map(|error| format!("{error:#}"))
    }
}

/// The JSON files of a folder, by name without ending.
fn json_files(folder: &str) -> BTreeMap<String, String> {
    let files =
        std::fs::read_dir(in_repository(folder)).unwrap().map(|entry| entry.unwrap().path());
    let texts = files.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    let named = texts.map(|path| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, std::fs::read_to_string(path).unwrap())
    });
    named.collect()
}

/// Run with `DETENTE_BLESS=1` to write the file anew.
#[test]
fn the_file_is_what_the_types_say() {
    let file = in_repository("dossier.schema.json");
    let now = Dossier::json_schema();
    if std::env::var_os("DETENTE_BLESS").is_some() {
        std::fs::write(&file, &now).unwrap();
    }
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(written == now, "dossier.schema.json is old: run this test with DETENTE_BLESS=1");
}

#[test]
fn it_is_a_schema_by_its_metaschema() {
    let schema: Value = serde_json::from_str(&Dossier::json_schema()).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(Checker::of(schema.clone()).is_ok());
    // The checker would have noticed.
    let mut broken = schema.clone();
    broken["properties"]["title"]["type"] = json!("txt");
    assert!(Checker::of(broken).is_err());
    let mut broken = schema;
    broken["properties"]["title"]["$ref"] = json!("#/$defs/nowhere");
    assert!(Checker::of(broken).is_err());
}

#[test]
fn what_is_read_is_let_through() {
    let mut files = json_files("tests/fixtures/valid");
    for example in std::fs::read_dir(in_repository("examples")).unwrap() {
        let folder = example.unwrap().path();
        if folder.is_dir() {
            files.extend(json_files(folder.to_str().unwrap()));
        }
    }
    assert!(files.contains_key("article") && files.contains_key("record"));
    assert!(files.contains_key("everything"));
    // One example is wrong in a form and in much that no schema sees.
    let flawed: Value = serde_json::from_str(&files.remove("flawed").unwrap()).unwrap();
    assert!(CHECKER.refusal(&flawed).is_some());
    for (name, text) in &files {
        let value = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap();
        assert_eq!(CHECKER.refusal(&value), None, "{name}");
        let written = serde_json::from_str(&Dossier::from_json(text).unwrap().to_json()).unwrap();
        assert_eq!(CHECKER.refusal(&written), None, "{name}, written again");
    }
}

/// Why the schema cannot see what is wrong with these files; it refuses all the others.
const UNSEEN: &[(&str, &[&str])] = &[
    (
        "this is no JSON, so that there is nothing to check",
        &[
            "colon_missing",
            "comma_before_the_end",
            "comma_missing",
            "cut_in_a_list",
            "cut_in_a_string",
            "cut_in_an_object",
            "empty",
            "key_unquoted",
            "line_break_in_a_string",
            "lone_surrogate",
            "single_quotes",
            "text_after_the_end",
            "white_space_only",
            "word_misspelt",
            "x_number_too_great",
        ],
    ),
    (
        "of a key that stands twice, JSON readers keep one",
        &[
            "twice_accounts",
            "twice_as_said_key",
            "twice_detail",
            "twice_detail_in_an_account",
            "twice_identity_field",
            "twice_in_a_complete_list",
            "twice_in_a_likelihood",
            "twice_in_a_period",
            "twice_in_a_relative_date",
            "twice_in_a_source",
            "twice_in_coverage",
            "twice_in_words_as_said",
            "twice_part_key",
            "twice_part_list",
            "twice_part_list_first_empty",
            "twice_record_id",
            "twice_section",
            "twice_section_escaped",
            "twice_section_first_empty",
            "twice_source_id",
            "twice_sources",
            "twice_telling_field",
            "twice_the_same_order",
            "twice_title",
            "twice_version",
            "twice_via_first_empty",
            "twice_x_key",
        ],
    ),
    (
        "the id is well-formed, and what it names stands elsewhere",
        &[
            "one_id_for_a_state_and_a_person",
            "unknown_actor",
            "unknown_default_source",
            "unknown_id",
            "unknown_id_as_a_part",
            "unknown_id_in_a_complete_list",
            "unknown_id_in_a_list",
            "unknown_id_in_a_part_of_accounts",
            "unknown_id_in_a_relation",
            "unknown_id_in_a_relative_date",
            "unknown_id_in_a_second_account",
            "unknown_id_in_a_superlative",
            "unknown_id_in_an_only_account",
            "unknown_id_in_coverage",
            "unknown_id_of_a_criterion",
            "unknown_parent_source",
            "unknown_source",
            "wrong_noun",
            "wrong_noun_for_an_actor",
        ],
    ),
    (
        "a ring goes through several records",
        &[
            "ring_of_dates",
            "ring_of_one",
            "ring_of_organisations",
            "ring_of_sources",
            "ring_of_three",
        ],
    ),
    (
        "a schema does not know the calendar",
        &["no_leap_day", "no_such_day", "no_such_day_as_a_moment", "no_such_day_of_birth"],
    ),
    ("nor what a month can be in all of EDTF", &["no_such_month"]),
    (
        "two dates would have to be compared",
        &["end_before_start", "end_before_start_in_fields", "instant_on_another_day"],
    ),
    (
        "two texts would have to be compared",
        &["obligation_to_oneself", "tie_with_oneself", "twice_act_in_other_words"],
    ),
];

#[test]
fn what_is_wrong_in_shape_or_code_is_refused() {
    let mut passed = BTreeSet::new();
    let files = json_files("tests/fixtures/invalid");
    for (name, text) in &files {
        let refused =
            serde_json::from_str(text).is_ok_and(|value| CHECKER.refusal(&value).is_some());
        if !refused {
            passed.insert(name.as_str());
        }
    }
    let unseen: BTreeSet<&str> = UNSEEN.iter().flat_map(|(_, names)| *names).copied().collect();
    assert_eq!(passed, unseen);
    assert!(files.len() > unseen.len() + 60);
}

/// A dossier with one value of a type: a period, an end, a day of birth.
fn with(section: &str, fields: &str, name: &str, value: &Value) -> (Value, String) {
    let mut record: Value = serde_json::from_str(fields).unwrap();
    record[name] = value.clone();
    let mut value = json!({"detente": 1, "source": "me", "sources": {"me": {}},
        "persons": {"a": {}}, "states": {"b": {}}, "offices": {"o": {"of": "b"}}});
    value[section]["r"] = record;
    let text = value.to_string();
    (value, text)
}

/// Whether the dossier is read, and then let through.
fn is_read(section: &str, fields: &str, name: &str, value: &Value) -> bool {
    let (value, text) = with(section, fields, name, value);
    let read = Dossier::from_json(&text).is_ok();
    assert!(!read || CHECKER.refusal(&value).is_none(), "{text}: {:?}", CHECKER.refusal(&value));
    read
}

const TENURE: &str = r#"{"person": "a", "office": "o", "criterion": "unstated"}"#;
const STATEMENT: &str = r#"{"speaker": "@author", "act": "states"}"#;
const VISIT: &str = r#"{"guest": "a", "host": "b"}"#;

/// Asks for a text wherever a date may stand.
fn is_read_as_a_date(text: &Value) -> [bool; 4] {
    [
        is_read("persons", "{}", "born", text),
        is_read("statements", STATEMENT, "when", text),
        is_read("visits", VISIT, "actual", text),
        is_read("tenures", TENURE, "from", text),
    ]
}

#[test]
fn every_form_of_date_is_let_through() {
    let mut read = 0;
    for [text, _, _, canonical] in READ {
        let as_what = [is_read_as_a_date(&json!(text)), is_read_as_a_date(&json!(canonical))];
        read += usize::from(as_what.concat().contains(&true));
    }
    assert!(read > 45, "{read}");
    let spans = [
        "on 2024-06/2024-07",
        "from open to unknown",
        "from still 2024-06-17 to open",
        "2024/..",
        "from 2024 to still 2024-06-17",
        "/2024",
        "..2024/2025",
        "2024/2025..",
        "../..",
    ];
    let read = spans.map(|text| is_read_as_a_date(&json!(text))[2]);
    assert_eq!(read, [true, true, false, true, true, true, true, true, true]);
    let moments = ["2024-06-19T02:22Z", "2024-06-19T02:22:07.5-03:30", "-0044-03-15"];
    assert_eq!(moments.map(|text| is_read_as_a_date(&json!(text))[1]), [true; 3]);
    let relative = [json!({"after": "trip:t"}), json!({"within_days": 0, "during": "visit:r"})];
    assert_eq!(
        relative.map(|date| is_read_as_a_date(&date)[2]),
        [false, false],
        "nothing is there"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_date_is_let_through(
        date in any_date(), end in any_end(), period in any_period(),
        odd in "(on |from |still )?[-+0-9XYESTZ~?%/.: ]{0,24}( to )?(open|unknown|[0-9]{4})?",
    ) {
        assert!(is_read("persons", "{}", "born", &json!(date)));
        assert!(is_read("statements", STATEMENT, "when", &json!(date)));
        assert!(is_read("tenures", TENURE, "to", &json!(end)));
        assert!(is_read("visits", VISIT, "planned", &json!(period)));
        assert!(is_read("visits", VISIT, "planned", &json!(period.to_string())));
        is_read_as_a_date(&json!(odd));
    }

    #[test]
    fn any_key_and_code_that_is_read_is_let_through(
        id in "[a-z0-9é王_./-]{1,4}|[\\PC]{1,6}",
        code in "(acme|é_1|[\\PC]{0,3}):([a-z.]{1,3}|[\\PC]{0,3})",
        key in "(b )?(signed|a:b|[\\PC]{1,4})( [+]?[0-9]{1,6})?",
        said in "[ \\t\\n\\x0b\u{a0}a]{0,3}",
    ) {
        is_read("visits", VISIT, "form", &json!(code));
        is_read("visits", VISIT, "stops", &json!({id.clone(): {}}));
        is_read("visits", VISIT, "x", &json!({said.clone(): 1}));
        is_read("visits", VISIT, "as_said", &json!({"form": said}));
        is_read("states", "{}", "via", &json!([format!("?{id}"), id]));
        is_read("statements", r#"{"act": "states"}"#, "speaker", &json!(format!("?{id}")));
        is_read("agreements", r#"{"parties": ["b"]}"#, "acts", &json!({key: {}}));
    }
}

#[test]
fn a_dossier_may_name_its_schema() {
    let text = r#"{"$schema": "../dossier.schema.json", "detente": 1, "title": "A"}"#;
    assert_eq!(CHECKER.refusal(&serde_json::from_str(text).unwrap()), None);
    let dossier = Dossier::from_json(text).unwrap();
    assert!(dossier == Dossier::from_json(r#"{"detente": 1, "title": "A"}"#).unwrap());
    assert!(!dossier.to_json().contains("schema"), "it leads from where the file was");

    let issue = |text: &str| {
        let error = Dossier::from_json(text).unwrap_err();
        let issue = &error.issues()[0];
        (issue.path().to_string(), issue.found().to_owned(), issue.column())
    };
    assert_eq!(
        issue(r#"{"detente": 1, "$schema": 1}"#),
        (r#"["$schema"]"#.to_owned(), "the number 1".to_owned(), Some(27))
    );
    assert_eq!(
        issue(r#"{"$schema": "", "detente": 1, "$schema": ""}"#),
        (r#"["$schema"]"#.to_owned(), r#""$schema" a second time"#.to_owned(), Some(31))
    );
    assert!(Dossier::from_json(r#"{"detente": 1, "schema": ""}"#).is_err());
}
