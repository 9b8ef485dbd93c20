// Requests for access: asked for by one person, answered by another.
import { EDDIE, VERA, expect, test } from "./fixtures.js";
import { api, organization, send } from "./app.js";
import { expectNoFaults } from "./axe.js";

const main = (page) => page.getByRole("main");
const rows = (page) => page.locator("[data-row-id]");
const dialog = (page) => page.getByRole("dialog");
const waitingLink = (page) => page.getByRole("navigation").getByRole("link", { name: /^Access requests/ });

/** The path of Acme's requests, and its id. */
async function acme(page) {
  const { id } = await organization(page, "10234");
  return { id, path: `/organizations/${id}/access-requests?state=pending` };
}

/** A device of Acme by its place. */
const device = async (page, id, place) =>
  (await api(page, `/organizations/${id}/devices?limit=1&at=${place}`)).items[0];

/** Somebody asks for a level on a device. */
const ask = (page, id, device, level, reason) =>
  send(page, `/organizations/${id}/access-requests`, { device: device.id, level, reason });

test("DEV-2 the list shows who waits for what, and its counts agree", async ({ page }) => {
  const { id, path } = await acme(page);
  await page.goto(path);
  const vera = rows(page).filter({ hasText: "Vera Novotná" });
  await expect(vera).toContainText("Operate");
  await expect(vera).toContainText("Refill rounds during the Christmas market");
  const { total } = await api(page, `/organizations/${id}/access-requests?state=pending`);
  await expect(waitingLink(page)).toContainText(String(total.count));
  await expect(rows(page)).toHaveCount(total.count);
  await expectNoFaults(page);
  await page.getByRole("button", { name: "Answered" }).click();
  await expect(page).toHaveURL(/state=approved,declined,expired,cancelled/);
  await expect(rows(page).filter({ hasText: "Declined" }).first()).toContainText("by Grace Hopper");
  await expectNoFaults(page);
  await page.getByRole("button", { name: "Waiting" }).click();
  await expect(vera).toBeVisible();
});

test("DEV-2 one press approves, Undo ends the grant, and the requester sees both", async ({ page, secondBrowser }) => {
  const { id, path } = await acme(page);
  const eddie = await secondBrowser(EDDIE);
  const thing = await device(page, id, 20);
  await ask(eddie, id, thing, "manage", "Handover of the site");
  await page.goto(path);
  const row = rows(page).filter({ hasText: "Handover of the site" });
  await row.getByRole("button", { name: "Approve the request of Eddie Eriksson", exact: true }).click();
  await expect(page.getByText("Manage granted to Eddie Eriksson")).toBeVisible();
  await expect(row).toHaveCount(0);
  const { items } = await api(page, `/organizations/${id}/members?q=${EDDIE}`);
  const grants = () => api(page, `/organizations/${id}/members/${items[0].id}/grants`);
  expect((await grants()).items.filter((grant) => grant.device?.id === thing.id)).toHaveLength(1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await grants()).items.filter((it) => it.device?.id === thing.id).length).toBe(0);
  await eddie.goto(`/organizations/${id}`);
  const own = eddie.getByRole("region", { name: "Your requests" });
  await expect(own.getByRole("listitem").first()).toContainText("Approved");
});

test("DEV-2 a lower level and a last day are granted with a message", async ({ page, secondBrowser }) => {
  const { id, path } = await acme(page);
  const vera = await secondBrowser(VERA);
  const thing = await device(page, id, 31);
  await ask(vera, id, thing, "manage", "Tour of the plant");
  await page.goto(path);
  const row = rows(page).filter({ hasText: "Tour of the plant" });
  await row.getByRole("button", { name: "Approve the request of Vera Novotná with changes" }).click();
  await dialog(page).getByLabel("Level").selectOption({ label: "Operate" });
  await dialog(page).getByLabel(/^Last day/).fill("2036-01-31");
  await dialog(page).getByLabel(/^Message/).fill("Only in the north wing");
  await expectNoFaults(page);
  await dialog(page).getByRole("button", { name: "Approve Operate" }).click();
  await expect(page.getByText("Operate granted to Vera Novotná")).toBeVisible();
  await expect(row).toHaveCount(0);
  await page.goto(`/organizations/${id}/devices/${thing.id}`);
  const reached = rows(page).filter({ hasText: "Vera Novotná" });
  await main(page).getByRole("button", { name: "By grant" }).click();
  await expect(reached).toContainText("request approved by Ada Lovelace");
  await vera.goto(`/organizations/${id}`);
  await expect(vera.getByRole("region", { name: "Your requests" })).toContainText("Only in the north wing");
});

test("DEV-2 declining needs a reason, which the requester reads", async ({ page, secondBrowser }) => {
  const { id, path } = await acme(page);
  const eddie = await secondBrowser(EDDIE);
  const thing = await device(page, id, 42);
  await ask(eddie, id, thing, "manage", "Curiosity");
  await page.goto(path);
  const row = rows(page).filter({ hasText: "Curiosity" });
  await row.getByRole("button", { name: "Decline the request of Eddie Eriksson" }).click();
  await dialog(page).getByRole("button", { name: "Decline request" }).click();
  await expect(dialog(page)).toContainText("Say why.");
  await dialog(page).getByLabel("Reason").fill("Ask Jonas first");
  await expectNoFaults(page);
  await dialog(page).getByRole("button", { name: "Decline request" }).click();
  await expect(page.getByText("Request of Eddie Eriksson declined")).toBeVisible();
  await expect(row).toHaveCount(0);
  await eddie.goto(`/organizations/${id}`);
  await expect(eddie.getByRole("region", { name: "Your requests" })).toContainText("Ask Jonas first");
});

