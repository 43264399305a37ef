use kernel::{Role, Span};
use register::{SessionOf, State};
use serde_json::json;
use store::Change;
use web::harness::{Answer, Client, Harness};

use crate::support::{code, harness, incident, says};

const LIST: &str = "Nom;E-mail;Téléphone;Groupe\nLéa;lea@example.org;;A\nKarim;;06 12 34 56 78;A\n=HYPERLINK(1);ines@example.org;;@B\n";

/// A browser in which a member of staff has signed in by a link; and where that led.
async fn signed_in(h: &Harness, role: Role, name: &str) -> (Client, String) {
    let now = h.house.clock.now();
    let id = h.house.register.staff_named(name, now).await.unwrap();
    let token = h.house.dice.token().0;
    let whom = SessionOf::Staff(id, role);
    let change =
        h.house.register.add_link(Change::new(), web::token_hash(&token), &whom, now, now.plus(Span::hours(1)));
    h.house.store.apply(change).await.unwrap();
    let browser = h.browser();
    let page = browser.page(&format!("/in/{token}")).await.expect(200);
    let to = browser.submit(&page, &format!("/in/{token}"), &[]).await.expect(303);
    let to = to.header("location").to_owned();
    (browser, to)
}

/// A page that is whole: one heading, every word translated.
#[track_caller]
fn whole(page: Answer) -> Answer {
    assert_eq!(page.text.matches("<h1").count(), 1, "{}", page.text);
    for key in page.text.split(['>', '"']).filter_map(|t| t.split('<').next()) {
        let ours = ["lists-", "roster-", "rolls-", "roll-", "refusal-"].iter().any(|p| key.starts_with(p));
        let looks_like_key = key.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c == '_');
        assert!(!(ours && looks_like_key), "{key} is not translated");
    }
    page
}

async fn begun(by: &Client, name: &str) -> String {
    let page = whole(by.page("/rosters").await.expect(200));
    by.submit(&page, "/rosters", &[("name", name)]).await.expect(303).header("location").to_owned()
}

/// Sends a form with a file, as browsers do.
async fn send_file(by: &Client, at: &str, csrf: &str, file: &str, press: &str) -> Answer {
    let part = |head: &str, body: &str| format!("--X7\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n");
    let body = [
        part("name=\"csrf\"", csrf),
        part("name=\"file\"; filename=\"liste.csv\"\r\nContent-Type: text/csv", file),
        part("name=\"list\"", ""),
        part("name=\"do\"", press),
        "--X7--\r\n".to_owned(),
    ];
    let from = [("origin", "http://127.0.0.1:8080"), ("sec-fetch-site", "same-origin")];
    let kind = Some("multipart/form-data; boundary=X7");
    by.send_with(http::Method::POST, &format!("{at}/members"), kind, body.concat(), &from).await
}

