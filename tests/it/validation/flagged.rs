//! One small file for each code, in which that and nothing else is flagged.

use std::collections::BTreeSet;

use detente::Dossier;
use detente::dossier::IssueCode;

use super::codes;
use support::files::{fixture, in_repository};
use support::pyongyang::ARTICLE;

/// The names of the files in a folder of fixtures.
fn names(folder: &str) -> Vec<String> {
    let path = in_repository(&format!("tests/fixtures/{folder}"));
    let files = std::fs::read_dir(&path).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let name = |path: std::path::PathBuf| Some(path.file_stem()?.to_str()?.to_owned());
    files.filter_map(|file| name(file.unwrap().path())).collect()
}

fn flagged(code: &str) -> Vec<u8> {
    let path = in_repository(&format!("tests/fixtures/flagged/{code}.json"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{code}: {error}"))
}

#[test]
fn each_code_has_a_file_in_which_it_alone_is_flagged() {
    let wrong: Vec<String> = IssueCode::ALL
        .iter()
        .filter_map(|code| {
            let checked = Dossier::check_json_bytes(&flagged(code.code()));
            let found = codes(&checked.report);
            let is_dossier = checked.dossier.is_some();
            let fits = found == [code.code()] && is_dossier != code.is_of_reading();
            (!fits).then(|| format!("{}: {found:?}", code.code()))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_file_is_of_a_code() {
    let files: BTreeSet<String> = names("flagged").into_iter().collect();
    let codes: BTreeSet<String> = IssueCode::ALL.iter().map(|c| c.code().to_owned()).collect();
    assert_eq!(files, codes);
}

#[test]
fn every_issue_has_its_place() {
    for code in IssueCode::ALL {
        let checked = Dossier::check_json_bytes(&flagged(code.code()));
        let issue = &checked.report.issues()[0];
        assert!(issue.line().is_some() && issue.column().is_some(), "{issue}");
        assert_eq!(issue.code().severity(), issue.severity());
        // What is wrong with the file as a whole is about no record.
        let of_all = [IssueCode::NotUtf8, IssueCode::BrokenJson].contains(code);
        assert_eq!(issue.address().is_none(), of_all, "{issue}");
    }
}

#[test]
fn a_dossier_and_its_text_are_judged_alike() {
    for code in IssueCode::ALL {
        let Some(dossier) = Dossier::check_json_bytes(&flagged(code.code())).dossier else {
            continue;
        };
        let said = |report: detente::validation::Report| {
            let mut said: Vec<_> = report
                .issues()
                .iter()
                .map(|issue| (issue.code(), issue.found().to_owned(), issue.address().cloned()))
                .collect();
            said.sort();
            said
        };
        let text = dossier.to_json();
        assert_eq!(said(dossier.validate()), said(Dossier::check_json(&text).report), "{text}");
    }
}

#[test]
fn the_article_has_no_issue() {
    let article = ARTICLE;
    let checked = Dossier::check_json(article);
    assert_eq!(checked.report.to_string(), "");
    assert_eq!(checked.dossier, Some(Dossier::from_json(article).unwrap()));
}

/// Whatever keeps a text from being read is in the report, at the same place and in the same words.
#[test]
fn whatever_reading_refuses_is_reported() {
    for name in names("invalid") {
        let text = fixture(&format!("invalid/{name}.json"));
        let error = Dossier::from_json(&text).unwrap_err();
        let checked = Dossier::check_json(&text);
        assert!(checked.dossier.is_none(), "{name}");
        for issue in error.issues() {
            let line = issue.to_string();
            let same = checked.report.issues().iter().any(|issue| {
                let issue = issue.to_string();
                let words = line.split_once(": ").map_or(line.as_str(), |(_, words)| words);
                let place = line.split_once(": ").map_or("", |(place, _)| place);
                issue.starts_with(place) && issue.ends_with(words)
            });
            assert!(same, "{name}: {line}\nis not in\n{}", checked.report);
        }
    }
}
