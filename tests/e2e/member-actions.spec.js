// What is done with one user: nothing is lost when another user or the network is in the way.
import { expect, test } from "./fixtures.js";
import { api, send, userRows, usersTable } from "./app.js";

const dialog = (page) => page.getByRole("dialog");
const box = (page, name) => dialog(page).getByRole("checkbox", { name: new RegExp(`^${name}`) });

/** An organization of the reader's own in which one person is invited as a viewer. */
async function withOneInvited(page) {
  const { id } = await send(page, "/organizations", { name: `One more ${Date.now().toString(36)}` });
  const { items } = await api(page, `/organizations/${id}/roles`);
  const roles = Object.fromEntries(items.map((role) => [role.key, role.id]));
  const invitation = { emails: ["nina@one.example"], roles: [roles.viewer], send_email: false };
  const { results } = await send(page, `/organizations/${id}/invitations`, invitation);
  return { id, roles, member: results[0].member.id };
}

/** What another user does meanwhile. */
async function setRoles(page, id, member, roles) {
  const { version } = await api(page, `/organizations/${id}/members/${member}`);
  const headers = { origin: process.env.ROSTER_URL, "x-roster-client": "test", "idempotency-key": crypto.randomUUID(), "if-match": `"${version}"` };
  const answer = await page.request.put(`/api/v1/organizations/${id}/members/${member}/roles`, { headers, data: { roles } });
  expect(answer.status()).toBe(200);
}

async function openRoles(page) {
  await page.getByRole("button", { name: "Actions for nina@one.example" }).click();
  await page.getByRole("menuitem", { name: "Change roles" }).click();
  await expect(box(page, "Viewer")).toBeVisible();
}

const held = async (page, id, member) =>
  (await api(page, `/organizations/${id}/members/${member}`)).roles.map((role) => role.key).sort();

test("U5 roles that another user changed are shown, and one's own change is applied to them", async ({ page }) => {
  const { id, roles, member } = await withOneInvited(page);
  await page.goto(`/organizations/${id}/users`);
  await openRoles(page);
  await box(page, "Editor").check();
  await setRoles(page, id, member, [roles.viewer, roles.administrator]);
  await dialog(page).getByRole("button", { name: "Save roles" }).click();
  await expect(dialog(page)).toContainText(/Another user changed the roles. They are now: .*Administrator/);
  await dialog(page).getByRole("button", { name: "Apply my change to these roles" }).click();
  await expect(box(page, "Administrator")).toBeChecked();
  await expect(box(page, "Editor")).toBeChecked();
  await dialog(page).getByRole("button", { name: "Save roles" }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect.poll(() => held(page, id, member)).toEqual(["administrator", "editor", "viewer"]);
});

test("U25 saving without a change writes nothing, and ticks that were not saved are there again", async ({ page }) => {
  const { id, member } = await withOneInvited(page);
  await page.goto(`/organizations/${id}/users`);
  const { version } = await api(page, `/organizations/${id}/members/${member}`);
  await openRoles(page);
  await dialog(page).getByRole("button", { name: "Save roles" }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Undo" })).toHaveCount(0);
  expect((await api(page, `/organizations/${id}/members/${member}`)).version).toBe(version);

  await openRoles(page);
  await box(page, "Editor").check();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  expect(await held(page, id, member)).toEqual(["viewer"]);
  await openRoles(page);
  await expect(box(page, "Editor")).toBeChecked();
  await expect(dialog(page)).toContainText("This is your choice from before. It is not saved yet.");
  await dialog(page).getByRole("button", { name: "Reset" }).click();
  await expect(box(page, "Editor")).not.toBeChecked();
});

test("U15 a withdrawn invitation is a status from which it is restored", async ({ page }) => {
  const { id, member } = await withOneInvited(page);
  await page.goto(`/organizations/${id}/users`);
  await page.getByRole("button", { name: "Actions for nina@one.example" }).click();
  await page.getByRole("menuitem", { name: "Withdraw invitation" }).click();
  await expect(page.getByText("Invitation to nina@one.example withdrawn")).toBeVisible();
  await expect(userRows(page)).toHaveCount(1);
  await page.getByRole("group", { name: "Filters" }).getByRole("button", { name: "Status" }).click();
  await dialog(page).getByRole("checkbox", { name: /^Withdrawn/ }).check();
  await page.keyboard.press("Escape");
  await expect(usersTable(page)).toHaveAccessibleName("Users, 1");
  await expect(userRows(page).first()).toContainText("Withdrawn");
  await userRows(page).first().getByRole("link").click();
  await expect(page.getByRole("main")).toContainText("It can be restored for 30 days.");
  await page.getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText("Invitation to nina@one.example restored")).toBeVisible();
  expect((await api(page, `/organizations/${id}/members/${member}`)).status).toBe("invited");
  await page.goto(`/organizations/${id}/users`);
  await expect(userRows(page)).toHaveCount(2);
});
