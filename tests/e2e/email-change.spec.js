// Another e-mail address for a user, confirmed at the new address. The people are generated ones, with whom no other
// test signs in.
import { ADA, NOBODY, expect, signIn, test } from "./fixtures.js";
import { expectNoFaults } from "./axe.js";
import { api, organization, send } from "./app.js";

const ACME = "10234";
const PASSWORD = "three wet otters hum";
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const main = (page) => page.getByRole("main");
const heading = (page, name) => page.getByRole("heading", { level: 1, name });
const dialog = (page) => page.getByRole("dialog");
const pending = (page, name = "New email address") => page.getByRole("group", { name });
const fresh = (name) => `${name}.${Date.now().toString(36)}@renamed.example`;

/** Opens a link on the server under test, whatever name it gives itself. */
const open = (page, link) => page.goto(`${new URL(link).pathname}${new URL(link).hash}`);

/** The nth active user of Acme who needs no second factor and is generated; `page` is an administrator's. */
async function somebody(page, nth) {
  const { id } = await organization(page, ACME);
  const { items } = await api(page, `/organizations/${id}/members?status=active&two_factor=off&sort=-name&limit=50`);
  const generated = items.filter(({ email }) => /^\w+\.\w+@acme\.example$/.test(email));
  const user = generated[nth];
  return { ...user, url: `/organizations/${id}/users/${user.id}`, path: `/organizations/${id}/members/${user.id}` };
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

async function fits(page) {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(page.viewportSize().width);
}

/** Opens the page of a user and asks for another address. */
async function ask(page, user, address) {
  await page.goto(user.url);
  await main(page).getByRole("button", { name: "Change email address" }).click();
  await dialog(page).getByLabel("New email address").fill(address);
  await dialog(page).getByRole("button", { name: "Send link" }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(pending(page)).toContainText(address);
  await expect(main(page).getByRole("button", { name: "Change email address" })).toBeFocused();
}

test("USR-10 a new address is confirmed on a phone, and from then on it signs in", async ({ page, browser, baseURL }) => {
  test.setTimeout(90_000);
  const user = await somebody(page, 0);
  const address = fresh("first");
  const { link: reset } = await send(page, `${user.path}/password-reset`, { send_email: false });
  await send(page, "/password-reset/confirm", { token: new URL(reset).hash.slice(1), password: PASSWORD });
  await page.goto(user.url);
  const email = page.getByRole("textbox", { name: "Email", exact: true });
  await expect(email).toHaveAccessibleDescription("Used to sign in. A new address works after it is confirmed.");
  await main(page).getByRole("button", { name: "Change email address" }).click();
  await expect(dialog(page)).toContainText(`Until then, sign-in works with ${user.email}`);
  const field = dialog(page).getByLabel("New email address");
  await expect(field).toBeFocused();
  await expectNoFaults(page);
  for (const [typed, problem] of [
    ["first", "Enter a complete email address"],
    [user.email.toUpperCase(), "This is already the user's email address."],
    [ADA, "Another user of this organization has this email address."],
    ["аda@acme.example", "This address can't be used."],
  ]) {
    await field.fill(typed);
    await dialog(page).getByRole("button", { name: "Send link" }).click();
    await expect(dialog(page)).toContainText(problem);
    await expect(field).toHaveAttribute("aria-invalid", "true");
  }
  await field.fill(` ${address} `);
  await expect(field).not.toHaveAttribute("aria-invalid", "true");
  await field.press("Enter");
  await expect(page.getByText(`Confirmation link sent to ${address}`)).toBeVisible();
  await expect(pending(page)).toContainText(`${address} is waiting for confirmation.`);
  await expect(main(page)).toContainText("Change of email address requested");
  await expect(pending(page)).toContainText(/Link sent: (today|yesterday), \d\d:\d\d\. Expires: /);
  await expect(pending(page)).toContainText(/Next resend: (today|tomorrow), \d\d:\d\d\./);
  await expect(pending(page).getByRole("button", { name: "Resend link" })).toHaveAttribute("aria-disabled", "true");
  await expect(email).toHaveValue(user.email);
  await expectNoFaults(page);
  await page.reload();
  await expect(pending(page)).toContainText(address);
  await expect(pending(page).getByRole("button", { name: "Resend link" })).toHaveAttribute("aria-disabled", "true");

  const notice = await mailedLink(browser, baseURL, user.email, "A new email address for your account in Acme");
  expect(new URL(notice).pathname).toBe("/sign-in");
  const link = await mailedLink(browser, baseURL, address, "Confirm your email address for Acme");
  const context = await browser.newContext({ baseURL, storageState: NOBODY, locale: "en-GB", timezoneId: "UTC", ...PHONE });
  const phone = await context.newPage();
  const requests = [];
  phone.on("request", (request) => requests.push([request.url(), request.headers().referer ?? ""].join(" ")));
  await open(phone, link);
  await expect(heading(phone, "Confirm your email address")).toBeVisible();
  await expect(main(phone)).toContainText(`For the account of ${user.name} in Acme Facility Services`);
  await expect(main(phone)).toContainText(address);
  await expect(main(phone)).toContainText(/This link works once, until /);
  await expect(phone).toHaveURL(/\/email-change$/);
  await fits(phone);
  await expectNoFaults(phone);
  // Looking at it has changed nothing.
  expect((await api(page, user.path)).email).toBe(user.email);
  await phone.getByRole("button", { name: "Confirm this address" }).click();
  await expect(heading(phone, "Your email address was changed")).toBeVisible();
  await expect(main(phone)).toContainText(`Sign in with ${address} from now on.`);
  await expectNoFaults(phone);
  const { hash } = new URL(link);
  expect(requests.filter((request) => request.includes(hash.slice(1)))).toEqual([]);

  await main(phone).getByRole("link", { name: "Sign in" }).click();
  await signIn(phone, user.email, PASSWORD);
  await expect(phone.getByRole("alert")).toContainText("Email or password is wrong.");
  await signIn(phone, address, PASSWORD);
  await phone.waitForURL(/\/organizations\//);
  await mailedLink(browser, baseURL, user.email, "The email address of your account in Acme Facility Services was changed");
  await open(phone, link);
  await expect(heading(phone, "This address is already confirmed")).toBeVisible();
  await context.close();

  await page.reload();
  await expect(email).toHaveValue(address);
  await expect(pending(page)).toHaveCount(0);
  await expect(main(page)).toContainText(`Email address changed from ${user.email} to ${address}`);
  await expect(main(page)).toContainText("Change of email address requested");
});

test("USR-10 a pending change is cancelled, and its link no longer works", async ({ page, browser, baseURL }) => {
  const user = await somebody(page, 1);
  const address = fresh("second");
  await ask(page, user, address);
  const link = await mailedLink(browser, baseURL, address, "Confirm your email address");
  await pending(page).getByRole("button", { name: "Cancel change" }).click();
  await expect(page.getByText("Change of email address cancelled").first()).toBeVisible();
  await expect(pending(page)).toHaveCount(0);
  await expect(main(page).getByRole("button", { name: "Change email address" })).toBeFocused();
  await open(page, link);
  await expect(heading(page, "This change was cancelled")).toBeVisible();
  await expect(main(page)).toContainText("Your email address hasn't changed.");
  await expectNoFaults(page);
});

test("R5 the link is sent again after a pause, from the page and for another address from the menu", async ({ page }) => {
  const user = await somebody(page, 2);
  await page.clock.install();
  await ask(page, user, fresh("third"));
  const resend = pending(page).getByRole("button", { name: "Resend link" });
  await expect(resend).toHaveAttribute("aria-disabled", "true");
  await page.clock.fastForward("02:05");
  await expect(resend).not.toHaveAttribute("aria-disabled", "true");
  // The server's clock goes on as before.
  await resend.click();
  await expect(pending(page).getByRole("alert")).toContainText("Too many emails were sent.");
  const other = fresh("fourth");
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Change email address" }).click();
  await expect(dialog(page)).toContainText("is waiting for confirmation. A new address replaces it.");
  await dialog(page).getByLabel("New email address").fill(other);
  await dialog(page).getByRole("button", { name: "Send link" }).click();
  await expect(pending(page)).toContainText(other);
});

test("the page says why an address cannot be changed", async ({ page }) => {
  const { id } = await organization(page, ACME);
  const described = (text) =>
    expect(page.getByRole("textbox", { name: "Email", exact: true })).toHaveAccessibleDescription(text);
  const [invited] = (await api(page, `/organizations/${id}/members?status=invited&limit=1`)).items;
  await page.goto(`/organizations/${id}/users/${invited.id}`);
  await described("Used to sign in. This user hasn't joined yet. Invite the new address instead.");
  await page.getByRole("button", { name: "More actions" }).click();
  await expect(page.getByRole("menuitem", { name: /^Change email address/ })).toHaveAttribute("aria-disabled", "true");
  const [self] = (await api(page, `/organizations/${id}/members?q=${ADA}&limit=1`)).items;
  await page.goto(`/organizations/${id}/users/${self.id}`);
  await described("Used to sign in. Change your own address in your account.");
  const [shared] = (await api(page, `/organizations/${id}/members?q=email:sam@support.example&limit=1`)).items;
  await page.goto(`/organizations/${id}/users/${shared.id}`);
  await described("Used to sign in. This account also belongs to other organizations. Only its owner can do this.");
  await expect(main(page).getByRole("button", { name: "Change email address" })).toHaveCount(0);
});

test.describe("of nobody", () => {
  test.use({ account: null, ...PHONE });

  test("links that confirm nothing say why", async ({ page }) => {
    for (const link of ["/email-change", "/email-change#abc"]) {
      await page.goto("about:blank");
      await page.goto(link);
      await expect(heading(page, "This link doesn't work")).toBeVisible();
      await expect(page).toHaveURL(/\/email-change$/);
    }
    for (const [code, title] of [
      ["email_change_expired", "This link has expired"],
      ["email_change_replaced", "There is a newer link"],
      ["email_taken", "This address is already in use"],
    ]) {
      await page.route("**/api/v1/email-changes/lookup", (route) =>
        route.fulfill({
          status: 410,
          contentType: "application/problem+json",
          body: JSON.stringify({ type: `/problems/${code}`, title: code, status: 410, code, detail: "" }),
        }),
      );
      await page.goto(`/email-change#${code}`);
      await expect(heading(page, title)).toBeVisible();
      await fits(page);
    }
    await page.getByRole("link", { name: "Back to sign-in" }).click();
    await expect(heading(page, "Sign in")).toBeVisible();
  });
});

test.describe("in German on a phone", () => {
  test.use({ ...PHONE, locale: "de-DE" });

  test("asking for an address and confirming it", async ({ page, browser, baseURL }) => {
    const user = await somebody(page, 3);
    const address = fresh("fuenfte");
    await page.goto(user.url);
    await main(page).getByRole("button", { name: "E-Mail-Adresse ändern" }).click();
    await expect(dialog(page)).toContainText(`Bis dahin erfolgt die Anmeldung mit ${user.email}.`);
    await fits(page);
    await dialog(page).getByLabel("Neue E-Mail-Adresse").fill(address);
    await dialog(page).getByRole("button", { name: "Link senden" }).click();
    await expect(pending(page, "Neue E-Mail-Adresse")).toContainText(`${address} wartet auf Bestätigung.`);
    await expect(pending(page, "Neue E-Mail-Adresse")).toContainText(/Erneut senden möglich ab: (heute|morgen), \d\d:\d\d\./);
    await fits(page);
    await expectNoFaults(page);
    const link = await mailedLink(browser, baseURL, address, "Acme Facility Services");
    await open(page, link);
    await expect(heading(page, "E-Mail-Adresse bestätigen")).toBeVisible();
    await expect(main(page)).toContainText(`Für das Konto von ${user.name} bei Acme Facility Services`);
    await fits(page);
    await page.getByRole("button", { name: "Diese Adresse bestätigen" }).click();
    await expect(heading(page, "Ihre E-Mail-Adresse wurde geändert")).toBeVisible();
    await expect(main(page)).toContainText(`Melden Sie sich ab jetzt mit ${address} an.`);
  });
});
