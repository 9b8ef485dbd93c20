// The list as the page's script draws it, before the program is there.
import { expect } from "@playwright/test";

import { api, organization } from "./app.js";

const PROGRAM = "**/assets/*_bg.wasm";

export const firstRows = (page) => page.locator("[data-first-rows] > tr");
export const firstSearch = (page) => page.locator("[data-first-search]");
export const firstLink = (page, place) => firstRows(page).nth(place).getByRole("link");
/** The list of the program, in any language. */
export const list = (page) => page.getByRole("table", { name: /, \d/ });

/** Keeps the program from `page` until the returned function is called. */
export async function withoutProgram(page) {
  let letThrough;
  const held = new Promise((resolve) => {
    letThrough = resolve;
  });
  await page.route(PROGRAM, async (route) => {
    await held;
    // The page may have been left.
    await route.continue().catch(() => {});
  });
  return letThrough;
}

/** Opens the users of the organization with this number without the program. */
export async function openWithoutProgram(page, number, query = "", base = "") {
  const { id } = await organization(page, number);
  const start = await withoutProgram(page);
  await page.goto(`${base}/organizations/${id}/users${query}`, { waitUntil: "commit" });
  return { id, start };
}

/** What stands where: each row's markup and place, without what only the program adds. */
const look = (page, rows) =>
  rows.evaluateAll((rows) =>
    rows.map((row) => {
      const copy = row.cloneNode(true);
      const { x, y, width, height } = row.getBoundingClientRect();
      const cells = [...row.children].map((cell) => Math.round(cell.getBoundingClientRect().x));
      for (const cell of copy.querySelectorAll("[inert]")) cell.removeAttribute("inert");
      for (const named of copy.querySelectorAll("[data-check], [data-menu]")) named.removeAttribute("aria-label");
      for (const added of copy.querySelectorAll(".r-status__do, .r-status__mail")) added.remove();
      for (const titled of copy.querySelectorAll("[title]")) titled.removeAttribute("title");
      return { id: row.dataset.rowId, html: copy.outerHTML, place: [x, y, width, height], cells, isFirst: row.isFirst === true };
    }),
  );

/** Whether the rows of the program are those of the script: the same elements with the same content in the same place. */
export async function expectTakenOver(page, versions, start) {
  await expect(firstRows(page).first()).toBeVisible();
  await firstRows(page).evaluateAll((rows) => rows.forEach((row) => (row.isFirst = true)));
  const before = new Map((await look(page, firstRows(page))).map((row) => [row.id, row]));
  start();
  await expect(list(page)).toBeVisible();
  await expect(firstRows(page)).toHaveCount(0);
  const after = await look(page, list(page).locator("[data-row-id]"));
  const now = await versions();
  let compared = 0;
  // The program draws one row more than can be seen.
  for (const row of after.filter(({ id }) => before.has(id))) {
    expect(row.isFirst).toBe(true);
    // Somebody else may have changed a user meanwhile.
    if (now.get(row.id) !== (await versions.before).get(row.id)) continue;
    const { html, place, cells } = before.get(row.id);
    expect(row.html).toBe(html);
    expect(row.place).toEqual(place);
    expect(row.cells).toEqual(cells);
    compared += 1;
  }
  expect(compared).toBeGreaterThan(0);
}

/** The versions of the users that a page of the list shows: now, and when this was called. */
export function versionsOf(page, id, query) {
  const versions = async () => {
    const { items } = await api(page, `/organizations/${id}/members${query}`);
    return new Map(items.map(({ id, version }) => [id, version]));
  };
  versions.before = versions();
  return versions;
}
