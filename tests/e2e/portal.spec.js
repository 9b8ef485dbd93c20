import { expect, test } from "./fixtures.js";
import { apiIds, expectRows, organization, userRows, usersTable } from "./app.js";

/** How the host's own elements look, and the address that its links have. */
const hostLook = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("html, body, body > header, header a, nav a, .portal-content, .portal-title")].map(
      (element) => {
        const { color, backgroundColor, fontFamily, fontSize, padding, margin, display } = getComputedStyle(element);
        return { name: element.outerHTML.slice(0, 60), color, backgroundColor, fontFamily, fontSize, padding, margin, display };
      },
    ),
  );

/** The element alone, without the host. */
const element = (page) => page.locator("roster-admin");

test("the portal shows the users, filters, and opens one below its own path", async ({ page }) => {
  const { id } = await organization(page, "10234");
  await page.goto("/portal/users");
  await expect(userRows(page).first()).toBeVisible();
  await expect(usersTable(page)).toHaveAccessibleName("Users, 1,248");
  await expect(page).toHaveURL(/\/portal\/users\//);

  await page.getByRole("group", { name: "Filters" }).getByRole("button", { name: "Status" }).click();
  await page.getByRole("dialog", { name: "Filter by status" }).getByRole("checkbox", { name: "Expired" }).click();
  await page.keyboard.press("Escape");
  await expectRows(page, await apiIds(page, id, "status=expired"));
  const list = page.url();
  expect(list).toContain(`/portal/users/organizations/${id}/users?status=expired`);

  const member = await userRows(page).first().getAttribute("data-row-id");
  await userRows(page).first().getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/portal/users/organizations/${id}/users/${member}$`));
  await expect(element(page).getByRole("heading", { level: 1 })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(list);
  await expectRows(page, await apiIds(page, id, "status=expired"));
});

test("an address that the portal goes to right after a key is not taken back", async ({ page }) => {
  await page.clock.install();
  await page.goto("/portal/users");
  await expect(userRows(page).first()).toBeVisible();
  const asked = page.waitForRequest(/\bq=an\b/);
  await element(page).getByRole("searchbox").pressSequentially("an");
  await asked;
  await page.evaluate(() => history.pushState(null, "", "/portal/elsewhere"));
  await page.clock.runFor(1_000);
  await expect(page).toHaveURL(/\/portal\/elsewhere$/);
});

test("the list grows while one scrolls through the portal's page", async ({ page }) => {
  await page.goto("/portal/users");
  await expect(userRows(page).first()).toBeVisible();
  await userRows(page).first().hover();
  await expect(async () => {
    await page.mouse.wheel(0, 600);
    expect(await userRows(page).last().getAttribute("aria-rowindex").then(Number)).toBeGreaterThan(100);
  }).toPass({ intervals: [60], timeout: 15_000 });
});

test("a link to a user opens in the portal, and reload keeps it", async ({ page }) => {
  const { id } = await organization(page, "10234");
  const [member] = await apiIds(page, id, "q=grace.hopper");
  await page.goto(`/portal/users/organizations/${id}/users/${member}`);
  await expect(element(page).getByRole("heading", { name: "Grace Hopper", level: 1 })).toBeVisible();
  await page.reload();
  await expect(element(page).getByRole("heading", { name: "Grace Hopper", level: 1 })).toBeVisible();
});

test("the portal's look and title stay what they were", async ({ page }) => {
  await page.route("**/roster-admin.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  await page.goto("/portal/users");
  await expect(page.getByText("User administration").last()).toBeVisible();
  const alone = await hostLook(page);
  await page.unroute("**/roster-admin.js");
  await page.goto("/portal/users");
  await expect(userRows(page).first()).toBeVisible();
  expect(await hostLook(page)).toEqual(alone);
  await expect(page).toHaveTitle("Acme Service Portal");
  expect(await page.evaluate(() => document.body.children.length)).toBe(
    await page.evaluate(() => document.querySelectorAll("body > header, body > div, body > template").length),
  );
});

test("the portal's style sheet reaches nothing inside", async ({ page, secondBrowser }) => {
  const { id } = await organization(page, "10234");
  const standalone = await secondBrowser("ada@acme.example");
  await standalone.goto(`/organizations/${id}/users`);
  await page.goto(`/portal/users/organizations/${id}/users`);
  const look = (of) =>
    of.getByRole("heading", { name: "Users", level: 1 }).evaluate((heading) => {
      const root = heading.closest(".roster");
      const parts = ["th button", "input[type=search]", "[data-row-id] a", ".r-btn"];
      const elements = [heading, ...parts.map((part) => root.querySelector(part))];
      return elements.map((element) => {
        const style = getComputedStyle(element);
        const names = ["fontFamily", "fontSize", "fontWeight", "letterSpacing", "lineHeight", "textTransform", "textAlign", "boxSizing", "borderTopWidth"];
        return [element.localName, ...names.map((name) => style[name])];
      });
    });
  await expect(userRows(standalone).first()).toBeVisible();
  await expect(userRows(page).first()).toBeVisible();
  expect(await look(page)).toEqual(await look(standalone));
});

test("the portal's own links load its own pages, also one that begins like ours", async ({ page }) => {
  await page.goto("/portal/users");
  await expect(userRows(page).first()).toBeVisible();
  await page.evaluate(() => {
    globalThis.sameDocument = true;
  });
  await page.getByRole("link", { name: "Users until 2019" }).click();
  await expect(page.getByRole("heading", { name: "Users until 2019" })).toBeVisible();
  await expect(page).toHaveURL(/\/portal\/users-old$/);
  expect(await page.evaluate(() => globalThis.sameDocument)).toBeUndefined();
  await page.goBack();
  await expect(userRows(page).first()).toBeVisible();
  await page.getByRole("link", { name: "Machines" }).click();
  await expect(page.getByRole("heading", { name: "Under construction" })).toBeVisible();
});

test("what the portal keeps with its entry of the history stays, and its own prevented clicks are not followed", async ({ page }) => {
  await page.goto("/portal/users");
  await expect(userRows(page).first()).toBeVisible();
  const state = () => page.evaluate(() => history.state);
  const search = element(page).getByRole("searchbox", { name: "Search users" });
  await search.fill("a");
  await expect(page).toHaveURL(/\?q=a$/);
  await page.evaluate(() => history.replaceState({ portal: 7 }, ""));
  // More of the same word takes the entry's place.
  await search.fill("an");
  await expect(page).toHaveURL(/\?q=an$/);
  expect(await state()).toEqual({ portal: 7 });

  await page.evaluate(() => addEventListener("click", (event) => event.preventDefault(), { capture: true, once: true }));
  await userRows(page).first().getByRole("link").click();
  await expect(page).toHaveURL(/\?q=an$/);
  await userRows(page).first().getByRole("link").click();
  await expect(page).toHaveURL(/\/users\/mem_\w+$/);
  expect(await state()).toBeNull();
  await page.goBack();
  await expect(page).toHaveURL(/\?q=an$/);
  expect(await state()).toEqual({ portal: 7 });
});

test("the element can be taken out and put back", async ({ page }) => {
  await page.goto("/portal/users");
  await expect(userRows(page).first()).toBeVisible();
  await page.evaluate(() => {
    globalThis.kept = document.querySelector("roster-admin");
    globalThis.place = kept.parentElement;
    kept.remove();
  });
  await expect(usersTable(page)).toHaveCount(0);
  // The portal works without it.
  await page.getByRole("link", { name: "Acme Service Portal" }).click();
  await expect(page.getByRole("heading", { name: "Good morning" })).toBeVisible();
  await page.goto("/portal/users");
  await expect(userRows(page).first()).toBeVisible();
  for (let time = 0; time < 3; time++) {
    await page.evaluate(async () => {
      const it = document.querySelector("roster-admin");
      const place = it.parentElement;
      it.remove();
      await new Promise((resolve) => setTimeout(resolve, 50));
      place.append(it);
    });
    await expect(userRows(page).first()).toBeVisible();
  }
  await expect(usersTable(page)).toHaveCount(1);
  await userRows(page).first().getByRole("link").click();
  await expect(page).toHaveURL(/\/portal\/users\/organizations\/\w+\/users\/mem_/);
});

test("with a location in memory the portal keeps its address and history, and back() steps inside the app", async ({ page }) => {
  await page.goto("/portal/users");
  await expect(userRows(page).first()).toBeVisible();
  const before = await page.evaluate(async () => {
    const it = document.querySelector("roster-admin");
    const place = it.parentElement;
    it.remove();
    await new Promise((resolve) => setTimeout(resolve, 50));
    it.setAttribute("routing", "memory");
    history.replaceState({ portal: 7 }, "", "/portal/users?tab=people");
    place.append(it);
    return { url: location.href, entries: history.length };
  });
  const untouched = async () => {
    expect(await page.evaluate(() => ({ url: location.href, entries: history.length }))).toEqual(before);
    expect(await page.evaluate(() => history.state)).toEqual({ portal: 7 });
  };
  const search = element(page).getByRole("searchbox", { name: "Search users" });
  await search.fill("grace.hopper");
  await expect(userRows(page)).toHaveCount(1);
  await userRows(page).first().getByRole("link").click();
  const heading = element(page).getByRole("heading", { name: "Grace Hopper", level: 1 });
  await expect(heading).toBeVisible();
  await untouched();

  await page.evaluate(() => document.querySelector("roster-admin").back());
  await expect(userRows(page)).toHaveCount(1);
  await expect(search).toHaveValue("grace.hopper");
  await page.evaluate(() => document.querySelector("roster-admin").forward());
  await expect(heading).toBeVisible();
  // Beyond the ends there is nothing.
  await page.evaluate(() => document.querySelector("roster-admin").forward());
  await expect(heading).toBeVisible();
  await untouched();

  // The link that is shared is a real one, also here.
  await expect(element(page).getByRole("link", { name: "Users" }).first()).toHaveAttribute("href", /^\/portal\/users\/organizations\//);
  await page.reload();
  await expect(usersTable(page)).toHaveAccessibleName("Users, 1,248");
});

test.describe("signed out", () => {
  test.use({ account: null });

  test("the portal offers to sign in, on a page of Roster's own, and one comes back", async ({ page }) => {
    await page.goto("/portal/users");
    await element(page).getByRole("link", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/^[^?]*\/sign-in\?next=/);
    await page.getByLabel("Email", { exact: true }).fill("ada@acme.example");
    await page.getByLabel("Password", { exact: true }).fill("roster-demo-password");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page).toHaveURL(/\/portal\/users/);
    await expect(userRows(page).first()).toBeVisible();
  });
});
