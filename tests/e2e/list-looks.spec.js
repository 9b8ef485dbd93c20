// How lists and pages look where it is narrow, on paper, and as readers have set up their browsers.
import { NOBODY, test as base, expect } from "./fixtures.js";
import {
  api, columnHead, membersFound, openUsers, organization, send, switchButton, switcher, userRows, usersTable,
} from "./app.js";
import { startDemo } from "./server.js";

// Names as long as they may be would stand in the way of other tests: a demo of its own.
const test = base.extend({
  serverUrl: [
    async ({}, use) => {
      const demo = await startDemo();
      await use(demo.url);
      await demo.stop();
    },
    { scope: "worker" },
  ],
});

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const ALL_COLUMNS = "?columns=name,email,signature,roles,status,two_factor,companies,supervisor,last_sign_in";

const style = (locator, name, pseudo) =>
  locator.evaluate((it, [name, pseudo]) => getComputedStyle(it, pseudo)[name], [name, pseudo]);
const size = async (locator, name = "fontSize") => parseFloat(await style(locator, name));
const top = async (locator) => (await locator.boundingBox()).y;
const scroll = (page) => page.locator(".r-scroll");
const columns = (page) => page.getByRole("button", { name: "Columns" });
const search = (page) => page.getByRole("searchbox");

/** Opens the users in any language; in the portal's column, which is always English, below its path. */
async function openList(page, query = "", base = "") {
  const { id } = await organization(page, "10234");
  await page.goto(`${base}/organizations/${id}/users${query}`);
  await expect(page.locator("[data-row-id]").first()).toBeVisible();
}

const PORTAL = "/portal/users";

/** Whether the elements are on one line. */
async function expectOnOneLine(one, other) {
  const [a, b] = [await one.boundingBox(), await other.boundingBox()];
  expect(Math.max(a.y, b.y)).toBeLessThan(Math.min(a.y + a.height, b.y + b.height));
}

test("U7 at 1280 a name has at least 220 px, and narrow lists are cards", async ({ page }) => {
  await openUsers(page);
  expect((await columnHead(page, /^Name/).boundingBox()).width).toBeGreaterThanOrEqual(220);
  // The navigation takes 230 of it.
  await page.setViewportSize({ width: 980, height: 800 });
  await expect(columnHead(page, /^Name/)).not.toBeInViewport();
  await page.setViewportSize({ width: 1000, height: 800 });
  await expect(columnHead(page, /^Name/)).toBeInViewport();
});

