//! What people do in the pages, as a browser without script does it.

use kernel::{Role, Span};
use web::harness::{Answer, Client, Harness};

use crate::scene::{active, appeal, harness, one, proven, question, questions, safe, seeks, sought_at};

const HERS: &str = "06 39 98 00 17";
/// A key as a page makes it: nobody guesses it.
pub(crate) const KEY: &str = "3f1b8a90c2d4e5f60718293a4b5c6d7e";

/// What somebody types in both steps.
pub(crate) fn typed() -> Vec<(&'static str, &'static str)> {
    vec![
        ("key", KEY),
        ("name", "Camille Roussel"),
        ("others", "Camille Martin, Cam"),
        ("relation", "family"),
        ("police", "yes"),
        ("age", "27"),
        ("sex", "female"),
        ("description", "Cheveux bruns, appelez le 06 12 34 56 78"),
        ("wearing", "Manteau vert"),
        ("near", "Voltaire"),
        ("seen", "21 h 20"),
        ("phone", HERS),
    ]
}

pub(crate) fn with(
    fields: &[(&'static str, &'static str)],
    name: &str,
    value: &'static str,
) -> Vec<(&'static str, &'static str)> {
    let mut all: Vec<_> = fields.iter().filter(|(n, _)| *n != name).copied().collect();
    if let Some((name, _)) = fields.iter().find(|(n, _)| *n == name) {
        all.push((name, value));
    }
    all
}

pub(crate) fn sends(fields: &[(&'static str, &'static str)], what: &'static str) -> Vec<(&'static str, &'static str)> {
    fields.iter().copied().chain([("do", what)]).collect()
}

/// The code of a proof.
async fn code(h: &Harness, proof: &str) -> String {
    h.house.register.proof(proof.parse().unwrap()).await.unwrap().unwrap().code
}

/// Proves a contact where the answer leads, and gives where that leads back to.
pub(crate) async fn proves(h: &Harness, browser: &Client, page: &Answer, asked: &Answer) -> String {
    let (path, next) = asked.header("location").split_once("?next=").unwrap();
    let code = code(h, path.rsplit('/').next().unwrap()).await;
    let next = next.replace("%3F", "?").replace("%3D", "=");
    let done = browser.submit(page, path, &[("code", &code), ("next", &next)]).await.expect(303);
    done.header("location").to_owned()
}

/// A browser in which somebody with a proven contact is signed in.
pub(crate) async fn signed_in(h: &Harness, name: &str, contact: &str) -> Client {
    let browser = h.browser();
    let page = browser.page("/sign-in").await;
    let asked = browser.submit(&page, "/sign-in", &[("contact", contact), ("next", "/missing")]).await.expect(303);
    let path = asked.header("location").split('?').next().unwrap().to_owned();
    let code = code(h, path.rsplit('/').next().unwrap()).await;
    browser.submit(&asked, &path, &[("code", &code), ("name", name), ("next", "/missing")]).await.is(303);
    browser
}

async fn begins(browser: &Client) -> String {
    let page = browser.page("/missing/new").await.expect(200);
    let begun = browser.submit(&page, "/missing/new", &sends(&typed(), "send")).await.expect(303);
    begun.header("location").to_owned()
}

