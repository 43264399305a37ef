//! The queue, the counts and the timeline, as the API gives them.

use std::time::Duration;

use futures_util::StreamExt;
use kernel::{Cell, Role};
use register::State;
use relay::Who;
use serde_json::{Value, json};
use store::testing::each_store;

use crate::desk::{Desk, Tells};

fn list(queue: &Value, field: &str) -> Vec<String> {
    queue["cases"].as_array().unwrap().iter().map(|c| c[field].as_str().unwrap_or("-").to_owned()).collect()
}

each_store! {
    async fn the_gravest_come_first_then_the_oldest(store: Store) {
        let d = Desk::new(store).await;
        let i = d.incident(false).await;
        d.three(&i).await;
        let anonymous = d.asks(&i, None, Tells { words: Some("Sans compte"), ..Tells::default() }).await;
        let queue = d.anne.get(&d.queue(i.id)).await.expect(200).json();
        assert_eq!(list(&queue, "name"), ["Karim B.", "Sarah L.", "Giulia P.", "-"]);
        assert_eq!(list(&queue, "need"), ["hurt", "-", "shelter", "-"]);
        let hurt = &queue["cases"][0];
        assert_eq!((&hurt["state"], &hurt["place"]), (&json!("open"), &json!("Rue de Charonne")));
        assert_eq!(hurt["cell"], json!(Cell::at(48.8549, 2.3849, 9).unwrap()));
        assert_eq!(hurt["message"], json!("Blessure à la jambe, conscient."));
        assert_eq!((&hurt["contact_proven"], &hurt["drill"]), (&json!(false), &json!(false)));
        assert_eq!(queue["cases"][3]["id"], json!(anonymous));
        assert_eq!((&queue["cases"][3]["unproven"], &queue["cases"][0]["unproven"]), (&json!(true), &json!(false)));
        assert_eq!(queue["cases"][2]["people"], json!(2));
        assert_eq!((&queue["proven"], &queue["unproven"], &queue["outside"]), (&json!(3), &json!(1), &json!(0)));
    }

    /// The store ranks as the rules say, and pages of any size put together are the whole queue: nothing twice, nothing left out.
    async fn pages_of_the_queue_make_the_whole_of_it(store: Store) {
        let d = Desk::new(store).await;
        let i = d.incident(false).await;
        let needs = [None, Some("person"), Some("hurt"), Some("shelter"), Some("child"), Some("stuck")];
        for n in 0..24_usize {
            let person = if n % 3 == 0 { None } else { Some(d.h.person(&format!("Personne {n}")).await.id()) };
            let case = d.asks_with(&i, person, Tells { need: needs[n % 6], ..Tells::default() }, n as u8).await;
            if n % 5 == 0 {
                d.anne.post(&format!("/api/v1/help/{case}/close"), json!({ "reason": "helped" })).await.is(200);
            }
            if n % 4 == 0 {
                d.h.pass(kernel::Span::seconds(1));
            }
        }
        let path = d.queue(i.id);
        let whole = d.anne.get(&format!("{path}?closed=true")).await.expect(200).json();
        let all = list(&whole, "id");
        assert_eq!((all.len(), &whole["next"]), (24, &Value::Null));
        let open: Vec<&Value> = whole["cases"].as_array().unwrap().iter().filter(|c| c["state"] != "closed").collect();
        let rank = |c: &&Value| {
            let at = kernel::Time::parse(c["opened_at"].as_str().unwrap()).unwrap();
            desk::rules::rank(c["unproven"].as_bool().unwrap(), c["need"].as_str(), at, c["id"].as_str().unwrap().parse().unwrap())
        };
        assert!(open.is_sorted_by_key(rank));
        assert_eq!(all.len() - open.len(), 5, "what is closed stands last");
        assert!(whole["cases"].as_array().unwrap()[open.len()..].iter().all(|c| c["state"] == "closed"));
        for limit in [1, 5, 7, 24, 100] {
            let (mut seen, mut after) = (Vec::new(), String::new());
            loop {
                let page = d.anne.get(&format!("{path}?closed=true&limit={limit}{after}")).await.expect(200).json();
                assert!(page["cases"].as_array().unwrap().len() <= limit);
                seen.extend(list(&page, "id"));
                let Some(next) = page["next"].as_str() else { break };
                after = format!("&after={next}");
            }
            assert_eq!(seen, all, "{limit} at a time");
        }
        for wrong in ["limit=0", "limit=501", "after=yesterday", "after=1.2.3"] {
            d.anne.get(&format!("{path}?{wrong}")).await.refuses(422, "bad-field");
        }
        // The page of the console goes through the same queue, and says where the unproven begin.
        let page = d.anne.page(&format!("/console/i/{}", i.id)).await.expect(200);
        assert!(page.says("demandes sans compte, dont le contact n’est pas vérifié"));
        let (known, unproven) = page.text.split_once("class=\"group\"").unwrap();
        let row = |id: &str| format!("id=\"c-{id}\"");
        for c in open {
            let part = if c["unproven"].as_bool().unwrap() { unproven } else { known };
            assert!(part.contains(&row(c["id"].as_str().unwrap())));
        }
    }

    async fn drills_stand_apart(store: Store) {
        let d = Desk::new(store).await;
        let (real, drill) = (d.incident(false).await, d.incident(true).await);
        let person = d.h.person("Karim B.").await;
        d.asks(&drill, Some(person.id()), Tells { need: Some("hurt"), ..Tells::default() }).await;
        d.h.settle().await;
        assert_eq!(d.anne.get(&d.queue(real.id)).await.json()["cases"], json!([]));
        assert_eq!(d.anne.get(&d.queue(drill.id)).await.json()["cases"][0]["drill"], json!(true));
        let counts = |id| format!("/api/v1/incidents/{id}/counts");
        assert_eq!(d.anne.get(&counts(real.id)).await.json()["need_help"], json!(0));
        let drilled = d.anne.get(&counts(drill.id)).await.json();
        assert_eq!((&drilled["need_help"], &drilled["open_help"]), (&json!(1), &json!(1)));
    }

    async fn safe_is_shown_and_closes_nothing(store: Store) {
        let d = Desk::new(store).await;
        let i = d.incident(false).await;
        let person = d.h.person("Karim B.").await;
        d.asks(&i, Some(person.id()), Tells::default()).await;
        d.h.pass(kernel::Span::minutes(3));
        d.says(&i, person.id(), State::Safe).await;
        d.h.settle().await;
        let queue = d.anne.get(&d.queue(i.id)).await.json();
        assert_eq!((&queue["cases"][0]["state"], &queue["cases"][0]["better"]), (&json!("open"), &json!(true)));
        assert_eq!(queue["cases"][0]["better_at"], json!(d.now()));
        let counts = d.anne.get(&format!("/api/v1/incidents/{}/counts", i.id)).await.json();
        assert_eq!((&counts["safe"], &counts["need_help"], &counts["open_help"]), (&json!(1), &json!(0), &json!(1)));
        assert!(!counts["curve"].as_array().unwrap().is_empty());
    }

    async fn nobody_but_operators_reads_any_of_it(store: Store) {
        let d = Desk::new(store).await;
        let i = d.incident(false).await;
        let [case, ..] = d.three(&i).await;
        let person = d.h.person("Léa T.").await;
        let hospital = d.h.staff(Role::Institution, "Hôpital").await;
        let read = ["counts", "help-queue", "timeline"].map(|p| format!("/api/v1/incidents/{}/{p}", i.id));
        let pages = ["/console", "/console/proofs", "/console/journal"].map(str::to_owned);
        let own = [format!("/console/i/{}", i.id), format!("/console/i/{}/journal", i.id), "/api/v1/audit".to_owned()];
        for path in read.iter().chain(&pages).chain(&own) {
            let answer = d.h.nobody().page(path).await;
            assert!(matches!(answer.status.as_u16(), 401 | 303), "{path}: {}", answer.status);
            for client in [&person, &hospital] {
                let answer = client.page(path).await;
                answer.is(403);
                assert!(!answer.says("Charonne") && !answer.says("Karim"), "{path}");
            }
        }
        for act in ["take", "release", "close"] {
            let path = format!("/api/v1/help/{case}/{act}");
            d.h.nobody().post(&path, json!({ "reason": "helped" })).await.is(401);
            person.post(&path, json!({ "reason": "helped" })).await.is(403);
        }
        d.anne.get("/api/v1/audit").await.is(403);
        d.admin.get("/api/v1/audit").await.is(200);
        // The whole journal is the admins' in the console as in the API; operators have that of each incident.
        d.anne.page("/console/journal").await.is(403);
        assert!(!d.anne.page("/console").await.expect(200).says("/console/journal"));
        assert!(d.admin.page("/console").await.expect(200).says("/console/journal"));
        d.anne.page(&format!("/console/i/{}/journal", i.id)).await.is(200);
    }

    async fn operators_hear_that_numbers_moved_and_nothing_more(store: Store) {
        let d = Desk::new(store).await;
        let i = d.incident(true).await;
        let person = d.h.person("Karim B.").await;
        let live = &d.h.house.live;
        let (operator, somebody) = (Who::Operator, Who::Person(d.h.person("Léa T.").await.id()));
        let mut streams = [live.open(operator, None, None).await.unwrap(), live.open(somebody, None, None).await.unwrap()];
        d.says(&i, person.id(), State::Safe).await;
        d.h.settle().await;
        let mut heard = Vec::new();
        for stream in &mut streams {
            let mut text = String::new();
            while let Ok(Some(Ok(frame))) = tokio::time::timeout(Duration::from_millis(200), stream.next()).await {
                text.push_str(&String::from_utf8_lossy(&frame));
            }
            heard.push(text);
        }
        assert!(heard[0].contains("event: counts") && heard[0].contains(&i.id.to_string()));
        assert!(heard.iter().all(|h| !h.contains(&person.id().to_string()) && !h.contains("safe")));
        assert!(!heard[1].contains("counts"));
    }

    async fn what_is_not_there_is_not_found(store: Store) {
        let d = Desk::new(store).await;
        let none = "0191a3a4-0000-7000-8000-000000000000";
        d.anne.get(&format!("/api/v1/incidents/{none}/counts")).await.refuses(404, "not-found");
        d.anne.get(&format!("/api/v1/incidents/{none}/help-queue")).await.refuses(404, "not-found");
        d.anne.post(&format!("/api/v1/help/{none}/take"), json!({})).await.refuses(404, "not-found");
        d.anne.page(&format!("/console/i/{none}")).await.is(404);
    }
}
