//! Encoding: how the bytes of a table are read as text.

use std::borrow::Cow;

use crate::model::closed_codes;
use crate::model::fault::Fault;

closed_codes! {
    /// How the bytes of a table stand for letters.
    ///
    /// ```
    /// use detente::systems::{Encoding, Systems};
    ///
    /// let systems = Systems::empty_builder()
    ///     .encoding(Encoding::Windows1252)
    ///     .polities("mine.csv", b"id,name,kind,from,to\ncote,C\xF4te,state,,\n")
    ///     .build()?;
    /// assert_eq!(systems.polity("cote").map(|polity| polity.name()), Some("Côte"));
    /// # Ok::<(), detente::systems::SystemsError>(())
    /// ```
    pub enum Encoding, "encoding" {
        /// UTF-8, with or without a byte order mark.
        Utf8 = "utf-8",
        /// Windows-1252, which Windows programs of Western Europe and the Americas call ANSI.
        Windows1252 = "windows-1252",
    }
}

/// What stands between 0x80 and 0x9F in Windows-1252; every other byte is the character of its
/// number. Nothing stands at five places.
const WINDOWS: [Option<char>; 32] = [
    Some('€'),
    None,
    Some('‚'),
    Some('ƒ'),
    Some('„'),
    Some('…'),
    Some('†'),
    Some('‡'),
    Some('ˆ'),
    Some('‰'),
    Some('Š'),
    Some('‹'),
    Some('Œ'),
    None,
    Some('Ž'),
    None,
    None,
    Some('‘'),
    Some('’'),
    Some('“'),
    Some('”'),
    Some('•'),
    Some('–'),
    Some('—'),
    Some('˜'),
    Some('™'),
    Some('š'),
    Some('›'),
    Some('œ'),
    None,
    Some('ž'),
    Some('Ÿ'),
];

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

impl Encoding {
    /// The text of `bytes`, without a byte order mark; or the line that cannot be read, and why.
    pub(crate) fn decode(self, bytes: &[u8]) -> Result<Cow<'_, str>, (usize, Fault)> {
        match self {
            Self::Utf8 => utf8(bytes).map(Cow::Borrowed),
            Self::Windows1252 => windows_1252(bytes).map(Cow::Owned),
        }
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, (usize, Fault)> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        let fault =
            Fault::phrase("the byte order mark of UTF-16", "a table that is saved as UTF-8");
        return Err((1, fault));
    }
    let bytes = bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let expected = "UTF-8, or that the encoding is said to be Windows-1252";
        at_byte(bytes, error.valid_up_to(), expected)
    })
}

fn windows_1252(bytes: &[u8]) -> Result<String, (usize, Fault)> {
    if bytes.starts_with(UTF8_MARK) {
        let found = "the byte order mark of UTF-8";
        return Err((1, Fault::phrase(found, "Windows-1252, or that the encoding is UTF-8")));
    }
    let text = bytes.iter().enumerate().map(|(at, byte)| {
        let place = byte.checked_sub(0x80).map(usize::from);
        let special = place.and_then(|place| WINDOWS.get(place)).copied();
        special.unwrap_or(Some(char::from(*byte))).ok_or(at)
    });
    let text: Result<String, usize> = text.collect();
    text.map_err(|at| at_byte(bytes, at, "a byte that means something in Windows-1252"))
}

/// The fault of the byte at `at`, with the line in which it stands.
fn at_byte(bytes: &[u8], at: usize, expected: &str) -> (usize, Fault) {
    const SHOWN: usize = 20;
    let (before, from) = bytes.split_at_checked(at).unwrap_or((bytes, &[]));
    let end =
        before.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |end| end + 1);
    let line = before.get(end..).unwrap_or_default();
    let near = line.get(line.len().saturating_sub(SHOWN)..).unwrap_or_default();
    let near = String::from_utf8_lossy(near);
    let byte = from.first().copied().unwrap_or_default();
    let found = format!("the byte 0x{byte:02X} after {:?}", near.trim_start_matches('\u{FFFD}'));
    (1 + line_ends(before), Fault::phrase(found, expected))
}

/// How many lines end in `bytes`: by LF, by CR, or by both together.
pub(crate) fn line_ends(bytes: &[u8]) -> usize {
    let ends = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
    // Most texts are of one line.
    if ends == 0 {
        return 0;
    }
    ends - bytes.windows(2).filter(|pair| pair == b"\r\n").count()
}

#[cfg(test)]
mod tests {
    use super::{Encoding, WINDOWS};

    #[test]
    fn windows_1252_is_read_byte_by_byte() {
        let text = Encoding::Windows1252.decode(b"C\xF4te d\x92Ivoire \x80").unwrap();
        assert_eq!(text, "Côte d’Ivoire €");
        assert_eq!(WINDOWS.iter().filter(|special| special.is_none()).count(), 5);
        let (line, fault) = Encoding::Windows1252.decode(b"a\r\nb\x81").unwrap_err();
        assert_eq!(line, 2);
        assert_eq!(fault.found, "the byte 0x81 after \"b\"");
    }

    #[test]
    fn other_bytes_are_no_utf8() {
        assert_eq!(Encoding::Utf8.decode(b"\xEF\xBB\xBFid").unwrap(), "id");
        let (line, fault) = Encoding::Utf8.decode(b"\xC3\xA9\rx\r\nC\xF4te").unwrap_err();
        assert_eq!((line, fault.found.as_str()), (3, "the byte 0xF4 after \"C\""));
        assert!(Encoding::Utf8.decode(b"\xFF\xFEi\0d\0").is_err());
    }
}
