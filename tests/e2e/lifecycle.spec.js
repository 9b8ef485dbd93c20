// From the first day of a user to the last: deactivate, activate, remove, restore, and sign out everywhere.
import { expect, test } from "./fixtures.js";
import { expectNoFaults } from "./axe.js";
import { api, organization, send, userRows } from "./app.js";
import { join, setSupervisor, withColleague } from "./colleagues.js";

const dialog = (page) => page.getByRole("dialog");
const answer = (page, name) => dialog(page).getByRole("button", { name, exact: true });
const status = (page, word) => page.locator(".r-person__meta").getByText(word, { exact: true });
const undo = (page) => page.getByRole("button", { name: "Undo" });

test("USR-11 S1 S3 a deactivated user is out at once, the note says why, and undo lets them in again", async ({ page, playwright }) => {
  const { sees, signIn, url } = await withColleague(page, playwright);
  expect(await sees()).toBe(200);
  await page.goto(url);
  await page.getByRole("button", { name: "Deactivate" }).click();
  await expect(dialog(page)).toHaveAccessibleName("Deactivate Cara Colleague?");
  await dialog(page).getByRole("textbox", { name: "Note" }).fill("parental leave until March");
  await answer(page, "Deactivate").click();
  await expect(page.getByText("Cara Colleague deactivated")).toBeVisible();
  await expect(status(page, "Inactive")).toBeVisible();
  await expect(page.getByRole("complementary")).toContainText("parental leave until March");
  await expect(page.getByRole("complementary")).toContainText("Deactivated");
  expect(await sees()).toBe(401);
  expect(await signIn()).toBe(403);

  await undo(page).click();
  await expect(status(page, "Active")).toBeVisible();
  // The page shows it before the server has answered.
  await expect.poll(signIn).toBe(200);
  expect(await sees()).toBe(200);
});

test("USR-12 a removed user is gone from the list, and is restored without roles from the filter", async ({ page, playwright }) => {
  const { id, member, sees } = await withColleague(page, playwright);
  await page.goto(`/organizations/${id}/users`);
  await page.getByRole("button", { name: "Actions for Cara Colleague" }).click();
  await page.getByRole("menuitem", { name: "Remove…" }).click();
  await expect(dialog(page)).toContainText("1 role: Viewer");
  await answer(page, "Remove user").click();
  await expect(page.getByText("Cara Colleague removed")).toBeVisible();
  await expect(userRows(page)).toHaveCount(1);
  expect(await sees()).toBe(401);

  await page.goto(`/organizations/${id}/users?status=removed`);
  await page.getByRole("button", { name: "Actions for Cara Colleague" }).click();
  await page.getByRole("menuitem", { name: "Restore user" }).click();
  await answer(page, "Restore without roles").click();
  await expect(page.getByText("Cara Colleague restored")).toBeVisible();
  await page.goto(`/organizations/${id}/users/${member}`);
  await expect(status(page, "Active")).toBeVisible();
  expect((await api(page, `/organizations/${id}/members/${member}`)).roles).toEqual([]);
});

test("USR-12 after removing somebody the focus is on the next user", async ({ page, playwright }) => {
  const { id, roles, mark, member } = await withColleague(page, playwright);
  const next = await join(page, playwright, id, roles, "Dan", mark);
  await page.goto(`/organizations/${id}/users`);
  await page.getByRole("button", { name: "Actions for Cara Colleague" }).click();
  await page.getByRole("menuitem", { name: "Remove…" }).click();
  await answer(page, "Remove user").click();
  await expect(page.locator(`[data-row-id="${member}"]`)).toHaveCount(0);
  const focused = () => page.evaluate(() => document.activeElement?.closest("[data-row-id]")?.dataset.rowId);
  await expect.poll(focused).toBe(next.member);
});

test("USR-12 undo brings a removed user back with their roles", async ({ page, playwright }) => {
  const { id, member, url } = await withColleague(page, playwright, "editor");
  await page.goto(url);
  await page.getByRole("button", { name: "Remove…" }).click();
  await answer(page, "Remove user").click();
  await expect(page).toHaveURL(new RegExp(`${id}/users$`));
  await undo(page).click();
  await expect(userRows(page)).toHaveCount(2);
  const { roles, status } = await api(page, `/organizations/${id}/members/${member}`);
  expect([status, roles.map((role) => role.key)]).toEqual(["active", ["editor"]]);
});

test("USR-15 who is removed as a supervisor is followed by the one that the question asks for", async ({ page, playwright }) => {
  const { id, me, member, url } = await withColleague(page, playwright);
  const { items: roles } = await api(page, `/organizations/${id}/roles`);
  const invitation = { emails: ["rita@report.example"], roles: [roles.at(-1).id], send_email: false };
  const { results } = await send(page, `/organizations/${id}/invitations`, invitation);
  const report = results[0].member.id;
  await setSupervisor(page, id, report, member);
  await page.goto(url);
  await page.getByRole("button", { name: "Remove…" }).click();
  await expect(dialog(page)).toContainText("Supervisor of 1 user");
  await dialog(page).getByRole("combobox", { name: "New supervisor of these users" }).click();
  await page.getByRole("option", { name: /Ada Lovelace/ }).click();
  await answer(page, "Remove user").click();
  await expect(page.getByText("Cara Colleague removed")).toBeVisible();
  expect((await api(page, `/organizations/${id}/members/${report}`)).supervisor.id).toBe(me);
});

