//! How a language writes dates, numbers and lists. Dates are in the reader's own time zone.

use api_types::Total;
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

impl Day {
    /// Counts days, from one in a far past; two of these are as many days apart as they differ.
    fn number(self) -> i64 {
        // The year begins in March, so that the day that some years lack is its last.
        let month = (self.month as i64 + 10) % 12;
        let year = i64::from(self.year) - i64::from(month >= 10);
        365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + i64::from(self.day)
    }
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

    /// `1,248`, or `10,000+` when counting stopped there.
    pub fn total(self, Total { count, exact }: Total) -> String {
        [&*self.number(count), if exact { "" } else { "+" }].concat()
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
        self.at_time(&text, &date)
    }

    fn at_time(self, day: &str, date: &Date) -> String {
        [day, ", ", &two_digits(date.get_hours()), ":", &two_digits(date.get_minutes())].concat()
    }

    /// `3 Mar 2026, 09:14`, whatever day it is.
    pub fn moment(self, moment: &str) -> String {
        read(moment).map_or_else(|| moment.to_owned(), |date| self.at_time(&self.day(day_of(&date)), &date))
    }

    /// When a moment was: `today`, `3 days ago`, and `3 Mar 2026` once that is more than 30 days ago; the text itself
    /// when it is not a moment.
    pub fn ago(self, moment: &str) -> String {
        let Some(date) = read(moment) else { return moment.to_owned() };
        let day = day_of(&date);
        self.days_ago(day_at(Date::now()).number() - day.number()).unwrap_or_else(|| self.day(day))
    }

    /// `yesterday`, `3 days ago`; anything to come counts as today. Nothing when that is more than 30 days ago.
    fn days_ago(self, days: i64) -> Option<String> {
        let texts = &self.locale.texts().format;
        match days {
            ..=0 => Some(texts.today.to_owned()),
            1 => Some(texts.yesterday.to_owned()),
            2..=30 => {
                let (before, after) = texts.days_ago;
                Some([before, &self.number(days.unsigned_abs()), after].concat())
            }
            _ => None,
        }
    }

    /// A day of the calendar, as [`Format::date`] writes it.
    pub fn day(self, Day { year, month, day }: Day) -> String {
        let texts = &self.locale.texts().format;
        let month = texts.months.get(month).copied().unwrap_or_default();
        [&day.to_string(), texts.after_day, month, " ", &year.to_string()].concat()
    }

    /// The day that is so many days from now.
    pub fn in_days(self, days: u16) -> String {
        self.day(day_at(Date::now() + f64::from(days) * DAY))
    }

    /// `11 days left` until that day of the calendar; `ends today` on the day itself. Nothing when the moment is past or none.
    pub fn time_left(self, until: &str) -> Option<String> {
        let until = read(until).filter(|until| until.get_time() > Date::now())?;
        let days = day_of(&until).number() - day_at(Date::now()).number();
        let texts = &self.locale.texts().format;
        Some(match days {
            ..=0 => texts.ends_today.to_owned(),
            1 => texts.one_day_left.to_owned(),
            days => {
                let (before, after) = texts.days_left;
                [before, &self.number(days.unsigned_abs()), after].concat()
            }
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
    fn a_number_that_was_not_counted_to_the_end_says_so() {
        assert_eq!(ENGLISH.total(Total { count: 1_248, exact: true }), "1,248");
        assert_eq!(GERMAN.total(Total { count: 10_000, exact: false }), "10.000+");
    }

    #[test]
    fn only_the_recent_past_is_told_in_days() {
        for (days, english, german) in [
            (-1, "today", "heute"),
            (0, "today", "heute"),
            (1, "yesterday", "gestern"),
            (2, "2 days ago", "vor 2 Tagen"),
            (30, "30 days ago", "vor 30 Tagen"),
        ] {
            assert_eq!(ENGLISH.days_ago(days).as_deref(), Some(english));
            assert_eq!(GERMAN.days_ago(days).as_deref(), Some(german));
        }
        assert_eq!((ENGLISH.days_ago(31), GERMAN.days_ago(3_653)), (None, None));
    }

    #[test]
    fn days_of_the_calendar_are_counted_over_months_and_leap_years() {
        let day = |year, month: usize, day| Day { year, month: month - 1, day }.number();
        assert_eq!(day(2026, 3, 1) - day(2026, 2, 28), 1);
        assert_eq!(day(2024, 3, 1) - day(2024, 2, 28), 2);
        assert_eq!(day(2027, 1, 1) - day(2026, 12, 31), 1);
        assert_eq!(day(2026, 11, 21) - day(2025, 11, 21), 365);
        assert_eq!(day(2001, 1, 1) - day(1901, 1, 1), 36_525);
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
}
