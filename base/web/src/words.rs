//! What people read: Fluent messages from `locales/`, numbers and times as each language writes them.

use std::{borrow::Cow, collections::HashMap, sync::Arc};

use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue, concurrent::FluentBundle};
use kernel::{Arg, Lang, Span, Time};

mod files {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

type Bundle = FluentBundle<FluentResource>;

/// Every message in every language. Cloning it is cheap.
#[derive(Clone)]
pub struct Words(Arc<Inner>);

struct Inner {
    bundles: HashMap<Lang, Bundle>,
    zone: String,
}

/// A value for a message: numbers and texts, taken as they come in templates.
pub trait Put {
    /// As the message takes it.
    fn put(&self) -> Arg;
}

macro_rules! put_numbers { ($($t:ty)*) => {$(impl Put for $t {
    #[allow(clippy::as_conversions, clippy::cast_precision_loss, reason = "counts below 2⁵³ are exact")]
    fn put(&self) -> Arg { Arg::Number(*self as f64) }
})*}; }
put_numbers! { f64 i64 i32 u32 u64 usize u8 u16 i8 }
impl Put for str {
    fn put(&self) -> Arg {
        Arg::Text(self.to_owned())
    }
}
impl Put for String {
    fn put(&self) -> Arg {
        Arg::Text(self.clone())
    }
}
impl Put for Cow<'_, str> {
    fn put(&self) -> Arg {
        Arg::Text(self.to_string())
    }
}
impl Put for Arg {
    fn put(&self) -> Arg {
        self.clone()
    }
}
impl<T: Put + ?Sized> Put for &T {
    fn put(&self) -> Arg {
        (**self).put()
    }
}

/// An instant, as templates hand it over: by value or by reference.
pub trait At {
    /// The instant.
    fn at(&self) -> Time;
}
impl At for Time {
    fn at(&self) -> Time {
        *self
    }
}
impl<T: At + ?Sized> At for &T {
    fn at(&self) -> Time {
        (**self).at()
    }
}

/// A count, as templates hand it over.
pub trait Count {
    /// The count.
    fn count(&self) -> i64;
}
macro_rules! counts { ($($t:ty)*) => {$(impl Count for $t {
    fn count(&self) -> i64 { i64::try_from(*self).unwrap_or(i64::MAX) }
})*}; }
counts! { i64 i32 u32 u64 usize u8 u16 }
impl<T: Count + ?Sized> Count for &T {
    fn count(&self) -> i64 {
        (**self).count()
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::new("Europe/Paris")
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("zone", &self.0.zone).finish_non_exhaustive()
    }
}

impl Words {
    /// All the words, with times shown on the clocks of `zone` (an IANA name).
    #[must_use]
    pub fn new(zone: &str) -> Self {
        let bundles = Lang::ALL.into_iter().map(|lang| (lang, bundle(lang, &mut Vec::new()))).collect();
        Self(Arc::new(Inner { bundles, zone: zone.to_owned() }))
    }

    /// What is wrong with the files: lines that are no message, keys written twice. Empty when all is well.
    #[must_use]
    pub fn faults() -> Vec<String> {
        let mut faults = Vec::new();
        for lang in Lang::ALL {
            let _ = bundle(lang, &mut faults);
        }
        faults
    }

    /// The keys of a language, sorted.
    #[must_use]
    pub fn keys(lang: Lang) -> Vec<String> {
        let mut keys: Vec<String> = files::FILES
            .iter()
            .filter(|(l, _, _)| *l == lang.code())
            .flat_map(|(_, _, text)| text.lines())
            .filter_map(|line| {
                let (key, _) = line.split_once('=')?;
                let key = key.trim_end();
                let first = key.chars().next()?;
                (first.is_ascii_alphabetic() && !key.contains(' ')).then(|| key.to_owned())
            })
            .collect();
        keys.sort();
        keys
    }

