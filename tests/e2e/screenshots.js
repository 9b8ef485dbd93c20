// Draws the pictures of the documentation: the main screens, wide and on a phone, light and dark.
import { fileURLToPath } from "node:url";

import { ADA, expect, test } from "./fixtures.js";
import { membersFound, openUsers, organization, switchButton, switcher, userRows } from "./app.js";

const FOLDER = fileURLToPath(new URL("../../docs/screenshots/", import.meta.url));

const SCREENS = {
  "users": (page) => openUsers(page, "10234", "?sort=-member_since"),
  "organization-switcher": async (page) => {
    await openUsers(page, "10234", "?sort=-member_since");
    await switchButton(page).click();
    await expect(switcher(page).getByRole("option").nth(1)).toBeVisible();
  },
  "user": async (page) => {
    const { id } = await organization(page, "10234");
    const [member] = await membersFound(page, "10234", "juergen.grossmann@acme.example");
    await page.goto(`/organizations/${id}/users/${member.id}`);
    await expect(page.getByRole("heading", { name: "Jürgen Großmann", level: 1 })).toBeVisible();
  },
};

const SIZES = { wide: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ["light", "dark"]) {
    test.describe(`${size}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme });

      const draw = async (page, name) => {
        await page.evaluate(() => document.fonts.ready);
        await page.screenshot({ path: `${FOLDER}${name}-${size}-${colorScheme}.png`, animations: "disabled" });
      };

      test.describe("signed in", () => {
        test.use({ account: ADA });
        for (const [name, open] of Object.entries(SCREENS)) {
          test(name, async ({ page }) => {
            await open(page);
            await draw(page, name);
          });
        }

        // The portal itself is light only, and Roster follows it.
        test("portal", async ({ page }) => {
          test.skip(colorScheme === "dark");
          const { id } = await organization(page, "10234");
          await page.goto(`/portal/users/organizations/${id}/users?sort=-member_since`);
          await expect(userRows(page).first()).toBeVisible();
          await draw(page, "portal");
        });
      });

      test.describe("signed out", () => {
        test.use({ account: null });
        test("sign-in", async ({ page }) => {
          await page.goto("/sign-in");
          await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
          await draw(page, "sign-in");
        });
      });
    });
  }
}
