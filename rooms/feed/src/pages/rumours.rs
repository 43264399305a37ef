//! `/console/rumours`: what many say, looked through and ruled. `/rumours/{id}`: what was ruled, for everybody.

use askama::Template;
use axum::response::Response;
use kernel::{PostId, RumourId};
use serde::Deserialize;
use web::{Access, Failure, Form, Front, Path, Query, Route, WhoStaff, see, status_of};

use super::say;
use crate::{
    acts::{
        holds::MODERATORS,
        truth::{self, Queued, RULERS},
    },
    model::rumour::{NewRuling, Ruling, RumourState, Verdict},
    rules::rumour::{LONGEST_SAYS, LONGEST_SOURCE, LONGEST_WHAT, MOST_SOURCES, is_link},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/console/rumours", RULERS, list).says("Rumours to look at, the fastest first"),
        Route::get("/console/rumours/{id}", RULERS, one).says("One rumour, its copies, and what was ruled on it"),
        Route::post("/console/rumours/{id}", RULERS, act)
            .says("Rules, revises, sets aside; puts a post there or takes one out"),
        Route::get("/rumours/{id}", Access::Anyone, public)
            .says("What is said, what is so, who says so, since when, by what they know"),
    ]
}

/// So many characters of its first post name a rumour that is not ruled.
const NAME: usize = 60;

/// A ruling in words.
struct Line {
    look: (&'static str, &'static str),
    verdict: String,
    /// Who says so, and since when.
    by: String,
    what: String,
    says: String,
    /// Each with whether it is a link.
    sources: Vec<(String, bool)>,
}

/// The colour and icon of a verdict.
const fn look(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::True => ("ok", "check"),
        Verdict::False => ("no", "no"),
        Verdict::Misleading => ("no", "alert"),
    }
}

impl Line {
    fn of(f: &Front, r: Ruling) -> Self {
        let role = f.t(&format!("ruling-as-{}", r.role.word())).into_owned();
        let time = f.moment(f.now, r.at);
        let by = f.with("ruling-by", &[("who", r.by_name.into()), ("role", role.into()), ("time", time.into())]);
        Self {
            look: look(r.verdict),
            verdict: f.t(&format!("ruling-is-{}", r.verdict.word())).into_owned(),
            by,
            what: say::plain(f, &r.what),
            says: say::plain(f, &r.says),
            sources: r
                .sources
                .iter()
                .map(|s| say::plain(f, s))
                .map(|s| (is_link(&s), s))
                .map(|(link, s)| (s, link))
                .collect(),
        }
    }
}

/// A rumour of the list, in words.
struct Row {
    id: RumourId,
    title: String,
    counts: String,
    when: String,
    verdict: Option<((&'static str, &'static str), String)>,
}

impl Row {
    fn of(f: &Front, q: &Queued) -> Self {
        let r = &q.rumour;
        let verdict = r.verdict.map(|v| (look(v), f.t(&format!("ruling-is-{}", v.word())).into_owned()));
        Self {
            id: r.id,
            title: match (r.what.as_str(), &q.begins) {
                ("", Some(begins)) => f.one("rumour-begins", "words", first_words(f, begins)),
                ("", None) => f.one("rumour-nameless", "time", f.moment(f.now, r.made)),
                (what, _) => say::plain(f, what),
            },
            counts: f.two("rumour-counts", "n", r.posts, "lately", q.lately),
            when: f.one("rumour-newest", "time", f.moment(f.now, r.newest)),
            verdict,
        }
    }
}

/// The first words of a text as it is read, masked; that there are more is said.
fn first_words(f: &Front, text: &str) -> String {
    let read: String = say::bits(f, text).into_iter().map(say::Bit::into_text).collect();
    let line = read.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = words::shorten(&line, NAME);
    if cut.len() == line.len() {
        return line;
    }
    let whole = cut.rsplit_once(' ').map_or(cut, |(words, _)| words);
    format!("{whole}…")
}

#[derive(Template)]
#[template(path = "rumours.html")]
struct ListPage<'a> {
    f: &'a Front,
    /// Whether the reader came through the queue of moderators.
    moderates: bool,
    state: &'static str,
    heading: String,
    groups: Vec<(bool, Vec<Row>)>,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    state: Option<RumourState>,
}

fn moderates(front: &Front) -> bool {
    MODERATORS.refuses(&front.visitor).is_none()
}

/// Under which entry of the navigation these pages stand: who has no queue comes here at once.
fn nav(front: &Front) -> &'static str {
    if moderates(front) { "moderation" } else { "rumours" }
}

async fn list(front: Front, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let state = asked.state.unwrap_or(RumourState::Gathered);
    let mut groups = Vec::new();
    for drill in [false, true] {
        let all = truth::queue(&front.house, drill, state).await?;
        if !drill || !all.is_empty() {
            groups.push((drill, all.iter().map(|q| Row::of(&front, q)).collect()));
        }
    }
    let page = ListPage {
        f: &front,
        moderates: moderates(&front),
        state: state.word(),
        heading: front.t(&format!("rumour-are-{}", state.word())).into_owned(),
        groups,
    };
    front.page(&front.t("rumour-title")).nav(nav(&front)).class("wide op").show(&page)
}

/// A copy in words.
struct Copied {
    card: say::Card,
    how: String,
    apart: bool,
    /// Whoever looks wrote it: another person puts it there or takes it out.
    own: bool,
}