test("USR-8 C2 many are deactivated but oneself, and undo activates them again", async ({ page, playwright }) => {
  const { id, member } = await withColleague(page, playwright);
  const statusOf = async () => (await api(page, `/organizations/${id}/members/${member}`)).status;
  await page.goto(`/organizations/${id}/users`);
  await page.getByRole("checkbox", { name: "Select visible rows" }).click();
  await page.getByRole("toolbar").getByRole("button", { name: "Deactivate" }).click();
  await expect(dialog(page)).toHaveAccessibleName("Deactivate 2 users?");
  await expect(dialog(page)).toContainText("1 is your own account");
  await answer(page, "Deactivate 1 user").click();
  await expect(page.getByText("Deactivated 1 user, 1 refused")).toBeVisible({ timeout: 20_000 });
  await expect.poll(statusOf).toBe("inactive");
  await page.locator(".r-toasts").getByRole("button", { name: "Undo" }).click();
  await expect.poll(statusOf, { timeout: 20_000 }).toBe("active");
});

test("USR-16 somebody is signed out everywhere", async ({ page, playwright }) => {
  const { sees, signIn, id } = await withColleague(page, playwright);
  await page.goto(`/organizations/${id}/users`);
  await page.getByRole("button", { name: "Actions for Cara Colleague" }).click();
  await page.getByRole("menuitem", { name: "Sign out everywhere" }).click();
  await answer(page, "Sign out everywhere").click();
  await expect(page.getByText("Cara Colleague signed out everywhere")).toBeVisible();
  expect(await sees()).toBe(401);
  expect(await signIn()).toBe(200);
});

test("USR-16 a lost second factor is reset with a reason", async ({ page }) => {
  const { id } = await organization(page, "10234");
  const { items } = await api(page, `/organizations/${id}/members?two_factor=on&status=active&company=&sort=-name&limit=1`);
  const { id: member, name } = items[0];
  await page.goto(`/organizations/${id}/users/${member}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Reset 2FA…" }).click();
  await expect(dialog(page)).toHaveAccessibleName(`Reset 2FA of ${name}?`);
  await answer(page, "Reset 2FA").click();
  await expect(dialog(page)).toContainText("Enter a reason.");
  await dialog(page).getByRole("textbox", { name: "Reason" }).fill("Lost the phone");
  await answer(page, "Reset 2FA").click();
  await expect(page.getByText(`2FA of ${name} reset`)).toBeVisible();
  await expect(page.locator(".r-person__meta")).toContainText("2FA off");
  await expect(page.getByRole("complementary")).toContainText("2FA reset");
  await page.getByRole("button", { name: "More actions" }).click();
  await expect(page.getByRole("menuitem", { name: "Sign out everywhere" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "Reset 2FA…" })).toHaveCount(0);
});

test("USR-14 where an identity provider has the password, it is said and linked", async ({ page, playwright }) => {
  const { id, url } = await withColleague(page, playwright);
  const headers = { origin: process.env.ROSTER_URL, "x-roster-client": "test", "if-match": '"1"' };
  const data = { identity_provider: { name: "Colleague Login", url: "https://id.colleague.example/password" } };
  const changed = await page.request.patch(`/api/v1/organizations/${id}`, { headers, data });
  expect(changed.status(), await changed.text()).toBe(200);
  await page.goto(url);
  await page.getByRole("button", { name: "More actions" }).click();
  await expect(page.getByRole("menuitem", { name: "Create password link" })).toHaveCount(0);
  await page.getByRole("menuitem", { name: "Send password reset link" }).click();
  await expect(dialog(page)).toContainText("sign in with Colleague Login");
  await expect(dialog(page).getByRole("link", { name: "Open Colleague Login" })).toHaveAttribute(
    "href",
    "https://id.colleague.example/password",
  );
});

test("USR-17 what cannot be done to oneself says why", async ({ page, playwright }) => {
  const { id } = await withColleague(page, playwright);
  await page.goto(`/organizations/${id}/users?q=ada`);
  await page.getByRole("button", { name: "Actions for Ada Lovelace" }).click();
  await expect(page.getByRole("menuitem", { name: /^Remove…/ })).toBeDisabled();
  await expect(page.getByRole("menu")).toContainText("You can't do this to your own account.");
});

test.describe("on a phone in German", () => {
  test.use({ viewport: { width: 390, height: 844 }, locale: "de-DE" });

  test("the question before removing fits, and axe finds nothing", async ({ page, playwright }) => {
    const { url } = await withColleague(page, playwright);
    await page.goto(url);
    await page.getByRole("button", { name: "Entfernen …" }).click();
    await expect(dialog(page)).toHaveAccessibleName("Cara Colleague entfernen?");
    await expectNoFaults(page);
    const { width, x } = await dialog(page).boundingBox();
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(390);
    const scrolls = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(scrolls).toBe(false);
  });
});
