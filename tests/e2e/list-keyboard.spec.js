// The list by keyboard, by input methods, by links that are wrong, and under a browser's translation.
import { SAM, expect, test } from "./fixtures.js";
import { apiIds, columnHead, expectRows, openUsers, organization, userRows, usersTable } from "./app.js";
import { translate } from "./translate.js";

const search = (page) => page.getByRole("searchbox", { name: "Search users" });
const chip = (page, name) => page.getByRole("group", { name: "Filters" }).getByRole("button", { name });
const foot = (page) => page.locator(".r-tablefoot");
const NOT_FOUND = "We can't show this page";

/** An input method in the field that has the focus. */
async function inputMethod(page) {
  const browser = await page.context().newCDPSession(page);
  return {
    compose: (text) =>
      browser.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length }),
    confirm: (text) => browser.send("Input.insertText", { text }),
  };
}

/** Presses a key that belongs to an input method on what has the focus; whether the page let the browser have it. */
const pressComposing = (page, key) =>
  page.evaluate((key) => {
    const deepest = (root) => (root.activeElement?.shadowRoot ? deepest(root.activeElement.shadowRoot) : root.activeElement);
    const event = new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true, composed: true });
    return deepest(document).dispatchEvent(event);
  }, key);

test("F6 what is composed in the search survives the answers that arrive meanwhile", async ({ page }) => {
  const id = await openUsers(page);
  await page.route(/\/members\?.*\bq=/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 150));
    await route.continue();
  });
  await search(page).focus();
  const { compose, confirm } = await inputMethod(page);
  for (const text of ["g", "gr", "gra", "grac", "grace"]) {
    await compose(text);
    await page.waitForTimeout(200);
    await expect(search(page)).toHaveValue(text);
  }
  await confirm("grace");
  await expect(search(page)).toHaveValue("grace");
  await expectRows(page, await apiIds(page, id, "q=grace"));
  await expect(search(page)).toHaveValue("grace");
});

test("F6 what is typed in the middle of a search stays there", async ({ page }) => {
  await openUsers(page);
  await search(page).pressSequentially("lovelace");
  await page.keyboard.press("Home");
  await search(page).pressSequentially("ada ", { delay: 120 });
  await expect(search(page)).toHaveValue("ada lovelace");
  await expect.poll(() => new URL(page.url()).searchParams.get("q")).toBe("ada lovelace");
  await expect(search(page)).toHaveValue("ada lovelace");
});

test("F7 Enter that confirms a composition makes no token and chooses no organization", async ({ page }) => {
  await openUsers(page);
  await page.getByRole("button", { name: "Invite users" }).click();
  const sheet = page.getByRole("dialog", { name: "Invite users" });
  const field = sheet.getByLabel("Email addresses");
  await field.fill("ada@compose.example");
  expect(await pressComposing(page, "Enter")).toBe(true);
  await expect(field).toHaveValue("ada@compose.example");
  await expect(sheet.locator(".r-token")).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(sheet.locator(".r-token")).toHaveCount(1);
  await page.keyboard.press("Escape");

  const here = page.url();
  await page.getByRole("button", { name: /Switch organization/ }).click();
  const find = page.getByRole("combobox", { name: "Find an organization" });
  await find.fill("Nordlicht");
  expect(await pressComposing(page, "Enter")).toBe(true);
  await expect(find).toBeVisible();
  expect(page.url()).toBe(here);
});

test("U14 clearing a filter gives the focus to its chip", async ({ page }) => {
  await openUsers(page, "10234", "?status=active");
  await page.getByRole("button", { name: "Clear filter Status" }).press("Enter");
  await expect(chip(page, "Status")).toBeFocused();
  await expect(usersTable(page)).toHaveAccessibleName("Users, 1,248");
});

test("U14 a popover that one leaves by Tab closes", async ({ page }) => {
  await openUsers(page);
  await chip(page, "2FA").press("Enter");
  const panel = page.getByRole("dialog", { name: "Filter by 2FA" });
  await expect(panel.getByRole("checkbox").first()).toBeVisible();
  for (let press = 0; press < 12 && (await panel.isVisible()); press++) await page.keyboard.press("Tab");
  await expect(panel).toBeHidden();
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
});

