//! Official messages: whoever is where they hold is told once, silently, the headline alone; and the same people hear what becomes of it.

use kernel::{AlertId, Event, Id, IncidentId};
use notify::{Channel, Kind};
use serde_json::json;
use store::{Change, params, testing::each_store};
use web::harness::Client;

use crate::scene::{Sent, Town};

store::sql! {
    /// A message as the room of official messages publishes it.
    PUBLISHED = "INSERT INTO alert (id, root, version, state, kind, drill, incident, trust, sender, identifier, sent, who, says, area, grade, \
        loud, document, made, made_name, published) VALUES ($1, $2, 1, 2, $3, $4, $5, 1, 'x', $6, 0, 'prefecture.example', $7, $8, 0, $9, \
        '', $10, '', $10)";
}

fn id(n: u8) -> AlertId {
    AlertId::from_bytes([n; 16])
}

/// A message about the Place de la République, and what it does to the first of its chain.
async fn says(town: &Town, n: u8, root: u8, state: &str, (loud, drill): (bool, bool), incident: Option<IncidentId>) {
    let ring = json!([[2.35, 48.86], [2.38, 48.86], [2.38, 48.88], [2.35, 48.88], [2.35, 48.86]]);
    let area = json!([{"type": "Polygon", "coordinates": [ring]}]).to_string();
    let kind = if state == "cancelled" { 3_i64 } else { 1 };
    let headline = json!({"fr": format!("Message {n}"), "en": "A message"}).to_string();
    let params =
        params![id(n), id(root), kind, drill, incident, n.to_string(), headline, area, loud, town.h.house.clock.now()];
    let event = Event::Alert { alert: id(n), incident, drill, state: state.to_owned() };
    town.h.house.store.apply(Change::new().run(PUBLISHED, params).event(event)).await.unwrap();
    town.deliver().await;
}

/// Somebody in the area, and somebody who is far away, each with a browser and a telephone.
async fn two(town: &Town) -> (Client, Client) {
    let (near, far) = (town.h.person("Camille").await, town.h.person("Karim").await);
    for (who, n, lat) in [(&near, 1, 48.8674), (&far, 2, 48.80)] {
        town.browses(who, &format!("b{n}")).await;
        town.has(who, &format!("+33 6 39 98 00 0{n}")).await;
        who.put("/api/v1/me/position", json!({"lat": lat, "lon": 2.3636})).await;
    }
    town.deliver().await;
    all(town);
    (near, far)
}

fn all(town: &Town) -> Vec<Sent> {
    [town.push.got(), town.sms.got(), town.email.got()].concat()
}

each_store! {
    async fn whoever_is_there_is_told_once_and_hears_what_becomes_of_it(store: Store) {
        let town = Town::new(store).await;
        let (near, _) = two(&town).await;
        says(&town, 1, 1, "published", (true, false), None).await;
        let sent = all(&town);
        assert_eq!(sent.len(), 1, "{sent:?}");
        assert_eq!((sent[0].kind, sent[0].channel, sent[0].silent), (Kind::Alert, Channel::Push, true));
        assert_eq!((sent[0].title.as_str(), sent[0].text.as_str()), ("Message officiel de prefecture.example", "Message 1"));
        assert!(sent[0].link.ends_with(&format!("/alerts/{}", id(1))));
        // They leave; they are told of the end all the same.
        near.put("/api/v1/me/position", json!({"lat": 48.80, "lon": 2.3636})).await;
        town.deliver().await;
        says(&town, 2, 1, "cancelled", (false, false), None).await;
        let sent = all(&town);
        assert_eq!((sent.len(), sent[0].text.as_str()), (1, "Message 2"));
        // No text message says on what is over: they were told of the end, by text message too, since the beginning was grave.
        town.later(kernel::Span::minutes(4)).await;
        let sent = all(&town);
        assert!(sent.iter().all(|s| s.channel == Channel::Sms && s.short.contains("Message 2")), "{sent:?}");
    }

    async fn what_is_good_to_know_takes_no_text_message_and_what_came_in_is_told_to_nobody(store: Store) {
        let town = Town::new(store).await;
        two(&town).await;
        says(&town, 1, 1, "published", (false, false), None).await;
        assert_eq!(all(&town).len(), 1);
        town.later(kernel::Span::minutes(30)).await;
        assert!(all(&town).iter().all(|s| s.channel != Channel::Sms));
        says(&town, 2, 2, "heard", (true, false), None).await;
        says(&town, 3, 3, "put", (true, false), None).await;
        // An exercise of no incident reaches nobody.
        says(&town, 4, 4, "published", (true, true), None).await;
        assert!(all(&town).is_empty());
        let drill = town.incident(true, "Exercice").await;
        town.deliver().await;
        all(&town);
        says(&town, 5, 5, "published", (true, true), Some(drill)).await;
        let sent = all(&town);
        assert_eq!(sent.len(), 1);
        assert!(sent[0].title.starts_with("EXERCICE"), "{}", sent[0].title);
    }
}
