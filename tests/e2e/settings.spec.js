// The settings of an organization, the keys of its programs, and disabling it.
import { NOBODY, VERA, expect, test } from "./fixtures.js";
import { api, organization, send } from "./app.js";
import { expectNoFaults } from "./axe.js";
import { startDemo } from "./server.js";

// What is changed here would be in the way of others: a demo of its own.
test.use({
  serverUrl: [
    async ({}, use) => {
      const demo = await startDemo();
      await use(demo.url);
      await demo.stop();
    },
    { scope: "worker" },
  ],
});
test.describe.configure({ mode: "default" });

const PAGES = ["general", "security", "invitations", "branding", "subscription", "api-keys"];
const dialog = (page, name) => page.getByRole("dialog", { name });
const bar = (page) => page.getByRole("region", { name: "Unsaved changes" });
const row = (page, name) => page.getByRole("row").filter({ hasText: name });

/** A page of the settings of the organization with this number. */
async function open(page, section, number = "10234") {
  const { id } = await organization(page, number);
  await page.goto(`/organizations/${id}/settings/${section}`);
  return id;
}

test("ORG-4 settings are changed together, with their errors at their fields", async ({ page }) => {
  const id = await open(page, "general");
  // Until the organization is known, the section stands alone and higher up.
  await expect(page.getByRole("link", { name: /^Users/ })).toBeVisible();
  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Settings");
  await page.getByLabel("Name", { exact: true }).fill("Acme Services");
  await page.getByLabel("Link back to your portal").fill("http://portal.acme.example");
  await page.getByLabel("Number").fill("20817");
  await expect(bar(page)).toContainText("3 unsaved changes");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Enter a URL that begins with https://.")).toBeVisible();
  await page.getByLabel("Link back to your portal").fill("https://portal.acme.example/");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Another organization has this number.")).toBeVisible();
  await page.getByLabel("Number").fill("10234");
  await page.getByLabel("Time zone").selectOption("Europe/Berlin");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Settings saved")).toBeVisible();
  await expect(bar(page)).toBeHidden();
  await page.reload();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Acme Services");
  const settings = await api(page, `/organizations/${id}/settings`);
  expect(settings).toMatchObject({ name: "Acme Services", number: "10234", time_zone: "Europe/Berlin" });
  expect(settings.portal_url).toBe("https://portal.acme.example/");
  await page.goto(`/organizations/${id}`);
  await expect(page.getByRole("link", { name: "Back to portal" })).toHaveAttribute("href", settings.portal_url);
});

test("U5 what is not saved is asked for, and what another has changed is shown", async ({ page }) => {
  const id = await open(page, "general");
  await page.getByLabel("Name", { exact: true }).fill("Acme Mine");
  await page.getByRole("link", { name: "Security" }).click();
  await expect(dialog(page, "Leave without saving?")).toBeVisible();
  await page.getByRole("button", { name: "Stay" }).click();
  const { version } = await api(page, `/organizations/${id}/settings`);
  const headers = { origin: new URL(page.url()).origin, "x-roster-client": "test", "if-match": `"${version}"` };
  const data = { name: "Acme Theirs", names_administrators: false };
  const changed = await page.request.patch(`/api/v1/organizations/${id}`, { headers, data });
  expect(changed.status()).toBe(200);
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("group", { name: "Now: Acme Theirs; yours: Acme Mine" })).toBeVisible();
  await expect(page.getByRole("switch", { name: /Name the administrators/ })).not.toBeChecked();
  await page.getByRole("button", { name: "Keep mine" }).click();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Settings saved")).toBeVisible();
  expect((await api(page, `/organizations/${id}/settings`)).name).toBe("Acme Mine");
});

test("ORG-4 domains are restricted with one's own among them", async ({ page }) => {
  await open(page, "security");
  await expect(page.getByRole("switch", { name: /Require two-factor/ })).toBeDisabled();
  await expect(page.getByRole("link", { name: "Set it up" })).toHaveAttribute("href", "/account/security");
  const domains = page.getByRole("textbox", { name: "Domains" });
  await domains.fill("northwind.example");
  await domains.press("Enter");
  await expect(page.getByText(/users have another domain and keep access: acme\.example/)).toBeVisible();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Add the domain of your own address")).toBeVisible();
  await domains.fill("acme.example");
  await domains.press("Enter");
  await page.getByLabel("An identity provider").check();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Enter the name of the provider.")).toBeVisible();
  await page.getByLabel("Name of the provider").fill("Acme ID");
  await page.getByLabel("Page where passwords are changed").fill("https://id.acme.example/");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Settings saved")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Remove northwind.example" })).toBeVisible();
  const other = page.getByRole("link", { name: /support\.example \(1\)/ });
  await other.click();
  await expect(page.getByRole("table", { name: /^Users, / })).toContainText("Sam Okonkwo");
});

test("ORG-4 an invitation begins with the default role", async ({ page }) => {
  const id = await open(page, "invitations");
  await page.getByLabel("Invitations expire after").selectOption("30 days");
  await page.getByLabel("Reminder").selectOption("Never");
  await page.getByLabel("Default role").selectOption("Editor");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Settings saved")).toBeVisible();
  await page.goto(`/organizations/${id}/users`);
  await page.getByRole("button", { name: "Invite users" }).first().click();
  await expect(page.getByRole("dialog").getByRole("checkbox", { name: /^Editor/ })).toBeChecked();
});

