//! Numbers as people read them.

/// 1234567 → `1,234,567`.
pub fn spaced(number: u64) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let rest = digits.as_bytes()[first..].chunks(3).map(|chunk| String::from_utf8_lossy(chunk).into_owned());
    let head = (first > 0).then(|| digits[..first].to_owned());
    head.into_iter().chain(rest).collect::<Vec<_>>().join(",")
}

/// Three digits are as many as mean something: 0.123 → `0.12`, 12.34 → `12.3`, 1234.5 → `1,235`.
pub fn rounded(number: f64) -> String {
    match number {
        ..10.0 => format!("{number:.2}"),
        ..100.0 => format!("{number:.1}"),
        _ => spaced(number.round() as u64),
    }
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

    #[test]
    fn small_numbers_keep_their_fractions() {
        assert_eq!(rounded(0.123), "0.12");
        assert_eq!(rounded(12.34), "12.3");
        assert_eq!(rounded(1234.5), "1,235");
    }
}
