// The page of a user as a form: what is typed is saved together, and never lost.
import { ADA, PASSWORD, expect, test } from "./fixtures.js";
import { api, membersFound, organization, send, switchTo, userRows, withoutStream } from "./app.js";
import { expectNoFaults } from "./axe.js";

const bar = (page) => page.getByRole("region", { name: "Unsaved changes" });
const dialog = (page) => page.getByRole("dialog");
const field = (page, name) => page.getByRole("textbox", { name, exact: true });
const choice = (page, name) => page.getByRole("combobox", { name, exact: true });
const option = (page, name) => page.getByRole("option", { name });
const save = (page) => bar(page).getByRole("button", { name: "Save changes" });
const saved = (page) => page.getByText(/^Changes to .* saved$/);

/** An organization of the reader's own with two companies and one invited person, who can be changed at will. */
async function withOne(page) {
  const { id } = await send(page, "/organizations", { name: `Form ${Date.now().toString(36)}` });
  const { items } = await api(page, `/organizations/${id}/roles`);
  const viewer = items.find((role) => role.key === "viewer").id;
  const companies = [];
  for (const name of ["Acme Berlin", "Acme Hamburg", "Acme Kraków"]) {
    companies.push((await send(page, `/organizations/${id}/companies`, { name })).id);
  }
  const invitation = { emails: ["nina@form.example"], roles: [viewer], companies: [companies[0]], send_email: false };
  const { results } = await send(page, `/organizations/${id}/invitations`, invitation);
  const path = `/organizations/${id}/members/${results[0].member.id}`;
  return { id, path, companies, url: `/organizations/${id}/users/${results[0].member.id}`, email: "nina@form.example" };
}

/** What another user does meanwhile. */
async function patch(page, path, data) {
  const { version } = await api(page, path);
  const headers = { origin: process.env.ROSTER_URL, "x-roster-client": "test", "if-match": `"${version}"` };
  const answer = await page.request.patch(`/api/v1${path}`, { headers, data });
  expect(answer.status(), await answer.text()).toBe(200);
}

async function open(page, url) {
  await page.goto(url);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(field(page, "First name")).toBeVisible();
}

test("USR-10 fields are changed, saved together, and there after a reload", async ({ page }) => {
  const one = await withOne(page);
  await open(page, one.url);
  await expect(field(page, "Email")).toHaveValue(one.email);
  await expect(field(page, "Email")).not.toBeEditable();
  await expect(bar(page)).toHaveCount(0);
  await field(page, "First name").fill("Nina");
  await expect(bar(page)).toContainText("1 unsaved change · First name");
  await field(page, "Last name").fill(" Simone ");
  await field(page, "Signature").fill("NSI");
  await field(page, "Phone").fill("+49 30 5550 1187");
  await field(page, "Job title").fill("Head of Facilities");
  await choice(page, "Language").selectOption("Deutsch");
  await field(page, "Note").fill("Speaks French.\nCall before noon.");

  await choice(page, "Companies").pressSequentially("kra");
  await expect(option(page, "Acme Kraków")).toBeVisible();
  await page.keyboard.press("Enter");
  await choice(page, "Main company").selectOption("Acme Kraków");
  await choice(page, "Supervisor").click();
  await option(page, "Ada Lovelace").click();
  await expect(bar(page)).toContainText("10 unsaved changes");

  const asked = page.waitForRequest((request) => request.method() === "PATCH");
  await page.keyboard.press("Control+s");
  expect((await asked).postDataJSON()).toEqual({
    given_name: "Nina",
    family_name: "Simone",
    signature: "NSI",
    phone: "+49 30 5550 1187",
    title: "Head of Facilities",
    language: "de",
    note: "Speaks French.\nCall before noon.",
    companies: [one.companies[2], one.companies[0]],
    supervisor: expect.stringMatching(/^mem_/),
  });
  await expect(page.getByText("Changes to Nina Simone saved")).toBeVisible();
  await expect(bar(page)).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Nina Simone", level: 1 })).toBeVisible();
  await expect(field(page, "Last name")).toHaveValue("Simone");
  await expect(field(page, "Phone")).toHaveValue("+49 30 5550 1187");
  await expect(choice(page, "Language")).toHaveValue("de");
  await expect(field(page, "Note")).toHaveValue("Speaks French.\nCall before noon.");
  await expect(choice(page, "Supervisor")).toHaveValue("Ada Lovelace");
  await expect(page.getByRole("button", { name: /^Remove Acme/ })).toHaveCount(2);
  await expectNoFaults(page);
});

