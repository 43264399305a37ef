//! Which addresses are public.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use outbound::{is_one_machine, is_public};
use proptest::prelude::*;

fn v4(text: &str) -> IpAddr {
    text.parse::<Ipv4Addr>().unwrap().into()
}

proptest! {
    #[test]
    fn what_the_standard_library_calls_special_is_not_public(bits: u32) {
        let a = Ipv4Addr::from_bits(bits);
        let special = a.is_private() || a.is_loopback() || a.is_link_local() || a.is_multicast() || a.is_broadcast()
            || a.is_documentation() || a.is_unspecified() || a.octets()[0] == 0 || a.octets()[0] >= 224;
        prop_assert!(!(special && is_public(a.into())), "{a}");
    }
    #[test]
    fn special_networks_are_not_public_wherever_one_looks_in_them(low: u32, which in 0usize..12) {
        let (net, bits) = [
            ("0.0.0.0", 8), ("10.0.0.0", 8), ("100.64.0.0", 10), ("127.0.0.0", 8), ("169.254.0.0", 16), ("172.16.0.0", 12),
            ("192.0.0.0", 24), ("192.168.0.0", 16), ("198.18.0.0", 15), ("203.0.113.0", 24), ("224.0.0.0", 4), ("240.0.0.0", 4),
        ][which];
        let a = Ipv4Addr::from_bits(net.parse::<Ipv4Addr>().unwrap().to_bits() | (low >> bits));
        prop_assert!(!is_public(a.into()), "{a}");
    }
    #[test]
    fn an_address_inside_another_is_never_public_but_through_a_public_translator(bits: u32, prefix: u64) {
        let a = Ipv4Addr::from_bits(bits);
        let [x, y] = [(bits >> 16) as u16, bits as u16];
        for hidden in [
            a.to_ipv6_mapped(),
            a.to_ipv6_compatible(),
            Ipv6Addr::new(0x2002, x, y, 0, 0, 0, 0, 1),
            Ipv6Addr::new(0x2001, 0, 1, 2, 3, 4, !x, !y),
            Ipv6Addr::new(0x64, 0xff9b, 1, prefix as u16, 0, 0, x, y),
            Ipv6Addr::new(0, 0, 0, 0, 0xffff, 0, x, y),
        ] {
            prop_assert!(!is_public(hidden.into()), "{hidden}");
        }
        let translated = Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, x, y);
        prop_assert_eq!(is_public(translated.into()), is_public(a.into()));
    }
    #[test]
    fn of_ipv6_only_global_unicast_is_public(bits: u128) {
        let a = Ipv6Addr::from_bits(bits);
        let global = bits >> 125 == 0b001;
        let documentation = bits >> 96 == 0x2001_0db8 || bits >> 108 == 0x3fff0;
        prop_assert!(!is_public(a.into()) || (global && !documentation), "{a}");
        // Most of it is.
        let plain = Ipv6Addr::from_bits((bits >> 16) | (0x2a00 << 112));
        prop_assert!(is_public(plain.into()), "{plain}");
    }
    #[test]
    fn a_gateway_is_one_machine(bits: u32) {
        let a = Ipv4Addr::from_bits(bits);
        let none = a.is_unspecified() || a.is_multicast() || a.is_broadcast();
        prop_assert_eq!(is_one_machine(a.into()), !none);
        prop_assert_eq!(is_one_machine(a.to_ipv6_mapped().into()), !none);
    }
}

#[test]
fn networks_end_where_they_end() {
    for public in [
        "1.0.0.0",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.0.3.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "203.0.112.255",
        "203.0.114.0",
        "223.255.255.255",
        "168.63.129.17",
    ] {
        assert!(is_public(v4(public)), "{public}");
    }
    for not in [
        "0.0.0.0",
        "0.255.255.255",
        "10.255.255.255",
        "100.64.0.0",
        "100.100.100.200",
        "100.127.255.255",
        "127.255.255.255",
        "169.254.169.254",
        "172.16.0.0",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.168.255.255",
        "198.18.0.0",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.0",
        "255.255.255.255",
        "168.63.129.16",
    ] {
        assert!(!is_public(v4(not)), "{not}");
    }
    for not in [
        "::",
        "::1",
        "::ffff:93.184.215.14",
        "::93.184.215.14",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2001:1ff:ffff::1",
        "2002:7f00:1::",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ] {
        assert!(!is_public(not.parse().unwrap()), "{not}");
    }
    for public in ["2606:4700:4700::1111", "2a00:1450:4007::1", "2001:200::1", "64:ff9b::5db8:d70e"] {
        assert!(is_public(public.parse().unwrap()), "{public}");
    }
}
