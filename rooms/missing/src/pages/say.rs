//! Searches and notes in words.

use kernel::{NoteId, Span, Time};
use register::{How, State};
use web::{Failure, FieldError, Form, Front, landmarks};

use crate::{
    acts,
    model::{
        Ages, Appeal, Guardian, NewNote, NoticeState, Relation,
        view::{NoteView, NoticeView},
    },
};

/// The longest that somebody writes in one field.
pub(super) const LONGEST: usize = crate::rules::LONGEST;

/// What is said of somebody, in words.
pub(super) struct NoteRow {
    pub(super) id: NoteId,
    /// The class of its node.
    pub(super) node: &'static str,
    /// Colour, icon, words: how far it is proven.
    pub(super) tag: (&'static str, &'static str, String),
    pub(super) time: String,
    pub(super) says: String,
    pub(super) words: Option<String>,
    /// Where, by a landmark.
    pub(super) near: Option<String>,
    /// Whether an institution says it: it has called, and is not written to.
    pub(super) institution: bool,
}

/// A search, in words.
pub(super) struct Card {
    pub(super) name: String,
    /// Colour, icon, words.
    pub(super) look: (&'static str, &'static str, String),
    pub(super) ages: String,
    /// What and what.
    pub(super) facts: Vec<(String, String)>,
    pub(super) others: Vec<String>,
    pub(super) relation: String,
    pub(super) notes: Vec<NoteRow>,
    pub(super) opened: String,
    pub(super) expires: Option<String>,
    /// Whether it is still on.
    pub(super) open: bool,
    /// Where its photo is, for whoever looks.
    pub(super) photo: Option<String>,
}

impl Card {
    pub(super) fn of(f: &Front, n: &NoticeView) -> Self {
        let t = |key: &str| f.t(key).into_owned();
        let sex = n.sex.word();
        let seen = match (n.seen, n.near.as_deref()) {
            (Some(at), Some(near)) => Some(f.two("seek-seen-both", "time", f.moment(f.now, at), "place", near)),
            (Some(at), None) => Some(f.one("seek-seen-time", "time", f.moment(f.now, at))),
            (None, near) => near.map(str::to_owned),
        };
        let facts = [
            ("seek-is-seen", seen),
            ("seek-is-looks", n.description.clone()),
            ("seek-is-wears", n.wearing.clone()),
            ("seek-is-sign", n.sign.clone()),
        ];
        let since = f.moment(f.now, n.opened);
        let look = match n.state {
            NoticeState::Searching => ("lost", "plens", f.two("seek-on", "sex", sex, "time", since.as_str())),
            NoticeState::Found => ("safe", "check", t("seek-found")),
            NoticeState::Draft => ("wait", "wait", t("seek-draft")),
            NoticeState::Closed | NoticeState::Over | NoticeState::TakenDown => ("wait", "x", t("seek-over")),
            NoticeState::Dead => ("wait", "x", t("seek-dead")),
        };
        Self {
            name: n.name.clone().unwrap_or_else(|| t("seek-nameless")),
            look,
            ages: n.ages.map(|a| ages(f, a)).unwrap_or_default(),
            facts: facts.into_iter().filter_map(|(key, says)| Some((t(key), says?))).collect(),
            others: n.others.clone(),
            relation: n.relation.map(|r| relation(f, r)).unwrap_or_default(),
            notes: n.notes.iter().map(|note| row(f, note)).collect(),
            opened: since,
            expires: n.expires.map(|t| f.moment(f.now, t)),
            open: n.state == NoticeState::Searching,
            photo: None,
        }
    }
    /// With the photo that whoever looks may see, if there is one.
    pub(super) fn with_photo(self, n: &NoticeView, src: String) -> Self {
        Self { photo: n.photo.then_some(src), ..self }
    }
}

/// How old.
pub(super) fn ages(f: &Front, a: Ages) -> String {
    if a.low == a.high { f.one("seek-age", "n", a.low) } else { f.two("seek-ages", "low", a.low, "high", a.high) }
}

