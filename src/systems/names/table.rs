//! The tables of names, read when names are first asked for.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::index::NameIndex;
use super::keys::NameKeys;
use super::row::{NameRow, NameSort};
use crate::model::StateId;
use crate::model::fault::Fault;
use crate::systems::CodeSystem;
use crate::systems::Polity;
use crate::systems::Systems;
use crate::systems::TableError;
use crate::systems::codes::list::{FOR_EVER, SINCE_EVER};
use crate::systems::tables::draft::{TableLayout, TablesDraft, read_period, read_polity};
use crate::systems::tables::table::RowPlace;
use crate::time::NaiveDate;

const NAMES: (&str, &str) = ("names.tsv", include_str!("../tables/rows/names.tsv"));

/// What the Unicode CLDR calls the territories of ISO 3166-1.
const CLDR: &[(&str, &str)] = &[
    ("cldr.tsv", include_str!("../tables/rows/cldr.tsv")),
    #[cfg(feature = "all-languages")]
    ("cldr-more.tsv", include_str!("../tables/rows/cldr-more.tsv")),
];

/// The place of English among the languages.
pub(super) const ENGLISH: u16 = 0;

/// The language of a name that is used in every language.
const EVERY: &str = "*";

/// A row of a table of names.
pub(crate) struct NameDraft {
    place: RowPlace,
    polity: StateId,
    /// The name; or, after `=`, the polity which has the names.
    name: Box<str>,
    sort: NameSort,
    language: Box<str>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

const LAYOUT: TableLayout<NameDraft> = TableLayout {
    noun: "name",
    columns: &["polity", "name", "sort", "lang", "from", "to"],
    key: &["polity", "name"],
    key_of: |row| vec![row.polity.as_str(), &row.name],
    changes: &[],
    read: |row| {
        let (from, to) = read_period(row, "from", "to")?;
        let sort = match row.get("sort") {
            "" => NameSort::State,
            _ => row.code("sort", NameSort::from_code)?,
        };
        let language = match row.get("lang") {
            "" => "en".into(),
            EVERY => EVERY.into(),
            _ => row.parsed("lang", "the tag of a language, such as en or zh-Hant, or *", tag)?,
        };
        Ok(NameDraft {
            place: row.place(),
            polity: read_polity(row, "polity")?,
            name: row.required("name")?.into(),
            sort,
            language,
            from,
            to,
        })
    },
};

fn tag(text: &str) -> Result<Box<str>, &'static str> {
    const LONGEST: usize = 35;
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let is_tag = text.len() <= LONGEST && text.bytes().all(legal);
    is_tag.then(|| text.into()).ok_or("no tag")
}

impl TablesDraft {
    pub(in crate::systems) fn read_names(&mut self, name: &str, text: &str) {
        self.take(&LAYOUT, |draft| &mut draft.names, name, text);
    }
}

impl NameDraft {
    /// Why the name cannot be one of `systems`, if it cannot.
    pub(in crate::systems) fn error(&self, systems: &Systems) -> Option<TableError> {
        if systems.place(self.polity.as_str()).is_none() {
            return Some(systems.no_polity(&self.place, "polity", &self.polity));
        }
        let other = self.name.strip_prefix('=')?;
        if systems.place(other).is_some() {
            return None;
        }
        let fault = Fault::text(&self.name, "a name, or = and the id of a polity");
        Some(self.place.error(Some("name"), fault))
    }
}

/// Every name of every polity.
#[derive(Debug)]
pub(crate) struct NameTable {
    /// By polity; the usual name of each comes first.
    pub(in crate::systems) rows: Vec<NameRow>,
    languages: Vec<Box<str>>,
    /// Made when a name is first looked up.
    index: OnceLock<NameIndex>,
    /// Made when a text is first searched.
    keys: OnceLock<NameKeys>,
}

impl NameTable {
    pub(super) fn keys(&self) -> &NameKeys {
        self.keys.get_or_init(|| NameKeys::new(&self.rows))
    }

