// Contacts: in the demo's data, and in an organization of the reader's own, with the import of tables.
import { expect, test } from "./fixtures.js";
import { api, organization, send } from "./app.js";
import { expectNoFaults } from "./axe.js";

const main = (page) => page.getByRole("main");
const rows = (page) => page.locator("[data-row-id]");
const names = (page) => rows(page).locator(".r-who__name bdi");
const dialog = (page) => page.getByRole("dialog");

/** An organization of one's own, and its list of contacts. */
async function ownOrganization(page, contacts = []) {
  const { id } = await send(page, "/organizations", { name: `People ${Date.now().toString(36)}` });
  for (const contact of contacts) await send(page, `/organizations/${id}/contacts`, contact);
  await page.goto(`/organizations/${id}/contacts`);
  return id;
}

test("CON-1 a contact is created, edited, deleted and restored", async ({ page }) => {
  const id = await ownOrganization(page);
  await expect(main(page)).toContainText("No contacts yet");
  await page.getByRole("button", { name: "New contact" }).first().click();
  await dialog(page).getByLabel("First name", { exact: true }).fill("Nadia");
  await dialog(page).getByLabel("Last name").fill("Ferrante");
  await dialog(page).getByRole("checkbox", { name: /^Emergency/ }).check();
  await dialog(page).getByLabel("Email", { exact: true }).fill("n.ferrante@acme.example");
  await dialog(page).getByRole("button", { name: "Create contact" }).click();
  await expect(dialog(page)).toContainText("Add a phone number, or clear the purpose Emergency.");
  await expect(dialog(page)).toContainText("1 field to correct");
  await dialog(page).getByLabel("Phone", { exact: true }).fill("+39 02 5550");
  await dialog(page).getByLabel("Language", { exact: true }).selectOption("it");
  await dialog(page).getByRole("button", { name: "Create contact" }).click();
  await expect(page.getByText("Nadia Ferrante created")).toBeVisible();
  await expect(names(page)).toHaveText(["Nadia Ferrante"]);
  await expect(rows(page).first()).toContainText("Emergency");
  await expect(rows(page).first().getByRole("link", { name: "+39 02 5550" })).toHaveAttribute("href", "tel:+39025550");

  await page.getByRole("button", { name: "Actions for Nadia Ferrante" }).click();
  await page.getByRole("menuitem", { name: "Edit contact" }).click();
  await dialog(page).getByLabel(/^Company/).fill("Acme Milano");
  await dialog(page).getByRole("button", { name: "Close" }).click();
  const question = page.getByRole("dialog", { name: "Discard what you typed?" });
  await question.getByRole("button", { name: "Keep editing" }).click();
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await expect(rows(page).first()).toContainText("Acme Milano");

  await page.getByRole("button", { name: "Actions for Nadia Ferrante" }).click();
  await page.getByRole("menuitem", { name: "Delete contact" }).click();
  await expect(dialog(page)).toHaveAccessibleName("Delete Nadia Ferrante?");
  await dialog(page).getByRole("button", { name: "Delete contact" }).click();
  await expect(main(page)).toContainText("No contacts yet");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(names(page)).toHaveText(["Nadia Ferrante"]);
  const [contact] = (await api(page, `/organizations/${id}/contacts`)).items;
  expect([contact.company, contact.language, contact.purposes]).toEqual(["Acme Milano", "it", ["emergency"]]);
});

test("CON-1 another contact with the same address is named, and can be saved all the same", async ({ page }) => {
  await ownOrganization(page, [{ given_name: "Day desk", email: "desk@acme.example" }]);
  await page.getByRole("button", { name: "New contact" }).click();
  await dialog(page).getByLabel("First name", { exact: true }).fill("Night desk");
  await dialog(page).getByLabel("Email", { exact: true }).fill("Desk@acme.example");
  await dialog(page).getByLabel("Phone", { exact: true }).focus();
  await expect(dialog(page)).toContainText("Day desk already has this address.");
  await dialog(page).getByRole("button", { name: "Create contact" }).click();
  await expect(names(page)).toHaveText(["Day desk", "Night desk"]);
});

test("CON-1 a contact is invited as a user, and stays a contact", async ({ page }) => {
  const id = await ownOrganization(page, [{ given_name: "Ines", family_name: "Roth", email: "ines.roth@guest.example" }]);
  await names(page).first().click();
  await expect(page.getByRole("heading", { name: "Ines Roth", level: 1 })).toBeVisible();
  await expectNoFaults(page);
  await page.getByRole("button", { name: "Invite as user…" }).click();
  await expect(dialog(page)).toContainText("ines.roth@guest.example");
  await dialog(page).getByRole("checkbox", { name: /^Viewer/ }).check();
  await dialog(page).getByRole("button", { name: "Invite 1 user" }).click();
  await dialog(page).getByRole("button", { name: "Done" }).click();
  await expect(main(page).getByRole("link", { name: "ines.roth@guest.example" }).last()).toBeVisible();
  await expect(page.getByRole("button", { name: "Invite as user…" })).toHaveCount(0);
  const [contact] = (await api(page, `/organizations/${id}/contacts?user=yes`)).items;
  expect(contact.name).toBe("Ines Roth");
});

test("CON-1 the demo's contacts are found by purpose, language and being a user", async ({ page }) => {
  const { id: acme } = await organization(page, "10234");
  await page.goto(`/organizations/${acme}/contacts`);
  await expect(page.getByRole("heading", { name: /Contacts 57/ })).toBeVisible();
  await expectNoFaults(page);
  await page.goto(`/organizations/${acme}/contacts?user=yes`);
  await expect(names(page)).toHaveText(["Jürgen Großmann"]);
  await page.goto(`/organizations/${acme}/contacts?purpose=emergency&q=hanako`);
  await expect(names(page)).toHaveText(["Hanako Yamada"]);
});

