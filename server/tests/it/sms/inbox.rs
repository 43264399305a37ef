//! The page where operators read messages.

use serde_json::json;

use super::town::Town;

const LEA: &str = "+33639980001";

store::testing::each_store! {
    async fn operators_read_messages_the_urgent_ones_first_and_open_requests_out_of_them(store: Store) {
        let town = Town::new(store).await;
        let lea = town.inside("Léa T.", LEA).await;
        let night = town.incident(false, "Crue").await;
        town.deliver().await;
        town.says("m1", LEA, "<b>bonjour à vous tous là-bas</b> voilà").await;
        town.says("m2", LEA, "aidez ma voisine elle est blessée").await;
        let anne = &town.anne;
        let home = anne.page("/console").await.expect(200);
        assert!(home.says("2, dont 1 urgent") && home.says("/console/inbox"), "{}", home.text);
        let page = anne.page("/console/inbox").await.expect(200);
        let (urgent, other) = (page.text.find("voisine").unwrap(), page.text.find("bonjour à vous").unwrap());
        assert!(urgent < other && page.says("Léa T.") && page.says("Urgent") && page.says(LEA));
        assert!(!page.says("<b>bonjour"), "what people write is text");
        let id = page.text.split_once("/console/inbox/").unwrap().1.split('/').next().unwrap().to_owned();
        anne.submit(&page, &format!("/console/inbox/{id}/help"), &[]).await.is(303);
        let case = town.h.house.register.case_of(lea.id(), night).await.unwrap().unwrap();
        assert_eq!(case.words.as_deref(), Some("aidez ma voisine elle est blessée"));
        assert!(town.h.house.register.facts(lea.id(), night).await.unwrap().is_empty(), "nothing is said in her name");
        assert_eq!(town.inbox().await.len(), 1);
        let page = anne.page("/console/inbox").await.expect(200);
        let id = page.text.split_once("/console/inbox/").unwrap().1.split('/').next().unwrap().to_owned();
        anne.submit(&page, &format!("/console/inbox/{id}/read"), &[]).await.is(303);
        assert!(anne.page("/console/inbox").await.expect(200).says("Tout est lu."));
        let english = anne.clone().reading("en").page("/console/inbox").await.expect(200);
        assert!(english.says("Everything is read."));
        anne.submit(&page, "/console/inbox/AAAAAAAAAAAAAAAAAAAAAA/read", &[]).await.is(404);
        let journal = town.h.staff(kernel::Role::Admin, "Inès").await.get("/api/v1/audit").await.expect(200);
        for act in ["inbox.look", "inbox.read", "inbox.help"] {
            assert!(journal.says(act), "{act}");
        }
        assert!(!journal.says("voisine"));
        // With her goes what she wrote, and what answered it.
        let export = lea.get("/api/v1/me/export").await.expect(200);
        assert!(export.says("voisine"), "{}", export.text);
        lea.send(http::Method::DELETE, "/api/v1/me", Some("application/json"), json!({}).to_string()).await;
        let left = safety::store::sms::find(&town.h.house.register, safety::store::sms::Message::id_of(&id).unwrap()).await;
        assert!(left.unwrap().is_none());
    }
}
