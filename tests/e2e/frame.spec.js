// Other people's pages around Roster.
import { expect, NOBODY, test } from "./fixtures.js";

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