    /// Whether the message exists in this language or one it falls back to.
    #[must_use]
    pub fn has(&self, lang: Lang, key: &str) -> bool {
        [lang, Lang::En, Lang::Fr].into_iter().any(|l| self.0.bundles.get(&l).is_some_and(|b| b.has_message(key)))
    }

    /// The message of `key`. A missing one falls back to English, then French, then the key itself.
    #[must_use]
    pub fn say<'a>(&'a self, lang: Lang, key: &'a str, args: &[(&str, Arg)]) -> Cow<'a, str> {
        for l in [lang, Lang::En, Lang::Fr] {
            let Some(bundle) = self.0.bundles.get(&l) else { continue };
            let Some(pattern) = bundle.get_message(key).and_then(|m| m.value()) else { continue };
            let args = (!args.is_empty()).then(|| {
                let mut map = FluentArgs::with_capacity(args.len());
                for (name, value) in args {
                    map.set(*name, fluent_value(value));
                }
                map
            });
            let mut errors: Vec<FluentError> = Vec::new();
            let text = bundle.format_pattern(pattern, args.as_ref(), &mut errors);
            // The arguments die here, so what they were put into is owned already; the rest lives in the bundle.
            return match (text, args.is_some()) {
                (text, true) => Cow::Owned(text.into_owned()),
                (Cow::Owned(text), false) => Cow::Owned(text),
                (Cow::Borrowed(text), false) => Cow::Owned(text.to_owned()),
            };
        }
        Cow::Borrowed(key)
    }

    /// These words in one language.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> Say {
        Say { words: self.clone(), lang }
    }
}

/// The words in one language: what templates hold.
#[derive(Clone, Debug)]
pub struct Say {
    words: Words,
    /// The language.
    pub lang: Lang,
}

impl Say {
    /// A message without values.
    #[must_use]
    pub fn t<'a>(&'a self, key: &'a str) -> Cow<'a, str> {
        self.words.say(self.lang, key, &[])
    }
    /// A message with one value.
    #[must_use]
    pub fn one(&self, key: &str, name: &str, value: impl Put) -> String {
        self.words.say(self.lang, key, &[(name, value.put())]).into_owned()
    }
    /// A message with two values.
    #[must_use]
    pub fn two(&self, key: &str, name: &str, value: impl Put, name2: &str, value2: impl Put) -> String {
        self.words.say(self.lang, key, &[(name, value.put()), (name2, value2.put())]).into_owned()
    }
    /// A message with any values.
    #[must_use]
    pub fn with(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.words.say(self.lang, key, args).into_owned()
    }
    /// Whether there is such a message.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.words.has(self.lang, key)
    }
    /// A whole number as this language groups it: `31 250`, `31,250`.
    #[must_use]
    pub fn number(&self, n: impl Count) -> String {
        grouped(self.lang, n.count())
    }
    /// The time of day on the clocks of the incident: `23 h 41` in French, `23:41` elsewhere.
    #[must_use]
    pub fn time(&self, at: impl At) -> String {
        let (h, m) = at.at().hour_minute(&self.words.0.zone);
        match self.lang {
            Lang::Fr => format!("{h}\u{a0}h\u{a0}{m:02}"),
            _ => format!("{h:02}:{m:02}"),
        }
    }
    /// The day: `13 novembre`, `13 November`.
    #[must_use]
    pub fn day(&self, at: impl At) -> String {
        let (_, month, day) = at.at().year_month_day(&self.words.0.zone);
        let name = self.t(month_key(month)).into_owned();
        let day = if self.lang == Lang::Fr && day == 1 { "1er".to_owned() } else { day.to_string() };
        self.two("day-month", "day", day, "month", name)
    }
    /// The time of day, with the day before it when that is not today.
    #[must_use]
    pub fn moment(&self, now: impl At, at: impl At) -> String {
        let (now, at) = (now.at(), at.at());
        let zone = &self.words.0.zone;
        if now.year_month_day(zone) == at.year_month_day(zone) {
            self.time(at)
        } else {
            self.two("day-time", "day", self.day(at), "time", self.time(at))
        }
    }
    /// How long ago, in words: "à l'instant", "il y a 6 min", "il y a 2 h"; a day and a time when it is longer.
    #[must_use]
    pub fn ago(&self, now: impl At, at: impl At) -> String {
        let (now, at) = (now.at(), at.at());
        let gone = now.since(at);
        match gone.whole_minutes() {
            ..1 => self.t("ago-now").into_owned(),
            m @ 1..60 => self.one("ago-minutes", "n", m),
            m @ 60..720 => self.one("ago-hours", "n", m / 60),
            _ => self.one("ago-at", "when", self.moment(now, at)),
        }
    }
    /// How long something lasts: `6 min`, `2 h`.
    #[must_use]
    pub fn lasts(&self, span: Span) -> String {
        match span.whole_minutes() {
            m @ ..60 => self.one("lasts-minutes", "n", m.max(0)),
            m => self.one("lasts-hours", "n", m / 60),
        }
    }
    /// All the words.
    #[must_use]
    pub const fn words(&self) -> &Words {
        &self.words
    }
}

