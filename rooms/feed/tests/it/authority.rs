//! Who speaks for no institution that is proven, or only manages rosters, reads nothing that is held and stands above nobody else.

use kernel::Role;
use serde_json::json;
use web::harness::{Client, Harness};

use crate::{
    moderation::{ACCUSES, reported, rules},
    scene::{says, speaker},
    truth_scene::house,
};

/// The numbers of the posts that somebody reads in a rumour, on its page and in the API.
async fn reads(who: &Client, rumour: &str, posts: &[&String]) -> Vec<bool> {
    let page = who.page(&format!("/console/rumours/{rumour}")).await.expect(200);
    let read = who.get(&format!("/api/v1/rumours/{rumour}/posts")).await.expect(200);
    assert!(posts.iter().all(|id| page.says(id) == read.says(id)), "the page says what the API says");
    posts.iter().map(|id| read.says(id)).collect()
}

/// What is held because it accuses, what is taken down, and what everybody reads.
async fn posts(h: &Harness, paul: &Client, desk: &Client) -> [String; 3] {
    let held = says(h, paul, ACCUSES).await;
    let down = says(h, paul, "Voici la photo de la voisine").await;
    let case = reported(h, desk, &down).await;
    rules(h, desk, &case, ("uphold", "privacy")).await.is(200);
    [held, down, says(h, paul, "On parle d’un homme armé").await]
}

store::testing::each_store! {
    async fn what_is_held_is_read_in_a_rumour_by_those_alone_who_moderate(store: Store) {
        let (h, _) = house(store).await;
        let (desk, paul) = (h.staff(Role::Moderator, "Sonia").await, h.proven("Paul Ravel", "paul@example.org").await);
        let [held, down, shown] = posts(&h, &paul, &desk).await;
        let all = [&held, &down, &shown];
        let id = desk.post("/api/v1/rumours", json!({ "post": shown })).await.expect(200).at("/id");
        let path = format!("/api/v1/rumours/{id}/posts");
        let nobody = speaker(&h, "Ana", None).await;
        // Nor do they find out by putting it somewhere what is held, or where it stands.
        for post in [&held, &down] {
            nobody.post("/api/v1/rumours", json!({ "post": post })).await.refuses(404, "truth-unknown");
            nobody.post(&path, json!({ "post": post })).await.refuses(404, "truth-unknown");
            desk.post(&path, json!({ "post": post })).await.is(204);
            nobody.post("/api/v1/rumours", json!({ "post": post })).await.refuses(404, "truth-unknown");
            nobody.post(&path, json!({ "post": post })).await.refuses(404, "truth-unknown");
            nobody.delete(&format!("{path}/{post}")).await.refuses(404, "truth-unknown");
        }
        h.settle().await;
        assert_eq!(reads(&nobody, &id, &all).await, [false, false, true]);
        for role in [Role::Moderator, Role::Verifier, Role::Admin] {
            assert_eq!(reads(&h.staff(role, role.word()).await, &id, &all).await, [true; 3], "{role:?}");
        }
    }
}
