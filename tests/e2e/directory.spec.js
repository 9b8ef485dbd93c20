// What is done with the list as a whole: filters with numbers, columns, saved views, files, links, and all of it by keyboard.
import { readFile } from "node:fs/promises";

import { SAM, expect, test } from "./fixtures.js";
import { api, apiIds, columnHead, expectRows, openUsers, organization, userRows, usersTable } from "./app.js";

const search = (page) => page.getByRole("searchbox", { name: "Search users" });
const chip = (page, name) => page.getByRole("group", { name: "Filters" }).getByRole("button", { name });
const parameters = (page) => Object.fromEntries(new URL(page.url()).searchParams);
const heads = (page) => usersTable(page).getByRole("columnheader").allInnerTexts();

/** What waits until it is let go on. */
function gate() {
  let open;
  const opened = new Promise((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Every user of a view, as the API lists them. */
async function everybody(page, id, query) {
  const all = [];
  for (let cursor = ""; cursor !== undefined; ) {
    const list = await api(page, `/organizations/${id}/members?limit=200&${query}${cursor}`);
    all.push(...list.items);
    cursor = list.next_cursor && `&cursor=${encodeURIComponent(list.next_cursor)}`;
  }
  return all;
}

/** The records of a file with comma-separated values. */
function records(text) {
  const fields = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n)/g;
  const all = [[]];
  for (const [, field, end] of text.matchAll(fields)) {
    all.at(-1).push(field.replace(/^"([^]*)"$/, "$1").replaceAll('""', '"'));
    if (end === "\r\n") all.push([]);
  }
  return all.slice(0, -1);
}

test("each value of a filter says how many users it leaves, together with all else", async ({ page }) => {
  const id = await openUsers(page, "10234", "?status=active");
  await chip(page, "2FA").click();
  const panel = page.getByRole("dialog", { name: /2FA|two-factor/i });
  for (const [name, value] of [["On", "on"], ["Off", "off"]]) {
    const { total } = await api(page, `/organizations/${id}/members?status=active&two_factor=${value}`);
    await expect(panel.locator("label", { hasText: name })).toContainText(total.count.toLocaleString("en-GB"));
  }
  await panel.getByRole("checkbox", { name: "Off" }).click();
  await expectRows(page, await apiIds(page, id, "status=active&two_factor=off"));
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(usersTable(page)).toHaveAccessibleName("Users, 1,248");
  expect(parameters(page)).toEqual({});
});

test("a supervisor is found by name among the values of a filter", async ({ page }) => {
  const id = await openUsers(page);
  await chip(page, "Supervisor").click();
  const panel = page.getByRole("dialog", { name: /supervisor/i });
  await panel.getByRole("searchbox").fill("grossmann");
  await expect(panel.getByRole("checkbox", { name: /Großmann/ })).toHaveCount(1);
  await panel.getByRole("checkbox", { name: /Jürgen Großmann/ }).click();
  await page.keyboard.press("Escape");
  const { supervisor } = parameters(page);
  expect(supervisor).toMatch(/^mem_/);
  await expectRows(page, await apiIds(page, id, `supervisor=${supervisor}`));
  await expect(chip(page, "Supervisor Jürgen Großmann")).toBeVisible();
  await page.reload();
  await expect(chip(page, "Supervisor Jürgen Großmann")).toBeVisible();
});

test("who has not accepted yet is one choice", async ({ page }) => {
  await openUsers(page);
  await chip(page, "Status").click();
  await page.getByRole("checkbox", { name: "Not yet accepted" }).click();
  await expect(usersTable(page)).toHaveAccessibleName("Users, 52");
  expect(parameters(page).status).toBe("invited,expired");
});

test("columns are chosen, moved, remembered, shared and reset", async ({ page, secondBrowser }) => {
  const id = await openUsers(page);
  await page.getByRole("button", { name: "Columns" }).click();
  const panel = page.getByRole("dialog", { name: "Columns" });
  await panel.getByRole("checkbox", { name: "Supervisor" }).click();
  await panel.getByRole("checkbox", { name: "Last sign-in" }).click();
  await panel.getByRole("button", { name: "Move Last sign-in up" }).click();
  await panel.getByRole("radio", { name: "Compact" }).click();
  await page.keyboard.press("Escape");
  const chosen = ["Name", "Signature", "Roles", "Status", "2FA", "Company", "Invited by", "Last sign-in", "Member since"];
  const shown = async (page) => (await heads(page)).map((head) => head.trim().split("\n")[0]).filter((head) => chosen.includes(head) || head === "Supervisor");
  await expect.poll(() => shown(page)).toEqual(chosen);
  expect(parameters(page).density).toBe("compact");
  const other = await secondBrowser(SAM);
  await other.goto(page.url());
  await expect.poll(() => shown(other)).toEqual(chosen);
  await page.goto(`/organizations/${id}/users`);
  await expect.poll(() => shown(page)).toEqual(chosen);
  await page.getByRole("button", { name: "Columns" }).click();
  await panel.getByRole("button", { name: "Reset" }).click();
  await page.keyboard.press("Escape");
  await expect.poll(() => shown(page)).toContain("Supervisor");
  expect(parameters(page)).toEqual({});
});

for (const [name, column] of [["Signature", "signature"], ["Roles", "roles"], ["2FA", "two_factor"], ["Company", "companies"], ["Supervisor", "supervisor"], ["Invited by", "invited_by"]]) {
  test(`a press on ${name} sorts by it, both ways`, async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 800 });
    const id = await openUsers(page);
    for (const [sort, direction] of [[column, "ascending"], [`-${column}`, "descending"]]) {
      await columnHead(page, name).getByRole("button", { name, exact: true }).click();
      await expect(columnHead(page, name)).toHaveAttribute("aria-sort", direction);
      await expectRows(page, await apiIds(page, id, `sort=${sort}`));
    }
  });
}

