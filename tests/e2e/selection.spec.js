// Selecting users: by mouse, by keyboard, on a phone, one by one, in ranges and every one of a view.

import { OTTO, VERA, expect, test } from "./fixtures.js";
import { expectNoFaults } from "./axe.js";
import { api, apiIds, columnHead, expectRows, openUsers, organization, send, switchTo, userRows, usersTable } from "./app.js";
import { bar, checks, dialog, expectSelected, headCheck, open, tool, total, withInvited } from "./many.js";

const checked = (page) => userRows(page).getByRole("checkbox", { checked: true });
const search = (page) => page.getByRole("searchbox", { name: "Search users" });

/** The row at this place of the list, counted from 0. */
const rowAt = (page, place) => usersTable(page).locator(`tr[aria-rowindex="${place + 2}"]`);

/** Scrolls until this place of the list stands at the top, and waits for its row. */
async function scrollTo(page, place) {
  const height = (await userRows(page).first().boundingBox()).height;
  await page.locator(".r-scroll").evaluate((box, top) => box.scrollTo(0, top), Math.round(place * height));
  await expect(rowAt(page, place)).toHaveAttribute("data-row-id", /^mem_/);
}

/** Has the page look whether the list has changed, as it does from time to time. */
const lookAgain = (page) => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));

