//! A message is proposed, confirmed by another, read everywhere, corrected, cancelled; and exercises stay apart.

use kernel::{Role, Span};
use serde_json::json;
use store::each_store;

use crate::scene::{active, document, frames, harness, listed, message, proven, said, speaker};

each_store! {
    async fn a_real_message_takes_two_people(store: Store) {
        let h = harness(store).await;
        let (anne, bruno) = (h.staff(Role::Operator, "Anne").await, h.staff(Role::Operator, "Bruno").await);
        let made = anne.post("/api/v1/alerts", message()).await.expect(201);
        assert_eq!(made.at("/state"), "proposed");
        let id = made.at("/id");
        h.settle().await;
        // Nobody reads what is only proposed.
        assert!(listed(&h, "/api/v1/alerts").await.is_empty());
        h.nobody().get(&format!("/api/v1/alerts/{id}")).await.refuses(404, "official-unknown");
        h.nobody().get(&format!("/alerts/{id}.xml")).await.is(404);
        assert!(!h.nobody().page("/alerts").await.says("Restez à l’abri."));
        assert_eq!(frames(&h, relay::Who::Public).await, Vec::<String>::new());
        // The same person twice is one person.
        anne.post(&format!("/api/v1/alerts/{id}/confirm"), json!({})).await.refuses(403, "official-same-person");
        h.pass(Span::minutes(5));
        bruno.post(&format!("/api/v1/alerts/{id}/confirm"), json!({})).await.is(200);
        bruno.post(&format!("/api/v1/alerts/{id}/confirm"), json!({})).await.refuses(409, "official-moved-on");
        h.settle().await;
        let all = listed(&h, "/api/v1/alerts").await;
        assert_eq!((all.len(), &all[0]["state"], &all[0]["holds"]), (1, &json!("published"), &json!(true)));
        // It was sent when it was confirmed, and lasts as long as was said.
        assert_eq!(all[0]["sent"], "2015-11-13T22:46:00.000Z");
        assert_eq!(all[0]["expires"], "2015-11-14T02:46:00.000Z");
        assert_eq!(frames(&h, relay::Who::Public).await, ["published"]);
        assert_eq!(frames(&h, relay::Who::Operator).await, ["proposed", "published"]);
    }

    async fn what_is_published_is_everywhere_at_once(store: Store) {
        let h = harness(store).await;
        let id = said(&h, message()).await;
        let reader = h.browser();
        for path in ["/", "/alerts", "/sign-in"] {
            let page = reader.page(path).await;
            assert!(page.says("class=\"band note") && page.says("Restez à l’abri."), "{path}");
        }
        // In the reader's language, and of who says it: the domain.
        let page = h.browser().reading("en").page("/").await;
        assert!(page.says("Stay inside.") && page.says("127.0.0.1:8080"));
        assert!(reader.page("/alerts/band").await.says("Restez à l’abri."));
        let atom = reader.get("/alerts.atom").await.expect(200);
        assert!(atom.header("content-type").starts_with("application/atom+xml"));
        assert!(atom.says(&format!("<id>urn:uuid:{id}</id>")) && atom.says("type=\"application/cap+xml\""));
        assert!(atom.says("Coups de feu &amp; sirènes."));
        assert!(reader.get("/alerts.rss").await.expect(200).says("<title>Restez à l’abri.</title>"));
        let geo = reader.get("/alerts.geojson").await.expect(200).json();
        assert_eq!(geo["features"][0]["properties"]["headline"], "Restez à l’abri.");
        assert_eq!(geo["features"][0]["geometry"]["geometries"][0]["type"], "Polygon");
        let xml = document(&h, &id).await;
        assert!(xml.says("<status>Actual</status>") && xml.says("<Signature "));
        assert!(xml.says("href=\"/alerts/style.css\""));
        // A browser that comes to that address reads words, and gets the document when it asks for it.
        let page = reader.page(&format!("/alerts/{id}.xml")).await.expect(200);
        assert!(page.says("<h1") && page.header("vary").contains("Accept,"));
        assert!(reader.page(&format!("/alerts/{id}.xml?raw=true")).await.says("<Signature "));
        // Whoever has it already is told so.
        let again = [("if-none-match", xml.header("etag"))];
        let path = format!("/alerts/{id}.xml");
        reader.send_with(http::Method::GET, &path, None, "", &again).await.is(304);
        // Its time is over: it stands nowhere as if it held.
        h.pass(Span::hours(5));
        assert!(!reader.page("/").await.says("class=\"band note"));
        assert_eq!(reader.get("/alerts.geojson").await.json()["features"], json!([]));
        assert_eq!(listed(&h, "/api/v1/alerts").await[0]["holds"], false);
    }

    async fn a_mistake_is_corrected_and_cancelled_by_one_person_at_once(store: Store) {
        let h = harness(store).await;
        let incident = active(&h, false).await;
        let mut first = message();
        first["incident"] = json!(incident);
        let id = said(&h, first).await;
        let anne = h.staff(Role::Operator, "Anne").await;
        let words = json!({"fr": {"headline": "Restez à l’abri dans le 11e.", "instruction": "Éloignez-vous des fenêtres."}});
        let next = anne.post(&format!("/api/v1/alerts/{id}/correct"), json!({"words": words})).await.expect(201);
        h.settle().await;
        let new = next.at("/id");
        assert_eq!((next.at("/kind"), next.at("/place")), ("update".into(), "10e et 11e arrondissements".into()));
        let page = h.browser().page("/").await;
        assert!(page.says("Restez à l’abri dans le 11e."));
        assert!(!page.says(">Restez à l’abri.<"), "the old one is on top no more");
        // A language that is not said any more says nothing that is not true any more.
        assert!(!document(&h, &new).await.says("Stay inside."));
        assert!(document(&h, &new).await.says(&format!("<references>127.0.0.1:8080,{id},")));
        anne.post(&format!("/api/v1/alerts/{id}/correct"), json!({"words": words})).await.refuses(409, "official-moved-on");
        let over = anne.post(&format!("/api/v1/alerts/{new}/cancel"), json!({})).await.expect(201);
        h.settle().await;
        assert!(!h.browser().page("/").await.says("class=\"band note"));
        let xml = document(&h, &over.at("/id")).await;
        assert!(xml.says("<msgType>Cancel</msgType>") && xml.says("<responseType>AllClear</responseType>"));
        assert!(xml.says("Terminé\u{a0}: Restez à l’abri dans le 11e."));
        assert_eq!(frames(&h, relay::Who::Public).await, ["published", "corrected", "cancelled"]);
        // The page of the incident tells the whole story.
        let page = h.browser().page(&format!("/i/{incident}/official")).await.expect(200);
        assert!(page.says("Terminé\u{a0}: Restez à l’abri dans le 11e.") && page.says("tel:17"));
    }

    async fn an_exercise_is_never_mixed_with_what_is_real(store: Store) {
        let h = harness(store).await;
        let (real, drill) = (active(&h, false).await, active(&h, true).await);
        let anne = h.staff(Role::Operator, "Anne").await;
        let mut body = message();
        body["drill"] = json!(true);
        body["incident"] = json!(real);
        anne.post("/api/v1/alerts", body.clone()).await.refuses(422, "official-mixed");
        body["incident"] = json!(drill);
        let made = anne.post("/api/v1/alerts", body).await.expect(201);
        assert_eq!(made.at("/state"), "published", "it takes nobody else");
        h.settle().await;
        let mut body = message();
        body["incident"] = json!(drill);
        anne.post("/api/v1/alerts", body).await.refuses(422, "official-mixed");
        let xml = document(&h, &made.at("/id")).await;
        assert!(xml.says("<status>Exercise</status>") && xml.says("<note>"));
        assert!(!h.browser().page("/").await.says("class=\"band note"));
        for path in ["/alerts.atom", "/alerts.rss", "/alerts.geojson", "/api/v1/alerts", &format!("/i/{real}/official")] {
            assert!(!h.browser().page(path).await.expect(200).says("Restez"), "{path}");
        }
        assert_eq!(listed(&h, "/api/v1/alerts?drill=true").await.len(), 1);
        let page = h.browser().page(&format!("/i/{drill}/official")).await.expect(200);
        assert!(page.says("class=\"drill\"") && page.says("class=\"band note") && page.says("Restez à l’abri."));
        assert!(h.browser().get("/alerts.atom?drill=true").await.says("[EXERCICE] Restez"));
        // A reader of feeds knows them by their name: what is practised is never mixed with what is so.
        let paths = ["", "?drill=true", "?lang=en", &format!("?drill=true&incident={drill}")].map(|asked| format!("/alerts.atom{asked}"));
        for path in &paths {
            let feed = h.browser().get(path).await.expect(200).text.replace("&amp;", "&");
            let own = h.house.config.url(path);
            assert!(feed.contains(&format!("<id>{own}</id>")) && feed.contains(&format!("rel=\"self\" href=\"{own}\"")), "{path}");
        }
    }

    async fn an_institution_speaks_for_itself_alone_once_it_is_proven(store: Store) {
        let h = harness(store).await;
        let paul = speaker(&h, "Paul", "Préfecture de l’Exemple").await;
        let jeanne = speaker(&h, "Jeanne", "Préfecture de l’Exemple").await;
        let vera = speaker(&h, "Véra", "Mairie de l’Exemple").await;
        let id = proven(&h, "prefecture.example", "Préfecture de l’Exemple").await;
        let mut body = message();
        paul.post("/api/v1/alerts", body.clone()).await.refuses(403, "official-not-accredited");
        body["authority"] = json!(id);
        vera.post("/api/v1/alerts", body.clone()).await.refuses(403, "official-not-accredited");
        let anne = h.staff(Role::Operator, "Anne").await;
        anne.post("/api/v1/alerts", body.clone()).await.refuses(403, "official-not-accredited");
        let made = paul.post("/api/v1/alerts", body).await.expect(201);
        let path = format!("/api/v1/alerts/{}/confirm", made.at("/id"));
        vera.post(&path, json!({})).await.refuses(403, "official-not-accredited");
        paul.post(&path, json!({})).await.refuses(403, "official-same-person");
        let published = jeanne.post(&path, json!({})).await.expect(200);
        assert_eq!(published.at("/who"), "prefecture.example");
        h.settle().await;
        let page = h.browser().page("/alerts").await;
        assert!(page.says("Préfecture de l’Exemple") && page.says("prefecture.example"));
    }

    async fn what_is_composed_badly_is_said_at_its_field(store: Store) {
        let h = harness(store).await;
        let anne = h.staff(Role::Operator, "Anne").await;
        let wrong = async |change: &dyn Fn(&mut serde_json::Value), code: &str| {
            let mut body = message();
            change(&mut body);
            let answer = anne.post("/api/v1/alerts", body).await.expect(422);
            assert_eq!(answer.at("/code"), code, "{}", answer.text);
        };
        wrong(&|b| b["words"] = json!({}), "official-words-missing").await;
        wrong(&|b| b["words"]["fr"]["headline"] = json!("x".repeat(161)), "official-too-long").await;
        wrong(&|b| b["place"] = json!(" "), "official-place-missing").await;
        wrong(&|b| b["hours"] = json!(73), "official-time").await;
        wrong(&|b| b["what"] = json!("war"), "bad-field").await;
    }
}
