// What every list can do, shown by the lists of users, roles and companies as the demo begins.
import { readFile } from "node:fs/promises";
import { ADA, expect, test } from "./fixtures.js";
import { api, apiIds, columnHead, expectRows, openUsers, organization, rowIds, userRows, usersTable } from "./app.js";

const search = (page) => page.getByRole("searchbox");
const rows = (page) => page.locator("[data-row-id]");
const names = (page) => rows(page).locator(".r-who__name bdi");
const chip = (page, name) => page.getByRole("group", { name: "Filters" }).getByRole("button", { name, exact: true });
const heading = (page) => page.getByRole("heading", { level: 1 });
const parameters = (page) => Object.fromEntries(new URL(page.url()).searchParams);

/** Opens the list of this section of the organization with this number. */
async function openList(page, section, query = "", number = "10234") {
  const { id } = await organization(page, number);
  await page.goto(`/organizations/${id}/${section}${query}`);
  await expect(rows(page).first()).toBeVisible();
  return id;
}

/** Writes the list to a file, after this was done in the panel; its text. */
async function exported(page, choose = async () => {}) {
  const panel = page.getByRole("dialog", { name: /^Export/ });
  if (!(await panel.isVisible())) await page.getByRole("button", { name: /^Export/ }).first().click();
  await choose(panel);
  const download = page.waitForEvent("download");
  await panel.locator(".r-btn--primary").click();
  return readFile(await (await download).path(), "utf8");
}

test("the list of roles is searched, sorted, and leads to who holds a role", async ({ page }) => {
  const id = await openList(page, "roles");
  await expect(names(page)).toHaveText(["Administrator", "Editor", "Viewer", "Site lead", "User manager"]);
  const { items } = await api(page, `/organizations/${id}/roles`);
  for (const role of items) {
    const row = page.locator(`[data-row-id="${role.id}"]`);
    const number = (column) => row.locator("td").nth(column).locator(".r-tabular");
    await expect(number(0)).toHaveText(role.holders.toLocaleString("en-GB"));
    await expect(number(1)).toHaveText(String(role.permissions.length));
  }
  await page.getByRole("columnheader", { name: "Users" }).getByRole("button", { name: "Users" }).click();
  const sorted = await api(page, `/organizations/${id}/roles?sort=${parameters(page).sort}`);
  await expect(names(page)).toHaveText(sorted.items.map((role) => role.name));
  await search(page).fill("viewer");
  await expect(names(page)).toHaveText(["Viewer"]);
  await expect(heading(page)).toContainText("1");
  await names(page).first().click();
  await page.getByRole("main").getByRole("link", { name: / users$/ }).click();
  await expect(usersTable(page)).toBeVisible();
  const viewer = items.find((role) => role.key === "viewer");
  expect(parameters(page)).toEqual({ role: viewer.id });
});

test("the list of companies is searched, filtered, sorted, and its columns are chosen", async ({ page }) => {
  const id = await openList(page, "companies");
  const { items, total } = await api(page, `/organizations/${id}/companies?limit=50`);
  await expect(heading(page)).toContainText(String(total.count));
  await expect(names(page)).toHaveText(items.map((company) => company.name));
  await search(page).fill("1020");
  await expect(names(page)).toHaveText(["Acme Bremen"]);
  await expect(rows(page).first()).toContainText(/Archived \d+ \w+ \d{4}/);
  await search(page).fill("");

  await chip(page, "Status").click();
  await page.getByRole("dialog", { name: "Filter by status" }).getByRole("checkbox", { name: /^Archived/ }).check();
  await page.keyboard.press("Escape");
  await expect(names(page)).toHaveText(["Acme Bremen"]);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByRole("columnheader", { name: "Members" }).getByRole("button", { name: "Members" }).click();
  const byMembers = await api(page, `/organizations/${id}/companies?sort=${parameters(page).sort}&limit=50`);
  await expect(names(page)).toHaveText(byMembers.items.map((company) => company.name));
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Main company for" }).uncheck();
  await expect(page.getByRole("columnheader", { name: "Main company for" })).toHaveCount(0);
  await page.reload();
  await expect(names(page)).toHaveText(byMembers.items.map((company) => company.name));
  await expect(page.getByRole("columnheader", { name: "Main company for" })).toHaveCount(0);
});

