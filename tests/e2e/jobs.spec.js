// Jobs: what runs is seen everywhere in the app, is stopped and undone, and stays where it was begun.
import { readFile } from "node:fs/promises";

import { expect, test } from "./fixtures.js";
import { expectNoFaults } from "./axe.js";
import { api, send } from "./app.js";
import { answer, checks, navigation, open, openJobs, press, selectAll, tool, total, withInvited } from "./many.js";

test.setTimeout(90_000);

const strip = (page) => page.getByRole("main").getByRole("region", { name: "Running job" });
const panel = (page) => navigation(page).getByRole("region", { name: "Running job" });
const toast = (page, text) => page.locator(".r-toasts").getByText(text);

/** Enough for a job that can be looked at. */
const MANY = 500;

/** Gives everybody who is invited another role, from the list. */
async function giveRole(page, id) {
  await open(page, id, "?status=invited");
  await selectAll(page);
  await chooseEditor(page);
}

/** Gives those who are selected another role. */
async function chooseEditor(page) {
  await press(page, "Change roles");
  await page.getByRole("dialog").getByRole("checkbox", { name: /^Editor/ }).check();
  await answer(page, "Continue").click();
  await answer(page, `Add roles to ${MANY} users`).click();
}

/** A job that was done, by the API alone. */
async function doJob(page, id, change, view = "status=invited") {
  const { id: job, version } = await send(page, `/organizations/${id}/members/jobs`, { change, view });
  await send(page, `/organizations/${id}/jobs/${job}/start`, { version });
  const state = async () => (await api(page, `/organizations/${id}/jobs/${job}`)).state;
  return { job, done: () => expect.poll(state, { timeout: 30_000 }).toBe("done") };
}

test("a job is shown in the navigation, survives a page and a reload, and ends with a toast", async ({ page }) => {
  const { id } = await withInvited(page, MANY);
  await giveRole(page, id);
  await expect(panel(page)).toBeVisible();
  await expect(panel(page).getByRole("progressbar")).toHaveAttribute("aria-valuetext", /^\d+ of 500$/);
  await navigation(page).getByRole("link", { name: "Roles" }).click();
  await page.reload();
  const shown = navigation(page).getByRole("button", { name: /Jobs|Show all jobs/ }).first();
  await expect(shown).toBeVisible({ timeout: 10_000 });
  const jobs = await openJobs(page);
  await expect(jobs.getByRole("listitem").first()).toContainText("Gave 500 users the role Editor", { timeout: 60_000 });
  await expect(jobs).toContainText("Undo works for 7 days");
  await expectNoFaults(page);
  await page.keyboard.press("Escape");
  await expect(jobs).toHaveCount(0);
  await expect(navigation(page).getByRole("button", { name: "Jobs" })).toBeFocused();
});

test("another tab shows a job once it is looked at", async ({ page, context }) => {
  const { id } = await withInvited(page, MANY);
  const other = await context.newPage();
  await open(other, id);
  await expect(navigation(other).getByRole("button", { name: "Jobs" })).toHaveCount(0);
  await giveRole(page, id);
  await other.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(navigation(other).getByRole("button", { name: /Jobs|Show all jobs/ }).first()).toBeVisible();
  await expect(toast(page, "Gave 500 users the role Editor")).toBeVisible({ timeout: 60_000 });
  await expect(navigation(other).getByRole("button", { name: "Jobs" })).toBeVisible({ timeout: 10_000 });
});

test("a job is stopped, keeps what is done, and that is undone", async ({ page }) => {
  const { id, roles } = await withInvited(page, MANY);
  const editor = roles.find(({ key }) => key === "editor").id;
  await giveRole(page, id);
  await panel(page).getByRole("button", { name: "Stop" }).click();
  const jobs = await openJobs(page);
  const row = jobs.getByRole("listitem").filter({ hasText: /Stopped: role change|Gave \d+ users/ });
  await expect(row).toBeVisible({ timeout: 30_000 });
  const [{ state, counts }] = (await api(page, `/organizations/${id}/jobs`)).items;
  // A quick server may have been done before.
  expect(["stopped", "done"]).toContain(state);
  expect(await total(page, id, `role=${editor}`)).toBe(counts.changed);
  if (state === "stopped") await expect(row).toContainText(`${counts.changed} of 500 changed`);
  if (counts.changed > 0) {
    await row.getByRole("button", { name: /^Undo/ }).click();
    await expect.poll(() => total(page, id, `role=${editor}`), { timeout: 60_000 }).toBe(0);
    await expect(row.filter({ hasText: "undone" })).toHaveCount(1, { timeout: 10_000 });
  }
});

test("jobs that are over are listed with what can be done with each", async ({ page }) => {
  const { id } = await withInvited(page, 4);
  await (await doJob(page, id, { action: "resend" })).done();
  await (await doJob(page, id, { action: "withdraw" }, "")).done();
  await open(page, id);
  const jobs = await openJobs(page);
  const rows = jobs.getByRole("listitem");
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toContainText("Withdrew 4 invitations");
  await expect(rows.nth(0).getByRole("button")).toHaveText(["1 refused", "Result CSV", "Undo"]);
  await expect(rows.nth(1)).toContainText("Resent 4 invitations");
  await expect(rows.nth(1)).toContainText("cannot be undone");
  await expect(rows.nth(1).getByRole("button")).toHaveText(["Result CSV"]);
  await jobs.getByRole("link", { name: "Open the audit log" }).click();
  await expect(page).toHaveURL(/audit-log/);
  await expect(jobs).toHaveCount(0);
});

