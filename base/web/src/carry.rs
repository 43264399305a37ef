//! A form on its way through something else: while a contact is proven, what was typed waits in the address that it leads back to, sealed.

use axum::response::Response;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use http::{HeaderValue, header};
use kernel::Time;

use crate::{Device, Failure, Form, Front, House};

/// These fields of a form, sealed under `what`: nothing of them can be read in an address, and no other browser opens them, nor this one
/// after `until`.
///
/// # Errors
/// [`Failure::Fault`] when they cannot be written.
pub fn carry(
    house: &House,
    what: &str,
    device: Device,
    form: &Form,
    names: &[&str],
    until: Time,
) -> Result<String, Failure> {
    let fields: Vec<(&str, &str)> = names.iter().flat_map(|n| form.values(n).map(move |v| (*n, v))).collect();
    let text = serde_json::to_string(&(device.0, until.0, fields))?;
    Ok(URL_SAFE_NO_PAD.encode(house.seal.seal(&*house.dice, what, text.as_bytes())))
}

/// The form, as it was when it was sealed by this browser.
#[must_use]
pub fn carried(house: &House, what: &str, device: Device, token: &str) -> Option<Form> {
    let sealed = URL_SAFE_NO_PAD.decode(token).ok().filter(|t| !t.is_empty())?;
    let text = house.seal.open_text(what, &sealed).ok()?;
    let (whose, until, fields): ([u8; 16], i64, Vec<(String, String)>) = serde_json::from_str(&text).ok()?;
    (whose == device.0 && house.clock.now().0 < until).then(|| Form::of(fields))
}

/// Names the press of a form, so that sending it twice does it once: as it was named before, or anew.
#[must_use]
pub fn press(front: &Front, form: &Form) -> String {
    match form.value("key") {
        "" => format!("{:016x}{:016x}", front.house.dice.number(), front.house.dice.number()),
        key => key.to_owned(),
    }
}

/// A page that is of its reader alone, known by a session or a cookie: nobody between keeps it.
#[must_use]
pub fn own_page(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}
