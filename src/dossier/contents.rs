//! The contents of a dossier: what is written of it, and nothing that is derived from that.

use super::Recorded;
use super::sections::{Section, SectionVisitorMut, Sections};
use crate::model::{IdSpace, NounKind, Record, Renaming, Source, SourceId};

/// What a dossier holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Contents {
    pub(crate) title: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) default_source: Option<SourceId>,
    pub(crate) sources: Vec<Source>,
    pub(crate) sections: Sections,
}

impl Contents {
    /// Puts accounts into an order that depends on their content alone, and gives back the room for
    /// more of them and more records.
    pub(crate) fn sort_accounts(&mut self) {
        struct SortAccounts;
        impl SectionVisitorMut for SortAccounts {
            fn section<N: Recorded>(&mut self, section: &mut Section<N>) {
                section.records.shrink_to_fit();
                section.records.iter_mut().for_each(Record::sort_accounts);
            }
        }
        self.sections.each_mut(&mut SortAccounts);
    }

    /// Gives every id its new text, those of sources and of what they cover included.
    pub(crate) fn rename(&mut self, names: &Renaming) {
        if let Some(source) = &mut self.default_source {
            names.apply(IdSpace::Noun(NounKind::Source), source);
        }
        for source in &mut self.sources {
            source.rename(names);
        }
        self.sections.rename(names);
    }
}

impl Sections {
    /// Gives every id its new text.
    fn rename(&mut self, names: &Renaming) {
        struct Rename<'a>(&'a Renaming);
        impl SectionVisitorMut for Rename<'_> {
            fn section<N: Recorded>(&mut self, section: &mut Section<N>) {
                for record in &mut section.records {
                    record.rename(self.0);
                }
            }
        }
        self.each_mut(&mut Rename(names));
    }
}
