//! Reading and writing objects field by field: what the JSON forms of all types have in common.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, MapAccess};
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize};

use super::fault::Fault;

/// Declares a plain struct that is read from an object and written as one. Serde's derive would
/// also take a list, and a `null` for an optional field, and would lose both when the struct is
/// written again. A field is `required`, `optional` (`None` where it is left out), or left out
/// where it has its `default`.
macro_rules! object {
    (
        $(#[doc = $doc:literal])*
        #[derive($($derived:ident),*)]
        $(#[$mark:ident])?
        $vis:vis struct $name:ident, $what:literal {
            $($(#[doc = $fdoc:literal])* $fvis:vis $field:ident: $ty:ty = $need:ident,)*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive($($derived),*)]
        $(#[$mark])?
        $vis struct $name {
            $($(#[doc = $fdoc])* $fvis $field: $ty,)*
        }

        impl $crate::model::schema::Described for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                $crate::model::schema::snake_case(stringify!($name)).into()
            }

            fn definition(definitions: &mut $crate::model::schema::Definitions) -> $crate::model::schema::Schema {
                let mut object = $crate::model::schema::ObjectSchema::new(definitions);
                $($crate::model::reading::object!(
                    @describe $need object, $ty, stringify!($field), concat!($($fdoc, "\n"),*)
                );)*
                object.finish(concat!($($doc, "\n"),*))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(None)?;
                $($crate::model::reading::object!(@write $need map, stringify!($field), self.$field);)*
                serde::ser::SerializeMap::end(map)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;

                impl<'de> serde::de::Visitor<'de> for Visitor {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($what)
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(
                        self,
                        mut map: A,
                    ) -> Result<$name, A::Error> {
                        use $crate::model::reading::{FieldName, read_into, unknown_field};
                        $(let mut $field = None;)*
                        while let Some(key) = map.next_key_seed(FieldName)? {
                            match &*key {
                                $(stringify!($field) => read_into(&mut $field, &key, &mut map)?,)*
                                _ => return Err(unknown_field(&key, [$(stringify!($field)),*])),
                            }
                        }
                        Ok($name {
                            $($field: $crate::model::reading::object!(@read $need $field),)*
                        })
                    }
                }

                deserializer.deserialize_map(Visitor)
            }
        }
    };
    (@describe required $object:ident, $ty:ty, $name:expr, $doc:expr) => {
        $object.required::<$ty>($name, $doc)
    };
    (@describe $need:ident $object:ident, $ty:ty, $name:expr, $doc:expr) => {
        $object.optional::<$ty>($name, $doc)
    };
    (@write required $map:ident, $name:expr, $value:expr) => {
        serde::ser::SerializeMap::serialize_entry(&mut $map, $name, &$value)?
    };
    (@write optional $map:ident, $name:expr, $value:expr) => {
        $crate::model::reading::write_some(&mut $map, $name, $value.as_ref())?
    };
    (@write default $map:ident, $name:expr, $value:expr) => {
        $crate::model::reading::write_some(
            &mut $map,
            $name,
            $crate::model::reading::unless_default(&$value),
        )?
    };
    (@read required $field:ident) => {
        $field.ok_or_else(|| $crate::model::reading::missing(stringify!($field)))?
    };
    (@read optional $field:ident) => {
        $field
    };
    (@read default $field:ident) => {
        $field.unwrap_or_default()
    };
}

pub(crate) use object;

/// Reads the value of `key` into a slot that must still be empty.
pub(crate) fn read_into<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    slot: &mut Option<T>,
    key: &str,
    map: &mut A,
) -> Result<(), A::Error> {
    if slot.is_some() {
        return Err(duplicate(key));
    }
    *slot = Some(map.next_value()?);
    Ok(())
}

/// Writes a field that has a value.
pub(crate) fn write_some<T: Serialize, M: SerializeMap>(
    map: &mut M,
    key: &'static str,
    value: Option<&T>,
) -> Result<(), M::Error> {
    match value {
        Some(value) => map.serialize_entry(key, value),
        None => Ok(()),
    }
}

/// The value, if it is not the one that a field left out has.
pub(crate) fn unless_default<T: Default + PartialEq>(value: &T) -> Option<&T> {
    Some(value).filter(|value| **value != T::default())
}

/// The error for a key that stands twice in one object.
pub(crate) fn duplicate<E: de::Error>(key: &str) -> E {
    E::custom(Fault::again(key))
}

/// The error for a field that must be there.
pub(crate) fn missing<E: de::Error>(field: &str) -> E {
    E::custom(Fault::missing(field))
}

/// The error for a field that is none of `fields`.
pub(crate) fn unknown_field<'a, E: de::Error>(
    key: &str,
    fields: impl IntoIterator<Item = &'a str>,
) -> E {
    E::custom(Fault::unknown_field(key, fields))
}

/// A key of an object, borrowed from the input where it can be.
pub(crate) struct FieldName;

impl<'de> de::DeserializeSeed<'de> for FieldName {
    type Value = Cow<'de, str>;

    fn deserialize<D: de::Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de> de::Visitor<'de> for FieldName {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(text.into())
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(text.to_owned().into())
    }
}
