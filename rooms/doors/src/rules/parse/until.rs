//! Until when: an hour, or a while from now.

use kernel::Time;
use words::Tokens;

use super::{
    Read, Sure,
    lexicon::{
        AFTERNOON, CONTINUE, EVENING, FOR, FROM, HOURS, MIDNIGHT, MINUTES, MORNING, MORNING_WORDS, NIGHT_LONG, NOON,
        NOT_LATER, QUARTER_HOURS, SMALL, TOMORROW, UNTIL, number,
    },
    phrase,
};

const MINUTE: i64 = 60 * 1_000_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// "Until the morning", in local time.
const DAYBREAK: i64 = 8 * HOUR;
/// The longest while that is believed.
const LONGEST: u32 = 72;

/// An hour as it is said.
struct Clock {
    hour: u32,
    minute: u32,
    /// Whether it can also be meant twelve hours later.
    either: bool,
    len: usize,
}

/// Reads until when; `now` and what comes out are moments, `offset` is the local time's, in seconds east of UTC.
pub fn read(tokens: &Tokens, now: Time, offset: i32) -> Option<Read<Time>> {
    // Far from the ends of time, so that hours and days may be added.
    let now = now.0.clamp(-(1 << 60), 1 << 60);
    let local = Local { now: now.saturating_add(i64::from(offset).saturating_mul(1_000_000)), offset };
    (0..tokens.all.len())
        .find_map(|at| absolute(tokens, at, &local))
        .or_else(|| (0..tokens.all.len()).find_map(|at| range(tokens, at, &local)))
        .or_else(|| (0..tokens.all.len()).find_map(|at| relative(tokens, at, &local)))
        .or_else(|| {
            phrase::all(tokens, NIGHT_LONG)
                .next()
                .map(|(at, len)| local.read(local.next(DAYBREAK), Sure::Low, tokens, at, len))
        })
}

struct Local {
    now: i64,
    offset: i32,
}

impl Local {
    /// The next moment with this time of the day, at least some minutes from now.
    const fn next(&self, of_day: i64) -> i64 {
        let today = self.now - self.now.rem_euclid(DAY) + of_day;
        if today > self.now + 10 * MINUTE { today } else { today + DAY }
    }
    fn read(&self, at: i64, sure: Sure, tokens: &Tokens, first: usize, len: usize) -> Read<Time> {
        let utc = at.saturating_sub(i64::from(self.offset).saturating_mul(1_000_000));
        Read { value: Time(utc), sure, range: phrase::span(tokens, first, len) }
    }
    /// The moment of a clock's hour, on the day after if that was said.
    fn moment(&self, clock: &Clock, tomorrow: bool) -> (i64, Sure) {
        let of_day = i64::from(clock.hour % 24) * HOUR + i64::from(clock.minute) * MINUTE;
        if tomorrow {
            // Between midnight and five, tomorrow is when one has slept.
            let small_hours = self.now.rem_euclid(DAY) < 5 * HOUR;
            let midnight = self.now - self.now.rem_euclid(DAY);
            let soon = midnight + of_day;
            return (if small_hours && soon > self.now + 10 * MINUTE { soon } else { soon + DAY }, Sure::High);
        }
        let first = self.next(of_day);
        if clock.either && (1..=12).contains(&clock.hour) {
            let other = self.next((of_day + 12 * HOUR) % DAY);
            // The nearer of the two; which one is a guess when both are near.
            let sure = if first.abs_diff(self.now).min(other.abs_diff(self.now)) < 6 * HOUR.unsigned_abs() {
                Sure::High
            } else {
                Sure::Fair
            };
            return (first.min(other), if first <= other { Sure::High } else { sure.min(Sure::Fair) });
        }
        (first, Sure::High)
    }
}

