use super::*;

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const COOKIE: (&str, &str) = ("cookie", "rz=person-token");

#[tokio::test]
async fn a_form_comes_back_with_what_was_typed_and_the_message_at_its_field() {
    let (site, _dir) = Site::lite().await;
    let page = site.post("/ask", &[FORM], "word=&more=Chez+In%C3%A8s+%3Cb%3E").await;
    assert_eq!(page.status, 422);
    let html = page.text();
    assert!(html.contains("id=\"errors\" tabindex=\"-1\" data-focus"), "a summary comes first");
    assert!(html.contains(">2\u{a0}choses") || html.contains("2 choses sont à revoir"));
    assert!(html.contains("Chez Inès &#60;b&#62;</textarea>"), "what was typed is kept, and escaped");
    let label = html.find("<label for=\"f-word\">").unwrap();
    let message = html.find("id=\"m-word\"").unwrap();
    let input = html.find("<input id=\"f-word\"").unwrap();
    assert!(label < message && message < input, "the message stands between label and field");
    assert!(html.contains("aria-invalid=\"true\" aria-describedby=\"m-word\""));
    let done = site.post("/ask", &[FORM], "word=oui&how=saw").await;
    assert_eq!((done.status.as_u16(), done.header("location")), (303, "/done"));
}

#[tokio::test]
async fn a_form_with_a_session_needs_its_hidden_field() {
    let (site, _dir) = Site::lite().await;
    let without = site.post("/ask", &[FORM, COOKIE], "word=oui&how=saw").await;
    assert_eq!(without.status, 403);
    let with = format!("csrf={}&word=oui&how=saw", site.csrf_of(PERSON));
    assert_eq!(site.post("/ask", &[FORM, COOKIE], &with).await.status, 303);
    let stolen = format!("csrf={}&word=oui&how=saw", site.csrf_of(OPERATOR));
    assert_eq!(site.post("/ask", &[FORM, COOKIE], &stolen).await.status, 403);
    let in_header = site.csrf_of(PERSON);
    assert_eq!(site.post("/ask", &[FORM, COOKIE, ("rz-csrf", &in_header)], "word=oui&how=saw").await.status, 303);
    let back = site.post("/ask", &[FORM, COOKIE, ("sec-fetch-site", "same-origin")], "word=oui&how=saw").await;
    assert_eq!(back.status, 303, "a page from before the session, sent by a browser that says so");
    let wrong = site.post("/ask", &[FORM, COOKIE, ("sec-fetch-site", "same-origin")], "csrf=x&word=oui&how=saw").await;
    assert_eq!(wrong.status, 403);
    let page = site.get("/ask", &[COOKIE]).await;
    assert!(page.text().contains(&format!("name=\"csrf\" value=\"{in_header}\"")));
}

#[tokio::test]
async fn forms_from_other_sites_are_refused_even_without_a_session() {
    let (site, _dir) = Site::lite().await;
    for origin in
        [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site")]
    {
        let got = site.post("/ask", &[FORM, origin], "word=oui&how=saw").await;
        assert_eq!(got.status, 403, "{origin:?}");
    }
    for origin in
        [("origin", "http://rhizome.test"), ("sec-fetch-site", "same-origin"), ("origin", "http://127.0.0.1:8080")]
    {
        let got = site.post("/ask", &[FORM, origin], "word=oui&how=saw").await;
        assert_eq!(got.status, 303, "{origin:?}");
    }
    let api = site
        .post(
            "/api/v1/notes",
            &[COOKIE, ("origin", "https://evil.example"), ("content-type", "application/json")],
            "{}",
        )
        .await;
    assert_eq!((api.status.as_u16(), api.json()["code"].as_str()), (403, Some("wrong-origin")));
    let program = site
        .post(
            "/api/v1/notes",
            &[("authorization", "Bearer person-token"), ("content-type", "application/json")],
            "{\"text\":\"a\"}",
        )
        .await;
    assert_eq!(program.status, 201, "a bearer token is no cookie: nobody else can send it");
}

#[tokio::test]
async fn session_cookies_are_host_only_and_unreadable_by_scripts() {
    let (site, _dir) = Site::lite().await;
    let mut response = Response::new(Body::empty());
    crate::cookie::sign_in(&mut response, &site.bench.house, &kernel::Token("abc".into()), 60);
    let set: Vec<_> = response.headers().get_all("set-cookie").iter().map(|v| v.to_str().unwrap()).collect();
    assert_eq!(set[0], "__Host-rz=abc; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Lax");
    assert_eq!(set.len(), 2, "a second one on one's own machine, where browsers refuse the first over plain HTTP");
}
