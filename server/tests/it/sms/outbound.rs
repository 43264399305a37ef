//! What goes out: how it is written, what it costs, what became of it.

use kernel::Span;
use notify::{Carrier, Channel};
use serde_json::json;
use store::{params, sql};

use super::town::Town;
use crate::scene::{friends, state};

const LEA: &str = "+33639980001";

sql! {
    TROUBLE = "SELECT state, trouble, parts FROM delivery WHERE channel = 2 ORDER BY made, id";
}

async fn states(town: &Town) -> Vec<(i64, Option<String>, i64)> {
    let rows = town.h.house.store.read(TROUBLE, params![]).await.unwrap();
    rows.iter().map(|r| (r.int(0).unwrap(), r.opt_text(1).unwrap().map(str::to_owned), r.int(2).unwrap())).collect()
}

store::testing::each_store! {
    async fn a_question_goes_out_ok_comes_back_and_the_circle_is_told(store: Store) {
        let town = Town::new(store).await;
        let (lea, karim) = (town.inside("Léa", LEA).await, town.h.person("Karim").await);
        friends(&lea, &karim).await;
        let night = town.incident(false, "Fusillades à Paris").await.to_string();
        let asked = town.deliver().await;
        assert_eq!(asked.len(), 1);
        let question = &asked[0];
        assert_eq!((question.to.as_str(), question.from.as_str(), question.password.as_str()), (LEA, "38100", "mot de passe"));
        assert!(question.text.contains("Fusillades à Paris") && question.text.contains("/r/"), "{}", question.text);
        assert_eq!(question.coding, "0", "é and à are in GSM-7, and the typography is made plain: {}", question.text);
        assert_eq!(state(&karim, &lea, &night).await, "none");
        let line = town.says("m1", LEA, "OK").await;
        assert!(line.starts_with("Noté : vous allez bien (Fusillades à Paris)."), "{line}");
        assert_eq!(state(&karim, &lea, &night).await, "safe");
        let seen = crate::scene::shown(&karim, &lea, &night).await.to_string();
        assert!(seen.contains("sms"), "how it came in is shown: {seen}");
        assert!(town.later(Span::hours(1)).await.is_empty(), "nobody is asked who has answered");
    }
    async fn a_json_provider_gets_names_whole_and_one_key_for_each_message(store: Store) {
        let town = Town::with(store, |s| s.preset = "json".into()).await;
        let lea = town.inside("Zoë-Ève", LEA).await;
        town.incident(false, "Fuite à Ménilmontant, côté Père-Lachaise").await;
        town.gateway.will(&[503]);
        assert!(town.deliver().await.is_empty());
        let asked = town.later(Span::seconds(20)).await;
        assert_eq!((asked.len(), asked[0].password.as_str()), (1, "Bearer mot de passe"));
        assert_eq!(asked[0].key.len(), 22, "the delivery's name");
        assert!(asked[0].text.contains("côté Père-Lachaise"), "not a letter is exchanged: {}", asked[0].text);
        let rows = states(&town).await;
        assert_eq!((rows[0].0, rows[0].2), (1, 3), "UCS-2: more parts, and they are counted");
        let _ = lea;
    }
    async fn reports_say_what_arrived_and_a_bounce_tries_the_next_channel_at_once(store: Store) {
        let town = Town::new(store).await;
        let lea = town.inside("Léa", LEA).await;
        town.has(&lea, "lea@example.org").await;
        let karim = town.inside("Karim", "+33639980002").await;
        town.incident(false, "Crue").await;
        let asked = town.deliver().await;
        let of = |number: &str| asked.iter().find(|t| t.to == number).unwrap().report.clone();
        let nobody = town.h.nobody();
        let report = |path: &str, d: &str| path.replace("%d", d);
        assert!(of(LEA).contains("/hooks/sms/reports/"));
        nobody.get(&report(&of("+33639980002"), "8")).await.is(200);
        assert!(states(&town).await.iter().all(|s| s.0 == 1), "it is on its way");
        nobody.get(&report(&of("+33639980002"), "1")).await.is(200);
        assert_eq!(town.waits(Channel::Email).await, 0, "a text message is given ten minutes");
        nobody.get(&report(&of(LEA), "2")).await.is(200);
        let mut all: Vec<i64> = states(&town).await.iter().map(|s| s.0).collect();
        all.sort_unstable();
        assert_eq!(all, [2, 4]);
        // Forged, cut, and another's: the same as if there were nothing.
        let code = of(LEA).split('/').next_back().unwrap().split('?').next().unwrap().to_owned();
        let mut forged = code.clone().into_bytes();
        forged[30] = if forged[30] == b'A' { b'B' } else { b'A' };
        let forged = String::from_utf8(forged).unwrap();
        for bad in [forged.as_str(), &code[..37], "x", &"A".repeat(38)] {
            nobody.get(&format!("/hooks/sms/reports/{bad}?d=1")).await.is(404);
        }
        assert_eq!(town.waits(Channel::Email).await, 1, "the next channel does not wait for its ten minutes");
        let _ = (lea, karim);
    }
    async fn a_report_that_is_faster_than_the_answer_is_kept(store: Store) {
        let town = Town::new(store).await;
        let _lea = town.inside("Léa", LEA).await;
        town.incident(false, "Crue").await;
        let (queue, now) = (&town.h.house.queue, town.h.house.clock.now());
        let mine = queue.claim(Channel::Sms, now, 10).await.unwrap();
        let path = format!("/hooks/sms/reports/{}?d=1", queue.report_code(&mine[0].id));
        town.h.nobody().get(&path).await.is(200);
        let sent = notify::Outcome::Sent { reference: None, parts: 1 };
        queue.settle(&mine[0], sent, now).await.unwrap();
        assert_eq!(states(&town).await, [(2, None, 1)]);
    }
    async fn the_ceiling_of_an_incident_stops_questions_and_never_codes_or_answers(store: Store) {
        let town = Town::with(store, |s| s.ceiling_parts = 2).await;
        for n in 0..5 {
            town.inside(&format!("P{n}"), &format!("+3363998010{n}")).await;
        }
        let night = town.incident(false, "Crue").await;
        let sent = town.deliver().await;
        assert_eq!(sent.len(), 2, "{sent:?}");
        assert_eq!(town.h.house.queue.spent(night, Channel::Sms).await.unwrap(), 2);
        let dead = states(&town).await.into_iter().filter(|s| s.1.as_deref() == Some("ceiling")).count();
        assert_eq!(dead, 3);
        let page = town.anne.page("/console/inbox").await.expect(200);
        assert!(page.says("Plafond atteint"), "operators see it");
        let line = town.says("m1", "+33639980100", "AIDE").await;
        assert!(line.contains("17, 15, 18, 112"), "{line}");
        let ask = json!({ "contact": "+33639980177" });
        town.h.nobody().post("/api/v1/contacts/proofs", ask).await.is(202);
        assert!(town.deliver().await[0].text.contains("code"));
        // What the gateway refused is not paid.
        assert_eq!(town.h.house.queue.spent(night, Channel::Sms).await.unwrap(), 2);
    }
    async fn what_the_gateway_refuses_is_not_paid_and_doctor_says_what_is_wrong(store: Store) {
        let town = Town::new(store).await;
        let _lea = town.inside("Léa", LEA).await;
        let night = town.incident(false, "Crue").await;
        town.gateway.will(&[400]);
        assert!(town.deliver().await.is_empty());
        assert_eq!(states(&town).await, [(4, Some("refused".to_owned()), 0)]);
        assert_eq!(town.h.house.queue.spent(night, Channel::Sms).await.unwrap(), 0);
        town.gateway.will(&[403, 400, 503]);
        assert!(town.carrier.check().await.unwrap_err().contains("password"));
        assert!(town.carrier.check().await.unwrap().contains("answers"));
        assert!(town.carrier.check().await.unwrap_err().contains("cannot work"));
    }
}
