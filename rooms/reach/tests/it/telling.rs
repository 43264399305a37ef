//! The circle, told of what is new.

use kernel::{Event, Role, Span};
use notify::{Channel, Kind};
use serde_json::json;
use store::{Change, testing::each_store};

use crate::scene::{Town, answers, friends};

each_store! {
    async fn a_circle_is_told_once_by_what_each_chose(store: Store) {
        let town = Town::new(store).await;
        let (lea, max, zoe, tom) =
            (town.inside("Léa").await, town.h.person("Max").await, town.h.person("Zoé").await, town.h.person("Tom").await);
        friends(&lea, &[&max, &zoe, &tom]).await;
        town.browses(&max, "max").await;
        town.has(&zoe, "zoe@example.org").await;
        town.has(&tom, "+33 6 39 98 00 04").await;
        let chosen = reach::store::choose(Change::new(), zoe.id(), Kind::Told, Channel::Email, true);
        town.h.house.store.apply(chosen).await.unwrap();
        let incident = town.incident(false, "Fusillades à Paris").await;
        town.deliver().await;
        answers(&lea, incident, "safe").await;
        town.deliver().await;
        let (push, mail) = (town.push.got(), town.email.got());
        assert_eq!((push.len(), mail.len()), (1, 1));
        assert!(push[0].title.starts_with("Léa est en sécurité"), "{}", push[0].title);
        assert!(mail[0].title.starts_with("Léa est en sécurité"));
        assert!(town.sms.got().is_empty(), "eighty-eight text messages are nobody's wish");
        // The same again is no news; another answer is.
        answers(&lea, incident, "safe").await;
        town.deliver().await;
        assert!(town.push.got().is_empty());
        town.h.pass(Span::minutes(2));
        answers(&lea, incident, "need_help").await;
        town.deliver().await;
        let push = town.push.got();
        assert!(push[0].title.starts_with("Léa demande de l’aide"), "{}", push[0].title);
        assert!(!push[0].text.contains("48."), "that help was asked, never where");
    }
    async fn what_was_only_read_online_tells_nobody_and_what_was_seen_does(store: Store) {
        let town = Town::new(store).await;
        let (lea, max, zoe) = (town.inside("Léa").await, town.h.person("Max").await, town.h.person("Zoé").await);
        friends(&lea, &[&max, &zoe]).await;
        town.browses(&max, "max").await;
        let incident = town.incident(false, "Fusillades à Paris").await;
        for (how, told) in [("read", 0), ("saw", 1)] {
            let body = json!({"about": {"person": lea.id()}, "how": how});
            zoe.post(&format!("/api/v1/incidents/{incident}/declarations"), body).await.is(202);
            town.deliver().await;
            assert_eq!(town.push.got().len(), told, "{how}");
        }
    }
    async fn whoever_left_or_was_blocked_before_it_was_sent_is_not_told(store: Store) {
        let town = Town::new(store).await;
        let (lea, max) = (town.inside("Léa").await, town.h.person("Max").await);
        friends(&lea, &[&max]).await;
        town.browses(&max, "max").await;
        let incident = town.incident(false, "Fusillades à Paris").await;
        answers(&lea, incident, "safe").await;
        town.h.settle().await;
        lea.delete(&format!("/api/v1/circle/{}", max.id())).await.is(204);
        town.deliver().await;
        assert!(town.push.got().is_empty());
    }
    async fn whoever_is_erased_is_in_no_message_and_gets_none(store: Store) {
        let town = Town::new(store).await;
        let (lea, max) = (town.inside("Léa").await, town.h.person("Max").await);
        friends(&lea, &[&max]).await;
        town.browses(&max, "max").await;
        town.has(&lea, "+33 6 39 98 00 01").await;
        let incident = town.incident(false, "Fusillades à Paris").await;
        answers(&lea, incident, "safe").await;
        town.h.settle().await;
        lea.delete("/api/v1/me").await.is(204);
        town.deliver().await;
        assert!(town.push.got().is_empty() && town.sms.got().is_empty());
    }
    async fn a_code_goes_to_the_contact_that_it_proves_and_nowhere_else(store: Store) {
        let town = Town::new(store).await;
        let phone = town.h.browser();
        let body = json!({"contact": "+33 6 39 98 00 07"});
        let proof = phone.post("/api/v1/contacts/proofs", body).await;
        assert_eq!(proof.status.as_u16(), 202, "{}", proof.text);
        town.deliver().await;
        let sms = town.sms.got();
        assert_eq!((sms.len(), sms[0].kind, sms[0].to.as_str()), (1, Kind::Code, "+33639980007"));
        let code: String = sms[0].short.chars().filter(char::is_ascii_digit).take(6).collect();
        assert_eq!(code.len(), 6);
        assert!(town.email.got().is_empty() && town.push.got().is_empty());
        town.later(Span::minutes(30)).await;
        assert!(town.sms.got().is_empty());
    }
    async fn no_member_of_staff_reads_a_code_that_a_channel_brings(store: Store) {
        let town = Town::new(store).await;
        let body = json!({"contact": "+33 6 39 98 00 07"});
        town.h.browser().post("/api/v1/contacts/proofs", body).await.is(202);
        town.deliver().await;
        let sms = town.sms.got();
        let code: String = sms[0].short.chars().filter(char::is_ascii_digit).take(6).collect();
        let kinds = town.h.house.config.told_by_hand();
        assert!(kinds.is_empty(), "both kinds have a channel here");
        let now = town.h.house.clock.now();
        assert!(town.h.house.register.proofs_waiting(now, &kinds, 100).await.unwrap().is_empty());
        let anne = town.h.staff(Role::Operator, "Anne").await;
        let waiting = anne.get("/api/v1/proofs").await.expect(200);
        assert!(!waiting.text.contains(&code), "{}", waiting.text);
    }
    async fn a_code_that_waited_too_long_is_not_sent(store: Store) {
        let town = Town::new(store).await;
        let body = json!({"contact": "+33 6 39 98 00 07"});
        town.h.browser().post("/api/v1/contacts/proofs", body).await.is(202);
        town.h.settle().await;
        town.later(Span::minutes(11)).await;
        assert!(town.sms.got().is_empty());
    }
    async fn a_browser_of_an_ended_session_gets_nothing(store: Store) {
        let town = Town::new(store).await;
        let max = town.h.person("Max").await;
        let session = kernel::Id::from_bytes([7; 16]);
        let subscription = notify::push::Subscription::new(
            "https://push.example.net/v1/shared",
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            "BTBZMqHH6r4Tts7J_aSIgg",
        );
        let (house, now) = (&town.h.house, town.h.house.clock.now());
        let add = reach::store::devices::add(Change::new(), house, max.id(), Some(session), &subscription.unwrap(), now);
        house.store.apply(add).await.unwrap();
        house.store.apply(Change::new().event(Event::SignedOut { session })).await.unwrap();
        town.deliver().await;
        assert_eq!(reach::store::devices::count(house, max.id()).await.unwrap(), 0);
    }
}