store::testing::each_store! {
    async fn a_manager_signs_in_and_keeps_a_list_without_script(store: Store) {
        let h = harness(store).await;
        let (manager, to) = signed_in(&h, Role::RosterManager, "Lycée").await;
        assert_eq!(to, "/rosters");
        assert_eq!(signed_in(&h, Role::Operator, "Anne").await.1, "/console");
        let page = whole(manager.page("/rosters").await.expect(200));
        assert!(page.says("href=\"/rosters\"") && !page.says("href=\"/console\""), "only what is for them");
        assert!(whole(manager.submit(&page, "/rosters", &[("name", " ")]).await.expect(422)).says("id=\"m-name\""));
        let at = begun(&manager, "Lycée <Voltaire>").await;
        assert!(whole(manager.page(&at).await.expect(200)).says("Lycée &#60;Voltaire&#62;"));
        let (other, _) = signed_in(&h, Role::RosterManager, "Autre").await;
        other.page(&at).await.is(404);
        assert!(!other.page("/rosters").await.says("Voltaire"), "another's list is not shown");
        h.person("Léa").await.page("/rosters").await.is(403);
        h.staff(Role::Moderator, "Modo").await.page(&at).await.is(403);
    }

    async fn a_bad_line_is_named_and_nothing_is_half_written(store: Store) {
        let h = harness(store).await;
        let (manager, _) = signed_in(&h, Role::RosterManager, "Lycée").await;
        let at = begun(&manager, "Lycée").await;
        let page = whole(manager.page(&at).await.expect(200));
        let members = format!("{at}/members");
        let empty = whole(manager.submit(&page, &members, &[("do", "write")]).await.expect(422));
        assert!(empty.says("id=\"m-list\"") && empty.says("collez un tableau"));
        let no_heading = manager.submit(&page, &members, &[("do", "check"), ("list", "prénom\nLéa\n")]).await.expect(422);
        assert!(whole(no_heading).says("id=\"m-list\""));

        let list = format!("{LIST};rien@example.org;;\nTom;tom(at)example.org;;B\n");
        for press in ["check", "write"] {
            let answer = manager.submit(&page, &members, &[("do", press), ("list", &list)]).await;
            let shown = whole(answer.expect(if press == "check" { 200 } else { 422 }));
            assert!(shown.says("2 lignes ne peuvent pas être lues.") && shown.says("Rien n’est écrit."));
            assert!(shown.says("<td class=\"num\">5</td><td>Nom</td>") && shown.says("<td class=\"num\">6</td><td>E-mail</td>"), "{}", shown.text);
            assert!(shown.says("tom(at)example.org"), "what was pasted can be mended in its place");
            assert!(shown.says("Aucun membre"));
        }
        let shown = manager.submit(&page, &members, &[("do", "write"), ("good_only", "yes"), ("list", &list)]).await;
        let shown = whole(shown.expect(200));
        assert!(shown.says("Les membres sont ajoutés.") && shown.says("3 membres") && !shown.says("tom(at)example.org</textarea>"));
    }

    async fn a_file_is_taken_and_only_from_our_own_pages(store: Store) {
        let h = harness(store).await;
        let (manager, _) = signed_in(&h, Role::RosterManager, "Lycée").await;
        let at = begun(&manager, "Lycée").await;
        let csrf = manager.page(&at).await.expect(200).csrf().unwrap();
        send_file(&manager, &at, "of another session", LIST, "write").await.is(403);
        let bad = format!("{LIST}Ana;;;\n");
        assert!(whole(send_file(&manager, &at, &csrf, &bad, "write").await.expect(422)).says("<td class=\"num\">5</td>"));
        assert!(whole(send_file(&manager, &at, &csrf, LIST, "check").await.expect(200)).says("Toutes les lignes sont bonnes."));
        assert!(whole(manager.page(&at).await.expect(200)).says("Aucun membre"), "a check writes nothing");
        let done = whole(send_file(&manager, &at, &csrf, LIST, "write").await.expect(200));
        assert!(done.says("3 personnes nouvelles") && done.says("<bdi>Karim</bdi>"));
        let export = manager.get(&format!("/api/v1{at}/export")).await.expect(200);
        assert!(export.says("\"'=HYPERLINK(1)\","), "a spreadsheet finds no formula");
    }

    async fn answers_are_on_the_page_while_the_roll_is_on_and_not_after(store: Store) {
        let h = harness(store).await;
        let (manager, _) = signed_in(&h, Role::Institution, "Lycée").await;
        let at = begun(&manager, "Lycée").await;
        let night = incident(&h, false).await;
        let page = manager.page(&at).await.expect(200);
        assert!(page.says("Ajoutez d’abord des membres."));
        manager.submit(&page, &format!("{at}/members"), &[("do", "write"), ("list", LIST)]).await.is(200);
        let page = whole(manager.page(&at).await.expect(200));
        assert!(page.says(&format!("value=\"{night}\"")) && !page.says("En sécurité"));
        let roll = format!("{at}/rolls/{night}");
        manager.page(&roll).await.is(409);
        let begin = [("incident", night.to_string())];
        let begin: Vec<(&str, &str)> = begin.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let to = manager.submit(&page, &format!("{at}/rolls"), &begin).await.expect(303);
        assert_eq!(to.header("location"), roll);
        assert!(whole(manager.submit(&page, &format!("{at}/rolls"), &begin).await.expect(422)).says("déjà en cours"));

        let shown = manager.get(&format!("/api/v1{at}/roll-calls/{night}")).await.expect(200).json();
        let lea = shown["members"].as_array().unwrap().iter().find(|m| m["name"] == "Léa").unwrap()["person"].clone();
        says(&h, lea.as_str().unwrap().parse().unwrap(), night, false, State::Safe).await;
        let page = whole(manager.page(&roll).await.expect(200));
        assert!(page.says("1 réponse sur 3.") && page.says("En sécurité") && page.says("Pas de réponse") && !page.says("tout va bien"));
        let to = manager.submit(&page, &format!("{roll}/remind"), &[]).await.expect(303).header("location").to_owned();
        assert!(whole(manager.page(&to).await.expect(200)).says("2 personnes sont rappelées."));
        assert!(whole(manager.submit(&page, &format!("{roll}/remind"), &[]).await.expect(429)).says("minutes"));
        manager.submit(&page, &format!("{roll}/end"), &[]).await.is(303);
        let over = whole(manager.page(&roll).await.expect(200));
        assert!(over.says("ne se voient plus") && !over.says("Léa") && !over.says("En sécurité"));
        assert!(whole(manager.submit(&page, &format!("{roll}/end"), &[]).await.expect(409)).says("n’est pas en cours"));
        assert!(whole(manager.page(&at).await.expect(200)).says("1 appel terminé"));
    }

    async fn a_member_leaves_on_their_own_page(store: Store) {
        let h = harness(store).await;
        let (manager, _) = signed_in(&h, Role::RosterManager, "Lycée").await;
        let at = begun(&manager, "Lycée").await;
        let page = manager.page(&at).await.expect(200);
        manager.submit(&page, &format!("{at}/members"), &[("do", "write"), ("list", LIST)]).await.is(200);
        let asked = h.nobody().post("/api/v1/contacts/proofs", json!({ "contact": "lea@example.org" })).await.expect(202).at("/id");
        let sent = json!({ "code": code(&h, &asked).await });
        let done = h.nobody().post(&format!("/api/v1/contacts/proofs/{asked}"), sent).await.expect(200);
        let lea = h.bearer(&done.at("/token"));
        let me = lea.page("/me").await.expect(200);
        assert!(me.says("Quitter la liste Lycée"));
        lea.submit(&me, &format!("/me{at}/leave"), &[]).await.is(303);
        assert!(!lea.page("/me").await.says("Quitter la liste"));
        let page = whole(manager.page(&at).await.expect(200));
        assert!(page.says("2 membres") && !page.says("<bdi>Léa</bdi>"));
        let again = manager.submit(&page, &format!("{at}/members"), &[("do", "write"), ("list", LIST)]).await.expect(200);
        assert!(again.says("1 personne a quitté la liste"));
    }
}
