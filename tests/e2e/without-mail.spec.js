// Invitations on a server that sends no mail: links are copied and passed on.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { PASSWORD, test as base, expect } from "./fixtures.js";
import { openUsers, organization, userRows } from "./app.js";
import { inviteAll, sheet, theWholeWay } from "./invited.js";
import { createAdministrator, serve } from "./serve.js";

const ADMINISTRATOR = "ruth@first.example";
const KNOWN = "omar@second.example";
const FIRST = "First Example";

const test = base.extend({
  serverUrl: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), "roster-without-mail-"));
      const database = `sqlite://${join(folder, "roster.db")}`;
      for (const [email, name, organization] of [
        [ADMINISTRATOR, ["Ruth", "First"], FIRST],
        [KNOWN, ["Omar", "Second"], "Second Example"],
      ]) {
        createAdministrator(database, { email, name, organization, password: PASSWORD });
      }
      const server = await serve(database);
      await use(server.url);
      await server.stop();
      rmSync(folder, { recursive: true });
    },
    { scope: "worker" },
  ],
});

test.use({ account: ADMINISTRATOR, permissions: ["clipboard-read", "clipboard-write"] });

test("the same way without any mail server, by copied links", async ({ browser, page, secondBrowser }) => {
  test.setTimeout(120_000);
  const emails = ["amelie.dubois@newcomer.example", KNOWN, "third@newcomer.example"];
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.goto("/");
  await expect(page.getByRole("heading", { name: /^Users/ })).toBeVisible();
  const { items } = await (await page.request.get("/api/v1/organizations")).json();
  const { number } = items.find((one) => one.name === FIRST);
  await openUsers(page, number, "?sort=-invited_at");

  await page.getByRole("main").getByRole("button", { name: "Invite users" }).click();
  await expect(sheet(page).getByText("This server doesn't send email")).toBeVisible();
  await expect(sheet(page).getByRole("switch", { name: "Send invitation email" })).toBeDisabled();
  await sheet(page).getByRole("button", { name: "Close" }).click();
  await inviteAll(page, emails);
  await expect(sheet(page).getByText("No email was sent. Share the links.")).toBeVisible();
  await sheet(page).getByRole("button", { name: "Copy 3 links" }).click();
  await expect(sheet(page).getByRole("button", { name: "Copied", exact: true })).toBeVisible();
  const links = new Map((await copied()).split("\n").map((line) => line.split("\t")));
  await sheet(page).getByRole("button", { name: "Done" }).click();
  expect((await organization(page, number)).name).toBe(FIRST);

  const linkTo = async (email, nth) => {
    if (nth === 0) return links.get(email);
    // What was sent again is on the clipboard.
    await expect.poll(copied).not.toContain(links.get(email));
    await expect.poll(copied).toMatch(/\/invitation#/);
    return copied();
  };
  await page.evaluate(() => navigator.clipboard.writeText(""));
  const colleague = await secondBrowser(KNOWN);
  await theWholeWay({ browser, page, colleague, emails, number, linkTo });
});

test("no address can be changed, and the page and the menu say why", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: /^Users/ })).toBeVisible();
  await userRows(page).first().getByRole("link").click();
  const email = page.getByRole("textbox", { name: "Email", exact: true });
  await expect(email).toHaveAccessibleDescription(/It can't be changed: this server sends no email/);
  await expect(page.getByRole("main").getByRole("button", { name: "Change email address" })).toHaveCount(0);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Change email address" }).click();
  await expect(page.getByRole("dialog")).toContainText("This server sends no email, so nobody can confirm a new address.");
  await expect(page.getByRole("dialog").getByRole("textbox")).toHaveCount(0);
});
