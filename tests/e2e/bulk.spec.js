// Changes of many users: what is asked first, what the preview says, and that this is what happens.
import { readFile } from "node:fs/promises";

import { expect, test } from "./fixtures.js";
import { expectNoFaults } from "./axe.js";
import { api, apiIds, expectRows, openUsers, send, userRows, usersTable } from "./app.js";
import { join, setSupervisor, withColleague } from "./colleagues.js";
import {
  answer, bar, checks, dialog, expectSelected, headCheck, open, openJobs, press, selectAll, tool, total, withInvited,
} from "./many.js";

const toast = (page, text) => page.locator(".r-toasts").getByText(text);
const undo = (page) => page.locator(".r-toasts").getByRole("button", { name: "Undo" });
/** The two numbers of the preview. */
const tally = (page) => dialog(page).locator("dd");
const reason = (page, text) => dialog(page).getByRole("button", { name: text });

/** The requests that prepare or start a change. */
function jobRequests(page) {
  const sent = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/members/jobs")) sent.push(request.postDataJSON());
  });
  return sent;
}

test("USR-8 every invitation of a view is withdrawn after a look, and that is undone with one press", async ({ page }) => {
  const { id } = await withInvited(page, 260);
  await open(page, id);
  await selectAll(page);
  const sent = jobRequests(page);
  await press(page, "Withdraw");
  await expect(dialog(page)).toHaveAccessibleName("Withdraw 261 invitations?");
  await expect(tally(page)).toHaveText(["260", "1"]);
  await expect(answer(page, "Cancel")).toBeFocused();
  await expect(dialog(page)).toContainText("You can undo this for 7 days.");
  await reason(page, "1 has no pending invitation").click();
  await expect(dialog(page).getByRole("link", { name: "Ada Lovelace" })).toBeVisible();
  expect(await total(page, id, "status=invited")).toBe(260);
  expect(sent.map(({ view, members }) => [view, members])).toEqual([["", undefined]]);
  await answer(page, "Withdraw 260 invitations").click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(bar(page)).toHaveCount(0);
  await expect(toast(page, "Withdrew 260 invitations, 1 refused")).toBeVisible({ timeout: 20_000 });
  expect(await total(page, id, "status=invited")).toBe(0);
  await expect(usersTable(page)).toHaveAccessibleName("Users, 1");
  await undo(page).click();
  await expect(toast(page, /^Undone: /)).toBeVisible({ timeout: 20_000 });
  expect(await total(page, id, "status=invited")).toBe(260);
  await expect(usersTable(page)).toHaveAccessibleName("Users, 261");
});

test("U24 who is unticked in a view is left out of it", async ({ page }) => {
  const { id, emails } = await withInvited(page, 30);
  await open(page, id, "?status=invited&sort=email");
  await selectAll(page);
  await checks(page).nth(1).click();
  await expectSelected(page, 29);
  await press(page, "Withdraw");
  await answer(page, "Withdraw 29 invitations").click();
  await expect(toast(page, "Withdrew 29 invitations")).toBeVisible({ timeout: 20_000 });
  const { items } = await api(page, `/organizations/${id}/members?status=invited`);
  expect(items.map(({ email }) => email)).toEqual([emails[1]]);
});

test("all of status invited are resent, which can't be undone", async ({ page }) => {
  const { id } = await withInvited(page, 30);
  await open(page, id, "?status=invited");
  await selectAll(page);
  await press(page, "Resend");
  await expect(dialog(page)).toHaveAccessibleName("Resend 30 invitations?");
  await expect(dialog(page)).toContainText("30 emails are sent");
  await expect(dialog(page)).toContainText("This can't be undone.");
  await answer(page, "Resend 30 invitations").click();
  await expect(toast(page, "Resent 30 invitations")).toBeVisible({ timeout: 20_000 });
  await expect(undo(page)).toHaveCount(0);
  const { items } = await api(page, `/organizations/${id}/members?status=invited&limit=50`);
  expect(items.map(({ invitation }) => Boolean(invitation.delivery))).toEqual(Array(30).fill(true));
});

test("USR-8 when somebody else changes something meanwhile, the new numbers are confirmed again", async ({ page }) => {
  const { id } = await withInvited(page, 5);
  await open(page, id, "?status=invited&sort=email");
  await selectAll(page);
  await press(page, "Withdraw");
  await expect(tally(page)).toHaveText(["5", "0"]);
  // The job is not as it was seen any more.
  await page.route("**/start", async (route) => {
    const { version } = route.request().postDataJSON();
    await route.continue({ postData: JSON.stringify({ version: version - 1 }) });
  }, { times: 1 });
  await answer(page, "Withdraw 5 invitations").click();
  await expect(dialog(page).getByRole("alert")).toContainText("Check the new numbers, then confirm again.");
  expect(await total(page, id, "status=invited")).toBe(5);
  await answer(page, "Withdraw 5 invitations").click();
  await expect(toast(page, "Withdrew 5 invitations")).toBeVisible({ timeout: 20_000 });
});

