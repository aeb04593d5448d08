//! Finding the lines and columns of issues from their paths, by walking the text again.
//!
//! Only a dossier that has an issue pays for it; nothing is kept while reading. The text may be
//! broken further on, so it is scanned only as far as is needed, and by nothing that insists on
//! well-formed JSON. One walk serves all issues, however many there are.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use crate::dossier::JsonPath;
use crate::dossier::issues::issue::{Issue, Spot};
use crate::dossier::issues::json_path::Step;

/// The ids that are sought within one value, each with the way to the first text that names it and where that
/// starts, once it is found.
type SoughtIds = HashMap<Box<str>, Option<(Vec<Step>, usize)>>;

/// Gives each issue its line and column, and its path as it is in this text.
pub(crate) fn locate(text: &str, issues: &mut [Issue]) {
    let paths: Vec<JsonPath> = issues.iter().map(|issue| issue.path.clone()).collect();
    let mut root = WantedNode::default();
    for path in &paths {
        root.want(path.steps());
    }
    Scan::new(text).walk(&mut root);
    let mut offsets = Vec::with_capacity(issues.len());
    // All ids that are sought within one value are found in one walk through it.
    let mut sought: HashMap<usize, SoughtIds> = HashMap::new();
    for issue in issues.iter_mut() {
        let found = root.find(issue.path.steps(), issue.spot == Spot::Key);
        issue.path = found.path;
        offsets.push(found.offset);
        if let Spot::Id(id) = &issue.spot {
            sought.entry(found.offset).or_default().insert(id.clone(), None);
        }
    }
    for (at, ids) in &mut sought {
        Scan { text, at: *at }.find_ids(ids, &mut Vec::new());
    }
    for (issue, offset) in issues.iter_mut().zip(&mut offsets) {
        let Issue { path, spot: Spot::Id(id), .. } = issue else { continue };
        if let Some(Some((steps, inner))) = sought.get(offset).and_then(|ids| ids.get(id)) {
            *path = steps.iter().cloned().fold(std::mem::take(path), JsonPath::step);
            *offset = *inner;
        }
    }
    let places = line_columns(text, &offsets);
    for (issue, place) in issues.iter_mut().zip(places) {
        issue.position = Some(place);
    }
}

/// Line and column, in characters from 1, of each of these offsets.
pub(crate) fn line_columns(text: &str, offsets: &[usize]) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..offsets.len()).collect();
    order.sort_by_key(|i| offsets[*i]);
    let mut places = vec![(1, 1); offsets.len()];
    let (mut at, mut line, mut column) = (0, 1, 1);
    for i in order {
        let between = text.get(at..offsets[i]).unwrap_or_default();
        at += between.len();
        line += between.matches('\n').count();
        column = match between.rsplit_once('\n') {
            Some((_, last)) => last.chars().count() + 1,
            None => column + between.chars().count(),
        };
        places[i] = (line, column);
    }
    places
}

/// The line and column of one offset.
pub(crate) fn line_column(text: &str, offset: usize) -> (usize, usize) {
    line_columns(text, &[offset]).pop().unwrap_or((1, 1))
}

/// The start of the value that `path` leads to, or of the last thing on the way that is there.
pub(crate) fn value_start(text: &str, path: &JsonPath) -> usize {
    let mut root = WantedNode::default();
    root.want(path.steps());
    Scan::new(text).walk(&mut root);
    root.find(path.steps(), false).offset
}

/// The key that reading had just passed when it stopped at `stop` in the object or value of
/// `path`: its start, and the path to what it names.
pub(crate) fn key_before(text: &str, path: &JsonPath, stop: usize) -> Option<(usize, JsonPath)> {
    let mut root = WantedNode::default();
    root.want(path.steps());
    Scan::new(text).walk(&mut root);
    let passed =
        |key: &ScannedKey<'_>| text.get(key.end..stop).is_some_and(|gap| gap.trim().is_empty());
    if let Some(at) = root.find(path.steps(), true).key {
        let mut scan = Scan { text, at };
        if scan.key().is_some_and(|key| passed(&key)) {
            return Some((at, path.clone()));
        }
    }
    let mut scan = Scan { text, at: root.find(path.steps(), false).offset };
    scan.open(b'{')?;
    let mut last = None;
    while let Some(key) = scan.next_key() {
        if key.end > stop {
            break;
        }
        last = Some(key);
        // Where the text breaks off within the value, this was the last key.
        if scan.skip_value().is_none() {
            break;
        }
    }
    let key = last.filter(|key| passed(key))?;
    Some((key.start, path.clone().key(&key.text)))
}

/// The start of the character at, or just before, `offset`.
pub(crate) fn floor_char(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// What is wanted below one value, and where it was found.
#[derive(Default)]
struct WantedNode<'p> {
    value: Option<usize>,
    key: Option<usize>,
    /// Found in the only account of a list, which the path passes over.
    listed: bool,
    keys: HashMap<&'p str, WantedNode<'p>>,
    items: BTreeMap<usize, WantedNode<'p>>,
}

