//! Applying what a user changed in a form to what the thing is by now, after another user changed it.

/// A field: the user's value where the user changed it, otherwise the one that it has now.
pub fn rebase<T: PartialEq>(before: &T, mine: T, now: T) -> T {
    if mine == *before { now } else { mine }
}

/// A set: what the user added and removed, applied to what it is now.
pub fn rebase_set<T: PartialEq + Copy>(before: &[T], mine: &[T], now: &[T]) -> Vec<T> {
    let added = mine.iter().filter(|it| !before.contains(it) && !now.contains(it));
    let kept = now.iter().filter(|it| mine.contains(it) || !before.contains(it));
    kept.chain(added).copied().collect()
}

/// Whether two lists without repetitions have the same items.
pub fn is_same_set<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    one.len() == other.len() && one.iter().all(|it| other.contains(it))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn u5_what_the_user_changed_is_applied_to_what_it_is_now() {
        assert_eq!(rebase(&"Acme", "Acme GmbH", "Acme Ltd"), "Acme GmbH");
        assert_eq!(rebase(&"Acme", "Acme", "Acme Ltd"), "Acme Ltd");
        // 1 was taken away and 2 given, while another user gave 3.
        assert_eq!(rebase_set(&[1], &[2], &[1, 3]), [3, 2]);
        // Both gave 2.
        assert_eq!(rebase_set(&[1], &[1, 2], &[1, 2]), [1, 2]);
        // Another user took away what this one kept.
        assert_eq!(rebase_set(&[1, 4], &[1, 2, 4], &[1]), [1, 2]);
    }

    #[test]
    fn u25_the_order_of_a_choice_does_not_matter() {
        assert!(is_same_set(&[1, 2], &[2, 1]));
        assert!(!is_same_set(&[1, 2], &[1]));
        assert!(!is_same_set(&[1], &[2]));
    }

    fn roles() -> impl Strategy<Value = Vec<u8>> {
        proptest::sample::subsequence(vec![1, 2, 3, 4], 0..=4)
    }

    proptest! {
        #[test]
        fn u5_without_a_change_of_another_user_the_choice_stays(before in roles(), mine in roles()) {
            prop_assert!(is_same_set(&rebase_set(&before, &mine, &before), &mine));
        }

        #[test]
        fn u5_without_a_change_of_ones_own_it_stays_as_it_is(before in roles(), now in roles()) {
            prop_assert!(is_same_set(&rebase_set(&before, &before, &now), &now));
        }
    }
}
