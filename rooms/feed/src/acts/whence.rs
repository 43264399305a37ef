//! Where a press comes from, as far as it is counted or told apart.

use axum::{extract::FromRequestParts, http::request::Parts};
use web::{Address, Device, Failure, House};

/// A device, and the line that it is on, when they are known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Whence {
    /// The device, as a keyed hash.
    pub device: Option<[u8; 16]>,
    /// The line.
    pub line: Option<[u8; 9]>,
}

impl FromRequestParts<House> for Whence {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Failure> {
        let Device(device) = Device::from_request_parts(parts, house).await?;
        let Ok(address) = Address::from_request_parts(parts, house).await;
        Ok(Self { device: Some(device), line: address.line() })
    }
}
