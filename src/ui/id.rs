//! Identifiers for elements that refer to each other.

use std::sync::atomic::{AtomicU32, Ordering};

/// An identifier that no other element of the app has: `r-<what>-<number>`.
pub fn unique_id(what: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    ["r-", what, "-", &NEXT.fetch_add(1, Ordering::Relaxed).to_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::unique_id;

    #[test]
    fn no_two_are_the_same() {
        assert_ne!(unique_id("field"), unique_id("field"));
    }
}
