//! The columns of a table of ties, found by their headings.

use std::collections::HashSet;

use csv::ByteRecord;

use crate::model::closed_codes;
use crate::model::fault::Fault;

closed_codes! {
    /// What a column of a table of ties says. Closed. Only the first three have to be there.
    ///
    /// ```
    /// use detente::read::{TieColumn, TieCsv};
    ///
    /// assert_eq!(TieColumn::from_code("censored"), Ok(TieColumn::Censored));
    /// let options = TieCsv::new().with_column(TieColumn::Sign, "polarity");
    /// let tie = options.for_text("from,to,kind,polarity\nrussia,japan,threat,-\n")?.next().expect("a row")?;
    /// assert!(tie.sign().is_some());
    /// # Ok::<(), detente::read::ReadError>(())
    /// ```
    pub enum TieColumn, "column of ties" {
        /// The id of the actor whose stance or act it is. `source` is another heading for it.
        From = "from",
        /// The id of the actor toward whom. `target` is another heading for it.
        To = "to",
        /// The code of a [`RelationKind`](crate::graph::RelationKind).
        Kind = "kind",
        /// `+`, `-`, or nothing.
        Sign = "sign",
        /// `true` if it holds between the two alike; `false`, or nothing, if it leads one way. In a table
        /// without such a column the kind decides, where it is one of ours.
        Symmetric = "symmetric",
        /// Above 0 and at most 1; nothing is 1.
        Intensity = "intensity",
        /// When it began, as an EDTF date; `..` if it has no start.
        Start = "start",
        /// When it ended, as an EDTF date; `..` if it has no end; `still 2024-06-17`.
        End = "end",
        /// The first day on which it can have begun.
        EarliestStart = "earliest_start",
        /// The last day on which it can have begun. Where neither this nor the earliest end is told, in
        /// a table that has both columns, the tie may not have been at all.
        LatestStart = "latest_start",
        /// The first day on which it can have ended.
        EarliestEnd = "earliest_end",
        /// The last day on which it can have ended.
        LatestEnd = "latest_end",
        /// Which end it has not: `start`, `end` or `both`.
        Open = "open",
        /// `true` if it was last heard of on its earliest end.
        Censored = "censored",
        /// The ids of sources, parted by spaces.
        Evidence = "evidence",
        /// Its id, with or without `tie:`; a place (`_:7`) is none.
        Id = "id",
        /// The id of the tie that it is about, which has to be in the graph that is built of them;
        /// in the table of a day it may be missing.
        About = "about",
        /// The day of which the table is, which is no part of the tie; it has to be one day.
        On = "on",
    }
}

impl TieColumn {
    const COUNT: usize = Self::ALL.len();

    /// Those without which there is no tie.
    const REQUIRED: [Self; 3] = [Self::From, Self::To, Self::Kind];

    fn of_heading(heading: &str) -> Option<Self> {
        match heading {
            "source" => Some(Self::From),
            "target" => Some(Self::To),
            _ => Self::from_code(heading).ok(),
        }
    }
}

/// Headings that stand in files of ours and say nothing of a tie itself.
const BESIDE: [&str; 3] = ["holds", "source_label", "target_label"];

/// Columns that say the same, in one way and in another.
const RIVALS: [(TieColumn, TieColumn); 4] = [
    (TieColumn::Start, TieColumn::EarliestStart),
    (TieColumn::Start, TieColumn::LatestStart),
    (TieColumn::End, TieColumn::EarliestEnd),
    (TieColumn::End, TieColumn::LatestEnd),
];

/// What is said of headings before a table is read.
#[derive(Clone, Debug, Default)]
pub(super) struct Headings {
    /// Columns under headings of the user's own.
    pub(super) own: Vec<(TieColumn, String)>,
    pub(super) passed_over: Vec<String>,
    pub(super) pass_over_others: bool,
}

