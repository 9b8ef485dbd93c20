//! Repeatable randomness that no upgrade of a dependency can change.

use jiff::Timestamp;

/// SplitMix64: the same seed gives the same numbers for ever. Not for secrets.
#[derive(Debug, Clone)]
pub struct Random {
    state: u64,
    /// How many identifiers were made: their order in time.
    identifiers: u64,
}

impl Random {
    /// Starts the sequence that belongs to `seed`.
    pub const fn new(seed: u64) -> Self {
        Self { state: seed, identifiers: 0 }
    }

    /// The next 64 bits.
    pub const fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `end` - 1; 0 when `end` is 0.
    pub const fn below(&mut self, end: usize) -> usize {
        ((self.bits() as u128 * end as u128) >> 64) as usize
    }

    /// A number from `low` to `high`, both included.
    pub const fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// `true` in `percent` of 100 cases.
    pub const fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `items`, which must not be empty.
    pub const fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// Puts `items` in random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    /// A UUIDv7 (RFC 9562) that depends on nothing but the seed; later ones sort after earlier ones.
    pub const fn uuid(&mut self) -> u128 {
        /// 2020-01-01T00:00:00Z, in milliseconds.
        const EPOCH: u64 = 1_577_836_800_000;
        let milliseconds = (EPOCH + self.identifiers) as u128;
        self.identifiers += 1;
        let random = ((self.bits() as u128) << 64) | self.bits() as u128;
        let without_fixed_bits = random & 0x0fff_3fff_ffff_ffff_ffff;
        (milliseconds << 80) | without_fixed_bits | (0x7 << 76) | (0b10 << 62)
    }

    /// A TOTP secret of 160 bits in base32.
    pub fn totp_secret(&mut self) -> String {
        const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        (0..32).map(|_| char::from(*self.pick(ALPHABET))).collect()
    }

    /// A moment from `earliest` to `latest`, later ones likelier; `earliest` if they are the wrong way round.
    pub fn moment(&mut self, earliest: Timestamp, latest: Timestamp) -> Timestamp {
        let seconds = usize::try_from(latest.as_second() - earliest.as_second()).unwrap_or(0);
        let offset = self.below(seconds + 1).max(self.below(seconds + 1));
        Timestamp::from_second(earliest.as_second() + offset as i64).unwrap_or(earliest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_is_the_published_one() {
        let mut random = Random::new(1_234_567);
        assert_eq!(random.bits(), 6_457_827_717_110_365_317);
        assert_eq!(random.bits(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn identifiers_are_version_7_and_ascend() {
        let mut random = Random::new(1);
        let ids: Vec<_> = (0..1000).map(|_| random.uuid()).collect();
        assert!(ids.is_sorted());
        assert!(ids.iter().all(|id| (id >> 76) & 0xf == 7 && (id >> 62) & 0b11 == 0b10));
    }

    #[test]
    fn numbers_stay_in_their_range() {
        let mut random = Random::new(2);
        assert!((0..1000).all(|_| (3..=5).contains(&random.between(3, 5))));
        assert_eq!(random.below(0), 0);
    }

    #[test]
    fn a_range_that_is_the_wrong_way_round_is_its_start() {
        let (early, late) = (Timestamp::UNIX_EPOCH, Timestamp::from_second(100).unwrap());
        assert_eq!(Random::new(3).moment(late, early), late);
    }
}
