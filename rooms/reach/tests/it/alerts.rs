//! Official messages: whoever is where they hold is told once, silently, the headline alone; and the same people hear what becomes of it.

use kernel::{AlertId, Event, Id, IncidentId, PersonId};
use notify::{Channel, Compose, Delivery, Kind, Letter, Outcome, Post, Target, push::Subscription};
use reach::acts::alerts::{STEP, TELL_JOB, Telling, step, telling};
use register::{NewPerson, Origin, PlaceKind};
use serde_json::json;
use store::{Change, params, testing::each_store};
use web::harness::Client;

use crate::scene::{Sent, Town};

store::sql! {
    /// A message as the room of official messages publishes it.
    PUBLISHED = "INSERT INTO alert (id, root, version, state, kind, drill, incident, trust, sender, identifier, sent, who, says, area, grade, \
        loud, document, made, made_name, published) VALUES ($1, $2, 1, 2, $3, $4, $5, 1, 'x', $6, 0, 'prefecture.example', $7, $8, 0, $9, \
        '', $10, '', $10)";
    /// What is said of it.
    SAYS = "UPDATE alert SET says = $2 WHERE id = $1";
    /// Who is told of official messages, by each letter.
    LETTERS = "SELECT owner FROM delivery WHERE kind = 19 ORDER BY owner";
}

fn id(n: u8) -> AlertId {
    AlertId::from_bytes([n; 16])
}

/// A message about the Place de la République, and what it does to the first of its chain.
fn message(
    town: &Town,
    n: u8,
    root: u8,
    state: &str,
    (loud, drill): (bool, bool),
    incident: Option<IncidentId>,
) -> (Event, Change) {
    let ring = json!([[2.35, 48.86], [2.38, 48.86], [2.38, 48.88], [2.35, 48.88], [2.35, 48.86]]);
    let area = json!([{"type": "Polygon", "coordinates": [ring]}]).to_string();
    let kind = if state == "cancelled" { 3_i64 } else { 1 };
    let headline = json!({"fr": format!("Message {n}"), "en": "A message"}).to_string();
    let params =
        params![id(n), id(root), kind, drill, incident, n.to_string(), headline, area, loud, town.h.house.clock.now()];
    let event = Event::Alert { alert: id(n), incident, drill, state: state.to_owned() };
    (event.clone(), Change::new().run(PUBLISHED, params).event(event))
}

/// It is published.
async fn publishes(
    town: &Town,
    n: u8,
    root: u8,
    state: &str,
    grave: (bool, bool),
    incident: Option<IncidentId>,
) -> Event {
    let (event, change) = message(town, n, root, state, grave, incident);
    town.h.house.store.apply(change).await.unwrap();
    event
}

/// The same, and everybody is told.
async fn says(town: &Town, n: u8, root: u8, state: &str, grave: (bool, bool), incident: Option<IncidentId>) {
    publishes(town, n, root, state, grave, incident).await;
    town.deliver().await;
}

