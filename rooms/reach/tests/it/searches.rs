//! Messages of searches: who is sought is asked silently and without a name, followers hear each once, and what is answered in confidence
//! is told to nobody.

use kernel::{Arg, Event, Id, IncidentId, Lang, NoticeId, PersonId, ReunionId, Span};
use notify::{Channel, Kind};
use serde_json::json;
use store::{Change, testing::each_store};
use web::harness::Client;

use crate::scene::{Sent, Town};

/// Who is sought and who seeks, with a browser, a phone and a mailbox each, in an incident.
async fn two(town: &Town, drill: bool) -> (Client, Client, IncidentId) {
    let sought = town.h.person("Camille Canari").await;
    let seeker = town.h.person("Karim Canari").await;
    for (who, n) in [(&sought, 1), (&seeker, 2)] {
        town.browses(who, &format!("b{n}")).await;
        town.has(who, &format!("+33 6 39 98 00 0{n}")).await;
        town.has(who, &format!("p{n}@example.org")).await;
    }
    let incident = town.incident(drill, "Fusillades à Paris").await;
    town.deliver().await;
    all(town);
    (sought, seeker, incident)
}

fn all(town: &Town) -> Vec<Sent> {
    [town.push.got(), town.sms.got(), town.email.got()].concat()
}

async fn happens(town: &Town, event: Event) {
    town.h.house.store.apply(Change::new().event(event)).await.unwrap();
    town.deliver().await;
}

fn reunion(n: u8, state: &str, person: Option<PersonId>, incident: IncidentId, drill: bool) -> Event {
    let (reunion, notice) = (ReunionId::from_bytes([n; 16]), NoticeId::from_bytes([n; 16]));
    Event::Reunion { reunion, notice, incident, drill, state: state.to_owned(), person }
}

fn found(found: bool, people: &[PersonId], incident: IncidentId, drill: bool) -> Event {
    Event::Found { notice: NoticeId::from_bytes([8; 16]), incident, drill, found, people: people.to_vec() }
}

