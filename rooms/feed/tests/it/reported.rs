//! What readers report: one thing is one report, which stands the higher for each who says so, and what is found right is done, no more.

use kernel::{Event, IncidentId, Role, Span};
use serde_json::{Value, json};
use store::{Change, Sql, params};
use web::harness::{Client, Harness};

use crate::{
    moderation::{asks_again, is_shown, queue, reads, rules},
    outputs::picture,
    truth_scene::{house, says},
};

store::sql! {
    /// What was decided before pictures were covered: the post was taken down, …
    TAKEN_DOWN = "UPDATE post SET state = 3";
    /// … its pictures were not covered, …
    NOT_COVERED = "UPDATE post_picture SET cover = 0";
    /// … and its author read that.
    SAID_DOWN = "UPDATE decision SET kind = 1";
    /// A report of before, when pictures that were not there could be hard to bear.
    SAID_GRAPHIC = "UPDATE report SET reason = 'graphic'";
}

async fn as_before(h: &Harness, of: IncidentId, post: &str, done: &[Sql]) {
    let change = done.iter().fold(Change::new(), |change, sql| change.run(*sql, params![]));
    let (post, state) = (post.parse().unwrap(), "removed".to_owned());
    h.house.store.apply(change.event(Event::Post { post, incident: of, drill: false, state })).await.unwrap();
    h.settle().await;
}

/// The last decision, as its author reads it.
async fn last_read(who: &Client) -> (Value, Value) {
    let read = reads(who).await;
    (read[0]["kind"].clone(), read[0]["state"].clone())
}

/// A post with a picture.
async fn pictured(h: &Harness, who: &Client) -> String {
    let sent = who.send(http::Method::POST, "/api/v1/posts/pictures", Some("image/png"), picture()).await;
    let body = json!({ "text": "La rue à 22 h", "pictures": [{ "id": sent.expect(201).at("/id"), "alt": "Une rue" }] });
    says(h, who, body).await.at("/id")
}

/// Somebody finds something wrong with a post, in so many words.
async fn finds(h: &Harness, who: &Client, post: &str, wrong: &str, words: &str) {
    let form = format!("/post/{post}/report");
    let page = who.page(&form).await.expect(200);
    who.submit(&page, &form, &[("reason", wrong), ("words", words)]).await.is(303);
    h.settle().await;
}

/// The first thing that waits.
fn first(waits: &[Value]) -> (String, Value, Value, Value) {
    let of = |key: &str| waits[0][key].clone();
    (of("id").as_str().unwrap().to_owned(), of("page"), of("risk"), of("reports"))
}

