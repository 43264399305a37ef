use super::*;

#[tokio::test]
async fn nobody_is_sent_to_sign_in_and_back() {
    let (site, _dir) = Site::lite().await;
    let page = site.get("/mine?tab=1", &[]).await;
    assert_eq!((page.status.as_u16(), page.header("location")), (303, "/sign-in?next=/mine%3Ftab%3D1"));
    let api = site.get("/api/v1/me", &[]).await;
    assert_eq!((api.status.as_u16(), api.header("www-authenticate")), (401, "Bearer"));
    assert_eq!(api.header("content-type"), "application/problem+json");
    assert_eq!(api.json()["code"], "sign-in-first");
    assert_eq!(site.get("/mine", &[("cookie", "rz=ended")]).await.status, 303);
}

#[tokio::test]
async fn the_wrong_role_is_told_so_calmly() {
    let (site, _dir) = Site::lite().await;
    let page = site.get("/staff", &[("cookie", "rz=person-token"), ("accept-language", "en")]).await;
    assert_eq!(page.status, 403);
    assert!(page.text().contains("This page is not for you") && page.text().contains("tel:112"));
    let api = site.get("/api/v1/people/x", &[("authorization", "Bearer person-token")]).await;
    assert_eq!(api.status, 403);
    let staff = site.get("/api/v1/me", &[("authorization", "bearer operator-token")]).await;
    assert_eq!(staff.status, 403);
    let unknown = site.get("/api/v1/me", &[("authorization", "Bearer nobody-has-it")]).await;
    assert_eq!((unknown.status.as_u16(), unknown.json()["code"].as_str()), (401, Some("token-unknown")));
    let mine = site.get("/api/v1/me", &[("authorization", "Bearer person-token")]).await;
    assert_eq!((mine.status.as_u16(), mine.header("cache-control")), (200, "private, no-store"));
}

#[tokio::test]
async fn what_is_not_there_says_what_to_do_next() {
    let (site, _dir) = Site::lite().await;
    let page = site.get("/nowhere", &[]).await;
    assert_eq!(page.status, 404);
    assert!(page.text().contains("Page introuvable") && page.text().contains("href=\"/\""));
    assert!(page.header("content-security-policy").contains("default-src 'none'"));
    let api = site.get("/api/v1/nowhere", &[("accept-language", "en")]).await;
    assert_eq!(
        (api.status.as_u16(), api.json()["next"].as_str()),
        (404, Some("Check the address, or go back to the home page."))
    );
    let id = site.get("/api/v1/people/x", &[("authorization", "Bearer operator-token")]).await;
    assert_eq!(id.status, 404);
    let method = site.send(request("DELETE", "/api/v1/me", &[], "")).await;
    assert_eq!((method.status.as_u16(), method.json()["code"].as_str()), (405, Some("no-such-method")));
    assert!(method.header("allow").contains("GET"), "{:?}", method.headers);
}

#[tokio::test]
async fn our_faults_are_shown_by_number_only() {
    let (site, _dir) = Site::lite().await;
    let page = site.get("/fails", &[]).await;
    assert_eq!(page.status, 500);
    assert!(!page.text().contains("disk"));
    assert!(page.text().contains("donnez ce numéro"));
    let api = site.get("/api/v1/fails", &[]).await;
    assert_eq!(api.json()["reference"].as_str().unwrap().len(), 8);
    assert!(!api.text().contains("disk"));
    let panic = site.get("/panics", &[]).await;
    assert_eq!(panic.status, 500);
    assert!(!panic.text().contains("never seen"));
    assert!(site.bench.house.metrics.render().contains("rhizome_faults_total 3"));
}

#[tokio::test]
async fn json_that_does_not_fit_is_said_with_its_place() {
    let (site, _dir) = Site::lite().await;
    let json = ("content-type", "application/json");
    let missing = site.post("/api/v1/notes", &[json], "{}").await;
    assert_eq!((missing.status.as_u16(), missing.json()["errors"][0]["pointer"].as_str()), (422, Some("/text")));
    assert_eq!(site.post("/api/v1/notes", &[json], "{").await.status, 400);
    assert_eq!(site.post("/api/v1/notes", &[("content-type", "text/plain")], "{}").await.status, 415);
    let large = format!("{{\"text\":\"{}\"}}", "x".repeat(2000));
    assert_eq!(site.post("/api/v1/notes", &[json], &large).await.status, 413);
}

#[tokio::test]
async fn the_document_describes_the_routes() {
    let (site, _dir) = Site::lite().await;
    let document = site.get("/api/v1/openapi.json", &[]).await.json();
    assert!(document["paths"]["/api/v1/notes"]["post"].is_object());
    let table = crate::access_table(&[room()]);
    assert!(table.iter().any(|l| l.path == "/api/v1/me" && l.access == Access::Person && l.method == "GET"));
}
