//! `/console/official/new`: what happened, where, what to do; then what people will see; then it is proposed.

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::State, response::Response};
use cap::ResponseType;
use kernel::{AuthorityId, IncidentId, Span, Staff};
use register::Incident;
use serde::Deserialize;
use web::{
    Failure, Form, Front, House, Query, Route, WhoStaff,
    drawing::{self, ZoneMap, has_centre, zone_map, zone_of, zone_text},
    see, status_of,
};

use super::{desk::nav, limits, row::Row};
use crate::{
    acts,
    model::{Draft, Grade, Kept, What, Wording},
    routes::SPEAKERS,
    rules::{LANGUAGES, LONGEST_HEADLINE, LONGEST_PLACE, LONGEST_TEXT, in_short},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/console/official/new", SPEAKERS, show).says("The form of an official message"),
        Route::post("/console/official/new", SPEAKERS, send)
            .says("Shows what people will see, or proposes it")
            .limit(drawing::FORM),
    ]
}

/// For how many hours a message holds, as its form offers it.
pub(super) const HOURS: [i64; 7] = [1, 2, 4, 8, 12, 24, 48];
/// What people are asked to do, as the form offers it.
pub(super) const RESPONSES: [ResponseType; 6] = [
    ResponseType::Shelter,
    ResponseType::Avoid,
    ResponseType::Evacuate,
    ResponseType::Prepare,
    ResponseType::Monitor,
    ResponseType::None,
];
/// The texts of one language in the form.
const FIELDS: [(&str, usize); 3] =
    [("headline", LONGEST_HEADLINE), ("instruction", LONGEST_TEXT), ("description", LONGEST_TEXT)];

/// Choices of a form: value and label.
pub(super) type Choices = Vec<(String, String)>;

/// The words of one language in the form.
pub(super) struct Column {
    pub short: &'static str,
    pub name: &'static str,
    pub dir: &'static str,
    /// The names of its fields.
    pub headline: String,
    pub instruction: String,
    pub description: String,
}

pub(super) fn columns(shorts: &[&str]) -> Vec<Column> {
    let of = |short: &&str| kernel::Lang::of(short);
    let column = |l: kernel::Lang| Column {
        short: l.code(),
        name: l.name(),
        dir: l.dir(),
        headline: format!("headline_{}", l.code()),
        instruction: format!("instruction_{}", l.code()),
        description: format!("description_{}", l.code()),
    };
    shorts.iter().filter_map(of).map(column).collect()
}

/// What people will see in one language.
pub(super) struct Previewed {
    pub name: String,
    pub language: String,
    pub dir: &'static str,
    pub headline: String,
    pub instruction: String,
    /// Its text message as it is sent, and what that costs.
    pub sms: String,
    pub measure: String,
    /// The same in the room that other channels have.
    pub brief: String,
}

/// The room of cell broadcast and of boards beside the road, in characters.
const BRIEF: usize = 90;

/// A message as phones will show it.
pub(super) fn previews(f: &Front, of: &Kept) -> Vec<Previewed> {
    let shorts = in_short(&of.alert);
    let usual = notify::sms::Settings::default();
    let parts = f.house.config.sms.as_ref().unwrap_or(&usual).longest_parts;
    let link = f.house.config.url(&format!("/alerts/{}", of.id));
    of.alert
        .all_texts()
        .map(|t| {
            let short = t.language.split('-').next().unwrap_or_default().to_ascii_lowercase();
            let lang = kernel::Lang::of(&short);
            // What is looked at is what is sent: the same words, cut where the same words are cut.
            let say = f.house.words.in_lang(lang.unwrap_or_default());
            let says = shorts.get(&short).map_or(t.headline, |said| said.short.as_str());
            let words = web::drilled(&say, web::alarm_words(&say, &of.who, says), of.drill);
            let aired = notify::sms::air(&words, &link, parts);
            let kind = if aired.measure.encoding == sms::Encoding::Gsm7 { "GSM-7" } else { "UCS-2" };
            let measure = f.with(
                "official-measure",
                &[
                    ("kind", kind.into()),
                    ("units", aired.measure.units.to_string().into()),
                    ("parts", f.number(i64::try_from(aired.measure.parts).unwrap_or(0)).into()),
                ],
            );
            Previewed {
                name: lang.map_or_else(|| t.language.to_owned(), |l| l.name().to_owned()),
                language: t.language.to_owned(),
                dir: lang.map_or("ltr", kernel::Lang::dir),
                headline: t.headline.to_owned(),
                instruction: t.instruction.to_owned(),
                sms: aired.text,
                measure,
                brief: t.within(BRIEF),
            }
        })
        .collect()
}

