//! The article and the record as one dossier.

use detente::model::{Meeting, Progress, Stop, Tenure};
use detente::time::NaiveDate;
use detente::{Knowledge, date};
use support::pyongyang::{ARTICLE, MERGED, read};

use super::{AFTER, EVE};

pub(super) fn on(day: NaiveDate) -> Knowledge {
    MERGED.as_known_on(day)
}

#[test]
fn nothing_of_the_article_is_lost() {
    let article = read(ARTICLE);
    let (alone, merged) = (article.as_known_on(EVE), on(EVE));
    let told = |known: &Knowledge| -> Vec<String> {
        let accounts = known.accounts().into_iter().filter(|told| told.by.source.id == "article");
        accounts
            .map(|told| format!("{} {:?} {:?}", told.about, told.details, told.by.provenance))
            .collect()
    };
    let without_position = |told: Vec<String>| -> Vec<String> {
        told.iter().map(|text| text.split("slot: ").next().unwrap_or(text).to_owned()).collect()
    };
    assert_eq!(without_position(told(&merged)), without_position(told(&alone)));
    let later = MERGED.as_known();
    // No word of the article is replaced by a later one of the text it tracks.
    let place = later.meeting("putin-kim-2023").expect("told").explain(Meeting::PLACE);
    assert!(place.replaced.is_empty());
    for stop in later.visit("putin-pyongyang-2024").expect("told").stops() {
        assert!(stop.explain(Stop::PROGRESS).replaced.is_empty(), "{}", stop.key());
    }
}

#[test]
fn an_article_that_names_no_start_hides_none() {
    let eve = on(EVE);
    for (tenure, from) in [
        ("putin-president", "2012-05-07"),
        ("lavrov-foreign-minister", "2004-03-09"),
        ("novak-deputy-prime-minister", "2020-11-10"),
    ] {
        let tenure = eve.tenure(tenure).expect("told");
        let chosen = tenure.get(Tenure::FROM).map(ToString::to_string);
        assert_eq!(chosen.as_deref(), Some(from), "{tenure:?}");
    }
}

#[test]
fn when_is_what_known() {
    for (day, progress) in [
        (date!("2024-06-10"), Progress::Mooted),
        (EVE, Progress::Planned),
        (date!("2024-06-18"), Progress::UnderWay),
        (AFTER, Progress::Held),
    ] {
        let known = on(day);
        let visit = known.visit("putin-pyongyang-2024").expect("told");
        assert_eq!(visit.progress(), Some(progress), "{day}");
    }
    let eve = on(EVE);
    let vietnam = eve.visit("putin-vietnam-2024").expect("told");
    let planned = vietnam.planned().map(|period| period.to_string());
    assert_eq!(planned.as_deref(), Some("2024-06-19/2024-06-20"));
}
