//! Where a request comes from, as far as it is counted.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use http::request::Parts;

/// The address that a request comes from, in the net. Behind a proxy it is the proxy's, which says nothing, and is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Address(Option<IpAddr>);

impl Address {
    /// This address, unless it is within this machine or a private network.
    #[must_use]
    pub fn of(ip: IpAddr) -> Self {
        let ip = ip.to_canonical();
        let inside = match ip {
            IpAddr::V4(a) => a.is_loopback() || a.is_private() || a.is_link_local(),
            IpAddr::V6(a) => a.is_loopback() || a.is_unique_local() || a.is_unicast_link_local(),
        };
        Self((!inside).then_some(ip))
    }
    /// The network around it: a neighbourhood, or the customers of one provider.
    #[must_use]
    pub fn network(self) -> Option<[u8; 8]> {
        self.0.map(|ip| match ip {
            IpAddr::V4(a) => {
                let [o1, o2, o3, _] = a.octets();
                [4, o1, o2, o3, 0, 0, 0, 0]
            }
            IpAddr::V6(a) => {
                let [o1, o2, o3, o4, o5, o6, o7, ..] = a.octets();
                [6, o1, o2, o3, o4, o5, o6, o7]
            }
        })
    }
    /// The line: one address, or of the long ones the part that a household has.
    #[must_use]
    pub fn line(self) -> Option<[u8; 9]> {
        self.0.map(|ip| match ip {
            IpAddr::V4(a) => {
                let [o1, o2, o3, o4] = a.octets();
                [4, o1, o2, o3, o4, 0, 0, 0, 0]
            }
            IpAddr::V6(a) => {
                let [o1, o2, o3, o4, o5, o6, o7, o8, ..] = a.octets();
                [6, o1, o2, o3, o4, o5, o6, o7, o8]
            }
        })
    }
}

impl<S: Sync> FromRequestParts<S> for Address {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
        Ok(peer.map_or_else(Self::default, Self::of))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_one_network_and_two_lines_and_a_proxy_is_none() {
        let of = |text: &str| Address::of(text.parse().unwrap());
        assert_eq!(of("203.0.113.9").network(), of("::ffff:203.0.113.77").network());
        assert_ne!(of("203.0.113.9").line(), of("203.0.113.77").line());
        assert_ne!(of("203.0.113.9").network(), of("203.0.114.9").network());
        assert_eq!(of("2001:db8:1:200::1").network(), of("2001:db8:1:2ff::9").network());
        assert_eq!(of("2001:db8:1:200::1").line(), of("2001:db8:1:200::9").line());
        assert_ne!(of("2001:db8:1:200::1").line(), of("2001:db8:1:2ff::9").line());
        for inside in ["127.0.0.1", "10.2.3.4", "::1", "fd00::1"] {
            assert_eq!((of(inside).network(), of(inside).line()), (None, None));
        }
    }
}
