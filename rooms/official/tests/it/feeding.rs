//! Feeds that are long, and addresses that stay while what is there changes.

use official::acts::ingest::poll;
use serde_json::{Value, json};
use store::{Store, each_store};
use web::harness::Harness;

use crate::{
    hearing::{Voice, reference},
    scene::{World, harness, listed, message, said},
};

const AT: &str = "https://prefecture.example";

/// An institution without keys, whose feed is read.
struct Source {
    h: Harness,
    world: World,
    id: kernel::AuthorityId,
}

impl Source {
    async fn new(store: Store) -> Self {
        let h = harness(store).await;
        let world = World::of(&h);
        let admin = h.staff(kernel::Role::Admin, "Odile").await;
        let new = json!({"domain": "prefecture.example", "name": "Préfecture"});
        let id = admin.post("/api/v1/authorities", new).await.expect(201).at("/id");
        let said = json!({"pins": "", "senders": [], "url": format!("{AT}/feed")});
        admin.put(&format!("/api/v1/authorities/{id}/keys"), said).await.is(204);
        // The look that comes with a new address finds nothing yet; the clock stands, so there is no other by itself.
        h.settle().await;
        while world.asked().0.is_empty() {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        Self { h, world, id: id.parse().unwrap() }
    }
    /// What is at an address.
    fn puts(&self, path: &str, text: &str) {
        self.world.file(&format!("{AT}/{path}"), text);
    }
    /// A feed of these entries: a path, and when it changed.
    fn feeds<'a>(&self, entries: impl IntoIterator<Item = (&'a str, Option<&'a str>)>) {
        let entry = |(path, at): (&str, Option<&str>)| {
            let at = at.map(|at| format!("<pubDate>Fri, 13 Nov 2015 {at} GMT</pubDate>")).unwrap_or_default();
            format!("<item><link>{AT}/{path}</link>{at}</item>")
        };
        let all: String = entries.into_iter().map(entry).collect();
        self.puts("feed", &format!("<rss><channel>{all}</channel></rss>"));
    }
    /// Looks at it: how many addresses were asked, and how many answered with something new.
    async fn polls(&self) -> (usize, usize) {
        poll(&self.h.house, self.id).await.unwrap();
        self.h.settle().await;
        let (asked, read) = self.world.asked();
        (asked.len(), read.len())
    }
    async fn all(&self) -> Vec<Value> {
        listed(&self.h, "/api/v1/alerts").await
    }
    /// Whether a message was heard, and nothing took its place.
    async fn holds(&self, name: &str) -> bool {
        let headline = format!("Incendie au dépôt {name}");
        self.all().await.iter().any(|a| a["words"]["fr"]["headline"] == headline && a["replaced"].is_null())
    }
}

