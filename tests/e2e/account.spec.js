// One's own account: profile, password, authenticator app, recovery codes, passkeys, sessions, preferences.
import { ADA, NOBODY, PASSWORD, expect, signIn, test } from "./fixtures.js";
import { expectNoFaults } from "./axe.js";
import { startDemo } from "./server.js";
import { totp } from "./totp.js";

// What is changed here would be in the way of others: a demo of its own, at a name, as passkeys need one.
test.use({
  serverUrl: [
    async ({}, use) => {
      const demo = await startDemo();
      await use(demo.url.replace("127.0.0.1", "localhost"));
      await demo.stop();
    },
    { scope: "worker" },
  ],
  // Every test signs in by itself: each changes how.
  account: null,
});
test.describe.configure({ mode: "serial" });

const main = (page) => page.getByRole("main");
const section = (page, name) => page.getByRole("region", { name });
const dialog = (page, name) => page.getByRole("dialog", { name });

async function open(page, path, email = ADA, password = PASSWORD) {
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await signIn(page, email, password);
  await page.waitForURL((url) => url.pathname === path);
}

/** Sets up the authenticator app that is asked for in the open dialog; its secret and the recovery codes. */
async function enrol(page, name = "Set up your authenticator app") {
  const secret = (await dialog(page, name).locator("code").first().textContent()).replaceAll(" ", "");
  await dialog(page, name).getByLabel(/Code from the app|Code aus der App/).fill(totp(secret));
  const codes = page.getByRole("dialog").getByRole("listitem").locator("code");
  await expect(codes).toHaveCount(10);
  return { secret, codes: await codes.allTextContents() };
}

async function finish(page) {
  await page.getByRole("dialog").getByRole("checkbox").check();
  await page.getByRole("dialog").getByRole("button", { name: /^(Done|Fertig)$/ }).click();
}

/** As the server answers ten minutes after the last proof. */
function needsProof(route) {
  const refused = { type: "/problems/x", title: "x", status: 403, code: "reauthentication_required", detail: "x" };
  return route.fulfill({ status: 403, contentType: "application/problem+json", json: refused });
}

test("the account menu leads to the account, and a new name is everywhere", async ({ page }) => {
  await page.goto("/sign-in");
  await signIn(page, "eddie@acme.example");
  await page.getByRole("button", { name: "Your account: Eddie Eriksson" }).click();
  await page.getByRole("menuitem", { name: "Your account" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your account");
  await expect(page.getByLabel("First name")).toHaveValue("Eddie");
  await page.getByLabel("First name").fill("");
  await page.getByLabel("Last name").fill("");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByText("Enter a first or last name.")).toBeVisible();
  await page.getByLabel("First name").fill("Edward");
  await page.getByLabel("Last name").fill("Eriksson");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByText("Your name was saved")).toBeVisible();
  await expect(page.getByRole("button", { name: "Your account: Edward Eriksson" })).toBeVisible();
  await expectNoFaults(page);
});

test("another browser's session is ended, and is out within a second", async ({ page, secondBrowser }) => {
  await open(page, "/account/security");
  const other = await secondBrowser(null);
  await open(other, "/account/security");
  await page.reload();
  const table = page.getByRole("table", { name: "Sessions" });
  await expect(table.getByRole("row")).toHaveCount(3);
  await expect(table.getByRole("row").nth(1)).toContainText("This browser");
  await expect(table.getByRole("row").nth(1).getByRole("button")).toHaveCount(0);
  await table.getByRole("button", { name: /^End session: / }).first().click();
  await expect(table.getByRole("row")).toHaveCount(2);
  const answer = await other.request.get("/api/v1/session");
  expect(answer.status()).toBe(401);
  // The page may have noticed by itself: then the dialog is above the link.
  await other.getByRole("link", { name: "Profile" }).dispatchEvent("click");
  await expect(dialog(other, "Sign in again to continue")).toBeVisible();
});

