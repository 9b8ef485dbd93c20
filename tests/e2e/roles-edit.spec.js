// Roles from their creation to their deletion, in an organization of the reader's own.
import { expect, test } from "./fixtures.js";
import { api, send } from "./app.js";
import { expectNoFaults } from "./axe.js";

const main = (page) => page.getByRole("main");
const names = (page) => page.locator("[data-row-id] .r-who__name bdi");
const dialog = (page) => page.getByRole("dialog");
const box = (page, name) => page.getByRole("checkbox", { name, exact: true });
const effect = (page) => page.getByRole("complementary", { name: "Effect after saving" });

/** An organization of one's own, and its list of roles. */
async function ownOrganization(page) {
  const { id } = await send(page, "/organizations", { name: `Roles ${Date.now().toString(36)}` });
  await page.goto(`/organizations/${id}/roles`);
  return id;
}

/** A role of the organization, made from the viewers' one, and its page. */
async function newRole(page, id, name, permissions = ["devices.read"]) {
  const { items } = await api(page, `/organizations/${id}/roles`);
  const from = items.find(({ key }) => key === "viewer").id;
  const role = await send(page, `/organizations/${id}/roles`, { from, name, permissions });
  await page.goto(`/organizations/${id}/roles/${role.id}`);
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  return role;
}

test("ROL-4 a role is created, its permissions are changed, and it is deleted", async ({ page }) => {
  const id = await ownOrganization(page);
  await page.getByRole("button", { name: "New role" }).click();
  await dialog(page).getByRole("button", { name: "Create role" }).click();
  await expect(dialog(page)).toContainText("Enter a name.");
  await dialog(page).getByLabel("Name", { exact: true }).fill("viewer");
  await dialog(page).getByRole("button", { name: "Create role" }).click();
  await expect(dialog(page)).toContainText("Another role has this name.");
  await dialog(page).getByLabel("Made from").selectOption({ label: "Editor" });
  await dialog(page).getByLabel("Name", { exact: true }).fill("Site lead");
  await dialog(page).getByRole("button", { name: "Create role" }).click();
  await expect(page.getByRole("heading", { name: "Site lead", level: 1 })).toBeVisible();
  await expect(page.getByLabel("Made from")).toHaveValue("Editor");

  // What is implied is ticked and says why; it can't be unticked.
  await expect(box(page, "View devices and dashboards")).toBeChecked();
  await expect(box(page, "View devices and dashboards")).toHaveAccessibleDescription(/Implied by Change device settings/);
  await box(page, "View devices and dashboards").click({ force: true });
  await expect(box(page, "View devices and dashboards")).toBeChecked();
  await box(page, "Invite users").check();
  await expect(box(page, "View users")).toBeChecked();
  await expect(box(page, "View users")).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByText("3 unsaved changes")).toBeVisible();
  await expect(effect(page)).toContainText("Nobody has this role.");
  await page.getByRole("button", { name: "Save role" }).click();
  await expect(page.getByText("Role Site lead saved")).toBeVisible();
  await expect(page.getByText("unsaved change")).toHaveCount(0);
  const { items } = await api(page, `/organizations/${id}/roles`);
  const saved = items.find(({ name }) => name === "Site lead");
  expect(saved.permissions).toContain("members.invite");
  expect(saved.permissions).toContain("roles.read");

  await page.getByRole("button", { name: "Reset to Editor" }).click();
  await expect(box(page, "Invite users")).not.toBeChecked();
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(box(page, "Invite users")).toBeChecked();

  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(dialog(page)).toHaveAccessibleName("Delete the role Site lead?");
  await expect(dialog(page)).toContainText("Nobody has this role.");
  await dialog(page).getByRole("button", { name: "Delete role" }).click();
  await expect(page).toHaveURL(/\/roles$/);
  await expect(names(page)).toHaveText(["Administrator", "Editor", "Viewer"]);
});

test("ROL-4 holders and invitations get the replacement", async ({ page }) => {
  const id = await ownOrganization(page);
  const role = await newRole(page, id, "Night watch");
  await send(page, `/organizations/${id}/invitations`, { emails: ["nia@new.example"], roles: [role.id], send_email: false });
  await page.reload();
  await expect(effect(page)).toContainText("1 invitation with this role");
  await expect(effect(page)).toContainText("nia@new.example");
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(dialog(page)).toContainText("1 user or invitation gets another role instead.");
  await dialog(page).getByLabel("Replace with").selectOption({ label: "Editor" });
  await dialog(page).getByRole("button", { name: "Delete role" }).click();
  await expect(page).toHaveURL(/\/roles$/);
  const { items } = await api(page, `/organizations/${id}/members?status=invited`);
  expect(items[0].roles.map(({ key }) => key)).toEqual(["editor"]);
});

