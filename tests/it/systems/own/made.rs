//! Polities, lists and changes of a user's own, beside what is built in or instead of it.

use detente::date;
use detente::systems::{
    Answer, AnswerStatus, At, CodeSystem, DyadOrder, Encoding, NameSort, Polity, PolityKind,
    RowChange, Systems,
};

fn acme() -> CodeSystem {
    CodeSystem::new("acme:list").expect("a system")
}

const EDITION: &str = "system,edition,first_day,last_day,citation\n\
    acme:list,2020,1816-01-01,2019-12-31,Acme (2020)\n";

#[test]
fn a_list_of_ones_own_is_converted_like_others() {
    let codes = "# Our list.\nsystem,code,polity,from,to,name,region\n\
        acme:list,R1,russian-empire,,1917-11-06,\"Russia, empire\",east\n\
        acme:list,R2,soviet-union,1922-12-30,1991-12-25\n\
        acme:list,R1,russia,1991-12-26,,,east\n";
    let systems = Systems::builder()
        .editions("editions.csv", EDITION)
        .codes("acme.csv", codes)
        .build()
        .expect("tables without a mistake");
    let list = systems.list(&acme()).expect("a list");
    assert_eq!((list.edition(), list.citation()), ("2020", "Acme (2020)"));
    let first = list.spells("r1", At::Ever)[0];
    assert_eq!(first.to_string(), "acme:list R1, Russia, empire (to 1917-11-06)");

    let day = date!("1950-01-01");
    let answer = systems.convert(&CodeSystem::COW, "365", &acme(), day);
    assert_eq!(answer.exact().map(|code| code.code()), Some("R2"));
    let answer = systems.convert(&acme(), "R1", &CodeSystem::GW, At::Year(2000));
    assert_eq!(answer.exact().map(|code| code.code()), Some("365"));
    let answer = systems.polity_of(&acme(), "R1", date!("1920-01-01"));
    assert_eq!(answer.status(), AnswerStatus::NotInSystem);
    let answer = systems.polity_of(&acme(), "R1", date!("2024-01-01"));
    assert_eq!(answer.status(), AnswerStatus::AfterEdition);
    assert_eq!(systems.polity_of(&acme(), "R3", day).status(), AnswerStatus::Unknown);

    let membership = systems.membership(&acme()).expect("a list with a first and a last day");
    assert_eq!(membership.dyad_years(DyadOrder::Directed).count(), 0);
    assert_eq!(membership.state_years().last(), Some(("R2", 1991)));
    let column = systems.convert_column(&acme(), &["R2", "x"], &CodeSystem::ISO3, &[day, day]);
    let codes: Vec<_> = column.expect("equally long").codes().collect();
    assert_eq!(codes, [Some("SUN"), None]);

    // What is built in is as it was, and does not know of it.
    assert!(Systems::builtin().list(&acme()).is_err());
    assert_eq!(systems.polities().count(), Systems::builtin().polities().count());
    assert_eq!(systems.overrides().count(), 0);
}

#[test]
fn a_row_is_replaced_with_a_note_that_says_why() {
    let systems = Systems::builder()
        .codes(
            "mine.tsv",
            "# system\tcode\tpolity\tfrom\tto\tnote\tchange\n\
             cow\t860\ttimor-leste\t1999-10-25\t\tfrom the UN administration on\treplace\n\
             cow\t347\tkosovo\t\t\tnot counted here\tremove\n\
             cow\t345\tserbia\t2006-06-05\t2010-12-31\tin two pieces\treplace\n\
             cow\t345\tserbia\t2011-01-01\t\tin two pieces\treplace\n",
        )
        .build()
        .expect("tables without a mistake");
    let day = date!("2000-01-01");
    let id = detente::id!("timor-leste");
    let code = systems.code_of(&id, &CodeSystem::COW, day);
    assert_eq!(code.exact().map(|code| code.note()), Some("from the UN administration on"));
    assert_eq!(Systems::builtin().code_of(&id, &CodeSystem::COW, day).exact(), None);
    assert_eq!(systems.polity_of(&CodeSystem::COW, "347", day).status(), AnswerStatus::Unknown);
    let serbia = systems.list(&CodeSystem::COW).expect("a list").spells("345", At::Year(2011));
    assert_eq!(serbia.len(), 1);
    assert_eq!(serbia[0].from(), Some(date!("2011-01-01")));

    let told: Vec<_> = systems.overrides().map(ToString::to_string).collect();
    assert_eq!(
        told[..2],
        [
            "replace code cow 860 timor-leste: from the UN administration on (mine.tsv, line 2)",
            "remove code cow 347 kosovo: not counted here (mine.tsv, line 3)",
        ]
    );
    assert_eq!(told.len(), 4);
}

