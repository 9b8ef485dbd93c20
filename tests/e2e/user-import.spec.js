// Importing users: a file, what its columns mean, what would become of its rows, and what became of them.
import { expect, test } from "./fixtures.js";
import { api, organization, send } from "./app.js";
import { expectNoFaults } from "./axe.js";

const main = (page) => page.getByRole("main");
const dialog = (page) => page.getByRole("dialog");
const tab = (page, name) =>
  page.getByRole("navigation", { name: /^(Rows|Zeilen)$/ }).getByRole("link", { name: new RegExp(`^${name}`) });
const rows = (page) => main(page).locator(".r-diff tbody tr");

const HEAD = "First name;Surname;Mail;Short;Role;Legal entity;Reports to;Tel.;Cost centre";
const MESSY = [
  HEAD,
  "Jürgen;Großmann;j.grossmann@x.example;JGR;Editor;;ZNO;'+49 30 5550 1187;4410",
  "Zofia;Nowak;zofia@x.example;ZNO;Viewer|Editor;;;;4415",
  "Amélie;Dubois;amelie.dubois@x;;Viewer;;;;4420",
  "Tarek;Haddad;t.haddad@x.example;THA;Guest;;;;4410",
  "Óscar;Vidal;oscar@x.example;OVI;Viewer;;OVI;;4410",
  ";;bea@x.example;BEA;Editor;;;+49 30 1;4410",
  'Hana;"Sato;hana@x.example;;Viewer;;;;4410',
].join("\r\n");

/** An organization of one's own with an invited user, and the page of the import. */
async function ownImport(page, invited = ["bea@x.example"]) {
  const { id } = await send(page, "/organizations", { name: `Import ${Date.now().toString(36)}` });
  const { items } = await api(page, `/organizations/${id}/roles`);
  const viewer = items.find((role) => role.key === "viewer").id;
  if (invited.length > 0) {
    await send(page, `/organizations/${id}/invitations`, { emails: invited, roles: [viewer], send_email: false });
  }
  await page.goto(`/organizations/${id}/users`);
  await page.getByRole("link", { name: /^Import(ieren)?$/ }).click();
  return id;
}

const choose = (page, text, encoding = "utf8") =>
  page.locator('input[type="file"]').setInputFiles({
    name: "people-2026-11.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(text, encoding),
  });

async function downloaded(page, press) {
  const downloading = page.waitForEvent("download");
  await press();
  const stream = await (await downloading).createReadStream();
  let text = "";
  for await (const part of stream) text += part;
  return text;
}

test("USR-7 a messy file of users is checked, imported, and its rejects are mended", async ({ page }) => {
  // Every step is looked at in both themes.
  test.slow();
  const id = await ownImport(page);
  await expect(page.getByRole("heading", { name: "Import users", level: 1 })).toBeVisible();
  await expectNoFaults(page);
  await choose(page, MESSY);
  await expect(page).toHaveURL(/step=columns$/);
  await expect(main(page)).toContainText("people-2026-11.csv");
  await expect(main(page)).toContainText(/7 rows, 9 columns, \d+ B/);
  await expect(main(page)).toContainText("8 of 9 columns are matched.");
  await expect(page.getByLabel("Encoding")).toHaveValue("utf-8");
  await expect(page.getByLabel("Field for Reports to")).toHaveValue("supervisor");
  await expect(main(page)).toContainText("“Guest” is not a role.");
  await expect(page.getByRole("complementary", { name: "Summary" })).toContainText("Found by email1");
  await expectNoFaults(page);

  // What a value means is said once for all rows.
  await page.getByRole("button", { name: "Match values" }).click();
  await dialog(page).getByLabel("Meaning of Guest").selectOption({ label: "Viewer" });
  await expectNoFaults(page);
  await dialog(page).getByRole("button", { name: "Match", exact: true }).click();
  await expect(main(page)).not.toContainText("“Guest” is not a role.");
  await page.getByRole("button", { name: "Check 7 rows" }).click();

  await expect(page).toHaveURL(/job=job_/);
  await expect(main(page)).toContainText("Importing sends 3 invitations.");
  await expect(tab(page, "New")).toContainText("3");
  await expect(tab(page, "Refused")).toContainText("3");
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toContainText("Before: ViewerAfter: Editor");
  await expectNoFaults(page);
  await tab(page, "Refused").click();
  await expect(page).toHaveURL(/rows=refused/);
  await page.emulateMedia({ forcedColors: "active" });
  const background = (link) => link.evaluate((it) => getComputedStyle(it).backgroundColor);
  expect(await background(tab(page, "Refused"))).not.toBe(await background(tab(page, "New")));
  await page.emulateMedia({ forcedColors: "none" });
  await expect(main(page)).toContainText("Would be their own supervisor.");
  await expect(main(page)).toContainText("A quotation mark is not closed, or has text behind it.");
  await expectNoFaults(page);
  // The URL is enough to come back.
  await page.reload();
  await expect(rows(page)).toHaveCount(3);

  await page.getByRole("button", { name: "Import 4 rows" }).click();
  await expect(main(page)).toContainText("3 created, 1 changed. 3 rows were refused.", { timeout: 15_000 });
  const members = await api(page, `/organizations/${id}/members?limit=200`);
  const found = (email) => members.items.find((member) => member.email === email);
  expect(found("j.grossmann@x.example").supervisor.name).toBe("Zofia Nowak");
  expect(found("t.haddad@x.example").roles.map((role) => role.name)).toEqual(["Viewer"]);
  expect(found("bea@x.example").signature).toBe("BEA");

  const rejects = await downloaded(page, () => page.getByRole("button", { name: "Download rejects" }).click());
  expect(rejects.split("\r\n")[0]).toBe(`\ufeff${HEAD};Reason`);
  expect(rejects).toContain("Amélie;Dubois;amelie.dubois@x;;Viewer;;;;4420;Email: Not a complete address.");
  const mended = rejects.replace("amelie.dubois@x;", "amelie.dubois@x.example;").replace(";OVI;;4410", ";ZNO;;4410")
    .replace('"""Sato"', "Sato");
  await page.getByRole("link", { name: "Go to users" }).click();
  await page.getByRole("link", { name: "Import", exact: true }).click();
  await choose(page, mended);
  await page.getByRole("button", { name: /^Check \d+ rows$/ }).click();
  await expect(tab(page, "New")).toContainText("3");
});