#[derive(Template)]
#[template(path = "desk_compose.html")]
struct Compose<'a> {
    f: &'a Front,
    form: &'a Form,
    whats: Choices,
    grades: Choices,
    responses: Choices,
    hours: Choices,
    drills: Choices,
    speakers: Choices,
    incidents: Choices,
    first: Vec<Column>,
    more: Vec<Column>,
    map: ZoneMap,
}

#[derive(Template)]
#[template(path = "desk_preview.html")]
struct Preview<'a> {
    f: &'a Front,
    row: Row,
    previews: Vec<Previewed>,
    map: ZoneMap,
    /// How many people are where it holds; for operators alone.
    people: Option<usize>,
    drill: bool,
    fields: Vec<(String, String)>,
}

#[derive(Debug, Default, Deserialize)]
struct Begin {
    #[serde(default)]
    what: Option<String>,
    #[serde(default)]
    incident: Option<IncidentId>,
}

/// Whether whoever looks may know of an incident: of one that is not on yet only those do who open it.
fn knows(f: &Front, i: &Incident) -> bool {
    i.is_public() || f.visitor.staff().is_some_and(|s| s.role.operates())
}

/// The incidents that a message may be put in.
pub(super) fn incidents(f: &Front, drill: Option<bool>) -> Choices {
    let open = f.house.incidents.all().into_iter().filter(|i| !i.state.is_over() && knows(f, i));
    let fits = open.filter(|i| drill.is_none_or(|d| d == i.drill));
    fits.map(|i| {
        let name = i.name(f.lang);
        let name = if i.drill { format!("{} : {name}", f.t("drill-word")) } else { name.to_owned() };
        (i.id.to_string(), name)
    })
    .collect()
}

/// A form with the usual words of what happened.
fn begun(front: &Front, begin: &Begin) -> Form {
    let mut form = Form::of([("hours", "4")]);
    if let Some(what) = begin.what.as_deref().and_then(What::of_word) {
        form.put("what", what.word());
        form.put("respond", what.usual().as_str());
        form.put("grade", if what == What::Attack || what == What::Toxic { "extreme" } else { "severe" });
        for (short, _) in LANGUAGES {
            let say = front.house.words.in_lang(kernel::Lang::of(short).unwrap_or_default());
            for field in ["headline", "instruction"] {
                let key = format!("official-tpl-{}-{field}", what.word());
                if say.has(&key) {
                    form.put(&format!("{field}_{short}"), say.t(&key).into_owned());
                }
            }
        }
    }
    if let Some(i) = begin.incident.and_then(|id| front.house.incidents.get(id)).filter(|i| knows(front, i)) {
        form.put("incident", i.id.to_string());
        form.put("drill", if i.drill { "drill" } else { "real" });
        form.put("zone", zone_text(&i.zone));
    }
    form
}

async fn show(front: Front, WhoStaff(staff): WhoStaff, Query(begin): Query<Begin>) -> Result<Response, Failure> {
    let form = begun(&front, &begin);
    draw(&front, &staff, &form).await
}

/// For whom somebody may speak: this server, and institutions that are proven.
async fn speakers(front: &Front, staff: &Staff) -> Result<Choices, Failure> {
    let speaker = acts::speaker(&front.house, staff).await?;
    let mut choices: Choices = Vec::new();
    if speaker.speaks_for(None) {
        choices.push((String::new(), front.house.config.site_name.clone()));
    }
    for (a, standing) in acts::authorities::all(&front.house).await? {
        if standing.is_proven() && speaker.speaks_for(Some(&a)) {
            choices.push((a.id.to_string(), format!("{} ({})", a.name, a.domain)));
        }
    }
    Ok(choices)
}

/// How grave it is, as the form offers it.
pub(super) fn grades(f: &Front) -> Choices {
    Grade::ALL
        .iter()
        .map(|g| (g.word().to_owned(), f.t(&format!("official-grade-{}", g.word())).into_owned()))
        .collect()
}

/// What people are asked to do, as the form offers it.
pub(super) fn responses(f: &Front) -> Choices {
    let word = |r: &ResponseType| f.t(&format!("official-respond-{}", r.as_str().to_ascii_lowercase())).into_owned();
    RESPONSES.iter().map(|r| (r.as_str().to_owned(), word(r))).collect()
}

/// For how long it holds, as the form offers it.
pub(super) fn hours(f: &Front) -> Choices {
    HOURS.iter().map(|h| (h.to_string(), f.one("official-hours", "n", *h))).collect()
}

