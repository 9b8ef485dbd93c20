// The list before the program is there: rows that the page's script draws, and that the program takes over.
import { SAM, expect, test } from "./fixtures.js";
import { openUsers, organization, userRows } from "./app.js";
import { expectNoFaults } from "./axe.js";
import { expectTakenOver, firstLink, firstRows, firstSearch, list, openWithoutProgram, versionsOf, withoutProgram } from "./first-rows.js";
import { translate } from "./translate.js";

for (const [what, locale, width, height, query, base] of [
  ["a wide window", "en-GB", 1280, 800, "", ""],
  ["a wide window in German", "de-DE", 1280, 800, "", ""],
  ["a filtered list", "en-GB", 1280, 800, "?status=invited,expired,inactive&sort=-name", ""],
  ["a narrow window", "de-DE", 1000, 800, "", ""],
  ["a window without navigation", "en-GB", 760, 800, "", ""],
  ["a phone", "de-DE", 390, 844, "", ""],
  ["a phone with a filter", "en-GB", 390, 844, "?status=active", ""],
  ["a portal", "en-GB", 1280, 800, "", "/portal/users"],
]) {
  test.describe(`first rows on ${what}`, () => {
    test.use({ locale, viewport: { width, height } });

    test("are those of the program, in their place", async ({ page }) => {
      const { id, start } = await openWithoutProgram(page, "10234", query, base);
      await expectTakenOver(page, versionsOf(page, id, query), start);
    });
  });
}

test.describe("of somebody with unusual names", () => {
  test.use({ account: SAM });

  test("O1 first rows are those of the program, and markup in a name is text", async ({ page }) => {
    const dialogs = [];
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      dialog.dismiss();
    });
    const { id, start } = await openWithoutProgram(page, "30155");
    await expect(firstRows(page).first()).toBeVisible();
    expect(await page.evaluate(() => document.querySelectorAll("img, [onerror]").length)).toBe(0);
    await expectTakenOver(page, versionsOf(page, id, ""), start);
    expect(dialogs).toEqual([]);
  });
});

test("what is typed before the program is there is kept, and searched for", async ({ page }) => {
  const { start } = await openWithoutProgram(page, "10234");
  await firstSearch(page).click();
  await page.keyboard.type("lovela");
  await page.keyboard.press("Home");
  start();
  const search = page.getByRole("searchbox", { name: "Search users" });
  await expect(page).toHaveURL(/\?q=lovela$/);
  await expect(search).toHaveValue("lovela");
  await expect(search).toBeFocused();
  expect(await search.evaluate(({ selectionStart, selectionEnd }) => [selectionStart, selectionEnd])).toEqual([0, 0]);
  await expect(userRows(page)).toHaveCount(1);
  await expect(userRows(page)).toContainText("Ada Lovelace");
});

test("F6 text that an input method composes is not cut when the program arrives", async ({ page }) => {
  const { start } = await openWithoutProgram(page, "10234");
  await firstSearch(page).click();
  const session = await page.context().newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "らぶ", selectionStart: 2, selectionEnd: 2 });
  start();
  await expect(page.locator(".r-outline ~ .r-shell .r-tablewrap")).toBeAttached();
  await session.send("Input.imeSetComposition", { text: "らぶれ", selectionStart: 3, selectionEnd: 3 });
  await expect(firstSearch(page)).toHaveValue("らぶれ");
  await session.send("Input.insertText", { text: "lovela" });
  await expect(firstSearch(page)).toHaveCount(0);
  await expect(page.getByRole("searchbox", { name: "Search users" })).toHaveValue("lovela");
  await expect(userRows(page)).toHaveCount(1);
});

