use kernel::Role;

use crate::scene::{answers, harness, square, whole, words};
use web::harness::{Answer, Client};

/// Drafts an incident by the form, and gives its address in the console.
async fn drafted(by: &Client, drill: &str) -> String {
    let page = whole(by.page("/console/new").await.expect(200));
    let form = [
        ("drill", drill),
        ("kind", "attack"),
        ("name_fr", "les attaques à Paris"),
        ("lat", "48,8674"),
        ("lon", "2.3636"),
        ("radius", "1,5"),
    ];
    by.submit(&page, "/console/new", &form).await.expect(303).header("location").to_owned()
}

async fn state(by: &Client, at: &str) -> String {
    by.get(&at.replace("/console/i/", "/api/v1/incidents/")).await.expect(200).at("/state")
}

async fn lives_there(who: &Client) {
    let home = serde_json::json!({"home": {"lat": 48.8674, "lon": 2.3636}});
    assert!(who.put("/api/v1/me/places", home).await.status.is_success());
}

#[track_caller]
fn at_field(page: &Answer, field: &str, sentence: &str) {
    let (_, after) = page
        .text
        .split_once(&format!("id=\"m-{field}\""))
        .unwrap_or_else(|| panic!("no fault at {field}: {}", page.text));
    let (said, _) = after.split_once("</span>").unwrap();
    assert!(said.contains(sentence), "{said}");
}

