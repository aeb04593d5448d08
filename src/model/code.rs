//! Codes: the controlled vocabularies of the model, closed and open.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use super::fault::{Fault, with_article};
use crate::model::schema::{Definitions, Described, Schema, WORD, one_of};

/// What this crate alone gives to its lists.
pub trait ClosedList {}

/// An open list of codes: the table of the known ones, and a name for error messages.
///
/// The crate's own lists have it. The trait is sealed.
///
/// ```
/// use detente::model::{Code, CodeList, VisitForm};
///
/// fn list_of<L: CodeList>(_: &Code<L>) -> (&'static str, usize) {
///     (L::NAME, L::TABLE.len())
/// }
/// assert_eq!(list_of(&VisitForm::STATE), ("form of visit", VisitForm::all().count()));
/// ```
pub trait CodeList: ClosedList + 'static {
    /// What a code of the list says, such as "form of visit".
    const NAME: &'static str;
    /// The known codes with their meaning, in order.
    const TABLE: &'static [(&'static str, &'static str)];
}

/// Receives each code of the user's own in a value: the name of its list, the code, and the table
/// of the known ones.
pub(crate) type CodeSink<'f> =
    dyn FnMut(&'static str, &str, &'static [(&'static str, &'static str)]) + 'f;

/// A code of the open list `L`: a known one, or one of your own.
///
/// Known codes are constants (`VisitForm::STATE`). A code of your own carries a namespace
/// (`acme:courtesy`), so that a misspelt known code is an error and never a new word.
///
/// ```
/// use detente::model::VisitForm;
///
/// assert_eq!("state".parse(), Ok(VisitForm::STATE));
/// assert_eq!(VisitForm::new("acme:courtesy")?.meaning(), None);
/// let error = VisitForm::new("stat").unwrap_err();
/// assert_eq!(error.nearest(), Some("state"));
/// # Ok::<(), detente::model::CodeError>(())
/// ```
pub struct Code<L> {
    text: Cow<'static, str>,
    list: PhantomData<fn() -> L>,
}

impl<L: CodeList> Code<L> {
    /// A known code, or one of your own with a namespace.
    ///
    /// ```
    /// use detente::model::VisitForm;
    ///
    /// assert_eq!(VisitForm::new("state")?, VisitForm::STATE);
    /// assert_eq!(VisitForm::new("acme:courtesy")?.as_str(), "acme:courtesy");
    /// assert!(VisitForm::new("courtesy").is_err());
    /// # Ok::<(), detente::model::CodeError>(())
    /// ```
    ///
    /// # Errors
    /// If `text` has no namespace and is not in the list's table.
    pub fn new(text: &str) -> Result<Self, CodeError> {
        let text = OpenList::of::<L>().code(text)?;
        Ok(Self { text, list: PhantomData })
    }

    /// A code of the table; only the list's own constants call it.
    pub(crate) const fn known(text: &'static str) -> Self {
        Self { text: Cow::Borrowed(text), list: PhantomData }
    }

    /// The same code in a list that has every code of this one.
    pub(crate) fn in_list<M: CodeList>(&self) -> Code<M> {
        Code { text: self.text.clone(), list: PhantomData }
    }

    /// The code as written in files.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The code as written in files; a known one is the table's own text.
    pub(crate) fn into_text(self) -> Cow<'static, str> {
        self.text
    }

    /// As a reader would write it: `head_of_state` is "head of state".
    ///
    /// ```
    /// use detente::model::OfficeFunction;
    ///
    /// assert_eq!(OfficeFunction::HEAD_OF_STATE.in_words(), "head of state");
    /// assert_eq!(OfficeFunction::HEAD_OF_STATE.to_string(), "head_of_state");
    /// ```
    pub fn in_words(&self) -> String {
        let own = self.text.split_once(':').map_or(&*self.text, |(_, word)| word);
        own.replace('_', " ")
    }

    /// What the code means; `None` for a code of your own.
    ///
    /// ```
    /// use detente::model::StopKind;
    ///
    /// assert_eq!(StopKind::LODGING.meaning(), Some("where the guest stays"));
    /// assert_eq!(StopKind::new("acme:picnic")?.meaning(), None);
    /// # Ok::<(), detente::model::CodeError>(())
    /// ```
    pub fn meaning(&self) -> Option<&'static str> {
        OpenList::of::<L>().find(&self.text).map(|(_, meaning)| *meaning)
    }

    /// Hands the code to `sink`, if it is not in the table.
    pub(crate) fn if_own(&self, sink: &mut CodeSink<'_>) {
        // A known code, however it came here, is the table's own text.
        if matches!(self.text, Cow::Owned(_)) {
            sink(L::NAME, &self.text, L::TABLE);
        }
    }

    /// The known codes, in the order of the table.
    ///
    /// ```
    /// use detente::model::VisitForm;
    ///
    /// assert!(VisitForm::all().any(|form| form == VisitForm::STATE));
    /// ```
    pub fn all() -> impl Iterator<Item = Self> {
        L::TABLE.iter().map(|(code, _)| Self::known(code))
    }
}

