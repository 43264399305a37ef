//! A report stops a door at once; two moderators see what it is about; what they decide is done, and can be undone.

use kernel::{Role, Span};
use serde_json::{Value, json};
use store::{Store, each_store, params, sql};
use web::harness::{Client, Harness};

use crate::scene::{active, asks, near, offer, opens, proven};

sql! {
    /// What is kept sealed of reports.
    EVIDENCE = "SELECT id FROM report WHERE evidence IS NOT NULL";
}

const CANARY: &str = "12 rue des Tilleuls";

struct Scene {
    h: Harness,
    host: Client,
    guest: Client,
    door: kernel::DoorId,
    stay: String,
}

/// A guest who was accepted, and has written.
async fn scene(store: Store) -> Scene {
    let rooms = vec![people::room(), safety::room(), doors::room(), desk::room()];
    let h = Harness::new(rooms, store, people::sessions).await;
    active(&h, false).await;
    let host = proven(&h, "Inès M.", "ines@example.org").await;
    let door = opens(&h, &host, offer(4)).await;
    let guest = proven(&h, "Nadia B.", "nadia@example.org").await;
    let stay = asks(&guest, door, 1).await.expect(201).at("/id");
    host.post(&format!("/api/v1/stays/{stay}/accept"), json!({})).await.is(200);
    guest
        .post(&format!("/api/v1/stays/{stay}/words"), json!({"words": "Je suis devant la grille bleue"}))
        .await
        .is(204);
    h.settle().await;
    Scene { h, host, guest, door, stay }
}

impl Scene {
    async fn reports(&self, who: &Client) -> String {
        let path = format!("/api/v1/stays/{}/report", self.stay);
        who.post(&path, json!({"reason": "unsafe", "words": "Il ferme la porte à clé"})).await.is(204);
        self.h.settle().await;
        let anne = self.h.staff(Role::Moderator, "Anne").await;
        anne.get("/api/v1/moderation").await.expect(200).at("/reports/0/id")
    }
    async fn does(&self, by: &Client, id: &str, what: &str, body: Value) -> web::harness::Answer {
        let answer = by.post(&format!("/api/v1/moderation/{id}/{what}"), body).await;
        self.h.settle().await;
        answer
    }
    async fn state(&self) -> String {
        let mine = self.host.get("/api/v1/doors/mine").await.expect(200).json();
        let door = &mine["doors"][0];
        if door["frozen"] == true { "frozen".to_owned() } else { door["state"].as_str().unwrap_or_default().to_owned() }
    }
}

/// What speaks against a post, or for one, and says nothing of a door.
const OF_POSTS: [&str; 4] = ["accuses", "position", "graphic", "public"];

