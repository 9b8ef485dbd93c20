//! Which of the prepared encodings of a file a client gets (RFC 9110, section 12.5.3).

/// An encoding that files are prepared in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    /// Every encoding, the smallest first.
    pub(super) const ALL: [Self; 3] = [Self::Brotli, Self::Gzip, Self::Identity];

    /// The value of `Content-Encoding`; none for the file as it is.
    pub(super) const fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Identity => None,
        }
    }

    /// What the prepared file has behind its name.
    pub(super) const fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Identity => "",
        }
    }
}

/// The encodings a client takes, the one it likes best first and the smallest first among equals. The file as it is
/// comes last even where the client excludes it: better than no answer.
pub(super) fn accepted(accept_encoding: &str) -> Vec<Encoding> {
    let quality = |encoding: Encoding| quality(accept_encoding, encoding.name().unwrap_or("identity"));
    let mut encodings: Vec<_> = Encoding::ALL.into_iter().filter(|encoding| quality(*encoding) > 0).collect();
    encodings.sort_by_key(|encoding| std::cmp::Reverse(quality(*encoding)));
    encodings.push(Encoding::Identity);
    encodings
}

/// How much the client likes the encoding, in thousandths.
fn quality(accept_encoding: &str, name: &str) -> u16 {
    let listed = |wanted: &str| {
        accept_encoding.split(',').find_map(|item| {
            let (coding, parameters) = item.split_once(';').unwrap_or((item, ""));
            coding.trim().eq_ignore_ascii_case(wanted).then(|| weight(parameters))
        })
    };
    // Without a word about it, the file as it is may always be sent.
    let unlisted = if name == "identity" { 1 } else { 0 };
    listed(name).or_else(|| listed("*")).unwrap_or(unlisted)
}

/// Reads `q=0.5` as 500; without a weight it is 1000, and one that cannot be read is 0.
fn weight(parameters: &str) -> u16 {
    let parameters = parameters.trim();
    if parameters.is_empty() {
        return 1000;
    }
    let value = parameters.strip_prefix("q=").or_else(|| parameters.strip_prefix("Q="));
    let value = value.and_then(|value| value.trim().parse::<f32>().ok()).filter(|value| (0.0..=1.0).contains(value));
    value.map_or(0, |value| (value * 1000.0).round() as u16)
}

#[cfg(test)]
mod tests {
    use super::{Encoding::*, *};

    #[test]
    fn the_smallest_that_is_taken_comes_first() {
        assert_eq!(accepted("gzip, deflate, br, zstd")[0], Brotli);
        assert_eq!(accepted("GZIP")[0], Gzip);
        assert_eq!(accepted("*")[0], Brotli);
        assert_eq!(accepted(""), [Identity, Identity]);
    }

    #[test]
    fn weights_are_honoured() {
        assert_eq!(accepted("br;q=0.5, gzip;q=0.8")[0], Gzip);
        assert_eq!(accepted("br;q=0, gzip")[0], Gzip);
        assert_eq!(accepted("identity, br;q=0.9")[0], Identity);
        assert_eq!(accepted("*;q=0.1, gzip;q=0")[0], Brotli);
        assert_eq!(accepted("br;q=nonsense")[0], Identity);
        assert_eq!(accepted("identity;q=0, br;q=0"), [Identity]);
    }
}
