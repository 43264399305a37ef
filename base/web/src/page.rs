//! The page around every body: header with the emergency numbers, drill band, navigation, languages.

use askama::Template;
use axum::{body::Body, response::Response};
use bytes::Bytes;
use http::{HeaderValue, StatusCode, header};
use kernel::{Role, Visitor};

use crate::{Access, Failure, Front, Theme, assets, cookie, device};

/// An entry of the navigation.
#[derive(Clone, Copy, Debug)]
pub struct NavEntry {
    /// Its name for [`Page::nav`], and the end of its key in `locales/`: `nav-{name}`.
    pub name: &'static str,
    /// Where it leads.
    pub href: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// Whom it is for among the members of staff, who see no other; nothing for what people see.
    pub staff: Option<Access>,
}

/// Who may keep lists of organisations and call their roll.
pub const KEEPERS: Access = Access::Staff(&[Role::RosterManager, Role::Institution, Role::Operator, Role::Admin]);

/// The navigation: what can be visited today. A room that opens adds its entry here.
pub const NAV: &[NavEntry] = &[
    NavEntry { name: "me", href: "/me", icon: "check", staff: None },
    NavEntry { name: "people", href: "/people", icon: "people", staff: None },
    NavEntry { name: "doors", href: "/doors", icon: "door", staff: None },
    NavEntry { name: "missing", href: "/missing", icon: "plens", staff: None },
    NavEntry { name: "live", href: "/live", icon: "live", staff: None },
    NavEntry { name: "desk", href: "/console", icon: "list", staff: Some(Access::Operator) },
    NavEntry {
        name: "moderation",
        href: "/console/moderation",
        icon: "eye",
        // Operators come through the console.
        staff: Some(Access::Staff(&[Role::Moderator])),
    },
    NavEntry {
        name: "official",
        href: "/console/official",
        icon: "shield",
        staff: Some(Access::Staff(&[Role::Institution])),
    },
    NavEntry {
        name: "rumours",
        href: "/console/rumours",
        icon: "no",
        // Moderators come through their queue, operators through the console.
        staff: Some(Access::Staff(&[Role::Verifier, Role::Institution])),
    },
    NavEntry { name: "listed", href: "/console/lists", icon: "list", staff: Some(Access::Staff(&[Role::Institution])) },
    NavEntry { name: "rosters", href: "/rosters", icon: "people", staff: Some(KEEPERS) },
];

/// What of the navigation is for somebody.
#[must_use]
pub fn sections(visitor: &Visitor) -> Vec<&'static NavEntry> {
    // A member of staff is nobody's friend here: the pages of a person would refuse them.
    let is_for = |e: &&NavEntry| match e.staff {
        Some(whom) => whom.refuses(visitor).is_none(),
        None => visitor.staff().is_none(),
    };
    NAV.iter().filter(is_for).collect()
}

/// What other services show of a page's address: its title and one sentence.
#[derive(Clone, Copy, Debug)]
pub struct Unfurl<'a> {
    /// The title.
    pub title: &'a str,
    /// The sentence.
    pub says: &'a str,
    /// The whole address.
    pub url: &'a str,
    /// The whole address of a picture of 1200 × 630.
    pub image: &'a str,
}

/// The official message that stands on top of every page.
pub struct Band {
    /// Where it is read whole.
    pub href: String,
    /// Its headline.
    pub says: String,
    /// The language of that.
    pub language: String,
    /// Who says it, and when.
    pub by: String,
    /// How many more hold.
    pub more: usize,
}

/// A page being made.
pub struct Page<'a> {
    front: &'a Front,
    title: &'a str,
    nav: Option<&'a str>,
    class: &'a str,
    drill: bool,
    alone: bool,
    live: bool,
    kept: bool,
    script: Option<&'static str>,
    unfurl: Option<Unfurl<'a>>,
    status: StatusCode,
}

/// A page whose bytes are known: the route compresses it and gives it an `ETag`.
#[derive(Clone)]
pub(crate) struct Drawn(pub(crate) Bytes);

