//! The source of accounts for which none is named.

use std::fmt::{self, Write};

use crate::dossier::contents::Contents;
use crate::dossier::sections::{Recorded, Section, SectionVisitorMut};
use crate::model::{Id, Slot, Source, SourceId, UNATTRIBUTED};

impl Contents {
    /// Makes the source of accounts that name none the default one, if there are such accounts and
    /// there is no default.
    ///
    /// Its id follows from the contents: what two people wrote down stays apart when it is merged,
    /// and what one wrote down is the same wherever it is built.
    pub(super) fn attribute(&mut self) {
        if self.default_source.is_some() || !has_unattributed(self) {
            return;
        }
        let source = Source::new(id_of(self.clone()));
        self.default_source = Some(source.id.clone());
        // A file may list the very source that would be made.
        if let Err(at) = self.sources.binary_search_by(|other| other.id.cmp(&source.id)) {
            self.sources.insert(at, source);
        }
    }
}

/// Whether an account names no source.
fn has_unattributed(contents: &Contents) -> bool {
    let mut any = false;
    for record in contents.sections.erased().into_iter().flatten() {
        record.each_provenance(&mut |provenance| any |= provenance.source().is_none());
    }
    any
}

fn id_of(mut contents: Contents) -> SourceId {
    struct Unplaced;
    impl SectionVisitorMut for Unplaced {
        fn section<N: Recorded>(&mut self, section: &mut Section<N>) {
            for record in &mut section.records {
                record.each_slot_mut(&mut |slot| *slot = Slot::default());
            }
        }
    }
    // Neither where an account stood before nor the order of entry is content.
    contents.sections.each_mut(&mut Unplaced);
    contents.sort_accounts();
    let mut fingerprint = Fingerprint::default();
    // Writing to it cannot fail.
    let _ = write!(fingerprint, "{contents:?}");
    let digits = fingerprint.0 >> 16;
    Id::from_checked(format!("{UNATTRIBUTED}{digits:012x}").into())
}

/// The FNV-1a hash of a text, which is the same on every machine and in every release of Rust.
struct Fingerprint(u64);

impl Default for Fingerprint {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Write for Fingerprint {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Ok(())
    }
}
