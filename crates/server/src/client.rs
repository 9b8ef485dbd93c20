//! Who counts as one client.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
};

/// One client: an IPv4 address, or the /64 network of an IPv6 address, because whoever has one has all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Client(IpAddr);

impl Client {
    /// The client at this address.
    pub fn at(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).into(),
            address => address,
        })
    }
}

impl fmt::Display for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Reads an address as proxies write it: with or without a port, IPv6 with or without brackets, in quotes or not.
pub fn read_address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let bare = || text.strip_prefix('[')?.strip_suffix(']')?.parse().ok().map(IpAddr::V6);
    let with_port = || text.parse::<SocketAddr>().ok().map(|address| address.ip());
    // RFC 7239: a port can also be a name, `_http`.
    let with_name = || {
        let (address, port) = text.rsplit_once(":_")?;
        let is_name = port.chars().all(|letter| letter.is_ascii_alphanumeric() || "._-".contains(letter));
        address.parse::<Ipv4Addr>().ok().filter(|_| is_name).map(IpAddr::V4)
    };
    let address: Option<IpAddr> = text.parse().ok();
    address.or_else(with_port).or_else(bare).or_else(with_name).map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(address: &str) -> Client {
        Client::at(address.parse().unwrap())
    }

    #[test]
    fn x8_a_network_of_ipv6_is_one_client() {
        assert_eq!(client("2001:db8:0:1::1"), client("2001:db8:0:1:ffff::2"));
        assert_ne!(client("2001:db8:0:1::1"), client("2001:db8:0:2::1"));
        assert_eq!(client("2001:db8::7").to_string(), "2001:db8::");
    }

    #[test]
    fn x8_a_mapped_address_is_the_one_it_maps() {
        assert_eq!(client("::ffff:192.0.2.1"), client("192.0.2.1"));
        assert_ne!(client("192.0.2.1"), client("192.0.2.2"));
    }

    #[test]
    fn f13_an_address_is_read_as_proxies_write_it() {
        for (text, expected) in [
            ("192.0.2.10", "192.0.2.10"),
            (" 192.0.2.10:50123", "192.0.2.10"),
            ("2001:db8::7", "2001:db8::7"),
            ("[2001:db8::7]", "2001:db8::7"),
            ("[2001:db8::7]:50123", "2001:db8::7"),
            ("\"[2001:db8::7]:50123\"", "2001:db8::7"),
            ("\"192.0.2.10:_gazonk\"", "192.0.2.10"),
            ("::ffff:192.0.2.10", "192.0.2.10"),
            ("[::ffff:192.0.2.10]:443", "192.0.2.10"),
        ] {
            assert_eq!(read_address(text), Some(expected.parse().unwrap()), "{text}");
        }
        for text in ["", "unknown", "_hidden", "192.0.2.10:99999", "192.0.2.10:_a b", "[192.0.2.10]", "192.0.2", ":1"] {
            assert_eq!(read_address(text), None, "{text}");
        }
    }
}
