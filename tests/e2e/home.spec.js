// The home of an organization: where everybody lands who does not see its users.
import { EDDIE, VERA, expect, test } from "./fixtures.js";
import { organization, switchTo, usersTable } from "./app.js";

const main = (page) => page.getByRole("main");
const navigation = (page) => page.getByRole("navigation", { name: "Organization" });
const abilities = (page) => main(page).getByRole("region", { name: "What you can do" });
const atHome = async (page, id) => {
  await expect(abilities(page)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/organizations/${id}$`));
};

test.describe("U4 as an editor", () => {
  test.use({ account: EDDIE });

  test("the start leads to a home that says what one can do and whom to ask", async ({ page }) => {
    const { id } = await organization(page, "10234");
    await page.goto("/");
    await atHome(page, id);
    await expect(page).toHaveTitle(/^Home · Acme Facility Services/);
    await expect(main(page).getByRole("heading", { level: 1 })).toHaveText("Acme Facility Services");
    await expect(main(page)).toContainText("No. 10234");
    await expect(main(page)).toContainText("Invited by Ada Lovelace");
    await expect(main(page)).toContainText("Acme Berlin");
    await expect(abilities(page)).toContainText("You have one role in this organization.");
    await expect(abilities(page).getByRole("listitem").filter({ hasText: /^You/ })).toHaveText([
      "You can view devices and dashboards.",
      "You can change device settings.",
      "You can't view other users.",
      "You can't view the organization's settings.",
    ]);
    const help = main(page).getByRole("complementary", { name: "Help and account" });
    await expect(help.getByRole("link", { name: "ada@acme.example" })).toHaveAttribute("href", "mailto:ada@acme.example");
    await expect(help).toContainText("eddie@acme.example");
    await expect(help).toContainText("2FA off");
  });

  test("neither users nor roles are offered, and every link to them leads home", async ({ page }) => {
    const { id } = await organization(page, "10234");
    for (const below of ["/users", "/users?q=grace", "/roles", "/users/mem_01dxf6dt0q0000000000000000"]) {
      await page.goto(`/organizations/${id}${below}`);
      await atHome(page, id);
      await expect(usersTable(page)).toHaveCount(0);
      await expect(page.getByText(/administrators see|not shared/)).toHaveCount(0);
    }
    await expect(navigation(page).getByRole("link")).toHaveText(["Home", /^Devices/]);
    await expect(navigation(page).getByRole("link", { name: "Home" })).toHaveAttribute("aria-current", "page");
  });

  test("what the server does not permit is not promised, whatever the role is called", async ({ page }) => {
    await page.route(/\/api\/v1\/(organizations\/org_\w+$|start\?)/, async (route) => {
      const response = await route.fetch();
      const answer = await response.json();
      const organization = { ...(answer.organization ?? answer), permissions: ["organization.read"] };
      await route.fulfill({ response, json: answer.organization ? { ...answer, organization } : organization });
    });
    const { id } = await organization(page, "10234");
    await page.goto(`/organizations/${id}`);
    await expect(abilities(page)).toContainText("Editor");
    await expect(abilities(page)).toContainText("Your roles don't allow anything else here yet.");
    await expect(abilities(page)).not.toContainText(/You can /);
  });

  test("in a portal with a navigation of its own the account is on the page", async ({ page }) => {
    const { id } = await organization(page, "10234");
    await page.goto(`/portal/users/organizations/${id}/users`);
    const element = page.locator("roster-admin");
    await expect(element.getByRole("heading", { name: "Acme Facility Services", level: 1 })).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`/portal/users/organizations/${id}$`));
    await element.getByRole("button", { name: "Your account: Eddie Eriksson" }).click();
    await expect(element.getByRole("menuitem", { name: "Sign out" })).toBeVisible();
  });
});

test.describe("U4 as a viewer", () => {
  test.use({ account: VERA });

  test("there are fewer promises", async ({ page }) => {
    const { id } = await organization(page, "10234");
    await page.goto(`/organizations/${id}`);
    await expect(abilities(page)).toContainText("You can view devices and dashboards.");
    await expect(abilities(page)).toContainText("You can't change device settings.");
  });
});

test("U4 administrators are named only where the organization has decided so, and a home is left by switching", async ({ page }) => {
  const nordlicht = await organization(page, "20817");
  await page.goto(`/organizations/${nordlicht.id}/users`);
  await atHome(page, nordlicht.id);
  await expect(main(page)).toContainText("Ask an administrator of Nordlicht Hotels.");
  // Whoever invited her is known to her; how to reach an administrator is not said.
  await expect(main(page)).toContainText("Invited by Otto Hansen");
  await expect(main(page).getByRole("link", { name: /@/ })).toHaveCount(0);
  // Ada administers this one.
  await switchTo(page, "10234");
  await expect(usersTable(page)).toBeVisible();
  await expect(navigation(page).getByRole("link")).toHaveText([/^Users/, "Roles", "Companies", /^Devices/, /^Access requests/, /^Contacts/, "Audit log", "Settings"]);
  await switchTo(page, "20817");
  await atHome(page, nordlicht.id);
});