const fn month_key(month: i8) -> &'static str {
    match month {
        1 => "month-1",
        2 => "month-2",
        3 => "month-3",
        4 => "month-4",
        5 => "month-5",
        6 => "month-6",
        7 => "month-7",
        8 => "month-8",
        9 => "month-9",
        10 => "month-10",
        11 => "month-11",
        _ => "month-12",
    }
}

fn fluent_value(arg: &Arg) -> FluentValue<'static> {
    match arg {
        Arg::Number(n) => FluentValue::from(*n),
        Arg::Text(t) => FluentValue::from(t.clone()),
    }
}

fn bundle(lang: Lang, faults: &mut Vec<String>) -> Bundle {
    let locale = lang.code().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![locale]);
    // Isolating marks keep a Latin name from turning an Arabic sentence round; elsewhere they are noise.
    bundle.set_use_isolating(lang.dir() == "rtl");
    bundle.set_formatter(Some(match lang {
        Lang::Fr => |v, _| number(Lang::Fr, v),
        Lang::En => |v, _| number(Lang::En, v),
        Lang::Es => |v, _| number(Lang::Es, v),
        Lang::Ar => |v, _| number(Lang::Ar, v),
    }));
    for (_, name, text) in files::FILES.iter().filter(|(l, _, _)| *l == lang.code()) {
        let text = if lang == Lang::Fr { french_spaces(text) } else { (*text).to_owned() };
        let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, errors)| {
            faults.extend(errors.iter().map(|e| format!("{name}: {e}")));
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            faults.extend(errors.iter().map(|e| format!("{name}: {e}")));
        }
    }
    bundle
}

fn number(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(n) = value else { return None };
    // One figure after the point is enough for square kilometres and rates; a tenth of one is not nothing.
    let figures = if n.value.abs() < 0.1 { 3 } else { 1 };
    let scale = if figures == 3 { 1000.0 } else { 10.0 };
    let value = (n.value * scale).round() / scale;
    let whole = value.trunc();
    #[allow(clippy::as_conversions, clippy::cast_possible_truncation, reason = "counts below 2⁵³ are exact")]
    let mut text = grouped(lang, whole as i64);
    let rest = (value - whole).abs();
    if rest > 0.0 {
        let digits = format!("{rest:.figures$}");
        let tail = digits.get(2..).unwrap_or_default().trim_end_matches('0');
        if !tail.is_empty() {
            text.push(if lang == Lang::En { '.' } else { ',' });
            text.push_str(tail);
        }
    }
    Some(text)
}

