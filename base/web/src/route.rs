//! Routes as data: one list yields the router, the OpenAPI document and the table of who may do what.

use std::{future::Future, pin::Pin, sync::Arc};

use axum::{extract::Request, handler::Handler, response::Response, routing::MethodFilter};
use kernel::{Role, Visitor};
use serde_json::Value;
use store::Sql;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{RefOr, Schema},
};

use crate::{House, edge::Edge};

type Answering = Pin<Box<dyn Future<Output = Response> + Send>>;
pub(crate) type Call = Arc<dyn Fn(Request, House) -> Answering + Send + Sync>;

/// Who may come through a route. The route checks it before the handler runs: 401 for nobody, 403 for the wrong role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody, known or not.
    Anyone,
    /// A person on one of their devices.
    Person,
    /// A person or a member of staff.
    SignedIn,
    /// Operators and admins.
    Operator,
    /// Staff with one of these roles.
    Staff(&'static [Role]),
    /// Admins.
    Admin,
}

impl Access {
    /// The status that this visitor is refused with, or nothing when they may come in.
    #[must_use]
    pub fn refuses(self, visitor: &Visitor) -> Option<u16> {
        let may = match (self, visitor) {
            (Self::Anyone, _) => true,
            (_, Visitor::Nobody) => return Some(401),
            (Self::Person, Visitor::Person { .. }) | (Self::SignedIn, _) => true,
            (Self::Operator, Visitor::Staff(s)) => s.role.operates(),
            (Self::Staff(roles), Visitor::Staff(s)) => roles.contains(&s.role),
            (Self::Admin, Visitor::Staff(s)) => s.role == Role::Admin,
            _ => false,
        };
        if may { None } else { Some(403) }
    }
    /// In words, for the access table and the OpenAPI document.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Anyone => "anyone".to_owned(),
            Self::Person => "a person".to_owned(),
            Self::SignedIn => "a person or staff".to_owned(),
            Self::Operator => "operator or admin".to_owned(),
            Self::Staff(roles) => roles.iter().map(|r| r.word()).collect::<Vec<_>>().join(" or "),
            Self::Admin => "admin".to_owned(),
        }
    }
}

/// The schema of a body.
#[derive(Clone)]
pub(crate) struct Shape {
    pub(crate) schema: RefOr<Schema>,
    pub(crate) named: Vec<(String, RefOr<Schema>)>,
}

impl Shape {
    fn of<T: ToSchema + PartialSchema>() -> Self {
        let mut named = vec![(T::name().into_owned(), T::schema())];
        T::schemas(&mut named);
        let reference = utoipa::openapi::Ref::from_schema_name(T::name());
        Self { schema: RefOr::Ref(reference), named }
    }
    /// A list, a number, a text: kinds that have no name of their own in the document.
    fn inline<T: ToSchema + PartialSchema>() -> Self {
        let mut named = Vec::new();
        T::schemas(&mut named);
        Self { schema: T::schema(), named }
    }
}

/// What the OpenAPI document says of a route.
#[derive(Clone, Default)]
pub(crate) struct Doc {
    pub(crate) says: &'static str,
    pub(crate) takes: Option<Shape>,
    pub(crate) gives: Vec<(u16, Option<Shape>)>,
    pub(crate) query: Vec<(&'static str, &'static str)>,
    pub(crate) idempotent: bool,
    pub(crate) streams: bool,
}

/// One way in: method, path, who may, what happens.
///
/// ```
/// use web::{Access, Json, Route};
/// # #[derive(serde::Serialize, serde::Deserialize, utoipa::ToSchema)] struct Position { cell: String }
/// async fn move_to(Json(position): Json<Position>) -> Json<Position> { Json(position) }
/// let route = Route::put("/api/v1/me/position", Access::Person, move_to)
///     .says("Says where one is, coarsely").takes::<Position>().gives::<Position>(200);
/// assert_eq!(route.path(), "/api/v1/me/position");
/// ```
#[derive(Clone)]
pub struct Route {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) access: Access,
    pub(crate) call: Call,
    pub(crate) doc: Doc,
    pub(crate) limit: Option<usize>,
    pub(crate) from_anywhere: bool,
}