#[test]
fn each_table_can_be_added_to_and_changed() {
    let systems = Systems::builder()
        .polities(
            "polities.csv",
            "id,name,kind,from,to,note,change\n\
             ruritania,Ruritania,state,1870-01-01,1929-12-31,of a novel,\n\
             taiwan,Taiwan,state,1949-12-07,,a state to us,replace\n",
        )
        .successions(
            "links.csv",
            "from,to,kind,day,claim_by,note,change\n\
             german-empire,ruritania,secession,1870-01-01,ruritania,,\n\
             soviet-union,russia,continuation,,,its day is left out,replace\n",
        )
        .capitals(
            "capitals.csv",
            "polity,capital,from,to,note,change\n\
             ruritania,Strelsau,,,,\n\
             germany,Bonn,,,by seat at first,replace\n",
        )
        .un_members("un.csv", "polity,admitted,left,note,change\nkosovo,2020-01-01,,,\n")
        .editions(
            "editions.csv",
            "system,edition,first_day,last_day,citation,note,change\n\
             cow,2024,1816-01-01,2025-12-31,ours,carried on,replace\n",
        )
        .names("names.csv", "polity,name,sort,lang,from,to\nruritania,Ruritanian,nationality,,,\n")
        .build()
        .expect("tables without a mistake");
    let polity = |id| systems.polity(id).expect("a polity");
    assert_eq!(
        (polity("taiwan").kind(), polity("taiwan").note()),
        (PolityKind::State, "a state to us")
    );
    assert_eq!(polity("ruritania").capital_on(date!("1900-01-01")), Some("Strelsau"));
    assert_eq!(polity("germany").capitals_on(date!("2020-01-01")), ["Bonn"]);
    assert!(polity("kosovo").un_member_on(date!("2024-01-01")));
    assert_eq!(polity("ruritania").predecessors()[0].claimed_by(), Some("ruritania"));
    let of_russia = polity("russia").predecessors();
    let day = of_russia.iter().find(|one| one.from().id().as_str() == "soviet-union");
    assert_eq!(day.map(|one| one.day()), Some(None));
    let names = polity("ruritania").names();
    let sorts: Vec<_> = names.iter().map(|name| (name.text(), name.sort())).collect();
    assert!(sorts.contains(&("Ruritanian", NameSort::Nationality)), "{sorts:?}");
    let answer = systems.polity_of(&CodeSystem::COW, "2", date!("2025-06-01"));
    assert_eq!(answer.exact().map(|polity| polity.id().as_str()), Some("united-states"));
    assert!(systems.overrides().all(|one| one.change() == RowChange::Replace));
}

#[test]
fn a_world_of_ones_own_has_nothing_else() {
    let systems = Systems::empty_builder()
        .polities("world", "id;name;kind;from;to\nnarnia;Narnia;state;;\narchenland;Archenland;state;;\n")
        .editions("lists", "system;edition;first_day;last_day\nacme:list;1;0900-01-01;2555-12-31\n")
        .codes("codes", "system;code;polity;from;to\nacme:list;7;narnia;;\nacme:list;12;archenland;1204-01-01;\n")
        .capitals("seats", "polity;capital;from;to\nnarnia;Cair Paravel;;\n")
        .build()
        .expect("tables without a mistake");
    let ids: Vec<_> = systems.polities().map(|polity| polity.id().as_str()).collect();
    assert_eq!(ids, ["archenland", "narnia"]);
    assert!(systems.list(&CodeSystem::COW).is_err());
    let answer = systems.polity_of(&acme(), "007", date!("1000-01-01"));
    assert_eq!(answer.exact().map(|polity| polity.name()), Some("Narnia"));
    let codes: Vec<_> = systems.list(&acme()).expect("a list").codes().collect();
    assert_eq!(codes, ["7", "12"]);
    let membership = systems.membership(&acme()).expect("days");
    assert_eq!(membership.members_on(date!("1203-12-31")).map(|all| all.len()), Ok(1));
    let names: Vec<_> = systems.polity("narnia").expect("a polity").names();
    let names: Vec<_> = names.iter().map(|name| name.text()).collect();
    assert_eq!(names, ["Narnia", "Cair Paravel"]);
    let empty = Systems::empty_builder().build().expect("nothing has no mistake");
    assert_eq!(empty.polities().count() + empty.lists().count(), 0);
    let answer = empty.polity_of(&CodeSystem::COW, "2", At::Ever);
    assert!(matches!(answer, Answer::Unknown { .. }));
}

#[test]
fn a_table_may_be_written_in_many_ways() {
    let plain = "id,name,kind,from,to\nruritania,Ruritania,state,1870-01-01,\n";
    let ways: [Vec<u8>; 8] = [
        plain.into(),
        format!("\u{FEFF}{plain}").into(),
        plain.replace('\n', "\r\n").into(),
        plain.replace('\n', "\r").into(),
        plain.replace(',', "\t").into(),
        plain.replace(',', ";").into(),
        format!("# of a novel\n\n# {}", plain.replace(',', "\t")).into(),
        "\"kind\", \"to\",x,\"id\",\"name\",\"from\"\n\n# no row\nstate,,?,\"ruritania\",\"Ruritania\",1870-01-01\n,,,,,\n"
            .into(),
    ];
    for text in ways {
        let systems = Systems::empty_builder().polities("p", &text).build();
        let systems = systems.unwrap_or_else(|error| panic!("{text:?}: {error}"));
        let polity = systems.polity("ruritania").expect("a polity");
        assert_eq!(polity.from(), Some(date!("1870-01-01")));
        assert_eq!((polity.name(), polity.to()), ("Ruritania", None));
    }
    let ansi = b"id,name,kind,from,to\ncote-2,C\xF4te d\x92Ivoire,state,,\n";
    let systems = Systems::empty_builder()
        .encoding(Encoding::Windows1252)
        .polities("p", ansi)
        .encoding(Encoding::Utf8)
        .capitals("c", "polity,capital,from,to\ncote-2,Yamoussoukro ✓,,\n")
        .build()
        .expect("a table");
    assert_eq!(systems.polity("cote-2").map(Polity::name), Some("Côte d’Ivoire"));
}