#[derive(Template)]
#[template(path = "rumour.html")]
struct OnePage<'a> {
    f: &'a Front,
    form: &'a Form,
    row: Row,
    version: i64,
    rulings: Vec<Line>,
    /// They speak for no institution that is proven.
    unproven: bool,
    /// They do not rule: why not, and what to do.
    refused: Option<[String; 2]>,
    copies: Vec<Copied>,
    ruled: bool,
    aside: bool,
    verdicts: Vec<(&'static str, String)>,
    longest: [usize; 3],
    sources: usize,
}

async fn draw(front: &Front, staff: &kernel::Staff, id: RumourId, form: &Form) -> Result<Response, Failure> {
    let (queued, rulings) = truth::whole(&front.house, id).await?;
    let copies = truth::copies_of(&front.house, staff, id).await?;
    let refused = match truth::rules_on(&front.house, staff, id).await {
        Err(Failure::Refused(why)) => Some(
            [format!("refusal-{}", why.code), format!("refusal-{}-next", why.code)]
                .map(|key| front.t(&key).into_owned()),
        ),
        may => may.map(|()| None)?,
    };
    let copies = copies.into_iter().map(|c| Copied {
        card: say::Card::of(front, &c.post).veiled(),
        how: front.t(&format!("rumour-how-{}", c.how.word())).into_owned(),
        apart: c.apart,
        own: c.own,
    });
    // The first time the form says what was ruled last.
    let filled = match rulings.first() {
        Some(last) if form.value("version").is_empty() => Form::of([
            ("verdict", last.verdict.word().to_owned()),
            ("what", say::plain(front, &last.what)),
            ("says", say::plain(front, &last.says)),
            ("sources", say::plain(front, &last.sources.join("\n"))),
        ]),
        _ => form.clone(),
    };
    let shown = if form.has_errors() || !form.value("version").is_empty() { form } else { &filled };
    let page = OnePage {
        f: front,
        row: Row::of(front, &queued),
        version: queued.rumour.version,
        ruled: !rulings.is_empty(),
        aside: queued.rumour.state == RumourState::Aside,
        rulings: rulings.into_iter().map(|r| Line::of(front, r)).collect(),
        unproven: truth::may_rule(&front.house, staff).await.is_err(),
        refused,
        copies: copies.collect(),
        verdicts: Verdict::ALL
            .iter()
            .map(|v| (v.word(), front.t(&format!("ruling-is-{}", v.word())).into_owned()))
            .collect(),
        longest: [LONGEST_WHAT, LONGEST_SAYS, MOST_SOURCES * (LONGEST_SOURCE + 1)],
        sources: MOST_SOURCES,
        form: shown,
    };
    let title = page.row.title.clone();
    front.page(&title).nav(nav(front)).class("wide op").drill(queued.rumour.drill).status(status_of(form)).show(&page)
}

async fn one(front: Front, WhoStaff(staff): WhoStaff, Path(id): Path<RumourId>) -> Result<Response, Failure> {
    draw(&front, &staff, id, &Form::default()).await
}

/// A ruling as its form says it.
fn read(front: &Front, form: &mut Form) -> NewRuling {
    let verdicts = Verdict::ALL.iter().map(|v| (v.word(), *v)).collect::<Vec<_>>();
    let sources = say::as_kept(front, form.value("sources"));
    let sources = sources.lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
    NewRuling {
        verdict: verdicts.iter().find(|(word, _)| form.is("verdict", word)).map(|(_, v)| *v),
        what: say::as_kept(front, form.value("what")),
        says: say::as_kept(front, form.value("says")),
        sources,
        version: form.value("version").parse().unwrap_or_default(),
    }
}

/// The number of a post that was typed, or the address of its page.
fn post_of(form: &mut Form) -> Option<PostId> {
    let typed = form.value("post").to_owned();
    let found = typed.rsplit('/').next().and_then(|last| last.parse().ok());
    if found.is_none() {
        form.wrong("post", "rumour-post-wrong");
    }
    found
}

async fn act(
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<RumourId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let house = &front.house;
    let done = match form.value("do").to_owned().as_str() {
        "rule" => {
            let new = read(&front, &mut form);
            truth::rule(house, &staff, id, &new).await.map(drop)
        }
        "aside" => truth::set_aside(house, &staff, id, true).await.map(drop),
        "look" => truth::set_aside(house, &staff, id, false).await.map(drop),
        "put" => match post_of(&mut form) {
            Some(post) => truth::put(house, &staff, id, post).await,
            None => return draw(&front, &staff, id, &form).await,
        },
        "part" => match post_of(&mut form) {
            Some(post) => truth::part(house, &staff, id, post).await,
            None => return draw(&front, &staff, id, &form).await,
        },
        _ => Ok(()),
    };
    match done {
        Ok(()) => Ok(see(&format!("/console/rumours/{id}"))),
        Err(failure) => {
            form.blame(failure)?;
            draw(&front, &staff, id, &form).await
        }
    }
}

#[derive(Template)]
#[template(path = "rumour_public.html")]
struct PublicPage<'a> {
    f: &'a Front,
    holds: Line,
    before: Vec<Line>,
}

async fn public(front: Front, Path(id): Path<RumourId>) -> Result<Response, Failure> {
    let (of, rulings) = truth::public(&front.house, id).await?;
    let mut lines = rulings.into_iter().map(|r| Line::of(&front, r));
    let holds = lines.next().ok_or_else(Failure::not_found)?;
    // What is so stands first, in what other services show of the page too: who reads one line reads that.
    let title = holds.says.clone();
    let page = PublicPage { f: &front, holds, before: lines.collect() };
    front.page(&title).nav("live").drill(of.drill).show(&page)
}
