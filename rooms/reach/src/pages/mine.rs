//! `/me/messages`: through what one is reached, what one wants, and a trial of it.

use askama::Template;
use axum::response::Response;
use notify::{Channel, Kind};
use serde::Deserialize;
use web::{Access, Failure, Form, Front, Query, Route, WhoPerson, see, status_of};

use crate::{
    acts::choices,
    model::{CHOSEN, MyMessages, NewChoice, NewChoices, people_channel},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/me/messages", Access::Person, show).says("Through what one is reached, and what one wants"),
        Route::post("/me/messages", Access::Person, choose).says("Chooses which messages take which channel"),
        Route::post("/me/messages/again", Access::Person, again)
            .says("Lets contacts that said STOP be written to again"),
        Route::post("/me/messages/trial", Access::Person, trial).says("Sends oneself a trial"),
        Route::post("/me/messages/forget", Access::Person, forget).says("Forgets a device"),
    ]
}

/// What is said on the page when one comes back to it.
#[derive(Default, Deserialize)]
struct Back {
    did: Option<String>,
}

/// A kind of message, with a box for each channel.
struct Row {
    kind: &'static str,
    boxes: Vec<(String, &'static str, bool)>,
    none: bool,
}

#[derive(Template)]
#[template(path = "messages.html")]
struct Mine<'a> {
    f: &'a Front,
    form: &'a Form,
    mine: &'a MyMessages,
    rows: Vec<Row>,
    did: Option<String>,
}

fn rows(mine: &MyMessages) -> Vec<Row> {
    let row = |kind: Kind| {
        let own = mine.choices.iter().filter(|c| c.kind == kind.word());
        let boxes: Vec<_> = own.map(|c| (name(kind, c.channel), c.channel, c.wanted)).collect();
        Row { kind: kind.word(), none: boxes.iter().all(|(_, _, wanted)| !wanted), boxes }
    };
    CHOSEN.into_iter().map(row).collect()
}

/// The name of a box.
fn name(kind: Kind, channel: &str) -> String {
    format!("{}-{channel}", kind.word())
}

async fn draw(front: &Front, who: WhoPerson, form: &Form, back: Back) -> Result<Response, Failure> {
    let mine = choices::mine(&front.house, who.0, Some(who.1)).await?;
    let known = |word: &String| {
        let parts = word.split_once('-');
        word == "saved"
            || word == "again"
            || parts.is_some_and(|(did, c)| did == "tried" && people_channel(c).is_some())
    };
    let did = back.did.filter(known).map(|word| format!("messages-did-{word}"));
    let page = Mine { f: front, form, rows: rows(&mine), mine: &mine, did };
    front.page(&front.t("messages-title")).nav("me").status(status_of(form)).show(&page)
}

async fn show(front: Front, who: WhoPerson, Query(back): Query<Back>) -> Result<Response, Failure> {
    draw(&front, who, &Form::default(), back).await
}

async fn choose(front: Front, who: WhoPerson, form: Form) -> Result<Response, Failure> {
    let mut new = NewChoices::default();
    for kind in CHOSEN {
        for channel in Channel::PEOPLE {
            let wanted = form.ticked(&name(kind, channel.word()));
            let (kind, channel) = (kind.word().to_owned(), channel.word().to_owned());
            new.choices.push(NewChoice { kind, channel, wanted });
        }
    }
    choices::choose(&front.house, who.0, &new).await?;
    Ok(see("/me/messages?did=saved"))
}

async fn again(front: Front, who: WhoPerson, form: Form) -> Result<Response, Failure> {
    let new = NewChoices { choices: Vec::new(), again: vec![form.value("channel").to_owned()] };
    choices::choose(&front.house, who.0, &new).await?;
    Ok(see("/me/messages?did=again"))
}

async fn trial(front: Front, who: WhoPerson, mut form: Form) -> Result<Response, Failure> {
    match choices::try_out(&front.house, who.0, people_channel(form.value("channel"))).await {
        Ok(channel) => Ok(see(&format!("/me/messages?did=tried-{}", channel.word()))),
        Err(failure) => {
            form.blame(failure)?;
            draw(&front, who, &form, Back::default()).await
        }
    }
}

async fn forget(front: Front, who: WhoPerson, form: Form) -> Result<Response, Failure> {
    choices::forget_device(&front.house, who.0, form.value("device")).await?;
    Ok(see("/me/messages?did=saved"))
}