test("the companies' export is the view, and a link to one of them opens its page with its users", async ({ page }) => {
  const id = await openList(page, "companies", "?status=active&sort=-members");
  const { items } = await api(page, `/organizations/${id}/companies?status=active&sort=-members&limit=50`);
  const [head, ...lines] = (await exported(page)).slice(1).trimEnd().split("\r\n");
  expect(head.split(",").slice(0, 2)).toEqual(["id", "name"]);
  expect(lines.map((line) => line.split(",").slice(0, 2))).toEqual(items.map((company) => [company.id, company.name]));

  const [largest] = items;
  await page.goto(`/organizations/${id}/companies/${largest.id}`);
  await expect(heading(page).first()).toContainText(largest.name);
  await expectRows(page, await apiIds(page, id, `company=${largest.id}`));
  await userRows(page).first().getByRole("link").click();
  await expect(page).toHaveURL(/\/users\/mem_/);
  await page.goto(`/organizations/${id}/companies/com_00000000000000000000000000`);
  await expect(page.getByRole("main")).toContainText("It doesn't exist or isn't shared with you.");
});

test("all users or those of one company: the switch is in the URL and holds for everything", async ({ page }) => {
  const id = await openUsers(page);
  const { items } = await api(page, `/organizations/${id}/companies?limit=50`);
  const berlin = items.find((company) => company.name === "Acme Berlin");
  const buttons = page.getByRole("group", { name: "Company" });
  await expect(buttons.getByRole("button", { name: "All companies" })).toHaveAttribute("aria-pressed", "true");
  await buttons.getByRole("button", { name: "One company" }).click();
  const choice = page.getByRole("dialog", { name: "Company" });
  await choice.getByRole("searchbox").or(choice.getByRole("combobox")).or(choice.getByRole("textbox")).first().fill("berl");
  await choice.getByRole("button", { name: /Acme Berlin/ }).or(choice.getByRole("option", { name: /Acme Berlin/ })).first().click();
  await expect(buttons).toContainText("Acme Berlin");
  expect(parameters(page)).toEqual({ company: berlin.id });
  await expectRows(page, await apiIds(page, id, `company=${berlin.id}`));
  await expect(heading(page)).toContainText(`${berlin.members} of 1,248`);
  await page.reload();
  await expect(buttons).toContainText("Acme Berlin");
  await buttons.getByRole("button", { name: "All companies" }).click();
  await expectRows(page, await apiIds(page, id));
  expect(parameters(page)).toEqual({});
});

test("U2 the export names everybody, also those without a name", async ({ page }) => {
  const id = await openUsers(page, "10234", "?status=invited,expired&columns=name,roles");
  const { items } = await api(page, `/organizations/${id}/members?status=invited,expired&limit=200`);
  const [head, ...lines] = (await exported(page)).slice(1).trimEnd().split("\r\n");
  expect(head).toBe("id,name,email,roles");
  expect(lines).toHaveLength(items.length);
  expect(lines.map((line) => line.split(",").slice(0, 3))).toEqual(items.map(({ id, email }) => [id, "", email]));
});

