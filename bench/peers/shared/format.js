// Numbers and dates in English, as Roster writes them.

const DAY = 86_400_000; // milliseconds
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `1,248` */
export const number = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

/** `1,248`, or `10,000+` when counting stopped there. */
export const total = ({ count, exact }) => number(count) + (exact ? "" : "+");

/** `3 Mar 2026` */
export function date(moment) {
  const it = new Date(moment);
  return `${it.getDate()} ${MONTHS[it.getMonth()]} ${it.getFullYear()}`;
}

/** `3 Mar 2026, 09:14` */
export function exactly(moment) {
  const it = new Date(moment);
  const digits = (part) => String(part).padStart(2, "0");
  return `${date(moment)}, ${digits(it.getHours())}:${digits(it.getMinutes())}`;
}

const dayNumber = (it) => Date.UTC(it.getFullYear(), it.getMonth(), it.getDate()) / DAY;

/** `today`, `3 days ago`, in calendar days; the date after 30 days. */
export function ago(moment) {
  const days = dayNumber(new Date()) - dayNumber(new Date(moment));
  if (days <= 0) return "today";
  if (days === 1) return "yesterday";
  return days <= 30 ? `${days} days ago` : date(moment);
}

/** `11 days left`, in calendar days; `undefined` in the past. */
export function timeLeft(until) {
  const end = new Date(until);
  if (!(end > Date.now())) return undefined;
  const days = dayNumber(end) - dayNumber(new Date());
  if (days <= 0) return "ends today";
  return days === 1 ? "1 day left" : `${number(days)} days left`;
}
