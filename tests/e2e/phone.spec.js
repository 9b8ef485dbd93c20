import { expect, test } from "./fixtures.js";
import { openUsers, switchTo, userRows, switchButton } from "./app.js";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

test("rows are cards as wide as the screen and nothing scrolls sideways", async ({ page }) => {
  await openUsers(page);
  const card = await userRows(page).first().boundingBox();
  expect(card.width).toBeGreaterThan(340);
  expect(card.height).toBeGreaterThan(50);
  expect(await sideways(page)).toBeLessThanOrEqual(0);
  await expect(page.getByRole("navigation", { name: "Organization" })).toBeHidden();
});

test("the drawer holds the navigation, keeps the focus, and Escape closes it", async ({ page }) => {
  await openUsers(page);
  const open = page.getByRole("button", { name: "Open navigation" });
  await open.click();
  const drawer = page.getByRole("dialog", { name: "Organization" });
  await expect(drawer).toBeVisible();
  for (let press = 0; press < 8; press++) {
    await page.keyboard.press("Tab");
    expect(await drawer.evaluate((it) => it.contains(document.activeElement) || document.activeElement === document.body)).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  await expect(open).toBeFocused();

  await open.click();
  await drawer.getByRole("link", { name: "Roles" }).click();
  await expect(page.getByRole("heading", { name: "Roles", level: 1 })).toBeVisible();
  await expect(drawer).toBeHidden();
  expect(await sideways(page)).toBeLessThanOrEqual(0);
});

test("the organization is switched and a user opened by touch", async ({ page }) => {
  await openUsers(page);
  await switchTo(page, "20817");
  await expect(switchButton(page)).toContainText("Nordlicht");
  await openUsers(page, "10234", "?q=grace.hopper");
  await userRows(page).first().getByRole("link").tap();
  await expect(page.getByRole("heading", { name: "Grace Hopper", level: 1 })).toBeVisible();
  expect(await sideways(page)).toBeLessThanOrEqual(0);
});

test("fields are large enough that a phone does not zoom into them", async ({ page }) => {
  await openUsers(page);
  const search = page.getByRole("searchbox", { name: "Search users" });
  expect(await search.evaluate((field) => parseFloat(getComputedStyle(field).fontSize))).toBeGreaterThanOrEqual(16);
});