test("what the search found is marked, and a search that makes no sense keeps the rows", async ({ page }) => {
  await openUsers(page);
  await search(page).fill("last:großm");
  await expect(userRows(page).first().locator("mark").first()).toHaveText(/Großm/i);
  const before = await userRows(page).first().getAttribute("data-row-id");
  await search(page).fill('"grossm');
  await expect(page.getByText("Add the closing quotation mark, or remove the opening one.")).toBeVisible();
  expect(await userRows(page).first().getAttribute("data-row-id")).toBe(before);
  await search(page).fill("age:7");
  await expect(page.getByText("“age:” can't be searched. Use first:, last:")).toBeVisible();
  expect(await userRows(page).first().getAttribute("data-row-id")).toBe(before);
  await search(page).fill("");
  await expect(usersTable(page)).toHaveAccessibleName("Users, 1,248");
});

test("the exported file is the view: its rows, its columns, its order", async ({ page }) => {
  const query = "status=active,inactive&q=an&sort=-member_since";
  const id = await openUsers(page, "10234", `?${query}&columns=name,email,companies,last_sign_in`);
  await page.getByRole("button", { name: "Export" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const file = await readFile(await (await download).path(), "utf8");
  expect(file.startsWith("\ufeff")).toBe(true);
  const [head, ...rows] = records(file.slice(1));
  expect(head).toEqual(["id", "name", "email", "companies", "last_sign_in"]);
  const users = await everybody(page, id, query);
  expect(rows).toEqual(
    users.map((user) => [user.id, user.name ?? "", user.email, user.companies.map(({ name }) => name).join("; "), user.last_sign_in ?? ""]),
  );
  await expect(page.getByText("Export saved")).toBeVisible();
});

test("an export over a slow line says how far it is, and can be cancelled", async ({ page }) => {
  await openUsers(page);
  const line = await page.context().newCDPSession(page);
  const speed = (bytes) =>
    line.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: bytes, uploadThroughput: -1 });
  await page.getByRole("button", { name: "Export" }).click();
  const panel = page.getByRole("dialog", { name: "Export" });
  await expect(panel.getByRole("button", { name: "Export CSV" })).toBeVisible();
  await speed(10_000);
  await panel.getByRole("button", { name: "Export CSV" }).click();
  await expect(panel.getByRole("status")).toContainText("1,248");
  await panel.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("Export canceled")).toBeVisible();
  await speed(-1);
  const download = page.waitForEvent("download");
  await panel.getByRole("button", { name: "Export CSV" }).click();
  expect(records(await readFile(await (await download).path(), "utf8"))).toHaveLength(1 + 1248);
});

test("on a phone the views and the export are at hand too", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openUsers(page);
  const head = page.getByRole("main");
  await expect(head.getByRole("button", { name: "Invite", exact: true })).toBeInViewport({ ratio: 1 });
  for (const name of ["Views", "Export"]) {
    await head.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name }).click();
    await expect(page.getByRole("dialog", { name })).toBeInViewport({ ratio: 1 });
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog", { name })).toBeHidden();
  }
});

test("a view is saved under a name, found again, and deleted", async ({ page }) => {
  await openUsers(page, "10234", "?status=invited&sort=-email");
  await page.getByRole("button", { name: "Views" }).click();
  const panel = page.getByRole("dialog", { name: "Views" });
  await panel.getByRole("button", { name: "Save view" }).click();
  await expect(panel.getByText("Enter a name for the view.")).toBeVisible();
  await panel.getByLabel("View name").fill("Waiting");
  await panel.getByRole("button", { name: "Save view" }).click();
  await expect(page.getByText("View “Waiting” saved")).toBeVisible();
  await openUsers(page);
  await page.getByRole("button", { name: "Views" }).click();
  await panel.getByRole("button", { name: "Waiting", exact: true }).click();
  await expect(usersTable(page)).toHaveAccessibleName("Users, 40");
  expect(parameters(page)).toEqual({ status: "invited", sort: "-email" });
  await page.getByRole("button", { name: "Views" }).click();
  await panel.getByRole("button", { name: "Delete view “Waiting”" }).click();
  await expect(panel.getByText(/No saved views yet/)).toBeVisible();
});

