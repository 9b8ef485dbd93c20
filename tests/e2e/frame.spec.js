// Other people's pages around Roster.
import { ADA, expect, NOBODY, signIn, test } from "./fixtures.js";

const STRANGER = "http://stranger.example/";

for (const path of ["/", "/sign-in", "/organizations", "/invitation"]) {
  test(`E1 a page that is not listed cannot frame ${path}`, async ({ browser, baseURL }) => {
    const address = String(new URL(path, baseURL));
    // A context of its own: the browser complains, and is right.
    const context = await browser.newContext({ storageState: NOBODY });
    const page = await context.newPage();
    const body = `<!doctype html><title>A stranger</title><iframe src="${address}"></iframe>`;
    await page.route(STRANGER, (route) => route.fulfill({ contentType: "text/html", body }));
    const framed = async () => {
      await page.goto(STRANGER);
      return page.frames()[1].url();
    };
    expect(new URL(await framed()).protocol).toBe("chrome-error:");
    // It is the policy that keeps it out.
    await page.route(address, async (route) => {
      const response = await route.fetch();
      const { "content-security-policy": policy, ...headers } = response.headers();
      expect(policy).toContain("frame-ancestors 'none'");
      await route.fulfill({ response, headers });
    });
    expect(await framed()).toContain(new URL(baseURL).host);
    await context.close();
  });
}

test("E4 in a frame to which the browser sends no cookies a way out is shown, once", async ({ browser, baseURL, stateOf }) => {
  // Signed in, but a frame in a page of another site gets no cookie of it.
  const context = await browser.newContext({ storageState: await stateOf(ADA) });
  const page = await context.newPage();
  const address = String(new URL("/", baseURL));
  const body = `<!doctype html><title>A portal</title><iframe width="720" height="600" src="${address}"></iframe>`;
  await page.route(STRANGER, (route) => route.fulfill({ contentType: "text/html", body }));
  const visits = [];
  await page.route(`${address}**`, async (route) => {
    if (route.request().resourceType() !== "document") return route.continue();
    visits.push(route.request().url());
    // As of a server on which the portal is listed.
    const response = await route.fetch();
    const { "content-security-policy": _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await page.goto(STRANGER);
  const frame = page.frameLocator("iframe");
  await expect(frame.getByRole("heading", { name: "Sign in in a window of its own" })).toBeVisible();
  await expect(frame.getByRole("button", { name: "Sign in" })).toBeVisible();
  await expect(frame.getByLabel("Password")).toHaveCount(0);
  expect(visits).toHaveLength(1);
  await context.close();
});

test("X13 a session that ends in a frame is renewed in a window of its own", async ({ browser, baseURL, stateOf }) => {
  const context = await browser.newContext({ baseURL, locale: "en-GB", storageState: await stateOf(ADA) });
  const page = await context.newPage();
  // A page of the same site, on a server where it is listed.
  const portal = String(new URL("/portal-of-the-test", baseURL));
  const body = `<!doctype html><title>A portal</title><iframe width="720" height="600" src="/"></iframe>`;
  await page.route(portal, (route) => route.fulfill({ contentType: "text/html", body }));
  await page.route(String(new URL("/", baseURL)), async (route) => {
    const response = await route.fetch();
    const { "content-security-policy": _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await page.goto(portal);
  const frame = page.frameLocator("iframe");
  const search = frame.getByRole("searchbox", { name: "Search users" });
  await expect(search).toBeVisible();
  await context.clearCookies();
  await search.fill("hopper");
  await expect(frame.getByRole("dialog", { name: "Sign in in a window of its own" })).toBeVisible();
  await expect(frame.getByLabel(/Password/)).toHaveCount(0);
  const opened = context.waitForEvent("page");
  await frame.getByRole("button", { name: "Sign in" }).click();
  const own = await opened;
  await signIn(own, ADA);
  await own.waitForURL(/\/organizations\//);
  await expect(frame.getByRole("dialog")).toBeHidden();
  await expect(search).toHaveValue("hopper");
  await context.close();
});
