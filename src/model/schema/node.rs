//! What JSON may stand for a value, said by its type: the parts of the JSON Schema of dossiers.
//!
//! The macros that write out how a detail is read say its schema as well, so that neither can be
//! without the other. Nothing here is a public interface; the schema is, as text.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// A schema: keywords with what they ask for, in the order in which they are written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schema(pub(super) Vec<(Cow<'static, str>, Node)>);

/// What stands under a keyword.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// True or false.
    Flag(bool),
    /// A whole number.
    Number(i128),
    /// A text.
    Text(Cow<'static, str>),
    /// A list.
    List(Vec<Node>),
    /// A schema, or an object of schemas.
    Schema(Schema),
}

impl Schema {
    /// A schema that asks for a JSON type.
    pub(crate) fn of_type(name: &'static str) -> Self {
        Self::default().with("type", name)
    }

    /// A text of a form.
    pub(crate) fn pattern(pattern: impl Into<Cow<'static, str>>) -> Self {
        Self::of_type("string").with("pattern", pattern.into())
    }

    /// One fixed text, and what it means.
    pub(crate) fn constant(text: &'static str, meaning: &str) -> Self {
        Self::default().with("const", text).described(meaning)
    }

    /// What one of these lets through.
    pub(crate) fn any_of(schemas: impl IntoIterator<Item = Self>) -> Self {
        let schemas: Vec<Node> = schemas.into_iter().map(Node::Schema).collect();
        Self::default().with("anyOf", schemas)
    }

    /// A list of such items.
    pub(crate) fn list_of(items: Self) -> Self {
        Self::of_type("array").with("items", items)
    }

    /// An object of such things, under keys of any form.
    pub(crate) fn keyed(values: Self) -> Self {
        Self::of_type("object").with("additionalProperties", values)
    }

    /// The way to a schema elsewhere.
    pub(crate) fn reference(way: String) -> Self {
        Self::default().with("$ref", way)
    }

    /// Adds a keyword.
    pub(crate) fn with(
        mut self,
        keyword: impl Into<Cow<'static, str>>,
        node: impl Into<Node>,
    ) -> Self {
        self.0.push((keyword.into(), node.into()));
        self
    }

    /// Adds the keywords of another.
    #[cfg(feature = "json")]
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Adds a description: the first paragraph of a doc comment.
    pub(crate) fn described(self, doc: &str) -> Self {
        match summary(doc) {
            text if text.is_empty() => self,
            text => self.with("description", text),
        }
    }

    /// Makes its description a title: some editors put the description of a definition over that
    /// of the field which leads to it.
    fn titled(mut self) -> Self {
        for (keyword, _) in self.0.iter_mut().filter(|(keyword, _)| keyword == "description") {
            *keyword = "title".into();
        }
        self
    }

