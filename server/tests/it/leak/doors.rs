//! The same for doors: where a door is and who comes there, searched for in everything that everybody can be shown.

use std::collections::BTreeSet;

use notify::Channel;
use serde_json::{Value, json};

use super::{Canaries, Cast, LAT, LON, NOBODY, kept_nowhere, proven, read_of};
use crate::{
    scene::HERE,
    served::{Engine, Place, Served, Somebody},
    sms::town::Town,
    wire::{Sse, until},
};

struct Street {
    incident: String,
    door: String,
    /// Of the guest whom the host accepted, and of the one who waits.
    stays: [String; 2],
    cast: Cast,
    all: Canaries,
}

impl Street {
    /// Whether this one may be shown that there.
    fn may(&self, who: &str, path: &str, what: &str) -> bool {
        let [accepted, waiting] = &self.stays;
        let own_doors = path.contains("/doors/mine");
        let export = path.ends_with("/export");
        let list = path == "/api/v1/stays";
        match what {
            "an address" | "a way in" | "a host's name" => {
                who == "host" && (own_doors || export) || who == "guest" && (list || path.contains(accepted.as_str()))
            }
            "another address" => who == "another host" && (own_doors || export),
            "what is said at the door" => {
                who == "host" && own_doors
                    || ["host", "guest"].contains(&who) && (list || path.contains(accepted.as_str()))
            }
            "a guest's name" | "a guest's words" => {
                who == "host" && own_doors
                    || who == "guest" && (list || export)
                    || ["host", "guest"].contains(&who) && path.contains(accepted.as_str())
            }
            "another guest's name" | "another guest's words" => {
                who == "host" && own_doors
                    || who == "waiting" && (list || export)
                    || ["host", "waiting"].contains(&who) && path.contains(waiting.as_str())
            }
            "words to the guest" | "words to the host" => {
                ["host", "guest"].contains(&who) && path.contains(accepted.as_str())
            }
            _ => what.strip_prefix("the contact of ") == Some(who) && path.contains("/me"),
        }
    }
}

