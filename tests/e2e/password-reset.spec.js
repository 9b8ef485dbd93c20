// A new password for whoever has forgotten theirs. The people are generated ones, with whom no other test signs in.
import { ADA, NOBODY, expect, signIn, test } from "./fixtures.js";
import { expectNoFaults } from "./axe.js";
import { api, openUsers, organization, usersTable } from "./app.js";
import { choose } from "./invited.js";

const ACME = "10234";
const NEW = "three wet otters hum";
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const main = (page) => page.getByRole("main");
const heading = (page, name) => page.getByRole("heading", { level: 1, name });
const dialog = (page) => page.getByRole("dialog");
const save = (page) => page.getByRole("button", { name: "Save password" });
const newPassword = (page) => page.getByLabel("New password", { exact: true });

/** Opens a link on the server under test, whatever name it gives itself. */
const open = (page, link) => page.goto(`${new URL(link).pathname}${new URL(link).hash}`);

/** The nth active user of Acme who needs no second factor and is generated; `page` is an administrator's. */
async function somebody(page, nth) {
  const { id } = await organization(page, ACME);
  const { items } = await api(page, `/organizations/${id}/members?status=active&two_factor=off&sort=name&limit=50`);
  return items.filter(({ email }) => /^\w+\.\w+@acme\.example$/.test(email))[nth];
}

/** The link in the newest mail to an address in the demo's mailbox, once there is one with this subject. */
async function mailedLink(browser, baseURL, email, subject) {
  const context = await browser.newContext({ baseURL, storageState: NOBODY });
  const page = await context.newPage();
  await expect(async () => {
    await page.goto("/mailbox");
    const mail = page.getByRole("listitem").filter({ hasText: email }).first();
    await expect(mail).toContainText(subject, { timeout: 500 });
    await mail.getByRole("link").click();
  }).toPass();
  const link = await page.locator("a.action").getAttribute("href");
  await context.close();
  return link;
}

async function ask(page, email) {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(heading(page, "Forgot your password?")).toBeVisible();
  await page.getByLabel("Email", { exact: true }).fill(email);
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(heading(page, "Check your email")).toBeVisible();
}

async function fits(page) {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(page.viewportSize().width);
}

