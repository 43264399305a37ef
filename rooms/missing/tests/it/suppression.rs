//! Who is gone does not come back with the next file: erased, found, taken down, over.

use kernel::{IncidentId, OperatorId, Role, Span, Time};
use pfif::{Person, Status};
use store::{params, sql};
use web::harness::{Client, Harness};

use crate::{
    exchange::{
        NOTES, NOTICES, ORIGINALS, PROFILES, RECORDS, at, brings, count, persons_feed, reasons, register, said, same,
        someone,
    },
    scene::{active, answers, appeal, found_a_hoax, harness, proven, questions, safe, seeks, sought},
};

sql! {
    NOTICE_IDS = "SELECT id FROM notice";
    SUPPRESSED = "SELECT COUNT(*) FROM suppressed";
    JOBS = "SELECT COUNT(*) FROM job WHERE kind LIKE 'missing.%'";
}

/// Somebody who is here and safe, a register that has a search for them, and a reviewer.
struct Known {
    night: IncidentId,
    paris: Client,
    camille: Client,
    hers: Person,
    maud: Client,
}

async fn known(h: &Harness) -> Known {
    let night = active(h, false).await;
    let paris = register(h, "Paris", "example.org", [true, true, true]).await;
    let camille = proven(h, "Apolline Vandenbroucke", "06 39 98 00 17").await;
    safe(h, &camille, night).await;
    let hers = someone(h, "example.org/1", "Apolline Vandenbroucke");
    Known { night, paris, camille, hers, maud: h.staff(Role::Moderator, "Maud").await }
}

/// The same record, as its register writes it a minute ago.
fn newer(h: &Harness, person: &Person) -> Person {
    Person { source_date: at(h, Span::minutes(1)), ..person.clone() }
}

store::testing::each_store! {
    async fn who_is_erased_does_not_come_back(store: Store) {
        let h = harness(store).await;
        let Known { paris, camille, hers, maud, .. } = known(&h).await;
        let word = said(&h, "example.org/n1", "example.org/1", Status::BelievedAlive);
        brings(&h, &paris, &[hers.clone().into(), word.clone().into()]).await;
        same(&h, &maud).await;
        answers(&h, &camille, "tell").await.is(204);
        same(&h, &maud).await;
        camille.delete("/api/v1/me").await.is(204);
        h.settle().await;
        assert_eq!((count(&h.house.store, NOTICES).await, count(&h.house.store, NOTES).await), (0, 0));
        assert_eq!(count(&h.house.store, ORIGINALS).await, 0);
        h.pass(Span::hours(1));
        let again = newer(&h, &hers);
        let mut note = word.clone();
        note.source_date = at(&h, Span::minutes(1));
        let mut shouted = again.clone();
        shouted.person_record_id = "EXAMPLE.org/1".parse().unwrap();
        let report = brings(&h, &paris, &[again.clone().into(), note.into(), shouted.into()]).await;
        assert_eq!(reasons(&report), ["skipped", "skipped", "skipped"], "{report}");
        assert_eq!(count(&h.house.store, NOTICES).await, 0);
        // Also after everything else about it is gone.
        h.pass(Span::days(70));
        h.settle().await;
        assert_eq!((count(&h.house.store, RECORDS).await, count(&h.house.store, SUPPRESSED).await), (0, 2));
    }

    async fn who_hides_and_is_erased_is_searched_for_as_before_and_does_not_come_back_later(store: Store) {
        let h = harness(store).await;
        let Known { paris, camille, hers, maud, .. } = known(&h).await;
        brings(&h, &paris, &[hers.clone().into()]).await;
        same(&h, &maud).await;
        answers(&h, &camille, "never").await.is(204);
        // One takes "never" back for a search of another register too.
        let path = format!("/api/v1/sought/{}", questions(&camille).await[0]["id"].as_str().unwrap());
        camille.delete(&path).await.is(204);
        answers(&h, &camille, "never").await.is(204);
        let feed = async || paris.get("/api/v1/pfif/feeds/person").await.expect(200).text;
        let before = feed().await;
        camille.delete("/api/v1/me").await.is(204);
        h.settle().await;
        assert_eq!(feed().await, before, "byte for byte");
        assert_eq!(count(&h.house.store, NOTICES).await, 1);
        h.pass(Span::hours(1));
        assert_eq!(brings(&h, &paris, &[newer(&h, &hers).into()]).await["person"]["written"], 1, "it is kept up to date");
        h.pass(Span::days(31));
        h.settle().await;
        assert_eq!(reasons(&brings(&h, &paris, &[newer(&h, &hers).into()]).await), ["skipped"]);
        for _ in 0..2 {
            h.pass(Span::days(35));
            h.settle().await;
        }
        assert_eq!(count(&h.house.store, RECORDS).await, 0);
        assert_eq!(reasons(&brings(&h, &paris, &[newer(&h, &hers).into()]).await), ["skipped"], "also when nothing else is left");
    }

    async fn who_was_found_does_not_come_back_unless_it_was_a_mistake(store: Store) {
        let h = harness(store).await;
        let Known { night, paris, camille, hers, maud } = known(&h).await;
        brings(&h, &paris, &[hers.clone().into()]).await;
        same(&h, &maud).await;
        answers(&h, &camille, "tell").await.is(204);
        let review = same(&h, &maud).await;
        assert_eq!(count(&h.house.store, SUPPRESSED).await, 1);
        maud.delete(&format!("/api/v1/reunions/{review}")).await.is(204);
        assert_eq!(count(&h.house.store, SUPPRESSED).await, 0, "the search goes on");
        let zoe = someone(&h, "example.org/2", "Zénobie Delacourtille");
        let found = proven(&h, "Zénobie Delacourtille", "06 39 98 22 22").await;
        safe(&h, &found, night).await;
        brings(&h, &paris, &[zoe.clone().into()]).await;
        same(&h, &maud).await;
        answers(&h, &found, "tell").await.is(204);
        same(&h, &maud).await;
        // A day later nothing says any more who it was; she erases herself, and it does not come back.
        h.pass(Span::days(2));
        h.settle().await;
        found.delete("/api/v1/me").await.is(204);
        for _ in 0..3 {
            h.pass(Span::days(35));
            h.settle().await;
        }
        assert_eq!(count(&h.house.store, RECORDS).await, 0);
        let again = newer(&h, &zoe);
        assert_eq!(reasons(&brings(&h, &paris, &[again.into()]).await), ["skipped"]);
    }

    async fn what_is_taken_down_does_not_come_back(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let paris = register(&h, "Paris", "example.org", [true, true, true]).await;
        let hoax = someone(&h, "example.org/1", "Samir Exemple");
        brings(&h, &paris, &[hoax.clone().into()]).await;
        let row = h.house.store.one(NOTICE_IDS, params![]).await.unwrap().unwrap();
        let id: kernel::NoticeId = row.id(0).unwrap();
        let maud = h.staff(Role::Moderator, "Maud").await;
        found_a_hoax(&h, &maud, &id.to_string()).await;
        h.settle().await;
        h.pass(Span::hours(1));
        let again = newer(&h, &hoax);
        assert_eq!(reasons(&brings(&h, &paris, &[again.into()]).await), ["skipped"]);
        assert!(persons_feed(&paris).await[0].is_placeholder());
        // It is kept away for five years, and then nothing is left of it.
        h.pass(Span::days(5 * 365 - 1));
        missing::acts::forget(&h.house).await.unwrap();
        assert_eq!(count(&h.house.store, SUPPRESSED).await, 1);
        h.pass(Span::days(1));
        missing::acts::forget(&h.house).await.unwrap();
        assert_eq!(count(&h.house.store, SUPPRESSED).await, 0);
    }
}

