//! The cells of one row, made a tie.

use chrono::NaiveDate;
use csv::ByteRecord;

use super::columns::{Columns, TieColumn, text};
use crate::graph::{Bounds, DatedTie, DayStretch, RelationKind, Sign};
use crate::model::fault::Fault;
use crate::model::{ActorId, Direction, Id, SourceId, Suggestion, TieId, TieKind};
use crate::time::{DayNumber, End, Period, UncertainDate};

/// What is wrong with a row, and in which column.
#[derive(Debug)]
pub(super) struct RowFault {
    pub(super) column: TieColumn,
    pub(super) fault: Fault,
    /// What was probably meant, where that is long to look for.
    pub(super) meant: Option<Suggestion>,
}

impl From<(TieColumn, Fault)> for RowFault {
    fn from((column, fault): (TieColumn, Fault)) -> Self {
        Self { column, fault, meant: None }
    }
}

/// What a cell means where that is for the user to say.
#[derive(Clone, Debug, Default)]
pub(super) struct Meanings {
    /// Kinds under words of the user's own.
    pub(super) kinds: Vec<(String, RelationKind)>,
    /// What stands before a kind that is none of ours.
    pub(super) namespace: Option<String>,
    /// Whether an empty cell of a date is a bound that is missing, and not one that is unknown.
    pub(super) blank_is_open: bool,
}

/// One row, with the columns by which it is read.
#[derive(Clone, Copy)]
pub(super) struct Row<'r> {
    pub(super) record: &'r ByteRecord,
    pub(super) columns: &'r Columns,
    pub(super) meanings: &'r Meanings,
}

