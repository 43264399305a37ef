//! Messages of doors: who is told what, once, through what, and that no name and no place is in any of them.

use kernel::{Arg, DoorId, Event, Id, IncidentId, Lang, PersonId, Span, StayId};
use notify::{Channel, Kind};
use serde_json::json;
use store::{Change, testing::each_store};
use web::harness::Client;

use crate::scene::{Sent, Town};

const STAY: [u8; 16] = [7; 16];
const DOOR: [u8; 16] = [8; 16];

/// A host and a guest with a browser, a phone and a mailbox each, in an incident.
async fn two(town: &Town, drill: bool) -> (Client, Client, IncidentId) {
    let host = town.h.person("Yolande Canari").await;
    let guest = town.h.person("Barnabé Canari").await;
    for (who, n) in [(&host, 1), (&guest, 2)] {
        town.browses(who, &format!("b{n}")).await;
        town.has(who, &format!("+33 6 39 98 00 0{n}")).await;
        town.has(who, &format!("p{n}@example.org")).await;
    }
    let incident = town.incident(drill, "Fusillades à Paris").await;
    town.deliver().await;
    all(town);
    (host, guest, incident)
}

fn all(town: &Town) -> Vec<Sent> {
    [town.push.got(), town.sms.got(), town.email.got()].concat()
}

async fn happens(town: &Town, event: Event) {
    town.h.house.store.apply(Change::new().event(event)).await.unwrap();
    town.deliver().await;
}

fn stay(state: &str, guest: PersonId, host: PersonId, incident: IncidentId, drill: bool) -> Event {
    let (stay, door) = (StayId::from_bytes(STAY), DoorId::from_bytes(DOOR));
    Event::Stay { stay, door, guest, host, incident, drill, state: state.to_owned() }
}

/// Every event of doors that somebody is told of.
fn every(guest: PersonId, host: PersonId, incident: IncidentId, drill: bool) -> Vec<Event> {
    let (id, door) = (StayId::from_bytes(STAY), DoorId::from_bytes(DOOR));
    let states = [
        "accepted",
        "held",
        "arrived",
        "refused",
        "ran_out",
        "guest_cancelled",
        "home",
        "host_cancelled",
        "door_closed",
        "frozen",
        "stay_put",
        "may_go",
    ];
    let mut all: Vec<Event> = states.iter().map(|s| stay(s, guest, host, incident, drill)).collect();
    all.extend(["goes", "arrived", "late", "changed"].map(|state| Event::Companion {
        stay: id,
        guest: host,
        companion: guest,
        incident,
        drill,
        state: state.to_owned(),
    }));
    all.push(Event::StayWord { stay: id, to: guest, incident, drill });
    all.push(Event::Room { door, incident, drill, people: vec![guest] });
    all.push(Event::DoorEnds { door, host, incident, drill });
    all.push(Event::RoomNeeded { incident, drill, hosts: vec![host] });
    all.push(Event::Unvouched { door, host, incident, drill });
    for on in [true, false] {
        all.push(Event::Suspended { incident, drill, on, doors: vec![(door, host)] });
    }
    all
}

