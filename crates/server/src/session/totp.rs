//! One-time codes of authenticator apps (RFC 6238): six digits, 30 seconds, one step either way.

use api_types::{MAX_CODE, QrCode};
use jiff::Timestamp;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use qrcode::{Color, EcLevel};
use totp_rs::{Builder, Secret};

use crate::{clock::Entropy, store::text};

/// Length of a new secret in bytes (RFC 4226 recommends 160 bits).
const SECRET: usize = 20;
const ISSUER: &str = "Roster";

/// The codes of one secret.
pub struct Totp(totp_rs::Totp);

/// A secret is not usable.
#[derive(Debug, thiserror::Error)]
#[error("the secret of an authenticator app is not usable: {0}")]
pub struct InvalidSecret(String);

impl Totp {
    /// The codes of a secret in base32.
    ///
    /// # Errors
    /// When it is no base32 or too short.
    pub fn new(secret: &str) -> Result<Self, InvalidSecret> {
        let secret = Secret::try_from_base32(secret).map_err(|error| InvalidSecret(error.to_string()))?;
        let totp = Builder::new().with_secret(secret).build().map_err(|error| InvalidSecret(error.to_string()))?;
        Ok(Self(totp))
    }

    /// The time step of a right code; `None` when it is wrong. Spaces are ignored, and digits of any script are taken.
    pub fn step(&self, code: &str, now: Timestamp) -> Option<u64> {
        if code.len() > MAX_CODE {
            return None;
        }
        let plain = |letter| text::decimal_digit(letter).map_or(letter, |digit| char::from(b'0' + digit));
        let code: String = code.chars().filter(|letter| !letter.is_whitespace()).map(plain).collect();
        self.0.check(&code, u64::try_from(now.as_second()).unwrap_or_default())
    }
}

/// A new secret for an authenticator app.
pub struct NewSecret {
    /// Base32.
    pub secret: String,
    /// `otpauth://totp/…`
    pub uri: String,
}

impl NewSecret {
    /// A secret that nobody can guess, for the account with this address.
    pub fn new(email: &str, entropy: &Entropy) -> Self {
        let secret = Secret::from(entropy.bytes::<SECRET>().to_vec()).to_base32();
        let label = utf8_percent_encode(email, NON_ALPHANUMERIC);
        let uri = format!(
            "otpauth://totp/{ISSUER}:{label}?secret={secret}&issuer={ISSUER}&algorithm=SHA1&digits=6&period=30"
        );
        Self { secret, uri }
    }

    /// Its URI as a QR code.
    ///
    /// # Errors
    /// When the address is too long for one.
    pub fn qr(&self) -> Result<QrCode, InvalidSecret> {
        let code = qrcode::QrCode::with_error_correction_level(&self.uri, EcLevel::M);
        let code = code.map_err(|error| InvalidSecret(error.to_string()))?;
        let size = code.width();
        let colors = code.to_colors();
        let path = colors.chunks(size).enumerate().flat_map(|(y, row)| runs(row).map(move |run| line(run, y)));
        Ok(QrCode { size: u16::try_from(size).unwrap_or_default(), path: path.collect() })
    }
}

/// Where dark modules begin in a row, and how many there are.
fn runs(row: &[Color]) -> impl Iterator<Item = (usize, usize)> {
    let is_dark = |at: usize| row.get(at) == Some(&Color::Dark);
    let starts = (0..row.len()).filter(move |at| is_dark(*at) && !(*at > 0 && is_dark(at - 1)));
    starts.map(move |start| (start, (start..row.len()).take_while(|at| is_dark(*at)).count()))
}

fn line((x, length): (usize, usize), y: usize) -> String {
    format!("M{x} {y}h{length}v1h-{length}z")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    #[test]
    fn f8_codes_in_any_digits_are_taken() {
        let now: Timestamp = "2026-11-21T09:30:00Z".parse().unwrap();
        let secret = Secret::try_from_base32(SECRET).unwrap();
        let totp = Builder::new().with_secret(secret).build().unwrap();
        let code = totp.generate(now.as_second().unsigned_abs()).to_string();
        let written = |zero: u32| -> String {
            code.chars().map(|digit| char::from_u32(zero + digit.to_digit(10).unwrap()).unwrap()).collect()
        };
        let step = Some(now.as_second().unsigned_abs() / 30);
        // ASCII, full width, Arabic-Indic, extended Arabic-Indic, Devanagari, mathematical bold.
        for zero in [0x30, 0xff10, 0x660, 0x6f0, 0x966, 0x1d7ce] {
            assert_eq!(Totp::new(SECRET).unwrap().step(&written(zero), now), step, "{zero:x}");
        }
        let spaced = format!(" {} {} ", &code[..3], &code[3..]);
        assert_eq!(Totp::new(SECRET).unwrap().step(&spaced, now), step);
        for wrong in ["", "²³¹²³¹", "ⅠⅡⅢⅣⅤⅥ", "一二三四五六", &code[1..]] {
            assert_eq!(Totp::new(SECRET).unwrap().step(wrong, now), None, "{wrong}");
        }
    }

    #[test]
    fn a_new_secret_has_an_address_and_a_picture() {
        let new = NewSecret::new("ada+x@acme.example", &Entropy::seeded(1));
        assert_eq!(new.secret.len(), 32);
        assert!(new.uri.starts_with("otpauth://totp/Roster:ada%2Bx%40acme%2Eexample?secret="), "{}", new.uri);
        assert!(Totp::new(&new.secret).is_ok());
        let qr = new.qr().unwrap();
        assert!(qr.size >= 33 && qr.path.starts_with("M0 0h7v1h-7z"), "{}", qr.path);
    }
}