/// A host, guests, and others who have nothing to do with them.
async fn street(place: &Place, served: &Served) -> Street {
    let mut all = Canaries::default();
    let operator = place.key("operator", "Anne V.").await;
    let mut staff = vec![("operator", operator.clone())];
    for role in ["roster-manager", "moderator", "verifier", "institution", "admin"] {
        staff.push((role, place.key(role, role).await));
    }
    let incident = served.drill(&operator).await;
    let mut people = Vec::new();
    for (who, contact) in [
        ("host", "the contact of host"),
        ("guest", "the contact of guest"),
        ("waiting", "the contact of waiting"),
        ("another host", "the contact of another host"),
        ("stranger", "the contact of stranger"),
        ("friend", "the contact of friend"),
    ] {
        let mail = all.put(contact, format!("canari.{}@secret-canari.example", who.replace(' ', ".")));
        let new = json!({ "name": format!("Personne {}", people.len()), "contact": mail });
        let new = served.ask(None, "POST", "/api/v1/people", Some(new)).await.expect(201);
        proven(served, &operator, &new.at("/proof"), Some(&new.at("/token"))).await;
        people.push((who, Somebody { id: new.at("/id"), token: new.at("/token") }));
    }
    let token = |who: &str| people.iter().find(|(w, _)| *w == who).unwrap().1.token.clone();
    let (host, guest, waiting) = (token("host"), token("guest"), token("waiting"));
    let made = served.post(&guest, "/api/v1/circle/invitations", json!({})).await.expect(201).at("/token");
    served.post(&token("friend"), &format!("/api/v1/circle/join/{made}"), json!({})).await.expect(200);
    all.put("a latitude", LAT);
    all.put("a longitude", LON);
    let spot: Value = serde_json::from_str(&format!("{{\"lat\": {LAT}, \"lon\": {LON}}}")).unwrap();
    let hidden =
        [all.put("a number that was masked", "39 98 76 54"), all.put("a mail that was masked", "canari.note@secret")];
    let offer = json!({
        "incident": incident, "places": 4, "place": spot,
        "address": all.put("an address", "12 rue des Canarilleuls"),
        "entry": all.put("a way in", "Code 4711B Canarentree"),
        "name": all.put("a host's name", "Canaralba"),
        "note": format!("Canapé. Appelez le 06 {} ou {}.example", hidden[0], hidden[1]),
    });
    let door = served.post(&host, "/api/v1/doors", offer.clone()).await.expect(201).at("/id");
    let other = json!({ "incident": incident, "places": 2, "place": spot, "address": all.put("another address", "3 quai Canarquai") });
    served.post(&token("another host"), "/api/v1/doors", other).await.expect(201);
    // Without an account: a draft, which is nobody's.
    let draft = json!({ "incident": incident, "places": 2, "place": spot, "address": all.put("an address of a draft", "7 cour Canarbrise") });
    let draft = served.ask(None, "POST", "/api/v1/doors", Some(draft)).await.expect(201);
    all.put("a token of a draft", draft.at("/token"));
    until("the door is found", async || {
        let list =
            served.ask(None, "GET", &format!("/api/v1/doors?near=R%C3%A9publique&incident={incident}"), None).await;
        list.expect(200).body.contains(&door)
    })
    .await;
    let mut stays = Vec::new();
    for (who, name, words) in [
        (&guest, all.put("a guest's name", "Canarnadia"), all.put("a guest's words", "canari-mot-de-la-place")),
        (
            &waiting,
            all.put("another guest's name", "Canaryara"),
            all.put("another guest's words", "canari-mot-du-quai"),
        ),
    ] {
        let asked = json!({ "places": 1, "place": spot, "name": name, "words": format!("{words}, 06 {}", hidden[0]) });
        stays.push(served.post(who, &format!("/api/v1/doors/{door}/stays"), asked).await.expect(201).at("/id"));
    }
    let stays: [String; 2] = stays.try_into().unwrap();
    let seen = served.post(&host, &format!("/api/v1/stays/{}/accept", stays[0]), json!({})).await.expect(200);
    // A page shows the word and the number apart.
    all.put("what is said at the door", seen.at("/say"));
    for (who, what, words) in [
        (&host, "words to the guest", "canari-je-vous-attends"),
        (&guest, "words to the host", "canari-je-suis-en-route"),
    ] {
        let words = format!("{} {}.example", all.put(what, words), hidden[1]);
        served.post(who, &format!("/api/v1/stays/{}/words", stays[0]), json!({ "words": words })).await.expect(204);
    }
    let looks = json!({ "incident": incident, "people": 2, "place": spot });
    served.post(&token("stranger"), "/api/v1/requests", looks).await.expect(201);
    // What goes wrong says things too.
    let text = "#PorteOuverte 2 places, 45 rue des Canarparles, code 7788B, tél. 06 39 98 76 54";
    all.put("an address that was pasted", "Canarparles");
    served.ask(None, "POST", "/api/v1/doors/parse", Some(json!({ "text": text }))).await.expect(200);
    let mut wrong = offer;
    wrong["places"] = wrong["address"].clone();
    for (who, path, body) in [
        (&host, "/api/v1/doors".to_owned(), wrong),
        (&host, "/api/v1/doors/publish".to_owned(), json!({ "token": draft.at("/token"), "x": "Canarilleuls" })),
        (
            &guest,
            format!("/api/v1/doors/{door}/stays"),
            json!({ "places": 99, "place": spot, "words": "canari-mot-du-quai" }),
        ),
        (&guest, format!("/api/v1/stays/{}/words", stays[1]), json!({ "words": "canari-mot-du-quai" })),
        (&guest, format!("/api/v1/doors?near={LAT},{LON}"), json!({})),
    ] {
        let status = served.ask(Some(who), "POST", &path, Some(body)).await.status;
        assert!((400..500).contains(&status), "{path}: {status}");
    }
    Street { incident, door, stays, cast: Cast { people, staff }, all }
}

