// Selecting users and doing the same to all of them: by mouse, by keyboard, on a phone; what is previewed is what happens.

import { ADA, OTTO, VERA, expect, test } from "./fixtures.js";
import { expectNoFaults } from "./axe.js";
import { api, apiIds, columnHead, expectRows, openUsers, organization, send, switchTo, userRows, usersTable } from "./app.js";

const bar = (page) => page.getByRole("toolbar");
const dialog = (page) => page.getByRole("dialog");
const tool = (page, name) => bar(page).getByRole("button", { name });
const checks = (page) => userRows(page).getByRole("checkbox");
const checked = (page) => userRows(page).getByRole("checkbox", { checked: true });
const headCheck = (page) => page.getByRole("checkbox", { name: "Select visible rows" });
const search = (page) => page.getByRole("searchbox", { name: "Search users" });

/** The row at this place of the list, counted from 0. */
const rowAt = (page, place) => usersTable(page).locator(`tr[aria-rowindex="${place + 2}"]`);

/** Scrolls until this place of the list stands at the top, and waits for its row. */
async function scrollTo(page, place) {
  const height = (await userRows(page).first().boundingBox()).height;
  await page.locator(".r-scroll").evaluate((box, top) => box.scrollTo(0, top), Math.round(place * height));
  await expect(rowAt(page, place)).toHaveAttribute("data-row-id", /^mem_/);
}

/** Says how many are selected. */
const expectSelected = (page, number) =>
  expect(bar(page)).toHaveAccessibleName(`${number.toLocaleString("en-GB")} user${number === 1 ? "" : "s"} selected`);

/** An organization of the reader's own in which this many people are invited; their addresses. */
async function withInvited(page, number) {
  const name = `Selected ${Date.now().toString(36)}${Math.floor(Math.random() * 1e4)}`;
  const { id } = await send(page, "/organizations", { name });
  const { items: roles } = await api(page, `/organizations/${id}/roles`);
  const viewer = roles.find((role) => role.key === "viewer");
  const digits = String(number).length;
  const emails = Array.from({ length: number }, (_, place) => `p${String(place).padStart(digits, "0")}@${id.slice(-8)}.example`);
  if (number > 0) await send(page, `/organizations/${id}/invitations`, { emails, roles: [viewer.id], send_email: false });
  return { id, emails, viewer };
}

/** Opens the list of users of an organization of one's own. */
async function open(page, id, query = "") {
  await page.goto(`/organizations/${id}/users${query}`);
  await expect(userRows(page).first()).toBeVisible();
}

const total = async (page, id, query) => (await api(page, `/organizations/${id}/members?limit=1&${query}`)).total.count;

/** Has the page look whether the list has changed, as it does from time to time. */
const lookAgain = (page) => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));

/** The requests about many that change something, as they are sent. */
function bulkRequests(page) {
  const sent = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/members/bulk") && !request.postDataJSON().dry_run) sent.push(request.postDataJSON());
  });
  return sent;
}

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
  await expect(tool(page, "Resend")).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(focused).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await expect(tool(page, /^Withdraw/)).toBeFocused();
  await page.keyboard.press("Home");
  await expect(tool(page, /^Select all/)).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(tool(page, "Clear selection")).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(tool(page, "Set supervisor")).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toHaveAccessibleName("Withdraw 4 invitations?");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(tool(page, /^Withdraw/)).toBeFocused();
  await expectSelected(page, 4);
  await page.keyboard.press("Escape");
  await expect(bar(page)).toHaveCount(0);
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
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
  await expect(tool(page, "Resend")).toBeFocused();
  await scrollTo(page, count - 20);
  await expect(checks(page).last()).toBeChecked();
  await headCheck(page).click();
  await expect(bar(page)).toHaveCount(0);
  await expect(headCheck(page)).not.toBeChecked();
});