/// The job of telling of a message, once that was heard of: taken, and not done.
async fn wait_for(town: &Town, jobs: usize) -> store::Job {
    for _ in 0..3000 {
        let mut mine = town.h.jobs().claim(TELL_JOB, 8).await.unwrap();
        if mine.len() == jobs {
            return mine.remove(0);
        }
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    panic!("it was not heard of");
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
    everything(town);
    (near, far)
}

fn everything(town: &Town) -> Vec<Sent> {
    [town.push.got(), town.sms.got(), town.email.got()].concat()
}

/// So many people in the area, each with a browser.
async fn crowd(town: &Town, people: usize) -> Vec<PersonId> {
    let house = &town.h.house;
    let (now, cell) = (house.clock.now(), kernel::Cell::at(48.8674, 2.3636, 9).unwrap());
    let keys = (
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "BTBZMqHH6r4Tts7J_aSIgg",
    );
    let mut change = Change::new();
    let mut all = Vec::new();
    for n in 0..people {
        let id: PersonId = house.dice.id(now);
        let name = register::Name::clean("Camille").unwrap();
        let new = NewPerson { id, name: &name, lang: kernel::Lang::Fr, origin: Origin::Themself, at: now };
        change = house.register.create_person(change, &new);
        let subscription = Subscription::new(&format!("https://push.example.net/v1/c{n}"), keys.0, keys.1).unwrap();
        change = reach::store::devices::add(change, house, id, None, &subscription, now);
        all.push(id);
    }
    house.store.apply(change).await.unwrap();
    let mut cells = house.register.cells().write().unwrap();
    all.iter().for_each(|id| cells.place(*id, PlaceKind::Position, cell, None));
    cells.settle();
    all.sort_unstable();
    all
}

/// Who is told of it, one entry for each letter.
async fn letters(town: &Town) -> Vec<PersonId> {
    let rows = town.h.house.store.read(LETTERS, params![]).await.unwrap();
    rows.iter().map(|row| row.id(0).unwrap()).collect()
}

/// Composes as ever; and in that very moment, once for each channel, a message is corrected.
struct Corrected {
    compose: std::sync::Arc<dyn Compose>,
    next: std::sync::Mutex<Vec<Change>>,
    house: web::House,
}

#[async_trait::async_trait]
impl Compose for Corrected {
    async fn compose(&self, d: &Delivery) -> Result<Result<(Letter, Target), Outcome>, store::StoreError> {
        let letter = self.compose.compose(d).await?;
        let next = self.next.lock().unwrap().pop();
        if let Some(change) = next {
            self.house.store.apply(change).await?;
        }
        Ok(letter)
    }
    async fn stands(&self, d: &Delivery, letter: &Letter) -> Result<bool, store::StoreError> {
        self.compose.stands(d, letter).await
    }
    async fn became(&self, d: &Delivery, outcome: &Outcome) -> Result<(), store::StoreError> {
        self.compose.became(d, outcome).await
    }
}

each_store! {
    async fn what_is_corrected_while_it_is_composed_leaves_with_the_old_words_to_nobody(store: Store) {
        let mut town = Town::new(store).await;
        let near = two(&town).await.0;
        town.has(&near, "camille@example.net").await;
        let carriers: [std::sync::Arc<dyn notify::Carrier>; 3] = [town.push.clone(), town.sms.clone(), town.email.clone()];
        for (n, carrier) in (1_u8..).step_by(2).zip(&carriers) {
            let (_, said) = message(&town, n, n, "published", (true, false), None);
            town.h.house.store.apply(said).await.unwrap();
            town.h.settle().await;
            // Every step is due: the browser, the telephone, the mailbox. It is corrected once it is composed.
            town.h.pass(kernel::Span::hours(1));
            let compose = std::sync::Arc::new(Corrected {
                compose: reach::compose::composer(&town.h.house),
                next: std::sync::Mutex::new(vec![message(&town, n + 1, n, "corrected", (true, false), None).1]),
                house: town.h.house.clone(),
            });
            let alone = vec![carrier.clone()];
            town.post = Post::new(town.h.house.queue.clone(), town.h.clock.clone(), compose.clone(), alone);
            assert_eq!(town.post.turn().await.unwrap(), 1);
            assert!(compose.next.lock().unwrap().is_empty(), "what was composed has the old words");
            let sent = everything(&town);
            assert!(sent.is_empty(), "{sent:?}");
            // They hear of how it stands, once by each way.
            town.post = Post::new(town.h.house.queue.clone(), town.h.clock.clone(), compose, carriers.to_vec());
            let mut sent = Vec::new();
            loop {
                town.later(kernel::Span::hours(1)).await;
                let some = everything(&town);
                if some.is_empty() {
                    break;
                }
                sent.extend(some);
            }
            let mut ways: Vec<Channel> = sent.iter().map(|s| s.channel).collect();
            ways.dedup();
            assert!(!ways.is_empty() && ways.len() == sent.len(), "{sent:?}");
            assert!(sent.iter().all(|s| s.text == format!("Message {}", n + 1)), "{sent:?}");
        }
    }

    async fn a_message_for_a_whole_town_is_told_some_at_a_time_and_to_each_once(store: Store) {
        let town = Town::new(store).await;
        let all = crowd(&town, 1150).await;
        let event = publishes(&town, 1, 1, "published", (false, false), None).await;
        let recorded = town.h.house.store.events_after(0, 10_000).await.unwrap().0.into_iter().find(|e| e.event == event).unwrap();
        let (_, job) = telling(&town.h.house, &recorded, recorded.at).await.unwrap().unwrap();
        let mut at: Option<Telling> = serde_json::from_str(&job.body).ok();
        let mut changes = Vec::new();
        while let Some(now) = at {
            let (change, next) = step(&town.h.house, &now).await.unwrap();
            changes.push(change.steps());
            at = next;
        }
        // Nobody was told before; then three times some; then nobody is left.
        assert_eq!(changes, [0, 500, 500, 150, 0]);
        // The same by the job itself, which was cut off in between and begins again where it was.
        let claimed = wait_for(&town, 1).await;
        let begin: Telling = serde_json::from_str(&claimed.body).unwrap();
        let mut cut = claimed.clone();
        let (_, here) = step(&town.h.house, &begin).await.unwrap();
        let (change, next) = step(&town.h.house, &here.unwrap()).await.unwrap();
        let change = cut.progress(change, serde_json::to_string(&next.unwrap()).unwrap(), town.h.house.clock.now());
        town.h.house.store.apply(change).await.unwrap();
        assert_eq!(letters(&town).await, all[..STEP]);
        town.h.pass(kernel::Span::hours(1));
        town.h.settle().await;
        assert_eq!(letters(&town).await, all);
    }

    async fn what_becomes_of_it_takes_the_place_of_telling_what_it_was(store: Store) {
        let town = Town::new(store).await;
        let all = crowd(&town, 600).await;
        publishes(&town, 1, 1, "published", (false, false), None).await;
        // Somebody has told the first of them, and is about to tell the others.
        let claimed = wait_for(&town, 1).await;
        let begin: Telling = serde_json::from_str(&claimed.body).unwrap();
        let here = step(&town.h.house, &begin).await.unwrap().1.unwrap();
        let (change, next) = step(&town.h.house, &here).await.unwrap();
        let mut mine = claimed.clone();
        let next = next.unwrap();
        let body = serde_json::to_string(&next).unwrap();
        town.h.house.store.apply(mine.progress(change, body.clone(), town.h.house.clock.now())).await.unwrap();
        let (late, _) = step(&town.h.house, &next).await.unwrap();
        // Now it is taken back: those who were told hear of that, and whoever was not yet hears nothing at all.
        publishes(&town, 2, 1, "cancelled", (false, false), None).await;
        town.h.settle().await;
        assert!(town.h.house.store.apply(mine.progress(late, body, town.h.house.clock.now())).await.is_err_and(|e| e.missed()));
        while town.post.turn().await.unwrap() > 0 {}
        let sent = everything(&town);
        assert_eq!(sent.len(), STEP);
        assert!(sent.iter().all(|s| s.text == "Message 2"), "nobody hears of what is over as if it held");
        let mut heard = letters(&town).await;
        heard.dedup();
        assert_eq!(heard, all[..STEP]);
    }

    async fn nobody_hears_twice_what_became_of_it_when_the_first_was_still_on_its_way(store: Store) {
        let town = Town::new(store).await;
        crowd(&town, 1150).await;
        publishes(&town, 1, 1, "published", (false, false), None).await;
        town.h.settle().await;
        // All letters wait; before a provider has taken one the message is corrected, and what is sent is not told in steps yet.
        publishes(&town, 2, 1, "corrected", (false, false), None).await;
        wait_for(&town, 1).await;
        while town.post.turn().await.unwrap() > 0 {}
        town.h.pass(kernel::Span::hours(1));
        town.h.settle().await;
        while town.post.turn().await.unwrap() > 0 {}
        let sent = everything(&town);
        assert!(sent.iter().all(|s| s.text == "Message 2"));
        assert_eq!(sent.len(), 1150, "each once");
    }

    async fn whoever_was_told_by_text_message_that_it_became_grave_hears_of_the_end_so_too(store: Store) {
        let town = Town::new(store).await;
        two(&town).await;
        says(&town, 1, 1, "published", (false, false), None).await;
        says(&town, 2, 1, "corrected", (true, false), None).await;
        town.later(kernel::Span::minutes(4)).await;
        assert!(everything(&town).iter().any(|s| s.channel == Channel::Sms && s.short.contains("Message 2")));
        says(&town, 3, 1, "cancelled", (false, false), None).await;
        town.later(kernel::Span::minutes(4)).await;
        let texts: Vec<Sent> = everything(&town).into_iter().filter(|s| s.channel == Channel::Sms).collect();
        assert_eq!(texts.len(), 1, "{texts:?}");
        assert!(texts[0].short.contains("Message 3"), "{texts:?}");
    }

    async fn a_text_message_carries_what_to_do_and_its_link_in_the_words_that_were_looked_at(store: Store) {
        let town = Town::new(store).await;
        two(&town).await;
        let short = "Restez à l’abri. Éloignez-vous des fenêtres.";
        let event = publishes(&town, 1, 1, "published", (true, false), None).await;
        let says = json!({"fr": {"headline": "Restez à l’abri.", "short": short}}).to_string();
        town.h.house.store.apply(Change::new().run(SAYS, params![id(1), says]).event(event)).await.unwrap();
        town.deliver().await;
        town.later(kernel::Span::minutes(4)).await;
        let sent: Vec<Sent> = everything(&town).into_iter().filter(|s| s.channel == Channel::Sms).collect();
        let say = town.h.house.words.in_lang(kernel::Lang::Fr);
        let words = web::drilled(&say, web::alarm_words(&say, "prefecture.example", short), false);
        assert!(words.contains("Éloignez-vous des fenêtres"), "{words}");
        assert_eq!(sent[0].short, words);
        assert!(notify::sms::air(&sent[0].short, &sent[0].link, 3).text.ends_with(&format!("/alerts/{}", id(1))));
    }

    async fn whoever_is_there_is_told_once_and_hears_what_becomes_of_it(store: Store) {
        let town = Town::new(store).await;
        let (near, _) = two(&town).await;
        says(&town, 1, 1, "published", (true, false), None).await;
        let sent = everything(&town);
        assert_eq!(sent.len(), 1, "{sent:?}");
        assert_eq!((sent[0].kind, sent[0].channel, sent[0].silent), (Kind::Alert, Channel::Push, true));
        assert_eq!((sent[0].title.as_str(), sent[0].text.as_str()), ("Message officiel de prefecture.example", "Message 1"));
        assert!(sent[0].link.ends_with(&format!("/alerts/{}", id(1))));
        // They leave; they are told of the end all the same.
        near.put("/api/v1/me/position", json!({"lat": 48.80, "lon": 2.3636})).await;
        town.deliver().await;
        says(&town, 2, 1, "cancelled", (false, false), None).await;
        let sent = everything(&town);
        assert_eq!((sent.len(), sent[0].text.as_str()), (1, "Message 2"));
        // No text message says on what is over: they were told of the end, by text message too, since the beginning was grave.
        town.later(kernel::Span::minutes(4)).await;
        let sent = everything(&town);
        assert!(sent.iter().all(|s| s.channel == Channel::Sms && s.short.contains("Message 2")), "{sent:?}");
    }

    async fn what_is_good_to_know_takes_no_text_message_and_what_came_in_is_told_to_nobody(store: Store) {
        let town = Town::new(store).await;
        two(&town).await;
        says(&town, 1, 1, "published", (false, false), None).await;
        assert_eq!(everything(&town).len(), 1);
        town.later(kernel::Span::minutes(30)).await;
        assert!(everything(&town).iter().all(|s| s.channel != Channel::Sms));
        says(&town, 2, 2, "heard", (true, false), None).await;
        says(&town, 3, 3, "put", (true, false), None).await;
        // An exercise of no incident reaches nobody.
        says(&town, 4, 4, "published", (true, true), None).await;
        assert!(everything(&town).is_empty());
        let drill = town.incident(true, "Exercice").await;
        town.deliver().await;
        everything(&town);
        says(&town, 5, 5, "published", (true, true), Some(drill)).await;
        let sent = everything(&town);
        assert_eq!(sent.len(), 1);
        assert!(sent[0].title.starts_with("EXERCICE"), "{}", sent[0].title);
    }
}
