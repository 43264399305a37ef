//! Times: RFC 3339 as a program, a form or a file writes them.

use kernel::Time;

/// The last second that can be read, in microseconds. Its fractions cannot be written (they come out as 1970): a fault of `Time`, far from
/// any time that is used. Once `Time::parse` refuses them, this goes.
const LAST_SECOND: i64 = 253_402_207_200_000_000;

/// Reads the bytes as a time. Whatever is accepted is written in one form, which is read as the same millisecond.
pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(time) = Time::parse(text) else { return };
    if time.0 > LAST_SECOND {
        return;
    }
    let written = time.to_string();
    assert!(written.ends_with('Z') && written.len() <= 32, "{written}");
    let again = Time::parse(&written).expect("what it writes, it reads");
    assert!(time.since(again).0.unsigned_abs() < 1000, "{written} is {} µs away", time.since(again).0);
    assert_eq!(again.to_string(), written);

    let json = serde_json::to_string(&time).expect("a text");
    assert_eq!(json, format!("{written:?}"));
    assert_eq!(serde_json::from_str::<Time>(&json).ok(), Some(again));

    for zone in ["UTC", "Europe/Paris", "Pacific/Kiritimati", "nowhere"] {
        let (hour, minute) = time.hour_minute(zone);
        assert!((0..24).contains(&hour) && (0..60).contains(&minute));
        let (_, month, day) = time.year_month_day(zone);
        assert!((1..=12).contains(&month) && (1..=31).contains(&day));
    }
}
