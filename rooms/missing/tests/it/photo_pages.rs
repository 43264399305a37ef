//! Photos and places in the pages, as a browser without script sends them.

use axum::http::Method;
use kernel::Span;
use media::{Limits, Photo};
use store::params;
use web::harness::{Answer, Client, Harness};

use crate::{
    pages::{proves, sends, signed_in, typed, with},
    photos::picture,
    scene::{active, appeal, harness, one},
};

type Fields = Vec<(&'static str, &'static str)>;

/// A photo as a telephone takes it: with a word in it of where that was.
fn taken(seed: u32) -> Vec<u8> {
    let jpeg = Photo::take(&picture(seed), &Limits::default()).unwrap().page.jpeg;
    let exif = b"Exif\0\0II*\0\x08\0\0\0\0\0Canari: 48.8653, 2.3747";
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, exif, &jpeg[2..]].concat()
}

/// Sends the second step with this file.
async fn send(browser: &Client, page: &Answer, fields: &Fields, file: &[u8]) -> Answer {
    browser.submit_file(page, "/missing/new", fields, "photo", file).await
}

/// What a hidden field of a page holds.
fn hidden(page: &Answer, name: &str) -> String {
    let from = page.text.split_once(&format!("name=\"{name}\" value=\"")).map(|(_, rest)| rest);
    from.and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

/// How many photos are kept, of searches and of drafts.
async fn photos(h: &Harness) -> usize {
    h.house.store.read(missing::store::photos::PRINTS, params![9]).await.unwrap().len()
}

store::testing::each_store! {
    async fn a_photo_is_sent_with_the_form_and_nothing_is_lost_when_something_is_wrong(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let browser = h.browser();
        let page = browser.page("/missing/new").await.expect(200);
        let two = browser.submit(&page, "/missing/new", &sends(&typed(), "next")).await.expect(200);
        assert!(two.says("enctype=\"multipart/form-data\"") && two.says("type=\"file\""), "{}", two.text);
        for (file, why) in [(&b"GIF89a"[..], "photo lisible"), (b"\0\0\0\x18ftypheic\0\0\0\0mif1", "HEIC")] {
            let wrong = send(&browser, &two, &sends(&typed(), "send"), file).await.expect(422);
            assert!(wrong.says("id=\"m-photo\"") && wrong.says(why) && wrong.says("Manteau vert"), "{}", wrong.text);
            assert!(wrong.says("Étape 2 sur 2") && hidden(&wrong, "kept").is_empty());
        }
        let heavy = vec![0; missing::acts::MOST_BYTES + 1];
        let heavy = send(&browser, &two, &sends(&typed(), "send"), &heavy).await.expect(422);
        assert!(heavy.says("trop lourde") && heavy.says("Manteau vert"), "{}", heavy.text);

        // The photo is good and something else is wrong: it is not chosen again.
        let wrong = send(&browser, &two, &sends(&with(&typed(), "age", "vieille"), "send"), &taken(1)).await.expect(422);
        let kept = hidden(&wrong, "kept");
        assert!(wrong.says("id=\"m-age\"") && !wrong.says("id=\"m-photo\"") && !kept.is_empty(), "{}", wrong.text);
        assert!(!wrong.text.contains("Canari"));
        let kept: &'static str = kept.leak();
        let with_kept: Fields = typed().into_iter().chain([("kept", kept)]).collect();
        let back = browser.submit(&wrong, "/missing/new", &sends(&with_kept, "back")).await.expect(200);
        assert_eq!(hidden(&back, "kept"), kept, "carried through the other step");
        let forged: Fields = typed().into_iter().chain([("kept", "bm90IG91cnM")]).collect();
        let forged = browser.submit(&wrong, "/missing/new", &sends(&forged, "back")).await.expect(200);
        assert_eq!(hidden(&forged, "kept"), "", "nobody says of a file that it was looked at");
        let without: Fields = with_kept.iter().copied().chain([("no_photo", "yes")]).collect();
        let without = browser.submit(&wrong, "/missing/new", &sends(&without, "back")).await.expect(200);
        assert_eq!(hidden(&without, "kept"), "");

        send(&browser, &wrong, &sends(&with_kept, "send"), b"").await.is(303);
        let draft = browser.page("/missing/draft").await.expect(200);
        assert!(draft.says("Photo gardée"), "{}", draft.text);
        let again = browser.page("/missing/draft/edit").await.expect(200);
        assert!(!hidden(&again, "kept").is_empty(), "{}", again.text);
        let asked = [("name", "Karim B."), ("contact", "karim@example.org")];
        let asked = browser.submit(&draft, "/missing/draft/contact", &asked).await.expect(303);
        proves(&h, &browser, &draft, &asked).await;
        let ready = browser.page("/missing/draft").await.expect(200);
        let mine = browser.submit(&ready, "/missing/draft", &[]).await.expect(303).header("location").to_owned();
        let page = browser.page(&mine).await.expect(200);
        assert!(page.says("Photo de Camille Roussel") && page.says("Remplacer la photo"), "{}", page.text);
        assert_eq!(photos(&h).await, 1);
    }

    async fn a_photo_is_replaced_and_removed_on_ones_own_page_and_nobody_elses(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = signed_in(&h, "Karim Belaïd", "karim@example.org").await;
        let page = karim.page("/missing/new").await.expect(200);
        let mine = send(&karim, &page, &sends(&typed(), "send"), b"").await.expect(303).header("location").to_owned();
        let page = karim.page(&mine).await.expect(200);
        let (photo, shown) = (format!("{mine}/photo"), format!("/api/v1/notices{}/photo", &mine["/missing".len()..]));
        assert!(page.says("Envoyer la photo") && !page.says("<img"), "{}", page.text);
        let sends = async |who: &Client, what: &'static str, file: &[u8]| {
            who.submit_file(&page, &photo, &[("do", what)], "photo", file).await
        };
        let none = sends(&karim, "set", b"").await.expect(422);
        assert!(none.says("id=\"m-photo\"") && none.says("Choisissez d’abord une photo"), "{}", none.text);
        let wrong = sends(&karim, "set", b"GIF89a").await.expect(422);
        assert!(wrong.says("id=\"m-photo\"") && wrong.says("JPEG"), "{}", wrong.text);
        let mut seen = Vec::new();
        for seed in [1, 2] {
            let done = sends(&karim, "set", &taken(seed)).await.expect(303);
            assert_eq!(done.header("location"), format!("{mine}#photo"));
            let jpeg = karim.send(Method::GET, &shown, None, "").await.expect(200);
            assert_eq!(jpeg.header("content-type"), "image/jpeg");
            assert!(!jpeg.text.contains("Canari") && !jpeg.text.contains("Exif"), "where it was taken is gone");
            seen.push(jpeg.header("etag").to_owned());
        }
        assert_ne!(seen[0], seen[1], "the new one instead of the old one");
        let zoe = signed_in(&h, "Zoé", "zoe@example.org").await;
        let hers = zoe.page("/missing/mine").await;
        zoe.submit_file(&hers, &photo, &[("do", "drop")], "photo", b"").await.is(404);
        zoe.submit_file(&hers, &photo, &[("do", "set")], "photo", &taken(0)).await.is(404);
        assert!(karim.page(&mine).await.says("<img"));
        sends(&karim, "drop", b"").await.is(303);
        assert!(!karim.page(&mine).await.says("<img"));
        karim.get(&shown).await.is(404);
    }

    async fn the_photo_of_a_draft_that_nobody_proves_is_forgotten_with_it(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let browser = h.browser();
        let page = browser.page("/missing/new").await.expect(200);
        send(&browser, &page, &sends(&typed(), "send"), &taken(1)).await.is(303);
        let drafts = h.house.store.read(missing::store::photos::READ_PAGES, params![[0_u8; 16].to_vec(), 9]).await.unwrap();
        assert_eq!(drafts.len(), 1);
        assert_eq!(photos(&h).await, 0, "a draft is compared with no search");
        h.pass(Span::hours(3));
        h.settle().await;
        let drafts = h.house.store.read(missing::store::photos::READ_PAGES, params![[0_u8; 16].to_vec(), 9]).await.unwrap();
        assert_eq!(drafts.len(), 0);
    }

    async fn where_somebody_was_last_seen_is_a_landmark_or_the_cell_of_a_position(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = signed_in(&h, "Karim Belaïd", "karim@example.org").await;
        let page = karim.page("/missing/new").await.expect(200);
        let two = karim.submit(&page, "/missing/new", &sends(&typed(), "next")).await.expect(200);
        assert!(two.says("<option>Parmentier<") && two.says("data-locate"), "{}", two.text);
        let place = |near: &'static str, lat: &'static str, lon: &'static str| -> Fields {
            let key = ["91b8a90c2d4e5f60718293a4b5c6d7e0", "91b8a90c2d4e5f60718293a4b5c6d7e1", "91b8a90c2d4e5f60718293a4b5c6d7e2"];
            let key = key[usize::from(near.is_empty()) + 2 * usize::from(near.contains("canal"))];
            with(&with(&typed(), "near", near), "key", key).into_iter().chain([("lat", lat), ("lon", lon)]).collect()
        };
        let parmentier = h.house.store.clone();
        let cell = async |at: &str| {
            let id: kernel::NoticeId = at.rsplit('/').next().unwrap().parse().unwrap();
            missing::store::notices::one(&parmentier, id).await.unwrap().unwrap().cell
        };
        // Something is wrong elsewhere: of the position the form keeps the cell, and nothing finer.
        let tells = async |fields: Fields| karim.submit(&two, "/missing/new", &sends(&fields, "send")).await;
        let wrong = tells(with(&place("", "48.86534", "2.37471"), "age", "?")).await.expect(422);
        let kept = hidden(&wrong, "cell");
        assert!(!wrong.says("48.865") && !kept.is_empty() && wrong.says("Lieu trouvé"), "{}", wrong.text);
        let pressed = tells(place("", "48.86534", "2.37471")).await.expect(303);
        assert_eq!(cell(pressed.header("location")).await.unwrap().to_string(), kept);
        let shown = karim.page(pressed.header("location")).await.expect(200);
        assert!(shown.says("Parmentier") && !shown.says("48.86") && !shown.says(&kept), "{}", shown.text);
        // A landmark that is named wins over a position beside it; words that name none are kept as words.
        let named = tells(place("metro Goncourt", "48.85", "2.35")).await.expect(303);
        let goncourt = web::landmarks::find(&h.house, "Goncourt").await.unwrap();
        assert_eq!(cell(named.header("location")).await, goncourt);
        let words = tells(place("près du canal, 06 12 34 56 78", "", "")).await.expect(303).header("location").to_owned();
        assert_eq!(cell(&words).await, None);
        let shown = karim.page(&words).await.expect(200);
        assert!(shown.says("près du canal") && !shown.says("06 12 34"), "{}", shown.text);
        // What a public appeal says of the place is the landmark too.
        let id = pressed.header("location").rsplit('/').next().unwrap().to_owned();
        let share = appeal(&h, &karim, &id).await.unwrap();
        let public = h.nobody().get(&format!("/api/v1/appeals/{share}")).await.expect(200);
        assert_eq!(public.json()["near"], one(&karim, &id).await["near"]);
        assert!(!public.says(&kept) && !public.says("cell"), "{}", public.text);
    }
}
