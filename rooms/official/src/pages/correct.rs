//! `/console/official/{id}/correct`: other words, a smaller area, less gravity, at once; or more of it, which another person confirms.

use askama::Template;
use axum::{extract::State, response::Response};
use kernel::{AlertId, Span, Staff, zone::Zone};
use web::{
    Failure, FieldError, Form, Front, House, Path, Route, WhoStaff,
    drawing::{self, ZoneMap, has_centre, zone_map, zone_of, zone_text},
    see, status_of,
};

use super::{
    compose::{Choices, Column, HOURS, RESPONSES, columns, grades, hours, responses, words},
    desk::nav,
    limits,
    row::Row,
};
use crate::{
    acts,
    model::{Correction, Grade, Kept, together},
    routes::{SPEAKERS, place},
    rules::{LANGUAGES, LONGEST_PLACE},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/console/official/{id}/correct", SPEAKERS, show).says("What a message says, to be corrected"),
        Route::post("/console/official/{id}/correct", SPEAKERS, send)
            .says("Corrects it, for all who were told before; what goes beyond it takes another person")
            .limit(drawing::FORM),
    ]
}

#[derive(Template)]
#[template(path = "desk_correct.html")]
struct Correct<'a> {
    f: &'a Front,
    form: &'a Form,
    id: AlertId,
    row: Row,
    columns: Vec<Column>,
    grades: Choices,
    responses: Choices,
    hours: Choices,
    map: ZoneMap,
}

async fn show(
    State(house): State<House>,
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<AlertId>,
) -> Result<Response, Failure> {
    let k = acts::alerts::shown(&house, id).await?;
    let mut form = Form::default();
    for t in k.alert.all_texts() {
        let short = t.language.split('-').next().unwrap_or_default();
        form.put(&format!("headline_{short}"), t.headline);
        form.put(&format!("instruction_{short}"), t.instruction);
        form.put(&format!("description_{short}"), t.description);
    }
    form.put("place_words", place(&k));
    form.put("zone", together(&k.area).as_ref().map(zone_text).unwrap_or_default());
    draw(&house, &front, &staff, &k, &form).await
}

async fn draw(house: &House, front: &Front, staff: &Staff, k: &Kept, form: &Form) -> Result<Response, Failure> {
    let authorities = acts::authorities::all(house).await?;
    let shorts: Vec<&str> = LANGUAGES.iter().map(|(short, _)| *short).collect();
    // The first choice leaves it as it is.
    let or_same = |choices: Choices| {
        let same = (String::new(), front.t("official-same").into_owned());
        [same].into_iter().chain(choices).collect::<Choices>()
    };
    let page = Correct {
        f: front,
        form,
        id: k.id,
        row: Row::of(front, k, &authorities),
        columns: columns(&shorts),
        grades: or_same(grades(front)),
        responses: or_same(responses(front)),
        hours: or_same(hours(front)),
        map: zone_map(front, form, together(&k.area).as_ref(), &limits()),
    };
    let title = front.t("official-correct");
    front.page(&title).nav(nav(staff)).drill(k.drill).script("rz-map.js").status(status_of(form)).show(&page)
}

/// What a form says of where: nothing where nobody changed it.
fn area(form: &mut Form, stands: Option<&Zone>) -> Option<Zone> {
    if form.value("zone").is_empty() && !has_centre(form) {
        return None;
    }
    let drawn = zone_of(form, stands, &limits())?;
    let same = stands.is_some_and(|zone| zone.to_geojson() == drawn.to_geojson());
    (!same).then_some(drawn)
}

/// A choice that may be left as it is.
fn choice<T: Clone>(form: &mut Form, name: &str, choices: &[(&str, T)]) -> Option<T> {
    if form.value(name).is_empty() { None } else { form.choice(name, choices) }
}

fn read(form: &mut Form, k: &Kept) -> Correction {
    let zone = area(form, together(&k.area).as_ref());
    let said = form.optional_text("place_words", LONGEST_PLACE).filter(|said| *said != place(k));
    let grade = choice(form, "grade", &Grade::ALL.map(|g| (g.word(), g)));
    let respond = choice(form, "respond", &RESPONSES.map(|r| (r.as_str(), r)));
    let words_of_hours = HOURS.map(|h| h.to_string());
    let offered: Vec<(&str, i64)> = words_of_hours.iter().map(String::as_str).zip(HOURS).collect();
    let lasts = choice(form, "hours", &offered).map(Span::hours);
    Correction { words: words(form), grade, respond, place: said, zone, lasts }
}

async fn send(
    State(house): State<House>,
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<AlertId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let k = acts::alerts::shown(&house, id).await?;
    let correction = read(&mut form, &k);
    if form.has_errors() {
        return draw(&house, &front, &staff, &k, &form).await;
    }
    match acts::alerts::correct(&house, &staff, id, &correction).await {
        Ok(next) => Ok(see(&format!("/console/official/{}", next.id))),
        Err(failure) => {
            let errors: Vec<FieldError> = failure.into_field_errors()?;
            form.add(errors);
            draw(&house, &front, &staff, &k, &form).await
        }
    }
}
