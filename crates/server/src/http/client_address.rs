//! Where a request comes from when a reverse proxy stands in between.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderName, header::FORWARDED},
    middleware::Next,
    response::Response,
};
use ipnet::IpNet;

use super::HttpSettings;
use crate::client::read_address;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Puts the client's address in the place of a trusted proxy's, for whatever asks for [`ConnectInfo`].
pub(super) async fn find(State(settings): State<Arc<HttpSettings>>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    if let Some(client) = peer.and_then(|peer| behind(peer, &settings.trusted_proxies, request.headers())) {
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(client, 0)));
    }
    next.run(request).await
}

/// Who is behind `peer`, if that is a trusted proxy: the last address in `X-Forwarded-For` or `Forwarded` that is not
/// one. What stands before it is the client's own word. So is one of the two headers if they differ: a proxy that
/// writes one passes the other on.
fn behind(peer: IpAddr, trusted: &[IpNet], headers: &HeaderMap) -> Option<IpAddr> {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(&address));
    if !is_trusted(peer.to_canonical()) {
        return None;
    }
    let last_unknown =
        |hops: Vec<Option<IpAddr>>| hops.into_iter().rev().find(|hop| !hop.is_some_and(is_trusted)).flatten();
    let ways = [(X_FORWARDED_FOR, x_forwarded_for as fn(&str) -> Option<IpAddr>), (FORWARDED, forwarded)];
    let mut clients = ways.into_iter().filter(|(name, _)| headers.contains_key(name)).map(|(name, read)| {
        let lines = headers.get_all(name).iter().map(|line| line.to_str().unwrap_or_default());
        last_unknown(lines.flat_map(elements).map(read).collect())
    });
    let client = clients.next()??;
    clients.all(|other| other == Some(client)).then_some(client)
}

/// The elements of a list; a comma in quotes belongs to its element.
fn elements(list: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    list.split(move |letter| {
        quoted ^= letter == '"';
        letter == ',' && !quoted
    })
}

fn x_forwarded_for(hop: &str) -> Option<IpAddr> {
    read_address(hop)
}

/// The `for` of an element (RFC 7239).
fn forwarded(hop: &str) -> Option<IpAddr> {
    let pairs = hop.split(';').filter_map(|pair| pair.split_once('='));
    let mut sender = pairs.filter(|(name, _)| name.trim().eq_ignore_ascii_case("for")).map(|(_, sender)| sender);
    read_address(sender.next()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn behind_proxy(peer: &str, header: &str) -> Option<String> {
        let trusted = ["127.0.0.1/32", "10.0.0.0/8"].map(|network| network.parse().unwrap());
        let headers = HeaderMap::from_iter([(X_FORWARDED_FOR, header.parse().unwrap())]);
        behind(peer.parse().unwrap(), &trusted, &headers).map(|address| address.to_string())
    }

    fn behind_proxy_with(headers: &[(HeaderName, &str)]) -> Option<String> {
        let headers = headers.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect();
        let trusted = ["10.0.0.0/8".parse().unwrap()];
        behind("10.0.0.1".parse().unwrap(), &trusted, &headers).map(|address| address.to_string())
    }

    #[test]
    fn f13_an_address_with_a_port_is_the_client() {
        assert_eq!(behind_proxy("127.0.0.1", "192.0.2.10:50123").unwrap(), "192.0.2.10");
        assert_eq!(behind_proxy("127.0.0.1", "[2001:db8::7]:50123").unwrap(), "2001:db8::7");
        assert_eq!(behind_proxy("127.0.0.1", "192.0.2.10:50123, 10.0.0.2:443").unwrap(), "192.0.2.10");
        assert_eq!(behind_proxy("127.0.0.1", "::ffff:192.0.2.10").unwrap(), "192.0.2.10");
    }

    #[test]
    fn x8_forwarded_names_the_client_too() {
        for (value, expected) in [
            ("for=192.0.2.10", Some("192.0.2.10")),
            ("For=\"[2001:db8::7]:4711\";proto=https;by=10.0.0.1", Some("2001:db8::7")),
            ("for=198.51.100.1, for=\"192.0.2.10:80\";proto=http, for=10.0.0.2", Some("192.0.2.10")),
            ("for=192.0.2.10;ext=\"a, b\"", Some("192.0.2.10")),
            ("for=198.51.100.1, for=unknown", None),
            ("for=198.51.100.1, proto=https", None),
        ] {
            assert_eq!(behind_proxy_with(&[(FORWARDED, value)]).as_deref(), expected, "{value}");
        }
    }

    #[test]
    fn x8_a_header_that_the_proxy_passes_on_is_not_believed() {
        let both = |one: &str, other: &str| behind_proxy_with(&[(X_FORWARDED_FOR, one), (FORWARDED, other)]);
        assert_eq!(both("192.0.2.10", "for=192.0.2.10").as_deref(), Some("192.0.2.10"));
        assert_eq!(both("192.0.2.10", "for=198.51.100.1"), None);
        assert_eq!(both("198.51.100.1", "for=unknown"), None);
    }

    #[test]
    fn a_trusted_proxy_is_believed() {
        assert_eq!(behind_proxy("127.0.0.1", "203.0.113.7").unwrap(), "203.0.113.7");
        assert_eq!(behind_proxy("::ffff:10.1.2.3", "2001:db8::7").unwrap(), "2001:db8::7");
        assert_eq!(behind_proxy("127.0.0.1", "203.0.113.7, 10.0.0.2").unwrap(), "203.0.113.7");
    }

    #[test]
    fn nobody_else_is() {
        assert_eq!(behind_proxy("203.0.113.9", "203.0.113.7"), None);
        assert_eq!(behind_proxy("127.0.0.1", "198.51.100.1, 203.0.113.7").unwrap(), "203.0.113.7");
        assert_eq!(behind_proxy("127.0.0.1", "198.51.100.1, nonsense"), None);
        assert_eq!(behind_proxy("127.0.0.1", ""), None);
        assert_eq!(behind_proxy("127.0.0.1", "10.0.0.2"), None);
    }
}
