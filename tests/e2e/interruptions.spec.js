import { ADA, PASSWORD, expect, test } from "./fixtures.js";
import { api, expectRows, apiIds, openUsers, organization, rowIds, userRows, usersTable, withoutStream } from "./app.js";

const search = (page) => page.getByRole("searchbox", { name: "Search users" });

test("an expired session is renewed in place, and nothing on the page is lost", async ({ page, context }) => {
  const id = await openUsers(page, "10234", "?status=active");
  await context.clearCookies();
  await search(page).fill("hopper");
  const dialog = page.getByRole("dialog", { name: "Sign in again to continue" });
  await expect(dialog).toBeVisible();
  await expect(page).toHaveURL(/\/users\?/);
  await dialog.getByLabel(`Password for ${ADA}`).fill(PASSWORD);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toBeHidden();
  await expect(search(page)).toHaveValue("hopper");
  await expectRows(page, await apiIds(page, id, "status=active&q=hopper"));
});

test("a wrong password in place is said there, and another account can be used", async ({ page, context }) => {
  await openUsers(page);
  await context.clearCookies();
  await search(page).fill("hopper");
  const dialog = page.getByRole("dialog", { name: "Sign in again to continue" });
  await dialog.getByLabel(`Password for ${ADA}`).fill("not the password");
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toContainText("is wrong");
  await dialog.getByRole("button", { name: "Use another account" }).click();
  await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
  await expect(usersTable(page)).toHaveCount(0);
});

test("a page that was left open looks for news without keeping its session alive", async ({ page }) => {
  await page.clock.install();
  // With a stream of changes it does not look.
  await withoutStream(page);
  const refused = page.waitForRequest(/\/events(\?|$)/);
  await openUsers(page);
  await page.clock.fastForward(2_000);
  await refused;
  /** Lets time pass until the list has been asked for anew; whether that was said to be for nobody. */
  const isUnattended = async (seconds) => {
    const asked = page.waitForRequest(/\/members(\?|$)/);
    await page.clock.fastForward(seconds * 1000);
    return (await asked).headers()["x-roster-unattended"] === "1";
  };
  expect(await isUnattended(16)).toBe(false);
  expect(await isUnattended(31)).toBe(true);
  await usersTable(page).getByRole("columnheader", { name: "Roles" }).hover();
  await page.mouse.wheel(0, 100);
  expect(await isUnattended(16)).toBe(false);
});

test("offline is said, what is on screen stays, and it goes on when the network is back", async ({ page, context }) => {
  const id = await openUsers(page);
  const before = await userRows(page).count();
  await context.setOffline(true);
  await expect(page.getByText("You are offline.")).toBeVisible();
  await search(page).fill("hopper");
  await expect(page.getByRole("button", { name: /Retry now|Try again/ }).first()).toBeVisible();
  expect(before).toBeGreaterThan(0);
  await context.setOffline(false);
  await expect(page.getByText("You are offline.")).toBeHidden();
  await expect(search(page)).toHaveValue("hopper");
  await expectRows(page, await apiIds(page, id, "q=hopper"));
});

test("U21 a search that nobody answers leaves the rows before it, and comes by itself later", async ({ page }) => {
  const id = await openUsers(page);
  const before = await rowIds(page);
  await page.route("**/api/v1/**", (route) => route.abort());
  await search(page).fill("hopper");
  await expect(page.getByText("Roster can't be reached.")).toBeVisible();
  await expect(page.getByText("Results of the previous search")).toBeVisible();
  expect(await rowIds(page)).toEqual(before);
  await page.unroute("**/api/v1/**");
  await expect(page.getByText("Roster can't be reached.")).toBeHidden();
  await expectRows(page, await apiIds(page, id, "q=hopper"));
  await expect(page.getByText("Results of the previous search")).toBeHidden();
});

test("a newer app on the server is said once, and a reload brings it", async ({ page }) => {
  await page.clock.install();
  await openUsers(page);
  await page.route("**/api/v1/**", async (route) => {
    // A stream never ends.
    if (/\/events(\?|$)/.test(route.request().url())) return route.abort();
    const answer = await route.fetch();
    await route.fulfill({ response: answer, headers: { ...answer.headers(), "x-roster-build": "another" } });
  });
  await page.clock.fastForward(16_000);
  await expect(page.getByText("A newer version of Roster is there.")).toBeVisible();
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(userRows(page).first()).toBeVisible();
  await page.clock.fastForward(16_000);
  await expect(page.getByText("A newer version of Roster is there.")).toBeHidden();
});

test("L6 a captive portal's page instead of an answer is never taken for one", async ({ page }) => {
  await openUsers(page);
  await page.route(/\/members(\?|$)/, (route) =>
    route.fulfill({ status: 200, contentType: "text/html", body: "<h1>Welcome to the hotel</h1>" }),
  );
  await search(page).fill("hopper");
  await expect(page.getByText("The list couldn't be loaded")).toBeVisible();
  await expect(page.getByText("Welcome to the hotel")).toHaveCount(0);
});

