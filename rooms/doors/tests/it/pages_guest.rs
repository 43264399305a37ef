//! The pages of who looks for room, from the list to the way home.

use kernel::Span;
use serde_json::json;
use store::each_store;
use web::harness::{Answer, Client, Harness};

use crate::scene::{active, asks, harness, offer, opens, proven};

/// A page that is whole: one heading, every word translated, nothing that the policy refuses.
#[track_caller]
fn whole(page: Answer) -> Answer {
    assert_eq!(page.text.matches("<h1").count(), 1, "{}", page.text);
    assert!(!page.text.contains("style=\""), "the policy refuses style attributes");
    for key in page.text.split(['>', '"']).filter_map(|t| t.split('<').next()) {
        let ours = ["near-", "ask-", "stay-", "tier-", "suits-", "needs-", "who-is-", "refusal-"];
        let ours = ours.iter().any(|p| key.starts_with(p));
        assert!(!ours || key.contains(' ') || key.contains('.'), "{key} is not translated");
    }
    page
}

/// What stands in the body of the page, without its tags.
fn words(page: &Answer) -> String {
    let (_, main) = page.text.split_once("<main").unwrap();
    let (main, _) = main.split_once("</main>").unwrap();
    let text: String = main.split('<').map(|t| t.split_once('>').map_or("", |(_, text)| text)).collect();
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

async fn sees(who: &Client, path: &str) -> Answer {
    whole(who.page(path).await.expect(200))
}

/// The door's address and code: nobody but the accepted guest may read them.
fn tells(page: &Answer) -> bool {
    ["Tilleuls", "4711", "Inès"].iter().any(|t| page.says(t))
}

/// Where a form or a redirect leads.
fn to(answer: &Answer) -> String {
    answer.header("location").to_owned()
}

async fn asked(h: &Harness) -> (Client, Client, String, String) {
    let host = proven(h, "Inès M.", "ines@example.org").await;
    let door = opens(h, &host, offer(3)).await;
    let guest = proven(h, "Nadia B.", "nadia@example.org").await;
    let path = format!("/doors/{door}/ask?near=Goncourt");
    let page = sees(&guest, &path).await;
    let form =
        [("near", "Goncourt"), ("places", "2"), ("name", "Nadia"), ("who", "adults"), ("words", "Nous arrivons")];
    let stay = to(&guest.submit(&page, &format!("/doors/{door}/ask"), &form).await.expect(303));
    h.settle().await;
    (host, guest, door.to_string(), stay)
}

each_store! {
    async fn the_list_says_what_is_near_and_what_to_do_when_nothing_is(store: Store) {
        let h = harness(store).await;
        let calm = sees(&h.nobody(), "/doors").await;
        assert!(words(&calm).contains("Aucune alerte en cours") && calm.says("tel:112"));
        let incident = active(&h, false).await;
        let first = sees(&h.browser(), "/doors").await;
        assert!(first.says("<option value=\"Goncourt\">") && first.says("data-locate") && first.says("data-send"));
        let none = sees(&h.nobody(), "/doors?near=Goncourt").await;
        assert!(words(&none).contains("Pas de porte ouverte près d’ici") && none.says("tel:17"), "{}", words(&none));

        let host = proven(&h, "Inès M.", "ines@example.org").await;
        let noted = json!({"note": "Sonnez au 06 12 34 56 78, canapé et tapis"});
        let door = opens(&h, &host, both(offer(3), noted)).await;
        let page = sees(&h.nobody(), "/doors?near=Belleville").await;
        let text = words(&page);
        assert!(text.contains("minutes à pied") && text.contains("vers République"), "{text}");
        assert!(text.contains("3 places, jusqu’à 2 h 41") && text.contains("français, arabe") && text.contains("Animaux acceptés"), "{text}");
        assert!(text.contains("Nouvel hôte, contact vérifié") && text.contains("(masqué)"), "{text}");
        assert!(page.says(&format!("/doors/{door}/ask?near=Belleville")) && page.says("class=\"pin\"") && page.says("#door-1"));
        assert!(!tells(&page));
        for lang in ["en", "es", "ar"] {
            whole(h.nobody().reading(lang).page("/doors?near=Belleville").await.expect(200));
        }
        let unknown = whole(h.nobody().page("/doors?near=Xyzzy").await.expect(422));
        assert!(words(&unknown).contains("Nous ne connaissons pas ce lieu"));
        assert!(!unknown.says("EXERCICE"));
        let _ = incident;
    }

    async fn a_position_is_in_no_address(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let b = h.browser();
        let page = sees(&b, "/doors").await;
        let here = [("lat", "48.867"), ("lon", "2.364"), ("near", ""), ("who", "children"), ("places", "3"), ("needs", "wheelchair")];
        let found = to(&b.submit(&page, "/doors/here", &here).await.expect(303));
        assert!(!found.contains("48.") && !found.contains("2.36"), "{found}");
        assert!(found.ends_with("&places=3&needs=wheelchair&who=children"), "{found}");
        let list = sees(&b, &found).await;
        assert!(list.says("value=\"République\"") || list.says("value=\"Place de la République\""), "{}", list.text);
        let typed = to(&b.submit(&page, "/doors/here", &[("near", "métro goncourt")]).await.expect(303));
        assert_eq!(typed, "/doors?near=Goncourt");
        let written = to(&b.page("/doors?near=48.8671,2.3642").await.expect(303));
        assert!(!written.contains("48."), "{written}");
        let odd = whole(b.submit(&page, "/doors/here", &[("near", "12 rue des Acacias")]).await.expect(422));
        assert!(odd.says("value=\"12 rue des Acacias\""), "what was typed is still there");
    }

    async fn homes_are_out_of_sight_of_families_and_minors_who_are_told_where_to_go(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        let door = opens(&h, &host, offer(3)).await;
        for who in ["children", "minor"] {
            let page = sees(&h.nobody(), &format!("/doors?near=Goncourt&who={who}")).await;
            assert!(!page.says(&door.to_string()) && page.says("tel:112") && page.says("114"), "{}", page.text);
            assert!(words(&page).contains("Les lieux publics d’abord"));
        }
        let guest = proven(&h, "Nadia B.", "nadia@example.org").await;
        let page = sees(&guest, &format!("/doors/{door}/ask?near=Goncourt")).await;
        let form = [("near", "Goncourt"), ("places", "2"), ("name", "Nadia"), ("who", "children"), ("words", "Avec Sami, 4 ans")];
        let refused = whole(guest.submit(&page, &format!("/doors/{door}/ask"), &form).await.expect(403));
        let text = words(&refused);
        assert!(text.contains("adultes seulement") && text.contains("Voir les lieux publics"), "{text}");
        assert!(refused.says("value=\"Avec Sami, 4 ans\"") && refused.says("tel:112"));
    }

    async fn from_the_request_to_the_way_home(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let (host, guest, door, stay) = asked(&h).await;
        let id = stay.trim_start_matches("/stays/").to_owned();
        let page = sees(&guest, &stay).await;
        assert!(words(&page).contains("Vos places sont gardées jusqu’à 0 h 01") && !tells(&page), "{}", words(&page));
        // The same press twice leads to the same place.
        let form = [("near", "Goncourt"), ("places", "2"), ("name", "Nadia"), ("who", "adults")];
        assert_eq!(to(&guest.submit(&page, &format!("/doors/{door}/ask"), &form).await.expect(303)), stay);
        let seen = sees(&host, &stay).await;
        let text = words(&seen);
        assert!(text.contains("Nadia") && text.contains("2 personnes") && text.contains("Nous arrivons"), "{text}");
        assert!(!seen.says("Tilleuls") && !seen.says("4711"), "the host's address is not on this page");
        let stranger = proven(&h, "Paul D.", "paul@example.org").await;
        stranger.page(&stay).await.is(404);
        assert!(to(&h.nobody().page(&stay).await.expect(303)).starts_with("/sign-in"));

        host.submit(&seen, &stay, &[("act", "accept")]).await.is(303);
        let told = sees(&guest, &stay).await;
        let text = words(&told);
        assert!(told.says("12 rue des Tilleuls, Paris 10e") && told.says("code 4711B"), "{text}");
        assert!(text.contains("À dire à la porte") && text.contains("n’entrez pas"));
        assert_eq!(told.header("cache-control"), "private, no-store");
        let say = |page: &Answer| page.text.split("class=\"words\"").nth(1).and_then(|t| t.split("</div>").next()).unwrap().to_owned();
        assert_eq!(say(&told), say(&sees(&host, &stay).await), "both say the same");
        assert!(!sees(&host, &stay).await.says("Tilleuls"));
        assert!(words(&sees(&guest, "/doors?near=Goncourt").await).contains("Vous avez une place"));

        let written = guest.submit(&told, &format!("{stay}/words"), &[("words", "Je suis au 06 12 34 56 78")]).await.expect(303);
        assert_eq!(to(&written), format!("{stay}#words"));
        let read = words(&sees(&host, &stay).await);
        assert!(read.contains("(masqué)") && !read.contains("06 12"), "{read}");
        let empty = whole(guest.submit(&told, &format!("{stay}/words"), &[("words", " ")]).await.expect(422));
        assert!(words(&empty).contains("Le message est vide") && words(&empty).contains("Écrivez une phrase"));

        guest.submit(&told, &stay, &[("act", "arrive")]).await.is(303);
        assert!(sees(&guest, &stay).await.says("Tilleuls"), "as long as one is there");
        let late = whole(guest.submit(&told, &stay, &[("act", "arrive")]).await.expect(409));
        assert!(words(&late).contains("la situation a changé"));
        guest.submit(&told, &stay, &[("act", "home")]).await.is(303);
        let over = sees(&guest, &stay).await;
        assert!(words(&over).contains("Vous êtes rentré") && !tells(&over));
        for lang in ["en", "es", "ar"] {
            whole(guest.clone().reading(lang).page(&stay).await.expect(200));
        }
        let _ = id;
    }

    async fn who_is_asked_in_vain_leads_on_to_the_next_door(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let (_, guest, _, stay) = asked(&h).await;
        let page = sees(&guest, &stay).await;
        let on = to(&guest.submit(&page, &stay, &[("act", "next")]).await.expect(303));
        assert!(on.starts_with("/doors?near=") && on.contains("places=2"), "{on}");
        let over = sees(&guest, &stay).await;
        assert!(words(&over).contains("Vous avez annulé") && over.says("/doors?near="));
        h.pass(Span::minutes(1));
    }

    async fn a_full_door_offers_the_next_and_tells_who_waits(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let (ines, omar) = (proven(&h, "Inès M.", "ines@example.org").await, proven(&h, "Omar K.", "omar@example.org").await);
        let small = opens(&h, &ines, offer(1)).await;
        let far = both(offer(4), json!({"place": {"lat": 48.8721, "lon": 2.3768}}));
        let other = opens(&h, &omar, far).await;
        let first = proven(&h, "Nadia B.", "nadia@example.org").await;
        let stay = asks(&first, small, 1).await.expect(201).at("/id");
        h.settle().await;
        let paul = proven(&h, "Paul D.", "paul@example.org").await;
        let list = sees(&paul, "/doors?near=Goncourt").await;
        assert!(words(&list).contains("Complet pour l’instant") && list.says(&format!("/doors/{small}/wait")));
        let form = [("near", "Goncourt"), ("places", "1"), ("name", "Paul"), ("who", "adults"), ("words", "Seul")];
        let refused = whole(paul.submit(&list, &format!("/doors/{small}/ask"), &form).await.expect(409));
        let text = words(&refused);
        assert!(text.contains("Il n’y a plus de place ici") && text.contains("Demander à la porte suivante"), "{text}");
        assert!(refused.says(&format!("formaction=\"/doors/{other}/ask\"")) && refused.says("value=\"Seul\""));

        paul.submit(&list, &format!("/doors/{small}/wait"), &[("near", "Goncourt")]).await.is(303);
        assert!(words(&sees(&paul, "/doors?near=Goncourt").await).contains("Nous vous prévenons"));
        let at = h.house.store.position().await.unwrap();
        first.post(&format!("/api/v1/stays/{stay}/cancel"), json!({})).await.is(200);
        h.settle().await;
        let told = |events: Vec<kernel::Recorded>| {
            let rooms = events.into_iter().filter_map(|e| match e.event {
                kernel::Event::Room { people, .. } => Some(people),
                _ => None,
            });
            rooms.flatten().collect::<Vec<_>>()
        };
        let (events, _) = h.house.store.events_after(at, 100).await.unwrap();
        assert_eq!(told(events), [paul.id()], "who waits is told once");
        let at = h.house.store.position().await.unwrap();
        asks(&first, small, 1).await.is(201);
        h.settle().await;
        let (events, _) = h.house.store.events_after(at, 100).await.unwrap();
        assert!(told(events).is_empty());
        // A door that has room by now is not waited for.
        let asked = to(&paul.submit(&list, &format!("/doors/{other}/wait"), &[("near", "Goncourt")]).await.expect(303));
        assert_eq!(asked, format!("/doors/{other}/ask?near=Goncourt"));
    }

    async fn who_is_not_known_proves_a_contact_and_finds_the_form_as_it_was(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        let door = opens(&h, &host, offer(3)).await;
        let b = h.browser();
        let path = format!("/doors/{door}/ask");
        let page = sees(&b, &format!("{path}?near=Goncourt&places=2")).await;
        assert!(words(&page).contains("il faut prouver un téléphone ou un e-mail") && page.says("name=\"contact\""));
        let nameless = whole(b.submit(&page, &path, &[("near", "Goncourt"), ("places", "2"), ("who", "adults")]).await.expect(422));
        assert!(words(&nameless).contains("Écrivez votre prénom"));
        let form = [("near", "Goncourt"), ("places", "2"), ("name", "Nadia"), ("who", "adults"), ("needs", "animals"), ("words", "Un chat"), ("contact", "nadia@example.org")];
        let proving = to(&b.submit(&page, &path, &form).await.expect(303));
        assert!(proving.starts_with("/prove/") && !proving.contains("Nadia") && !proving.contains("chat"), "{proving}");
        let prove = b.page(&proving).await.expect(200);
        let code = code(&h, &proving).await;
        let next = prove.text.split("name=\"next\" value=\"").nth(1).and_then(|t| t.split('"').next()).unwrap().replace("&amp;", "&");
        let back = to(&b.submit(&prove, proving.split('?').next().unwrap(), &[("code", &code), ("next", &next)]).await.expect(303));
        assert_eq!(back, next);
        let again = sees(&b, &back).await;
        let text = words(&again);
        assert!(text.contains("Contact vérifié") && !again.says("name=\"contact\""), "{text}");
        assert!(again.says("value=\"Un chat\"") && again.says("value=\"2\" checked") && again.says("value=\"animals\" checked"));
        let stay = to(&b.submit(&again, &path, &form).await.expect(303));
        assert!(words(&sees(&b, &stay).await).contains("Demande envoyée"));
    }

    async fn a_public_place_takes_whoever_gives_a_first_name(store: Store) {
        let h = harness(store).await;
        active(&h, true).await;
        let hall = h.staff(kernel::Role::Institution, "Mairie du 10e").await;
        let offered = json!({"kind": "public", "label": "Salle des fêtes", "rule": "anyone", "suits": ["children", "first_aid"]});
        let door = opens(&h, &hall, both(offer(40), offered)).await;
        let b = h.browser();
        let list = sees(&b, "/doors?near=Goncourt&who=children&places=3").await;
        let text = words(&list);
        assert!(text.contains("Salle des fêtes") && text.contains("40 places") && text.contains("Lieu d’une institution"), "{text}");
        assert!(list.says("EXERCICE"), "an exercise says so");
        let path = format!("/doors/{door}/ask");
        let page = sees(&b, &format!("{path}?near=Goncourt&who=children&places=3")).await;
        assert!(!page.says("name=\"contact\""));
        let form = [("near", "Goncourt"), ("places", "3"), ("name", "Nadia"), ("who", "children")];
        let stay = to(&b.submit(&page, &path, &form).await.expect(303));
        let told = sees(&b, &stay).await;
        assert!(told.says("Tilleuls") && words(&told).contains("Une porte vous attend"), "{}", words(&told));
    }

    async fn who_looks_for_room_is_counted_and_seen_by_nobody(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let b = h.browser();
        let page = sees(&b, "/doors?near=Goncourt&places=2").await;
        let carried = [("near", "Goncourt"), ("places", "2"), ("who", "adults"), ("name", "")];
        let missing = whole(b.submit(&page, "/doors/search", &carried).await.expect(422));
        assert_eq!(missing.text.matches("aria-invalid").count(), 1, "{}", missing.text);
        let carried = [("near", "Goncourt"), ("places", "2"), ("who", "adults"), ("name", "Nadia")];
        let list = to(&b.submit(&page, "/doors/search", &carried).await.expect(303));
        let page = sees(&b, &list).await;
        assert!(words(&page).contains("Vous cherchez une place depuis 23 h 41"), "{}", words(&page));
        assert!(!sees(&h.nobody(), &list).await.says("Nadia"));
        b.submit(&page, "/doors/search", &[("near", "Goncourt"), ("act", "over")]).await.is(303);
        assert!(!words(&sees(&b, &list).await).contains("Vous cherchez une place depuis"));
    }
}

fn both(mut a: serde_json::Value, b: serde_json::Value) -> serde_json::Value {
    for (k, v) in b.as_object().unwrap() {
        a[k] = v.clone();
    }
    a
}

/// The code that was sent for a proof.
async fn code(h: &Harness, proving: &str) -> String {
    let id = proving.trim_start_matches("/prove/").split('?').next().unwrap();
    h.house.register.proof(id.parse().unwrap()).await.unwrap().unwrap().code
}
