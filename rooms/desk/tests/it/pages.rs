//! The console as operators read it: without scripts, in French and in English.

use kernel::{Cell, Lang, Span};
use register::{Asking, Contact, Country, IncidentState, State};
use store::{Change, testing::each_store};
use web::Words;

use crate::desk::{Desk, Tells};

each_store! {
    async fn the_first_page_lists_incidents_and_keeps_drills_apart(store: Store) {
        let d = Desk::new(store).await;
        let (real, drill) = (d.incident(false).await, d.incident(true).await);
        let draft = d.incident_in(false, IncidentState::Draft).await;
        let page = d.anne.page("/console").await.expect(200);
        for id in [real.id, drill.id, draft.id] {
            assert!(page.says(&format!("href=\"/console/i/{id}\"")));
        }
        let (reals, drills) = page.text.split_once("id=\"g-true\"").unwrap();
        assert!(reals.contains(&real.id.to_string()) && !reals.contains(&drill.id.to_string()));
        assert!(drills.contains(&drill.id.to_string()) && !drills.contains(&real.id.to_string()));
        assert!(page.says("Vous êtes Anne V., coordination.") && page.says("href=\"/console/new\""));
        let english = d.anne.clone().reading("en").page("/console").await;
        assert!(english.says("You are Anne V., coordination.") && english.says("Attacks in Paris"));
    }

    async fn an_incident_shows_who_needs_help_and_where(store: Store) {
        let d = Desk::new(store).await;
        let i = d.incident(false).await;
        d.three(&i).await;
        d.h.settle().await;
        let page = d.anne.page(&format!("/console/i/{}", i.id)).await.expect(200);
        let place = |text: &str| page.text.find(text).unwrap_or_else(|| panic!("{text} is not there"));
        assert!(place("Karim B.") < place("Sarah L.") && place("Sarah L.") < place("Giulia P."));
        for text in ["Blessure à la jambe, conscient.", "Rue de Charonne", "Lieu non dit", "2\u{a0}personnes", "class=\"hpin\"", "role=\"img\""] {
            place(text);
        }
        for act in ["zone", "stand-down", "cancel", "close"] {
            place(&format!("/console/i/{}/{act}\"", i.id));
        }
        assert!(!page.says("style=\"") && !page.says("onclick") && !page.says("class=\"drill\""));
        let english = d.anne.clone().reading("en").page(&format!("/console/i/{}", i.id)).await;
        assert!(english.says("Requests for help, the gravest first") && english.says("Place not said"));
    }

    async fn a_drill_says_so_first(store: Store) {
        let d = Desk::new(store).await;
        let i = d.incident(true).await;
        let page = d.anne.page(&format!("/console/i/{}", i.id)).await.expect(200);
        assert!(page.text.find("class=\"drill\"").unwrap() < page.text.find("<header").unwrap());
    }

    async fn a_request_is_taken_given_back_and_closed_by_forms(store: Store) {
        let d = Desk::new(store).await;
        let i = d.incident(false).await;
        let [case, ..] = d.three(&i).await;
        let (board, act) = (format!("/console/i/{}", i.id), |a: &str| format!("/console/help/{case}/{a}"));
        let page = d.anne.page(&board).await;
        let taken = d.anne.submit(&page, &act("take"), &[]).await.expect(303);
        assert_eq!(taken.header("location"), format!("{board}#c-{case}"));
        let mine = d.anne.page(&board).await;
        let own = d.anne.page(&format!("/console/help/{case}")).await.expect(200);
        assert!(mine.says(&act("release")) && !mine.says(&act("take")) && own.says(&act("close")) && own.says("Giulia P."));
        let theirs = d.bruno.page(&board).await;
        assert!(theirs.says("Anne V.") && !theirs.says(&act("release")));
        assert!(!d.bruno.page(&format!("/console/help/{case}")).await.says(&act("close")));

        let refused = d.bruno.submit(&theirs, &act("take"), &[]).await.expect(422);
        assert!(refused.says("Anne V. s’occupe déjà de cette demande.") && refused.says("Rue de Charonne"));
        let unsaid = d.anne.submit(&own, &act("close"), &[]).await.expect(422);
        assert!(unsaid.says("Choisissez une réponse."));

        d.anne.submit(&mine, &act("release"), &[]).await.is(303);
        d.bruno.submit(&theirs, &act("take"), &[]).await.is(303);
        let stale = d.bruno.submit(&theirs, &act("close"), &[("reason", "helped"), ("version", "1")]).await.expect(422);
        assert!(stale.says("a changé depuis que vous l’avez lue"));
        d.bruno.submit(&theirs, &act("close"), &[("reason", "helped")]).await.is(303);
        let after = d.anne.page(&board).await;
        assert!(!after.says("Giulia P.") && after.says("a clos une demande d’aide. «\u{a0}Aide arrivée sur place\u{a0}»"));
    }

    async fn the_table_does_not_move_while_it_is_read(store: Store) {
        let d = Desk::new(store).await;
        let i = d.incident(false).await;
        let [first, second, _] = d.three(&i).await;
        let page = d.anne.page(&format!("/console/i/{}", i.id)).await;
        let (_, live) = page.text.split_once("id=\"fresh\" role=\"status\" data-live=\"").unwrap();
        let live = live.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
        assert!(!page.says("nouvelle demande"));

        d.h.pass(Span::minutes(1));
        let person = d.h.person("Nouveau").await;
        let new = d.asks(&i, Some(person.id()), Tells { need: Some("hurt"), ..Tells::default() }).await;
        d.bruno.post(&format!("/api/v1/help/{first}/close"), serde_json::json!({ "reason": "safe" })).await.is(200);
        d.bruno.post(&format!("/api/v1/help/{second}/take"), serde_json::json!({})).await.is(200);
        let part = d.anne.send_with(http::Method::GET, &live, None, "", &[("rz-fragment", "1")]).await.expect(200);
        assert!(!part.says("<html") && part.says("1 nouvelle demande. L’afficher"));
        assert!(part.says(&format!("page=1#c-{new}")));
        assert!(part.says(&format!("id=\"c-{first}\"")), "what was closed meanwhile says so in its place");
        assert!(part.says("Close par Bruno K.") && part.says("Bruno K. s’occupe de la demande"));
    }

    async fn who_waits_for_a_second_operator_is_told_so(store: Store) {
        let d = Desk::new(store).await;
        let i = d.incident_in(false, IncidentState::AwaitingSecond).await;
        let page = d.anne.page(&format!("/console/i/{}", i.id)).await.expect(200);
        assert!(page.says(&format!("/console/i/{}/confirm\"", i.id)) && page.says("À confirmer"));
        assert!(!page.says("id=\"kpis\"") && !page.says("id=\"queue\""), "nobody is asked yet");
    }

    async fn codes_are_shown_masked_and_it_is_written_who_looked(store: Store) {
        let d = Desk::new(store).await;
        let now = d.now();
        let contact = Contact::parse("06 12 34 56 78", &Country::FRANCE).unwrap();
        let (lang, good_for) = (Lang::Fr, Span::minutes(10));
        let ask = Asking { contact: &contact, person: None, name: None, lang, at: now, good_for, per_hour: 5 };
        let (id, change) = d.h.house.register.ask_proof(Change::new(), &ask);
        d.h.house.store.apply(change).await.unwrap();
        let code = d.h.house.register.proof(id).await.unwrap().unwrap().code;
        assert!(d.anne.page("/console").await.says("1 code à remettre"));
        let page = d.anne.page("/console/proofs").await.expect(200);
        assert!(page.says(&format!("{}\u{a0}{}", &code[..3], &code[3..])) && page.says("…78"));
        assert!(!page.says("612345678"));
        let journal = d.admin.page("/console/journal").await.expect(200);
        assert!(journal.says("a consulté les codes à remettre (1)."));
        assert!(!journal.says(&code));
    }

    /// What people told the operators is on the operators' pages and nowhere else.
    async fn a_place_and_a_name_leave_by_no_other_door(store: Store) {
        let d = Desk::new(store).await;
        let i = d.incident(false).await;
        let person = d.h.person("Canari Zibeline").await;
        let cell = Cell::at(48.8549, 2.3849, 9).unwrap();
        let tells = Tells {
            need: Some("stuck"),
            place: Some("rue du Canari-Vert"),
            words: Some("mot de canari"),
            cell: Some(cell),
            ..Tells::default()
        };
        let case = d.asks(&i, Some(person.id()), tells).await;
        d.anne.post(&format!("/api/v1/help/{case}/take"), serde_json::json!({})).await.is(200);
        d.says(&i, person.id(), State::Safe).await;
        d.h.settle().await;
        let board = format!("/console/i/{}", i.id);
        assert!(d.anne.page(&board).await.says("Canari Zibeline"));
        let canaries = ["anari", "Zibeline", &cell.to_string(), &person.id().to_string()];
        let paths = [
            board.clone(),
            format!("{board}/journal"),
            format!("/console/help/{case}"),
            d.queue(i.id),
            format!("/api/v1/incidents/{}/counts", i.id),
            format!("/api/v1/incidents/{}/timeline", i.id),
            "/console".to_owned(),
            "/console/journal".to_owned(),
        ];
        for client in [d.h.nobody(), d.h.person("Curieuse").await] {
            for path in &paths {
                let answer = client.page(path).await;
                assert!(canaries.iter().all(|c| !answer.says(c)), "{path}");
            }
        }
        // Not even operators find it in what stays: counts, journal, timeline, the first page.
        for path in paths.iter().filter(|p| **p != board && **p != d.queue(i.id) && !p.contains("help/")) {
            let answer = d.admin.page(path).await.expect(200);
            assert!(canaries.iter().all(|c| !answer.says(c)), "{path}");
        }
    }

    async fn a_long_queue_fits_its_budget(store: Store) {
        let d = Desk::new(store).await;
        let i = d.incident(false).await;
        for n in 0..60 {
            let person = d.h.person(&format!("Personne {n}")).await;
            let place = format!("{n} rue Oberkampf");
            let tells = Tells { need: Some("stuck"), place: Some(&place), words: Some("Nous sommes cachés."), ..Tells::default() };
            d.asks(&i, Some(person.id()), tells).await;
        }
        d.h.settle().await;
        let page = d.anne.page(&format!("/console/i/{}", i.id)).await.expect(200);
        assert!(page.says(&format!("/console/i/{}?page=2#queue", i.id)));
        let small = d.anne.send_with(http::Method::GET, &format!("/console/i/{}", i.id), None, "", &[("accept-encoding", "br")]).await;
        let size: usize = small.header("content-length").parse().unwrap_or(usize::MAX);
        assert!(size <= 20 * 1024, "{size} bytes");
        d.anne.page(&format!("/console/i/{}?page=2", i.id)).await.is(200);
    }
}

#[test]
fn french_and_english_say_every_act_and_reason() {
    let words = Words::default();
    for lang in [Lang::Fr, Lang::En] {
        let say = words.in_lang(lang);
        for reason in desk::model::CloseReason::ALL {
            assert!(say.has(&format!("desk-reason-{}", reason.word())));
        }
        for gravity in desk::model::Gravity::ALL {
            assert!(say.has(&format!("desk-need-{}", gravity.word())));
        }
        for state in IncidentState::ALL {
            assert!(say.has(&format!("desk-state-{}", state.word())));
        }
        for code in ["case-taken", "case-closed", "case-not-taken"] {
            assert!(say.has(&format!("refusal-{code}")) && say.has(&format!("refusal-{code}-next")));
        }
    }
}