test("USR-10 what is wrong is said at its field, by the browser and by the server", async ({ page }) => {
  const one = await withOne(page);
  await open(page, one.url);
  await field(page, "Phone").fill("call me");
  await expect(field(page, "Phone")).not.toHaveAttribute("aria-invalid", "true");
  await page.keyboard.press("Tab");
  await expect(field(page, "Phone")).toHaveAttribute("aria-invalid", "true");
  await expect(field(page, "Phone")).toHaveAccessibleDescription(/Enter a phone number/);
  await field(page, "Signature").fill("N S");
  await page.keyboard.press("Control+s");
  await expect(field(page, "Signature")).toBeFocused();
  await expect(field(page, "Signature")).toHaveAccessibleDescription(/16 letters/);
  // Right at once, with the key that makes it right.
  await field(page, "Phone").fill("112");
  await expect(field(page, "Phone")).not.toHaveAttribute("aria-invalid", "true");

  const { items } = await api(page, `/organizations/${one.id}/members?q=ada`);
  await patch(page, `/organizations/${one.id}/members/${items[0].id}`, { signature: "ALO" });
  await field(page, "Signature").fill("alo");
  await save(page).click();
  await expect(field(page, "Signature")).toHaveAccessibleDescription(/Another user has this signature/);
  await expect(field(page, "Signature")).toBeFocused();
  await expect(bar(page)).toContainText("2 unsaved changes");
  await field(page, "Signature").fill("NSI");
  await expect(field(page, "Signature")).not.toHaveAttribute("aria-invalid", "true");
  await save(page).click();
  await expect(saved(page)).toBeVisible();
});