/// An open list without its type, so that looking codes up and reading them is compiled once.
#[derive(Clone, Copy)]
struct OpenList {
    name: &'static str,
    table: &'static [(&'static str, &'static str)],
}

impl OpenList {
    fn of<L: CodeList>() -> Self {
        Self { name: L::NAME, table: L::TABLE }
    }

    fn find(self, text: &str) -> Option<&'static (&'static str, &'static str)> {
        self.table.iter().find(|(code, _)| *code == text)
    }

    /// A code as the table has it, or one of the user's own.
    fn code(self, text: &str) -> Result<Cow<'static, str>, CodeError> {
        match self.find(text) {
            Some((code, _)) => Ok(Cow::Borrowed(code)),
            None if is_namespaced(text) => Ok(Cow::Owned(text.to_owned())),
            None => Err(CodeError::open(text, self)),
        }
    }
}

impl de::Visitor<'_> for OpenList {
    type Value = Cow<'static, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a text: {}", self.name)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        self.code(text).map_err(E::custom)
    }
}

/// What the definition of a list of codes is called.
pub(crate) fn code_definition(name: &str) -> Cow<'static, str> {
    format!("{}_code", name.replace(' ', "_")).into()
}

impl<L: CodeList> Code<L> {
    /// A code within a longer text, as an expression without anchors.
    pub(crate) fn expression() -> String {
        let known = L::TABLE.iter().map(|(code, _)| *code);
        format!("({}|{WORD}+:{WORD}+)", one_of(known))
    }
}

impl<L: CodeList> Described for Code<L> {
    fn name() -> Cow<'static, str> {
        code_definition(L::NAME)
    }

    fn definition(_: &mut Definitions) -> Schema {
        let known = L::TABLE.iter().map(|(code, meaning)| Schema::constant(code, meaning));
        let own = Schema::pattern(format!("^{WORD}+:{WORD}+$"))
            .described("A code of your own, with a namespace (acme:word).");
        Schema::any_of(known.chain([own]))
    }
}

/// `namespace:name`, each of letters, digits, `-`, `_` and `.`.
fn is_namespaced(text: &str) -> bool {
    let word = |w: &str| {
        !w.is_empty() && w.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
    };
    text.len() <= 100 && text.split_once(':').is_some_and(|(space, name)| word(space) && word(name))
}

/// A text that is no code of a list.
///
/// ```
/// use detente::model::VisitForm;
///
/// let error = VisitForm::new("stat").unwrap_err();
/// assert_eq!((error.text(), error.nearest()), ("stat", Some("state")));
/// assert!(error.to_string().starts_with(r#"found "stat", expected a form of visit"#));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{fault}")]
pub struct CodeError {
    text: Box<str>,
    fault: Fault,
}

/// So many codes show what a list is of.
const SHOWN: usize = 4;

impl OpenList {
    /// What is wanted where a code stands, with the first codes of the list.
    fn expected(self, shown: usize) -> String {
        let codes: Vec<&str> = self.table.iter().map(|(code, _)| *code).take(shown).collect();
        let lead = if codes.is_empty() { "" } else { " such as " };
        format!(
            "{}{lead}{}, or one of your own with a namespace (acme:word)",
            with_article(self.name),
            codes.join(", ")
        )
    }
}

impl CodeError {
    fn open(text: &str, list: OpenList) -> Self {
        let codes = || list.table.iter().map(|(code, _)| *code);
        let mut fault = Fault::text(text, "").nearest_of(text, codes());
        // Where none is near, some show what is wanted; there are too many to name all.
        let near = fault.nearest.is_some();
        fault.expected = list.expected(if near { 0 } else { SHOWN });
        Self { text: text.into(), fault }
    }

    /// For a closed list, whose few codes are all named.
    pub(crate) fn closed(text: &str, name: &str, codes: &[&str]) -> Self {
        let expected = format!("{}: {}", with_article(name), codes.join(", "));
        let fault = Fault::text(text, expected).nearest_of(text, codes.iter().copied());
        Self { text: text.into(), fault }
    }