    /// The names built in, and those of `own`.
    pub(in crate::systems) fn read(
        systems: &Systems,
        own: &[NameDraft],
        builtin: bool,
    ) -> (Self, Vec<TableError>) {
        let mut reader = Reader {
            systems,
            rows: Vec::new(),
            languages: HashMap::from([("en".into(), ENGLISH)]),
            errors: Vec::new(),
        };
        reader.names_in_other_tables();
        let mut draft = TablesDraft::default();
        if builtin {
            draft.read_names(NAMES.0, NAMES.1);
            reader.errors.append(&mut draft.errors);
            for (name, text) in CLDR {
                reader.territories(name, text);
            }
        }
        let told = draft.names.iter().chain(own);
        let (shared, plain): (Vec<_>, Vec<_>) = told.partition(|row| row.name.starts_with('='));
        for row in plain {
            reader.name(row);
        }
        reader.rows.sort_by_key(|row| (row.polity, !row.usual));
        // Only now is everything there that can be shared.
        let shared: Vec<_> = shared.into_iter().flat_map(|row| reader.shared(row)).collect();
        reader.rows.extend(shared);
        reader.rows.sort_by_key(|row| (row.polity, !row.usual));
        reader.finish()
    }

    /// The language of a name; `None` if it is used in every language.
    pub(in crate::systems) fn language(&self, row: &NameRow) -> Option<&str> {
        let language = self.languages.get(usize::from(row.language)).map(AsRef::as_ref);
        language.filter(|language| *language != EVERY)
    }

    /// Whether a name is in a language, or in every one. A tag stands for what is within it and what
    /// it is within.
    pub(super) fn is_in_language(&self, row: &NameRow, tag: &str) -> bool {
        let told = self.language(row);
        // A language has no row of its own for what it calls as English does.
        row.usual
            || told.is_none_or(|told| starts_with_tag(tag, told) || starts_with_tag(told, tag))
    }

    /// The languages there are, in the order of the tables.
    pub(in crate::systems) fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.iter().map(AsRef::as_ref).filter(|language| *language != EVERY)
    }

    pub(super) fn index(&self) -> &NameIndex {
        self.index.get_or_init(|| NameIndex::new(&self.rows))
    }

    /// The names of one polity.
    pub(in crate::systems) fn of(&self, polity: usize) -> &[NameRow] {
        of(&self.rows, polity)
    }
}

/// The rows of one polity, where they stand by polity.
fn of(rows: &[NameRow], polity: usize) -> &[NameRow] {
    let start = rows.partition_point(|row| row.polity < polity);
    let rows = rows.get(start..).unwrap_or_default();
    rows.get(..rows.partition_point(|row| row.polity == polity)).unwrap_or_default()
}

struct Reader<'s> {
    systems: &'s Systems,
    rows: Vec<NameRow>,
    languages: HashMap<Box<str>, u16>,
    errors: Vec<TableError>,
}