test.describe("on a phone", () => {
  test.use({ account: null, ...PHONE });

  test("a forgotten password is replaced with a link from a mail", async ({ page, browser, baseURL, secondBrowser }) => {
    const { email } = await somebody(await secondBrowser(ADA), 0);
    const requests = [];
    page.on("request", (request) => requests.push([request.url(), request.headers().referer ?? ""].join(" ")));
    await page.goto("/forgot-password");
    await expectNoFaults(page);
    await page.getByRole("button", { name: "Send link" }).click();
    await expect(main(page)).toContainText("Enter your email address.");
    await ask(page, email);
    await expect(main(page)).toContainText(`If there is an account for ${email}, a link is on its way.`);
    await fits(page);

    const link = await mailedLink(browser, baseURL, email, "Choose a new password for Roster");
    await open(page, link);
    await expect(heading(page, "Choose a new password")).toBeVisible();
    await expect(main(page)).toContainText(`For ${email}`);
    await expect(main(page)).toContainText(/This link works once, until (today|tomorrow), \d\d:\d\d\./);
    await expect(page).toHaveURL(/\/password-reset$/);
    await fits(page);
    await expectNoFaults(page);
    await expect(newPassword(page)).toBeFocused();
    await save(page).click();
    await expect(main(page)).toContainText("Choose a password.");
    await newPassword(page).fill("short");
    await expect(main(page)).toContainText("Use at least 15 characters.");
    await newPassword(page).fill(NEW);
    await expect(main(page)).toContainText("15 characters or more · 20 now");
    await page.getByRole("button", { name: "Show password" }).click();
    await expect(newPassword(page)).toHaveAttribute("type", "text");
    await save(page).click();
    await expect(heading(page, "Your password was changed")).toBeVisible();
    await expectNoFaults(page);
    const { hash } = new URL(link);
    expect(requests.filter((request) => request.includes(hash.slice(1)))).toEqual([]);

    await main(page).getByRole("link", { name: "Sign in" }).click();
    await signIn(page, email, "roster-demo-password");
    await expect(page.getByRole("alert")).toContainText("Email or password is wrong.");
    await signIn(page, email, NEW);
    await page.waitForURL(/\/organizations\//);
    await mailedLink(browser, baseURL, email, "Your Roster password was changed");

    await open(page, link);
    await expect(heading(page, "This link was already used")).toBeVisible();
    await expectNoFaults(page);
    await page.getByRole("link", { name: "Get a new link" }).click();
    await expect(heading(page, "Forgot your password?")).toBeVisible();
  });

  test("S4 an address without an account looks the same", async ({ page }) => {
    await ask(page, "nobody@acme.example");
    await expect(main(page)).toContainText("If there is an account for nobody@acme.example, a link is on its way.");
    await page.getByRole("link", { name: "Back to sign-in" }).click();
    await expect(heading(page, "Sign in")).toBeVisible();
  });

  test("a link that is incomplete, and one that is opened again, lead to a new one", async ({ page }) => {
    for (const link of ["/password-reset", "/password-reset#abc"]) {
      await page.goto("about:blank");
      await page.goto(link);
      await expect(heading(page, "This link doesn't work")).toBeVisible();
      await expect(page).toHaveURL(/\/password-reset$/);
    }
    for (const [code, title] of [
      ["reset_expired", "This link has expired"],
      ["reset_replaced", "There is a newer link"],
    ]) {
      await page.route("**/api/v1/password-reset/lookup", (route) =>
        route.fulfill({
          status: 410,
          contentType: "application/problem+json",
          body: JSON.stringify({ type: `/problems/${code}`, title: code, status: 410, code, detail: "" }),
        }),
      );
      await page.goto(`/password-reset#${code}`);
      await expect(heading(page, title)).toBeVisible();
      await expect(page.getByRole("link", { name: "Get a new link" })).toBeVisible();
    }
  });
});

test.describe("in German", () => {
  test.use({ account: null, ...PHONE, locale: "de-DE" });

  test("asking for a link and choosing a password", async ({ page, browser, baseURL, secondBrowser }) => {
    const { email } = await somebody(await secondBrowser(ADA), 1);
    await page.goto("/sign-in");
    await page.getByRole("link", { name: "Passwort vergessen?" }).click();
    await page.getByLabel("E-Mail", { exact: true }).fill(email);
    await page.getByRole("button", { name: "Link senden" }).click();
    await expect(main(page)).toContainText(`Wenn es ein Konto für ${email} gibt, ist ein Link unterwegs.`);
    await fits(page);
    await open(page, await mailedLink(browser, baseURL, email, "Neues Passwort für Roster wählen"));
    await expect(heading(page, "Neues Passwort wählen")).toBeVisible();
    await page.getByLabel("Neues Passwort", { exact: true }).fill(NEW);
    await expect(main(page)).toContainText("Mindestens 15 Zeichen · aktuell 20");
    await fits(page);
    await page.getByRole("button", { name: "Passwort speichern" }).click();
    await expect(heading(page, "Ihr Passwort wurde geändert")).toBeVisible();
    await mailedLink(browser, baseURL, email, "Ihr Roster-Passwort wurde geändert");
  });
});

test("an administrator hands a link over, which is shown once", async ({ page, secondBrowser }) => {
  const user = await somebody(page, 2);
  await openUsers(page, ACME, `?q=${user.email}`);
  await choose(page, user.name, "Create password link");
  await expect(dialog(page)).toContainText(`Password link for ${user.name}`);
  await expect(dialog(page)).toContainText("It works once, for 24 hours");
  await expectNoFaults(page);
  const link = await dialog(page).getByLabel("Link", { exact: true }).inputValue();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await dialog(page).getByRole("button", { name: "Copy link" }).click();
  await expect(dialog(page).getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(usersTable(page)).toBeVisible();

  const other = await secondBrowser(null);
  await open(other, link);
  await newPassword(other).fill(NEW);
  await newPassword(other).press("Enter");
  await expect(heading(other, "Your password was changed")).toBeVisible();
  await main(other).getByRole("link", { name: "Sign in" }).click();
  await signIn(other, user.email, NEW);
  await other.waitForURL(/\/organizations\//);
});

test("an administrator has a link sent, and the sessions of the user end", async ({
  page,
  browser,
  baseURL,
  secondBrowser,
}) => {
  const user = await somebody(page, 3);
  const { id } = await organization(page, ACME);
  await page.goto(`/organizations/${id}/users/${user.id}`);
  const sendLink = async () => {
    await main(page).getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Send password reset link" }).click();
    await expect(page.getByText(`Password reset link sent to ${user.email}`)).toBeVisible();
    return mailedLink(browser, baseURL, user.email, "Choose a new password for Roster");
  };
  const other = await secondBrowser(null);
  await open(other, await sendLink());
  await newPassword(other).fill(NEW);
  await save(other).click();
  await main(other).getByRole("link", { name: "Sign in" }).click();
  await signIn(other, user.email, NEW);
  await other.waitForURL(/\/organizations\//);
  await mailedLink(browser, baseURL, user.email, "Your Roster password was changed");

  await page.reload();
  const again = await secondBrowser(null);
  await open(again, await sendLink());
  await expect(main(again)).toContainText("Your session ends. Sign in again on every device.");
  await newPassword(again).fill(`${NEW} again`);
  await save(again).click();
  await expect(heading(again, "Your password was changed")).toBeVisible();
  await other.reload();
  await expect(heading(other, "Sign in")).toBeVisible();
});

test("one's own link, and that of an account of several organizations, goes by mail only", async ({ page }) => {
  await openUsers(page, ACME, `?q=${ADA}`);
  await choose(page, "Ada Lovelace", "Create password link");
  await expect(dialog(page)).toContainText("Send the link by email instead.");
});
