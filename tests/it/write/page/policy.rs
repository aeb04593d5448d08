//! What a page lets a browser do.

use sha2::{Digest, Sha256};
use support::pyongyang::MERGED;

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |bytes: &[u8]| {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | usize::from(*bytes.get(at).unwrap_or(&0)));
        let digit = move |at: usize| char::from(DIGITS[bits >> (18 - 6 * at) & 63]);
        let used = bytes.len() + 1;
        (0..4).map(move |at| if at < used { digit(at) } else { '=' }).collect::<String>()
    };
    bytes.chunks(3).map(group).collect()
}

/// The text between two others.
fn between<'h>(html: &'h str, before: &str, after: &str) -> &'h str {
    let (_, rest) = html.split_once(before).expect(before);
    rest.split_once(after).expect(after).0
}

#[test]
fn the_policy_lets_in_the_style() {
    let html = detente::write::page(&MERGED.as_known()).unwrap().to_html();
    let hash = base64(&Sha256::digest(between(&html, "<style>", "</style>")));
    let let_in = between(&html, "style-src 'sha256-", "'");
    assert_eq!(let_in, hash, "the style has changed; write its new hash");
}
