//! Files of registers of missing people: PFIF documents and Atom feeds.

use pfif::{Kind, Limits, Reader, Record, Settings, Severity, Stop, Time, Writer, convert, diff, validate};

/// Reads the bytes as a document. Whatever was accepted is written and read as it was; what is told agrees with what is done.
pub fn run(data: &[u8]) {
    let (records, end) = read(data);
    let settings = Settings { now: Time::parse("2015-11-13T21:20:00Z"), ..Settings::default() };
    let mut problems = Vec::new();
    let report = validate(data, &settings, |p| problems.push(p.clone())).expect("memory");
    let count = |kind| records.iter().filter(|r| r.kind() == kind).count() as u64;
    assert_eq!((report.persons, report.notes), (count(Kind::Person), count(Kind::Note)));
    assert_eq!(report.whole, end.is_none());
    assert_eq!(report.is_fine(), problems.iter().all(|p| p.severity() == Severity::Warning));
    let lines = data.iter().filter(|b| **b == b'\n').count() as u64 + 1;
    for problem in &problems {
        assert!((1..=lines).contains(&problem.line) && problem.column >= 1, "{problem:?} of {lines} lines");
        assert!(problem.to_string().len() < 4 * 500 * 6 + 300);
    }
    // One piece after the other, or all at once.
    let slow = std::io::BufReader::with_capacity(7, data);
    assert_eq!(Reader::new(slow).filter_map(Result::ok).filter_map(|i| i.record).collect::<Vec<_>>(), records);

    let mut writer = Writer::document(Vec::new());
    for record in &records {
        assert!(record.kind().fields().iter().all(|f| record.field(f).is_some()));
        writer.record(record).expect("what XML carried in, it carries out");
    }
    let written = writer.finish().expect("memory");
    let (again, end) = read(&written);
    assert_eq!((&again, end), (&records, None), "{}", String::from_utf8_lossy(&written));
    assert!(diff(again, records, &[]).is_empty());
    if report.whole {
        assert_eq!(convert(data, Vec::new(), Limits::default(), |_| ()).expect("read before").1, written);
    }

    // The same within small limits: less of it, and no more.
    let small = Limits { depth: 4, piece_bytes: 64, record_bytes: 512, document_bytes: 4096 };
    let _ = Reader::with(data, small).count();
}

/// The records that can be used, and why the reading ended before the document did.
fn read(data: &[u8]) -> (Vec<Record>, Option<&'static str>) {
    let mut records = Vec::new();
    for item in Reader::new(data) {
        match item {
            Ok(item) => {
                assert!(item.problems.len() <= 101 && item.line >= 1 && item.column >= 1);
                records.extend(item.record);
            }
            Err(Stop::Document(problem)) => return (records, Some(problem.rule.code())),
            Err(Stop::Io(e)) => panic!("memory: {e}"),
        }
    }
    (records, None)
}
