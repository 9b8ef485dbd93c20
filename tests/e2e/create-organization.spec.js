// Creating an organization, also when the answer is lost.
import { expect, test } from "./fixtures.js";
import { api, openUsers, switchButton, switcher } from "./app.js";

const dialog = (page) => page.getByRole("dialog", { name: "Create organization" });
const submit = (page) => dialog(page).getByRole("button", { name: "Create organization" });

/** A name that no organization has. */
const unused = () => `Created ${Date.now().toString(36)}${Math.floor(Math.random() * 1e4)}`;

async function openDialog(page) {
  await switchButton(page).click();
  await switcher(page).getByRole("button", { name: "Create organization" }).click();
  await expect(dialog(page).getByLabel("Name")).toBeFocused();
}

/** Loses the answers to the first `lost` attempts, which reach the server; the key of each attempt. */
async function loseAnswers(page, lost) {
  const keys = [];
  await page.route("**/api/v1/organizations", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    keys.push(route.request().headers()["idempotency-key"]);
    if (keys.length > lost) return route.continue();
    await route.fetch();
    return route.abort();
  });
  return keys;
}

/** How many organizations the reader has whose names begin like this. */
const number = async (page, name) => (await api(page, `/organizations?q=${encodeURIComponent(name)}`)).items.length;

test("U6 pressed again after a lost answer, there is one organization", async ({ page }) => {
  await openUsers(page);
  const keys = await loseAnswers(page, 2);
  const name = unused();
  await openDialog(page);
  await dialog(page).getByLabel("Name").fill(name);
  await submit(page).click();
  await expect(dialog(page).getByRole("alert")).toContainText("can't be reached");
  await submit(page).click();
  await expect.poll(() => keys.length).toBe(2);
  await expect(submit(page)).toBeEnabled();
  // Also when the dialog was closed meanwhile.
  await dialog(page).getByRole("button", { name: "Cancel" }).click();
  await openDialog(page);
  await dialog(page).getByLabel("Name").fill(` ${name}`);
  await submit(page).click();
  await expect(page.getByText(`${name} created`)).toBeVisible();
  await expect(switchButton(page)).toContainText(name);
  expect(keys).toEqual([keys[0], keys[0], keys[0]]);
  expect(await number(page, name)).toBe(1);

  // What has been created is over: the same name once more is another organization.
  await openDialog(page);
  await dialog(page).getByLabel("Name").fill(name);
  await submit(page).click();
  await expect.poll(() => number(page, name)).toBe(2);
  expect(keys[3]).not.toBe(keys[0]);
});

test("U6 another name after a lost answer is another organization, and the first keeps its key", async ({ page }) => {
  await openUsers(page);
  const keys = await loseAnswers(page, 1);
  const name = unused();
  await openDialog(page);
  await dialog(page).getByLabel("Name").fill(name);
  await submit(page).click();
  await expect(dialog(page).getByRole("alert")).toContainText("can't be reached");
  await dialog(page).getByLabel("Name").fill(`${name} GmbH`);
  await submit(page).click();
  await expect(page.getByText(`${name} GmbH created`)).toBeVisible();
  await openDialog(page);
  await dialog(page).getByLabel("Name").fill(name);
  await submit(page).click();
  await expect(page.getByText(`${name} created`)).toBeVisible();
  expect(keys).toEqual([keys[0], keys[1], keys[0]]);
  expect(keys[1]).not.toBe(keys[0]);
  expect(await number(page, name)).toBe(2);
});

test("U30 a new organization guides the first steps, and each goes when it is done", async ({ page }) => {
  await openUsers(page);
  const steps = page.getByRole("list", { name: "First steps" });
  await expect(steps).toHaveCount(0);
  const name = unused();
  await openDialog(page);
  await dialog(page).getByLabel("Name").fill(name);
  await page.keyboard.press("Enter");
  await expect(switchButton(page)).toContainText(name);
  await expect(steps).toContainText("Invite the people you work with.");
  await expect(steps).toContainText("Add the companies that your users belong to.");

  await steps.getByRole("link", { name: "Add companies" }).click();
  await expect(page.getByRole("heading", { name: "Companies", level: 1 })).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "New company" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("First company");
  await page.getByRole("dialog").getByRole("button", { name: "Create company" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("navigation", { name: "Organization" }).getByRole("link", { name: /^Users/ }).click();
  await expect(steps.getByRole("listitem")).toHaveCount(1);

  await steps.getByRole("button", { name: "Invite the first users" }).click();
  const sheet = page.getByRole("dialog", { name: "Invite users" });
  await sheet.getByLabel("Email addresses").fill("first@steps.example");
  await page.keyboard.press("Enter");
  await sheet.getByRole("checkbox", { name: /^Viewer/ }).check();
  await sheet.getByRole("button", { name: "Invite 1 user" }).click();
  await expect(sheet.getByText("1 invitation created.")).toBeVisible();
  await sheet.getByRole("button", { name: "Done" }).click();
  await expect(steps).toHaveCount(0);
});
