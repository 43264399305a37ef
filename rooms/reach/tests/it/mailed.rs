//! An official message by mail, through a server that is not ours: from the two who say it to the mailboxes of whoever is where it holds.

use kernel::{Lang, Role, Span};
use notify::email::testing::{How, MailServer};
use serde_json::{Value, json};
use store::testing::each_store;
use web::harness::Client;

use crate::{
    email::town,
    scene::{Town, square},
};

/// Somebody at this latitude with a mailbox, who reads this language.
async fn resident(town: &Town, name: &str, lat: f64, (mailbox, lang): (&str, Lang)) -> Client {
    let who = town.h.person(name).await;
    town.speaks(&who, lang).await;
    town.has(&who, mailbox).await;
    who.put("/api/v1/me/position", json!({"lat": lat, "lon": 2.3636})).await.is(200);
    who
}

/// What is said from now on, in two languages, in this many words.
fn words(fr: &str, en: &str) -> Value {
    json!({"fr": {"headline": fr, "instruction": "Éloignez-vous des fenêtres."}, "en": {"headline": en, "instruction": "Keep away from windows."}})
}

/// Everything that is due has gone; and these came, by mailbox: each one mail with this in its text, and the address where it stands.
async fn came(town: &Town, server: &MailServer, id: &str, expected: &[(&str, &str)]) {
    town.deliver().await;
    let mut mails: Vec<_> = expected.iter().map(|_| server.next()).collect();
    mails.sort_by(|a, b| a.to.cmp(&b.to));
    for (mail, (to, says)) in mails.iter().zip(expected) {
        assert_eq!(mail.to, [*to]);
        assert!(mail.text.contains(says) && mail.html.contains(says), "{to}: {}", mail.text);
        assert!(mail.text.contains(&format!("https://rhizome.example/alerts/{id}")), "{to}: {}", mail.text);
        assert!(!mail.text.contains("48.8") && mail.defects.is_empty());
    }
    // Nor does anything come later because nobody gave a sign of life.
    town.later(Span::hours(1)).await;
    assert!(server.nothing_more());
}

each_store! {
    async fn an_official_message_comes_by_mail_to_whoever_is_there_once_in_their_language(store: Store) {
        let server = MailServer::start(How::StartTls);
        let town = town(store, &server).await;
        let lea = resident(&town, "Léa", 48.8674, ("lea@example.net", Lang::Fr)).await;
        resident(&town, "Max", 48.8680, ("max@example.net", Lang::En)).await;
        let far = resident(&town, "Karim", 48.80, ("karim@example.net", Lang::Fr)).await;
        let loose = town.h.person("Nora").await;
        loose.put("/api/v1/me/position", json!({"lat": 48.8674, "lon": 2.3636})).await.is(200);
        town.deliver().await;
        let (anne, bruno) = (town.h.staff(Role::Operator, "Anne").await, town.h.staff(Role::Operator, "Bruno").await);
        let message = json!({
            "what": "attack", "grade": "extreme", "place": "10e et 11e arrondissements", "shape": square(), "hours": 4,
            "words": words("Restez à l’abri.", "Stay inside."),
        });
        let id = anne.post("/api/v1/alerts", message).await.expect(201).at("/id");
        town.deliver().await;
        assert!(server.nothing_more(), "one alone tells nobody");
        anne.post(&format!("/api/v1/alerts/{id}/confirm"), json!({})).await.is(403);
        bruno.post(&format!("/api/v1/alerts/{id}/confirm"), json!({})).await.is(200);
        came(&town, &server, &id, &[("lea@example.net", "Restez à l’abri."), ("max@example.net", "Stay inside.")]).await;
        // Léa has left by now: who was told hears what becomes of it. Who comes when it is over hears nothing of it.
        lea.put("/api/v1/me/position", json!({"lat": 48.80, "lon": 2.3636})).await.is(200);
        town.deliver().await;
        let less = json!({"words": words("Restez à l’abri jusqu’à minuit.", "Stay inside until midnight.")});
        let next = anne.post(&format!("/api/v1/alerts/{id}/correct"), less).await.expect(201).at("/id");
        let told = [("lea@example.net", "jusqu’à minuit"), ("max@example.net", "until midnight")];
        came(&town, &server, &next, &told).await;
        far.put("/api/v1/me/position", json!({"lat": 48.8674, "lon": 2.3636})).await.is(200);
        town.deliver().await;
        let over = bruno.post(&format!("/api/v1/alerts/{next}/cancel"), json!({})).await.expect(201).at("/id");
        let told = [("lea@example.net", "Terminé : Restez à l’abri jusqu’à minuit."), ("max@example.net", "Over: Stay inside until midnight.")];
        came(&town, &server, &over, &told).await;
    }
}