each_store! {
    async fn one_report_stops_the_door_at_once_and_waits_in_the_queue(store: Store) {
        let s = scene(store).await;
        let other = proven(&s.h, "Paul D.", "paul@example.org").await;
        let theirs = asks(&other, s.door, 1).await.expect(201).at("/id");
        let path = format!("/api/v1/stays/{}/report", s.stay);
        let stranger = proven(&s.h, "Zoé K.", "zoe@example.org").await;
        stranger.post(&path, json!({"reason": "unsafe"})).await.refuses(404, "door-unknown");
        s.h.nobody().post(&path, json!({"reason": "unsafe"})).await.is(401);
        s.guest.post(&path, json!({"reason": "unsafe"})).await.is(204);
        // Before anything else has run.
        assert_eq!(s.guest.get(&format!("/api/v1/stays/{}", s.stay)).await.at("/state"), "frozen");
        assert_eq!(other.get(&format!("/api/v1/stays/{theirs}")).await.at("/state"), "frozen");
        assert_eq!(s.state().await, "frozen");
        s.h.settle().await;
        assert!(near(&s.h).await.iter().all(|d| d["room"] == 0), "nobody new comes");
        asks(&stranger, s.door, 1).await.refuses(409, "door-shut");
        s.guest.post(&path, json!({"reason": "money"})).await.refuses(409, "door-reported");
        // The other party may report too; the queue has both, the gravest and oldest first, without a name or an address.
        s.host.post(&path, json!({"reason": "other"})).await.is(204);
        let anne = s.h.staff(Role::Moderator, "Anne").await;
        let queue = anne.get("/api/v1/moderation").await.expect(200);
        assert_eq!((queue.at("/reports/0/reason"), queue.at("/reports/0/by")), ("unsafe".to_owned(), "guest".to_owned()));
        assert_eq!((queue.at("/reports/1/reason"), queue.at("/reports/1/by")), ("other".to_owned(), "host".to_owned()));
        assert!(!queue.says("Tilleuls") && !queue.says("Nadia") && !queue.says("grille"));
        assert_eq!(anne.get("/api/v1/moderation?drill=true").await.json()["reports"], json!([]));
        for role in [Role::Institution, Role::Verifier, Role::RosterManager] {
            s.h.staff(role, role.word()).await.get("/api/v1/moderation").await.is(403);
        }
        s.guest.get("/api/v1/moderation").await.is(403);
    }

    async fn whoever_only_asked_stops_no_door_and_is_read_all_the_same(store: Store) {
        let s = scene(store).await;
        let other = proven(&s.h, "Paul D.", "paul@example.org").await;
        let stay = asks(&other, s.door, 1).await.expect(201).at("/id");
        let page = other.page(&format!("/stays/{stay}/report")).await.expect(200);
        assert!(page.says("peut arrêter la porte") && !page.says("Signaler et arrêter"), "{}", page.text);
        other.post(&format!("/api/v1/stays/{stay}/report"), json!({"reason": "unsafe"})).await.is(204);
        s.h.settle().await;
        assert_eq!(s.state().await, "open", "one person could stop door after door");
        assert_eq!(s.guest.get(&format!("/api/v1/stays/{}", s.stay)).await.at("/state"), "accepted");
        let anne = s.h.staff(Role::Moderator, "Anne").await;
        let queue = anne.get("/api/v1/moderation").await.expect(200);
        assert_eq!((queue.at("/reports/0/reason"), queue.at("/reports/0/by")), ("unsafe".to_owned(), "guest".to_owned()));
        // A report that stops the door is dismissed: this one, which nobody has decided, does not hold it.
        s.guest.post(&format!("/api/v1/stays/{}/report", s.stay), json!({"reason": "money"})).await.is(204);
        assert_eq!(s.state().await, "frozen");
        let id = anne.get("/api/v1/moderation").await.at("/reports/1/id");
        s.does(&anne, &id, "decide", json!({"decision": "dismiss", "ground": "unfounded"})).await.is(200);
        assert_eq!(s.state().await, "open");
        // Upheld, it closes the door as any other.
        let id = anne.get("/api/v1/moderation").await.at("/reports/0/id");
        s.does(&anne, &id, "decide", json!({"decision": "uphold", "ground": "danger"})).await.is(200);
        assert_eq!(s.state().await, "closed");
    }

    async fn evidence_outlives_erasure_and_takes_two_people_to_open(store: Store) {
        let s = scene(store).await;
        let id = s.reports(&s.guest).await;
        s.host.delete("/api/v1/me").await.is(204);
        s.h.settle().await;
        s.guest.delete("/api/v1/me").await.is(204);
        s.h.settle().await;
        let [anne, bruno, carla] = [
            s.h.staff(Role::Moderator, "Anne").await,
            s.h.staff(Role::Operator, "Bruno").await,
            s.h.staff(Role::Moderator, "Carla").await,
        ];
        let evidence = format!("/api/v1/moderation/{id}/evidence");
        anne.get(&evidence).await.refuses(403, "door-second-person");
        assert_eq!(s.does(&anne, &id, "open", json!({})).await.expect(200).at("/evidence"), "asked");
        s.does(&anne, &id, "open", json!({})).await.refuses(403, "door-second-person");
        anne.get(&evidence).await.refuses(403, "door-second-person");
        assert_eq!(s.does(&bruno, &id, "open", json!({})).await.expect(200).at("/evidence"), "open");
        for one in [&anne, &bruno] {
            let read = one.get(&evidence).await.expect(200);
            assert!(read.at("/evidence/address").starts_with(CANARY), "{}", read.text);
            assert!(read.says("grille bleue") && read.says("à clé") && read.says("4711B"));
            assert_eq!(read.header("cache-control"), "private, no-store");
        }
        carla.get(&evidence).await.refuses(403, "door-second-person");
        s.does(&carla, &id, "open", json!({})).await.refuses(409, "door-taken-by-other");
        s.h.pass(Span::minutes(61));
        anne.get(&evidence).await.refuses(403, "door-second-person");
        // Every opening stands in the audit, with nothing of what was read.
        let admin = s.h.staff(Role::Admin, "Chef").await;
        let audit = admin.get("/api/v1/audit").await.expect(200);
        let acts: Vec<String> = audit.json()["lines"].as_array().unwrap().iter().map(|l| l["act"].as_str().unwrap().to_owned()).collect();
        let count = |act: &str| acts.iter().filter(|a| *a == act).count();
        assert_eq!((count("report.open"), count("report.open_second"), count("report.read")), (1, 1, 2), "{acts:?}");
        assert!(!audit.says("Tilleuls") && !audit.says("grille") && !audit.says("Nadia"));
        // Decided: it is gone.
        s.does(&carla, &id, "decide", json!({"decision": "dismiss", "ground": "unfounded"})).await.is(200);
        s.does(&anne, &id, "open", json!({})).await.refuses(410, "report-gone");
        assert!(s.h.house.store.read(EVIDENCE, params![]).await.unwrap().is_empty());
    }

    async fn what_nobody_decides_is_erased_after_thirty_days(store: Store) {
        let s = scene(store).await;
        let id = s.reports(&s.guest).await;
        assert_eq!(s.h.house.store.read(EVIDENCE, params![]).await.unwrap().len(), 1);
        s.h.pass(Span::days(31));
        s.h.settle().await;
        assert!(s.h.house.store.read(EVIDENCE, params![]).await.unwrap().is_empty());
        let anne = s.h.staff(Role::Moderator, "Anne").await;
        assert_eq!(anne.get("/api/v1/moderation").await.at("/reports/0/evidence"), "gone");
        s.does(&anne, &id, "open", json!({})).await.refuses(410, "report-gone");
    }

    async fn a_dismissed_report_lets_the_door_go_on_as_it_was(store: Store) {
        let s = scene(store).await;
        let pause = format!("/api/v1/doors/{}/pause", s.door);
        s.host.post(&pause, json!({})).await.is(200);
        let id = s.reports(&s.guest).await;
        let (anne, bruno) = (s.h.staff(Role::Moderator, "Anne").await, s.h.staff(Role::Moderator, "Bruno").await);
        s.does(&anne, &id, "take", json!({})).await.is(200);
        s.does(&bruno, &id, "take", json!({})).await.refuses(409, "door-taken-by-other");
        s.does(&bruno, &id, "decide", json!({"decision": "uphold", "ground": "danger"})).await.refuses(409, "door-taken-by-other");
        assert_eq!(s.does(&anne, &id, "decide", json!({"decision": "dismiss", "ground": "unfounded"})).await.expect(200).at("/state"), "dismissed");
        assert_eq!(s.state().await, "paused");
        s.does(&anne, &id, "decide", json!({"decision": "uphold", "ground": "danger"})).await.refuses(409, "door-decided");
        // Taken back: it stands still again, until somebody decides anew.
        s.does(&bruno, &id, "undo", json!({})).await.refuses(409, "door-taken-by-other");
        s.does(&anne, &id, "undo", json!({})).await.is(200);
        assert_eq!(s.state().await, "frozen");
        s.does(&bruno, &id, "decide", json!({"decision": "dismiss", "ground": "unfounded"})).await.is(200);
        s.h.pass(Span::hours(25));
        s.does(&bruno, &id, "undo", json!({})).await.refuses(409, "report-undo-late");
    }

    async fn an_upheld_report_closes_the_door_and_bars_its_host(store: Store) {
        let s = scene(store).await;
        let second = opens(&s.h, &s.host, offer(2)).await;
        let id = s.reports(&s.guest).await;
        let anne = s.h.staff(Role::Moderator, "Anne").await;
        s.does(&anne, &id, "decide", json!({"decision": "uphold", "ground": "danger"})).await.is(200);
        assert!(near(&s.h).await.iter().all(|d| d["room"] == 0), "neither this door nor the other takes anybody");
        s.host.post("/api/v1/doors", offer(2)).await.refuses(403, "door-barred");
        let elsewhere = opens(&s.h, &s.guest, offer(2)).await;
        asks(&s.host, elsewhere, 1).await.refuses(403, "door-barred");
        // Undone: it stands still again, and the bar is off; then dismissed, and the door is open as it was.
        s.does(&anne, &id, "undo", json!({})).await.is(200);
        asks(&s.host, elsewhere, 1).await.is(201);
        s.does(&anne, &id, "decide", json!({"decision": "dismiss", "ground": "unfounded"})).await.is(200);
        let open: Vec<String> = near(&s.h).await.iter().filter(|d| d["room"] != 0).map(|d| d["id"].as_str().unwrap().to_owned()).collect();
        assert!(open.contains(&s.door.to_string()) && !open.contains(&second.to_string()), "{open:?}");
        // Upheld again: another account with the same contact is barred too.
        s.does(&anne, &id, "undo", json!({})).await.is(200);
        s.does(&anne, &id, "decide", json!({"decision": "uphold", "ground": "danger"})).await.is(200);
        s.host.delete("/api/v1/me").await.is(204);
        s.h.settle().await;
        let again = proven(&s.h, "Irène", "ines@example.org").await;
        again.post("/api/v1/doors", offer(2)).await.refuses(403, "door-barred");
        s.does(&anne, &id, "lift", json!({})).await.is(403);
        let bruno = s.h.staff(Role::Operator, "Bruno").await;
        s.does(&bruno, &id, "lift", json!({})).await.is(200);
        again.post("/api/v1/doors", offer(2)).await.is(201);
    }

    async fn a_host_asks_again_and_another_person_opens_the_door(store: Store) {
        let s = scene(store).await;
        let id = s.reports(&s.guest).await;
        let (anne, carla) = (s.h.staff(Role::Moderator, "Anne").await, s.h.staff(Role::Moderator, "Carla").await);
        s.does(&anne, &id, "decide", json!({"decision": "uphold"})).await.refuses(422, "ground-missing");
        s.does(&anne, &id, "decide", json!({"decision": "uphold", "ground": "danger"})).await.is(200);
        assert_eq!(s.state().await, "closed");
        let read = s.host.get("/api/v1/me/decisions").await.expect(200);
        assert_eq!((read.at("/decisions/0/kind"), read.at("/decisions/0/ground")), ("stay".into(), "danger".into()));
        assert!(!read.says("Anne") && s.guest.get("/api/v1/me/decisions").await.json()["decisions"] == json!([]));
        let own = format!("/me/decisions/{}", read.at("/decisions/0/id"));
        let page = s.host.page(&own).await.expect(200);
        assert!(page.says("Quelqu’un est en danger"));
        s.host.submit(&page, &own, &[("words", "Ce n’était pas chez moi.")]).await.is(303);
        s.h.settle().await;
        let again = carla.get("/api/v1/moderation").await.expect(200).at("/reports/0/id");
        let right = json!({"decision": "uphold", "ground": "unfounded"});
        s.does(&anne, &again, "decide", right.clone()).await.refuses(403, "decision-same-person");
        assert!(carla.get(&format!("/api/v1/moderation/{again}/evidence")).await.expect(200).says("pas chez moi"));
        s.does(&carla, &again, "take", json!({})).await.is(200);
        let form = carla.page(&format!("/console/moderation/{again}")).await.expect(200);
        assert!(form.says("value=\"unfounded\"") && OF_POSTS.iter().all(|word| !form.says(&format!("value=\"{word}\""))));
        s.does(&carla, &again, "decide", right).await.is(200);
        assert_eq!(s.state().await, "open", "it goes on as it was");
        s.host.post("/api/v1/doors", offer(2)).await.is(201);
    }

    async fn a_host_who_was_right_opens_again_and_the_guest_stays_in_no_home(store: Store) {
        let s = scene(store).await;
        let id = s.reports(&s.host).await;
        let anne = s.h.staff(Role::Moderator, "Anne").await;
        s.does(&anne, &id, "decide", json!({"decision": "uphold", "ground": "danger"})).await.is(200);
        assert_eq!(s.state().await, "open");
        asks(&s.guest, s.door, 1).await.refuses(403, "door-barred");
    }

    async fn a_page_reports_and_nobody_reports_without_end(store: Store) {
        let s = scene(store).await;
        let path = format!("/stays/{}/report", s.stay);
        let page = s.guest.page(&path).await.expect(200);
        assert!(page.says("Signaler un problème") && page.says("tel:17"));
        s.guest.submit(&page, &path, &[("words", "x")]).await.is(422);
        s.guest.submit(&page, &path, &[("reason", "not_them")]).await.is(303);
        assert!(s.guest.page(&path).await.expect(200).says("La porte est arrêtée"));
        s.h.nobody().page(&path).await;
        let mut last = 204;
        for n in 0..4 {
            let host = proven(&s.h, "Hôte", &format!("hote{n}@example.org")).await;
            let door = opens(&s.h, &host, offer(2)).await;
            let stay = asks(&s.guest, door, 1).await.expect(201).at("/id");
            last = s.guest.post(&format!("/api/v1/stays/{stay}/report"), json!({"reason": "other"})).await.status.as_u16();
            if last != 204 {
                break;
            }
            s.guest.post(&format!("/api/v1/stays/{stay}/cancel"), json!({})).await.is(200);
        }
        assert_eq!(last, 429, "three in a day");
    }

    async fn moderators_work_in_pages(store: Store) {
        let s = scene(store).await;
        let id = s.reports(&s.guest).await;
        let (anne, bruno) = (s.h.staff(Role::Moderator, "Anne").await, s.h.staff(Role::Admin, "Bruno").await);
        let list = anne.page("/console/moderation").await.expect(200);
        assert!(list.says("Pas en sécurité") && !list.says("Tilleuls"));
        assert!(bruno.page("/console").await.expect(200).says("1 signalement à traiter"));
        let path = format!("/console/moderation/{id}");
        let page = anne.page(&path).await.expect(200);
        anne.submit(&page, &format!("{path}/take"), &[]).await.is(303);
        anne.submit(&page, &format!("{path}/open"), &[]).await.is(303);
        anne.submit(&page, &format!("{path}/open"), &[]).await.is(403);
        assert!(bruno.page(&path).await.expect(200).says("Ouvrir à deux"));
        bruno.submit(&page, &format!("{path}/open"), &[]).await.is(303);
        let read = anne.page(&format!("{path}/evidence")).await.expect(200);
        assert!(read.says(CANARY) && read.says("grille bleue") && read.header("cache-control").contains("no-store"));
        anne.submit(&page, &format!("{path}/decide"), &[]).await.is(422);
        // Reasons that only a post can give are not offered for a door, nor taken.
        let form = anne.page(&path).await.expect(200);
        assert!(["danger", "money", "settled"].iter().all(|word| form.says(&format!("value=\"{word}\""))));
        for word in OF_POSTS {
            assert!(!form.says(&format!("value=\"{word}\"")), "{word}");
            for decision in ["uphold", "dismiss"] {
                s.does(&anne, &id, "decide", json!({"decision": decision, "ground": word})).await.refuses(422, "report-ground");
            }
        }
        anne.submit(&page, &format!("{path}/decide"), &[("decision", "dismiss"), ("ground", "unfounded"), ("version", "1")]).await.is(422);
        anne.submit(&page, &format!("{path}/decide"), &[("decision", "dismiss")]).await.is(422);
        anne.submit(&page, &format!("{path}/decide"), &[("decision", "dismiss"), ("ground", "unfounded")]).await.is(303);
        let decided = anne.page(&path).await.expect(200);
        assert!(decided.says("Écarté par Anne") && decided.says("Annuler la décision"));
    }
}
