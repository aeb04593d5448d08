//! Of things that go on for a while: which can go on on a day.

use super::day_number::DayNumber;

/// Things in the order of the first days on which they can go on, so that each of many days is answered without a
/// look at all of them.
#[derive(Debug)]
pub(crate) struct GoingOn<T>(Vec<Span<T>>);

#[derive(Debug)]
struct Span<T> {
    /// The first and the last day on which it can go on.
    first: DayNumber,
    last: DayNumber,
    /// The last day of all in the range of which this one is the middle.
    last_of_range: DayNumber,
    thing: T,
}

impl<T: Copy + Ord> GoingOn<T> {
    /// Things with the bounds of the periods for which they go on.
    pub(crate) fn of(things: impl Iterator<Item = ([DayNumber; 4], T)>) -> Self {
        let span = |(bounds, thing): ([DayNumber; 4], T)| {
            let [first, .., last] = bounds;
            Span { first, last, last_of_range: last, thing }
        };
        let mut spans: Vec<Span<T>> = things.map(span).collect();
        spans.sort_by_key(|span| span.first);
        last_of_ranges(&mut spans);
        Self(spans)
    }

    /// Those that can go on at some time of a period with these bounds, in their order.
    pub(crate) fn perhaps(&self, during: [DayNumber; 4]) -> Vec<T> {
        let [first, .., last] = during;
        let mut found = Vec::new();
        // Of each range its middle is asked, and the halves beside it where they can have more.
        let mut ranges = vec![self.0.as_slice()];
        while let Some(range) = ranges.pop() {
            let (before, rest) = range.split_at(range.len() / 2);
            let Some((middle, after)) = rest.split_first() else { continue };
            if middle.last_of_range < first {
                continue;
            }
            ranges.push(before);
            if middle.first <= last {
                found.extend((first <= middle.last).then_some(middle.thing));
                ranges.push(after);
            }
        }
        found.sort_unstable();
        found
    }
}

/// Notes at the middle of a range, and of its halves, the last day of all in it, and gives it.
fn last_of_ranges<T>(range: &mut [Span<T>]) -> DayNumber {
    let (before, rest) = range.split_at_mut(range.len() / 2);
    let Some((middle, after)) = rest.split_first_mut() else { return DayNumber::NO_START };
    let beside = last_of_ranges(before).max(last_of_ranges(after));
    middle.last_of_range = middle.last.max(beside);
    middle.last_of_range
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stretch_finds_what_a_look_at_all_finds() {
        let day = |at: i32| match at {
            0 => DayNumber::NO_START,
            9 => DayNumber::NO_END,
            _ => DayNumber::from(chrono::NaiveDate::from_num_days_from_ce_opt(at).unwrap()),
        };
        let bounds = |first: i32, last: i32| [first, first, last, last].map(day);
        let all: Vec<_> = (0..40).map(|at: i32| (at * 7 % 10, at * at % 9)).collect();
        let all: Vec<_> = all.into_iter().map(|(a, b)| (a.min(b), a.max(b))).collect();
        for many in 0..all.len() {
            let spans = all[..many].iter().map(|(first, last)| bounds(*first, *last));
            let going_on = GoingOn::of(spans.zip(0..));
            for (first, last) in (0..10).flat_map(|a| (a..10).map(move |b| (a, b))) {
                let meets = |at: &usize| all[*at].0 <= last && first <= all[*at].1;
                let plain: Vec<usize> = (0..many).filter(meets).collect();
                assert_eq!(going_on.perhaps(bounds(first, last)), plain, "{first} to {last}");
            }
        }
    }
}