test("ROL-1 a predefined role is renamed, and gets its name back in any language", async ({ page }) => {
  const id = await ownOrganization(page);
  await names(page).filter({ hasText: "Viewer" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Staff");
  await page.getByRole("button", { name: "Save role" }).click();
  await expect(page.getByRole("heading", { name: "Staff", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Reset name and description" }).click();
  await page.getByRole("button", { name: "Save role" }).click();
  await expect(page.getByRole("heading", { name: "Viewer", level: 1 })).toBeVisible();
  const { items } = await api(page, `/organizations/${id}/roles`);
  expect(items.map(({ name }) => name)).toEqual(["Administrator", "Editor", "Viewer"]);
});

test("ROL-4 the administrator keeps every permission", async ({ page }) => {
  await ownOrganization(page);
  await names(page).filter({ hasText: "Administrator" }).click();
  await expect(main(page)).toContainText("Administrators always have every permission.");
  await box(page, "Manage API keys").click({ force: true });
  await expect(box(page, "Manage API keys")).toBeChecked();
  await expect(page.getByRole("button", { name: "Delete", exact: true })).toHaveCount(0);
});

test("U5 of two who edit a role the second sees both versions", async ({ page }) => {
  const id = await ownOrganization(page);
  const role = await newRole(page, id, "Night watch");
  await page.getByLabel("Name", { exact: true }).fill("Night shift");
  await box(page, "View the audit log").check();
  const headers = {
    origin: process.env.ROSTER_URL,
    "x-roster-client": "test",
    "idempotency-key": crypto.randomUUID(),
    "if-match": `"${role.version}"`,
  };
  const theirs = { name: "Day watch", permissions: ["devices.operate"] };
  const answer = await page.request.patch(`/api/v1/organizations/${id}/roles/${role.id}`, { headers, data: theirs });
  expect(answer.status()).toBe(200);
  await page.getByRole("button", { name: "Save role" }).click();
  await expect(main(page)).toContainText("Another user changed this role. Added: Change device settings.");
  await expect(main(page)).toContainText("Day watch");
  await expect(page.getByRole("textbox", { name: /^Name/ })).toHaveValue("Night shift");
  await expect(box(page, "Change device settings")).toBeChecked();
  await expect(box(page, "View the audit log")).toBeChecked();
  await page.getByRole("button", { name: "Keep mine" }).click();
  await page.getByRole("button", { name: "Save role" }).click();
  await expect(page.getByRole("heading", { name: "Night shift", level: 1 })).toBeVisible();
});

test("ROL-4 leaving with unsaved changes asks, and a reload keeps them", async ({ page }) => {
  const id = await ownOrganization(page);
  await newRole(page, id, "Night watch");
  await box(page, "View the audit log").check();
  page.once("dialog", (question) => question.accept());
  await page.reload();
  await expect(box(page, "View the audit log")).toBeChecked();
  await page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link", { name: "Roles" }).click();
  await expect(dialog(page)).toBeVisible();
  await dialog(page).getByRole("button").last().click();
  await expect(page).toHaveURL(/\/roles$/);
});

for (const [name, options] of [
  ["at 1280", {}],
  ["on a phone", { viewport: { width: 390, height: 844 } }],
  ["in German", { locale: "de-DE" }],
]) {
  test.describe(name, () => {
    test.use(options);
    test("ROL-4 the page of a role is accessible and fits", async ({ page }) => {
      const id = await ownOrganization(page);
      const { items } = await api(page, `/organizations/${id}/roles`);
      const from = items.find(({ key }) => key === "viewer").id;
      const role = await send(page, `/organizations/${id}/roles`, { from, name: "Site lead", permissions: ["members.invite"] });
      await page.goto(`/organizations/${id}/roles/${role.id}`);
      await expect(page.getByRole("heading", { name: "Site lead", level: 1 })).toBeVisible();
      await page.getByRole("checkbox").nth(1).click();
      await expectNoFaults(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(wide).toBeLessThanOrEqual(0);
    });
  });
}
