//! The laws of choosing, whatever is told: what is vaguer, copied or told twice decides nothing.

use detente::model::{
    Account, CitedSpeaker, Person, PersonRecord, Source, SourceId, Visit, VisitIdentity,
    VisitRecord,
};
use detente::time::{NaiveDate, Period, UncertainDate};
use detente::{Certainty, Dossier, Stance, date, id};
use proptest::prelude::*;

const SOURCES: [&str; 6] = ["s0", "s1", "s2", "s3", "s4", "s5"];

/// A word on a birth: by which source, when, how, through whom.
#[derive(Clone, Debug)]
struct Told {
    by: usize,
    date: UncertainDate,
    certainty: Certainty,
    stance: Stance,
    via: Option<&'static str>,
}

impl Told {
    fn account(&self) -> Account<Person> {
        let by = SourceId::new(SOURCES[self.by]).unwrap();
        let account = Account::by(by)
            .stance(self.stance)
            .certainty(self.certainty)
            .with(Person::BORN, self.date.clone());
        match self.via {
            Some(speaker) => account.via([speaker.parse::<CitedSpeaker>().unwrap()]),
            None => account,
        }
    }
}

fn some_date() -> impl Strategy<Value = UncertainDate> {
    let texts =
        ["1983-01-08", "1983-01-09", "1983-01", "1983", "1984", "1984-01-08", "1983/1984", "1982"];
    prop::sample::select(texts.to_vec())
        .prop_map(|text| match text.split_once('/') {
            Some(_) => UncertainDate::between(Some(date!("1983-01-01")), Some(date!("1984-12-31"))),
            None => text.parse(),
        })
        .prop_map(Result::unwrap)
}

fn told() -> impl Strategy<Value = Told> {
    let stances = [Stance::Affirms, Stance::Affirms, Stance::Presupposes, Stance::Mentions];
    let via = prop::sample::select(vec![None, None, Some("ruritania"), Some("strelsau")]);
    (
        0..5_usize,
        some_date(),
        prop::sample::select(Certainty::ALL.to_vec()),
        prop::sample::select(stances.to_vec()),
        via,
    )
        .prop_map(|(by, date, certainty, stance, via)| Told {
            by,
            date,
            certainty,
            stance,
            via,
        })
}

/// Each source of its own day; the last rests on the first, and is the latest.
fn dossier(told: &[Told]) -> Dossier {
    let mut builder = Dossier::builder().state("ruritania").state("strelsau");
    for (at, source) in SOURCES.iter().enumerate() {
        let day = [3, 1, 3, 2, 5, 9][at];
        let day = NaiveDate::from_ymd_opt(2024, 6, day).unwrap();
        let source = Source::new(SourceId::new(source).unwrap()).published(day);
        builder = builder.source(if at == 5 { source.derived_from(id!("s0")) } else { source });
    }
    let record = PersonRecord::new(id!("p"), ());
    let record = told.iter().fold(record, |record, told| record.account(told.account()));
    builder.record(record).build().unwrap()
}

/// What is taken of the birth, as text.
fn born(told: &[Told]) -> Option<String> {
    let known = dossier(told).as_known();
    known.person("p").unwrap().get(Person::BORN).map(ToString::to_string)
}