impl Route {
    fn new<H, T>(method: &'static str, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, House> + Sync,
        T: 'static,
    {
        let call: Call = Arc::new(move |request, house| Box::pin(handler.clone().call(request, house)));
        Self { method, path, access, call, doc: Doc::default(), limit: None, from_anywhere: false }
    }
    /// Reads something.
    pub fn get<H: Handler<T, House> + Sync, T: 'static>(path: &'static str, access: Access, handler: H) -> Self {
        Self::new("GET", path, access, handler)
    }
    /// Does something.
    pub fn post<H: Handler<T, House> + Sync, T: 'static>(path: &'static str, access: Access, handler: H) -> Self {
        Self::new("POST", path, access, handler)
    }
    /// Sets something.
    pub fn put<H: Handler<T, House> + Sync, T: 'static>(path: &'static str, access: Access, handler: H) -> Self {
        Self::new("PUT", path, access, handler)
    }
    /// Removes something.
    pub fn delete<H: Handler<T, House> + Sync, T: 'static>(path: &'static str, access: Access, handler: H) -> Self {
        Self::new("DELETE", path, access, handler)
    }
    /// What it does, in one line.
    #[must_use]
    pub const fn says(mut self, summary: &'static str) -> Self {
        self.doc.says = summary;
        self
    }
    /// The JSON body that it takes.
    #[must_use]
    pub fn takes<T: ToSchema + PartialSchema>(mut self) -> Self {
        self.doc.takes = Some(Shape::of::<T>());
        self
    }
    /// The JSON body that it answers with this status. May be said of several statuses.
    #[must_use]
    pub fn gives<T: ToSchema + PartialSchema>(mut self, status: u16) -> Self {
        self.doc.gives.push((status, Some(Shape::of::<T>())));
        self
    }
    /// The same for a list of `T`, or another kind without a name.
    #[must_use]
    pub fn gives_inline<T: ToSchema + PartialSchema>(mut self, status: u16) -> Self {
        self.doc.gives.push((status, Some(Shape::inline::<T>())));
        self
    }
    /// It answers this status without a body.
    #[must_use]
    pub fn gives_nothing(mut self, status: u16) -> Self {
        self.doc.gives.push((status, None));
        self
    }
    /// A query parameter, and what it does.
    #[must_use]
    pub fn query(mut self, name: &'static str, says: &'static str) -> Self {
        self.doc.query.push((name, says));
        self
    }
    /// Sending it twice does it once even without an `Idempotency-Key` (the body carries a `client_id`, or it sets a state).
    #[must_use]
    pub const fn idempotent(mut self) -> Self {
        self.doc.idempotent = true;
        self
    }
    /// It answers with server-sent events.
    #[must_use]
    pub const fn streams(mut self) -> Self {
        self.doc.streams = true;
        self
    }
    /// The largest body that it takes, in bytes, when that is not the usual one.
    #[must_use]
    pub const fn limit(mut self, bytes: usize) -> Self {
        self.limit = Some(bytes);
        self
    }
    /// What it does needs no session, only what is in its path or its body: it may be sent from any page or program, such as that of a mail
    /// provider (RFC 8058). Its handler takes nothing from who asks.
    #[must_use]
    pub const fn from_anywhere(mut self) -> Self {
        self.from_anywhere = true;
        self
    }
    /// Its method.
    #[must_use]
    pub const fn method(&self) -> &'static str {
        self.method
    }
    /// Its path, with `{names}`.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        self.path
    }
    /// Who may.
    #[must_use]
    pub const fn access(&self) -> Access {
        self.access
    }
    /// Whether it is part of the API: answered in JSON.
    #[must_use]
    pub fn is_api(&self) -> bool {
        self.path.starts_with("/api/")
    }
}

impl std::fmt::Debug for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} ({})", self.method, self.path, self.access.words())
    }
}

