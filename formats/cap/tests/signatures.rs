//! Signatures: made here and verified by xmlsec1, made by xmlsec1 and verified here; and those that are not to be believed.
//! It needs Debian's `xmlsec1`, `libxml2-utils` and `openssl`, which `cargo x test` installs.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

mod scene;

use std::{fs, sync::OnceLock};

use cap::{KeyError, KeyKind, Message, Pin, Settings, SignError, SigningKey, Time, Unverified, sign};
use scene::{Folder, corpus};

const RSA: &[&str] = &["rsa:2048"];
const CURVE: &[&str] = &["ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];

/// A private key and its certificate, made by openssl.
struct Pair {
    key: String,
    certificate: String,
}
impl Pair {
    fn new(kind: &[&str]) -> Self {
        let folder = Folder::new(&format!("keys-{:?}", std::thread::current().id()).replace(['(', ')'], ""));
        let head = [
            "req",
            "-x509",
            "-nodes",
            "-keyout",
            "key.pem",
            "-out",
            "cert.pem",
            "-subj",
            "/CN=example.org",
            "-days",
            "36500",
            "-newkey",
        ];
        let words: Vec<&str> = head.iter().chain(kind).copied().collect();
        let made = folder.run("openssl", "openssl", &words);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let text = |name| String::from_utf8(folder.get(name)).unwrap();
        Self { key: text("key.pem"), certificate: text("cert.pem") }
    }
    fn key(&self) -> SigningKey {
        SigningKey::read(self.key.as_bytes()).unwrap()
    }
    fn pin(&self) -> Pin {
        Pin::read(self.certificate.as_bytes()).unwrap().remove(0)
    }
}
fn pairs() -> &'static [Pair; 2] {
    static PAIRS: OnceLock<[Pair; 2]> = OnceLock::new();
    PAIRS.get_or_init(|| [Pair::new(RSA), Pair::new(CURVE)])
}

fn message(text: &str) -> Message {
    Message::read(text.as_bytes(), &Settings::default()).unwrap()
}
fn good(name: &str) -> String {
    fs::read_to_string(corpus().join("good").join(name)).unwrap()
}
/// A message that is signed here, by one of the pairs.
fn signed(name: &str, pair: &Pair) -> String {
    sign(&message(&good(name)), &pair.key(), None).unwrap()
}
/// Why a document is not believed.
fn why(text: &str, pair: &Pair) -> Unverified {
    message(text).verify(&[pair.pin()], None).unwrap_err()
}

