//! What reads like an offer, a request or a search helps more where those are: whoever wrote it is asked whether they meant that.

use serde::Serialize;
use utoipa::ToSchema;

use crate::rules::{Meant, meant};

/// Where a text may become a draft. It goes there in a form, and never in an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Suggestion {
    /// `offer`, `request` or `search`.
    pub kind: &'static str,
    /// Where.
    pub href: &'static str,
    /// Whether the text is taken there, posted in the field `text` of a form; else a page is opened on which it is written anew.
    pub takes_text: bool,
}

/// What a text reads like; nothing for most.
#[must_use]
pub fn suggests(text: &str, beside: &[String]) -> Option<Suggestion> {
    let (kind, href) = match meant(words::shorten(text, crate::rules::LONGEST), beside)? {
        Meant::Offer => ("offer", "/doors/offer/read"),
        Meant::Request => ("request", "/doors/here"),
        Meant::Search => ("search", "/missing/new"),
    };
    Some(Suggestion { kind, href, takes_text: true })
}