test("U3 F21 a wildcard narrows, and a domain without @ is no match of its own", async ({ page }) => {
  const id = await openUsers(page);
  const found = async (text) => {
    await search(page).fill(text);
    await expect.poll(() => parameters(page).q).toBe(text);
    const { items, total } = await api(page, `/organizations/${id}/members?limit=200&q=${encodeURIComponent(text)}`);
    await expectRows(page, items.map((member) => member.id));
    return { items, count: total.count };
  };
  const one = await found("m");
  const many = await found("m*");
  expect(many.count).toBeLessThanOrEqual(one.count);
  const first = await found("first:an*");
  const plain = (text) => (text ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  expect(first.items.every((member) => plain(member.given_name).startsWith("an"))).toBe(true);
  const within = await found("first:*an*");
  expect(within.count).toBeGreaterThan(first.count);
  const domain = await found("@acme");
  expect(domain.count).toBeGreaterThan(1_000);
  await search(page).fill("acme");
  await expect(page.getByText(/No user matches|^\d+ users? match/).first()).toBeAttached();
  expect((await api(page, `/organizations/${id}/members?q=acme`)).total.count).toBeLessThan(100);
});

test("F19 F20 what is pasted is found in any of its forms", async ({ page }) => {
  const id = await openUsers(page);
  const [grace] = await apiIds(page, id, "q=grace.hopper");
  for (const pasted of ["Grace Hopper <grace.hopper@acme.example>", "<grace.hopper@acme.example>;", "mailto:grace.hopper@acme.example", "“Grace Hopper”"]) {
    await search(page).fill("");
    await search(page).fill(pasted);
    await expectRows(page, [grace]);
    await expect(userRows(page)).toHaveCount(1);
  }
});

test("X12 a search that tests too many rows stays in its field, and the page says how to narrow it", async ({ page }) => {
  await openList(page, "users");
  const errors = [{ pointer: "/query/q", code: "too_broad", detail: "Too many rows to test." }];
  const problem = { type: "about:blank", title: "Invalid", status: 422, code: "invalid", detail: "Invalid", errors };
  // The demo has too few rows for the server to refuse.
  await page.route(/\/members\?.*q=/, (route) => route.fulfill({ status: 422, contentType: "application/problem+json", json: problem }));
  await search(page).fill("*q*z*");
  await expect(page.getByRole("heading", { name: "This search is too broad" })).toBeVisible();
  await expect(search(page)).toHaveValue("*q*z*");
  await page.unroute(/\/members\?.*q=/);
  await search(page).fill("okafor");
  await expect(rows(page).first()).toBeVisible();
});

test("F22 what a search found is announced", async ({ page }) => {
  await openUsers(page);
  const said = page.getByRole("main").getByRole("status").filter({ hasText: /match/ });
  await search(page).fill("grace");
  await expect(said).toHaveText(/^\d+ users? match(es)?$/);
  await search(page).fill("grace.hopper");
  await expect(said).toHaveText("1 user matches");
  await search(page).fill("nobody is called this");
  await expect(page.getByRole("main").getByRole("status").filter({ hasText: "No user matches" })).toBeVisible();
  await expect(said).toHaveCount(1);
});

test("U20 the place in the list is in the URL, and holds on reload and in a shared link", async ({ page, secondBrowser }) => {
  const id = await openUsers(page);
  const all = await apiIds(page, id, "", 200);
  const height = (await userRows(page).first().boundingBox()).height;
  await page.locator(".r-scroll").evaluate((box, top) => box.scrollTo(0, top), 100 * height);
  await expect.poll(() => Number(parameters(page).at)).toBeGreaterThan(90);
  const place = Number(parameters(page).at);
  const inSight = async (page) => {
    await expect(page.getByText(/^\s*\d+–\d+ of 1,248$/).first()).toBeVisible();
    await expect.poll(() => rowIds(page)).toContain(all[place + 2]);
  };
  await page.reload();
  await inSight(page);
  const other = await secondBrowser(ADA);
  await other.goto(page.url());
  await inSight(other);
  // Another question begins at its start.
  await search(page).fill("a*");
  await expect.poll(() => parameters(page).at).toBeUndefined();
});

test("U27 filters know “none” and “not”, and the title says of how many", async ({ page }) => {
  const id = await openUsers(page);
  await chip(page, "Supervisor").click();
  const panel = page.getByRole("dialog", { name: "Filter by supervisor" });
  await panel.getByRole("checkbox", { name: /^No supervisor/ }).check();
  await page.keyboard.press("Escape");
  const none = await api(page, `/organizations/${id}/members?supervisor=none`);
  await expectRows(page, none.items.map((member) => member.id));
  expect(none.items.every((member) => !member.supervisor)).toBe(true);
  await expect(heading(page)).toContainText(`${none.total.count.toLocaleString("en-GB")} of 1,248`);
  await expect(page.getByRole("group", { name: "Filters" })).toContainText("No supervisor");

  await page.getByRole("group", { name: "Filters" }).getByRole("button", { name: /^Supervisor/ }).click();
  await panel.getByRole("checkbox", { name: "Exclude these" }).check();
  await page.keyboard.press("Escape");
  const some = await api(page, `/organizations/${id}/members?supervisor=!none`);
  await expectRows(page, some.items.map((member) => member.id));
  expect(none.total.count + some.total.count).toBe(1248);
  expect(parameters(page)).toEqual({ supervisor: "!none" });
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(heading(page)).toContainText("1,248");
  expect(parameters(page)).toEqual({});
});

test("U27 one choice of several values is one word in its chip", async ({ page }) => {
  await openUsers(page, "10234", "?status=invited,expired");
  const filters = page.getByRole("group", { name: "Filters" });
  await expect(filters).toContainText("Not yet accepted");
  await expect(filters).not.toContainText("Expired");
});

/** Opens a filter that few need: it has no chip of its own until it is in force. */
async function openRareFilter(page, name) {
  await chip(page, "More").click();
  await page.getByRole("menuitem", { name, exact: true }).click();
}

test("U19 those who asked for a new link are found by a filter", async ({ page }) => {
  const id = await openUsers(page);
  await openRareFilter(page, "Invitation");
  const panel = page.getByRole("dialog", { name: "Filter by invitation" });
  await panel.getByRole("checkbox", { name: "New link wanted" }).click();
  await page.keyboard.press("Escape");
  await expect.poll(() => parameters(page).invitation).toBe("link_wanted");
  const { items } = await api(page, `/organizations/${id}/members?invitation=link_wanted`);
  expect(items.length).toBeGreaterThan(0);
  expect(items.every((member) => member.invitation.link_wanted_at)).toBe(true);
  await expectRows(page, items.map((member) => member.id));
  // Its chip stays when it is cleared, because it has the focus.
  await page.getByRole("button", { name: "Clear filter Invitation" }).click();
  await expect(chip(page, "Invitation")).toBeFocused();
  await expect(heading(page)).toContainText("1,248");
});

test("USR-3 who has not signed in since a day is found", async ({ page }) => {
  const id = await openUsers(page);
  await expect(chip(page, "Last sign-in")).toBeHidden();
  await openRareFilter(page, "Last sign-in");
  const panel = page.getByRole("dialog", { name: "Filter by last sign-in" });
  await panel.getByLabel("Before this day").fill("2026-06-01");
  await page.keyboard.press("Escape");
  await expect.poll(() => parameters(page).last_sign_in).toBe("before_2026-06-01");
  const { items, total } = await api(page, `/organizations/${id}/members?last_sign_in=before_2026-06-01`);
  await expectRows(page, items.map((member) => member.id));
  expect(total.count).toBeGreaterThan(0);
  expect(items.every((member) => member.last_sign_in < "2026-06-01")).toBe(true);
  await expect(page.getByRole("group", { name: "Filters" })).toContainText("before 1 Jun 2026");
});

test("U7 columns are made wider by their edge and by keys, and the link keeps it", async ({ page }) => {
  await openUsers(page);
  const head = columnHead(page, "Company");
  const width = async () => Math.round((await head.boundingBox()).width);
  const before = await width();
  await head.getByRole("button").first().focus();
  for (let press = 0; press < 3; press++) await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(width).toBe(before + 48);
  const box = await head.boundingBox();
  await page.mouse.move(box.x + box.width - 1, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width + 39, box.y + 10, { steps: 4 });
  await page.mouse.up();
  await expect.poll(width).toBeGreaterThan(before + 80);
  const wide = await width();
  await expect.poll(() => page.url()).toContain("widths=");
  await page.reload();
  await expect(userRows(page).first()).toBeVisible();
  expect(await width()).toBe(wide);
  const edge = await head.boundingBox();
  await page.mouse.dblclick(edge.x + edge.width - 1, edge.y + 10);
  await expect.poll(width).toBe(before);
});

test("U28 a view's name is not taken twice without asking, the one in force is marked, and it is renamed", async ({ page }) => {
  await openUsers(page, "10234", "?status=inactive");
  const views = page.getByRole("button", { name: "Views" });
  const panel = page.getByRole("dialog", { name: "Views" });
  const view = (name) => panel.getByRole("button", { name, exact: true });
  const save = async (name) => {
    await panel.getByLabel("View name").fill(name);
    await panel.getByRole("button", { name: "Save view" }).click();
  };
  await views.click();
  await save("Away");
  await expect(view("Away")).toHaveAttribute("aria-current", "true");
  await openUsers(page, "10234", "?status=invited");
  await views.click();
  await expect(view("Away")).not.toHaveAttribute("aria-current");
  await save("Away");
  await expect(panel).toContainText("You already have a view “Away”.");
  await panel.getByRole("button", { name: "Replace" }).click();
  await expect(view("Away")).toHaveAttribute("aria-current", "true");
  await panel.getByRole("button", { name: "Rename view “Away”" }).click();
  await panel.getByLabel("New name").fill("Waiting for an answer");
  await panel.getByRole("button", { name: "Rename", exact: true }).click();
  await expect(view("Waiting for an answer")).toBeVisible();
  await panel.getByRole("button", { name: "Delete view “Waiting for an answer”" }).click();
  await expect(view("Waiting for an answer")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(panel).toBeHidden();
  await views.click();
  await expect(view("Waiting for an answer")).toBeVisible();
  await panel.getByRole("button", { name: "Delete view “Waiting for an answer”" }).click();
  await expect(view("Waiting for an answer")).toHaveCount(0);
});

test("U28 each list has views of its own", async ({ page }) => {
  const id = await openList(page, "companies", "?status=archived");
  const panel = page.getByRole("dialog", { name: "Views" });
  await page.getByRole("button", { name: "Views" }).click();
  await panel.getByLabel("View name").fill("Closed");
  await panel.getByRole("button", { name: "Save view" }).click();
  await expect(panel.getByRole("button", { name: "Closed", exact: true })).toBeVisible();
  await page.goto(`/organizations/${id}/users`);
  await page.getByRole("button", { name: "Views" }).click();
  await expect(panel.getByLabel("View name")).toBeVisible();
  await expect(panel.getByRole("button", { name: "Closed", exact: true })).toHaveCount(0);
  await page.goto(`/organizations/${id}/companies`);
  await page.getByRole("button", { name: "Views" }).click();
  await panel.getByRole("button", { name: "Closed", exact: true }).click();
  await expect(names(page)).toHaveText(["Acme Bremen"]);
  await page.getByRole("button", { name: "Views" }).click();
  await panel.getByRole("button", { name: "Delete view “Closed”" }).click();
  await expect(panel.getByText(/No saved views yet/)).toBeVisible();
});

test("F9 keys of one letter can be turned off, and stay off", async ({ page }) => {
  await openUsers(page);
  await page.keyboard.press("/");
  await expect(search(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await page.goto("/account/preferences");
  await page.getByRole("switch", { name: "Single-key shortcuts" }).uncheck();
  await openUsers(page);
  await page.keyboard.press("/");
  await page.keyboard.press("[");
  await expect(search(page)).not.toBeFocused();
  await expect(page.getByRole("navigation", { name: "Organization" })).toContainText("Users");
  await page.goto("/account/preferences");
  await page.getByRole("switch", { name: "Single-key shortcuts" }).check();
  await openUsers(page);
  await page.keyboard.press("/");
  await expect(search(page)).toBeFocused();
});

test("links from before still open", async ({ page }) => {
  const id = await openUsers(page, "10234", "?status=active&two_factor=off&last_sign_in=over_90_days&sort=-last_sign_in&columns=name,email,roles");
  const query = "status=active&two_factor=off&last_sign_in=over_90_days&sort=-last_sign_in";
  await expectRows(page, await apiIds(page, id, query));
  await expect(columnHead(page, "Roles")).toBeVisible();
  await expect(columnHead(page, "Company")).toHaveCount(0);
  await expect(page.getByText(/Parts of this link are invalid/)).toHaveCount(0);
});

test.describe("in German", () => {
  test.use({ locale: "de-DE" });

  test("F30 the file for Excel has semicolons, and the choice is visible", async ({ page }) => {
    await openList(page, "companies");
    const file = await exported(page, async (panel) => {
      await expect(panel.getByRole("radio", { name: /Semikolon/ })).toBeChecked();
      await expect(panel.getByRole("radio", { name: /Komma/ })).not.toBeChecked();
    });
    expect(file.slice(1).split("\r\n")[0].split(";").slice(0, 2)).toEqual(["id", "name"]);
    const commas = await exported(page, (panel) => panel.getByRole("radio", { name: /Komma/ }).check());
    expect(commas.slice(1).split("\r\n")[0].split(",").slice(0, 2)).toEqual(["id", "name"]);
  });

  test("roles and companies are listed in German", async ({ page }) => {
    await openList(page, "roles");
    await expect(heading(page)).toContainText("Rollen");
    await expect(names(page)).toHaveText(["Administrator", "Bearbeiter", "Betrachter", "Site lead", "User manager"]);
    await openList(page, "companies");
    await expect(heading(page)).toContainText("Firmen");
    await expect(page.getByRole("columnheader", { name: "Nummer" })).toBeVisible();
  });
});

test("USR-3 views that everybody has find who needs attention", async ({ page }) => {
  const id = await openUsers(page);
  const views = page.getByRole("dialog", { name: "Views" });
  for (const [name, query] of [
    ["Never signed in", "status=active&last_sign_in=never"],
    ["Not signed in for 90 days", "status=active&last_sign_in=over_90_days"],
    ["Without 2FA", "status=active&two_factor=off"],
    ["Invitation expires soon", "status=invited&invitation_expires=within_3_days"],
    ["Without a role", "role=none"],
  ]) {
    await page.getByRole("button", { name: "Views", exact: true }).click();
    await views.getByRole("button", { name, exact: true }).click();
    await expect(page).toHaveURL((url) => url.search === `?${query}`);
    await expectRows(page, await apiIds(page, id, query));
    await page.getByRole("button", { name: "Views", exact: true }).click();
    await expect(views.getByRole("button", { name, exact: true })).toHaveAttribute("aria-current", "true");
    await page.keyboard.press("Escape");
  }
});
