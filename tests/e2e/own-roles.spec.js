// Roles that are taken away: by oneself, and all of them by somebody else.
import { ADA, NOBODY, OTTO, PASSWORD, expect, signIn, test } from "./fixtures.js";
import { api, send } from "./app.js";
import { expectTakenOver, firstRows, versionsOf, withoutProgram } from "./first-rows.js";

const abilities = (page) => page.getByRole("main").getByRole("region", { name: "What you can do" });

test.describe("U1 giving up one's own role", () => {
  test.use({ account: OTTO });

  const dialog = (page) => page.getByRole("dialog");
  const box = (page, name) => dialog(page).getByRole("checkbox", { name: new RegExp(`^${name}`) });

  /** An organization of Otto's own in which Ada administers, too. */
  const together = async (page, ada) => {
    const { id } = await send(page, "/organizations", { name: "Two of us" });
    const { items } = await api(page, `/organizations/${id}/roles`);
    const administrator = items.find((role) => role.key === "administrator");
    const { results } = await send(page, `/organizations/${id}/invitations`, {
      emails: [ADA],
      roles: [administrator.id],
      send_email: false,
    });
    await send(ada, "/invitations/accept", { token: results[0].link.split("#")[1] });
    return id;
  };

  test("R2 asks in red, names what is lost, offers no undo, and leads home", async ({ page, secondBrowser }) => {
    const id = await together(page, await secondBrowser(ADA));
    await page.goto(`/organizations/${id}/users`);
    await page.getByRole("button", { name: "Actions for Otto Hansen" }).click();
    await page.getByRole("menuitem", { name: "Change roles" }).click();
    // One's last role is not one's own to take away: the form says so, and sends nothing.
    await box(page, "Administrator").uncheck();
    await expect(dialog(page)).toContainText("Keep at least one role.");
    await dialog(page).getByRole("button", { name: "Save roles" }).click();
    await expect(dialog(page)).toHaveAccessibleName("Roles of Otto Hansen");

    await box(page, "Viewer").check();
    await dialog(page).getByRole("button", { name: "Save roles" }).click();
    await expect(dialog(page)).toHaveAccessibleName("Give up role: Administrator?");
    await expect(dialog(page).getByRole("button", { name: "Cancel" })).toBeFocused();
    await expect(dialog(page).getByRole("alert")).toContainText("You lose these permissions in Two of us immediately:");
    await expect(dialog(page).getByRole("alert").getByRole("listitem")).toHaveText([
      "Manage settings, plan and seats",
      "Edit companies",
      "View contacts",
      "Edit contacts",
      "Manage API keys",
      "View the audit log",
      "View users",
      "Invite users",
      "Change and remove users",
      "View roles and who has them",
      "Assign and remove roles",
      "Create and change roles",
      "Change device settings",
      "Create, change and delete devices",
      "Grant access to devices",
    ]);
    await dialog(page).getByRole("button", { name: "Give up permissions" }).click();
    await expect(abilities(page)).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`/organizations/${id}$`));
    await expect(page.getByText("Roles of Otto Hansen changed")).toBeVisible();
    await expect(page.getByRole("button", { name: "Undo" })).toHaveCount(0);
    await expect(abilities(page)).toContainText("You can't view other users.");
  });

  test("a role that takes nothing away is given up without a question and can be taken back", async ({ page, secondBrowser }) => {
    const id = await together(page, await secondBrowser(ADA));
    await page.goto(`/organizations/${id}/users`);
    const [otto] = (await api(page, `/organizations/${id}/members?q=otto`)).items;
    await page.goto(`/organizations/${id}/users/${otto.id}`);
    const change = async (name, checked) => {
      await page.getByRole("button", { name: "Change roles" }).click();
      await box(page, name).setChecked(checked);
      await dialog(page).getByRole("button", { name: "Save roles" }).click();
      await expect(dialog(page)).toHaveCount(0);
    };
    const held = async () => (await api(page, `/organizations/${id}/members/${otto.id}`)).roles.map((role) => role.key);
    await change("Viewer", true);
    await expect.poll(held).toEqual(["administrator", "viewer"]);
    await change("Viewer", false);
    await expect.poll(held).toEqual(["administrator"]);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(held).toEqual(["administrator", "viewer"]);
  });
});

test("U4 whose roles were all taken away is told whom to ask, and can leave", async ({ page, browser }) => {
  const { id } = await send(page, "/organizations", { name: "Gone again" });
  const { items } = await api(page, `/organizations/${id}/roles`);
  const email = `gone.${Date.now()}@elsewhere.example`;
  const { results } = await send(page, `/organizations/${id}/invitations`, {
    emails: [email],
    roles: [items.find((role) => role.key === "viewer").id],
    send_email: false,
  });
  const [{ link, member }] = results;
  const theirs = await browser.newContext({ baseURL: process.env.ROSTER_URL, storageState: NOBODY, locale: "en-GB" });
  const other = await theirs.newPage();
  await send(other, "/invitations/accept", { token: link.split("#")[1], given_name: "Gone", family_name: "Again", password: PASSWORD });
  await other.goto(`/organizations/${id}`);
  await expect(abilities(other)).toBeVisible();

  const { version } = await api(page, `/organizations/${id}/members/${member.id}`);
  const headers = { origin: process.env.ROSTER_URL, "x-roster-client": "test", "if-match": `"${version}"` };
  const taken = await page.request.put(`/api/v1/organizations/${id}/members/${member.id}/roles`, { headers, data: { roles: [] } });
  expect(taken.status()).toBe(200);
  await other.goto(`/organizations/${id}`);
  await expect(other.getByRole("heading", { name: "We can't show this page" })).toBeVisible();
  await other.getByRole("link", { name: "Go to my organization" }).click();
  await expect(other.getByRole("heading", { name: "You don't belong to an organization yet" })).toBeVisible();
  await expect(other.getByRole("main")).toContainText(`You are signed in as ${email}.`);
  await other.getByRole("button", { name: "Sign out" }).click();
  await expect(other).toHaveURL(/\/sign-in/);
  await signIn(other, email);
  await expect(other.getByRole("heading", { name: "You don't belong to an organization yet" })).toBeVisible();
  await theirs.close();
});

test.describe("a role of the organization's own that only reads users", () => {
  test.use({ account: OTTO });

  test("has no boxes, before the program is there and after", async ({ page, secondBrowser }) => {
    const { id } = await send(page, "/organizations", { name: "Read only" });
    const { items } = await api(page, `/organizations/${id}/roles`);
    const from = items.find(({ key }) => key === "viewer").id;
    const permissions = ["organization.read", "members.read"];
    const role = await send(page, `/organizations/${id}/roles`, { name: "Reader", from, permissions });
    const invitation = { emails: [ADA], roles: [role.id], send_email: false };
    const { results } = await send(page, `/organizations/${id}/invitations`, invitation);
    const ada = await secondBrowser(ADA);
    await send(ada, "/invitations/accept", { token: results[0].link.split("#")[1] });
    const start = await withoutProgram(ada);
    await ada.goto(`/organizations/${id}/users`, { waitUntil: "commit" });
    await expect(firstRows(ada)).toHaveCount(2);
    await expect(firstRows(ada).locator("[data-check]")).toHaveCount(0);
    await expect(firstRows(ada).first()).toContainText("Reader");
    await expectTakenOver(ada, versionsOf(ada, id, ""), start);
    await expect(ada.getByRole("main").getByRole("checkbox")).toHaveCount(0);
  });
});
