//! The page where operators read messages.

use kernel::Event;
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
        let id = page.text.split_once("action=\"/console/inbox/").unwrap().1.split('/').next().unwrap().to_owned();
        anne.submit(&page, &format!("/console/inbox/{id}/help"), &[]).await.is(303);
        let case = town.h.house.register.case_of(lea.id(), night).await.unwrap().unwrap();
        assert_eq!(case.words.as_deref(), Some("aidez ma voisine elle est blessée"));
        assert!(town.h.house.register.facts(lea.id(), night).await.unwrap().is_empty(), "nothing is said in her name");
        assert_eq!(town.inbox().await.len(), 1);
        let page = anne.page("/console/inbox").await.expect(200);
        let id = page.text.split_once("action=\"/console/inbox/").unwrap().1.split('/').next().unwrap().to_owned();
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

    async fn an_open_page_says_that_messages_came_in_and_is_not_a_look(store: Store) {
        let town = Town::new(store).await;
        let _lea = town.inside("Léa T.", LEA).await;
        let night = town.incident(true, "Crue").await;
        town.deliver().await;
        town.says("m1", LEA, "bonjour à vous tous là-bas").await;
        let page = town.anne.page("/console/inbox").await.expect(200);
        // Not the line on top of every page, which is looked at live too.
        let mut all = page.text.split("data-live=\"").skip(1).filter_map(|part| part.split('"').next());
        let news = all.find(|at| at.starts_with("/console/inbox/new?")).unwrap().replace("&#38;", "&");
        assert!(page.says("data-on=\"inbox\""), "{news}");
        let fragment = async || town.anne.page(&news).await.expect(200);
        assert!(!fragment().await.says("nouveau"), "it had that one already");
        town.says("m2", LEA, "aidez ma voisine elle est blessée").await;
        assert!(fragment().await.says("1 nouveau message. L’afficher"), "{}", fragment().await.text);
        town.h.pass(kernel::Span::minutes(20));
        town.says("m3", LEA, "bonsoir à vous tous là-bas").await;
        let two = fragment().await;
        assert!(two.says("2 nouveaux messages. Les afficher") && two.says("href=\"/console/inbox\""), "{}", two.text);
        assert!(!two.says("voisine") && !two.says("Léa") && !two.says(LEA), "how many, and nothing of them");
        let english = town.anne.clone().reading("en").page(&news).await.expect(200);
        assert!(english.says("2 new messages. Show them"));
        // One look stands in the journal: that of the page.
        let ines = town.h.staff(kernel::Role::Admin, "Inès").await;
        assert_eq!(ines.get("/api/v1/audit").await.expect(200).text.matches("inbox.look").count(), 1);
        // What happened names nobody and says nothing.
        let (events, _) = town.h.house.store.events_after(0, 1000).await.unwrap();
        let of_inbox = events.iter().map(|e| &e.event).filter(|e| matches!(e, Event::Inbox { .. }));
        let mut said = of_inbox.map(|e| serde_json::to_value(e).unwrap());
        assert_eq!(said.next(), Some(json!({ "e": "inbox", "incident": night, "drill": true, "urgent": false })));
        assert_eq!(said.next().unwrap()["urgent"], true);
        assert_eq!(said.count(), 1);
    }

    async fn the_messages_are_taken_as_a_table_that_is_in_the_journal_before_it_is_given(store: Store) {
        let town = Town::new(store).await;
        let _lea = town.inside("Léa T.", LEA).await;
        let night = town.incident(true, "Crue, la grande").await;
        town.deliver().await;
        town.says("m1", LEA, "=HYPERLINK(\"https://example.org\"), à vous\r\ntous là-bas").await;
        town.h.pass(kernel::Span::seconds(1));
        town.says("m2", "+33639980077", "bonjour à vous tous là-bas").await;
        let anne = &town.anne;
        let page = anne.page("/console/inbox").await.expect(200);
        assert!(page.says("href=\"/api/v1/inbox/export\""));
        let id = page.text.split_once("action=\"/console/inbox/").unwrap().1;
        let id = id.split('/').next().unwrap().to_owned();
        anne.submit(&page, &format!("/console/inbox/{id}/read"), &[]).await.is(303);
        let table = anne.get("/api/v1/inbox/export").await.expect(200);
        assert_eq!(table.header("content-type"), "text/csv; charset=utf-8; header=present");
        assert!(table.header("cache-control").contains("no-store"), "{}", table.header("cache-control"));
        let (titles, rows) = table.text.split_once("\r\n").unwrap();
        assert_eq!(titles, "id,at,state,urgent,drill,incident,incident_name,name,sender,words");
        let first = format!("read,false,true,{night},\"Crue, la grande\",Léa T.,\"'{LEA}\",\"'=HYPERLINK(\"\"https://example.org\"\"), à vous");
        assert!(rows.starts_with(&id) && rows.contains(&first), "{rows}");
        assert!(rows.contains(",\"'+33639980077\",bonjour à vous tous là-bas\r\n"), "{rows}");
        let journal = town.h.staff(kernel::Role::Admin, "Inès").await.get("/api/v1/audit").await.expect(200);
        assert!(journal.says("inbox.export") && !journal.says("HYPERLINK"));
    }
}
