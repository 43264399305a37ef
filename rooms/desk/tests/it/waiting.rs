//! The one queue: its order as a property, what returns by itself, what is handed over.

use kernel::{Id, IncidentId, OperatorId, ReportId, Role, Span, Staff, Time};
use proptest::prelude::*;
use register::{
    Ground, Hand, NewReport, Report, ReportKind, ReportState,
    waiting::{GRAVEST, NewWaiting, TAKEN_LASTS, Waiting, WaitingKind, raise, raised, still, waits},
};
use serde_json::json;
use store::{Change, params, sql, testing::each_store};

use desk::{
    model::reports::{Doing, Verdict},
    rules::reports::{handle, standing},
};

use crate::desk::Desk;

sql! {
    KEPT = "SELECT COUNT(*) FROM handover";
}

fn waiting((risk, at, id, kind): (i64, i64, [u8; 16], usize)) -> Waiting {
    Waiting {
        kind: WaitingKind::ALL[kind % WaitingKind::ALL.len()],
        id,
        incident: IncidentId::from_bytes([1; 16]),
        drill: false,
        risk,
        reports: 0,
        at: Time(at),
        href: None,
        taken: None,
    }
}

fn hand(at: i64) -> Hand {
    Hand { id: OperatorId::from_bytes([1; 16]), name: "Maud".into(), at: Time(at) }
}

pub(crate) fn report(taken: Option<i64>) -> Report {
    Report {
        id: ReportId::from_bytes([2; 16]),
        kind: ReportKind::Search,
        incident: IncidentId::from_bytes([1; 16]),
        drill: false,
        version: 1,
        reason: "hoax".into(),
        teller: "somebody".into(),
        risk: 3,
        at: Time(0),
        said_by: None,
        about: None,
        state: if taken.is_some() { ReportState::Taken } else { ReportState::Open },
        taken: taken.map(hand),
        decided: None,
        asked: None,
        opened: None,
        expires: Time(i64::MAX),
        sealed: true,
        bars: false,
        ground: None,
        href: Some("/post/1".into()),
        first: None,
    }
}

type Item = (i64, i64, [u8; 16], usize);

fn item() -> impl Strategy<Value = Item> {
    (1_i64..7, 0_i64..5, any::<[u8; 16]>(), 0_usize..6)
}

proptest! {
    /// The graver stands first; of those as grave the older; and no two stand at one place.
    #[test]
    fn the_order_is_by_risk_then_age_and_total(a in item(), b in item()) {
        let (x, y) = (waiting(a), waiting(b));
        prop_assert_eq!(x.place() == y.place(), (x.kind, x.id, x.risk, x.at) == (y.kind, y.id, y.risk, y.at));
        if x.risk < y.risk || (x.risk == y.risk && x.at < y.at) {
            prop_assert!(x.place() < y.place());
        }
    }

    /// However often something is reported, it stands no lower, and is hidden by no number of reports.
    #[test]
    fn a_report_never_lowers(a in item(), times in 0_usize..50) {
        let mut w = waiting(a);
        for _ in 0..times {
            let before = w.place();
            w.risk = raised(w.risk);
            prop_assert!(w.place() <= before && w.risk >= GRAVEST);
        }
    }

    /// Whoever takes something has it for a quarter of an hour, and no longer.
    #[test]
    fn what_is_taken_returns_by_itself(at in 0_i64..1_000_000_000, after in 0_i64..2_000_000_000) {
        let held = after < TAKEN_LASTS.0;
        let now = Time(at + after);
        prop_assert_eq!(still(now, Some(hand(at))).is_some(), held);
        prop_assert_eq!(standing(now, &report(Some(at))).state == ReportState::Taken, held);
        let nino = Staff { id: OperatorId::from_bytes([7; 16]), name: "Nino".into(), role: Role::Moderator };
        let decided = handle(now, &report(Some(at)), &nino, Doing::Decide(Verdict::Dismiss, Some(Ground::Unfounded)));
        prop_assert_eq!(decided.is_err(), held, "nobody else decides what somebody handles");
    }
}

