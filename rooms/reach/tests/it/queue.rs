//! The queue itself: leases, two processes, crashes, the breaker, the pace.

use std::sync::Arc;

use async_trait::async_trait;
use kernel::{Clock, Dice, FixedClock, Id, PersonId, SeededDice, Span, Time};
use notify::{Carrier, Channel, Delivery, Kind, LEASE_FOR, Letter, NewDelivery, Outcome, Owner, Queue, TRIES, Target};
use store::{Change, Seal, Store, testing::each_store};
use tokio::sync::{Semaphore, watch};

use crate::scene::{Provider, Town};

store::sql! {
    STATE = "SELECT state, trouble FROM delivery";
    STATES = "SELECT state, trouble, lease, attempts FROM delivery ORDER BY state, id";
    CARRIED = "SELECT state, kind FROM delivery WHERE contact IS NOT NULL OR words IS NOT NULL ORDER BY kind, id";
}

/// A provider that takes one at a time, and not before it is let.
struct Slow {
    came: Semaphore,
    may: Semaphore,
}

#[async_trait]
impl Carrier for Slow {
    fn channel(&self) -> Channel {
        Channel::Sms
    }
    fn limits(&self) -> (u32, usize) {
        (0, 2)
    }
    async fn carry(&self, _: &Delivery, _: &Letter, _: &Target) -> Outcome {
        self.came.add_permits(1);
        self.may.acquire().await.unwrap().forget();
        Outcome::Sent { reference: None, parts: 1 }
    }
    async fn check(&self) -> Result<String, String> {
        Ok("it answers, some day".to_owned())
    }
}

fn queue(store: Store, seed: u64) -> (Queue, Arc<FixedClock>) {
    let dice: Arc<dyn Dice> = Arc::new(SeededDice::new(seed));
    let seal = Seal::in_memory(&SeededDice::new(9)).unwrap();
    (Queue::new(store, seal, dice), Arc::new(FixedClock::at(Time::parse("2015-11-13T23:41:00+01:00").unwrap())))
}

async fn put(queue: &Queue, n: u64, at: Time) {
    let mut change = Change::new();
    for n in 0..n {
        let mut person = [0; 16];
        person[8..].copy_from_slice(&n.to_be_bytes());
        change = queue.add(change, &new(&n.to_be_bytes(), Owner::Person(PersonId::from_bytes(person)), at));
    }
    queue.store().apply(change).await.unwrap();
}

fn new<'a>(once: &'a [u8], owner: Owner, at: Time) -> NewDelivery<'a> {
    NewDelivery::new(once, owner, Kind::Ask, Channel::Sms, at)
}

