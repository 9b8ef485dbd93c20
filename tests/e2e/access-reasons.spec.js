// Why somebody has access, on the page of the user (ROL-5): each source, and what goes with it.
import { expect, test } from "./fixtures.js";
import { api, organization } from "./app.js";
import { expectNoFaults } from "./axe.js";

/** A user of Acme with a grant, and what the API says of the access. */
async function somebodyWithGrant(page) {
  const { id } = await organization(page, "10234");
  const { items } = await api(page, `/organizations/${id}/members?status=active&limit=100`);
  for (const member of items) {
    const access = await api(page, `/organizations/${id}/members/${member.id}/access`);
    if (access.sources.some(({ grant, lowered_devices: lowered }) => grant && lowered)) {
      return { path: `/organizations/${id}/users/${member.id}`, access };
    }
  }
  throw new Error("nobody has a grant that counts");
}

test("ROL-5 the page says what each role and grant gives, and what goes with it", async ({ page }) => {
  const { path, access } = await somebodyWithGrant(page);
  await page.goto(path);
  const section = page.getByRole("region", { name: "Access", exact: true });
  const grants = access.sources.filter(({ grant }) => grant);
  const { grant, lowered_devices: lowered } = grants.find(({ lowered_devices: lowered }) => lowered);
  const row = section.getByRole("listitem").filter({ hasText: (grant.device ?? grant.group).name }).first();
  const devices = lowered === 1 ? "1 device" : `${lowered} devices`;
  await expect(row).toContainText(`Without it, the user has a lower level on ${devices}.`);
  for (const { role } of access.sources.filter(({ role }) => role)) {
    await expect(section.getByRole("listitem").filter({ hasText: `${role.name} in Acme` })).toContainText("Without it");
  }

  const number = access.permissions.length;
  await section.getByText(number === 1 ? "1 permission" : `${number} permissions`, { exact: true }).click();
  const permissions = section.locator("details").last().getByRole("listitem");
  await expect(permissions).toHaveCount(number);
  await expectNoFaults(page);
});
