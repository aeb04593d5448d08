//! Panels: state-years, dyad-years and state-days, row by row and as columns.

use chrono::Datelike;

use super::membership::{Spell, SystemMembership};
use crate::model::closed_codes;
use crate::systems::codes::convert::common_days;
use crate::time::NaiveDate;

closed_codes! {
    /// Which pairs of states are counted.
    ///
    /// ```
    /// use detente::systems::{CodeSystem, DyadOrder, Systems};
    ///
    /// let membership = Systems::builtin().membership(&CodeSystem::COW_2016)?;
    /// let count = |order| membership.dyad_years(order).filter(|row| row.2 == 1816).count();
    /// assert_eq!(count(DyadOrder::Directed), 2 * count(DyadOrder::Undirected));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub enum DyadOrder, "sort of dyads" {
        /// Each pair in both orders.
        Directed = "directed",
        /// Each pair once, the lower code first.
        Undirected = "undirected",
    }
}

/// Years without a break, both inclusive, of one code or of a pair of them.
struct Run<K> {
    key: K,
    first: i32,
    last: i32,
}

impl<'s> SystemMembership<'s> {
    /// The state-years, by code and year: a code is in a year if it is a member on any day of it.
    ///
    /// ```
    /// use detente::systems::{CodeSystem, Systems};
    ///
    /// let membership = Systems::builtin().membership(&CodeSystem::COW_2016)?;
    /// assert_eq!(membership.state_years().next(), Some(("2", 1816)));
    /// assert_eq!(membership.state_years().count(), 15_951);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn state_years(&self) -> impl Iterator<Item = (&'s str, i32)> {
        let name = names(self);
        self.year_runs()
            .flat_map(move |run| (run.first..=run.last).map(move |y| (name(run.key), y)))
    }

    /// The state-years as columns.
    ///
    /// ```
    /// # use detente::systems::{CodeSystem, Systems};
    /// let membership = Systems::builtin().membership(&CodeSystem::COW_2016)?;
    /// let columns = membership.state_year_columns();
    /// assert_eq!((columns.len(), columns.get(0)), (15_951, Some(("2", 1816))));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn state_year_columns(&self) -> StateYears<'s> {
        let mut columns = StateYears { names: self.names(), ..StateYears::default() };
        for run in self.year_runs() {
            columns.code.extend(times(run.key, &run));
            columns.year.extend(years(&run));
        }
        columns
    }

    /// The dyad-years, by the first code, the second and the year: both are members on one and the
    /// same day of the year, which is not so whenever both are members in the year. Every pair of
    /// codes is looked at, whether it has such a day or not.
    ///
    /// ```
    /// use detente::systems::{DyadOrder, CodeSystem, Systems};
    ///
    /// let membership = Systems::builtin().membership(&CodeSystem::COW_2016)?;
    /// // West Germany left the list when the united Germany came in.
    /// let mut dyads = membership.dyad_years(DyadOrder::Directed);
    /// assert!(!dyads.any(|row| row == ("255", "260", 1990)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn dyad_years(&self, dyads: DyadOrder) -> impl Iterator<Item = (&'s str, &'s str, i32)> {
        let name = names(self);
        self.dyad_runs(dyads).flat_map(move |run| {
            let (a, b) = run.key;
            (run.first..=run.last).map(move |year| (name(a), name(b), year))
        })
    }

    /// The dyad-years as columns.
    ///
    /// ```
    /// use detente::systems::{DyadOrder, CodeSystem, Systems};
    ///
    /// let membership = Systems::builtin().membership(&CodeSystem::COW_2016)?;
    /// let columns = membership.dyad_year_columns(DyadOrder::Directed);
    /// assert_eq!(columns.len(), 1_912_290);
    /// assert_eq!(columns.get(0), Some(("2", "20", 1920)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn dyad_year_columns(&self, dyads: DyadOrder) -> DyadYears<'s> {
        // Counting costs little beside growing three long columns.
        let rows = self.dyad_runs(dyads).map(|run| years(&run).len()).sum();
        let mut columns = DyadYears {
            names: self.names(),
            code1: Vec::with_capacity(rows),
            code2: Vec::with_capacity(rows),
            year: Vec::with_capacity(rows),
        };
        for run in self.dyad_runs(dyads) {
            columns.code1.extend(times(run.key.0, &run));
            columns.code2.extend(times(run.key.1, &run));
            columns.year.extend(years(&run));
        }
        columns
    }

    /// The state-days, by code and day: every day of every spell.
    ///
    /// ```
    /// use detente::systems::{CodeSystem, Systems};
    ///
    /// let membership = Systems::builtin().membership(&CodeSystem::GW)?;
    /// let (code, day) = membership.state_days().next().expect("a day");
    /// assert_eq!((code, day.to_string().as_str()), ("2", "1816-01-01"));
    /// assert_eq!(membership.state_days().count(), 7_209_913);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn state_days(&self) -> impl Iterator<Item = (&'s str, NaiveDate)> {
        self.spells().flat_map(|spell| {
            let code = spell.code();
            days(spell).map(move |day| (code, day))
        })
    }

    /// The state-days as columns.
    pub fn state_day_columns(&self) -> StateDays<'s> {
        let rows = self.spells().map(|spell| days(spell).size_hint().0).sum();
        let mut columns = StateDays {
            names: self.names(),
            code: Vec::with_capacity(rows),
            day: Vec::with_capacity(rows),
        };
        for spell in self.spells() {
            columns.day.extend(days(spell));
            columns.code.resize(columns.day.len(), narrow(spell.place));
        }
        columns
    }

    fn names(&self) -> Vec<&'s str> {
        self.list.codes().collect()
    }

    /// The years of each code; a year of two spells is counted with the first.
    fn year_runs(&self) -> impl Iterator<Item = Run<usize>> {
        let mut before: Option<(usize, i32)> = None;
        self.spells.iter().filter_map(move |spell| {
            let first = match before {
                Some((place, last)) if place == spell.place => spell.from.year().max(last + 1),
                _ => spell.from.year(),
            };
            let last = spell.to.year();
            before = Some((spell.place, last));
            (first <= last).then_some(Run { key: spell.place, first, last })
        })
    }

    /// The years of each pair, with a common day in each.
    fn dyad_runs(&self, dyads: DyadOrder) -> impl Iterator<Item = Run<(usize, usize)>> {
        let of_codes: Vec<&[Spell<'s>]> = self.spells.chunk_by(|a, b| a.place == b.place).collect();
        let count = of_codes.len();
        (0..count)
            .flat_map(move |a| {
                let first = if dyads == DyadOrder::Undirected { a + 1 } else { 0 };
                (first..count).filter(move |b| *b != a).map(move |b| (a, b))
            })
            .flat_map(move |(a, b)| {
                let pair = [a, b].map(|at| of_codes.get(at).copied().unwrap_or_default());
                runs_of(pair)
            })
    }
}