each_store! {
    async fn the_same_message_is_on_its_way_once(store: Store) {
        let (queue, clock) = queue(store, 1);
        let now = clock.now();
        put(&queue, 10, now).await;
        put(&queue, 10, now).await;
        assert_eq!(queue.claim(Channel::Sms, now, 100).await.unwrap().len(), 10);
        assert!(queue.claim(Channel::Sms, now, 100).await.unwrap().is_empty(), "they are somebody's");
    }
    async fn two_processes_never_take_the_same(stores: Stores) {
        let (a, clock) = queue(stores.open().await, 1);
        let (b, _) = queue(stores.open().await, 2);
        let now = clock.now();
        put(&a, 400, now).await;
        let mut names = std::collections::HashSet::new();
        loop {
            let (x, y) = tokio::join!(a.claim(Channel::Sms, now, 30), b.claim(Channel::Sms, now, 30));
            let (x, y) = (x.unwrap(), y.unwrap());
            if x.is_empty() && y.is_empty() {
                break;
            }
            for d in x.iter().chain(&y) {
                assert!(names.insert(d.name()), "taken twice");
            }
        }
        assert_eq!(names.len(), 400);
    }
    async fn what_a_dead_process_had_taken_comes_back_when_its_lease_ends(store: Store) {
        let (queue, clock) = queue(store, 1);
        put(&queue, 3, clock.now()).await;
        let taken = queue.claim(Channel::Sms, clock.now(), 2).await.unwrap();
        clock.advance(Span(LEASE_FOR.0 + 1));
        let again = queue.claim(Channel::Sms, clock.now(), 10).await.unwrap();
        assert_eq!(again.len(), 3);
        // The one who was thought dead comes too late to say anything.
        let sent = Outcome::Sent { reference: Some("late".into()), parts: 1 };
        queue.settle(&taken[0], sent, clock.now()).await.unwrap();
        assert!(queue.of_reference("late").await.unwrap().is_none());
    }
    async fn what_waits_long_in_a_batch_is_sent_only_while_it_is_ours_and_needed(store: Store) {
        let (queue, clock) = queue(store, 1);
        put(&queue, 3, clock.now()).await;
        let taken = queue.claim(Channel::Sms, clock.now(), 3).await.unwrap();
        clock.advance(Span::seconds(50));
        // The first is held: nobody else takes it when the lease of the batch ends.
        assert!(queue.hold(&taken[0], clock.now()).await.unwrap());
        clock.advance(Span::seconds(15));
        let others = queue.claim(Channel::Sms, clock.now(), 10).await.unwrap();
        assert_eq!(others.len(), 2);
        assert!(!queue.hold(&taken[1], clock.now()).await.unwrap(), "it is another process's now");
        queue.settle(&taken[0], Outcome::NotNeeded, clock.now()).await.unwrap();
        assert!(!queue.hold(&taken[0], clock.now()).await.unwrap(), "it is needed no more");
    }
    async fn after_so_many_tries_it_is_dead(store: Store) {
        let (queue, clock) = queue(store, 1);
        put(&queue, 1, clock.now()).await;
        let mut tries = 0;
        loop {
            clock.advance(Span::minutes(20));
            let Some(d) = queue.claim(Channel::Sms, clock.now(), 1).await.unwrap().pop() else { break };
            tries += 1;
            let later = Outcome::Later { after: None, why: "timeout" };
            if queue.settle(&d, later, clock.now()).await.unwrap() == Outcome::Dead("timeout") {
                break;
            }
        }
        assert_eq!(tries, TRIES);
        clock.advance(Span::hours(9));
        assert!(queue.claim(Channel::Sms, clock.now(), 1).await.unwrap().is_empty());
    }
    async fn reports_of_providers_and_presses_are_noted_once_and_never_backwards(store: Store) {
        let (queue, clock) = queue(store, 1);
        put(&queue, 1, clock.now()).await;
        let d = queue.claim(Channel::Sms, clock.now(), 1).await.unwrap().remove(0);
        let sent = Outcome::Sent { reference: Some("ref-1".into()), parts: 2 };
        queue.settle(&d, sent, clock.now()).await.unwrap();
        let d = queue.of_reference("ref-1").await.unwrap().unwrap();
        let code = queue.link_code(&d.id);
        assert_eq!(queue.of_link(&code).await.unwrap().unwrap().id, d.id);
        for change in [
            queue.delivered(Change::new(), &d, clock.now()),
            queue.opened(Change::new(), &d, clock.now()),
            queue.delivered(Change::new(), &d, clock.now()),
            queue.bounced(Change::new(), &d, "refused", clock.now()),
        ] {
            queue.store().apply(change).await.unwrap();
        }
        let row = queue.store().one(STATE, store::params![]).await.unwrap().unwrap();
        assert_eq!((row.int(0).unwrap(), row.opt_text(1).unwrap()), (3, None), "opened, and neither delivered nor dead after that");
        assert!(queue.of_reference("ref-2").await.unwrap().is_none());
    }
    async fn one_that_cannot_be_opened_is_dead_and_holds_up_no_other(store: Store) {
        let (queue, clock) = queue(store.clone(), 1);
        let now = clock.now();
        // Sealed with keys that are gone.
        let other = Seal::in_memory(&SeededDice::new(10)).unwrap();
        let lost = Queue::new(store, other, Arc::new(SeededDice::new(2)));
        let code = NewDelivery {
            kind: Kind::Code,
            contact: Some("+33639980001"),
            ..new(b"lost", Owner::Contact([7; 16]), now)
        };
        queue.store().apply(lost.add(Change::new(), &code)).await.unwrap();
        put(&queue, 3, now).await;
        assert_eq!(queue.claim(Channel::Sms, now, 10).await.unwrap().len(), 3);
        let rows = queue.store().read(STATES, store::params![]).await.unwrap();
        let last = rows.last().unwrap();
        let word = last.opt_text(1).unwrap().unwrap();
        assert_eq!((rows.len(), last.int(0).unwrap(), word, last.int(2).unwrap()), (4, 4, "unreadable", 0));
        let reasons = queue.dead_by_reason().await.unwrap();
        assert_eq!((reasons.len(), reasons[0].why.as_str(), reasons[0].count), (1, "unreadable", 1));
        clock.advance(Span(LEASE_FOR.0 + 1));
        assert_eq!(queue.claim(Channel::Sms, clock.now(), 10).await.unwrap().len(), 3, "it is not taken again");
    }
    async fn a_stop_in_the_middle_of_a_batch_hands_back_what_was_not_begun(store: Store) {
        let town = Town::new(store).await;
        for n in 0..20 {
            let who = town.inside("Léa").await;
            town.has(&who, &format!("+33 6 39 98 01 {n:02}")).await;
        }
        town.incident(false, "Fusillades à Paris").await;
        town.h.settle().await;
        let slow = Arc::new(Slow { came: Semaphore::new(0), may: Semaphore::new(0) });
        let compose = reach::compose::composer(&town.h.house);
        let queue = town.h.house.queue.clone();
        let post = notify::Post::new(queue.clone(), town.h.clock.clone(), compose, vec![slow.clone() as Arc<dyn Carrier>]);
        let (stop, stopped) = watch::channel(false);
        let running = tokio::spawn(post.run(stopped));
        // All were taken; two are at the provider.
        slow.came.acquire_many(2).await.unwrap().forget();
        stop.send(true).unwrap();
        slow.may.add_permits(20);
        running.await.unwrap();
        let rows = queue.store().read(STATES, store::params![]).await.unwrap();
        let left: Vec<_> = rows.iter().filter(|r| r.int(0).unwrap() == 0).collect();
        assert_eq!((rows.len(), left.len()), (20, 18), "those two, and no other, have gone");
        assert!(left.iter().all(|r| r.int(2).unwrap() == 0 && r.int(3).unwrap() == 0), "no lease, and no try counted");
        // Whoever starts next need not wait until a lease ends.
        town.later(Span::seconds(2)).await;
        assert_eq!(town.sms.got().len(), 18);
    }
    async fn codes_and_replies_carry_no_contact_when_they_are_settled_and_codes_go_after_a_day(store: Store) {
        let (queue, clock) = queue(store, 1);
        let now = clock.now();
        let carried = async || {
            let rows = queue.store().read(CARRIED, store::params![]).await.unwrap();
            rows.iter().map(|r| (r.int(0).unwrap(), r.int(1).unwrap())).collect::<Vec<_>>()
        };
        let mut change = Change::new();
        for (n, kind) in [(1, Kind::Code), (2, Kind::Code), (3, Kind::Code), (4, Kind::Code), (5, Kind::Reply), (6, Kind::Reply)] {
            let text = (kind == Kind::Reply).then_some(("sms-safe", "{}"));
            let to = NewDelivery { kind, contact: Some("+33639980001"), text, ..new(b"x", Owner::Contact([n; 16]), now) };
            change = queue.add(change, &to);
        }
        queue.store().apply(change).await.unwrap();
        assert_eq!(carried().await.len(), 6);
        let mut taken = queue.claim(Channel::Sms, now, 10).await.unwrap();
        taken.sort_by_key(|d| d.owner);
        let sent = || Outcome::Sent { reference: Some("ref".into()), parts: 1 };
        let outcomes = [sent(), Outcome::NotNeeded, Outcome::Dead("refused"), Outcome::Later { after: None, why: "no-answer" }, sent()];
        for (d, outcome) in taken.iter().zip(outcomes) {
            queue.settle(d, outcome, now).await.unwrap();
        }
        // What may be tried again, and what was not tried yet, still knows where to.
        assert_eq!(carried().await, [(0, 5), (4, 5), (0, 6)]);
        let gone = queue.of_reference("ref").await.unwrap().unwrap();
        assert_eq!((gone.person(), gone.contact_index()), (None, Some(gone.owner)), "it is still nobody's");
        let sweep = async |at: Time| queue.forget_codes(at.minus(Span::days(1)), at).await.unwrap();
        sweep(now.plus(Span::minutes(11))).await;
        assert_eq!(carried().await, [(0, 6)], "a reply is good for an hour");
        sweep(now.plus(Span::hours(2))).await;
        assert!(carried().await.is_empty());
        let count = async || queue.store().read(STATES, store::params![]).await.unwrap().len();
        assert_eq!(count().await, 6);
        sweep(now.plus(Span::hours(25))).await;
        assert_eq!(count().await, 2, "codes are forgotten after a day");
    }
    async fn what_is_old_is_forgotten(store: Store) {
        let (queue, clock) = queue(store, 1);
        put(&queue, 5, clock.now()).await;
        let later = clock.now().plus(Span::days(31));
        assert!(queue.forget(later, 3).await.unwrap());
        assert!(queue.forget(later, 3).await.unwrap());
        assert!(!queue.forget(later, 3).await.unwrap());
        assert!(queue.claim(Channel::Sms, clock.now(), 9).await.unwrap().is_empty());
    }
    async fn a_provider_that_fails_is_spared_and_one_tries_again(store: Store) {
        let town = Town::new(store).await;
        for n in 0..20 {
            let who = town.inside("Léa").await;
            town.has(&who, &format!("+33 6 39 98 01 {n:02}")).await;
        }
        town.sms.will((0..7).map(|_| Outcome::Later { after: None, why: "timeout" }));
        town.incident(false, "Fusillades à Paris").await;
        town.deliver().await;
        let tried = town.sms.got().len();
        assert!((5..20).contains(&tried), "after five failures it is left alone: {tried}");
        assert!(town.post.spared_until(Channel::Sms).is_some());
        for _ in 0..40 {
            town.later(Span::seconds(20)).await;
        }
        assert!(town.post.spared_until(Channel::Sms).is_none());
        let mut names: Vec<String> = town.sms.got().into_iter().map(|s| s.name).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 20, "nobody is forgotten");
    }
    async fn a_provider_gets_no_more_in_a_second_than_it_takes(store: Store) {
        let town = Town::new(store).await;
        for n in 0..30 {
            let who = town.inside("Léa").await;
            town.has(&who, &format!("+33 6 39 98 01 {n:02}")).await;
        }
        town.incident(false, "Fusillades à Paris").await;
        town.h.settle().await;
        let slow = Provider::limited(Channel::Sms, (10, 4));
        let post = Town::post_of(&town.h, &[&slow]);
        for _ in 0..3 {
            while post.turn().await.unwrap() > 0 {}
            assert_eq!(slow.got().len(), 10);
            town.h.pass(Span::seconds(1));
        }
    }
}
