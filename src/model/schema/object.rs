//! Objects, of fields that are named.

use super::node::{Definitions, Described, Node, Schema, texts};

/// What has fields that the schema tells of. It is not exported, and so closes the traits that ask
/// for it to this crate.
pub trait Fields {
    /// Tells the schema of its fields.
    fn describe(object: &mut ObjectSchema<'_>);
}

/// No fields.
impl Fields for () {
    fn describe(_: &mut ObjectSchema<'_>) {}
}

/// The schema of an object while its fields are named.
#[derive(Debug)]
pub struct ObjectSchema<'d> {
    definitions: &'d mut Definitions,
    properties: Vec<(&'static str, Schema)>,
    required: Vec<&'static str>,
    rules: Schema,
}

impl<'d> ObjectSchema<'d> {
    pub(crate) fn new(definitions: &'d mut Definitions) -> Self {
        let (properties, required, rules) = (Vec::new(), Vec::new(), Schema::default());
        Self { definitions, properties, required, rules }
    }

    /// A field that may be left out.
    pub(crate) fn optional<T: Described>(&mut self, name: &'static str, doc: &str) {
        let schema = T::schema(self.definitions);
        self.property(name, schema.described(doc));
    }

    /// A field that must be there.
    pub(crate) fn required<T: Described>(&mut self, name: &'static str, doc: &str) {
        let schema = T::schema(self.definitions);
        self.demand(name, schema.described(doc));
    }

    /// A field of which this is known.
    pub(crate) fn property(&mut self, name: &'static str, schema: Schema) {
        self.properties.push((name, schema));
    }

    /// A field that must be there, of which this is known.
    pub(crate) fn demand(&mut self, name: &'static str, schema: Schema) {
        self.required.push(name);
        self.property(name, schema);
    }

    /// Something else that is asked of the object as a whole.
    pub(crate) fn rule(&mut self, keyword: &'static str, node: impl Into<Node>) {
        self.rules.0.push((keyword.into(), node.into()));
    }

    /// Where definitions are kept.
    pub(crate) fn definitions(&mut self) -> &mut Definitions {
        self.definitions
    }

    /// The schema, which lets no other field in.
    pub(crate) fn finish(self, doc: &str) -> Schema {
        let properties = self.properties.into_iter();
        let properties = properties.map(|(name, schema)| (name.into(), schema.into())).collect();
        let mut schema = Schema::of_type("object").described(doc);
        schema = schema.with("properties", Schema(properties));
        if !self.required.is_empty() {
            schema = schema.with("required", texts(&self.required));
        }
        schema = schema.with("additionalProperties", false);
        schema.0.extend(self.rules.0);
        schema
    }
}

/// `VisitForm` as `visit_form`.
pub(crate) fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_types_become_names_of_definitions() {
        assert_eq!(snake_case("Visit"), "visit");
        assert_eq!(snake_case("SameAs"), "same_as");
    }
}
