// axe on every page, in both themes, wide and on a phone, without exclusions.
import { expectNoFaults } from "./axe.js";
import { ADA, EDDIE, OTTO, TESS, expect, signIn, test } from "./fixtures.js";
import { membersFound, openUsers, organization, switchButton, switcher, userRows, usersTable } from "./app.js";

// Every row is looked at.
test.setTimeout(90_000);

const usersOf = async (page, query = "") => {
  await openUsers(page, "10234", query);
};

const PAGES = {
  "users": usersOf,
  "users, filtered": (page) => usersOf(page, "?status=invited,expired&sort=-email"),
  "users, filter open": async (page) => {
    await usersOf(page);
    await page.getByRole("group", { name: "Filters" }).getByRole("button", { name: "Status" }).click();
    await expect(page.getByRole("dialog", { name: "Filter by status" })).toBeVisible();
  },
  "users, supervisor filter open": async (page) => {
    await usersOf(page, "?status=active");
    await page.getByRole("group", { name: "Filters" }).getByRole("button", { name: "Supervisor" }).click();
    await expect(page.getByRole("dialog", { name: /supervisor/i }).getByRole("checkbox").first()).toBeVisible();
  },
  "users, columns open": async (page) => {
    await usersOf(page);
    await page.getByRole("button", { name: "Columns" }).click();
    await expect(page.getByRole("dialog", { name: "Columns" })).toBeVisible();
  },
  "users, every column, compact": (page) =>
    usersOf(
      page,
      "?density=compact&columns=name,email,signature,roles,status,two_factor,companies,supervisor,invited_by,invited_at,member_since,last_sign_in",
    ),
  "users, inviting": async (page) => {
    await usersOf(page);
    await page.getByRole("button", { name: "Invite users" }).click();
    await expect(page.getByLabel("Email addresses")).toBeFocused();
    await page.keyboard.type("bjork.g@ ada@acme.example ");
    await expect(page.getByText("2 addresses to correct")).toBeVisible();
  },
  "users, row menu open": async (page) => {
    await usersOf(page);
    await userRows(page).nth(3).getByRole("button").click();
    await expect(page.getByRole("menuitem", { name: "Open" })).toBeVisible();
  },
  "users, views open": async (page) => {
    await usersOf(page);
    await page.getByRole("button", { name: "Views" }).click();
    await expect(page.getByRole("dialog", { name: "Views" }).getByRole("textbox", { name: "View name" })).toBeVisible();
  },
  "users, export open": async (page) => {
    await usersOf(page);
    await page.getByRole("button", { name: "Export" }).click();
    await expect(page.getByRole("button", { name: "Export CSV" })).toBeVisible();
  },
  "users, found by a search": async (page) => {
    await usersOf(page, "?q=an&sort=-email");
    await expect(userRows(page).locator("mark").first()).toBeVisible();
  },
  "users, a search that makes no sense": async (page) => {
    await usersOf(page);
    await page.getByRole("searchbox", { name: "Search users" }).fill('"an');
    await expect(page.getByText("Add the closing quotation mark, or remove the opening one.")).toBeVisible();
  },
  "users, scrolled to the end": async (page) => {
    await usersOf(page);
    await userRows(page).first().getByRole("link").focus();
    await page.keyboard.press("End");
    await expect(usersTable(page).locator('tr[aria-rowindex="1249"]')).toBeInViewport();
  },
  "users, no match": async (page) => {
    const { id } = await organization(page, "10234");
    await page.goto(`/organizations/${id}/users?q=nobody+is+called+this`);
    await expect(page.getByText("No user matches")).toBeVisible();
  },
  "users, part of the link dropped": (page) => usersOf(page, "?sort=shoe_size"),
  "user": async (page) => {
    const { id } = await organization(page, "10234");
    const [grace] = await membersFound(page, "10234", "grace.hopper@acme.example");
    await page.goto(`/organizations/${id}/users/${grace.id}`);
    await expect(page.getByRole("heading", { name: "Grace Hopper", level: 1 })).toBeVisible();
  },
  "user, changing the email address": async (page) => {
    await PAGES.user(page);
    await page.getByRole("main").getByRole("button", { name: "Change email address" }).click();
    await expect(page.getByRole("dialog").getByLabel("New email address")).toBeFocused();
  },
  "user, invited": async (page) => {
    await usersOf(page, "?status=invited");
    await userRows(page).first().getByRole("link").click();
    await expect(page.getByRole("complementary", { name: "About this user" })).toBeVisible();
  },
  "roles": async (page) => {
    const { id } = await organization(page, "10234");
    await page.goto(`/organizations/${id}/roles`);
    await expect(page.locator("[data-row-id]").first()).toBeVisible();
  },
  "organization switcher": async (page) => {
    await usersOf(page);
    await switchButton(page).click();
    await expect(switcher(page).getByRole("option").nth(1)).toBeVisible();
  },
  "account menu": async (page) => {
    await usersOf(page);
    await page.getByRole("button", { name: "Your account: Ada Lovelace" }).click();
  },
  "not found": async (page) => {
    await page.goto("/no/such/page");
    await expect(page.getByRole("heading", { name: "We can't show this page" })).toBeVisible();
  },
  "portal": async (page) => {
    await page.goto("/portal/users");
    await expect(userRows(page).first()).toBeVisible();
  },
};

