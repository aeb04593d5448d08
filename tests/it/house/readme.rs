//! The README says what is so: its program is an example, and prints what it says.

use support::files::{README, in_repository};

/// The blocks of code of one kind.
fn blocks(kind: &str) -> Vec<&'static str> {
    let fence = format!("```{kind}\n");
    let ends = |block: &'static str| block.split_once("```").map(|(code, _)| code);
    README.split(fence.as_str()).skip(1).filter_map(ends).collect()
}

#[test]
fn the_program_is_the_example_readme() {
    let example = include_str!("../../../examples/readme.rs");
    let program = blocks("rust")[0];
    assert!(example.ends_with(program), "examples/readme.rs ends with the README's program");
}

#[test]
fn it_prints_what_the_readme_says() {
    let briefing = include_str!("../../../examples/output/pyongyang_2024.txt");
    assert!(briefing.contains(blocks("text")[0]), "the briefing has these lines");
    let printed = include_str!("../../../examples/output/readme.txt");
    assert_eq!(blocks("text")[1], printed);
}

#[cfg(feature = "json")]
#[test]
fn a_mistake_reads_like_that() {
    let text = include_str!("../../fixtures/readme/impossible_date.json");
    let error = detente::Dossier::from_json(text).unwrap_err();
    assert_eq!(blocks("text")[2].trim_end(), error.to_string());
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