/// Where a path leads.
struct FoundPlace {
    path: JsonPath,
    offset: usize,
    key: Option<usize>,
}

impl<'p> WantedNode<'p> {
    fn want(&mut self, path: &'p [Step]) {
        path.iter().fold(self, |node, step| match step {
            Step::Key(key) => node.keys.entry(&**key).or_default(),
            Step::Index(index) => node.items.entry(*index).or_default(),
        });
    }

    fn child(&self, step: &Step) -> Option<&Self> {
        match step {
            Step::Key(key) => self.keys.get(&**key),
            Step::Index(index) => self.items.get(index),
        }
    }

    /// What the path leads to, with steps into the account it passes over; for a value that is
    /// not there, the last one on the way that is.
    fn find(&self, steps: &[Step], at_key: bool) -> FoundPlace {
        let (mut node, mut path) = (self, JsonPath::default());
        let mut found = (self.value.unwrap_or(0), None);
        for step in steps {
            let Some(child) = node.child(step) else { break };
            if child.listed {
                path = path.key("accounts").index(0);
            }
            path = path.step(step.clone());
            node = child;
            if let Some(value) = node.value {
                found = (value, node.key);
            }
        }
        let (value, key) = found;
        FoundPlace { path, offset: key.filter(|_| at_key).unwrap_or(value), key }
    }
}

/// An entry of an object: its key with where that starts and ends, and its value likewise.
pub(crate) struct JsonEntry<'t> {
    pub(crate) key: Cow<'t, str>,
    pub(crate) key_start: usize,
    pub(crate) key_end: usize,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The entries of the object that starts at `at`; none, if there is no object. The text is known to
/// be well-formed JSON.
pub(crate) fn entries(text: &str, at: usize) -> Vec<JsonEntry<'_>> {
    let mut scan = Scan { text, at };
    let mut entries = Vec::new();
    if scan.open(b'{').is_some() {
        entries.extend(std::iter::from_fn(|| scan.next_entry()));
    }
    entries
}

/// A key of an object: its text, where it starts, and where it ends.
struct ScannedKey<'t> {
    text: Cow<'t, str>,
    start: usize,
    end: usize,
}

