use std::io::Cursor;

use kernel::{Cell, Clock, Lang};
use people::{Importing, import_csv};

use crate::support::harness;

fn list(rows: usize) -> String {
    let mut out = "name,email,phone,lang,home_lat,home_lon,work_cell\n".to_owned();
    let cell = Cell::at(48.9, 2.3, 9).unwrap();
    for i in 0..rows {
        out.push_str(&format!("Personne {i},p{i}@example.org,,fr,48.{:04},2.3636,{cell}\n", 8000 + i % 1000));
    }
    out
}

store::testing::each_store! {
    async fn a_list_is_imported_once_however_often_it_is_read(store: Store) {
        let h = harness(store).await;
        let importing = Importing {
            register: h.house.register.clone(), clock: h.house.clock.clone(), resolution: 9, lang: Lang::Fr,
        };
        let text = format!("{}Karim,karim(at)example.org,,,,,\nPersonne 0 bis,p0@example.org,,,,,\n", list(2500));
        let mut heard = 0;
        let report = import_csv(Cursor::new(text.clone()), &importing, |_| heard += 1).await.unwrap();
        assert_eq!((report.rows, report.new, report.known, report.bad_count), (2502, 2500, 1, 1));
        assert_eq!((report.bad[0].line, report.bad[0].code), (2502, "contact-not-understood"));
        assert_eq!(heard, 3);
        let again = import_csv(Cursor::new(text), &importing, |_| ()).await.unwrap();
        assert_eq!((again.new, again.known), (0, 2501));
        assert_eq!(h.house.register.people_count().await.unwrap(), 2500);
        h.settle().await;
        assert_eq!(h.house.register.cells().read().unwrap().people(), 2500);
        assert!(import_csv(Cursor::new("a,b\n1,2\n"), &importing, |_| ()).await.is_err());
    }
}

/// `cargo test --release -p people --test it -- --ignored a_million --nocapture`; `ROWS=100000` for a smaller one.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes a minute; run it in release"]
async fn a_million_rows_take_less_than_two_minutes() {
    let rows = std::env::var("ROWS").ok().and_then(|r| r.parse().ok()).unwrap_or(1_000_000);
    let stores = store::testing::Stores::sqlite();
    let h = harness(stores.open().await).await;
    let importing =
        Importing { register: h.house.register.clone(), clock: h.house.clock.clone(), resolution: 9, lang: Lang::Fr };
    let text = list(rows);
    let clock = kernel::SystemClock;
    let start = clock.now();
    let report = import_csv(Cursor::new(text), &importing, |r| {
        if r.rows.is_multiple_of(100_000) {
            println!("{} lines after {} s", r.rows, clock.now().since(start).whole_seconds());
        }
    })
    .await
    .unwrap();
    let took = clock.now().since(start).whole_seconds();
    println!("{} people in {took} s", report.new);
    assert_eq!(report.new, rows as u64);
    assert!(took < 120);
}