for (const [what, viewport] of [
  ["a phone held sideways", { width: 844, height: 390 }],
  ["200 % zoom", { width: 640, height: 400 }],
]) {
  test(`U7 on ${what} nothing is printed over something else`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await openUsers(page, "10234", "?status=active");
    const overlaps = await page.evaluate(() => {
      const shown = (it) => it.checkVisibility() && getComputedStyle(it).clipPath === "none";
      const names = ".r-page__title, .r-page__head .r-btn, .r-search, .r-chip, .r-toolbar .r-btn";
      const parts = [...document.querySelectorAll(names)];
      const boxes = parts.filter(shown).map((it) => [it.className, it.getBoundingClientRect()]);
      boxes.push(["rows", document.querySelector(".r-scrollbox").getBoundingClientRect()]);
      const found = [];
      boxes.forEach(([name, a], index) => {
        for (const [other, b] of boxes.slice(index + 1)) {
          const beside = a.right <= b.left + 1 || b.right <= a.left + 1;
          const below = a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
          if (!beside && !below) found.push([name, other]);
        }
      });
      return found;
    });
    expect(overlaps).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
}

test("U8 the menu of a row stays at the edge; a shadow says that there are columns beyond", async ({ page }) => {
  const menu = () => userRows(page).first().locator(".r-c-menu");
  const edge = async (locator) => {
    const box = await locator.boundingBox();
    return Math.round(box.x + box.width);
  };
  await openUsers(page);
  expect(await style(menu(), "boxShadow")).toBe("none");

  await openUsers(page, "10234", ALL_COLUMNS);
  const room = await edge(scroll(page));
  for (const at of ["start", "end"]) {
    if (at === "end") await scroll(page).evaluate((it) => it.scrollTo(it.scrollWidth, 0));
    await expect.poll(() => style(menu(), "boxShadow")).toMatch(at === "end" ? /^none$/ : /rgb/);
    expect(await edge(menu())).toBe(room);
    expect(await edge(page.locator("thead .r-c-menu"))).toBe(room);
    // A head stands above its column.
    const name = await userRows(page).first().locator(".r-c-who").boundingBox();
    expect((await columnHead(page, /^Name/).boundingBox()).x).toBe(name.x);
  }
  await scroll(page).evaluate((it) => it.scrollTo(0, 0));
  await expect.poll(() => style(menu(), "boxShadow")).toMatch(/rgb/);
});

for (const [what, width, locale, base, lines] of [
  ["1440", 1440, "en-GB", "", 1],
  ["1280", 1280, "en-GB", "", 1],
  ["640", 640, "en-GB", "", 2],
  ["1440 in German", 1440, "de-DE", "", 1],
  ["1280 in German", 1280, "de-DE", "", 1],
  ["640 in German", 640, "de-DE", "", 2],
  ["the portal", 1280, "en-GB", PORTAL, 2],
]) {
  test.describe(what, () => {
    test.use({ locale, viewport: { width, height: 900 } });
    test(`U10 at ${what} a filter leaves the table where it is`, async ({ page }) => {
      const end = page.locator(".r-toolbar__end");
      await openList(page, "", base);
      // It comes with the companies.
      await expect(page.locator(".r-segments")).toBeVisible();
      const before = await top(scroll(page));
      await expectOnOneLine(search(page), end);
      expect((await page.locator(".r-toolbar").boundingBox()).height).toBeLessThan(lines * 44);
      for (const filters of ["?status=active", "?status=active,inactive,expired&two_factor=on"]) {
        await openList(page, filters, base);
        await expect(page.locator(".r-segments")).toBeVisible();
        await expect(page.locator(".r-chip--on b").first()).not.toBeEmpty();
        await expectOnOneLine(search(page), end);
        expect(await top(scroll(page))).toBe(before);
      }
    });
  });
}

test.describe("on a phone", () => {
  test.use(PHONE);

  test("U12 the head is low, and filters come when they are asked for", async ({ page }) => {
    await openUsers(page);
    await expect(page.locator(".r-segments")).toBeVisible();
    expect(await top(userRows(page).first())).toBeLessThan(210);
    const chip = page.getByRole("group", { name: "Filters" }).getByRole("button", { name: "Status" });
    await expect(chip).toBeHidden();
    await page.getByRole("button", { name: "Filter, sort" }).tap();
    // Whole, not cut by the edge.
    for (const one of await page.locator(".r-chip").filter({ visible: true }).all()) {
      const box = await one.boundingBox();
      expect(box.x + box.width).toBeLessThanOrEqual(390);
    }
    await expect(page.getByRole("combobox", { name: "Sort" })).toBeVisible();
    await chip.tap();
    await page.getByRole("checkbox", { name: /^Active/ }).tap();
    await expect(page.getByText("Clear filters")).toBeVisible();
  });

  test("U12 a filter in force leaves the cards where they are", async ({ page }) => {
    await openUsers(page);
    await expect(page.locator(".r-segments")).toBeVisible();
    const before = await top(userRows(page).first());
    await openUsers(page, "10234", "?status=active");
    await expect(page.locator(".r-segments")).toBeVisible();
    expect(await top(userRows(page).first())).toBe(before);
  });

  test("U12 what is done to many has words", async ({ page }) => {
    await openUsers(page, "10234", "?status=invited");
    await page.getByRole("button", { name: "More actions" }).tap();
    await page.getByRole("menuitem", { name: /^Select/ }).tap();
    await userRows(page).first().getByRole("checkbox").tap();
    const bar = page.getByRole("toolbar");
    for (const name of ["Change roles", "Resend", "More"]) {
      const word = bar.getByText(name, { exact: true });
      const box = await word.boundingBox();
      expect(box.width, name).toBeGreaterThan(20);
      expect(await style(word, "clipPath")).toBe("none");
    }
    const box = await bar.boundingBox();
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(390);
  });

  test("U12 compact cards are lower", async ({ page }) => {
    await openUsers(page);
    const { height } = await userRows(page).first().boundingBox();
    await openUsers(page, "10234", "?density=compact");
    expect((await userRows(page).first().boundingBox()).height).toBeLessThan(height * 0.9);
  });

  test("F33 every field is large enough that a phone does not zoom into it", async ({ page, browser, baseURL }) => {
    const expectLarge = async (page, least) => {
      const fields = page.locator("input:not([type=checkbox], [type=radio]), select, textarea");
      const sizes = await fields.evaluateAll((all) =>
        all.map((it) => [it.outerHTML.slice(0, 80), parseFloat(getComputedStyle(it).fontSize)]),
      );
      expect(sizes.length).toBeGreaterThanOrEqual(least);
      expect(sizes.filter(([, size]) => size < 16)).toEqual([]);
    };
    await openUsers(page);
    await page.getByRole("button", { name: "Filter, sort" }).tap();
    await expectLarge(page, 2);
    await page.getByRole("main").getByRole("button", { name: "Invite", exact: true }).tap();
    await expect(page.getByLabel("Email addresses")).toBeVisible();
    await expectLarge(page, 4);

    const { link } = await invite(page, "10234");
    const context = await browser.newContext({ ...PHONE, baseURL, locale: "en-GB", storageState: NOBODY });
    const stranger = await context.newPage();
    await stranger.goto("/sign-in");
    await expect(stranger.getByLabel("Password", { exact: true })).toBeVisible();
    await expectLarge(stranger, 2);
    await stranger.goto(link);
    await expect(stranger.getByLabel("First name")).toBeVisible();
    await expectLarge(stranger, 3);
    await context.close();
  });
});

test("U12 compact rows have one line", async ({ page }) => {
  await openUsers(page, "10234", "?density=compact&status=active");
  const row = userRows(page).first();
  expect((await row.boundingBox()).height).toBeLessThanOrEqual(30);
  await expectOnOneLine(row.getByRole("link"), row.locator(".r-who__mail"));
});

/** The colours that the system gives in this theme. */
const systemColours = (page) =>
  page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement("i"));
    const read = (name) => {
      probe.style.color = name;
      return getComputedStyle(probe).color;
    };
    const colours = Object.fromEntries(["Canvas", "CanvasText", "Highlight"].map((name) => [name, read(name)]));
    probe.remove();
    return colours;
  });

