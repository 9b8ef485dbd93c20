// Languages that come when they are asked for, also when they do not come.
import { expect, test } from "./fixtures.js";
import { openUsers } from "./app.js";

const TEXTS = "**/assets/snippets/parts/split_texts_de-*.wasm";

// What fetches parts complains of each that does not come.
test.use({ expectedComplaints: [/Failed to fetch/] });

const choose = async (page, language) => {
  await page.getByRole("button", { name: /^(Your account|Ihr Konto)/ }).click();
  await page.getByRole("menuitem", { name: /^(Preferences|Einstellungen)$/ }).click();
  await page.getByRole("combobox", { name: /^(Language of this browser|Sprache in diesem Browser)$/ }).selectOption(language);
};

const title = (page) => page.getByRole("heading", { level: 1 });

test("a language that does not come leaves the one in use, says so, and can be chosen again", async ({ page }) => {
  await openUsers(page);
  await page.route(TEXTS, (route) => route.abort());
  await choose(page, "Deutsch");
  await expect(page.getByText("The language couldn't be loaded.")).toBeVisible();
  await expect(title(page)).toContainText("Your account");
  await page.unroute(TEXTS);
  await choose(page, "Deutsch");
  await expect(title(page)).toContainText("Ihr Konto");
  await page.reload();
  await expect(title(page)).toContainText("Ihr Konto");
});

test("an app whose language does not come when it starts speaks English", async ({ page }) => {
  await openUsers(page);
  await choose(page, "Deutsch");
  await expect(title(page)).toContainText("Ihr Konto");
  await page.route(TEXTS, (route) => route.abort());
  await page.reload();
  await expect(title(page)).toContainText("Your account");
});
