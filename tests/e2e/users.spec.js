import { expect, test } from "./fixtures.js";
import {
  api, apiIds, columnHead, expectRows, membersFound, openUsers, organization, rowIds, userRows, usersTable,
} from "./app.js";

const search = (page) => page.getByRole("searchbox", { name: "Search users" });
const filter = (page, name) => page.getByRole("group", { name: "Filters" }).getByRole("button", { name });
const parameters = (page) => new URL(page.url()).searchParams;

/** Ticks values in the list behind a filter. */
async function choose(page, name, ...values) {
  await filter(page, name).click();
  const list = page.getByRole("dialog", { name: `Filter by ${name.toLowerCase()}` });
  for (const value of values) await list.getByRole("checkbox", { name: value }).click();
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
}

test("the list says how many there are and shows the first in the API's order", async ({ page }) => {
  const id = await openUsers(page);
  await expect(usersTable(page)).toHaveAccessibleName("Users, 1,248");
  await expect(page.getByRole("main")).toContainText("of 1,248");
  await expectRows(page, await apiIds(page, id));
});

for (const [name, column] of [["Name", "name"], ["Email", "email"], ["Status", "status"], ["Member since", "member_since"]]) {
  test(`a press on ${name} sorts by it, another turns it round`, async ({ page }) => {
    const id = await openUsers(page, "10234", column === "name" ? "?sort=email" : "");
    for (const [sort, direction] of [[column, "ascending"], [`-${column}`, "descending"]]) {
      await columnHead(page, name).getByRole("button", { name, exact: true }).click();
      await expect(columnHead(page, name)).toHaveAttribute("aria-sort", direction);
      await expectRows(page, await apiIds(page, id, `sort=${sort}`));
      await expect(usersTable(page).locator("[aria-sort]")).toHaveCount(1);
      expect(parameters(page).get("sort") ?? "name").toBe(sort);
    }
  });
}

test("filters by role and status add up, are in the address, and can be cleared one by one", async ({ page }) => {
  const id = await openUsers(page);
  const { items: roles } = await api(page, `/organizations/${id}/roles`);
  const editor = roles.find((role) => role.key === "editor");

  await choose(page, "Role", "Editor");
  await expectRows(page, await apiIds(page, id, `role=${editor.id}`));
  await choose(page, "Status", "Invited", "Expired");
  const asked = `role=${editor.id}&status=invited,expired`;
  await expectRows(page, await apiIds(page, id, asked));
  expect(parameters(page).get("role")).toBe(editor.id);
  expect(parameters(page).get("status").split(",").sort()).toEqual(["expired", "invited"]);
  const { total } = await api(page, `/organizations/${id}/members?${asked}`);
  await expect(usersTable(page)).toHaveAccessibleName(`Users, ${total.count}`);

  await page.getByRole("button", { name: "Clear filter Role" }).click();
  await expect(usersTable(page)).toHaveAccessibleName("Users, 52");
  expect(parameters(page).has("role")).toBe(false);
  await page.getByRole("button", { name: "Clear filter Status" }).click();
  await expect(usersTable(page)).toHaveAccessibleName("Users, 1,248");
  expect(parameters(page).has("status")).toBe(false);
});

test("the search finds without accents and case, with wildcards, and by signature", async ({ page }) => {
  await openUsers(page);
  const [juergen] = await membersFound(page, "10234", "juergen.grossmann@acme.example");
  for (const text of ["GROSSMANN jurgen", "*grossmann@acme*", "jürgen großmann"]) {
    await search(page).fill(text);
    await expect.poll(() => parameters(page).get("q")).toBe(text);
    await expect(page.locator(`[data-row-id="${juergen.id}"]`)).toBeVisible();
    await expectRows(page, (await membersFound(page, "10234", text)).map((member) => member.id));
  }
  await search(page).fill(juergen.signature);
  await expect(page.locator(`[data-row-id="${juergen.id}"]`)).toBeVisible();
});

test("what is typed while the organization is still on its way is searched for", async ({ page }) => {
  const { id } = await organization(page, "10234");
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(new RegExp(`/api/v1/organizations/${id}(/members\\?.*)?$`), async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(`/organizations/${id}/users`);
  const search = page.getByRole("searchbox");
  await search.pressSequentially("grace.");
  release();
  await expect(page.getByRole("button", { name: "Invite" }).first()).toBeVisible();
  await expect(search).toHaveValue("grace.");
  await search.pressSequentially("hopper");
  await expect(userRows(page)).toHaveCount(1);
  await expect(search).toBeFocused();
});

test("a slash leads to the search", async ({ page }) => {
  await openUsers(page);
  await page.keyboard.press("/");
  await expect(search(page)).toBeFocused();
  await expect(search(page)).toHaveValue("");
});

test("a search without a match repeats it and offers to clear it", async ({ page }) => {
  await openUsers(page);
  await search(page).fill("nobody is called this");
  await expect(page.getByText("No user matches “nobody is called this”")).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "Clear search" }).last().click();
  await expect(usersTable(page)).toHaveAccessibleName("Users, 1,248");
  await expect(search(page)).toHaveValue("");
});