/// What xmlsec1 says of a document.
fn believed_by_xmlsec(folder: &Folder, text: &str, pair: &Pair) -> bool {
    folder.put("cert.pem", &pair.certificate);
    folder.put("signed.xml", text);
    let words = ["--verify", "--enabled-key-data", "key-name", "--pubkey-cert-pem", "cert.pem", "signed.xml"];
    folder.run("xmlsec1", "xmlsec1", &words).status.success()
}
/// A document with a signature to be filled in, as xmlsec1 fills it in.
fn signed_by_xmlsec(folder: &Folder, template: &str, pair: &Pair) -> String {
    folder.put("key.pem", &pair.key);
    folder.put("template.xml", template);
    let done = folder.run(
        "xmlsec1",
        "xmlsec1",
        &["--sign", "--privkey-pem", "key.pem", "--output", "out.xml", "template.xml"],
    );
    assert!(done.status.success(), "{}\n{template}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(folder.get("out.xml")).unwrap()
}

const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
const ENVELOPED: &str = "<d:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>";

/// A signature to be filled in.
fn template(kind: KeyKind, list: &str, transforms: &str) -> String {
    format!(
        "<d:Signature xmlns:d=\"http://www.w3.org/2000/09/xmldsig#\">\n<d:SignedInfo><d:CanonicalizationMethod \
         Algorithm=\"{EXCLUSIVE}\">{list}</d:CanonicalizationMethod>\n<d:SignatureMethod Algorithm=\"{}\"/>\
         <d:Reference URI=\"\"><d:Transforms>{transforms}</d:Transforms><d:DigestMethod \
         Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><d:DigestValue/></d:Reference></d:SignedInfo>\
         <d:SignatureValue/></d:Signature>",
        kind.algorithm()
    )
}
fn listed(prefixes: &str) -> String {
    format!("<i:InclusiveNamespaces xmlns:i=\"{EXCLUSIVE}\" PrefixList=\"{prefixes}\"/>")
}

#[test]
fn what_is_signed_here_is_believed_by_another() {
    let folder = Folder::new("ours");
    let documents = [
        "alert.xml",
        "whole.xml",
        "prefix.xml",
        "cdata-and-comments.xml",
        "references-and-instructions.xml",
        "crlf.xml",
        "byte-order-mark.xml",
        "schema-hint.xml",
        "no-declaration.xml",
    ];
    for (pair, name) in pairs().iter().flat_map(|pair| documents.map(|name| (pair, name))) {
        let document = good(name);
        for certificate in [None, Some(pair.pin())] {
            let text = sign(&message(&document), &pair.key(), certificate.as_ref()).unwrap();
            assert!(believed_by_xmlsec(&folder, &text, pair), "{name} {:?}", pair.key().kind());
            assert_eq!(message(&text).verify(&[pair.pin()], None).unwrap().pin, 0, "{name}");
            // Not a byte of the message changed.
            let (begin, end) = (text.find("<Signature").unwrap(), text.find("</Signature>").unwrap());
            let without = format!("{}{}", &text[..begin], &text[end + "</Signature>".len()..]);
            assert_eq!(without, document.trim_start_matches('\u{feff}'), "{name}");
            assert_eq!(message(&text).alert(), message(&document).alert(), "{name}");
            assert!(message(&text).is_fine(), "{name}");
        }
    }
    let wrong = signed("alert.xml", &pairs()[0]).replace("Attentat", "Rien");
    assert!(!believed_by_xmlsec(&folder, &wrong, &pairs()[0]), "the other one can say no");
}

#[test]
fn what_another_signs_is_believed_here() {
    let folder = Folder::new("theirs");
    // Namespaces that are used, unused, bound again, taken back; attributes that need escapes; instructions, comments, CDATA.
    let odd = "<?xml version=\"1.0\"?>\n<?before  some data?><!-- c -->\n<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\" \
        xmlns:z=\"urn:z\" xmlns:b=\"urn:b\" z:a=\"1\" b:a='&quot;&lt;&#9;&#10;&#13;&amp;>  x\ny' a=\"é\" xml:lang=\"fr\">\r\n\
        <identifier>1&#13;2&#xD;</identifier><![CDATA[<&>]]>a<!-- split -->b&gt;<b:x xmlns:b=\"urn:c\" xmlns:z=\"urn:z\" b:c=\"\"/>\
        <w xmlns=\"\" z:q=\"2\"><v xmlns=\"urn:v\"><u xmlns=\"\" xmlns:b=\"urn:b\"/></v></w><?inside?><z:e><z:e xmlns:z=\"urn:y\"/></z:e>\
        </alert>\n<!-- after --><?after all?>\n";
    let documents = [odd.to_owned(), good("whole.xml"), good("prefix.xml"), good("references-and-instructions.xml")];
    let prefixes = listed("z b #default xml d missing");
    let exclusive = |inside: &str| format!("{ENVELOPED}<d:Transform Algorithm=\"{EXCLUSIVE}\">{inside}</d:Transform>");
    let ways = [
        (String::new(), exclusive("")),
        (String::new(), ENVELOPED.to_owned()),
        (prefixes.clone(), exclusive(&prefixes)),
        (listed(""), exclusive(&listed("b"))),
        (prefixes, ENVELOPED.to_owned()),
    ];
    for pair in pairs() {
        for (document, (list, transforms)) in documents.iter().flat_map(|d| ways.iter().map(move |w| (d, w))) {
            let (before, after) = document.rsplit_once("</").unwrap();
            let whole = format!("{before}{}\n</{after}", template(pair.key().kind(), list, transforms));
            let text = signed_by_xmlsec(&folder, &whole, pair);
            let found = message(&text).verify(&[pair.pin()], None);
            assert_eq!(found.map(|v| v.pin), Ok(0), "{text}");
            for (from, to) in [("alert", "Alert"), ("1", "I"), ("é", "e"), ("urn:z", "urn:Z")] {
                let (head, tail) = text.split_once("<d:Signature").unwrap();
                if let Some(changed) = head.contains(from).then(|| head.replacen(from, to, 1)) {
                    let changed = format!("{changed}<d:Signature{tail}");
                    if let Ok(message) = Message::read(changed.as_bytes(), &Settings::default()) {
                        assert!(message.verify(&[pair.pin()], None).is_err(), "{changed}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_change_of_anything_that_is_read_is_noticed() {
    for pair in pairs() {
        let text = signed("whole.xml", pair);
        let original = message(&text).into_alert();
        let end = text.find("<Signature").unwrap();
        let mut changed = 0;
        // Every character of the message, one after the other, becomes another.
        for (at, c) in text[..end].char_indices().filter(|(_, c)| c.is_ascii_alphanumeric()) {
            let other = if c == 'a' { 'b' } else { 'a' };
            let text = format!("{}{other}{}", &text[..at], &text[at + 1..]);
            let Ok(message) = Message::read(text.as_bytes(), &Settings::default()) else { continue };
            let declaration = at < text.find("?>").unwrap();
            assert!(message.verify(&[pair.pin()], None).is_err() || declaration, "{at}");
            changed += usize::from(message.into_alert() != original);
        }
        assert!(changed > 500, "{changed}");
        // A comment is part of nothing that is read, and of nothing that is signed.
        let commented = text.replace("Attentat", "Atten<!-- no -->tat");
        assert!(message(&commented).verify(&[pair.pin()], None).is_ok());
        assert_eq!(message(&commented).into_alert(), original);
    }
}

#[test]
fn only_a_key_that_is_pinned_counts() {
    let [rsa, curve] = pairs();
    let [other_rsa, other_curve] = [Pair::new(RSA), Pair::new(CURVE)];
    for (pair, other, unlike) in [(rsa, &other_rsa, curve), (curve, &other_curve, rsa)] {
        // Somebody signs with a key of their own, and sends the certificate along.
        let forged = sign(&message(&good("alert.xml")), &other.key(), Some(&other.pin())).unwrap();
        assert!(forged.contains("<X509Certificate>"));
        assert_eq!(why(&forged, pair), Unverified::OtherKey);
        // The certificate of the authority beside the signature of another makes no difference.
        let own = |text: &str| text.split_once("<KeyInfo>").unwrap().1.split_once("</KeyInfo>").unwrap().0.to_owned();
        let real = sign(&message(&good("alert.xml")), &pair.key(), Some(&pair.pin())).unwrap();
        assert_eq!(why(&forged.replace(&own(&forged), &own(&real)), pair), Unverified::OtherKey);
        assert!(message(&real.replace(&own(&real), &own(&forged))).verify(&[pair.pin()], None).is_ok());

        assert_eq!(message(&real).verify(&[], None), Err(Unverified::NoPin));
        assert_eq!(why(&real, unlike), Unverified::OtherKind);
        let pins = [unlike.pin(), other.pin(), pair.pin()];
        assert_eq!(message(&real).verify(&pins, None).unwrap().pin, 2, "of several, the one");
        let refused = sign(&message(&good("alert.xml")), &pair.key(), Some(&other.pin()));
        assert_eq!(refused, Err(SignError::OtherCertificate));
    }
}

#[test]
fn a_certificate_counts_while_it_is_valid_and_a_bare_key_always() {
    let folder = Folder::new("valid");
    for pair in pairs() {
        let text = signed("alert.xml", pair);
        let at = |year: &str| Time::parse(&format!("{year}-01-01T00:00:00-00:00")).unwrap();
        let verify = |pin: Pin, year| message(&text).verify(&[pin], Some(at(year))).map(|v| v.pin);
        assert_eq!(verify(pair.pin(), "2100"), Ok(0));
        assert_eq!(verify(pair.pin(), "1990"), Err(Unverified::NotValid));
        assert_eq!(verify(pair.pin(), "9000"), Err(Unverified::NotValid));

        folder.put("cert.pem", &pair.certificate);
        let bare = folder.run("openssl", "openssl", &["x509", "-in", "cert.pem", "-noout", "-pubkey"]).stdout;
        let pin = Pin::read(&bare).unwrap().remove(0);
        assert_eq!(pin.fingerprint(), pair.pin().fingerprint());
        assert_eq!(verify(pin, "1990"), Ok(0));
    }
}

/// What others do to a signed message so that it says something else.
#[test]
fn a_signature_is_not_wrapped() {
    let pair = &pairs()[1];
    let text = signed("alert.xml", pair);
    let (before, rest) = text.split_once("<Signature").unwrap();
    let (inside, after) = rest.split_once("</Signature>").unwrap();
    let signature = format!("<Signature{inside}</Signature>");
    let original = before.split_once("?>").unwrap().1.trim();
    let evil = before.replace("Attentat", "Rien");

    // The message that was signed goes into an object of the signature, and another takes its place.
    let object =
        format!("{}<Object>{original}</alert></Object></Signature>", signature.strip_suffix("</Signature>").unwrap());
    assert_eq!(why(&format!("{evil}{object}{after}"), pair), Unverified::Changed);
    // The same, and the signature refers to it.
    let pointed = object.replace("URI=\"\"", "URI=\"#a\"").replace("<Object>", "<Object Id=\"a\">");
    assert_eq!(why(&format!("{evil}{pointed}{after}"), pair), Unverified::Part);
    // Two signatures, one good; one inside the other; one inside an info.
    assert_eq!(why(&format!("{before}{signature}{signature}{after}"), pair), Unverified::Several);
    let nested = object.replace(original, &format!("{original}{signature}"));
    assert_eq!(why(&format!("{evil}{nested}{after}"), pair), Unverified::Several);
    assert_eq!(
        why(&text.replace(&signature, "").replace("<area>", &format!("{signature}<area>")), pair),
        Unverified::Misplaced
    );
    // The signed alert inside another one.
    let around = format!("{}{original}{signature}</alert>{after}", evil.replace("</info>", "").replace("<info>", ""));
    assert_eq!(
        Message::read(around.as_bytes(), &Settings::default()).unwrap().verify(&[pair.pin()], None),
        Err(Unverified::Misplaced)
    );
    // Further back or further ahead: the signature is taken out wherever it stands, and the message must be the same.
    let moved = text.replace(&signature, "").replace("<identifier>", &format!("{signature}<identifier>"));
    assert!(message(&moved).verify(&[pair.pin()], None).is_ok() && !message(&moved).is_fine());
}

#[test]
fn other_algorithms_are_refused_by_name() {
    let pair = &pairs()[0];
    let text = signed("alert.xml", pair);
    let dsig = "http://www.w3.org/2000/09/xmldsig#";
    let transform = format!("<Transform Algorithm=\"{EXCLUSIVE}\"/>");
    let method = format!("<CanonicalizationMethod Algorithm=\"{EXCLUSIVE}\"/>");
    for (from, to, said) in [
        (
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            format!("{dsig}rsa-sha1"),
            "signature algorithm: {dsig}rsa-sha1",
        ),
        (
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            format!("{dsig}hmac-sha1"),
            "signature algorithm: {dsig}hmac-sha1",
        ),
        ("http://www.w3.org/2001/04/xmlenc#sha256", format!("{dsig}sha1"), "digest algorithm: {dsig}sha1"),
        (
            &transform,
            "<Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\"/>".to_owned(),
            "transform algorithm: http://www.w3.org/TR/1999/REC-xslt-19991116",
        ),
        (
            &transform,
            "<Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"><XPath>1</XPath></Transform>"
                .to_owned(),
            "transform algorithm: http://www.w3.org/TR/1999/REC-xpath-19991116",
        ),
        (
            &method,
            format!("<CanonicalizationMethod Algorithm=\"{EXCLUSIVE}WithComments\"/>"),
            "canonicalization algorithm: {EXCLUSIVE}WithComments",
        ),
        (
            &method,
            "<CanonicalizationMethod Algorithm=\"a&#10;\u{202e}b\"/>".to_owned(),
            "canonicalization algorithm: a\\n\\u{202e}b",
        ),
    ] {
        assert!(text.contains(from));
        let why = why(&text.replace(from, &to), pair);
        assert_eq!(why.code(), "other-algorithm");
        let said = said.replace("{dsig}", dsig).replace("{EXCLUSIVE}", EXCLUSIVE);
        assert_eq!(why.to_string(), format!("another {said}"));
    }
}

#[test]
fn other_shapes_are_refused() {
    let pair = &pairs()[1];
    let text = signed("alert.xml", pair);
    let exclusive = format!("<Transform Algorithm=\"{EXCLUSIVE}\"/>");
    let enveloped = "<Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>";
    let reference = &text[text.find("<Reference").unwrap()..text.find("</SignedInfo>").unwrap()];
    for (from, to, why_not) in [
        (" URI=\"\"", "", Unverified::Part),
        (" URI=\"\"", " URI=\"https://example.org/alert.xml\"", Unverified::Part),
        (reference, "", Unverified::Shape),
        (reference, &reference.repeat(2), Unverified::Shape),
        (enveloped, "", Unverified::Shape),
        (&exclusive, &exclusive.repeat(2), Unverified::Shape),
        (enveloped, &format!("{enveloped}{enveloped}"), Unverified::Shape),
        ("<SignatureValue>", "<SignatureValue>$", Unverified::Shape),
        ("<SignatureValue>", "<SignatureValue><b/>", Unverified::Shape),
        ("<DigestValue>", "<DigestValue>AAAA", Unverified::Changed),
        ("<SignatureValue>", "<SignatureValue>AAAA", Unverified::OtherKey),
        ("<SignedInfo>", "<SignedInfo>text", Unverified::Shape),
        ("</SignatureValue>", "</SignatureValue><More/>", Unverified::Shape),
        ("</SignatureValue>", "</SignatureValue><x xmlns=\"urn:x\"/>", Unverified::Shape),
        ("<SignedInfo>", "<SignedInfo Id=\"a\">", Unverified::OtherKey),
    ] {
        assert!(text.contains(from), "{from}");
        assert_eq!(why(&text.replacen(from, to, 1), pair), why_not, "{from} -> {to}");
    }
}

#[test]
fn what_is_not_in_order_is_not_signed() {
    let pair = &pairs()[1];
    let sign =
        |document: &[u8]| sign(&Message::read(document, &Settings::default()).unwrap(), &pair.key(), None).unwrap_err();
    assert_eq!(sign(signed("alert.xml", pair).as_bytes()), SignError::Signed);
    assert_eq!(sign(&fs::read(corpus().join("good/latin-1.xml")).unwrap()), SignError::NotUtf8);
    assert_eq!(sign(&fs::read(corpus().join("bad/identifier-space.xml")).unwrap()), SignError::NotFine);
}

#[test]
fn keys_are_read_as_other_programs_write_them() {
    let folder = Folder::new("forms");
    for (pair, old) in [(&pairs()[0], "rsa"), (&pairs()[1], "ec")] {
        folder.put("key.pem", &pair.key);
        folder.put("cert.pem", &pair.certificate);
        let made = |words: &[&str]| {
            let done = folder.run("openssl", "openssl", words);
            assert!(done.status.success(), "{words:?} {}", String::from_utf8_lossy(&done.stderr));
            done.stdout
        };
        let traditional: &[&str] =
            if old == "rsa" { &["rsa", "-traditional", "-in", "key.pem"] } else { &["ec", "-in", "key.pem"] };
        for form in [made(traditional), made(&["pkcs8", "-topk8", "-nocrypt", "-in", "key.pem", "-outform", "DER"])] {
            assert!(SigningKey::read(&form).unwrap().belongs_to(&pair.pin()), "{old}");
        }
        let der = made(&["x509", "-in", "cert.pem", "-outform", "DER"]);
        assert_eq!(Pin::read(&der).unwrap()[0].fingerprint(), pair.pin().fingerprint());
        let public = made(&["pkey", "-in", "key.pem", "-pubout", "-outform", "DER"]);
        folder.put("public.der", &public);
        let digest = String::from_utf8(made(&["dgst", "-sha256", "-r", "public.der"])).unwrap();
        assert_eq!(digest.split(' ').next().unwrap(), pair.pin().fingerprint());
        let both = [pair.certificate.as_bytes(), pairs()[0].certificate.as_bytes()].concat();
        assert_eq!(Pin::read(&both).unwrap().len(), 2);
        assert_eq!(Pin::read(pair.key.as_bytes()).unwrap_err(), KeyError::Form, "a private key is not to be pinned");
        assert_eq!(SigningKey::read(pair.certificate.as_bytes()).unwrap_err(), KeyError::Form);
        assert!(!format!("{:?}", pair.key()).contains(&pair.key[40..60]));
    }
    for weak in [&["rsa:1024"][..], &["ec", "-pkeyopt", "ec_paramgen_curve:secp384r1"], &["ed25519"]] {
        let pair = Pair::new(weak);
        assert_eq!(Pin::read(pair.certificate.as_bytes()).unwrap_err(), KeyError::Kind, "{weak:?}");
        assert_eq!(SigningKey::read(pair.key.as_bytes()).unwrap_err(), KeyError::Kind, "{weak:?}");
    }
    for nothing in [
        &b""[..],
        b"x",
        b"-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----",
        &[0x30, 0x84, 0xff, 0xff, 0xff, 0xff],
    ] {
        assert!(Pin::read(nothing).is_err() && SigningKey::read(nothing).is_err());
    }
    // Cut off anywhere, a certificate is none.
    folder.put("cert.pem", &pairs()[1].certificate);
    let der = folder.run("openssl", "openssl", &["x509", "-in", "cert.pem", "-outform", "DER"]).stdout;
    assert!((0..der.len()).all(|end| Pin::of_der(&der[..end]).is_err()));
}
