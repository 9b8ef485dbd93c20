//! Numbers as styles have them.

/// A number with two digits after its point: as exact as a pixel needs, and the same in every style.
pub fn decimal(number: f64) -> String {
    let hundredths = (number * 100.0).round() as i64;
    let (sign, size) = (if hundredths < 0 { "-" } else { "" }, hundredths.unsigned_abs());
    let (whole, part) = (size / 100, size % 100);
    [sign, &whole.to_string(), if part < 10 { ".0" } else { "." }, &part.to_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_rounded_to_hundredths() {
        let all = [0.0, 44.0, -8.004, 12.345_67, 0.05, -0.25, 8_000_000.999].map(decimal);
        assert_eq!(all, ["0.00", "44.00", "-8.00", "12.35", "0.05", "-0.25", "8000001.00"]);
    }
}
