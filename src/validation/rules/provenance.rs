//! Rules about how accounts are told: quotations, certainty, chains of speakers, and what one
//! source says twice or both ways.

use std::collections::HashSet;

use crate::dossier::IssueCode;
use crate::model::{Accounts, AnyAccount, Certainty, CitedSpeaker, DetailRow, Provenance, Stance};
use crate::validation::accounts::Heard;
use crate::validation::findings::{Findings, IssuePlace};

/// The most words that a quotation should have. A few words are enough to show that a source says
/// something, and what is quoted of others is to be short.
pub const QUOTE_WORDS: usize = 25;

/// The most characters, for languages that put no spaces between words.
const QUOTE_CHARACTERS: usize = 200;

/// The rules over the provenance of any account.
pub(crate) const RULES: &[fn(&mut Findings<'_>, Heard<'_>)] =
    &[quote_too_long, likelihood_mismatch, certain_through_unnamed, chain_repeats];

fn quote_too_long(findings: &mut Findings<'_>, heard: Heard<'_>) {
    let Some(quote) = heard.provenance.quote() else { return };
    // Most quotations are so short that their words need not be counted.
    if quote.len() <= QUOTE_WORDS {
        return;
    }
    let (words, characters) = (quote.split_whitespace().count(), quote.chars().count());
    let found = if words > QUOTE_WORDS {
        format!("{words} words")
    } else if characters > QUOTE_CHARACTERS {
        format!("{characters} characters")
    } else {
        return;
    };
    let expected = format!("at most {QUOTE_WORDS} words and {QUOTE_CHARACTERS} characters");
    findings.add(IssueCode::QuoteTooLong, heard.at, "quote", found, expected);
}

fn likelihood_mismatch(findings: &mut Findings<'_>, heard: Heard<'_>) {
    let Some(likelihood) = heard.provenance.likelihood() else { return };
    let certainty = heard.provenance.certainty();
    let is_sure = likelihood.word.to_lowercase().contains("certain");
    let expected = match certainty {
        Certainty::Unstated => "a certainty beside it, by which values are chosen",
        Certainty::Certain if !is_sure => "probable or possible",
        _ => return,
    };
    let found = format!("{:?} with certainty {certainty}", likelihood.word);
    findings.add(IssueCode::LikelihoodMismatch, heard.at, "likelihood", found, expected);
}

fn certain_through_unnamed(findings: &mut Findings<'_>, heard: Heard<'_>) {
    if heard.provenance.certainty() != Certainty::Certain {
        return;
    }
    if let Some(link) = heard.provenance.via().iter().find(|link| link.actor().is_none()) {
        let found = format!("certain, by way of {link}");
        let expected = "a certainty that the word of somebody unnamed can bear";
        findings.add(IssueCode::CertainThroughUnnamed, heard.at, "certainty", found, expected);
    }
}

fn chain_repeats(findings: &mut Findings<'_>, heard: Heard<'_>) {
    let via = heard.provenance.via();
    let actors: HashSet<_> = via.iter().filter_map(CitedSpeaker::actor).collect();
    let named = via.iter().filter(|link| link.actor().is_some()).count();
    if actors.len() == named {
        return;
    }
    let mut seen = HashSet::new();
    let twice = via.iter().filter_map(CitedSpeaker::actor).find(|actor| !seen.insert(*actor));
    if let Some(actor) = twice {
        let found = format!("\"{actor}\" twice");
        findings.add(IssueCode::ChainRepeats, heard.at, "via", found, "each speaker once");
    }
}

/// Words are kept for a detail that is not given.
pub(crate) fn said_of_nothing(
    findings: &mut Findings<'_>,
    heard: Heard<'_>,
    account: &dyn AnyAccount,
    table: &'static [DetailRow],
) {
    let Some(rare) = heard.provenance.rare().filter(|rare| !rare.as_said.is_empty()) else {
        return;
    };
    let gives =
        |name: &str| table.iter().any(|row| row.name == name && account.value(row.at).is_some());
    for name in rare.as_said.names().filter(|name| !gives(name)) {
        let found = format!("words for \"{name}\", which the account does not give");
        let expected = "words for a detail beside them";
        findings.add_within(IssueCode::SaidOfNothing, heard.at, ["as_said", name], found, expected);
    }
}

/// One source affirms and denies one value in one voice.
pub(crate) fn says_both(findings: &mut Findings<'_>, at: IssuePlace<'_>, accounts: Accounts<'_>) {
    let denies = |account: &dyn AnyAccount| account.provenance().stance() == Stance::Denies;
    if accounts.len() > 1 && accounts.iter().any(denies) {
        for row in accounts.table {
            says_both_of(findings, at, accounts, row);
        }
    }
}

fn says_both_of(
    findings: &mut Findings<'_>,
    at: IssuePlace<'_>,
    accounts: Accounts<'_>,
    row: &DetailRow,
) {
    let voice = |provenance: &Provenance| (provenance.slot.source, provenance.via().to_vec());
    let word = |account: &dyn AnyAccount| {
        let value = account.value(row.at)?;
        Some((voice(account.provenance()), value.shown()))
    };
    let says = |account: &&dyn AnyAccount| {
        matches!(account.provenance().stance(), Stance::Affirms | Stance::Presupposes)
    };
    let affirmed: HashSet<_> = accounts.iter().filter(says).filter_map(word).collect();
    for (i, account) in accounts.iter().enumerate() {
        let denies = account.provenance().stance() == Stance::Denies;
        let Some(word) = word(account).filter(|word| denies && affirmed.contains(word)) else {
            continue;
        };
        let at = at.account(i, accounts.len());
        let found = format!("{}, which the same source affirms", word.1);
        let expected = "one or the other from one source in one voice";
        findings.add(IssueCode::SaysBoth, at, row.name, found, expected);
    }
}

/// Two accounts are the same in all they hold.
pub(crate) fn account_twice(
    findings: &mut Findings<'_>,
    at: IssuePlace<'_>,
    accounts: Accounts<'_>,
) {
    /// So many accounts are compared each with each; more are compared as text.
    const FEW: usize = 8;
    let add = |findings: &mut Findings<'_>, i: usize| {
        let at = at.account(i, accounts.len());
        findings.add(IssueCode::AccountTwice, at, "", "an account given before", "each once");
    };
    if accounts.len() <= FEW {
        for (i, account) in accounts.iter().enumerate().skip(1) {
            if accounts.iter().take(i).any(|earlier| accounts.are_same(earlier, account)) {
                add(findings, i);
            }
        }
        return;
    }
    let mut seen = HashSet::new();
    for (i, account) in accounts.iter().enumerate() {
        if !seen.insert(format!("{account:?}")) {
            add(findings, i);
        }
    }
}
