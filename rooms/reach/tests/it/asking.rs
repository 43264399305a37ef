//! The question, through what people have.

use kernel::{Lang, Role, Span};
use notify::{Channel, Kind, Outcome};
use serde_json::json;
use store::testing::each_store;

use crate::scene::{Town, answers};

each_store! {
    async fn a_question_goes_by_push_then_by_sms_then_by_mail_until_there_is_a_sign_of_life(store: Store) {
        let town = Town::new(store).await;
        let lea = town.inside("Léa").await;
        town.browses(&lea, "lea").await;
        town.has(&lea, "+33 6 39 98 00 01").await;
        town.has(&lea, "lea@example.org").await;
        town.incident(false, "Fusillades à Paris").await;
        town.deliver().await;
        let push = town.push.got();
        assert_eq!((push.len(), push[0].kind), (1, Kind::Ask));
        assert_eq!(push[0].title, "Allez-vous bien\u{a0}?");
        assert!(push[0].text.contains("Il semble que vous soyez dans la zone touchée par Fusillades à Paris."));
        assert!(push[0].silent, "a noise can kill who hides");
        assert!(town.sms.got().is_empty() && town.email.got().is_empty());
        town.later(Span::minutes(2)).await;
        assert!(town.sms.got().is_empty(), "a push has three minutes");
        town.later(Span::minutes(2)).await;
        let sms = town.sms.got();
        assert_eq!((sms.len(), sms[0].to.as_str()), (1, "+33639980001"));
        assert!(sms[0].short.contains("Fusillades à Paris") && sms[0].link.contains("/r/"));
        town.later(Span::minutes(11)).await;
        assert_eq!(town.email.got().len(), 1);
        town.later(Span::hours(5)).await;
        assert!(town.push.got().is_empty() && town.sms.got().is_empty() && town.email.got().is_empty(), "each once");
    }
    async fn who_answers_is_asked_through_nothing_else(store: Store) {
        let town = Town::new(store).await;
        let lea = town.inside("Léa").await;
        town.browses(&lea, "lea").await;
        town.has(&lea, "+33 6 39 98 00 01").await;
        let incident = town.incident(false, "Fusillades à Paris").await;
        town.deliver().await;
        assert_eq!(town.push.got().len(), 1);
        answers(&lea, incident, "safe").await;
        town.later(Span::hours(1)).await;
        assert!(town.sms.got().is_empty());
    }
    async fn the_link_of_a_message_answers_and_spares_the_other_channels(store: Store) {
        let town = Town::new(store).await;
        let lea = town.inside("Léa").await;
        town.browses(&lea, "lea").await;
        town.has(&lea, "+33 6 39 98 00 01").await;
        let incident = town.incident(false, "Fusillades à Paris").await;
        town.deliver().await;
        let link = town.push.got()[0].link.clone();
        let path = link.strip_prefix(&town.h.house.config.public_url).unwrap().to_owned();
        assert_eq!(path.len(), "/r/".len() + 12, "short: it stands in a text message");
        let phone = town.h.browser();
        let page = phone.page(&path).await;
        page.is(200);
        town.later(Span::minutes(4)).await;
        assert_eq!(town.sms.got().len(), 1, "to look is no sign of life: mail programs look by themselves");
        phone.submit(&page, &path, &[("is", "safe")]).await.is(303);
        town.later(Span::hours(1)).await;
        assert!(town.email.got().is_empty());
        let facts = town.h.house.register.facts(lea.id(), incident).await.unwrap();
        assert_eq!(facts.len(), 1, "the press is her answer");
        for wrong in ["/r/AAAAAAAAAAAA", "/r/AAAAAAAAAAA", "/r/%00"] {
            assert_eq!(phone.get(wrong).await.status.as_u16() / 100, 4, "{wrong}");
        }
    }
    async fn a_channel_that_fails_for_good_gives_way_at_once(store: Store) {
        let town = Town::new(store).await;
        let lea = town.inside("Léa").await;
        town.browses(&lea, "gone").await;
        town.has(&lea, "+33 6 39 98 00 01").await;
        town.push.will([Outcome::Dead("gone")]);
        town.incident(false, "Fusillades à Paris").await;
        town.deliver().await;
        assert_eq!(town.sms.got().len(), 1, "nobody waits three minutes for a browser that is gone");
        assert_eq!(reach::store::devices::count(&town.h.house, lea.id()).await.unwrap(), 0, "it is forgotten");
    }
    async fn with_two_browsers_one_that_is_gone_changes_nothing(store: Store) {
        let town = Town::new(store).await;
        let lea = town.inside("Léa").await;
        town.browses(&lea, "old").await;
        town.browses(&lea, "new").await;
        town.has(&lea, "+33 6 39 98 00 01").await;
        town.push.will([Outcome::Dead("gone")]);
        town.incident(false, "Fusillades à Paris").await;
        town.deliver().await;
        assert_eq!(town.push.got().len(), 2);
        assert!(town.sms.got().is_empty(), "the other one has it");
        assert_eq!(reach::store::devices::count(&town.h.house, lea.id()).await.unwrap(), 1);
    }
    async fn what_a_provider_cannot_take_now_comes_back_later_as_the_same(store: Store) {
        let town = Town::new(store).await;
        let lea = town.inside("Léa").await;
        town.has(&lea, "+33 6 39 98 00 01").await;
        town.sms.will([Outcome::Later { after: Some(Span::seconds(90)), why: "busy" }, Outcome::Later { after: None, why: "timeout" }]);
        town.incident(false, "Fusillades à Paris").await;
        town.deliver().await;
        let first = town.sms.got();
        town.later(Span::seconds(80)).await;
        assert!(town.sms.got().is_empty(), "as long as it asked for");
        town.later(Span::seconds(20)).await;
        let second = town.sms.got();
        town.later(Span::minutes(1)).await;
        let third = town.sms.got();
        assert_eq!((first.len(), second.len(), third.len()), (1, 1, 1));
        assert!(first[0].name == second[0].name && second[0].name == third[0].name, "a provider can tell that it is the same");
    }
    async fn a_drill_says_so_in_its_first_word_on_every_channel(store: Store) {
        let town = Town::new(store).await;
        let lea = town.inside("Léa").await;
        let ann = town.inside("Ann").await;
        let sol = town.inside("Sol").await;
        let nur = town.inside("Nour").await;
        for (who, n, lang) in [(&lea, 1, Lang::Fr), (&ann, 2, Lang::En), (&sol, 3, Lang::Es), (&nur, 4, Lang::Ar)] {
            town.speaks(who, lang).await;
            town.browses(who, &format!("b{n}")).await;
            town.has(who, &format!("+33 6 39 98 00 0{n}")).await;
            town.has(who, &format!("p{n}@example.org")).await;
        }
        let incident = town.incident(true, "Alerte au centre").await;
        for _ in 0..3 {
            town.later(Span::minutes(11)).await;
        }
        let anne = town.h.staff(Role::Operator, "Anne").await;
        anne.post(&format!("/api/v1/incidents/{incident}/cancel"), json!({"reason": "Fini"})).await.is(200);
        town.deliver().await;
        let all: Vec<_> = [town.push.got(), town.sms.got(), town.email.got()].concat();
        assert_eq!(all.iter().filter(|s| s.kind == Kind::Ask).count(), 12);
        assert!(all.iter().any(|s| s.kind == Kind::Over));
        for sent in all {
            for text in [&sent.title, &sent.text, &sent.short] {
                let word = text.split(' ').next().unwrap();
                assert!(["EXERCICE", "DRILL", "SIMULACRO", "تمرين"].contains(&word), "{text}");
            }
        }
    }
    async fn who_was_reached_hears_that_it_was_a_false_alarm_and_nobody_else(store: Store) {
        let town = Town::new(store).await;
        let lea = town.inside("Léa").await;
        town.has(&lea, "+33 6 39 98 00 01").await;
        let ann = town.inside("Ann").await;
        let incident = town.incident(false, "Fusillades à Paris").await;
        town.deliver().await;
        assert_eq!(town.sms.got().len(), 1);
        // She proves a phone only now: no question ever reached her.
        town.has(&ann, "+33 6 39 98 00 02").await;
        let anne = town.h.staff(Role::Operator, "Anne").await;
        anne.post(&format!("/api/v1/incidents/{incident}/cancel"), json!({"reason": "Fausse alerte"})).await.is(200);
        town.deliver().await;
        let over = town.sms.got();
        assert_eq!(over.len(), 1);
        assert!(over[0].short.contains("fausse alerte") && over[0].to.ends_with("01"));
    }
    async fn whose_question_was_at_its_provider_when_all_was_over_hears_that_it_is(store: Store) {
        let town = Town::new(store).await;
        let lea = town.inside("Léa").await;
        town.has(&lea, "+33 6 39 98 00 01").await;
        let incident = town.incident(false, "Fusillades à Paris").await;
        town.h.settle().await;
        let queue = &town.h.house.queue;
        let way = queue.claim(notify::Channel::Sms, town.h.house.clock.now(), 1).await.unwrap().remove(0);
        let anne = town.h.staff(Role::Operator, "Anne").await;
        anne.post(&format!("/api/v1/incidents/{incident}/cancel"), json!({"reason": "Fausse alerte"})).await.is(200);
        town.h.settle().await;
        // The gateway says only now that it has it.
        let sent = notify::Outcome::Sent { reference: Some("late".into()), parts: 1 };
        queue.settle(&way, sent, town.h.house.clock.now()).await.unwrap();
        assert!(queue.of_reference("late").await.unwrap().is_some(), "what was sent is known to be sent");
        town.deliver().await;
        let over = town.sms.got();
        assert_eq!(over.len(), 1);
        assert!(over[0].short.contains("fausse alerte"), "{over:?}");
    }
    async fn whoever_said_stop_is_written_to_no_more(store: Store) {
        let town = Town::new(store).await;
        let lea = town.inside("Léa").await;
        town.has(&lea, "+33 6 39 98 00 01").await;
        town.has(&lea, "lea@example.org").await;
        let phone = register::Contact::parse("+33639980001", &register::Country::FRANCE).unwrap();
        let blind = town.h.house.register.blind(&phone);
        let now = town.h.house.clock.now();
        let stop = |stops| town.h.house.queue.stop(store::Change::new(), blind, stops, now);
        town.h.house.store.apply(stop(true)).await.unwrap();
        town.incident(false, "Fusillades à Paris").await;
        town.deliver().await;
        assert!(town.sms.got().is_empty());
        assert_eq!(town.email.got().len(), 1, "the mail goes at once: there is nothing before it");
    }
    async fn who_comes_into_the_zone_is_asked_and_the_report_counts_both(store: Store) {
        let town = Town::new(store).await;
        let lea = town.inside("Léa").await;
        town.has(&lea, "+33 6 39 98 00 01").await;
        let incident = town.incident(false, "Fusillades à Paris").await;
        town.deliver().await;
        assert_eq!(town.sms.got().len(), 1);
        let ann = town.h.person("Ann").await;
        town.has(&ann, "+33 6 39 98 00 02").await;
        ann.put("/api/v1/me/position", json!({"lat": 48.87, "lon": 2.365})).await.is(200);
        town.deliver().await;
        let got = town.sms.got();
        assert_eq!((got.len(), got[0].channel, got[0].to.as_str()), (1, Channel::Sms, "+33639980002"));
        let campaigns = town.h.house.queue.campaigns(incident).await.unwrap();
        assert_eq!(campaigns.len(), 1, "one question");
        let lines = town.h.house.queue.report(campaigns[0].id).await.unwrap();
        assert_eq!((lines[0].channel, lines[0].sent, lines[0].failed, lines[0].parts), ("sms", 2, 0, 2));
        assert_eq!((lines[0].p50_seconds, lines[0].p99_seconds), (Some(0), Some(0)));
    }
    async fn a_text_message_has_no_character_that_makes_it_dear(store: Store) {
        let town = Town::new(store).await;
        let lea = town.inside("Léa").await;
        town.has(&lea, "+33 6 39 98 00 01").await;
        town.incident(false, "Fusillades à Paris").await;
        town.deliver().await;
        let sms = town.sms.got();
        let aired = notify::sms::air(&sms[0].short, &sms[0].link, 3);
        assert_eq!((aired.measure.encoding, aired.measure.parts), (sms::Encoding::Gsm7, 1), "{}", aired.text);
    }
}
