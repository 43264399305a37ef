//! Who speaks for no institution that is proven, or only manages rosters, reads nothing that is held and stands above nobody else.

use kernel::{Role, Span};
use serde_json::json;
use web::harness::{Client, Harness};

use crate::{
    abuse::{changes, ruled},
    embargo::{SECRET, opens, shape},
    moderation::{ACCUSES, is_shown, reported, rules},
    scene::{found, says, speaker, stands},
    truth::{post, rumours},
    truth_scene::{city, decides, house},
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
        let nobody = city(&h).await;
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

    async fn an_embargo_is_opened_renewed_and_ended_by_whom_a_domain_proves_and_no_role_alone(store: Store) {
        let (h, night) = house(store).await;
        let anne = h.staff(Role::Operator, "Claire").await;
        let of = opens(&h, &anne, night, 1).await;
        let lost = found(&h, "mairie.example", "Mairie", None).await;
        stands(&h, ("mairie.example", lost), Some(h.house.clock.now()), None).await;
        let (of_none, lapsed) = (speaker(&h, "Ana", None).await, speaker(&h, "Véra", Some("Mairie")).await);
        let ends = h.house.clock.now().plus(Span::hours(2));
        let (all, page) = (format!("/api/v1/incidents/{night}/embargoes"), format!("/console/i/{night}/embargoes"));
        let form = anne.page(&page).await.expect(200);
        for who in [&of_none, &lapsed] {
            who.post(&all, json!({ "name": "x", "shape": shape(), "ends": ends })).await.refuses(403, "embargo-unproven");
            who.post(&format!("/api/v1/embargoes/{of}/renew"), json!({ "ends": ends })).await.refuses(403, "embargo-unproven");
            who.post(&format!("/api/v1/embargoes/{of}/end"), json!({})).await.refuses(403, "embargo-unproven");
            // Nor are they told where something is held back.
            who.get(&all).await.refuses(403, "embargo-unproven");
            for path in [page.clone(), format!("{page}/new")] {
                let said = who.page(&path).await.expect(403);
                assert!(said.says("n’est pas vérifiée") && !said.says("Théâtre"));
            }
            who.submit(&form, &format!("{page}/new"), &[("do", "look"), ("name", "x")]).await.is(403);
            who.submit(&form, &format!("/console/embargoes/{of}"), &[("do", "end")]).await.is(403);
        }
        // Its domain is proven again: its word holds.
        stands(&h, ("mairie.example", lost), None, None).await;
        assert!(lapsed.page(&page).await.expect(200).says("Théâtre"));
        lapsed.post(&format!("/api/v1/embargoes/{of}/renew"), json!({ "ends": ends })).await.is(200);
    }

    async fn whoever_speaks_for_no_proven_institution_waits_as_anybody_does(store: Store) {
        let (h, night) = house(store).await;
        let (claire, nino) = (h.staff(Role::Operator, "Claire").await, h.staff(Role::Moderator, "Nino").await);
        let mut staff = vec![speaker(&h, "Ana", None).await, claire.clone()];
        for role in [Role::RosterManager, Role::Verifier, Role::Moderator, Role::Admin] {
            staff.push(h.staff(role, role.word()).await);
        }
        let prefecture = city(&h).await;
        let mut before = Vec::new();
        for who in staff.iter().chain([&prefecture]) {
            before.push(says(&h, who, SECRET).await);
        }
        opens(&h, &claire, night, 2).await;
        let (word, others) = before.split_last().unwrap();
        assert!(is_shown(&h, word).await, "an institution answers for what it says");
        for (who, written) in staff.iter().zip(others) {
            assert!(!is_shown(&h, written).await, "what was written before the embargo opened");
            for text in [ACCUSES, SECRET] {
                let id = says(&h, who, text).await;
                assert!(!is_shown(&h, &id).await, "{text}");
            }
            let calm = says(&h, who, "Le quai est ouvert").await;
            changes(&h, who, &calm, ACCUSES).await;
            assert!(!is_shown(&h, &calm).await, "nor is it said by changing something");
            decides(&h, &nino, &calm, (true, "unfounded")).await.is(204);
            h.settle().await;
            assert!(is_shown(&h, &calm).await, "another person lets it through");
        }
        for text in [ACCUSES, SECRET] {
            let id = says(&h, &prefecture, text).await;
            assert!(is_shown(&h, &id).await);
            changes(&h, &prefecture, &id, &format!("{text} !")).await;
            assert!(is_shown(&h, &id).await);
        }
    }

    async fn what_is_denied_is_denied_in_the_words_of_a_key_too(store: Store) {
        let (h, _) = house(store).await;
        let prefecture = city(&h).await;
        let mut staff = vec![speaker(&h, "Ana", None).await];
        for role in [Role::RosterManager, Role::Operator] {
            staff.push(h.staff(role, role.word()).await);
        }
        // Three of them make a rumour as three people do.
        for who in &staff {
            says(&h, who, "On entend dire que le pont du nord est coupé par les eaux depuis midi").await;
        }
        assert_eq!(rumours(&prefecture, "gathered").await[0]["posts"], json!(3));
        ruled(&h, &prefecture, "false").await;
        let copy = "Il se passe quelque chose aux Halles, n'y allez pas";
        let count = async || rumours(&prefecture, "ruled").await[0]["posts"].clone();
        for (n, who) in staff.iter().enumerate() {
            let id = says(&h, who, copy).await;
            assert_eq!((&post(&h, &id).await["truth"], count().await), (&json!("false"), json!(4 + n)));
            let other = says(&h, who, "Le quai est ouvert").await;
            changes(&h, who, &other, copy).await;
            assert_eq!(post(&h, &other).await["truth"], json!("false"), "nor by changing something");
            who.delete(&format!("/api/v1/posts/{other}")).await.is(204);
            h.settle().await;
        }
        let id = says(&h, &prefecture, copy).await;
        assert_eq!((&post(&h, &id).await["truth"], count().await), (&json!("unverified"), json!(6)));
    }
}