test("USR-8 the preview stays open when others have changed everybody in it meanwhile", async ({ page, context }) => {
  const { id } = await withInvited(page, 2);
  await open(page, id, "?status=invited");
  await selectAll(page);
  await press(page, "Withdraw");
  await expect(tally(page)).toHaveText(["2", "0"]);
  const other = await context.newPage();
  await open(other, id, "?status=invited");
  await selectAll(other);
  await press(other, "Withdraw");
  await answer(other, "Withdraw 2 invitations").click();
  await expect(toast(other, "Withdrew 2 invitations")).toBeVisible({ timeout: 20_000 });
  await expect(dialog(page).getByRole("alert")).toHaveText(/Nothing is left to change/, { timeout: 20_000 });
  await expect(tally(page)).toHaveText(["0", "2"]);
  await expect(reason(page, "2 are already withdrawn")).toBeVisible();
  await expect(dialog(page).getByRole("button", { name: /^Withdraw/ })).toHaveCount(0);
  await answer(page, "Close").last().click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(bar(page)).toHaveCount(0);
  await expect(page.getByText("No user matches these filters")).toBeVisible();
});

test("USR-8 what was done by others since the preview is refused with its reason, in the result", async ({ page }) => {
  const { id, emails } = await withInvited(page, 5);
  await open(page, id, "?status=invited&sort=email");
  await selectAll(page);
  await press(page, "Withdraw");
  await expect(tally(page)).toHaveText(["5", "0"]);
  const ids = await apiIds(page, id, "status=invited&sort=email");
  await send(page, `/organizations/${id}/members/${ids[2]}/withdraw`);
  await answer(page, "Withdraw 5 invitations").click();
  await expect(toast(page, /^Withdrew 4 invitations/)).toBeVisible({ timeout: 20_000 });
  const jobs = await openJobs(page);
  const row = jobs.getByRole("listitem").first();
  await expect(row).toContainText("Withdrew 4 invitations");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    row.getByRole("button", { name: /^Result CSV/ }).click(),
  ]);
  const lines = (await readFile(await download.path(), "utf8")).trim().split(/\r?\n/);
  expect(lines).toHaveLength(6);
  expect(lines.find((line) => line.includes(emails[2]))).toMatch(/(unchanged|refused)/);
  expect(lines.filter((line) => line.includes(",changed,"))).toHaveLength(4);
});

test("U6 a change whose answer is lost is found to have begun and is not begun twice", async ({ page }) => {
  const { id } = await withInvited(page, 3);
  await open(page, id, "?status=invited");
  await selectAll(page);
  await press(page, "Withdraw");
  await page.route("**/start", async (route) => {
    // The answer is lost, but the server has heard.
    await route.fetch();
    return route.abort();
  });
  await answer(page, "Withdraw 3 invitations").click();
  await expect(toast(page, "Withdrew 3 invitations")).toBeVisible({ timeout: 20_000 });
  expect((await api(page, `/organizations/${id}/jobs`)).items).toHaveLength(1);
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
  await selectAll(page);
  await press(page, "Withdraw");
  await answer(page, `Withdraw ${number} invitations`).click();
  await expect(page.getByText("No user matches these filters")).toBeVisible({ timeout: 20_000 });
  expect(await total(page, id, query)).toBe(0);
  await undo(page).click();
  await expect.poll(() => total(page, id, query), { timeout: 20_000 }).toBe(number);
});

test("roles are given to many, and taken back", async ({ page }) => {
  const { id, roles } = await withInvited(page, 12);
  await open(page, id, "?status=invited");
  await selectAll(page);
  await press(page, "Change roles");
  await expect(dialog(page)).toHaveAccessibleName("Change roles of 12 users");
  await answer(page, "Continue").click();
  await expect(dialog(page)).toContainText("Choose at least one role.");
  await dialog(page).getByRole("checkbox", { name: /^Editor/ }).check();
  await answer(page, "Continue").click();
  await expect(dialog(page)).toHaveAccessibleName("Add roles to 12 users?");
  await expect(dialog(page)).toContainText("Roles to add: Editor");
  await answer(page, "Add roles to 12 users").click();
  await expect(toast(page, "Gave 12 users the role Editor")).toBeVisible({ timeout: 20_000 });
  const editor = roles.find(({ key }) => key === "editor").id;
  expect(await total(page, id, `role=${editor}`)).toBe(12);
  await undo(page).click();
  await expect.poll(() => total(page, id, `role=${editor}`), { timeout: 20_000 }).toBe(0);
});

