//! Made-up organizations and people, the same at every start: what `roster demo` shows and `roster seed` fills in.
//!
//! The records are a pure function of the arguments. [`load`] hands them to the store.

mod access_requests;
mod acme;
mod chance;
mod contacts;
mod customers;
mod devices;
mod generated;
pub(crate) mod generated_devices;
pub(crate) mod history;
mod load;
mod names;
mod random;
mod signatures;
mod small;
mod tenant;

use api_types::DemoAccount;
use jiff::Timestamp;

use crate::store::seed::records::Data;
pub use generated::generated;
pub use load::load;

/// The password of every demo sign-in.
pub const PASSWORD: &str = "roster-demo-password";

/// The API key of Acme's portal.
pub const API_KEY: &str = "roster_key_roster-demo-key-that-everybody-can-use-0000";

/// The authenticator secret of `tess@acme.example`.
pub const TOTP_SECRET: &str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

/// One demo sign-in: address, given and family name, what it shows, authenticator secret.
type SignIn = (&'static str, [&'static str; 2], &'static str, Option<&'static str>);

const SIGN_INS: [SignIn; 7] = [
    ("ada@acme.example", ["Ada", "Lovelace"], "administrator", None),
    ("eddie@acme.example", ["Eddie", "Eriksson"], "editor", None),
    ("vera@acme.example", ["Vera", "Novotná"], "viewer", None),
    ("sam@support.example", ["Sam", "Okonkwo"], "support", None),
    ("tess@acme.example", ["Tess", "Moreira"], "two_factor", Some(TOTP_SECRET)),
    ("ines@acme.example", ["Ines", "Marín"], "inactive", None),
    ("otto@nordlicht.example", ["Otto", "Hansen"], "other_organization", None),
];

/// What the sign-in page of `roster demo` offers.
pub fn sign_ins() -> Vec<DemoAccount> {
    let offer = |(email, _, shows, _): SignIn| DemoAccount {
        email: email.to_owned(),
        password: PASSWORD.to_owned(),
        shows: shows.to_owned(),
    };
    SIGN_INS.map(offer).into()
}

/// The demo data: 603 organizations. Identifiers, names and roles are always the same; dates follow `now`, of which
/// only the day counts.
pub fn demo(now: Timestamp) -> Data {
    let mut builder = tenant::Builder::new(SEED, now);
    for (email, [given, family], _, totp_secret) in SIGN_INS {
        builder.sign_in(email, &names::PersonName::latin(given, family), totp_secret);
    }
    let mut acme = acme::build(&mut builder);
    small::nordlicht(&mut builder);
    small::clinica_sol(&mut builder);
    customers::build(&mut builder);
    acme::removed(&mut builder, &mut acme);
    acme::portal(&mut builder, &acme);
    acme::custom_roles(&mut builder, &acme);
    devices::build(&mut builder);
    access_requests::build(&mut builder);
    contacts::build(&mut builder);
    let mut data = builder.finish();
    data.events = history::of(&data, "10234", now);
    data
}

/// Another seed gives other people under other links.
const SEED: u64 = 10_234;

#[cfg(test)]
mod tests;
