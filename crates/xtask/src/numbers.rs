//! Numbers as people read them.

/// 1234567 → `1,234,567`.
pub fn spaced(number: u64) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let rest = digits.as_bytes()[first..].chunks(3).map(|chunk| String::from_utf8_lossy(chunk).into_owned());
    let head = (first > 0).then(|| digits[..first].to_owned());
    head.into_iter().chain(rest).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(spaced(7), "7");
        assert_eq!(spaced(240_000), "240,000");
        assert_eq!(spaced(1_234_567), "1,234,567");
    }
}