/// "jusqu'à 2h", "till 3am", "bis morgen 8 Uhr", "hasta las dos".
fn absolute(tokens: &Tokens, at: usize, local: &Local) -> Option<Read<Time>> {
    let len = phrase::at(tokens, at, UNTIL)?;
    // "bis 2 Personen", "to 3 people" are no times: an hour must follow, or a word for one.
    let plain = tokens.get(at)?.is(&["a", "to", "bis", "tot"]);
    let mut n = at + len;
    let mut tomorrow = false;
    loop {
        if let Some(skip) = phrase::at(tokens, n, SMALL) {
            n += skip;
        } else if let Some(skip) = phrase::at(tokens, n, TOMORROW) {
            tomorrow = true;
            n += skip;
        } else {
            break;
        }
        if n > at + 8 {
            return None;
        }
    }
    if let Some(mut clock) = clock(tokens, n, plain) {
        if phrase::at(tokens, n + clock.len, TOMORROW).is_some() {
            tomorrow = true;
            clock.len += 1;
        }
        let (moment, sure) = local.moment(&clock, tomorrow);
        return Some(local.read(moment, sure, tokens, at, n + clock.len - at));
    }
    if let Some(skip) = phrase::at(tokens, n, MORNING_WORDS) {
        return Some(local.read(local.next(DAYBREAK), Sure::Low, tokens, at, n + skip - at));
    }
    // "bis morgen", "until tomorrow".
    tomorrow.then(|| local.read(local.next(DAYBREAK), Sure::Low, tokens, at, n - at))
}

/// "de 22h à 6h", "from 10pm to 6am", "22h-6h".
fn range(tokens: &Tokens, at: usize, local: &Local) -> Option<Read<Time>> {
    let from = phrase::at(tokens, at, FROM).unwrap_or_default();
    let skip = phrase::at(tokens, at + from, SMALL).unwrap_or_default();
    let first = clock(tokens, at + from + skip, from == 0)?;
    let mut n = at + from + skip + first.len;
    let dash = tokens.get(n)?.gap.trim() == "-";
    if let Some(to) = phrase::at(tokens, n, CONTINUE) {
        n += to;
    } else if !dash {
        return None;
    }
    n += phrase::at(tokens, n, SMALL).unwrap_or_default();
    let mut last = clock(tokens, n, from == 0)?;
    // In one range both are said in the same way: "from 22 to 7" is seven in the morning.
    last.either = last.either && first.either && first.hour <= 12;
    let (moment, sure) = local.moment(&last, false);
    Some(local.read(moment, sure.min(Sure::Fair), tokens, at, n + last.len - at))
}

/// "pour 3 heures", "for two hours", "3 Stunden lang".
fn relative(tokens: &Tokens, at: usize, local: &Local) -> Option<Read<Time>> {
    let lead = phrase::at(tokens, at, FOR).unwrap_or_default();
    let mut n = at + lead;
    while let Some(skip) = phrase::at(tokens, n, QUARTER_HOURS) {
        n += skip;
    }
    if lead > 0 && tokens.get(n)?.is(&["ساعتين"]) {
        return Some(local.read(local.now + 2 * HOUR, Sure::High, tokens, at, n + 1 - at));
    }
    let (value, len, sure) = if let Some(len) =
        phrase::at(tokens, n, &["a couple of", "couple of", "un par de", "ein paar", "een paar", "quelques", "a few"])
    {
        (2, len, Sure::Low)
    } else {
        (number(tokens, n)?, 1, Sure::High)
    };
    let unit = tokens.get(n + len)?;
    let near = unit.gap.trim().is_empty() || unit.gap == "-";
    let minutes = unit.is(MINUTES);
    if !near || !(unit.is(HOURS) || minutes) || value == 0 {
        return None;
    }
    let end = n + len + 1;
    let lang = tokens.get(end).is_some_and(|t| t.is(&["lang", "long", "geoffnet", "offen"]));
    // "à 3 heures", "it is 2 hours away", "um 3 Uhr": without a word for a while, it is none. "pour 3h" said at a clock's hour is rare.
    let way = tokens.get(end).is_some_and(|t| t.gap == " ") && phrase::behind(tokens, end - 1, 2, NOT_LATER);
    if (lead == 0 && !lang) || way {
        return None;
    }
    if minutes && value < 10 || value > LONGEST * if minutes { 60 } else { 1 } {
        return None;
    }
    let half = phrase::at(tokens, end, &["et demie", "and a half", "y media"]);
    let extra = if half.is_some() { HOUR / 2 } else { 0 };
    let whole = i64::from(value) * if minutes { MINUTE } else { HOUR };
    Some(local.read(local.now + whole + extra, sure, tokens, at, end + half.unwrap_or_default() - at))
}