test("a company is given to many, and it is said who belongs to it already", async ({ page }) => {
  const { id } = await withInvited(page, 6);
  const company = await send(page, `/organizations/${id}/companies`, { name: "Northwind" });
  await open(page, id, "?status=invited");
  for (const place of [0, 1]) await checks(page).nth(place).click();
  const add = async (users) => {
    await press(page, "Change company");
    await dialog(page).getByRole("combobox", { name: "Company" }).fill("North");
    await page.getByRole("option", { name: /Northwind/ }).click();
    await answer(page, "Continue").click();
    await answer(page, `Add company to ${users} users`).click();
    await expect(toast(page, `Added ${users} users to Northwind`)).toBeVisible({ timeout: 20_000 });
  };
  await add(2);
  expect(await total(page, id, `company=${company.id}`)).toBe(2);
  await selectAll(page);
  await press(page, "Change company");
  await dialog(page).getByRole("combobox", { name: "Company" }).fill("North");
  await page.getByRole("option", { name: /Northwind/ }).click();
  await answer(page, "Continue").click();
  await expect(tally(page)).toHaveText(["4", "2"]);
  await expect(reason(page, "2 already belong to the company")).toBeVisible();
  await answer(page, "Cancel").click();
  await expectSelected(page, 6);
});

test("USR-8 many are deactivated with a note, and their people get a successor", async ({ page, playwright }) => {
  const cara = await withColleague(page, playwright);
  const { id, roles, mark } = cara;
  const [dan, eve] = [
    await join(page, playwright, id, roles, "Dan", mark),
    await join(page, playwright, id, roles, "Eve", mark),
  ];
  await setSupervisor(page, id, eve.member, cara.member);
  await open(page, id);
  await page.getByRole("checkbox", { name: "Select Cara Colleague" }).click();
  await page.getByRole("checkbox", { name: "Select Dan Colleague" }).click();
  await page.getByRole("checkbox", { name: "Select Ada Lovelace" }).click();
  await press(page, "Deactivate");
  await expect(tally(page)).toHaveText(["2", "1"]);
  await expect(reason(page, /^1 is your own account/)).toBeVisible();
  await expect(dialog(page)).toContainText("Access ends within a second");
  await expect(dialog(page)).toContainText("1 user keeps an inactive supervisor");
  await dialog(page).getByRole("combobox", { name: "Who takes over" }).fill("Ada");
  await page.getByRole("option", { name: /Ada Lovelace/ }).click();
  await dialog(page).getByRole("textbox", { name: "Note" }).fill("Contract ended");
  await expectNoFaults(page);
  await answer(page, "Deactivate 2 users").click();
  await expect(toast(page, "Deactivated 2 users, 1 refused")).toBeVisible({ timeout: 20_000 });
  const member = async (one) => api(page, `/organizations/${id}/members/${one.member}`);
  expect([(await member(cara)).status, (await member(dan)).status]).toEqual(["inactive", "inactive"]);
  expect((await member(cara)).inactive_note).toBe("Contract ended");
  expect((await member(eve)).supervisor.name).toBe("Ada Lovelace");
  await undo(page).click();
  await expect.poll(async () => (await member(cara)).status, { timeout: 20_000 }).toBe("active");
});

test("many are removed only once it is decided who takes over", async ({ page, playwright }) => {
  const cara = await withColleague(page, playwright);
  const { id, roles, mark } = cara;
  const eve = await join(page, playwright, id, roles, "Eve", mark);
  await setSupervisor(page, id, eve.member, cara.member);
  await open(page, id);
  await page.getByRole("checkbox", { name: "Select Cara Colleague" }).click();
  await press(page, "Remove…");
  const remove = answer(page, "Remove 1 user");
  await expect(remove).toBeDisabled();
  await dialog(page).getByRole("checkbox", { name: "No supervisor for now" }).check();
  await expect(dialog(page)).toContainText("Now 3, then 2");
  await remove.click();
  await expect(toast(page, "Removed 1 user")).toBeVisible({ timeout: 20_000 });
  expect((await api(page, `/organizations/${id}/members/${eve.member}`)).supervisor).toBeUndefined();
});

test("USR-8 of the last administrators one is kept, and the others can go", async ({ page, playwright }) => {
  // Two administrators beside the reader, whose role is taken away, too.
  const cara = await withColleague(page, playwright, "administrator");
  const { id, me } = cara;
  await open(page, id);
  await page.getByRole("checkbox", { name: "Select Cara Colleague" }).click();
  await page.getByRole("checkbox", { name: "Select Ada Lovelace" }).click();
  await press(page, "Change roles");
  await dialog(page).getByRole("button", { name: "Replace all" }).click();
  await dialog(page).getByRole("checkbox", { name: /^Viewer/ }).check();
  await answer(page, "Continue").click();
  await expect(reason(page, "2 are the last administrators")).toBeVisible();
  await expect(tally(page)).toHaveText(["0", "2"]);
  await reason(page, "2 are the last administrators").click();
  await dialog(page).getByRole("button", { name: "Keep Ada Lovelace" }).click();
  await expect(tally(page)).toHaveText(["1", "0"]);
  await answer(page, "Replace roles of 1 user").click();
  await expect(toast(page, "Replaced the roles of 1 user: Viewer")).toBeVisible({ timeout: 20_000 });
  const keys = async (member) => (await api(page, `/organizations/${id}/members/${member}`)).roles.map(({ key }) => key);
  expect([await keys(cara.member), await keys(me)]).toEqual([["viewer"], ["administrator"]]);
});

