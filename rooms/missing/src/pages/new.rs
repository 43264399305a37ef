//! `/missing/new`: a search in two steps. What was typed in the one is carried through the other; the police come first.

use askama::Template;
use axum::response::Response;
use http::HeaderMap;
use register::{Contact, Country};
use web::{Access, Failure, Form, Front, Route, Who, landmarks, see, status_of};

use super::{draft, picture, say};
use crate::{
    acts::{self, Raw},
    model::{Guardian, Profile, Relation, Sex, is_minor, view::NoticeView},
    rules,
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/missing/new", Access::Anyone, show).says("The form of a search, in two steps"),
        Route::post("/missing/new", Access::Anyone, send)
            .says("Goes from one step to the other, or begins the search: at once, or as a draft. A photo may be sent with it. A message in `text` fills the form, and is kept nowhere")
            .limit(picture::MOST_SENT),
    ]
}

/// The fields of each step, as they are carried through the other.
const FIRST: &[&str] = &["name", "others", "relation", "police"];
const SECOND: &[&str] = &[
    "age",
    "sex",
    "description",
    "wearing",
    "sign",
    "near",
    "cell",
    "seen",
    "day",
    "phone",
    "email",
    "guardian",
    picture::KEPT,
];

#[derive(Template)]
#[template(path = "missing_new.html")]
struct NewPage<'a> {
    f: &'a Front,
    form: &'a Form,
    /// The incident, when people are searched for now.
    what: Option<String>,
    second: bool,
    /// What was typed in the other step.
    carried: Vec<(&'static str, String)>,
    relations: Vec<(&'static str, String)>,
    sexes: Vec<(&'static str, String)>,
    days: Vec<(&'static str, String)>,
    guardians: Vec<(&'static str, String)>,
    /// Names of places, to choose from.
    landmarks: Vec<String>,
    key: String,
    longest: usize,
    longest_name: usize,
    /// A draft of this browser that waits.
    waits: bool,
}

pub(super) async fn draw(front: &Front, headers: &HeaderMap, form: &Form, second: bool) -> Result<Response, Failure> {
    let incident = acts::incident(&front.house, None).ok();
    let t = |key: String| front.t(&key).into_owned();
    let other = if second { FIRST } else { SECOND };
    let carried = other.iter().map(|n| (*n, form.value(n).to_owned())).filter(|(_, v)| !v.is_empty()).collect();
    let page = NewPage {
        f: front,
        form,
        what: incident.as_ref().map(|i| i.name(front.lang).to_owned()),
        second,
        carried,
        relations: Relation::ALL.iter().map(|r| (r.word(), say::relation(front, *r))).collect(),
        sexes: Sex::ALL.iter().map(|s| (s.word(), t(format!("seek-sex-{}", s.word())))).collect(),
        days: say::days(front),
        guardians: say::guardians(front),
        landmarks: if second { say::places(front).await? } else { Vec::new() },
        key: super::key(front, form),
        longest: say::LONGEST,
        longest_name: rules::LONGEST_NAME,
        waits: draft::of(front, headers).await?.is_some(),
    };
    let title = front.t("seek-title");
    let drill = incident.is_some_and(|i| i.drill);
    front.page(&title).nav("missing").drill(drill).status(status_of(form)).show(&page).map(super::own_page)
}

async fn show(front: Front, headers: HeaderMap) -> Result<Response, Failure> {
    draw(&front, &headers, &Form::default(), false).await
}

async fn send(front: Front, Who(visitor): Who, headers: HeaderMap, mut form: Form) -> Result<Response, Failure> {
    if visitor.staff().is_some() {
        return Err(Failure::not_allowed());
    }
    // A message that reads like a search fills the form: what it says describes somebody, until a person looks at it.
    if let Some(text) = form.optional_text("text", say::LONGEST) {
        form.put("description", text);
        return draw(&front, &headers, &form, false).await;
    }
    say::placed(&front, &mut form);
    let photo = picture::of(&front, &visitor, &mut form).await?;
    if form.is("do", "back") {
        let second = form.has_errors();
        return draw(&front, &headers, &form, second).await;
    }
    let first = first(&mut form);
    if of_first(&form) || form.is("do", "next") {
        let second = !of_first(&form);
        return draw(&front, &headers, &form, second).await;
    }
    let mut raw = Raw { photo, ..second(&front, &mut form, first) };
    // The name of a landmark says more than a position that was pressed beside it.
    if let Some(near) = &raw.near
        && landmarks::find(&front.house, near).await?.is_some()
    {
        raw.cell = None;
    }
    if !form.has_errors() {
        let key = form.value("key").to_owned();
        match acts::post_once(&front.house, &visitor, raw, &key).await {
            Ok(posted) => {
                return Ok(match posted.token {
                    Some(token) => draft::keep(see("/missing/draft"), &front.house, &token),
                    None => see(&format!("/missing/{}", posted.notice)),
                });
            }
            Err(failure) => {
                let failure = say::at_field(failure, "missing-tells-too-much", "name");
                super::blame(&front, &mut form, say::at_field(failure, "missing-many-names", "others"))?;
            }
        }
    }
    draw(&front, &headers, &form, !of_first(&form)).await
}

/// Whether something is wrong with the first step.
fn of_first(form: &Form) -> bool {
    form.errors().iter().any(|e| FIRST.contains(&e.field.as_str()))
}

/// The first step: who, who one is to them, and that the police come first.
fn first(form: &mut Form) -> Raw {
    let name = form.text("name", rules::LONGEST_NAME);
    let others = form.optional_text("others", rules::LONGEST).unwrap_or_default();
    let others = others.split([',', ';', '\n']).map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned).collect();
    let relations: Vec<_> = Relation::ALL.iter().map(|r| (r.word(), *r)).collect();
    let relation = form.choice("relation", &relations);
    let told_police = form.ticked("police");
    if !told_police {
        form.wrong("police", "seek-police-missing");
    }
    Raw { name, others, relation, told_police, ..Raw::default() }
}

/// The second step: what helps to recognise them, and to find them again.
fn second(front: &Front, form: &mut Form, first: Raw) -> Raw {
    let ages = say::years(form, "age");
    let seen = say::moment(front, form, "seen");
    let phone = reached(form, "phone");
    let email = reached(form, "email");
    Raw {
        ages,
        sex: Sex::of_word(form.value("sex")),
        description: form.optional_text("description", say::LONGEST),
        wearing: form.optional_text("wearing", say::LONGEST),
        sign: form.optional_text("sign", say::LONGEST),
        near: form.optional_text("near", say::LONGEST),
        cell: form.value("cell").parse().ok(),
        seen,
        phone,
        email,
        guardian: Guardian::of_word(form.value("guardian")).filter(|_| is_minor(ages)),
        ..first
    }
}

/// How they are reached: what cannot be read is said at its field.
fn reached(form: &mut Form, name: &str) -> Option<String> {
    let typed = form.optional_text(name, 254)?;
    if Contact::parse(&typed, &Country::FRANCE).is_err() {
        form.wrong(name, "seek-contact-wrong");
    }
    Some(typed)
}

/// A draft in its form again.
pub(super) fn of_draft(front: &Front, view: &NoticeView, profile: &Profile) -> Form {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let (seen, day) = view.seen.map_or_else(Default::default, |at| {
        let (h, m) = at.hour_minute(&front.house.config.time_zone);
        // The same day of the form: how many midnights lie between.
        let (nh, nm) = front.now.hour_minute(&front.house.config.time_zone);
        let into = |h: i8, m: i8| i64::from(h) * 60 + i64::from(m);
        let days = (front.now.since(at).whole_minutes() + into(h, m) - into(nh, nm) + 720) / 1440;
        (format!("{h:02}:{m:02}"), days.to_string())
    });
    let age = view.ages.map_or_else(String::new, |a| {
        if a.low == a.high { a.low.to_string() } else { format!("{}-{}", a.low, a.high) }
    });
    let fields = [
        ("name", profile.name().to_owned()),
        ("others", view.others.join(", ")),
        ("relation", view.relation.map_or("", Relation::word).to_owned()),
        ("police", "yes".to_owned()),
        ("age", age),
        ("sex", view.sex.word().to_owned()),
        ("description", text(&profile.description)),
        ("wearing", text(&profile.wearing)),
        ("sign", text(&profile.sign)),
        ("near", text(&profile.near)),
        ("seen", seen),
        ("day", day),
        ("phone", text(&profile.phone)),
        ("email", text(&profile.email)),
        ("guardian", view.guardian.map_or("", Guardian::word).to_owned()),
    ];
    Form::of(fields.into_iter().filter(|(_, v)| !v.is_empty()))
}