impl<'a> Page<'a> {
    /// A page with this title (already in the reader's language).
    #[must_use]
    pub const fn new(front: &'a Front, title: &'a str) -> Self {
        let status = StatusCode::OK;
        let (drill, alone, live, kept) = (false, false, false, false);
        Self { front, title, nav: None, class: "wrap", drill, alone, live, kept, script: None, unfurl: None, status }
    }
    /// Which entry of the navigation it stands under; the navigation is shown only then.
    #[must_use]
    pub const fn nav(mut self, active: &'a str) -> Self {
        self.nav = Some(active);
        self
    }
    /// The classes of `<main>`: `wrap` (the default, one narrow column), `wide`, `wide op`.
    #[must_use]
    pub const fn class(mut self, class: &'a str) -> Self {
        self.class = class;
        self
    }
    /// It is about an exercise: the band stands first.
    #[must_use]
    pub const fn drill(mut self, drill: bool) -> Self {
        self.drill = drill;
        self
    }
    /// It needs nothing but itself: no style sheet to fetch. For the question and its answers.
    #[must_use]
    pub const fn self_contained(mut self) -> Self {
        self.alone = true;
        self
    }
    /// Its `data-live` parts follow the stream.
    #[must_use]
    pub const fn live(mut self) -> Self {
        self.live = true;
        self
    }
    /// Its reader's device may keep it, to be read and answered without network: until they sign out, are erased, or somebody else signs in.
    /// Never for what has a secret in its address, and never for staff.
    #[must_use]
    pub const fn kept(mut self) -> Self {
        self.kept = true;
        self
    }
    /// A script of its own, such as `rz-map.js`. What it does can be done without it.
    #[must_use]
    pub const fn script(mut self, name: &'static str) -> Self {
        self.script = Some(name);
        self
    }
    /// What other services show of its address, when somebody sends it on.
    #[must_use]
    pub const fn unfurl(mut self, unfurl: Unfurl<'a>) -> Self {
        self.unfurl = Some(unfurl);
        self
    }
    /// The status, when it is not 200.
    #[must_use]
    pub const fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The answer, with `body` inside `<main>`. A script that asks for a fragment gets `body` alone.
    ///
    /// # Errors
    /// [`Failure::Fault`] when the template fails.
    pub fn show(self, body: &impl Template) -> Result<Response, Failure> {
        let f = self.front;
        let mut html = String::with_capacity(24 * 1024);
        if f.fragment() {
            body.render_into(&mut html)?;
        } else {
            let body = body.render()?;
            Layout { f, page: &self, body: &body, css: assets::core_css(), has_stream: self.live }
                .render_into(&mut html)?;
        }
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.status;
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        response.headers_mut().insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(f.lang.code()));
        if self.keeps() && !f.fragment() {
            response.headers_mut().insert(device::KEEP, HeaderValue::from_static("1"));
        }
        if f.reader().chose_lang {
            cookie::keep(&mut response, &f.house, "lang", f.lang.code());
        }
        response.extensions_mut().insert(Drawn(Bytes::from(html)));
        Ok(response)
    }

    fn entries(&self) -> Vec<&'static NavEntry> {
        sections(&self.front.visitor)
    }
    fn band(&self) -> Option<Band> {
        Band::of(self.front, self.drill)
    }
    fn keeps(&self) -> bool {
        self.kept && self.status == StatusCode::OK && self.front.visitor.staff().is_none()
    }
    fn pinned(&self) -> &'static str {
        match self.front.theme() {
            Theme::Night => " data-theme=\"night\"",
            Theme::Day => " data-theme=\"day\"",
            Theme::System => "",
        }
    }
}

impl Band {
    /// The gravest message that holds, of those that concern the reader: who is known to be elsewhere reads only what is said of an incident
    /// of this server. Pages of an exercise show exercises, and no other page does. Nothing is read from the store.
    #[must_use]
    pub fn of(f: &Front, drill: bool) -> Option<Self> {
        let alarms = &f.house.alarms;
        if alarms.is_empty() {
            return None;
        }
        let elsewhere = |alarm: &register::Alarm| {
            let person = f.visitor.person().filter(|_| alarm.incident.is_none());
            person.is_some_and(|person| f.house.register.is_elsewhere(person, &alarm.area, f.now))
        };
        let mut holding = alarms.now(f.now, drill).into_iter().filter(|alarm| !elsewhere(alarm));
        let first = holding.next()?;
        // An incident that is only drafted is named to nobody, and has no page.
        let public = |id: &kernel::IncidentId| f.house.incidents.get(*id).is_some_and(|i| i.is_public());
        let href = match first.incident.filter(public) {
            Some(incident) => format!("/i/{incident}/official"),
            None => format!("/alerts/{}", first.id),
        };
        Some(Self {
            href,
            says: first.headline(f.lang).to_owned(),
            language: first.language(f.lang).to_owned(),
            by: f.two("band-by", "who", first.who.as_str(), "time", f.moment(f.now, first.published)),
            more: holding.count(),
        })
    }
}

#[derive(Template)]
#[template(path = "layout.html")]
struct Layout<'a> {
    f: &'a Front,
    page: &'a Page<'a>,
    body: &'a str,
    css: &'a str,
    has_stream: bool,
}

/// The calm page of a failure.
#[derive(Template)]
#[template(path = "trouble.html")]
pub(crate) struct Trouble<'a> {
    pub(crate) f: &'a Front,
    pub(crate) title: String,
    pub(crate) detail: String,
    pub(crate) next: String,
    pub(crate) errors: Vec<String>,
    pub(crate) reference: Option<String>,
    pub(crate) sign_in: bool,
    pub(crate) fault: bool,
}
