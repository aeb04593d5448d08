//! Tables at fault are told by table, line and column, and nothing in them makes the reader panic.

use detente::systems::{Systems, SystemsBuilder, TableError};

type Add = fn(SystemsBuilder, &str, &[u8]) -> SystemsBuilder;

const POLITIES: Add = |builder, name, bytes| builder.polities(name, bytes);
const EDITIONS: Add = |builder, name, bytes| builder.editions(name, bytes);
const CODES: Add = |builder, name, bytes| builder.codes(name, bytes);
const LINKS: Add = |builder, name, bytes| builder.successions(name, bytes);
const CAPITALS: Add = |builder, name, bytes| builder.capitals(name, bytes);
const SEATS: Add = |builder, name, bytes| builder.un_members(name, bytes);
const NAMES: Add = |builder, name, bytes| builder.names(name, bytes);

/// One table a case, and what is said of it: table, line, column, what is found, what expected, and
/// what is nearest. Each breaks one rule.
const CASES: &[(Add, &[u8], &str)] = &[
    (POLITIES, b"", "t, line 1: found no header, expected one called id"),
    (POLITIES, b"# nothing\n\n", "t, line 3: found no header, expected one called id"),
    (
        POLITIES,
        b"id,name,kind,form,to\n",
        "t, line 1: found the columns id, name, kind, form, to, expected one called from",
    ),
    (
        POLITIES,
        b"id,name,kind,from,to,id\n",
        "t, line 1: found the column \"id\" a second time, expected a name of its own for each column",
    ),
    (
        POLITIES,
        b"id,name,kind,from,to\na,A,state,\n",
        "t, line 2: found 4 fields, expected 5, one for each column of the header",
    ),
    (
        POLITIES,
        b"id,name,kind,from,to\na,Korea, South,state,,\n",
        "t, line 2: found 6 fields, expected 5, one for each column of the header",
    ),
    (
        POLITIES,
        b"id,name,kind,from,to\na,\"A,state,,\n",
        "t, line 2: found no second quotation mark, expected a field between two quotation marks, \
         those within it doubled",
    ),
    (
        POLITIES,
        b"id,name,kind,from,to\rb,B,state,,\ra,\"A\"s,state,,\r",
        "t, line 3: found text after the second quotation mark, expected a field between two \
         quotation marks, those within it doubled",
    ),
    (
        POLITIES,
        b"id,name,kind,from,to\r\na,A,state,,\r\nc,C\xF4te,state,,\r\n",
        "t, line 3: found the byte 0xF4 after \"c,C\", expected UTF-8, or that the encoding is said to \
         be Windows-1252",
    ),
    (
        POLITIES,
        b"\xFF\xFEi\0d\0",
        "t, line 1: found the byte order mark of UTF-16, expected a table that is saved as UTF-8",
    ),
    (
        POLITIES,
        b"id,name,kind,from,to\na,,state,,\n",
        "t, line 2, column name: found nothing, expected a text",
    ),
    (
        POLITIES,
        b"id,name,kind,from,to\na,A,stat,,\n",
        "t, line 2, column kind: found \"stat\", expected a kind of polity: state, microstate, \
         territory, claimant, group; nearest is \"state\"",
    ),
    (
        POLITIES,
        b"id,name,kind,from,to\nA b,A,state,,\n",
        "t, line 2, column id: found \"A b\", expected the id of a polity",
    ),
    (
        POLITIES,
        b"id,name,kind,from,to\na,A,state,1999-02-29,\n",
        "t, line 2, column from: found \"1999-02-29\", expected a day, written YYYY-MM-DD",
    ),
    (
        POLITIES,
        b"id,name,kind,from,to\na,A,state,2000-01-02,2000-01-01\n",
        "t, line 2, column to: found \"2000-01-01\", expected a day not before 2000-01-02",
    ),
    (
        POLITIES,
        b"id,name,kind,from,to\nrussia,Russia,state,,\n",
        "t, line 2, column id: found \"russia\", which stands in polities.tsv, line N, expected \
         another, or a row that changes that one",
    ),
    (
        POLITIES,
        b"id,name,kind,from,to,change,note\nrussia,Russia,state,,,replace,\n",
        "t, line 2, column note: found nothing, expected a text",
    ),
    (
        POLITIES,
        b"id,name,kind,from,to,change,note\nrussia,Russia,state,,,swap,x\n",
        "t, line 2, column change: found \"swap\", expected replace, or nothing",
    ),
    (
        POLITIES,
        b"id,name,kind,from,to,change,note\nrussia,,,,,remove,x\n",
        "t, line 2, column change: found \"remove\", expected replace, or nothing",
    ),
    (
        POLITIES,
        b"id,name,kind,from,to,change,note\nrusia,Russia,state,,,replace,x\n",
        "t, line 2, column id: found \"rusia\", expected a polity that was told before this table; \
         nearest is \"russia\"",
    ),
    (
        EDITIONS,
        b"system,edition,first_day,last_day\ncow,1,,\n",
        "t, line 2, column system: found \"cow\", which stands in editions.tsv, line N, expected \
         another, or a row that changes that one",
    ),
    (
        EDITIONS,
        b"system,edition,first_day,last_day\nacme,1,,\n",
        "t, line 2, column system: found \"acme\", expected a system of country codes, or one of your \
         own with a namespace (acme:word); nearest is \"cameo\"",
    ),
    (
        CODES,
        b"system,code,polity,from,to\nacme:x,1,russia,,\n",
        "t, line 2, column system: found \"acme:x\", expected a system with an edition",
    ),
    (
        CODES,
        b"system,code,polity,from,to\ncow,2,rusia,1820-01-01,1821-01-01\n",
        "t, line 2, column polity: found \"rusia\", expected the id of a polity; nearest is \"russia\"",
    ),
    (
        CODES,
        b"system,code,polity,from,to\ncow,2x,russia,,\n",
        "t, line 2, column code: found \"2x\", expected a number, as all codes of cow are",
    ),
    (
        CODES,
        b"system,code,polity,from,to\ncow,002,russia,,\n",
        "t, line 2, column code: found \"002\", expected \"2\", as it was written before",
    ),
    (
        CODES,
        b"system,code,polity,from,to\ncow,860,timor-leste,1999-10-25,\n",
        "t, line 2, column from: found days of which codes.tsv, line N tells the same, expected \
         other days, or a row that changes that one",
    ),
    (
        CODES,
        b"system,code,polity,from,to\ncow,860,indonesia,1815-12-31,\n",
        "t, line 2, column from: found \"1815-12-31\", expected a day from 1816-01-01 on, as the \
         edition of cow has",
    ),
    (
        CODES,
        b"system,code,polity,from,to\ncow,860,indonesia,2024-12-31,2025-01-01\n",
        "t, line 2, column to: found \"2025-01-01\", expected a day up to 2024-12-31, as the edition \
         of cow has",
    ),
    (
        CODES,
        b"system,code,polity,from,to,note,change\ncow,860,east-timor,1999-10-25,,x,replace\n",
        "t, line 2, column system: found \"cow 860 east-timor\", expected a code that was told before \
         this table; nearest is \"cow 860 timor-leste\"",
    ),
    (
        CODES,
        b"system,code,polity,from,to,note,change\ncow,860,timor-leste,2010-01-01,,x,remove\n",
        "t, line 2, column from: found \"2010-01-01\", expected nothing, as all rows of this key are \
         removed",
    ),
    (
        LINKS,
        b"from,to,kind,day\nrussia,russia,merger,\n",
        "t, line 2, column to: found \"russia\", expected another polity than the one that it follows",
    ),
    (
        LINKS,
        b"from,to,kind,day\nspain,cuba,secession,\nspain,cuba,secession,\n",
        "t, line 3, column to: found a succession that is told of already, expected each of them once",
    ),
    (
        LINKS,
        b"from,to,kind,day\nspain,cubaa,secession,\n",
        "t, line 2, column to: found \"cubaa\", expected the id of a polity; nearest is \"cuba\"",
    ),
    (
        CAPITALS,
        b"polity,capital,from,to\nfrance,Paris,1900-01-01,\n",
        "t, line 2, column from: found days of which capitals.tsv, line N tells the same, expected \
         other days, or a row that changes that one",
    ),
    (
        SEATS,
        b"polity,admitted,left\nfrance,2000-01-01,\n",
        "t, line 2, column admitted: found days of which un.tsv, line N tells the same, expected \
         other days, or a row that changes that one",
    ),
    (
        NAMES,
        b"polity,name,sort,lang,from,to\nrussia,Rus,stat,,,\n",
        "t, line 2, column sort: found \"stat\", expected a sort of name: state, nationality, city, \
         government; nearest is \"state\"",
    ),
    (
        NAMES,
        b"polity,name,sort,lang,from,to\nrussia,Rus,,so called,,\n",
        "t, line 2, column lang: found \"so called\", expected the tag of a language, such as en or \
         zh-Hant, or *",
    ),
    (
        NAMES,
        b"polity,name,sort,lang,from,to\nrussia,=rus,,,,\n",
        "t, line 2, column name: found \"=rus\", expected a name, or = and the id of a polity",
    ),
    (
        NAMES,
        b"polity,name,sort,lang,from,to,change,note\nrussia,Rus,,,,,replace,x\n",
        "t, line 2, column change: found \"replace\", expected nothing, as a name is added and not \
         changed",
    ),
];

#[test]
fn every_rule_that_is_broken_is_told_with_its_place() {
    let mut differing = Vec::new();
    for (add, bytes, says) in CASES {
        let shown = String::from_utf8_lossy(bytes);
        let error = add(Systems::builder(), "t", bytes).build().expect_err(&shown);
        // A header of which several columns are missing is told of for each.
        let told = without_lines_of_ours(&error.errors()[0]);
        if told != *says {
            differing.push(told);
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

/// Tables built in grow, and their lines move.
fn without_lines_of_ours(error: &TableError) -> String {
    let text = error.to_string();
    let Some((before, after)) = text.split_once(".tsv, line ") else {
        return text;
    };
    format!("{before}.tsv, line N{}", after.trim_start_matches(|c: char| c.is_ascii_digit()))
}