test("USR-10 supervisors that would form a circle are named", async ({ page }) => {
  const { id } = await organization(page, "10234");
  const [ada] = await membersFound(page, "10234", ADA);
  await open(page, `/organizations/${id}/users/${ada.id}`);
  await choice(page, "Supervisor").fill("grace.hopper");
  await expect(option(page, "Grace Hopper")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(choice(page, "Supervisor")).toHaveValue("Grace Hopper");
  await save(page).click();
  await expect(choice(page, "Supervisor")).toHaveAccessibleDescription(
    "This would form a circle: Ada Lovelace → Grace Hopper → Ada Lovelace. Choose another supervisor.",
  );
  await expect(choice(page, "Supervisor")).toBeFocused();
  // Nobody is their own supervisor.
  await choice(page, "Supervisor").fill("ada lovelace");
  await expect(page.getByText("No match for “ada lovelace”.")).toBeVisible();
});

test("USR-10 names are needed, but a name that is not in two parts is kept as it is", async ({ page }) => {
  const { id } = await send(page, "/organizations", { name: `Names ${Date.now().toString(36)}` });
  const { items } = await api(page, `/organizations/${id}/members`);
  const path = `/organizations/${id}/members/${items[0].id}`;
  // A record from before names had two parts.
  await page.route(new RegExp(`${items[0].id}$`), async (route) => {
    if (route.request().method() !== "GET" || route.request().resourceType() === "document") return route.fallback();
    const answer = await route.fetch();
    const { given_name, family_name, ...member } = await answer.json();
    await route.fulfill({ response: answer, json: member });
  });
  await open(page, `/organizations/${id}/users/${items[0].id}`);
  await expect(field(page, "First name")).toHaveValue("");
  await expect(field(page, "Last name")).toHaveValue("");
  await expect(field(page, "First name")).toHaveAccessibleDescription(/The full name is “Ada Lovelace”/);
  await field(page, "Phone").fill("112");
  await page.keyboard.press("Control+s");
  await expect(saved(page)).toBeVisible();
  expect((await api(page, path)).name).toBe("Ada Lovelace");
  await page.unrouteAll({ behavior: "wait" });
  await page.reload();
  await field(page, "First name").fill("");
  await field(page, "Last name").fill("");
  await page.keyboard.press("Control+s");
  await expect(field(page, "First name")).toBeFocused();
  await expect(field(page, "First name")).toHaveAccessibleDescription("Enter a first or last name.");
});

test("U5 USR-10 a field that two browsers changed is decided by the reader, and the others are taken over", async ({ page, secondBrowser }) => {
  const one = await withOne(page);
  const other = await secondBrowser(ADA);
  await withoutStream(page);
  await open(page, one.url);
  // The page does not look for news before it saves.
  const unchanged = (route) => (route.request().method() === "GET" ? route.fulfill({ status: 304 }) : route.fallback());
  await page.route(`**${one.path}`, unchanged);
  await open(other, one.url);
  await field(other, "Phone").fill("110");
  await field(other, "Job title").fill("Admiral");
  await field(other, "Note").fill("Only mornings");
  await save(other).click();
  await expect(saved(other)).toBeVisible();

  await field(page, "Phone").fill("112");
  await field(page, "Signature").fill("NSI");
  await field(page, "Note").fill("Only evenings");
  await page.unroute(`**${one.path}`, unchanged);
  await save(page).click();
  const conflict = page.getByRole("group", { name: "Now: 110; yours: 112" });
  await expect(conflict).toBeVisible();
  await expect(conflict.getByRole("button", { name: "Keep mine" })).toBeFocused();
  await expect(bar(page).getByRole("alert")).toContainText("2 fields were changed by both of you.");
  // What only the other has changed is there; what was typed stays.
  await expect(field(page, "Job title")).toHaveValue("Admiral");
  await expect(field(page, "Phone")).toHaveValue("112");
  await expect(field(page, "Signature")).toHaveValue("NSI");
  await expectNoFaults(page);

  await page.keyboard.press("Enter");
  await expect(field(page, "Phone")).toBeFocused();
  await page.getByRole("group", { name: "Now: Only mornings; yours: Only evenings" }).getByRole("button", { name: "Take theirs" }).click();
  await expect(field(page, "Note")).toHaveValue("Only mornings");
  await save(page).click();
  await expect(saved(page)).toBeVisible();
  const { phone, title, note, signature } = await api(page, one.path);
  expect({ phone, title, note, signature }).toEqual({ phone: "112", title: "Admiral", note: "Only mornings", signature: "NSI" });
});

test("U5 a change of other fields is no reason to ask", async ({ page }) => {
  const one = await withOne(page);
  await open(page, one.url);
  await field(page, "Phone").fill("112");
  await patch(page, one.path, { title: "Admiral" });
  await save(page).click();
  await expect(saved(page)).toBeVisible();
  await expect(field(page, "Job title")).toHaveValue("Admiral");
  const { phone, title } = await api(page, one.path);
  expect([phone, title]).toEqual(["112", "Admiral"]);
});

test("C6 leaving with unsaved changes asks first, by link, by Back and by the switcher", async ({ page }) => {
  const one = await withOne(page);
  await page.goto(`/organizations/${one.id}/users?status=invited`);
  await userRows(page).first().getByRole("link").click();
  await expect(field(page, "Phone")).toBeVisible();
  const here = page.url();
  // Without a change there is nothing to ask.
  await page.goBack();
  await expect(userRows(page).first()).toBeVisible();
  await page.goForward();
  await field(page, "Phone").fill("112");

  const stays = async () => {
    await expect(dialog(page)).toHaveAccessibleName("Leave without saving?");
    await expect(dialog(page).getByRole("button", { name: "Stay" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(dialog(page)).toHaveCount(0);
    await expect(page).toHaveURL(here);
    await expect(field(page, "Phone")).toHaveValue("112");
  };
  const crumb = page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link", { name: "Users" });
  await crumb.click();
  await stays();
  await expect(crumb).toBeFocused();
  await page.goBack();
  await stays();
  await switchTo(page, "10234");
  await stays();
  await page.getByRole("navigation", { name: "Organization" }).getByRole("link", { name: "Roles" }).click();
  await stays();

  await page.goBack();
  await dialog(page).getByRole("button", { name: "Discard and leave" }).click();
  await expect(page).toHaveURL(/\/users\?status=invited$/);
  await expect(userRows(page)).toHaveCount(1);
  // Once left, nothing asks any more, also where the focus was in a field.
  await userRows(page).first().getByRole("link").click();
  await field(page, "Phone").fill("112");
  await page.keyboard.press("Tab");
  await crumb.evaluate((link) => link.click());
  await dialog(page).getByRole("button", { name: "Discard and leave" }).click();
  await expect(userRows(page)).toHaveCount(2);
  await page.getByRole("navigation", { name: "Organization" }).getByRole("link", { name: "Roles" }).click();
  await expect(page.getByRole("heading", { name: "Roles", level: 1 })).toBeVisible();
});

test("C6 the browser asks before it closes the page, and only then", async ({ page }) => {
  const one = await withOne(page);
  await open(page, one.url);
  const questions = [];
  page.on("dialog", (question) => {
    questions.push(question.type());
    return question.accept();
  });
  await page.reload();
  expect(questions).toEqual([]);
  await field(page, "Phone").fill("112");
  await page.reload();
  expect(questions).toEqual(["beforeunload"]);
  // What was typed is kept in the tab until it is saved or given up.
  await expect(field(page, "Phone")).toHaveValue("112");
  await bar(page).getByRole("button", { name: "Discard" }).click();
  await expect(field(page, "Phone")).toHaveValue("");
  await page.reload();
  await expect(field(page, "Phone")).toHaveValue("");
  expect(questions).toEqual(["beforeunload"]);

  await field(page, "Phone").fill("113");
  await page.getByRole("navigation", { name: "Organization" }).getByRole("link", { name: "Roles" }).click();
  await dialog(page).getByRole("button", { name: "Discard and leave" }).click();
  await page.goBack();
  await expect(field(page, "Phone")).toHaveValue("");
});

test("C6 with a location in memory the portal's back() asks, too", async ({ page }) => {
  const one = await withOne(page);
  await page.goto(`/portal/users${one.url}`);
  await expect(field(page, "Phone")).toBeVisible();
  await page.evaluate(async () => {
    const it = document.querySelector("roster-admin");
    const place = it.parentElement;
    it.remove();
    await new Promise((resolve) => setTimeout(resolve, 50));
    it.setAttribute("routing", "memory");
    place.append(it);
  });
  await page.locator("roster-admin").getByRole("searchbox").fill("ada@");
  await userRows(page).first().getByRole("link").click();
  await field(page, "Phone").fill("112");
  await page.evaluate(() => document.querySelector("roster-admin").back());
  await expect(dialog(page)).toHaveAccessibleName("Leave without saving?");
  await dialog(page).getByRole("button", { name: "Stay" }).click();
  await expect(field(page, "Phone")).toHaveValue("112");
  await page.evaluate(() => document.querySelector("roster-admin").back());
  await dialog(page).getByRole("button", { name: "Discard and leave" }).click();
  await expect(userRows(page).first()).toBeVisible();
});

test("USR-10 what was saved can be taken back", async ({ page }) => {
  const one = await withOne(page);
  await patch(page, one.path, { phone: "110", title: "Admiral" });
  await open(page, one.url);
  await field(page, "Phone").fill("");
  await page.getByRole("button", { name: "Remove Acme Berlin" }).click();
  await expect(choice(page, "Companies")).toBeFocused();
  await save(page).click();
  await expect(saved(page)).toBeVisible();
  expect((await api(page, one.path)).phone).toBeUndefined();
  // Another field that another user has changed since is left alone.
  await patch(page, one.path, { title: "Rear admiral" });
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(field(page, "Phone")).toHaveValue("110");
  await expect(page.getByRole("button", { name: "Remove Acme Berlin" })).toBeVisible();
  await expect(field(page, "Job title")).toHaveValue("Rear admiral");
  const { phone, title, companies } = await api(page, one.path);
  expect([phone, title, companies.map((company) => company.name)]).toEqual(["110", "Rear admiral", ["Acme Berlin"]]);
});

test("USR-10 discarding sets every field back, and can be taken back itself", async ({ page }) => {
  const one = await withOne(page);
  await open(page, one.url);
  await field(page, "Phone").fill("call me");
  await choice(page, "Supervisor").click();
  await option(page, "Ada Lovelace").click();
  await bar(page).getByRole("button", { name: "Discard" }).click();
  await expect(bar(page)).toHaveCount(0);
  await expect(field(page, "Phone")).toHaveValue("");
  await expect(choice(page, "Supervisor")).toHaveValue("");
  await expect(page.getByRole("main")).toBeFocused();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(field(page, "Phone")).toHaveValue("call me");
  await expect(bar(page)).toContainText("2 unsaved changes");
});

test("L2 USR-10 what was typed survives a session that ends, and a save that fails", async ({ page, context }) => {
  const one = await withOne(page);
  // Begun later, the stream of changes would ask to sign in again first.
  const stream = page.waitForResponse(/\/events\?/);
  await open(page, one.url);
  await stream;
  await field(page, "Phone").fill("112");
  await page.route(/\/members\/mem_\w+$/, (route) =>
    route.request().method() === "PATCH" ? route.fulfill({ status: 503, json: problem("unavailable", 503) }) : route.fallback(),
  );
  await save(page).click();
  await expect(bar(page).getByRole("alert")).toBeVisible();
  await expect(field(page, "Phone")).toHaveValue("112");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(one.email);
  await page.unrouteAll();

  const kept = await context.cookies();
  await context.clearCookies();
  await save(page).click();
  const again = page.getByRole("dialog", { name: "Sign in again to continue" });
  await again.getByLabel(`Password for ${ADA}`).fill(PASSWORD);
  await again.getByRole("button", { name: "Sign in" }).click();
  await expect(again).toBeHidden();
  await expect(saved(page)).toBeVisible();
  await expect(field(page, "Phone")).toHaveValue("112");
  expect((await api(page, one.path)).phone).toBe("112");
  expect(kept.length).toBeGreaterThan(0);
});

const problem = (code, status) => ({ type: `/problems/${code}`, title: code, status, code, detail: code });

test("USR-10 who cannot change a user reads the same facts", async ({ page }) => {
  const one = await withOne(page);
  await patch(page, one.path, { phone: "112", title: "Admiral", note: "Only mornings" });
  await send(page, `${one.path}/withdraw`);
  await page.goto(one.url);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  for (const fact of ["112", "Admiral", "Only mornings", "Acme Berlin"]) {
    await expect(page.getByRole("main")).toContainText(fact);
  }
  await expect(page.getByRole("main").getByRole("textbox")).toHaveCount(0);
});

test("USR-10 a supervisor's page leads to the list of their people", async ({ page }) => {
  const one = await withOne(page);
  const { items } = await api(page, `/organizations/${one.id}/members?q=ada`);
  await patch(page, one.path, { supervisor: items[0].id });
  await open(page, `/organizations/${one.id}/users/${items[0].id}`);
  await expect(page.getByText("Supervisor of 1 user.")).toBeVisible();
  await page.getByRole("link", { name: "1 user", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`supervisor=${items[0].id}`));
  await expect(userRows(page)).toHaveCount(1);
  await expect(userRows(page)).toContainText(one.email);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("USR-10 the bar is as wide as the screen and covers no field", async ({ page }) => {
    const one = await withOne(page);
    await open(page, one.url);
    await field(page, "Phone").fill("112");
    const box = await bar(page).boundingBox();
    expect([box.x, box.width]).toEqual([0, 390]);
    expect(box.y + box.height).toBeCloseTo(844, 0);
    await field(page, "Note").focus();
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const last = await page.getByRole("complementary").boundingBox();
    expect(last.y + last.height).toBeLessThanOrEqual((await bar(page).boundingBox()).y + 1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await save(page).click();
    await expect(saved(page)).toBeVisible();
  });
});

test.describe("in German", () => {
  test.use({ locale: "de-DE" });

  test("USR-10 the form speaks German", async ({ page }) => {
    const one = await withOne(page);
    await page.goto(one.url);
    await page.getByRole("textbox", { name: "Telefon" }).fill("ruf an");
    await page.keyboard.press("Tab");
    await expect(page.getByText("Geben Sie eine Telefonnummer ein")).toBeVisible();
    const region = page.getByRole("region", { name: "Ungespeicherte Änderungen" });
    await expect(region).toContainText("1 ungespeicherte Änderung · Telefon");
    await page.getByRole("textbox", { name: "Telefon" }).fill("112");
    await region.getByRole("button", { name: "Speichern" }).click();
    await expect(page.getByText("Änderungen an nina@form.example gespeichert")).toBeVisible();
  });
});