/** Where there is little room, the page's menu begins and ends the selecting. */
async function select(page, item = "Select users") {
  await page.getByRole("main").getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("a press on a box selects, another takes it back, and the bar says how many", async ({ page }) => {
  await openUsers(page);
  await expect(bar(page)).toHaveCount(0);
  await checks(page).nth(1).click();
  await expectSelected(page, 1);
  await checks(page).nth(3).click();
  await expectSelected(page, 2);
  await expect(userRows(page).nth(1)).toHaveAttribute("aria-selected", "true");
  await expect(userRows(page).nth(2)).not.toHaveAttribute("aria-selected");
  await expect(page.getByRole("status").filter({ hasText: "2 selected" })).toHaveCount(1);
  await checks(page).nth(1).click();
  await expectSelected(page, 1);
  await tool(page, "Clear selection").click();
  await expect(bar(page)).toHaveCount(0);
  await expect(checked(page)).toHaveCount(0);
});

test("the whole cell is the target, and it opens nobody", async ({ page }) => {
  await openUsers(page);
  const { x, y, width, height } = await checks(page).first().locator("..").boundingBox();
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
  const list = page.url();
  for (const [dx, dy] of [[3, 3], [width - 3, height - 3]]) {
    await page.mouse.click(x + dx, y + dy);
  }
  await expect(bar(page)).toHaveCount(0);
  await page.mouse.click(x + 3, y + height / 2);
  await expectSelected(page, 1);
  expect(page.url()).toBe(list);
});

test("Shift takes everybody in between, also rows that were never loaded", async ({ page }) => {
  await openUsers(page);
  const { id } = await withInvited(page, 260);
  await open(page, id);
  await rowAt(page, 2).getByRole("checkbox").click();
  await scrollTo(page, 200);
  await rowAt(page, 203).getByRole("checkbox").click({ modifiers: ["Shift"] });
  await expectSelected(page, 202);
  for (const place of [125, 2, 203]) {
    await scrollTo(page, place);
    const { items } = await api(page, `/organizations/${id}/members?limit=1&at=${place}`);
    await expect(rowAt(page, place)).toHaveAttribute("data-row-id", items[0].id);
    await expect(rowAt(page, place).getByRole("checkbox")).toBeChecked();
  }
  await expect(rowAt(page, 204).getByRole("checkbox")).not.toBeChecked();
  // Upwards, and to leave people out.
  await scrollTo(page, 50);
  await rowAt(page, 53).getByRole("checkbox").click({ modifiers: ["Shift"] });
  await expectSelected(page, 51);
  await expect(rowAt(page, 52).getByRole("checkbox")).toBeChecked();
  await expect(rowAt(page, 53).getByRole("checkbox")).not.toBeChecked();
});

test("a row that was scrolled away comes back selected, and nobody else is", async ({ page }) => {
  await openUsers(page);
  const chosen = [];
  for (const place of [1, 4]) {
    await rowAt(page, place).getByRole("checkbox").click();
    chosen.push(await rowAt(page, place).getAttribute("data-row-id"));
  }
  for (const place of [30, 500, 620]) {
    await scrollTo(page, place);
    await expect(checked(page)).toHaveCount(0);
    await expect(usersTable(page).locator("[aria-selected]")).toHaveCount(0);
  }
  await scrollTo(page, 0);
  await expect(checked(page)).toHaveCount(2);
  const found = await usersTable(page).locator('[aria-selected="true"]').evaluateAll((rows) => rows.map((row) => row.dataset.rowId));
  expect(found).toEqual(chosen);
  await expectSelected(page, 2);
});

test("by keyboard alone: boxes, a range, the bar, the dialog, and back", async ({ page }) => {
  await openUsers(page, "10234", "?status=invited");
  await checks(page).first().focus();
  await page.keyboard.press("Space");
  await expectSelected(page, 1);
  for (let step = 0; step < 3; step++) await page.keyboard.press("ArrowDown");
  await expect(rowAt(page, 3).getByRole("checkbox")).toBeFocused();
  await page.keyboard.press("Shift+Space");
  await expectSelected(page, 4);
  // The last row that is drawn comes into sight above the bar.
  for (let step = 0; step < 12; step++) await page.keyboard.press("ArrowDown");
  const focused = rowAt(page, 15).getByRole("checkbox");
  await expect(focused).toBeFocused();
  const [row, over] = [await rowAt(page, 15).boundingBox(), await bar(page).boundingBox()];
  expect(row.y + row.height).toBeLessThanOrEqual(over.y);
  // From a box Tab leads to the bar, and back.
  await page.keyboard.press("Tab");
  await expect(tool(page, "Change roles")).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(focused).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await expect(tool(page, "Change supervisor")).toBeFocused();
  await page.keyboard.press("Home");
  await expect(tool(page, /^Select all/)).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(tool(page, "Clear selection")).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(tool(page, "Change company")).toBeFocused();
  await tool(page, "Withdraw").focus();
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toHaveAccessibleName("Withdraw 4 invitations?");
  await expect(dialog(page).getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(tool(page, "Withdraw")).toBeFocused();
  await expectSelected(page, 4);
  await page.keyboard.press("Escape");
  await expect(bar(page)).toHaveCount(0);
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
});

test("U12 what the bar has no room for is in a menu, which the keyboard opens and leaves", async ({ page }) => {
  await openUsers(page);
  await headCheck(page).click();
  await tool(page, /^Select all/).click();
  await expect(tool(page, "Change roles")).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowLeft");
  await expect(tool(page, "Clear selection")).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(tool(page, "More")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menuitem")).toHaveCount(0);
  await expect(tool(page, "More")).toBeFocused();
  await expect(bar(page)).toBeVisible();
});

test("Escape first closes what floats, and clears the selection only then", async ({ page }) => {
  await openUsers(page);
  await checks(page).first().click();
  await userRows(page).nth(2).getByRole("button").click();
  await expect(page.getByRole("menuitem", { name: "Open" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menuitem", { name: "Open" })).toHaveCount(0);
  await expectSelected(page, 1);
  await search(page).focus();
  await page.keyboard.press("Escape");
  await expectSelected(page, 1);
  await checks(page).nth(1).focus();
  await page.keyboard.press("Escape");
  await expect(bar(page)).toHaveCount(0);
});

test("U24 another order, another search and what others change keep the selection; another organization ends it", async ({ page }) => {
  const { id, viewer } = await withInvited(page, 6);
  await open(page, id);
  for (const place of [0, 2]) await checks(page).nth(place).click();
  const chosen = await usersTable(page).locator('[aria-selected="true"]').evaluateAll((rows) => rows.map((row) => row.dataset.rowId));
  await columnHead(page, "Email").getByRole("button", { name: "Email" }).click();
  await expectRows(page, await apiIds(page, id, "sort=email"));
  await expectSelected(page, 2);
  for (const member of chosen) await expect(page.locator(`[data-row-id="${member}"]`).getByRole("checkbox")).toBeChecked();
  await send(page, `/organizations/${id}/invitations`, { emails: ["aaron@first.example"], roles: [viewer.id], send_email: false });
  await lookAgain(page);
  await expect(usersTable(page)).toHaveAccessibleName("Users, 8");
  await expectSelected(page, 2);
  await expect(checked(page)).toHaveCount(2);

  await page.getByRole("group", { name: "Filters" }).getByRole("button", { name: "Status" }).click();
  await dialog(page).getByRole("checkbox", { name: /^Active/ }).click();
  await page.keyboard.press("Escape");
  await expect(usersTable(page)).toHaveAccessibleName("Users, 1");
  await expectSelected(page, 2);
  await expect(bar(page)).toContainText("2 selected, 1 not shown");
  await expect(checked(page)).toHaveCount(1);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(checked(page)).toHaveCount(2);
  await expect(bar(page)).not.toContainText("not shown");
  await switchTo(page, "10234");
  await expect(usersTable(page)).toHaveAccessibleName(/^Users, 1,2/);
  await expect(bar(page)).toHaveCount(0);
});

test("whoever has gone meanwhile is selected no longer", async ({ page }) => {
  const { id, emails } = await withInvited(page, 60);
  await open(page, id, "?sort=email&status=invited");
  await checks(page).nth(0).click();
  await checks(page).nth(1).click();
  await scrollTo(page, 40);
  const [gone] = await apiIds(page, id, `q=${emails[1]}`);
  await send(page, `/organizations/${id}/members/${gone}/withdraw`);
  await lookAgain(page);
  await expectSelected(page, 1);
});

test("the box in the head selects what is in sight, the bar offers all, and once more it is nobody", async ({ page }) => {
  await openUsers(page);
  const { id } = await withInvited(page, 260);
  await open(page, id);
  await checks(page).nth(2).click();
  expect(await headCheck(page).evaluate((box) => box.indeterminate)).toBe(true);
  await headCheck(page).click();
  await expect(headCheck(page)).toBeChecked();
  expect(await headCheck(page).evaluate((box) => box.indeterminate)).toBe(false);
  const inSight = await checked(page).count();
  expect(inSight).toBeGreaterThan(10);
  expect(inSight).toBeLessThan(20);
  await expectSelected(page, inSight);
  const count = await total(page, id, "");
  expect(count).toBe(261);
  await tool(page, `Select all ${count}`).click();
  await expectSelected(page, count);
  await expect(tool(page, /^Select all/)).toHaveCount(0);
  await expect(tool(page, "Change roles")).toBeFocused();
  await scrollTo(page, count - 20);
  await expect(checks(page).last()).toBeChecked();
  await headCheck(page).click();
  await expect(bar(page)).toHaveCount(0);
  await expect(headCheck(page)).not.toBeChecked();
});

test("rows between two presses come over a slow line, and that can be stopped", async ({ page }) => {
  await openUsers(page);
  await checks(page).first().click();
  let pages = 0;
  const held = [];
  await page.route(/\/members\?.*limit=200/, async (route) => {
    pages += 1;
    if (pages > 2) await new Promise((go) => held.push(go));
    await route.continue();
  });
  await scrollTo(page, 600);
  await rowAt(page, 602).getByRole("checkbox").click({ modifiers: ["Shift"] });
  await expectSelected(page, 401);
  await expect(bar(page)).toHaveAttribute("aria-busy", "true");
  await expect(tool(page, "Change roles")).toHaveAttribute("aria-disabled", "true");
  await tool(page, "Stop").click();
  held.forEach((go) => go());
  await expect(bar(page)).not.toHaveAttribute("aria-busy");
  await expectSelected(page, 401);
});

test("USR-8 every user of a view is selected at once, apart from those unticked afterwards", async ({ page }) => {
  const id = await openUsers(page, "10234", "?status=active");
  const number = await total(page, id, "status=active");
  await checks(page).first().click();
  const loads = [];
  page.on("request", (request) => /limit=200/.test(request.url()) && loads.push(request.url()));
  await tool(page, `Select all ${number.toLocaleString("en-GB")}`).click();
  await expectSelected(page, number);
  expect(loads).toEqual([]);
  await scrollTo(page, 400);
  await expect(rowAt(page, 402).getByRole("checkbox")).toBeChecked();
  await rowAt(page, 402).getByRole("checkbox").click();
  await expectSelected(page, number - 1);
  await expect(rowAt(page, 402).getByRole("checkbox")).not.toBeChecked();
  await expect(tool(page, /^Select all/)).toBeVisible();
  await scrollTo(page, 0);
  await expect(rowAt(page, 1).getByRole("checkbox")).toBeChecked();
});

test("U24 every user of a view stays selected in another one, until a row of that is selected", async ({ page }) => {
  const id = await openUsers(page, "10234", "?status=active");
  const number = await total(page, id, "status=active");
  await checks(page).first().click();
  await tool(page, /^Select all/).click();
  await expectSelected(page, number);
  await search(page).fill("ada lovelace");
  await expect(usersTable(page)).toHaveAccessibleName(/^Users, \d$/);
  await expectSelected(page, number);
  const written = number.toLocaleString("en-GB");
  await expect(bar(page)).toContainText(`${written} selected, ${written} not shown`);
  await expect(checked(page)).toHaveCount(0);
  await checks(page).first().click();
  await expectSelected(page, 1);
  await expect(page.getByText(`1 selected instead of ${written}`)).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expectSelected(page, number);
  await search(page).fill("");
  await expect(rowAt(page, 3).getByRole("checkbox")).toBeChecked();
  await expect(bar(page)).not.toContainText("not shown");
});

test("U24 what fits nobody who is selected is not offered", async ({ page }) => {
  await openUsers(page, "10234", "?status=active");
  await checks(page).nth(0).click();
  await checks(page).nth(1).click();
  await expectSelected(page, 2);
  for (const name of ["Withdraw", "Resend", "Restore"]) await expect(tool(page, name)).toHaveCount(0);
  await page.goto((await page.url()).replace("status=active", "status=invited"));
  await checks(page).nth(0).click();
  await expect(tool(page, "Withdraw")).toBeVisible();
  await expect(tool(page, "Resend")).toBeVisible();
  await expect(tool(page, "Restore")).toHaveCount(0);
});

test("roles are changed from the row's menu, taken back, and one is asked before losing one's own", async ({ page }) => {
  const id = await openUsers(page, "10234", "?q=yuki.tanaka");
  const [yuki] = (await api(page, `/organizations/${id}/members?q=yuki.tanaka`)).items;
  const held = async () => (await api(page, `/organizations/${id}/members/${yuki.id}`)).roles.map((role) => role.name);
  const before = await held();
  await page.getByRole("button", { name: `Actions for ${yuki.name}` }).click();
  await page.getByRole("menuitem", { name: "Change roles" }).click();
  await expect(dialog(page)).toHaveAccessibleName(`Roles of ${yuki.name}`);
  const box = (name) => dialog(page).getByRole("checkbox", { name: new RegExp(`^${name}`) });
  for (const role of before) await box(role).uncheck();
  const other = before.includes("Viewer") ? "Editor" : "Viewer";
  await box(other).check();
  await dialog(page).getByRole("button", { name: "Save roles" }).click();
  await expect(page.getByText(`Roles of ${yuki.name} changed`)).toBeVisible();
  await expect(userRows(page).first()).toContainText(other);
  expect(await held()).toEqual([other]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(held).toEqual(before);

  await openUsers(page, "10234", "?q=ada%40acme.example");
  await page.getByRole("button", { name: "Actions for Ada Lovelace" }).click();
  await page.getByRole("menuitem", { name: "Change roles" }).click();
  await box("Viewer").check();
  await box("Administrator").uncheck();
  await dialog(page).getByRole("button", { name: "Save roles" }).click();
  await expect(dialog(page)).toHaveAccessibleName("Give up role: Administrator?");
  // Escape leads back to the choice, and then out of it.
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveAccessibleName("Roles of Ada Lovelace");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
});

test("who may not manage users is offered no boxes", async ({ secondBrowser }) => {
  const page = await secondBrowser(VERA);
  const { id } = await organization(page, "10234");
  await page.goto(`/organizations/${id}/users`);
  await expect(page.getByRole("heading", { name: "What you can do" })).toBeVisible();
  await expect(page.getByRole("checkbox")).toHaveCount(0);
});

test("nothing is selected of an organization that is not one's own", async ({ secondBrowser, page }) => {
  const { id } = await withInvited(page, 1);
  const [member] = await apiIds(page, id, "status=invited");
  const other = await secondBrowser(OTTO);
  const own = await organization(other, "20817");
  const headers = { origin: process.env.ROSTER_URL, "x-roster-client": "test" };
  const ask = (organization) =>
    other.request.post(`/api/v1/organizations/${organization}/members/bulk`, {
      headers,
      data: { action: "withdraw", members: [member], dry_run: true },
    });
  expect((await ask(id)).status()).toBe(404);
  const { results } = await (await ask(own.id)).json();
  expect(results[0].problem.code).toBe("not_found");
});

test("inside a portal the bar is in sight, however long the list", async ({ page }) => {
  await page.goto("/portal/users");
  await expect(userRows(page).first()).toBeVisible();
  await checks(page).nth(1).click();
  await expect(bar(page)).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Escape");
  await expect(bar(page)).toHaveCount(0);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("cards show their boxes while one selects, and the bar its icons with words", async ({ page }) => {
    await openUsers(page);
    await expect(checks(page).first()).toBeHidden();
    await select(page);
    for (const place of [0, 2]) await checks(page).nth(place).tap();
    await expectSelected(page, 2);
    await expect(page).toHaveURL(/\/users$/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    for (const name of [/^Select all 1,2/, "Change roles", "Change supervisor", "More", "Clear selection"]) {
      const { width, height } = await tool(page, name).boundingBox();
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(32);
      expect(width).toBeLessThan(200);
    }
    await tool(page, "More").tap();
    await page.getByRole("menuitem", { name: "Withdraw" }).tap();
    await expect(dialog(page)).toBeInViewport();
    await dialog(page).getByRole("button", { name: /^(Cancel|Close)$/ }).last().tap();
    await select(page, "Stop selecting");
    await expect(bar(page)).toHaveCount(0);
    await expect(checks(page).first()).toBeHidden();
    await select(page);
    await expect(checked(page)).toHaveCount(0);
  });

  test("everybody is selected from the bar", async ({ page }) => {
    const { id } = await withInvited(page, 20);
    await open(page, id, "?status=invited");
    await select(page);
    await tool(page, "Select all 20").tap();
    await expectSelected(page, 20);
    await tool(page, "Clear selection").tap();
    await expect(checks(page).first()).toBeHidden();
  });
});

test.describe("accessibility", () => {
  test.use({ colorScheme: "light" });
  test.setTimeout(90_000);

  test("axe finds nothing: users selected, and the dialog", async ({ page }) => {
    await openUsers(page);
    await headCheck(page).click();
    await expect(bar(page)).toBeVisible();
    await page.mouse.move(0, 0);
    await expectNoFaults(page);
    await tool(page, "Deactivate").click();
    await expect(dialog(page)).toHaveAccessibleName(/^Deactivate \d+ users?\?$/);
    await dialog(page).getByRole("button", { expanded: false }).first().click();
    await expect(dialog(page).getByRole("link").first()).toBeVisible();
    await expectNoFaults(page);
  });

  test("axe finds nothing: selecting on a phone", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await openUsers(page, "10234", "?status=invited,expired");
    await select(page);
    await checks(page).first().click();
    await expectNoFaults(page);
  });
});
