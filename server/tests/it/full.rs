//! A disk without room: answers are refused calmly, none that was acknowledged is lost, and the server goes on by itself when there is room.

use http::StatusCode;
use serde_json::json;
use server::serve::readiness;

use crate::scene::{HERE, Scene, friends, state};

store::testing::each_store! {
    async fn a_full_disk_refuses_calmly_and_loses_nothing(stores: Stores) {
        let s = Scene::new(stores.open().await).await;
        let house = &s.h.house;
        let (lea, max) = (s.person_at("Léa T.", HERE).await, s.h.person("Max").await);
        friends(&lea, &max).await;
        let night = s.night(false).await;
        let path = format!("/api/v1/incidents/{night}/check-ins");
        let press = async |n: u32| {
            s.h.pass(kernel::Span::seconds(1));
            let body = json!({ "answer": "safe", "message": "Je suis chez Max ".repeat(8), "client_id": n.to_string() });
            lea.post(&path, body).await
        };
        press(0).await.is(201);
        assert_eq!(readiness(house).await.0, StatusCode::OK);

        stores.fill_up(&house.store, true).await;
        let (mut kept, mut refused) = (vec![0], vec![]);
        for n in 1..400 {
            let answer = press(n).await;
            match answer.status.as_u16() {
                201 => kept.push(n),
                _ => {
                    answer.refuses(503, "no-room");
                    assert!(!answer.header("retry-after").is_empty());
                    assert_eq!(answer.at("/reference").len(), 8);
                    assert!(answer.at("/next").contains("SMS") && !answer.text.contains("disk"), "{}", answer.text);
                    refused.push(n);
                }
            }
            if refused.len() == 3 {
                break;
            }
        }
        assert_eq!(refused.len(), 3, "it was full");
        let page = lea.page(&format!("/i/{night}")).await.expect(200);
        let pressed = lea.submit(&page, &format!("/i/{night}/answer"), &[("is", "safe")]).await.expect(503);
        assert!(pressed.says("SMS") && pressed.says("112"), "calm, and what to do");
        let (status, why) = readiness(house).await;
        assert_eq!((status, why), (StatusCode::SERVICE_UNAVAILABLE, "there is no room on the disk\n"));
        // What is there can be read all the while.
        assert_eq!(state(&max, &lea, &night).await, "safe");

        stores.fill_up(&house.store, false).await;
        // Whoever was refused sends the same again, and nobody restarts anything.
        for n in refused {
            press(n).await.is(201);
            kept.push(n);
        }
        assert_eq!(readiness(house).await, (StatusCode::OK, "ready\n"));
        for n in &kept {
            press(*n).await.is(200);
        }
        let facts = house.register.facts(lea.id(), night.parse().unwrap()).await.unwrap();
        assert_eq!(facts.len(), kept.len(), "what was acknowledged is there, once");
        s.h.settle().await;
        assert_eq!(state(&max, &lea, &night).await, "safe");
    }
}
