// Whoever looks after many organizations starts where they were, and finds recent and pinned ones first (U17).
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { NOBODY, PASSWORD, expect, signIn, test as base } from "./fixtures.js";
import { send, switchButton, switcher } from "./app.js";
import { createAdministrator, serve } from "./serve.js";

const ADMINISTRATOR = "ruth@first.example";
const NAMES = ["Alpha Example", "Beta Example", "Gamma Example", "Delta Example"];

const test = base.extend({
  serverUrl: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), "roster-recent-"));
      const database = `sqlite://${join(folder, "roster.db")}`;
      const first = { email: ADMINISTRATOR, name: ["Ruth", "First"], organization: NAMES[0], password: PASSWORD };
      createAdministrator(database, first);
      const server = await serve(database);
      await use(server.url);
      await server.stop();
      rmSync(folder, { recursive: true });
    },
    { scope: "worker" },
  ],
});

test.use({ account: ADMINISTRATOR, remembersOrganizations: true });

const options = (page) => switcher(page).getByRole("option");

async function goTo(page, name) {
  await switchButton(page).click();
  await options(page).filter({ hasText: name }).click();
  await expect(switchButton(page)).toContainText(name);
}

test("U17 the next session starts where the last one ended; recent and pinned organizations come first", async ({
  page,
  browser,
  baseURL,
}) => {
  for (const name of NAMES.slice(1)) await send(page, "/organizations", { name });
  // Each visit is noted before the next one begins.
  const visited = () => page.waitForResponse((answer) => answer.url().endsWith("/visit") && answer.status() === 204);
  const first = visited();
  await page.goto("/");
  await expect(switchButton(page)).toContainText(NAMES[0]);
  await first;
  for (const name of ["Gamma Example", "Beta Example"]) {
    const next = visited();
    await goTo(page, name);
    await next;
  }

  await test.step("another browser starts in the organization used last", async () => {
    const context = await browser.newContext({ baseURL, storageState: NOBODY });
    const other = await context.newPage();
    await other.goto("/sign-in");
    await signIn(other, ADMINISTRATOR);
    await expect(switchButton(other)).toContainText("Beta Example");
    await context.close();
  });

  await test.step("recent ones stand above the others, the last one first", async () => {
    await page.reload();
    await switchButton(page).click();
    await expect(switcher(page)).toContainText("Recent");
    await expect(options(page)).toContainText(["Beta Example", "Gamma Example", "Alpha Example", "Delta Example"]);
    await expect(options(page)).toHaveCount(4);
  });

  await test.step("a pinned one stands above them, also for the keyboard", async () => {
    await page.keyboard.press("Escape");
    await goTo(page, "Delta Example");
    await switchButton(page).click();
    await switcher(page).getByRole("button", { name: "Pin this organization" }).click();
    await expect(switcher(page).getByRole("button", { name: "Unpin this organization" })).toBeVisible();
    await page.keyboard.press("Escape");
    await goTo(page, "Alpha Example");
    await switchButton(page).click();
    await expect(switcher(page)).toContainText("Pinned");
    await expect(options(page).nth(1)).toContainText("Delta Example");
    await page.keyboard.press("Enter");
    await expect(switchButton(page)).toContainText("Delta Example");
  });

  await test.step("a search finds each once", async () => {
    await switchButton(page).click();
    await page.keyboard.type("example");
    await expect(options(page).filter({ hasText: "Gamma Example" })).toHaveCount(1);
    await expect(switcher(page)).not.toContainText("Recent");
  });
});