/// Every address that can be read, with what is there in it.
fn addresses(street: &Street) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for line in web::access_table(&server::rooms()) {
        if line.method != "GET" || line.path.ends_with("/stream") {
            continue;
        }
        for stay in &street.stays {
            let id = match line.path {
                path if path.contains("incidents/{id}") || path.contains("/i/{id}") => &street.incident,
                path if path.contains("/stays/") => stay,
                _ => &street.door,
            };
            let mut path = line.path.replace("{id}", id).replace("{incident}", &street.incident);
            path = path.replace("{person}", &street.cast.people[1].1.id).replace("{stay}", stay);
            while let Some((before, rest)) = path.split_once('{') {
                let (_, after) = rest.split_once('}').unwrap();
                path = format!("{before}{NOBODY}{after}");
            }
            for query in ["", "?near=R%C3%A9publique&drill=true", "?near=Goncourt&places=2"] {
                let more =
                    if query.is_empty() { String::new() } else { format!("{query}&incident={}", street.incident) };
                if query.is_empty() || line.path.contains("doors") || line.path.contains("places") {
                    all.insert(format!("{path}{more}"));
                }
            }
        }
    }
    all
}

async fn nobody_reads_of_a_door_what_is_not_theirs(engine: Engine) {
    let place = Place::new(engine).await;
    let served = place.serve_with(&[("RHIZOME_LOG", "trace")]).await;
    let street = street(&place, &served).await;
    let mut streams: Vec<(&str, Sse)> = Vec::new();
    for (who, token) in street.cast.everyone() {
        streams.push((who, served.stream(token, None).await));
    }
    let (mut seen, mut shown) = (0, BTreeSet::new());
    for address in addresses(&street) {
        for (who, token) in street.cast.everyone() {
            let reply = served.ask(token, "GET", &address, None).await;
            seen += usize::from(reply.status == 200);
            assert!(reply.status < 500, "{address}: {}", reply.body);
            let path = address.split('?').next().unwrap();
            for what in street.all.found_in(reply.body.as_bytes()) {
                assert!(street.may(who, path, what), "{who} reads {what} at {address}");
                shown.insert((who, what));
            }
        }
    }
    assert!(seen > 500, "there was something to read: {seen}");
    for (who, what) in [
        ("guest", "an address"),
        ("guest", "a way in"),
        ("guest", "a host's name"),
        ("guest", "words to the guest"),
        ("host", "an address"),
        ("host", "a guest's name"),
        ("host", "a guest's words"),
        ("host", "another guest's words"),
        ("host", "words to the host"),
        ("waiting", "another guest's name"),
        ("guest", "what is said at the door"),
        ("host", "what is said at the door"),
    ] {
        assert!(shown.contains(&(who, what)), "{who} is to read {what}");
    }

    // What happens is told live; who it is about, and only they, are told that it is a stay.
    let [accepted, waiting] = &street.stays;
    for (who, stay, step) in
        [("guest", accepted, "arrive"), ("waiting", waiting, "cancel"), ("guest", accepted, "leave")]
    {
        served.post(street.cast.token(who), &format!("/api/v1/stays/{stay}/{step}"), json!({})).await.expect(200);
    }
    let at = format!("/api/v1/incidents/{}", street.incident);
    served.post(&street.cast.staff[0].1, &format!("{at}/stand-down"), json!({})).await.expect(200);
    for (who, stream) in &mut streams {
        let mut heard = String::new();
        while !heard.contains("standing_down") {
            heard += &read_of(stream, "incident").await;
        }
        street.all.absent(&format!("the stream of {who}"), heard.as_bytes());
        for (n, stay) in street.stays.iter().enumerate() {
            let theirs = *who == "host" || *who == ["guest", "waiting"][n];
            assert_eq!(heard.contains(stay.as_str()), theirs, "{who} hears of the stay of {n}: {heard}");
        }
        for (_, one) in &street.cast.people {
            assert!(!heard.contains(&one.id), "not even who somebody is: {who}");
        }
    }

    let metrics = served.metrics().await;
    street.all.absent("/metrics", metrics.as_bytes());
    for thing in [&street.door, accepted, waiting] {
        assert!(!metrics.contains(thing.as_str()), "counted by route, not by thing");
    }
    let told = place.must(&["export", "counts", &street.incident]).await;
    assert!(
        told.contains("\"hosted_per_offer\""),
        "the measure that counts is in what is kept of the incident: {told}"
    );
    kept_nowhere(&place, served, &street.incident, &street.all).await;
}

