import { ADA, SAM, expect, test } from "./fixtures.js";
import { openUsers, organization, switchButton, switchTo, switcher, usersTable } from "./app.js";

const search = (page) => switcher(page).getByRole("combobox", { name: "Find an organization" });
const options = (page) => switcher(page).getByRole("option");

test.describe("with two organizations", () => {
  test.use({ account: ADA });

  test("the switcher sets the active organization apart and switches with the mouse", async ({ page }) => {
    await openUsers(page);
    await switchButton(page).click();
    await expect(search(page)).toBeFocused();
    await expect(options(page).first()).toHaveAttribute("aria-selected", "true");
    await expect(options(page).first()).toContainText("Acme Facility Services");
    await expect(options(page).first()).toContainText("Active");
    await options(page).filter({ hasText: "Nordlicht Hotels" }).click();
    await expect(switchButton(page)).toContainText("No. 20817");
    await expect(switcher(page)).toBeHidden();
  });

  test("Escape closes the switcher and gives the focus back", async ({ page }) => {
    await openUsers(page);
    await switchButton(page).focus();
    await page.keyboard.press("Enter");
    await expect(search(page)).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(switcher(page)).toBeHidden();
    await expect(switchButton(page)).toBeFocused();
  });

  test("the number of users is told only to administrators", async ({ page }) => {
    await openUsers(page);
    await switchButton(page).click();
    await expect(options(page).filter({ hasText: "Acme Facility" })).toContainText("1,248 users");
    await expect(options(page).filter({ hasText: "Nordlicht" })).toContainText("Editor");
    await expect(options(page).filter({ hasText: "Nordlicht" })).not.toContainText("users");
  });
});

test.describe("with 603 organizations", () => {
  test.use({ account: SAM });

  test("one is found by its number among all and the section stays", async ({ page }) => {
    const { id } = await organization(page, "10234");
    await page.goto(`/organizations/${id}/roles`);
    await expect(page.getByRole("heading", { name: "Roles", level: 1 })).toBeVisible();
    await switchTo(page, "30155");
    await expect(switchButton(page)).toContainText("Clínica Sol");
    await expect(page.getByRole("heading", { name: "Roles", level: 1 })).toBeVisible();
    await expect(page).toHaveURL(/\/roles$/);
  });

  test("Enter right after the last letter chooses from what was typed, not from what was listed before", async ({ page }) => {
    await openUsers(page);
    await page.route(/\/organizations\?.*q=/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue();
    });
    await switchButton(page).click();
    await expect(options(page).nth(2)).toBeVisible();
    await page.keyboard.type("clinica sol");
    await page.keyboard.press("Enter");
    await expect(switchButton(page)).toContainText("No. 30155");
  });

  test("one is found by its name without accents and chosen with the keyboard", async ({ page }) => {
    await openUsers(page);
    await switchButton(page).focus();
    await page.keyboard.press("Enter");
    await expect(search(page)).toBeFocused();
    await page.keyboard.type("clinica sol");
    await expect(options(page).filter({ hasText: "Clínica Sol" })).toBeVisible();
    await expect(options(page).filter({ hasText: "Nordlicht" })).toHaveCount(0);
    await page.keyboard.press("Enter");
    await expect(switchButton(page)).toContainText("No. 30155");
    await expect(usersTable(page)).toHaveAccessibleName("Users, 24");
  });

  test("the arrow keys move through the list and it loads more while one moves", async ({ page }) => {
    await openUsers(page);
    await switchButton(page).click();
    await expect(options(page).nth(5)).toBeVisible();
    const before = await options(page).count();
    const at = () => search(page).getAttribute("aria-activedescendant");
    const first = await at();
    await page.keyboard.press("ArrowDown");
    await expect.poll(at).not.toBe(first);
    await page.keyboard.press("ArrowUp");
    await expect.poll(at).toBe(first);
    await page.keyboard.press("Control+End");
    await expect.poll(() => options(page).count()).toBeGreaterThan(before);
  });

  test("a search without a match says so", async ({ page }) => {
    await openUsers(page);
    await switchButton(page).click();
    await search(page).fill("no such organization");
    await expect(switcher(page)).toContainText("No organization matches “no such organization”.");
  });

  test("a link into another organization switches by itself", async ({ page }) => {
    await openUsers(page, "10234");
    const { id } = await organization(page, "20817");
    await page.goto(`/organizations/${id}/users`);
    await expect(switchButton(page)).toContainText("Nordlicht Hotels");
  });
});
