//! Rules about how accounts are told: quotations, certainty, chains of speakers, and what one
//! source says twice or both ways.

use std::collections::{HashMap, HashSet};

use crate::dossier::IssueCode;
use crate::model::{
    Accounts, AnyAccount, AnyValue, Certainty, CitedSpeaker, DetailRow, KnownFrom, NounKind,
    Progress, Provenance, Role, Stance, Value, with_ordinal,
};
use crate::validation::accounts::Heard;
use crate::validation::findings::{Findings, IssuePlace};
use crate::validation::times::next_day;

/// The most words that a quotation should have. A few words are enough to show that a source says
/// something, and what is quoted of others is to be short.
pub const QUOTE_WORDS: usize = 25;

/// The most characters, for languages that put no spaces between words.
const QUOTE_CHARACTERS: usize = 200;

/// The rules over the provenance of any account.
pub(crate) const RULES: &[fn(&mut Findings<'_>, Heard<'_>)] = &[
    quote_too_long,
    likelihood_mismatch,
    certain_through_unnamed,
    chain_repeats,
    as_of_after_told,
];

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

fn as_of_after_told(findings: &mut Findings<'_>, heard: Heard<'_>) {
    let as_of = heard.provenance.as_of().and_then(|as_of| as_of.date().earliest());
    let published = heard.source.and_then(|source| source.published.as_ref()?.latest());
    let Some((as_of, told)) = as_of.zip(published).filter(|(day, told)| *day > next_day(*told))
    else {
        return;
    };
    let found = format!("as of {as_of} at the earliest, told by {told}");
    let expected = "a day on which the source could know of it";
    findings.add(IssueCode::AsOfAfterTold, heard.at, "as_of", found, expected);
}

/// One source tells a history in one go, and leaves open in which order: stages that cannot both be, in
/// one voice, of which none is told as of a day that certainly lies after the other's.
pub(crate) fn stages_without_order(
    findings: &mut Findings<'_>,
    at: IssuePlace<'_>,
    accounts: Accounts<'_>,
) {
    let Some(row) = accounts.with_role(Role::Progress).filter(|_| accounts.len() > 1) else {
        return;
    };
    let mut by_voice: HashMap<_, Vec<(usize, Progress, [KnownFrom; 2])>> = HashMap::new();
    for (i, account) in accounts.iter().enumerate() {
        let told = account.provenance();
        let stage = account.value(row.at).and_then(AnyValue::as_progress);
        if let Some(stage) = stage.filter(|_| told.stance() != Stance::Denies) {
            let voice = by_voice.entry((told.slot.source, told.via())).or_default();
            voice.push((i, stage, told.held_as_of()));
        }
    }
    let mut voices: Vec<_> = by_voice.into_values().collect();
    voices.sort_unstable();
    for mut stages in voices {
        stages.sort_unstable_by_key(|(i, _, days)| (*days, *i));
        let mut stages = stages.into_iter();
        let Some(mut last) = stages.next() else { continue };
        for each in stages {
            let ((i, stage, days), (_, other, before)) = (each, last);
            let excludes =
                stage.is_outcome() == other.is_outcome() && !Value::agrees_with(&stage, &other);
            if excludes && days[0] <= before[1] {
                let found = format!("{stage} beside {other}, by one source");
                let expected = "as_of, the day as of which each held";
                let at = at.account(i, accounts.len());
                findings.add(IssueCode::StagesWithoutOrder, at, row.name, found, expected);
                break;
            }
            if days[1] > before[1] {
                last = each;
            }
        }
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

/// One source gives two values of one detail, in one voice and as of one day, that exclude each other.
pub(crate) fn says_two(findings: &mut Findings<'_>, at: IssuePlace<'_>, accounts: Accounts<'_>) {
    if accounts.len() < 2 {
        return;
    }
    let mut by_voice: HashMap<_, Vec<(usize, &dyn AnyAccount)>> = HashMap::new();
    for (i, account) in accounts.iter().enumerate() {
        let told = account.provenance();
        if matches!(told.stance(), Stance::Affirms | Stance::Presupposes) {
            by_voice.entry((told.slot.source, told.via())).or_default().push((i, account));
        }
    }
    for accounts_of_one in by_voice.into_values().filter(|told| told.len() > 1) {
        // Stages that exclude each other are a finding of their own.
        for row in accounts.table.iter().filter(|row| row.role != Role::Progress) {
            if let Some((i, [value, other])) = torn(findings, at, &accounts_of_one, row) {
                let at = at.account(i, accounts.len());
                let found = format!("{value}, beside {other} by the same source");
                findings.add(IssueCode::SaysTwo, at, row.name, found, one_value(at, row));
            }
        }
    }
}

/// The first account of one voice whose value excludes one given before, and the two values.
fn torn(
    findings: &Findings<'_>,
    at: IssuePlace<'_>,
    accounts: &[(usize, &dyn AnyAccount)],
    row: &DetailRow,
) -> Option<(usize, [String; 2])> {
    /// With so many different values before it each is compared: whoever gives more has the first of
    /// them flagged already, unless all of these agree.
    const FEW: usize = 8;
    let record = (at.address.noun, at.address.id);
    let mut before: Vec<(&dyn AnyAccount, &dyn AnyValue)> = Vec::new();
    for (i, account) in accounts {
        let Some(value) = account.value(row.at) else { continue };
        let one = (*account, value);
        let other = before.iter().find(|other| findings.known.is_torn(record, row, [one, **other]));
        if let Some((_, other)) = other {
            return Some((*i, [value.shown(), other.shown()]));
        }
        if before.len() < FEW && before.iter().all(|(_, other)| *other != value) {
            before.push(one);
        }
    }
    None
}

/// What is expected of one source, by what a second value is most likely to be.
fn one_value(at: IssuePlace<'_>, row: &DetailRow) -> String {
    const EXPECTED: &str = "one value from one source in one voice";
    let is_spell = matches!(row.name, "from" | "to" | "during" | "actual");
    let second = match (at.address.noun, at.address.part) {
        (_, Some(("members" | "acts" | "obligations", key))) if is_spell || row.name == "when" => {
            let key = key.to_string();
            let (words, ordinal) = with_ordinal(&key).unwrap_or((&key, 1));
            let next = ordinal.saturating_add(1);
            format!("for a further one a key with an ordinal, such as \"{words} {next}\"")
        }
        (NounKind::Visit, None) if is_spell => "for stretches of one visit `stretches`".to_owned(),
        (NounKind::Tie | NounKind::Tenure | NounKind::Conflict, None) if is_spell => {
            "for a second spell a record of its own".to_owned()
        }
        _ if row.role == Role::Planned => {
            "for plans in turn the day as of which each stood (`as_of`)".into()
        }
        _ => return EXPECTED.to_owned(),
    };
    format!("{EXPECTED}; {second}")
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
