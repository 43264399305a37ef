//! `rhizome pfif`, as whoever has a file uses it.

use std::fs;

use crate::piped::{self, lines};

fn corpus(name: &str) -> String {
    piped::file_of("pfif", name)
}
fn says(words: &[&str], input: &[u8]) -> (i32, String, String) {
    piped::says("pfif", words, input)
}

#[test]
fn validate_names_file_line_rule_and_record_and_the_exit_code_says_how_it_went() {
    let good = corpus("corpus/good/person.xml");
    let (code, out, err) = says(&["validate", &good], b"");
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(out, format!("{good}: PFIF 1.4, 1 persons, 0 notes, 0 left out, 0 errors, 0 warnings\n"));

    let bad = corpus("corpus/bad/age-words.xml");
    let (code, out, err) = says(&["validate", &good, &bad], b"");
    assert_eq!(code, 1);
    assert!(out.contains(&format!("{bad}:9:5: error age: age: ")) && out.contains("(example.org/person.1)"), "{out}");
    assert!(!out.contains("thirty"), "what is written there is not repeated: {out}");
    assert!(err.starts_with("rhizome: ") && err.contains("age-words.xml"), "{err}");

    let warned = corpus("corpus/good/warn-slash.xml");
    assert_eq!(says(&["validate", &warned], b"").0, 0);
    assert_eq!(says(&["validate", "--strict", &warned], b"").0, 1);
    let wrong: [&[&str]; 6] = [
        &["validate"],
        &["nonsense"],
        &["validate", "--at", "today", "x"],
        &["diff", "a"],
        &["diff", "a", "b", "--without", "x"],
        &["convert"],
    ];
    for wrong in wrong {
        assert_eq!(says(wrong, b"").0, 2, "{wrong:?}");
    }
    assert_eq!(says(&["validate", "/nowhere.xml"], b"").0, 1);
}

#[test]
fn validate_prints_json_a_line_each() {
    let (code, out, _) = says(&["validate", "--json", "-"], &fs::read(corpus("corpus/bad/repeated.xml")).unwrap());
    let found = lines(&out);
    assert_eq!(code, 1);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0]["file"], "<stdin>");
    assert_eq!(
        (&found[0]["rule"], &found[0]["line"], &found[0]["field"]),
        (&"repeated-field".into(), &9.into(), &"full_name".into())
    );
    assert_eq!(
        (&found[1]["version"], &found[1]["persons"], &found[1]["errors"]),
        (&"1.4".into(), &1.into(), &1.into())
    );
}

#[test]
fn what_has_expired_depends_on_the_time() {
    let expired = corpus("corpus/bad/expired.xml");
    assert_eq!(says(&["validate", "--at", "2015-11-20T00:00:00Z", &expired], b"").0, 0);
    let (code, out, _) = says(&["validate", &expired], b"");
    assert!(code == 1 && out.contains("error expired"), "{out}");
}

#[test]
fn an_attack_ends_the_reading_and_nothing_of_the_machine_is_in_the_answer() {
    for file in piped::attacks_are_refused("pfif") {
        assert_eq!(says(&["convert", &file], b"").0, 1);
        assert_eq!(says(&["diff", &file, &file], b"").0, 1);
    }
}

#[test]
fn diff_says_what_is_there_what_is_not_and_what_changed() {
    let (one, two) = (corpus("corpus/good/person.xml"), corpus("corpus/good/two-persons.xml"));
    assert_eq!(
        says(&["diff", &one, &one], b""),
        (0, "0 removed, 0 added, 0 changed, 1 the same\n".to_owned(), String::new())
    );
    let (code, out, _) = says(&["diff", &one, &two], b"");
    assert_eq!(code, 1);
    assert_eq!(
        out,
        "+ person example.org/person.2\n+ note example.org/note.1\n0 removed, 2 added, 0 changed, 1 the same\n"
    );

    let changed =
        fs::read_to_string(&one).unwrap().replace("Anouk Exemple", "Anouk\u{1b}[31m E.").replace("\u{1b}", "&#9;");
    let (code, out, _) = says(&["diff", &one, "-", "--json"], changed.as_bytes());
    let found = lines(&out);
    assert_eq!((code, &found[0]["change"], &found[0]["id"]), (1, &"changed".into(), &"example.org/person.1".into()));
    assert_eq!(found[0]["fields"][0]["before"], "Anouk Exemple");
    assert_eq!(found[1]["changed"], 1);
    let (_, out, _) = says(&["diff", &one, "-"], changed.as_bytes());
    assert!(out.contains(r#"full_name: "Anouk Exemple" -> "Anouk\t[31m E.""#), "{out}");
    assert_eq!(says(&["diff", &one, "-", "--without", "full_name"], changed.as_bytes()).0, 0);
    assert_eq!(says(&["diff", "-", "-"], b"").0, 1);
}

#[test]
fn convert_writes_the_newest_version_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("new.xml");
    let old = corpus("samples/test.pfif-1.1.xml");
    let (code, out, _) = says(&["convert", &old, "-o", to.to_str().unwrap()], b"");
    assert_eq!((code, out.as_str()), (0, ""));
    let text = fs::read_to_string(&to).unwrap();
    assert!(text.contains("http://zesty.ca/pfif/1.4\"") && text.contains("<pfif:author_made_contact>true</"), "{text}");
    assert_eq!(says(&["diff", &old, to.to_str().unwrap()], b"").0, 0);
    let (code, out, _) = says(&["convert", "-"], &fs::read(&old).unwrap());
    assert_eq!((code, out), (0, text.clone()));

    // One that breaks off leaves what was there.
    let cut = &text.as_bytes()[..text.len() / 2];
    let (code, _, err) = says(&["convert", "-", "-o", to.to_str().unwrap()], cut);
    assert!(code == 1 && err.contains("fatal xml"), "{err}");
    assert_eq!(fs::read_to_string(&to).unwrap(), text);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "and no half file beside it");

    // One with a record that is none is converted without it, and that is said.
    let (code, out, err) = says(&["convert", &corpus("corpus/bad/id-with-space.xml")], b"");
    assert!(code == 1 && err.contains("error record-id") && !out.contains("<pfif:person>"), "{err}");
}