/** Lets the newest job look as if it ran: a real one is done too soon. */
async function asRunning(page) {
  await page.route(/\/organizations\/[^/]+\/jobs$/, async (route) => {
    const response = await route.fetch();
    if (response.status() !== 200) return route.fulfill({ response });
    const { items } = await response.json();
    const [{ ended_at: _ended, undoable_until: _until, ...job }] = items;
    const counts = { ...job.counts, changed: job.counts.changed - 1, planned: 1 };
    return route.fulfill({ response, json: { items: [{ ...job, state: "running", counts }] } });
  });
}

test("U14 the number of refused rows leads to the job in the list, and there to its result", async ({ page }) => {
  const { id } = await withInvited(page, 4);
  await (await doJob(page, id, { action: "withdraw" }, "")).done();
  await asRunning(page);
  await open(page, id);
  const refused = panel(page).getByRole("button", { name: "1 refused" });
  await expect(refused).toBeVisible({ timeout: 10_000 });
  await expectNoFaults(page);
  await refused.focus();
  await page.keyboard.press("Enter");
  const jobs = page.getByRole("dialog", { name: "Jobs" });
  await expect(jobs.getByRole("listitem")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(jobs.getByRole("button", { name: "1 refused. Result CSV: Withdrawing invitations" })).toBeFocused();
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  expect(await readFile(await download.path(), "utf8")).toContain(",refused,");
  await page.keyboard.press("Escape");
  await expect(refused).toBeFocused();
});

test("the refused rows of an import are a link away", async ({ page }) => {
  const { id } = await withInvited(page, 0);
  const text = "email,role\nada@import.example,Viewer\nbea@import.example,Guest\n";
  const { job } = await send(page, `/organizations/${id}/members/imports`, { text });
  await send(page, `/organizations/${id}/jobs/${job.id}/start`, { version: job.version });
  await expect.poll(async () => (await api(page, `/organizations/${id}/jobs/${job.id}`)).state).toBe("done");
  await open(page, id);
  const jobs = await openJobs(page);
  await jobs.getByRole("link", { name: "1 refused" }).click();
  await expect(page).toHaveURL(/\/import\?job=job_\w+&rows=refused$/);
  await expect(jobs).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Refused 1" })).toHaveAttribute("aria-current", "page");
  await expect(page.getByRole("main")).toContainText("bea@import.example");
});

test("the rail shows an icon that opens the list", async ({ page }) => {
  const { id } = await withInvited(page, 2);
  await (await doJob(page, id, { action: "withdraw" })).done();
  await open(page, id);
  await navigation(page).getByRole("button", { name: "Collapse navigation" }).click();
  await navigation(page).getByRole("button", { name: "Jobs" }).click();
  await expect(page.getByRole("dialog", { name: "Jobs" })).toBeVisible();
  await page.mouse.click(900, 20);
  await expect(page.getByRole("dialog", { name: "Jobs" })).toHaveCount(0);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("a strip shows what runs, and the list rises from the bottom edge", async ({ page }) => {
    const { id } = await withInvited(page, MANY);
    await open(page, id, "?status=invited");
    await page.getByRole("main").getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Select users" }).click();
    await checks(page).first().click();
    await tool(page, `Select all ${MANY}`).click();
    await chooseEditor(page);
    await strip(page).getByRole("button", { name: /Show all jobs/ }).click();
    const jobs = page.getByRole("dialog", { name: "Jobs" });
    await expect(jobs).toBeInViewport();
    const box = await jobs.boundingBox();
    expect([box.x, box.width, Math.round(box.y + box.height)]).toEqual([0, 390, 844]);
    await expect(jobs.getByRole("listitem").first()).toContainText("Gave 500 users", { timeout: 60_000 });
    await expectNoFaults(page);
    await page.keyboard.press("Escape");
    await expect(strip(page)).toHaveCount(0);
    // Where nothing runs, the way is in the drawer.
    await page.getByRole("button", { name: "Open navigation" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Jobs" }).click();
    await expect(jobs).toBeVisible();
    await expect(page.getByRole("dialog")).toHaveCount(1);
  });
});

test("inside a portal, where there is no navigation, a line above the page leads to the jobs", async ({ page }) => {
  await page.goto("/portal/users?status=invited");
  await expect(checks(page).first()).toBeVisible();
  await checks(page).nth(1).click();
  await press(page, "Resend");
  await answer(page, "Resend 1 invitation").click();
  await expect(toast(page, "Resent 1 invitation")).toBeVisible({ timeout: 20_000 });
  await page.getByRole("main").getByRole("button", { name: "Jobs" }).click();
  const jobs = page.getByRole("dialog", { name: "Jobs" });
  await expect(jobs.getByRole("listitem").first()).toContainText("Resent 1 invitation");
  await expect(jobs.getByRole("listitem").first()).toContainText("cannot be undone");
  await page.keyboard.press("Escape");
  await expect(jobs).toHaveCount(0);
});
