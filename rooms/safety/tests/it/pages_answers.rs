//! The question and what follows, as browsers without script go through it.

use axum::body::to_bytes;
use http::Method;
use kernel::{IncidentId, Lang, PersonId, Role, Span};
use register::State;
use web::{
    Words,
    harness::{Answer, Client, Harness},
};

use crate::scene::{active, answers, friends, harness, square, whole, words};

async fn facts(h: &Harness, of: PersonId, i: IncidentId) -> Vec<State> {
    h.house.register.facts(of, i).await.unwrap().iter().map(|f| f.state).collect()
}

/// The address of an answer, a `303`.
#[track_caller]
fn to(answer: &Answer) -> String {
    assert_eq!(answer.status.as_u16(), 303, "{}", answer.text);
    answer.header("location").to_owned()
}

/// The name that a page gives to its press.
fn key(page: &Answer) -> String {
    let (_, rest) = page.text.split_once("name=\"key\" value=\"").unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

async fn press(who: &Client, page: &Answer, path: &str, is: &str) -> Answer {
    who.submit(page, path, &[("is", is), ("key", &key(page))]).await
}

store::testing::each_store! {
    async fn one_press_answers_and_looking_does_not(store: Store) {
        let h = harness(store).await;
        let (ines, lea) = (h.person("Inès M.").await, h.person("Léa T.").await);
        friends(&ines, &[&lea]).await;
        let i = active(&h, false, "Les attaques à Paris").await;
        for path in ["", "/done", "/who", "/help", "/other"] {
            for _ in 0..2 {
                ines.page(&format!("/i/{i}{path}")).await;
                h.browser().page(&format!("/i/{i}{path}")).await;
            }
        }
        assert_eq!(facts(&h, ines.id(), i).await, [], "opening a page answers nothing");
        let page = whole(ines.page(&format!("/i/{i}")).await.expect(200));
        let text = words(&page);
        assert!(text.contains("Les attaques à Paris. En cours depuis 23 h 41. Alerte donnée par Rhizome."), "{text}");
        assert!(text.contains("dans la zone touchée par les attaques à Paris."), "{text}");
        assert!(text.contains("Votre proche est prévenu tout de suite."), "{text}");
        assert_eq!(page.text.matches("<button class=\"b big").count(), 3, "three answers of one size");
        assert!(!page.says("class=\"drill\"") && !page.says("<link rel=\"stylesheet\""));

        let action = format!("/i/{i}/answer");
        assert!(whole(ines.submit(&page, &action, &[]).await.expect(422)).says("data-focus"), "nothing was chosen");
        let done = to(&press(&ines, &page, &action, "safe").await);
        assert_eq!(done, format!("/i/{i}/done"));
        assert_eq!(to(&press(&ines, &page, &action, "safe").await), done);
        assert_eq!(facts(&h, ines.id(), i).await.len(), 1, "pressed twice, kept once");
        let done = whole(ines.page(&done).await.expect(200));
        let text = words(&done);
        assert!(text.contains("Réponse enregistrée à 23 h 41") && text.contains("1 personne est prévenue."), "{text}");
        assert!(done.says("class=\"net on\""), "the stem lights up");
        let long = "a".repeat(141);
        let again = whole(ines.submit(&done, &format!("/i/{i}/word"), &[("message", &long)]).await.expect(422));
        assert!(again.says(&long) && again.says("aria-invalid"), "what was typed is kept");
        let sent = to(&ines.submit(&done, &format!("/i/{i}/word"), &[("message", "Chez Julie")]).await);
        assert!(words(&whole(ines.page(&sent).await.expect(200))).contains("Votre mot est envoyé."));
        let page = whole(ines.page(&format!("/i/{i}")).await.expect(200));
        assert!(words(&page).contains("Vous avez répondu : en sécurité, à 23 h 41."));

        // Another answer from the same page is another press, and back again too.
        h.pass(Span::minutes(1));
        assert_eq!(to(&press(&ines, &page, &action, "need_help").await), format!("/i/{i}/help"));
        h.pass(Span::minutes(1));
        press(&ines, &page, &action, "safe").await.is(303);
        h.pass(Span::minutes(1));
        press(&ines, &page, &action, "need_help").await.is(303);
        assert!(words(&ines.page(&format!("/i/{i}")).await).contains("besoin d’aide, à 23 h 44"));

        let anne = h.staff(Role::Operator, "Anne").await;
        press(&anne, &page, &action, "safe").await.is(403);
        let home = whole(lea.page("/").await.expect(200));
        assert_eq!(home.text.matches("name=\"is\"").count(), 0, "who is not asked finds the list");
        assert!(home.says(&format!("href=\"/i/{i}\"")));
    }

    async fn without_an_account_an_answer_is_kept_first_and_named_afterwards(store: Store) {
        let h = harness(store).await;
        let i = active(&h, false, "Les attaques à Paris").await;
        let alba = h.browser();
        let page = whole(alba.page("/").await.expect(200));
        assert!(words(&page).contains("ou restez anonyme"), "the one thing that is on is asked at home");
        let who = to(&press(&alba, &page, &format!("/i/{i}/answer"), "safe").await);
        assert_eq!(who, format!("/i/{i}/who"));
        let page = whole(alba.page(&who).await.expect(200));
        let refused = whole(alba.submit(&page, &who, &[("name", "Alba R."), ("contact", "nobody")]).await.expect(422));
        assert!(refused.says("value=\"Alba R.\"") && refused.says("value=\"nobody\""), "what was typed is kept");
        let done = whole(alba.page(&format!("/i/{i}/done")).await.expect(200));
        assert!(words(&done).contains("sans votre nom") && !done.says("/word"));
        let prove = to(&alba.submit(&page, &who, &[("name", "Alba R."), ("contact", "alba@example.org")]).await);
        let id = prove.trim_start_matches("/prove/").split('?').next().unwrap().to_owned();
        let code = h.house.register.proof(id.parse().unwrap()).await.unwrap().unwrap().code;
        let page = alba.page(&prove).await.expect(200);
        let next = format!("/i/{i}/done");
        let back = to(&alba.submit(&page, &format!("/prove/{id}"), &[("code", &code), ("next", &next)]).await);
        assert_eq!(back, next);
        h.settle().await;
        whole(alba.page(&next).await.expect(200));
        let status = alba.get("/api/v1/me/status").await.expect(200);
        assert_eq!(status.at("/statuses/0/state"), "safe", "proven, it counts");

        // Nobody else's browser holds it, and a forged cookie is nobody's.
        assert_eq!(to(&h.browser().page(&format!("/i/{i}/who")).await), format!("/i/{i}"));
        let forged = [("cookie", "answer=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), ("accept", "text/html")];
        let answer = h.nobody().send_with(Method::GET, &format!("/i/{i}/who"), None, "", &forged).await;
        assert_eq!(to(&answer), format!("/i/{i}"));
    }

    async fn help_is_told_step_by_step_with_an_account_and_without(store: Store) {
        let h = harness(store).await;
        let i = active(&h, false, "Les attaques à Paris").await;
        let nora = h.person("Nora L.").await;
        for who in [&nora, &h.browser()] {
            let page = who.page(&format!("/i/{i}")).await.expect(200);
            let help = to(&press(who, &page, &format!("/i/{i}/answer"), "need_help").await);
            assert_eq!(help, format!("/i/{i}/help"));
            let page = whole(who.page(&help).await.expect(200));
            let (call, form) = (page.text.find("class=\"call\"").unwrap(), page.text.find("<form").unwrap());
            assert!(call < form, "the numbers come first");
            assert!(words(&page).contains("Sinon, restez caché et silencieux."));
            who.submit(&page, &help, &[("step", "need"), ("need", "a cup of tea")]).await.is(422);
            let place = to(&who.submit(&page, &help, &[("step", "need"), ("need", "stuck")]).await);
            let page = whole(who.page(&place).await.expect(200));
            let here = [("step", "place"), ("place", "Rue Oberkampf, 2e étage"), ("lat", "48.8674"), ("lon", "2.3636")];
            let people = to(&who.submit(&page, &help, &here).await);
            let page = whole(who.page(&people).await.expect(200));
            let wrong = whole(who.submit(&page, &help, &[("step", "people"), ("people", "900")]).await.expect(422));
            assert!(wrong.says("value=\"900\"") && wrong.says("entre 1 et 500"));
            let done = to(&who.submit(&page, &help, &[("step", "people"), ("people", "3")]).await);
            assert!(words(&whole(who.page(&done).await.expect(200))).contains("Votre demande d’aide est partie."));
        }
        let case = h.house.register.case_of(nora.id(), i).await.unwrap().unwrap();
        assert_eq!((case.need.as_deref(), case.people, case.place.as_deref()), (Some("stuck"), Some(3), Some("Rue Oberkampf, 2e étage")));
        assert!(case.cell.is_some() && !format!("{case:?}").contains("48.86"), "only the cell is kept");
        let page = nora.page(&format!("/i/{i}/help")).await;
        h.pass(Span::minutes(1));
        assert_eq!(to(&nora.submit(&page, &format!("/i/{i}/help/over"), &[]).await), format!("/i/{i}/done"));
        assert!(words(&nora.page(&format!("/i/{i}")).await).contains("en sécurité"));
        assert_eq!(to(&h.browser().page(&format!("/i/{i}/help")).await), format!("/i/{i}"));
    }

    async fn somebody_else_is_declared_safe(store: Store) {
        let h = harness(store).await;
        let (lea, omar) = (h.person("Léa T.").await, h.person("Omar D.").await);
        friends(&lea, &[&omar]).await;
        let i = active(&h, false, "Les attaques à Paris").await;
        let path = format!("/i/{i}/other");
        assert!(to(&h.browser().page(&path).await).starts_with("/sign-in?next="));
        let page = whole(lea.page(&path).await.expect(200));
        assert!(page.says("Omar D."));
        let refused = whole(lea.submit(&page, &path, &[("how", "saw"), ("note", "au <bar>")]).await.expect(422));
        assert!(refused.says("au &#60;bar&#62;") && words(&refused).contains("Dites de qui il s’agit"));
        let whom = omar.id().to_string();
        let form = [("about", whom.as_str()), ("how", "spoke"), ("key", "k1")];
        for _ in 0..2 {
            let done = to(&lea.submit(&page, &path, &form).await);
            assert!(words(&whole(lea.page(&done).await.expect(200))).contains("Merci"));
        }
        assert_eq!(facts(&h, omar.id(), i).await, [State::Safe]);
        let named = [("name", "Zoé P."), ("contact", "not one"), ("how", "read"), ("key", "k2")];
        let refused = whole(lea.submit(&page, &path, &named).await.expect(422));
        assert!(refused.says("value=\"Zoé P.\"") && refused.says("<details class=\"q\" open>"));
        lea.submit(&page, &path, &[("name", "Zoé P."), ("contact", "zoe@example.org"), ("how", "heard")]).await.is(303);
        assert!(h.house.register.people_count().await.unwrap() == 2, "nobody is made of a name");
    }

    async fn a_link_answers_by_its_button_and_shows_nothing_else(store: Store) {
        let h = harness(store).await;
        let (ines, lea) = (h.person("Inès M.").await, h.person("Léa T.").await);
        friends(&ines, &[&lea]).await;
        let i = active(&h, false, "Les attaques à Paris").await;
        let link = safety::acts::link(&h.house, ines.id(), i);
        let link = link.strip_prefix("http://127.0.0.1:8080").unwrap();
        let phone = h.browser();
        let page = whole(phone.page(link).await.expect(200));
        whole(phone.page(link).await.expect(200));
        assert_eq!(page.header("cache-control"), "private, no-store");
        assert!(page.header("x-robots-tag").contains("noindex"));
        assert_eq!(facts(&h, ines.id(), i).await, []);
        assert!(!page.says("Inès") && !page.says("Léa") && !page.says("/other"));
        let done = to(&press(&phone, &page, link, "safe").await);
        let page = whole(phone.page(&done).await.expect(200));
        assert!(words(&page).contains("Vous êtes en sécurité.") && !page.says("/people") && !page.says("Léa"));
        assert_eq!(facts(&h, ines.id(), i).await, [State::Safe]);
        assert!(phone.cookie("rz").is_none() && phone.cookie("answer").is_none(), "nobody is signed in");
        assert!(to(&phone.page("/people").await).starts_with("/sign-in"));
        let page = phone.page(link).await;
        h.pass(Span::minutes(1));
        press(&phone, &page, link, "need_help").await.is(303);
        assert_eq!(facts(&h, ines.id(), i).await.len(), 2, "it answers again");
        let bad = format!("{}{}", &link[..link.len() - 1], if link.ends_with('x') { 'y' } else { 'x' });
        whole(phone.page(&bad).await.expect(404));
        h.pass(Span::days(8));
        whole(phone.page(link).await.expect(404));
    }

    async fn exercises_drafts_and_ends(store: Store) {
        let h = harness(store).await;
        let ines = h.person("Inès M.").await;
        let drill = active(&h, true, "l’exercice de printemps").await;
        for path in ["", "/done", "/help", "/other"] {
            if path == "/done" {
                answers(&ines, drill, "need_help", "").await;
            }
            let page = whole(ines.page(&format!("/i/{drill}{path}")).await.expect(200));
            let (band, head) = (page.text.find("class=\"drill\"").unwrap(), page.text.find("<header").unwrap());
            assert!(band < head, "the band stands first");
        }
        let home = whole(h.browser().page("/").await.expect(200));
        assert!(words(&home).contains("Exercices en cours") && words(&home).contains("EXERCICE. En cours depuis 23 h 41."));
        let anne = h.staff(Role::Operator, "Anne").await;
        let body = serde_json::json!({"kind": "flood", "names": {"fr": "Crue"}, "zone": square(), "drill": false});
        let draft = anne.post("/api/v1/incidents", body).await.expect(201).at("/id");
        whole(ines.page(&format!("/i/{draft}")).await.expect(404));
        whole(ines.page("/i/0198c0de-0000-7000-8000-000000000000").await.expect(404));
        let page = ines.page(&format!("/i/{drill}")).await;
        anne.post(&format!("/api/v1/incidents/{drill}/close"), serde_json::json!({})).await.is(200);
        assert_eq!(to(&press(&ines, &page, &format!("/i/{drill}/answer"), "safe").await), format!("/i/{drill}"));
        let over = whole(ines.page(&format!("/i/{drill}")).await.expect(200));
        assert!(words(&over).contains("L’alerte est levée") && !over.says("name=\"is\""));
        assert!(words(&whole(h.browser().page("/").await.expect(200))).contains("Aucune alerte en cours"));
    }

    async fn every_language_within_its_weight(store: Store) {
        let h = harness(store).await;
        let ines = h.person("Inès M.").await;
        let i = active(&h, false, "The attacks in Paris").await;
        for (lang, says) in [("fr", "Allez-vous bien ?"), ("en", "Are you OK?"), ("es", "¿Está bien?"), ("ar", "هل أنت بخير؟")] {
            let reader = ines.clone().reading(lang);
            let page = whole(reader.page(&format!("/i/{i}")).await.expect(200));
            assert!(words(&page).contains(says), "{}", words(&page));
            assert_eq!(page.says("dir=\"rtl\""), lang == "ar");
            answers(&ines, i, "need_help", "").await;
            for path in ["", "/done", "/help", "/help?step=place", "/help?step=people", "/other", "/other?done=yes"] {
                let path = format!("/i/{i}{path}");
                whole(reader.page(&path).await.expect(200));
                let packed = [("accept-encoding", "br"), ("accept", "text/html")];
                let sent = reader.begin(Method::GET, &path, None, "", &packed).await;
                assert_eq!(sent.headers()["content-encoding"], "br");
                let bytes = to_bytes(sent.into_body(), usize::MAX).await.unwrap().len();
                assert!(bytes <= 9 * 1024, "{path} in {lang}: {bytes} bytes");
            }
        }
    }
}

#[test]
fn every_refusal_of_this_room_has_its_sentences() {
    let source = include_str!("../../src/rules.rs").to_owned()
        + "no(422, \"texts-none\") no(422, \"texts-bad\") no(422, \"texts-language\")";
    let codes = source.split("no(").skip(1).filter_map(|rest| rest.split_once('"')?.1.split_once('"'));
    let codes: Vec<&str> = codes.map(|(code, _)| code).filter(|c| c.contains('-') || *c == "busy").collect();
    assert!(codes.len() >= 25, "{codes:?}");
    let all = Words::default();
    for lang in [Lang::Fr, Lang::En] {
        for code in &codes {
            for key in [format!("refusal-{code}"), format!("refusal-{code}-next")] {
                assert_ne!(all.in_lang(lang).t(&key), key.as_str(), "{lang:?}");
            }
        }
    }
    assert_eq!(Words::faults(), Vec::<String>::new());
}
