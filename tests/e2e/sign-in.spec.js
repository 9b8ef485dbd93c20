import { ADA, INES, OTTO, PASSWORD, TESS, expect, signIn, test } from "./fixtures.js";
import { api, membersFound, organization, switchButton, usersTable } from "./app.js";
import { totp } from "./totp.js";

const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

test.use({ account: null });

const main = (page) => page.getByRole("main");

test("signing in leads to the users of one's organization, signing out back", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
  await signIn(page, ADA);
  await expect(page.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();
  await expect(usersTable(page)).toBeVisible();
  await expect(switchButton(page)).toContainText("Acme Facility Services");

  await page.getByRole("button", { name: "Your account: Ada Lovelace" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
  expect((await page.request.get("/api/v1/session")).status()).toBe(401);
});

test("a wrong password is said beside the form, and what was typed stays", async ({ page }) => {
  await page.goto("/sign-in");
  await signIn(page, ADA, "not the password");
  await expect(page.getByRole("alert")).toContainText("Email or password is wrong");
  await expect(page.getByLabel("Email", { exact: true })).toHaveValue(ADA);
});

test("empty fields say what to do and the first of them gets the focus", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(main(page)).toContainText("Enter your email address.");
  await expect(main(page)).toContainText("Enter your password.");
  await expect(page.getByLabel("Email", { exact: true })).toBeFocused();
});

test("U23 an inactive user with the right password learns why they cannot enter", async ({ page }) => {
  await page.goto("/sign-in");
  await signIn(page, INES);
  await expect(page.getByRole("alert")).toHaveText("Your access is paused. Ask an administrator of your organization.");
  await expect(usersTable(page)).toHaveCount(0);
  await signIn(page, INES, "not the password");
  await expect(page.getByRole("alert")).toContainText("Email or password is wrong");
});

test.describe("F12 cookies are refused", () => {
  for (const [language, text] of [
    ["en-GB", "Allow cookies for this site"],
    ["de-DE", "Erlauben Sie Cookies für diese Website"],
  ]) {
    test.describe(language, () => {
      test.use({ locale: language });

      test("the page says so instead of coming back", async ({ page }) => {
        await page.route("**/api/v1/session", async (route) => {
          if (route.request().method() !== "POST") return route.continue();
          const response = await route.fetch();
          const headers = { ...response.headers() };
          delete headers["set-cookie"];
          await route.fulfill({ response, headers });
          await page.context().clearCookies();
        });
        await page.goto("/sign-in");
        await page.locator("input[type=email]").fill(ADA);
        await page.locator("input[type=password]").fill(PASSWORD);
        await page.locator("form button[type=submit]").click();
        await expect(page.getByRole("alert")).toContainText(text);
        await expect(page).toHaveURL(/\/sign-in/);
      });
    });
  }
});

test("two-factor sign-in asks for a code, refuses a wrong one and takes the right one", async ({ page }) => {
  await page.goto("/sign-in");
  await signIn(page, TESS);
  await expect(page.getByRole("heading", { name: "Enter your code" })).toBeVisible();
  const code = page.getByLabel("Code", { exact: true });
  await code.fill("123");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(main(page)).toContainText("Enter all 6 digits.");
  // The sixth digit sends the code.
  await code.fill(totp(SECRET) === "000000" ? "000001" : "000000");
  await expect(main(page)).toContainText("This code is wrong");
  await code.fill(totp(SECRET));
  await expect(page.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();
});

test("a deep link opened signed out leads through sign-in to where it points", async ({ page, secondBrowser }) => {
  const helper = await secondBrowser(ADA);
  const { id } = await organization(helper, "10234");
  const [grace] = await membersFound(helper, "10234", "grace.hopper@acme.example");
  await page.goto(`/organizations/${id}/users/${grace.id}`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await signIn(page, ADA);
  await expect(page.getByRole("heading", { name: "Grace Hopper", level: 1 })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/users/${grace.id}$`));
});

test("sign-in leads to no foreign site", async ({ page }) => {
  await page.goto(`/sign-in?next=${encodeURIComponent("//elsewhere.example/")}`);
  await signIn(page, OTTO);
  await expect(switchButton(page)).toContainText("Nordlicht Hotels");
  expect(new URL(page.url()).origin).toBe(process.env.ROSTER_URL);
});

test("the sign-in page fills in a demo account", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: OTTO }).click();
  await expect(page.getByLabel("Email", { exact: true })).toHaveValue(OTTO);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(switchButton(page)).toContainText("Nordlicht Hotels");
});

test("S9 after one signs out and another signs in nothing of the first is left", async ({ page }) => {
  await page.goto("/sign-in");
  await signIn(page, ADA);
  await expect(usersTable(page)).toBeVisible();
  const acme = await organization(page, "10234");
  await page.getByRole("button", { name: "Your account: Ada Lovelace" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();

  const left = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(left).not.toMatch(/ada|lovelace|acme|org_|mem_/i);
  expect(await page.content()).not.toMatch(/lovelace|Acme Facility|10234|mem_/i);

  await signIn(page, OTTO);
  await expect(switchButton(page)).toContainText("Nordlicht Hotels");
  await expect(usersTable(page)).toBeVisible();
  expect(await page.content()).not.toMatch(/Acme Facility|10234/);
  expect((await api(page, "/session")).account.email).toBe(OTTO);
  // Not even by the browser's own way back.
  await page.goto(`/organizations/${acme.id}/users`);
  await expect(page.getByText("We can't show this page")).toBeVisible();
  expect(await page.content()).not.toMatch(/lovelace|Acme Facility/i);
});