test.use({ colorScheme: "light", account: ADA });

for (const [name, open] of Object.entries(PAGES)) {
  test(`axe finds nothing: ${name}`, async ({ page }) => {
    await open(page);
    await expectNoFaults(page);
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  for (const name of ["users", "user", "user, changing the email address", "roles", "organization switcher"]) {
    test(`axe finds nothing: ${name}`, async ({ page }) => {
      await PAGES[name](page);
      await expectNoFaults(page);
    });
  }

  test("axe finds nothing: drawer", async ({ page }) => {
    await usersOf(page);
    await page.getByRole("button", { name: "Open navigation" }).click();
    await expect(page.getByRole("dialog", { name: "Organization" })).toBeVisible();
    await expectNoFaults(page);
  });
});

test.describe("signed out", () => {
  test.use({ account: null });

  test("axe finds nothing: sign-in", async ({ page }) => {
    await page.goto("/sign-in");
    await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
    await expectNoFaults(page);
    await signIn(page, ADA, "not the password");
    await expect(page.getByRole("alert")).toBeVisible();
    await expectNoFaults(page);
  });

  test("axe finds nothing: second factor", async ({ page }) => {
    await page.goto("/sign-in");
    await signIn(page, TESS);
    await expect(page.getByLabel("Code", { exact: true })).toBeVisible();
    await expectNoFaults(page);
  });

  test("axe finds nothing: portal that offers to sign in", async ({ page }) => {
    await page.goto("/portal/users");
    await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
    await expectNoFaults(page);
  });
});

test.describe("as an editor", () => {
  test.use({ account: EDDIE });

  for (const viewport of [{ width: 1280, height: 800 }, { width: 390, height: 844 }]) {
    test(`axe finds nothing: home at ${viewport.width}`, async ({ page }) => {
      await page.setViewportSize(viewport);
      const { id } = await organization(page, "10234");
      await page.goto(`/organizations/${id}`);
      await expect(page.getByRole("heading", { name: "What you can do" })).toBeVisible();
      await expectNoFaults(page);
    });
  }
});

test.describe("of another organization", () => {
  test.use({ account: OTTO });

  test("axe finds nothing: a user of another organization", async ({ page }) => {
    const { id } = await organization(page, "20817");
    await page.goto(`/organizations/${id}/users/mem_01dxf6dt0q0000000000000000`);
    await expect(page.getByText("We can't show this page")).toBeVisible();
    await expectNoFaults(page);
  });
});

test("axe finds nothing: expired session", async ({ page, context }) => {
  await usersOf(page);
  await context.clearCookies();
  await page.getByRole("searchbox", { name: "Search users" }).fill("hopper");
  await expect(page.getByRole("dialog", { name: "Sign in again to continue" })).toBeVisible();
  await expectNoFaults(page);
});

test("axe finds nothing: offline", async ({ page, context }) => {
  await usersOf(page);
  await context.setOffline(true);
  await expect(page.getByText("You are offline.")).toBeVisible();
  await expectNoFaults(page);
});

test.describe("after a panic", () => {
  test.use({ expectedComplaints: [/panicked|provoked|unreachable|RuntimeError/] });

  test("axe finds nothing: recovery screen", async ({ page }) => {
    await page.addInitScript(() => {
      addEventListener("roster:ready", (event) => setTimeout(() => event.detail.provoke_panic(), 500));
    });
    const { id } = await organization(page, "10234");
    await page.goto(`/organizations/${id}/users`);
    await expect(page.getByRole("heading", { name: "Roster stopped unexpectedly" })).toBeVisible();
    await expect(usersTable(page)).toHaveCount(0);
    await expectNoFaults(page);
  });
});
