//! Tokens and secrets of API keys: 256 random bits that only the client keeps; we keep their hash.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use crate::clock::Entropy;

/// What the text of an API key begins with, so that people and programs that look for leaked secrets know it.
const API_KEY: &str = "roster_key_";

/// What the browser sends to prove its session, or a program to prove its API key. Not to be logged or stored; it has no
/// `Debug`.
pub struct Token([u8; 32]);

/// What is stored of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenHash(pub [u8; 32]);

impl Token {
    /// Length of its text.
    pub const TEXT_LENGTH: usize = 43;

    /// One that nobody can guess.
    pub fn new(entropy: &Entropy) -> Self {
        Self(entropy.bytes())
    }

    /// As it stands in the cookie.
    pub fn to_text(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.0)
    }

    /// Reads a cookie's value; `None` when it never came from us.
    pub fn from_text(text: &str) -> Option<Self> {
        BASE64_URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Self)
    }

    /// As the text of an API key.
    pub fn to_api_key(&self) -> String {
        [API_KEY, &self.to_text()].concat()
    }

    /// Reads the text of an API key; `None` when it never came from us.
    pub fn from_api_key(text: &str) -> Option<Self> {
        text.strip_prefix(API_KEY).and_then(Self::from_text)
    }

    /// What is stored of it.
    pub fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(self.0).into())
    }
}

/// What is stored of a recovery code: 128 random bits, so no salt is needed.
pub fn recovery_code_hash(code: u128) -> [u8; 32] {
    Sha256::new().chain_update(b"recovery code").chain_update(code.to_be_bytes()).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_its_cookie_and_nothing_else_is_one() {
        let token = Token::new(&Entropy::seeded(1));
        let text = token.to_text();
        assert_eq!(text.len(), Token::TEXT_LENGTH);
        assert_eq!(Token::from_text(&text).map(|read| read.hash()), Some(token.hash()));
        assert!(Token::from_text("").is_none());
        assert!(Token::from_text(&text[1..]).is_none());
        assert!(Token::from_text(&format!("{text}=")).is_none());
        let key = token.to_api_key();
        assert_eq!(Token::from_api_key(&key).map(|read| read.hash()), Some(token.hash()));
        assert!(Token::from_api_key(&text).is_none() && Token::from_text(&key).is_none());
    }
}