async fn draw(front: &Front, staff: &Staff, form: &Form) -> Result<Response, Failure> {
    let word = |key: String| front.t(&key).into_owned();
    let page = Compose {
        f: front,
        form,
        whats: What::ALL.iter().map(|w| (w.word().to_owned(), word(format!("official-what-{}", w.word())))).collect(),
        grades: grades(front),
        responses: responses(front),
        hours: hours(front),
        drills: vec![
            ("real".to_owned(), word("official-real".into())),
            ("drill".to_owned(), word("official-drill".into())),
        ],
        speakers: speakers(front, staff).await?,
        incidents: incidents(front, None),
        first: columns(&["fr", "en"]),
        more: columns(&["es", "ar"]),
        map: zone_map(front, form, None, &limits()),
    };
    let title = front.t("official-new");
    front.page(&title).nav(nav(staff)).script("rz-map.js").status(status_of(form)).show(&page)
}

/// The words of a form: languages without any are left out.
pub(super) fn words(form: &mut Form) -> BTreeMap<String, Wording> {
    let mut all = BTreeMap::new();
    for (short, _) in LANGUAGES {
        let mut read = |field: &str, most| form.optional_text(&format!("{field}_{short}"), most).unwrap_or_default();
        let [headline, instruction, description] = FIELDS.map(|(field, most)| read(field, most));
        if !headline.is_empty() || !instruction.is_empty() || !description.is_empty() {
            if headline.is_empty() {
                form.wrong(&format!("headline_{short}"), "field-missing");
            }
            all.insert(short.to_owned(), Wording { headline, instruction, description });
        }
    }
    all
}

/// A message as its form says it.
fn read(form: &mut Form) -> Option<Draft> {
    let zone = zone_of(form, None, &limits());
    let what = form.choice("what", &What::ALL.map(|w| (w.word(), w)));
    let grade = form.choice("grade", &Grade::ALL.map(|g| (g.word(), g)));
    let respond = form.choice("respond", &RESPONSES.map(|r| (r.as_str(), r)));
    // What is real and what is not is never chosen for anybody.
    let drill = form.choice("drill", &[("real", false), ("drill", true)]);
    let place = form.text("place_words", LONGEST_PLACE);
    let lasts = form.number("hours", 1, 72).map(Span::hours);
    let words = words(form);
    let incident = form.value("incident").parse().ok();
    let authority: Option<AuthorityId> = form.value("authority").parse().ok();
    if form.has_errors() {
        return None;
    }
    let (zone, what, grade, respond, drill, lasts) = (zone?, what?, grade?, respond?, drill?, lasts?);
    Some(Draft { what, grade, respond, words, place, zone, lasts, incident, drill, authority })
}

async fn send(
    State(house): State<House>,
    front: Front,
    WhoStaff(staff): WhoStaff,
    mut form: Form,
) -> Result<Response, Failure> {
    if form.is("do", "edit") {
        return draw(&front, &staff, &form).await;
    }
    let Some(draft) = read(&mut form) else { return draw(&front, &staff, &form).await };
    if has_centre(&form) {
        // The form goes on with the outline.
        ["place", "lat", "lon", "radius"].iter().for_each(|name| form.put(name, ""));
    }
    form.put("zone", zone_text(&draft.zone));
    let done = if form.is("do", "send") {
        acts::alerts::propose(&house, &staff, &draft).await.map(Ok)
    } else {
        acts::alerts::preview(&house, &staff, &draft).await.map(Err)
    };
    match done {
        Ok(Ok(made)) => Ok(see(&format!("/console/official/{}", made.id))),
        Ok(Err(shown)) => {
            let authorities = acts::authorities::all(&house).await?;
            let page = Preview {
                f: &front,
                row: Row::of(&front, &shown, &authorities),
                previews: previews(&front, &shown),
                map: zone_map(&front, &form, None, &limits()),
                people: acts::alerts::reaches(&house, &staff, &draft).await?,
                drill: draft.drill,
                fields: fields(&form),
            };
            front.page(&front.t("official-sure")).nav(nav(&staff)).drill(draft.drill).show(&page)
        }
        Err(failure) => {
            let errors = failure.into_field_errors()?;
            form.add(errors);
            draw(&front, &staff, &form).await
        }
    }
}

/// What is sent again with the second press.
fn fields(form: &Form) -> Vec<(String, String)> {
    let mut names: Vec<String> =
        ["what", "grade", "respond", "drill", "place_words", "hours", "incident", "authority", "zone"]
            .map(str::to_owned)
            .to_vec();
    names.extend(LANGUAGES.iter().flat_map(|(short, _)| FIELDS.map(|(field, _)| format!("{field}_{short}"))));
    let said = names.into_iter().map(|name| (form.value(&name).to_owned(), name));
    said.filter(|(value, _)| !value.is_empty()).map(|(value, name)| (name, value)).collect()
}
