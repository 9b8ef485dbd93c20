// From an address to a colleague who can sign in: what happens whichever way the link travels.
import { NOBODY, expect } from "./fixtures.js";
import { organization, switchButton, userRows, usersTable } from "./app.js";

export const sheet = (page) => page.getByRole("dialog", { name: "Invite users" });
export const heading = (page, name) => page.getByRole("heading", { level: 1, name });

/** What others change is in the list within 15 seconds; none of this reloads the page. */
const WITHOUT_RELOAD = { timeout: 25_000 };

/** The row of an address, whatever it is called by then. */
export const rowOf = (page, email) => userRows(page).filter({ hasText: email });

/** Types addresses into the sheet, as a person would, and invites them with the role Viewer. */
export async function inviteAll(page, emails, message) {
  await page.getByRole("main").getByRole("button", { name: "Invite users" }).click();
  for (const email of emails) {
    await sheet(page).getByLabel("Email addresses").fill(email);
    await page.keyboard.press("Enter");
  }
  await sheet(page).getByRole("checkbox", { name: /^Viewer/ }).check();
  if (message) await sheet(page).getByLabel("Message").fill(message);
  await sheet(page).getByRole("button", { name: /^Invite \d+ users?$/ }).click();
  const created = emails.length === 1 ? "1 invitation created." : `${emails.length} invitations created.`;
  await expect(sheet(page).getByText(created)).toBeVisible();
}

export async function choose(page, email, action) {
  await page.getByRole("button", { name: `Actions for ${email}` }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

/** Somebody without an account opens the link on a phone, says who they are, and is in. */
export async function joinOnPhone(browser, link, [firstName, lastName]) {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    locale: "en-GB",
    reducedMotion: "reduce",
    storageState: NOBODY,
  });
  const page = await context.newPage();
  await page.goto(link);
  await expect(heading(page, /^Join /)).toBeVisible();
  await page.getByLabel("First name").fill(firstName);
  await page.getByLabel("Last name").fill(lastName);
  await page.getByLabel("Choose a password").fill("a sentence works well");
  await page.getByRole("button", { name: "Accept and join" }).click();
  await expect(page.getByText("Welcome! You have joined.")).toBeVisible();
  await expect(switchButton(page)).toBeVisible();
  await context.close();
}

/**
 * The whole way of three addresses: the first is a new person's, the second has an account elsewhere, the third is sent
 * again, given another role and withdrawn.
 *
 * `page` shows the list to the administrator, `colleague` is signed in with the second address, and `linkTo(email, nth)`
 * brings the nth link that went to an address.
 */
export async function theWholeWay({ browser, page, colleague, emails, number, linkTo }) {
  const [newcomer, known, third] = emails;
  const { name } = await organization(page, number);
  await joinOnPhone(browser, await linkTo(newcomer, 0), ["Amélie", "Dubois"]);
  await expect(rowOf(page, newcomer)).toContainText("Amélie Dubois", WITHOUT_RELOAD);
  await expect(rowOf(page, newcomer)).toContainText("Active");

  await colleague.goto(await linkTo(known, 0));
  await expect(colleague.getByRole("main")).toContainText(`You are signed in as ${known}.`);
  await colleague.getByRole("button", { name: "Accept and join" }).click();
  await expect(switchButton(colleague)).toContainText(name);
  await expect(rowOf(page, known)).toContainText("Active", WITHOUT_RELOAD);

  const old = await linkTo(third, 0);
  await choose(page, third, "Resend invitation");
  const renewed = await linkTo(third, 1);
  expect(renewed).not.toBe(old);
  const stranger = await (await browser.newContext({ locale: "en-GB", storageState: NOBODY })).newPage();
  await stranger.goto(old);
  await expect(heading(stranger, "There is a newer invitation")).toBeVisible();

  await rowOf(page, third).getByRole("link").click();
  await page.getByRole("button", { name: "Change roles" }).click();
  const dialog = page.getByRole("dialog", { name: `Roles of ${third}` });
  await dialog.getByRole("checkbox", { name: /^Editor/ }).check();
  await dialog.getByRole("checkbox", { name: /^Viewer/ }).uncheck();
  await dialog.getByRole("button", { name: "Save roles" }).click();
  await expect(dialog).toBeHidden();
  await page.goBack();
  await expect(rowOf(page, third)).toContainText("Editor");
  await stranger.goto(renewed);
  await stranger.reload();
  await expect(stranger.getByRole("main")).toContainText("Editor");

  await choose(page, third, "Withdraw invitation");
  await expect(rowOf(page, third)).toHaveCount(0);
  await stranger.reload();
  await expect(heading(stranger, "This invitation was withdrawn")).toBeVisible();
  await expect(stranger.getByRole("button", { name: "Ask for a new invitation" })).toBeVisible();
  await stranger.context().close();
  await expect(usersTable(page)).toBeVisible();
}
