// The styles of what comes in parts: not there with the list, but with the first part that is shown.
import { expect, test } from "./fixtures.js";
import { openUsers, organization, userRows } from "./app.js";

const SHEET = "**/assets/parts-*.css";

const openStatus = (page) =>
  page.getByRole("group", { name: "Filters" }).getByRole("button", { name: "Status" }).click();
const panel = (page) => page.getByRole("dialog", { name: "Filter by status" });
const values = (page) => panel(page).getByRole("checkbox");

/** Notes each time that the page asks for the sheet. */
function sheetsAsked(page) {
  const asked = [];
  page.on("request", (request) => {
    if (request.url().includes("/assets/parts-")) asked.push(request.url());
  });
  return asked;
}

/** That the panel's foot is arranged in a row, which only this sheet says. */
async function expectStyled(page) {
  await expect(values(page).first()).toBeVisible();
  const clear = panel(page).getByRole("button", { name: "Clear" });
  expect(await clear.evaluate((button) => getComputedStyle(button.parentElement).display)).toBe("flex");
}

const PLACES = {
  "a page of its own": (page) => openUsers(page),
  "the portal": async (page) => {
    const { id } = await organization(page, "10234");
    await page.goto(`/portal/users/organizations/${id}/users`);
    await expect(userRows(page).first()).toBeVisible();
  },
};

for (const [place, open] of Object.entries(PLACES)) {
  test(`on ${place} the sheet comes with the first panel, which is not drawn before`, async ({ page }) => {
    const asked = sheetsAsked(page);
    await open(page);
    await page.waitForLoadState("networkidle");
    expect(asked).toEqual([]);

    let letThrough;
    const held = new Promise((resolve) => {
      letThrough = resolve;
    });
    await page.route(SHEET, async (route) => {
      await held;
      await route.continue();
    });
    const asking = page.waitForRequest(SHEET);
    await openStatus(page);
    await asking;
    await expect(panel(page)).toBeAttached();
    await expect(values(page)).toHaveCount(0);
    letThrough();
    await expectStyled(page);

    await page.keyboard.press("Escape");
    await openStatus(page);
    await expectStyled(page);
    expect(asked).toHaveLength(1);
  });

  test(`on ${place} a sheet that does not come is said, and trying again helps`, async ({ page }) => {
    await open(page);
    await page.route(SHEET, (route) => route.abort());
    await openStatus(page);
    await expect(panel(page).getByText("This page couldn't be loaded")).toBeVisible();
    await expect(values(page)).toHaveCount(0);
    await page.unroute(SHEET);
    await panel(page).getByRole("button", { name: "Try again" }).click();
    await expectStyled(page);
  });
}

test.describe("signed out", () => {
  test.use({ account: null });

  test("what begins with a part asks for the sheet before the program is there", async ({ page }) => {
    await page.route("**/assets/roster-web-*.wasm", () => {});
    const asking = page.waitForRequest(SHEET);
    await page.goto("/sign-in");
    expect((await (await asking).response()).status()).toBe(200);
  });
});
