// The list of users before the program is there: its first rows and its search, in the painted outline. The program takes
// over the rows and what was typed.
import { element } from "../element.js";
import { OF_THE_PAGE } from "../prefetch.js";
import { stored } from "../stored.js";
import { fit } from "./columns.js";
import { dates } from "./dates.js";
import { row } from "./row.js";
import { WORDS } from "./words.js";

const ROW = 44; // pixels: how high a row is at least

/** Whether the reader sees the list as everybody starts with it, with nothing above it and nothing marked in it. */
function isPlain({ session, organization, members }, search) {
  const query = new URLSearchParams(search);
  const hasHints = organization.seats?.used === 1 || (organization.two_factor_from && !session.account.two_factor);
  const isArranged = OF_THE_PAGE.some((name) => query.has(name)) || stored(`columns.${organization.id}`) !== null;
  return members.items.length > 0 && !hasHints && !isArranged && !query.has("q");
}

function head(words, { seats, companies }, isFiltered) {
  const title = element("h1", { class: "r-page__title" }, `${words.users} `);
  const count = new Intl.NumberFormat(words.conventions);
  if (seats && !isFiltered) title.append(element("span", { class: "r-count" }, count.format(seats.used)));
  if (!companies) return [title];
  const [all, one] = words.companies.map((text) => element("span", { class: "r-segment" }, text));
  if (!isFiltered) all.append(element("span", { "data-on": "" }));
  return [title, element("div", { class: "r-segments", inert: "" }, all, one)];
}

function searchField(words) {
  const field = element("input", {
    class: "r-input",
    type: "search",
    autocomplete: "off",
    spellcheck: "false",
    maxlength: "200",
    "aria-label": words.search,
    placeholder: words.searchPlaceholder,
    "data-first-search": "",
  });
  // The program waits until an input method has ended what it composes.
  for (const type of ["compositionstart", "compositionend"]) {
    field.addEventListener(type, () => field.toggleAttribute("data-composing", type === "compositionstart"));
  }
  const icon = element("svg", { class: "r-icon", "aria-hidden": "true" }, element("use", { href: "#r-i-search" }));
  return element("div", { class: "r-search" }, icon, field, element("kbd", { class: "r-kbd", "aria-hidden": "true" }, "/"));
}

function table({ items, place, hasBoxes, own, hrefOf, words }) {
  const { columns, grid, total } = fit(place, hasBoxes);
  const heads = [hasBoxes && "r-c-check", ...columns.map(({ className }) => className), "r-c-menu"].filter(Boolean);
  const says = { words, dates: dates(words) };
  const rows = items.map((member, index) => row(member, { index, columns, hasBoxes, own, href: hrefOf(member.id) }, says));
  const table = element(
    "table",
    { class: "r-table", role: "table", "aria-label": words.users, "--r-columns": grid },
    element("thead", { "aria-hidden": "true" }, element("tr", {}, ...heads.map((name) => element("th", { class: name })))),
    // What people are called is not translated.
    element("tbody", { role: "rowgroup", translate: "no", "data-first-rows": "" }, ...rows),
  );
  if (total) table.style.inlineSize = total;
  return table;
}

/**
 * Draws the first rows, if this is a list that looks as everybody's does.
 * @param {Element} outline what is painted before the program is there
 * @param {{session: object, organization?: object, members?: object}} start the answer of the API
 * @param {{language: string, base: string, search: string, hasLinks: boolean}} page `base`: where the addresses of the app
 *   begin; `search`: the query of the page; `hasLinks`: whether addresses of the app are addresses of the browser
 * @returns {boolean} whether rows were drawn
 */
export function drawFirstList(outline, start, page) {
  try {
    return draw(outline, start, page);
  } catch (error) {
    // Of an answer that is not as it should be, the program says more.
    console.warn(error);
    return false;
  }
}

function draw(outline, start, { language, base, search, hasLinks }) {
  const { organization, members } = start;
  if (!organization || !members || !isPlain(start, search)) return false;
  const words = WORDS[language];
  const main = outline.querySelector(".r-main");
  const place = main.querySelector(".r-tablewrap");
  const box = place.querySelector(".r-scrollbox");
  const list = table({
    items: members.items.slice(0, Math.ceil(innerHeight / ROW)),
    place,
    hasBoxes: organization.permissions.includes("members.manage"),
    own: organization.member_id,
    hrefOf: (member) => (hasLinks ? `${base}/organizations/${organization.id}/users/${member}` : undefined),
    words,
  });
  main.querySelector(".r-page__head > .r-skel").replaceWith(...head(words, organization, search !== ""));
  main.querySelector(".r-searchbox").replaceChildren(searchField(words));
  box.replaceChildren(element("div", { class: "r-scroll" }, element("div", { class: "r-scroll__view" }, list)));
  // How high all rows are, for boxes that are no higher than that. What cannot be seen cannot take the focus.
  const [top, rows] = list.children;
  const all = top.offsetHeight + (rows.offsetHeight / rows.children.length) * members.total.count;
  box.style.setProperty("--r-size", `${all}px`);
  const end = box.getBoundingClientRect().bottom;
  for (const row of [...rows.children].filter((row) => row.getBoundingClientRect().top >= end)) row.remove();
  const drawings = element("div", { hidden: "", "aria-hidden": "true" });
  drawings.innerHTML = __ICONS__;
  main.append(drawings);
  main.removeAttribute("aria-hidden");
  outline.removeAttribute("aria-busy");
  return true;
}
