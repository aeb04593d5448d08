//! Finding the line and column of a value from its path, by walking the text again.
//!
//! Only a dossier that has a problem pays for it; nothing is kept while reading.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess};
use serde_json::value::RawValue;

use crate::dossier::problem::Step;
use crate::model::FieldName;

/// What of the last step is to be found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Its value.
    Value,
    /// Its key.
    Key,
}

/// Line and column, from 1, of what `path` leads to; of the nearest thing above it, if the file
/// has no such value because it is missing.
pub(super) fn position_of(text: &str, path: &[Step], place: Place) -> Option<(usize, usize)> {
    let mut json = serde_json::Deserializer::from_str(text);
    let offset = Walk { text, path, place }.deserialize(&mut json).ok()??;
    let before = text.get(..offset)?;
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next()?.chars().count() + 1;
    Some((line, column))
}

/// Walks down one path and answers with the offset of what it leads to.
struct Walk<'t, 'p> {
    text: &'t str,
    path: &'p [Step],
    place: Place,
}

impl<'t> Walk<'t, '_> {
    /// Offset of a slice of the text within it.
    fn offset(&self, part: &str) -> Option<usize> {
        let offset = (part.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        (offset <= self.text.len()).then_some(offset)
    }

    /// The value a single account stands in: the first of the list, if the file has a list.
    fn via_accounts(&self, raw: &'t RawValue) -> Option<usize> {
        let path: Vec<Step> = [Step::Key("accounts".into()), Step::Index(0)]
            .into_iter()
            .chain(self.path.iter().cloned())
            .collect();
        let mut json = serde_json::Deserializer::from_str(raw.get());
        let walk = Walk {
            text: self.text,
            path: &path,
            place: self.place,
        };
        let found = walk.deserialize(&mut json).ok().flatten()?;
        Some(found)
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'de, '_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let raw: &'de RawValue = de::Deserialize::deserialize(deserializer)?;
        let here = self.offset(raw.get());
        let Some(step) = self.path.first() else {
            return Ok(here);
        };
        let mut json = serde_json::Deserializer::from_str(raw.get());
        let step_walk = StepWalk {
            text: self.text,
            step,
            rest: &self.path[1..],
            place: self.place,
        };
        let found = match step {
            Step::Key(_) => json.deserialize_map(step_walk),
            Step::Index(_) => json.deserialize_seq(step_walk),
        };
        // A step that leads nowhere: into the one account of a list, or to something missing.
        match found {
            Ok(Some(offset)) => Ok(Some(offset)),
            _ if matches!(step, Step::Key(key) if &**key == "accounts") => Ok(None),
            _ => Ok(self.via_accounts(raw).or(here)),
        }
    }
}

struct StepWalk<'t, 'p> {
    text: &'t str,
    step: &'p Step,
    rest: &'p [Step],
    place: Place,
}

impl<'t> StepWalk<'t, '_> {
    fn down(&self) -> Walk<'t, '_> {
        Walk {
            text: self.text,
            path: self.rest,
            place: self.place,
        }
    }
}

impl<'de> de::Visitor<'de> for StepWalk<'de, '_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let Step::Key(wanted) = self.step else {
            return Ok(None);
        };
        let mut found = None;
        while let Some(key) = map.next_key_seed(FieldName)? {
            if *key != **wanted {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let value = map.next_value_seed(self.down())?;
            let key_offset = match &key {
                Cow::Borrowed(key) => self.down().offset(key).map(|at| at.saturating_sub(1)),
                Cow::Owned(_) => None,
            };
            let at_key = self.place == Place::Key && self.rest.is_empty();
            found = if at_key { key_offset.or(value) } else { value };
        }
        Ok(found)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let Step::Index(wanted) = self.step else {
            return Ok(None);
        };
        for _ in 0..*wanted {
            if seq.next_element::<IgnoredAny>()?.is_none() {
                return Ok(None);
            }
        }
        let found = seq.next_element_seed(self.down())?.flatten();
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(found)
    }
}
