// One row. It keeps its elements and changes their content.
import { userAddress } from "../shared/address.js";
import { COLUMNS } from "../shared/columns.js";
import { ago, date, exactly } from "../shared/format.js";
import { pieces } from "../shared/found.js";
import { hue, initials, left, mail, more, statusName, twoFactor } from "../shared/person.js";
import { icon, make, set } from "./make.js";

const none = () => make("span", { class: "r-none" }, "–");

const marked = (text, sought) =>
  pieces(text, sought).map((piece, place) => (place % 2 === 1 ? make("mark", { class: "r-mark-hit" }, piece) : piece));

const text = (text, sought = []) => (text ? make("bdi", { title: text }, ...marked(text, sought)) : none());

function face({ name }) {
  if (!name) {
    const letter = icon("mail", "r-icon r-icon--sm");
    return make("span", { class: "r-avatar r-avatar--pending", "aria-hidden": "true" }, letter);
  }
  const element = make("span", { class: "r-avatar", "aria-hidden": "true" }, initials(name));
  element.style.setProperty("--h", hue(name));
  return element;
}

function second(member, sought) {
  if (member.name) {
    return make("span", { class: "r-who__mail", dir: "ltr", title: member.email }, ...marked(member.email, sought));
  }
  const on = member.invited_at ? `Invited ${date(member.invited_at)}` : "";
  const others = make("span", { class: "r-who__more" }, more(member));
  return make("span", { class: "r-who__mail", title: on + more(member) }, on, others);
}

function roles({ roles }) {
  if (roles.length === 0) return none();
  const look = (name) => (name === "Administrator" ? "r-badge r-badge--strong" : "r-badge");
  const badges = roles.map(({ name }) => make("span", { class: look(name) }, name));
  return make("span", { class: "r-badges", title: roles.map((role) => role.name).join(", ") }, ...badges);
}

function status(member) {
  const [word, time] = [make("span", {}, `${statusName(member.status)} `), left(member)];
  if (time) word.append(make("span", { class: "r-status__left" }, time));
  const all = [make("span", { class: "r-status", "data-status": member.status }, word)];
  const letter = mail(member);
  if (letter) {
    const look = { class: "r-status__mail", "data-failed": letter.failed ? "" : undefined };
    all.push(make("span", look, icon(letter.icon, "r-icon r-icon--sm"), letter.text));
  }
  if (member.status === "expired") {
    const spoken = make("span", { class: "r-vh" }, `: ${member.email}`);
    all.push(make("button", { type: "button", class: "r-link r-status__do" }, "Resend", spoken));
  }
  return all;
}

function secondFactor({ two_factor: on }) {
  const name = on ? "shield" : "shieldoff";
  const shield = () => make("span", { class: "r-shield", "data-on": on ? "" : undefined }, icon(name));
  const dash = () => make("span", { class: "r-none", "aria-hidden": "true" }, "–");
  return [on === undefined ? dash() : shield(), make("span", { class: "r-vh" }, twoFactor(on))];
}

function companies({ companies }) {
  if (companies.length < 2) return text(companies[0]?.name);
  const more = make("span", { class: "r-muted", dir: "ltr" }, `+${companies.length - 1}`);
  const title = companies.map((company) => company.name).join(", ");
  return make("span", { class: "r-plus", title }, make("span", {}, companies[0].name), more);
}

function since({ member_since: at }) {
  if (!at) return none();
  const exact = exactly(at);
  return make("time", { datetime: at, title: exact }, ago(at), make("span", { class: "r-vh" }, `, ${exact}`));
}

const CELLS = {
  signature: (member, sought) => text(member.signature, sought),
  roles,
  status,
  two_factor: secondFactor,
  companies,
  supervisor: ({ supervisor }) => text(supervisor?.name),
  member_since: since,
};

/** One rendered row. */
export class Row {
  #organization;
  #member;
  #sought;
  #me;
  #who = make("div", { class: "r-who" });
  #cells = COLUMNS.map(({ look }) => make("td", { role: "cell", class: look }));
  #check = make("input", { class: "r-check", type: "checkbox" });
  #button = make("button", {
    type: "button",
    class: "r-btn r-btn--ghost r-btn--icon r-btn--sm r-dots",
    "aria-haspopup": "menu",
  });

  /** Its place in the list, counted from 0. */
  index;
  element = make("tr", { role: "row", "data-loading": "" });

  constructor(organization) {
    this.#organization = organization;
    const name = make("th", { role: "rowheader", scope: "row", class: "r-c-who" }, this.#who);
    const check = make("td", { role: "cell", class: "r-c-check" }, this.#check);
    this.element.append(check, name, ...this.#cells, make("td", { role: "cell", class: "r-c-menu" }, this.#button));
    this.#clear();
  }

  /** Shows a member, or a placeholder until it is loaded. */
  show(index, exists, member, { sought, me }) {
    this.element.hidden = !exists;
    if (this.index !== index) {
      this.index = index;
      this.element.setAttribute("aria-rowindex", index + 2);
    }
    if (this.#member === member && this.#sought === sought && this.#me === me) return;
    [this.#member, this.#sought, this.#me] = [member, sought, me];
    set(this.element, "data-row-id", member?.id);
    set(this.element, "data-pending", member && !member.name ? "" : undefined);
    set(this.element, "data-loading", member ? undefined : "");
    if (member) this.#fill(member, sought, me);
    else this.#clear();
  }

  #clear() {
    const circle = make("span", { class: "r-skel r-skel--circle" });
    this.#who.replaceChildren(circle, make("span", { class: "r-who__text" }));
    for (const cell of this.#cells) cell.replaceChildren();
  }

  #fill(member, sought, me) {
    const name = member.name ?? member.email;
    const link = make(
      "a",
      { class: "r-who__name", href: userAddress(this.#organization, member.id), dir: "auto", title: name },
      make("bdi", {}, ...marked(name, sought)),
      ...(member.email === me ? [make("span", { class: "r-you" }, "you")] : []),
    );
    this.#who.replaceChildren(face(member), make("span", { class: "r-who__text" }, link, second(member, sought)));
    COLUMNS.forEach(({ key }, place) => this.#cells[place].replaceChildren(...[CELLS[key](member, sought)].flat()));
    this.#check.setAttribute("aria-label", `Select ${name}`);
    this.#button.setAttribute("aria-label", `Actions for ${name}`);
  }
}
