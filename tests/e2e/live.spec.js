// What others change appears without a reload, and disturbs nobody.
import { ADA, SAM, expect, test } from "./fixtures.js";
import { api, openUsers, organization, send, withoutStream } from "./app.js";

const field = (page, name) => page.getByRole("textbox", { name, exact: true });
const navigation = (page) => page.getByRole("navigation", { name: "Organization" });
const row = (page, id) => page.locator(`[data-row-id="${id}"]`);
const isStream = (request) => /\/events(\?|$)/.test(request.url());

/** Waits until `page`, which is about to load, hears of changes. */
const hears = (page) => page.waitForResponse((response) => isStream(response.request()) && response.ok());

/** Does what another administrator does meanwhile; returns the invited person that it is done to. */
async function withAnother(page, secondBrowser, number = 0) {
  const other = await secondBrowser(SAM);
  await other.goto("/");
  const { id } = await organization(other, "10234");
  const { items } = await api(other, `/organizations/${id}/members?status=invited&sort=name&limit=20`);
  const path = `/organizations/${id}/members/${items[number].id}`;
  const rename = async (given_name) => {
    const { version } = await api(other, path);
    const headers = { origin: new URL(other.url()).origin, "x-roster-client": "test", "if-match": `"${version}"` };
    const answer = await other.request.patch(`/api/v1${path}`, { headers, data: { given_name } });
    expect(answer.status(), await answer.text()).toBe(200);
  };
  return { other, id, member: items[number].id, rename };
}

test("a change by somebody else appears in the list and marks its row", async ({ page, secondBrowser }) => {
  const { member, rename } = await withAnother(page, secondBrowser);
  const live = hears(page);
  await openUsers(page, "10234", "?status=invited");
  await live;
  await expect(row(page, member)).not.toHaveAttribute("data-news");
  await rename("Aq One");
  await expect(row(page, member)).toContainText("Aq One");
  await expect(row(page, member)).toHaveAttribute("data-news", /even|odd/);
  const mark = await row(page, member).getAttribute("data-news");
  await expect(page.locator("[data-news]")).toHaveCount(1);
  await rename("Aq Two");
  await expect(row(page, member)).toContainText("Aq Two");
  await expect(row(page, member)).not.toHaveAttribute("data-news", mark);
});

test("one's own changes are not marked", async ({ page, secondBrowser }) => {
  const { id, member, rename } = await withAnother(page, secondBrowser, 1);
  await rename("Babette");
  const live = hears(page);
  await openUsers(page, "10234", "?status=invited");
  await live;
  const path = `/organizations/${id}/members/${member}`;
  const { version } = await api(page, path);
  const headers = { origin: new URL(page.url()).origin, "x-roster-client": "test", "if-match": `"${version}"` };
  const answer = await page.request.patch(`/api/v1${path}`, { headers, data: { given_name: "Bente" } });
  expect(answer.status()).toBe(200);
  await expect(row(page, member)).toContainText("Bente");
  await expect(page.locator("[data-news]")).toHaveCount(0);
});

test("a change by somebody else appears on the page of a user", async ({ page, secondBrowser }) => {
  const { id, member, rename } = await withAnother(page, secondBrowser, 2);
  const live = hears(page);
  await page.goto(`/organizations/${id}/users/${member}`);
  await live;
  await expect(field(page, "First name")).toBeVisible();
  await rename("Cäcilie");
  await expect(field(page, "First name")).toHaveValue("Cäcilie");
});

test("what is being typed stays, in a form and in a search", async ({ page, secondBrowser }) => {
  const { id, member, rename } = await withAnother(page, secondBrowser, 3);
  const live = hears(page);
  await page.goto(`/organizations/${id}/users/${member}`);
  await live;
  await field(page, "Job title").pressSequentially("Head of ");
  await rename("Dagny");
  await expect(field(page, "First name")).toHaveValue("Dagny");
  await expect(field(page, "Job title")).toBeFocused();
  await page.keyboard.type("Facilities");
  await expect(field(page, "Job title")).toHaveValue("Head of Facilities");

  await page.goto("about:blank");
  const again = hears(page);
  await openUsers(page, "10234", "?status=invited");
  await again;
  const search = page.getByRole("searchbox", { name: "Search users" });
  await search.pressSequentially("Do");
  await rename("Dora");
  await expect(row(page, member)).toContainText("Dora");
  await expect(search).toBeFocused();
  await page.keyboard.type("ra");
  await expect(search).toHaveValue("Dora");
  await expect(row(page, member)).toBeVisible();
});

