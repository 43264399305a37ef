use kernel::Span;
use serde_json::json;

use crate::scene::{active, answers, declares, friends, harness, square, whole, words};

store::testing::each_store! {
    async fn the_board_says_who_is_how_and_who_says_so(store: Store) {
        let h = harness(store).await;
        let (ines, lea, karim, yanis, wei) = tokio::join!(h.person("Inès M."), h.person("Léa T."), h.person("Karim B."), h.person("Yanis K."), h.person("Wei L."));
        friends(&ines, &[&lea, &karim, &yanis, &wei]).await;
        friends(&lea, &[&yanis]).await;
        let calm = whole(ines.page("/people").await.expect(200));
        assert!(words(&calm).contains("Rien en cours") && calm.says("Léa T.") && !calm.says("data-state"));

        let i = active(&h, false, "Les attaques à Paris").await;
        answers(&lea, i, "safe", "Je rentre à pied").await;
        h.pass(Span::minutes(1));
        answers(&karim, i, "need_help", "").await;
        declares(&lea, i, &yanis, "saw").await;
        let page = whole(ines.page("/people").await.expect(200));
        let text = words(&page);
        assert!(text.contains("Les attaques à Paris. En cours."), "{text}");
        let at = |what: &str| text.find(what).unwrap_or_else(|| panic!("{what}: {text}"));
        assert!(at("Karim B.") < at("Wei L.") && at("Wei L.") < at("Yanis K."));
        assert!(at("Yanis K.") < at("Léa T."), "the most recent first");
        assert!(text.contains("Selon Léa T., qui a vu cette personne, à 23 h 42."), "{text}");
        assert!(text.contains("Sa propre réponse, à 23 h 41. « Je rentre à pied »"), "{text}");
        assert!(text.contains("Pas de réponse ne veut pas dire danger."));
        assert!(page.says("data-state=\"need_help\"") && page.says("Karim B. a besoin d’aide"));
        assert!(page.says("data-live=\"/people\""));
        assert!(!text.contains("Rue"), "where help is needed is not for the circle");

        let page = whole(ines.clone().reading("en").page("/people").await.expect(200));
        let text = words(&page);
        assert!(text.contains("According to Léa T., who saw them, at 23:42."), "{text}");
        assert!(text.contains("Their own answer, at 23:41. “Je rentre à pied”") && text.contains("No news yet"));
        for lang in ["es", "ar"] {
            whole(ines.clone().reading(lang).page("/people").await.expect(200));
        }
    }

    async fn silence_is_never_counted(store: Store) {
        let h = harness(store).await;
        let ines = h.person("Inès M.").await;
        let others = [h.person("Ana").await, h.person("Bob").await, h.person("Cem").await];
        friends(&ines, &others.each_ref()).await;
        active(&h, false, "Les attaques à Paris").await;
        for lang in ["fr", "en", "es", "ar"] {
            let page = whole(ines.clone().reading(lang).page("/people").await.expect(200));
            let text = words(&page);
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            assert_eq!(digits, "2341", "the only number is when the page was made: {text}");
            assert!(!page.says("class=\"bar\"") && !page.says("tally"));
        }
    }

    async fn what_was_said_of_one_is_confirmed_or_disputed_on_top(store: Store) {
        let h = harness(store).await;
        let (ines, lea) = (h.person("Inès M.").await, h.person("Léa T.").await);
        friends(&ines, &[&lea]).await;
        let i = active(&h, false, "Les attaques à Paris").await;
        let well = format!("/people/{}/well", lea.id());
        let page = whole(ines.page(&format!("{well}?incident={i}")).await.expect(200));
        assert!(page.says("Vu de mes yeux") && page.says("ne change rien"));
        let refused = whole(ines.submit(&page, &well, &[("incident", &i.to_string()), ("message", "Elle est chez moi")]).await.expect(422));
        assert!(refused.says("Choisissez une réponse") && refused.says("value=\"Elle est chez moi\""));
        let say = [("incident", i.to_string()), ("how", "spoke".into()), ("message", "Elle est chez moi".into()), ("once", "a press".into())];
        let say: Vec<(&str, &str)> = say.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let to = ines.submit(&page, &well, &say).await.expect(303).header("location").to_owned();
        ines.submit(&page, &well, &say).await.is(303);
        let board = whole(ines.page(&to).await.expect(200));
        assert!(words(&board).contains("C’est noté. Léa T. pourra confirmer ou corriger."));
        assert!(words(&board).contains("qui lui a parlé, à 23 h 41."), "{}", words(&board));

        let page = whole(lea.page("/people").await.expect(200));
        assert!(words(&page).contains("Inès M. dit vous avoir parlé, à 23 h 41. « Elle est chez moi »"), "{}", words(&page));
        let facts: Vec<&str> = page.text.split("formaction=\"").filter_map(|t| t.split('"').next()).filter(|t| t.starts_with("/facts/")).collect();
        let [confirm, dispute] = facts.as_slice() else { panic!("sent twice, kept once: {facts:?}") };
        lea.submit(&page, confirm, &[]).await.is(303);
        assert!(words(&ines.page("/people").await).contains("et confirmé par cette personne"));
        lea.submit(&page, dispute, &[]).await.is(303);
        let text = words(&ines.page("/people").await);
        assert!(!text.contains("confirmé par") && !text.contains("Selon"), "{text}");
        ines.submit(&page, confirm, &[]).await.is(404);
        let stranger = h.person("Zoé").await;
        whole(stranger.page(&well).await.expect(404));
        stranger.submit(&page, &well, &say).await.is(404);
    }

    async fn a_reminder_goes_out_once_and_the_second_is_said_calmly(store: Store) {
        let h = harness(store).await;
        let (ines, lea) = (h.person("Inès M.").await, h.person("Léa T.").await);
        friends(&ines, &[&lea]).await;
        let i = active(&h, false, "Les attaques à Paris").await;
        let page = ines.page("/people").await.expect(200);
        let remind = format!("/people/{}/remind", lea.id());
        assert!(page.says(&format!("formaction=\"{remind}\"")));
        let incident = i.to_string();
        let to = ines.submit(&page, &remind, &[("incident", &incident)]).await.expect(303).header("location").to_owned();
        assert!(words(&ines.page(&to).await.expect(200)).contains("Message envoyé à Léa T."));
        let again = whole(ines.submit(&page, &remind, &[("incident", &incident)]).await.expect(429));
        assert!(words(&again).contains("a déjà reçu un message il y a peu") && again.says("data-key"), "{}", words(&again));
        answers(&lea, i, "safe", "").await;
        let answered = whole(ines.submit(&page, &remind, &[("incident", &incident)]).await.expect(409));
        assert!(words(&answered).contains("Léa T. a répondu"));
        ines.submit(&page, &remind, &[("incident", "elsewhere")]).await.is(404);
        h.nobody().submit(&page, &remind, &[("incident", &incident)]).await.is(401);
    }

    async fn who_blocked_the_reader_looks_like_somebody_without_news(store: Store) {
        let h = harness(store).await;
        let (ines, lea) = (h.person("Inès M.").await, h.person("Léa T.").await);
        friends(&ines, &[&lea]).await;
        let i = active(&h, false, "Les attaques à Paris").await;
        answers(&lea, i, "safe", "Un mot").await;
        let page = lea.page("/me/circle").await;
        lea.submit(&page, "/me/circle", &[("act", &format!("block:{}", ines.id()))]).await.is(303);
        let page = whole(ines.page("/people").await.expect(200));
        assert!(page.says("Léa T.") && page.says("data-state=\"none\"") && !page.says("Un mot"));
        assert!(!lea.page("/people").await.says("Inès M."));
        let well = format!("/people/{}/well", ines.id());
        lea.page(&well).await.is(404);
    }

    async fn several_incidents_have_a_line_each_and_exercises_stand_apart(store: Store) {
        let h = harness(store).await;
        let (ines, lea) = (h.person("Inès M.").await, h.person("Léa T.").await);
        friends(&ines, &[&lea]).await;
        let drill = active(&h, true, "Essai du vendredi").await;
        answers(&lea, drill, "need_help", "").await;
        let page = whole(ines.page("/people").await.expect(200));
        assert!(page.says("class=\"drill\"") && page.says("EXERCICE · Essai du vendredi"));
        let real = active(&h, false, "Les attaques à Paris").await;
        let flood = active(&h, false, "La crue").await;
        answers(&lea, real, "safe", "").await;
        let page = whole(ines.page("/people").await.expect(200));
        let text = words(&page);
        let (on, test) = text.split_once("EXERCICE. Ceci est un test.").unwrap();
        assert!(on.contains("La crue") && on.contains("En sécurité") && on.contains("Pas encore de nouvelles"), "{on}");
        assert!(!on.contains("Besoin d’aide"), "an exercise says nothing of what is real: {on}");
        assert!(test.contains("Besoin d’aide") && !test.contains("En sécurité"));
        let well = whole(ines.page(&format!("/people/{}/well", lea.id())).await.expect(200));
        assert!(well.says("EXERCICE · Essai du vendredi") && well.says(&flood.to_string()));
    }

    async fn safety_that_was_asked_again_says_when_it_was_true(store: Store) {
        let h = harness(store).await;
        let (ines, lea) = (h.person("Inès M.").await, h.person("Léa T.").await);
        friends(&ines, &[&lea]).await;
        let i = active(&h, false, "Les attaques à Paris").await;
        answers(&lea, i, "safe", "").await;
        h.pass(Span::minutes(10));
        let anne = h.staff(kernel::Role::Operator, "Anne").await;
        let mut zone = square();
        zone["coordinates"][0][1][0] = json!(2.39);
        anne.put(&format!("/api/v1/incidents/{i}/zone"), json!({"zone": zone})).await.is(200);
        h.settle().await;
        let page = whole(ines.page("/people").await.expect(200));
        let text = words(&page);
        assert!(text.contains("En sécurité à 23 h 41") && text.contains("Demandé de nouveau."), "{text}");
        assert!(page.says("data-state=\"stale\""));
    }

    async fn an_empty_board_says_what_to_do_and_nobody_is_asked_to_sign_in(store: Store) {
        let h = harness(store).await;
        let page = whole(h.person("Inès M.").await.page("/people").await.expect(200));
        assert!(words(&page).contains("Personne dans votre liste.") && page.says("formaction=\"/me/invitations\""));
        assert_eq!(h.browser().page("/people").await.expect(303).header("location"), "/sign-in?next=/people");
    }
}
