// What is seen while parts of the program are on their way.
import { NOBODY, expect, test } from "./fixtures.js";
import { openUsers, organization, userRows } from "./app.js";
import { withoutProgram } from "./first-rows.js";

const SIGN_IN = "**/assets/**/split_sign_in-*.wasm";
const PAGES = "**/assets/**/split_pages-*.wasm";

const outline = (page) => page.locator("[data-shell]");
const main = (page) => page.locator("main.r-main").last();

/** Holds requests back until the returned function is called. */
async function hold(page, url) {
  let letThrough;
  const held = new Promise((resolve) => {
    letThrough = resolve;
  });
  await page.route(url, async (route) => {
    await held;
    await route.continue();
  });
  return letThrough;
}

/** Notes when the program has started. */
const noteStart = (page) =>
  page.addInitScript(() => addEventListener("roster:ready", () => (globalThis.hasStarted = true)));
const hasStarted = (page) => page.waitForFunction(() => globalThis.hasStarted);

test.describe("U16 to nobody", () => {
  test.use({ storageState: NOBODY });

  test("the outline stays until the sign-in page is there", async ({ page }) => {
    await noteStart(page);
    const letThrough = await hold(page, SIGN_IN);
    await page.goto("/", { waitUntil: "commit" });
    await hasStarted(page);
    await expect(page).toHaveURL(/\/sign-in$/);
    await expect(outline(page)).toBeVisible();
    await expect(outline(page).locator(".r-auth")).toBeVisible();
    letThrough();
    await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
    await expect(outline(page)).toHaveCount(0);
  });

  test("the part for signing in is requested beside the program", async ({ page }) => {
    const start = await withoutProgram(page);
    const requested = page.waitForRequest(SIGN_IN);
    await page.goto("/sign-in", { waitUntil: "commit" });
    await requested;
    start();
    await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  });
});

test("U16 it is requested at once, too, when the session of the last visit has ended", async ({ page, context }) => {
  await context.clearCookies();
  const start = await withoutProgram(page);
  const requested = page.waitForRequest(SIGN_IN);
  await page.goto("/", { waitUntil: "commit" });
  await requested;
  start();
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
});

test("U16 whoever is signed in does not load the part for signing in", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await openUsers(page);
  await page.waitForLoadState("networkidle");
  expect(asked.filter((url) => url.includes("split_sign_in"))).toEqual([]);
});

test("U16 the outline stays until a user's page is there", async ({ page }) => {
  const { id } = await organization(page, "10234");
  await noteStart(page);
  const letThrough = await hold(page, PAGES);
  await page.goto(`/organizations/${id}/roles`, { waitUntil: "commit" });
  await hasStarted(page);
  await expect(outline(page)).toBeVisible();
  // It covers what is there already.
  const covers = await page.evaluate(() => Boolean(document.elementFromPoint(100, 100)?.closest("[data-shell]")));
  expect(covers).toBe(true);
  // Nor can it be reached by keys.
  await expect(page.locator(".r-outline ~ .r-shell")).toBeHidden();
  letThrough();
  await expect(page.getByRole("heading", { name: "Roles", level: 1 })).toBeVisible();
  await expect(outline(page)).toHaveCount(0);
});

test("U16 when a page does not come, one can go elsewhere after ten seconds", async ({ page }) => {
  const { id } = await organization(page, "10234");
  await page.clock.install();
  await noteStart(page);
  await hold(page, PAGES);
  await page.goto(`/organizations/${id}/roles`, { waitUntil: "commit" });
  await hasStarted(page);
  await expect(page.locator(".r-outline ~ .r-shell")).toBeAttached();
  await page.clock.fastForward(10_000);
  await expect(outline(page)).toHaveCount(0);
  await page.getByRole("navigation").getByRole("link", { name: "Users" }).click();
  await expect(userRows(page).first()).toBeVisible();
});

test("U16 a page that is loaded has an outline", async ({ page }) => {
  await openUsers(page);
  const letThrough = await hold(page, PAGES);
  await userRows(page).nth(6).getByRole("link").click();
  await expect(main(page).locator(".r-skel").first()).toBeVisible();
  await expect(main(page).getByRole("status").filter({ hasText: "Loading" })).toHaveCount(1);
  letThrough();
  await expect(main(page).getByRole("heading", { level: 1 })).toBeVisible();
  await expect(main(page).locator(".r-skel")).toHaveCount(0);
});

test("U16 the switcher waits without a word until the organization is known", async ({ page }) => {
  const { id } = await organization(page, "10234");
  await page.route(/\/api\/v1\/start\?/, (route) => route.fulfill({ status: 404, body: "" }));
  const letThrough = await hold(page, new RegExp(`/api/v1/organizations/${id}$`));
  await page.goto(`/organizations/${id}/users`);
  await expect(userRows(page).first()).toBeVisible();
  await expect(page.locator(".r-nav .r-switch__text")).toHaveText("");
  letThrough();
  await expect(page.locator(".r-nav .r-switch__name")).toHaveText("Acme Facility Services");
});
