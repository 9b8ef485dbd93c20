//! How fast the body of a request must arrive.

/// Bytes per second. A large body is accepted if it arrives at this rate or faster.
pub const LEAST_UPLOAD_RATE: u64 = 64 * 1024;

/// How long a body of this size, in bytes, takes at the least rate, in milliseconds.
pub fn upload_millis(size: u64) -> u64 {
    size.saturating_mul(1_000) / LEAST_UPLOAD_RATE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_import_has_time_on_a_slow_line() {
        let (base64, seconds) = (40 * 1024 * 1024 / 3 * 4, 2 * 170);
        assert!(upload_millis(base64) > seconds * 1_000);
        assert_eq!((upload_millis(0), upload_millis(LEAST_UPLOAD_RATE)), (0, 1_000));
        assert!(upload_millis(u64::MAX) > 0);
    }
}
