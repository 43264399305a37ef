//! What is watched of pages in memory: what was taken back stays so, nobody else reads what is theirs alone, nothing is lost in what many write.

use http::Method;
use kernel::{CondolenceId, Id as _, NoticeId, Role, Span, Time, TributeId};
use missing::{
    model::{
        Appeal, NoticeState, Profile, Relation,
        exchange::{Shown, neighbour},
        list::DeathState,
    },
    store::{
        deaths,
        exchange::{Kept, Sort, keep},
    },
};
use serde_json::json;
use store::{Change, params, sql};
use web::harness::Harness;

use crate::{
    exchange::register,
    scene::{active, harness, proven, safe},
    tribute::{
        CONDOLENCES, HERS, Night, TRIBUTES, chosen, count, death, id, listed, night, notice, said, staff_of, stated,
        writes,
    },
};

sql! {
    DEATHS = "SELECT COUNT(*) FROM death";
    STATE = "SELECT state FROM notice WHERE id = $1";
    FOUND = "UPDATE notice SET state = 2, found = $2 WHERE id = $1";
    SET_STATE = "UPDATE notice SET state = $2 WHERE id = $1";
    DESCRIBED = "SELECT COUNT(*) FROM notice WHERE profile IS NOT NULL";
    ENTRY = "SELECT entry_date FROM record WHERE notice = $1";
    HIDDEN_PAGE = "INSERT INTO tribute (id, share, notice, incident, drill, version, state, wall, leads, locked, died, words, made, changed, expires) \
        SELECT $1, 'HIDDEN', $1, incident, drill, 1, 2, 1, 0, 0, died, words, made, changed, expires FROM tribute WHERE notice = $2";
    ANOTHER_WORD = "INSERT INTO condolence (id, tribute, author, incident, drill, version, state, at, changed, words) \
        SELECT $1, $2, author, incident, drill, 1, $3, at - $4, changed, words FROM condolence WHERE id = $5";
    PAGE_OF = "SELECT id FROM tribute WHERE notice = $1";
}

impl Night {
    fn notice(&self) -> NoticeId {
        self.id.parse().unwrap()
    }
    async fn passes(&self, days: i64) {
        self.h.pass(Span::days(days));
        self.h.settle().await;
    }
    async fn kept(&self) -> (i64, i64, i64) {
        (count(&self.h, TRIBUTES).await, count(&self.h, CONDOLENCES).await, count(&self.h, DEATHS).await)
    }
    async fn shows(&self, shown: bool) {
        self.karim.put(&format!("/api/v1/notices/{}/consent", self.id), json!({ "shown": shown })).await.is(204);
        self.h.settle().await;
    }
    /// The same words once more, in a state, so much before.
    async fn again(&self, n: u8, page: TributeId, state: i64, before: i64, of: &str) {
        let of: CondolenceId = of.parse().unwrap();
        let params = params![CondolenceId::from_bytes([n; 16]), page, state, before, of];
        self.h.house.store.apply(Change::new().must(ANOTHER_WORD, params)).await.unwrap();
    }
}

async fn state_of(h: &Harness, id: NoticeId) -> Option<NoticeState> {
    NoticeState::of_number(h.house.store.one(STATE, params![id]).await.unwrap().unwrap().int(0).unwrap())
}

