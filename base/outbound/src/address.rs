//! Which addresses are of the public internet, and which lead into somebody's own network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What is not reachable from everywhere (IANA IPv4 Special-Purpose Address Registry, RFC 6890 and its updates), and what clouds
/// answer with secrets on.
const V4: &[(Ipv4Addr, u32)] = &[
    (Ipv4Addr::new(0, 0, 0, 0), 8),        // this network (RFC 791)
    (Ipv4Addr::new(10, 0, 0, 0), 8),       // private (RFC 1918)
    (Ipv4Addr::new(100, 64, 0, 0), 10),    // shared behind carriers (RFC 6598); metadata of one cloud
    (Ipv4Addr::new(127, 0, 0, 0), 8),      // loopback (RFC 1122)
    (Ipv4Addr::new(168, 63, 129, 16), 32), // the host of a virtual machine, in one cloud
    (Ipv4Addr::new(169, 254, 0, 0), 16),   // link-local (RFC 3927); metadata of most clouds
    (Ipv4Addr::new(172, 16, 0, 0), 12),    // private (RFC 1918)
    (Ipv4Addr::new(192, 0, 0, 0), 24),     // protocol assignments (RFC 6890)
    (Ipv4Addr::new(192, 0, 2, 0), 24),     // documentation (RFC 5737)
    (Ipv4Addr::new(192, 31, 196, 0), 24),  // AS112 (RFC 7535)
    (Ipv4Addr::new(192, 52, 193, 0), 24),  // AMT (RFC 7450)
    (Ipv4Addr::new(192, 88, 99, 0), 24),   // 6to4 relays, deprecated (RFC 7526)
    (Ipv4Addr::new(192, 168, 0, 0), 16),   // private (RFC 1918)
    (Ipv4Addr::new(192, 175, 48, 0), 24),  // AS112 (RFC 7534)
    (Ipv4Addr::new(198, 18, 0, 0), 15),    // benchmarks (RFC 2544)
    (Ipv4Addr::new(198, 51, 100, 0), 24),  // documentation (RFC 5737)
    (Ipv4Addr::new(203, 0, 113, 0), 24),   // documentation (RFC 5737)
    (Ipv4Addr::new(224, 0, 0, 0), 4),      // multicast (RFC 5771)
    (Ipv4Addr::new(240, 0, 0, 0), 4),      // reserved, and broadcast (RFC 1112, RFC 919)
];

/// Global unicast (RFC 4291): the only part of IPv6 where public addresses are.
const GLOBAL: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);
/// What is special within it. Teredo and 6to4 carry an IPv4 address inside and go through relays: nobody needs them.
const V6: &[(Ipv6Addr, u32)] = &[
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23), // protocol assignments: Teredo, benchmarks, ORCHID (RFC 2928)
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32), // documentation (RFC 3849)
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16), // 6to4 (RFC 3056)
    (Ipv6Addr::new(0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0), 48), // AS112 (RFC 7534)
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20), // documentation (RFC 9637)
];
/// An IPv4 address behind a translator (RFC 6052): as public as what it carries. The prefix for local use (RFC 8215) is not here.
const NAT64: (Ipv6Addr, u32) = (Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96);

/// Whether an address is of the public internet: not of this machine, not of a private or special network, not multicast, not
/// one that hides another (IPv4 inside IPv6, but for NAT64 of what is public).
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) if within_v6(v6, NAT64) => {
            let [.., a, b, c, d] = v6.octets();
            is_public_v4(Ipv4Addr::new(a, b, c, d))
        }
        IpAddr::V6(v6) => within_v6(v6, GLOBAL) && !V6.iter().any(|net| within_v6(v6, *net)),
    }
}

/// Whether an address is of one machine at all: a gateway that the operator named may be anywhere, but not nowhere or everywhere.
#[must_use]
pub fn is_one_machine(address: IpAddr) -> bool {
    let plain = address.to_canonical();
    let broadcast = plain == IpAddr::V4(Ipv4Addr::BROADCAST);
    !(plain.is_unspecified() || plain.is_multicast() || broadcast)
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    !V4.iter().any(|(net, bits)| same_head(u128::from(address.to_bits()), u128::from(net.to_bits()), 32, *bits))
}

fn within_v6(address: Ipv6Addr, (net, bits): (Ipv6Addr, u32)) -> bool {
    same_head(address.to_bits(), net.to_bits(), 128, bits)
}

/// Whether two numbers of `width` bits begin with the same `bits`.
fn same_head(a: u128, b: u128, width: u32, bits: u32) -> bool {
    (a ^ b).checked_shr(width.saturating_sub(bits)).unwrap_or(0) == 0
}
