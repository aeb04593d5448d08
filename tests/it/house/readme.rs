//! The README and the guide say what is so: programs are an example, and print what the page says.

use support::files::{README, guide, in_repository};

/// The blocks of code of one kind.
fn blocks(kind: &str) -> Vec<&'static str> {
    blocks_of(README, kind)
}

fn blocks_of(page: &'static str, kind: &str) -> Vec<&'static str> {
    let fence = format!("```{kind}\n");
    let ends = |block: &'static str| block.split_once("```").map(|(code, _)| code);
    page.split(fence.as_str()).skip(1).filter_map(ends).collect()
}

/// The four programs, each with what the page says that it prints.
const PROGRAMS: [&str; 4] = [
    include_str!("../../../examples/readme/facts.rs"),
    include_str!("../../../examples/readme/ties.rs"),
    include_str!("../../../examples/readme/codes.rs"),
    include_str!("../../../examples/readme/accounts.rs"),
];

#[test]
fn the_programs_are_the_example_readme() {
    let programs = PROGRAMS.map(|program| program.replace("pub(crate) fn main", "fn main"));
    assert_eq!(blocks("rust"), programs);
}

#[test]
fn the_front_page_has_at_most_600_words_beside_its_programs() {
    let (front, _) = README.split_once("\n# Reference").expect("a reference part");
    let prose: String = front.split("```").step_by(2).collect();
    let words = prose.split_whitespace().count();
    assert!(words <= 600, "{words} words");
}

#[test]
fn they_print_what_the_readme_says() {
    let printed = include_str!("../../../examples/output/readme.txt");
    assert_eq!(blocks("text").join("\n"), printed.trim_end_matches('\n').to_owned() + "\n");
}

#[test]
fn the_briefing_prints_what_the_guide_says() {
    let briefing = include_str!("../../../examples/output/pyongyang_2024.txt");
    assert!(briefing.contains(blocks_of(guide::OVER_TIME, "text")[0]));
}

#[cfg(feature = "json")]
#[test]
fn a_mistake_reads_like_that() {
    let text = include_str!("../../fixtures/readme/impossible_date.json");
    let error = detente::Dossier::from_json(text).unwrap_err();
    assert_eq!(blocks_of(guide::JSON, "text")[0].trim_end(), error.to_string());
}

#[test]
fn it_names_every_example() {
    let golden =
        std::fs::read_dir(in_repository("examples/output")).expect("the outputs of the examples");
    for file in golden {
        let name = file.expect("an entry").path();
        let name = name.file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(README.contains(&format!("`{name}`")), "the README names the example {name}");
    }
}
