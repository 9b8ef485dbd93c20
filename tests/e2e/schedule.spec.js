// The first and the last day with access, and invitations that wait for theirs.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { NOBODY, PASSWORD, expect, signIn, test } from "./fixtures.js";
import { expectNoFaults } from "./axe.js";
import { api, send, userRows } from "./app.js";
import { createAdministrator, serve } from "./serve.js";

const password = "correct horse battery";
const dialog = (page) => page.getByRole("dialog");
const head = (page) => page.locator(".r-person__meta");
const section = (page, name = "Access dates") => page.getByRole("main").locator("section", { hasText: name }).first();

/** So many days from now, as fields have it. */
const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
/** The same day as people read it. */
const written = (day, locale = "en-GB") =>
  new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(new Date(day));

/** The same day as the status has it. */
const short = (day) => new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(day));

/** A colleague who has joined an organization, the reader's own new one if none is given, and is signed in elsewhere. */
async function withColleague(page, playwright, there) {
  const mark = Date.now().toString(36) + Math.floor(Math.random() * 1e4);
  const baseURL = there?.url ?? process.env.ROSTER_URL;
  const { id } = there ?? (await send(page, "/organizations", { name: `Schedule ${mark}` }));
  const { items } = await api(page, `/organizations/${id}/roles`);
  const roles = [items.find((it) => it.key === "viewer").id];
  const emails = [`cara-${mark}@colleague.example`];
  const { results } = await send(page, `/organizations/${id}/invitations`, { emails, roles, send_email: false });
  const token = results[0].link.split("#")[1];
  const elsewhere = await playwright.request.newContext({ baseURL, storageState: NOBODY });
  const headers = { origin: baseURL, "x-roster-client": "test" };
  const data = { token, given_name: "Cara", family_name: "Colleague", password };
  expect((await elsewhere.post("/api/v1/invitations/accept", { headers, data })).status()).toBe(200);
  const { id: member } = results[0].member;
  const sees = async () => (await elsewhere.get(`/api/v1/organizations/${id}`)).status();
  return { id, member, sees, mark, url: `/organizations/${id}/users/${member}` };
}

for (const width of [1280, 390]) {
  test(`USR-11 a last day is set, shown and removed at ${width}`, async ({ page, playwright }) => {
    await page.setViewportSize({ width, height: 844 });
    const { id, member, sees, url } = await withColleague(page, playwright);
    const last = inDays(30);
    await page.goto(url);
    await expect(section(page)).toContainText("Not limited");
    await expect(section(page)).toContainText("UTC");
    await section(page).getByRole("button", { name: "Change dates" }).click();
    await expect(dialog(page)).toHaveAccessibleName("Access dates of Cara Colleague");
    await expect(dialog(page)).toContainText("Access has no time limit.");
    await dialog(page).getByLabel("Last day").fill(last);
    await expect(dialog(page).getByRole("status")).toContainText(`Their access ends after ${written(last)}.`);
    await expectNoFaults(page);
    await dialog(page).getByRole("button", { name: "Save dates" }).click();
    await expect(page.getByText("Access dates of Cara Colleague changed")).toBeVisible();
    await expect(head(page)).toContainText(`until ${short(last)}`);
    await expect(section(page)).toContainText(written(last));
    await expect(page.getByRole("complementary")).toContainText(`Last day set to ${written(last)}`);
    expect(await sees()).toBe(200);

    await page.goto(`/organizations/${id}/users`);
    await page.getByRole("button", { name: "Actions for Cara Colleague" }).click();
    await page.getByRole("menuitem", { name: "Access dates…" }).click();
    await expect(dialog(page).getByLabel("Last day")).toHaveValue(last);
    await dialog(page).getByLabel("Last day").fill("");
    await dialog(page).getByRole("button", { name: "Save dates" }).click();
    await expect(dialog(page)).toHaveCount(0);
    await expect.poll(async () => (await api(page, `/organizations/${id}/members/${member}`)).active_until).toBeUndefined();
  });
}

test("USR-11 a first day says that access ends at once, ends it, and activating forgets it", async ({ page, playwright }) => {
  const { id, member, sees, url } = await withColleague(page, playwright);
  const first = inDays(10);
  await page.goto(url);
  await section(page).getByRole("button", { name: "Change dates" }).click();
  await dialog(page).getByLabel("First day").fill(first);
  await expect(dialog(page).getByRole("status")).toContainText("ends now and starts again on " + written(first));
  await dialog(page).getByRole("button", { name: "Save and deactivate" }).click();
  await expect(head(page)).toContainText(`from ${short(first)}`);
  await expect(head(page)).toContainText("Inactive");
  await expect.poll(sees).toBe(401);
  await page.getByRole("main").getByRole("button", { name: "Activate", exact: true }).click();
  await expect(head(page)).toContainText("Active");
  await expect(section(page)).toContainText("Not limited");
  // The page shows it before the server has answered.
  await expect.poll(async () => (await api(page, `/organizations/${id}/members/${member}`)).active_from).toBeUndefined();
});

