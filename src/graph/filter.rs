//! Which ties count: by kind and by sign.

use std::collections::HashSet;

use super::kinds::Sign;
use super::store::graph_data::GraphData;
use crate::graph::store::columns::TieSort;
use crate::model::{Code, CodeList};

/// The kinds and the signs that count. Where none is named, all do.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Filter {
    pub(crate) kinds: Option<Vec<String>>,
    pub(crate) signs: Option<Vec<Option<Sign>>>,
}

impl Filter {
    pub(crate) fn add_kinds<L: CodeList>(&mut self, kinds: impl IntoIterator<Item = Code<L>>) {
        let codes = kinds.into_iter().map(|kind| kind.as_str().to_owned());
        self.kinds.get_or_insert_default().extend(codes);
    }

    pub(crate) fn add_sign(&mut self, sign: Option<Sign>) {
        let signs = self.signs.get_or_insert_default();
        if !signs.contains(&sign) {
            signs.push(sign);
        }
    }

    /// Of each sort of tie in the graph, whether it counts; nothing, if all do.
    pub(crate) fn of_sorts(&self, graph: &GraphData) -> Option<Vec<bool>> {
        if self.kinds.is_none() && self.signs.is_none() {
            return None;
        }
        let kinds: Option<HashSet<&str>> =
            self.kinds.as_ref().map(|kinds| kinds.iter().map(String::as_str).collect());
        let counts = |sort: &TieSort| {
            kinds.as_ref().is_none_or(|kinds| kinds.contains(graph.kind(*sort)))
                && self.signs.as_ref().is_none_or(|signs| signs.contains(&sort.sign))
        };
        Some(graph.sorts.iter().map(counts).collect())
    }
}
