//! What people do in the pages, as a browser without script does it.

use kernel::Role;
use serde_json::json;
use store::Store;
use web::harness::{Answer, Client, Harness};

/// The pages stand on the rooms that prove a contact and open an incident.
async fn house(store: Store) -> Harness {
    let h = Harness::new(vec![people::room(), safety::room(), feed::room()], store, people::sessions).await;
    h.active(false).await;
    h
}

/// Publishes over the API, and gives the number of the post.
async fn says(h: &Harness, who: &Client, text: &str) -> String {
    let id = who.post("/api/v1/posts", json!({ "text": text })).await.expect(201).at("/id");
    h.settle().await;
    id
}

/// A browser in which somebody with a proven contact is signed in.
pub(crate) async fn signed_in(h: &Harness, name: &str, contact: &str) -> Client {
    let browser = h.browser();
    let page = browser.page("/sign-in").await;
    let asked = browser.submit(&page, "/sign-in", &[("contact", contact), ("next", "/live")]).await.expect(303);
    proves(h, &browser, &asked, &asked, name).await;
    browser
}

/// Proves a contact where the answer leads, and gives where that leads back to.
async fn proves(h: &Harness, browser: &Client, page: &Answer, asked: &Answer, name: &str) -> String {
    let (path, next) = asked.header("location").split_once("?next=").unwrap();
    let proof = path.rsplit('/').next().unwrap().parse().unwrap();
    let code = h.house.register.proof(proof).await.unwrap().unwrap().code;
    let next = next.replace("%3F", "?").replace("%3D", "=");
    let sent = [("code", code.as_str()), ("name", name), ("next", next.as_str())];
    browser.submit(page, path, &sent).await.expect(303).header("location").to_owned()
}

async fn sends(browser: &Client, fields: &[(&str, &str)]) -> Answer {
    let page = browser.page("/post/new").await.expect(200);
    browser.submit(&page, "/post/new", fields).await
}

/// Sends the form of a post and follows to where it is shown.
async fn writes(browser: &Client, fields: &[(&str, &str)]) -> (String, Answer) {
    let sent = sends(browser, fields).await.expect(303);
    let to = sent.header("location").to_owned();
    let id = to.trim_start_matches("/post/").split('?').next().unwrap().to_owned();
    (id, browser.page(&to).await.expect(200))
}