store::testing::each_store! {
    async fn what_the_family_took_back_does_not_come_back_when_the_search_is_over(store: Store) {
        let n = night(store).await;
        let (_, path) = n.made().await;
        n.shows(false).await;
        n.h.nobody().get(&path).await.refuses(404, "tribute-unknown");
        n.passes(31).await;
        n.h.nobody().get(&path).await.refuses(404, "tribute-unknown");
        assert_eq!(count(&n.h, TRIBUTES).await, 0, "it goes with the search");
        n.passes(31).await;
        n.h.nobody().get(&path).await.refuses(404, "tribute-unknown");
        assert_eq!(n.kept().await, (0, 0, 0));
    }

    async fn what_one_of_the_two_took_back_does_not_come_back_when_the_search_is_over(store: Store) {
        let n = night(store).await;
        let (_, path) = n.made().await;
        n.paul.delete(&format!("{}/death", n.case)).await.is(204);
        n.h.settle().await;
        n.passes(31).await;
        n.h.nobody().get(&path).await.refuses(404, "tribute-unknown");
        assert_eq!(count(&n.h, TRIBUTES).await, 0);
    }

    async fn what_was_taken_down_does_not_come_back_when_the_search_is_over(store: Store) {
        let n = night(store).await;
        let (_, path) = n.made().await;
        let down = NoticeState::TakenDown.number();
        n.h.house.store.apply(Change::new().must(SET_STATE, params![n.notice(), down])).await.unwrap();
        n.h.nobody().get(&path).await.refuses(404, "tribute-unknown");
        n.passes(31).await;
        n.h.nobody().get(&path).await.refuses(404, "tribute-unknown");
        assert_eq!(count(&n.h, TRIBUTES).await, 0);
    }

    async fn a_word_of_theirs_ends_a_page_that_is_not_shown_just_then(store: Store) {
        let n = night(store).await;
        let (_, path) = n.made().await;
        n.shows(false).await;
        let camille = proven(&n.h, "Camille Roussel", HERS).await;
        safe(&n.h, &camille, n.incident).await;
        n.h.nobody().get(&path).await.refuses(404, "tribute-unknown");
        assert_eq!(count(&n.h, TRIBUTES).await, 0);
    }

    async fn the_death_stays_with_its_page_and_goes_with_it(store: Store) {
        let n = night(store).await;
        let (_, path) = n.made().await;
        n.passes(70).await;
        n.h.nobody().get(&path).await.is(200);
        let d = deaths::one(&n.h.house.store, n.notice()).await.unwrap().expect("who the two were is still known");
        assert!(d.is_known() && d.confirmed_by.is_some());
        n.passes(300).await;
        assert_eq!(n.kept().await, (0, 0, 0));
    }

    async fn who_is_erased_leaves_no_death_of_a_page(store: Store) {
        let n = night(store).await;
        n.made().await;
        n.passes(70).await;
        n.karim.delete("/api/v1/me").await.is(204);
        n.h.settle().await;
        assert_eq!(n.kept().await, (0, 0, 0));
    }

    async fn what_an_institution_takes_away_leaves_no_death_that_is_shown(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        h.pass(Span::hours(1));
        let (nora, paul) = (staff_of(&h, "Nora", "Hôpital de Paris").await, staff_of(&h, "Paul", "Hôpital de Paris").await);
        let body = json!({ "name": "Camille Roussel", "phone": HERS, "ages": { "low": 27, "high": 27 }, "sex": "female" });
        let id = nora.post("/api/v1/notices", body).await.expect(201).at("/id");
        let notice: NoticeId = id.parse().unwrap();
        h.settle().await;
        let case = listed(&h, &nora, "Camille Roussel", HERS).await;
        stated(&h, (&nora, &paul), &case).await;
        let at = format!("/api/v1/notices/{id}/tribute/propose");
        nora.post(&at, chosen()).await.is(201);
        paul.post(&format!("/api/v1/notices/{id}/tribute/confirm"), json!({})).await.is(204);
        h.settle().await;
        assert_eq!(state_of(&h, notice).await, Some(NoticeState::Dead));
        nora.delete(&at).await.is(204);
        h.settle().await;
        let d = deaths::one(&h.house.store, notice).await.unwrap().unwrap();
        assert!(!d.is_known() && d.shown.is_none(), "as if nobody had ever said so: {d:?}");
        assert_eq!(state_of(&h, notice).await, Some(NoticeState::Searching));
        // What another register brought has a family there.
        let record = Kept {
            key: [7; 32],
            record_id: "registre.example/person.1".into(),
            sort: Sort::Person,
            own: false,
            shown: true,
            notice,
            note: None,
            domain: "registre.example".into(),
            source: Time(0),
            entry: Time(0),
            expiry: Time(0),
            dead: false,
        };
        h.house.store.apply(keep(Change::new(), &h.house.register, &record, None)).await.unwrap();
        nora.post(&at, chosen()).await.refuses(403, "tribute-family-only");
    }

    async fn whose_death_is_suspended_is_searched_for_again_though_the_page_is_kept(store: Store) {
        let n = night(store).await;
        let key = register(&n.h, "Croix-Rouge", "registre.example", [true, false, true]).await;
        n.made().await;
        let wanted = json!({ "name": "Camille Roussel", "tail": "0017" });
        assert_eq!(n.h.nobody().post("/api/v1/notices/search", wanted.clone()).await.expect(200).json(), json!({ "known": false }));
        n.h.pass(Span::hours(1));
        let since = n.h.house.clock.now();
        n.paul.delete(&format!("{}/death", n.case)).await.is(204);
        n.h.settle().await;
        assert_eq!(count(&n.h, TRIBUTES).await, 1);
        let found = n.h.nobody().post("/api/v1/notices/search", wanted).await.expect(200);
        assert_eq!((found.at("/state"), found.at("/share")), ("searching".to_owned(), n.share.clone()));
        let feed = |of: &str| format!("/api/v1/pfif/feeds/{of}?min_entry_date={}&max_results=200", missing::model::exchange::written(since));
        let notes = key.send(Method::GET, &feed("note"), None, "").await.expect(200);
        assert!(notes.text.contains("Taken back"), "{}", notes.text);
        assert!(key.send(Method::GET, &feed("person"), None, "").await.expect(200).text.contains("Camille Roussel"));
    }

    async fn whoever_read_of_a_search_reads_it_anew_when_its_page_is_gone(store: Store) {
        let n = night(store).await;
        n.made().await;
        n.passes(31).await;
        n.passes(2).await;
        let camille = proven(&n.h, "Camille Roussel", HERS).await;
        let later = active(&n.h, false).await;
        safe(&n.h, &camille, later).await;
        assert_eq!(count(&n.h, TRIBUTES).await, 0);
        let entry = n.h.house.store.one(ENTRY, params![n.notice()]).await.unwrap().unwrap().time(0).unwrap();
        assert_eq!(entry, n.h.house.clock.now());
    }

    async fn what_describes_whoever_was_found_is_forgotten_when_no_death_is_stated_any_more(store: Store) {
        let n = night(store).await;
        n.h.house.store.apply(Change::new().must(FOUND, params![n.notice(), n.h.house.clock.now()])).await.unwrap();
        n.passes(2).await;
        assert_eq!(count(&n.h, DESCRIBED).await, 1);
        n.paul.delete(&format!("{}/death", n.case)).await.is(204);
        n.h.settle().await;
        assert_eq!(count(&n.h, DESCRIBED).await, 1, "as long as that can be taken back");
        n.passes(1).await;
        assert_eq!(count(&n.h, DESCRIBED).await, 0);
    }

    async fn a_page_goes_on_however_much_is_written_and_hidden_ones_stand_in_nobodys_way(store: Store) {
        let n = night(store).await;
        let (_, path) = n.made().await;
        let page: TributeId = n.h.house.store.one(PAGE_OF, params![n.notice()]).await.unwrap().unwrap().id(0).unwrap();
        let ines = proven(&n.h, "Inès Moreau", "ines@example.org").await;
        let word = writes(&ines, &path, "Un mot").await;
        // Many that were not let through, and enough that were.
        for i in 0..60 {
            n.again(i, page, 4, 1_000, &word).await;
            n.again(60 + i, page, 3, 500, &word).await;
        }
        let hidden = TributeId::from_bytes([200; 16]);
        n.h.house.store.apply(Change::new().must(HIDDEN_PAGE, params![hidden, n.notice()])).await.unwrap();
        for i in 0..120 {
            n.again(120 + i, hidden, 1, 2_000, &word).await;
        }
        let nobody = n.h.nobody();
        assert_eq!(said(&nobody, &path).await.len(), 50);
        assert_eq!(nobody.get(&path).await.json()["next"], 2);
        let rest = nobody.get(&format!("{path}?page=2")).await.expect(200).json();
        assert_eq!((rest["condolences"].as_array().unwrap().len(), rest.get("next")), (10, None));
        let shown = path.replace("/api/v1/tributes/", "/t/");
        assert!(n.h.browser().page(&shown).await.expect(200).says(&format!("{shown}?page=2")));
        assert!(!n.h.browser().page(&format!("{shown}?page=2")).await.expect(200).says("?page=3"));
        let queue = n.maud.get("/api/v1/condolences").await.expect(200).json();
        assert_eq!(queue["waiting"].as_array().unwrap().len(), 1, "what is behind hidden pages is read too");
        n.reviewed(&word, true).await;
        let own = n.karim.get(&n.at()).await.expect(200).json();
        assert_eq!(own["condolences"][0]["state"], "family", "a family reads first what it is to read");
    }

    async fn a_press_that_comes_twice_at_once_is_one(store: Store) {
        let n = night(store).await;
        n.agrees().await;
        let (at, choice) = (n.at(), chosen());
        let (one, two) = tokio::join!(n.karim.post(&at, choice.clone()), n.karim.post(&at, choice.clone()));
        let mut both = [one.status.as_u16(), two.status.as_u16()];
        both.sort_unstable();
        assert_eq!(both, [200, 409], "one page, and no fault");
        let share = n.karim.get(&at).await.json()["share"].as_str().unwrap().to_owned();
        let ines = proven(&n.h, "Inès Moreau", "ines@example.org").await;
        let path = format!("/t/{share}");
        let page = ines.page(&path).await.expect(200);
        let start = page.text.find("name=\"key\" value=\"").unwrap() + 18;
        let key = page.text[start..].split('"').next().unwrap().to_owned();
        let fields = [("words", "Un mot"), ("key", key.as_str())];
        let to = format!("{path}/words");
        let (one, two) = tokio::join!(ines.submit(&page, &to, &fields), ines.submit(&page, &to, &fields));
        one.is(303);
        two.is(303);
        assert_eq!(count(&n.h, CONDOLENCES).await, 1);
        let (to, word) = (format!("/api/v1/tributes/{share}/condolences"), json!({ "words": "Encore" }));
        let write = || ines.post(&to, word.clone());
        let (a, b, c, d) = tokio::join!(write(), write(), write(), write());
        let kept = [a, b, c, d].iter().filter(|r| r.status == 201).count();
        assert_eq!((kept, count(&n.h, CONDOLENCES).await), (2, 3), "three of one person, however they come");
    }

    async fn windows_are_of_what_is_public_and_of_exercises_only_when_asked_for(store: Store) {
        let h = harness(store).await;
        let drill = active(&h, true).await;
        let path = format!("/api/v1/incidents/{drill}/windows");
        h.nobody().get(&path).await.is(404);
        h.nobody().get(&format!("{path}?drill=true")).await.is(200);
        let real = active(&h, false).await;
        h.nobody().get(&format!("/api/v1/incidents/{real}/windows")).await.is(200);
        h.nobody().get(&format!("/api/v1/incidents/{}/windows", kernel::IncidentId::from_bytes([9; 16]))).await.is(404);
        h.staff(Role::Moderator, "Maud").await.get(&path).await.is(404);
    }
}

#[test]
fn no_register_reads_of_a_death_that_no_family_agreed_to() {
    let n = missing::model::Notice { appeal: Appeal::Approved, ..notice(NoticeState::Dead, Relation::Family) };
    let profile = Profile { names: vec!["Camille Roussel".into()], ..Profile::default() };
    for by in [None, Some(id(8))] {
        let mut d = death(DeathState::Confirmed, true);
        d.consent_by = by;
        let shown = Shown {
            record_id: "localhost/person.1",
            own: true,
            source: Time(0),
            entry: Time(0),
            expiry: Time(1_000),
            search: Some((&n, &profile)),
            death: Some(&d),
            told: false,
            site: "Paris",
            domain: "localhost",
        };
        let (person, note) = neighbour(Time(1), &shown).unwrap();
        assert_eq!((person.is_placeholder(), note.is_some()), (by.is_none(), by.is_some()), "{by:?}");
    }
}