test("selecting all over a slow line says how far it is, and can be stopped", async ({ page }) => {
  await openUsers(page);
  await checks(page).first().click();
  let pages = 0;
  const held = [];
  await page.route(/\/members\?.*limit=200/, async (route) => {
    pages += 1;
    if (pages > 2) await new Promise((go) => held.push(go));
    await route.continue();
  });
  await tool(page, /^Select all/).click();
  await expectSelected(page, 400);
  await expect(bar(page)).toHaveAttribute("aria-busy", "true");
  await expect(tool(page, /^Withdraw/)).toHaveAttribute("aria-disabled", "true");
  await tool(page, "Stop").click();
  held.forEach((go) => go());
  await expect(bar(page)).not.toHaveAttribute("aria-busy");
  await expect(tool(page, /^Select all/)).toBeVisible();
  await page.waitForTimeout(300);
  await expectSelected(page, 400);
});

test("more people than go at once are not offered together", async ({ page }) => {
  await openUsers(page);
  await page.route(/\/members(\?|$)/, async (route) => {
    const answer = await route.fetch();
    const list = await answer.json();
    await route.fulfill({ response: answer, json: { ...list, total: { count: 2001, exact: true } } });
  });
  await columnHead(page, "Email").getByRole("button", { name: "Email" }).click();
  await expect(usersTable(page)).toHaveAccessibleName("Users, 2,001");
  await checks(page).first().click();
  await expectSelected(page, 1);
  await expect(tool(page, /^Select all/)).toHaveCount(0);
});

test("what the preview says is withdrawn, in portions, and taken back with one press", async ({ page }) => {
  const { id } = await withInvited(page, 260);
  await open(page, id);
  await headCheck(page).click();
  await tool(page, "Select all 261").click();
  await expectSelected(page, 261);
  const sent = bulkRequests(page);
  await tool(page, /^Withdraw/).click();
  await expect(dialog(page)).toHaveAccessibleName("Withdraw 260 invitations?");
  await expect(dialog(page)).toContainText("1 of the 261 selected users is skipped:");
  await expect(dialog(page)).toContainText("1 user has no pending invitation");
  await expect(dialog(page)).toContainText("Ada Lovelace");
  await expect(dialog(page).getByRole("button", { name: "Cancel" })).toBeFocused();
  expect(await total(page, id, "status=invited")).toBe(260);
  await dialog(page).getByRole("button", { name: "Withdraw 260 invitations" }).click();
  await expect(page.getByText("260 invitations withdrawn")).toBeVisible({ timeout: 20_000 });
  await expect(dialog(page)).toHaveCount(0);
  expect(sent.map(({ members }) => members.length)).toEqual([200, 60]);
  expect(await total(page, id, "status=invited")).toBe(0);
  await expect(usersTable(page)).toHaveAccessibleName("Users, 1");
  await expectSelected(page, 1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("260 users restored")).toBeVisible({ timeout: 20_000 });
  expect(await total(page, id, "status=invited")).toBe(260);
  await expect(usersTable(page)).toHaveAccessibleName("Users, 261");
});

