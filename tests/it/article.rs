use detente::Dossier;

#[test]
fn loads() {
    let dossier = Dossier::from_json(include_str!("../../examples/pyongyang_2024/article.json"));
    println!(
        "{}",
        dossier
            .map(|d| d.title().unwrap().to_owned())
            .unwrap_or_else(|e| e.to_string())
    );
}