each_store! {
    async fn a_host_is_asked_by_push_then_by_sms_then_by_mail_until_the_stay_moves_on(store: Store) {
        let town = Town::new(store).await;
        let (host, guest, incident) = two(&town, false).await;
        happens(&town, stay("held", guest.id(), host.id(), incident, false)).await;
        let push = all(&town);
        assert_eq!((push.len(), push[0].kind, push[0].channel), (1, Kind::StayAsked, Channel::Push));
        assert_eq!(push[0].title, "On demande une place chez vous");
        assert!(push[0].link.contains("/d/") && push[0].silent);
        town.later(Span::minutes(4)).await;
        let sms = all(&town);
        assert_eq!((sms.len(), sms[0].to.as_str()), (1, "+33639980001"));
        // The host says no: the mail has nothing to ask any more, and the guest is sent on.
        happens(&town, stay("refused", guest.id(), host.id(), incident, false)).await;
        town.later(Span::hours(3)).await;
        let rest = all(&town);
        assert_eq!(rest.len(), 1);
        assert_eq!((rest[0].kind, rest[0].channel), (Kind::Stay, Channel::Push));
        assert!(rest[0].text.starts_with("Demandez à la porte suivante"), "{}", rest[0].text);
    }
    async fn a_host_who_pressed_is_left_in_peace(store: Store) {
        let town = Town::new(store).await;
        let (host, guest, incident) = two(&town, false).await;
        happens(&town, stay("held", guest.id(), host.id(), incident, false)).await;
        let link = all(&town)[0].link.clone();
        let code = link.rsplit('/').next().unwrap();
        let found = town.h.house.queue.of_link(code).await.unwrap().unwrap();
        assert_eq!((found.person(), found.about), (Some(host.id()), Some(STAY)));
        let now = town.h.house.clock.now();
        town.h.house.store.apply(town.h.house.queue.opened(Change::new(), &found, now)).await.unwrap();
        town.later(Span::hours(1)).await;
        assert!(all(&town).is_empty());
    }
    async fn each_is_told_once_and_what_one_did_oneself_is_not_told(store: Store) {
        let town = Town::new(store).await;
        let (host, guest, incident) = two(&town, false).await;
        let told = |state: &'static str| stay(state, guest.id(), host.id(), incident, false);
        happens(&town, told("held")).await;
        assert_eq!(all(&town)[0].to, "https://push.example.net/v1/b1");
        happens(&town, told("accepted")).await;
        let accepted = all(&town);
        assert_eq!(accepted.len(), 1, "the host said yes themselves");
        assert_eq!((accepted[0].to.as_str(), accepted[0].title.as_str()), ("https://push.example.net/v1/b2", "Votre place est acceptée"));
        happens(&town, told("arrived")).await;
        assert_eq!(all(&town)[0].to, "https://push.example.net/v1/b1");
        happens(&town, told("left")).await;
        town.later(Span::hours(4)).await;
        assert!(all(&town).is_empty(), "each once");
        // In one breath too: the host was asked, and said yes before anything was heard.
        let change = Change::new().event(told("held")).event(told("accepted"));
        town.h.house.store.apply(change).await.unwrap();
        town.deliver().await;
        let both = all(&town);
        assert_eq!(both.iter().map(|s| s.to.as_str()).collect::<Vec<_>>(), ["https://push.example.net/v1/b2"]);
    }
    async fn whoever_lets_in_by_a_standing_rule_hears_that_somebody_comes(store: Store) {
        let town = Town::new(store).await;
        let (host, guest, incident) = two(&town, false).await;
        happens(&town, stay("accepted", guest.id(), host.id(), incident, false)).await;
        let titles: Vec<String> = all(&town).into_iter().map(|s| s.title).collect();
        assert_eq!(titles, ["Quelqu’un vient chez vous", "Votre place est acceptée"]);
        town.later(Span::minutes(4)).await;
        assert_eq!(all(&town)[0].to, "+33639980001", "a guest is on the way: no phone is spared");
    }
    async fn to_stay_put_presses_and_cannot_be_turned_off_and_the_rest_comes_as_chosen(store: Store) {
        let town = Town::new(store).await;
        let (host, guest, incident) = two(&town, false).await;
        let choice = |kind: &str| json!({"choices": [{"kind": kind, "channel": "push", "wanted": false}]});
        guest.put("/api/v1/me/messages", choice("stay_put")).await.is(422);
        guest.put("/api/v1/me/messages", choice("word")).await.is(200);
        happens(&town, stay("stay_put", guest.id(), host.id(), incident, false)).await;
        assert_eq!((all(&town).len(), town.h.house.config.after_push_minutes), (1, 3));
        town.later(Span::minutes(4)).await;
        let sms = all(&town);
        assert_eq!((sms.len(), sms[0].kind, sms[0].channel), (1, Kind::StayPut, Channel::Sms));
        happens(&town, stay("may_go", guest.id(), host.id(), incident, false)).await;
        assert_eq!(all(&town)[0].title, "Vous pouvez y aller");
        town.later(Span::hours(1)).await;
        assert!(all(&town).is_empty(), "nothing says to stay put any more");
        let word = |to: PersonId| Event::StayWord { stay: StayId::from_bytes(STAY), to, incident, drill: false };
        happens(&town, word(guest.id())).await;
        assert!(all(&town).is_empty(), "as they chose");
        happens(&town, word(host.id())).await;
        assert_eq!(all(&town).len(), 1);
    }
    async fn a_drill_says_so_first_and_no_message_names_anybody(store: Store) {
        let town = Town::new(store).await;
        let (host, guest, incident) = two(&town, true).await;
        let mut bodies = 0;
        for lang in Lang::ALL {
            town.speaks(&host, lang).await;
            town.speaks(&guest, lang).await;
            for event in every(guest.id(), host.id(), incident, true) {
                let name = format!("{event:?}");
                happens(&town, event).await;
                let sent = all(&town);
                assert!(!sent.is_empty(), "{name}");
                for s in sent {
                    for text in [&s.title, &s.text, &s.short] {
                        let word = text.split(' ').next().unwrap();
                        assert!(["EXERCICE", "DRILL", "SIMULACRO", "تمرين"].contains(&word), "{text}");
                        assert!(!text.contains("Canari") && !text.contains("msg-") && !text.contains('{'), "{text}");
                        assert!(!text.contains("07070707") && !text.contains("08080808"), "{text}");
                        bodies += 1;
                    }
                    assert!(s.silent, "a light is all that a phone in the zone may show");
                    let code = s.link.rsplit_once("/d/").unwrap().1;
                    assert_eq!(code.len(), 12, "short: it stands in a text message");
                }
            }
        }
        assert!(bodies >= 4 * 20 * 3, "{bodies}");
    }
    async fn nobody_is_asked_for_room_once_all_is_over_and_staff_is_written_to_by_nobody(store: Store) {
        let town = Town::new(store).await;
        let (host, guest, incident) = two(&town, false).await;
        let needed = Event::RoomNeeded { incident, drill: false, hosts: vec![host.id()] };
        town.h.house.store.apply(Change::new().event(needed)).await.unwrap();
        town.h.settle().await;
        let anne = town.h.staff(kernel::Role::Operator, "Anne").await;
        anne.post(&format!("/api/v1/incidents/{incident}/cancel"), json!({"reason": "Fausse alerte"})).await.is(200);
        town.deliver().await;
        assert!(all(&town).iter().all(|s| s.kind == Kind::Over));
        happens(&town, stay("guest_cancelled", guest.id(), PersonId::from_bytes([9; 16]), incident, false)).await;
        assert!(all(&town).is_empty());
    }
    async fn a_text_message_of_a_door_is_one_part_or_two_where_letters_are_dear(store: Store) {
        let town = Town::new(store).await;
        let words = &town.h.house.words;
        let link = "https://rhizome.example/d/AbCdEfGhIjKl";
        for lang in Lang::ALL {
            let say = words.in_lang(lang);
            for word in reach::rules::doors::WORDS {
                let args = [("who", Arg::Text("Rhizome".to_owned()))];
                let said = format!("{} {}", say.with("msg-drill", &args), say.with(&format!("msg-door-{word}-short"), &args));
                let aired = notify::sms::air(&said, link, 4);
                let (parts, encoding) = (aired.measure.parts, aired.measure.encoding);
                assert!(aired.text.ends_with(link), "{}", aired.text);
                if lang == Lang::Ar {
                    assert!(parts <= 2, "{parts}: {}", aired.text);
                } else {
                    assert_eq!((parts, encoding), (1, sms::Encoding::Gsm7), "{}", aired.text);
                }
            }
        }
    }
}
