// No more e-mails about invitations: the page that a link in each of them leads to.
import { ADA, expect, test } from "./fixtures.js";
import { expectNoFaults } from "./axe.js";
import { api, organization, send } from "./app.js";

const heading = (page, name) => page.getByRole("heading", { level: 1, name });

/** Invites an address by e-mail; the path of the link by which e-mails stop. */
async function stopLink(admin, page, email) {
  const { id } = await organization(admin, "10234");
  const { items } = await api(admin, `/organizations/${id}/roles`);
  const role = items.find(({ key }) => key === "viewer").id;
  const body = { emails: [email], roles: [role], send_email: true };
  const { results } = await send(admin, `/organizations/${id}/invitations`, body);
  expect(results[0].problem).toBeUndefined();
  await expect(async () => {
    await page.goto("/mailbox");
    await page.getByRole("listitem").filter({ hasText: email }).first().getByRole("link").click({ timeout: 500 });
  }).toPass();
  const [link] = /\/stop-mails#[\w-]+/.exec(await page.locator("body").innerText());
  return { link, id };
}

test.use({ account: null });

for (const width of [1280, 390]) {
  test.describe(`at ${width}`, () => {
    test.use({ viewport: { width, height: 844 } });

    test("X4 e-mails stop when the button is pressed, and can be allowed again", async ({ page, secondBrowser }) => {
      const admin = await secondBrowser(ADA);
      const email = `nia.${Date.now().toString(36)}@stop.example`;
      const { link, id } = await stopLink(admin, page, email);
      await page.goto(link);
      await expect(heading(page, "Stop invitation emails?")).toBeVisible();
      await expect(page).toHaveURL(/\/stop-mails$/);
      await expectNoFaults(page);
      await page.getByRole("button", { name: "Stop the emails" }).click();
      await expect(heading(page, "Invitation emails are stopped")).toBeVisible();
      const { items } = await api(admin, `/organizations/${id}/members?q=${email}`);
      const resend = `/api/v1/organizations/${id}/members/${items[0].id}/resend`;
      const headers = { "x-roster-client": "test", "sec-fetch-site": "same-origin" };
      const refused = await admin.request.post(resend, { data: { send_email: true }, headers });
      expect([refused.status(), (await refused.json()).code]).toEqual([409, "mail_refused"]);
      await page.getByRole("button", { name: "Allow them again" }).click();
      await expect(heading(page, "Stop invitation emails?")).toBeVisible();
    });
  });
}

test("an incomplete link says so", async ({ page }) => {
  await page.goto("/stop-mails#nonsense");
  await page.getByRole("button", { name: "Stop the emails" }).click();
  await expect(heading(page, "This link doesn't work")).toBeVisible();
  await page.goto("/stop-mails");
  await expect(heading(page, "This link doesn't work")).toBeVisible();
});
