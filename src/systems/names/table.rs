//! The tables of names, read when names are first asked for.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::fold::is_far_from_ascii;
use super::index::{NameIndex, WrittenNames};
use super::keys::{Firsts, NameKeys, first_letter, is_latin};
use super::row::{NameRow, NameSort};
use crate::model::StateId;
use crate::model::fault::Fault;
use crate::systems::CodeSystem;
use crate::systems::Polity;
use crate::systems::Systems;
use crate::systems::TableError;
use crate::systems::codes::list::{FOR_EVER, SINCE_EVER};
use crate::systems::tables::draft::{Embedded, TableLayout, TablesDraft, read_period, read_polity};
use crate::systems::tables::table::RowPlace;
use crate::time::NaiveDate;

const NAMES: Embedded = ("names.tsv", include_str!("../tables/rows/names.tsv"));

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
    builtin: NAMES,
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
    /// Why the name cannot be one of `systems`, if it cannot, with a `hint` at the polity that was meant.
    pub(in crate::systems) fn error(&self, systems: &Systems, hint: bool) -> Option<TableError> {
        if systems.place(self.polity.as_str()).is_none() {
            return Some(systems.no_polity(&self.place, "polity", &self.polity, hint));
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
    made: MadeOfNames,
}

/// What is made of the rows when it is first needed. What most questions need is made apart: half of the
/// names are in letters that most texts do not have, and most of the others in other languages than English.
#[derive(Debug, Default)]
struct MadeOfNames {
    written: OnceLock<WrittenNames>,
    /// All that a text in ASCII may be, or be a few letters away from.
    ascii_index: OnceLock<NameIndex>,
    index: OnceLock<NameIndex>,
    /// All that a mention may be that begins with a letter of ASCII, in English.
    english_keys: OnceLock<NameKeys>,
    keys: OnceLock<NameKeys>,
    firsts: OnceLock<Firsts>,
}

impl NameTable {
    /// The keys of all names.
    pub(super) fn keys(&self) -> &NameKeys {
        self.made.keys.get_or_init(|| NameKeys::new(&self.rows, |_| true))
    }

    /// The keys of the names that a mention in English may be which begins with a letter of ASCII.
    pub(super) fn english_keys(&self) -> &NameKeys {
        let tells = |row: &NameRow| {
            let first = first_letter(&row.text);
            let is_english = || self.language(row).is_none_or(|language| language == "en");
            !is_far_from_ascii(first) && (!is_latin(first) || is_english())
        };
        self.made.english_keys.get_or_init(|| NameKeys::new(&self.rows, tells))
    }

    /// How all names begin.
    pub(super) fn firsts(&self) -> &Firsts {
        self.made.firsts.get_or_init(|| Firsts::of(self.rows.iter().map(|row| &*row.text)))
    }

    /// The names built in, and those of `own`.
    pub(in crate::systems) fn read(
        systems: &Systems,
        own: &[NameDraft],
        builtin: bool,
    ) -> (Self, Vec<TableError>) {
        let mut reader = Reader {
            systems,
            last: None,
            rows: Vec::new(),
            languages: HashMap::from([("en".into(), ENGLISH)]),
            errors: Vec::new(),
        };
        reader.names_in_other_tables();
        let mut shared = Vec::new();
        if builtin {
            for (name, text) in CLDR {
                reader.territories(name, text);
            }
            reader.names_built_in(&mut shared);
        }
        for row in own {
            let name = NameCells {
                polity: row.polity.as_str(),
                name: &row.name,
                sort: row.sort,
                language: &row.language,
                days: (row.from, row.to),
            };
            reader.name(&name, &row.place, &mut shared);
        }
        reader.rows = by_polity(reader.rows);
        // Only now is everything there that can be shared.
        let shared: Vec<_> = shared.iter().flat_map(|row| reader.shared(row)).collect();
        if !shared.is_empty() {
            reader.rows.extend(shared);
            reader.rows = by_polity(reader.rows);
        }
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

    /// The places of the rows with this very text, but for the two apostrophes.
    pub(super) fn written(&self, text: &str) -> impl Iterator<Item = u32> {
        let texts = self.made.written.get_or_init(|| WrittenNames::new(&self.rows));
        texts.find(text)
    }

    /// The index of all names that `text` may be, or be a few letters away from.
    pub(super) fn index(&self, text: &str) -> &NameIndex {
        if text.is_ascii() {
            let may_be_ascii = |row: &NameRow| !row.text.chars().all(is_far_from_ascii);
            return self.made.ascii_index.get_or_init(|| NameIndex::new(&self.rows, may_be_ascii));
        }
        self.made.index.get_or_init(|| NameIndex::new(&self.rows, |_| true))
    }

    /// The names of one polity.
    pub(in crate::systems) fn of(&self, polity: usize) -> &[NameRow] {
        of(&self.rows, polity)
    }
}

/// The rows by polity, the usual name of each first, and else as they came: counted and put in their places,
/// which is quicker than sorting what is large.
fn by_polity(rows: Vec<NameRow>) -> Vec<NameRow> {
    let group = |row: &NameRow| row.polity * 2 + usize::from(!row.usual);
    let groups = rows.iter().map(group).max().map_or(0, |last| last + 1);
    let mut next = vec![0; groups + 1];
    for row in &rows {
        next[group(row) + 1] += 1;
    }
    for at in 1..next.len() {
        next[at] += next[at - 1];
    }
    let mut sorted: Vec<Option<NameRow>> = Vec::new();
    sorted.resize_with(rows.len(), || None);
    for row in rows {
        let place = &mut next[group(&row)];
        sorted[*place] = Some(row);
        *place += 1;
    }
    sorted.into_iter().flatten().collect()
}

/// The rows of one polity, where they stand by polity.
fn of(rows: &[NameRow], polity: usize) -> &[NameRow] {
    let start = rows.partition_point(|row| row.polity < polity);
    let rows = rows.get(start..).unwrap_or_default();
    rows.get(..rows.partition_point(|row| row.polity == polity)).unwrap_or_default()
}

/// The cells of a row of a table of names.
#[derive(Clone, Debug, PartialEq, Eq)]
struct NameCells<'t> {
    polity: &'t str,
    name: &'t str,
    sort: NameSort,
    language: &'t str,
    days: (Option<NaiveDate>, Option<NaiveDate>),
}

impl<'t> NameCells<'t> {
    /// A line of the table built in.
    fn read(line: &'t str) -> Option<Self> {
        let mut cells = line.split('\t');
        let mut next = || cells.next();
        let (polity, name, sort, language) = (next()?, next()?, next()?, next()?);
        let mut day = || match next()? {
            "" => Some(None),
            text => text.parse().ok().map(Some),
        };
        Some(Self {
            polity,
            name,
            sort: if sort.is_empty() { NameSort::State } else { NameSort::from_code(sort).ok()? },
            language: if language.is_empty() { "en" } else { language },
            days: (day()?, day()?),
        })
    }
}

struct Reader<'s> {
    systems: &'s Systems,
    /// The polity of the row before.
    last: Option<Polity<'s>>,
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

    /// The table built in, whose cells stand in the order of [`LAYOUT`]; a test reads it as other tables are.
    fn names_built_in(&mut self, shared: &mut Vec<(usize, NameCells<'_>)>) {
        let lines = (1..).zip(NAMES.1.lines()).filter(|(_, line)| !line.starts_with('#'));
        let table: Arc<str> = NAMES.0.into();
        for (line, text) in lines {
            let place = RowPlace { table: table.clone(), line };
            match NameCells::read(text) {
                Some(cells) => self.name(&cells, &place, shared),
                None => self.errors.push(place.error(None, Fault::text(text, "a name"))),
            }
        }
    }

    /// A row of a table of names; one that shares those of another is kept for later.
    fn name<'t>(
        &mut self,
        row: &NameCells<'t>,
        place: &RowPlace,
        shared: &mut Vec<(usize, NameCells<'t>)>,
    ) {
        // Rows of one polity stand together.
        let last = self.last.filter(|last| last.id().as_str() == row.polity);
        let Some(polity) = last.or_else(|| self.systems.polity(row.polity)) else {
            let fault = Fault::text(row.polity, "the id of a polity");
            self.errors.push(place.error(Some("polity"), fault));
            return;
        };
        self.last = Some(polity);
        if let Some(id) = row.name.strip_prefix('=') {
            if let Some(other) = self.systems.polity(id) {
                shared.push((other.at, row.clone()));
                return;
            }
            let fault = Fault::text(row.name, "= and the id of a polity, after an id");
            self.errors.push(place.error(Some("name"), fault));
            return;
        }
        let language = self.language(row.language);
        self.rows.push(linked(polity, row.name, row.sort, language, row.days));
    }

    /// The names which one polity shares with another.
    fn shared(&self, (other, row): &(usize, NameCells<'_>)) -> Vec<NameRow> {
        let Some(polity) = self.systems.polity(row.polity) else {
            return Vec::new();
        };
        let theirs = of(&self.rows, *other).iter().filter(|name| name.sort == row.sort);
        // What the other was called for a time only is no name of this.
        let theirs = theirs.filter(|name| !name.dated);
        theirs.map(|name| linked(polity, &name.text, name.sort, name.language, row.days)).collect()
    }

    /// Lines of a language and of cells `XX=Name`.
    fn territories(&mut self, table: &str, text: &str) {
        let mut known: HashMap<&str, Territory<'_>> = HashMap::new();
        for (line, text) in (1..).zip(text.lines()).filter(|(_, text)| !text.starts_with('#')) {
            let mut cells = text.split('\t');
            let language = self.language(cells.next().unwrap_or_default());
            for cell in cells {
                let told = cell.split_once('=');
                let mut of =
                    |code| *known.entry(code).or_insert_with(|| territory(self.systems, code));
                match told.map(|(code, name)| (of(code), name)) {
                    Some((Territory::Here(polity), name)) => {
                        let row = linked(polity, name, NameSort::State, language, (None, None));
                        self.rows.push(row);
                    }
                    Some((Territory::Elsewhere, _)) => {}
                    Some((Territory::Unknown, _)) | None => {
                        let fault = Fault::text(cell, "a code of today, =, and a name");
                        let place = RowPlace { table: table.into(), line };
                        self.errors.push(place.error(None, fault));
                    }
                }
            }
        }
    }

    fn language(&mut self, tag: &str) -> u16 {
        if let Some(known) = self.languages.get(tag) {
            return *known;
        }
        let next = u16::try_from(self.languages.len()).unwrap_or(u16::MAX);
        self.languages.insert(tag.into(), next);
        next
    }

    fn finish(self) -> (NameTable, Vec<TableError>) {
        let mut languages: Vec<_> = self.languages.into_iter().collect();
        languages.sort_by_key(|(_, at)| *at);
        let languages = languages.into_iter().map(|(tag, _)| tag).collect();
        let made = MadeOfNames::default();
        (NameTable { rows: self.rows, languages, made }, self.errors)
    }
}

/// What a code of the CLDR stands for.
#[derive(Clone, Copy)]
enum Territory<'s> {
    Here(Polity<'s>),
    /// A polity that is built in, and none of these systems.
    Elsewhere,
    Unknown,
}

/// By the codes built in, which systems of the user's own may have changed.
fn territory<'s>(systems: &'s Systems, code: &str) -> Territory<'s> {
    let builtin = Systems::builtin();
    let polity = match code {
        // ISO 3166-1 has no code for Kosovo; this one, left to users, is what the CLDR has.
        "XK" => builtin.polity("kosovo"),
        _ => builtin.polity_of(&CodeSystem::ISO2, code, NaiveDate::MAX).exact().copied(),
    };
    let Some(polity) = polity else {
        return Territory::Unknown;
    };
    systems.polity(polity.id().as_str()).map_or(Territory::Elsewhere, Territory::Here)
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
    use super::{CLDR, NAMES, NameCells, NameTable};
    use crate::systems::Systems;
    use crate::systems::tables::draft::TablesDraft;

    #[test]
    fn the_tables_built_in_have_no_mistake() {
        let (names, errors) = NameTable::read(Systems::builtin(), &[], true);
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(errors, [""; 0]);
        let empty = names.rows.iter().filter(|row| row.days.0 > row.days.1);
        assert_eq!(empty.map(|row| &*row.text).collect::<Vec<_>>(), [""; 0]);
    }

    #[test]
    fn the_table_built_in_is_read_as_other_tables_are() {
        let mut draft = TablesDraft::default();
        draft.read_names(NAMES.0, NAMES.1);
        assert!(draft.errors.is_empty() && draft.names.rows.len() > 4_000);
        let lines = NAMES.1.lines().filter(|line| !line.starts_with('#'));
        let read: Vec<_> = lines.filter_map(NameCells::read).collect();
        let told = draft.names.rows.iter().map(|row| NameCells {
            polity: row.polity.as_str(),
            name: &row.name,
            sort: row.sort,
            language: &row.language,
            days: (row.from, row.to),
        });
        assert_eq!(read, told.collect::<Vec<_>>());
    }

    #[test]
    fn the_tables_built_in_by_default_are_less_than_a_megabyte() {
        let others = TablesDraft::BUILTIN.iter().map(|(_, text)| text.len());
        let default = others.chain([NAMES.1.len(), CLDR[0].1.len()]).sum::<usize>();
        assert!(default < 1_000_000, "{default}");
    }
}
