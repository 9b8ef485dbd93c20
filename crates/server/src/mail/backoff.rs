//! When a mail that could not be sent is tried again.

use jiff::SignedDuration;

/// After the first try.
const FIRST: SignedDuration = SignedDuration::from_secs(30);
const LONGEST: SignedDuration = SignedDuration::from_hours(1);
/// Two days, with the pauses between them.
const TRIES: i64 = 54;

/// How long to wait after so many tries: 30 s, 1 min, 2 min, … one hour. `None` when it has been tried often enough.
pub(super) fn pause(tries: i64) -> Option<SignedDuration> {
    if tries >= TRIES {
        return None;
    }
    let doublings = u32::try_from(tries.clamp(1, 8) - 1).unwrap_or_default();
    Some((FIRST * 2i32.pow(doublings)).min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_an_hour_for_two_days() {
        let pauses: Vec<_> = (1..).map_while(pause).collect();
        let seconds: Vec<_> = pauses.iter().map(|pause| pause.as_secs()).collect();
        assert_eq!(seconds[..9], [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
        let hours = seconds.iter().sum::<i64>() / 3600;
        assert!((46..=49).contains(&hours), "{hours}");
    }
}