store::testing::each_store! {
    async fn a_search_without_an_account_waits_for_a_proof_and_nothing_typed_is_lost(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let browser = h.browser();
        let page = browser.page("/missing/new").await.expect(200);
        assert!(page.says("Étape 1 sur 2") && page.says("tel:17") && page.says("tel:112"), "{}", page.text);
        let none = browser.submit(&page, "/missing/new", &sends(&with(&typed(), "police", ""), "next")).await.expect(422);
        assert!(none.says("la police vient d’abord") && none.says("value=\"Camille Roussel\""), "{}", none.text);
        assert!(none.says("name=\"wearing\" value=\"Manteau vert\""), "the other step is carried");
        let two = browser.submit(&page, "/missing/new", &sends(&typed(), "next")).await.expect(200);
        assert!(two.says("Étape 2 sur 2") && two.says("name=\"others\" value=\"Camille Martin, Cam\""), "{}", two.text);
        let wrong = browser.submit(&page, "/missing/new", &sends(&with(&typed(), "age", "vieille"), "send")).await.expect(422);
        assert!(wrong.says("id=\"m-age\"") && wrong.says("value=\"vieille\"") && wrong.says("Manteau vert"), "{}", wrong.text);
        assert!(wrong.says("Étape 2 sur 2"));
        let back = browser.submit(&page, "/missing/new", &sends(&typed(), "back")).await.expect(200);
        assert!(back.says("Étape 1 sur 2") && back.says("name=\"wearing\" value=\"Manteau vert\""), "{}", back.text);

        let kept = browser.submit(&page, "/missing/new", &sends(&typed(), "send")).await.expect(303);
        assert_eq!(kept.header("location"), "/missing/draft", "no token in an address");
        let token = browser.cookie("notice").unwrap();
        assert!(kept.header("set-cookie").contains("Path=/missing;") && kept.header("set-cookie").contains("HttpOnly"));
        let draft = browser.page("/missing/draft").await.expect(200);
        assert!(draft.says("Il reste à prouver") && !draft.says(&token), "{}", draft.text);
        assert_eq!(draft.header("cache-control"), "private, no-store");
        let again = browser.page("/missing/draft/edit").await.expect(200);
        for text in ["Manteau vert", HERS, "name=\"others\" value=\"Camille Martin, Cam\"", "value=\"27\"", "value=\"21:20\""] {
            assert!(again.says(text), "{text} is in the form again: {}", again.text);
        }
        assert!(!again.says("06 12 34 56 78"), "a telephone in a description is masked");
        let nameless = browser.submit(&draft, "/missing/draft/contact", &[("contact", "karim@example.org")]).await.expect(422);
        assert!(nameless.says("id=\"m-name\"") && nameless.says("value=\"karim@example.org\""), "{}", nameless.text);
        let who = [("name", "Karim B."), ("contact", "karim@example.org")];
        let asked = browser.submit(&draft, "/missing/draft/contact", &who).await.expect(303);
        assert_eq!(proves(&h, &browser, &draft, &asked).await, "/missing/draft");
        let ready = browser.page("/missing/draft").await.expect(200);
        assert!(ready.says("Votre recherche est prête"), "{}", ready.text);
        let begun = browser.submit(&ready, "/missing/draft", &[]).await.expect(303);
        let mine = begun.header("location").to_owned();
        assert!(browser.cookie("notice").is_none(), "the token has done its work");
        assert_eq!(browser.submit(&ready, "/missing/draft", &[]).await.expect(303).header("location"), "/missing/mine");
        let page = browser.page(&mine).await.expect(200);
        assert!(page.says("Camille Roussel") && page.says("Recherchée depuis") && page.says("Privée"), "{}", page.text);
        assert!(browser.page("/missing").await.says("Mes recherches"));
        assert!(h.browser().page(&mine).await.expect(303).header("location").starts_with("/sign-in"));
    }

    async fn whoever_is_known_begins_at_once_and_twice_pressed_is_once(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = signed_in(&h, "Karim Belaïd", "karim@example.org").await;
        let mine = begins(&karim).await;
        assert_eq!(begins(&karim).await, mine, "the same press");
        assert_eq!(karim.page("/missing/mine").await.expect(200).text.matches("/missing/0").count().max(1), 1);
        let page = karim.page(&mine).await.expect(200);
        let path = format!("{mine}/move");
        karim.submit(&page, &path, &[("do", "renew")]).await.is(303);
        karim.submit(&page, &path, &[("do", "appeal")]).await.is(303);
        assert!(karim.page(&mine).await.says("Avis public demandé"));
        let zoe = signed_in(&h, "Zoé", "zoe@example.org").await;
        let hers = zoe.page("/missing/mine").await.expect(200);
        assert!(hers.says("Vous ne cherchez personne") && !hers.says("Camille"));
        zoe.page(&mine).await.is(404);
        zoe.submit(&hers, &path, &[("do", "close")]).await.is(404);
        karim.submit(&page, &path, &[("do", "close")]).await.is(303);
        karim.submit(&page, &path, &[("do", "close")]).await.is(303);
        assert!(karim.page(&mine).await.says("Recherche terminée"));
    }

    async fn a_search_by_name_is_in_no_address_and_tells_nobody_from_nobody(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        let browser = h.browser();
        let page = browser.page("/missing").await.expect(200);
        assert!(page.says("Je cherche quelqu’un") && page.says("J’ai des nouvelles") && !page.says("Camille"), "{}", page.text);
        assert!(page.says("<form method=\"post\" action=\"/missing\""));
        let asks = [("name", "Camille Roussel"), ("tail", "0017")];
        let private = browser.submit(&page, "/missing", &asks).await.expect(200);
        let nobody = browser.submit(&page, "/missing", &[("name", "Paul Durand"), ("tail", "0017")]).await.expect(200);
        assert!(private.says("Personne à ce nom pour le moment") && private.says("rien dire de mauvais"));
        let same = |a: &Answer| a.text.replace("Camille Roussel", "Paul Durand");
        assert_eq!(same(&private), same(&nobody), "what is private looks like nothing");
        let wrong = browser.submit(&page, "/missing", &[("name", "Camille Roussel"), ("tail", "17")]).await.expect(422);
        assert!(wrong.says("id=\"m-tail\"") && wrong.says("value=\"Camille Roussel\""), "{}", wrong.text);
        let share = appeal(&h, &karim, &id).await.unwrap();
        let known = browser.submit(&page, "/missing", &asks).await.expect(200);
        assert!(known.says(&format!("href=\"/s/{share}\"")), "{}", known.text);
    }

    async fn news_are_answered_alike_and_kept_while_a_contact_is_proven(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        let browser = h.browser();
        let page = browser.page("/missing/news").await.expect(200);
        assert!(page.says("Rien sur la police") && page.says("Dire que je vais bien"), "{}", page.text);
        let said = [("key", KEY), ("who", "Camille Roussel"), ("how", "saw"), ("state", "safe"), ("words", "Au café"), ("contact", HERS)];
        let lost = browser.submit(&page, "/missing/news", &said).await.expect(422);
        for text in ["id=\"m-mine\"", "id=\"m-name\"", "value=\"Camille Roussel\"", "Au café", "value=\"saw\" checked"] {
            assert!(lost.says(text), "{text} in {}", lost.text);
        }
        let me = said.into_iter().chain([("name", "Nadia"), ("mine", "nadia@example.org")]).collect::<Vec<_>>();
        let asked = browser.submit(&page, "/missing/news", &me).await.expect(303);
        assert!(!asked.header("location").contains("Camille"), "nothing of it stands in an address");
        let back = proves(&h, &browser, &page, &asked).await;
        let elsewhere = h.browser().page(&back).await.expect(200);
        assert!(!elsewhere.says("Camille") && !elsewhere.says("Au café"), "what was kept opens in this browser alone");
        let page = browser.page(&back).await.expect(200);
        assert!(page.says("value=\"Camille Roussel\"") && page.says("Au café") && !page.says("m-mine"), "{}", page.text);
        let done = browser.submit(&page, "/missing/news", &said).await.expect(303);
        assert_eq!(browser.submit(&page, "/missing/news", &said).await.expect(303).header("location"), done.header("location"));
        let other = [("key", "91b8a90c2d4e5f60718293a4b5c6d7e0"), ("who", "Paul Durand"), ("how", "saw"), ("state", "safe")];
        let nobody = browser.submit(&page, "/missing/news", &other).await.expect(303);
        assert_eq!(nobody.header("location"), done.header("location"));
        assert!(browser.page(done.header("location")).await.says("toujours la même"));
        h.settle().await;
        let maud = h.staff(Role::Moderator, "Maud").await;
        let queue = maud.get("/api/v1/reunions").await.expect(200).json();
        assert_eq!(queue["reunions"].as_array().unwrap().len(), 1, "twice pressed is once: {queue}");
    }

    async fn who_is_sought_answers_in_confidence_and_may_think_again(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let camille = signed_in(&h, "Camille Roussel", HERS).await;
        assert!(camille.page("/sought").await.expect(200).says("Personne ne vous cherche"));
        let id = seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        let page = camille.page("/").await;
        camille.submit(&page, &format!("/i/{night}/answer"), &[("is", "safe")]).await.is(303);
        h.settle().await;
        assert!(camille.page("/missing").await.says("Quelqu’un vous cherche"));
        let page = camille.page("/sought").await.expect(200);
        for text in ["Karim Belaïd", "De sa famille", "Dire que je vais bien", "Pas maintenant", "Ne jamais le dire", "Ce n’est pas moi"] {
            assert!(page.says(text), "{text} in {}", page.text);
        }
        assert_eq!(page.text.matches("class=\"b w tall\"").count(), 3, "of one size");
        let start = page.text.find("/sought/").unwrap() + 8;
        let path = format!("/sought/{}", page.text[start..].split('"').next().unwrap());
        let answer = |what: &'static str| { let (c, p, path) = (&camille, &page, &path); async move { c.submit(p, path, &[("answer", what)]).await } };
        let before = one(&karim, &id).await;
        for what in ["not_now", "never", "never"] {
            answer(what).await.is(303);
        }
        h.settle().await;
        assert!(camille.page("/sought").await.says("Cette personne ne l’apprendra pas"));
        assert_eq!(one(&karim, &id).await, before, "nobody can see it");
        answer("undo").await.is(303);
        assert!(camille.page("/sought").await.says("pas maintenant"));
        answer("tell").await.is(303);
        answer("tell").await.is(303);
        h.settle().await;
        assert_eq!(one(&karim, &id).await["state"], "found");
        let zoe = signed_in(&h, "Zoé", "zoe@example.org").await;
        let hers = zoe.page("/sought").await;
        zoe.submit(&hers, &path, &[("answer", "tell")]).await.is(404);
        answer("undo").await.is(303);
        h.settle().await;
        assert_eq!(one(&karim, &id).await["state"], "searching");
    }

    async fn an_appeal_shows_what_it_may_and_takes_what_witnesses_say(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = signed_in(&h, "Karim Belaïd", "karim@example.org").await;
        let mine = begins(&karim).await;
        h.settle().await;
        let asked = karim.page(&mine).await.expect(200);
        karim.submit(&asked, &format!("{mine}/move"), &[("do", "appeal")]).await.is(303);
        let maud = h.staff(Role::Moderator, "Maud").await;
        let path = format!("/api/v1/notices/{}/approve", mine.rsplit('/').next().unwrap());
        maud.post(&path, serde_json::json!({ "approve": true })).await.is(204);
        h.settle().await;
        let page = karim.page(&mine).await.expect(200);
        let share = page.text.split("href=\"/s/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let path = format!("/s/{share}");
        let seen = h.browser().page(&path).await.expect(200);
        assert_eq!(seen.header("x-robots-tag"), "noindex, nofollow, noarchive");
        for text in ["Camille R.", "Manteau vert", "property=\"og:title\" content=\"Camille R. est recherchée\"", "name=\"robots\" content=\"noindex\""] {
            assert!(seen.says(text), "{text} in {}", seen.text);
        }
        for secret in ["Roussel", "Martin", "0017", "Karim", "karim@example.org", "06 12 34"] {
            assert!(!seen.says(secret), "{secret} in {}", seen.text);
        }
        assert!(seen.says(&format!("/sign-in?next=/s/{share}")));
        let nadia = signed_in(&h, "Nadia", "nadia@example.org").await;
        let form = nadia.page(&path).await.expect(200);
        let wrong = nadia.submit(&form, &path, &[("how", "saw"), ("words", "Vers le canal")]).await.expect(422);
        assert!(wrong.says("id=\"m-state\"") && wrong.says("Vers le canal") && wrong.says("value=\"saw\" checked"), "{}", wrong.text);
        let said = [("key", KEY), ("how", "saw"), ("state", "none"), ("words", "Vers le canal")];
        let told = nadia.submit(&form, &path, &said).await.expect(303);
        let words = told.header("location").to_owned();
        assert_eq!(nadia.submit(&form, &path, &said).await.expect(303).header("location"), words, "twice pressed is once");
        let chat = nadia.page(&words).await.expect(200);
        assert!(chat.says("Ce que vous avez dit est transmis"), "{}", chat.text);
        let empty = nadia.submit(&chat, &words, &[("words", "")]).await.expect(422);
        assert!(empty.says("id=\"m-words\""));
        for _ in 0..2 {
            nadia.submit(&chat, &words, &[("words", "Elle allait bien")]).await.is(303);
        }
        let page = karim.page(&mine).await.expect(200);
        assert!(page.says("Vers le canal") && page.says(&words), "{}", page.text);
        let chat = karim.page(&words).await.expect(200);
        assert_eq!(chat.text.matches("Elle allait bien").count(), 1, "{}", chat.text);
        karim.submit(&chat, &words, &[("words", "Merci")]).await.is(303);
        assert!(nadia.page(&words).await.says("Merci"));
        signed_in(&h, "Zoé", "zoe@example.org").await.page(&words).await.is(404);
        karim.submit(&page, &format!("{mine}/move"), &[("do", "close")]).await.is(303);
        h.settle().await;
        let over = h.browser().page(&path).await.expect(200);
        assert!(over.says("Cette recherche est terminée") && !over.says("Camille"), "{}", over.text);
        let never = h.browser().page("/s/2222222222").await.expect(404);
        assert!(never.says("Cette recherche est terminée"), "{}", never.text);
    }

    async fn reviewers_compare_and_take_back_and_decide_on_appeals(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        let nadia = proven(&h, "Nadia", "nadia@example.org").await;
        let news = serde_json::json!({ "name": "Camille Roussel", "contact": HERS, "note": { "how": "saw", "state": "safe", "words": "Au café" } });
        nadia.post("/api/v1/news", news).await.is(201);
        h.settle().await;
        let maud = h.staff(Role::Moderator, "Maud").await;
        let page = maud.page("/console/reunions").await.expect(200);
        for text in ["Camille Roussel", "Au café", "C’est la même personne", "Deux personnes", "Manteau vert"] {
            assert!(page.says(text), "{text} in {}", page.text);
        }
        let start = page.text.find("/console/reunions/").unwrap() + 18;
        let path = format!("/console/reunions/{}", page.text[start..].split('"').next().unwrap());
        maud.submit(&page, &path, &[("do", "same")]).await.is(303);
        let twice = maud.submit(&page, &path, &[("do", "same")]).await.expect(422);
        assert!(twice.says("id=\"errors\""), "{}", twice.text);
        h.settle().await;
        assert_eq!(one(&karim, &id).await["state"], "found");
        let page = maud.page("/console/reunions").await.expect(200);
        assert!(page.says("C’était une erreur"), "{}", page.text);
        maud.submit(&page, &path, &[("do", "undo")]).await.is(303);
        h.settle().await;
        assert_eq!(one(&karim, &id).await["state"], "searching");
        karim.post(&format!("/api/v1/notices/{id}/appeal"), serde_json::json!({})).await.is(200);
        let page = maud.page("/console/appeals").await.expect(200);
        assert!(page.says("Camille Roussel") && page.says("Approuver l’avis"), "{}", page.text);
        maud.submit(&page, &format!("/console/appeals/{id}"), &[("do", "refuse"), ("ground", "unclear")]).await.is(303);
        assert_eq!(one(&karim, &id).await["appeal"], "refused");
        h.staff(Role::Operator, "Anne").await.page("/console/reunions").await.is(403);
        assert!(maud.page("/console/moderation").await.expect(200).says("/console/reunions"));
        assert!(!h.staff(Role::Operator, "Anne").await.page("/console/moderation").await.expect(200).says("/console/reunions"));
        h.pass(Span::hours(1));
    }

    async fn a_wrong_join_of_a_person_is_no_news_of_another(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        let camille = proven(&h, "Camille Roussel", HERS).await;
        safe(&h, &camille, night).await;
        question(&camille).await;
        let page = camille.page("/sought").await.expect(200);
        let start = page.text.find("/sought/").unwrap() + 8;
        let path = format!("/sought/{}", page.text[start..].split('"').next().unwrap());
        camille.submit(&page, &path, &[("answer", "not_me")]).await.is(303);
        assert_eq!(questions(&camille).await[0]["answered"], "not_me");
        let page = camille.page("/sought").await.expect(200);
        assert!(page.says("Ce n’est pas vous") && !page.says("value=\"tell\""), "a slip can be taken back: {}", page.text);
        camille.submit(&page, &path, &[("answer", "undo")]).await.is(303);
        assert_eq!(questions(&camille).await[0]["answered"], "not_now");
    }
}