test("F6 what has been composed for ten seconds is taken over as it is, and the list appears", async ({ page }) => {
  await page.clock.install();
  const { start } = await openWithoutProgram(page, "10234");
  await firstSearch(page).click();
  const session = await page.context().newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "らぶ", selectionStart: 2, selectionEnd: 2 });
  start();
  await expect(page.locator(".r-outline ~ .r-shell .r-tablewrap")).toBeAttached();
  await page.clock.fastForward(10_000);
  await expect(firstSearch(page)).toHaveCount(0);
  await expect(page.locator(".r-tablewrap :is(.r-empty, tbody tr[data-row-id])").first()).toBeVisible();
});

test("names lead to their pages before the program is there", async ({ page }) => {
  const { id } = await openWithoutProgram(page, "10234");
  const member = await firstRows(page).nth(6).getAttribute("data-row-id");
  await firstLink(page, 6).click({ noWaitAfter: true });
  await expect(page).toHaveURL(new RegExp(`/organizations/${id}/users/${member}$`));
});

test("the focus stays on the name that it was on", async ({ page }) => {
  const { start } = await openWithoutProgram(page, "10234");
  const name = await firstLink(page, 3).locator("bdi").textContent();
  await firstLink(page, 3).focus();
  start();
  await expect(list(page)).toBeVisible();
  await expect(list(page).getByRole("link", { name })).toBeFocused();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("there are no more first rows than can be seen", async ({ page }) => {
    await openWithoutProgram(page, "10234");
    await expect(firstRows(page).last()).toBeInViewport();
    expect(await firstRows(page).count()).toBeGreaterThan(5);
  });
});

test("first rows have no faults that a checker finds", async ({ page }) => {
  await openWithoutProgram(page, "10234");
  await expect(firstRows(page).first()).toBeVisible();
  await expectNoFaults(page);
});

test("F1 the program takes over from a page that a browser has translated", async ({ page }) => {
  const { id, start } = await openWithoutProgram(page, "10234");
  await expect(firstRows(page).first()).toBeVisible();
  expect(await translate(page)).toBeGreaterThan(0);
  await expectTakenOver(page, versionsOf(page, id, ""), start);
});

for (const [what, query] of [
  ["a search, which marks what it finds", "?q=ada"],
  ["columns of the reader's own", "?columns=name,email"],
  ["another density", "?density=compact"],
  ["a place further below", "?at=500"],
]) {
  test(`there are no first rows with ${what}`, async ({ page }) => {
    const answer = page.waitForResponse(/\/api\/v1\/start\?/);
    const { start } = await openWithoutProgram(page, "10234", query);
    await (await answer).finished();
    // The outline stays.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    await expect(firstSearch(page)).toHaveCount(0);
    await expect(page.locator(".r-outline__rows")).toBeVisible();
    start();
    await expect(list(page)).toBeVisible();
  });
}

test("columns that this browser remembers are the program's to draw", async ({ page }) => {
  const id = await openUsers(page);
  await page.evaluate((id) => localStorage.setItem(`roster.columns.${id}`, "?columns=name,email"), id);
  const start = await withoutProgram(page);
  const answer = page.waitForResponse(/\/api\/v1\/start\?/);
  await page.goto(`/organizations/${id}/users`, { waitUntil: "commit" });
  await (await answer).finished();
  await expect(firstSearch(page)).toHaveCount(0);
  start();
  await expect(list(page).getByRole("columnheader", { name: "Email" })).toBeVisible();
});

test("without an answer for the start, the program asks by itself", async ({ page }) => {
  await page.route(/\/api\/v1\/start\?/, (route) => route.fulfill({ status: 404, body: "" }));
  await openUsers(page);
  await expect(userRows(page).nth(3)).toBeVisible();
});

test("one answer brings what the list shows first", async ({ page }) => {
  const { id } = await organization(page, "10234");
  const asked = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/api/v1/")) asked.push(pathname.replace("/api/v1", "").replace(id, "…"));
  });
  await page.goto(`/organizations/${id}/users`);
  await expect(userRows(page).first()).toBeVisible();
  expect(asked.filter((path) => /^\/(start|session|organizations\/…(\/members)?)$/.test(path))).toEqual(["/start"]);
});