each_store! {
    async fn of_a_long_feed_the_newest_are_read_first_and_none_is_left_over(store: Store) {
        let town = Source::new(store).await;
        let names: Vec<String> = (0..70).map(|n| n.to_string()).collect();
        for name in &names {
            town.puts(name, &Voice::writes(name, "Alert", ""));
        }
        let times: Vec<String> = (0..70).map(|n| format!("20:{n:02}:00")).map(|t| t.replace("20:6", "21:0")).collect();
        town.feeds(names.iter().zip(&times).map(|(name, at)| (name.as_str(), Some(at.as_str()))));
        assert_eq!(town.polls().await, (31, 31));
        assert!(town.holds("69").await && town.holds("40").await && !town.holds("39").await, "the newest first");
        // The feed says the same as before, and is read all the same until nothing is left.
        assert_eq!((town.polls().await, town.polls().await), ((31, 31), (11, 11)));
        assert_eq!(town.all().await.len(), 70);
        assert_eq!(town.polls().await, (1, 0), "now what is the same is not read again");
        // One more: that one alone is asked for.
        town.puts("new", &Voice::writes("new", "Alert", ""));
        town.feeds([("new", Some("22:00:00"))].into_iter().chain(names.iter().zip(&times).map(|(n, at)| (n.as_str(), Some(at.as_str())))));
        assert_eq!(town.polls().await, (2, 2));
        assert!(town.holds("new").await);
    }

    async fn what_was_ended_before_it_came_is_no_news(store: Store) {
        let town = Source::new(store).await;
        let names: Vec<String> = (0..31).map(|n| n.to_string()).collect();
        for name in &names {
            town.puts(name, &Voice::writes(name, "Alert", ""));
        }
        town.puts("0", &Voice::writes("0", "Cancel", &reference("30")));
        town.feeds(names.iter().map(|name| (name.as_str(), None)));
        assert_eq!(town.polls().await, (31, 31));
        assert!(!town.holds("30").await);
        assert_eq!(town.polls().await.1, 2, "the feed, and what was left over");
        assert!(!town.holds("30").await && town.holds("29").await);
    }

    async fn what_keeps_its_address_is_read_again_when_it_changes(store: Store) {
        let town = Source::new(store).await;
        // An address that stays, in an entry that tells no time: it is asked at every look, and read when it is another.
        town.puts("latest.xml", &Voice::writes("1", "Alert", ""));
        town.feeds([("latest.xml", None)]);
        assert_eq!(town.polls().await, (2, 2));
        assert!(town.holds("1").await);
        assert_eq!(town.polls().await, (2, 1), "the feed, and a word that nothing is new");
        town.puts("latest.xml", &Voice::writes("2", "Cancel", &reference("1")));
        assert_eq!(town.polls().await.1, 2);
        assert!(!town.holds("1").await, "its end is heard of");
        // In one that tells it, when that is another.
        town.puts("latest.xml", &Voice::writes("3", "Alert", ""));
        town.feeds([("latest.xml", Some("22:00:00"))]);
        town.polls().await;
        assert!(town.holds("3").await);
        assert_eq!(town.polls().await, (1, 0));
        town.puts("latest.xml", &Voice::writes("4", "Update", &reference("3")));
        town.feeds([("latest.xml", Some("22:10:00"))]);
        assert_eq!(town.polls().await, (2, 2));
        assert!(town.holds("4").await && !town.holds("3").await);
    }

    async fn what_is_too_long_to_be_read_for_everybody_is_refused(store: Store) {
        let town = Source::new(store).await;
        let whole = Voice::writes("1", "Alert", "");
        let long = whole.replace("<instruction>", &format!("<description>{}</description><instruction>", "Loin. ".repeat(50_000)));
        let ring = |n: u32| {
            let at = f64::from(n % 10_000) / 10_000.0 * std::f64::consts::TAU;
            format!("{:.6},{:.6}", 48.86 + at.sin() / 5.0, 2.35 + at.cos() / 5.0)
        };
        let ring: Vec<String> = (0..=10_000).map(ring).collect();
        let square = "48.86,2.35 48.86,2.38 48.88,2.38 48.88,2.35 48.86,2.35";
        for (text, rule) in [(long, "long-document"), (whole.replace(square, &ring.join(" ")), "many-points")] {
            town.puts("feed", &text);
            town.polls().await;
            assert!(town.all().await.is_empty(), "{rule}");
            let page = town.h.staff(kernel::Role::Admin, "Odile").await.page(&format!("/console/institutions/{}", town.id)).await;
            assert!(page.says(&format!("<code>{rule}")), "{rule}");
        }
    }

    async fn what_everybody_reads_is_read_from_its_document_once(store: Store) {
        let h = harness(store).await;
        let id = said(&h, message()).await.parse().unwrap();
        let kept = async || official::store::alerts::one(&h.house.store, id).await.unwrap().unwrap();
        let (first, again) = (kept().await, kept().await);
        assert!(std::sync::Arc::ptr_eq(&first.alert, &again.alert));
        assert_eq!((first.area.len(), &first.document), (1, &again.document));
    }

    async fn what_was_no_message_is_looked_at_again(store: Store) {
        let town = Source::new(store).await;
        let whole = Voice::writes("1", "Alert", "");
        town.puts("1.xml", &whole[..whole.len() / 2]);
        town.feeds([("1.xml", Some("22:00:00"))]);
        town.polls().await;
        assert!(town.all().await.is_empty());
        assert_eq!(town.polls().await, (2, 1), "it is the same still");
        town.puts("1.xml", &whole);
        town.polls().await;
        assert!(town.holds("1").await);
        town.polls().await;
        assert_eq!(town.polls().await, (1, 0));
    }
}
