//! What came in takes two people too: one alone neither makes an institution of a domain, nor brings, nor pins what is then passed on; and
//! what was passed on is taken back here.

use kernel::{Role, Span};
use serde_json::json;
use store::each_store;

use crate::{
    hearing::{Town, Voice, reference},
    scene::{document, frames, prove, speaker},
};

impl Town {
    /// What came in with this name, by its id.
    async fn hears(&self, text: String, name: &str) -> String {
        self.site.puts(text);
        self.polls().await;
        self.named(&format!("Incendie au dépôt {name}")).await
    }
    /// The keys of the institution, as somebody says them.
    async fn pins(&self, who: &web::harness::Client, pins: &str) {
        let said = json!({"pins": pins, "senders": ["alerts@prefecture.example"], "url": ""});
        who.put(&format!("/api/v1/authorities/{}/keys", self.id), said).await.is(204);
    }
    /// What an operator passed on, and everybody reads.
    async fn passes_on(&self, voice: &Voice, name: &str) -> String {
        let id = self.hears(voice.says(name, "Alert", ""), name).await;
        let anne = self.h.staff(Role::Operator, "Anne").await;
        anne.post(&passing(&id), json!({})).await.is(200);
        self.h.settle().await;
        assert!(self.h.browser().page("/").await.says(&format!("Incendie au dépôt {name}")));
        id
    }
    async fn band(&self) -> bool {
        self.h.browser().page("/").await.says("class=\"band note")
    }
}

fn passing(id: &str) -> String {
    format!("/api/v1/alerts/{id}/pass-on")
}

