import { expect, test } from "./fixtures.js";
import { openUsers, organization, switchButton, switchTo, userRows, usersTable } from "./app.js";

const NOT_FOUND = "We can't show this page";
const navigation = (page) => page.getByRole("navigation", { name: "Organization" });

test("the collapsed navigation stays collapsed after a reload and opens again", async ({ page }) => {
  await openUsers(page);
  const wide = (await navigation(page).boundingBox()).width;
  await page.getByRole("button", { name: "Collapse navigation" }).click();
  await expect.poll(async () => (await navigation(page).boundingBox()).width).toBeLessThan(wide / 2);
  // The icons keep their names.
  await expect(navigation(page).getByRole("link", { name: "Roles" })).toBeVisible();

  await page.reload();
  await expect(page.getByRole("button", { name: "Expand navigation" })).toHaveAttribute("aria-expanded", "false");
  await expect.poll(async () => (await navigation(page).boundingBox()).width).toBeLessThan(wide / 2);

  await page.getByRole("button", { name: "Expand navigation" }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await navigation(page).boundingBox()).width).toBe(wide);
  await page.reload();
  await expect(page.getByRole("button", { name: "Collapse navigation" })).toBeVisible();
});

test("the section one is in is marked, and every section is one press away", async ({ page }) => {
  await openUsers(page);
  await expect(navigation(page).getByRole("link", { name: "Users" })).toHaveAttribute("aria-current", "page");
  await navigation(page).getByRole("link", { name: "Roles" }).click();
  await expect(page.getByRole("heading", { name: "Roles", level: 1 })).toBeVisible();
  await expect(navigation(page).getByRole("link", { name: "Roles" })).toHaveAttribute("aria-current", "page");
  await expect(page).toHaveTitle(/Roles/);
  await page.goBack();
  await expect(usersTable(page)).toBeVisible();
});

test("the frame stays while its page and its organization change", async ({ page }) => {
  await openUsers(page);
  const frame = await navigation(page).elementHandle();
  const isThere = () => frame.evaluate((element) => element.isConnected);
  await navigation(page).getByRole("link", { name: "Roles" }).click();
  await expect(page.getByRole("heading", { name: "Roles", level: 1 })).toBeVisible();
  expect(await isThere()).toBe(true);
  await switchTo(page, "20817");
  await expect(switchButton(page)).toContainText("Nordlicht Hotels");
  await page.goBack();
  await page.goBack();
  await expect(usersTable(page)).toBeVisible();
  expect(await isThere()).toBe(true);
});

test("a link pressed with Ctrl opens in a tab of its own", async ({ page }) => {
  await openUsers(page);
  const list = page.url();
  const [tab] = await Promise.all([
    page.context().waitForEvent("page"),
    navigation(page).getByRole("link", { name: "Roles" }).click({ modifiers: ["Control"] }),
  ]);
  await expect(tab.getByRole("heading", { name: "Roles", level: 1 })).toBeVisible();
  expect(page.url()).toBe(list);
});

test("a link followed gives the focus to the content", async ({ page }) => {
  await openUsers(page);
  await userRows(page).first().getByRole("link").press("Enter");
  await expect(page.getByRole("navigation", { name: "Breadcrumb" })).toBeVisible();
  await expect(page.getByRole("main")).toBeFocused();
});

test("an address with a slash at its end is the same place", async ({ page }) => {
  const id = await openUsers(page);
  await page.goto(`/organizations/${id}/roles/`);
  await expect(page.getByRole("heading", { name: "Roles", level: 1 })).toBeVisible();
  await expect(navigation(page).getByRole("link", { name: "Roles" })).toHaveAttribute("aria-current", "page");
});

test("the roles lead to the users who hold them, as many as they say", async ({ page }) => {
  await openUsers(page);
  await navigation(page).getByRole("link", { name: "Roles" }).click();
  const link = page.getByRole("link", { name: "Administrator" });
  const row = page.getByRole("row").filter({ has: link });
  const holders = await row.getByRole("cell").first().innerText();
  await link.click();
  await page.getByRole("main").getByRole("link", { name: `${holders} users` }).click();
  await expect(usersTable(page)).toHaveAccessibleName(`Users, ${holders}`);
  await expect(userRows(page).first()).toContainText("Administrator");
});

test("the skip link leads past the navigation", async ({ page }) => {
  await openUsers(page);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("an address that does not exist says so and leads back", async ({ page }) => {
  await page.goto("/no/such/page");
  await expect(page.getByRole("heading", { name: NOT_FOUND })).toBeVisible();
  await page.getByRole("link", { name: "Go to my organization" }).click();
  await expect(usersTable(page)).toBeVisible();
});

for (const page of ["users.", "%75sers", "users//", "users/%zz", "users/mem_x", "users/mem_%", "roles/x"]) {
  test(`nothing is at …/${page}, and the way back works`, async ({ page: browser }) => {
    const { id } = await organization(browser, "10234");
    await browser.goto(`/organizations/${id}/${page}`);
    await expect(browser.getByRole("heading", { name: NOT_FOUND })).toBeVisible();
    await navigation(browser).getByRole("link", { name: /^Users/ }).click();
    await expect(usersTable(browser)).toBeVisible();
  });
}

for (const path of ["/organizations/%zz/users", "/organizations/org_x/users", "/sign%2Din", "/sign-in.", "/organizations"]) {
  test(`nothing is at ${path}`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: NOT_FOUND })).toBeVisible();
  });
}

test("theme and language are remembered", async ({ page }) => {
  await openUsers(page);
  const background = () => page.getByRole("main").evaluate((main) => getComputedStyle(main.closest(".roster")).backgroundColor);
  const light = await background();
  await page.getByRole("button", { name: "Your account: Ada Lovelace" }).click();
  await page.getByRole("menuitem", { name: "Preferences" }).click();
  await page.getByRole("radio", { name: "Dark", exact: true }).check();
  await expect.poll(background).not.toBe(light);
  const dark = await background();
  await page.goBack();
  await expect(usersTable(page)).toBeVisible();
  await page.reload();
  await expect(usersTable(page)).toBeVisible();
  expect(await background()).toBe(dark);

  await page.goto("/account/preferences");
  await page.getByRole("combobox", { name: "Language of this browser" }).selectOption("Deutsch");
  await expect(page.getByRole("heading", { name: "Ihr Konto", level: 1 })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await page.reload();
  await expect(page.getByRole("heading", { name: "Ihr Konto", level: 1 })).toBeVisible();
});