each_store! {
    async fn who_is_sought_is_asked_once_a_day_silently_and_without_a_name(store: Store) {
        let town = Town::new(store).await;
        let (sought, _, incident) = two(&town, false).await;
        let asked = |n| reunion(n, "asked", Some(sought.id()), incident, false);
        happens(&town, asked(1)).await;
        let push = all(&town);
        assert_eq!((push.len(), push[0].kind, push[0].channel), (1, Kind::Sought, Channel::Push));
        assert_eq!(push[0].title, "Quelqu’un qui vous connaît vous cherche");
        assert!(push[0].link.ends_with("/sought") && push[0].silent, "{}", push[0].link);
        assert!(push[0].text.contains("allez bien, ou pas maintenant, ou jamais"), "{}", push[0].text);
        // Whoever opens one search after the other rings no telephone the more.
        happens(&town, asked(2)).await;
        town.later(Span::hours(2)).await;
        assert!(all(&town).is_empty(), "a page says the rest");
        town.h.pass(Span::days(1));
        happens(&town, asked(3)).await;
        assert_eq!(all(&town).len(), 1);
    }
    async fn what_is_answered_in_confidence_or_waits_for_a_reviewer_is_told_to_nobody(store: Store) {
        let town = Town::new(store).await;
        let (sought, _, incident) = two(&town, false).await;
        for state in ["answered", "review", "agreed", "undone", "confirmed"] {
            happens(&town, reunion(1, state, None, incident, false)).await;
            happens(&town, reunion(1, state, Some(sought.id()), incident, false)).await;
        }
        town.later(Span::hours(3)).await;
        assert!(all(&town).is_empty());
    }
    async fn followers_hear_each_once_that_somebody_is_found_and_that_it_goes_on(store: Store) {
        let town = Town::new(store).await;
        let (other, seeker, incident) = two(&town, false).await;
        happens(&town, found(true, &[seeker.id(), other.id(), seeker.id()], incident, false)).await;
        let told = all(&town);
        assert_eq!(told.len(), 2, "each once, by the first of their channels");
        for s in &told {
            assert_eq!((s.kind, s.title.as_str()), (Kind::Reunited, "Une personne que vous cherchez est retrouvée"));
            assert!(s.link.ends_with("/missing/mine") && s.silent);
        }
        happens(&town, found(false, &[seeker.id()], incident, false)).await;
        let told = all(&town);
        assert_eq!((told.len(), told[0].title.as_str()), (1, "La recherche continue"));
        // Before the first was sent, the second came: only what is true is said.
        let change = Change::new().event(found(true, &[seeker.id()], incident, false));
        town.h.house.store.apply(change.event(found(false, &[seeker.id()], incident, false))).await.unwrap();
        town.deliver().await;
        let titles: Vec<String> = all(&town).into_iter().map(|s| s.title).collect();
        assert_eq!(titles, ["La recherche continue"]);
        town.later(Span::hours(3)).await;
        assert!(all(&town).is_empty());
    }
    async fn it_comes_by_the_channels_that_one_chose(store: Store) {
        let town = Town::new(store).await;
        let (sought, seeker, incident) = two(&town, false).await;
        let not_by = |kind: &str, channel: &str| json!({"choices": [{"kind": kind, "channel": channel, "wanted": false}]});
        sought.put("/api/v1/me/messages", not_by("sought", "push")).await.is(200);
        for channel in ["push", "sms", "email"] {
            seeker.put("/api/v1/me/messages", not_by("reunited", channel)).await.is(200);
        }
        happens(&town, reunion(1, "asked", Some(sought.id()), incident, false)).await;
        let told = all(&town);
        assert_eq!((told.len(), told[0].channel, told[0].to.as_str()), (1, Channel::Sms, "+33639980001"));
        happens(&town, found(true, &[seeker.id()], incident, false)).await;
        assert!(all(&town).is_empty(), "as they chose");
    }
    async fn a_drill_says_so_first_and_no_message_of_a_search_names_anybody(store: Store) {
        let town = Town::new(store).await;
        let (sought, seeker, incident) = two(&town, true).await;
        for lang in Lang::ALL {
            town.speaks(&sought, lang).await;
            town.speaks(&seeker, lang).await;
            town.h.pass(Span::days(1));
            for event in [
                reunion(1, "asked", Some(sought.id()), incident, true),
                found(true, &[seeker.id()], incident, true),
                found(false, &[seeker.id()], incident, true),
            ] {
                happens(&town, event).await;
                let sent = all(&town);
                assert_eq!(sent.len(), 1);
                for text in [&sent[0].title, &sent[0].text, &sent[0].short] {
                    let word = text.split(' ').next().unwrap();
                    assert!(["EXERCICE", "DRILL", "SIMULACRO", "تمرين"].contains(&word), "{text}");
                    assert!(!text.contains("Canari") && !text.contains("msg-") && !text.contains('{'), "{text}");
                }
                for secret in ["0808", "0101", &sought.id().to_string(), &seeker.id().to_string()] {
                    assert!(!sent[0].link.contains(secret), "{}", sent[0].link);
                }
            }
        }
    }
    async fn nobody_is_sought_because_of_a_false_alarm(store: Store) {
        let town = Town::new(store).await;
        let (sought, _, incident) = two(&town, false).await;
        let event = reunion(1, "asked", Some(sought.id()), incident, false);
        town.h.house.store.apply(Change::new().event(event)).await.unwrap();
        town.h.settle().await;
        let anne = town.h.staff(kernel::Role::Operator, "Anne").await;
        anne.post(&format!("/api/v1/incidents/{incident}/cancel"), json!({"reason": "Fausse alerte"})).await.is(200);
        town.deliver().await;
        assert!(all(&town).iter().all(|s| s.kind != Kind::Sought));
    }
    async fn a_text_message_of_a_search_is_one_part_or_two_where_letters_are_dear(store: Store) {
        let town = Town::new(store).await;
        let words = &town.h.house.words;
        for lang in Lang::ALL {
            let say = words.in_lang(lang);
            for word in reach::rules::searches::WORDS {
                let args = [("who", Arg::Text("Rhizome".to_owned()))];
                let said = format!("{} {}", say.with("msg-drill", &args), say.with(&format!("msg-search-{word}-short"), &args));
                let aired = notify::sms::air(&said, "https://rhizome.example/missing/mine", 4);
                let (parts, encoding) = (aired.measure.parts, aired.measure.encoding);
                if lang == Lang::Ar {
                    assert!(parts <= 2, "{parts}: {}", aired.text);
                } else {
                    assert_eq!((parts, encoding), (1, sms::Encoding::Gsm7), "{}", aired.text);
                }
            }
        }
    }
}