/// So many reports of which more are graver than what is shown at once.
const MANY: u8 = 201;

each_store! {
    async fn what_is_raised_is_seen_however_much_waits_and_nothing_hides_what_one_handles(store: Store) {
        let d = Desk::new(store).await;
        let night = d.incident(false).await.id;
        let (register, now) = (&d.h.house.register, d.now());
        let new = |n: u8, risk: i64| NewReport {
            id: ReportId::from_bytes([n; 16]),
            kind: ReportKind::Search,
            incident: night,
            drill: false,
            reason: "hoax",
            teller: "somebody",
            risk,
            said_by: None,
            about: None,
            evidence: "{}",
            href: None,
            first: None,
        };
        for n in 1..=MANY {
            let risk = if n == MANY { 5 } else { 2 };
            let change = register.report(Change::new(), &new(n, risk), now).await.unwrap();
            d.h.house.store.apply(change).await.unwrap();
        }
        let last = [MANY; 16];
        let often = (0..5).fold(Change::new(), |change, _| raise(change, WaitingKind::Report, last));
        d.h.house.store.apply(often).await.unwrap();
        let page = d.anne.page("/console/moderation").await.expect(200);
        let link = format!("/console/moderation/{}", ReportId::from_bytes(last));
        assert!(page.says(&link), "what many report stands first");
        // What others handle, and is graver, hides nothing either.
        let graver = (1..=MANY).fold(Change::new(), |change, n| {
            let of = NewWaiting { kind: WaitingKind::Reunion, id: [n; 16], incident: night, drill: false, risk: 1, at: Time(0), href: None };
            waits(change, &of)
        });
        d.h.house.store.apply(graver).await.unwrap();
        let seen = d.anne.get("/api/v1/waiting").await.expect(200).json();
        assert_eq!(seen["waiting"].as_array().unwrap().len(), 200);
        assert!(d.anne.page("/console/moderation").await.says(&link));
    }

    async fn what_the_next_one_should_know_is_handed_over_masked_sealed_and_for_a_week(store: Store) {
        let d = Desk::new(store).await;
        d.anne.post("/api/v1/handover", json!({ "words": "" })).await.refuses(422, "handover-no-words");
        d.anne.post("/api/v1/handover", json!({ "words": "x".repeat(601) })).await.refuses(422, "handover-long");
        let words = "La mairie est prévenue. Rappeler le 06 39 98 55 55 vers 3 h.";
        d.anne.post("/api/v1/handover", json!({ "words": words })).await.is(204);
        let read = d.bruno.get("/api/v1/handover").await.expect(200).json();
        let said = read["notes"][0]["words"].as_str().unwrap();
        assert!(said.starts_with("La mairie") && !said.contains("55 55"), "{said}");
        assert_eq!(read["notes"][0]["by"], "Anne V.");
        let page = d.bruno.page("/console/moderation").await.expect(200);
        assert!(page.says("La mairie est prévenue") && page.header("cache-control").contains("no-store"));
        d.bruno.submit(&page, "/console/handover", &[("words", "Tout est calme.")]).await.is(303);
        let lost = d.bruno.submit(&page, "/console/handover", &[("words", "")]).await.expect(422);
        assert!(lost.says("id=\"m-words\""), "{}", lost.text);
        let audit = d.admin.get("/api/v1/audit").await.expect(200).text;
        assert!(audit.contains("waiting.note") && !audit.contains("mairie"), "{audit}");
        d.h.pass(Span::days(7));
        assert_eq!(d.bruno.get("/api/v1/handover").await.json(), json!({ "notes": [] }));
        // Whether or not anybody writes anything again.
        d.h.settle().await;
        let kept = d.h.house.store.one(KEPT, params![]).await.unwrap().unwrap();
        assert_eq!(kept.int(0).unwrap(), 0, "what is over is on no disk");
    }
}
