//! Where a request comes from, as far as it is counted: the browser, and the network around it.

use axum::{extract::FromRequestParts, http::request::Parts};
use web::{Address, Device, Failure, House};

use crate::acts::Whence;

impl FromRequestParts<House> for Whence {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Failure> {
        let Device(device) = Device::from_request_parts(parts, house).await?;
        let Ok(address) = Address::from_request_parts(parts, house).await;
        Ok(Self { device, network: address.network() })
    }
}