test("scrolling brings the next pages, each user once and in the API's order", async ({ page }) => {
  const id = await openUsers(page);
  const expected = [];
  let cursor = "";
  while (expected.length < 250) {
    const list = await api(page, `/organizations/${id}/members?limit=50${cursor}`);
    expected.push(...list.items.map((member) => member.id));
    cursor = `&cursor=${encodeURIComponent(list.next_cursor)}`;
  }
  const seen = [];
  await userRows(page).first().hover();
  await expect(async () => {
    for (const row of await rowIds(page)) if (!seen.includes(row)) seen.push(row);
    await page.mouse.wheel(0, 400);
    expect(seen.length).toBeGreaterThan(150);
  }).toPass({ intervals: [60], timeout: 25_000 });
  expect(seen).toEqual(expected.slice(0, seen.length));
});

test("reload and Back keep the view", async ({ page }) => {
  const id = await openUsers(page, "10234", "?q=an&status=active&sort=-email");
  const rows = await apiIds(page, id, "q=an&status=active&sort=-email");
  const expectView = async () => {
    await expectRows(page, rows);
    await expect(search(page)).toHaveValue("an");
    await expect(columnHead(page, "Email")).toHaveAttribute("aria-sort", "descending");
    expect(Object.fromEntries(parameters(page))).toEqual({ q: "an", status: "active", sort: "-email" });
  };
  await expectView();
  await page.reload();
  await expectView();
  await userRows(page).first().getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/users/${rows[0]}$`));
  await page.goBack();
  await expectView();
});

test("a search is one step back, with all its letters also when one goes on at once", async ({ page }) => {
  const id = await openUsers(page);
  const asked = page.waitForRequest(/\bq=an\b/);
  await search(page).pressSequentially("an");
  await asked;
  await page.getByRole("link", { name: "Roles" }).click();
  await expect(page.getByRole("heading", { name: "Roles", level: 1 })).toBeVisible();
  await page.goBack();
  await expect(search(page)).toHaveValue("an");
  await expectRows(page, await apiIds(page, id, "q=an"));
  expect(Object.fromEntries(parameters(page))).toEqual({ q: "an" });
  await page.goBack();
  await expect(search(page)).toHaveValue("");
});

/** Scrolls by wheel until a row far down is in sight, and says whose it is. */
async function scrollFar(page) {
  await userRows(page).first().hover();
  const far = usersTable(page).locator('tr[aria-rowindex="90"]');
  await expect(async () => {
    await page.mouse.wheel(0, 400);
    await expect(far).toBeInViewport({ timeout: 100 });
  }).toPass({ intervals: [60], timeout: 15_000 });
  return far.getAttribute("data-row-id");
}

test("Back returns to the place one had scrolled to", async ({ page }) => {
  await openUsers(page);
  const id = await scrollFar(page);
  await page.locator(`[data-row-id="${id}"]`).getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/users/${id}$`));
  await page.goBack();
  await expect(page.locator(`[data-row-id="${id}"]`)).toBeInViewport();
});

test("Forward returns to it as well", async ({ page }) => {
  await openUsers(page);
  await columnHead(page, "Member since").getByRole("button").click();
  await expect(page).toHaveURL(/sort=member_since$/);
  const id = await scrollFar(page);
  await page.goBack();
  await expect(usersTable(page).locator('tr[aria-rowindex="2"]')).toBeInViewport();
  await page.goForward();
  await expect(page.locator(`[data-row-id="${id}"]`)).toBeInViewport();
});

test("what cannot be read in an address is left out with a note, and the rest holds", async ({ page }) => {
  const { id } = await organization(page, "10234");
  await page.goto(`/organizations/${id}/users?status=asleep,invited&sort=shoe_size&q=a`);
  await expect(page.getByText("Parts of this link are invalid and were ignored")).toBeVisible();
  await expectRows(page, await apiIds(page, id, "status=invited&q=a"));
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(page.getByText("Parts of this link are invalid")).toBeHidden();
});

test("invited and expired users show address, days left and inviter", async ({ page }) => {
  await openUsers(page, "10234", "?status=invited");
  await expect(usersTable(page)).toHaveAccessibleName("Users, 40");
  await expect(userRows(page).first()).toContainText(/@acme\.example/);
  await expect(userRows(page).first()).toContainText(/Invited (\d+ days? left|ends today)/);
  await openUsers(page, "10234", "?status=expired");
  await expect(usersTable(page)).toHaveAccessibleName("Users, 12");
  await expect(userRows(page).first()).toContainText("Expired");
});
