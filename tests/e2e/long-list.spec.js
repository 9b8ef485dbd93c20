// One scrollbar over a list of any length, in a real browser: by wheel, by dragging, by End, each row where the API has it.
//
// ROSTER_LONG_LIST says how many users; a million takes minutes to fill in. ROSTER_LONG_DATABASE names a database that
// `roster seed` has filled already, for trying a million on either engine.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, signIn, test } from "./fixtures.js";
import { api, userRows, usersTable } from "./app.js";
import { createAdministrator, run, serve } from "./serve.js";

const MEMBERS = Number(process.env.ROSTER_LONG_LIST ?? 30_000);
const EMAIL = `root${process.pid}@long.example`;
const PASSWORD = "long enough to sign in";
const PATIENCE = 20 * 60_000; // milliseconds: for filling in a million

test.use({ account: null });

let folder, server, url;

test.beforeAll(async () => {
  test.setTimeout(PATIENCE);
  folder = mkdtempSync(join(tmpdir(), "roster-long-"));
  const filled = process.env.ROSTER_LONG_DATABASE;
  const database = filled ?? `sqlite://${join(folder, "long.db")}`;
  if (!filled) run(["seed", "--members", String(MEMBERS), "--database", database]);
  createAdministrator(database, { email: EMAIL, name: ["Root", ""], number: "100000", password: PASSWORD });
  server = await serve(database);
  url = server.url;
});

test.afterAll(async () => {
  await server?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** The rows in sight, by their place in the list, counted from 0. */
const inSight = (page) =>
  page.locator(".r-scroll").evaluate((scroll) => {
    const box = scroll.getBoundingClientRect();
    const head = scroll.querySelector("thead").getBoundingClientRect().bottom;
    return [...scroll.querySelectorAll("[data-row-id]")]
      .filter((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return bottom > head + 1 && top < box.bottom - 1;
      })
      .map((row) => [row.ariaRowIndex - 2, row.dataset.rowId]);
  });

/** Waits until every row in sight is the one that the API has at its place; returns the first one's place. */
async function expectRowsOfTheApi(page, organization) {
  let first;
  await expect(async () => {
    const rows = await inSight(page);
    expect(rows.length).toBeGreaterThan(8);
    [[first]] = rows;
    const places = rows.map(([place]) => place);
    expect(places, "no row is left out").toEqual(places.map((_, step) => first + step));
    const { items } = await api(page, `/organizations/${organization}/members?limit=50&at=${first}`);
    expect(rows.map(([, id]) => id)).toEqual(items.slice(0, rows.length).map(({ id }) => id));
  }).toPass({ timeout: 20_000 });
  return first;
}

/** Waits until the list has come to rest with a first row in this range, and is filled by the API. */
const expectFirstBetween = (page, organization, low, high) =>
  expect(async () => {
    const first = await expectRowsOfTheApi(page, organization);
    expect(first).toBeGreaterThan(low);
    expect(first).toBeLessThan(high);
  }).toPass({ timeout: 20_000 });

test("a very long list is scrolled by wheel, by dragging and by End", async ({ playwright, launchOptions }) => {
  test.setTimeout(120_000);
  // A browser whose scrollbars can be dragged.
  const browser = await playwright.chromium.launch({ ...launchOptions, ignoreDefaultArgs: ["--hide-scrollbars"] });
  const context = await browser.newContext({ baseURL: url, locale: "en-GB", viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await signIn(page, EMAIL, PASSWORD);
  await expect(userRows(page).first()).toBeVisible();
  const [organization] = page.url().match(/org_[0-9a-z]{26}/);
  const { total } = await api(page, `/organizations/${organization}/members?limit=1`);
  expect(total.count).toBeGreaterThan(20_000);
  await expect(usersTable(page)).toHaveAttribute("aria-rowcount", String(total.count + 1));
  expect(await expectRowsOfTheApi(page, organization)).toBe(0);

  const box = await page.locator(".r-scroll").boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (let turn = 0; turn < 25; turn++) await page.mouse.wheel(0, 400);
  // As far as in a short list.
  await expectFirstBetween(page, organization, 200, 260);

  // The thumb: at the right edge, behind the button, near the top of so long a list.
  const x = box.x + box.width - 6;
  await page.mouse.move(x, box.y + 26);
  await page.mouse.down();
  await page.mouse.move(x, box.y + box.height / 2, { steps: 12 });
  await page.mouse.up();
  await expectFirstBetween(page, organization, 0.4 * total.count, 0.6 * total.count);

  await userRows(page).nth(4).getByRole("link").focus();
  await page.keyboard.press("End");
  await expect(usersTable(page).locator(`tr[aria-rowindex="${total.count + 1}"]`)).toBeInViewport();
  expect(await expectRowsOfTheApi(page, organization)).toBeGreaterThan(total.count - 20);
  await expect(page.locator(".r-tablefoot")).toContainText(total.count.toLocaleString("en-GB"));

  for (let turn = 0; turn < 5; turn++) await page.mouse.wheel(0, -400);
  await expectFirstBetween(page, organization, total.count - 80, total.count - 40);

  await page.keyboard.press("Home");
  await expect(usersTable(page).locator('tr[aria-rowindex="2"]')).toBeInViewport();
  expect(await expectRowsOfTheApi(page, organization)).toBe(0);
  await browser.close();
});
