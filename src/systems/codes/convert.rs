//! Conversion: from a code to a polity, from a polity to a code, from one list to another.

use std::collections::HashSet;

use super::code_spell::CodeSpell;
use super::code_system::CodeSystem;
use super::list::{CountryList, Days, Stretch};
use crate::model::StateId;
use crate::systems::Answer;
use crate::systems::At;
use crate::systems::Polity;
use crate::systems::Systems;

pub(crate) fn common_days(a: Days, b: Days) -> Option<Days> {
    let both = (a.0.max(b.0), a.1.min(b.1));
    (both.0 <= both.1).then_some(both)
}

impl Systems {
    /// What `code` of `system` stands for at a time.
    ///
    /// Codes are read as the system writes them: `2` and `002` are one number, letters may be
    /// small, and blanks around them do not count. In a year, what the code stands for on any of
    /// its days is a candidate; [`At::Ever`], on any day at all.
    ///
    /// ```
    /// use detente::date;
    /// use detente::systems::{At, CodeSystem, Systems};
    ///
    /// let systems = Systems::builtin();
    /// let usa = systems.polity_of(&CodeSystem::COW, "002", date!("1950-01-01"));
    /// assert_eq!(usa, systems.polity_of(&CodeSystem::COWC, "USA", date!("1950-01-01")));
    /// let ever = systems.polity_of(&CodeSystem::COW, "365", At::Ever);
    /// assert_eq!(ever.candidates().len(), 4);
    /// ```
    pub fn polity_of(
        &self,
        system: &CodeSystem,
        code: &str,
        at: impl Into<At>,
    ) -> Answer<Polity<'_>> {
        let Ok(list) = self.list(system) else {
            return unknown(system, code, None);
        };
        let Some(place) = list.table.find(code) else {
            return unknown(system, code, list.table.nearest(code));
        };
        let candidates = |at: At| {
            let held = list.table.of_code_within(place, at.days());
            let held = in_force(list, held, at.days());
            let mut all: Vec<_> = held.map(|stretch| list.view(stretch).polity()).collect();
            keep_first(&mut all, |polity| polity.at);
            all
        };
        let asked = || list.table.codes.get(place).cloned().unwrap_or_default();
        answer(&[list], at.into(), candidates, list, asked)
    }

    /// The code to write for a polity in `system` at a time.
    ///
    /// ```
    /// use detente::date;
    /// use detente::systems::{CodeSystem, Systems};
    ///
    /// let systems = Systems::builtin();
    /// let id = detente::id!("namibia");
    /// let code = systems.code_of(&id, &CodeSystem::ISO2, date!("2000-01-01"));
    /// assert_eq!(code.exact().map(|code| code.code()), Some("NA"));
    /// ```
    pub fn code_of(
        &self,
        polity: &StateId,
        system: &CodeSystem,
        at: impl Into<At>,
    ) -> Answer<CodeSpell<'_>> {
        let (list, place) = match (self.list(system), self.place(polity.as_str())) {
            (Ok(list), Some(place)) => (list, place),
            (_, None) => {
                let near = self.nearest_polity(polity.as_str());
                return unknown(system, polity.as_str(), near.map(Into::into));
            }
            (Err(_), _) => return unknown(system, polity.as_str(), None),
        };
        let candidates = |at: At| {
            let written = in_force(list, list.table.written(place), at.days());
            let mut all: Vec<_> = written.map(|stretch| list.view(stretch)).collect();
            // A code counts once.
            keep_first(&mut all, |spell| spell.stretch.code);
            all
        };
        answer(&[list], at.into(), candidates, list, || polity.as_str().into())
    }

    /// The code in the list `to` for what `code` stands for in the list `from`.
    ///
    /// Both lists have to have the polity on one and the same day of the time asked of. Where they
    /// give one polity several codes, or one code several polities, within that time, all of them
    /// are candidates.
    ///
    /// ```
    /// use detente::date;
    /// use detente::systems::{At, CodeSystem, Systems};
    ///
    /// let systems = Systems::builtin();
    /// let (cow, gw) = (CodeSystem::COW, CodeSystem::GW);
    /// let answer = systems.convert(&cow, "260", &gw, date!("1989-11-09"));
    /// assert_eq!(answer.exact().map(|code| code.code()), Some("260"));
    /// let answer = systems.convert(&gw, "260", &cow, At::Year(1990));
    /// let codes: Vec<_> = answer.candidates().iter().map(|code| code.code()).collect();
    /// assert_eq!(codes, ["255", "260"]);
    /// ```
    pub fn convert(
        &self,
        from: &CodeSystem,
        code: &str,
        to: &CodeSystem,
        at: impl Into<At>,
    ) -> Answer<CodeSpell<'_>> {
        let Ok(source) = self.list(from) else {
            return unknown(from, code, None);
        };
        let Some(place) = source.table.find(code) else {
            return unknown(from, code, source.table.nearest(code));
        };
        let Ok(target) = self.list(to) else {
            return unknown(to, code, None);
        };
        let at = at.into();
        let candidates = |at: At| {
            let found = partners(source, place, target, at.days());
            found.into_iter().map(|(_, stretch)| target.view(stretch)).collect()
        };
        // The list to blame is the first that has nothing at the time.
        let held = source.table.of_code_within(place, at.days());
        let mut held = in_force(source, held, at.days());
        let asked = || source.table.codes.get(place).cloned().unwrap_or_default();
        match held.next() {
            Some(one) => answer(&[source, target], at, candidates, target, || {
                source.view(one).polity().id().as_str().into()
            }),
            None => answer(&[source, target], at, candidates, source, asked),
        }
    }
}