test("U14 Undo stays for the keyboard, is next in order, and has a key", async ({ page }) => {
  await page.clock.install();
  await openUsers(page, "10234", "?status=inactive");
  const views = page.getByRole("button", { name: "Views" });
  await views.press("Enter");
  const panel = page.getByRole("dialog", { name: "Views" });
  await panel.getByLabel("View name").fill("By keys");
  await page.keyboard.press("Enter");
  await expect(page.getByText("View “By keys” saved")).toBeVisible();
  // The test's clock can't stop a timer that runs already.
  await page.clock.fastForward(9_000);
  await expect(page.getByText("View “By keys” saved")).toBeHidden();
  await panel.getByRole("button", { name: "Delete view “By keys”" }).press("Enter");
  const undo = page.getByRole("button", { name: "Undo" });
  await expect(undo).toBeVisible();
  await page.clock.fastForward(60_000);
  await expect(undo).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(views).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(undo).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(views).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(undo).not.toBeFocused();
  const before = await page.evaluateHandle(() => document.activeElement);
  await page.keyboard.press("F8");
  await expect(undo).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("View “By keys” saved")).toBeVisible();
  expect(await before.evaluate((element) => element === document.activeElement)).toBe(true);

  // Leave nothing behind.
  await views.click();
  await panel.getByRole("button", { name: "Delete view “By keys”" }).click();
  await expect(undo).toBeVisible();
  // By a pointer it goes after eight seconds, unless one points at it.
  await page.mouse.move(5, 5);
  await page.clock.fastForward(9_000);
  await expect(undo).toBeHidden();
});

test("U26 an invalid search says that the rows are those of the search before", async ({ page }) => {
  await openUsers(page);
  await search(page).fill("grace");
  await expect.poll(() => new URL(page.url()).searchParams.get("q")).toBe("grace");
  await search(page).fill("grace phone:7");
  await expect(page.getByText("“phone:” can't be searched. Use first:, last:, email:, signature: or supervisor:.")).toBeVisible();
  await expect(foot(page)).toContainText("Results of the previous search");
  await search(page).fill("grace");
  await expect(foot(page)).not.toContainText("previous");
  await expect(page.getByText("can't be searched")).toHaveCount(0);
});

