use std::io::Read;

use base64::Engine;

use super::*;
use crate::visitor::sha256;

#[tokio::test]
async fn a_page_carries_its_policies_and_its_style_by_hash() {
    let (site, _dir) = Site::lite().await;
    let page = site.get("/ask", &[]).await;
    assert_eq!(page.status, 200);
    let policy = page.header("content-security-policy");
    let style = page.text().split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    let hash = base64::engine::general_purpose::STANDARD.encode(sha256(style.as_bytes()));
    assert!(policy.contains(&format!("'sha256-{hash}'")), "the hash is that of the style in the page");
    assert!(!policy.contains("unsafe-inline") && policy.contains("frame-ancestors 'none'"));
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("referrer-policy"), "same-origin");
    assert_eq!(page.header("cross-origin-opener-policy"), "same-origin");
    assert!(page.header("permissions-policy").contains("geolocation=(self)"));
    assert!(!page.text().contains(" style=\""), "no style attribute: the policy would refuse it");
    assert!(!page.text().contains(" onclick") && !page.text().contains("<script>"));
}

#[tokio::test]
async fn a_page_that_has_not_changed_is_not_sent_again() {
    let (site, _dir) = Site::lite().await;
    let first = site.get("/ask", &[]).await;
    assert_eq!(first.header("cache-control"), "no-cache");
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with("W/\""));
    let again = site.get("/ask", &[("if-none-match", &tag)]).await;
    assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0));
    assert_eq!(again.header("etag"), tag);
    let english = site.get("/ask", &[("if-none-match", &tag), ("accept-language", "en")]).await;
    assert_eq!(english.status, 200);
}

#[tokio::test]
async fn a_personal_page_is_never_kept() {
    let (site, _dir) = Site::lite().await;
    let page = site.get("/mine", &[("cookie", "__Host-rz=person-token")]).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.header("cache-control"), "private, no-store");
    assert_eq!(page.header("etag"), "");
}

#[tokio::test]
async fn the_language_is_the_readers_and_the_choice_is_kept() {
    let (site, _dir) = Site::lite().await;
    let french = site.get("/ask", &[]).await;
    assert!(french.text().contains("<html lang=\"fr\" dir=\"ltr\""));
    assert!(french.text().contains(">Danger immédiat<"));
    let english = site.get("/ask", &[("accept-language", "de, en-GB;q=0.8, fr;q=0.5")]).await;
    assert!(english.text().contains("<html lang=\"en\"") && english.text().contains(">In immediate danger<"));
    let arabic = site.get("/ask?lang=ar", &[("accept-language", "en")]).await;
    assert!(arabic.text().contains("<html lang=\"ar\" dir=\"rtl\""));
    assert!(arabic.header("set-cookie").starts_with("lang=ar; Path=/"));
    let kept = site.get("/ask", &[("accept-language", "en"), ("cookie", "lang=ar")]).await;
    assert!(kept.text().contains("<html lang=\"ar\""));
    assert!(kept.text().contains("href=\"/ask?lang=es\" lang=\"es\""));
    // Whoever operates reads two languages: a page that is half Arabic would stand on the wrong side.
    let desk = site.get("/console/nothing?lang=ar", &[("accept-language", "ar")]).await;
    let desk = desk.text();
    assert!(desk.contains("<html lang=\"en\" dir=\"ltr\"") && !desk.contains("hreflang=\"ar\""));
}

#[tokio::test]
async fn an_exercise_is_said_first() {
    let (site, _dir) = Site::lite().await;
    let page = site.get("/drill", &[]).await;
    let band = page.text().find("class=\"drill\"").unwrap();
    assert!(band < page.text().find("<header").unwrap());
    assert!(!page.text().contains("rel=\"stylesheet\""), "the answer page fetches no style");
    assert!(!site.get("/ask", &[]).await.text().contains("class=\"drill\""));
}

#[tokio::test]
async fn pages_are_compressed_as_the_reader_takes_them() {
    let (site, _dir) = Site::lite().await;
    let plain = site.get("/ask", &[]).await;
    let br = site.get("/ask", &[("accept-encoding", "gzip, br")]).await;
    assert_eq!(br.header("content-encoding"), "br");
    let mut text = String::new();
    brotli::Decompressor::new(&br.bytes[..], 4096).read_to_string(&mut text).unwrap();
    assert_eq!(text, plain.text());
    assert!(br.bytes.len() < 9_000, "{} bytes", br.bytes.len());
    let gz = site.get("/ask", &[("accept-encoding", "gzip")]).await;
    text.clear();
    flate2::read::GzDecoder::new(&gz.bytes[..]).read_to_string(&mut text).unwrap();
    assert_eq!(text, plain.text());
    assert_eq!(gz.header("etag"), plain.header("etag"));
}

#[tokio::test]
async fn assets_are_named_by_their_content_and_kept_for_a_year() {
    let (site, _dir) = Site::lite().await;
    let href = crate::assets::href("app.css");
    let page = site.get("/ask", &[]).await;
    assert!(page.text().contains(&href));
    let css = site.get(&href, &[("accept-encoding", "br")]).await;
    assert_eq!((css.status.as_u16(), css.header("content-encoding")), (200, "br"));
    assert_eq!(css.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(site.get("/assets/app.css", &[]).await.status, 404);
    let manifest = site.get("/manifest.webmanifest", &[]).await;
    assert_eq!(manifest.header("content-type"), "application/manifest+json");
    for icon in manifest.json()["icons"].as_array().unwrap() {
        let got = site.get(icon["src"].as_str().unwrap(), &[("accept-encoding", "br")]).await;
        assert_eq!((got.status.as_u16(), got.header("content-type")), (200, icon["type"].as_str().unwrap()));
    }
}

#[tokio::test]
async fn a_script_gets_the_body_alone() {
    let (site, _dir) = Site::lite().await;
    let part = site.get("/ask", &[("rz-fragment", "1")]).await;
    assert!(!part.text().contains("<html") && part.text().contains("<h1>"));
    assert!(part.header("vary").contains("Rz-Fragment"));
}

#[tokio::test]
async fn staff_find_the_console_in_the_navigation() {
    let (site, _dir) = Site::lite().await;
    let person = site.get("/mine", &[("cookie", "rz=person-token")]).await;
    assert!(person.text().contains("href=\"/people\"") && !person.text().contains("href=\"/console\""));
    let staff = site.get("/staff", &[("cookie", "rz=operator-token")]).await;
    assert!(staff.text().contains("href=\"/console\"") && !staff.text().contains("href=\"/people\""));
}
