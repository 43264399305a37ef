//! `/post/new`: writing, answering and passing on, in one form. Whoever has no proven contact is led to prove one, and what they typed comes
//! back with them; what reads like an offer, a request or a search is proposed as a draft of one first.

use askama::Template;
use axum::{extract::RawQuery, response::Response};
use kernel::{Lang, PostId, Span};
use register::Name;
use web::{
    Access, CodeFor, Device, Failure, FieldError, Form, Front, OrRefuse, Route, Who, carry, encode, landmarks, see,
    status_of,
};

use super::{
    live,
    picture::{self, Kept},
    say::{self, Passed},
    things,
};
use crate::{
    acts::{
        self, Press, Raw, Whence,
        toll::{Challenge, Paid},
    },
    model::{Boost, BoostKind, trust::Toll},
    rules::{self, Meant},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/post/new", Access::Anyone, show).says("The form of a post, of an answer, of passing something on"),
        Route::post("/post/new", Access::Anyone, send)
            .says("Publishes it; asks for a proof of a contact, or once more, where that is needed first")
            .limit(picture::MOST_SENT),
    ]
}

/// What is sealed while a contact is proven.
const FIELDS: &[&str] = &[
    "key", "text", "incident", "lang", "tag", "reply", "post", "kind", "of", "near", "cell", "witness", "graphic",
    "as", "confirm",
];
/// What it is sealed as.
const KEPT: &str = "feed.writing";
/// How long what was typed waits for a proof.
const WAITS: Span = Span::hours(24);
/// The most bytes that can wait in an address.
const MOST_WAITING: usize = 4096;
/// The most characters of the name of a landmark.
const LONGEST_NEAR: usize = 80;
/// Languages in which people write here, by their own names.
const LANGS: &[(&str, &str)] = &[
    ("fr", "Français"),
    ("en", "English"),
    ("es", "Español"),
    ("ar", "العربية"),
    ("de", "Deutsch"),
    ("it", "Italiano"),
    ("nl", "Nederlands"),
    ("pt", "Português"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("zh", "中文"),
];

/// What a form still waits for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// To be sent.
    Write,
    /// It was proven just now: what was typed is still there.
    Back,
    /// A contact has to be proven.
    Prove,
    /// It reads like something else: that is proposed.
    Meant(Meant),
    /// What is passed on is not verified: asked once more.
    Sure,
    /// Many write at once: a little work or time first.
    Toll,
}

/// What is to be given first, and how long the wait is in place of work.
struct Tolled {
    challenge: Challenge,
    seconds: u16,
}

#[derive(Template)]
#[template(path = "write.html")]
struct WritePage<'a> {
    f: &'a Front,
    form: &'a Form,
    what: String,
    title: String,
    step: Step,
    /// Nobody is signed in: a name is asked for too.
    nameless: bool,
    /// Pictures can be sent: their sender is known.
    pictures: Vec<Kept>,
    may_picture: bool,
    /// What is carried through the form: what is answered, passed on, and under which tag it stands.
    carried: Vec<(&'static str, String)>,
    passed: Option<Passed>,
    answers: Option<say::Card>,
    langs: Vec<(&'static str, &'static str)>,
    landmarks: Vec<String>,
    key: String,
    longest: usize,
    longest_alt: usize,
    longest_near: usize,
    back: String,
    toll: Option<Tolled>,
}

impl WritePage<'_> {
    const fn meant(&self) -> Option<Meant> {
        if let Step::Meant(meant) = self.step { Some(meant) } else { None }
    }
    fn asks(&self, step: Step) -> bool {
        self.step == step
    }
    fn is_lang(&self, code: &str) -> bool {
        let chosen = self.form.value("lang");
        code == if chosen.is_empty() { self.f.lang.code() } else { chosen }
    }
    /// More than one picture is there, or something is wrong with one.
    fn more_pictures(&self) -> bool {
        self.pictures.iter().skip(1).any(|p| p.id.is_some() || self.form.error(p.field).is_some())
    }
    fn details(&self) -> bool {
        ["near", "cell", "witness", "graphic"].into_iter().any(|n| !self.form.value(n).is_empty())
            || self.pictures.iter().any(|p| p.id.is_some())
            || self.form.errors().iter().any(|e| e.field != "text")
    }
}

