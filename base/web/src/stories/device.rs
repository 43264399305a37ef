use super::*;

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const COOKIE: (&str, &str) = ("cookie", "rz=person-token");
const STAFF: (&str, &str) = ("cookie", "rz=operator-token");
const BODY: &str = "word=oui&how=saw";

#[tokio::test]
async fn a_page_says_whose_it_is_and_whether_it_may_be_kept() {
    let (site, _dir) = Site::lite().await;
    let nobody = site.get("/kept", &[]).await;
    assert_eq!((nobody.header("rz-whose"), nobody.header("rz-keep")), ("-", "1"));
    let mine = site.get("/kept", &[COOKIE]).await;
    let word = mine.header("rz-whose").to_owned();
    assert_eq!((word.len(), mine.header("rz-keep")), (12, "1"));
    assert!(mine.text().contains(&format!("data-whose=\"{word}\"")) && mine.text().contains(" data-keep>"));
    assert_eq!(mine.header("cache-control"), "private, no-store", "for the browser's own store nothing changes");
    assert_eq!(site.get("/ask", &[COOKIE]).await.header("rz-keep"), "", "what does not say so is not kept");
    assert_eq!(site.get("/kept", &[STAFF]).await.header("rz-keep"), "", "nothing is kept for staff");
    assert_eq!(site.get("/kept", &[COOKIE, ("rz-fragment", "1")]).await.header("rz-keep"), "");
    assert_eq!(site.get("/nowhere", &[COOKIE]).await.header("rz-whose"), word, "a page that is not there says it too");
    assert_eq!(site.get("/api/v1/me", &[COOKIE]).await.header("rz-whose"), "");
}

#[tokio::test]
async fn what_was_pressed_is_sent_late_only_as_its_own() {
    let (site, _dir) = Site::lite().await;
    let word = site.get("/ask", &[COOKIE]).await.header("rz-whose").to_owned();
    let as_mine = ("rz-whose", word.as_str());
    let sent = site.post("/ask", &[FORM, COOKIE, as_mine], BODY).await;
    assert_eq!((sent.status.as_u16(), sent.header("rz-next")), (204, "/done"), "a script learns where it leads");
    let out = site.post("/ask", &[FORM, as_mine], BODY).await;
    assert_eq!((out.status.as_u16(), out.json()["code"].as_str()), (401, Some("sign-in-first")));
    let other = site.post("/ask", &[FORM, STAFF, as_mine], BODY).await;
    assert_eq!((other.status.as_u16(), other.json()["code"].as_str()), (403, Some("pressed-by-another")));
    let nobodys = site.post("/ask", &[FORM, COOKIE, ("rz-whose", "-")], BODY).await;
    assert_eq!(nobodys.status, 403, "what nobody in particular pressed is not said by who signed in since");
    assert_eq!(site.post("/ask", &[FORM, ("rz-whose", "-")], BODY).await.status, 204);
    // Sent at once it needs what any form needs, and from another site nothing helps.
    assert_eq!(site.post("/ask", &[FORM, COOKIE, ("rz-whose", "*")], BODY).await.status, 403);
    let here = ("sec-fetch-site", "same-origin");
    assert_eq!(site.post("/ask", &[FORM, COOKIE, here, ("rz-whose", "*")], BODY).await.status, 204);
    let there = ("sec-fetch-site", "cross-site");
    assert_eq!(site.post("/ask", &[FORM, COOKIE, there, as_mine], BODY).await.status, 403);
    let mend = site.post("/ask", &[FORM, COOKIE, as_mine], "word=").await;
    assert_eq!(mend.status, 422);
    assert!(
        mend.text().contains("id=\"errors\"") && !mend.header("rz-whose").is_empty(),
        "a form to be mended is a page"
    );
}

#[tokio::test]
async fn the_worker_comes_fresh_and_under_the_policy_of_pages() {
    let (site, _dir) = Site::lite().await;
    for who in [vec![], vec![COOKIE]] {
        let worker = site.get("/sw.js", &who).await;
        assert_eq!(worker.header("content-type"), "text/javascript; charset=utf-8");
        assert_eq!(worker.header("cache-control"), "no-cache");
        assert!(worker.header("content-security-policy").contains("script-src 'self'"));
        assert!(!worker.text().contains("csrf"));
    }
    let spare = site.get("/offline", &[COOKIE]).await;
    assert!(spare.status.is_success() && !spare.text().contains("data-whose"), "it is nobody's");
}

#[tokio::test]
async fn signing_out_takes_all_from_the_device() {
    let (site, _dir) = Site::lite().await;
    let mut response = see("/");
    crate::cookie::sign_out(&mut response, &site.bench.house);
    assert_eq!(response.headers()["clear-site-data"], "\"cache\", \"storage\"");
}
