//! The pages: composed without script, confirmed by another, and small.

use std::io::Write as _;

use kernel::Role;
use serde_json::json;
use store::each_store;

use crate::scene::{active, harness, listed, message, proven, said, square};

/// The length of a page as it goes out.
fn weight(text: &str) -> usize {
    let mut out = brotli::CompressorWriter::new(Vec::new(), 4096, 5, 18);
    out.write_all(text.as_bytes()).unwrap();
    out.into_inner().len()
}

each_store! {
    async fn a_message_is_composed_seen_proposed_and_confirmed_with_forms_alone(store: Store) {
        let h = harness(store).await;
        let incident = active(&h, false).await;
        let (anne, bruno) = (h.staff(Role::Operator, "Anne").await, h.staff(Role::Operator, "Bruno").await);
        let form = anne.page(&format!("/console/official/new?what=toxic&incident={incident}")).await.expect(200);
        assert!(form.says("Fumée toxique. Enfermez-vous.") && form.says("Toxic smoke. Stay inside and close everything."));
        let zone = square().to_string();
        let incident_text = incident.to_string();
        let mut fields = vec![
            ("what", "toxic"), ("grade", "extreme"), ("respond", "Shelter"), ("hours", "4"), ("place_words", "Le port"),
            ("headline_fr", "Fumée toxique. Enfermez-vous."), ("instruction_fr", "N’ouvrez rien\u{a0}: fermez tout…"), ("zone", &zone),
            ("incident", &incident_text), ("authority", ""), ("do", "look"),
        ];
        let again = anne.submit(&form, "/console/official/new", &fields).await.expect(422);
        assert!(again.says("id=\"m-drill\""), "what is real is never chosen for anybody");
        fields.push(("drill", "real"));
        let sure = anne.submit(&form, "/console/official/new", &fields).await.expect(200);
        assert!(sure.says("Une deuxième personne doit confirmer."));
        assert!(sure.says("SMS, tel qu’il part") && sure.says("90 caractères"));
        // What is counted is what is sent: the signs of typography are plain where that saves a part.
        assert!(sure.says("GSM-7") && !sure.says("UCS-2"));
        assert!(listed(&h, "/api/v1/alerts").await.is_empty());
        let fields: Vec<_> = fields.into_iter().map(|(n, v)| (n, if n == "do" { "send" } else { v })).collect();
        let made = anne.submit(&sure, "/console/official/new", &fields).await.expect(303);
        let at = made.header("location").to_owned();
        let page = anne.page(&at).await.expect(200);
        assert!(page.says("une autre personne doit confirmer") && !page.says("/confirm\""));
        let refused = anne.submit(&page, &format!("{at}/confirm"), &[]).await.expect(403);
        assert!(refused.says("Vous avez proposé ce message"));
        let page = bruno.page(&at).await.expect(200);
        bruno.submit(&page, &format!("{at}/confirm"), &[]).await.is(303);
        h.settle().await;
        assert!(h.browser().page("/").await.says("Fumée toxique"));
        let form = bruno.page(&format!("{at}/correct")).await.expect(200);
        let words = [("headline_fr", "Fumée toxique au port."), ("instruction_fr", "Fermez tout.")];
        let next = bruno.submit(&form, &format!("{at}/correct"), &words).await.expect(303);
        let at = next.header("location").to_owned();
        let page = bruno.page(&at).await.expect(200);
        bruno.submit(&page, &format!("{at}/cancel"), &[]).await.is(303);
        h.settle().await;
        assert!(!h.browser().page("/").await.says("class=\"band note"));
        assert!(bruno.page("/console/official").await.says("Terminé"));
    }

    async fn what_is_looked_at_is_what_is_sent(store: Store) {
        let h = harness(store).await;
        let id = said(&h, message()).await;
        let alarm = h.house.register.alarm(id.parse().unwrap()).await.unwrap().unwrap();
        let page = h.staff(Role::Operator, "Anne").await.page(&format!("/console/official/{id}")).await.expect(200);
        for (lang, does) in [(kernel::Lang::Fr, "Éloignez-vous des fenêtres"), (kernel::Lang::En, "Keep away from windows")] {
            let say = h.house.words.in_lang(lang);
            let words = web::drilled(&say, web::alarm_words(&say, &alarm.who, alarm.short(lang)), alarm.drill);
            let sent = notify::sms::air(&words, &h.house.config.url(&format!("/alerts/{id}")), 3).text;
            let short = words.chars().take(60).collect::<String>();
            assert!(sent.replace('\'', "’").contains(does) && sent.ends_with(&id), "what to do, and where more is said: {sent}");
            // The page writes some signs as entities.
            let plain = page.text.replace("&#39;", "'").replace("&#38;", "&").replace("&amp;", "&").replace("&#34;", "\"");
            assert!(plain.contains(&sent), "{short}");
        }
    }

    async fn pages_that_everybody_reads_are_small_in_every_language(store: Store) {
        let h = harness(store).await;
        let incident = active(&h, false).await;
        for n in 0..6 {
            let mut body = message();
            body["incident"] = json!(incident);
            body["words"]["fr"]["headline"] = json!(format!("Restez à l’abri, message {n}"));
            body["words"]["fr"]["description"] = json!(format!("Ce que l’on sait du secteur {n}. ").repeat(12));
            said(&h, body).await;
        }
        for lang in ["fr", "en", "es", "ar"] {
            for path in ["/alerts".to_owned(), format!("/i/{incident}/official")] {
                let page = h.browser().reading(lang).page(&path).await.expect(200);
                assert!(weight(&page.text) < 14 * 1024, "{path} {lang}: {}", weight(&page.text));
                assert!(!page.says(">official-") && !page.says("\"official-"), "a key has no words: {path} {lang}");
                assert_eq!(page.says("dir=\"rtl\""), lang == "ar");
            }
            let question = h.browser().reading(lang).page(&format!("/i/{incident}")).await.expect(200);
            assert!(question.says("class=\"band note") && weight(&question.text) < 9 * 1024, "{}", weight(&question.text));
        }
    }

    async fn an_institution_is_added_and_checked_with_forms_alone(store: Store) {
        let h = harness(store).await;
        let admin = h.staff(Role::Admin, "Odile").await;
        proven(&h, "prefecture.example", "Préfecture").await;
        let list = admin.page("/console/institutions").await.expect(200);
        let bad = [("domain", "nowhere"), ("name", "Mairie")];
        assert!(admin.submit(&list, "/console/institutions", &bad).await.expect(422).says("id=\"m-domain\""));
        let good = [("domain", "mairie.example"), ("name", "Mairie"), ("delegator", "")];
        let made = admin.submit(&list, "/console/institutions", &good).await.expect(303);
        let at = made.header("location").to_owned();
        let page = admin.page(&at).await.expect(200);
        assert!(page.says("_rhizome.mairie.example TXT") && page.says("Pas encore prouvée"));
        admin.submit(&page, &format!("{at}/check"), &[]).await.is(303);
        let keys = [("pins", "nonsense"), ("senders", ""), ("url", "")];
        assert!(admin.submit(&page, &format!("{at}/keys"), &keys).await.expect(422).says("id=\"m-pins\""));
        let inside = [("pins", ""), ("senders", ""), ("url", "http://127.0.0.1/feed")];
        assert!(admin.submit(&page, &format!("{at}/keys"), &inside).await.expect(422).says("id=\"m-url\""));
        admin.submit(&page, &format!("{at}/end"), &[]).await.is(303);
        assert!(admin.page("/console/institutions").await.says("Retirée"));
    }
}
