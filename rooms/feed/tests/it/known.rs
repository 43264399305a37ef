//! What is known of a post on disk is what the rules say of what has happened to it, in whichever order it happened.

use feed::{
    model::{
        Truth,
        rumour::{Known, Verdict},
    },
    rules::rumour::truth,
};
use kernel::Role;
use serde_json::json;
use store::each_store;

use crate::{
    gaps::witnesses,
    scene::says,
    truth::{post, rules, ruling, version},
    truth_scene::house,
};

/// What happens to a post.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Act {
    /// One of two people sees it too.
    Sees(usize),
    /// They take it back.
    Unsees(usize),
    /// It is denied.
    Denied,
}

/// All orders of some acts.
fn orders(acts: &[Act]) -> Vec<Vec<Act>> {
    if acts.is_empty() {
        return vec![Vec::new()];
    }
    let first = |at: usize| {
        let mut rest = acts.to_vec();
        let one = rest.remove(at);
        orders(&rest).into_iter().map(move |rest| [vec![one], rest].concat())
    };
    (0..acts.len()).flat_map(first).collect()
}

each_store! {
    async fn whoever_sees_and_rules_in_whichever_order_the_same_is_known(store: Store) {
        let (h, _) = house(store).await;
        let desk = h.staff(Role::Moderator, "Sonia").await;
        let people = witnesses(&h, 2).await;
        // Every third of them: nobody sees more than so much in an hour.
        for (n, order) in orders(&[Act::Sees(0), Act::Sees(1), Act::Unsees(0), Act::Denied]).into_iter().step_by(3).enumerate() {
            // Whoever is denied writes less for a while.
            let author = h.proven(&format!("Nora {n}"), &format!("nora{n}@example.org")).await;
            let id = says(&h, &author, &format!("Rue {} : on entend des cris depuis {n} minutes, dit-on", n + 10)).await;
            let begun = desk.post("/api/v1/rumours", json!({ "post": id })).await.expect(200).at("/id");
            h.settle().await;
            let seen = format!("/api/v1/posts/{id}/seen");
            let (mut sees, mut ruled) = ([false; 2], None);
            for act in &order {
                match *act {
                    Act::Sees(who) => {
                        people[who].post(&seen, json!({})).await.is(204);
                        sees[who] = true;
                    }
                    Act::Unsees(who) => {
                        people[who].delete(&seen).await.is(204);
                        sees[who] = false;
                    }
                    Act::Denied => {
                        rules(&h, &desk, &begun, ruling("false", &version(&desk, &begun).await)).await.is(200);
                        ruled = Some((1, Verdict::False));
                    }
                }
                h.settle().await;
                let people = sees.iter().filter(|s| **s).count() as i64;
                let is = truth(Known { witness: false, people, ruled });
                let read = post(&h, &id).await;
                assert_eq!(read["truth"], json!(is.word()), "{act:?} of {order:?}");
                // How many have seen it is said once they are enough, or once it is ruled.
                assert!(is == Truth::Unverified || read["people"] == json!(people), "{act:?} of {order:?}: {read}");
            }
        }
    }
}