test.describe("after a panic", () => {
  test.use({ expectedComplaints: [/panicked|provoked|unreachable|RuntimeError/] });

  test("L4 the recovery screen is drawn within a second, and reloading helps", async ({ page }) => {
    await page.addInitScript(() => {
      addEventListener("roster:ready", (event) => {
        globalThis.rosterHandle = event.detail;
      });
    });
    await openUsers(page);
    await page.evaluate(() => {
      setTimeout(() => globalThis.rosterHandle.provoke_panic());
    });
    await expect(page.getByRole("heading", { name: "Roster stopped unexpectedly" })).toBeVisible({ timeout: 1_000 });
    await expect(page.getByRole("button", { name: "Copy report" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Go to my organization" })).toBeVisible();
    await page.getByRole("button", { name: "Reload" }).click();
    await expect(usersTable(page)).toBeVisible();
  });

  test("L4 what was typed is still there after a crash and a reload", async ({ page }) => {
    await page.addInitScript(() => {
      addEventListener("roster:ready", (event) => {
        globalThis.rosterHandle = event.detail;
      });
    });
    const panic = () => page.evaluate(() => void setTimeout(() => globalThis.rosterHandle.provoke_panic()));
    await openUsers(page);
    await page.getByRole("main").getByRole("button", { name: "Invite users" }).click();
    const sheet = page.getByRole("dialog", { name: "Invite users" });
    await sheet.getByLabel("Email addresses").fill("nina@new.example,noah@new.ex");
    await sheet.getByLabel(/Message/).fill("See you on Monday.");
    await panic();
    await expect(page.getByText("What you were typing is kept, too.")).toBeVisible();
    await page.getByRole("button", { name: "Reload" }).click();
    await page.getByRole("main").getByRole("button", { name: "Invite users" }).click();
    await expect(sheet).toContainText("nina@new.example");
    await expect(sheet.getByLabel(/Message/)).toHaveValue("See you on Monday.");

    const { id } = await organization(page, "10234");
    const { items } = await api(page, `/organizations/${id}/members?q=hopper&status=active`);
    await page.goto(`/organizations/${id}/users/${items[0].id}`);
    const note = page.getByRole("textbox", { name: "Note" });
    await note.fill("Has the key to the roof.");
    await panic();
    await expect(page.getByText("What you were typing is kept, too.")).toBeVisible();
    page.on("dialog", (dialog) => dialog.accept());
    await page.getByRole("button", { name: "Reload" }).click();
    await expect(note).toHaveValue("Has the key to the roof.");
    await expect(page.getByText("1 unsaved change")).toBeVisible();
    await page.getByRole("button", { name: "Discard" }).click();
    await page.reload();
    await expect(note).toHaveValue(items[0].note ?? "");
  });

  test("L4 the way back leads to the organization", async ({ page }) => {
    await page.addInitScript(() => {
      addEventListener("roster:ready", (event) => {
        globalThis.rosterHandle = event.detail;
      });
    });
    await openUsers(page);
    await page.evaluate(() => {
      setTimeout(() => globalThis.rosterHandle.provoke_panic());
    });
    await page.getByRole("link", { name: "Go to my organization" }).click();
    await expect(usersTable(page)).toBeVisible();
  });
});

test.describe("a page whose file does not come", () => {
  test.use({ expectedComplaints: [/Failed to load resource|Failed to fetch/] });

  test("says so, and trying again helps", async ({ page }) => {
    const files = "**/assets/snippets/parts/split_pages-*.wasm";
    await openUsers(page);
    await page.route(files, (route) => route.abort());
    await page.getByRole("navigation").getByRole("link", { name: "Roles" }).click();
    await expect(page.getByText("This page couldn't be loaded")).toBeVisible();
    await page.unroute(files);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("heading", { name: "Roles", level: 1 })).toBeVisible();
  });

  test("U21 comes by itself when the network is back", async ({ page, context }) => {
    await openUsers(page);
    await context.setOffline(true);
    await page.getByRole("navigation").getByRole("link", { name: "Roles" }).click();
    await expect(page.getByText("This page couldn't be loaded")).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByRole("heading", { name: "Roles", level: 1 })).toBeVisible();
  });
});

for (const [what, change] of [
  ["a required field is missing", (answer) => answer.replace(/"status":"\w+",?/, "")],
  ["a field has another type", (answer) => answer.replace(/"version":\d+/, '"version":"1"')],
  ["a number is too large", (answer) => answer.replace(/"version":\d+/, '"version":18446744073709551616')],
  ["it is nested 10,000 deep", (answer) => answer.replace(/"status":"\w+"/, `"status":${"[".repeat(10_000)}${"]".repeat(10_000)}`)],
]) {
  test(`a page of users in which ${what} is not shown, and trying again helps`, async ({ page }) => {
    const { id } = await organization(page, "10234");
    const requests = /\/start\?|\/members(\?|$)/;
    await page.route(requests, async (route) => {
      const answer = await route.fetch();
      const [, before, members] = /^(.*"members":)?(.*)$/s.exec(await answer.text());
      await route.fulfill({ response: answer, body: (before ?? "") + change(members) });
    });
    await page.goto(`/organizations/${id}/users`);
    await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
    await expect(userRows(page)).toHaveCount(0);
    await page.unroute(requests);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(userRows(page).first()).toBeVisible();
  });
}

test.describe("without its program", () => {
  test.use({ expectedComplaints: [/Failed to fetch/] });

  test("the page says that it couldn't start instead of staying blank", async ({ page }) => {
    await page.route("**/assets/*.wasm", (route) => route.abort());
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Roster couldn't start" })).toBeVisible();
    await page.unroute("**/assets/*.wasm");
    await page.getByRole("button", { name: "Reload" }).click();
    await expect(usersTable(page)).toBeVisible();
  });
});
