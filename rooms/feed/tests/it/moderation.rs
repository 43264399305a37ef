//! What moderators decide about posts: from one queue in which nothing stays behind, with a reason that its author reads, taken back within a
//! day, looked at again once by another person; and what everybody would have read takes two.

use futures_util::StreamExt as _;
use kernel::{Role, Span};
use serde_json::{Value, json};
use web::harness::{Client, Harness};

use crate::{
    embargo::{SECRET, opens},
    outputs::picture,
    truth_scene::{decides, house, says},
};

pub(crate) const ACCUSES: &str = "Le tueur est Armel Vantroux canari-9 #Paris, partagez";

pub(crate) async fn queue(who: &Client) -> Vec<Value> {
    who.get("/api/v1/waiting").await.expect(200).json()["waiting"].as_array().unwrap().clone()
}

/// What was decided about somebody, as they read it.
pub(crate) async fn reads(who: &Client) -> Vec<Value> {
    who.get("/api/v1/me/decisions").await.expect(200).json()["decisions"].as_array().unwrap().clone()
}

/// Asks to look again at the last decision, and the name of what moderators find then.
pub(crate) async fn asks_again(h: &Harness, who: &Client, desk: &Client) -> String {
    let id = reads(who).await[0]["id"].as_str().unwrap().to_owned();
    let words = json!({ "words": "J’y étais. 06 39 98 55 55" });
    who.post(&format!("/api/v1/me/decisions/{id}/appeal"), words.clone()).await.is(202);
    who.post(&format!("/api/v1/me/decisions/{id}/appeal"), words).await.refuses(409, "decision-asked");
    h.settle().await;
    let all = desk.get("/api/v1/moderation").await.expect(200).json();
    let again = all["reports"].as_array().unwrap().iter().find(|r| r["kind"] == "again").unwrap().clone();
    again["id"].as_str().unwrap().to_owned()
}

pub(crate) async fn rules(
    h: &Harness,
    who: &Client,
    case: &str,
    (decision, ground): (&str, &str),
) -> web::harness::Answer {
    let path = format!("/api/v1/moderation/{case}/decide");
    let answer = who.post(&path, json!({ "decision": decision, "ground": ground })).await;
    h.settle().await;
    answer
}

/// Somebody reports a post: under which name moderators find that.
pub(crate) async fn reported(h: &Harness, desk: &Client, post: &str) -> String {
    let ines = h.proven("Inès Morel", "ines@example.org").await;
    let form = format!("/post/{post}/report");
    let page = ines.page(&form).await.expect(200);
    ines.submit(&page, &form, &[("reason", "privacy")]).await.is(303);
    h.settle().await;
    let all = desk.get("/api/v1/moderation").await.expect(200).json();
    all["reports"][0]["id"].as_str().unwrap().to_owned()
}

pub(crate) async fn is_shown(h: &Harness, post: &str) -> bool {
    h.nobody().get(&format!("/api/v1/posts/{post}")).await.status == 200
}

