//! Remedies: what to write in place of a text that was meant as a date and is not EDTF: its drafts of 2012,
//! days first, slashes, digits left out.

use crate::time::text::edtf;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What to write instead of a text, if it is plain what was meant. It is a date or a period.
pub(crate) fn remedy(text: &str) -> Option<String> {
    // Longer ones are no dates.
    if text.len() > 40 {
        return None;
    }
    let text = text.trim();
    let whole = [draft, numbers, digits, named_month];
    whole.into_iter().filter_map(|rule| rule(text)).find(|meant| is_date(meant))
}

/// Whether it is read as a date or, with a slash, as a period.
fn is_date(text: &str) -> bool {
    let is_side = |side: &str| matches!(side, "" | "..") || edtf::point(side).is_ok();
    match text.split_once('/') {
        Some(("" | "..", "" | "..")) => false,
        Some((from, to)) => is_side(from) && is_side(to),
        None => edtf::point(text).is_ok(),
    }
}

/// The drafts of 2012, and marks in small letters: `open`, `unknown`, `u` for a digit, `?~` for both marks.
fn draft(text: &str) -> Option<String> {
    let side = |side: &str| match side.to_ascii_lowercase().as_str() {
        "open" | "now" | "present" | "today" => "..".to_owned(),
        "unknown" | "uuuu" => String::new(),
        side => side.replace(['u', 'x'], "X").replace("?~", "%").replace("~?", "%"),
    };
    let sides: Vec<String> = text.split('/').map(side).collect();
    let meant = sides.join("/");
    (meant != text).then_some(meant)
}

/// Days and months as numbers with other signs between them, or without their nought: `17.06.2024`,
/// `2024/06/17`, `2024-6-1`. What may be read in two ways has no remedy: `05/06/2024`.
fn numbers(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['.', '/', '-', ' ']).collect();
    let parts: Option<Vec<u32>> = parts
        .into_iter()
        .map(|part| edtf::number(part.as_bytes()).filter(|_| (1..=4).contains(&part.len())))
        .collect();
    match parts?[..] {
        [year, month, day] if year > 31 => iso(year, month, day),
        [day, month, year] if year > 31 && (text.contains('.') || day > 12) => {
            iso(year, month, day)
        }
        [month, day, year] if year > 31 && (day > 12 || day == month) => iso(year, month, day),
        [year, month] if year > 31 => iso_month(year, month),
        [month, year] if year > 31 => iso_month(year, month),
        _ => None,
    }
}

/// A day in eight digits: `20240617`.
fn digits(text: &str) -> Option<String> {
    let (year, rest) = text.split_at_checked(4).filter(|_| text.len() == 8)?;
    let (month, day) = rest.split_at_checked(2)?;
    let number = |part: &str| edtf::number(part.as_bytes());
    iso(number(year)?, number(month)?, number(day)?)
}

/// A month by its English name: `17 June 2024`, `June 17, 2024`, `June 2024`.
fn named_month(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split([' ', ',', '.', '-']).filter(|it| !it.is_empty()).collect();
    let month = |word: &str| {
        let start = word.get(..3)?.to_ascii_lowercase();
        let month = MONTHS.iter().position(|month| *month == start)?;
        u32::try_from(month + 1).ok()
    };
    let number =
        |word: &str| edtf::number(word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']).as_bytes());
    match words[..] {
        [first, second, year] => match (month(first), month(second)) {
            (Some(month), None) => iso(number(year)?, month, number(second)?),
            (None, Some(month)) => iso(number(year)?, month, number(first)?),
            _ => None,
        },
        [first, year] => iso_month(number(year)?, month(first)?),
        _ => None,
    }
}

fn iso(year: u32, month: u32, day: u32) -> Option<String> {
    (year > 31).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

fn iso_month(year: u32, month: u32) -> Option<String> {
    (year > 31).then(|| format!("{year:04}-{month:02}"))
}
