//! Dates as known: those given as such, and those told by another record.

use chrono::{Days, NaiveDate};

use crate::dossier::Recorded;
use crate::knowledge::choosing::choose::{undecided_days, undecided_end};
use crate::knowledge::choosing::resolver::Resolver;
use crate::knowledge::{Knowledge, PartView, View};
use crate::model::{
    Act, ActKind, Agreement, Conflict, Detail, DetailRow, Meeting, NounKind, Order, PartKind,
    RecordRef, Relative, Statement, Tenure, Tie, Visit, When, WhenDay, WhenSpan,
};
use crate::time::{End, Period, UncertainDate};

/// The date of a record, before any other record is asked.
enum Own<'k> {
    Span(&'k WhenSpan),
    Day(&'k WhenDay),
    Fixed(Period),
}

/// The dates of a record as far as the accounts decide, and some day of those told where they do not.
impl<N: Recorded> View<'_, N> {
    pub(crate) fn span(self, detail: Detail<N, WhenSpan>) -> Option<Period> {
        let told = self.get(detail).map(|when| self.known().span(when));
        told.or_else(|| undecided(self.resolver(), detail.row()))
    }

    pub(crate) fn day(self, detail: Detail<N, WhenDay>) -> Option<UncertainDate> {
        let told = self.get(detail).map(|when| self.known().day(when));
        told.or_else(|| undecided(self.resolver(), detail.row())?.start().cloned())
    }

    pub(crate) fn end(self, detail: Detail<N, End>) -> Option<End> {
        let told = self.get(detail).cloned();
        told.or_else(|| undecided_end(self.resolver(), detail.row()))
    }
}

/// As those of records.
impl<P: PartKind> PartView<'_, P> {
    pub(crate) fn span(self, detail: Detail<P, WhenSpan>) -> Option<Period> {
        let told = self.get(detail).map(|when| self.known().span(when));
        told.or_else(|| undecided(self.resolver(), detail.row()))
    }

    pub(crate) fn day(self, detail: Detail<P, WhenDay>) -> Option<UncertainDate> {
        let told = self.get(detail).map(|when| self.known().day(when));
        told.or_else(|| undecided(self.resolver(), detail.row())?.start().cloned())
    }

    pub(crate) fn end(self, detail: Detail<P, End>) -> Option<End> {
        let told = self.get(detail).cloned();
        told.or_else(|| undecided_end(self.resolver(), detail.row()))
    }
}

/// Nearly always nobody has told it, and then there is nothing to decide.
fn undecided(resolver: Resolver<'_>, row: &DetailRow) -> Option<Period> {
    if resolver.accounts.len() > 1 { undecided_days(resolver, row) } else { None }
}

impl Knowledge {
    /// The day told by `when`; bounds only, where another record tells it.
    pub(crate) fn day(&self, when: &WhenDay) -> UncertainDate {
        match when {
            When::On(moment) => moment.date().clone(),
            When::Relative(relative) => self.told_by_record(relative),
        }
    }

    /// The period told by `when`.
    pub(crate) fn span(&self, when: &WhenSpan) -> Period {
        match when {
            When::On(period) => period.clone(),
            When::Relative(relative) => stretch(relative.order, self.told_by_record(relative)),
        }
    }

