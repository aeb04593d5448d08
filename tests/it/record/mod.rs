//! The record that other sources give.
use detente::Dossier;
const TEXT: &str = include_str!("../../../examples/pyongyang_2024/record.json");
#[test]
fn it_reads() {
    if let Err(error) = Dossier::from_json(TEXT) {
        panic!("{error}");
    }
}
