// A user as a row, as the program draws it (src/ui/table/row_element.rs, src/pages/members/row.rs). The program adds what
// can only be used with it, and what is rare: names of buttons, mails that did not arrive, days on which access ends.
import { element } from "../element.js";
import { roleName } from "./words.js";

const FITTING = 12; // letters of badges that fit side by side
const JOINED = /[\u0600-\u0dff\u1800-\u18af\ufb50-\ufdff\ufe70-\ufefc]/; // scripts whose letters join

const span = (className, ...children) => element("span", { class: className }, ...children);
const isolated = (text) => element("bdi", {}, text);
const none = () => span("r-none", "–");

const icon = (name, className) =>
  element("svg", { class: className, "aria-hidden": "true" }, element("use", { href: `#r-i-${name}` }));

/** The first letter of the first and the last word. */
function initials(name) {
  const words = name.split(/\s+/u).filter(Boolean);
  const letters = [words[0], ...words.slice(1).slice(-1)].flatMap((word) => word?.match(/[\p{Alphabetic}\p{N}]/u) ?? []);
  return JOINED.test(letters[0] ?? "") ? letters[0] : letters.join("");
}

/** A hue in degrees that a name keeps for ever (FNV-1a). */
function hue(name) {
  const hash = new TextEncoder().encode(name).reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193) >>> 0, 0x811c9dc5);
  return String(hash % 360);
}

function face({ name }) {
  if (name === undefined) {
    return element("span", { class: "r-avatar r-avatar--pending", "aria-hidden": "true" }, icon("mail", "r-icon r-icon--sm"));
  }
  return element("span", { class: "r-avatar", "--h": hue(name), "aria-hidden": "true" }, initials(name));
}

function secondLine({ name, email, invitation, invited_at: at }, { words, dates }) {
  if (name !== undefined) return element("span", { class: "r-who__mail", dir: "ltr" }, email);
  const line = span("r-who__mail r-who__when");
  if (invitation && at === undefined) line.append(element("span", {}, words.notInvited));
  else line.append(element("span", {}, `${words.invited} `), element("span", {}, at === undefined ? "" : dates.day(at)));
  const times = invitation && at !== undefined ? invitation.times_sent : 0;
  if (times > 1) line.append(span("r-who__more", ` · ${words.sentTimes.replace("#", times)}`));
  return line;
}

function roles({ roles }, { words }) {
  if (roles.length === 0) return none();
  const names = roles.map((role) => roleName(words, role));
  const letters = names.reduce((sum, name) => sum + [...name].length, 0);
  const shown = letters > FITTING ? 1 : names.length;
  const badge = ({ key }, at) => span(key === "administrator" ? "r-badge r-badge--strong" : "r-badge", names[at]);
  const badges = span("r-badges", ...roles.slice(0, shown).map(badge));
  if (shown < names.length) {
    const more = { class: "r-muted", dir: "ltr", "aria-hidden": "true" };
    badges.append(element("span", more, `+${names.length - shown}`), span("r-vh", `, ${names.slice(shown).join(", ")}`));
  }
  return badges;
}

function status({ status, invitation }, { words, dates }) {
  const left = status === "invited" && invitation ? dates.timeLeft(invitation.expires_at) : undefined;
  const word = element("span", {}, words.status[status]);
  if (left) word.append(" ", span("r-status__left", left));
  return element("span", { class: "r-status", "data-status": status }, word);
}

function twoFactor({ two_factor: isOn }, { words }) {
  const named = { role: "img", "aria-label": words.twoFactor[isOn] };
  if (isOn === undefined) return element("span", { class: "r-none", ...named }, "–");
  const attributes = { class: "r-shield", "data-on": isOn ? "" : undefined, ...named };
  return element("span", attributes, icon(isOn ? "shield" : "shieldoff", "r-icon"));
}

function companies({ companies: [first, ...others] }) {
  if (!first) return none();
  if (others.length === 0) return isolated(first.name);
  const more = element("span", { class: "r-muted", dir: "ltr" }, `+${others.length}`);
  return span("r-plus", element("span", { dir: "auto" }, first.name), more);
}

function moment(at, { dates }) {
  return at === undefined ? none() : element("time", { datetime: at }, dates.ago(at), span("r-vh", `, ${dates.moment(at)}`));
}

const named = (text) => (text === undefined ? none() : isolated(text));

const CELLS = {
  signature: ({ signature }) => named(signature),
  roles,
  status,
  two_factor: twoFactor,
  companies,
  supervisor: ({ supervisor }) => named(supervisor?.name),
  invited_by: ({ invited_by: by }) => named(by?.name),
  member_since: ({ member_since: at }, says) => moment(at, says),
};

const cell = (className, ...children) => element("td", { role: "cell", class: className }, ...children);

/** Of the program only: nobody can use it yet. */
function inert(cell) {
  cell.inert = true;
  return cell;
}

/**
 * @param {object} member as in answers of the API
 * @param {{index: number, columns: {name: string, className: string}[], hasBoxes: boolean, own: string, href?: string}} place
 *   `index`: counted from 0; `own`: the reader's own id; `href`: the user's page
 * @param {{words: object, dates: object}} says in the reader's language
 * @returns {HTMLTableRowElement}
 */
export function row(member, { index, columns, hasBoxes, own, href }, says) {
  const link = element("a", { class: "r-who__name", dir: "auto", href }, isolated(member.name ?? member.email));
  if (member.id === own) link.append(" ", span("r-you", says.words.you));
  const text = span("r-who__text", link, secondLine(member, says));
  const who = element("div", { class: "r-who" }, face(member), text);
  const check = element("input", { class: "r-check", type: "checkbox", "data-check": "" });
  const dots = "r-btn r-btn--ghost r-btn--icon r-btn--sm r-dots";
  const menu = element("button", { type: "button", class: dots, "aria-haspopup": "menu", "data-menu": "" });
  const attributes = {
    role: "row",
    "data-muted": member.name === undefined ? "" : undefined,
    "aria-rowindex": String(index + 2),
    "data-row-id": member.id,
  };
  return element(
    "tr",
    attributes,
    ...(hasBoxes ? [inert(cell("r-c-check", check))] : []),
    element("th", { role: "rowheader", scope: "row", class: "r-c-who" }, who),
    ...columns.slice(1).map(({ name, className }) => cell(className, CELLS[name](member, says))),
    inert(cell("r-c-menu", menu)),
  );
}