    /// When a record holds or takes place, as known; of a visit the actual time before the planned.
    ///
    /// `None` for nouns without a date and where nothing is known of it.
    ///
    /// ```
    /// # use detente::Dossier;
    /// # let dossier = Dossier::builder()
    /// #     .leader("putin", "russia", "2012-05-07/..")
    /// #     .visit("pyongyang-2000", "putin", "north-korea", "2000-07-19/2000-07-20")
    /// #     .visit("pyongyang-2024", "putin", "north-korea", "2024-06-18/2024-06-19")
    /// #     .build()?;
    /// # let known = dossier.as_known();
    /// let when = known.period_of(&"visit:pyongyang-2024".parse()?).ok_or("no date")?;
    /// assert_eq!(when.to_string(), "2024-06-18/2024-06-19");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn period_of(&self, record: &RecordRef) -> Option<Period> {
        Some(match self.own_date(record)? {
            Own::Span(when) => self.span(when),
            Own::Day(when) => Period::on(self.day(when)),
            Own::Fixed(period) => period,
        })
    }

    /// Follows relative dates from record to record until one is given as such, then works back.
    fn told_by_record(&self, first: &Relative) -> UncertainDate {
        // Each link with whether what it dates lasts, or takes one day.
        let mut chain = vec![(first, false)];
        let mut to = &first.to;
        let mut anchor = loop {
            // Rings were refused when the dossier was built, so the chain ends.
            let (next, lasts) = match self.own_date(to) {
                Some(Own::Span(When::Relative(next))) => (next, true),
                Some(Own::Day(When::Relative(next))) => (next, false),
                Some(Own::Span(When::On(period))) => break Some(period.clone()),
                Some(Own::Day(When::On(moment))) => break Some(Period::on(moment.date().clone())),
                Some(Own::Fixed(period)) => break Some(period),
                None => break None,
            };
            chain.push((next, lasts));
            to = &next.to;
        };
        while let Some((relative, lasts)) = chain.pop() {
            let day = anchor.as_ref().map_or_else(unknown_day, |period| bounds(relative, period));
            if chain.is_empty() {
                return day;
            }
            anchor = Some(if lasts { stretch(relative.order, day) } else { Period::on(day) });
        }
        unknown_day()
    }

    fn own_date(&self, record: &RecordRef) -> Option<Own<'_>> {
        let id = record.id();
        match record.noun() {
            NounKind::Visit => {
                let visit = self.find::<Visit>(id)?;
                let own = |detail| own_span(visit.get(detail), || visit.span(detail));
                let stretches = || Some(Own::Fixed(visit.actual()?));
                let actual = visit.get(Visit::ACTUAL).map(Own::Span).or_else(stretches);
                actual.or_else(|| own(Visit::ACTUAL)).or_else(|| own(Visit::PLANNED))
            }
            NounKind::Meeting => {
                let meeting = self.find::<Meeting>(id)?;
                if meeting.get(Meeting::UNTIL).is_some() {
                    return meeting.period().map(Own::Fixed);
                }
                let own = |detail| own_day(meeting.get(detail), || meeting.day(detail));
                own(Meeting::ACTUAL).or_else(|| own(Meeting::PLANNED))
            }
            NounKind::Statement => {
                let statement = self.find::<Statement>(id)?;
                own_day(statement.get(Statement::WHEN), || statement.day(Statement::WHEN))
            }
            NounKind::Conflict => {
                let conflict = self.find::<Conflict>(id)?;
                own_span(conflict.get(Conflict::DURING), || conflict.span(Conflict::DURING))
            }
            NounKind::Tie => {
                let tie = self.find::<Tie>(id)?;
                own_span(tie.get(Tie::DURING), || tie.span(Tie::DURING))
            }
            NounKind::Agreement => {
                let acts = self.find::<Agreement>(id)?.parts(Agreement::ACTS);
                let signed = acts.filter(|act| *act.key().kind() == ActKind::SIGNED);
                let (done, planned): (Vec<_>, Vec<_>) =
                    signed.partition(|act| act.is_done().is_possible());
                let mut signed = done.iter().chain(&planned);
                signed.find_map(|act| own_day(act.get(Act::WHEN), || act.day(Act::WHEN)))
            }
            NounKind::Tenure => {
                let tenure = self.find::<Tenure>(id)?;
                let end = |detail| tenure.end(detail).unwrap_or(End::Unknown);
                Period::new(end(Tenure::FROM), end(Tenure::TO)).ok().map(Own::Fixed)
            }
            _ => None,
        }
    }
}

fn own_span(
    told: Option<&WhenSpan>,
    undecided: impl FnOnce() -> Option<Period>,
) -> Option<Own<'_>> {
    told.map(Own::Span).or_else(|| undecided().map(Own::Fixed))
}

fn own_day(
    told: Option<&WhenDay>,
    undecided: impl FnOnce() -> Option<UncertainDate>,
) -> Option<Own<'_>> {
    told.map(Own::Day).or_else(|| undecided().map(Period::on).map(Own::Fixed))
}

/// A day of which nothing is known.
pub(crate) fn unknown_day() -> UncertainDate {
    days(None, None)
}

/// Some day between two that are in order.
pub(crate) fn days(earliest: Option<NaiveDate>, latest: Option<NaiveDate>) -> UncertainDate {
    // In order by construction; a bound that contradicts the other says nothing.
    UncertainDate::between(earliest, latest)
        .or_else(|_| UncertainDate::between(earliest, None))
        .unwrap_or_else(|_| UncertainDate::day(NaiveDate::MIN))
}

/// A period told by another record: what lies before or during something is over with it at the
/// latest; what comes after may last.
fn stretch(order: Order, day: UncertainDate) -> Period {
    let end = match order {
        Order::After => End::Unknown,
        Order::Before | Order::During => End::On(day.clone()),
    };
    let start = match order {
        // How near it is, is told of its end.
        Order::Before => days(None, day.latest()),
        Order::After | Order::During => day.clone(),
    };
    Period::new(End::On(start), end).unwrap_or_else(|_| Period::on(day))
}

/// The days on which something can be that lies so to `anchor`.
fn bounds(relative: &Relative, anchor: &Period) -> UncertainDate {
    let within = relative.within_days.map(|days| Days::new(days.into()));
    let start = anchor.start();
    let end = anchor.end();
    match relative.order {
        Order::After => {
            let over = end.and_then(UncertainDate::earliest);
            let earliest = over.or_else(|| start.and_then(UncertainDate::earliest));
            let last = end.and_then(UncertainDate::latest);
            days(earliest, last.zip(within).and_then(|(day, n)| day.checked_add_days(n)))
        }
        Order::Before => {
            let latest = start.and_then(UncertainDate::latest);
            let first = start.and_then(UncertainDate::earliest);
            days(first.zip(within).and_then(|(day, n)| day.checked_sub_days(n)), latest)
        }
        Order::During => days(anchor.earliest(), anchor.latest()),
    }
}
