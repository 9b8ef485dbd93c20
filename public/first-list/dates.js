// Dates as the program writes them (src/i18n/format.rs).

const DAY = 86_400_000; // milliseconds
const RECENT = 30; // days: older moments are written as dates

const midnight = (date) => new Date(date).setHours(0, 0, 0, 0);

/** How many days of the calendar a date is ahead of today. */
const daysUntil = (date) => Math.round((midnight(date) - midnight(new Date())) / DAY);

/** Writes dates in one language. */
export function dates({ conventions, endsToday, daysLeft }) {
  const day = new Intl.DateTimeFormat(conventions, { day: "numeric", month: "short", year: "numeric" });
  const time = new Intl.DateTimeFormat(conventions, { hour: "2-digit", minute: "2-digit" });
  const relative = new Intl.RelativeTimeFormat(conventions, { numeric: "auto" });
  const plural = new Intl.PluralRules(conventions);
  return {
    /** `3 Mar 2026` */
    day: (at) => day.format(new Date(at)),
    /** `3 Mar 2026, 09:14` */
    moment: (at) => `${day.format(new Date(at))}, ${time.format(new Date(at))}`,
    /** `3 days ago`, and a date once that is long ago. */
    ago(at) {
      const days = Math.min(daysUntil(new Date(at)), 0);
      return days < -RECENT ? day.format(new Date(at)) : relative.format(days, "day");
    },
    /** `11 days left` until that day; nothing when it is past. */
    timeLeft(until) {
      if (new Date(until) <= Date.now()) return undefined;
      const days = daysUntil(new Date(until));
      return days === 0 ? endsToday : (daysLeft[plural.select(days)] ?? daysLeft.other).replace("#", days);
    },
  };
}