    /// Adds examples, which editors offer.
    pub(crate) fn examples(self, examples: &[&'static str]) -> Self {
        self.with("examples", texts(examples))
    }
}

/// A list of texts.
pub(crate) fn texts(texts: &[&'static str]) -> Vec<Node> {
    texts.iter().map(|text| Node::from(*text)).collect()
}

/// The first paragraph of a doc comment on one line, without the brackets of links.
fn summary(doc: &str) -> String {
    let lines = doc.trim().lines().map(str::trim).take_while(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ").replace("[`", "`").replace("`]", "`")
}

impl From<bool> for Node {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<i128> for Node {
    fn from(number: i128) -> Self {
        Self::Number(number)
    }
}

impl From<&'static str> for Node {
    fn from(text: &'static str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<Cow<'static, str>> for Node {
    fn from(text: Cow<'static, str>) -> Self {
        Self::Text(text)
    }
}

impl From<Vec<Node>> for Node {
    fn from(list: Vec<Node>) -> Self {
        Self::List(list)
    }
}

impl From<Schema> for Node {
    fn from(schema: Schema) -> Self {
        Self::Schema(schema)
    }
}

impl Serialize for Schema {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (keyword, node) in &self.0 {
            map.serialize_entry(keyword, node)?;
        }
        map.end()
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Number(number) => serializer.serialize_i128(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(list) => serializer.collect_seq(list),
            Self::Schema(schema) => schema.serialize(serializer),
        }
    }
}

/// A type that says what JSON stands for it. What it says never refuses what the type reads.
pub trait Described {
    /// What its definition is called, in snake case.
    fn name() -> Cow<'static, str>;

    /// Its definition, which may lead to others.
    fn definition(definitions: &mut Definitions) -> Schema;

    /// What stands where such a value does: the way to the definition, unless that is as short.
    fn schema(definitions: &mut Definitions) -> Schema {
        definitions.refer::<Self>()
    }
}

/// The definitions led to so far, by name.
#[derive(Debug, Default)]
pub struct Definitions(BTreeMap<Cow<'static, str>, (&'static str, Schema)>);

impl Definitions {
    /// Sees that the definition of `T` is there, and leads to it.
    pub(crate) fn refer<T: Described + ?Sized>(&mut self) -> Schema {
        let (name, told_by) = (T::name(), std::any::type_name::<T>());
        let known = self.0.get(&name).map(|(first, _)| *first);
        debug_assert!(known.is_none_or(|first| first == told_by), "two types are called {name}");
        if known.is_none() {
            // It is there before it is complete, should it lead back to itself.
            self.0.insert(name.clone(), (told_by, Schema::default()));
            let schema = T::definition(self).titled();
            self.0.insert(name.clone(), (told_by, schema));
        }
        Schema::reference(format!("#/$defs/{name}"))
    }

    /// All of them, ordered by name.
    #[cfg(feature = "json")]
    pub(crate) fn into_schema(self) -> Schema {
        let named = |(name, (_, schema))| (name, Node::Schema(schema));
        Schema(self.0.into_iter().map(named).collect())
    }
}

/// Letters and digits as part of a bracketed class. The letters of other scripts are those that
/// are not excluded: not every editor's expressions know them by name.
pub(crate) const WORD: &str = r"[^\s!-,/:-@\[-\^`\{-~]";

/// An id within a longer text, as an expression without anchors.
pub(crate) const ID: &str = r"[^\s!-/:-@\[-`\{-~][^\s!-,:-@\[-\^`\{-~]*";

/// One of these, as an expression without anchors.
pub(crate) fn one_of(words: impl IntoIterator<Item = &'static str>) -> String {
    format!("({})", words.into_iter().collect::<Vec<_>>().join("|"))
}

/// A text that is not empty and not all spaces.
pub(crate) const NOT_BLANK: &str = r"[^ \t\n]";

impl Described for String {
    fn name() -> Cow<'static, str> {
        "text".into()
    }

    fn definition(_: &mut Definitions) -> Schema {
        Schema::of_type("string")
    }

    fn schema(definitions: &mut Definitions) -> Schema {
        Self::definition(definitions)
    }
}

impl Described for bool {
    fn name() -> Cow<'static, str> {
        "flag".into()
    }

    fn definition(_: &mut Definitions) -> Schema {
        Schema::of_type("boolean")
    }

    fn schema(definitions: &mut Definitions) -> Schema {
        Self::definition(definitions)
    }
}

impl Described for u32 {
    fn name() -> Cow<'static, str> {
        "whole_number".into()
    }

    fn definition(_: &mut Definitions) -> Schema {
        Schema::of_type("integer").with("minimum", 0_i128).with("maximum", i128::from(Self::MAX))
    }
}

/// A field that may be left out, but not be `null`.
impl<T: Described> Described for Option<T> {
    fn name() -> Cow<'static, str> {
        T::name()
    }

    fn definition(definitions: &mut Definitions) -> Schema {
        T::definition(definitions)
    }

    fn schema(definitions: &mut Definitions) -> Schema {
        T::schema(definitions)
    }
}

impl<T: Described> Described for Vec<T> {
    fn name() -> Cow<'static, str> {
        format!("array_of_{}", T::name()).into()
    }

    fn definition(definitions: &mut Definitions) -> Schema {
        Schema::list_of(T::schema(definitions))
    }

    fn schema(definitions: &mut Definitions) -> Schema {
        Self::definition(definitions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_is_the_first_paragraph() {
        assert_eq!(
            summary(" Who [`told`] it,\n and when.\n\n More.\n"),
            "Who `told` it, and when."
        );
        assert_eq!(summary(""), "");
        assert_eq!(Schema::default().described("\n"), Schema::default());
    }

    #[test]
    fn a_definition_may_lead_back_to_itself() {
        struct Ring;
        impl Described for Ring {
            fn name() -> Cow<'static, str> {
                "ring".into()
            }

            fn definition(definitions: &mut Definitions) -> Schema {
                Schema::list_of(Self::schema(definitions))
            }
        }
        let mut definitions = Definitions::default();
        let way = definitions.refer::<Ring>();
        assert_eq!(way, Schema::reference("#/$defs/ring".to_owned()));
        assert_eq!(definitions.0["ring"].1, Schema::list_of(way));
    }
}