store::testing::each_store! {
    async fn what_several_report_of_a_post_is_one_report_and_stands_the_higher_for_each(store: Store) {
        let (h, _) = house(store).await;
        let desk = h.staff(Role::Moderator, "Sonia").await;
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let many = says(&h, &paul, json!({ "text": "La rue est pleine de monde" })).await.at("/id");
        let one = says(&h, &paul, json!({ "text": "Il paraît que le pont est fermé" })).await.at("/id");
        let ines = h.proven("Inès Morel", "ines@example.org").await;
        finds(&h, &ines, &one, "false", "Le pont est ouvert").await;
        let other = first(&queue(&desk).await).0;
        let mut names = Vec::new();
        for n in 0..3 {
            let who = h.proven(&format!("Lecteur {n}"), &format!("l{n}@example.org")).await;
            for _ in 0..2 {
                // A second time it is told already.
                finds(&h, &who, &many, "other", &format!("canari-{n} dit ceci")).await;
            }
            names.push(who);
        }
        let waits = queue(&desk).await;
        let (case, page, risk, reports) = first(&waits);
        assert_eq!((waits.len(), risk, reports), (2, json!(2), json!(2)), "graver by one step for each after the first");
        assert_eq!((page, waits[1]["id"].as_str()), (json!(format!("/console/moderation/{case}")), Some(other.as_str())));
        assert!(is_shown(&h, &many).await, "nobody's number hides anything");
        let read = desk.get(&format!("/api/v1/moderation/{case}/evidence")).await.expect(200);
        assert!((0..3).all(|n| read.text.matches(&format!("canari-{n}")).count() == 1), "each is read, once: {}", read.text);
        // Something else that is wrong with it is another thing; what was found to be nothing may be true the next time.
        finds(&h, &ines, &many, "privacy", "C’est ma fenêtre").await;
        assert_eq!(queue(&desk).await.len(), 3);
        rules(&h, &desk, &case, ("dismiss", "unfounded")).await.is(200);
        let zoe = h.proven("Zoé Petit", "zoe@example.org").await;
        finds(&h, &zoe, &many, "other", "").await;
        let waits = queue(&desk).await;
        assert!(waits.len() == 3 && waits.iter().all(|w| w["id"] != json!(case) && w["reports"] == json!(0)));
        assert!(is_shown(&h, &many).await);
    }

    async fn pictures_that_readers_find_hard_to_bear_are_covered_and_the_post_stays(store: Store) {
        let (h, _) = house(store).await;
        let (desk, nino) = (h.staff(Role::Moderator, "Sonia").await, h.staff(Role::Moderator, "Nino").await);
        let (paul, ines) = (h.proven("Paul Ravel", "paul@example.org").await, h.proven("Inès Morel", "ines@example.org").await);
        let id = pictured(&h, &paul).await;
        let covered = async || h.nobody().get(&format!("/api/v1/posts/{id}")).await.expect(200).at("/post/pictures/0/covered");
        finds(&h, &ines, &id, "graphic", "").await;
        assert_eq!(covered().await, "false", "somebody looks first");
        let case = first(&queue(&desk).await).0;
        desk.post(&format!("/api/v1/moderation/{case}/take"), json!({})).await.is(200);
        let form = desk.page(&format!("/console/moderation/{case}")).await.expect(200);
        assert!(form.says("les images sont couvertes") && !form.says("le message est retiré"));
        // Its author covers it meanwhile: what is found right is not theirs to take off.
        paul.put(&format!("/api/v1/posts/{id}/cover"), json!({ "covered": true })).await.is(204);
        rules(&h, &desk, &case, ("uphold", "graphic")).await.is(200);
        paul.put(&format!("/api/v1/posts/{id}/cover"), json!({ "covered": false })).await.is(204);
        assert_eq!(covered().await, "true");
        assert!(is_shown(&h, &id).await && h.nobody().page("/live").await.says("La rue à 22 h"), "the post stays");
        assert_eq!((&reads(&paul).await[0]["kind"], &reads(&paul).await[0]["state"]), (&json!("cover"), &json!("stands")));
        desk.post(&format!("/api/v1/moderation/{case}/undo"), json!({})).await.is(200);
        h.settle().await;
        assert_eq!((covered().await.as_str(), &reads(&paul).await[0]["state"]), ("false", &json!("taken_back")));
        // Decided again, and looked at by another: the cover goes, and the report has led to nothing.
        rules(&h, &desk, &case, ("uphold", "graphic")).await.is(200);
        let again = asks_again(&h, &paul, &nino).await;
        rules(&h, &nino, &again, ("uphold", "harmless")).await.is(200);
        assert_eq!((covered().await.as_str(), &reads(&paul).await[0]["state"]), ("false", &json!("reversed")));
        let report = h.house.register.one_report(case.parse().unwrap()).await.unwrap().unwrap();
        assert_eq!(report.state, register::ReportState::Dismissed);
        // Of a post without pictures nobody can say so.
        let words = says(&h, &paul, json!({ "text": "Rien à voir ici" })).await.at("/id");
        let form = ines.page(&format!("/post/{words}/report")).await.expect(200);
        assert!(form.says("value=\"privacy\"") && !form.says("value=\"graphic\""));
    }

    async fn what_was_taken_down_for_its_pictures_before_they_were_covered_comes_back(store: Store) {
        let (h, of) = house(store).await;
        let (desk, nino) = (h.staff(Role::Moderator, "Sonia").await, h.staff(Role::Moderator, "Nino").await);
        let (paul, ines) = (h.proven("Paul Ravel", "paul@example.org").await, h.proven("Inès Morel", "ines@example.org").await);
        let id = pictured(&h, &paul).await;
        finds(&h, &ines, &id, "graphic", "").await;
        let case = first(&queue(&desk).await).0;
        rules(&h, &desk, &case, ("uphold", "graphic")).await.is(200);
        as_before(&h, of, &id, &[TAKEN_DOWN, NOT_COVERED, SAID_DOWN]).await;
        assert!(!is_shown(&h, &id).await);
        desk.post(&format!("/api/v1/moderation/{case}/undo"), json!({})).await.is(200);
        h.settle().await;
        assert!(is_shown(&h, &id).await);
        assert_eq!(last_read(&paul).await, (json!("post"), json!("taken_back")));
        // Decided anew, it is what is done now.
        rules(&h, &desk, &case, ("uphold", "graphic")).await.is(200);
        assert_eq!(last_read(&paul).await, (json!("cover"), json!("stands")));
        assert!(is_shown(&h, &id).await);
        as_before(&h, of, &id, &[TAKEN_DOWN, NOT_COVERED, SAID_DOWN]).await;
        let again = asks_again(&h, &paul, &nino).await;
        rules(&h, &nino, &again, ("uphold", "harmless")).await.is(200);
        assert!(is_shown(&h, &id).await);
        assert_eq!(last_read(&paul).await, (json!("post"), json!("reversed")));
    }

    async fn where_there_are_no_pictures_a_report_of_them_that_is_right_takes_the_post_down(store: Store) {
        let (h, of) = house(store).await;
        let desk = h.staff(Role::Moderator, "Sonia").await;
        let (paul, ines) = (h.proven("Paul Ravel", "paul@example.org").await, h.proven("Inès Morel", "ines@example.org").await);
        let id = says(&h, &paul, json!({ "text": "Ce qui se dit de la voisine" })).await.at("/id");
        finds(&h, &ines, &id, "privacy", "").await;
        as_before(&h, of, &id, &[SAID_GRAPHIC]).await;
        let case = first(&queue(&desk).await).0;
        rules(&h, &desk, &case, ("uphold", "graphic")).await.is(200);
        assert!(!is_shown(&h, &id).await, "what its author reads is done");
        assert_eq!(last_read(&paul).await, (json!("post"), json!("stands")));
        desk.post(&format!("/api/v1/moderation/{case}/undo"), json!({})).await.is(200);
        h.settle().await;
        assert!(is_shown(&h, &id).await);
        assert_eq!(last_read(&paul).await, (json!("post"), json!("taken_back")));
    }

    async fn a_cover_stays_as_long_as_anybody_found_it_right_and_its_authors_longer(store: Store) {
        let (h, _) = house(store).await;
        let (desk, nino) = (h.staff(Role::Moderator, "Sonia").await, h.staff(Role::Moderator, "Nino").await);
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let id = pictured(&h, &paul).await;
        let (own, by_hand) = (format!("/api/v1/posts/{id}/cover"), format!("/api/v1/posts/{id}/graphic"));
        let covered = async || {
            h.settle().await;
            h.nobody().get(&format!("/api/v1/posts/{id}")).await.expect(200).at("/post/pictures/0/covered")
        };
        let mut cases = Vec::new();
        for n in 0..2 {
            let who = h.proven(&format!("Lecteur {n}"), &format!("l{n}@example.org")).await;
            finds(&h, &who, &id, "graphic", "").await;
            let case = first(&queue(&desk).await).0;
            rules(&h, &desk, &case, ("uphold", "graphic")).await.is(200);
            cases.push(format!("/api/v1/moderation/{case}/undo"));
        }
        let undone = async |n: usize| {
            desk.post(&cases[n], json!({})).await.is(200);
            covered().await
        };
        assert_eq!(undone(0).await, "true", "another report was found right, too");
        h.pass(Span::minutes(1));
        desk.post(&by_hand, json!({ "covered": true, "ground": "graphic" })).await.is(204);
        let again = asks_again(&h, &paul, &nino).await;
        rules(&h, &nino, &again, ("uphold", "harmless")).await.is(200);
        assert_eq!(covered().await, "true", "what is wrong is one decision, and not the other");
        paul.put(&own, json!({ "covered": true })).await.is(204);
        assert_eq!(undone(1).await, "true", "what its author covers is theirs");
        paul.put(&own, json!({ "covered": false })).await.is(204);
        assert_eq!(covered().await, "false");
        // What their author covers a moderator takes off, too, when nobody else covers it.
        paul.put(&own, json!({ "covered": true })).await.is(204);
        nino.post(&by_hand, json!({ "covered": false, "ground": "harmless" })).await.is(204);
        assert_eq!(covered().await, "false");
    }

    async fn what_each_who_reports_has_read_is_kept_however_it_was_changed(store: Store) {
        let (h, _) = house(store).await;
        let desk = h.staff(Role::Moderator, "Sonia").await;
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let texts = ["La rue est calme ce soir", "Voici la voisine, au premier", "Rien à voir ici"];
        let id = says(&h, &paul, json!({ "text": texts[0] })).await.at("/id");
        for n in 0..4 {
            let who = h.proven(&format!("Lecteur {n}"), &format!("l{n}@example.org")).await;
            finds(&h, &who, &id, "privacy", "").await;
            if let Some(next) = texts.get(n + 1) {
                paul.put(&format!("/api/v1/posts/{id}"), json!({ "text": next })).await.is(200);
                h.settle().await;
            }
        }
        let case = first(&queue(&desk).await).0;
        let read = desk.get(&format!("/api/v1/moderation/{case}/evidence")).await.expect(200).json();
        assert_eq!((&read["evidence"]["post"], &read["evidence"]["later"]), (&json!(texts[0]), &json!(texts[1..])), "{read}");
        let page = desk.page(&format!("/console/moderation/{case}/evidence")).await.expect(200);
        assert!(page.says("tel que lu plus tard") && page.says(texts[1]));
    }
}
