//! Letters of rulings: whoever wrote or passed on a copy hears what was ruled, once, by the word that holds now.

use kernel::{Event, Id, IncidentId, PersonId, RumourId};
use notify::{Channel, Kind};
use store::{Change, testing::each_store};

use crate::scene::{Sent, Town};

fn ruled(n: u8, verdict: &str, people: &[PersonId], incident: IncidentId) -> Event {
    let rumour = RumourId::from_bytes([n; 16]);
    Event::Ruled { rumour, incident, drill: false, verdict: verdict.to_owned(), people: people.to_vec() }
}

/// What went out since it was asked before.
async fn sent(town: &Town, events: impl IntoIterator<Item = Event>) -> Vec<Sent> {
    // All of it in one change: what came first has not left when what came last is heard.
    town.h.house.store.apply(Change::new().events(events)).await.unwrap();
    town.deliver().await;
    [town.push.got(), town.sms.got(), town.email.got()].concat()
}

each_store! {
    async fn authors_hear_what_was_ruled_and_only_what_holds(store: Store) {
        let town = Town::new(store).await;
        let (by_push, by_mail) = (town.h.person("Camille Canari").await, town.h.person("Karim Canari").await);
        town.browses(&by_push, "b1").await;
        town.has(&by_mail, "p2@example.org").await;
        let incident = town.incident(false, "Fusillades à Paris").await;
        sent(&town, []).await;
        let both = [by_push.id(), by_mail.id(), by_push.id()];
        let told = sent(&town, [ruled(1, "false", &both, incident)]).await;
        let by: Vec<Channel> = told.iter().map(|s| s.channel).collect();
        assert_eq!((told.len(), by), (2, vec![Channel::Push, Channel::Email]), "each once, by what they have");
        for s in &told {
            assert_eq!(s.kind, Kind::Ruled);
            assert!(s.link.contains("/rumours/"), "{}", s.link);
            let all = format!("{} {}", s.title, s.text);
            assert!(!all.contains("Camille") && !all.contains("Karim"), "it names nobody: {all}");
        }
        let denied = told[0].title.clone();
        // It was revised before the first letter left: nobody reads what holds no more.
        let told = sent(&town, [ruled(2, "false", &both, incident), ruled(2, "true", &both, incident)]).await;
        assert_eq!(told.len(), 2, "{:?}", told.iter().map(|s| &s.title).collect::<Vec<_>>());
        assert!(told.iter().all(|s| s.title != denied), "the word that holds");
        // Revised after it left, they hear it again; another rumour drops nothing of this one.
        let told = sent(&town, [ruled(2, "misleading", &both, incident), ruled(3, "false", &both, incident)]).await;
        assert_eq!(told.iter().filter(|s| s.title == denied).count(), 2);
        assert_eq!(told.len(), 4);
    }
}