/// A way forward through JSON text. Each step answers `None` where the text is no JSON.
struct Scan<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scan<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        self.at +=
            rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        self.text.as_bytes().get(self.at).copied()
    }

    /// Steps over `bracket`, if it is next.
    fn open(&mut self, bracket: u8) -> Option<()> {
        (self.peek()? == bracket).then(|| self.at += 1)
    }

    /// Steps over a string.
    fn string(&mut self) -> Option<(usize, usize)> {
        self.open(b'"')?;
        let start = self.at - 1;
        let mut escaped = false;
        for (i, byte) in self.text.as_bytes().get(self.at..)?.iter().enumerate() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => {
                    self.at += i + 1;
                    return Some((start, self.at));
                }
                _ => {}
            }
        }
        None
    }

    fn decoded(&self, (start, end): (usize, usize)) -> Cow<'t, str> {
        let inner = self.text.get(start + 1..end - 1).unwrap_or_default();
        if !inner.contains('\\') {
            return inner.into();
        }
        let quoted = self.text.get(start..end).unwrap_or_default();
        serde_json::from_str::<String>(quoted).map_or(inner.into(), Cow::Owned)
    }

    fn key(&mut self) -> Option<ScannedKey<'t>> {
        let (start, end) = self.string()?;
        Some(ScannedKey { text: self.decoded((start, end)), start, end })
    }

    /// The next key of an object that has been opened, up to its value.
    fn next_key(&mut self) -> Option<ScannedKey<'t>> {
        if self.peek()? == b',' {
            self.at += 1;
        }
        let key = self.key()?;
        // A missing colon is left for the reader to complain of.
        let _ = self.open(b':');
        Some(key)
    }

    /// The next entry of an object that has been opened.
    fn next_entry(&mut self) -> Option<JsonEntry<'t>> {
        let ScannedKey { text: key, start: key_start, end: key_end } = self.next_key()?;
        self.peek()?;
        let start = self.at;
        self.skip_value()?;
        Some(JsonEntry { key, key_start, key_end, start, end: self.at })
    }

    /// Whether another item follows in a list that has been opened.
    fn next_item(&mut self) -> Option<()> {
        if self.peek()? == b',' {
            self.at += 1;
        }
        (self.peek()? != b']').then_some(())
    }

    /// Steps over a value of any depth.
    fn skip_value(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.peek()? {
                b'{' | b'[' => {
                    self.at += 1;
                    depth += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                b'"' => {
                    self.string()?;
                }
                b',' | b':' if depth > 0 => self.at += 1,
                b',' | b':' => return None,
                _ => self.skip_word(),
            }
            if depth == 0 {
                return Some(());
            }
        }
    }

    /// Steps over a number or a bare word.
    fn skip_word(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let ends = |byte: &u8| b" \t\n\r,:[]{}\"".contains(byte);
        self.at += rest.iter().position(ends).unwrap_or(rest.len()).max(1);
    }

    /// Steps over a value, noting in `node` where what it wants is.
    fn walk(&mut self, node: &mut WantedNode<'_>) -> Option<()> {
        let first = self.peek()?;
        node.value.get_or_insert(self.at);
        match first {
            b'{' if !node.keys.is_empty() => self.walk_object(node, false),
            b'[' if !node.items.is_empty() => self.walk_list(node),
            _ => self.skip_value(),
        }
    }

    fn walk_object(&mut self, node: &mut WantedNode<'_>, listed: bool) -> Option<()> {
        self.open(b'{')?;
        loop {
            if self.peek()? == b'}' {
                self.at += 1;
                return Some(());
            }
            let key = self.next_key()?;
            if let Some(child) = node.keys.get_mut(&*key.text) {
                // A key given twice is shown where it stands the second time.
                *child = WantedNode {
                    key: Some(key.start),
                    listed,
                    value: None,
                    ..std::mem::take(child)
                };
                self.walk(child)?;
            } else if key.text == "accounts" && !listed {
                self.walk_only_account(node)?;
            } else {
                self.skip_value()?;
            }
        }
    }

    /// Looks for what is wanted in the first account of a list as if it stood in the plain form.
    fn walk_only_account(&mut self, node: &mut WantedNode<'_>) -> Option<()> {
        let start = self.at;
        if self.open(b'[').is_some() && self.peek()? == b'{' {
            self.walk_object(node, true)?;
        }
        self.at = start;
        self.skip_value()
    }

    fn walk_list(&mut self, node: &mut WantedNode<'_>) -> Option<()> {
        self.open(b'[')?;
        let mut index = 0;
        while self.next_item().is_some() {
            match node.items.get_mut(&index) {
                Some(child) => self.walk(child)?,
                None => self.skip_value()?,
            }
            index += 1;
        }
        self.open(b']')
    }

    /// Steps over a value, noting for each id that is sought the way to the first text in it that names the id.
    fn find_ids(&mut self, sought: &mut SoughtIds, way: &mut Vec<Step>) -> Option<()> {
        match self.peek()? {
            b'{' => self.find_ids_in_object(sought, way),
            b'[' => self.find_ids_in_list(sought, way),
            b'"' => {
                let start = self.at;
                let span = self.string()?;
                let text = self.decoded(span);
                for name in std::iter::once(&*text).chain(text.split([':', '~', ' '])) {
                    if let Some(found) = sought.get_mut(name) {
                        found.get_or_insert_with(|| (way.clone(), start));
                    }
                }
                Some(())
            }
            _ => self.skip_value(),
        }
    }

    fn find_ids_in_object(&mut self, sought: &mut SoughtIds, way: &mut Vec<Step>) -> Option<()> {
        self.open(b'{')?;
        while let Some(key) = self.next_key() {
            way.push(Step::Key(key.text.into()));
            self.find_ids(sought, way)?;
            way.pop();
        }
        self.open(b'}')
    }

    fn find_ids_in_list(&mut self, sought: &mut SoughtIds, way: &mut Vec<Step>) -> Option<()> {
        self.open(b'[')?;
        for index in 0.. {
            if self.next_item().is_none() {
                break;
            }
            way.push(Step::Index(index));
            self.find_ids(sought, way)?;
            way.pop();
        }
        self.open(b']')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "{\"é\": [1, {\"b\": \"x:y\"}],\n \"\\u0061\": {\"accounts\": [{\"c\": 2}]}}";

    #[test]
    fn a_value_is_found_by_its_path() {
        let path = JsonPath::default().key("é").index(1).key("b");
        assert_eq!(line_column(TEXT, value_start(TEXT, &path)), (1, 17));
        let missing = JsonPath::default().key("é").index(7);
        assert_eq!(line_column(TEXT, value_start(TEXT, &missing)), (1, 7));
    }

    #[test]
    fn an_escaped_key_is_found_and_an_only_account_entered() {
        let mut root = WantedNode::default();
        let path = JsonPath::default().key("a").key("c");
        root.want(path.steps());
        Scan::new(TEXT).walk(&mut root);
        let found = root.find(path.steps(), false);
        assert_eq!(found.path.to_string(), "a.accounts[0].c");
        assert_eq!(line_column(TEXT, found.offset), (2, 32));
    }

    #[test]
    fn text_that_breaks_off_is_searched_up_to_there() {
        for end in (0..=TEXT.len()).filter(|end| TEXT.is_char_boundary(*end)) {
            let cut = &TEXT[..end];
            let path = JsonPath::default().key("a").key("accounts").index(0).key("c");
            assert!(value_start(cut, &path) <= cut.len());
            key_before(cut, &path, cut.len());
        }
    }
}
