//! Where a request comes from, as far as it is counted: the browser, and the network around it.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::request::Parts,
};
use web::{Device, Failure, House};

use crate::acts::Whence;

impl FromRequestParts<House> for Whence {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Failure> {
        let Device(device) = Device::from_request_parts(parts, house).await?;
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
        Ok(Self { device, network: peer.and_then(network) })
    }
}

/// The network of an address in the net. Behind a proxy the address is the proxy's, and says nothing.
fn network(address: IpAddr) -> Option<[u8; 8]> {
    let v4 = |a: [u8; 4]| [4, a[0], a[1], a[2], 0, 0, 0, 0];
    match address.to_canonical() {
        IpAddr::V4(a) if !(a.is_loopback() || a.is_private() || a.is_link_local()) => Some(v4(a.octets())),
        IpAddr::V6(a) if !(a.is_loopback() || a.is_unique_local() || a.is_unicast_link_local()) => {
            let [o1, o2, o3, o4, o5, o6, o7, ..] = a.octets();
            Some([6, o1, o2, o3, o4, o5, o6, o7])
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_one_network_and_a_proxy_is_none() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("203.0.113.9"), of("::ffff:203.0.113.77"));
        assert_ne!(of("203.0.113.9"), of("203.0.114.9"));
        assert_eq!(of("2001:db8:1:200::1"), of("2001:db8:1:2ff::9"));
        assert_eq!([of("127.0.0.1"), of("10.2.3.4"), of("::1"), of("fd00::1")], [None; 4]);
    }
}
