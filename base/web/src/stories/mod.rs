//! What a browser and a program see, told through the router.

mod contrast;
mod device;
mod forms;
mod hostile_forms;
mod pages;
mod problems;
mod repeats;

use std::sync::atomic::{AtomicUsize, Ordering};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    response::Response,
};
use http::{HeaderMap, StatusCode, header};
use kernel::{Id, OperatorId, PersonId, Role, SessionId, Staff, Visitor};
use serde_json::Value;
use tower::ServiceExt;

use crate::{
    Access, Failure, Fault, Form, Front, House, Json, Path, Room, Route, WhoPerson, created, csrf, router, see,
    status_of,
    testing::{Bench, bench},
    token_hash,
};

/// A room with one of everything.
pub(super) static DONE: AtomicUsize = AtomicUsize::new(0);

#[derive(askama::Template)]
#[template(
    source = r#"{%- import "components.html" as c -%}
{% call c::stem(true) %}{% endcall %}{% call c::now("Attaques à Paris") %}{% endcall %}<h1>Allez-vous bien ?</h1>
{% call c::errors(f, form) %}{% endcall %}
<form method="post" class="ans" data-answer>{% call c::csrf(f) %}{% endcall %}
{% call c::answer("safe", "check", "is", "safe", "Je suis en sécurité", "Vos proches sont prévenus.") %}{% endcall %}
{% call c::half("away", "is", "away", "Je ne suis pas dans la zone") %}{% endcall %}
{% call c::field(f, form, "word", "text", "Un mot", "Facultatif", "off", "20") %}{% endcall %}
{% call c::area(f, form, "more", "La suite", "", "100") %}{% endcall %}
{% call c::pick(f, form, "how", "Comment ?", [("saw", "Vu"), ("spoke", "Parlé")]) %}{% endcall %}
</form>
{% call c::calls(f) %}{% endcall %}{% call c::note("safe", "check", "Bien.") %}{% endcall %}
<ul class="ppl"><li>{% call c::person("s", "IM", "Inès M.", "safe", "check", "En sécurité") %}{% endcall %}<p class="dt">{% call c::ago(f, f.now) %}{% endcall %}</p></li></ul>
{% call c::tag("ok", "check", "Confirmé") %}{% endcall %}{% call c::kpi("help", "alert", "Besoin d’aide", "412", "+9") %}{% endcall %}
{% call c::made(f) %}{% endcall %}{% call c::theme(f) %}{% endcall %}"#,
    ext = "html"
)]
struct Everything<'a> {
    f: &'a Front,
    form: &'a Form,
}

fn draw(front: &Front, form: &Form) -> Result<Response, Failure> {
    let page = front.page("Allez-vous bien ?").nav("me").live();
    page.status(status_of(form)).show(&Everything { f: front, form })
}

async fn ask(front: Front) -> Result<Response, Failure> {
    draw(&front, &Form::default())
}
async fn drill(front: Front) -> Result<Response, Failure> {
    front.page("Exercice").drill(true).self_contained().show(&Everything { f: &front, form: &Form::default() })
}
async fn kept(front: Front) -> Result<Response, Failure> {
    front.page("Gardée").kept().show(&Everything { f: &front, form: &Form::default() })
}
async fn answer(front: Front, mut form: Form) -> Result<Response, Failure> {
    form.text("word", 20);
    form.choice("how", &[("saw", ()), ("spoke", ())]);
    if form.has_errors() {
        return draw(&front, &form);
    }
    Ok(see("/done"))
}
async fn mine(WhoPerson(id, _): WhoPerson) -> Json<Value> {
    Json(serde_json::json!({ "id": id }))
}
#[derive(serde::Serialize, serde::Deserialize)]
struct Note {
    text: String,
}
async fn write(State(house): State<House>, Json(note): Json<Note>) -> Result<Response, Failure> {
    let n = DONE.fetch_add(1, Ordering::SeqCst);
    if note.text == "slow" {
        tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    }
    if note.text == "broken" {
        return Err(Fault::new("the table is gone").into());
    }
    if let Ok(status) = note.text.parse() {
        return Err(crate::problem::refused(status, "changed-meanwhile"));
    }
    if note.text == "refused" {
        return Err(Failure::not_found());
    }
    let _ = house.clock.now();
    Ok(created(serde_json::json!({ "n": n, "text": note.text })))
}
async fn fails() -> Result<Response, Failure> {
    Err(Fault::new("the disk is full").into())
}
async fn panics() -> Response {
    panic!("never seen by a reader")
}
async fn by_id(Path(id): Path<PersonId>) -> Json<PersonId> {
    Json(id)
}

pub(super) fn room() -> Room {
    Room {
        name: "test",
        routes: vec![
            Route::get("/ask", Access::Anyone, ask),
            Route::post("/ask", Access::Anyone, answer),
            Route::get("/kept", Access::Anyone, kept),
            Route::get("/drill", Access::Anyone, drill),
            Route::get("/mine", Access::Person, ask),
            Route::get("/staff", Access::Operator, ask),
            Route::get("/fails", Access::Anyone, fails),
            Route::get("/panics", Access::Anyone, panics),
            Route::get("/api/v1/me", Access::Person, mine),
            Route::post("/api/v1/notes", Access::Anyone, write).limit(1024),
            Route::get("/api/v1/fails", Access::Anyone, fails),
            Route::get("/api/v1/people/{id}", Access::Operator, by_id),
        ],
        ..Room::default()
    }
}

pub(super) struct Site {
    pub(super) bench: Bench,
    app: Router,
}

/// An answer as it came.
pub(super) struct Got {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) bytes: Vec<u8>,
}

impl Got {
    pub(super) fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }
    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }
    pub(super) fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.headers.get(name).map(|v| v.to_str().unwrap()).unwrap_or_default()
    }
}

pub(super) const PERSON: &str = "person-token";
pub(super) const OPERATOR: &str = "operator-token";

impl Site {
    pub(super) async fn on(store: store::Store) -> Self {
        let bench = bench(store).await;
        let person = Visitor::Person { id: PersonId::from_bytes([1; 16]), session: SessionId::from_bytes([2; 16]) };
        bench.sessions.put(PERSON, person);
        let staff = Staff { id: OperatorId::from_bytes([3; 16]), name: "Claire".into(), role: Role::Operator };
        bench.sessions.put(OPERATOR, Visitor::Staff(staff));
        let app = router(&[room()], bench.house.clone());
        Self { bench, app }
    }
    pub(super) async fn lite() -> (Self, tempfile::TempDir) {
        let dir = tempfile::tempdir().unwrap();
        (Self::on(store::Store::sqlite(&dir.path().join("t.db")).await.unwrap()).await, dir)
    }
    pub(super) async fn send(&self, request: Request) -> Got {
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Got { status: parts.status, headers: parts.headers, bytes }
    }
    pub(super) async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Got {
        self.send(request("GET", path, headers, "")).await
    }
    pub(super) async fn post(&self, path: &str, headers: &[(&str, &str)], body: &str) -> Got {
        self.send(request("POST", path, headers, body)).await
    }
    pub(super) fn csrf_of(&self, token: &str) -> String {
        csrf::token(&self.bench.house, &token_hash(token))
    }
}

pub(super) fn request(method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Request {
    let mut request = Request::builder().method(method).uri(path).header("host", "rhizome.test");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::from(body.to_owned())).unwrap()
}