store::testing::each_store! {
    async fn anybody_reads_what_happens_without_an_account_the_official_word_first(store: Store) {
        let h = house(store).await;
        let nora = h.proven("Nora Kessler", "nora@example.org").await;
        for n in 0..22 {
            h.pass(kernel::Span::minutes(2));
            says(&h, &nora, &format!("Message {n} de la rue #Paris")).await;
        }
        let city = crate::scene::official(&h, "mairie.example", "Mairie de l’Exemple").await;
        says(&h, &city, "Restez à l’abri. Laissez les lignes libres.").await;
        let page = h.nobody().page("/live").await.expect(200);
        let official = page.text.find("Message officiel, épinglé").unwrap();
        let first = page.text.find("Restez à l’abri.").unwrap();
        let talk = page.text.find("class=\"post").unwrap();
        assert!(official < first && first < talk);
        // What is pinned does not stand in the talk too.
        assert_eq!(page.text.matches("<article class=\"post").count(), 19);
        assert!(page.says("Nora K.") && page.says("Non vérifié") && page.says("href=\"/tag/paris\""));
        assert!(page.says("Mis à jour à") && page.says("Actualiser"));
        assert_eq!(page.text.matches("<h1").count(), 1);
        let older = page.text.split("id=\"older\"").nth(1).and_then(|t| t.split("href=\"").nth(1)).unwrap();
        let older = h.nobody().page(older.split('"').next().unwrap()).await.expect(200);
        assert_eq!(older.text.matches("<article class=\"post").count(), 3);
        assert!(older.says("Message 0 de la rue"));
        // What programs read of it is where the page says.
        let feed = page.text.split("href=\"/live/feed.atom").nth(1).unwrap().split('"').next().unwrap();
        h.nobody().get(&format!("/live/feed.atom{}", feed.replace("&amp;", "&").replace("&#38;", "&"))).await.is(200);
        // Another spelling leads to the one page of the tag, and who asks for two tags gets both.
        let led = h.nobody().page("/tag/PARIS").await.expect(303);
        assert_eq!(led.header("location"), "/tag/paris");
        assert!(h.nobody().page("/tag/paris").await.expect(200).says("#Paris"));
        let none = h.nobody().page("/live?none=paris").await.expect(200);
        assert!(!none.says("de la rue") && none.says("Restez à l’abri."));
    }

    async fn what_was_typed_survives_the_proof_of_a_contact_and_stands_in_no_address(store: Store) {
        let h = house(store).await;
        let browser = h.browser();
        let first = sends(&browser, &[("text", "La rue Oberkampf est calme")]).await.expect(200);
        assert!(first.says("Votre message est gardé") && first.says("La rue Oberkampf est calme"));
        let wrong = [("text", "La rue Oberkampf est calme"), ("name", ""), ("mine", "pas un contact")];
        let again = browser.submit(&first, "/post/new", &wrong).await.expect(422);
        assert!(again.says("La rue Oberkampf est calme") && again.says("m-name"));
        let right = [("text", "La rue Oberkampf est calme"), ("name", "Nora Kessler"), ("mine", "nora@example.org")];
        let asked = browser.submit(&again, "/post/new", &right).await.expect(303);
        assert!(!asked.header("location").contains("Oberkampf") && !asked.header("location").contains("nora"));
        let back = proves(&h, &browser, &again, &asked, "Nora Kessler").await;
        assert!(back.starts_with("/post/new?keep="));
        let page = browser.page(&back).await.expect(200);
        assert!(page.says("Votre message est encore là") && page.says("La rue Oberkampf est calme"));
        let (_, shown) = writes(&browser, &[("text", "La rue Oberkampf est calme")]).await;
        assert!(shown.says("Message publié") && shown.says("Nora K."));
        // No other browser opens it.
        assert!(!h.browser().page(&back).await.expect(200).says("Oberkampf"));
    }

    async fn what_nobody_else_may_read_is_masked_and_that_is_said_to_the_author_alone(store: Store) {
        let h = house(store).await;
        let nora = signed_in(&h, "Nora Kessler", "nora@example.org").await;
        let (id, shown) = writes(&nora, &[("text", "On est au 12 rue de la Roquette, 06 39 98 00 17")]).await;
        assert!(shown.says("nous avons masqué") && shown.says("une adresse, un téléphone"));
        assert!(!shown.says("12 rue") && !shown.says("06 39"));
        let others = h.nobody().page(&format!("/post/{id}")).await.expect(200);
        assert!(others.says("(adresse masquée)") && !others.says("nous avons masqué") && !others.says("Supprimer ce message"));
        // What is wrong is said at its field, with all that was typed.
        let long = "é".repeat(501);
        let refused = sends(&nora, &[("text", &long)]).await.expect(422);
        assert!(refused.says("id=\"m-text\"") && refused.says(&long));
        sends(&nora, &[("text", "  ")]).await.is(422);
    }

    async fn what_was_masked_is_named_while_one_edits_and_stays_masked(store: Store) {
        let h = house(store).await;
        let nora = signed_in(&h, "Nora Kessler", "nora@example.org").await;
        let (id, _) = writes(&nora, &[("text", "Appelez le 06 12 34 56 78 #Paris")]).await;
        let path = format!("/post/{id}/edit");
        let form = nora.page(&path).await.expect(200);
        assert!(form.says("Appelez le (téléphone masqué) #Paris") && !form.says("⟦"));
        nora.submit(&form, &path, &[("text", "Écrivez au (téléphone masqué) #Paris")]).await.is(303);
        h.settle().await;
        let shown = h.nobody().reading("en").page(&format!("/post/{id}")).await.expect(200);
        assert!(shown.says("(phone hidden)") && !shown.says("téléphone masqué"));
    }

    async fn one_changes_answers_covers_and_deletes_on_the_page_of_a_post(store: Store) {
        let h = house(store).await;
        let nora = signed_in(&h, "Nora Kessler", "nora@example.org").await;
        let paul = signed_in(&h, "Paul Ravel", "paul@example.org").await;
        let (id, page) = writes(&nora, &[("text", "La rue est barrée")]).await;
        let path = format!("/post/{id}/edit");
        nora.submit(&page, &path, &[("text", "")]).await.is(422);
        nora.submit(&page, &path, &[("text", "La rue est ouverte")]).await.is(303);
        h.settle().await;
        let shown = h.nobody().page(&format!("/post/{id}")).await.expect(200);
        assert!(shown.says("La rue est ouverte") && shown.says("Ce qu’il disait avant") && shown.says("La rue est barrée"));
        writes(&paul, &[("text", "Merci"), ("reply", &id)]).await;
        h.settle().await;
        let shown = h.nobody().page(&format!("/post/{id}")).await.expect(200);
        assert!(shown.says("1 réponse") && shown.says("Merci"));
        // It is nobody's but hers.
        let his = paul.page(&format!("/post/{id}")).await;
        paul.page(&path).await.is(404);
        paul.submit(&his, &path, &[("text", "Autre chose")]).await.is(404);
        paul.submit(&his, &format!("/post/{id}/delete"), &[]).await.is(404);
        nora.submit(&page, &format!("/post/{id}/delete"), &[]).await.is(303);
        h.settle().await;
        h.nobody().page(&format!("/post/{id}")).await.is(404);
        assert!(!h.nobody().page("/live").await.expect(200).says("La rue est ouverte"));
    }

    async fn what_is_not_verified_is_passed_on_when_that_was_read(store: Store) {
        let h = house(store).await;
        let nora = h.proven("Nora Kessler", "nora@example.org").await;
        let id = says(&h, &nora, "Il se passe quelque chose aux Halles").await;
        let paul = signed_in(&h, "Paul Ravel", "paul@example.org").await;
        let live = paul.page("/live").await.expect(200);
        let asked = paul.submit(&live, "/post/new", &[("post", &id)]).await.expect(200);
        assert!(asked.says("Relayer quand même") && asked.says("Il se passe quelque chose aux Halles"));
        assert_eq!(h.nobody().page("/live").await.text.matches("<article class=\"post").count(), 1);
        let done = paul.submit(&asked, "/post/new", &[("post", &id), ("confirm", "yes")]).await.expect(303);
        assert_eq!(done.header("location"), format!("/post/{id}?sent=relayed"));
        h.settle().await;
        let page = h.nobody().page("/live").await.expect(200);
        assert!(page.says("Relayé") && page.text.matches("Il se passe quelque chose aux Halles").count() == 2);
        // Pressed twice, it is passed on once.
        paul.submit(&asked, "/post/new", &[("post", &id), ("confirm", "yes")]).await.is(303);
        h.settle().await;
        assert_eq!(h.nobody().page("/live").await.text.matches("<article class=\"post").count(), 2);
        // What is wrong but stands in no field is said itself, with what to do.
        let other = says(&h, &nora, "Tout est calme à Bastille").await;
        let asked = paul.submit(&page, "/post/new", &[("post", &other)]).await.expect(200);
        nora.delete(&format!("/api/v1/posts/{other}")).await.is(204);
        h.settle().await;
        let gone = paul.submit(&asked, "/post/new", &[("post", &other), ("confirm", "yes")]).await.expect(422);
        assert!(gone.says("<h2>Ce que vous voulez relayer n’est plus là, ou n’est plus d’actualité.</h2><p>Regardez le fil"));
    }

    async fn what_reads_like_an_offer_a_request_or_a_search_is_proposed_as_one(store: Store) {
        let h = house(store).await;
        let nora = signed_in(&h, "Nora Kessler", "nora@example.org").await;
        for (text, proposes) in [
            ("2 places métro Parmentier #PorteOuverte", "action=\"/doors/offer/read\""),
            ("Je cherche une place vers Goncourt #OpenDoor", "action=\"/doors/here\""),
            ("Sans nouvelles de Camille, 27 ans #RechercheParis", "action=\"/missing/new\""),
        ] {
            let asked = sends(&nora, &[("text", text)]).await.expect(200);
            assert!(asked.says(proposes) && asked.says(text) && asked.says("Publier comme message"), "{text}");
            let (_, shown) = writes(&nora, &[("text", text), ("as", "post")]).await;
            assert!(shown.says("Message publié"), "{text}");
            h.pass(kernel::Span::minutes(2));
        }
        assert!(sends(&nora, &[("text", "La rue est calme #Paris")]).await.status == 303);
    }

    async fn operators_merge_lock_and_split_tags_each_with_a_reason(store: Store) {
        let h = house(store).await;
        let anne = h.staff(Role::Operator, "Anne").await;
        let page = anne.page("/console/tags").await.expect(200);
        assert!(page.says("#PorteOuverte") && page.says("Réuni à #PorteOuverte"));
        let merge = [("tag", "#RueCalme"), ("act", "merge"), ("to", "#Paris")];
        let refused = anne.submit(&page, "/console/tags", &merge).await.expect(422);
        assert!(refused.says("id=\"m-reason\"") && refused.says("#RueCalme"));
        let merge = [&merge[..], &[("reason", "Le même lieu")]].concat();
        anne.submit(&page, "/console/tags", &merge).await.is(303);
        h.settle().await;
        let nora = h.proven("Nora Kessler", "nora@example.org").await;
        says(&h, &nora, "Tout va bien ici #RueCalme").await;
        assert!(h.nobody().page("/tag/paris").await.expect(200).says("Tout va bien ici"));
        assert_eq!(h.nobody().page("/tag/ruecalme").await.expect(303).header("location"), "/tag/paris");
        let circle = [("tag", "Paris"), ("act", "merge"), ("to", "RueCalme"), ("reason", "Par erreur")];
        assert!(anne.submit(&page, "/console/tags", &circle).await.expect(422).says("id=\"m-to\""));
        let split = [("tag", "RueCalme"), ("act", "split"), ("reason", "Un autre lieu")];
        anne.submit(&page, "/console/tags", &split).await.is(303);
        h.settle().await;
        assert!(!h.nobody().page("/tag/paris").await.expect(200).says("Tout va bien ici"));
        let lock = [("tag", "RueCalme"), ("act", "lock"), ("reason", "Trop de bruit")];
        anne.submit(&page, "/console/tags", &lock).await.is(303);
        h.settle().await;
        nora.post("/api/v1/posts", json!({ "text": "Encore moi #RueCalme" })).await.refuses(403, "post-tag-locked");
        let audit = h.house.register.audit_before(None, 50).await.unwrap();
        let why: Vec<String> = audit.iter().filter_map(|l| l.details["reason"].as_str().map(str::to_owned)).collect();
        for reason in ["Le même lieu", "Un autre lieu", "Trop de bruit"] {
            assert!(why.iter().any(|w| w == reason), "{reason}");
        }
    }

    async fn whatever_is_typed_is_shown_as_text(store: Store) {
        let h = house(store).await;
        let nora = signed_in(&h, "Nora Kessler", "nora@example.org").await;
        for text in HOSTILE {
            let (id, shown) = writes(&nora, &[("text", text), ("as", "post")]).await;
            h.settle().await;
            for page in [shown, h.nobody().page(&format!("/post/{id}")).await, h.nobody().page("/live").await] {
                let main = page.text.split("<main").nth(1).unwrap();
                assert!(!main.contains("<script") && !main.contains("<img src=x") && !main.contains("onerror=\""), "{text}");
                assert!(!main.contains("href=\"javascript:") && !main.contains('\u{202e}'), "{text}");
            }
            h.pass(kernel::Span::minutes(2));
        }
        for path in ["/tag/%3Cscript%3E", "/tag/..%2F..", "/post/0", "/post/abc", "/tag/%F0%9F%94%A5", "/live?before=x&any=%00"] {
            let status = h.nobody().page(path).await.status.as_u16();
            assert!(status < 500, "{path}: {status}");
        }
    }
}

/// What breaks pages that are made without care.
const HOSTILE: [&str; 8] = [
    "<script>alert(1)</script> #Paris",
    "\"><img src=x onerror=\"alert(1)\">",
    "javascript:alert(1) https://exemple.org/\"onmouseover=\"x",
    "{{ 7*7 }} {% raw %} ${7*7} %s%n",
    "\u{202e}cirtcele txet",
    "Z\u{0301}\u{0301}\u{0301}\u{0301}\u{0301}algo",
    "⟦address⟧ ⟦phone⟧ ⟦/address⟧",
    "مرحبا #باب_مفتوح و https://exemple.org/a؟",
];