impl Headings {
    fn column(&self, heading: &str) -> Option<TieColumn> {
        if self.passed_over.iter().any(|other| other == heading) {
            return None;
        }
        if let Some((column, _)) = self.own.iter().find(|(_, own)| own == heading) {
            return Some(*column);
        }
        // A column with a heading of its own is not looked for under the usual one.
        let is_moved = |column: &TieColumn| self.own.iter().any(|(moved, _)| moved == column);
        TieColumn::of_heading(heading).filter(|column| !is_moved(column))
    }

    fn passes_over(&self, heading: &str) -> bool {
        self.pass_over_others
            || self.passed_over.iter().any(|other| other == heading)
            || BESIDE.contains(&heading)
    }

    /// What a column is called where it is missing.
    fn name(&self, column: TieColumn) -> &str {
        let own = self.own.iter().find(|(moved, _)| *moved == column);
        own.map_or(column.code(), |(_, heading)| heading)
    }
}

/// Where each column stands in a record.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    places: [Option<usize>; TieColumn::COUNT],
    headings: Vec<String>,
}

impl Columns {
    /// Finds the columns; an error tells the heading that it is about.
    pub(super) fn find(
        record: &ByteRecord,
        said: &Headings,
    ) -> Result<Self, (Option<String>, Fault)> {
        let mut all = Self::default();
        let mut seen = HashSet::new();
        for (place, heading) in record.iter().enumerate() {
            let heading = text(heading).map_err(|fault| (None, fault))?;
            let refuse = |fault| Err((Some(heading.to_owned()), fault));
            if !heading.is_empty() && !seen.insert(heading) {
                return refuse(Fault::again(heading));
            }
            all.headings.push(heading.to_owned());
            match said.column(heading) {
                Some(column) => {
                    let before = all.places[column as usize].replace(place);
                    if let Some(before) = before {
                        let both = format!("{:?} beside {heading:?}", all.headings[before]);
                        return refuse(Fault::phrase(both, "one of the two, which say the same"));
                    }
                }
                None if said.passes_over(heading) => {}
                None => return refuse(unknown(heading, said)),
            }
        }
        all.check(said).map_err(|fault| (None, fault))?;
        Ok(all)
    }

    fn check(&self, said: &Headings) -> Result<(), Fault> {
        if self.headings.iter().all(String::is_empty) {
            return Err(Fault::phrase("nothing", "a row of headings"));
        }
        for (one, other) in RIVALS {
            if let (Some(one), Some(other)) = (self.place(one), self.place(other)) {
                let both = format!("{:?} beside {:?}", self.headings[one], self.headings[other]);
                return Err(Fault::phrase(both, "one of the two, which say the same"));
            }
        }
        let missing = TieColumn::REQUIRED.into_iter().find(|column| self.place(*column).is_none());
        missing.map_or(Ok(()), |column| {
            let found = format!("the headings {}", self.headings.join(", "));
            let expected =
                format!("also {:?}; TieCsv::with_column reads another", said.name(column));
            Err(Fault::phrase(found, expected))
        })
    }

    pub(super) fn place(&self, column: TieColumn) -> Option<usize> {
        self.places[column as usize]
    }

    pub(super) fn count(&self) -> usize {
        self.headings.len()
    }

    /// The heading under which a column stands.
    pub(super) fn heading(&self, column: TieColumn) -> Option<&str> {
        self.place(column).map(|place| self.headings[place].as_str())
    }
}

fn unknown(heading: &str, said: &Headings) -> Fault {
    if heading.contains([';', '\t']) {
        let expected = "headings between commas; TieCsv::with_delimiter sets another delimiter";
        return Fault::text(heading, expected);
    }
    let known = TieColumn::ALL.iter().map(|column| said.name(*column));
    let expected = "a column of ties; TieCsv::without_column passes over what is none";
    Fault::text(heading, expected).nearest_of(heading, known.chain(["source", "target"]))
}

/// A cell as text.
pub(super) fn text(cell: &[u8]) -> Result<&str, Fault> {
    std::str::from_utf8(cell).map_err(|error| {
        let valid = String::from_utf8_lossy(&cell[..error.valid_up_to()]);
        Fault::phrase(format!("bytes that are no UTF-8 after {valid:?}"), "text in UTF-8")
    })
}
