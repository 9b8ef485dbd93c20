//! Dates, numbers, plurals and lists as a language writes them, by the browser's `Intl`. Dates are in the reader's time zone.

use std::cell::OnceCell;

use api_types::{Language, Total};
use js_sys::{
    Array, Date, Function, Intl,
    Intl::{
        DateTimeFormatOptions, DayFormat, MonthFormat, NumericFormat, RelativeTimeFormatNumeric,
        RelativeTimeFormatOptions, YearFormat,
    },
    JsString, Object,
};
use wasm_bindgen::JsValue;

use super::{Catalogue, Texts};

const DAY: f64 = 86_400_000.0; // milliseconds
/// Older moments are written as dates.
const RECENT: f64 = 30.0; // days
/// Further away, a day needs its year.
const NEAR: f64 = 300.0; // days

/// Writes dates, numbers and lists in one language.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    language: Language,
}

/// The browser's formatters of one language. Making one is slow, so each is made once, when it is first used.
#[derive(Default)]
struct Formatters {
    number: OnceCell<Function>,
    day: OnceCell<Function>,
    day_of_year: OnceCell<Function>,
    time: OnceCell<Function>,
    relative: OnceCell<Intl::RelativeTimeFormat>,
    plural: OnceCell<Intl::PluralRules>,
    list: OnceCell<Intl::ListFormat>,
}

thread_local! {
    static FORMATTERS: [Formatters; Language::ALL.len()] = Default::default();
}

impl Format {
    /// How `language` writes.
    pub const fn new(language: Language) -> Self {
        Self { language }
    }

    /// The language.
    pub const fn language(self) -> Language {
        self.language
    }

    /// `1,248` or `1.248`.
    pub fn number(self, number: u64) -> String {
        let value = JsValue::from_f64(number as f64);
        self.with(|formatters, tags| {
            let formatter = || Intl::NumberFormat::new(tags, &Object::new()).format();
            write(formatters.number.get_or_init(formatter), &value)
        })
        .unwrap_or_else(|| number.to_string())
    }

    /// Whether a comma stands before the decimals.
    pub fn has_decimal_comma(self) -> bool {
        let half = JsValue::from_f64(0.5);
        let written = self.with(|formatters, tags| {
            let formatter = || Intl::NumberFormat::new(tags, &Object::new()).format();
            write(formatters.number.get_or_init(formatter), &half)
        });
        written.is_some_and(|written| written.contains(','))
    }

    /// `1,248`, or `10,000+` when counting stopped there.
    pub fn total(self, Total { count, exact }: Total) -> String {
        [&*self.number(count), if exact { "" } else { "+" }].concat()
    }

    /// `1 user` or `1,248 users`.
    pub fn count(self, number: u64, one: &str, other: &str) -> String {
        [&*self.number(number), " ", self.plural(number, one, other)].concat()
    }

    /// The text for this number: `one` where the language uses the singular, else `other`.
    pub fn plural<T>(self, number: u64, one: T, other: T) -> T {
        let category: JsString = self.with(|formatters, tags| {
            let rules = || Intl::PluralRules::new(tags, &Object::new());
            formatters.plural.get_or_init(rules).select(number as f64)
        });
        if category == "one" { one } else { other }
    }