#[tokio::test]
async fn nobody_reads_of_a_door_what_is_not_theirs_with_sqlite() {
    nobody_reads_of_a_door_what_is_not_theirs(Engine::Sqlite).await;
}

#[tokio::test]
async fn nobody_reads_of_a_door_what_is_not_theirs_with_postgres() {
    nobody_reads_of_a_door_what_is_not_theirs(Engine::Postgres).await;
}

/// Every message that is due, through every channel, as it would be read.
async fn letters(town: &Town) -> Vec<(String, String)> {
    town.h.settle().await;
    let (house, mut all) = (&town.h.house, Vec::new());
    let composer = reach::compose::composer(house);
    for channel in [Channel::Push, Channel::Sms, Channel::Email] {
        for delivery in house.queue.claim(channel, house.clock.now(), 1000).await.unwrap() {
            let Ok((letter, _)) = composer.compose(&delivery).await.unwrap() else { continue };
            let link = &letter.message.link;
            let parts = [&letter.title, &letter.text, &letter.button, &letter.short, &letter.footer, link];
            let text: Vec<&str> = parts.iter().map(|part| part.as_str()).chain(letter.stop.as_deref()).collect();
            all.push((letter.message.kind.word().to_owned(), text.join("\n")));
        }
    }
    all
}

store::testing::each_store! {
    async fn no_message_about_a_door_says_who_or_where(store: Store) {
        let town = Town::new(store).await;
        let mut all = Canaries::default();
        let (mine, theirs) = (all.put("a number", "+33639980001"), all.put("a number", "+33639980002"));
        let host = town.inside(&all.put("a name", "Canarhote Dupont"), &mine).await;
        let guest = town.inside(&all.put("a name", "Canarguest Durand"), &theirs).await;
        for (who, mail) in [(&host, "canarhote@example.org"), (&guest, "canarguest@example.org")] {
            town.has(who, &all.put("a mail", mail)).await;
        }
        let incident = town.incident(false, "Fusillades").await;
        let place = json!({ "lat": HERE.0, "lon": HERE.1 });
        let offer = json!({
            "incident": incident, "places": 2, "place": place,
            "address": all.put("an address", "12 rue des Canarilleuls"),
            "entry": all.put("a way in", "Code Canarentree"),
            "name": all.put("a host's name", "Canaralba"),
        });
        letters(&town).await;
        let door = host.post("/api/v1/doors", offer).await.expect(201).at("/id");
        let mut read = letters(&town).await;
        for steps in [&["accept", "arrive", "home"][..], &["refuse"], &["accept", "cancel"]] {
            let words = all.put("a guest's words", "canari-mot");
            let asked = json!({ "places": 1, "place": place, "name": all.put("a guest's name", "Canarnadia"), "words": words });
            let stay = guest.post(&format!("/api/v1/doors/{door}/stays"), asked).await.expect(201).at("/id");
            read.extend(letters(&town).await);
            for step in steps {
                let who = if *step == "home" { &guest } else { &host };
                let seen = who.post(&format!("/api/v1/stays/{stay}/{step}"), json!({})).await.expect(200);
                if *step == "accept" {
                    all.put("what is said at the door", seen.at("/say"));
                    let words = json!({ "words": all.put("a word to the guest", "canari-je-vous-attends") });
                    host.post(&format!("/api/v1/stays/{stay}/words"), words).await.is(204);
                }
                read.extend(letters(&town).await);
                town.h.pass(kernel::Span::minutes(5));
                read.extend(letters(&town).await);
            }
        }
        town.h.pass(kernel::Span::hours(2));
        read.extend(letters(&town).await);
        let kinds: std::collections::BTreeSet<&str> = read.iter().map(|(kind, _)| kind.as_str()).collect();
        assert!(read.len() >= 6 && kinds.len() >= 2, "there was something to read: {kinds:?}");
        for (kind, text) in &read {
            all.absent(&format!("{kind}: {text}"), text.as_bytes());
        }
    }
}
