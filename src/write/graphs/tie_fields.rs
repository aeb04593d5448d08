//! What files tell of a tie, besides its key and its ends: one list for all formats.

use std::fmt::Write as _;

use chrono::NaiveDate;

use crate::graph::{Sign, TieView};

/// What a field holds, as formats with types call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldType {
    Text,
    Number,
    Flag,
}

impl FieldType {
    /// Its name in GraphML and in GEXF.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Number => "double",
            Self::Flag => "boolean",
        }
    }
}

/// A field of a tie.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) of: FieldType,
}

/// What a field of one tie holds. `None` leaves it out, or its cell empty.
#[derive(Clone, Copy)]
pub(crate) enum FieldValue<'g> {
    None,
    Text(&'g str),
    Number(f64),
    Flag(bool),
    Day(NaiveDate),
    /// The sources behind the tie.
    Sources(TieView<'g>),
    /// The key of another tie.
    Key(TieView<'g>),
}

const fn text(name: &'static str) -> Field {
    Field { name, of: FieldType::Text }
}

/// The fields of every tie, in order.
const FIELDS: [Field; 12] = [
    text("kind"),
    text("sign"),
    Field { name: "symmetric", of: FieldType::Flag },
    Field { name: "intensity", of: FieldType::Number },
    text("earliest_start"),
    text("latest_start"),
    text("earliest_end"),
    text("latest_end"),
    text("open"),
    Field { name: "censored", of: FieldType::Flag },
    text("evidence"),
    text("about"),
];

/// Whether it certainly holds on the day, which is told of the ties of a day alone.
const HOLDS: Field = text("holds");

/// The fields of ties, of a whole graph or of a day.
pub(crate) fn fields(of_a_day: bool) -> impl Iterator<Item = Field> {
    FIELDS.into_iter().chain(of_a_day.then_some(HOLDS))
}

/// What the fields of a tie hold, in the order of [`fields`].
pub(crate) fn values(
    tie: TieView<'_>,
    of_a_day: bool,
) -> impl Iterator<Item = (Field, FieldValue<'_>)> {
    let day = |day: Option<NaiveDate>| day.map_or(FieldValue::None, FieldValue::Day);
    let values = [
        FieldValue::Text(tie.kind()),
        tie.sign().map_or(FieldValue::None, |sign: Sign| FieldValue::Text(sign.code())),
        FieldValue::Flag(tie.is_symmetric()),
        FieldValue::Number(tie.intensity()),
        day(tie.earliest_start()),
        day(tie.latest_start()),
        day(tie.earliest_end()),
        day(tie.latest_end()),
        tie.open_ends().map_or(FieldValue::None, FieldValue::Text),
        FieldValue::Flag(tie.is_censored()),
        if tie.evidence().len() == 0 { FieldValue::None } else { FieldValue::Sources(tie) },
        tie.object().map_or(FieldValue::None, FieldValue::Key),
    ];
    let holds = of_a_day.then(|| (HOLDS, FieldValue::Text(tie.holds().word())));
    FIELDS.into_iter().zip(values).chain(holds)
}

impl FieldValue<'_> {
    /// Writes it as text; sources are parted by a space, which no id has.
    pub(crate) fn write(self, out: &mut String) {
        match self {
            Self::None => {}
            Self::Text(text) => out.push_str(text),
            Self::Number(number) => drop(write!(out, "{number}")),
            Self::Flag(flag) => out.push_str(if flag { "true" } else { "false" }),
            Self::Day(day) => drop(write!(out, "{day}")),
            Self::Sources(tie) => {
                for (at, source) in tie.evidence().enumerate() {
                    if at > 0 {
                        out.push(' ');
                    }
                    out.push_str(source.as_str());
                }
            }
            Self::Key(tie) => write_key(out, tie),
        }
    }
}

/// Writes the key of a tie in the file: a reference to its record, or `_:` and its place.
///
/// Readers take a key that looks like a number for one, so that "1" and "01" would be one tie; no
/// key looks so.
pub(crate) fn write_key(out: &mut String, tie: TieView<'_>) {
    match tie.id() {
        Some(id) => drop(write!(out, "tie:{id}")),
        None => drop(write!(out, "_:{}", tie.ix().index())),
    }
}
