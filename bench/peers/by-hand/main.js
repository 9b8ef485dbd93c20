// The page without a framework. Each rendered row is created once and then updated.
import { pressed, remember, SESSION, whereabouts } from "../shared/address.js";
import { COLUMNS, ROW, SPARE } from "../shared/columns.js";
import { number, total as inWords } from "../shared/format.js";
import { words } from "../shared/found.js";
import { MembersList } from "../shared/list.js";
import { ask } from "../shared/requests.js";
import { icon, make } from "./make.js";
import { Row } from "./row.js";
import sprite from "../../../src/ui/icons.svg";

const { organization, view } = whereabouts(location);
const list = new MembersList(organization, view);
const at = (selector) => document.querySelector(selector);
const parts = { scroll: at(".r-scroll"), size: at(".p-size"), body: at("tbody"), head: at("thead tr") };
const rows = [];
const shown = { view: 0, sought: words(view.search), me: undefined };
const all = make("input", { class: "r-check", type: "checkbox", "aria-label": "Select visible users" });

/** Renders the visible rows. */
function draw() {
  const { scrollTop, clientHeight } = parts.scroll;
  const count = list.total?.count ?? 0;
  const inSight = Math.ceil((clientHeight - parts.head.clientHeight) / ROW) + 1;
  const start = Math.max(0, Math.min(Math.floor(scrollTop / ROW) - SPARE, count - inSight - 2 * SPARE));
  const end = Math.min(count, Math.floor(scrollTop / ROW) + inSight + SPARE);
  while (rows.length < end - start) {
    const row = new Row(organization);
    rows.push(row);
    parts.body.append(row.element);
  }
  turn(start);
  rows.forEach((row, place) => row.show(start + place, start + place < end, list.row(start + place), shown));
  parts.body.style.transform = `translateY(${start * ROW}px)`;
  if (count > 0) list.look(start, end - 1);
  foot(scrollTop, count);
}

/** Moves rows that scrolled away to the other end, so that the others keep their elements. */
function turn(start) {
  const by = start - (rows[0]?.index ?? start);
  if (by === 0 || Math.abs(by) >= rows.length) return;
  const gone = by > 0 ? rows.splice(0, by) : rows.splice(by);
  const elements = gone.map((row) => row.element);
  if (by > 0) {
    rows.push(...gone);
    parts.body.append(...elements);
  } else {
    rows.unshift(...gone);
    parts.body.prepend(...elements);
  }
}

const position = document.createTextNode("");
const busy = make("span", { class: "r-muted" }, "Loading more users");

function foot(scrollTop, count) {
  const height = parts.scroll.clientHeight - parts.head.clientHeight;
  const first = Math.min(Math.round(scrollTop / ROW) + 1, count);
  const last = Math.min(Math.round((scrollTop + height) / ROW), count);
  const sight = last === 0 ? "0" : `${number(first)}–${number(last)}`;
  position.data = `${sight} of ${list.total ? inWords(list.total) : ""}`;
}

function update() {
  const { total } = list;
  if (list.shown !== shown.view) {
    shown.view = list.shown;
    shown.sought = words(list.view.search);
    parts.scroll.scrollTop = 0;
  }
  parts.size.style.setProperty("--p-size", `${(total?.count ?? 0) * ROW + parts.head.clientHeight}px`);
  at(".r-count").textContent = total ? inWords(total) : "";
  at(".r-tablefoot__end").replaceChildren(...(list.busy ? [busy] : []));
  draw();
}

function show(change) {
  const before = list.view;
  const next = { ...before, ...change };
  remember(next, !before.search || change.search === undefined);
  list.show(next);
  heads();
}

function heads() {
  const { sort } = list.view;
  const button = (key, text) => {
    const by = sort.replace(/^-/, "") === key;
    const arrow = by ? icon(sort.startsWith("-") ? "arrowdown" : "arrowup") : "";
    const press = make("button", { class: "r-sort", type: "button", "data-on": by ? "" : undefined }, text, arrow);
    press.onclick = () => show({ sort: pressed(sort, key) });
    return press;
  };
  const head = ({ key, head: text, look }, ...more) => {
    const by = [key, ...more.map((one) => one.key)].includes(sort.replace(/^-/, ""));
    const direction = by ? (sort.startsWith("-") ? "descending" : "ascending") : undefined;
    const buttons = [button(key, text), ...more.map((one) => button(one.key, one.head))];
    return make("th", { role: "columnheader", scope: "col", class: look, "aria-sort": direction }, ...buttons);
  };
  const who = head({ key: "name", head: "Name", look: "r-c-who" }, { key: "email", head: "Email" });
  const actions = make("span", { class: "r-vh" }, "Actions");
  const end = make("th", { role: "columnheader", scope: "col", class: "r-c-menu" }, actions);
  const check = make("th", { role: "columnheader", scope: "col", class: "r-c-check" }, all);
  parts.head.replaceChildren(check, who, ...COLUMNS.map((column) => head(column)), end);
}

function search() {
  const field = at(".r-input");
  field.value = view.search;
  field.oninput = () => list.next(() => show({ search: field.value.trim() }));
}

at("#p-sprite").innerHTML = sprite;
at(".r-tablefoot > span").append(position);
heads();
search();
list.subscribe(update);
update();
parts.scroll.addEventListener("scroll", draw, { passive: true });
new ResizeObserver(draw).observe(parts.scroll);
ask(SESSION).then(({ account }) => {
  shown.me = account.email;
  draw();
}, () => {});