/// An hour at a place; if `strict`, one that is written as an hour.
fn clock(tokens: &Tokens, at: usize, strict: bool) -> Option<Clock> {
    if let Some(len) = phrase::at(tokens, at, MIDNIGHT) {
        return Some(Clock { hour: 0, minute: 0, either: false, len });
    }
    if let Some(len) = phrase::at(tokens, at, NOON) {
        return Some(Clock { hour: 12, minute: 0, either: false, len });
    }
    let token = tokens.get(at)?;
    if token.number && (token.text.len() > 2 || (token.gap.is_empty() && at > 0)) {
        return None;
    }
    let mut clock = Clock { hour: number(tokens, at).filter(|h| *h <= 24)?, minute: 0, either: true, len: 1 };
    let mut marked = false;
    // "22h30", "22:30", "22.30".
    if let Some(next) = tokens.get(at + 1) {
        let sign = matches!(next.gap.as_str(), ":" | ".");
        if next.number && sign && next.text.len() == 2 {
            clock.minute = next.value().filter(|m| *m < 60)?;
            clock.len = 2;
            marked = true;
            // "13.11.2015".
            if tokens.get(at + 2).is_some_and(|t| t.number && matches!(t.gap.as_str(), "." | ":" | "/")) {
                return None;
            }
        } else if next.number && next.gap == "/" {
            return None;
        }
    }
    let french = tokens.get(at + clock.len).is_some_and(|t| t.is(&["h", "heures", "heure"]) && t.gap.trim().is_empty());
    if french
        || tokens
            .get(at + clock.len)
            .is_some_and(|t| t.is(&["uhr", "u", "uur", "horas", "hs"]) && t.gap.trim().is_empty())
    {
        clock.len += 1;
        marked = true;
        clock.either = !french;
        if let Some(minute) =
            tokens.get(at + clock.len).filter(|t| t.number && t.text.len() == 2 && t.gap.trim().is_empty())
            && !tokens
                .get(at + clock.len + 1)
                .is_some_and(|t| !t.is(&["du", "et"]) && t.gap == " " && minute.gap == " ")
        {
            clock.minute = minute.value().filter(|m| *m < 60)?;
            clock.len += 1;
        } else if let Some(half) = phrase::at(tokens, at + clock.len, &["et demie", "et demi"]) {
            clock.minute = 30;
            clock.len += half;
        }
    }
    if let Some(half) = phrase::at(tokens, at + clock.len, &["y media"]) {
        clock.minute = 30;
        clock.len += half;
    }
    if let Some(len) = phrase::at(tokens, at + clock.len, &["o clock", "oclock"]) {
        clock.len += len;
        marked = true;
    }
    let after = at + clock.len;
    let pm = phrase::at(tokens, after, EVENING).or_else(|| phrase::at(tokens, after, AFTERNOON));
    if let Some(len) = phrase::at(tokens, after, MORNING) {
        if clock.hour == 12 {
            clock.hour = 0;
        }
        clock.either = false;
        clock.len += len;
        marked = true;
    } else if let Some(len) = pm {
        if clock.hour < 12 {
            clock.hour += 12;
        }
        clock.either = false;
        clock.len += len;
        marked = true;
    }
    // What a number counts is no hour: "to 3 people", "jusqu'à 4 personnes".
    let counts = tokens.get(at + clock.len).is_some_and(|t| {
        matches!(t.gap.trim(), "" | "-")
            && (t.is(super::lexicon::COUNTED) || t.is(super::lexicon::PLACES) || t.is(MINUTES))
    });
    if tokens.rest.starts_with(['€', '%']) && at + clock.len == tokens.all.len() {
        return None;
    }
    if !marked && (strict || counts || or_more(tokens, at)) {
        return None;
    }
    clock.either &= clock.hour >= 1
        && clock.hour <= 12
        && (clock.minute == 0 || token.text.len() == 1 || !token.text.starts_with('0'));
    Some(clock)
}

/// "jusqu'à 3 ou 4 personnes".
fn or_more(tokens: &Tokens, at: usize) -> bool {
    let or = tokens.get(at + 1).is_some_and(|t| t.is(&["ou", "or", "oder", "o", "of", "او"]));
    or && tokens.get(at + 2).is_some_and(|t| t.number)
        && tokens.get(at + 3).is_some_and(|t| t.is(super::lexicon::PLACES) || t.is(super::lexicon::COUNTED))
}