impl<'r> Row<'r> {
    /// The text of a cell; nothing, if the column is missing.
    pub(super) fn cell(self, column: TieColumn) -> Result<&'r str, RowFault> {
        let cell = self.columns.place(column).and_then(|place| self.record.get(place));
        text(cell.unwrap_or_default()).map_err(|fault| (column, fault).into())
    }

    fn read<T, E: Into<Fault>>(
        self,
        column: TieColumn,
        parse: impl FnOnce(&'r str) -> Result<T, E>,
    ) -> Result<T, RowFault> {
        parse(self.cell(column)?).map_err(|fault| (column, fault.into()).into())
    }

    /// Reads a cell that may be empty.
    fn read_any<T, E: Into<Fault>>(
        self,
        column: TieColumn,
        parse: impl FnOnce(&'r str) -> Result<T, E>,
    ) -> Result<Option<T>, RowFault> {
        if self.cell(column)?.is_empty() { Ok(None) } else { self.read(column, parse).map(Some) }
    }

    /// Refuses a cell that has been read.
    fn refusal(self, column: TieColumn, expected: &str) -> RowFault {
        match self.cell(column) {
            Ok(text) => (column, Fault::text(text, expected)).into(),
            Err(fault) => fault,
        }
    }

    /// The tie that the row tells of.
    pub(super) fn tie(self) -> Result<DatedTie, RowFault> {
        let from = self.read(TieColumn::From, actor)?;
        let to = self.read(TieColumn::To, actor)?;
        let kind = self.kind(self.cell(TieColumn::Kind)?)?;
        let during = self.period()?;
        let new = if self.holds_alike(&kind)? { DatedTie::between } else { DatedTie::directed };
        let mut tie = new(kind, from, to, &during)
            .map_err(|_| self.refusal(TieColumn::To, "another actor than the one it is from"))?;
        if let Some(sign) = self.read_any(TieColumn::Sign, Sign::from_code)? {
            tie = tie.with_sign(sign);
        }
        if let Some(number) = self.read_any(TieColumn::Intensity, number)? {
            tie = tie
                .with_intensity(number)
                .map_err(|_| self.refusal(TieColumn::Intensity, INTENSITY))?;
        }
        if let Some(id) = self.read_any(TieColumn::Id, own_id)?.flatten() {
            tie = tie.with_id(id);
        }
        if let Some(object) = self.read_any(TieColumn::About, object)? {
            tie = tie.about(object);
        }
        if let Some(days) = self.days_perhaps()? {
            tie.bounds = Bounds::perhaps(days);
        }
        let evidence = self.read(TieColumn::Evidence, |text| {
            text.split_whitespace().map(SourceId::new).collect::<Result<Vec<_>, _>>()
        })?;
        Ok(tie.with_evidence(evidence))
    }

    /// Whether the tie holds alike from both ends: as the table says, or else as its kind has it.
    fn holds_alike(self, kind: &RelationKind) -> Result<bool, RowFault> {
        if self.columns.place(TieColumn::Symmetric).is_some() {
            return self.read(TieColumn::Symmetric, flag);
        }
        let known = TieKind::all().find(|known| known.as_str() == kind.as_str());
        Ok(known.and_then(|kind| kind.direction()) == Some(Direction::Symmetric))
    }

    fn kind(self, text: &str) -> Result<RelationKind, RowFault> {
        let Meanings { kinds, namespace, .. } = self.meanings;
        if let Some((_, kind)) = kinds.iter().find(|(own, _)| own == text) {
            return Ok(kind.clone());
        }
        if text.is_empty() {
            return Err((TieColumn::Kind, Fault::phrase("nothing", "a kind of relation")).into());
        }
        if let Some(kind) = RelationKind::all().find(|kind| kind.as_str() == text) {
            return Ok(kind);
        }
        let text = match namespace {
            Some(space) if !is_namespaced(text) => format!("{space}:{text}"),
            _ => text.to_owned(),
        };
        let own = if is_namespaced(&text) { RelationKind::new(&text).ok() } else { None };
        own.ok_or_else(|| no_kind(text, namespace.is_some()))
    }

    fn period(self) -> Result<Period, RowFault> {
        let open = self.read_any(TieColumn::Open, |text| match text {
            "start" | "end" | "both" => Ok(text),
            _ => Err(Fault::text(text, "start, end, both or nothing")),
        })?;
        let is_open = |end: &str| open.is_some_and(|open| open == end || open == "both");
        let from = self.end(
            [TieColumn::Start, TieColumn::EarliestStart, TieColumn::LatestStart],
            is_open("start"),
        )?;
        let to = self
            .end([TieColumn::End, TieColumn::EarliestEnd, TieColumn::LatestEnd], is_open("end"))?;
        let to = if self.read(TieColumn::Censored, flag)? { last_heard(&to)? } else { to };
        let there = [TieColumn::End, TieColumn::EarliestEnd, TieColumn::Start];
        let at = there.into_iter().find(|column| self.columns.place(*column).is_some());
        let at = at.unwrap_or(TieColumn::From);
        Period::new(from, to).map_err(|error| (at, error.into()).into())
    }

    /// The first and the last day of a tie that may not be at all: of one that is, a column for its
    /// latest start or earliest end is not empty where the other end is told.
    fn days_perhaps(self) -> Result<Option<DayStretch>, RowFault> {
        let uncertain = [TieColumn::LatestStart, TieColumn::EarliestEnd];
        if uncertain.iter().any(|column| self.columns.place(*column).is_none()) {
            return Ok(None);
        }
        for column in uncertain.into_iter().chain([TieColumn::Open]) {
            if !self.cell(column)?.is_empty() {
                return Ok(None);
            }
        }
        let first = self.read_any(TieColumn::EarliestStart, day)?.map(DayNumber::from);
        let last = self.read_any(TieColumn::LatestEnd, day)?.map(DayNumber::from);
        let is_open = self.meanings.blank_is_open && (first.is_none() || last.is_none());
        let told = !is_open && (first.is_some() || last.is_some());
        Ok(told.then_some((
            first.unwrap_or(DayNumber::UNKNOWN_FIRST),
            last.unwrap_or(DayNumber::UNKNOWN_LAST),
        )))
    }

    /// One end, from a date or from its first and last day.
    fn end(self, [date, earliest, latest]: [TieColumn; 3], is_open: bool) -> Result<End, RowFault> {
        let told = self.read_any(date, |text| match text {
            ".." => Ok(End::Open),
            _ => text.parse::<End>(),
        })?;
        let days = [self.read_any(earliest, day)?, self.read_any(latest, day)?];
        let told = match days {
            [None, None] => told,
            [first, last] => {
                let date = UncertainDate::between(first, last);
                Some(End::On(date.map_err(|error| RowFault::from((latest, error.into())))?))
            }
        };
        let is_there = |column: &TieColumn| self.columns.place(*column).is_some();
        match told {
            Some(End::Open) => Ok(End::Open),
            Some(_) if is_open => {
                let found = self.cell(TieColumn::Open)?;
                Err((TieColumn::Open, Fault::text(found, "no date at an end that is open")).into())
            }
            Some(end) => Ok(end),
            None if is_open || self.meanings.blank_is_open => Ok(End::Open),
            // A table without dates knows of no start and of no end.
            None if ![date, earliest, latest].iter().any(is_there) => Ok(End::Open),
            None => Ok(End::Unknown),
        }
    }
}

/// Whether a kind can be one of the user's own, by the rule of codes, which looks for what was meant at once.
fn is_namespaced(text: &str) -> bool {
    let is_word = |word: &str| {
        let is_legal = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        !word.is_empty() && word.chars().all(is_legal)
    };
    let words = text.split_once(':').filter(|_| text.len() <= 100);
    words.is_some_and(|(space, name)| is_word(space) && is_word(name))
}

/// What is told of a kind that is none. To find what was meant it is compared with every kind there is, which
/// a table of a million wrong rows is spared until somebody asks.
fn no_kind(text: String, has_namespace: bool) -> RowFault {
    let mut expected =
        "a kind of relation, or one of your own with a namespace (acme:word)".to_owned();
    if !has_namespace {
        expected += ", which TieCsv::with_namespace gives it";
    }
    let fault = Fault::text(&text, expected);
    let nearest = move || RelationKind::new(&text).err()?.nearest().map(str::to_owned);
    RowFault { column: TieColumn::Kind, fault, meant: Some(Suggestion::new(nearest)) }
}

/// The end of what was last heard of on a day.
fn last_heard(end: &End) -> Result<End, RowFault> {
    let day = match end {
        End::Still(day) => Some(*day),
        End::On(date) if date.latest().is_none() => date.earliest(),
        End::On(date) => date.as_day(),
        _ => None,
    };
    day.map(End::Still).ok_or_else(|| {
        let expected = "false, or the day on which it was last heard of as its earliest end";
        (TieColumn::Censored, Fault::text("true", expected)).into()
    })
}

fn actor(text: &str) -> Result<ActorId, Fault> {
    if text.is_empty() {
        return Err(Fault::phrase("nothing", "the id of an actor"));
    }
    Ok(Id::new(text)?)
}

/// The id of a tie; a place in a file (`_:7`) is none.
fn own_id(text: &str) -> Result<Option<TieId>, Fault> {
    if text.starts_with("_:") {
        return Ok(None);
    }
    Ok(Some(Id::new(text.strip_prefix("tie:").unwrap_or(text))?))
}

fn object(text: &str) -> Result<TieId, Fault> {
    Ok(Id::new(text.strip_prefix("tie:").unwrap_or(text))?)
}

const INTENSITY: &str = "a number above 0 and at most 1";

fn number(text: &str) -> Result<f64, Fault> {
    text.parse().map_err(|_| Fault::text(text, INTENSITY))
}

/// Spreadsheets write both in capitals.
fn flag(text: &str) -> Result<bool, Fault> {
    match text {
        "" => Ok(false),
        _ if text.eq_ignore_ascii_case("true") => Ok(true),
        _ if text.eq_ignore_ascii_case("false") => Ok(false),
        _ => Err(Fault::text(text, "true, false or nothing")),
    }
}

/// A day just as it is written.
fn day(text: &str) -> Result<NaiveDate, Fault> {
    let day = text.parse::<NaiveDate>().ok().filter(|day| day.to_string() == text);
    day.ok_or_else(|| Fault::text(text, "a day, YYYY-MM-DD"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_as_codes_are() {
        let of_two = |word: &str| format!("{}:{word}", "a".repeat(90));
        let texts = ["aid", "ai", "a:b", "a:", ":b", "a:b:c", "a b:c", "a:Ä-_.1", "a:b!"];
        let long = [of_two("123456789"), of_two("1234567890")];
        for text in texts.into_iter().chain(long.iter().map(String::as_str)) {
            let told = RelationKind::new(text);
            let is_known = RelationKind::all().any(|kind| kind.as_str() == text);
            assert_eq!(told.is_ok(), is_known || is_namespaced(text), "{text}");
            if let Err(error) = told {
                let RowFault { mut fault, meant, .. } = no_kind(text.to_owned(), true);
                fault.nearest = meant.and_then(|meant| meant.get().map(str::to_owned));
                // A table has too many rows to show what there is in each.
                let mut error = Fault::from(error);
                let some = error.expected.find(" such as ");
                if let Some((from, to)) = some.zip(error.expected.find(", or one of your own")) {
                    error.expected.replace_range(from..to, "");
                }
                assert_eq!(fault, error);
            }
        }
    }
}