test("INT-1 a key is created, shown once, rotated and revoked", async ({ page }) => {
  await open(page, "api-keys");
  await expect(row(page, "Customer portal")).toContainText("Ada Lovelace");
  await page.getByRole("button", { name: "Create key" }).click();
  const form = dialog(page, "Create key");
  await form.getByRole("button", { name: "Create key" }).click();
  await expect(form).toContainText("Choose at least one permission.");
  await form.getByLabel("Name").fill("Door opener");
  await form.getByLabel("Check access").check();
  await form.getByRole("textbox", { name: "IP addresses" }).fill("203.0.113.0/33");
  await form.getByRole("button", { name: "Create key" }).click();
  await expect(form).toContainText("203.0.113.0/33 is no IP address");
  await form.getByRole("button", { name: "Remove 203.0.113.0/33" }).click();
  await form.getByRole("textbox", { name: "IP addresses" }).fill("203.0.113.0/28");
  await form.getByRole("button", { name: "Create key" }).click();
  const shown = dialog(page, "New key for Door opener");
  const value = await shown.locator("[data-value]").textContent();
  expect(value).toMatch(/^roster_key_[\w-]{43}$/);
  await page.keyboard.press("Escape");
  await shown.getByRole("button", { name: "Done" }).click({ force: true });
  await expect(shown).toBeVisible();
  await shown.getByLabel("I have stored this key").check();
  await shown.getByRole("button", { name: "Done" }).click();
  await expect(shown).toBeHidden();
  await expect(row(page, "Door opener")).toContainText(`${value.slice(0, 15)}…`);
  await expect(page.locator("body")).not.toContainText(value);

  await page.getByRole("button", { name: "Rotate Door opener" }).click();
  await dialog(page, "Rotate Door opener?").getByRole("button", { name: "Rotate key" }).click();
  await expect(shown).toContainText("Works until");
  expect(await shown.locator("[data-value]").textContent()).not.toBe(value);
  await shown.getByLabel("I have stored this key").check();
  await shown.getByRole("button", { name: "Done" }).click();
  await expect(row(page, "Door opener")).toContainText("Old value works until");

  await page.getByRole("button", { name: "Edit Door opener" }).click();
  await dialog(page, "Edit API key").getByLabel("Name").fill("Gate opener");
  await dialog(page, "Edit API key").getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("API key Gate opener saved")).toBeVisible();
  await page.getByRole("button", { name: "Revoke Gate opener" }).click();
  await dialog(page, "Revoke Gate opener?").getByRole("button", { name: "Revoke key" }).click();
  await expect(page.getByText("API key Gate opener revoked")).toBeVisible();
  await expect(row(page, "Gate opener")).toHaveCount(0);
});

test("ORG-5 for others there are no settings", async ({ page, secondBrowser }) => {
  const id = await open(page, "general");
  await page.goto(`/organizations/${id}/settings/unheard-of`);
  await expect(page.getByText("We can't show this page")).toBeVisible();
  const text = await page.getByRole("main").innerText();
  const vera = await secondBrowser(VERA);
  for (const section of ["general", "api-keys"]) {
    await vera.goto(`/organizations/${id}/settings/${section}`);
    await expect(vera.getByRole("main")).toHaveText(text, { useInnerText: true });
    await expect(vera.getByRole("link", { name: "Settings" })).toHaveCount(0);
  }
});

test("ORG-3 a disabled organization is closed until an administrator enables it", async ({ page }) => {
  const { id } = await send(page, "/organizations", { name: `Closing ${Date.now().toString(36)}` });
  await page.goto(`/organizations/${id}/settings/general`);
  await page.getByRole("button", { name: "Leave organization…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Leave organization" }).click();
  await expect(page.getByRole("dialog")).toContainText("You are the last administrator.");
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Disable organization…" }).click();
  await expect(page.getByRole("dialog")).toContainText("1 user loses access");
  await page.getByRole("dialog").getByRole("button", { name: "Disable organization" }).click();
  await expect(page.getByText("This organization is disabled")).toBeVisible();
  expect((await page.request.get(`/api/v1/organizations/${id}/members`)).status()).toBe(403);
  await page.reload();
  await page.getByRole("button", { name: "Enable organization" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Settings");
  expect((await page.request.get(`/api/v1/organizations/${id}/members`)).status()).toBe(200);
});

for (const [name, options] of [
  ["at 1280", {}],
  ["on a phone in German", { viewport: { width: 390, height: 844 }, locale: "de-DE" }],
]) {
  test(`the settings break no rule of axe ${name}`, async ({ browser, baseURL, stateOf }) => {
    test.slow();
    const storageState = await stateOf("ada@acme.example");
    const context = await browser.newContext({ baseURL, reducedMotion: "reduce", storageState: storageState ?? NOBODY, ...options });
    const page = await context.newPage();
    for (const section of PAGES) {
      await open(page, section);
      await page.locator(".r-settings__main").waitFor();
      const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(width, section).toBeLessThanOrEqual(0);
      await expectNoFaults(page);
    }
    await page.getByRole("button", { name: /^(Create key|Schlüssel erstellen)$/ }).click();
    await page.getByRole("dialog").waitFor();
    await expectNoFaults(page);
    await context.close();
  });
}