test("USR-11 the first day comes: whoever waited for it is in", async ({ browser, playwright }) => {
  const folder = mkdtempSync(join(tmpdir(), "roster-first-day-"));
  const database = `sqlite://${join(folder, "roster.db")}`;
  const administrator = "ruth@first.example";
  createAdministrator(database, { email: administrator, name: ["Ruth", "First"], organization: "First Example", password: PASSWORD });
  let server = await serve(database);
  const context = await browser.newContext({ baseURL: server.url, storageState: NOBODY });
  const page = await context.newPage();
  const at = (path) => new URL(path, server.url).href;
  await page.goto(at("/sign-in"));
  await signIn(page, administrator, PASSWORD);
  await page.waitForURL(/\/organizations\/org_/);
  const { items } = await api(page, "/organizations");
  const [{ id }] = items;
  // The calendars of these two zones never have the same day: what is tomorrow in one is today, or past, in the other.
  const setZone = async (time_zone) => {
    const { version } = await api(page, `/organizations/${id}`);
    const headers = { origin: server.url, "x-roster-client": "test", "if-match": `"${version}"` };
    const answer = await page.request.patch(at(`/api/v1/organizations/${id}`), { headers, data: { time_zone } });
    expect(answer.status()).toBe(200);
  };
  await setZone("Etc/GMT+12");
  const there = Date.now() - 12 * 3_600_000;
  const tomorrow = new Date(there + 86_400_000).toISOString().slice(0, 10);
  const { member, sees } = await withColleague(page, playwright, { id, url: server.url });
  await page.goto(at(`/organizations/${id}/users/${member}`));
  await section(page).getByRole("button", { name: "Change dates" }).click();
  await dialog(page).getByLabel("First day").fill(tomorrow);
  await dialog(page).getByRole("button", { name: "Save and deactivate" }).click();
  await expect(head(page)).toContainText("Inactive");
  await expect.poll(sees).toBe(401);

  await setZone("Pacific/Kiritimati");
  // What is due is done when a server starts, and every minute.
  const { port } = new URL(server.url);
  await server.stop();
  server = await serve(database, Number(port));
  await expect(async () => {
    await page.reload();
    await expect(head(page)).toContainText("Active", { timeout: 1_000 });
  }).toPass();
  await expect(section(page)).toContainText("Not limited");
  await context.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});

test("USR-11 a day that cannot be is named at its field", async ({ page, playwright }) => {
  const { url } = await withColleague(page, playwright);
  await page.goto(url);
  await section(page).getByRole("button", { name: "Change dates" }).click();
  await dialog(page).getByLabel("First day").fill(inDays(5));
  await dialog(page).getByLabel("Last day").fill(inDays(4));
  await expect(dialog(page)).toContainText("Choose the first day or a later one.");
  await dialog(page).getByLabel("First day").fill(inDays(-5));
  await dialog(page).getByLabel("Last day").fill(inDays(4000));
  await dialog(page).getByRole("button", { name: "Save and deactivate" }).click();
  await expect(dialog(page)).toContainText("Choose a day after today, or activate the user.");
  await expect(dialog(page)).toContainText("Choose a day within the next 10 years.");
  await dialog(page).getByLabel("First day").fill("");
  await expect(dialog(page)).not.toContainText("Choose a day after today");
});

test("USR-11 an invitation waits for its first day, or until somebody activates the user", async ({ page, playwright }) => {
  const { id, mark } = await withColleague(page, playwright);
  await page.goto(`/organizations/${id}/users`);
  const sheet = page.getByRole("dialog", { name: "Invite users" });
  const fill = async (email) => {
    await sheet.getByLabel("Email addresses").fill(`${email},`);
    await sheet.getByRole("checkbox", { name: /^Viewer/ }).check();
  };
  await page.getByRole("main").getByRole("button", { name: "Invite users" }).click();
  await fill(`nia-${mark}@new.example`);
  await sheet.getByLabel("Send the invitation").selectOption("first_day");
  await sheet.getByRole("button", { name: "Create 1 user" }).click();
  await expect(sheet).toContainText("Choose a day after today");
  const first = inDays(20);
  await sheet.getByLabel("First day").fill(first);
  await sheet.getByRole("button", { name: "Create 1 user" }).click();
  await expect(sheet).toContainText("1 user created.");
  await expect(sheet).toContainText(`The invitations are sent on ${written(first)}.`);
  await expect(sheet).not.toContainText("Copy link");
  await sheet.getByRole("button", { name: "Invite more" }).click();
  await fill(`bo-${mark}@new.example`);
  await sheet.getByLabel("Send the invitation").selectOption("later");
  await sheet.getByRole("button", { name: "Create 1 user" }).click();
  await expect(sheet).toContainText("Activate the users to send the invitations.");
  await sheet.getByRole("button", { name: "Done" }).click();
  await expect(userRows(page)).toHaveCount(4);
  const nia = userRows(page).filter({ hasText: "nia-" });
  await expect(nia).toContainText("Not invited yet");
  await expect(nia).toContainText(`from ${short(first)}`);

  await page.getByRole("link", { name: `bo-${mark}@new.example` }).click();
  await expect(page.getByRole("complementary")).toContainText("this user hasn't been invited");
  await page.getByRole("main").getByRole("button", { name: "Activate", exact: true }).click();
  await expect(page.getByText(`Invitation to bo-${mark}@new.example created`)).toBeVisible();
  await expect(head(page)).toContainText("Invited");
});

test.describe("in German", () => {
  test.use({ locale: "de-DE" });

  test("USR-11 der Zeitraum passt in seinen Dialog", async ({ page, playwright }) => {
    const { url } = await withColleague(page, playwright);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(url);
      const first = inDays(9);
      await section(page, "Zugangszeitraum").getByRole("button", { name: "Zeitraum ändern" }).click();
      await dialog(page).getByLabel("Erster Tag").fill(first);
      await expect(dialog(page).getByRole("status")).toContainText(`beginnt wieder am ${written(first, "de-DE")}`);
      const save = dialog(page).getByRole("button", { name: "Speichern und deaktivieren" });
      await expect(save).toBeVisible();
      const overflow = await dialog(page).evaluate((it) => it.scrollWidth - it.clientWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      await dialog(page).getByRole("button", { name: "Abbrechen" }).click();
    }
  });
});
