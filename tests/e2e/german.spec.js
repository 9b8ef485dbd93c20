// German is longer: what matters is shown whole at every width, and roles are called as the mails call them.
import { ADA, expect, test } from "./fixtures.js";
import { organization } from "./app.js";

test.use({ account: ADA, locale: "de-DE" });

const rows = (page) => page.getByRole("table", { name: /^Benutzer, / }).locator("[data-row-id]");

/** The statuses and dates of which a part is cut away. */
const cut = (page) =>
  rows(page).evaluateAll((rows) => {
    const isCut = (element) => {
      const cell = element.closest("td, th");
      const [own, box, style] = [element.getBoundingClientRect(), cell.getBoundingClientRect(), getComputedStyle(cell)];
      const end = box.right - parseFloat(style.paddingInlineEnd);
      return own.width > 0 && (own.right > end + 0.5 || own.bottom > box.bottom + 0.5);
    };
    const parts = rows.flatMap((row) => [...row.querySelectorAll("[data-status] > span, time, .r-who__when > :nth-child(2)")]);
    return parts.filter(isCut).map((part) => part.textContent);
  });

for (const [width, height] of [[1280, 800], [720, 800], [390, 844]]) {
  test(`U9 neither status nor dates are cut in German at ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const { id } = await organization(page, "10234");
    for (const view of ["", "?status=invited,expired", "?sort=-member_since"]) {
      await page.goto(`/organizations/${id}/users${view}`);
      await expect(rows(page).first()).toBeVisible();
      expect(await cut(page)).toEqual([]);
    }
    await expect(rows(page).first()).toContainText(/Administrator|Bearbeiter|Betrachter/);
    if (width < 600) {
      // On cards the message of an invitation gives way, not the word before the date.
      await page.goto(`/organizations/${id}/users?status=invited`);
      await expect(rows(page).first()).toBeVisible();
      const words = rows(page).locator(".r-who__when > :first-child");
      expect(await words.evaluateAll((words) => words.filter((word) => word.scrollWidth > word.clientWidth).length)).toBe(0);
    }
    await page.goto(`/organizations/${id}/users?status=invited`);
    await expect(rows(page).first()).toContainText(/Eingeladen (noch \d+ Tage?|endet heute)/);
    expect(await rows(page).allInnerTexts().then((texts) => texts.join(" "))).not.toMatch(/Viewer|Editor/);
  });
}

test("what is cut is seen to be cut", async ({ page }) => {
  const { id } = await organization(page, "10234");
  await page.goto(`/organizations/${id}/users?status=invited&widths=status:60`);
  await expect(rows(page).first()).toBeVisible();
  expect((await cut(page)).length).toBeGreaterThan(0);
});

test("U9 predefined roles are named in German wherever roles are", async ({ page }) => {
  const { id } = await organization(page, "10234");
  await page.goto(`/organizations/${id}/roles`);
  await expect(page.locator("[data-row-id]")).toContainText(["Administrator", "Bearbeiter", "Betrachter"]);
  await expect(page.getByRole("main")).toContainText("Kann Geräte ansehen, aber nichts ändern.");
  await expect(page.getByRole("main")).not.toContainText(/Viewer|Editor/);
  await page.goto(`/organizations/${id}/users`);
  await page.getByRole("button", { name: "Rolle", exact: true }).click();
  await expect(page.getByRole("checkbox", { name: /^Betrachter/ })).toBeVisible();
});

test("U9 on a phone no page in German is wider than the screen", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { id } = await organization(page, "10234");
  const word = "x".repeat(150);
  const pages = [
    ["users", rows(page).first()],
    ["roles", page.locator(".r-matrix")],
    [`users?q=${word}`, page.getByText("Keine Treffer")],
  ];
  for (const [path, content] of pages) {
    await page.goto(`/organizations/${id}/${path}`);
    await expect(content).toBeVisible();
    const beyond = await page.evaluate(() => {
      const texts = [...document.querySelectorAll("h1, h2, .r-empty p, .r-page__head .r-btn, .r-matrix")];
      return texts.filter((text) => text.getBoundingClientRect().right > innerWidth - 15).map((text) => text.textContent);
    });
    expect(beyond, path).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  }
});
