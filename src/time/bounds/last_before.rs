//! Of things that begin on uncertain days: which began last before another day.

use chrono::NaiveDate;

use crate::time::uncertain_date::UncertainDate;

/// Things in the order of the last days on which they can have begun, so that each of many days is answered
/// without a look at all of them.
#[derive(Debug)]
pub(crate) struct LastBefore<T>(Vec<Begun<T>>);

#[derive(Debug)]
struct Begun<T> {
    latest: NaiveDate,
    day: UncertainDate,
    thing: T,
    /// The place of the one that began last among those up to here.
    last: usize,
}

impl<T: Ord> LastBefore<T> {
    /// Things with the days on which they began. Of those without a last day it is never certain that they
    /// began before another.
    pub(crate) fn of(things: impl Iterator<Item = (UncertainDate, T)>) -> Self {
        let begun = |(day, thing): (UncertainDate, T)| {
            Some(Begun { latest: day.latest()?, day, thing, last: 0 })
        };
        let mut all: Vec<Begun<T>> = things.filter_map(begun).collect();
        all.sort_by_key(|begun| begun.latest);
        let mut last = 0;
        for at in 0..all.len() {
            let order = UncertainDate::by_earliest(&all[at].day, &all[last].day);
            if order.then_with(|| all[at].thing.cmp(&all[last].thing)).is_ge() {
                last = at;
            }
            all[at].last = last;
        }
        Self(all)
    }

    /// The one that began last of those that certainly began before this day; of several the greatest.
    pub(crate) fn before(&self, day: &UncertainDate) -> Option<&T> {
        let day = day.earliest()?;
        let before = self.0.partition_point(|begun| begun.latest < day);
        let begun = self.0.get(before.checked_sub(1)?)?;
        self.0.get(begun.last).map(|last| &last.thing)
    }
}