/// The codes of `target` for what the code at `place` of `source` stands for, each once, in order,
/// with the places of their stretches.
fn partners<'s>(
    source: CountryList<'s>,
    place: usize,
    target: CountryList<'s>,
    days: Days,
) -> Vec<(usize, &'s Stretch)> {
    let held = source
        .table
        .of_code_within(place, days)
        .filter_map(|(_, held)| Some((held.polity, common_days(source.table.days(held), days)?)));
    let mut held: Vec<(usize, Days)> = held.collect();
    held.sort_unstable();
    let mut found = Vec::new();
    for of_one in held.chunk_by(|(a, _), (b, _)| a == b) {
        let Some((polity, _)) = of_one.first() else { continue };
        // A code stands for a polity once on a day, so that these stand apart.
        let meets = |(from, to): Days| {
            let next = of_one.partition_point(|(_, held)| held.1 < from);
            of_one.get(next).is_some_and(|(_, held)| held.0 <= to)
        };
        let theirs = target.table.written(*polity);
        found.extend(theirs.filter(|(_, one)| meets(target.table.days(one))));
    }
    // In the order of the list those of one code stand together.
    found.sort_by_key(|(at, _)| *at);
    found.dedup_by_key(|(_, stretch)| stretch.code);
    found
}

fn in_force<'s>(
    list: CountryList<'s>,
    stretches: impl Iterator<Item = (usize, &'s Stretch)>,
    days: Days,
) -> impl Iterator<Item = &'s Stretch> {
    stretches
        .map(|(_, stretch)| stretch)
        .filter(move |stretch| common_days(list.table.days(stretch), days).is_some())
}

/// Keeps the first of each key, in order.
pub(crate) fn keep_first<T>(all: &mut Vec<T>, key: impl Fn(&T) -> usize) {
    if all.len() < 2 {
        return;
    }
    let mut seen = HashSet::with_capacity(all.len());
    all.retain(|one| seen.insert(key(one)));
}

fn unknown<T>(system: &CodeSystem, asked: &str, nearest: Option<Box<str>>) -> Answer<T> {
    Answer::Unknown { system: system.clone(), asked: asked.into(), nearest }
}

/// Words what `candidates` finds at a time, or why it finds nothing.
fn answer<T>(
    lists: &[CountryList<'_>],
    at: At,
    candidates: impl Fn(At) -> Vec<T>,
    blamed: CountryList<'_>,
    asked: impl FnOnce() -> Box<str>,
) -> Answer<T> {
    let ended = lists.iter().filter_map(|list| Some((list.last_day()?, *list)));
    let first_to_end = ended.min_by_key(|(last_day, _)| *last_day);
    if let Some((last_day, list)) = first_to_end
        && at.days().0 > last_day
    {
        let said = candidates(At::Day(last_day));
        return Answer::AfterEdition { system: list.system().clone(), last_day, said };
    }
    let mut found = candidates(at);
    match (found.pop(), found.is_empty()) {
        (Some(one), true) => Answer::Exact(one),
        (Some(last), false) => {
            found.push(last);
            Answer::Ambiguous(found)
        }
        (None, _) => Answer::NotInSystem {
            system: blamed.system().clone(),
            asked: asked(),
            at,
            otherwise: candidates(At::Ever),
        },
    }
}
