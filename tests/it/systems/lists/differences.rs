//! Where we answer otherwise than a reference, and why: `differences.tsv` has every row of it.

use std::collections::{BTreeMap, HashMap};
use std::ops::RangeInclusive;

const TABLE: &str = include_str!("differences.tsv");

/// A line of the list, taken apart.
pub(super) struct Line {
    pub(super) oracle: &'static str,
    /// Columns, each with a code.
    pub(super) asked: Vec<(&'static str, &'static str)>,
    /// `None` where the question has no date.
    pub(super) years: Vec<Option<i32>>,
    /// Columns, each with our answer.
    pub(super) ours: Vec<(&'static str, &'static str)>,
    reason: &'static str,
}

/// What was asked: the column and the code, the year if one was given, and the column asked for.
type Question = (String, Option<i32>, String);

/// The list for one reference, and what was found at odds with it.
pub(super) struct Differences {
    oracle: &'static str,
    listed: HashMap<Question, &'static str>,
    faults: BTreeMap<(String, String, String), Vec<i32>>,
    compared: usize,
}

impl Differences {
    pub(super) fn of(oracle: &'static str) -> Self {
        let mut listed = HashMap::new();
        for line in lines().filter(|line| line.oracle == oracle) {
            for (question, ours) in line.answers() {
                let again = listed.insert(question.clone(), ours);
                assert_eq!(again, None, "{oracle}: {question:?} stands twice");
            }
        }
        Self { oracle, listed, faults: BTreeMap::new(), compared: 0 }
    }

    /// Compares one answer. It has to be that of the reference, or stand in the list as it is.
    pub(super) fn compare(
        &mut self,
        asked: &str,
        year: Option<i32>,
        column: &str,
        [ours, theirs]: [&str; 2],
    ) {
        self.compared += 1;
        let listed = self.listed.get(&(asked.to_owned(), year, column.to_owned())).copied();
        let expected = if ours == theirs { None } else { Some(ours) };
        if listed == expected {
            return;
        }
        let says = format!("{ours}, the reference {theirs}, the list {}", listed.unwrap_or("none"));
        let fault = (asked.to_owned(), column.to_owned(), says);
        self.faults.entry(fault).or_default().extend(year);
    }

    /// Asserts that answers differ where the list says so, as it says, and nowhere else.
    #[track_caller]
    pub(super) fn assert_none_else(self, at_least: usize) {
        let fault = |((asked, column, says), years): (&(String, String, String), &Vec<i32>)| {
            format!("{asked} to {column}: we say {says}; years {years:?}")
        };
        let faults: Vec<_> = self.faults.iter().map(fault).collect();
        assert!(
            faults.is_empty(),
            "{} at odds with the list of differences:\n{}",
            self.oracle,
            faults.join("\n")
        );
        assert!(self.compared >= at_least, "{}: {} compared", self.oracle, self.compared);
    }
}

impl Line {
    fn read(line: &'static str) -> Self {
        let fields: Vec<_> = line.split('\t').collect();
        let [oracle, asked, years, ours, reason] =
            fields.try_into().unwrap_or_else(|_| panic!("five fields: {line}"));
        let pairs = |text: &'static str| {
            let pair = |one: &'static str| one.split_once(' ').expect("a column and a code");
            text.split(", ").map(pair).collect()
        };
        let (asked, ours) = if oracle == "country_names" {
            (vec![("", asked)], vec![("", ours)])
        } else {
            (pairs(asked), pairs(ours))
        };
        let years = match years {
            "" => vec![None],
            spans => spans.split(", ").flat_map(span).map(Some).collect(),
        };
        Self { oracle, asked, years, ours, reason }
    }

    /// Each question of the line, with our answer.
    pub(super) fn answers(&self) -> impl Iterator<Item = (Question, &'static str)> {
        self.asked.iter().flat_map(move |(from, code)| {
            self.years.iter().flat_map(move |year| {
                // What a column has of itself is no conversion.
                let others = self.ours.iter().filter(move |(column, _)| column != from);
                others.map(move |(column, ours)| {
                    ((format!("{from} {code}"), *year, (*column).to_owned()), *ours)
                })
            })
        })
    }
}

/// `1974`, or `1975-1983`.
fn span(text: &str) -> RangeInclusive<i32> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let year = |text: &str| text.parse().expect("a year");
    year(first)..=year(last)
}

pub(super) fn lines() -> impl Iterator<Item = Line> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(Line::read)
}

#[test]
fn every_difference_has_its_reason() {
    for line in lines() {
        assert!(line.reason.len() > 10, "{} {:?}", line.oracle, line.asked);
        assert!(!line.ours.is_empty() && !line.asked.is_empty() && !line.years.is_empty());
    }
}
