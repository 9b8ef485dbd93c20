import { SAM, expect, test } from "./fixtures.js";
import { membersFound, openUsers, userRows } from "./app.js";

const MARKUP = "<img src=x onerror=alert(1)> O'Hara & Söhne";

test.use({ account: SAM });

test("O1 markup in a name is text in the list, on the page and in the title", async ({ page }) => {
  const dialogs = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    dialog.dismiss();
  });
  const id = await openUsers(page, "30155");
  const link = page.getByRole("link", { name: MARKUP });
  await expect(link).toBeVisible();
  const [member] = await membersFound(page, "30155", "guest1");
  expect(member.name).toBe(MARKUP);

  await link.click();
  await expect(page.getByRole("heading", { name: MARKUP, level: 1 })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/organizations/${id}/users/${member.id}$`));
  expect(await page.evaluate(() => document.querySelectorAll("img, [onerror]").length)).toBe(0);
  expect(dialogs).toEqual([]);
});

test("O1 markup in a search is repeated as text", async ({ page }) => {
  await openUsers(page, "30155");
  await page.getByRole("searchbox", { name: "Search users" }).fill("<b onclick=alert(1)>nobody</b>");
  await expect(page.getByText("No user matches “<b onclick=alert(1)>nobody</b>”")).toBeVisible();
});

test("a very long name widens neither the list nor the page", async ({ page }) => {
  await openUsers(page, "30155");
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await overflow()).toBeLessThanOrEqual(0);
  // At the edge of what is in sight, its row would turn up elsewhere while it is scrolled to.
  await page.getByRole("searchbox", { name: "Search users" }).fill("Pablo Diego");
  await expect(userRows(page)).toHaveCount(1);
  expect(await overflow()).toBeLessThanOrEqual(0);
  await page.getByRole("link", { name: /^Pablo Diego José/ }).click();
  await expect(page.getByRole("heading", { name: /^Pablo Diego José/, level: 1 })).toBeVisible();
  expect(await overflow()).toBeLessThanOrEqual(0);
});

test("a name from right to left keeps its direction and leaves its row as it is", async ({ page }) => {
  await openUsers(page, "30155");
  await page.getByRole("searchbox").fill("يوسف");
  const row = userRows(page).filter({ hasText: "يوسف بن عبد الله" });
  await expect(row).toBeVisible();
  const name = row.getByRole("link");
  expect(await name.evaluate((link) => getComputedStyle(link.querySelector("bdi") ?? link).direction)).toBe("rtl");
  expect(await row.evaluate((element) => getComputedStyle(element).direction)).toBe("ltr");
});
