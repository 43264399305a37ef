//! What readers report: one thing is one report, which stands the higher for each who says so, and what is found right is done, no more.

use kernel::Role;
use serde_json::{Value, json};
use web::harness::{Client, Harness};

use crate::{
    moderation::{is_shown, queue, rules},
    truth_scene::{house, says},
};

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
}