store::testing::each_store! {
    async fn a_new_incident_is_refused_at_its_fields_and_keeps_what_was_typed(store: Store) {
        let h = harness(store).await;
        let anne = h.staff(Role::Operator, "Anne").await;
        let page = whole(anne.page("/console/new").await.expect(200));
        assert!(!page.says(" checked") && !page.says(" selected"), "nothing is chosen for the operator");
        let refused = whole(anne.submit(&page, "/console/new", &[("prompt_fr", "Ça va ?"), ("lat", "48.86")]).await.expect(422));
        for (field, says) in [("drill", "Choisissez"), ("kind", "Choisissez"), ("name_fr", "dans une langue au moins"), ("lon", "Remplissez")] {
            at_field(&refused, field, says);
        }
        assert!(refused.says("Ça va ?</textarea>") && refused.says("value=\"48.86\"") && refused.says("data-focus"));
        let form = [("drill", "real"), ("kind", "other"), ("name_en", "the <flood>"), ("zone", "{\"type\": \"Point\"}")];
        let refused = whole(anne.submit(&page, "/console/new", &form).await.expect(422));
        at_field(&refused, "zone", "une zone est un polygone".trim_start_matches("une "));
        at_field(&refused, "kind_other", "Remplissez");
        assert!(refused.says("value=\"real\" checked") && refused.says("the &#60;flood&#62;") && refused.says("{&#34;type&#34;"));
        let both = [("zone", square().to_string()), ("lat", "48".into()), ("lon", "2".into()), ("radius", "1".into())];
        let both: Vec<(&str, &str)> = both.iter().map(|(n, v)| (*n, v.as_str())).collect();
        at_field(&anne.submit(&page, "/console/new", &both).await.expect(422), "zone", "pas les deux");
        let far = [("lat", "148"), ("lon", "2"), ("radius", "1")];
        assert!(anne.submit(&page, "/console/new", &far).await.expect(422).says("id=\"m-lat\""));
        let small = [("lat", "48"), ("lon", "2"), ("radius", "0.1")];
        assert!(anne.submit(&page, "/console/new", &small).await.expect(422).says("localisé"));

        let refused = whole(anne.clone().reading("en").submit(&page, "/console/new", &form).await.expect(422));
        assert!(refused.says("New incident") && refused.says("Real incident"));
        let text = square().to_string();
        let form = [("drill", "drill"), ("kind", "other"), ("kind_other", "black out"), ("name_en", "the exercise"), ("prompt_en", "Are you well?"), ("zone", text.as_str())];
        let to = anne.submit(&page, "/console/new", &form).await.expect(303).header("location").to_owned();
        let made = anne.get(&to.replace("/console/i/", "/api/v1/incidents/")).await.expect(200);
        assert_eq!((made.at("/state"), made.at("/kind"), made.at("/names/en")), ("draft".into(), "black out".into(), "the exercise".into()));
        assert_eq!(made.json()["drill"], true);

        let lea = h.person("Léa").await;
        lea.page("/console/new").await.is(403);
        h.staff(Role::Moderator, "Marc").await.page("/console/new").await.is(403);
    }

    async fn a_real_incident_takes_two_and_the_same_one_is_told_why_not(store: Store) {
        let h = harness(store).await;
        let (anne, marc, lea) = (h.staff(Role::Operator, "Anne").await, h.staff(Role::Operator, "Marc").await, h.person("Léa").await);
        lives_there(&lea).await;
        h.settle().await;
        let at = drafted(&anne, "real").await;
        let page = whole(anne.page(&format!("{at}/activate")).await.expect(200));
        assert!(words(&page).contains("1 personne dans cette zone de 7,1 km².") || words(&page).contains("1 personne dans cette zone de 7 km²."), "{}", words(&page));
        assert!(words(&page).contains("Une deuxième personne confirme"));
        let refused = whole(anne.submit(&page, &format!("{at}/activate"), &[("alone", "yes")]).await.expect(422));
        assert!(refused.says("id=\"m-reason\"") && refused.says("value=\"yes\" checked"));
        anne.submit(&page, &format!("{at}/activate"), &[]).await.is(303);
        assert_eq!(state(&anne, &at).await, "awaiting_second");

        let same = whole(anne.page(&format!("{at}/confirm")).await.expect(200));
        assert!(words(&same).contains("Une autre personne doit confirmer.") && !same.says("Confirmer et prévenir"));
        let refused = whole(anne.submit(&page, &format!("{at}/confirm"), &[]).await.expect(403));
        assert!(words(&refused).contains("Une autre personne doit confirmer."));
        assert!(anne.clone().reading("en").page(&format!("{at}/confirm")).await.says("Another person has to confirm it."));
        assert_eq!(state(&anne, &at).await, "awaiting_second");

        let page = whole(marc.page(&format!("{at}/confirm")).await.expect(200));
        assert!(words(&page).contains("1 personne dans cette zone") && page.says("Confirmer et prévenir"));
        marc.submit(&page, &format!("{at}/confirm"), &[]).await.is(303);
        assert_eq!(state(&anne, &at).await, "active");
        whole(marc.page(&format!("{at}/confirm")).await.expect(409));
        marc.submit(&page, &format!("{at}/activate"), &[]).await.is(409);
    }

    async fn alone_takes_a_reason_and_an_exercise_takes_one(store: Store) {
        let h = harness(store).await;
        let anne = h.staff(Role::Operator, "Anne").await;
        let at = drafted(&anne, "real").await;
        let activate = format!("{at}/activate");
        let page = anne.page(&activate).await.expect(200);
        anne.submit(&page, &activate, &[]).await.is(303);
        let page = whole(anne.page(&activate).await.expect(200));
        assert!(words(&page).contains("attend une deuxième personne"));
        at_field(&anne.submit(&page, &activate, &[("reason", "Personne d’autre")]).await.expect(422), "alone", "Cochez");
        anne.submit(&page, &activate, &[("alone", "yes"), ("reason", "Personne d’autre cette nuit")]).await.is(303);
        assert_eq!(state(&anne, &at).await, "active");

        let at = drafted(&anne, "drill").await;
        let page = whole(anne.page(&format!("{at}/activate")).await.expect(200));
        assert!(page.says("class=\"drill\"") && page.says("Commencer l’exercice") && !page.says("name=\"alone\""));
        anne.submit(&page, &format!("{at}/activate"), &[]).await.is(303);
        assert_eq!(state(&anne, &at).await, "active");
    }

    async fn cancelling_says_why_and_to_how_many(store: Store) {
        let h = harness(store).await;
        let (anne, lea) = (h.staff(Role::Operator, "Anne").await, h.person("Léa").await);
        lives_there(&lea).await;
        h.settle().await;
        let draft = drafted(&anne, "real").await;
        assert!(words(&anne.page(&format!("{draft}/cancel")).await).contains("Personne n’a été prévenu."));
        let at = drafted(&anne, "drill").await;
        anne.submit(&anne.page(&format!("{at}/activate")).await, &format!("{at}/activate"), &[]).await.is(303);
        h.settle().await;
        let page = whole(anne.page(&format!("{at}/cancel")).await.expect(200));
        assert!(words(&page).contains("1 personne a été prévenue"), "{}", words(&page));
        at_field(&whole(anne.submit(&page, &format!("{at}/cancel"), &[]).await.expect(422)), "reason", "Remplissez");
        anne.submit(&page, &format!("{at}/cancel"), &[("reason", "Mauvaise zone")]).await.is(303);
        assert_eq!(state(&anne, &at).await, "cancelled");
        whole(anne.page(&format!("{at}/cancel")).await.expect(409));
    }

    async fn standing_down_and_closing(store: Store) {
        let h = harness(store).await;
        let anne = h.staff(Role::Operator, "Anne").await;
        let at = drafted(&anne, "drill").await;
        anne.page(&format!("{at}/close")).await.is(409);
        anne.submit(&anne.page(&format!("{at}/activate")).await, &format!("{at}/activate"), &[]).await.is(303);
        for (act, says, after) in [("stand-down", "encore prises", "standing_down"), ("close", "Plus aucune réponse", "closed")] {
            let page = whole(anne.page(&format!("{at}/{act}")).await.expect(200));
            assert!(words(&page).contains(says), "{}", words(&page));
            anne.submit(&page, &format!("{at}/{act}"), &[]).await.is(303);
            assert_eq!(state(&anne, &at).await, after);
        }
    }

    async fn a_zone_is_counted_before_it_is_kept(store: Store) {
        let h = harness(store).await;
        let (anne, lea) = (h.staff(Role::Operator, "Anne").await, h.person("Léa").await);
        lives_there(&lea).await;
        h.settle().await;
        let at = drafted(&anne, "drill").await;
        let zone = format!("{at}/zone");
        let page = whole(anne.page(&zone).await.expect(200));
        assert!(words(&page).contains("Zone actuelle") && words(&page).contains("Rien n’est encore parti") && page.says("Polygon"));
        let text = anne.get(&at.replace("/console/i/", "/api/v1/incidents/")).await.json()["zone"].to_string();
        let away = [("zone", text.as_str()), ("lat", "43.3"), ("lon", "5.4"), ("radius", "2")];
        let counted = whole(anne.submit(&page, &zone, &[away.as_slice(), &[("do", "count")]].concat()).await.expect(200));
        assert!(words(&counted).contains("Personne de connu dans cette zone") && counted.says("value=\"43.3\""), "{}", words(&counted));
        let counted = anne.submit(&page, &zone, &[("zone", &text), ("do", "count")]).await.expect(200);
        assert!(words(&counted).contains("1 personne dans cette zone"));
        at_field(&whole(anne.submit(&page, &zone, &[("zone", "nothing"), ("do", "keep")]).await.expect(422)), "zone", "JSON");
        anne.submit(&page, &zone, &[("zone", &text), ("do", "keep")]).await.is(303);
        anne.submit(&page, &format!("{at}/activate"), &[]).await.is(303);
        h.settle().await;
        let incident = at.trim_start_matches("/console/i/").parse().unwrap();
        answers(&lea, incident, "safe", "").await;
        let page = whole(anne.page(&zone).await.expect(200));
        assert!(words(&page).contains("Qui en sort est prévenu"));
        anne.submit(&page, &zone, &[away.as_slice(), &[("do", "keep")]].concat()).await.is(303);
        anne.submit(&page, &format!("{at}/close"), &[]).await.is(303);
        anne.page(&zone).await.is(409);
    }
}
