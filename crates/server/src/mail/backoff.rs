//! When a mail that could not be sent is tried again.

use jiff::SignedDuration;

const LONGEST: SignedDuration = SignedDuration::from_hours(1);
/// About two days, with the default first pause of 30 s.
const TRIES: i64 = 54;
/// Keeps the pause within the range of a duration, and well above [`LONGEST`] for any first pause from a second on.
const MOST_DOUBLINGS: i64 = 12;

/// The pause after a number of failed tries: `first`, twice that, four times, … up to one hour. `None` after the last try.
pub(super) fn pause(first: SignedDuration, tries: i64) -> Option<SignedDuration> {
    if tries >= TRIES {
        return None;
    }
    let doublings = u32::try_from((tries - 1).clamp(0, MOST_DOUBLINGS)).unwrap_or_default();
    Some(first.saturating_mul(2i32.pow(doublings)).min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_an_hour_for_two_days() {
        let first = SignedDuration::from_secs(30);
        let pauses: Vec<_> = (1..).map_while(|tries| pause(first, tries)).collect();
        let seconds: Vec<_> = pauses.iter().map(|pause| pause.as_secs()).collect();
        assert_eq!(seconds[..9], [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
        let hours = seconds.iter().sum::<i64>() / 3600;
        assert!((46..=49).contains(&hours), "{hours}");
    }

    #[test]
    fn a_shorter_first_pause_ends_at_an_hour_too() {
        let pauses: Vec<_> = (1..).map_while(|tries| pause(SignedDuration::from_secs(1), tries)).collect();
        assert_eq!(pauses[..3].iter().map(SignedDuration::as_secs).collect::<Vec<_>>(), [1, 2, 4]);
        assert_eq!(pauses.last(), Some(&LONGEST));
    }
}