/// Who one is to somebody.
pub(super) fn relation(f: &Front, r: Relation) -> String {
    f.t(&format!("seek-relation-{}", r.word())).into_owned()
}

/// Who may answer for a minor, as a form offers it: an authority says so itself, by its key.
pub(super) fn guardians(f: &Front) -> Vec<(&'static str, String)> {
    let says = |g: Guardian| f.t(&format!("seek-guardian-{}", g.word())).into_owned();
    [Guardian::None, Guardian::Guardian].map(|g| (g.word(), says(g))).to_vec()
}

/// How public a search is: colour, icon, words, and what that means.
pub(super) fn appeal(f: &Front, appeal: Appeal) -> (&'static str, &'static str, String, String) {
    let (kind, icon) = match appeal {
        Appeal::None => ("wait", "lock"),
        Appeal::Asked => ("wait", "wait"),
        Appeal::Approved => ("safe", "share"),
        Appeal::Refused => ("wait", "no"),
    };
    let word = appeal.word();
    let says = |end: &str| f.t(&format!("seek-appeal-{word}{end}")).into_owned();
    (kind, icon, says(""), says("-says"))
}

fn row(f: &Front, n: &NoteView) -> NoteRow {
    let (node, tag) = match (n.proven, n.counts) {
        (true, true) => ("ok", ("wit", "eye", "note-proven")),
        (true, false) => ("", ("un", "wait", "note-unsure")),
        (false, _) => ("", ("un", "wait", "note-unproven")),
    };
    let state = f.t(&format!("note-is-{}", n.state.word())).into_owned();
    NoteRow {
        id: n.id,
        node,
        tag: (tag.0, tag.1, f.t(tag.2).into_owned()),
        time: f.moment(f.now, n.at),
        says: f.one(&format!("note-how-{}", n.how.word()), "state", state),
        words: n.words.clone(),
        near: n.near.as_ref().map(|near| f.one("note-near", "place", near.as_str())),
        institution: n.institution,
    }
}

/// How somebody knows, as a form offers it.
pub(super) fn hows(f: &Front) -> Vec<(&'static str, String)> {
    let all = [How::Saw, How::Spoke, How::Heard, How::Read];
    all.into_iter().map(|h| (h.word(), f.t(&format!("news-how-{}", h.word())).into_owned())).collect()
}

/// How somebody is, as a form offers it: nobody says of somebody else that they are dead.
pub(super) fn states(f: &Front) -> Vec<(&'static str, String)> {
    let all = [State::None, State::Safe, State::NeedHelp, State::InCare, State::NotThere];
    all.into_iter().map(|s| (s.word(), f.t(&format!("news-is-{}", s.word())).into_owned())).collect()
}

/// The days that something may have been on, as a form offers them.
pub(super) fn days(f: &Front) -> Vec<(&'static str, String)> {
    [("0", "news-today"), ("1", "news-yesterday"), ("2", "news-before")].map(|(v, k)| (v, f.t(k).into_owned())).to_vec()
}

/// The names of places that a form offers.
pub(super) async fn places(f: &Front) -> Result<Vec<String>, Failure> {
    Ok(landmarks::offered(&*landmarks::known(&f.house).await?))
}

/// What somebody says of somebody else, as their form says it; nothing when something is wrong with it.
pub(super) fn note(f: &Front, form: &mut Form) -> Option<NewNote> {
    let hows: Vec<_> = [How::Saw, How::Spoke, How::Heard, How::Read].map(|h| (h.word(), h)).to_vec();
    let states = [State::None, State::Safe, State::NeedHelp, State::InCare, State::NotThere];
    let states: Vec<_> = states.map(|s| (s.word(), s)).to_vec();
    let (how, state) = (form.choice("how", &hows), form.choice("state", &states));
    let at = moment(f, form, "at");
    placed(f, form);
    let near = form.optional_text("near", LONGEST);
    // The name of a place says more than a position that was pressed beside it.
    let cell = form.value("cell").parse().ok().filter(|_| near.is_none());
    let words = form.optional_text("words", LONGEST);
    if form.has_errors() {
        return None;
    }
    Some(NewNote { how: how?, state: state?, at, near, cell, words })
}