test("where nothing would change, that is said and there is no button for it", async ({ page }) => {
  const { id } = await withInvited(page, 2);
  await open(page, id, "?status=invited");
  await selectAll(page);
  await press(page, "Change roles");
  await dialog(page).getByRole("checkbox", { name: /^Viewer/ }).check();
  await answer(page, "Continue").click();
  await expect(tally(page)).toHaveText(["0", "2"]);
  await expect(reason(page, "2 already have the roles")).toBeVisible();
  await expect(dialog(page)).toContainText("Nothing changes for these users.");
  await expect(dialog(page).getByRole("button", { name: /^Add roles/ })).toHaveCount(0);
  await answer(page, "Close").last().click();
  await expectSelected(page, 2);
});

test("where no mail is sent, it is said how links are passed on instead", async ({ page }) => {
  await openUsers(page, "10234", "?status=invited");
  const problem = { type: "/problems/invalid", title: "", status: 422, code: "invalid", detail: "" };
  await page.route("**/members/jobs", (route) =>
    route.fulfill({
      status: 422,
      contentType: "application/problem+json",
      body: JSON.stringify({ ...problem, errors: [{ pointer: "/send_email", code: "no_mail", detail: "" }] }),
    }),
  );
  await checks(page).first().click();
  await press(page, "Resend");
  await expect(dialog(page).getByRole("alert")).toContainText("Copy a new link for each user from the row menu");
});

test("U14 U24 by keyboard: the preview opens, folds, closes, and the focus goes back", async ({ page }) => {
  const { id } = await withInvited(page, 3);
  await open(page, id);
  await headCheck(page).click();
  await tool(page, "Change roles").focus();
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toHaveAccessibleName("Change roles of 4 users");
  await page.keyboard.press("Escape");
  await expect(tool(page, "Change roles")).toBeFocused();
  await press(page, "Withdraw");
  await expect(answer(page, "Cancel")).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(reason(page, "1 has no pending invitation")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(reason(page, "1 has no pending invitation")).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expectSelected(page, 4);
});

test.describe("on a phone in German", () => {
  test.use({ viewport: { width: 390, height: 844 }, locale: "de-DE" });

  test("U12 the bar has words, the preview fits, and a circle of supervisors is refused", async ({ page, playwright }) => {
    const cara = await withColleague(page, playwright);
    const { id, roles, mark } = cara;
    const dan = await join(page, playwright, id, roles, "Dan", mark);
    const eve = await join(page, playwright, id, roles, "Eve", mark);
    await setSupervisor(page, id, dan.member, cara.member);
    await page.goto(`/organizations/${id}/users`);
    await page.getByRole("main").getByRole("button", { name: "Weitere Aktionen" }).click();
    await page.getByRole("menuitem", { name: "Benutzer auswählen" }).click();
    for (const name of ["Cara Colleague", "Eve Colleague"]) {
      await page.getByRole("checkbox", { name: `${name} auswählen` }).click();
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await press(page, "Vorgesetzte ändern");
    await expect(dialog(page)).toHaveAccessibleName("Vorgesetzte/n von 2 Benutzern ändern");
    await dialog(page).getByRole("combobox", { name: "Neue/r Vorgesetzte/r" }).fill("Dan");
    await page.getByRole("option", { name: /Dan Colleague/ }).click();
    await answer(page, "Weiter").click();
    await expect(tally(page)).toHaveText(["1", "1"]);
    await expect(reason(page, /^1 steht über/)).toBeVisible();
    await expectNoFaults(page);
    await answer(page, "Vorgesetzte/n für 1 Benutzer ändern").click();
    await expect(toast(page, "Dan Colleague ist Vorgesetzte/r von 1 Benutzer, 1 abgelehnt")).toBeVisible({ timeout: 20_000 });
    const supervisor = async (one) => (await api(page, `/organizations/${id}/members/${one.member}`)).supervisor?.name;
    expect([await supervisor(cara), await supervisor(eve)]).toEqual([undefined, "Dan Colleague"]);
    await page.locator(".r-toasts").getByRole("button", { name: "Rückgängig" }).click();
    await expect.poll(() => supervisor(eve), { timeout: 20_000 }).toBe(undefined);
  });
});