/// What a room brings to the house. Wired by the server; nothing registers itself.
#[derive(Clone, Debug, Default)]
pub struct Room {
    /// Its name, such as `safety`.
    pub name: &'static str,
    /// Its ways in.
    pub routes: Vec<Route>,
    /// Its SQL texts, by module: a test prepares each on both engines.
    pub sql: &'static [&'static [Sql]],
    /// What it keeps of people: erased, exported and sealed anew with them.
    pub belongings: Option<&'static register::Belongings>,
    /// What it shows live.
    pub projections: Option<Projections>,
    /// What it does when something happened, once for the whole service.
    pub listeners: Option<Made<dyn relay::Listener>>,
    /// What it keeps fresh in memory when something happened, in every process.
    pub watchers: Option<Made<dyn relay::Watcher>>,
    /// Its jobs.
    pub jobs: Option<Made<dyn store::Work>>,
    /// What others may show of it.
    pub cards: &'static [&'static dyn crate::Cards],
}

/// Makes what a room does in a house.
pub type Made<T> = fn(&House) -> Vec<Arc<T>>;

/// Makes a room's projections: they read the register, and the house once it stands, which is before the first event is shown.
pub type Projections =
    fn(&register::Register, &register::Incidents, &crate::Config, &crate::Home) -> Vec<Arc<dyn relay::Project>>;

/// The router of these rooms and of this crate's own routes (assets, theme, OpenAPI document), with calm pages for 404 and 405.
///
/// # Panics
/// When two rooms claim the same method and path: that is found at the first start.
pub fn router(rooms: &[Room], house: House) -> axum::Router {
    let own = crate::own::room(rooms);
    let mut router = axum::Router::new();
    for route in rooms.iter().chain([&own]).flat_map(|r| &r.routes) {
        let filter = match route.method {
            "POST" => MethodFilter::POST,
            "PUT" => MethodFilter::PUT,
            "DELETE" => MethodFilter::DELETE,
            _ => MethodFilter::GET,
        };
        router = router.route(route.path, axum::routing::on(filter, Edge::new(route, &house)));
    }
    let nowhere = Edge::new(&crate::own::nowhere(), &house);
    let no_such_method = Edge::new(&crate::own::no_such_method(), &house);
    router.fallback(nowhere).method_not_allowed_fallback(no_such_method).with_state(house)
}

/// One line of the access table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessLine {
    /// The room.
    pub room: &'static str,
    /// The method.
    pub method: &'static str,
    /// The path, with `{names}`.
    pub path: &'static str,
    /// Who may.
    pub access: Access,
}

/// Every route and who may come through it, this crate's own included.
#[must_use]
pub fn access_table(rooms: &[Room]) -> Vec<AccessLine> {
    let own = crate::own::room(rooms);
    let line = |room: &'static str, r: &Route| AccessLine { room, method: r.method, path: r.path, access: r.access };
    rooms.iter().chain([&own]).flat_map(|room| room.routes.iter().map(move |r| line(room.name, r))).collect()
}

/// The OpenAPI 3.1 document of the API of these rooms.
#[must_use]
pub fn openapi(rooms: &[Room]) -> Value {
    crate::openapi::document(rooms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{Id, OperatorId, PersonId, SessionId, Staff};

    #[test]
    fn access_lets_in_whom_it_names() {
        let person = Visitor::Person { id: PersonId::from_bytes([1; 16]), session: SessionId::from_bytes([2; 16]) };
        let staff = |role| Visitor::Staff(Staff { id: OperatorId::from_bytes([3; 16]), name: "x".into(), role });
        let table = [
            (Access::Anyone, [None, None, None, None, None]),
            (Access::Person, [Some(401), None, Some(403), Some(403), Some(403)]),
            (Access::SignedIn, [Some(401), None, None, None, None]),
            (Access::Operator, [Some(401), Some(403), Some(403), None, None]),
            (Access::Staff(&[Role::Moderator]), [Some(401), Some(403), None, Some(403), Some(403)]),
            (Access::Admin, [Some(401), Some(403), Some(403), Some(403), None]),
        ];
        let visitors = [Visitor::Nobody, person, staff(Role::Moderator), staff(Role::Operator), staff(Role::Admin)];
        for (access, expected) in table {
            for (visitor, status) in visitors.iter().zip(expected) {
                assert_eq!(access.refuses(visitor), status, "{access:?} {visitor:?}");
            }
        }
    }
}
