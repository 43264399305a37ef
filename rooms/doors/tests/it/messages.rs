//! Links of messages about doors, and the friend who is told where somebody goes.

use kernel::{DoorId, Event, Id, PersonId, Span, StayId};
use notify::{Channel, Kind, NewDelivery, Owner};
use serde_json::json;
use store::{Change, each_store};
use web::harness::{Client, Harness};

use crate::scene::{active, asks, harness, offer, opens, proven};

/// The link of a message to somebody, as it would be sent.
async fn link(h: &Harness, to: PersonId, kind: Kind, about: [u8; 16], word: &str) -> String {
    let now = h.house.clock.now();
    let incident = h.house.incidents.open()[0].clone();
    let once = format!("{word} {}", now.0);
    let new = NewDelivery {
        about: Some(about),
        incident: Some((incident.id, incident.drill)),
        text: Some((word, "{}")),
        ..NewDelivery::new(once.as_bytes(), Owner::Person(to), kind, Channel::Sms, now)
    };
    h.house.store.apply(h.house.queue.add(Change::new(), &new)).await.unwrap();
    let due = h.house.queue.claim(Channel::Sms, now, 10).await.unwrap();
    let mine = due.iter().find(|d| d.kind == kind && d.about == Some(about)).unwrap();
    format!("/d/{}", h.house.queue.link_code(&mine.id))
}

async fn friends(a: &Client, b: &Client) {
    let token = a.post("/api/v1/circle/invitations", json!({})).await.expect(201).at("/token");
    b.post(&format!("/api/v1/circle/join/{token}"), json!({})).await.is(200);
}

/// What friends were told, oldest first.
async fn heard(h: &Harness, of: StayId) -> Vec<(PersonId, String)> {
    h.settle().await;
    let mut all = Vec::new();
    for recorded in h.house.store.events_after(0, 10_000).await.unwrap().0 {
        if let Event::Companion { stay, companion, state, .. } = recorded.event
            && stay == of
        {
            all.push((companion, state));
        }
    }
    all
}

/// A guest on their way to a host, with a friend of theirs.
async fn on_the_way(h: &Harness) -> (Client, Client, Client, DoorId, StayId) {
    let host = proven(h, "Inès M.", "ines@example.org").await;
    let door = opens(h, &host, offer(3)).await;
    let guest = proven(h, "Nadia B.", "nadia@example.org").await;
    let friend = h.person("Zoé").await;
    friends(&guest, &friend).await;
    let stay = asks(&guest, door, 1).await.expect(201).at("/id");
    host.post(&format!("/api/v1/stays/{stay}/accept"), json!({})).await.is(200);
    h.settle().await;
    (host, guest, friend, door, stay.parse().unwrap())
}

fn secret(text: &str) -> bool {
    ["Tilleuls", "4711", "Inès"].iter().any(|t| text.contains(t))
}

