import { ADA, OTTO, SAM, VERA, expect, test } from "./fixtures.js";
import { api, membersFound, openUsers, organization, userRows } from "./app.js";

const NOWHERE = "mem_01dxf6dt0q0000000000000000";

/** What the page says, without the parts that differ for everybody. */
const words = async (page) => {
  await expect(page.getByRole("heading", { name: "We can't show this page" })).toBeVisible();
  return page.getByRole("main").or(page.locator("body")).first().innerText();
};

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("a copied link opens the same person in a second browser that may see them", async ({ page, secondBrowser }) => {
  await openUsers(page, "10234", "?q=grace.hopper");
  await userRows(page).first().getByRole("link", { name: "Grace Hopper" }).click();
  await expect(page.getByRole("heading", { name: "Grace Hopper", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Copy page link" }).click();
  await expect(page.getByText("Link copied")).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(page.url());

  const other = await secondBrowser(SAM);
  await other.goto(link);
  await expect(other.getByRole("heading", { name: "Grace Hopper", level: 1 })).toBeVisible();
});

test("T1 a link is the same page for who may not see it as one to nobody", async ({ page, secondBrowser }) => {
  const { id } = await organization(page, "10234");
  const [grace] = await membersFound(page, "10234", "grace.hopper@acme.example");
  const other = await secondBrowser(OTTO);
  const seen = [];
  for (const member of [grace.id, NOWHERE]) {
    await other.goto(`/organizations/${id}/users/${member}`);
    seen.push(await words(other));
    expect(await other.content()).not.toMatch(/grace|hopper|Acme Facility/i);
  }
  expect(seen[0]).toBe(seen[1]);
});

test("T5 a viewer learns nothing from another user's link", async ({ page, secondBrowser }) => {
  const { id } = await organization(page, "10234");
  const [yuki] = await membersFound(page, "10234", "yuki.tanaka@acme.example");
  const other = await secondBrowser(VERA);
  const seen = [];
  for (const member of [yuki.id, NOWHERE]) {
    await other.goto(`/organizations/${id}/users/${member}`);
    await expect(other.getByRole("heading", { name: "What you can do" })).toBeVisible();
    await expect(other).toHaveURL(new RegExp(`/organizations/${id}$`));
    expect(await other.content()).not.toMatch(/tanaka/i);
    seen.push(await other.getByRole("main").innerText());
  }
  expect(seen[0]).toBe(seen[1]);
  expect((await other.request.get(`/api/v1/organizations/${id}/members/${yuki.id}`)).status()).toBe(404);
});

test("a user in another organization is not found under this one's address", async ({ page }) => {
  const { id } = await organization(page, "10234");
  const nordlicht = await organization(page, "20817");
  const session = await api(page, "/session");
  expect(session.account.email).toBe(ADA);
  const [ada] = await membersFound(page, "10234", ADA);
  await page.goto(`/organizations/${nordlicht.id}/users/${ada.id}`);
  await expect(page.getByRole("heading", { name: "What you can do" })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/organizations/${nordlicht.id}$`));
  await page.goto(`/organizations/${id}/users/${ada.id}`);
  await expect(page.getByRole("heading", { name: "Ada Lovelace", level: 1 })).toBeVisible();
});

test("the user page says who somebody is and why they have access", async ({ page }) => {
  const { id } = await organization(page, "10234");
  const [grace] = await membersFound(page, "10234", "grace.hopper@acme.example");
  await page.goto(`/organizations/${id}/users/${grace.id}`);
  await expect(page.getByRole("heading", { name: "Grace Hopper", level: 1 })).toBeVisible();
  const about = page.getByRole("complementary", { name: "About this user" });
  await expect(about).toContainText("Administrator in Acme Facility Services");
  await expect(about).toContainText("Invited by Ada Lovelace");
  await expect(page.getByRole("main")).toContainText("grace.hopper@acme.example");
  await expect(page.getByRole("textbox", { name: "Signature" })).toHaveValue(grace.signature);
  await page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link", { name: "Users" }).click();
  await expect(userRows(page).first()).toBeVisible();
});

test("a pending user has a link too", async ({ page }) => {
  await openUsers(page, "10234", "?status=invited");
  const row = userRows(page).first();
  const id = await row.getAttribute("data-row-id");
  await row.getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/users/${id}$`));
  await expect(page.getByRole("complementary")).toContainText("the invitation hasn't been accepted");
  await page.reload();
  await expect(page.getByRole("complementary")).toContainText("the invitation hasn't been accepted");
});
