use kernel::{Role, Span};
use register::SessionOf;
use serde_json::json;
use store::Change;
use web::harness::Answer;

use crate::support::{code, harness};

/// A page that is whole: one heading, every word translated.
#[track_caller]
fn whole(page: Answer) -> Answer {
    assert_eq!(page.text.matches("<h1").count(), 1, "{}", page.text);
    for key in page.text.split(['>', '"']).filter_map(|t| t.split('<').next()) {
        let odd = [
            "me-", "join-", "prove-", "sign-in-", "erase-", "link-", "circle-", "place-", "places-", "invite-",
            "refusal-", "rosters-",
        ];
        let looks_like_key =
            odd.iter().any(|p| key.starts_with(p)) && key.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        assert!(!looks_like_key, "{key} is not translated");
    }
    assert!(!page.text.contains("style=\""), "the policy refuses style attributes");
    page
}

store::testing::each_store! {
    async fn an_invitation_is_followed_without_script_and_without_account(store: Store) {
        let h = harness(store).await;
        let lea = h.browser();
        let page = whole(lea.page("/sign-in?next=/me").await.expect(200));
        let refused = lea.submit(&page, "/register", &[("name", " "), ("next", "/me")]).await.expect(422);
        assert!(refused.says("aria-invalid=\"true\"") && refused.says("Écrivez un nom."));
        let to = lea.submit(&page, "/register", &[("name", "Léa T."), ("next", "/me")]).await.expect(303);
        assert_eq!(to.header("location"), "/me");
        let me = whole(lea.page("/me").await.expect(200));
        assert!(me.says("Léa T.") && me.csrf().is_some());
        let invite = whole(lea.submit(&me, "/me/invitations", &[]).await.expect(200));
        assert!(invite.says("<svg role=\"img\"") && invite.says("Code à scanner"));
        let (_, rest) = invite.text.split_once("http://127.0.0.1:8080/join/").unwrap();
        let join = format!("/join/{}", rest.split_once('"').unwrap().0);
        lea.page(&join).await.is(409);

        let karim = h.browser();
        let page = whole(karim.page(&join).await.expect(200));
        assert!(page.says("Léa T. vous invite."));
        assert!(whole(karim.submit(&page, &join, &[("name", "")]).await.expect(422)).says("Écrivez un nom."));
        assert_eq!(karim.submit(&page, &join, &[("name", "Karim")]).await.expect(303).header("location"), "/joined");
        assert!(whole(karim.page("/joined").await.expect(200)).says("dans la liste l’un de l’autre"));
        assert!(whole(lea.page("/me").await.expect(200)).says("Karim a rejoint vos proches"), "the inviter is told");
        h.browser().page(&join).await.is(410);

        let manage = whole(lea.page("/me/circle").await.expect(200));
        let (_, rest) = manage.text.split_once("value=\"block:").unwrap();
        let id = rest.split_once('"').unwrap().0.to_owned();
        let form = [("act", format!("block:{id}"))];
        let form: Vec<(&str, &str)> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
        lea.submit(&manage, "/me/circle", &form).await.is(303);
        assert!(whole(lea.page("/me/circle").await.expect(200)).says("unblock:"));
        let forged = [form[0], ("csrf", "of another session")];
        lea.submit(&Answer { text: String::new(), ..manage.clone() }, "/me/circle", &forged).await.is(403);
    }

    async fn an_invitation_names_nobody_between_two_of_whom_one_has_blocked_the_other(store: Store) {
        let h = harness(store).await;
        let (lea, karim) = (h.person("Léa T.").await, h.person("Karim").await);
        let invite = async || lea.post("/api/v1/circle/invitations", json!({})).await.expect(201).at("/token");
        karim.post(&format!("/api/v1/circle/join/{}", invite().await), json!({})).await.is(200);
        let token = invite().await;
        let page = format!("/join/{token}");
        assert!(karim.page(&page).await.expect(200).says("Léa T."));
        let unknown = |answer: &Answer| {
            assert_eq!(answer.status, 404);
            assert!(!answer.says("Léa"), "{}", answer.text);
            assert!(answer.says("<h1"));
        };
        let nothing = karim.page("/join/nothing").await;
        for (who, whom) in [(&lea, karim.id()), (&karim, lea.id())] {
            who.post(&format!("/api/v1/circle/{whom}/block"), json!({})).await.is(204);
            let shown = karim.page(&page).await;
            unknown(&shown);
            assert_eq!(shown.text, nothing.text.replace("/join/nothing", &page), "as an invitation that is not there");
            who.post(&format!("/api/v1/circle/{whom}/unblock"), json!({})).await.is(204);
            assert!(karim.page(&page).await.expect(200).says("Léa T."));
        }
    }

    async fn a_contact_is_proven_and_signs_in_elsewhere(store: Store) {
        let h = harness(store).await;
        let lea = h.browser();
        let page = lea.page("/sign-in").await.expect(200);
        lea.submit(&page, "/register", &[("name", "Léa")]).await.is(303);
        let me = lea.page("/me").await.expect(200);
        assert!(whole(lea.submit(&me, "/me/contact", &[("contact", "lea at home")]).await.expect(422)).says("ni un e-mail"));
        let to = lea.submit(&me, "/me/contact", &[("contact", "lea@example.org")]).await.expect(303);
        let prove = to.header("location").to_owned();
        let id = prove.trim_start_matches("/prove/").split('?').next().unwrap().to_owned();
        let right = code(&h, &id).await;
        let other = whole(h.browser().page(&format!("{prove}&code={right}")).await.expect(200));
        assert!(other.says("Revenez sur l’appareil") && other.says(&right));
        let page = whole(lea.page(&format!("{prove}&code={right}")).await.expect(200));
        assert!(page.says(&format!("value=\"{right}\"")), "a link carries the code, a button sends it");
        let wrong = if right == "000000" { "111111" } else { "000000" };
        assert!(whole(lea.submit(&page, &format!("/prove/{id}"), &[("code", wrong)]).await.expect(422)).says("4 essais"));
        lea.submit(&page, &format!("/prove/{id}"), &[("code", &right), ("next", "/me")]).await.is(303);
        assert!(whole(lea.page("/me").await.expect(200)).says("prouvé"));

        let phone = h.browser();
        let page = phone.page("/sign-in?next=/people").await.expect(200);
        let to = phone.submit(&page, "/sign-in", &[("contact", "LEA@example.org"), ("next", "/people")]).await.expect(303);
        let prove = to.header("location").to_owned();
        let id = prove.trim_start_matches("/prove/").split('?').next().unwrap().to_owned();
        let page = phone.page(&prove).await.expect(200);
        let right = code(&h, &id).await;
        let to = phone.submit(&page, &format!("/prove/{id}"), &[("code", &right), ("next", "/people")]).await.expect(303);
        assert_eq!(to.header("location"), "/people");
        assert!(phone.page("/me").await.expect(200).says("Léa"));

        let tablet = h.browser();
        tablet.submit(&tablet.page("/sign-in").await, "/register", &[("name", "Léa bis")]).await.is(303);
        let me = tablet.page("/me").await;
        let prove = tablet.submit(&me, "/me/contact", &[("contact", "lea@example.org")]).await.header("location").to_owned();
        let id = prove.trim_start_matches("/prove/").split('?').next().unwrap().to_owned();
        let right = code(&h, &id).await;
        let page = tablet.page(&prove).await;
        let asks = whole(tablet.submit(&page, &format!("/prove/{id}"), &[("code", &right)]).await.expect(200));
        assert!(asks.says("name=\"sign_in\""), "never silently");
        let page = asks.clone();
        tablet.submit(&page, &format!("/prove/{id}"), &[("code", &right), ("sign_in", "true")]).await.is(303);
        assert!(!tablet.page("/me").await.expect(200).says("Léa bis"));
        let page = tablet.page("/me").await;
        tablet.submit(&page, "/sign-out", &[]).await.is(303);
        assert_eq!(tablet.page("/me").await.expect(303).header("location"), "/sign-in?next=/me");
    }

    async fn a_newcomer_proves_a_contact_and_gives_a_name(store: Store) {
        let h = harness(store).await;
        let ines = h.browser();
        let page = ines.page("/sign-in").await;
        let prove = ines.submit(&page, "/sign-in", &[("contact", "ines@example.org")]).await.expect(303).header("location").to_owned();
        let id = prove.trim_start_matches("/prove/").split('?').next().unwrap().to_owned();
        let (page, right) = (ines.page(&prove).await, code(&h, &id).await);
        let asks = whole(ines.submit(&page, &format!("/prove/{id}"), &[("code", &right)]).await.expect(200));
        assert!(asks.says("id=\"f-name\""));
        ines.submit(&asks, &format!("/prove/{id}"), &[("code", &right), ("name", "Inès")]).await.is(303);
        assert!(ines.page("/me").await.expect(200).says("Inès"));
    }

    async fn settings_places_and_export_work_without_script(store: Store) {
        let h = harness(store).await;
        let lea = h.browser();
        lea.submit(&lea.page("/sign-in").await, "/register", &[("name", "Léa")]).await.is(303);
        let me = lea.page("/me").await;
        lea.submit(&me, "/me/name", &[("name", "Léa <Tran>")]).await.is(303);
        assert!(whole(lea.page("/me").await.expect(200)).says("Léa &#60;Tran&#62;"));
        lea.submit(&me, "/me/places", &[("place", "home"), ("lat", "48,8674"), ("lon", "2,3636")]).await.is(303);
        lea.submit(&me, "/me/places", &[("place", "home"), ("lat", "north"), ("lon", "2")]).await.is(422);
        assert!(lea.page("/me").await.says("connu"));
        lea.submit(&me, "/me/places/forget", &[("place", "home")]).await.is(303);
        assert!(!lea.page("/me").await.says("connu"));
        let to = lea.submit(&me, "/me/lang", &[("lang", "en")]).await.expect(303);
        assert_eq!(to.header("location"), "/me");
        assert!(whole(lea.page("/me").await.expect(200)).says("Your close contacts"));
        for lang in ["es", "ar"] {
            whole(lea.page(&format!("/me?lang={lang}")).await.expect(200));
        }
        lea.page("/me?lang=fr").await.is(200);
        let export = lea.page("/me/export").await.expect(200);
        assert!(export.header("content-disposition").starts_with("attachment"));
        assert_eq!(export.json()["person"]["name"], "Léa <Tran>");
        let page = whole(lea.page("/me/erase").await.expect(200));
        assert!(whole(lea.submit(&page, "/me/erase", &[]).await.expect(422)).says("Cochez la case"));
        assert!(whole(lea.submit(&page, "/me/erase", &[("sure", "yes")]).await.expect(200)).says("effacé"));
        assert!(lea.cookie("rz").is_none());
        lea.page("/me").await.is(303);
    }

    async fn a_sign_in_link_works_once_and_only_by_its_button(store: Store) {
        let h = harness(store).await;
        let now = h.house.clock.now();
        let anne = h.house.register.staff_named("Anne", now).await.unwrap();
        let whom = SessionOf::Staff(anne, Role::Operator);
        let change = h.house.register.add_link(Change::new(), web::token_hash("secret"), &whom, now, now.plus(Span::hours(1)));
        h.house.store.apply(change).await.unwrap();
        let browser = h.browser();
        for _ in 0..2 {
            assert!(whole(browser.page("/in/secret").await.expect(200)).says("Anne"), "opening it uses nothing up");
        }
        let page = browser.page("/in/secret").await;
        assert_eq!(browser.submit(&page, "/in/secret", &[]).await.expect(303).header("location"), "/console");
        assert_eq!(browser.get("/api/v1/proofs").await.expect(200).json(), json!({ "proofs": [] }));
        browser.page("/in/secret").await.is(410);
        h.browser().submit(&page, "/in/secret", &[]).await.is(410);
        h.browser().page("/in/nothing").await.is(410);
    }
}
