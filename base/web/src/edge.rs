//! What stands around every handler: who asks, whether they may, from where the form came, and how the answer leaves.

use std::{panic::AssertUnwindSafe, pin::Pin, sync::Arc};

use axum::{
    body::Body,
    extract::Request,
    handler::Handler,
    response::{IntoResponse, Response},
};
use futures_util::FutureExt;
use http::{HeaderValue, Method, Uri, header};
use kernel::Visitor;

use crate::{
    Access, Failure, Fault, Front, House, Route, csrf, device,
    front::Reader,
    headers, idempotency,
    metrics::Tally,
    problem::{Untold, refused},
    route::Call,
    same_device::Named,
    visitor::{self, By, Caller},
};

/// A handler with its surroundings.
#[derive(Clone)]
pub(crate) struct Edge(Arc<Around>);

struct Around {
    path: &'static str,
    access: Access,
    api: bool,
    limit: Option<usize>,
    from_anywhere: bool,
    call: Call,
    tally: Arc<Tally>,
}

impl Edge {
    pub(crate) fn new(route: &Route, house: &House) -> Self {
        Self(Arc::new(Around {
            path: route.path,
            access: route.access,
            api: route.is_api(),
            limit: route.limit,
            from_anywhere: route.from_anywhere,
            call: route.call.clone(),
            tally: house.metrics.route(route.method, route.path),
        }))
    }
}

/// What must be known to draw a failure, kept aside before the handler eats the request.
enum Asked {
    Api(Option<HeaderValue>),
    Page(Arc<Reader>),
}

impl Handler<(), House> for Edge {
    type Future = Pin<Box<dyn Future<Output = Response> + Send>>;

    fn call(self, mut request: Request, house: House) -> Self::Future {
        Box::pin(async move {
            let around = self.0;
            let began = house.clock.now();
            let api = around.api || (around.path.is_empty() && request.uri().path().starts_with("/api/"));
            let asked = if api {
                Asked::Api(request.headers().get(header::ACCEPT_LANGUAGE).cloned())
            } else {
                let reader = Arc::new(Reader::of(request.headers(), request.uri(), &house, began));
                request.extensions_mut().insert(reader.clone());
                Asked::Page(reader)
            };
            let named = Named::default();
            request.extensions_mut().insert(named.clone());
            let mut shown = Caller::default();
            // A panic in a handler is a fault of ours like any other: the reader gets a calm answer, the process lives on.
            let answer = AssertUnwindSafe(answer(&around, &house, request, &mut shown, api)).catch_unwind().await;
            let answer = answer.unwrap_or_else(|_| Err(Failure::Fault(Fault::new("a handler panicked"))));
            let mut response = match answer {
                Ok(mut response) => match response.extensions_mut().remove::<Untold>() {
                    Some(Untold(failure)) => told(&failure, &asked, &shown, &house),
                    None => response,
                },
                Err(failure) => told(&failure, &asked, &shown, &house),
            };
            if matches!(&asked, Asked::Page(reader) if reader.scripted) {
                response = device::lead(response);
            }
            match &asked {
                Asked::Api(_) => headers::api(&mut response, shown.by),
                Asked::Page(reader) => headers::page(&mut response, reader, &shown, &house),
            }
            named.keep(&mut response, &house);
            around.tally.count(response.status().as_u16(), house.clock.now().since(began).0);
            response
        })
    }
}

async fn answer(
    around: &Arc<Around>,
    house: &House,
    mut request: Request,
    shown: &mut Caller,
    api: bool,
) -> Result<Response, Failure> {
    let mut caller = visitor::resolve(request.headers(), house).await?;
    let by = caller.by;
    // A page that fails is still drawn for its reader; the API needs to know only that somebody was there.
    if api {
        shown.by = by;
    } else {
        *shown = caller.clone();
    }
    let writes = !matches!(*request.method(), Method::GET | Method::HEAD);
    if writes && !api {
        device::check(request.headers(), house, &caller)?;
    }
    if let Some(status) = around.access.refuses(&caller.visitor) {
        if status == 401 && !api && request.method() == Method::GET {
            return Ok(to_sign_in(request.uri()));
        }
        return Err(if status == 401 { Failure::sign_in_first() } else { Failure::not_allowed() });
    }
    let limit =
        around.limit.unwrap_or_else(|| usize::try_from(house.config.body_kb).unwrap_or(256).saturating_mul(1024));
    caller.limit = Some(limit);
    if writes && by != By::Bearer && !around.from_anywhere {
        csrf::check_origin(request.headers(), house, by == By::Cookie, api)?;
        if by == By::Cookie && !api && !device::vouched(request.headers()) {
            request = csrf::check_form(request, &caller, house, limit).await?;
        }
    }
    let keyed = api && request.method() == Method::POST && request.headers().contains_key(idempotency::KEY);
    request.extensions_mut().insert(caller);
    if keyed {
        let (around, owner) = (around.clone(), house.clone());
        return idempotency::once(
            house,
            request,
            limit,
            move |request| async move { run(&around, &owner, request).await },
        )
        .await;
    }
    Ok((around.call)(request, house.clone()).await)
}

/// The handler, with its failure already in words (so that it can be stored and given again).
async fn run(around: &Around, house: &House, request: Request) -> Response {
    let asked = Asked::Api(request.headers().get(header::ACCEPT_LANGUAGE).cloned());
    let caller = request.extensions().get::<Caller>().cloned().unwrap_or_default();
    let mut response = (around.call)(request, house.clone()).await;
    match response.extensions_mut().remove::<Untold>() {
        Some(Untold(failure)) => told(&failure, &asked, &caller, house),
        None => response,
    }
}

fn told(failure: &Failure, asked: &Asked, caller: &Caller, house: &House) -> Response {
    match asked {
        Asked::Api(accepted) => {
            let accepted = accepted.as_ref().and_then(|v| v.to_str().ok()).unwrap_or_default();
            failure.as_problem(house, &house.words.in_lang(kernel::Lang::accepted(accepted)))
        }
        // A script puts the words where its reader looks.
        Asked::Page(reader) if reader.scripted => failure.as_problem(house, &house.words.in_lang(reader.lang)),
        Asked::Page(reader) => failure.as_page(&Front::new(house, reader.clone(), caller)),
    }
}

fn to_sign_in(from: &Uri) -> Response {
    let next = from.path_and_query().map_or("/", |p| p.as_str());
    let to = format!("/sign-in?next={}", crate::form::encode(next));
    let mut response = (http::StatusCode::SEE_OTHER, Body::empty()).into_response();
    if let Ok(to) = HeaderValue::from_str(&to) {
        response.headers_mut().insert(header::LOCATION, to);
    }
    response
}

/// No page, no method: what the fallbacks answer.
pub(crate) async fn no_page() -> Failure {
    Failure::not_found()
}
pub(crate) async fn no_method() -> Failure {
    refused(405, "no-such-method")
}

/// Whether anybody is signed in.
pub(crate) const fn is_known(visitor: &Visitor) -> bool {
    !matches!(visitor, Visitor::Nobody)
}