/// What a form passes on.
fn boost(form: &Form) -> Option<Boost> {
    if let Ok(id) = form.value("post").parse::<PostId>() {
        return Some(Boost { kind: BoostKind::Post, of: id.to_string() });
    }
    let kind = BoostKind::of_word(form.value("kind"))?;
    Some(Boost { kind, of: form.value("of").to_owned() }).filter(|b| !b.of.is_empty())
}

async fn passed_on(front: &Front, boost: &Boost) -> Result<Passed, Failure> {
    if boost.kind == BoostKind::Post {
        let Ok(id) = boost.of.parse::<PostId>() else { return Ok(Passed::Gone) };
        return match acts::one(&front.house, &front.visitor, id).await {
            Ok(whole) => Ok(Passed::Post(Box::new(say::Card::of(front, &whole.post)))),
            Err(failure) if failure.code() == "post-unknown" => Ok(Passed::Gone),
            Err(failure) => Err(failure),
        };
    }
    let found = things::referred(front, std::slice::from_ref(boost)).await?;
    Ok(found.into_iter().next().map_or(Passed::Gone, Passed::Thing))
}

async fn draw(front: &Front, form: &Form, step: Step) -> Result<Response, Failure> {
    drawn(front, form, step, None).await
}

async fn drawn(front: &Front, form: &Form, step: Step, toll: Option<Tolled>) -> Result<Response, Failure> {
    let proven = may_write(front).await?;
    let boost = boost(form);
    let passed = match &boost {
        Some(boost) => Some(passed_on(front, boost).await?),
        None => None,
    };
    let answers = match form.value("reply").parse::<PostId>() {
        Ok(id) => Some(say::Card::of(front, &acts::one(&front.house, &front.visitor, id).await?.post)),
        Err(_) => None,
    };
    // What is answered or passed on says where; an exercise is written in by who comes from it.
    let meant = match (&answers, &passed) {
        (Some(card), _) => Some(card.incident),
        (None, Some(Passed::Post(card))) => Some(card.incident),
        _ => form.value("incident").parse().ok(),
    };
    let incident = acts::incident(&front.house, meant).ok();
    // What was said on the way is not asked again when a toll is.
    let said: &[&str] = if toll.is_some() { &["as", "confirm"] } else { &[] };
    let names = ["incident", "tag", "reply", "post", "kind", "of"];
    let title = match (&passed, &answers) {
        (Some(_), _) => front.t("write-relay-title"),
        (None, Some(_)) => front.t("write-reply-title"),
        (None, None) => front.t("write-title"),
    };
    let page = WritePage {
        f: front,
        form,
        what: live::what(front, incident.as_deref()),
        title: title.clone().into_owned(),
        step,
        nameless: front.visitor.person().is_none(),
        pictures: picture::kept(form),
        may_picture: proven && passed.is_none(),
        carried: names
            .iter()
            .chain(said)
            .map(|n| (*n, form.value(n).to_owned()))
            .filter(|(_, v)| !v.is_empty())
            .collect(),
        back: match (&boost, &answers) {
            (Some(b), _) if b.kind == BoostKind::Post => format!("/post/{}", b.of),
            (None, Some(p)) => format!("/post/{}", p.id),
            _ => "/live".to_owned(),
        },
        passed,
        answers,
        langs: LANGS.to_vec(),
        landmarks: match proven {
            true => landmarks::offered(&*landmarks::known(&front.house).await?),
            false => Vec::new(),
        },
        key: carry::press(front, form),
        longest: rules::LONGEST,
        longest_alt: rules::LONGEST_ALT,
        longest_near: LONGEST_NEAR,
        toll,
    };
    let drill = incident.is_some_and(|i| i.drill);
    let drawn = front.page(&title).nav("live").drill(drill).status(status_of(form));
    let drawn = if page.toll.is_some() { drawn.script("rz-toll.js") } else { drawn };
    drawn.show(&page).map(carry::own_page)
}

