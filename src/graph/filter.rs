//! Which ties count: by kind and by sign.

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
        self.signs.get_or_insert_default().push(sign);
    }

    /// Of each sort of tie in the graph, whether it counts.
    pub(crate) fn of_sorts(&self, graph: &GraphData) -> Vec<bool> {
        graph.sorts.iter().map(|sort| self.counts(graph, *sort)).collect()
    }

    fn counts(&self, graph: &GraphData, sort: TieSort) -> bool {
        let kind = graph.kind(sort);
        self.kinds.as_ref().is_none_or(|kinds| kinds.iter().any(|other| other == kind))
            && self.signs.as_ref().is_none_or(|signs| signs.contains(&sort.sign))
    }
}