    /// The text that was refused.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The known code that was probably meant.
    pub fn nearest(&self) -> Option<&str> {
        self.fault.nearest.as_deref()
    }
}

impl From<CodeError> for Fault {
    fn from(error: CodeError) -> Self {
        error.fault
    }
}

impl<L> Clone for Code<L> {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), list: PhantomData }
    }
}

impl<L> PartialEq for Code<L> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<L> Eq for Code<L> {}

impl<L> PartialOrd for Code<L> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<L> Ord for Code<L> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.text.cmp(&other.text)
    }
}

impl<L> Hash for Code<L> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<L> fmt::Debug for Code<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({:?})", self.text)
    }
}

/// The code as it is read and written; [`in_words`](Code::in_words) is for readers.
impl<L> fmt::Display for Code<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl<L: CodeList> FromStr for Code<L> {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        Self::new(text)
    }
}

impl<L> Serialize for Code<L> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de, L: CodeList> Deserialize<'de> for Code<L> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = deserializer.deserialize_str(OpenList::of::<L>())?;
        Ok(Self { text, list: PhantomData })
    }
}

/// Reads a string through a checked constructor.
pub(crate) struct TextVisitor<T, E> {
    /// What is expected, when something else than a string is found.
    pub(crate) name: &'static str,
    pub(crate) parse: fn(&str) -> Result<T, E>,
}

impl<T, F: fmt::Display> de::Visitor<'_> for TextVisitor<T, F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a text: {}", self.name)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        (self.parse)(text).map_err(E::custom)
    }
}

/// Declares an open list: a marker, an alias of [`Code`], and a constant for each known code.
macro_rules! open_codes {
    (
        $(#[$doc:meta])*
        $alias:ident / $list:ident, $name:literal {
            $($konst:ident = $code:literal : $meaning:literal,)*
        }
    ) => {
        #[doc = concat!("The list behind [`", stringify!($alias), "`].")]
        #[derive(Debug)]
        pub enum $list {}

        impl $crate::model::ClosedList for $list {}

        impl $crate::model::CodeList for $list {
            const NAME: &'static str = $name;
            const TABLE: &'static [(&'static str, &'static str)] = &[$(($code, $meaning)),*];
        }

        $(#[$doc])*
        pub type $alias = $crate::model::Code<$list>;

        impl $crate::model::Code<$list> {
            $(
                #[doc = concat!("`", $code, "`: ", $meaning, ".")]
                pub const $konst: Self = Self::known($code);
            )*
        }
    };
}

/// Declares a closed list: an enum with `ALL`, `code` and `from_code`, written as its code.
macro_rules! closed_codes {
    (
        $(#[doc = $doc:literal])*
        pub enum $enum:ident, $name:literal {
            $($(#[doc = $vdoc:literal])* $variant:ident = $code:literal,)*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $enum {
            $($(#[doc = $vdoc])* $variant,)*
        }

        impl $enum {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The code as written in files.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                }
            }

            /// As a reader would write it: with spaces between the words of the code.
            pub fn in_words(self) -> String {
                self.code().replace('_', " ")
            }

            /// The value with this code.
            ///
            /// # Errors
            /// If no value has it; the list is closed.
            pub fn from_code(code: &str) -> Result<Self, $crate::model::CodeError> {
                match code {
                    $($code => Ok(Self::$variant),)*
                    _ => Err($crate::model::CodeError::closed(code, $name, &[$($code),*])),
                }
            }
        }

        /// The code as it is read and written; `in_words` is for readers.
        impl std::fmt::Display for $enum {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.code())
            }
        }

        impl std::str::FromStr for $enum {
            type Err = $crate::model::CodeError;

            fn from_str(code: &str) -> Result<Self, $crate::model::CodeError> {
                Self::from_code(code)
            }
        }

        impl $crate::model::schema::Described for $enum {
            fn name() -> std::borrow::Cow<'static, str> {
                $crate::model::code_definition($name)
            }

            fn definition(_: &mut $crate::model::schema::Definitions) -> $crate::model::schema::Schema {
                $crate::model::schema::Schema::any_of([
                    $($crate::model::schema::Schema::constant($code, concat!($($vdoc, "\n"),*)),)*
                ])
                .described(concat!($($doc, "\n"),*))
            }
        }

        impl serde::Serialize for $enum {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $enum {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str($crate::model::TextVisitor {
                    name: $name,
                    parse: Self::from_code,
                })
            }
        }
    };
}

pub(crate) use {closed_codes, open_codes};
