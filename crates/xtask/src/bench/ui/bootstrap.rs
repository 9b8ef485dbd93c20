//! How sure a ratio of two medians is.
//!
//! The rounds are drawn again and again, with putting back, and the ratio computed each time: where the middle 95 of a hundred
//! lie is its interval. A round is drawn with the values of both, because what disturbed one of them likely disturbed the other.

use serde::Serialize;

use crate::bench::random::Random;

/// How often the rounds are drawn.
const DRAWS: usize = 2000;
/// Decides what is drawn.
const SEED: u64 = 1;
/// So many of a hundred draws lie below the interval, and as many above.
const OUTSIDE: f64 = 2.5;

/// A ratio and where it lies most likely.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Ratio {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

impl Ratio {
    /// The median of the first of each pair divided by that of the second; nothing without pairs, or when the second are zero.
    pub fn of(pairs: &[(f64, f64)]) -> Option<Self> {
        let value = ratio(pairs)?;
        let mut random = Random::new(SEED);
        let mut draw = || {
            let drawn: Vec<_> = pairs.iter().map(|_| pairs[random.below(pairs.len() as u64) as usize]).collect();
            ratio(&drawn)
        };
        let mut ratios: Vec<f64> = (0..DRAWS).filter_map(|_| draw()).collect();
        ratios.sort_by(f64::total_cmp);
        let at = |percent: f64| ratios.get((percent / 100.0 * (ratios.len() - 1) as f64).round() as usize).copied();
        Some(Self { value, low: at(OUTSIDE)?, high: at(100.0 - OUTSIDE)? })
    }
}

fn ratio(pairs: &[(f64, f64)]) -> Option<f64> {
    let (one, other): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    let (one, other) = (median(&one)?, median(&other)?);
    (other > 0.0).then(|| one / other)
}

/// The value in the middle, or halfway between the two that are; nothing when there are none.
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    let upper = sorted.get(middle)?;
    Some(if sorted.len() % 2 == 1 { *upper } else { f64::midpoint(sorted[middle - 1], *upper) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn values_that_do_not_vary_leave_no_doubt() {
        let ratio = Ratio::of(&[(10.0, 20.0); 9]).unwrap();
        assert_eq!(ratio, Ratio { value: 0.5, low: 0.5, high: 0.5 });
        assert_eq!(Ratio::of(&[]), None);
        assert_eq!(Ratio::of(&[(1.0, 0.0)]), None);
    }

    /// Rounds in which values lie somewhere around 80 and 100.
    fn rounds(count: usize, random: &mut Random) -> Vec<(f64, f64)> {
        let mut around = |middle: f64| middle * (0.75 + random.below(1000) as f64 / 2000.0);
        (0..count).map(|_| (around(80.0), around(100.0))).collect()
    }

    #[test]
    fn the_interval_mostly_holds_the_true_ratio() {
        let mut random = Random::new(7);
        let holds = |ratio: &Ratio| ratio.low < 0.8 && 0.8 < ratio.high;
        let found = (0..40).filter_map(|_| Ratio::of(&rounds(25, &mut random))).filter(holds).count();
        assert!((34..=40).contains(&found), "{found} of 40");
    }

    #[test]
    fn the_interval_narrows_with_more_rounds() {
        let mut random = Random::new(7);
        let [few, many] = [10, 400].map(|count| Ratio::of(&rounds(count, &mut random)).unwrap());
        assert!(few.low <= few.value && few.value <= few.high, "{few:?}");
        assert!(many.high - many.low < (few.high - few.low) / 2.0, "{few:?} {many:?}");
    }

    #[test]
    fn the_same_rounds_give_the_same_interval() {
        let pairs = [(1.0, 2.0), (2.0, 3.0), (5.0, 4.0)];
        assert_eq!(Ratio::of(&pairs), Ratio::of(&pairs));
    }

    #[test]
    fn what_disturbs_both_in_a_round_does_not_widen_the_interval() {
        let together: Vec<_> = (1..30).map(|round| (f64::from(round), f64::from(2 * round))).collect();
        let ratio = Ratio::of(&together).unwrap();
        assert_eq!((ratio.low, ratio.high), (0.5, 0.5));
    }
}