/// The years in which two codes, given with their spells, have a common day.
fn runs_of<'m>(
    [own, other]: [&'m [Spell<'_>]; 2],
) -> impl Iterator<Item = Run<(usize, usize)>> + use<'m> {
    let mut next = i32::MIN;
    let pairs = during(own, other)
        .iter()
        .flat_map(move |a| during(other, std::slice::from_ref(a)).iter().map(move |b| (a, b)));
    // Spells stand in order and apart, so their common days do too; a year may be met twice.
    pairs.filter_map(move |(a, b)| {
        let (from, to) = common_days((a.from, a.to), (b.from, b.to))?;
        let (first, last) = (from.year().max(next), to.year());
        next = next.max(last + 1);
        (first <= last).then_some(Run { key: (a.place, b.place), first, last })
    })
}

/// The spells of one code that may have a day in common with those of another.
fn during<'m, 's>(spells: &'m [Spell<'s>], others: &[Spell<'_>]) -> &'m [Spell<'s>] {
    let (Some(first), Some(last)) = (others.first(), others.last()) else {
        return &[];
    };
    let start = spells.partition_point(|spell| spell.to < first.from);
    let rest = spells.get(start..).unwrap_or_default();
    rest.get(..rest.partition_point(|spell| spell.from <= last.to)).unwrap_or_default()
}

fn names<'s>(membership: &SystemMembership<'s>) -> impl Fn(usize) -> &'s str + Copy + use<'s> {
    let list = membership.list;
    move |place| list.table.codes.get(place).map_or("", AsRef::as_ref)
}

fn days(spell: Spell<'_>) -> impl Iterator<Item = NaiveDate> + use<> {
    let count = usize::try_from((spell.to - spell.from).num_days() + 1).unwrap_or(0);
    spell.from.iter_days().take(count)
}

