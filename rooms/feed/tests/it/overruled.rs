//! What another person has found wrong is decided so again by others alone; and nobody decides on what is theirs.

use kernel::{Role, Span};
use serde_json::{Value, json};
use store::{Change, params};
use web::harness::{Client, Harness};

use crate::{
    embargo::{SECRET, opens},
    moderation::{ACCUSES, asks_again, is_shown, queue, reads, reported, rules},
    outputs::picture,
    truth::ruling,
    truth_scene::{city, decides, house, says},
};

store::sql! {
    /// A report as it was before its page was kept with it.
    BEFORE_PAGES = "UPDATE report SET href = NULL";
    /// What it is about is over.
    NO_EVIDENCE = "UPDATE report SET evidence = NULL";
}

async fn operators(h: &Harness) -> (Client, Client) {
    (h.staff(Role::Operator, "Claire").await, h.staff(Role::Operator, "Bruno").await)
}

/// Its author asks about what was decided the last, and another person finds it wrong.
async fn reversed(h: &Harness, author: &Client, ground: &str) {
    let nino = h.staff(Role::Moderator, "Nino").await;
    let case = asks_again(h, author, &nino).await;
    rules(h, &nino, &case, ("uphold", ground)).await.is(200);
    assert_eq!(reads(author).await[0]["state"], "reversed");
}

/// They report a post: under which name moderators find that.
async fn reports(h: &Harness, who: &Client, post: &str, desk: &Client) -> String {
    let form = format!("/post/{post}/report");
    let page = who.page(&form).await.expect(200);
    who.submit(&page, &form, &[("reason", "privacy")]).await.is(303);
    h.settle().await;
    queue(desk).await[0]["id"].as_str().unwrap().to_owned()
}

/// What is held of what somebody of the staff writes.
async fn held_of(h: &Harness, who: &Client, text: &str) -> String {
    let held = says(h, who, json!({ "text": text })).await;
    assert_eq!(held.at("/state"), "held");
    h.pass(Span::minutes(2));
    held.at("/id")
}

