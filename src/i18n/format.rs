//! How a language writes dates, numbers and lists. Dates are in the reader's own time zone.

use js_sys::Date;

use super::Locale;

const DAY: f64 = 86_400_000.0; // milliseconds

/// Writes dates, numbers and lists in one language.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    locale: Locale,
}

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    pub year: u32,
    /// 0 is January.
    pub month: usize,
    /// 1 to 31.
    pub day: u32,
}

impl Format {
    pub(super) const fn new(locale: Locale) -> Self {
        Self { locale }
    }

    /// `1,248` or `1.248`.
    pub fn number(self, number: u64) -> String {
        let digits = number.to_string();
        let separator = self.locale.texts().format.thousands;
        let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
        for (place, digit) in digits.char_indices() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push(separator);
            }
            text.push(digit);
        }
        text
    }

    /// `3 Mar 2026` or `3. März 2026`; the text itself when it is not a moment.
    pub fn date(self, moment: &str) -> String {
        read(moment).map_or_else(|| moment.to_owned(), |date| self.day(day_of(&date)))
    }

    /// `3 Mar 2026, 09:14`; today and yesterday by their names.
    pub fn date_time(self, moment: &str) -> String {
        let Some(date) = read(moment) else { return moment.to_owned() };
        let texts = &self.locale.texts().format;
        let (day, now) = (day_of(&date), Date::now());
        let text = match day {
            day if day == day_at(now) => texts.today.to_owned(),
            day if day == day_at(now - DAY) => texts.yesterday.to_owned(),
            day => self.day(day),
        };
        [&text, ", ", &two_digits(date.get_hours()), ":", &two_digits(date.get_minutes())].concat()
    }

    /// A day of the calendar, as [`Format::date`] writes it.
    pub fn day(self, Day { year, month, day }: Day) -> String {
        let texts = &self.locale.texts().format;
        let month = texts.months.get(month).copied().unwrap_or_default();
        [&day.to_string(), texts.after_day, month, " ", &year.to_string()].concat()
    }

    /// `11 days left`; `ends today` within the last day. Nothing when the moment is past or none.
    pub fn time_left(self, until: &str) -> Option<String> {
        let days = days_between(Date::now(), read(until)?.get_time())?;
        let texts = &self.locale.texts().format;
        Some(match days {
            0 => texts.ends_today.to_owned(),
            1 => texts.one_day_left.to_owned(),
            days => [&*self.number(days), texts.days_left].concat(),
        })
    }

    /// `Berlin, Hamburg and Kraków`.
    pub fn list(self, items: &[&str]) -> String {
        match items {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [first @ .., last] => [&first.join(", "), self.locale.texts().format.and, last].concat(),
        }
    }

    /// `1 user` or `1,248 users`.
    pub fn count(self, number: u64, one: &str, many: &str) -> String {
        [&*self.number(number), " ", if number == 1 { one } else { many }].concat()
    }
}

/// Whole days from one moment to a later one, both in milliseconds; nothing when the second is not later.
pub fn days_between(from: f64, until: f64) -> Option<u64> {
    // A moment is at most 8.64e15 milliseconds, so the days fit.
    (until > from).then(|| ((until - from) / DAY) as u64)
}

fn read(moment: &str) -> Option<Date> {
    let date = Date::new(&moment.into());
    (!date.get_time().is_nan()).then_some(date)
}

fn day_of(date: &Date) -> Day {
    Day { year: date.get_full_year(), month: date.get_month() as usize, day: date.get_date() }
}

fn day_at(milliseconds: f64) -> Day {
    day_of(&Date::new(&milliseconds.into()))
}

fn two_digits(number: u32) -> String {
    match number {
        0..10 => ["0", &number.to_string()].concat(),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: Format = Locale::English.format();
    const GERMAN: Format = Locale::German.format();

    #[test]
    fn thousands_are_grouped_as_the_language_does() {
        for (number, english, german) in
            [(0, "0", "0"), (999, "999", "999"), (1_248, "1,248", "1.248"), (1_000_000, "1,000,000", "1.000.000")]
        {
            assert_eq!(ENGLISH.number(number), english);
            assert_eq!(GERMAN.number(number), german);
        }
    }

    #[test]
    fn days_are_written_out() {
        let day = Day { year: 2026, month: 2, day: 3 };
        assert_eq!(ENGLISH.day(day), "3 Mar 2026");
        assert_eq!(GERMAN.day(day), "3. März 2026");
    }

    #[test]
    fn lists_end_in_and() {
        assert_eq!(ENGLISH.list(&[]), "");
        assert_eq!(ENGLISH.list(&["Berlin"]), "Berlin");
        assert_eq!(ENGLISH.list(&["Berlin", "Hamburg", "Kraków"]), "Berlin, Hamburg and Kraków");
        assert_eq!(GERMAN.list(&["Berlin", "Hamburg"]), "Berlin und Hamburg");
    }

    #[test]
    fn one_is_not_many() {
        assert_eq!(ENGLISH.count(1, "user", "users"), "1 user");
        assert_eq!(GERMAN.count(1_248, "Benutzer", "Benutzer"), "1.248 Benutzer");
    }

    #[test]
    fn only_whole_days_count_and_the_past_has_none() {
        assert_eq!(days_between(0.0, 11.5 * DAY), Some(11));
        assert_eq!(days_between(0.0, 0.5 * DAY), Some(0));
        assert_eq!(days_between(DAY, DAY), None);
    }
}
