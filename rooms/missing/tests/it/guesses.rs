//! The second factor of a search is not guessed, and nobody hears that others search.

use futures_util::future::join_all;
use kernel::Span;
use serde_json::json;
use web::harness::{Client, Harness};

use crate::scene::{active, appeal, harness, proven, seeks, sought_at};

const SEARCH: &str = "/api/v1/notices/search";

/// Asks at once, each time as somebody who was never seen; how many found an appeal.
async fn ask(h: &Harness, asked: &[(String, &str)], drill: Option<kernel::IncidentId>) -> usize {
    let one = async |name: &str, tail: &str| {
        let who = h.nobody();
        who.post(SEARCH, json!({ "name": name, "tail": tail, "incident": drill })).await.expect(200).json()["known"]
            == true
    };
    join_all(asked.iter().map(|(name, tail)| one(name, tail))).await.into_iter().filter(|known| *known).count()
}

fn times(n: usize, name: impl Fn(usize) -> String, tail: &str) -> Vec<(String, &str)> {
    (0..n).map(|i| (name(i), tail)).collect()
}

async fn appealed(h: &Harness, name: &str, phone: &str) -> Client {
    let karim = proven(h, "Karim Belaïd", "karim@example.org").await;
    let id = seeks(h, &karim, sought_at(name, phone)).await;
    appeal(h, &karim, &id).await.unwrap();
    karim
}

store::testing::each_store! {
    async fn many_ways_to_write_one_name_are_one_name_when_guesses_are_counted(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        appealed(&h, "Inès Moreau", "06 39 98 22 22").await;
        let right = |name: &str| vec![(name.to_owned(), "2222")];
        for _ in 0..3 {
            assert_eq!(ask(&h, &times(10, |_| "Inès Moreau".into(), "2222"), None).await, 10, "who knows is not counted");
        }
        let ways = ["Inès Moreau", "moreau ines", "INES  MOREAU", "Inés Moraeu", "Ines-Moreau"];
        assert_eq!(ask(&h, &times(20, |i| ways[i % ways.len()].to_owned(), "9999"), None).await, 0);
        assert_eq!(ask(&h, &right("Inès Moreau"), None).await, 0, "nothing, and no word of others");
        h.pass(Span::hours(1));
        assert_eq!(ask(&h, &right("Inès Moreau"), None).await, 1);
    }

    async fn other_names_that_lead_to_an_appeal_are_counted_on_it(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        // One day, as it is counted.
        h.pass(Span::hours(2));
        appealed(&h, "Inès Moreau", "06 39 98 22 22").await;
        let letters = "abcdefghijklmnopqrstuvwxyz";
        let typo = |i: usize| format!("Inès Mor{}au", &letters[i % 26..=i % 26]);
        assert_eq!(ask(&h, &times(26, typo, "2222"), None).await, 26, "each of them leads there");
        for hour in 0..3 {
            ask(&h, &times(14, |i| typo(i + hour * 7), "9999"), None).await;
            h.pass(Span::hours(1));
        }
        assert_eq!(ask(&h, &[("Moreau Inès".into(), "2222")], None).await, 0);
        h.pass(Span::days(1));
        assert_eq!(ask(&h, &[("Moreau Inès".into(), "2222")], None).await, 1);
    }

    async fn what_is_searched_in_an_exercise_does_not_count_for_real(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let drill = active(&h, true).await;
        appealed(&h, "Inès Moreau", "06 39 98 22 22").await;
        ask(&h, &times(30, |_| "Inès Moreau".into(), "9999"), Some(drill)).await;
        assert_eq!(ask(&h, &[("Inès Moreau".into(), "2222")], None).await, 1);
    }

    async fn a_browser_that_asks_too_often_is_told_so_alone(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let browser = h.browser();
        let body = json!({ "name": "Paul Durand", "tail": "0000" });
        browser.post(SEARCH, body.clone()).await.is(200);
        let answers = join_all((0..30).map(|_| browser.post(SEARCH, body.clone()))).await;
        assert_eq!(answers.iter().filter(|a| a.status.as_u16() == 429).count(), 1);
        h.browser().post(SEARCH, body).await.is(200);
    }
}
