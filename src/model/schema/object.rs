//! Objects: of fields that are named, and records and parts with the accounts given of them.

use std::borrow::Cow;
use std::marker::PhantomData;

use super::node::{Definitions, Described, Node, Schema, texts};
use crate::model::{Details, Identity, Noun, PartKind, Parts, Provenance};

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

    /// A list of parts.
    pub(crate) fn parts<P: PartKind>(&mut self, name: &'static str, doc: &str) {
        let keys = P::Key::schema(self.definitions);
        let parts = self.definitions.refer::<PartOf<P>>();
        self.property(name, Schema::keyed(parts).with("propertyNames", keys).described(doc));
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

/// One account in a list of them.
struct AccountOf<D>(PhantomData<D>);

impl<D: Details> Described for AccountOf<D> {
    fn name() -> Cow<'static, str> {
        format!("{}_account", snake_case(D::TYPE)).into()
    }

    fn definition(definitions: &mut Definitions) -> Schema {
        let mut object = ObjectSchema::new(definitions);
        D::describe(&mut object);
        // Only a detail of this account can have been said.
        let said = Provenance::said_by_name(object.definitions)
            .with("propertyNames", Schema::default().with("enum", texts(D::NAMES)));
        add_provenance(&mut object, &said);
        object.finish("One source's version: the details it gives, and how it tells them.")
    }
}

/// Adds the fields that every account has, by the way to where they are told of.
fn add_provenance(object: &mut ObjectSchema<'_>, said: &Schema) {
    object.definitions.refer::<Provenance>();
    for name in Provenance::NAMES {
        let schema = match *name {
            "as_said" => said.clone(),
            _ => field_of(&Provenance::name(), name),
        };
        object.property(name, schema);
    }
}

/// The way to a field where it is told of.
fn field_of(definition: &str, field: &str) -> Schema {
    Schema::reference(format!("#/$defs/{definition}/properties/{field}"))
}

/// Adds what records and parts have in common: the details and fields of one account or a list of
/// accounts, and parts.
fn add_body<I: Identity, D: Details, P: Parts>(object: &mut ObjectSchema<'_>) {
    let account = object.definitions.refer::<AccountOf<D>>();
    let name = AccountOf::<D>::name();
    for field in D::NAMES {
        object.property(field, field_of(&name, field));
    }
    add_provenance(object, &field_of(&name, "as_said"));
    let accounts = Schema::list_of(account)
        .with("minItems", 1_i128)
        .described("Several accounts, in place of the details and fields of one.");
    object.property("accounts", accounts);
    P::describe(object);
    let beside = [I::NAMES, &["accounts"], P::NAMES].concat();
    let alone = Schema::default()
        .described("Beside a list of accounts stand no details of one account.")
        .with("propertyNames", Schema::default().with("enum", texts(&beside)));
    object.rule("dependentSchemas", Schema::default().with("accounts", alone));
}

/// A record, as it stands under its id.
#[cfg_attr(not(feature = "json"), allow(dead_code, reason = "only the JSON form has a schema"))]
pub(crate) struct RecordOf<N>(PhantomData<N>);

impl<N: Noun> Described for RecordOf<N> {
    fn name() -> Cow<'static, str> {
        snake_case(N::TYPE).into()
    }

    fn definition(definitions: &mut Definitions) -> Schema {
        let mut object = ObjectSchema::new(definitions);
        N::Identity::describe(&mut object);
        add_body::<N::Identity, N, N::Parts>(&mut object);
        object.finish(N::DOC)
    }
}

/// A part, as it stands under its key.
struct PartOf<P>(PhantomData<P>);

impl<P: PartKind> Described for PartOf<P> {
    fn name() -> Cow<'static, str> {
        snake_case(P::TYPE).into()
    }

    fn definition(definitions: &mut Definitions) -> Schema {
        let mut object = ObjectSchema::new(definitions);
        add_body::<(), P, ()>(&mut object);
        object.finish(P::DOC)
    }
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