test("all of status invited are selected and sent again", async ({ page }) => {
  const { id } = await withInvited(page, 30);
  await open(page, id, "?status=invited");
  await checks(page).first().click();
  await tool(page, "Select all 30").click();
  await expectSelected(page, 30);
  await tool(page, "Resend").click();
  await expect(dialog(page)).toHaveAccessibleName("Resend 30 invitations?");
  await expect(dialog(page).getByRole("button", { name: "Resend 30 invitations" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("30 invitations resent")).toBeVisible();
  await expect(bar(page)).toHaveCount(0);
  const { items } = await api(page, `/organizations/${id}/members?status=invited&limit=50`);
  expect(items.map(({ invitation }) => Boolean(invitation.delivery))).toEqual(Array(30).fill(true));
});

test("what somebody else has done meanwhile is listed with its reason, the rest can be taken back", async ({ page }) => {
  const { id, emails } = await withInvited(page, 5);
  await open(page, id, "?status=invited&sort=email");
  await headCheck(page).click();
  await tool(page, /^Withdraw/).click();
  await expect(dialog(page)).toHaveAccessibleName("Withdraw 5 invitations?");
  const ids = await apiIds(page, id, "status=invited&sort=email");
  await send(page, `/organizations/${id}/members/${ids[2]}/withdraw`);
  await dialog(page).getByRole("button", { name: "Withdraw 5 invitations" }).click();
  await expect(dialog(page)).toHaveAccessibleName("4 of 5 invitations withdrawn");
  await expect(dialog(page)).toContainText("1 user has no pending invitation");
  await expect(dialog(page)).toContainText(emails[2]);
  await dialog(page).getByRole("button", { name: "Close" }).last().click();
  await expect(page.getByText("4 invitations withdrawn")).toBeVisible();
  // Somebody invites one of them again before it is taken back.
  const { items: roles } = await api(page, `/organizations/${id}/roles`);
  await send(page, `/organizations/${id}/invitations`, { emails: [emails[4]], roles: [roles[0].id], send_email: false });
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(dialog(page)).toHaveAccessibleName("3 of 4 users restored");
  await expect(dialog(page)).toContainText("1 user has an email address that another user already has");
  await expect(dialog(page)).toContainText(emails[4]);
  expect(await total(page, id, "status=invited")).toBe(4);
});

test("a withdrawal whose answer is lost is asked for again and counts once", async ({ page }) => {
  const { id } = await withInvited(page, 3);
  await open(page, id, "?status=invited");
  await headCheck(page).click();
  await tool(page, /^Withdraw/).click();
  await expect(dialog(page)).toHaveAccessibleName("Withdraw 3 invitations?");
  const sent = bulkRequests(page);
  await page.route("**/members/bulk", async (route) => {
    if (sent.length > 1) return route.continue();
    // The answer is lost, but the server has heard.
    await route.fetch();
    return route.abort();
  });
  await dialog(page).getByRole("button", { name: "Withdraw 3 invitations" }).click();
  await expect(page.getByText("3 invitations withdrawn")).toBeVisible();
  expect(sent).toHaveLength(2);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("3 users restored")).toBeVisible();
  expect(await total(page, id, "status=invited")).toBe(3);
});

test("U6 mails whose answer is lost are asked for again under the same key and sent once", async ({ page }) => {
  const { id } = await withInvited(page, 3);
  await open(page, id, "?status=invited");
  await headCheck(page).click();
  await tool(page, "Resend").click();
  await expect(dialog(page)).toHaveAccessibleName("Resend 3 invitations?");
  const sent = bulkRequests(page);
  const keys = [];
  await page.route("**/members/bulk", async (route) => {
    keys.push(route.request().headers()["idempotency-key"]);
    if (keys.length > 1) return route.continue();
    // The answer is lost, but the server has heard.
    await route.fetch();
    return route.abort();
  });
  await dialog(page).getByRole("button", { name: "Resend 3 invitations" }).click();
  await expect(page.getByText("3 invitations resent")).toBeVisible();
  expect(sent).toHaveLength(2);
  expect(keys[0]).toMatch(/^\w{32}$/);
  expect(keys[1]).toBe(keys[0]);
  const { items } = await api(page, `/organizations/${id}/members?status=invited`);
  expect(items.map(({ version }) => version)).toEqual([2, 2, 2]);
});

test("when no answer comes it is said for how many it is not known, and it can be tried again", async ({ page }) => {
  const { id } = await withInvited(page, 3);
  await open(page, id, "?status=invited");
  await headCheck(page).click();
  await tool(page, "Resend").click();
  await expect(dialog(page)).toHaveAccessibleName("Resend 3 invitations?");
  const sent = bulkRequests(page);
  await page.route("**/members/bulk", (route) => route.abort());
  await dialog(page).getByRole("button", { name: "Resend 3 invitations" }).click();
  const unknown = "3 invitations may or may not have been processed";
  await expect(dialog(page)).toContainText(unknown, { timeout: 15_000 });
  expect(sent).toHaveLength(4);
  await expect(dialog(page).getByRole("button", { name: "Resend 3 invitations" })).toBeVisible();
  await dialog(page).getByRole("button", { name: "Close" }).last().click();
  await expectSelected(page, 3);
});

test("doing it can be stopped between portions, and gone on with", async ({ page }) => {
  const { id } = await withInvited(page, 210);
  await open(page, id, "?status=invited");
  await headCheck(page).click();
  await tool(page, "Select all 210").click();
  await tool(page, /^Withdraw/).click();
  await expect(dialog(page)).toHaveAccessibleName("Withdraw 210 invitations?");
  let go;
  const held = new Promise((release) => (go = release));
  await page.route("**/members/bulk", async (route) => {
    const answer = await route.fetch();
    await held;
    await route.fulfill({ response: answer });
  });
  await dialog(page).getByRole("button", { name: "Withdraw 210 invitations" }).click();
  await expect(dialog(page).getByRole("progressbar")).toBeVisible();
  await dialog(page).getByRole("button", { name: "Stop" }).click();
  go();
  await expect(dialog(page)).toHaveAccessibleName("200 of 210 invitations withdrawn");
  await expect(dialog(page)).toContainText("10 invitations unchanged.");
  await dialog(page).getByRole("button", { name: "Withdraw 10 invitations" }).click();
  await expect(page.getByText("210 invitations withdrawn")).toBeVisible();
  await expect(page.getByText("No user matches these filters")).toBeVisible();
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

test("where no mail is sent, it is said how links are passed on instead", async ({ page }) => {
  await openUsers(page, "10234", "?status=invited");
  const problem = { type: "/problems/invalid", title: "", status: 422, code: "invalid", detail: "" };
  await page.route("**/members/bulk", (route) =>
    route.fulfill({
      status: 422,
      contentType: "application/problem+json",
      body: JSON.stringify({ ...problem, errors: [{ pointer: "/send_email", code: "no_mail", detail: "" }] }),
    }),
  );
  await checks(page).first().click();
  await tool(page, "Resend").click();
  await expect(dialog(page)).toHaveAccessibleName("This server doesn't send email");
  await expect(dialog(page)).toContainText("Copy a new link for each user from the row menu");
  await expect(dialog(page).getByRole("button", { name: "Close" }).last()).toBeFocused();
});

test("I9 the invitations of somebody who has left are found and withdrawn together", async ({ page }) => {
  const id = await openUsers(page);
  const filters = page.getByRole("group", { name: "Filters" });
  await filters.getByRole("button", { name: "Status" }).click();
  await dialog(page).getByRole("checkbox", { name: "Invited" }).click();
  await page.keyboard.press("Escape");
  await filters.getByRole("button", { name: "Invited by" }).click();
  await dialog(page).getByRole("searchbox").fill("Grace Hopper");
  await dialog(page).getByRole("checkbox", { name: /Grace Hopper/ }).click();
  await page.keyboard.press("Escape");
  await expect.poll(() => new URL(page.url()).searchParams.get("invited_by")).toMatch(/^mem_/);
  const query = new URL(page.url()).searchParams.toString();
  await expectRows(page, await apiIds(page, id, query));
  const number = await total(page, id, query);
  expect(number).toBeGreaterThan(1);
  await headCheck(page).click();
  if (await tool(page, /^Select all/).isVisible()) await tool(page, /^Select all/).click();
  await expectSelected(page, number);
  await tool(page, /^Withdraw/).click();
  await dialog(page).getByRole("button", { name: `Withdraw ${number} invitations` }).click();
  await expect(page.getByText("No user matches these filters")).toBeVisible();
  expect(await total(page, id, query)).toBe(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText(`${number} users restored`)).toBeVisible();
  expect(await total(page, id, query)).toBe(number);
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
    for (const name of [/^Select all 1,2/, "Resend", "Withdraw", "Clear selection"]) {
      const { width, height } = await tool(page, name).boundingBox();
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(32);
      expect(width).toBeLessThan(200);
    }
    await tool(page, /^Withdraw/).tap();
    await expect(dialog(page)).toBeInViewport();
    await dialog(page).getByRole("button", { name: "Close" }).last().tap();
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
    await openUsers(page, "10234", "?status=invited,expired,inactive");
    await headCheck(page).click();
    await expect(bar(page)).toBeVisible();
    await page.mouse.move(0, 0);
    await expectNoFaults(page);
    await tool(page, /^Withdraw/).click();
    await expect(dialog(page)).toHaveAccessibleName(/^Withdraw \d+ invitations?\?$/);
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
