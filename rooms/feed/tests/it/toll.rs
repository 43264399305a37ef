//! Many write at once: whoever is new gives a little work or time for a post; nobody who is known is slowed, and nothing typed is lost.

use kernel::{IncidentId, Role, Span};
use serde_json::{Value, json};
use store::Store;
use web::{
    Config,
    harness::{Answer, Client, Harness},
};

use crate::pages::signed_in;

/// A house in which two posts of new people in a minute are as many as usual.
async fn house(store: Store) -> (Harness, IncidentId) {
    let rooms = vec![people::room(), safety::room(), feed::room()];
    let config = Config { busy_posts_a_minute: 2, ..Config::default() };
    let h = Harness::with(rooms, store, people::sessions, config).await;
    let night = h.active(false).await;
    (h, night)
}

async fn writes(who: &Client, text: &str) -> Answer {
    who.post("/api/v1/posts", json!({ "text": text })).await
}

/// Two new people write, so that the next new one pays.
async fn busy(h: &Harness) {
    for n in 0..2 {
        let who = h.proven(&format!("Nouveau {n}"), &format!("n{n}@example.org")).await;
        writes(&who, &format!("Première nouvelle {n}")).await.is(201);
    }
    h.settle().await;
}

/// What a device does: the numbers that solve a challenge.
fn solved(toll: &Value) -> Vec<u64> {
    let (seed, bits) = (toll["seed"].as_str().unwrap(), toll["bits"].as_u64().unwrap());
    let zeros = |n: u64, number: &u64| {
        let hash = web::token_hash(&format!("{seed}.{n}.{number}"));
        u64::from(u32::from_be_bytes(hash[..4].try_into().unwrap()).leading_zeros()) >= bits
    };
    (0..toll["puzzles"].as_u64().unwrap()).map(|n| (0..).find(|number| zeros(n, number)).unwrap()).collect()
}

fn toll(answer: &Answer) -> Value {
    answer.refuses(428, "post-toll");
    answer.json()["toll"].clone()
}

fn paid(text: &str, toll: &Value, numbers: &[u64]) -> Value {
    json!({ "text": text, "toll": { "ticket": toll["ticket"], "numbers": numbers } })
}

