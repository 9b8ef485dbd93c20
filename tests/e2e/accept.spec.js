// Accepting an invitation, as the invited person sees it, on a phone.

import { ADA, EDDIE, OTTO, PASSWORD, TESS, expect, test } from "./fixtures.js";
import { expectNoFaults } from "./axe.js";
import { api, membersFound, organization, send, switchButton, usersTable } from "./app.js";
import { totp } from "./totp.js";

const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

test.use({ account: null, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

/** An address that nobody has. */
const somebody = () => `amelie-${Date.now()}-${Math.round(Math.random() * 1e6)}@newcomer.example`;

/** Invites `email` as whoever is signed in on `page`; the member, its address in the API, and the link. */
async function invite(page, email, { number = "10234", role = "Administrator", ...more } = {}) {
  const { id, name } = await organization(page, number);
  const { items: roles } = await api(page, `/organizations/${id}/roles`);
  const chosen = roles.find((one) => one.name === role);
  const wanted = { emails: [email], roles: [chosen.id], send_email: false, ...more };
  const { results } = await send(page, `/organizations/${id}/invitations`, wanted);
  expect(results[0].problem).toBeUndefined();
  const member = `/organizations/${id}/members/${results[0].member.id}`;
  return { link: new URL(results[0].link), member, organization: { id, name }, role: chosen };
}

/** Opens a link on the server under test, whatever name it gives itself. */
const open = (page, { pathname, hash }) => page.goto(`${pathname}${hash}`);

const main = (page) => page.getByRole("main");
const heading = (page, name) => page.getByRole("heading", { level: 1, name });
const accept = (page) => page.getByRole("button", { name: "Accept and join" });

/** Fills in what a new person is asked for. */
async function introduce(page, password = "a sentence works well") {
  await page.getByLabel("First name").fill("Amélie");
  await page.getByLabel("Last name").fill("Dubois");
  await page.getByLabel("Choose a password").fill(password);
}

/** Answers of the server that cannot be had without waiting for days. */
async function refuse(page, path, status, code) {
  await page.route(`**/api/v1/invitations/${path}`, (route) =>
    route.fulfill({
      status,
      contentType: "application/problem+json",
      body: JSON.stringify({ type: `/problems/${code}`, title: code, status, code, detail: "" }),
    }),
  );
}

test("a new person reads what is offered, sets name and password, and is in", async ({ page, secondBrowser }) => {
  const [ada, email] = [await secondBrowser(ADA), somebody()];
  const message = "Welcome!\n<b>See</b> https://elsewhere.example";
  const { link, organization: acme, role } = await invite(ada, email, { message });
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await open(page, link);
  await expect(heading(page, "Join Acme Facility Services")).toBeVisible();
  for (const text of ["Ada Lovelace has invited you.", "Administrator", role.description, "Valid until", message]) {
    await expect(main(page)).toContainText(text);
  }
  await expect(main(page).getByRole("link")).toHaveCount(0);
  // Nobody needs to be signed in, and nobody is asked who is.
  expect(asked.filter((path) => path.startsWith("/api/"))).toEqual(["/api/v1/invitations/lookup"]);
  await expect(page.getByLabel("Email", { exact: true })).toHaveValue(email);
  expect(await page.getByLabel("Email", { exact: true }).evaluate((field) => field.readOnly)).toBe(true);

  await accept(page).click();
  await expect(main(page)).toContainText("Enter a first or last name.");
  await expect(page.getByLabel("First name")).toBeFocused();
  await introduce(page, "short");
  await accept(page).click();
  await expect(main(page)).toContainText("Use at least 15 characters.");
  await introduce(page);
  await accept(page).click();

  await expect(usersTable(page)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/organizations/${acme.id}/users$`));
  await expect(page.getByText("Welcome! You have joined.")).toBeVisible();
  expect((await api(page, "/session")).account).toMatchObject({ email, name: "Amélie Dubois" });
  // What the link held is in no address that one can go back to.
  await page.goBack();
  await expect(page).not.toHaveURL(/invitation/);
});

test("F5 both names are asked, one is enough, and the user is found by it", async ({ page, secondBrowser }) => {
  const [ada, email] = [await secondBrowser(ADA), somebody()];
  const { link, member } = await invite(ada, email, { role: "Viewer" });
  await open(page, link);
  const [first, last] = [page.getByLabel("First name"), page.getByLabel("Last name")];
  await expect(first).toHaveAttribute("autocomplete", "given-name");
  await expect(last).toHaveAttribute("autocomplete", "family-name");
  // One below the other on a phone, side by side where there is room.
  const [above, below] = [await first.boundingBox(), await last.boundingBox()];
  expect(below.y).toBeGreaterThan(above.y + above.height);
  await page.setViewportSize({ width: 1280, height: 800 });
  const [left, right] = [await first.boundingBox(), await last.boundingBox()];
  expect(right.y).toBe(left.y);
  expect(right.x).toBeGreaterThan(left.x + left.width);

  await page.getByLabel("Choose a password").fill("a sentence works well");
  await first.fill("\u200b");
  await accept(page).click();
  await expect(main(page)).toContainText("Enter a first or last name.");
  await first.fill("");
  await last.fill("a".repeat(121));
  await expect(main(page)).not.toContainText("Enter a first or last name.");
  await accept(page).click();
  await expect(main(page)).toContainText("Use one line of at most 120 characters.");
  const single = `Sukarno${Date.now().toString(36)}`;
  await last.fill(single);
  await accept(page).click();
  await expect(switchButton(page)).toBeVisible();
  expect(await api(ada, member)).toMatchObject({ name: single, family_name: single });
  for (const field of ["first", "last"]) {
    const found = await membersFound(ada, "10234", `${field}:${single}`);
    expect(found.map((one) => one.email)).toEqual([email]);
  }
});

test("who may not see users lands in the organization all the same", async ({ page, secondBrowser }) => {
  const { link } = await invite(await secondBrowser(ADA), somebody(), { role: "Viewer" });
  await open(page, link);
  await introduce(page);
  await accept(page).click();
  await expect(switchButton(page)).toContainText("Acme Facility Services");
  await expect(page.getByRole("region", { name: "What you can do" })).toContainText("Viewer");
});

test("opening and reloading use nothing up, and a double click accepts once", async ({ page, secondBrowser }) => {
  const { link } = await invite(await secondBrowser(ADA), somebody());
  await open(page, link);
  await expect(accept(page)).toBeVisible();
  await page.reload();
  await introduce(page);
  let accepted = 0;
  page.on("request", (request) => {
    accepted += Number(request.url().endsWith("/invitations/accept"));
  });
  await accept(page).dblclick();
  await expect(usersTable(page)).toBeVisible();
  expect(accepted).toBe(1);
});

test("the second of two tabs says that the invitation was accepted", async ({ page, context, secondBrowser }) => {
  const { link } = await invite(await secondBrowser(ADA), somebody());
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await open(tab, link);
    await introduce(tab);
  }
  await accept(page).click();
  await expect(usersTable(page)).toBeVisible();
  await accept(other).click();
  await expect(heading(other, "This invitation has been accepted")).toBeVisible();
  await other.getByRole("link", { name: "Go to my organization" }).click();
  await expect(usersTable(other)).toBeVisible();
});

test("an account with a second factor signs in on the page, confirms, and is in", async ({ page, secondBrowser }) => {
  test.setTimeout(120_000);
  const otto = await secondBrowser(OTTO);
  const { link, organization: nordlicht } = await invite(otto, TESS, { number: "20817" });
  await open(page, link);
  await expect(main(page)).toContainText("You already have an account.");
  await expect(page.getByLabel("Email", { exact: true })).toHaveValue(TESS);
  const signIn = page.getByRole("button", { name: "Sign in", exact: true });
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await signIn.click();
  await expect(page.getByRole("alert")).toContainText("is wrong");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await signIn.click();
  // A code counts once, and another test may have used this one.
  await expect(async () => {
    await page.getByLabel("Code", { exact: true }).fill(totp(SECRET));
    await expect(main(page)).toContainText(`You are signed in as ${TESS}.`, { timeout: 2_000 });
  }).toPass({ intervals: [5_000], timeout: 70_000 });
  await accept(page).click();
  await expect(switchButton(page)).toContainText(nordlicht.name);
  await expect(usersTable(page)).toBeVisible();
});

test.describe("signed in as the invited one", () => {
  test.use({ account: EDDIE });

  test("one press accepts", async ({ page, secondBrowser }) => {
    const { link, organization: nordlicht } = await invite(await secondBrowser(OTTO), EDDIE, { number: "20817" });
    await open(page, link);
    await expect(main(page)).toContainText(`You are signed in as ${EDDIE}.`);
    await expect(main(page).getByRole("textbox")).toHaveCount(0);
    await accept(page).click();
    await expect(switchButton(page)).toContainText(nordlicht.name);
  });
});

test("L5 a refusal with 403 stays on the page", async ({ page, secondBrowser }) => {
  const { link } = await invite(await secondBrowser(ADA), somebody());
  for (const [code, title] of [
    ["unverified_email", "Confirm your email address first"],
    ["account_disabled", "This account is disabled"],
  ]) {
    await refuse(page, "accept", 403, code);
    await open(page, link);
    await page.reload();
    await introduce(page);
    await accept(page).click();
    await expect(heading(page, title)).toBeVisible();
    await expect(page).toHaveURL(/\/invitation#/);
    await page.unroute("**/api/v1/invitations/accept");
  }
});

test("signed in as somebody else: it is said, and one may switch", async ({ page, secondBrowser }) => {
  const [ada, email] = [await secondBrowser(ADA), somebody()];
  const { link } = await invite(ada, email);
  // A session of its own, because it is ended.
  await open(page, { pathname: "/sign-in", hash: "" });
  await send(page, "/session", { email: ADA, password: PASSWORD });
  await open(page, link);
  await expect(main(page)).toContainText(`This invitation is for ${email}, but you are signed in with another account.`);
  await expect(accept(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Sign out and continue" }).click();
  await introduce(page);
  await accept(page).click();
  await expect(usersTable(page)).toBeVisible();
  expect((await api(page, "/session")).account.email).toBe(email);
});

test("signed out meanwhile, and somebody else signed in: the page notices", async ({ page, secondBrowser }) => {
  const [ada, email] = [await secondBrowser(ADA), somebody()];
  const { link } = await invite(ada, email);
  await open(page, link);
  await introduce(page);
  await send(page, "/session", { email: ADA, password: PASSWORD });
  await accept(page).click();
  await expect(page.getByRole("button", { name: "Sign out and continue" })).toBeVisible();
});

test("withdrawn, replaced, and altered links say so, each on its own", async ({ page, secondBrowser }) => {
  const ada = await secondBrowser(ADA);
  const { link, member } = await invite(ada, somebody());
  const { link: newer } = await send(ada, `${member}/resend`, { send_email: false });
  await open(page, link);
  await expect(heading(page, "There is a newer invitation")).toBeVisible();
  await page.getByRole("button", { name: "Ask for a new invitation" }).click();
  await expect(page.getByText("We've asked for a new invitation.")).toBeVisible();

  // Another link in the same tab changes only what stands behind the #.
  await open(page, new URL(newer));
  await expect(accept(page)).toBeVisible();
  await send(ada, `${member}/withdraw`);
  await introduce(page);
  await accept(page).click();
  await expect(heading(page, "This invitation was withdrawn")).toBeVisible();

  await open(page, { pathname: "/invitation", hash: `${link.hash}x` });
  await expect(heading(page, "This link doesn't work")).toBeVisible();
  await page.goto("about:blank");
  await open(page, { pathname: "/invitation", hash: "" });
  await expect(heading(page, "This link doesn't work")).toBeVisible();
});

test("INV-2 an invitation is declined after a question, and can be restored", async ({ page, secondBrowser }) => {
  const [ada, email] = [await secondBrowser(ADA), somebody()];
  const { link, member } = await invite(ada, email);
  await open(page, link);
  await expect(main(page)).toContainText("ada@acme.example");
  await expect(main(page)).toContainText("Invited on");
  await page.getByRole("button", { name: "Decline" }).tap();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).tap();
  await expect(accept(page)).toBeVisible();
  await page.getByRole("button", { name: "Decline" }).tap();
  await expectNoFaults(page);
  await page.getByRole("dialog").getByRole("button", { name: "Decline" }).tap();
  await expect(heading(page, "You declined the invitation")).toBeVisible();
  expect((await api(ada, member)).status).toBe("withdrawn");
  await page.reload();
  await expect(heading(page, "This invitation was withdrawn")).toBeVisible();
  await send(ada, `${member}/restore`);
  expect((await api(ada, member)).status).toBe("invited");
});

test("F29 a link opens however a mail program leaves it", async ({ page, secondBrowser }) => {
  const { link } = await invite(await secondBrowser(ADA), somebody());
  const token = link.hash.slice(1);
  for (const url of [`/invitation%23${token}`, `/invitation#${token}.`, `/invitation#${token})`, `/invitation#${token}>`]) {
    await page.goto("about:blank");
    await page.goto(url);
    await expect(accept(page)).toBeVisible();
  }
});

test("an expired invitation offers to ask for a new one", async ({ page }) => {
  await refuse(page, "lookup", 410, "invitation_expired");
  await open(page, { pathname: "/invitation", hash: "#any" });
  await expect(heading(page, "This invitation has expired")).toBeVisible();
  await page.getByRole("button", { name: "Ask for a new invitation" }).click();
  await expect(page.getByText("We've asked for a new invitation.")).toBeVisible();
});

test("too many attempts and no network are said, and tried again", async ({ page, context, secondBrowser }) => {
  const { link } = await invite(await secondBrowser(ADA), somebody());
  await refuse(page, "lookup", 429, "too_many_requests");
  await open(page, link);
  await expect(main(page)).toContainText("Too many requests.");
  await page.unroute("**/api/v1/invitations/lookup");
  await page.getByRole("button", { name: "Try again" }).click();
  await introduce(page);
  await context.setOffline(true);
  await expect(page.getByText("You are offline.")).toBeVisible();
  await accept(page).click();
  await expect(page.getByRole("alert")).toContainText("can't be reached");
  await context.setOffline(false);
  await expect(page.getByLabel("First name")).toHaveValue("Amélie");
  await expect(page.getByLabel("Last name")).toHaveValue("Dubois");
  await accept(page).click();
  await expect(usersTable(page)).toBeVisible();
});

test("E2 no invitation is accepted inside another page", async ({ page, secondBrowser }) => {
  const { link } = await invite(await secondBrowser(ADA), somebody());
  await page.addInitScript(() => {
    Object.defineProperty(window, "parent", { value: Object.create(null) });
  });
  await open(page, link);
  await expect(heading(page, "Open this in its own window")).toBeVisible();
  await expect(accept(page)).toHaveCount(0);
});

test("the page speaks German", async ({ page, secondBrowser }) => {
  const { link } = await invite(await secondBrowser(ADA), somebody());
  await open(page, link);
  await page.getByRole("button", { name: /^Language/ }).click();
  await page.getByRole("menuitemradio", { name: "Deutsch" }).click();
  await expect(heading(page, "Acme Facility Services beitreten")).toBeVisible();
  for (const name of ["Vorname", "Nachname"]) await expect(page.getByLabel(name)).toBeVisible();
  await expect(main(page)).toContainText("Gültig bis");
});

test.describe("accessibility", () => {
  test.use({ colorScheme: "light" });

  test("axe finds nothing on any state", async ({ page, secondBrowser }) => {
    test.setTimeout(90_000);
    const faultless = async () => {
      await expectNoFaults(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    };
    const { link } = await invite(await secondBrowser(ADA), somebody(), { message: "Welcome!\nSee you soon." });
    await open(page, link);
    await expect(accept(page)).toBeVisible();
    await faultless();
    await page.getByLabel("Choose a password").fill("short");
    await accept(page).click();
    await expect(main(page)).toContainText("Enter a first or last name.");
    await faultless();
    await send(page, "/session", { email: ADA, password: PASSWORD });
    await page.reload();
    await expect(page.getByRole("button", { name: "Sign out and continue" })).toBeVisible();
    await faultless();
    await refuse(page, "lookup", 410, "invitation_expired");
    await page.reload();
    await expect(heading(page, "This invitation has expired")).toBeVisible();
    await faultless();
    await page.unroute("**/api/v1/invitations/lookup");
    await refuse(page, "lookup", 503, "unavailable");
    await page.reload();
    await expect(main(page)).toContainText("busy or being updated");
    await faultless();
  });
});