test("U26 a link with an invalid search opens with the search, its problem, and no rows", async ({ page }) => {
  const { id } = await organization(page, "10234");
  await page.goto(`/organizations/${id}/users?q=%22ada&status=active`);
  await expect(search(page)).toHaveValue('"ada');
  await expect(search(page)).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText("Add the closing quotation mark, or remove the opening one.")).toHaveCount(2);
  await expect(userRows(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Export" })).toHaveCount(0);
  // It stays in the URL, also when something else of it changes.
  await page.getByRole("button", { name: "Clear filter Status" }).click();
  await expect.poll(() => new URL(page.url()).search).toBe("?q=%22ada");
  await expect(userRows(page)).toHaveCount(0);
  await search(page).fill('"ada"');
  await expectRows(page, await apiIds(page, id, "q=%22ada%22"));
  await page.goto(`/organizations/${id}/users?q=phone:7`);
  await page.getByRole("main").getByRole("button", { name: "Clear search" }).click();
  await expect(search(page)).toHaveValue("");
  await expectRows(page, await apiIds(page, id));
});

test.describe("in German", () => {
  test.use({ locale: "de-DE" });

  test("U26 fields have their German names, and the problem names the word", async ({ page }) => {
    const { id } = await organization(page, "10234");
    await page.goto(`/organizations/${id}/users`);
    const field = page.getByRole("searchbox", { name: "Benutzer suchen" });
    await expect(field).toHaveAccessibleDescription(/Felder: vorname, nachname, e-mail, kürzel, vorgesetzte\./);
    await field.fill("telefon:7");
    await expect(page.getByText(/„telefon:“.*Verwenden Sie vorname:, nachname:, e-mail:, kürzel: oder vorgesetzte:\./)).toBeVisible();
    await field.fill("nachname:lovelace");
    await expect.poll(() => new URL(page.url()).searchParams.get("q")).toBe("nachname:lovelace");
    await expect(page.locator("[data-row-id]").first()).toContainText("Lovelace");
  });
});

test("U28 different days of long ago look different", async ({ page }) => {
  await openUsers(page, "10234", "?sort=member_since&status=active&columns=name,member_since");
  const seen = await userRows(page).locator("time").evaluateAll((times) => times.map((time) => [time.dateTime.slice(0, 10), time.firstChild.data]));
  expect(seen.length).toBeGreaterThan(5);
  const days = new Set(seen.map(([day]) => day));
  expect(new Set(seen.map(([, text]) => text)).size).toBe(days.size);
  for (const [, text] of seen) expect(text).not.toMatch(/years? ago|months? ago/);
});

test("U30 every page that is not found looks the same", async ({ page }) => {
  const { id } = await organization(page, "10234");
  const look = async (path) => {
    await page.goto(path);
    const heading = page.getByRole("heading", { level: 1, name: NOT_FOUND });
    await expect(heading).toBeVisible();
    await expect(page).toHaveTitle(/We can't show this page/);
    return heading.evaluate((heading) => {
      const panel = heading.closest(".r-empty");
      const [outer, inner] = [panel.closest("main").getBoundingClientRect(), heading.getBoundingClientRect()];
      const centre = (box) => box.left + box.width / 2;
      return {
        text: panel.innerText,
        link: panel.querySelector("a").pathname,
        size: getComputedStyle(heading).fontSize,
        background: getComputedStyle(panel.closest("main")).backgroundColor,
        isCentred: Math.abs(centre(outer) - centre(inner)) < 2,
        top: Math.round(inner.top / 10),
      };
    });
  };
  const first = await look("/nonsense");
  expect(first.isCentred).toBe(true);
  for (const path of [
    "/organizations/org_00000000000000000000000001/users",
    "/organizations/nonsense",
    `/organizations/${id}/users/mem_00000000000000000000000001`,
    `/organizations/${id}/companies/cmp_00000000000000000000000001`,
    `/organizations/${id}/nonsense`,
  ]) {
    expect(await look(path), path).toEqual(first);
  }
});

test.describe("as support", () => {
  test.use({ account: SAM });

  test("U31 a name from right to left is cut at its own end in every column", async ({ page }) => {
    await openUsers(page, "30155");
    await search(page).fill("يوسف");
    const row = userRows(page).filter({ hasText: "يوسف بن عبد الله" }).first();
    await expect(row).toBeVisible();
    const cells = await row.evaluate((row) => {
      const boxes = [...row.querySelectorAll("bdi")].filter((box) => /\p{Script=Arabic}/u.test(box.textContent));
      return boxes.map((box) => {
        box.textContent = "يوسف بن عبد الله ".repeat(12);
        const style = getComputedStyle(box);
        const letter = document.createRange();
        letter.setStart(box.firstChild, 0);
        letter.setEnd(box.firstChild, 1);
        const [first, whole] = [letter.getBoundingClientRect(), box.closest("td, th").getBoundingClientRect()];
        return [style.direction, style.overflowX, first.left >= whole.left - 1 && first.right <= whole.right + 1];
      });
    });
    expect(cells.length).toBeGreaterThan(0);
    for (const cell of cells) expect(cell).toEqual(["rtl", "hidden", true]);
  });
});

/** Each row shows the person of its identifier. */
async function expectOwnNames(page, id) {
  await expect(userRows(page).nth(3)).toBeAttached();
  const rows = await userRows(page).evaluateAll((rows) =>
    rows.map((row) => [row.dataset.rowId, row.querySelector("a bdi").textContent, row.querySelector("[data-menu]").ariaLabel]),
  );
  for (const [member, shown, menu] of rows.slice(0, 6)) {
    const answer = await page.request.get(`/api/v1/organizations/${id}/members/${member}`);
    const { name, email } = await answer.json();
    expect([shown, menu]).toEqual([name ?? email, `Actions for ${name ?? email}`]);
  }
}

for (const [width, height] of [[1280, 800], [390, 844]]) {
  test(`F1 under a browser's translation every row shows its own person at ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const id = await openUsers(page);
    expect(await translate(page)).toBeGreaterThan(10);
    await expectOwnNames(page, id);

    if (width > 600) {
      await columnHead(page, "Member since").getByRole("button").click();
      await expectRows(page, await apiIds(page, id, "sort=member_since"));
      await expectOwnNames(page, id);
    }
    await page.locator(".r-scroll").evaluate((box) => box.scrollTo(0, 4_000));
    await expect(foot(page)).not.toContainText("1–");
    await expectOwnNames(page, id);

    await translate(page);
    await search(page).fill("jo*");
    const sort = width > 600 ? "&sort=member_since" : "";
    const found = await apiIds(page, id, `q=jo*${sort}`);
    await expectRows(page, found);
    await expectOwnNames(page, id);
    await expect(foot(page)).toContainText(`of ${found.length}`);

    await translate(page);
    await search(page).fill("nobody is called this");
    await expect(page.getByText("No user matches “nobody is called this”")).toBeVisible();
    await translate(page);
    await search(page).fill("nor this");
    await expect(page.getByText("No user matches “nor this”")).toBeVisible();
  });
}

test("F1 the number of selected rows stays right under a translation", async ({ page }) => {
  await openUsers(page);
  const box = (row) => userRows(page).nth(row).getByRole("checkbox");
  await box(0).check();
  await expect(page.getByRole("toolbar")).toContainText("1 selected");
  await translate(page);
  await box(1).check();
  await expect(page.getByRole("toolbar")).toContainText("2 selected");
  await box(1).uncheck();
  await expect(page.getByRole("toolbar")).toContainText("1 selected");
});