each_store! {
    async fn one_tap_keeps_a_door_open_and_looking_does_nothing(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        let door = opens(&h, &host, offer(2)).await;
        h.clock.advance(Span::minutes(160));
        let path = link(&h, host.id(), Kind::DoorEnds, door.bytes(), "ends").await;
        let before = host.get("/api/v1/doors/mine").await.expect(200).at("/doors/0/until");
        let phone = h.browser();
        let page = phone.page(&path).await.expect(200);
        assert!(page.says("Garder ma porte ouverte 3 heures de plus") && page.says("Fermer ma porte"), "{}", page.text);
        assert_eq!(host.get("/api/v1/doors/mine").await.at("/doors/0/until"), before, "programs look by themselves");
        let done = phone.submit(&page, &path, &[("do", "renew")]).await.expect(303);
        let after = host.get("/api/v1/doors/mine").await.at("/doors/0/until");
        assert!(after > before, "{before} {after}");
        let seen = phone.page(done.header("location")).await.expect(200);
        assert!(seen.says("Votre porte est ouverte"), "{}", seen.text);
        assert!(!secret(&seen.text) && !secret(&page.text));
        phone.get("/doors/mine").await.is(303);
        phone.submit(&seen, &path, &[("do", "close")]).await.is(303);
        assert_eq!(host.get("/api/v1/doors/mine").await.at("/doors/0/state"), "closed");
        let over = phone.page(&path).await.expect(200);
        assert!(over.says("Votre porte est fermée"));
        // It cannot be opened again by it: that takes the host.
        phone.submit(&over, &path, &[("do", "renew")]).await.is(409);
        h.clock.advance(Span::hours(30));
        phone.get(&path).await.is(404);
        for wrong in ["/d/AAAAAAAAAAAA", "/d/AAAAAAAAAAA", "/d/%00"] {
            assert_eq!(phone.get(wrong).await.status.as_u16() / 100, 4, "{wrong}");
        }
    }
    async fn a_link_leads_on_and_signs_nobody_in(store: Store) {
        let h = harness(store).await;
        active(&h, true).await;
        let (host, guest, friend, door, stay) = on_the_way(&h).await;
        let phone = h.browser();
        let all = [
            (guest.id(), Kind::Stay, stay.bytes(), "accepted", format!("/stays/{stay}")),
            (host.id(), Kind::StayAsked, stay.bytes(), "asked", format!("/stays/{stay}")),
            (guest.id(), Kind::Stay, door.bytes(), "room", format!("/doors/{door}/ask")),
            (host.id(), Kind::RoomNeeded, [0; 16], "needed", "/doors/offer".to_owned()),
            (host.id(), Kind::Guest, door.bytes(), "suspended", format!("/doors/mine/{door}")),
            (friend.id(), Kind::Companion, stay.bytes(), "goes", format!("/stays/{stay}/companion")),
        ];
        for (to, kind, about, word, leads) in all {
            let path = link(&h, to, kind, about, word).await;
            let page = phone.page(&path).await.expect(200);
            assert!(!secret(&page.text) && !page.says("Nadia") && page.says("EXERCICE"), "{}", page.text);
            let sent = phone.submit(&page, &path, &[("do", "go")]).await.expect(303);
            assert_eq!(sent.header("location"), leads);
            let code = path.rsplit('/').next().unwrap();
            assert!(h.house.queue.of_link(code).await.unwrap().is_some());
        }
        let there = phone.get(&format!("/stays/{stay}")).await;
        assert!(there.status.as_u16() == 303 || there.status.as_u16() == 401, "{}", there.status);
        assert!(!secret(&there.text));
        // A door is driven by the link of its own message alone.
        let path = link(&h, host.id(), Kind::Guest, stay.bytes(), "arrived").await;
        let page = phone.page(&path).await.expect(200);
        phone.submit(&page, &path, &[("do", "close")]).await.is(303);
        assert_eq!(host.get("/api/v1/doors/mine").await.at("/doors/0/state"), "open");
    }
    async fn one_friend_knows_whereabouts_and_never_where(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let (host, guest, friend, _, stay) = on_the_way(&h).await;
        let stranger = h.person("Tom").await;
        let path = format!("/api/v1/stays/{stay}/companion");
        friend.get(&path).await.is(404);
        guest.post(&path, json!({"person": stranger.id()})).await.is(422);
        host.post(&path, json!({"person": friend.id()})).await.is(404);
        let page = guest.page(&format!("/stays/{stay}")).await.expect(200);
        assert!(page.says("Dire à un proche où je vais") && page.says("Zoé"), "{}", page.text);
        let there = format!("/stays/{stay}/companion");
        guest.submit(&page, &there, &[("person", &friend.id().to_string())]).await.is(303);
        guest.post(&path, json!({"person": friend.id()})).await.is(204);
        assert_eq!(heard(&h, stay).await, [(friend.id(), "goes".to_owned())], "once");
        let seen = friend.get(&path).await.expect(200);
        assert_eq!(seen.at("/state"), "on_the_way");
        assert!(!secret(&seen.text), "{}", seen.text);
        let page = friend.page(&there).await.expect(200);
        assert!(page.says("Nadia B.") && !secret(&page.text), "{}", page.text);
        for other in [&stranger, &host] {
            other.get(&path).await.is(404);
            other.page(&there).await.is(404);
        }
        guest.post(&format!("/api/v1/stays/{stay}/arrive"), json!({})).await.is(200);
        assert_eq!(heard(&h, stay).await.pop(), Some((friend.id(), "arrived".to_owned())));
        assert_eq!(friend.get(&path).await.at("/state"), "arrived");
        guest.post(&path, json!({"person": friend.id()})).await.is(409);
        // Who leaves the circle sees nothing any more.
        guest.delete(&format!("/api/v1/circle/{}", friend.id())).await.is(204);
        friend.get(&path).await.is(404);
    }
    async fn whoever_is_blocked_either_way_hears_nothing_and_nobody_notices(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let (_, guest, friend, _, stay) = on_the_way(&h).await;
        let second = h.person("Karim").await;
        friends(&guest, &second).await;
        let path = format!("/api/v1/stays/{stay}/companion");
        guest.post(&path, json!({"person": friend.id()})).await.is(204);
        // The friend blocks the guest: nothing more is told, and the guest sees what they saw.
        friend.post(&format!("/api/v1/circle/{}/block", guest.id()), json!({})).await.is(204);
        friend.get(&path).await.is(404);
        let page = guest.page(&format!("/stays/{stay}")).await.expect(200);
        assert!(page.says("Zoé"), "{}", page.text);
        guest.post(&path, json!({"person": second.id()})).await.is(204);
        guest.post(&path, json!({"person": friend.id()})).await.is(204);
        let told = |person: PersonId, state: &str| (person, state.to_owned());
        let so_far = [told(friend.id(), "goes"), told(second.id(), "goes"), told(second.id(), "changed")];
        assert_eq!(heard(&h, stay).await, so_far);
        // The other way round.
        friend.post(&format!("/api/v1/circle/{}/unblock", guest.id()), json!({})).await.is(204);
        guest.post(&format!("/api/v1/circle/{}/block", friend.id()), json!({})).await.is(204);
        friend.get(&path).await.is(404);
        guest.post(&path, json!({"person": friend.id()})).await.is(422);
        guest.post(&format!("/api/v1/stays/{stay}/arrive"), json!({})).await.is(200);
        assert_eq!(heard(&h, stay).await, so_far);
        assert!(doors::store::companion::of(&h.house.store, stay).await.unwrap().is_none());
    }
    async fn a_friend_hears_calmly_that_nobody_confirmed_in_time(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let (_, guest, friend, _, stay) = on_the_way(&h).await;
        let second = h.person("Karim").await;
        friends(&guest, &second).await;
        let path = format!("/api/v1/stays/{stay}/companion");
        guest.post(&path, json!({"person": friend.id()})).await.is(204);
        guest.post(&path, json!({"person": second.id()})).await.is(204);
        h.pass(Span::minutes(91));
        let all: Vec<(PersonId, String)> = heard(&h, stay).await;
        let said: Vec<(bool, &str)> = all.iter().map(|(p, s)| (*p == friend.id(), s.as_str())).collect();
        assert_eq!(said, [(true, "goes"), (false, "goes"), (true, "changed"), (false, "late")]);
        friend.get(&path).await.is(404);
        let page = second.page(&format!("/stays/{stay}/companion")).await.expect(200);
        assert!(page.says("pas encore confirmée") && !secret(&page.text), "{}", page.text);
        second.delete("/api/v1/me").await.is(204);
        h.settle().await;
        assert!(doors::store::companion::of(&h.house.store, stay).await.unwrap().is_none(), "erased with them");
    }
}