store::testing::each_store! {
    async fn what_is_over_is_hidden_within_a_day_and_gone_within_sixty_from_backups_too(stores: Stores) {
        let h = harness(stores.open().await).await;
        active(&h, false).await;
        let paris = register(&h, "Paris", "example.org", [true, true, true]).await;
        let mut hers = someone(&h, "example.org/1", "Camille Roussel");
        hers.expiry_date = Some(at(&h, Span::days(-10)));
        let word = said(&h, "example.org/n1", "example.org/1", Status::BelievedAlive);
        brings(&h, &paris, &[hers.into(), word.into()]).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought("Tom Perrin")).await;
        appeal(&h, &karim, &id).await.unwrap();
        // A backup every ten days; those that are sixty days old are deleted.
        let folder = std::env::temp_dir().join(format!("rhizome-rotation-{}", h.house.dice.id::<OperatorId>(Time(0))));
        std::fs::create_dir_all(&folder).unwrap();
        let backup = async |n: i64| {
            h.house.store.backup_to(&folder.join(n.to_string())).await.unwrap();
            let _ = std::fs::remove_file(folder.join((n - 6).to_string()));
        };
        // What ends at the end of a day has ended some hours after.
        let later = async || {
            for span in [Span::days(10), Span::hours(2)] {
                h.pass(span);
                h.settle().await;
            }
        };
        backup(0).await;
        for n in 1..=4 {
            later().await;
            backup(n).await;
        }
        // Day 40: both were over, the first for thirty days, the second for ten.
        let left = persons_feed(&paris).await;
        assert!(left.iter().all(Person::is_placeholder), "{left:?}");
        assert_eq!((count(&h.house.store, PROFILES).await, count(&h.house.store, ORIGINALS).await), (0, 0));
        assert_eq!(count(&h.house.store, NOTES).await, 0);
        for n in 5..=10 {
            later().await;
            backup(n).await;
        }
        // Day 100: nothing is left of either, here or in any backup that is still there.
        assert!(persons_feed(&paris).await.is_empty());
        let mut looked = 0;
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let n: i64 = path.file_name().unwrap().to_str().unwrap().parse().unwrap();
            let others = stores.another().await;
            let restored = others.open().await;
            restored.restore_from(&path).await.unwrap();
            for sql in [PROFILES, ORIGINALS, NOTES] {
                assert_eq!(count(&restored, sql).await, 0, "backup {n}: {}", sql.name);
            }
            // Placeholders are there thirty days longer.
            let all = count(&restored, RECORDS).await + count(&restored, NOTICES).await;
            assert_eq!(all == 0, n >= 6, "backup {n}: {all}");
            looked += 1;
        }
        assert_eq!(looked, 6);
        assert_eq!(count(&h.house.store, JOBS).await, 0, "and nobody comes back to look");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
