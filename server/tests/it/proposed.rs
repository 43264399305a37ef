//! What a message of an institution proposes, pressed by a person: an incident, and the perimeters that its word asks for.

use serde_json::json;
use store::each_store;
use web::harness::{Answer, Client, plain};

use crate::scene::Scene;

/// A real message that came in, which nobody signed.
fn message(name: &str, word: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>{name}</identifier>\
         <sender>alerts@prefecture.example</sender><sent>2015-11-13T23:30:00+01:00</sent><status>Actual</status><msgType>Alert</msgType>\
         <scope>Public</scope><info><language>fr-FR</language><category>Fire</category><event>Incendie</event>\
         <responseType>{word}</responseType><urgency>Immediate</urgency><severity>Severe</severity><certainty>Observed</certainty>\
         <expires>2015-11-14T04:00:00+01:00</expires><headline>Incendie au dépôt {name}</headline><instruction>Éloignez-vous.</instruction>\
         <area><areaDesc>Le port, quai nord</areaDesc><polygon>48.86,2.35 48.86,2.38 48.88,2.38 48.88,2.35 48.86,2.35</polygon></area>\
         </info></alert>"
    )
}

/// The fields of the form of a page that goes to `path`, as a browser sends them.
fn fields(page: &Answer, path: &str) -> Vec<(String, String)> {
    let (_, rest) =
        page.text.split_once(&format!("<form method=\"post\" action=\"{path}\"")).unwrap_or_else(|| panic!("{path}"));
    let (form, _) = rest.split_once("</form>").unwrap();
    let hidden = form.split("<input type=\"hidden\" name=\"").skip(1).map(|input| {
        let (name, rest) = input.split_once("\" value=\"").unwrap();
        (name.to_owned(), plain(rest.split_once('"').unwrap().0))
    });
    hidden.filter(|(name, _)| name != "csrf").collect()
}

/// Presses the button of that form, with these fields as they are said here.
async fn presses(who: &Client, page: &Answer, path: &str, said: &[(&str, &str)]) -> Answer {
    let proposed = fields(page, path);
    let kept = proposed.iter().map(|(n, v)| (n.as_str(), v.as_str())).filter(|(n, _)| said.iter().all(|(s, _)| s != n));
    let all: Vec<(&str, &str)> = kept.chain(said.iter().copied()).collect();
    who.submit(page, path, &all).await
}

each_store! {
    async fn a_message_proposes_an_incident_and_perimeters_and_a_person_presses(store: Store) {
        let scene = Scene::new(store).await;
        let (h, anne) = (&scene.h, &scene.anne);
        let admin = h.staff(kernel::Role::Admin, "Odile").await;
        let made = admin.post("/api/v1/authorities", json!({"domain": "prefecture.example", "name": "Préfecture"})).await;
        let institution = made.expect(201).at("/id");
        let paul = h.staff(kernel::Role::Institution, "Paul").await;
        let id = h.house.register.staff_named("Paul", h.house.clock.now()).await.unwrap();
        admin.put(&format!("/api/v1/institutions/{id}"), json!({"institution": "Préfecture"})).await.is(204);
        let mut incident = None;
        for (n, (word, said)) in [("Avoid", "À éviter"), ("Evacuate", "À évacuer"), ("Shelter", "S’abriter")].into_iter().enumerate() {
            let xml = message(&n.to_string(), word);
            let path = format!("/api/v1/authorities/{institution}/alerts");
            let alert = paul.send(http::Method::POST, &path, Some("application/cap+xml"), xml).await.expect(200).at("/id");
            let page = anne.page(&format!("/console/official/{alert}")).await.expect(200);
            let home = anne.page("/console").await.expect(200);
            let waits = if n == 0 { "1 message officiel à relire".to_owned() } else { format!("{} messages officiels à relire", n + 1) };
            assert!(home.says(&waits), "whoever comes in is told");
            // Nothing is there that nobody pressed.
            let drafts = anne.get("/api/v1/incidents").await.expect(200).json();
            let known = usize::from(incident.is_some());
            assert_eq!(drafts["incidents"].as_array().unwrap().len(), known, "{word}");
            if incident.is_none() {
                // What it says stands in the form; whether it is real is said by nobody but the operator.
                let form = presses(anne, &page, "/console/new", &[]).await.expect(200);
                for filled in ["Incendie au dépôt 0", "value=\"Incendie\"", "48.86"] {
                    assert!(form.says(filled), "{filled}");
                }
                let made = presses(anne, &page, "/console/new", &[("do", "draft"), ("drill", "real")]).await;
                assert_eq!(made.status, 303, "drafted");
                incident = made.header("location").rsplit('/').next().map(str::to_owned);
            }
            let incident = incident.clone().unwrap();
            let put = format!("/console/official/{alert}/incident");
            assert_eq!(anne.submit(&page, &put, &[("incident", &incident)]).await.status, 303);
            let page = anne.page(&format!("/console/official/{alert}")).await.expect(200);
            let perimeters = format!("/console/i/{incident}/perimeters/new");
            // The form with what it says, then what it would do, then it is drawn.
            for (step, says) in [("edit", said), ("look", "name=\"do\" value=\"draw\"")] {
                let shown = presses(anne, &page, &perimeters, &[("do", step)]).await.expect(200);
                assert!(shown.says(says), "{word} {step}");
            }
            assert_eq!(presses(anne, &page, &perimeters, &[("do", "draw")]).await.status, 303, "{word}");
        }
        let incident = incident.unwrap();
        let all = anne.get(&format!("/api/v1/incidents/{incident}/perimeters")).await.expect(200).json();
        let mut named: Vec<&str> = all["perimeters"].as_array().unwrap().iter().map(|p| p["name"].as_str().unwrap()).collect();
        let expected = ["S’abriter", "À évacuer", "À éviter"].map(|word| format!("{word} : Le port"));
        named.sort_unstable();
        assert_eq!(named, expected);
        // Not over before the message is, in hours that can be chosen, and over what it outlines.
        for perimeter in all["perimeters"].as_array().unwrap() {
            let ends = perimeter["ends"].as_str().unwrap();
            assert!(ends.starts_with("2015-11-14T06:41"), "{ends}");
            let outline = perimeter["shape"].to_string();
            assert!(outline.contains("2.35,48.86") && outline.contains("2.38,48.88"), "{outline}");
        }
        let draft = anne.get(&format!("/api/v1/incidents/{incident}")).await.expect(200).json();
        assert_eq!((&draft["state"], &draft["drill"]), (&json!("draft"), &json!(false)), "two people activate it");
    }
}