store::testing::each_store! {
    async fn a_report_that_was_reversed_is_decided_again_by_nobody(store: Store) {
        let (h, _) = house(store).await;
        let (claire, bruno) = operators(&h).await;
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let id = says(&h, &paul, json!({ "text": "Voici la photo de la voisine" })).await.at("/id");
        let case = reported(&h, &claire, &id).await;
        rules(&h, &claire, &case, ("uphold", "privacy")).await.is(200);
        reversed(&h, &paul, "unfounded").await;
        let page = format!("/console/moderation/{case}");
        for who in [&claire, &bruno] {
            who.post(&format!("/api/v1/moderation/{case}/undo"), json!({})).await.refuses(409, "decision-reversed");
            assert!(!who.page(&page).await.expect(200).says(&format!("{page}/undo")), "nor is it offered");
        }
        // What is reported anew is decided by another than who was wrong.
        let zoe = h.proven("Zoé Petit", "zoe@example.org").await;
        let name = reports(&h, &zoe, &id, &claire).await;
        rules(&h, &claire, &name, ("uphold", "privacy")).await.refuses(403, "decision-same-person");
        assert!(is_shown(&h, &id).await);
        rules(&h, &bruno, &name, ("uphold", "privacy")).await.is(200);
        assert!(!is_shown(&h, &id).await);
    }

    async fn what_was_kept_back_and_is_shown_after_all_stays_shown(store: Store) {
        let (h, _) = house(store).await;
        let (claire, bruno) = operators(&h).await;
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let id = says(&h, &paul, json!({ "text": ACCUSES })).await.at("/id");
        decides(&h, &claire, &id, (false, "accuses")).await.is(204);
        h.settle().await;
        reversed(&h, &paul, "public").await;
        assert!(is_shown(&h, &id).await);
        for who in [&claire, &bruno] {
            who.delete(&format!("/api/v1/holds/{id}")).await.refuses(409, "decision-reversed");
        }
        let offers = format!("/console/holds/{id}\"");
        assert!(!bruno.page("/console/holds").await.expect(200).says(&offers), "nor is it offered");
    }

    async fn who_kept_back_and_was_wrong_does_not_do_so_again(store: Store) {
        let (h, night) = house(store).await;
        let (claire, bruno) = operators(&h).await;
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        opens(&h, &claire, night, 6).await;
        let id = says(&h, &paul, json!({ "text": SECRET })).await.at("/id");
        decides(&h, &claire, &id, (false, "danger")).await.is(204);
        h.settle().await;
        reversed(&h, &paul, "harmless").await;
        assert!(!is_shown(&h, &id).await, "the embargo holds it still");
        decides(&h, &claire, &id, (false, "danger")).await.refuses(403, "decision-same-person");
        decides(&h, &bruno, &id, (false, "danger")).await.is(204);
        // What he decides is taken back as ever.
        bruno.delete(&format!("/api/v1/holds/{id}")).await.is(204);
    }

    async fn who_covered_and_was_wrong_does_not_do_so_again(store: Store) {
        let (h, _) = house(store).await;
        let (claire, bruno) = operators(&h).await;
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let sent = paul.send(http::Method::POST, "/api/v1/posts/pictures", Some("image/png"), picture()).await;
        let body = json!({ "text": "La rue", "pictures": [{ "id": sent.expect(201).at("/id"), "alt": "Une rue" }] });
        let id = says(&h, &paul, body).await.at("/id");
        let (path, covers) = (format!("/api/v1/posts/{id}/graphic"), json!({ "covered": true, "ground": "graphic" }));
        claire.post(&path, covers.clone()).await.is(204);
        reversed(&h, &paul, "harmless").await;
        claire.post(&path, covers.clone()).await.refuses(403, "decision-same-person");
        bruno.post(&path, covers).await.is(204);
    }

    async fn staff_decide_on_nothing_that_they_wrote_or_reported(store: Store) {
        let (h, _) = house(store).await;
        let (sonia, nino) = (h.staff(Role::Moderator, "Sonia").await, h.staff(Role::Moderator, "Nino").await);
        let id = says(&h, &sonia, json!({ "text": "Le quai est fermé" })).await.at("/id");
        let case = reported(&h, &nino, &id).await;
        for decision in [("dismiss", "unfounded"), ("uphold", "privacy")] {
            rules(&h, &sonia, &case, decision).await.refuses(403, "report-own");
        }
        sonia.post(&format!("/api/v1/moderation/{case}/take"), json!({})).await.refuses(403, "report-own");
        let page = sonia.page(&format!("/console/moderation/{case}")).await.expect(200);
        assert!(page.says("une autre personne regarde") && !page.says(&format!("{case}/take")), "nor is it offered");
        rules(&h, &nino, &case, ("uphold", "privacy")).await.is(200);
        assert!(!is_shown(&h, &id).await);
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let id = says(&h, &paul, json!({ "text": "Le quai est ouvert" })).await.at("/id");
        let case = reports(&h, &sonia, &id, &nino).await;
        rules(&h, &sonia, &case, ("uphold", "privacy")).await.refuses(403, "report-own");
        rules(&h, &nino, &case, ("uphold", "privacy")).await.is(200);
    }

    async fn who_moderates_and_reports_what_a_reader_has_reported_decides_on_none_of_their_own(store: Store) {
        let (h, _) = house(store).await;
        let (sonia, nino) = (h.staff(Role::Moderator, "Sonia").await, h.staff(Role::Moderator, "Nino").await);
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let zoe = h.proven("Zoé Petit", "zoe@example.org").await;
        let id = says(&h, &paul, json!({ "text": "Voici la voisine" })).await.at("/id");
        let of_readers = reports(&h, &zoe, &id, &nino).await;
        h.pass(Span::minutes(1));
        reports(&h, &sonia, &id, &nino).await;
        let waits = queue(&nino).await;
        let names: Vec<&str> = waits.iter().filter_map(|w| w["id"].as_str()).collect();
        let (own, readers): (Vec<&str>, Vec<&str>) = names.into_iter().partition(|name| *name != of_readers);
        assert_eq!((own.len(), readers.len()), (1, 1), "hers stands beside that of the readers");
        rules(&h, &sonia, own[0], ("uphold", "privacy")).await.refuses(403, "report-own");
        assert!(is_shown(&h, &id).await);
        rules(&h, &nino, own[0], ("uphold", "privacy")).await.is(200);
        assert!(!is_shown(&h, &id).await);
    }

    async fn staff_decide_on_no_hold_of_what_they_wrote(store: Store) {
        let (h, night) = house(store).await;
        let (claire, bruno) = operators(&h).await;
        let ada = h.staff(Role::Admin, "Ada").await;
        let (sonia, nino) = (h.staff(Role::Moderator, "Sonia").await, h.staff(Role::Moderator, "Nino").await);
        for (who, other) in [(&sonia, &nino), (&claire, &bruno), (&ada, &claire)] {
            let id = held_of(&h, who, ACCUSES).await;
            let (path, form) = (format!("/api/v1/holds/{id}"), format!("/console/holds/{id}"));
            for decision in [(true, "unfounded"), (false, "accuses")] {
                decides(&h, who, &id, decision).await.refuses(403, "hold-own");
            }
            let page = who.page("/console/holds").await.expect(200);
            assert!(page.says("une autre personne regarde") && !page.says(&format!("{form}\"")), "nor is it offered");
            let pressed = other.page("/console/holds").await.expect(200);
            let choice = [("do", "release"), ("ground", "unfounded"), ("version", "1")];
            let told = who.submit(&pressed, &form, &choice).await.expect(403);
            assert!(told.says("Ce message est de vous") && told.says("Laissez-le à une autre personne"));
            assert!(who.get("/api/v1/holds").await.expect(200).text.contains("\"for_another\":true"));
            assert!(!other.get("/api/v1/holds").await.expect(200).text.contains("for_another"));
            // To take it keeps nobody else from it, and what another decided they do not take back either.
            let name = queue(who).await[0]["id"].as_str().unwrap().to_owned();
            who.post(&format!("/api/v1/waiting/hold/{name}/take"), json!({})).await.is(200);
            decides(&h, other, &id, (false, "accuses")).await.is(204);
            h.settle().await;
            who.delete(&path).await.refuses(403, "hold-own");
            assert!(!who.page("/console/holds").await.expect(200).says(&format!("{form}\"")));
            other.delete(&path).await.is(204);
            h.settle().await;
            who.post(&format!("/api/v1/posts/{id}/withdraw"), json!({})).await.is(204);
            h.settle().await;
            assert!(queue(who).await.is_empty(), "what is theirs they take back as anybody does");
        }
        // What an embargo holds of an operator is shown before its end by two others.
        opens(&h, &ada, night, 3).await;
        let id = held_of(&h, &claire, SECRET).await;
        decides(&h, &bruno, &id, (true, "harmless")).await.is(202);
        decides(&h, &claire, &id, (true, "harmless")).await.refuses(403, "hold-own");
        h.settle().await;
        assert!(!is_shown(&h, &id).await);
        decides(&h, &ada, &id, (true, "harmless")).await.is(204);
    }

    async fn staff_take_no_cover_off_what_they_wrote(store: Store) {
        let (h, _) = house(store).await;
        let (sonia, nino) = (h.staff(Role::Moderator, "Sonia").await, h.staff(Role::Moderator, "Nino").await);
        let sent = sonia.send(http::Method::POST, "/api/v1/posts/pictures", Some("image/png"), picture()).await;
        let body = json!({ "text": "La rue", "pictures": [{ "id": sent.expect(201).at("/id"), "alt": "Une rue" }] });
        let id = says(&h, &sonia, body).await.at("/id");
        let path = format!("/api/v1/posts/{id}/graphic");
        nino.post(&path, json!({ "covered": true, "ground": "graphic" })).await.is(204);
        let uncovers = json!({ "covered": false, "ground": "harmless" });
        sonia.post(&path, uncovers.clone()).await.refuses(403, "hold-own");
        let at = format!("/console/posts/{id}/cover\"");
        assert!(!sonia.page(&format!("/post/{id}")).await.expect(200).says(&at), "nor is it offered");
        assert!(nino.page(&format!("/post/{id}")).await.expect(200).says(&at));
        nino.post(&path, uncovers).await.is(204);
    }

    async fn who_ruled_does_not_decide_on_whoever_contests_it(store: Store) {
        let (h, _) = house(store).await;
        let (sonia, nino) = (h.staff(Role::Moderator, "Sonia").await, h.staff(Role::Moderator, "Nino").await);
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let id = says(&h, &paul, json!({ "text": "On tire aux Halles, fuyez le quartier" })).await.at("/id");
        let begun = sonia.post("/api/v1/rumours", json!({ "post": id })).await.expect(200).json();
        crate::truth::rules(&h, &sonia, begun["id"].as_str().unwrap(), ruling("false", &begun["version"])).await.is(200);
        paul.post(&format!("/api/v1/posts/{id}/appeal"), json!({ "words": "J’y étais" })).await.is(202);
        h.settle().await;
        let case = queue(&nino).await[0]["id"].as_str().unwrap().to_owned();
        for decision in [("uphold", "unfounded"), ("dismiss", "unfounded")] {
            rules(&h, &sonia, &case, decision).await.refuses(403, "decision-same-person");
        }
        assert!(sonia.page(&format!("/console/moderation/{case}")).await.expect(200).says("une autre personne regarde"));
        rules(&h, &nino, &case, ("uphold", "unfounded")).await.is(200);
    }

    async fn staff_decide_on_no_rumour_of_what_they_wrote(store: Store) {
        let (h, _) = house(store).await;
        let (sonia, nino) = (h.staff(Role::Moderator, "Sonia").await, h.staff(Role::Moderator, "Nino").await);
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let id = says(&h, &paul, json!({ "text": "On tire aux Halles, fuyez le quartier" })).await.at("/id");
        let own = says(&h, &sonia, json!({ "text": "Le pont du nord est fermé depuis midi" })).await.at("/id");
        let rumour = nino.post("/api/v1/rumours", json!({ "post": id })).await.expect(200).at("/id");
        let (path, page) = (format!("/api/v1/rumours/{rumour}"), format!("/console/rumours/{rumour}"));
        let posts = format!("{path}/posts");
        sonia.post(&posts, json!({ "post": own })).await.refuses(403, "hold-own");
        nino.post(&posts, json!({ "post": own })).await.is(204);
        h.settle().await;
        sonia.delete(&format!("{posts}/{own}")).await.refuses(403, "hold-own");
        let v = crate::truth::version(&nino, &rumour).await;
        for verdict in ["true", "false"] {
            sonia.post(&format!("{path}/rulings"), ruling(verdict, &v)).await.refuses(403, "ruling-own");
        }
        sonia.post(&format!("{path}/aside"), json!({ "aside": true })).await.refuses(403, "ruling-own");
        let offered = |read: &web::harness::Answer| ["rule", "aside"].map(|act| read.says(&format!("value=\"{act}\"")));
        let read = sonia.page(&page).await.expect(200);
        assert!(read.says("Un message de cette rumeur est de vous") && offered(&read) == [false; 2], "nor is it offered");
        assert_eq!(read.text.matches("value=\"part\"").count(), 1, "what others wrote they take out");
        assert_eq!(offered(&nino.page(&page).await.expect(200)), [true; 2]);
        // Another person took it out: what is left is of others.
        nino.delete(&format!("{posts}/{own}")).await.is(204);
        h.settle().await;
        sonia.post(&posts, json!({ "post": own })).await.refuses(403, "hold-own");
        sonia.post(&format!("{path}/rulings"), ruling("false", &v)).await.is(200);
    }

    async fn a_report_of_before_finds_its_post_or_says_that_it_does_not(store: Store) {
        let (h, _) = house(store).await;
        let sonia = h.staff(Role::Moderator, "Sonia").await;
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let zoe = h.proven("Zoé Petit", "zoe@example.org").await;
        let mut cases: Vec<(String, String)> = Vec::new();
        for n in 0..2 {
            let id = says(&h, &paul, json!({ "text": format!("Voici la voisine {n}") })).await.at("/id");
            let case = reports(&h, &zoe, &id, &sonia).await;
            h.house.store.apply(Change::new().run(BEFORE_PAGES, params![])).await.unwrap();
            cases.push((id, case));
            if n == 0 {
                rules(&h, &sonia, &cases[0].1, ("uphold", "privacy")).await.is(200);
                h.pass(Span::minutes(1));
            }
        }
        assert!(!is_shown(&h, &cases[0].0).await, "what its author reads is true");
        assert_eq!((&reads(&paul).await[0]["kind"], &reads(&paul).await[0]["state"]), (&Value::from("post"), &Value::from("stands")));
        h.house.store.apply(Change::new().run(NO_EVIDENCE, params![])).await.unwrap();
        rules(&h, &sonia, &cases[1].1, ("uphold", "privacy")).await.refuses(410, "report-pageless");
        assert_eq!(reads(&paul).await.len(), 1, "nobody is told what was not done");
        rules(&h, &sonia, &cases[1].1, ("dismiss", "unfounded")).await.is(200);
    }

    async fn who_asked_to_end_an_embargo_asked_nothing_of_the_one_that_is_renewed(store: Store) {
        let (h, night) = house(store).await;
        let prefecture = city(&h).await;
        let (claire, bruno) = operators(&h).await;
        let of = opens(&h, &prefecture, night, 2).await;
        let (end, renew) = (format!("/api/v1/embargoes/{of}/end"), format!("/api/v1/embargoes/{of}/renew"));
        assert_eq!(claire.post(&end, json!({})).await.expect(200).at("/end_asked_by"), "Claire");
        let ends = h.house.clock.now().plus(Span::hours(4));
        bruno.post(&renew, json!({ "ends": ends })).await.is(200);
        assert!(queue(&bruno).await.is_empty(), "it waits for no second person any more");
        assert_eq!(prefecture.post(&end, json!({})).await.expect(200).at("/end_asked_by"), "Préfecture de l’Exemple");
        assert!(h.nobody().get("/api/v1/embargoes").await.expect(200).json()["holding"] == json!(true));
    }
}
