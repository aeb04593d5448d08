//! Two short reports of one visit, both after one agency, made one dossier: what is the same is
//! proposed with reasons, accepted by name, and can be taken back; an agency counts once, however
//! often it is reprinted; and neither the order nor merging twice makes a difference.

use std::error::Error;

use detente::dossier::DossierBuilder;
use detente::knowledge::Proposal;
use detente::model::{SameAs, SameAsRecord, Source, Visit};
use detente::{Dossier, id};

fn main() -> Result<(), Box<dyn Error>> {
    let morning = Dossier::from_json(include_str!("morning.json"))?;
    let evening = Dossier::from_json(include_str!("evening.json"))?;

    let mut both = morning.merge(&evening)?;
    println!("MERGED: {}", both.title().unwrap_or_default());
    println!("In the other order the same: {}", both == evening.merge(&morning)?);
    println!("Merged once more the same: {}", both == both.merge(&morning)?.merge(&both)?);

    // What the proposals rest on is accepted first; then those that wait for it can be.
    for round in 1.. {
        let proposals = both.proposals();
        let accepted = accepted(&proposals)?;
        if accepted.is_empty() {
            break;
        }
        println!("\nROUND {round}\n");
        for proposal in &proposals {
            println!("{proposal}");
        }
        both = accepted.into_iter().fold(with_editor(both), DossierBuilder::record).build()?;
    }

    println!("\nTHE VISIT, UNDER EITHER ID\n");
    let known = both.as_known();
    for id in ["putin-pyongyang-2024", "june-visit"] {
        let visit = known.visit(id)?;
        println!("{id}: {} (also {})", visit.id(), visit.other_ids().join(", "));
    }
    let visit = known.visit("june-visit")?;
    println!("{}", visit.explain(Visit::FORM));
    println!("{}", visit.explain(Visit::ACTUAL));
    for stop in visit.stops() {
        println!("stop: {}, told by {}", stop.key(), stop.accounts().count());
    }

    println!("\nTAKEN BACK\n");
    let claims: Vec<_> = both.records::<SameAs>().iter().map(|claim| claim.id().clone()).collect();
    let without = claims.iter().fold(both.clone().into_builder(), DossierBuilder::without);
    let visits = |dossier: &Dossier| dossier.as_known().visits().count();
    println!("{} claims, {} visit", claims.len(), visits(&both));
    println!("without them: {} visits", visits(&without.build()?));
    Ok(())
}

/// What the editor says is the same: every proposal that nothing speaks against.
fn accepted(proposals: &[Proposal]) -> Result<Vec<SameAsRecord>, Box<dyn Error>> {
    let open = proposals.iter().filter(|proposal| !proposal.is_blocked());
    let accepted =
        open.map(|proposal| proposal.accept(id!("editor"))).collect::<Result<Vec<_>, _>>()?;
    Ok(accepted.into_iter().flatten().collect())
}

/// The dossier to be added to, with the editor among its sources.
fn with_editor(dossier: Dossier) -> DossierBuilder {
    let has_editor = dossier.source("editor").is_some();
    let builder = dossier.into_builder();
    if has_editor { builder } else { builder.source(Source::new(id!("editor"))) }
}
