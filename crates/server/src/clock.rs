//! Time, randomness and the identifiers made of both. Everything else is given these and reads neither by itself.

use std::sync::{
    Arc,
    atomic::{AtomicI64, AtomicU64, Ordering},
};

use api_types::{
    AccessRequestId, AccountId, ApiKeyId, AuditEventId, CompanyId, ContactId, DeviceGroupId, DeviceId, DeviceKindId,
    DeviceLocationId, GrantId, JobId, MemberId, OrganizationId, PasskeyId, RoleId, SavedViewId, SessionId,
};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

/// What time it is.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The time of the machine.
    System,
    /// Microseconds since 1970, moved only by [`Clock::advance`]; shared by all clones.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands still at `now`.
    pub fn fixed(now: Timestamp) -> Self {
        Self::Fixed(Arc::new(AtomicI64::new(now.as_microsecond())))
    }

    /// The present moment, in whole microseconds: what the database can hold.
    pub fn now(&self) -> Timestamp {
        let microseconds = match self {
            Self::System => Timestamp::now().as_microsecond(),
            Self::Fixed(now) => now.load(Ordering::SeqCst),
        };
        Timestamp::from_microsecond(microseconds).unwrap_or(Timestamp::MAX)
    }

    /// When the present day began in UTC: the moment from which days are counted.
    pub fn midnight(&self) -> Timestamp {
        let now = self.now();
        let since = now.as_second().rem_euclid(24 * 3600);
        Timestamp::from_second(now.as_second()).unwrap_or(now) - SignedDuration::from_secs(since)
    }

    /// Moves a fixed clock, and every clone of it; the system's clock takes no orders.
    pub fn advance(&self, by: SignedDuration) {
        if let Self::Fixed(now) = self {
            let microseconds = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
            now.fetch_add(microseconds, Ordering::SeqCst);
        }
    }
}

/// Where random bytes come from.
#[derive(Debug, Clone)]
pub enum Entropy {
    /// The operating system.
    System,
    /// The same bytes at every run: for tests and nothing else.
    Seeded {
        /// Which sequence.
        seed: u64,
        /// How many blocks were drawn; shared by all clones.
        drawn: Arc<AtomicU64>,
    },
}

impl Entropy {
    /// A reproducible sequence, chosen by `seed`.
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded { seed, drawn: Arc::default() }
    }

    /// `N` random bytes.
    ///
    /// # Panics
    /// When the operating system has no randomness left to give: no secret may be made without it.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match self {
            Self::System => {
                if let Err(error) = getrandom::fill(&mut bytes) {
                    panic!("the operating system gives no random bytes: {error}");
                }
            }
            Self::Seeded { seed, drawn } => {
                for chunk in bytes.chunks_mut(32) {
                    let block = drawn.fetch_add(1, Ordering::SeqCst);
                    let digest = Sha256::new().chain_update(seed.to_be_bytes()).chain_update(block.to_be_bytes());
                    chunk.copy_from_slice(&digest.finalize()[..chunk.len()]);
                }
            }
        }
        bytes
    }
}

/// An identifier that holds a UUID.
pub trait Identifier: Copy {
    /// The identifier that holds this UUID.
    fn from_u128(value: u128) -> Self;
    /// The UUID inside.
    fn as_u128(self) -> u128;
}

macro_rules! identifier {
    ($($name:ty)*) => {$(
        impl Identifier for $name {
            fn from_u128(value: u128) -> Self {
                <$name>::from_u128(value)
            }

            fn as_u128(self) -> u128 {
                <$name>::as_u128(self)
            }
        }
    )*};
}

identifier! {
    AccessRequestId AccountId ApiKeyId AuditEventId CompanyId ContactId DeviceGroupId DeviceId DeviceKindId
    DeviceLocationId GrantId JobId MemberId OrganizationId PasskeyId
    RoleId SavedViewId SessionId
}

/// A new UUIDv7 (RFC 9562): the time in front, so that later ones sort behind.
pub fn new_id<Id: Identifier>(clock: &Clock, entropy: &Entropy) -> Id {
    let millis = u64::try_from(clock.now().as_millisecond()).unwrap_or_default();
    let uuid = uuid::Builder::from_unix_timestamp_millis(millis, &entropy.bytes::<10>()).into_uuid();
    Id::from_u128(uuid.as_u128())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_clock_moves_for_all_its_clones() {
        let clock = Clock::fixed(Timestamp::UNIX_EPOCH);
        let same = clock.clone();
        clock.advance(SignedDuration::from_secs(2));
        assert_eq!(same.now().as_second(), 2);
    }

    #[test]
    fn seeded_bytes_repeat_by_seed_and_differ_by_draw() {
        let (one, same, other) = (Entropy::seeded(1), Entropy::seeded(1), Entropy::seeded(2));
        let first = one.bytes::<40>();
        assert_eq!(first, same.bytes::<40>());
        assert_ne!(first, other.bytes::<40>());
        assert_ne!(first, one.bytes::<40>());
    }

    #[test]
    fn identifiers_are_uuids_of_version_7_in_order_of_time() {
        let (clock, entropy) = (Clock::fixed(Timestamp::from_second(1_700_000_000).unwrap()), Entropy::seeded(1));
        let first: MemberId = new_id(&clock, &entropy);
        clock.advance(SignedDuration::from_millis(1));
        let second: MemberId = new_id(&clock, &entropy);
        assert!(first < second);
        assert_eq!(uuid::Uuid::from_u128(first.as_u128()).get_version_num(), 7);
    }
}