test("DEV-2 a request has a URL; if a colleague was first, the panel says who", async ({ page, secondBrowser }) => {
  const { id } = await acme(page);
  const eddie = await secondBrowser(EDDIE);
  const thing = await device(page, id, 53);
  const request = await ask(eddie, id, thing, "manage", "Race");
  await page.goto(`/organizations/${id}/access-requests?request=${request.id}`);
  await expect(dialog(page)).toHaveAccessibleName(`Request for ${thing.name}`);
  await expect(dialog(page)).toContainText("Race");
  await expectNoFaults(page);
  await send(page, `/organizations/${id}/access-requests/${request.id}/decline`, { note: "Too late" });
  await dialog(page).getByRole("button", { name: "Approve", exact: true }).click();
  await expect(dialog(page)).toContainText("Declined");
  await expect(dialog(page)).toContainText("Ada Lovelace");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(page).not.toHaveURL(/request=/);
});

test("DEV-2 the page of a user has the request ready to answer", async ({ page, secondBrowser }) => {
  const { id } = await acme(page);
  const eddie = await secondBrowser(EDDIE);
  const thing = await device(page, id, 64);
  const { member } = await ask(eddie, id, thing, "manage", "From the mail");
  await page.goto(`/organizations/${id}/users/${member.id}`);
  const section = page.getByRole("region", { name: "Waiting requests" });
  const row = section.getByRole("listitem").filter({ hasText: "From the mail" });
  await expect(row).toContainText(thing.name);
  await row.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(page.getByText("Manage granted to Eddie Eriksson")).toBeVisible();
  await expect(row).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Devices" })).toContainText("by request");
});

test.describe("for somebody who asks", () => {
  test.use({ account: VERA });

  test("DEV-2 the page of a device asks for a higher level, and the request is withdrawn at home", async ({ page }) => {
    const { id } = await organization(page, "10234");
    const thing = await device(page, id, 75);
    await page.goto(`/organizations/${id}/devices/${thing.id}`);
    await page.getByRole("button", { name: "Request access" }).click();
    await dialog(page).getByRole("button", { name: "Send request" }).click();
    await expect(dialog(page)).toContainText("Say why.");
    await dialog(page).getByLabel("Reason").fill("Night shift in December");
    await expectNoFaults(page);
    await dialog(page).getByRole("button", { name: "Send request" }).click();
    await expect(page.getByText("Request sent")).toBeVisible();
    await page.goto(`/organizations/${id}`);
    const own = page.getByRole("region", { name: "Your requests" }).getByRole("listitem");
    const row = own.filter({ hasText: thing.name });
    await expect(row).toContainText("Waiting");
    await expectNoFaults(page);
    await row.getByRole("button", { name: "Withdraw" }).click();
    await expect(row).toContainText("Withdrawn");
    await expect(waitingLink(page)).toHaveCount(0);
  });
});

test("DEV-2 without access, the link of a device leads to the question and says nothing of the device", async ({
  page,
  secondBrowser,
}) => {
  const { id } = await send(page, "/organizations", { name: `Doors ${Date.now().toString(36)}` });
  const role = await send(page, `/organizations/${id}/roles`, {
    from: (await api(page, `/organizations/${id}/roles`)).items.at(-1).id,
    name: "Guest",
    permissions: ["organization.read"],
  });
  const door = await send(page, `/organizations/${id}/devices`, { name: "Vault door", external_id: "V-1" });
  const { results } = await send(page, `/organizations/${id}/invitations`, {
    emails: [EDDIE],
    roles: [role.id],
    send_email: false,
  });
  const eddie = await secondBrowser(EDDIE);
  await send(eddie, "/invitations/accept", { token: results[0].link.split("#")[1] });
  for (const link of [door.id, "dev_00000000000000000000000007"]) {
    await eddie.goto(`/organizations/${id}/devices/${link}`);
    await expect(eddie.getByRole("heading", { level: 1 })).toHaveText("You don't have access to this device");
    await expect(eddie.getByRole("main")).not.toContainText("Vault");
  }
  await eddie.goto(`/organizations/${id}/devices/${door.id}`);
  await eddie.getByLabel("Reason").fill("Inspection");
  await expectNoFaults(eddie);
  await eddie.getByRole("button", { name: "Send request" }).click();
  await expect(eddie.getByRole("main")).toContainText("You asked for View");
  await expect(eddie.getByRole("button", { name: "Send request" })).toHaveCount(0);
  await page.goto(`/organizations/${id}/access-requests?state=pending`);
  await rows(page).getByRole("button", { name: /^Approve the request of Eddie Eriksson$/ }).click();
  await expect(page.getByRole("heading", { name: "No requests waiting" })).toBeVisible();
  await eddie.reload();
  await expect(eddie.getByRole("heading", { level: 1 })).toHaveText("You have access to this device: View");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("DEV-2 cards have the reason and the answers, and nothing scrolls sideways", async ({ page }) => {
    const { path } = await acme(page);
    await page.goto(path);
    const vera = rows(page).filter({ hasText: "Vera Novotná" }).first();
    await expect(vera).toContainText("Refill rounds");
    await expect(vera.getByRole("button", { name: "Approve the request of Vera Novotná", exact: true })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await expectNoFaults(page);
  });
});

test.describe("in German", () => {
  test.use({ locale: "de-DE" });

  test("DEV-2 the list and the dialogs are said in German", async ({ page }) => {
    const { path } = await acme(page);
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Zugriffsanfragen");
    await rows(page).first().getByRole("button", { name: /ablehnen$/ }).click();
    await expect(dialog(page)).toHaveAccessibleName("Diese Anfrage ablehnen?");
    await expectNoFaults(page);
  });
});
