//! How far one person gets alone: less goes out at once, more waits for another; an exercise for many waits too.

use kernel::{Id, PersonId, Role, Span};
use register::PlaceKind;
use serde_json::{Value, json};
use store::each_store;
use web::harness::Harness;

use crate::scene::{active, document, frames, harness, message, proven, said, speaker, square};

/// A part of the square of the message.
fn part() -> Value {
    let ring = json!([[2.35, 48.86], [2.36, 48.86], [2.36, 48.87], [2.35, 48.87], [2.35, 48.86]]);
    json!({"type": "Polygon", "coordinates": [ring]})
}

fn in_words(more: &Value) -> Value {
    let mut body = json!({"words": {"fr": {"headline": "Restez à l’abri dans le 10e."}}});
    for (key, value) in more.as_object().unwrap() {
        body[key] = value.clone();
    }
    body
}

/// So many people on the Place de la République.
fn crowd(h: &Harness, people: u64) {
    let cell = kernel::Cell::at(48.8674, 2.3636, 9).unwrap();
    let mut cells = h.house.register.cells().write().unwrap();
    for n in 0..people {
        let person = PersonId::from_bytes((u128::from(n) + (1 << 100)).to_be_bytes());
        cells.place(person, PlaceKind::Position, cell, None);
    }
    cells.settle();
}