each_store! {
    async fn who_says_the_keys_passes_nothing_on_that_they_sign(store: Store) {
        let (own, real) = (Voice::new(1), Voice::new(2));
        let town = Town::new(store, &own.certificate).await;
        let id = town.hears(own.says("1", "Alert", ""), "1").await;
        // A domain that nobody has proven is nobody's.
        prove(&town.h, town.id, false).await;
        let anne = town.h.staff(Role::Operator, "Anne").await;
        anne.post(&passing(&id), json!({})).await.refuses(403, "official-not-proven");
        prove(&town.h, town.id, true).await;
        // Who said the key is one person with whoever holds it; another who says the others beside it changes nothing of that.
        town.admin.post(&passing(&id), json!({})).await.refuses(403, "official-own-keys");
        let other = town.h.staff(Role::Admin, "Blaise").await;
        town.pins(&other, &own.certificate).await;
        town.pins(&other, &format!("{}\n{}", own.certificate, real.certificate)).await;
        town.admin.post(&passing(&id), json!({})).await.refuses(403, "official-own-keys");
        let page = town.admin.page(&format!("/console/official/{id}")).await.expect(200);
        assert!(page.says("une autre personne doit le transmettre") && !page.says("/pass-on"));
        assert!(anne.page(&format!("/console/official/{id}")).await.says("/pass-on"));
        // The key was stolen, and is taken away: what it signed is not verified any more.
        town.pins(&other, &real.certificate).await;
        anne.post(&passing(&id), json!({})).await.refuses(409, "official-not-verified");
        assert!(!anne.page(&format!("/console/official/{id}")).await.says("/pass-on") && !town.band().await);
        // Whoever said none of today's keys passes on what they sign.
        let next = real.says("2", "Alert", "");
        let path = format!("/api/v1/authorities/{}/alerts", town.id);
        let paul = speaker(&town.h, "Paul", "Préfecture").await;
        let next = paul.send(http::Method::POST, &path, Some("application/cap+xml"), next).await.expect(200).at("/id");
        other.post(&passing(&next), json!({})).await.refuses(403, "official-own-keys");
        town.admin.post(&passing(&next), json!({})).await.is(200);
    }

    async fn who_brings_a_message_does_not_pass_it_on(store: Store) {
        let voice = Voice::new(1);
        let town = Town::new(store, &voice.certificate).await;
        let paul = speaker(&town.h, "Paul", "Préfecture").await;
        let path = format!("/api/v1/authorities/{}/alerts", town.id);
        let text = voice.says("1", "Alert", "");
        let id = paul.send(http::Method::POST, &path, Some("application/cap+xml"), text).await.expect(200).at("/id");
        // The same person with another key.
        let same = town.h.staff(Role::Operator, "Paul").await;
        same.post(&passing(&id), json!({})).await.refuses(403, "official-own-keys");
        town.h.staff(Role::Operator, "Anne").await.post(&passing(&id), json!({})).await.is(200);
    }

    async fn a_message_in_latin_1_is_verified_again_when_it_is_passed_on(store: Store) {
        let voice = Voice::new(1);
        let town = Town::new(store, &voice.certificate).await;
        let text = voice.says("1", "Alert", "").replacen("UTF-8", "ISO-8859-1", 1);
        assert!(text.chars().all(|c| u32::from(c) < 256));
        town.site.puts(text.chars().map(|c| c as u8).collect::<Vec<u8>>());
        town.polls().await;
        let id = town.named("Incendie au dépôt 1").await;
        town.h.staff(Role::Operator, "Anne").await.post(&passing(&id), json!({})).await.is(200);
        assert!(document(&town.h, &id).await.says("<Signature "));
    }

    async fn what_was_passed_on_is_taken_back_by_an_operator_in_the_name_of_this_server(store: Store) {
        let voice = Voice::new(1);
        let town = Town::new(store, &voice.certificate).await;
        let id = town.passes_on(&voice, "1").await;
        let anne = town.h.staff(Role::Operator, "Anne").await;
        let paul = speaker(&town.h, "Paul", "Préfecture").await;
        paul.post(&format!("/api/v1/alerts/{id}/cancel"), json!({})).await.refuses(403, "official-not-accredited");
        anne.post(&format!("/api/v1/alerts/{id}/correct"), json!({"words": {"fr": {"headline": "Autre chose"}}})).await.refuses(409, "official-moved-on");
        let page = anne.page(&format!("/console/official/{id}")).await.expect(200);
        assert!(page.says(&format!("/console/official/{id}/cancel")) && !page.says(&format!("/console/official/{id}/correct")));
        let over = anne.post(&format!("/api/v1/alerts/{id}/cancel"), json!({})).await.expect(201);
        assert_eq!((over.at("/kind"), over.at("/who"), over.at("/trust")), ("cancel".into(), "127.0.0.1:8080".into(), "ours".into()));
        town.h.settle().await;
        assert!(!town.band().await);
        let xml = document(&town.h, &over.at("/id")).await;
        assert!(xml.says("<sender>127.0.0.1:8080</sender>") && xml.says("<msgType>Cancel</msgType>") && xml.says(",1,2015-11-13T23:30:00+01:00"));
        assert_eq!(frames(&town.h, relay::Who::Public).await, ["heard", "published", "cancelled"]);
        // What they say of it afterwards waits for a person again.
        let next = town.hears(voice.says("2", "Update", &reference("1")), "2").await;
        assert_eq!(town.h.nobody().get(&format!("/api/v1/alerts/{next}")).await.at("/state"), "heard");
        anne.post(&format!("/api/v1/alerts/{id}/cancel"), json!({})).await.refuses(409, "official-moved-on");
    }

    async fn the_end_of_what_was_passed_on_is_told_to_whoever_was_told(store: Store) {
        let voice = Voice::new(1);
        let town = Town::new(store, &voice.certificate).await;
        town.passes_on(&voice, "1").await;
        // Of what was not passed on nobody was told.
        town.hears(voice.says("2", "Alert", ""), "2").await;
        for (name, of) in [("3", "2"), ("4", "1")] {
            town.site.puts(voice.says(name, "Cancel", &reference(of)));
            town.polls().await;
        }
        assert_eq!(frames(&town.h, relay::Who::Public).await, ["heard", "published", "heard", "heard", "cancelled"]);
        assert!(!town.band().await);
    }

    async fn who_lost_the_proof_ends_what_was_passed_on_and_says_nothing_else(store: Store) {
        let voice = Voice::new(1);
        let town = Town::new(store, &voice.certificate).await;
        town.passes_on(&voice, "1").await;
        prove(&town.h, town.id, false).await;
        let next = town.hears(voice.says("2", "Update", &reference("1")), "2").await;
        assert_eq!(town.h.nobody().get(&format!("/api/v1/alerts/{next}")).await.at("/state"), "heard");
        assert!(town.h.browser().page("/").await.says("Incendie au dépôt 1"), "the old words stand, with what became of the proof");
        town.site.puts(voice.says("3", "Cancel", &format!("{} {}", reference("1"), reference("2"))));
        town.polls().await;
        assert!(!town.band().await);
    }

    async fn what_another_says_holds_for_three_days_at_most(store: Store) {
        let voice = Voice::new(1);
        let town = Town::new(store, &voice.certificate).await;
        let endless = voice.signs(&Voice::writes("1", "Alert", "").replace("2015-11-14T04:00", "2035-11-14T04:00"));
        let id = town.hears(endless, "1").await;
        town.h.staff(Role::Operator, "Anne").await.post(&passing(&id), json!({})).await.is(200);
        town.h.settle().await;
        town.h.pass(Span::hours(71));
        assert!(town.band().await);
        town.h.pass(Span::hours(2));
        assert!(!town.band().await);
    }
}
