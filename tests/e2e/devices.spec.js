// Devices, their groups and grants: in the demo's data, and in an organization of the reader's own.
import { VERA, expect, test } from "./fixtures.js";
import { api, organization, send } from "./app.js";
import { expectNoFaults } from "./axe.js";

const main = (page) => page.getByRole("main");
const rows = (page) => page.locator("[data-row-id]");
const names = (page) => rows(page).locator(".r-who__name bdi");
const dialog = (page) => page.getByRole("dialog");
const tree = (page) => page.getByRole("tree").first();
const line = (page, name) => tree(page).getByRole("treeitem", { name });

/** An organization of one's own, with two groups and three devices. */
async function ownOrganization(page) {
  const { id } = await send(page, "/organizations", { name: `Things ${Date.now().toString(36)}` });
  const berlin = await send(page, `/organizations/${id}/device-groups`, { name: "Berlin" });
  const station = await send(page, `/organizations/${id}/device-groups`, { name: "Ostkreuz", parent: berlin.id });
  const device = (name, group) =>
    send(page, `/organizations/${id}/devices`, { name, external_id: `D-${name}`, kind: "Pump", group });
  await device("Alpha", station.id);
  await device("Bravo", berlin.id);
  await device("Charlie");
  await page.goto(`/organizations/${id}/devices`);
  return id;
}

test("DEV-1 a device is created, edited, moved and deleted", async ({ page }) => {
  const id = await ownOrganization(page);
  await expect(names(page)).toHaveText(["Alpha", "Bravo", "Charlie"]);
  await page.getByRole("button", { name: "New device" }).click();
  await dialog(page).getByRole("button", { name: "Create device" }).click();
  await expect(dialog(page)).toContainText("Enter a name.");
  await dialog(page).getByLabel("Name", { exact: true }).fill("Delta");
  await dialog(page).getByLabel("External ID").fill("D-Alpha");
  await dialog(page).getByRole("button", { name: "Create device" }).click();
  await expect(dialog(page)).toContainText("Another device has this ID.");
  await dialog(page).getByLabel("External ID").fill("D-Delta");
  await dialog(page).getByRole("button", { name: "Create device" }).click();
  await expect(page.getByText("Delta created")).toBeVisible();
  await expect(names(page)).toHaveText(["Alpha", "Bravo", "Charlie", "Delta"]);

  await page.getByRole("button", { name: "Actions for Delta" }).click();
  await page.getByRole("menuitem", { name: "Edit device" }).click();
  await dialog(page).getByLabel("Name", { exact: true }).fill("Echo");
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await expect(names(page)).toHaveText(["Alpha", "Bravo", "Charlie", "Echo"]);

  await page.getByRole("button", { name: "Actions for Echo" }).click();
  await page.getByRole("menuitem", { name: "Move to group" }).click();
  await dialog(page).getByLabel("Group").selectOption({ label: "Berlin" });
  await dialog(page).getByRole("button", { name: "Move" }).click();
  await expect(page.getByText("1 device moved")).toBeVisible();
  await expect(line(page, /Berlin/)).toContainText("3");

  await page.getByRole("button", { name: "Actions for Echo" }).click();
  await page.getByRole("menuitem", { name: "Delete device" }).click();
  await expect(dialog(page)).toHaveAccessibleName("Delete Echo?");
  await expect(dialog(page)).toContainText("Nobody has a grant on it.");
  await dialog(page).getByRole("button", { name: "Delete device" }).click();
  await expect(names(page)).toHaveText(["Alpha", "Bravo", "Charlie"]);
  expect((await api(page, `/organizations/${id}/devices`)).total.count).toBe(3);
});

