//! `rhizome cap`, as whoever sends or receives alerts uses it.

use std::{fs, path::Path, process::Command};

use crate::piped::{self, lines};

fn corpus(name: &str) -> String {
    piped::file_of("cap", name)
}
fn says(words: &[&str], input: &[u8]) -> (i32, String, String) {
    piped::says("cap", words, input)
}

#[test]
fn validate_names_file_line_rule_and_element_and_the_exit_code_says_how_it_went() {
    let good = corpus("corpus/good/alert.xml");
    let (code, out, err) = says(&["validate", &good], b"");
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(out, format!("{good}: CAP 1.2, not signed, 0 errors, 0 warnings\n"));

    let bad = corpus("corpus/bad/status-small.xml");
    let (code, out, err) = says(&["validate", &good, &bad], b"");
    assert_eq!(code, 1);
    assert!(out.contains(&format!("{bad}:6:3: error status: status: Status is Actual, ")), "{out}");
    assert!(err.starts_with("rhizome: ") && err.contains("status-small.xml"), "{err}");

    let warned = corpus("corpus/good/warn-utc.xml");
    assert_eq!(says(&["validate", &warned], b"").0, 0);
    assert_eq!(says(&["validate", "--strict", &warned], b"").0, 1);
    let future = corpus("corpus/good/alert.xml");
    assert_eq!(says(&["validate", "--strict", "--at", "2015-11-13T22:19:59+01:00", &future], b"").0, 1);
    for wrong in
        [&["validate"][..], &["nonsense"], &["validate", "--at", "today", "x"], &["sign", "x"], &["verify", "x"]]
    {
        assert_eq!(says(wrong, b"").0, 2, "{wrong:?}");
    }
    assert_eq!(says(&["validate", "/nowhere.xml"], b"").0, 1);
}

#[test]
fn validate_prints_json_a_line_each() {
    let document = fs::read(corpus("corpus/bad/polygon-open.xml")).unwrap();
    let (code, out, _) = says(&["validate", "--json", "-"], &document);
    let found = lines(&out);
    assert_eq!((code, found.len()), (1, 2));
    let problem = &found[0];
    assert_eq!((&problem["file"], &problem["rule"]), (&"<stdin>".into(), &"polygon-open".into()));
    assert_eq!((&problem["line"], &problem["level"]), (&18.into(), &"error".into()));
    assert_eq!((&problem["element"], &problem["source"]), (&"polygon".into(), &"3.2.4".into()));
    assert_eq!(
        (&found[1]["version"], &found[1]["errors"], &found[1]["signed"]),
        (&"1.2".into(), &1.into(), &false.into())
    );
}

#[test]
fn what_is_referred_to_is_checked_against_the_messages_that_are_known() {
    let (first, exercise) = (corpus("corpus/good/alert.xml"), corpus("corpus/good/exercise.xml"));
    let document = fs::read_to_string(&first).unwrap();
    let cancel = document
        .replace("2015-7", "2015-8")
        .replace("22:20:00", "22:21:00")
        .replace("<msgType>Alert", "<msgType>Cancel")
        .replace("</scope>", "</scope><references>alerts@example.org,2015-7,2015-11-13T22:20:00+01:00</references>");
    assert_eq!(says(&["validate", "-", "--known", &first], cancel.as_bytes()).0, 0);
    let (code, out, _) = says(&["validate", "-", "--known", &exercise], cancel.as_bytes());
    assert!(code == 1 && out.contains("<stdin>: error other-status: references: alerts@example.org,2015-7,"), "{out}");
    let (_, out, _) = says(&["validate", "--json", "-", "--known", &exercise], cancel.as_bytes());
    assert_eq!(lines(&out)[0]["rule"], "other-status");
}

#[test]
fn an_attack_ends_the_reading_and_nothing_of_the_machine_is_in_the_answer() {
    for file in piped::attacks_are_refused("cap") {
        assert_eq!(says(&["sign", &file, "--key", &file], b"").0, 1);
    }
}

/// A key and its certificate, made by openssl.
fn keys(folder: &Path, kind: &[&str], key: &str, certificate: &str) {
    let words =
        ["req", "-x509", "-nodes", "-subj", "/CN=example.org", "-days", "36500", "-keyout", key, "-out", certificate];
    let done = Command::new("openssl").args(words).arg("-newkey").args(kind).current_dir(folder).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn what_is_signed_is_verified_with_a_pinned_key_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    keys(folder.path(), &["rsa:2048"], "key.pem", "cert.pem");
    keys(folder.path(), &["ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"], "other.pem", "other-cert.pem");
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (key, certificate, other, signed) =
        (path("key.pem"), path("cert.pem"), path("other-cert.pem"), path("signed.xml"));
    let document = corpus("corpus/good/whole.xml");

    let done = says(&["sign", &document, "--key", &key, "--certificate", &certificate, "-o", &signed], b"");
    assert_eq!(done, (0, String::new(), String::new()));
    let text = fs::read_to_string(&signed).unwrap();
    assert!(text.contains("<X509Certificate>") && text.starts_with(&fs::read_to_string(&document).unwrap()[..200]));
    assert_eq!(says(&["sign", "-", "--key", &key], &fs::read(&document).unwrap()).0, 0);
    assert_eq!(says(&["validate", &signed], b"").0, 0);

    let (code, out, err) = says(&["verify", &signed, "--pin", &other, "--pin", &certificate], b"");
    assert!(code == 0 && out.contains(": signed with the pinned key ") && err.is_empty(), "{out}{err}");
    let (code, out, _) = says(&["verify", "-", "--json", "--pin", &certificate], text.as_bytes());
    assert_eq!((code, &lines(&out)[0]["verified"]), (0, &true.into()));
    for (text, pin, at, why) in [
        (text.clone(), &other, "2100-01-01T00:00:00-00:00", "other-kind-of-key"),
        (text.replace("Attentat", "Rien"), &certificate, "2100-01-01T00:00:00-00:00", "changed-after-signing"),
        (text.clone(), &certificate, "2001-01-01T00:00:00-00:00", "certificate-not-valid"),
        (text.replace("more#rsa-sha256", "more#rsa-md5"), &certificate, "2100-01-01T00:00:00-00:00", "other-algorithm"),
        (fs::read_to_string(&document).unwrap(), &certificate, "2100-01-01T00:00:00-00:00", "not-signed"),
    ] {
        let (code, out, err) = says(&["verify", "-", "--pin", pin, "--at", at], text.as_bytes());
        assert!(code == 1 && out.is_empty() && err.contains(&format!("not verified: {why}: ")), "{err}");
        let (_, out, _) = says(&["verify", "-", "--json", "--pin", pin, "--at", at], text.as_bytes());
        assert_eq!((&lines(&out)[0]["verified"], &lines(&out)[0]["why"]), (&false.into(), &why.into()));
    }

    // What is not in order is not signed, and what was there stays.
    let bad = corpus("corpus/bad/identifier-space.xml");
    let (code, _, err) = says(&["sign", &bad, "--key", &key, "-o", &signed], b"");
    assert!(code == 1 && err.contains("error identifier") && err.contains("breaks rules"), "{err}");
    assert_eq!(fs::read_to_string(&signed).unwrap(), text);
    let (code, _, err) = says(&["sign", &document, "--key", &certificate], b"");
    assert!(code == 1 && err.contains("neither a certificate nor a key"), "{err}");
    assert_eq!(says(&["sign", &document, "--key", &key, "--certificate", &other], b"").0, 1);
}
