//! From names to addresses.

use std::{io, net::IpAddr};

use async_trait::async_trait;

/// Where the addresses of names come from. What it says is checked, and connected to as it was checked: it is asked once for a
/// connection.
#[async_trait]
pub trait Resolver: Send + Sync {
    /// The addresses of a name, those to try first in front.
    async fn addresses(&self, name: &str) -> io::Result<Vec<IpAddr>>;
}

/// The operating system's resolver: `/etc/hosts`, then DNS, in the order of RFC 6724.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemResolver;

#[async_trait]
impl Resolver for SystemResolver {
    async fn addresses(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        // The port is only there because the system's call wants one.
        Ok(tokio::net::lookup_host((name, 443)).await?.map(|found| found.ip()).collect())
    }
}
