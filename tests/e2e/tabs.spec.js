// Several tabs of one browser: what one of them does to the session concerns the others.
import { ADA, PASSWORD, SAM, expect, signIn, test } from "./fixtures.js";
import { api, openUsers, organization, userRows, usersTable, withoutStream } from "./app.js";

test.use({ account: null });

const password = (page) => page.getByRole("dialog", { name: "Sign in again to continue" }).getByLabel(`Password for ${ADA}`);

/** A tab in which somebody signs in anew, with a session of its own. */
async function signedIn(page, email) {
  await page.goto("/sign-in");
  await signIn(page, email);
  await page.waitForURL(/\/organizations\//);
}

async function signOut(page) {
  await page.getByRole("button", { name: /^Your account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
}

test("L7 U22 signing out in one tab hides the other at once, and signing in there again brings it back", async ({ page, context }) => {
  await signedIn(page, ADA);
  await openUsers(page);
  await page.getByRole("main").getByRole("button", { name: "Invite users" }).click();
  const draft = page.getByRole("dialog", { name: "Invite users" }).getByLabel("Email addresses");
  await draft.fill("nina@new.example");
  const other = await context.newPage();
  await openUsers(other);
  await signOut(other);

  await expect(password(page)).toBeVisible({ timeout: 1_000 });
  await expect(draft).toBeHidden();
  await expect(usersTable(page)).toBeHidden();
  await expect(page.getByText("Ada Lovelace").filter({ visible: true })).toHaveCount(0);
  await signIn(other, ADA);
  await other.waitForURL(/\/organizations\//);
  await expect(password(page)).toBeHidden();
  // What was typed has become an address of the list meanwhile.
  await expect(page.getByRole("dialog", { name: "Invite users" })).toContainText("nina@new.example");
});

test("L7 one can sign in again in the tab that was locked", async ({ page, context }) => {
  await signedIn(page, ADA);
  await openUsers(page);
  const other = await context.newPage();
  await openUsers(other);
  await signOut(other);
  await password(page).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(userRows(page).first()).toBeVisible();
});

test("F2 U22 nothing is done as somebody else, and a tab of the account before starts over", async ({ page, context }) => {
  // The tab hears of nothing, as where the browser keeps no storage.
  await page.addInitScript(() => addEventListener("storage", (event) => event.stopImmediatePropagation(), { capture: true }));
  await withoutStream(page);
  await signedIn(page, ADA);
  const id = await openUsers(page);
  // Without a stream it looks for news soon, and then not for a while.
  const looked = page.waitForResponse(/\/members$/);
  const { total: before } = await api(page, `/organizations/${id}/members?status=invited`);
  await page.getByRole("main").getByRole("button", { name: "Invite users" }).click();
  const sheet = page.getByRole("dialog", { name: "Invite users" });
  await sheet.getByLabel("Email addresses").fill("nobody@new.example,");
  await sheet.getByRole("checkbox", { name: /^Viewer/ }).check();
  const invite = sheet.getByRole("button", { name: "Invite 1 user" });
  await expect(invite).toBeEnabled();
  await looked;
  const other = await context.newPage();
  await signedIn(other, SAM);

  await invite.click();
  await expect(page.getByRole("heading", { name: "You are signed in with another account" })).toBeVisible();
  await expect(usersTable(page)).toHaveCount(0);
  await expect(page.getByText("Ada Lovelace")).toHaveCount(0);
  const { total: after } = await api(other, `/organizations/${id}/members?status=invited`);
  expect(after.count).toBe(before.count);
  await page.getByRole("button", { name: "Continue with that account" }).click();
  await expect(page.getByRole("button", { name: /^Your account: Sam/ })).toBeVisible();
});

test("F2 U22 a tab notices at once that another account has signed in", async ({ page, context }) => {
  await signedIn(page, ADA);
  await openUsers(page);
  const other = await context.newPage();
  await signedIn(other, SAM);
  expect((await organization(other, "10234")).name).toBe("Acme Facility Services");
  await expect(page.getByRole("heading", { name: "You are signed in with another account" })).toBeVisible();
});
