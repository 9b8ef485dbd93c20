// Companies from their creation to their archive, in an organization of the reader's own.
import { expect, test } from "./fixtures.js";
import { api, send } from "./app.js";

const main = (page) => page.getByRole("main");
const rows = (page) => page.locator("[data-row-id]");
const names = (page) => rows(page).locator(".r-who__name bdi");
const dialog = (page) => page.getByRole("dialog");

/** An organization of one's own, and its list of companies. */
async function ownOrganization(page) {
  const { id } = await send(page, "/organizations", { name: `Firms ${Date.now().toString(36)}` });
  await page.goto(`/organizations/${id}/companies`);
  return id;
}

async function create(page, name, number) {
  await page.getByRole("button", { name: "New company" }).first().click();
  await dialog(page).getByLabel("Name", { exact: true }).fill(name);
  await dialog(page).getByLabel(/^Number/).fill(number);
  await dialog(page).getByRole("button", { name: "Create company" }).click();
}

test("ORG-6 a company is created, found, renamed, archived and restored", async ({ page }) => {
  const id = await ownOrganization(page);
  await expect(main(page)).toContainText("No companies yet");
  await create(page, "", "#");
  await expect(dialog(page)).toContainText("Enter a name.");
  await expect(dialog(page)).toContainText("Use at most 20 letters, digits, hyphens, dots and slashes.");
  await dialog(page).getByRole("button", { name: "Cancel" }).click();
  await create(page, "Zürich Traffic", "200");
  await expect(page.getByText("Zürich Traffic created")).toBeVisible();
  await expect(names(page)).toHaveText(["Zürich Traffic"]);
  await create(page, "Aarau Works", "200");
  await expect(dialog(page)).toContainText("Another company already has this number.");
  await dialog(page).getByLabel(/^Number/).fill("1000");
  await dialog(page).getByRole("button", { name: "Create company" }).click();
  await expect(names(page)).toHaveText(["Aarau Works", "Zürich Traffic"]);

  await page.getByRole("button", { name: "Actions for Aarau Works" }).click();
  await page.getByRole("menuitem", { name: "Rename or change number" }).click();
  await dialog(page).getByLabel("Name", { exact: true }).fill("Baden Works");
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await expect(names(page)).toHaveText(["Baden Works", "Zürich Traffic"]);

  await page.getByRole("button", { name: "Actions for Baden Works" }).click();
  await page.getByRole("menuitem", { name: "Archive" }).click();
  await expect(dialog(page)).toHaveAccessibleName("Archive Baden Works?");
  await expect(dialog(page)).toContainText("0 users belong to it");
  await dialog(page).getByRole("button", { name: "Archive company" }).click();
  await expect(page.getByText("Baden Works archived")).toBeVisible();
  await expect(rows(page).first()).toContainText(/Archived/);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Baden Works restored")).toBeVisible();
  await expect(rows(page).first()).toContainText("Active");
  const { items } = await api(page, `/organizations/${id}/companies?limit=50`);
  expect(items.map(({ name, number, status }) => [name, number, status])).toEqual([
    ["Baden Works", "1000", "active"],
    ["Zürich Traffic", "200", "active"],
  ]);
});

test("ORG-6 what another user changed meanwhile is shown, and one's own change applied to it", async ({ page }) => {
  const id = await ownOrganization(page);
  await create(page, "Chur Lines", "7");
  await expect(names(page)).toHaveText(["Chur Lines"]);
  await names(page).first().click();
  await expect(page.getByRole("heading", { name: "Chur Lines", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Rename or change number" }).click();
  await dialog(page).getByLabel("Name", { exact: true }).fill("Chur Bergbahn");
  const [company] = (await api(page, `/organizations/${id}/companies`)).items;
  const headers = { origin: process.env.ROSTER_URL, "x-roster-client": "test", "idempotency-key": crypto.randomUUID(), "if-match": `"${company.version}"` };
  const changed = await page.request.patch(`/api/v1/organizations/${id}/companies/${company.id}`, { headers, data: { number: "77" } });
  expect(changed.status()).toBe(200);
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await expect(dialog(page)).toContainText("Another user changed this company. It is now: Chur Lines, number 77.");
  await expect(dialog(page).getByLabel("Name", { exact: true })).toHaveValue("Chur Bergbahn");
  await expect(dialog(page).getByLabel(/^Number/)).toHaveValue("77");
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Chur Bergbahn", level: 1 })).toBeVisible();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("ORG-6 a company is created and opened by touch", async ({ page }) => {
    await ownOrganization(page);
    await create(page, "Davos Kurbetrieb", "");
    await expect(names(page)).toHaveText(["Davos Kurbetrieb"]);
    await names(page).first().tap();
    await expect(page.getByRole("heading", { name: "Davos Kurbetrieb", level: 1 })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
