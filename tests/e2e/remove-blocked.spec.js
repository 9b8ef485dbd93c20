// What still needs a user in other programs blocks the removal; and the data of one person as a file.
import { readFile } from "node:fs/promises";
import { NOBODY, expect, test } from "./fixtures.js";
import { expectNoFaults } from "./axe.js";
import { membersFound, organization, send } from "./app.js";

/** The key of the demo's portal. */
const KEY = "roster_key_roster-demo-key-that-everybody-can-use-0000";

const dialog = (page) => page.getByRole("dialog");
const answer = (page, name) => dialog(page).getByRole("button", { name, exact: true });

const orders = [
  { id: "1", kind: "Work order", title: "Replace the pump", url: "https://portal.acme.example/work-orders/1" },
  { id: "2", kind: "Work order", title: "Inspect the lifts" },
];

/** Registers, as the portal does, what needs a member of Acme. */
async function register(playwright, { id, member }, references) {
  const portal = await playwright.request.newContext({ baseURL: process.env.ROSTER_URL, storageState: NOBODY });
  const path = `/api/v1/organizations/${id}/members/${member}/references/work-orders`;
  const registered = await portal.put(path, { headers: { authorization: `Bearer ${KEY}` }, data: { references } });
  expect(registered.status(), await registered.text()).toBe(204);
  await portal.dispose();
}

/** A colleague who has joined Acme. */
async function withColleague(page, playwright) {
  const mark = Date.now().toString(36) + Math.floor(Math.random() * 1e4);
  const { id } = await organization(page, "10234");
  const roles = (await (await page.request.get(`/api/v1/organizations/${id}/roles`)).json()).items;
  const role = roles.find((it) => it.key === "viewer").id;
  const emails = [`cleo-${mark}@colleague.example`];
  const { results } = await send(page, `/organizations/${id}/invitations`, { emails, roles: [role], send_email: false });
  const elsewhere = await playwright.request.newContext({ baseURL: process.env.ROSTER_URL, storageState: NOBODY });
  const headers = { origin: process.env.ROSTER_URL, "x-roster-client": "test" };
  const token = results[0].link.split("#")[1];
  const data = { token, given_name: "Cleo", family_name: `Colleague ${mark}`, password: "correct horse battery" };
  expect((await elsewhere.post("/api/v1/invitations/accept", { headers, data })).status()).toBe(200);
  await elsewhere.dispose();
  const member = results[0].member.id;
  return { id, member, name: `Cleo Colleague ${mark}`, url: `/organizations/${id}/users/${member}` };
}

test("USR-12 what the portal registered blocks the removal until it is gone", async ({ page, playwright }) => {
  const cleo = await withColleague(page, playwright);
  await register(playwright, cleo, orders);
  await page.goto(cleo.url);
  await page.getByRole("button", { name: "Remove…" }).click();
  await expect(dialog(page)).toHaveAccessibleName(`${cleo.name} can't be removed yet`);
  await expect(dialog(page)).toContainText("2 things still need this user.");
  await expect(dialog(page).getByRole("listitem")).toHaveText([/Replace the pump.*Work order/, /Inspect the lifts/]);
  const link = dialog(page).getByRole("link", { name: "Open Replace the pump" });
  await expect(link).toHaveAttribute("href", "https://portal.acme.example/work-orders/1");
  await expect(link).toHaveAttribute("rel", "noopener noreferrer");
  await expect(link).toHaveAttribute("target", "_blank");
  await expect(dialog(page).getByRole("link")).toHaveCount(1);
  await expect(answer(page, "Remove user")).toBeDisabled();
  await expect(answer(page, "Remove user")).toHaveAttribute("title", "Other programs still need this user.");
  await expectNoFaults(page);

  await register(playwright, cleo, orders.slice(1));
  await answer(page, "Check again").click();
  await expect(dialog(page)).toContainText("1 thing still needs this user.");
  await expect(dialog(page).getByRole("status").filter({ hasText: /^Last checked: (today|yesterday), \d/ })).toBeVisible();
  await expect(answer(page, "Check again")).toBeFocused();

  await register(playwright, cleo, []);
  await answer(page, "Check again").click();
  await expect(dialog(page)).toHaveAccessibleName(`Remove ${cleo.name}?`);
  await expect(dialog(page).getByText("Nothing is left. You can remove the user now.")).toBeVisible();
  await expect(answer(page, "Check again")).toBeFocused();
  await answer(page, "Remove user").click();
  await expect(page.getByText(`${cleo.name} removed`)).toBeVisible();
});