each_store! {
    async fn less_is_said_by_one_person_and_more_waits_for_another(store: Store) {
        let h = harness(store).await;
        let id = said(&h, message()).await;
        let (anne, bruno) = (h.staff(Role::Operator, "Anne").await, h.staff(Role::Operator, "Bruno").await);
        // Less area, less gravity, a calmer instruction, less time: at once.
        let less = json!({"shape": part(), "place": "10e arrondissement", "grade": "severe", "hours": 1});
        let next = anne.post(&format!("/api/v1/alerts/{id}/correct"), in_words(&less)).await.expect(201);
        assert_eq!((next.at("/state"), next.at("/severity"), next.at("/place")), ("published".into(), "Severe".into(), "10e arrondissement".into()));
        let id = next.at("/id");
        assert!(document(&h, &id).await.says("48.87,2.36"));
        // Each way of saying more waits, and what stands goes on standing.
        let mut waiting = Vec::new();
        for more in [json!({"shape": square()}), json!({"grade": "extreme"}), json!({"hours": 2}), json!({"respond": "Evacuate"})] {
            let next = anne.post(&format!("/api/v1/alerts/{id}/correct"), in_words(&more)).await.expect(201);
            assert_eq!(next.at("/state"), "proposed", "{more}");
            waiting.push(next.at("/id"));
        }
        h.settle().await;
        assert!(h.browser().page("/").await.says("Restez à l’abri dans le 10e."));
        assert_eq!(frames(&h, relay::Who::Public).await, ["published", "corrected"]);
        h.nobody().get(&format!("/api/v1/alerts/{}", waiting[0])).await.refuses(404, "official-unknown");
        let page = bruno.page(&format!("/console/official/{}", waiting[0])).await.expect(200);
        assert!(page.says("Va plus loin que ce qui est publié") && page.says("un autre secteur") && !page.says("plus longtemps"));
        anne.post(&format!("/api/v1/alerts/{}/confirm", waiting[0]), json!({})).await.refuses(403, "official-same-person");
        h.pass(Span::minutes(3));
        bruno.post(&format!("/api/v1/alerts/{}/confirm", waiting[0]), json!({})).await.is(200);
        h.settle().await;
        assert_eq!(frames(&h, relay::Who::Public).await, ["published", "corrected", "corrected"]);
        let old = h.nobody().get(&format!("/api/v1/alerts/{id}")).await.json();
        assert_eq!((&old["holds"], old["replaced"].is_null()), (&json!(false), false));
        let read = h.browser().page(&format!("/alerts/{id}")).await.expect(200);
        assert!(read.says(&waiting[0]) && waiting[1..].iter().all(|w| !read.says(w)), "the newer one that everybody reads is named");
        // The others were proposed in the place of what is not there any more.
        bruno.post(&format!("/api/v1/alerts/{}/confirm", waiting[1]), json!({})).await.refuses(409, "official-moved-on");
        anne.post(&format!("/api/v1/alerts/{}/cancel", waiting[0]), json!({})).await.is(201);
        bruno.post(&format!("/api/v1/alerts/{}/confirm", waiting[2]), json!({})).await.refuses(409, "official-moved-on");
        h.settle().await;
        assert!(!h.browser().page("/").await.says("class=\"band note"));
    }

    async fn the_form_of_a_correction_says_less_at_once_and_more_with_another(store: Store) {
        let h = harness(store).await;
        let id = said(&h, message()).await;
        let (anne, bruno) = (h.staff(Role::Operator, "Anne").await, h.staff(Role::Operator, "Bruno").await);
        let path = format!("/console/official/{id}/correct");
        let form = anne.page(&path).await.expect(200);
        assert!(form.says("value=\"10e et 11e arrondissements\""));
        let zone = part().to_string();
        let less = [("headline_fr", "Restez à l’abri."), ("zone", &zone), ("place_words", "10e et 11e arrondissements"), ("grade", "severe")];
        let at = anne.submit(&form, &path, &less).await.expect(303).header("location").to_owned();
        assert!(anne.page(&at).await.says("Message officiel"));
        let path = format!("{at}/correct");
        let form = anne.page(&path).await.expect(200);
        let more = [("headline_fr", "Restez à l’abri."), ("grade", "extreme"), ("respond", ""), ("hours", "48")];
        let at = anne.submit(&form, &path, &more).await.expect(303).header("location").to_owned();
        let page = bruno.page(&at).await.expect(200);
        assert!(page.says("plus grave ou plus proche, plus longtemps."));
        bruno.submit(&page, &format!("{at}/confirm"), &[]).await.is(303);
        h.settle().await;
        assert!(h.browser().page("/").await.says("Restez à l’abri."));
        // What is wrong is said at its field.
        let path = format!("{at}/correct");
        let form = anne.page(&path).await.expect(200);
        let wrong = [("headline_fr", "Restez."), ("zone", "nowhere"), ("grade", "worst")];
        let again = anne.submit(&form, &path, &wrong).await.expect(422);
        assert!(again.says("id=\"m-zone\"") && again.says("id=\"m-grade\""));
    }

    async fn an_exercise_for_many_takes_two_people(store: Store) {
        let h = harness(store).await;
        let drill = active(&h, true).await;
        let (anne, bruno) = (h.staff(Role::Operator, "Anne").await, h.staff(Role::Operator, "Bruno").await);
        let mut body = message();
        (body["drill"], body["incident"]) = (json!(true), json!(drill));
        body["shape"] = part();
        crowd(&h, 200);
        assert_eq!(anne.post("/api/v1/alerts", body.clone()).await.expect(201).at("/state"), "published", "nobody is there");
        body["shape"] = square();
        let few = anne.post("/api/v1/alerts", body.clone()).await.expect(201);
        assert_eq!(few.at("/state"), "published");
        crowd(&h, 201);
        let many = anne.post("/api/v1/alerts", body.clone()).await.expect(201);
        assert_eq!(many.at("/state"), "proposed");
        let path = format!("/api/v1/alerts/{}/confirm", many.at("/id"));
        anne.post(&path, json!({})).await.refuses(403, "official-same-person");
        assert_eq!(bruno.post(&path, json!({})).await.expect(200).at("/state"), "published");
        // In no incident it is sent to nobody.
        body.as_object_mut().unwrap().remove("incident");
        assert_eq!(anne.post("/api/v1/alerts", body).await.expect(201).at("/state"), "published");
    }

    async fn one_person_tells_nobody_many_of_an_exercise_by_another_way(store: Store) {
        let h = harness(store).await;
        let drill = active(&h, true).await;
        let (anne, bruno) = (h.staff(Role::Operator, "Anne").await, h.staff(Role::Operator, "Bruno").await);
        let mut body = message();
        body["drill"] = json!(true);
        let alone = anne.post("/api/v1/alerts", body.clone()).await.expect(201);
        assert_eq!(alone.at("/state"), "published", "of no incident it goes to nobody");
        // It is put in no incident afterwards, and no other way round: nobody would hear of its end.
        let place = |id: &str| format!("/api/v1/alerts/{id}/incident");
        anne.put(&place(&alone.at("/id")), json!({"incident": drill})).await.refuses(409, "official-moved-on");
        assert!(!anne.page(&format!("/console/official/{}", alone.at("/id"))).await.says("/incident\""));
        body["incident"] = json!(drill);
        let few = anne.post("/api/v1/alerts", body.clone()).await.expect(201).at("/id");
        anne.put(&place(&few), json!({})).await.refuses(409, "official-moved-on");
        // Many have come since: to correct it takes another person, to take it back does not.
        crowd(&h, 201);
        let same = anne.post(&format!("/api/v1/alerts/{few}/correct"), in_words(&json!({}))).await.expect(201);
        assert_eq!(same.at("/state"), "proposed");
        bruno.post(&format!("/api/v1/alerts/{}/confirm", same.at("/id")), json!({})).await.is(200);
        // What two people said to many one corrects.
        let again = anne.post(&format!("/api/v1/alerts/{}/correct", same.at("/id")), in_words(&json!({}))).await.expect(201);
        assert_eq!(again.at("/state"), "published");
        let other = anne.post("/api/v1/alerts", body).await.expect(201).at("/id");
        bruno.post(&format!("/api/v1/alerts/{other}/confirm"), json!({})).await.is(200);
        anne.post(&format!("/api/v1/alerts/{other}/cancel"), json!({})).await.is(201);
    }

    async fn operators_put_no_new_orders_in_the_mouth_of_an_institution(store: Store) {
        let h = harness(store).await;
        let (paul, jeanne) = (speaker(&h, "Paul", "Préfecture").await, speaker(&h, "Jeanne", "Préfecture").await);
        let prefecture = proven(&h, "prefecture.example", "Préfecture").await;
        let mut body = message();
        body["authority"] = json!(prefecture);
        let id = paul.post("/api/v1/alerts", body).await.expect(201).at("/id");
        jeanne.post(&format!("/api/v1/alerts/{id}/confirm"), json!({})).await.is(200);
        let anne = h.staff(Role::Operator, "Anne").await;
        let correct = format!("/api/v1/alerts/{id}/correct");
        for more in [json!({"respond": "Evacuate"}), json!({"hours": 60})] {
            anne.post(&correct, in_words(&more)).await.refuses(403, "official-not-accredited");
        }
        assert_eq!(paul.post(&correct, in_words(&json!({"respond": "Evacuate"}))).await.expect(201).at("/state"), "proposed");
        // Less is said by whoever sees the mistake.
        assert_eq!(anne.post(&correct, in_words(&json!({"grade": "severe"}))).await.expect(201).at("/state"), "published");
    }

    async fn what_was_wrong_is_taken_back_although_its_time_is_over(store: Store) {
        let h = harness(store).await;
        let (id, other) = (said(&h, message()).await, said(&h, message()).await);
        let anne = h.staff(Role::Operator, "Anne").await;
        h.pass(Span::hours(5));
        anne.post(&format!("/api/v1/alerts/{id}/correct"), in_words(&json!({}))).await.refuses(409, "official-moved-on");
        let page = anne.page(&format!("/console/official/{id}")).await.expect(200);
        assert!(page.says(&format!("/console/official/{id}/cancel")) && !page.says(&format!("/console/official/{id}/correct")));
        assert_eq!(anne.post(&format!("/api/v1/alerts/{id}/cancel"), json!({})).await.expect(201).at("/state"), "published");
        h.settle().await;
        assert_eq!(frames(&h, relay::Who::Public).await, ["published", "published", "cancelled"]);
        h.pass(Span::hours(24));
        anne.post(&format!("/api/v1/alerts/{other}/cancel"), json!({})).await.refuses(409, "official-moved-on");
    }

    async fn nobody_learns_who_is_in_one_house(store: Store) {
        let h = harness(store).await;
        crowd(&h, 3);
        let anne = h.staff(Role::Operator, "Anne").await;
        let form = anne.page("/console/official/new").await.expect(200);
        let shown = async |side: f64| {
            let (lat, lon) = (48.8674, 2.3636);
            let ring = json!([[lon, lat], [lon + side, lat], [lon + side, lat + side], [lon, lat + side], [lon, lat]]);
            let zone = json!({"type": "Polygon", "coordinates": [ring]}).to_string();
            let fields = [("what", "fire"), ("grade", "severe"), ("respond", "Avoid"), ("drill", "real"), ("place_words", "Ici"), ("hours", "1"), ("headline_fr", "Feu"), ("zone", zone.as_str())];
            anne.submit(&form, "/console/official/new", &fields).await.expect(200)
        };
        assert!(shown(0.02).await.says("personne"));
        assert!(!shown(0.003).await.says("3 personnes"));
    }
}