/// Whether whoever asks may write: staff, and people with a proven contact.
async fn may_write(front: &Front) -> Result<bool, Failure> {
    if front.visitor.person().is_none() && front.visitor.staff().is_none() {
        return Ok(false);
    }
    Ok(front.visitor.staff().is_some() || acts::writer(&front.house, &front.visitor).await?.standing.proven.is_some())
}

async fn show(front: Front, device: Device, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let asked = Form::parse(query.unwrap_or_default().as_bytes());
    if let Some(form) = carry::carried(&front.house, KEPT, device, asked.value("keep")) {
        return draw(&front, &form, Step::Back).await;
    }
    let mut form = Form::default();
    for name in ["incident", "tag", "reply", "post", "kind", "of"] {
        if !asked.value(name).is_empty() {
            form.put(name, asked.value(name));
        }
    }
    form.put("lang", front.lang.code());
    draw(&front, &form, Step::Write).await
}

async fn send(
    front: Front,
    Who(visitor): Who,
    device: Device,
    from: Whence,
    mut form: Form,
) -> Result<Response, Failure> {
    let house = &front.house;
    place(&front, &mut form);
    let boost = boost(&form);
    if form.value("text").is_empty()
        && boost.is_none()
        && form.file("photo1").is_none()
        && form.value("pic1").is_empty()
    {
        form.add([FieldError::new("text", "refusal-post-empty")]);
    }
    if words::characters(form.value("text")) > rules::LONGEST {
        let most = u32::try_from(rules::LONGEST).unwrap_or(u32::MAX);
        form.add([FieldError::new("text", "refusal-post-too-long").with("most", f64::from(most))]);
    }
    if !may_write(&front).await? {
        return prove(&front, device, form).await;
    }
    let pictures = picture::take(&front, &visitor, &mut form).await?;
    let raw = raw(&form, boost.clone(), pictures);
    if form.has_errors() {
        return draw(&front, &form, Step::Write).await;
    }
    let talk = boost.is_none() && raw.reply.is_none() && !form.is("as", "post");
    if let Some(meant) = rules::meant(form.value("text"), &raw.tags).filter(|_| talk && visitor.staff().is_none()) {
        return draw(&front, &form, Step::Meant(meant)).await;
    }
    let bare = raw.text.is_none();
    let numbers = form.value("numbers").split(' ').filter_map(|n| n.parse().ok()).collect();
    let paid = Paid { ticket: form.value("ticket").to_owned(), numbers };
    let by = Press { key: form.value("key").to_owned(), from, paid };
    match (acts::publish_once(house, &visitor, raw, &by).await, boost) {
        (Ok(done), boost) => Ok(see(&sent(done.post, boost.filter(|_| bare).as_ref()))),
        // Pressed twice: it is passed on already.
        (Err(Failure::Refused(r)), Some(of)) if r.code == "post-boosted" => Ok(see(&sent(PostId::FIRST, Some(&of)))),
        (Err(Failure::Refused(r)), Some(_)) if r.code == "post-unverified" => draw(&front, &form, Step::Sure).await,
        // Nothing that was typed is lost: the same form comes back, with what is asked for.
        (Err(Failure::Refused(r)), _) if rules::toll_of(&r).is_some() => {
            let toll = rules::toll_of(&r).unwrap_or(Toll { bits: 0, wait: 0 });
            let held = if r.code == "post-toll" { by.paid.ticket.as_str() } else { "" };
            let challenge = acts::toll::challenge(house, &visitor, held, toll)?;
            drawn(&front, &form, Step::Toll, Some(Tolled { challenge, seconds: toll.wait })).await
        }
        // It is published as it was; as it is now it is another one, once it is pressed again.
        (Err(Failure::Refused(r)), _) if r.code == "post-key-reused" => {
            form.put("key", "");
            form.wrong("text", "write-key-reused");
            draw(&front, &form, Step::Write).await
        }
        (Err(failure), _) => {
            blame(&front, &mut form, failure)?;
            draw(&front, &form, Step::Write).await
        }
    }
}