test("the password is changed by its owner only, and by rules that are told while typing", async ({ page }) => {
  await open(page, "/account/security", "vera@acme.example");
  await section(page, "Password").getByRole("button", { name: "Change…" }).click();
  const change = dialog(page, "Change your password");
  await change.getByLabel("Current password").fill("wrong");
  await change.getByLabel("New password", { exact: true }).fill("passwordpassword");
  await expect(change).toContainText("Too easy to guess");
  await change.getByLabel("New password", { exact: true }).fill("three wet otters hum");
  await expect(change).toContainText("15 characters or more · 20 now");
  await expect(change).toContainText("Strong password");
  await change.getByRole("button", { name: "Change password" }).click();
  await expect(change).toContainText("The current password is wrong.");
  await change.getByLabel("Current password").fill(PASSWORD);
  await expectNoFaults(page);
  await change.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password was changed")).toBeVisible();
  await expect(section(page, "Password")).toContainText(/Changed \d/);
  await page.goto("/sign-in");
  await signIn(page, "vera@acme.example", "three wet otters hum");
  await page.waitForURL(/\/organizations\//);
});

test("F8 U23 an authenticator app is set up, and signs in with codes and recovery codes", async ({ page, secondBrowser }) => {
  test.slow();
  await open(page, "/account/security");
  await section(page, "Two-factor sign-in").getByRole("button", { name: "Set up…" }).click();
  await expect(dialog(page, "Set up your authenticator app").getByRole("img", { name: /QR code/ })).toBeVisible();
  await dialog(page, "Set up your authenticator app").getByLabel("Code from the app").fill("000000");
  await expect(page.getByText("This code is wrong. Check that the clock of your phone is right")).toBeVisible();
  await expectNoFaults(page);
  const { secret, codes } = await enrol(page);
  await expectNoFaults(page);
  await page.getByRole("button", { name: "Done" }).click({ force: true });
  await expect(dialog(page, "Save your recovery codes")).toBeVisible();
  await finish(page);
  await expect(section(page, "Two-factor sign-in")).toContainText("10 of 10 codes left");

  const other = await secondBrowser(null);
  await other.goto("/sign-in");
  await signIn(other, ADA);
  await other.getByRole("button", { name: "Use a recovery code" }).click();
  await other.getByLabel("Recovery code").fill("nonsense");
  await other.getByRole("button", { name: "Continue" }).click();
  await expect(other.getByText("This code is wrong or was already used.")).toBeVisible();
  await expectNoFaults(other);
  await other.getByLabel("Recovery code").fill(codes[0].toLowerCase());
  await other.getByRole("button", { name: "Continue" }).click();
  await other.waitForURL(/\/organizations\//);

  // The code that confirmed is spent; the next one is good before its time.
  const third = await secondBrowser(null);
  await third.goto("/sign-in");
  await signIn(third, ADA);
  const next = totp(secret, Date.now() + 30_000);
  const fullWidth = [...next].map((digit) => String.fromCodePoint(digit.codePointAt(0) - 0x30 + 0xff10)).join("");
  await third.getByLabel("Code", { exact: true }).fill(fullWidth);
  await third.waitForURL(/\/organizations\//);

  await page.reload();
  await expect(section(page, "Two-factor sign-in")).toContainText("9 of 10 codes left");
  await section(page, "Two-factor sign-in").getByRole("button", { name: "Turn off authenticator app" }).click();
  await dialog(page, "Turn off the authenticator app?").getByLabel("Current password").fill(PASSWORD);
  await dialog(page, "Turn off the authenticator app?").getByRole("button", { name: "Turn off authenticator app" }).click();
  await expect(section(page, "Two-factor sign-in").getByRole("button", { name: "Set up…" })).toBeVisible();
});

test("a passkey is added, named, signs in without a password, is a second factor, and is removed", async ({ page }) => {
  test.slow();
  const browser = await page.context().newCDPSession(page);
  await browser.send("WebAuthn.enable");
  await browser.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await open(page, "/account/security", "sam@support.example");
  await section(page, "Passkeys").getByRole("button", { name: "Add passkey" }).click();
  await dialog(page, "Add a passkey").getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("Enter a name of 1 to 60 characters.")).toBeVisible();
  await dialog(page, "Add a passkey").getByLabel("Name").fill("Work laptop");
  await dialog(page, "Add a passkey").getByRole("button", { name: "Continue" }).click();
  // The first second factor comes with recovery codes: a lost device locks nobody out.
  const codes = page.getByRole("dialog").getByRole("listitem").locator("code");
  await expect(codes).toHaveCount(10);
  const [code] = await codes.allTextContents();
  await finish(page);
  await expect(section(page, "Passkeys")).toContainText("Work laptop");
  await expectNoFaults(page);
  await section(page, "Passkeys").getByRole("button", { name: "Rename passkey Work laptop" }).click();
  await dialog(page, "Rename passkey").getByLabel("Name").fill("Old laptop");
  await dialog(page, "Rename passkey").getByRole("button", { name: "Rename" }).click();
  await expect(section(page, "Passkeys")).toContainText("Old laptop");

  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.waitForURL(/\/organizations\//);

  await page.context().clearCookies();
  await page.goto("/sign-in?next=/account/security");
  await signIn(page, "sam@support.example");
  await expect(page.getByRole("heading", { name: "Use your passkey" })).toBeVisible();
  await page.getByRole("button", { name: "Use a recovery code" }).click();
  await page.getByLabel("Recovery code").fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL((url) => url.pathname === "/account/security");

  await page.context().clearCookies();
  await page.goto("/sign-in?next=/account/security");
  await signIn(page, "sam@support.example");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL((url) => url.pathname === "/account/security");
  await expect(section(page, "Two-factor sign-in")).toContainText("9 of 10");

  // A passkey proves who one is, too.
  await page.route("**/api/v1/account/totp", needsProof, { times: 1 });
  await section(page, "Two-factor sign-in").getByRole("button", { name: "Set up…" }).click();
  await dialog(page, "Confirm it's you").getByRole("button", { name: "Use a passkey" }).click();
  await expect(dialog(page, "Set up your authenticator app").getByRole("img", { name: /QR code/ })).toBeVisible();
  await dialog(page, "Set up your authenticator app").getByRole("button", { name: "Cancel" }).click();
  await section(page, "Passkeys").getByRole("button", { name: "Remove passkey Old laptop" }).click();
  await dialog(page, "Remove passkey Old laptop?").getByRole("button", { name: "Remove" }).click();
  await expect(section(page, "Passkeys")).toContainText("No passkeys yet.");
});

test("a dangerous change asks for the password again, and goes on", async ({ page }) => {
  await open(page, "/account/security", "otto@nordlicht.example");
  await page.route("**/api/v1/account/totp", needsProof, { times: 1 });
  await section(page, "Two-factor sign-in").getByRole("button", { name: "Set up…" }).click();
  const proof = dialog(page, "Confirm it's you");
  await proof.getByLabel(/^Password for /).fill("wrong");
  await proof.getByRole("button", { name: "Continue" }).click();
  await expect(proof).toContainText("The password is wrong.");
  await proof.getByLabel(/^Password for /).fill(PASSWORD);
  await proof.getByRole("button", { name: "Continue" }).click();
  await expect(dialog(page, "Set up your authenticator app").getByRole("img", { name: /QR code/ })).toBeVisible();
});

test.describe("on a phone, in German", () => {
  test.use({ viewport: { width: 390, height: 844 }, locale: "de-DE", storageState: NOBODY });

  test("the account fits, and axe finds nothing", async ({ page }) => {
    await page.goto("/sign-in?next=/account");
    await page.getByLabel("E-Mail", { exact: true }).fill("otto@nordlicht.example");
    await page.getByLabel("Passwort", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Anmelden", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ihr Konto");
    const links = page.getByRole("navigation", { name: "Ihr Konto" });
    for (const [name, heading] of [["Profil", "E-Mail-Adresse"], ["Sicherheit", "Sitzungen"], ["Einstellungen", "Darstellung"]]) {
      await links.getByRole("link", { name }).click();
      await expect(page.getByRole("heading", { name: heading, exact: true })).toBeVisible();
      const overflow = await main(page).evaluate((main) => main.scrollWidth - main.clientWidth);
      expect(overflow, name).toBeLessThanOrEqual(0);
      await expectNoFaults(page);
    }
    await links.getByRole("link", { name: "Sicherheit" }).click();
    await page.getByRole("button", { name: "Einrichten…" }).click();
    await enrol(page, "Authenticator-App einrichten");
    await expectNoFaults(page);
    await finish(page);
  });
});