for (const colorScheme of ["light", "dark"]) {
  test(`F34 in forced colours what is chosen and where things end are seen (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ forcedColors: "active", colorScheme });
    await openUsers(page);
    // Whatever theme the reader has chosen.
    await page.locator(".roster").evaluate((root) => (root.dataset.theme = "light"));
    const { Canvas, CanvasText, Highlight } = await systemColours(page);

    const current = page.getByRole("navigation").getByRole("link", { name: /^Users/ });
    expect(await style(current, "backgroundColor")).toBe(Highlight);
    const other = page.getByRole("navigation").getByRole("link", { name: "Roles" });
    expect(await style(other, "backgroundColor")).not.toBe(Highlight);

    const row = userRows(page).first();
    await row.getByRole("checkbox").check();
    expect(await style(row.locator("> *").first(), "borderInlineStartColor")).toBe(Highlight);
    expect(await style(row.getByRole("checkbox"), "appearance")).toBe("auto");
    expect(await style(row.locator(".r-badge").first(), "borderTopColor")).not.toBe(Canvas);
    expect(await style(row.locator("[data-menu]"), "backgroundImage", "::before")).toContain(CanvasText);
    for (const state of ["active", "inactive"]) {
      const dot = page.locator(`.r-status[data-status=${state}]`).first();
      expect(await style(dot, "boxShadow", "::before")).toContain(CanvasText);
      expect(await style(dot, "backgroundColor", "::before")).toBe(state === "active" ? CanvasText : Canvas);
    }

    // The bar has an edge and its icons the colour of their words.
    const bar = page.getByRole("toolbar");
    expect(await style(bar, "borderTopWidth")).toBe("1px");
    for (const button of await bar.getByRole("button").filter({ has: page.locator(".r-icon:visible") }).all()) {
      expect(await style(button.locator(".r-icon"), "stroke")).toBe(await style(button, "color"));
    }
    await page.getByRole("button", { name: "Clear selection" }).click();

    await columns(page).click();
    expect(await style(page.getByRole("dialog", { name: "Columns" }), "borderTopWidth")).toBe("1px");
    await page.keyboard.press("Escape");
    await search(page).focus();
    expect(await style(search(page), "outlineStyle")).toBe("solid");
    await page.keyboard.press("Tab");
    const focused = page.locator(":focus");
    expect(await style(focused, "outlineColor")).toBe(Highlight);
  });
}

for (const colorScheme of ["light", "dark"]) {
  test(`U13 with more contrast lines and texts are stronger (${colorScheme})`, async ({ page }) => {
    /** From 0 to 1: how far two colours are apart in lightness. */
    const contrast = (locator, property) =>
      locator.evaluate((it, property) => {
        const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
        const lightness = (colour) => {
          canvas.fillStyle = colour;
          canvas.fillRect(0, 0, 1, 1);
          const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
          return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
        };
        const page = lightness(getComputedStyle(it.closest(".roster")).backgroundColor);
        return Math.abs(lightness(getComputedStyle(it)[property]) - page);
      }, property);
    await page.emulateMedia({ colorScheme });
    await openUsers(page);
    const row = userRows(page).first();
    const parts = [
      [row.locator("td").nth(1), "borderBottomColor"],
      [search(page), "borderTopColor"],
      [page.locator(".r-badge").first(), "borderTopColor"],
      [page.locator(".r-count"), "color"],
      [page.locator(".r-who__mail").first(), "color"],
    ];
    const before = await Promise.all(parts.map((part) => contrast(...part)));
    await page.emulateMedia({ colorScheme, contrast: "more" });
    const after = await Promise.all(parts.map((part) => contrast(...part)));
    after.forEach((value, index) => expect(value, parts[index][1]).toBeGreaterThan(before[index] + 0.05));
  });
}

/** What nobody can press on paper; the heads of columns are words there. */
const PRESSED = "button:visible:not(.r-sort), nav:visible, search:visible, .r-btn:visible";

test.describe("on paper", () => {
  test.use({ colorScheme: "dark" });

  for (const viewport of [{ width: 1280, height: 800 }, { width: 718, height: 1000 }]) {
    test(`F32 a list says how many of its rows are printed, from a window of ${viewport.width}`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await openUsers(page, "10234", "?status=invited");
      await page.emulateMedia({ media: "print" });
      await expect(page.locator(`${PRESSED}, input:visible`)).toHaveCount(0);
      expect(await style(page.locator(".roster"), "colorScheme")).toBe("light");
      expect(await style(page.locator("thead"), "display")).toBe("table-header-group");
      expect(await style(scroll(page), "overflowY")).toBe("visible");
      const rows = await userRows(page).filter({ visible: true }).count();
      expect(rows).toBeGreaterThan(5);
      const { id } = await organization(page, "10234");
      const { total } = await api(page, `/organizations/${id}/members?limit=1&status=invited`);
      await expect(page.getByText(`Printed: ${rows} of ${total.count}`, { exact: true })).toBeVisible();
      // All of them are in sight: nothing is cut by a box that scrolls.
      const last = await userRows(page).filter({ visible: true }).last().boundingBox();
      const said = await page.locator(".r-printed").boundingBox();
      expect(said.y).toBeGreaterThanOrEqual(last.y + last.height - 1);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    });
  }

  test("F32 the head of a long table is on each of its pages", async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 3000 });
    await openUsers(page);
    await expect(userRows(page).nth(60)).toBeAttached();
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    const pages = pdf.match(/\/Type \/Page\b/g).length;
    expect(pages).toBeGreaterThan(1);
    expect(pages).toBeLessThan(6);
    await page.emulateMedia({ media: "print" });
    expect(await style(page.locator("thead"), "breakInside")).toBe("avoid");
    // A head with boxes for buttons is printed once.
    expect(await style(page.locator("thead .r-sort").first(), "display")).toBe("contents");
  });

  for (const [what, path, heading] of [
    ["a user", async (page) => `users/${(await membersFound(page, "10234", "grace.hopper"))[0].id}`, "Grace Hopper"],
    ["roles", () => "roles", "Roles"],
  ]) {
    test(`F32 ${what}: no buttons, no navigation`, async ({ page }) => {
      const { id } = await organization(page, "10234");
      await page.goto(`/organizations/${id}/${await path(page)}`);
      await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
      await page.emulateMedia({ media: "print" });
      await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
      await expect(page.locator(PRESSED)).toHaveCount(0);
    });
  }
});

test("F35 on a page of its own the text follows the reader's font size, in a portal the host's", async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  const sizes = async (standard) => {
    await session.send("Page.setFontSizes", { fontSizes: { standard, fixed: 13 } });
    await openUsers(page);
    const alone = await size(usersTable(page));
    const avatar = await size(userRows(page).first().locator(".r-avatar"), "inlineSize");
    await openList(page, "", PORTAL);
    return { alone, avatar, portal: await size(usersTable(page)) };
  };
  expect(await sizes(16)).toEqual({ alone: 13, avatar: 28, portal: 13 });
  expect(await sizes(24)).toEqual({ alone: 19.5, avatar: 42, portal: 13 });
});

for (const [place, path, locale, said] of [
  ["on a page of its own", "/", "en-GB", "WebAssembly is switched off in this browser"],
  ["on a page in German", "/", "de-DE", "WebAssembly ist in diesem Browser ausgeschaltet"],
  ["in the portal", PORTAL, "en-GB", "WebAssembly is switched off in this browser"],
]) {
  test.describe(place, () => {
    test.use({ locale, expectedComplaints: [/WebAssembly/] });
    test(`F36 ${place} the reader learns that WebAssembly is switched off`, async ({ page }) => {
      await page.addInitScript(() => delete globalThis.WebAssembly);
      await page.goto(path);
      await expect(page.getByRole("alert")).toContainText(said);
      await expect(page.getByRole("alert")).not.toContainText(/connection|Verbindung/);
    });
  });
}

/** Invites somebody to the organization with this number; the link as a path, and the member. */
async function invite(page, number, more = {}) {
  const { id } = await organization(page, number);
  const { items } = await api(page, `/organizations/${id}/roles`);
  const emails = [`${crypto.randomUUID()}@long.example`];
  const wanted = { emails, roles: [items[0].id], send_email: false, ...more };
  const { results } = await send(page, `/organizations/${id}/invitations`, wanted);
  const { pathname, hash } = new URL(results[0].link);
  return { link: `${pathname}${hash}`, token: hash.slice(1), member: results[0].member.id };
}

const LONG = "W".repeat(120);

/** An organization in which everything is called as long as it may be; where its parts are. */
async function longNames(page) {
  const { id, number } = await send(page, "/organizations", { name: LONG });
  const { link } = await invite(page, number, { message: "W".repeat(1_000) });
  const { token, member } = await invite(page, number);
  const baseURL = new URL(page.url()).origin;
  const stranger = await page.context().browser().newContext({ storageState: NOBODY, baseURL });
  const joining = { token, given_name: LONG, family_name: LONG, password: "a sentence works well" };
  await send(await stranger.newPage(), "/invitations/accept", joining);
  await stranger.close();
  const { id: company } = await send(page, `/organizations/${id}/companies`, { name: LONG });
  const view = { list: "members", name: "W".repeat(60), query: `company=${company}` };
  const headers = { origin: baseURL, "x-roster-client": "test" };
  expect((await page.request.put(`/api/v1/organizations/${id}/saved-views`, { headers, data: view })).ok()).toBe(true);
  return { id, number, link, member, company };
}

for (const [what, device] of [["1280", {}], ["390", PHONE]]) {
  test.describe(`F31 at ${what}`, () => {
    test.use(device);

    test("no page scrolls sideways for names of 120 letters", async ({ page }) => {
      test.setTimeout(90_000);
      await openUsers(page);
      const { id, number, link, member, company } = await longNames(page);
      const width = device.viewport?.width ?? 1280;
      const expectNarrow = async (name) => {
        const found = await page.evaluate(() => {
          const { scrollWidth } = document.documentElement;
          return Math.max(scrollWidth, innerWidth, document.body.scrollWidth);
        });
        expect(found, name).toBeLessThanOrEqual(width);
      };
      for (const [place, base] of [["alone", ""], ["portal", "/portal/users"]]) {
        await page.goto(`${base}/organizations/${id}/users`);
        await expect(userRows(page).filter({ hasText: "WWW" }).first()).toBeVisible();
        await expectNarrow(`users, ${place}`);
        await userRows(page).filter({ hasText: "WWW" }).first().getByRole("button", { name: /^Actions for/ }).click();
        await expect(page.getByRole("menuitem").first()).toBeVisible();
        await expectNarrow(`menu of a user, ${place}`);
        await page.keyboard.press("Escape");
        await page.goto(`${base}/organizations/${id}/users/${member}`);
        await expect(page.getByRole("heading", { level: 1, name: /^WWW/ })).toBeVisible();
        await expectNarrow(`user, ${place}`);
        await page.getByRole("button", { name: "Change roles" }).click();
        await expect(page.getByRole("dialog").getByRole("checkbox").first()).toBeVisible();
        await expectNarrow(`roles of a user, ${place}`);
        await page.goto(`${base}/organizations/${id}/companies`);
        await expect(page.locator("[data-row-id]").first()).toContainText("WWW");
        await expectNarrow(`companies, ${place}`);
        await page.goto(`${base}/organizations/${id}/companies/${company}`);
        await expect(page.getByRole("heading", { level: 1, name: /^WWW/ })).toBeVisible();
        await expectNarrow(`company, ${place}`);
        await page.goto(`${base}/organizations/${id}/users?company=${company}`);
        await expect(page.getByRole("group", { name: "Company", exact: true })).toContainText("WWW");
        await expectNarrow(`users of a company, ${place}`);
      }
      await openUsers(page, number);
      await switchButton(page).click();
      await expect(switcher(page).getByRole("option").first()).toBeVisible();
      await expectNarrow("switcher");
      await page.keyboard.press("Escape");
      await page.goto(`/organizations/${id}/roles`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectNarrow("roles");
      await page.goto(link);
      await expect(page.getByRole("heading", { level: 1, name: /^Join WWW/ })).toBeVisible();
      await expectNarrow("invitation");
    });
  });
}