test("USR-12 what is registered while the question is open is shown instead of a removal", async ({ page, playwright }) => {
  const cleo = await withColleague(page, playwright);
  await page.goto(cleo.url);
  // Nothing is registered when the question opens.
  const asked = page.waitForResponse((response) => response.url().endsWith("/blockers"));
  await page.getByRole("button", { name: "Remove…" }).click();
  await (await asked).finished();
  await expect(dialog(page)).toHaveAccessibleName(`Remove ${cleo.name}?`);
  await register(playwright, cleo, orders);
  await answer(page, "Remove user").click();
  await expect(dialog(page)).toHaveAccessibleName(`${cleo.name} can't be removed yet`);
  await expect(answer(page, "Remove user")).toBeDisabled();
  await answer(page, "Deactivate").click();
  await answer(page, "Deactivate").click();
  await expect(page.getByText(`${cleo.name} deactivated`)).toBeVisible();
  await register(playwright, cleo, []);
});

test("USR-8 USR-12 the preview of a selection says how many are still needed", async ({ page, playwright }) => {
  const cleo = await withColleague(page, playwright);
  await register(playwright, cleo, orders);
  await page.goto(`/organizations/${cleo.id}/users?q=${encodeURIComponent(`"${cleo.name}"`)}`);
  await page.getByRole("checkbox", { name: `Select ${cleo.name}` }).click();
  await page.getByRole("toolbar").getByRole("button", { name: /^Remove/ }).click();
  await expect(page.getByText("1 is still needed by other programs")).toBeVisible();
  await register(playwright, cleo, []);
});

test("USR-12 the activity names the key of the program", async ({ page, playwright }) => {
  const cleo = await withColleague(page, playwright);
  await register(playwright, cleo, orders);
  await register(playwright, cleo, []);
  await page.goto(cleo.url);
  const activity = page.getByRole("complementary");
  await expect(activity.getByText("Open items in another program changed")).toHaveCount(2);
  await expect(activity.getByText("API key Customer portal").first()).toBeVisible();
});

test("USR-12 the data of one person is saved as a file, and the activity says so", async ({ page }) => {
  const { id } = await organization(page, "10234");
  const [yuki] = await membersFound(page, "10234", "email:yuki.tanaka@acme.example");
  await page.goto(`/organizations/${id}/users/${yuki.id}`);
  await page.getByRole("main").getByRole("button", { name: "More actions" }).click();
  const saving = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Export data (JSON)" }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toBe(`${yuki.id}.json`);
  const data = JSON.parse(await readFile(await file.path(), "utf8"));
  expect(data.person.member.email).toBe("yuki.tanaka@acme.example");
  expect(data.person.references.map((it) => it.source)).toEqual(["invoices", "invoices"]);
  expect(data.supervises.length).toBeGreaterThan(0);
  await expect(page.getByText("Data of Yūki Tanaka exported")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("complementary").getByText("Data exported")).toBeVisible();
});

for (const [where, viewport] of [["on a phone", { width: 390, height: 844 }], ["at 1280", { width: 1280, height: 800 }]]) {
  test.describe(`${where} in German`, () => {
    test.use({ viewport, locale: "de-DE" });

    test("USR-12 the dialog of somebody who is needed fits, and axe finds nothing", async ({ page }) => {
      const { id } = await organization(page, "10234");
      const [juergen] = await membersFound(page, "10234", "email:juergen.grossmann@acme.example");
      await page.goto(`/organizations/${id}/users/${juergen.id}`);
      await page.getByRole("button", { name: "Entfernen …" }).click();
      await expect(dialog(page)).toHaveAccessibleName("Jürgen Großmann kann noch nicht entfernt werden");
      await expect(dialog(page)).toContainText("4 Vorgänge brauchen diesen Benutzer noch.");
      await answer(page, "Erneut prüfen").click();
      await expect(dialog(page).getByText(/^Zuletzt geprüft: (heute|gestern), /)).toBeVisible();
      await expectNoFaults(page);
      const { width, x, height, y } = await dialog(page).boundingBox();
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(viewport.width);
      expect(y + height).toBeLessThanOrEqual(viewport.height);
      expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    });
  });
}