/// Lists have at most 65,535 codes, and years at most four digits.
fn narrow(place: usize) -> u16 {
    debug_assert!(u16::try_from(place).is_ok(), "longer lists are refused");
    u16::try_from(place).unwrap_or(u16::MAX)
}

fn years<K>(run: &Run<K>) -> impl ExactSizeIterator<Item = i16> + use<K> {
    let year = |year: i32| i16::try_from(year).unwrap_or(i16::MAX);
    let (first, end) = (year(run.first), year(run.last + 1));
    first..end
}

fn times<K>(place: usize, run: &Run<K>) -> impl Iterator<Item = u16> + use<K> {
    std::iter::repeat_n(narrow(place), years(run).len())
}

/// Declares a panel: the names of the codes, and columns that hold places among them.
macro_rules! panel {
    (
        $(#[$doc:meta])*
        $panel:ident { $($code:ident),+ ; $time:ident: $stored:ty }
        -> ($($text:ty),+ ; $told:ty), $convert:expr
    ) => {
        $(#[$doc])*
        ///
        /// A column of codes holds, for each row, the place of its code among
        /// [`names`](Self::names).
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $panel<'s> {
            names: Vec<&'s str>,
            $($code: Vec<u16>,)+
            $time: Vec<$stored>,
        }

        impl<'s> $panel<'s> {
            /// How many rows there are.
            pub fn len(&self) -> usize {
                self.$time.len()
            }

            /// Whether there are none.
            pub fn is_empty(&self) -> bool {
                self.$time.is_empty()
            }

            /// The codes of the list, in its order.
            pub fn names(&self) -> &[&'s str] {
                &self.names
            }

            $(
                /// A column of codes, as places among the names.
                pub fn $code(&self) -> &[u16] {
                    &self.$code
                }
            )+

            /// The column of the time.
            pub fn $time(&self) -> &[$stored] {
                &self.$time
            }

            /// The row at `row`; `None` after the last.
            pub fn get(&self, row: usize) -> Option<($($text,)+ $told)> {
                let convert: fn($stored) -> $told = $convert;
                Some((
                    $(self.names.get(usize::from(*self.$code.get(row)?)).copied()?,)+
                    convert(*self.$time.get(row)?),
                ))
            }

            /// Every row, in order.
            pub fn rows(&self) -> impl Iterator<Item = ($($text,)+ $told)> {
                (0..self.len()).filter_map(|row| self.get(row))
            }
        }
    };
}

panel! {
    /// State-years as columns.
    ///
    /// ```
    /// use detente::systems::{CodeSystem, Systems};
    ///
    /// let panel = Systems::builtin().membership(&CodeSystem::COW_2016)?.state_year_columns();
    /// let (code, year) = (panel.names()[usize::from(panel.code()[0])], panel.year()[0]);
    /// assert_eq!((code, year), ("2", 1816));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    StateYears { code; year: i16 } -> (&'s str; i32), i32::from
}
panel! {
    /// Dyad-years as columns.
    ///
    /// ```
    /// use detente::date;
    /// use detente::systems::{CodeSystem, DyadOrder, Systems};
    ///
    /// let list = Systems::builtin().list(&CodeSystem::COW_2016)?;
    /// let year = list.between(date!("1950-01-01"), date!("1950-12-31"));
    /// let panel = year.dyad_year_columns(DyadOrder::Undirected);
    /// assert_eq!(panel.get(0), Some(("2", "20", 1950)));
    /// assert!(panel.rows().any(|row| row == ("365", "710", 1950)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    DyadYears { code1, code2; year: i16 } -> (&'s str, &'s str; i32), i32::from
}
panel! {
    /// State-days as columns.
    ///
    /// ```
    /// use detente::date;
    /// use detente::systems::{CodeSystem, Systems};
    ///
    /// let list = Systems::builtin().list(&CodeSystem::COW_2016)?;
    /// let panel = list.between(date!("1990-10-02"), date!("1990-10-03")).state_day_columns();
    /// assert!(panel.rows().any(|row| row == ("260", date!("1990-10-02"))));
    /// assert!(panel.rows().all(|row| row != ("260", date!("1990-10-03"))));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    StateDays { code; day: NaiveDate } -> (&'s str; NaiveDate), |day| day
}
