//! The same device again, as far as limits go: whoever signs out, or takes another name, does not begin anew.
//!
//! A browser that does what is limited by device keeps a cookie with a random name for a year. It signs nobody in, says nothing of anybody, and
//! is read nowhere else; the server knows its keyed hash. A program with a bearer token is the device of that token.

use std::sync::{Arc, OnceLock};

use axum::{extract::FromRequestParts, response::Response};
use http::request::Parts;

use crate::{
    Failure, House, cookie,
    visitor::{By, Caller},
};

/// The device that asks, as a keyed hash.
///
/// ```
/// # use web::Device;
/// async fn press(Device(device): Device) -> String {
///     format!("{}", device.len())
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device(pub [u8; 16]);

/// The name of a device that was given during this request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Named(Arc<OnceLock<String>>);

impl Named {
    /// Lets the browser keep the name that it was given.
    pub(crate) fn keep(&self, response: &mut Response, house: &House) {
        if let Some(name) = self.0.get() {
            cookie::keep_device(response, house, name);
        }
    }
}

fn hash(house: &House, what: &str, name: &[u8]) -> Device {
    let mac = house.seal.mac(what, name);
    Device(mac.first_chunk::<16>().copied().unwrap_or_default())
}

impl FromRequestParts<House> for Device {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Failure> {
        if let Some(Caller { by: By::Bearer, token: Some(token), .. }) = parts.extensions.get::<Caller>() {
            return Ok(hash(house, "device of a token", token));
        }
        if let Some(name) = cookie::device(&parts.headers, house.config.secure()) {
            return Ok(hash(house, "device of a cookie", name.as_bytes()));
        }
        let named = parts.extensions.get::<Named>().cloned().unwrap_or_default();
        let name = named.0.get_or_init(|| house.dice.token().0);
        Ok(hash(house, "device of a cookie", name.as_bytes()))
    }
}
