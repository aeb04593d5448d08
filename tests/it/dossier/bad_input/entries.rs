//! The ways in: text, bytes, a reader, a file. Each error names what could not be read.

use std::error::Error;
use std::io::{self, Read};

use detente::Dossier;
use detente::dossier::{DossierFileError, IssueCode};

/// Gives a few bytes and then fails.
struct Failing(&'static [u8]);

impl Read for Failing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() {
            return Err(io::Error::other("the cable was cut"));
        }
        self.0.read(buffer)
    }
}

#[test]
fn a_reader_that_fails_is_named() {
    let error = Dossier::from_json_reader("the wire", Failing(b"{\"detente\"")).unwrap_err();
    assert!(matches!(error, DossierFileError::Io { .. }));
    assert_eq!(error.to_string(), "cannot read the wire");
    assert_eq!(error.source().unwrap().to_string(), "the cable was cut");
    assert!(error.issues().is_empty());
}

#[test]
fn a_reader_of_something_else_is_named() {
    let error = Dossier::from_json_reader("the wire", &b"hello"[..]).unwrap_err();
    assert_eq!(error.to_string(), "the wire is not a dossier");
    assert_eq!(
        error.source().unwrap().to_string(),
        "line 1 column 1: found \"h\", expected a value"
    );
    assert_eq!(error.issues().len(), 1);
}

#[test]
fn a_file_that_is_missing_or_a_folder_is_named() {
    for path in ["/no/such/dossier.json", env!("CARGO_MANIFEST_DIR")] {
        let error = Dossier::from_json_path(path).unwrap_err();
        assert!(matches!(&error, DossierFileError::Io { name, .. } if name == path), "{error}");
        assert!(error.to_string().contains(path));
        assert!(error.source().is_some());
    }
}

#[test]
fn bytes_that_are_not_utf_8_are_placed() {
    let place = |bytes: &[u8]| {
        let error = Dossier::from_json_bytes(bytes).unwrap_err();
        let issue = &error.issues()[0];
        assert_eq!(issue.code(), IssueCode::NotUtf8);
        assert_eq!(issue.expected(), "text in UTF-8");
        (issue.found().to_owned(), issue.line().unwrap(), issue.column().unwrap())
    };
    assert_eq!(place(b"\xff\xfe{\0}\0"), ("the byte 0xff".into(), 1, 1));
    assert_eq!(place(b"{\"detente\": 1,\n\xe9"), ("the byte 0xe9".into(), 2, 1));
    assert_eq!(
        place(
            "{\"é\": \"".as_bytes().iter().chain(b"\xc3").copied().collect::<Vec<_>>().as_slice()
        ),
        ("the byte 0xc3".into(), 1, 8)
    );
    assert_eq!(place(b"\xef\xbb\xbf\n\n {\xf0\x9f"), ("the byte 0xf0".into(), 3, 3));
}

#[test]
fn a_byte_order_mark_is_passed_over_in_text_too() {
    assert!(Dossier::from_json("\u{feff}{\"detente\": 1}").is_ok());
    let error = Dossier::from_json("\u{feff}{\"detente\": 2}").unwrap_err();
    assert_eq!(error.issues()[0].column(), Some(13));
    assert!(Dossier::from_json("\u{feff}\u{feff}{\"detente\": 1}").is_err());
}

#[test]
fn what_was_written_to_a_file_is_read_from_it() {
    let path = std::env::temp_dir().join(format!("detente-{}.json", std::process::id()));
    let dossier = Dossier::from_json("{\"detente\": 1, \"title\": \"é\"}").unwrap();
    dossier.write_json_path(&path).unwrap();
    let read = Dossier::from_json_path(&path);
    std::fs::remove_file(&path).unwrap();
    assert!(read.unwrap() == dossier);
    assert!(dossier.write_json_path("/no/such/folder/dossier.json").is_err());
}
