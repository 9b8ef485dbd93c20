//! Where a request comes from when a reverse proxy stands in between.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderName},
    middleware::Next,
    response::Response,
};
use ipnet::IpNet;

use super::HttpSettings;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Puts the client's address in the place of a trusted proxy's, for whatever asks for [`ConnectInfo`].
pub(super) async fn find(State(settings): State<Arc<HttpSettings>>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    if let Some(client) = peer.and_then(|peer| behind(peer, &settings.trusted_proxies, request.headers())) {
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(client, 0)));
    }
    next.run(request).await
}

/// Who is behind `peer`, if that is a trusted proxy: the last address in the header that is not one. What stands
/// before it is the client's own word.
fn behind(peer: IpAddr, trusted: &[IpNet], headers: &HeaderMap) -> Option<IpAddr> {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(&address.to_canonical()));
    if !is_trusted(peer) {
        return None;
    }
    let lines: Vec<_> = headers.get_all(X_FORWARDED_FOR).iter().filter_map(|line| line.to_str().ok()).collect();
    let mut hops = lines.iter().flat_map(|line| line.split(',')).map(|hop| hop.trim().parse::<IpAddr>()).rev();
    hops.find(|hop| !hop.as_ref().is_ok_and(|hop| is_trusted(*hop)))?.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn behind_proxy(peer: &str, header: &str) -> Option<String> {
        let trusted = ["127.0.0.1/32", "10.0.0.0/8"].map(|network| network.parse().unwrap());
        let headers = HeaderMap::from_iter([(X_FORWARDED_FOR, header.parse().unwrap())]);
        behind(peer.parse().unwrap(), &trusted, &headers).map(|address| address.to_string())
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