test("DEV-1 many devices are moved and deleted at once", async ({ page }) => {
  await ownOrganization(page);
  await page.getByRole("checkbox", { name: "Select Alpha" }).check();
  await page.getByRole("checkbox", { name: "Select Charlie" }).check();
  const bar = page.getByRole("toolbar", { name: /2 devices/ });
  await bar.getByRole("button", { name: "Move to group" }).click();
  await expect(dialog(page)).toContainText("2 devices");
  await dialog(page).getByLabel("Group").selectOption({ label: "Berlin" });
  await dialog(page).getByRole("button", { name: "Move" }).click();
  await expect(page.getByText("2 devices moved")).toBeVisible();
  await expect(line(page, /Berlin/)).toContainText("3");
  await page.getByRole("checkbox", { name: "Select Alpha" }).check();
  await page.getByRole("checkbox", { name: "Select Bravo" }).check();
  await bar.getByRole("button", { name: "Delete" }).click();
  await expect(dialog(page)).toHaveAccessibleName("Delete 2 devices?");
  await dialog(page).getByRole("button", { name: "Delete" }).click();
  await expect(names(page)).toHaveText(["Charlie"]);
});

test("DEV-1 the tree is one tab stop, filters by a group with its subgroups, and keeps it in the URL", async ({ page }) => {
  await ownOrganization(page);
  await line(page, /Berlin/).click();
  await expect(names(page)).toHaveText(["Alpha", "Bravo"]);
  await expect(page).toHaveURL(/group=grp_/);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(line(page, /Ostkreuz/)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(names(page)).toHaveText(["Alpha"]);
  await page.reload();
  await expect(names(page)).toHaveText(["Alpha"]);
  await expect(line(page, /Ostkreuz/)).toHaveAttribute("aria-selected", "true");
  await expect(tree(page).locator("[tabindex='0']")).toHaveCount(1);
  await line(page, /No group/).click();
  await expect(names(page)).toHaveText(["Charlie"]);
  await line(page, /All devices/).click();
  await expect(names(page)).toHaveText(["Alpha", "Bravo", "Charlie"]);
});

test("DEV-1 groups are created, renamed, moved and deleted with their numbers", async ({ page }) => {
  const id = await ownOrganization(page);
  const pane = page.locator(".r-treeside");
  await pane.getByRole("button", { name: "New group" }).click();
  await dialog(page).getByLabel("Name", { exact: true }).fill("Wien");
  await dialog(page).getByRole("button", { name: "Create group" }).click();
  await expect(line(page, /Wien/)).toBeVisible();
  await line(page, /Berlin/).click();
  await pane.getByRole("button", { name: "Actions for Berlin" }).click();
  await page.getByRole("menuitem", { name: "Rename group" }).click();
  await dialog(page).getByLabel("Name", { exact: true }).fill("Berlin-Mitte");
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await expect(line(page, /Berlin-Mitte/)).toBeVisible();
  await pane.getByRole("button", { name: "Actions for Berlin-Mitte" }).click();
  await page.getByRole("menuitem", { name: "Move group" }).click();
  await expect(dialog(page).getByLabel("Inside").getByRole("option")).toHaveText(["Top level", "Wien"]);
  await dialog(page).getByLabel("Inside").selectOption({ label: "Wien" });
  await dialog(page).getByRole("button", { name: "Move" }).click();
  await expect(line(page, /Wien/)).toContainText("2");
  await pane.getByRole("button", { name: "Actions for Berlin-Mitte" }).click();
  await page.getByRole("menuitem", { name: "Delete group" }).click();
  await expect(dialog(page)).toContainText("1 device and 1 subgroup move. 0 grants on the group end.");
  await dialog(page).getByRole("button", { name: "Delete group" }).click();
  await expect(page.getByText("Berlin-Mitte deleted")).toBeVisible();
  const { items } = await api(page, `/organizations/${id}/device-groups`);
  expect(items.map(({ name, devices }) => [name, devices])).toEqual([["Wien", 2], ["Ostkreuz", 1]]);
});

test("DEV-1 access is given, changed, ended and given back on the page of a device", async ({ page }) => {
  const { id } = await organization(page, "10234");
  const [device] = (await api(page, `/organizations/${id}/devices?group=none&limit=1`)).items;
  await page.goto(`/organizations/${id}/devices/${device.id}`);
  await expect(page.getByRole("heading", { name: device.name, level: 1 })).toBeVisible();
  await main(page).getByRole("button", { name: "Grant access" }).click();
  await dialog(page).getByRole("button", { name: "Grant access" }).click();
  await expect(dialog(page)).toContainText("Choose a user.");
  await dialog(page).getByRole("combobox", { name: "User" }).fill("Vera");
  await page.getByRole("option", { name: /Vera Novotná/ }).click();
  await dialog(page).getByLabel("Level").selectOption({ label: "Manage" });
  await dialog(page).getByLabel(/^Last day/).fill("2036-01-31");
  await dialog(page).getByRole("button", { name: "Grant access" }).click();
  await expect(page.getByText("Manage granted to Vera Novotná")).toBeVisible();
  await main(page).getByRole("button", { name: "By grant" }).click();
  const vera = rows(page).filter({ hasText: "Vera Novotná" });
  await expect(vera).toContainText("Manage");
  await expect(vera).toContainText("until 31 Jan 2036");
  await expect(vera).toContainText("then View");
  await expect(vera).toContainText("Role Viewer (View)");

  await vera.getByRole("button", { name: /^Change the grant of Vera Novotná/ }).click();
  await dialog(page).getByLabel("Level").selectOption({ label: "Operate" });
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await expect(vera).toContainText("Operate");
  await expectNoFaults(page);

  await vera.getByRole("button", { name: /^End the grant of Vera Novotná/ }).click();
  await expect(page.getByText(`Grant of Vera Novotná ended: ${device.name}`)).toBeVisible();
  await expect(vera).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(vera).toContainText("Operate");
  await vera.getByRole("button", { name: /^End the grant of Vera Novotná/ }).click();
  await expect(vera).toHaveCount(0);
});

test("DEV-1 the page of a user lists, gives and ends grants", async ({ page }) => {
  const { id } = await organization(page, "10234");
  const { items } = await api(page, `/organizations/${id}/members?q=eddie@acme.example`);
  await page.goto(`/organizations/${id}/users/${items[0].id}`);
  const section = page.getByRole("region", { name: "Devices" });
  await expect(section).toContainText("By role, this user has Operate on all devices.");
  await section.getByRole("button", { name: "Grant access" }).click();
  await dialog(page).getByLabel("Access to").selectOption({ label: "A group with its subgroups" });
  await dialog(page).getByLabel("Group", { exact: true }).selectOption({ label: "Porto" });
  await dialog(page).getByLabel("Level").selectOption({ label: "Manage" });
  await dialog(page).getByRole("button", { name: "Grant access" }).click();
  await expect(section.getByRole("listitem").filter({ hasText: "Porto" })).toContainText("Manage");
  await section.getByRole("button", { name: /^End the grant of Eddie Eriksson: Porto/ }).click();
  await expect(section.getByRole("listitem").filter({ hasText: "Porto" })).toHaveCount(0);
});

test("DEV-1 the demo's devices: numbers in the tree, no violations, also on a phone", async ({ page }) => {
  const { id } = await organization(page, "10234");
  await page.goto(`/organizations/${id}/devices`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("386");
  await expect(line(page, /All devices/)).toContainText("386");
  await expect(line(page, /^Berlin/)).toContainText("96");
  await expectNoFaults(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(tree(page)).toBeHidden();
  await page.getByRole("button", { name: "All devices" }).click();
  await page.locator("[popover]:popover-open").getByRole("treeitem", { name: /Porto/ }).click();
  await expect(page).toHaveURL(/group=grp_/);
  await expect(page.getByRole("button", { name: "Porto", exact: true })).toBeVisible();
  await expectNoFaults(page);
});

test.describe("in German", () => {
  test.use({ locale: "de-DE" });

  test("DEV-1 the list and a device are said in German", async ({ page }) => {
    const { id } = await organization(page, "10234");
    await page.goto(`/organizations/${id}/devices`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Geräte");
    await expect(line(page, /Alle Geräte/)).toContainText("386");
    await names(page).first().click();
    await expect(page.getByRole("heading", { name: "Wer Zugriff hat" })).toBeVisible();
    await expectNoFaults(page);
  });
});

test.describe("for a viewer", () => {
  test.use({ account: VERA });

  test("DEV-1 a viewer sees devices, and neither people nor buttons that change them", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("link", { name: "Devices" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("386");
    await expect(page.getByRole("button", { name: "New device" })).toHaveCount(0);
    await names(page).first().click();
    await expect(page.getByRole("heading", { name: "About this device" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Who can reach this device" })).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Edit device" })).toHaveCount(0);
  });
});
