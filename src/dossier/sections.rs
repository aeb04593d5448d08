//! The sections of a dossier: one for each noun, its records ordered by id.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::model::{
    Agreement, AnyRecord, Conflict, Meeting, Noun, NounKind, Office, Organisation, Person, Place,
    Record, SameAs, State, Statement, Tenure, Tie, Trip, Visit, put_in_order,
};

/// The records of one noun, ordered by id.
#[derive(Clone, Debug, PartialEq)]
pub struct Section<N: Noun> {
    pub(crate) records: Vec<Record<N>>,
}

impl<N: Noun> Default for Section<N> {
    fn default() -> Self {
        Self { records: Vec::new() }
    }
}

impl<N: Noun> Section<N> {
    /// Puts the records into the order of their ids, those of one id as they stand.
    pub(crate) fn put_in_order(&mut self) {
        put_in_order(&mut self.records, |one, other| one.id().cmp(other.id()));
    }

    /// The position of the record with this id.
    pub(crate) fn position(&self, id: &str) -> Option<usize> {
        self.records.binary_search_by(|record| record.id().as_str().cmp(id)).ok()
    }

    /// The record with this id.
    pub(crate) fn get(&self, id: &str) -> Option<&Record<N>> {
        self.position(id).map(|at| &self.records[at])
    }
}

impl Sections {
    /// Every day on which something of them was told, in order.
    pub(crate) fn days_told(&self) -> Box<[NaiveDate]> {
        struct Told(BTreeSet<NaiveDate>);
        impl<'a> SectionVisitor<'a> for Told {
            fn section<N: Recorded>(&mut self, section: &'a Section<N>) {
                for record in &section.records {
                    record.each_provenance(&mut |told| self.0.extend(told.slot.told.day()));
                }
            }
        }
        let mut told = Told(BTreeSet::new());
        self.each(&mut told);
        told.0.into_iter().collect()
    }
}

/// Does something with each section, whatever its noun.
pub(crate) trait SectionVisitor<'a> {
    fn section<N: Recorded>(&mut self, section: &'a Section<N>);
}

/// Does something with each section, and may change it.
pub(crate) trait SectionVisitorMut {
    fn section<N: Recorded>(&mut self, section: &mut Section<N>);
}

/// A noun of which a dossier keeps records: every noun but the source.
///
/// The trait is sealed, as every [`Noun`] is.
///
/// ```
/// use detente::Dossier;
/// use detente::dossier::Recorded;
/// use detente::model::{State, Visit};
///
/// fn number<N: Recorded>(dossier: &Dossier) -> usize {
///     dossier.records::<N>().len()
/// }
/// let dossier = Dossier::builder().state("ruritania").build()?;
/// assert_eq!((number::<State>(&dossier), number::<Visit>(&dossier)), (1, 0));
/// # Ok::<(), detente::DossierError>(())
/// ```
pub trait Recorded: Noun {
    /// The section of its records.
    #[doc(hidden)]
    fn section(sections: &Sections) -> &Section<Self>;

    /// The section of its records, to be changed.
    #[doc(hidden)]
    fn section_mut(sections: &mut Sections) -> &mut Section<Self>;
}

macro_rules! sections {
    ($($field:ident: $noun:ident,)*) => {
        /// Every section.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Sections {
            $($field: Section<$noun>,)*
        }

        impl Sections {
            /// Hands each section to `visitor`, in the order in which they are written.
            pub(crate) fn each<'a, V: SectionVisitor<'a>>(&'a self, visitor: &mut V) {
                $(visitor.section(&self.$field);)*
            }

            /// The records of each section, whatever its noun, in the order in which they are written.
            pub(crate) fn erased(&self) -> Vec<Box<dyn Iterator<Item = &dyn AnyRecord> + '_>> {
                vec![$(Box::new(self.$field.records.iter().map(|record| record as &dyn AnyRecord))),*]
            }

            /// The nouns, in the order in which their sections are written.
            pub(crate) const NOUNS: &[NounKind] = &[$(<$noun as Noun>::NOUN),*];

            /// The record that a reference names, whatever its noun.
            pub(crate) fn record(&self, noun: NounKind, id: &str) -> Option<&dyn AnyRecord> {
                $(if noun == $noun::NOUN {
                    return self.$field.get(id).map(|record| record as &dyn AnyRecord);
                })*
                None
            }

            pub(crate) fn each_mut<V: SectionVisitorMut>(&mut self, visitor: &mut V) {
                $(visitor.section(&mut self.$field);)*
            }

            /// Reads the section called `name`, if there is one, in place of what is there.
            #[cfg(feature = "json")]
            pub(crate) fn read<'de, A: serde::de::MapAccess<'de>>(
                &mut self,
                name: &str,
                map: &mut A,
            ) -> Result<bool, A::Error> {
                match name {
                    $(stringify!($field) => self.$field = map.next_value()?,)*
                    _ => return Ok(false),
                }
                Ok(true)
            }
        }

        $(impl Recorded for $noun {
            fn section(sections: &Sections) -> &Section<Self> {
                &sections.$field
            }

            fn section_mut(sections: &mut Sections) -> &mut Section<Self> {
                &mut sections.$field
            }
        })*
    };
}

sections! {
    states: State,
    persons: Person,
    organisations: Organisation,
    places: Place,
    offices: Office,
    tenures: Tenure,
    trips: Trip,
    visits: Visit,
    meetings: Meeting,
    agreements: Agreement,
    statements: Statement,
    conflicts: Conflict,
    ties: Tie,
    same_as: SameAs,
}
