//! The schema of records, parts and accounts: what they have in common is said here, and what a
//! noun adds by the noun.

use std::borrow::Cow;
use std::marker::PhantomData;

use super::details::{Details, Identity};
use super::noun::Noun;
use super::part::{PartKind, Parts};
use super::provenance::Provenance;
use crate::model::schema::{
    Definitions, Described, Fields, ObjectSchema, Schema, snake_case, texts,
};

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
        let said = Provenance::said_by_name(object.definitions())
            .with("propertyNames", Schema::default().with("enum", texts(D::NAMES)));
        add_provenance(&mut object, &said);
        object.finish("One source's version: the details it gives, and how it tells them.")
    }
}

/// Adds the fields that every account has, by the way to where they are told of.
fn add_provenance(object: &mut ObjectSchema<'_>, said: &Schema) {
    object.definitions().refer::<Provenance>();
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
    let account = object.definitions().refer::<AccountOf<D>>();
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

/// Adds a list of parts.
pub(crate) fn parts<P: PartKind>(object: &mut ObjectSchema<'_>, name: &'static str, doc: &str) {
    let keys = P::Key::schema(object.definitions());
    let parts = object.definitions().refer::<PartOf<P>>();
    object.property(name, Schema::keyed(parts).with("propertyNames", keys).described(doc));
}
