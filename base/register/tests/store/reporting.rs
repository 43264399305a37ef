//! What several report of one thing, however close together they are, and close to whoever decides.

use kernel::{Id, IncidentId, OperatorId, ReportId, Visitor};
use register::{Ground, Hand, NewReport, Register, Report, ReportKind, ReportState};
use store::Change;

use crate::{night, register};

/// Under which name somebody reports it now, and whether others have.
async fn named(r: &Register) -> (ReportId, bool) {
    r.report_of_several("a thing", b"1", &Visitor::Nobody, night()).await.unwrap().unwrap()
}

async fn reported(r: &Register) -> ReportId {
    let (id, known) = named(r).await;
    assert!(!known);
    let new = NewReport {
        id,
        kind: ReportKind::Post,
        incident: IncidentId::from_bytes([1; 16]),
        drill: false,
        reason: "false",
        teller: "reader",
        risk: 3,
        said_by: None,
        about: None,
        evidence: r#"{"words":null,"post":"Le pont est fermé"}"#,
        href: Some("/post/1"),
        first: None,
    };
    r.store().apply(r.report(Change::new(), &new, night()).await.unwrap()).await.unwrap();
    id
}

store::testing::each_store! {
    async fn who_reports_as_somebody_decides_is_not_lost(store: Store) {
        let r = register(&store);
        let id = reported(&r).await;
        assert_eq!(named(&r).await, (id, true));
        let again = r.reported_again(Change::new(), id, None, None).await.unwrap();
        let was = r.one_report(id).await.unwrap().unwrap();
        let decided = Some(Hand { id: OperatorId::from_bytes([2; 16]), name: "Sonia".into(), at: night() });
        let next = Report { state: ReportState::Dismissed, ground: Some(Ground::Unfounded), decided, ..was.clone() };
        store.apply(r.move_report(Change::new(), &was, &next)).await.unwrap();
        assert!(store.apply(again).await.unwrap_err().missed(), "they say it again, and it waits");
        let (anew, known) = named(&r).await;
        assert!(anew != id && !known);
    }
}
