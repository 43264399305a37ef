//! However much comes in, what holds stands everywhere; and what does not hold any more says so wherever it was read.

use kernel::{Role, Span};
use serde_json::json;
use store::{Change, each_store, params};
use web::harness::Harness;

use crate::{
    hearing::{Town, Voice, reference},
    scene::{harness, listed, message, said},
};

store::sql! {
    /// Many more like one, that came a little later: of this stage, exercises or not.
    MORE = "INSERT INTO alert (id, root, version, state, kind, drill, incident, authority, trust, doubt, sender, identifier, sent, who, says, \
        area, grade, loud, expires, document, made, made_by, made_name, confirmed_by, confirmed_name, published, replaced) \
        SELECT $1, $1, 1, $2, kind, $3, incident, authority, trust, doubt, sender, $4, sent, who, says, area, grade, loud, expires, document, \
        made + $5, made_by, made_name, confirmed_by, confirmed_name, published + $5, NULL FROM alert ORDER BY made LIMIT 1";
}

/// So many more that are in force, published as exercises or heard of.
async fn more(h: &Harness, many: u16, (state, drill): (i64, bool)) {
    for n in 0..many {
        let mut id = [0x77; 16];
        id[..2].copy_from_slice(&n.to_be_bytes());
        id[2] = u8::from(drill);
        let name = format!("{drill}-{n}");
        let later = i64::from(n) + 1;
        let params = params![store::Value::Id(id), state, drill, name.as_str(), later];
        h.house.store.apply(Change::new().run(MORE, params)).await.unwrap();
    }
}

each_store! {
    async fn what_holds_stands_everywhere_however_much_else_comes_in(store: Store) {
        let h = harness(store).await;
        let id = said(&h, message()).await;
        more(&h, 510, (2, true)).await;
        more(&h, 150, (4, false)).await;
        // Everything that is kept in memory is read again when something is said.
        let anne = h.staff(Role::Operator, "Anne").await;
        anne.post("/api/v1/alerts", message()).await.is(201);
        h.settle().await;
        assert!(h.browser().page("/").await.says("class=\"band note"));
        for path in ["/alerts", "/alerts.atom", "/alerts.rss", "/alerts.geojson", "/api/v1/alerts"] {
            assert!(h.nobody().page(path).await.expect(200).says(&id), "{path}");
        }
        let page = anne.page("/console/official").await.expect(200);
        let holding = page.text.split_once("id=\"holding\"").unwrap().1.split_once("</section>").unwrap().0;
        assert!(holding.contains(&id));
    }

    async fn what_does_not_hold_any_more_says_so_in_feeds(store: Store) {
        let h = harness(store).await;
        let id = said(&h, message()).await;
        let entry = async |path: &str, of: &str| {
            let feed = h.nobody().get(path).await.expect(200).text;
            let all: Vec<&str> = feed.split("<entry").chain(feed.split("<item>")).collect();
            all.into_iter().find(|e| e.contains(&format!("urn:uuid:{of}<"))).unwrap().to_owned()
        };
        assert!(entry("/alerts.rss", &id).await.contains("<title>Restez à l’abri.</title>"));
        h.pass(Span::minutes(10));
        let anne = h.staff(Role::Operator, "Anne").await;
        let next = anne.post(&format!("/api/v1/alerts/{id}/correct"), json!({"words": {"fr": {"headline": "Restez dedans."}}})).await.expect(201).at("/id");
        assert!(entry("/alerts.rss", &id).await.contains("<title>[Remplacé] Restez à l’abri.</title>"));
        let old = entry("/alerts.atom", &id).await;
        assert!(old.contains("<title>[Remplacé] Restez") && old.contains("<updated>2015-11-13T22:51") && old.contains("<published>2015-11-13T22:41"), "{old}");
        assert!(entry("/alerts.atom", &next).await.contains("<title>Restez dedans."));
        h.pass(Span::hours(5));
        assert!(entry("/alerts.atom", &next).await.contains("<title>[Plus valable] Restez dedans."));
    }

    async fn who_is_not_verified_tells_nobody_that_something_is_over(store: Store) {
        let (voice, thief) = (Voice::new(1), Voice::new(2));
        let town = Town::new(store, &voice.certificate).await;
        town.site.puts(thief.says("1", "Alert", ""));
        town.polls().await;
        town.site.puts(thief.says("2", "Cancel", &reference("1")));
        town.polls().await;
        let cancel = town.all().await.into_iter().find(|a| a["kind"] == "cancel").unwrap();
        let page = town.h.browser().page("/alerts").await.expect(200);
        assert!(!page.says("Incendie au dépôt 2"));
        let page = town.h.browser().page(&format!("/alerts/{}", cancel["id"].as_str().unwrap())).await.expect(200);
        assert!(page.says("Signature non vérifiée") && !page.says(">Terminé<"));
        assert_eq!(listed(&town.h, "/api/v1/alerts").await.len(), 2);
    }
}