    /// `Berlin, Hamburg and Kraków`.
    pub fn list<'a>(self, items: impl IntoIterator<Item = &'a str>) -> String {
        let items: Array = items.into_iter().map(JsValue::from_str).collect();
        self.with(|formatters, tags| {
            let list = || Intl::ListFormat::new(tags, &Object::new());
            formatters.list.get_or_init(list).format(&items).into()
        })
    }

    /// `3 Mar 2026` or `3. März 2026`; the text itself when it is not a moment.
    pub fn date(self, moment: &str) -> String {
        read(moment).map_or_else(|| moment.to_owned(), |date| self.day(&date))
    }

    /// `3 Mar 2026` for `2026-03-03`, the same day wherever the reader is; the text itself when it is no day.
    pub fn plain_day(self, day: &str) -> String {
        read_day(day).map_or_else(|| day.to_owned(), |date| self.day(&date))
    }

    /// A plain day without its year, `3 Mar`, unless it is most of a year away.
    pub fn short_day(self, day: &str) -> String {
        match read_day(day) {
            Some(date) if days_until(&date).abs() < NEAR => self.day_of_year(&date),
            _ => self.plain_day(day),
        }
    }

    /// `3 Mar 2026, 09:14`; `yesterday, 09:14`, `today, 09:14` and `tomorrow, 09:14`.
    pub fn date_time(self, moment: &str) -> String {
        let Some(date) = read(moment) else { return moment.to_owned() };
        let days = days_until(&date);
        let day = if days.abs() <= 1.0 { self.relative_day(days) } else { self.day(&date) };
        [&*day, ", ", &self.time(&date)].concat()
    }

    /// `3 Mar 2026, 09:14`, whatever day it is.
    pub fn moment(self, moment: &str) -> String {
        let write = |date: Date| [&*self.day(&date), ", ", &self.time(&date)].concat();
        read(moment).map_or_else(|| moment.to_owned(), write)
    }

    /// When a moment was: `today`, `3 days ago`, and `3 Mar 2026` once that is more than 30 days ago; the text itself
    /// when it is not a moment. The future counts as today.
    pub fn ago(self, moment: &str) -> String {
        let Some(date) = read(moment) else { return moment.to_owned() };
        let days = days_until(&date).min(0.0);
        if days < -RECENT { self.day(&date) } else { self.relative_day(days) }
    }

    /// The day that is so many days from now.
    pub fn in_days(self, days: u16) -> String {
        self.day(&Date::new(&(Date::now() + f64::from(days) * DAY).into()))
    }

    /// `11 days left` until that day; `ends today` on the day itself. Nothing when the moment is past or none.
    pub fn time_left(self, until: &str) -> Option<String> {
        let until = read(until).filter(|until| until.get_time() > Date::now())?;
        let days = days_until(&until) as u64;
        let texts = &Texts::in_language(self.language).format;
        Some(if days == 0 { texts.ends_today.to_owned() } else { (texts.days_left)(self, days) })
    }

    fn day(self, date: &Date) -> String {
        self.with(|formatters, tags| {
            let formatter = || {
                let options = DateTimeFormatOptions::new();
                options.set_day(DayFormat::Numeric);
                options.set_month(MonthFormat::Short);
                options.set_year(YearFormat::Numeric);
                Intl::DateTimeFormat::new(tags, &options).format()
            };
            write(formatters.day.get_or_init(formatter), date)
        })
        .unwrap_or_default()
    }

    fn day_of_year(self, date: &Date) -> String {
        self.with(|formatters, tags| {
            let formatter = || {
                let options = DateTimeFormatOptions::new();
                options.set_day(DayFormat::Numeric);
                options.set_month(MonthFormat::Short);
                Intl::DateTimeFormat::new(tags, &options).format()
            };
            write(formatters.day_of_year.get_or_init(formatter), date)
        })
        .unwrap_or_default()
    }

    fn time(self, date: &Date) -> String {
        self.with(|formatters, tags| {
            let formatter = || {
                let options = DateTimeFormatOptions::new();
                options.set_hour(NumericFormat::TwoDigit);
                options.set_minute(NumericFormat::TwoDigit);
                Intl::DateTimeFormat::new(tags, &options).format()
            };
            write(formatters.time.get_or_init(formatter), date)
        })
        .unwrap_or_default()
    }

    /// `today`, `yesterday`, `3 days ago`.
    fn relative_day(self, days: f64) -> String {
        self.with(|formatters, tags| {
            let formatter = || {
                let options = RelativeTimeFormatOptions::new();
                options.set_numeric(RelativeTimeFormatNumeric::Auto);
                Intl::RelativeTimeFormat::new(tags, &options)
            };
            formatters.relative.get_or_init(formatter).format(days, "day").into()
        })
    }

    fn with<T>(self, work: impl FnOnce(&Formatters, &Array) -> T) -> T {
        let tags = Array::of1(&self.language.conventions().into());
        FORMATTERS.with(|all| work(&all[self.language as usize], &tags))
    }
}

/// What a formatter makes of a value.
fn write(formatter: &Function, value: &JsValue) -> Option<String> {
    formatter.call1(&JsValue::UNDEFINED, value).ok()?.as_string()
}

fn read(moment: &str) -> Option<Date> {
    let date = Date::new(&moment.into());
    (!date.get_time().is_nan()).then_some(date)
}

/// The beginning of a day, where the reader is.
fn read_day(day: &str) -> Option<Date> {
    let mut parts = day.splitn(3, '-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    Some(Date::new_with_year_month_day(year, month.checked_sub(1)?.try_into().ok()?, day.try_into().ok()?))
}

/// Whether a day, for example `2026-03-03`, lies before today where the reader is.
pub fn is_past_day(day: &str) -> bool {
    read_day(day).is_some_and(|day| days_until(&day) < 0.0)
}

/// How many days of the calendar a date is ahead of today; negative in the past.
fn days_until(date: &Date) -> f64 {
    // Rounded, because a day on which the clocks change is not 24 hours long.
    ((midnight(date) - midnight(&Date::new_0())) / DAY).round()
}

/// The beginning of a date's day, in milliseconds.
fn midnight(date: &Date) -> f64 {
    let midnight = Date::new(date);
    midnight.set_hours(0);
    midnight.set_minutes(0);
    midnight.set_seconds(0);
    midnight.set_milliseconds(0)
}