test("the link to a view and a row's menu copy what they say", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openUsers(page, "10234", "?status=inactive");
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole("button", { name: "Copy link to this view" }).click();
  await expect.poll(copied).toBe(page.url());
  const row = userRows(page).first();
  const id = await row.getAttribute("data-row-id");
  await row.getByRole("button").click();
  await page.getByRole("menuitem", { name: "Copy page link" }).click();
  await expect.poll(copied).toContain(`/users/${id}`);
  await row.getByRole("button").click();
  await page.getByRole("menuitem", { name: "Open" }).click();
  await expect(page).toHaveURL(new RegExp(`/users/${id}`));
});

test("a press anywhere in a row opens the user", async ({ page }) => {
  await openUsers(page);
  const row = userRows(page).nth(7);
  const id = await row.getAttribute("data-row-id");
  await row.getByRole("cell").nth(2).click();
  await expect(page).toHaveURL(new RegExp(`/users/${id}`));
});

test("by keyboard alone: filter, sort, open a row, and come back to it", async ({ page }) => {
  const id = await openUsers(page);
  const to = async (target, key = "Tab") => {
    for (let press = 0; press < 60; press++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press(key);
    }
    throw new Error("the focus does not get there");
  };
  await page.keyboard.press("/");
  await expect(search(page)).toBeFocused();
  await to(chip(page, "Status"));
  await page.keyboard.press("Enter");
  await to(page.getByRole("checkbox", { name: "Inactive" }));
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  await expect.poll(() => parameters(page)).toEqual({ status: "inactive" });
  await to(columnHead(page, "Member since").getByRole("button"));
  await page.keyboard.press("Enter");
  await expectRows(page, await apiIds(page, id, "status=inactive&sort=member_since"));
  await to(userRows(page).first().getByRole("link"));
  for (let step = 0; step < 30; step++) await page.keyboard.press("ArrowDown");
  const link = usersTable(page).locator('tr[aria-rowindex="32"]').getByRole("link");
  await expect(link).toBeFocused();
  const row = await usersTable(page).locator('tr[aria-rowindex="32"]').getAttribute("data-row-id");
  expect(row).toBe((await apiIds(page, id, "status=inactive&sort=member_since"))[30]);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/users/${row}`));
  await page.goBack();
  await expect(page.locator(`[data-row-id="${row}"]`)).toBeInViewport();
  await expect(page.locator(`[data-row-id="${row}"]`).getByRole("link")).toBeFocused();
});

test("only what has changed is sent again", async ({ page }) => {
  await openUsers(page);
  const answers = [];
  page.on("response", (answer) => {
    if (/\/members(\?|$)/.test(answer.url())) answers.push(answer.status());
  });
  await page.clock.install();
  await page.clock.fastForward(60_000);
  await columnHead(page, "Status").getByRole("button").click();
  await expect.poll(() => answers).toContain(200);
  await page.goBack();
  await expect.poll(() => answers).toContain(304);
  await expect(userRows(page).first()).toBeVisible();
});

test("a search leaves with each key, one at a time, and what was overtaken is not shown", async ({ page }) => {
  const id = await openUsers(page);
  const [asked, answer] = [[], gate()];
  await page.route(/\/members\?.*\bq=/, async (route) => {
    asked.push(new URL(route.request().url()).searchParams.get("q"));
    if (asked.length === 1) await answer.opened;
    await route.continue();
  });
  await search(page).pressSequentially("grace");
  await expect.poll(() => asked).toEqual(["g", "grace"]);
  await expectRows(page, await apiIds(page, id, "q=grace"));
  const late = page.waitForResponse(/\bq=g&/);
  answer.open();
  await late;
  await expectRows(page, await apiIds(page, id, "q=grace"));
  await expect.poll(() => parameters(page)).toEqual({ q: "grace" });
  // The keys of one search are one step back.
  await page.goBack();
  await expect(usersTable(page)).toHaveAccessibleName("Users, 1,248");
});

test("the page is there before its rows are, when those take long", async ({ page }) => {
  const { id } = await organization(page, "10234");
  await page.goto(`/organizations/${id}/roles`);
  const answer = gate();
  await page.route(/\/members(\?|$)/, async (route) => {
    await answer.opened;
    await route.continue();
  });
  await page.getByRole("navigation").getByRole("link", { name: "Users" }).click();
  await expect(page.getByRole("heading", { name: "Users" })).toBeVisible();
  await expect(userRows(page)).toHaveCount(0);
  answer.open();
  await expect(userRows(page).first()).toBeVisible();
});
