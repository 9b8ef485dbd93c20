import { EDDIE, OTTO, expect, test } from "./fixtures.js";
import { api, openUsers, organization, userRows, usersTable } from "./app.js";

// A mailbox of its own for each test: the demo keeps whom it invited.
const address = (name) => `${name}.${Date.now().toString(36)}${Math.floor(Math.random() * 1e4)}@acme.example`;

/** The organization that is changed here: others count the users of the large one. */
const NUMBER = "20817";

const sheet = (page) => page.getByRole("dialog", { name: "Invite users" });
const field = (page) => sheet(page).getByLabel("Email addresses");

async function openSheet(page) {
  await page.getByRole("main").getByRole("button", { name: "Invite users" }).click();
  await expect(field(page)).toBeFocused();
}

/** Puts a text on the field as the clipboard would. */
async function paste(page, text) {
  await field(page).evaluate((input, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", text);
    input.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** Invites these addresses with the role Viewer and waits for the result. */
async function invite(page, ...emails) {
  await openSheet(page);
  await paste(page, emails.join("\n"));
  await sheet(page).getByRole("checkbox", { name: /^Viewer/ }).check();
  await sheet(page).getByRole("button", { name: /^Invite \d+ user/ }).click();
  await expect(sheet(page).getByText(`${emails.length} invitation`)).toBeVisible();
}

/** Opens the list on the row of this address. */
async function find(page, email) {
  await page.getByRole("searchbox", { name: "Search users" }).fill(email);
  await expect(usersTable(page)).toHaveAccessibleName("Users, 1");
  await expect(userRows(page).first()).toContainText(email);
}

async function choose(page, email, action) {
  await page.getByRole("button", { name: `Actions for ${email}` }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

test.use({ account: OTTO, permissions: ["clipboard-read", "clipboard-write"] });
// They share an organization and its few seats.
test.describe.configure({ mode: "default" });

test("pasted people become one invitation each, with a link to copy", async ({ page }) => {
  await openUsers(page, NUMBER);
  const [one, two, three] = [address("amelie"), address("tariq"), address("bjork")];
  await openSheet(page);
  await paste(page, `Amélie Dubois <${one}>; "Haddad, Tariq" <${two}>\nBjörk <${three}>`);
  for (const email of [one, two, three]) {
    await expect(sheet(page).getByRole("button", { name: `Remove ${email}` })).toBeVisible();
  }
  await sheet(page).getByRole("checkbox", { name: /^Viewer/ }).check();
  await sheet(page).getByRole("button", { name: "Invite 3 users" }).click();
  await expect(sheet(page).getByText("3 invitations created.")).toBeVisible();

  await sheet(page).getByRole("button", { name: `Copy link ${two}` }).click();
  await expect(sheet(page).getByRole("button", { name: `Copied ${two}` })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/^http.*#./);
  await sheet(page).getByRole("button", { name: "Copy 3 links" }).click();
  await expect(sheet(page).getByRole("button", { name: "Copied", exact: true })).toBeVisible();
  const all = await page.evaluate(() => navigator.clipboard.readText());
  expect(all.split("\n").map((line) => line.split("\t")[0])).toEqual([one, two, three]);

  await sheet(page).getByRole("button", { name: "Done" }).click();
  await expect(sheet(page)).toBeHidden();
  await find(page, two);
  await expect(userRows(page).first()).toContainText("Invited");
});

test("what stands in the way of an address is said before anything is sent", async ({ page }) => {
  const id = await openUsers(page, NUMBER);
  const fresh = address("fresh");
  const pending = (await api(page, `/organizations/${id}/members?status=invited&limit=1`)).items[0].email;
  const expired = (await api(page, `/organizations/${id}/members?status=expired&limit=1`)).items[0].email;
  await openSheet(page);
  await paste(page, [fresh, "bjork.g@", "ada@acme.example", pending].join(" "));
  await expect(sheet(page).getByText("isn't a complete email address")).toBeVisible();
  await expect(sheet(page).getByText("is already a user")).toBeVisible();
  await expect(sheet(page).getByText("is already invited")).toBeVisible();
  await expect(sheet(page).getByText("3 addresses to correct")).toBeVisible();
  for (const wrong of ["bjork.g@", "ada@acme.example", pending]) {
    await sheet(page).getByRole("button", { name: `Remove ${wrong}` }).click();
  }
  await paste(page, `${expired},${fresh}`);
  await expect(sheet(page).getByText("has an expired invitation")).toBeVisible();
  await expect(sheet(page).getByRole("button", { name: `Remove ${fresh}` })).toHaveCount(1);
});

test("nothing that was typed is lost when the request fails, and the second try invites once", async ({ page }) => {
  await openUsers(page, NUMBER);
  const email = address("patient");
  await openSheet(page);
  await field(page).fill(`${email},`);
  await sheet(page).getByRole("checkbox", { name: /^Viewer/ }).check();
  await sheet(page).getByLabel("Message").fill("See you on Monday");
  await expect(sheet(page).getByRole("button", { name: "Invite 1 user" })).toBeVisible();
  const keys = [];
  await page.route("**/invitations", async (route) => {
    if (route.request().postDataJSON().dry_run) return route.continue();
    keys.push(route.request().headers()["idempotency-key"]);
    if (keys.length > 1) return route.continue();
    // The answer is lost, but the server has heard.
    await route.fetch();
    return route.abort();
  });
  await sheet(page).getByRole("button", { name: "Invite 1 user" }).click();
  await expect(sheet(page).getByRole("alert")).toContainText("Nothing is lost");
  await expect(sheet(page).getByLabel("Message")).toHaveValue("See you on Monday");
  await expect(sheet(page).getByRole("button", { name: `Remove ${email}` })).toBeVisible();
  await sheet(page).getByRole("button", { name: /^Invite/ }).last().click();
  await expect(sheet(page).getByText("1 invitation created.")).toBeVisible();
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
});

test("U29 those who could not be invited are corrected, and the links of the others stay", async ({ page }) => {
  await openUsers(page, NUMBER);
  const email = address("works");
  await openSheet(page);
  await paste(page, `${email} ada@acme.example`);
  await sheet(page).getByRole("checkbox", { name: /^Viewer/ }).check();
  await sheet(page).getByRole("button", { name: /^Invite \d/ }).click();
  await expect(sheet(page).getByText("1 invitation created, 1 address not invited.")).toBeVisible();
  await sheet(page).getByRole("button", { name: "Correct 1 address" }).click();
  await sheet(page).getByRole("button", { name: "Remove ada@acme.example" }).click();
  const other = address("corrected");
  await paste(page, other);
  await sheet(page).getByRole("button", { name: "Invite 1 user" }).click();
  await expect(sheet(page).getByText("2 invitations created.")).toBeVisible();
  for (const one of [email, other]) {
    await expect(sheet(page).getByRole("button", { name: `Copy link ${one}` })).toBeVisible();
  }
  await sheet(page).getByRole("link", { name: "Show in list" }).click();
  await expect(sheet(page)).toHaveCount(0);
  await expect(usersTable(page).getByText(other)).toBeVisible();
});

test("an invitation is sent again, withdrawn and brought back", async ({ page }) => {
  await openUsers(page, NUMBER);
  const email = address("moves");
  await invite(page, email);
  await sheet(page).getByRole("button", { name: "Done" }).click();
  await find(page, email);

  await choose(page, email, "Resend invitation");
  await expect(page.getByText(`Invitation to ${email} resent`)).toBeVisible();
  await choose(page, email, "New invitation link");
  await expect(page.getByText("Invitation link copied. Earlier links still work.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^http.*#./);

  await choose(page, email, "Withdraw invitation");
  await expect(page.getByText(`Invitation to ${email} withdrawn`)).toBeVisible();
  await expect(page.getByText(`No user matches “${email}”`)).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText(`Invitation to ${email} restored`)).toBeVisible();
  await expect(userRows(page).first()).toContainText(email);
});

test("the page of somebody invited offers the same, and leads back to the list", async ({ page }) => {
  await openUsers(page, NUMBER);
  const email = address("page");
  await invite(page, email);
  await sheet(page).getByRole("button", { name: "Done" }).click();
  await find(page, email);
  await userRows(page).first().getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(email);
  await page.getByRole("button", { name: "Resend invitation" }).click();
  await expect(page.getByText(`Invitation to ${email} resent`)).toBeVisible();
  await page.getByRole("button", { name: "Withdraw invitation" }).click();
  await expect(page).toHaveURL(/\/users$/);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText(`Invitation to ${email} restored`)).toBeVisible();
});

test("an invitation that ran out is sent again from its row", async ({ page }) => {
  await openUsers(page, NUMBER, "?status=expired");
  const row = userRows(page).first();
  const email = await row.getByRole("link").innerText();
  await row.getByRole("button", { name: /^Resend/ }).click();
  await expect(page.getByText(`Invitation to ${email} resent`)).toBeVisible();
  await expect(row).toBeHidden();
  const { id } = await organization(page, NUMBER);
  const { items } = await api(page, `/organizations/${id}/members?q=${encodeURIComponent(email)}`);
  expect(items[0].status).toBe("invited");
});

test("what somebody else changes appears without a reload", async ({ page, secondBrowser }) => {
  test.setTimeout(60_000);
  await openUsers(page, NUMBER);
  const email = address("elsewhere");
  await page.getByRole("searchbox", { name: "Search users" }).fill(email);
  await expect(page.getByText(`No user matches “${email}”`)).toBeVisible();
  const other = await secondBrowser(OTTO);
  await openUsers(other, NUMBER);
  await invite(other, email);
  await expect(userRows(page).first()).toContainText(email, { timeout: 25_000 });
});

test("who may not manage users is offered nothing", async ({ secondBrowser }) => {
  const page = await secondBrowser(EDDIE);
  const { id } = await organization(page, "10234");
  await page.goto(`/organizations/${id}/users`);
  await expect(page.getByRole("heading", { name: "What you can do" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Invite users" })).toHaveCount(0);
});

test("roles are changed on somebody's page, and taken back", async ({ page }) => {
  const id = await openUsers(page, NUMBER);
  const viewer = (await api(page, `/organizations/${id}/members?q=doerte.jaeger`)).items[0];
  await page.goto(`/organizations/${id}/users/${viewer.id}`);
  await page.getByRole("button", { name: "Change roles" }).click();
  const dialog = page.getByRole("dialog", { name: `Roles of ${viewer.name}` });
  await dialog.getByRole("checkbox", { name: /^Viewer/ }).uncheck();
  await expect(dialog.getByText("has no access to this organization")).toBeVisible();
  await dialog.getByRole("checkbox", { name: /^Editor/ }).check();
  await dialog.getByRole("button", { name: "Save roles" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(`Roles of ${viewer.name} changed`)).toBeVisible();
  const held = async () => (await api(page, `/organizations/${id}/members/${viewer.id}`)).roles.map((role) => role.name);
  expect(await held()).toEqual(["Editor"]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(held).toEqual(["Viewer"]);
});

test("the last administrator keeps the role, and the dialog says why", async ({ page }) => {
  await openUsers(page, NUMBER);
  // An organization of one's own has nobody else who administers it.
  const own = await page.evaluate(async () => {
    const headers = {
      "content-type": "application/json",
      "x-roster-client": "test",
      "idempotency-key": crypto.randomUUID(),
    };
    const body = JSON.stringify({ name: "Otto alone" });
    return (await fetch("/api/v1/organizations", { method: "POST", headers, body })).json();
  });
  const otto = (await api(page, `/organizations/${own.id}/members`)).items[0];
  await page.goto(`/organizations/${own.id}/users/${otto.id}`);
  await page.getByRole("button", { name: "Change roles" }).click();
  const dialog = page.getByRole("dialog", { name: `Roles of ${otto.name}` });
  await dialog.getByRole("checkbox", { name: /^Administrator/ }).uncheck();
  await dialog.getByRole("checkbox", { name: /^Viewer/ }).check();
  await dialog.getByRole("button", { name: "Save roles" }).click();
  await page.getByRole("button", { name: "Give up permissions" }).click();
  await expect(dialog.getByRole("alert")).toContainText("needs at least one administrator");
});

test("U29 F23 an address twice is one recipient, and a pasted name is kept", async ({ page }) => {
  const id = await openUsers(page, NUMBER);
  const email = address("named");
  await openSheet(page);
  await paste(page, `Ana Lima <${email}>، ${email.toUpperCase()} “${email}”`);
  await sheet(page).getByRole("checkbox", { name: /^Viewer/ }).check();
  await sheet(page).getByLabel("Message").fill("Welcome to the team");
  await sheet(page).getByRole("button", { name: "Invite 1 user" }).click();
  await expect(sheet(page).getByText("1 invitation created.")).toBeVisible();
  const { items } = await api(page, `/organizations/${id}/members?q=email:${email}`);
  expect(items.map(({ name, email }) => [name, email])).toEqual([["Ana Lima", email]]);
  await page.goto(`/organizations/${id}/users/${items[0].id}`);
  await expect(page.getByRole("complementary")).toContainText("“Welcome to the team”");
});