const MESSY = [
  "Vorname;Nachname;E-Mail;Telefon;Zweck;Kostenstelle",
  "Bea;Lee;bea@x.example;;Technik;4410",
  "Cid;;cid@x;;;4415",
  "Dan;;;;Notfall;4420",
  "Bea;Lee;BEA@x.example;;;4410",
  'Eve;"Roth; Meier";;+49 30 1112;Notfall, Technik;',
].join("\r\n");

test("USR-7 a messy file is checked, imported, and its refused rows are downloaded", async ({ page }) => {
  const id = await ownOrganization(page, [{ given_name: "Bea", email: "bea@x.example" }]);
  await page.getByRole("button", { name: "Import" }).click();
  await expect(dialog(page)).toContainText("Nothing is saved yet.");
  // As a spreadsheet on Windows writes it.
  const file = { name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(`${MESSY}\r\nJ\u00fcrgen;;;112;;`, "latin1") };
  await page.locator('input[type="file"]').setInputFiles(file);
  await expect(dialog(page)).toContainText("5 of 6 columns are imported.");
  await expect(dialog(page).getByLabel("Encoding")).toHaveValue("windows-1252");
  await expect(dialog(page).getByLabel("Separator")).toHaveValue("semicolon");
  await expect(dialog(page).getByLabel("Field for Zweck")).toHaveValue("purposes");
  await expect(dialog(page).getByRole("button", { name: /^Refused/ })).toContainText("3");
  await expect(dialog(page)).toContainText("Not a complete address.");
  await expect(dialog(page)).toContainText("Emergency contacts need a phone number.");
  await expect(dialog(page)).toContainText("About the same as row 2.");
  await dialog(page).getByRole("button", { name: /^Changed/ }).click();
  await expect(dialog(page)).toContainText("Bea Lee");
  await expectNoFaults(page);

  // A column that is not imported changes the numbers at once.
  await dialog(page).getByLabel("Field for Telefon").selectOption("");
  await expect(dialog(page).getByRole("button", { name: /^New/ })).toContainText("0");
  await dialog(page).getByLabel("Field for Telefon").selectOption("phone");
  await expect(dialog(page).getByRole("button", { name: /^New/ })).toContainText("2");

  const downloading = page.waitForEvent("download");
  await dialog(page).getByRole("button", { name: "Download refused rows" }).click();
  const stream = await (await downloading).createReadStream();
  let rejects = "";
  for await (const part of stream) rejects += part;
  expect(rejects.split("\r\n")[0]).toBe("\ufeffVorname;Nachname;E-Mail;Telefon;Zweck;Kostenstelle;Reason");
  expect(rejects.split("\r\n")[1]).toBe("Cid;;cid@x;;;4415;Email: Not a complete address.");

  await dialog(page).getByRole("button", { name: "Import 3 rows" }).click();
  await expect(dialog(page)).toContainText("2 created, 1 changed.");
  await dialog(page).getByRole("button", { name: "Close" }).last().click();
  await expect(names(page)).toHaveText(["Bea Lee", "Eve Roth; Meier", "Jürgen"]);
  expect((await api(page, `/organizations/${id}/contacts?purpose=emergency`)).items[0].phone).toBe("+49 30 1112");
});

test("USR-7 pasted rows become devices, and what is no table is refused", async ({ page }) => {
  const { id } = await send(page, "/organizations", { name: `Things ${Date.now().toString(36)}` });
  await page.goto(`/organizations/${id}/devices`);
  await page.getByRole("button", { name: "Import" }).click();
  const text = dialog(page).getByLabel("Or paste rows from a spreadsheet");
  await text.fill('External ID\tName\n"D-1\tPump\n');
  await dialog(page).getByRole("button", { name: "Check rows" }).click();
  await expect(dialog(page)).toContainText("A quotation mark is not closed, or has text behind it. See row 2.");
  await text.fill("Nummer\tName\tStandort\nD-1\tPump 1\tRoof\nD-2\tPump 2\tRoof\n");
  await dialog(page).getByRole("button", { name: "Check rows" }).click();
  await expect(dialog(page)).toContainText("Choose a column for External ID.");
  await dialog(page).getByLabel("Field for Nummer").selectOption("external_id");
  await dialog(page).getByRole("button", { name: "Import 2 rows" }).click();
  await expect(dialog(page)).toContainText("2 created, 0 changed.");
  await dialog(page).getByRole("button", { name: "Close" }).last().click();
  await expect(names(page)).toHaveText(["Pump 1", "Pump 2"]);
  await page.getByRole("button", { name: "Location", exact: true }).first().click();
  await page.getByRole("dialog", { name: "Filter by location" }).getByRole("checkbox", { name: /^Roof/ }).check();
  await expect(page).toHaveURL(/location=loc_/);
  await expect(names(page)).toHaveText(["Pump 1", "Pump 2"]);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("CON-1 a contact is created, found and called by touch", async ({ page }) => {
    await ownOrganization(page);
    await page.getByRole("button", { name: "New contact" }).first().tap();
    await dialog(page).getByLabel("First name", { exact: true }).fill("Joris");
    await dialog(page).getByLabel("Phone", { exact: true }).fill("+31 10 555");
    await dialog(page).getByRole("button", { name: "Create contact" }).tap();
    await expect(names(page)).toHaveText(["Joris"]);
    await expect(rows(page).first().getByRole("link", { name: "+31 10 555" })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await names(page).first().tap();
    await expect(page.getByRole("heading", { name: "Joris", level: 1 })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await expectNoFaults(page);
  });
});