test("an open menu, the focus and the place in the list stay", async ({ page, secondBrowser }) => {
  const { member, rename } = await withAnother(page, secondBrowser, 4);
  // Neither name moves the row.
  await rename("Edda");
  const live = hears(page);
  await openUsers(page, "10234", "?status=invited");
  await live;
  const button = row(page, member).getByRole("button", { name: /^Actions for/ });
  // Scrolling closes menus: first the row comes into sight.
  await button.hover();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await button.click();
  const menu = page.getByRole("menu");
  await expect(menu).toBeVisible();
  await rename("Edda B");
  await expect(row(page, member)).toContainText("Edda B");
  await expect(menu).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();
  const place = await row(page, member).boundingBox();
  await rename("Edda C");
  await expect(row(page, member)).toContainText("Edda C");
  expect(await row(page, member).boundingBox()).toEqual(place);
  await expect(button).toBeFocused();
});

test("counts in the navigation follow", async ({ page, secondBrowser }) => {
  const { other, id } = await withAnother(page, secondBrowser);
  const live = hears(page);
  await openUsers(page);
  await live;
  const { contacts } = await api(page, `/organizations/${id}`);
  const contact = await send(other, `/organizations/${id}/contacts`, { given_name: "Freya", phone: "112" });
  const link = navigation(page).getByRole("link", { name: /Contacts/ });
  await expect(link).toContainText(String(contacts + 1));
  await send(other, `/organizations/${id}/contacts/bulk`, { action: "delete", contacts: [contact.id] });
  await expect(link).toContainText(String(contacts));
});

test("all tabs of a browser share one stream, and another tab goes on when the first is closed", async ({
  page,
  context,
  secondBrowser,
}) => {
  const { member, rename } = await withAnother(page, secondBrowser, 5);
  const streams = [];
  context.on("request", (request) => isStream(request) && streams.push(request));
  const live = hears(page);
  await openUsers(page, "10234", "?status=invited");
  await live;
  const tab = await context.newPage();
  await openUsers(tab, "10234", "?status=invited");
  // Long enough for a stream of its own.
  await tab.waitForTimeout(2_500);
  await rename("Aq Gerda");
  for (const one of [page, tab]) await expect(row(one, member)).toContainText("Aq Gerda");
  expect(streams).toHaveLength(1);
  const next = hears(tab);
  await page.close();
  await next;
  await rename("Aq Gesa");
  await expect(row(tab, member)).toContainText("Aq Gesa");
  expect(streams).toHaveLength(2);
  expect(streams[1].headers()["last-event-id"]).toMatch(/^[0-9a-f]{16}-\d+$/);
});

test("a stream from which nothing comes is opened again and goes on where it was", async ({ page, secondBrowser }) => {
  const { member, rename } = await withAnother(page, secondBrowser, 6);
  await page.clock.install();
  const live = hears(page);
  await openUsers(page, "10234", "?status=invited");
  await page.clock.fastForward(2_000);
  await live;
  await rename("Aq Hedda");
  await expect(row(page, member)).toContainText("Aq Hedda");
  const again = page.waitForRequest((request) => isStream(request));
  await page.clock.fastForward(60_000);
  await rename("Aq Helma");
  await page.clock.fastForward(2_000);
  const { "last-event-id": last, "x-roster-unattended": unattended } = (await again).headers();
  expect(last).toMatch(/^[0-9a-f]{16}-\d+$/);
  expect(unattended).toBe("1");
  await expect(row(page, member)).toContainText("Aq Helma");
  await rename("Aq Herta");
  await expect(row(page, member)).toContainText("Aq Herta");
});

test("where no stream gets through, the page looks for itself", async ({ page, secondBrowser }) => {
  const { member, rename } = await withAnother(page, secondBrowser, 7);
  await withoutStream(page);
  await openUsers(page, "10234", "?status=invited");
  await page.waitForTimeout(3_000);
  await rename("Aq Ilse");
  await expect(row(page, member)).toContainText("Aq Ilse", { timeout: 20_000 });
});

test.describe("with a session of its own", () => {
  test.use({ account: null });

  test("S1 a page whose session is ended elsewhere asks for the password by itself", async ({ page, secondBrowser }) => {
    await page.goto("/sign-in");
    await page.getByLabel("Email", { exact: true }).fill(ADA);
    await page.getByLabel("Password", { exact: true }).fill("roster-demo-password");
    const live = hears(page);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await live;
    const { id: session } = (await api(page, "/account/sessions")).items.find((one) => one.is_current);
    const elsewhere = await secondBrowser(ADA);
    await elsewhere.goto("/");
    const headers = { origin: new URL(elsewhere.url()).origin, "x-roster-client": "test" };
    const answer = await elsewhere.request.delete(`/api/v1/account/sessions/${session}`, { headers });
    expect(answer.status()).toBe(204);
    await expect(page.getByRole("dialog", { name: "Sign in again to continue" })).toBeVisible();
  });
});