/// A whole number in groups of three. Spanish groups from five figures on (RAE).
fn grouped(lang: Lang, n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mark = match lang {
        Lang::Fr => '\u{202f}',
        Lang::Es if digits.len() < 5 => return n.to_string(),
        Lang::Es => '\u{a0}',
        Lang::En | Lang::Ar => ',',
    };
    let mut out = String::with_capacity(digits.len().saturating_mul(2));
    if n < 0 {
        out.push('-');
    }
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && digits.len().saturating_sub(i).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(c);
    }
    out
}

/// French puts a no-break space before `? ! ; :` and inside « »: the files are written with plain ones.
fn french_spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        if line.starts_with('#') {
            continue;
        }
        let mut rest = line;
        while let Some(at) = rest.find(' ') {
            let (before, after) = rest.split_at(at);
            let after = after.get(1..).unwrap_or_default();
            out.push_str(before);
            let tied = before.ends_with('«') || after.starts_with(['?', '!', ';', ':', '»', '%']);
            out.push(if tied { '\u{a0}' } else { ' ' });
            rest = after;
        }
        out.push_str(rest);
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_and_english_have_the_same_keys_and_no_faults() {
        assert_eq!(Words::faults(), Vec::<String>::new());
        let (fr, en) = (Words::keys(Lang::Fr), Words::keys(Lang::En));
        let missing = |a: &[String], b: &[String]| a.iter().filter(|k| !b.contains(k)).cloned().collect::<Vec<_>>();
        assert_eq!(missing(&fr, &en), Vec::<String>::new(), "in French only");
        assert_eq!(missing(&en, &fr), Vec::<String>::new(), "in English only");
    }

    #[test]
    fn each_language_writes_numbers_and_times_its_own_way() {
        let words = Words::new("Europe/Paris");
        let (fr, en, es) = (words.in_lang(Lang::Fr), words.in_lang(Lang::En), words.in_lang(Lang::Es));
        let at = Time::parse("2015-11-13T23:41:00+01:00").unwrap();
        assert_eq!(fr.time(at), "23\u{a0}h\u{a0}41");
        assert_eq!(en.time(at), "23:41");
        assert_eq!((fr.number(31_250).as_str(), en.number(31_250).as_str()), ("31\u{202f}250", "31,250"));
        assert_eq!((es.number(1_250).as_str(), en.number(-1_250).as_str()), ("1250", "-1,250"));
        assert_eq!(number(Lang::Fr, &FluentValue::from(2.44)).unwrap(), "2,4");
        let small = [1.97, 0.04, 0.001, 0.000_2, -3.0].map(|n| number(Lang::En, &FluentValue::from(n)).unwrap());
        assert_eq!(small, ["2", "0.04", "0.001", "0", "-3"]);
        assert_eq!(fr.day(at), "13\u{a0}novembre");
        // Inside a sentence from right to left a day is read from there: the marks around its parts would hide the letters from whoever decides.
        let day = words.in_lang(Lang::Ar).day(at);
        assert!(day.starts_with('\u{200f}') && day.contains("نوفمبر"), "{day}");
    }

    #[test]
    fn time_gone_by_is_said_in_words() {
        let fr = Words::default().in_lang(Lang::Fr);
        let now = Time::parse("2015-11-13T23:41:00+01:00").unwrap();
        assert_eq!(fr.ago(now, now), "à l’instant");
        assert_eq!(fr.ago(now, now.minus(Span::minutes(6))), "il y a 6\u{a0}min");
        assert_eq!(fr.ago(now, now.minus(Span::minutes(125))), "il y a 2\u{a0}h");
    }

    #[test]
    fn french_spaces_do_not_break() {
        assert_eq!(
            french_spaces("a = Allez-vous bien ? « Oui » : bon"),
            "a = Allez-vous bien\u{a0}? «\u{a0}Oui\u{a0}»\u{a0}: bon\n"
        );
    }

    #[test]
    fn a_missing_key_falls_back_to_english_then_french_then_itself() {
        let words = Words::default();
        assert_eq!(words.say(Lang::Es, "no-such-key", &[]), "no-such-key");
        assert!(words.has(Lang::Ar, "sos"));
    }
}
