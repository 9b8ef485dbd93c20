// The audit log: what happened, found by person, action and day, and told in full in a panel.
import { ADA, expect, test } from "./fixtures.js";
import { api, organization } from "./app.js";
import { expectNoFaults } from "./axe.js";

test.use({ account: ADA });

const rows = (page) => page.locator("[data-row-id]");
const panel = (page) => page.getByRole("dialog", { name: "Event" });
const openLog = async (page, view = "") => {
  const { id } = await organization(page, "10234");
  await page.goto(`/organizations/${id}/audit-log${view}`);
  await expect(rows(page).first()).toBeVisible();
  return id;
};
const events = async (page, id, query) => (await api(page, `/organizations/${id}/audit-events?${query}`)).items;

test("AUD-1 the navigation leads to a log of sentences, the newest first", async ({ page }) => {
  const { id } = await organization(page, "10234");
  await page.goto(`/organizations/${id}/users`);
  await page.getByRole("link", { name: "Audit log" }).click();
  await expect(page.getByRole("heading", { name: /^Audit log/, level: 1 })).toBeVisible();
  await expect(rows(page).first()).toContainText(/\S+ \S+/);
  const times = await rows(page).locator("time").evaluateAll((all) => all.map((time) => time.dateTime));
  expect(times).toEqual([...times].sort().reverse());
  const head = page.getByRole("columnheader", { name: "Time" });
  await expect(head).toHaveAttribute("aria-sort", "descending");
  await head.getByRole("button").first().click();
  await expect(page).toHaveURL(/sort=at/);
  await expect(rows(page).first()).toContainText("created Acme Facility Services");
  await expect(page.getByRole("columnheader", { name: "What happened" }).getByRole("button", { name: "What happened" })).toHaveCount(0);
});

test("AUD-1 filters and search are in the URL and find events", async ({ page }) => {
  const id = await openLog(page);
  await page.getByRole("button", { name: "Action", exact: true }).click();
  await page.getByRole("checkbox", { name: /^Roles/ }).check();
  await expect(page).toHaveURL(/action=member\.roles_changed/);
  await page.keyboard.press("Escape");
  await expect(rows(page).first()).toContainText(/changed the roles of .+: .+ → /);
  await page.getByRole("button", { name: "Since", exact: true }).click();
  await page.getByRole("checkbox", { name: /^Last 30 days/ }).check();
  await expect(page).toHaveURL(/from=last_30_days/);
  await page.getByRole("checkbox", { name: /^Last 7 days/ }).check();
  await expect(page).toHaveURL(/from=last_7_days(?!.*last_30)/);
  const [{ target }] = await events(page, id, "action=member.changed&limit=1");
  await page.goto(`/organizations/${id}/audit-log?q=${encodeURIComponent(target.name)}`);
  await expect(rows(page).first()).toContainText(target.name);
});

test("AUD-1 the panel of an event says everything and closes with Back", async ({ page }) => {
  const id = await openLog(page, "?action=member.changed");
  const [event] = await events(page, id, "action=member.changed&limit=1");
  await rows(page).first().click();
  await expect(panel(page)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`action=member.changed&event=${event.id}`));
  const change = panel(page).getByRole("row").nth(1);
  await expect(change).toContainText(event.changes[0].after[0]?.text ?? /Note|Phone|Title|Language/);
  await expect(panel(page)).toContainText(event.address);
  await expectNoFaults(page);
  await page.goBack();
  await expect(panel(page)).toHaveCount(0);
  await page.goto(`/organizations/${id}/audit-log?event=${event.id}`);
  await panel(page).getByRole("link", { name: `Everything about ${event.target.name}` }).click();
  await expect(page).toHaveURL(new RegExp(`target=${event.target.id}`));
  await expect(panel(page)).toHaveCount(0);
  await page.goto(`/organizations/${id}/audit-log?event=evt_00000000000000000000000001`);
  await expect(panel(page)).toContainText("doesn't exist");
  await panel(page).getByRole("button", { name: "Close" }).last().click();
  await expect(panel(page)).toHaveCount(0);
});

test("AUD-1 a request id is copied, and the page of a user leads to the user's events", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const id = await openLog(page, "?action=session.created");
  const [event] = await events(page, id, "action=session.created&limit=1");
  await page.goto(`/organizations/${id}/audit-log?event=${event.id}`);
  await panel(page).getByRole("button", { name: "Copy request ID" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(event.request_id);
  const [change] = await events(page, id, "action=member.changed&limit=1");
  await page.goto(`/organizations/${id}/users/${change.target.id}`);
  await page.getByRole("link", { name: "Show in the audit log" }).click();
  await expect(page).toHaveURL(new RegExp(`audit-log\\?target=${change.target.id}`));
  await expect(rows(page).first()).toContainText(change.target.name);
});

test("AUD-1 the view is exported as JSON lines, and that is an event", async ({ page }) => {
  const id = await openLog(page, "?action=company.changed");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const chosen = page.getByRole("dialog", { name: "Export" });
  await chosen.getByRole("radio", { name: /JSON lines/ }).check();
  const download = page.waitForEvent("download");
  await chosen.getByRole("button", { name: "Export JSON lines" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("audit-log.jsonl");
  // Other tests export lists too.
  const exports = await events(page, id, "action=list.exported&limit=20");
  const facts = exports.map((event) => event.changes.map((change) => change.after[0].text));
  expect(facts.filter((texts) => texts.includes("audit-events") && texts.includes("json_lines"))).toHaveLength(1);
  expect(facts.flat()).toContain("action=company.changed");
  await page.goto(`/organizations/${id}/audit-log?action=list.exported`);
  await expect(rows(page).filter({ hasText: /Ada Lovelace exported a list: audit log, \d+ rows/ })).toHaveCount(1);
});

for (const [width, height, locale, title] of [
  [1280, 800, "en-GB", "Audit log"],
  [390, 844, "en-GB", "Audit log"],
  [1280, 800, "de-DE", "Protokoll"],
  [390, 844, "de-DE", "Protokoll"],
]) {
  test.describe(`at ${width} in ${locale}`, () => {
    test.use({ locale, viewport: { width, height } });
    test("AUD-1 no fault of accessibility, and nothing sticks out", async ({ page }) => {
      await openLog(page);
      await expect(page.getByRole("heading", { name: new RegExp(`^${title}`), level: 1 })).toBeVisible();
      await expectNoFaults(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await rows(page).nth(1).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectNoFaults(page);
    });
  });
}