impl Reader<'_> {
    /// What the other tables tell: what polities are called, and their capitals.
    fn names_in_other_tables(&mut self) {
        let english = self.language("en");
        for polity in self.systems.polities() {
            let name = linked(polity, polity.name(), NameSort::State, english, (None, None));
            self.rows.push(NameRow { usual: true, ..name });
            for (capital, from, to) in self.systems.capitals_of(polity.at) {
                self.rows.push(linked(polity, capital, NameSort::City, english, (from, to)));
            }
        }
    }

    /// A row of a table of names.
    fn name(&mut self, row: &NameDraft) {
        let Some(polity) = self.systems.polity(row.polity.as_str()) else {
            self.errors.push(self.systems.no_polity(&row.place, "polity", &row.polity));
            return;
        };
        let language = self.language(&row.language);
        self.rows.push(linked(polity, &row.name, row.sort, language, (row.from, row.to)));
    }

    /// The names which one polity shares with another.
    fn shared(&mut self, row: &NameDraft) -> Vec<NameRow> {
        let other = row.name.trim_start_matches('=');
        let (Some(polity), Some(other)) =
            (self.systems.polity(row.polity.as_str()), self.systems.polity(other))
        else {
            let fault = Fault::text(&row.name, "= and the id of a polity, after an id");
            self.errors.push(row.place.error(Some("name"), fault));
            return Vec::new();
        };
        let told = (row.from, row.to);
        let theirs = of(&self.rows, other.at).iter().filter(|name| name.sort == row.sort);
        // What the other was called for a time only is no name of this.
        let theirs = theirs.filter(|name| !name.dated);
        theirs.map(|name| linked(polity, &name.text, name.sort, name.language, told)).collect()
    }

    /// Lines of a language and of cells `XX=Name`.
    fn territories(&mut self, table: &str, text: &str) {
        let (builtin, today) = (Systems::builtin(), NaiveDate::MAX);
        for (line, text) in (1..).zip(text.lines()).filter(|(_, text)| !text.starts_with('#')) {
            let place = RowPlace { table: table.into(), line };
            let mut cells = text.split('\t');
            let language = self.language(cells.next().unwrap_or_default());
            for cell in cells {
                // By the codes built in, which systems of the user's own may have changed.
                let of = |code| match code {
                    // ISO 3166-1 has no code for Kosovo; this one, left to users, is what the CLDR has.
                    "XK" => builtin.polity("kosovo"),
                    _ => builtin.polity_of(&CodeSystem::ISO2, code, today).exact().copied(),
                };
                let found = cell.split_once('=').map(|(code, name)| (of(code), name));
                let Some((Some(polity), name)) = found else {
                    let fault = Fault::text(cell, "a code of today, =, and a name");
                    self.errors.push(place.error(None, fault));
                    continue;
                };
                let Some(polity) = self.systems.polity(polity.id().as_str()) else { continue };
                self.rows.push(linked(polity, name, NameSort::State, language, (None, None)));
            }
        }
    }

    fn language(&mut self, tag: &str) -> u16 {
        let next = u16::try_from(self.languages.len()).unwrap_or(u16::MAX);
        *self.languages.entry(tag.into()).or_insert(next)
    }

    fn finish(self) -> (NameTable, Vec<TableError>) {
        let mut languages: Vec<_> = self.languages.into_iter().collect();
        languages.sort_by_key(|(_, at)| *at);
        let languages = languages.into_iter().map(|(tag, _)| tag).collect();
        let (index, keys) = (OnceLock::new(), OnceLock::new());
        (NameTable { rows: self.rows, languages, index, keys }, self.errors)
    }
}

/// Whether a tag is another one or begins with it: `zh-Hant` with `zh`.
pub(super) fn starts_with_tag(tag: &str, start: &str) -> bool {
    let begins = tag.get(..start.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(start));
    begins && tag[start.len()..].chars().next().is_none_or(|c| c == '-')
}

/// A name of a polity; days that are not told are those of the polity.
fn linked(
    polity: Polity<'_>,
    text: &str,
    sort: NameSort,
    language: u16,
    (from, to): (Option<NaiveDate>, Option<NaiveDate>),
) -> NameRow {
    let days = |from: Option<NaiveDate>, to: Option<NaiveDate>| {
        (from.unwrap_or(SINCE_EVER), to.unwrap_or(FOR_EVER))
    };
    let (whole, told) = (days(polity.from(), polity.to()), days(from, to));
    NameRow {
        polity: polity.at,
        text: text.into(),
        sort,
        language,
        days: (told.0.max(whole.0), told.1.min(whole.1)),
        dated: from.or(to).is_some(),
        usual: false,
    }
}

#[cfg(test)]
mod tests {
    use super::{CLDR, NAMES, NameTable};
    use crate::systems::Systems;
    use crate::systems::systems::TABLES;

    #[test]
    fn the_tables_built_in_have_no_mistake() {
        let (names, errors) = NameTable::read(Systems::builtin(), &[], true);
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(errors, [""; 0]);
        let empty = names.rows.iter().filter(|row| row.days.0 > row.days.1);
        assert_eq!(empty.map(|row| &*row.text).collect::<Vec<_>>(), [""; 0]);
    }

    #[test]
    fn the_tables_built_in_by_default_are_less_than_a_megabyte() {
        let others = TABLES.iter().map(|(_, text, _)| text.len());
        let default = others.chain([NAMES.1.len(), CLDR[0].1.len()]).sum::<usize>();
        assert!(default < 1_000_000, "{default}");
    }
}