impl Meant {
    const fn title(self) -> &'static str {
        match self {
            Self::Offer => "write-offer",
            Self::Request => "write-request",
            Self::Search => "write-search",
        }
    }
    const fn says(self) -> &'static str {
        match self {
            Self::Offer => "write-offer-says",
            Self::Request => "write-request-says",
            Self::Search => "write-search-says",
        }
    }
}

/// Where one is led after a press: to one's post, or to what one passed on without a word.
fn sent(post: PostId, passed: Option<&Boost>) -> String {
    match passed {
        Some(Boost { kind: BoostKind::Post, of }) => format!("/post/{of}?sent=relayed"),
        Some(_) => "/live".to_owned(),
        None => format!("/post/{post}?sent=yes"),
    }
}

/// What the rules say against a form stands in it, so that nothing that was typed is lost.
pub(super) fn blame(front: &Front, form: &mut Form, failure: Failure) -> Result<(), Failure> {
    match failure {
        Failure::Refused(r) if matches!(r.status, 403 | 409 | 429) && !front.scripted() => {
            form.add([FieldError::from(&r)]);
            Ok(())
        }
        other => form.blame(other),
    }
}

/// Of a position only the cell is kept.
fn place(front: &Front, form: &mut Form) {
    let number = |name: &str| form.value(name).parse::<f64>().ok();
    if let (Some(lat), Some(lon)) = (number("lat"), number("lon"))
        && let Ok(cell) = kernel::Cell::at(lat, lon, front.house.config.cell_resolution)
    {
        form.put("cell", cell.to_string());
    }
    for name in ["lat", "lon"] {
        form.put(name, "");
    }
    // The name of a landmark says more than a position that was pressed beside it.
    if !form.value("near").is_empty() {
        form.put("cell", "");
    }
}

fn raw(form: &Form, boost: Option<Boost>, pictures: Vec<acts::RawPicture>) -> Raw {
    let text = |name: &str| Some(form.value(name).to_owned()).filter(|v| !v.is_empty());
    Raw {
        incident: form.value("incident").parse().ok(),
        text: text("text"),
        lang: text("lang"),
        tags: text("tag").into_iter().collect(),
        pictures,
        near: text("near"),
        cell: form.value("cell").parse().ok(),
        reply: form.value("reply").parse().ok(),
        boost,
        confirm: form.ticked("confirm"),
        witness: form.ticked("witness"),
        graphic: form.ticked("graphic"),
    }
}

/// A code to who writes; what was typed waits, sealed, in the address that it leads back to.
async fn prove(front: &Front, device: Device, mut form: Form) -> Result<Response, Failure> {
    if form.value("text").len() > MOST_WAITING {
        form.add([FieldError::new("text", "refusal-post-too-long").with("most", f64::from(500_u16))]);
    }
    let me = front.visitor.person();
    // The first press brings them here: nothing is wrong yet.
    if form.values("mine").next().is_none() || form.has_errors() {
        return draw(front, &form, Step::Prove).await;
    }
    let typed = form.value("name").to_owned();
    let name = Name::clean(&typed).or_refuse().ok();
    if me.is_none() && name.is_none() {
        form.wrong("name", "write-my-name-missing");
    }
    let mine = form.text("mine", 254);
    if !form.has_errors() {
        let lang: Lang = front.lang;
        let code = CodeFor { contact: &mine, me, name: name.as_ref(), lang, what: "code for a post" };
        match web::send_code(&front.house, &code).await {
            Ok(Some(proof)) => {
                let until = front.now.plus(WAITS);
                let token = carry::carry(&front.house, KEPT, device, &form, FIELDS, until)?;
                let back = format!("/post/new?keep={token}");
                return Ok(see(&format!("/prove/{proof}?next={}", encode(&back))));
            }
            Ok(None) => form.wrong("mine", "refusal-post-too-many"),
            Err(Failure::Refused(r)) => form.add([FieldError { field: "mine".to_owned(), ..FieldError::from(&r) }]),
            Err(other) => return Err(other),
        }
    }
    draw(front, &form, Step::Prove).await
}