store::testing::each_store! {
    async fn what_is_held_stands_in_the_one_queue_and_nothing_stays_behind(store: Store) {
        let (h, night) = house(store).await;
        let (desk, anne) = (h.staff(Role::Moderator, "Sonia").await, h.staff(Role::Operator, "Claire").await);
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        opens(&h, &anne, night, 1).await;
        let mut held = Vec::new();
        for text in [SECRET, ACCUSES, ACCUSES, ACCUSES, ACCUSES] {
            h.pass(Span::minutes(2));
            held.push(says(&h, &paul, json!({ "text": text })).await.at("/id"));
        }
        let waits = queue(&desk).await;
        let of = |id: &str| waits.iter().position(|w| w["page"] == format!("/console/holds#h-{id}")).unwrap();
        assert_eq!(waits.len(), 5);
        assert!(waits.iter().all(|w| w["kind"] == "hold") && !json!(waits).to_string().contains("canari"));
        assert_eq!((of(&held[0]), of(&held[1])), (4, 0), "an accusation waits for a person, a position for its time");
        assert!(desk.page("/console/holds").await.expect(200).says(&format!("id=\"h-{}\"", held[1])));
        // Whoever takes one has it alone, and it opens where it is decided.
        let name = waits[0]["id"].as_str().unwrap();
        desk.post(&format!("/api/v1/waiting/hold/{name}/take"), json!({})).await.is(200);
        decides(&h, &anne, &held[1], (true, "unfounded")).await.refuses(409, "waiting-taken");
        // Released, kept, taken back by its author, deleted, erased with them, over with its embargo: none of it stays.
        decides(&h, &desk, &held[1], (true, "unfounded")).await.is(204);
        decides(&h, &desk, &held[2], (false, "accuses")).await.is(204);
        paul.post(&format!("/api/v1/posts/{}/withdraw", held[3]), json!({})).await.is(204);
        paul.delete(&format!("/api/v1/posts/{}", held[4])).await.is(204);
        h.settle().await;
        assert_eq!(queue(&desk).await.len(), 1);
        // Who asks to show something sooner and is not heard in time leaves nothing behind either.
        decides(&h, &anne, &held[0], (true, "harmless")).await.is(202);
        assert_eq!(queue(&anne).await.iter().filter(|w| w["kind"] == "second").count(), 1);
        h.pass(Span::hours(1));
        h.settle().await;
        h.pass(Span::seconds(10));
        h.settle().await;
        assert!(is_shown(&h, &held[0]).await && queue(&anne).await.is_empty(), "{:?}", queue(&anne).await);
        let zoe = h.proven("Zoé Petit", "zoe@example.org").await;
        says(&h, &zoe, json!({ "text": ACCUSES })).await;
        assert_eq!(queue(&desk).await.len(), 1);
        h.house.register.erase_now(zoe.id(), h.house.clock.now()).await.unwrap();
        h.settle().await;
        assert!(queue(&desk).await.is_empty());
    }

    async fn a_decision_has_a_reason_of_the_list_which_its_author_reads_in_their_language(store: Store) {
        let (h, _) = house(store).await;
        let desk = h.staff(Role::Moderator, "Sonia").await;
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let id = says(&h, &paul, json!({ "text": ACCUSES })).await.at("/id");
        let path = format!("/api/v1/holds/{id}");
        let none = desk.post(&path, json!({ "release": false, "version": 1 })).await;
        none.refuses(422, "ground-missing");
        assert!(none.text.contains("/ground"), "at its field: {}", none.text);
        decides(&h, &desk, &id, (false, "because")).await.refuses(422, "report-ground");
        decides(&h, &desk, &id, (false, "harmless")).await.refuses(422, "report-ground");
        let page = desk.page("/console/holds").await.expect(200);
        desk.submit(&page, &format!("/console/holds/{id}"), &[("do", "keep"), ("ground", ""), ("version", "1")]).await.is(422);
        assert!(reads(&paul).await.is_empty());
        desk.submit(&page, &format!("/console/holds/{id}"), &[("do", "keep"), ("ground", "accuses"), ("version", "1")]).await.is(303);
        h.settle().await;
        let read = reads(&paul).await;
        assert_eq!((&read[0]["kind"], &read[0]["ground"], &read[0]["state"]), (&json!("hold"), &json!("accuses"), &json!("stands")));
        assert!(!json!(read).to_string().contains("Sonia"), "who decided is not told");
        let own = format!("/me/decisions/{}", read[0]["id"].as_str().unwrap());
        for (lang, says) in [("fr", "Accuse une personne privée"), ("en", "Accuses a private person"), ("es", "Acusa a una persona privada"), ("ar", "يتهم شخصًا عاديًا")] {
            assert!(paul.clone().reading(lang).page(&own).await.expect(200).says(says), "{lang}");
        }
        assert!(paul.page(&format!("/post/{id}")).await.expect(200).says("Retiré par la modération"));
        let ines = h.proven("Inès Morel", "ines@example.org").await;
        ines.page(&own).await.is(404);
        ines.post(&format!("/api/v1{own}/appeal"), json!({})).await.refuses(404, "decision-unknown");
        h.nobody().get("/api/v1/me/decisions").await.is(401);
        assert!(reads(&ines).await.is_empty());
    }

    async fn what_was_decided_is_taken_back_within_a_day_by_button_and_api(store: Store) {
        let (h, _) = house(store).await;
        let (desk, nino) = (h.staff(Role::Moderator, "Sonia").await, h.staff(Role::Moderator, "Nino").await);
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let id = says(&h, &paul, json!({ "text": ACCUSES })).await.at("/id");
        let (path, form) = (format!("/api/v1/holds/{id}"), format!("/console/holds/{id}"));
        desk.delete(&path).await.refuses(409, "hold-undecided");
        decides(&h, &desk, &id, (true, "public")).await.is(204);
        h.settle().await;
        nino.delete(&path).await.refuses(409, "hold-undo-other");
        desk.delete(&path).await.is(204);
        h.settle().await;
        assert!(!is_shown(&h, &id).await && queue(&desk).await.len() == 1, "it waits again");
        decides(&h, &desk, &id, (false, "accuses")).await.is(204);
        h.settle().await;
        let page = desk.page("/console/holds").await.expect(200);
        assert!(page.says("Gardé par Sonia") && page.says("value=\"undo\""));
        desk.submit(&page, &form, &[("do", "undo")]).await.is(303);
        h.settle().await;
        assert_eq!((queue(&desk).await.len(), &reads(&paul).await[0]["state"]), (1, &json!("taken_back")));
        decides(&h, &desk, &id, (false, "accuses")).await.is(204);
        h.pass(Span::days(1));
        desk.delete(&path).await.refuses(409, "hold-undo-late");
        let audit = h.staff(Role::Admin, "Ada").await.get("/api/v1/audit").await.expect(200).text;
        assert!(audit.contains("hold.undo") && audit.contains("hold.keep") && !audit.contains("Vantroux"));
    }

    async fn whom_it_concerns_asks_once_and_another_person_decides(store: Store) {
        let (h, _) = house(store).await;
        let (desk, nino) = (h.staff(Role::Moderator, "Sonia").await, h.staff(Role::Moderator, "Nino").await);
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let id = says(&h, &paul, json!({ "text": ACCUSES })).await.at("/id");
        decides(&h, &desk, &id, (false, "accuses")).await.is(204);
        h.settle().await;
        let case = asks_again(&h, &paul, &nino).await;
        assert_eq!(queue(&nino).await[0]["kind"], "report", "it comes into the one queue");
        let path = format!("/api/v1/moderation/{case}");
        desk.post(&format!("{path}/take"), json!({})).await.refuses(403, "decision-same-person");
        rules(&h, &desk, &case, ("dismiss", "accuses")).await.refuses(403, "decision-same-person");
        assert!(desk.page(&format!("/console/moderation/{case}")).await.expect(200).says("une autre personne regarde"));
        let read = nino.get(&format!("{path}/evidence")).await.expect(200).json();
        assert!(read["evidence"]["share"] == format!("/post/{id}") && !read.to_string().contains("55 55"), "{read}");
        // To find them right is to decide for what they wrote.
        rules(&h, &nino, &case, ("uphold", "accuses")).await.refuses(422, "report-ground");
        rules(&h, &nino, &case, ("dismiss", "accuses")).await.is(200);
        assert_eq!(reads(&paul).await[0]["state"], "confirmed");
        nino.post(&format!("{path}/undo"), json!({})).await.is(200);
        h.settle().await;
        assert_eq!(reads(&paul).await[0]["state"], "asked", "the closing of what was asked is taken back too");
        rules(&h, &nino, &case, ("uphold", "public")).await.is(200);
        assert_eq!(reads(&paul).await[0]["state"], "reversed");
        assert!(is_shown(&h, &id).await && queue(&nino).await.is_empty());
        nino.post(&format!("{path}/undo"), json!({})).await.refuses(409, "decision-reversed");
    }

    async fn a_post_that_is_reported_with_reason_is_taken_down_and_comes_back(store: Store) {
        let (h, _) = house(store).await;
        let (desk, nino) = (h.staff(Role::Moderator, "Sonia").await, h.staff(Role::Moderator, "Nino").await);
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let id = says(&h, &paul, json!({ "text": "Voici la photo de la voisine canari-3" })).await.at("/id");
        let case = reported(&h, &desk, &id).await;
        assert!(is_shown(&h, &id).await, "nobody's number hides anything");
        let read = desk.get(&format!("/api/v1/moderation/{case}/evidence")).await.expect(200);
        assert!(read.says("canari-3"), "what stands in public takes no second person to read");
        desk.post(&format!("/api/v1/moderation/{case}/decide"), json!({ "decision": "uphold" })).await.refuses(422, "ground-missing");
        desk.post(&format!("/api/v1/moderation/{case}/take"), json!({})).await.is(200);
        let form = desk.page(&format!("/console/moderation/{case}")).await.expect(200);
        assert!(["accuses", "position", "graphic", "public"].iter().all(|word| form.says(&format!("value=\"{word}\""))));
        rules(&h, &desk, &case, ("uphold", "privacy")).await.is(200);
        assert!(!is_shown(&h, &id).await && !h.nobody().page("/live").await.says("canari-3"));
        assert_eq!((&reads(&paul).await[0]["kind"], &reads(&paul).await[0]["ground"]), (&json!("post"), &json!("privacy")));
        desk.post(&format!("/api/v1/moderation/{case}/undo"), json!({})).await.is(200);
        h.settle().await;
        assert!(is_shown(&h, &id).await, "what was taken back is as it was");
        rules(&h, &desk, &case, ("uphold", "privacy")).await.is(200);
        assert!(!is_shown(&h, &id).await);
        let again = asks_again(&h, &paul, &nino).await;
        rules(&h, &nino, &again, ("uphold", "unfounded")).await.is(200);
        assert!(is_shown(&h, &id).await && queue(&nino).await.is_empty());
        assert_eq!(reads(&paul).await[0]["state"], "reversed");
    }

    async fn what_an_embargo_holds_is_shown_before_its_end_by_two_alone(store: Store) {
        let (h, night) = house(store).await;
        let (anne, bruno) = (h.staff(Role::Operator, "Claire").await, h.staff(Role::Operator, "Bruno").await);
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        opens(&h, &anne, night, 3).await;
        let id = says(&h, &paul, json!({ "text": SECRET })).await.at("/id");
        decides(&h, &anne, &id, (true, "harmless")).await.is(202);
        decides(&h, &anne, &id, (true, "harmless")).await.refuses(403, "second-same-person");
        h.settle().await;
        assert!(!is_shown(&h, &id).await);
        assert_eq!(bruno.get("/api/v1/holds").await.expect(200).at("/holds/0/early_by"), "Claire");
        assert!(bruno.page("/console/holds").await.says("Claire demande de le montrer"));
        // What was asked a day ago, or of what is over, is asked no more; here another agrees in time.
        decides(&h, &bruno, &id, (true, "harmless")).await.is(204);
        h.settle().await;
        assert!(is_shown(&h, &id).await && queue(&bruno).await.is_empty());
    }

    async fn pictures_that_a_moderator_covers_are_uncovered_by_another(store: Store) {
        let (h, _) = house(store).await;
        let (desk, nino) = (h.staff(Role::Moderator, "Sonia").await, h.staff(Role::Moderator, "Nino").await);
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let sent = paul.send(http::Method::POST, "/api/v1/posts/pictures", Some("image/png"), picture()).await;
        let body = json!({ "text": "La rue à 22 h", "pictures": [{ "id": sent.expect(201).at("/id"), "alt": "Une rue" }] });
        let id = says(&h, &paul, body).await.at("/id");
        let (path, post) = (format!("/api/v1/posts/{id}/graphic"), format!("/api/v1/posts/{id}"));
        desk.post(&path, json!({ "covered": true })).await.refuses(422, "ground-missing");
        let page = desk.page(&format!("/post/{id}")).await.expect(200);
        let form = format!("/console/posts/{id}/cover");
        assert!(page.says(&form) && !h.nobody().page(&format!("/post/{id}")).await.says(&form));
        desk.submit(&page, &form, &[("do", "on"), ("ground", "graphic")]).await.is(303);
        h.settle().await;
        assert_eq!(h.nobody().get(&post).await.expect(200).at("/post/pictures/0/covered"), "true");
        assert_eq!(reads(&paul).await[0]["kind"], "cover");
        // Taken back by whoever covered them; covered again, and looked at by another.
        desk.post(&path, json!({ "covered": false, "ground": "harmless" })).await.is(204);
        assert_eq!(reads(&paul).await[0]["state"], "taken_back");
        h.pass(Span::minutes(1));
        desk.post(&path, json!({ "covered": true, "ground": "graphic" })).await.is(204);
        let case = asks_again(&h, &paul, &nino).await;
        rules(&h, &nino, &case, ("uphold", "harmless")).await.is(200);
        assert_eq!(h.nobody().get(&post).await.expect(200).at("/post/pictures/0/covered"), "false");
    }

    async fn moderators_hear_that_the_queue_has_moved_and_not_of_whom(store: Store) {
        let (h, _) = house(store).await;
        let desk = h.staff(Role::Moderator, "Sonia").await;
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let live = &h.house.live;
        let hears = [relay::Who::Moderator, relay::Who::Person(paul.id())];
        let mut streams = Vec::new();
        for who in hears {
            streams.push(live.open(who, None, None).await.unwrap());
        }
        says(&h, &paul, json!({ "text": ACCUSES })).await;
        let name = queue(&desk).await[0]["id"].as_str().unwrap().to_owned();
        desk.post(&format!("/api/v1/waiting/hold/{name}/take"), json!({})).await.is(200);
        h.settle().await;
        let mut heard = Vec::new();
        for stream in &mut streams {
            let mut names = Vec::new();
            while let Ok(Some(Ok(frame))) = tokio::time::timeout(std::time::Duration::from_millis(200), stream.next()).await {
                let text = String::from_utf8_lossy(&frame).into_owned();
                assert!(!text.contains("canari") && !text.contains("Paul"), "{text}");
                names.push(text);
            }
            heard.push(names.concat().matches("event: waiting").count());
        }
        assert!(heard[0] >= 2 && heard[1] == 0, "held and taken, for moderators alone: {heard:?}");
        let page = desk.page("/console/moderation").await.expect(200);
        assert!(page.says("data-on=\"report waiting\"") && page.says("/console/holds#h-"));
    }
}