/// Of a position that was pressed the form keeps the cell alone.
pub(super) fn placed(front: &Front, form: &mut Form) {
    let at = |name| form.value(name).parse::<f64>().ok();
    let cell = acts::cell_told(&front.house, at("lat").zip(at("lon")), form.value("cell"));
    for (name, value) in
        [("cell", cell.map(|c| c.to_string()).unwrap_or_default()), ("lat", String::new()), ("lon", String::new())]
    {
        form.put(name, value);
    }
}

/// A time of day and a day, as people write them: the last such moment before now.
pub(super) fn moment(f: &Front, form: &mut Form, name: &str) -> Option<Time> {
    let written = form.value(name).to_owned();
    if written.is_empty() {
        return None;
    }
    let Some((hour, minute)) = clock(&written) else {
        form.wrong(name, "seek-clock");
        return None;
    };
    let (h, m) = f.now.hour_minute(&f.house.config.time_zone);
    let now = Time(f.now.0 - f.now.0.rem_euclid(60_000_000));
    let ago = (i64::from(h) * 60 + i64::from(m)) - (hour * 60 + minute);
    let days: i64 = form.value("day").parse().unwrap_or(0).clamp(0, 30);
    let at = now.minus(Span::minutes(ago)).minus(Span::days(days));
    // "At 23:00", said after midnight, was the evening before.
    Some(if at > f.now { at.minus(Span::days(1)) } else { at })
}

/// A time of day: `21:20`, `21h`, `21 h 20`.
fn clock(text: &str) -> Option<(i64, i64)> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (hour, minute) = text.split_once([':', 'h', 'H', '.']).unwrap_or((&text, ""));
    let hour: i64 = hour.parse().ok()?;
    let minute: i64 = if minute.is_empty() { 0 } else { minute.get(..2)?.parse().ok()? };
    ((0..=24).contains(&hour) && (0..60).contains(&minute)).then_some((hour % 24, minute))
}

/// Years of age: `27`, `25-30`.
pub(super) fn years(form: &mut Form, name: &str) -> Option<Ages> {
    let written: String = form.value(name).chars().filter(|c| !c.is_whitespace()).collect();
    if written.is_empty() {
        return None;
    }
    let (low, high) = written.split_once(['-', '–', '/']).unwrap_or((&written, &written));
    match (low.parse(), high.parse()) {
        (Ok(low), Ok(high)) if low <= high => Some(Ages { low, high }),
        _ => {
            form.wrong(name, "seek-age-wrong");
            None
        }
    }
}

/// The field of a refusal that has another name in a form, or none there.
pub(super) fn at_field(failure: Failure, code: &str, field: &str) -> Failure {
    match failure {
        Failure::Refused(r) if r.code == code => {
            Failure::Bad(vec![FieldError { field: field.to_owned(), ..FieldError::from(&r) }])
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{clock, years};
    use crate::model::Ages;
    use web::Form;

    #[test]
    fn times_and_ages_are_read_as_people_write_them() {
        for (text, time) in [("21:20", (21, 20)), ("21h", (21, 0)), ("21 h 20", (21, 20)), ("24:00", (0, 0))] {
            assert_eq!(clock(text), Some(time), "{text}");
        }
        assert!(["", "h", "25:00", "soir", "-1"].into_iter().all(|t| clock(t).is_none()));
        for (text, low, high) in [("27", 27, 27), ("25-30", 25, 30), ("25 – 30", 25, 30)] {
            assert_eq!(years(&mut Form::of([("age", text)]), "age"), Some(Ages { low, high }), "{text}");
        }
        let mut form = Form::of([("age", "30-25")]);
        assert!(years(&mut form, "age").is_none() && form.error("age").is_some());
    }
}