test("USR-7 pasted rows get links, and whoever is missing is shown before", async ({ page }) => {
  await ownImport(page, []);
  await page.getByLabel("Or paste rows from a spreadsheet").fill("Mail\tRolle\nada@acme.example\t\nn@x.example\tBetrachter\n");
  await page.getByRole("button", { name: "Check rows" }).click();
  await page.getByRole("radio", { name: /^Invite with links/ }).check();
  await page.getByRole("checkbox", { name: /^Deactivate users who are not in the file/ }).check();
  await page.getByRole("button", { name: "Check 2 rows" }).click();
  await expect(tab(page, "New")).toContainText("1");
  await expect(tab(page, "Not in the file")).toHaveCount(0);
  await page.getByRole("button", { name: "Import 1 row" }).click();
  const links = await downloaded(page, () => page.getByRole("button", { name: "Download links" }).click());
  expect(links).toMatch(/^\ufeffRow,Email,Link\r\n3,n@x\.example,http[^\r]*\/invitation#[\w-]{43}\r\n$/);
});

test("USR-7 the exported list changes nothing", async ({ page }) => {
  const acme = await organization(page, "10234");
  const file = await page.request.get(`/api/v1/organizations/${acme.id}/members/export`);
  await page.goto(`/organizations/${acme.id}/users/import`);
  await choose(page, await file.text());
  await page.getByRole("button", { name: /^Check [\d,]+ rows$/ }).click();
  await expect(tab(page, "Unchanged")).toContainText(/1,\d\d\d/, { timeout: 20_000 });
  await expect(tab(page, "Changed")).toContainText("0");
  await expect(tab(page, "Refused")).toContainText("0");
  await expect(main(page)).toContainText("No row is new or changed.");
});

test("USR-7 who cannot import users gets no import", async ({ page, stateOf, browser }) => {
  const acme = await organization(page, "10234");
  const context = await browser.newContext({ storageState: await stateOf("vera@acme.example") });
  const vera = await context.newPage();
  await vera.goto(`${new URL(page.url()).origin}/organizations/${acme.id}/users/import`);
  await expect(vera.getByRole("heading", { name: "Import users" })).toHaveCount(0);
  await context.close();
});

for (const width of [390, 720]) {
  test.describe(`in German at ${width}`, () => {
    test.use({ viewport: { width, height: 844 }, locale: "de-DE", hasTouch: true });

    test(`USR-7 users are imported in German at ${width}`, async ({ page }) => {
      test.slow();
      await ownImport(page);
      await expect(page.getByRole("heading", { name: "Benutzer importieren", level: 1 })).toBeVisible();
      const fits = async () =>
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await fits();
      await choose(page, MESSY);
      await expect(main(page)).toContainText("8 von 9 Spalten sind zugeordnet.");
      await fits();
      await expectNoFaults(page);
      await page.getByRole("button", { name: "7 Zeilen prüfen" }).click();
      await expect(tab(page, "Abgelehnt")).toContainText("4");
      await fits();
      await tab(page, "Abgelehnt").click();
      await expect(main(page)).toContainText("Keine Rolle heißt so.");
      await fits();
      await expectNoFaults(page);
      await page.getByRole("button", { name: "3 Zeilen importieren" }).click();
      await expect(main(page)).toContainText("2 angelegt, 1 geändert.", { timeout: 15_000 });
      await fits();
    });
  });
}