store::testing::each_store! {
    async fn somebody_new_works_for_a_post_while_many_write_and_nobody_known_does(store: Store) {
        let (h, _) = house(store).await;
        let known = h.proven_ago("Ancienne", "ancienne@example.org", Span::days(2)).await;
        busy(&h).await;
        let new = h.proven("Nouvelle", "nouvelle@example.org").await;
        let asked = toll(&writes(&new, "Tout est calme ici").await);
        // Whoever is known, staff and institutions write as ever, and so does an exercise.
        writes(&known, "Tout est calme ici aussi").await.is(201);
        for role in [Role::Moderator, Role::Institution] {
            writes(&h.staff(role, role.word()).await, "Un message").await.is(201);
        }
        let drill = h.active(true).await;
        new.post("/api/v1/posts", json!({ "text": "Un essai", "incident": drill })).await.is(201);
        let numbers = solved(&asked);
        let body = paid("Tout est calme ici", &asked, &numbers);
        // Nearly is not enough; another’s ticket, and one that was made up, are none.
        let mut wrong = numbers.clone();
        wrong[3] += 1;
        new.post("/api/v1/posts", paid("Tout est calme ici", &asked, &wrong)).await.refuses(428, "post-toll");
        h.proven("Autre", "autre@example.org").await.post("/api/v1/posts", body.clone()).await.refuses(428, "post-toll");
        let made_up = json!({ "ticket": "AAAA", "seed": asked["seed"] });
        new.post("/api/v1/posts", paid("x", &made_up, &numbers)).await.refuses(428, "post-toll");
        new.post("/api/v1/posts", body.clone()).await.is(201);
        // It is good for one post; with its refusal comes another one.
        let again = new.post("/api/v1/posts", paid("Et encore", &asked, &numbers)).await;
        again.refuses(428, "post-toll-used");
        assert_ne!(again.json()["toll"]["ticket"], asked["ticket"]);
        // And as long as ten minutes.
        let late = toll(&writes(&new, "Plus tard").await);
        h.pass(Span::minutes(9));
        busy_again(&h).await;
        h.pass(Span::minutes(2));
        busy_again(&h).await;
        new.post("/api/v1/posts", paid("Plus tard", &late, &solved(&late))).await.refuses(428, "post-toll");
    }

    async fn whoever_waits_writes_without_any_work_and_tickets_are_not_gathered(store: Store) {
        let (h, _) = house(store).await;
        busy(&h).await;
        let new = h.proven("Nouvelle", "nouvelle@example.org").await;
        let tickets = [toll(&writes(&new, "Un").await), toll(&writes(&new, "Deux").await)];
        let early = new.post("/api/v1/posts", paid("Un", &tickets[0], &[])).await;
        early.refuses(428, "post-toll");
        assert_eq!(early.header("retry-after"), "31");
        assert_eq!(early.json()["toll"], tickets[0], "the wait goes on where it was");
        h.pass(Span::seconds(31));
        busy_again(&h).await;
        new.post("/api/v1/posts", paid("Un", &tickets[0], &[])).await.is(201);
        new.post("/api/v1/posts", paid("Un", &tickets[0], &[])).await.refuses(428, "post-toll-used");
        // The other one was waited for at the same time: it counts in the next wait.
        new.post("/api/v1/posts", paid("Deux", &tickets[1], &[])).await.refuses(428, "post-toll");
        h.pass(Span::seconds(30));
        busy_again(&h).await;
        new.post("/api/v1/posts", paid("Deux", &tickets[1], &[])).await.is(201);
        // Nothing is asked any more once few write.
        h.pass(Span::minutes(2));
        writes(&new, "Trois").await.is(201);
    }

    async fn tickets_of_different_waits_are_not_gathered_either(store: Store) {
        let (h, _) = house(store).await;
        let new = h.proven("Nouvelle", "nouvelle@example.org").await;
        busy(&h).await;
        let mut tickets = vec![toll(&writes(&new, "Un").await)];
        for _ in 0..2 {
            h.pass(Span::seconds(1));
            busy_again(&h).await;
        }
        tickets.push(toll(&writes(&new, "Deux").await));
        let until = |n: usize| tickets[n]["waits_until"].as_str().unwrap().to_owned();
        assert!(until(0) < until(1), "the more write, the longer it is: {tickets:?}");
        // At the beginning of a stretch, once both are good.
        h.pass(Span::seconds(120));
        h.pass(Span::seconds(360 - h.house.clock.now().0.div_euclid(1_000_000).rem_euclid(360)));
        busy_again(&h).await;
        new.post("/api/v1/posts", paid("Un", &tickets[0], &[])).await.is(201);
        new.post("/api/v1/posts", paid("Deux", &tickets[1], &[])).await.refuses(428, "post-toll");
        h.pass(Span::seconds(30));
        busy_again(&h).await;
        new.post("/api/v1/posts", paid("Deux", &tickets[1], &[])).await.is(201);
    }

    async fn a_burst_in_one_place_or_under_one_tag_slows_new_people_there_alone(store: Store) {
        let rooms = vec![people::room(), safety::room(), feed::room()];
        let h = Harness::new(rooms, store, people::sessions).await;
        h.active(false).await;
        let (here, there) = ("891fb466a0fffff", "891fb475b6bffff");
        for n in 0..10 {
            let who = h.proven(&format!("Nouveau {n}"), &format!("n{n}@example.org")).await;
            let body = json!({ "text": format!("Du bruit {n} #PorteOuverte"), "cell": here });
            who.post("/api/v1/posts", body).await.is(201);
        }
        for n in 10..25 {
            let who = h.proven(&format!("Nouveau {n}"), &format!("n{n}@example.org")).await;
            for k in 0..2 {
                writes(&who, &format!("Rumeur {n} {k} #Essaim")).await.is(201);
            }
        }
        h.settle().await;
        // The whole house is calm again, and the last ten minutes are not over.
        h.pass(Span::minutes(2));
        let new = h.proven("Nouvelle", "nouvelle@example.org").await;
        let known = h.proven_ago("Ancienne", "ancienne@example.org", Span::days(2)).await;
        for body in [json!({ "text": "Moi aussi", "cell": here }), json!({ "text": "Moi aussi #essaim" })] {
            known.post("/api/v1/posts", body.clone()).await.is(201);
            new.post("/api/v1/posts", body).await.refuses(428, "post-toll");
        }
        for body in [json!({ "text": "Ailleurs", "cell": there }), json!({ "text": "Ouvert #PorteOuverte" }), json!({ "text": "Rien" })] {
            new.post("/api/v1/posts", body).await.is(201);
        }
    }

    async fn how_much_one_writes_grows_with_what_stood_and_falls_with_what_was_taken_down(store: Store) {
        let h = Harness::new(vec![people::room(), safety::room(), feed::room()], store, people::sessions).await;
        h.active(false).await;
        let new = h.proven("Nouvelle", "nouvelle@example.org").await;
        // At the beginning of a minute, so that it does not turn in between.
        let mut posts = Vec::new();
        let many = |who: Client, n: usize| async move {
            let mut kept = Vec::new();
            while kept.len() < n {
                let sent = writes(&who, "Un message de plus").await;
                if sent.status != 201 {
                    sent.refuses(429, "post-too-many");
                    break;
                }
                kept.push(sent.at("/id"));
            }
            kept
        };
        posts.extend(many(new.clone(), 9).await);
        assert_eq!(posts.len(), 3);
        h.settle().await;
        h.pass(Span::minutes(121));
        assert_eq!(many(new.clone(), 9).await.len(), 6, "three of hers have stood");
        h.pass(Span::minutes(2));
        let change = store::Change::new().run(TAKEN_DOWN, store::params![posts[0].parse::<kernel::PostId>().unwrap()]);
        h.house.store.apply(change).await.unwrap();
        assert_eq!(many(new, 9).await.len(), 1, "and one is taken down");
    }

    async fn what_was_typed_waits_in_the_form_while_a_toll_is_asked(store: Store) {
        let (h, _) = house(store).await;
        let nora = signed_in(&h, "Nora Kessler", "nora@example.org").await;
        busy(&h).await;
        let page = nora.page("/post/new").await.expect(200);
        let typed = "Je cherche une place vers Goncourt #OpenDoor";
        let fields = |page: &Answer, names: &[&'static str]| -> Vec<(&'static str, String)> {
            let value = |name: &str| {
                let of = page.text.split(&format!("name=\"{name}\" value=\"")).nth(1);
                of.and_then(|t| t.split('"').next()).unwrap_or_default().to_owned()
            };
            names.iter().map(|name| (*name, value(name))).chain([("text", typed.to_owned())]).collect()
        };
        let send = async |page: &Answer, fields: &[(&'static str, String)]| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
            nora.submit(page, "/post/new", &fields).await
        };
        let first = fields(&page, &["key"]).into_iter().chain([("as", "post".to_owned())]).collect::<Vec<_>>();
        let asked = send(&page, &first).await.expect(200);
        for (lang, words) in [("fr", "Beaucoup de personnes écrivent"), ("en", "Many people are writing"), ("es", "Mucha gente escribe"), ("ar", "كثيرون يكتبون")] {
            let lines = h.house.words.in_lang(kernel::Lang::accepted(lang));
            assert!(lines.t("write-toll").contains(words), "{lang}");
        }
        assert!(asked.says("Beaucoup de personnes écrivent") && asked.says(typed) && asked.says("attendez 30 secondes"));
        assert!(asked.says("rz-toll.") && asked.says("role=\"status\"") && asked.text.matches("<h1").count() == 1);
        // Pressed too early it comes back as it was, with what is left of the wait; what was said on the way is not asked again.
        h.pass(Span::seconds(10));
        let early = send(&asked, &fields(&asked, &["key", "ticket", "as"])).await.expect(200);
        assert!(early.says("attendez 21 secondes") && early.says(typed));
        assert_eq!(fields(&early, &["key", "ticket", "as"]), fields(&asked, &["key", "ticket", "as"]));
        h.pass(Span::seconds(21));
        busy_again(&h).await;
        let sent = send(&early, &fields(&early, &["key", "ticket", "as"])).await.expect(303);
        assert!(nora.page(sent.header("location")).await.expect(200).says("Message publié"));
        // With the numbers that a script finds it goes out at once.
        let page = nora.page("/post/new").await.expect(200);
        let asked = send(&page, &first_again(&first, &page)).await.expect(200);
        let read = |name: &str| asked.text.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned();
        let toll = json!({ "seed": read("data-toll"), "bits": read("data-bits").parse::<u64>().unwrap(), "puzzles": 8 });
        let numbers = solved(&toll).iter().map(u64::to_string).collect::<Vec<_>>().join(" ");
        let mut paid = fields(&asked, &["key", "ticket", "as"]);
        paid.push(("numbers", numbers));
        send(&asked, &paid).await.is(303);
    }

    async fn another_name_on_the_same_device_is_no_other_writer(store: Store) {
        let h = Harness::new(vec![people::room(), safety::room(), feed::room()], store, people::sessions).await;
        h.active(false).await;
        let press = |device: u8| feed::acts::Press {
            from: feed::acts::Whence { device: Some([device; 16]), line: None },
            ..feed::acts::Press::default()
        };
        let (mut kept, mut refused) = (0, 0);
        for n in 0..4 {
            let who = h.proven_ago(&format!("Nom {n}"), &format!("m{n}@example.org"), Span::hours(20)).await;
            let session = kernel::Id::from_bytes([n; 16]);
            let visitor = kernel::Visitor::Person { id: who.id(), session };
            for _ in 0..2 {
                let raw = feed::acts::Raw { text: Some("Encore moi".to_owned()), ..feed::acts::Raw::default() };
                match feed::acts::publish_once(&h.house, &visitor, raw.clone(), &press(1)).await {
                    Ok(_) => kept += 1,
                    Err(web::Failure::Refused(r)) => {
                        assert_eq!(r.code, "post-too-many");
                        refused += 1;
                        // On a device of their own they write.
                        feed::acts::publish_once(&h.house, &visitor, raw, &press(10 + n)).await.unwrap();
                    }
                    Err(other) => panic!("{other:?}"),
                }
            }
        }
        assert_eq!((kept, refused), (6, 2));
    }
}

/// The same form on another page: another press.
fn first_again(first: &[(&'static str, String)], page: &Answer) -> Vec<(&'static str, String)> {
    let key = page.text.split("name=\"key\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    first.iter().map(|(n, v)| (*n, if *n == "key" { key.to_owned() } else { v.clone() })).collect()
}

/// Two more, so that it is busy in this minute too.
async fn busy_again(h: &Harness) {
    let now = h.house.clock.now().0;
    for n in 0..2 {
        let who = h.proven(&format!("Encore {n}"), &format!("e{now}-{n}@example.org")).await;
        let sent = writes(&who, &format!("Autre nouvelle {n} {now}")).await;
        // Whoever comes while it is busy still waits like anybody.
        if sent.status != 201 {
            let asked = toll(&sent);
            who.post("/api/v1/posts", paid("Autre nouvelle", &asked, &solved(&asked))).await.is(201);
        }
    }
    h.settle().await;
}

store::sql! {
    /// Moderators took it down.
    TAKEN_DOWN = "UPDATE post SET state = 3 WHERE id = $1";
}
