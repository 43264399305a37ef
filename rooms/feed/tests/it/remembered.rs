//! What was said before a program began is in no memory of it, and is found on disk.

use feed::store::gathered::Gathered;
use kernel::Role;
use serde_json::json;
use store::each_store;

use crate::{
    scene::says,
    truth::{post, rules, ruling, rumours},
    truth_scene::house,
};

each_store! {
    async fn what_two_said_before_the_program_began_anew_is_of_the_rumour_that_three_more_make(store: Store) {
        let (h, night) = house(store).await;
        let desk = h.staff(Role::Moderator, "Sonia").await;
        let mut posts = Vec::new();
        for n in 0..5 {
            if n == 2 {
                // Another program goes on: nothing of what was said is in its memory.
                h.house.shelf.get::<Gathered>().over(night);
            }
            assert!(rumours(&desk, "gathered").await.is_empty(), "{n} are not known to say it");
            let who = h.proven(&format!("Vincent {n}"), &format!("v{n}@example.org")).await;
            posts.push(says(&h, &who, "On entend dire que le pont du nord est coupé par les eaux depuis midi").await);
        }
        let found = rumours(&desk, "gathered").await;
        assert_eq!((found.len(), &found[0]["posts"]), (1, &json!(5)));
        rules(&h, &desk, found[0]["id"].as_str().unwrap(), ruling("false", &found[0]["version"])).await.is(200);
        for copy in &posts {
            assert_eq!(post(&h, copy).await["truth"], json!("false"));
        }
    }
}