fn firmness(told: &Told) -> (bool, u8) {
    let certainty = match told.certainty {
        Certainty::Certain | Certainty::Unstated => 2,
        Certainty::Probable => 1,
        _ => 0,
    };
    (told.stance != Stance::Mentions, certainty)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_vaguer_word_changes_no_decided_answer(
        all in prop::collection::vec(told(), 1..6),
        vaguer in some_date(),
    ) {
        let Some(taken) = born(&all) else { return Ok(()) };
        let taken_date: Result<UncertainDate, _> = taken.parse();
        let Ok(date) = taken_date else { return Ok(()) };
        // By a source that has told nothing yet, no more firmly than whoever tells what is taken.
        let Some(by) = (0..5).find(|by| all.iter().all(|told| told.by != *by)) else { return Ok(()) };
        if !date.refines(&vaguer) || date == vaguer {
            return Ok(());
        }
        let tellers = all.iter().filter(|told| told.date == date);
        let Some(least) = tellers.min_by_key(|told| firmness(told)).cloned() else { return Ok(()) };
        let more = Told { by, date: vaguer, via: None, ..least };
        let with: Vec<Told> = all.iter().cloned().chain([more]).collect();
        prop_assert_eq!(born(&with), Some(taken));
    }

    #[test]
    fn a_copy_of_what_was_replaced_changes_nothing(
        all in prop::collection::vec(told(), 1..6),
        place in any::<prop::sample::Index>(),
    ) {
        // Whatever the root says or has said: the copy comes last, by the source that rests on it.
        let of_root: Vec<&Told> = all.iter().filter(|told| told.by == 0).collect();
        if of_root.is_empty() {
            return Ok(());
        }
        let copy = Told { by: 5, ..of_root[place.index(of_root.len())].clone() };
        let with: Vec<Told> = all.iter().cloned().chain([copy]).collect();
        prop_assert_eq!(born(&with), born(&all));
    }

    #[test]
    fn the_order_of_entry_never_counts(
        (all, shuffled) in prop::collection::vec(told(), 1..7)
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        let explain = |all: &[Told]| {
            let known = dossier(all).as_known();
            known.person("p").unwrap().explain(Person::BORN).to_string()
        };
        prop_assert_eq!(explain(&all), explain(&shuffled));
    }

    #[test]
    fn a_speaker_told_of_twice_is_one_root(
        all in prop::collection::vec(told(), 1..5),
        first in some_date(),
    ) {
        // Two sources of one day that have it from one speaker: the second adds no support.
        let by_speaker = |by| Told {
            by,
            date: first.clone(),
            certainty: Certainty::Unstated,
            stance: Stance::Affirms,
            via: Some("ruritania"),
        };
        let others: Vec<Told> = all.into_iter().filter(|told| ![0, 2].contains(&told.by)).collect();
        let once: Vec<Told> = others.iter().cloned().chain([by_speaker(0)]).collect();
        let twice: Vec<Told> = once.iter().cloned().chain([by_speaker(2)]).collect();
        prop_assert_eq!(born(&twice), born(&once));
    }

    #[test]
    fn ends_are_taken_by_themselves(
        starts in prop::collection::vec(prop::sample::select(vec!["2024-06-01", "2024-06-03", "2024-06"]), 2..5),
        ends in prop::collection::vec(prop::sample::select(vec!["2024-06-10", "2024-06-12", "unknown", "still 2024-06-05"]), 2..5),
    ) {
        let identity = VisitIdentity::new(id!("p"), id!("ruritania"));
        let record = VisitRecord::new(id!("v"), identity);
        let mut builder = Dossier::builder().state("ruritania").record(PersonRecord::new(id!("p"), ()));
        let mut spans = Vec::new();
        for (at, (from, to)) in starts.iter().zip(&ends).enumerate() {
            let day = NaiveDate::from_ymd_opt(2024, 7, u32::try_from(at).unwrap() + 1).unwrap();
            builder = builder.source(Source::new(SourceId::new(SOURCES[at]).unwrap()).published(day));
            let end = |text: &str| text.parse::<detente::time::End>().unwrap();
            spans.push(Period::new(end(from), end(to)).unwrap());
        }
        let record = spans.iter().enumerate().fold(record, |record, (at, span)| {
            let by = SourceId::new(SOURCES[at]).unwrap();
            record.account(Account::by(by).with(Visit::ACTUAL, span.clone()))
        });
        let known = builder.record(record).build().unwrap().as_known();
        let visit = known.visit("v").unwrap();
        let Some(taken) = visit.actual() else { return Ok(()) };
        // Each end is one that somebody tells; what somebody knows is not unknown.
        prop_assert!(spans.iter().any(|span| span.from() == taken.from()));
        prop_assert!(spans.iter().any(|span| span.to() == taken.to()));
        let is_unknown = |span: &Period| *span.to() == detente::time::End::Unknown;
        prop_assert_eq!(is_unknown(&taken), spans.iter().all(is_unknown));
        // And it is the same value each time it is asked for.
        prop_assert_eq!(visit.get(Visit::ACTUAL), known.visit("v").unwrap().get(Visit::ACTUAL));
    }
}
