// Invitations that really leave by SMTP, to a mail server that the tests run themselves.
import { ADA, OTTO, test as base, expect, signIn } from "./fixtures.js";
import { membersFound, openUsers, organization } from "./app.js";
import { inviteAll, rowOf, sheet, theWholeWay } from "./invited.js";
import { PostOffice } from "./post-office.js";
import { startDemo } from "./server.js";

const NUMBER = "10234"; // Acme
/** The newest invitations first: whoever is invited here stands on top, whatever becomes of them. */
const NEWEST = "?sort=-invited_at";
/** Longer than the pauses between the first tries of a mail, which double from `FIRST_RETRY`. */
const TRIES = 45_000;
const FIRST_RETRY = "1s";

const test = base.extend({
  /** The mail server of this file. */
  post: [
    async ({}, use) => {
      const post = new PostOffice();
      await post.open();
      await use(post);
      await post.close();
    },
    { scope: "worker" },
  ],

  serverUrl: [
    async ({ post }, use) => {
      const demo = await startDemo({
        ROSTER_MAIL__HOST: "127.0.0.1",
        ROSTER_MAIL__PORT: String(post.port),
        ROSTER_MAIL__TLS: "none",
        ROSTER_MAIL__FROM: "Roster <roster@acme.example>",
        ROSTER_MAIL__FIRST_RETRY: FIRST_RETRY,
      });
      await use(demo.url);
      await demo.stop();
    },
    { scope: "worker" },
  ],
});

/** Waits for the nth mail to an address. */
async function mail(post, email, nth = 0) {
  await expect.poll(() => post.to(email).length, { timeout: 10_000 }).toBeGreaterThan(nth);
  return post.to(email)[nth];
}

// They share a mail server, which one of them stops.
test.describe.configure({ mode: "default" });
test.use({ account: ADA });

test("three are invited by mail: one joins on a phone, one with an account, one is withdrawn", async ({
  browser,
  page,
  post,
  secondBrowser,
}) => {
  test.setTimeout(150_000);
  const emails = ["amelie.dubois@newcomer.example", OTTO, "third@newcomer.example"];
  await openUsers(page, NUMBER, NEWEST);
  await inviteAll(page, emails, "See you on Monday");
  await expect(sheet(page).getByText("3 emails sent.")).toBeVisible();
  await sheet(page).getByRole("button", { name: "Done" }).click();
  for (const email of emails) {
    await expect(rowOf(page, email)).toContainText("Invited");
    const { subject, text, html } = await mail(post, email);
    expect(subject).toContain("Acme Facility Services");
    for (const part of [text, html]) expect(part).toContain("See you on Monday");
  }
  const colleague = await secondBrowser(OTTO);
  const linkTo = async (email, nth) => (await mail(post, email, nth)).link;
  await theWholeWay({ browser, page, colleague, emails, number: NUMBER, linkTo });
  expect(emails.map((email) => post.to(email).length)).toEqual([1, 1, 2]);
});

test("an address that the mail server refuses is said in the row and on the page", async ({ page, post }) => {
  const email = "nobody@newcomer.example";
  post.refused.add(email);
  await openUsers(page, NUMBER, NEWEST);
  await inviteAll(page, [email]);
  await expect(sheet(page).getByText("Email couldn't be delivered. Share the link.")).toBeVisible();
  await sheet(page).getByRole("button", { name: "Done" }).click();
  await expect(rowOf(page, email)).toContainText("Email failed", { timeout: 25_000 });
  await rowOf(page, email).getByRole("link").click();
  await expect(page.getByRole("main")).toContainText("The mail server refused this address.");
  await expect(page.getByRole("main")).toContainText("Share the link instead.");
});

test("a mail server that is away for a while loses nothing, and nothing is sent twice unsaid", async ({ page, post }) => {
  test.setTimeout(150_000);
  const [waiting, broken] = ["patient@newcomer.example", "broken@newcomer.example"];
  await openUsers(page, NUMBER, NEWEST);
  post.breaking.add(broken);
  await inviteAll(page, [broken]);
  await sheet(page).getByRole("button", { name: "Done" }).click();
  await mail(post, broken);
  await post.close();
  await inviteAll(page, [waiting]);
  await sheet(page).getByRole("button", { name: "Done" }).click();
  for (const email of [waiting, broken]) {
    await expect(rowOf(page, email)).toContainText("Email queued", { timeout: 25_000 });
  }
  await rowOf(page, waiting).getByRole("link").click();
  await expect(page.getByRole("main")).toContainText("The mail server isn't responding. Next attempt:");
  await page.goBack();
  await rowOf(page, broken).getByRole("link").click();
  await expect(page.getByRole("main")).toContainText("may arrive twice");
  await page.goBack();
  await post.open();
  await expect.poll(() => post.to(waiting).length, { timeout: TRIES }).toBe(1);
  await expect.poll(() => post.to(broken).length, { timeout: TRIES }).toBe(2);
  for (const email of [waiting, broken]) {
    await expect(rowOf(page, email)).not.toContainText("Email queued", { timeout: 25_000 });
  }
  // It did arrive twice, and whoever looks is told.
  await rowOf(page, broken).getByRole("link").click();
  await expect(page.getByRole("main")).toContainText("may arrive twice");
  expect([waiting, broken].map((email) => post.to(email).length)).toEqual([1, 2]);
});

test("a forgotten password on a phone: link and notice leave by SMTP, and the new one signs in", async ({ post, secondBrowser }) => {
  const email = "grace.hopper@acme.example";
  const page = await secondBrowser(null);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/forgot-password");
  await page.getByLabel("Email", { exact: true }).fill(email);
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  const { subject, link } = await mail(post, email);
  expect(subject).toBe("Choose a new password for Roster");
  await page.goto(link);
  await page.getByLabel("New password", { exact: true }).fill("three wet otters hum");
  await page.getByRole("button", { name: "Save password" }).click();
  await expect(page.getByRole("heading", { name: "Your password was changed" })).toBeVisible();
  expect((await mail(post, email, 1)).subject).toBe("Your Roster password was changed");
  await page.goto("/sign-in");
  await signIn(page, email, "three wet otters hum");
  // The password is right: her authenticator app is next.
  await expect(page.getByRole("heading", { name: "Enter your code" })).toBeVisible();
});

test("another address: the link leaves by SMTP, the old address is told, and a refused one is said on the page", async ({
  page,
  post,
  secondBrowser,
}) => {
  const [found] = await membersFound(page, NUMBER, "grace.hopper@acme.example");
  const { id } = await organization(page, NUMBER);
  await page.goto(`/organizations/${id}/users/${found.id}`);
  const ask = async (address) => {
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Change email address" }).click();
    await page.getByRole("dialog").getByLabel("New email address").fill(address);
    await page.getByRole("dialog").getByRole("button", { name: "Send link" }).click();
  };
  const [refused, address] = ["nowhere@renamed.example", "renamed@renamed.example"];
  post.refused.add(refused);
  await ask(refused);
  const pending = page.getByRole("group", { name: "New email address" });
  await expect(pending).toContainText("The mail server refused this address.", { timeout: 25_000 });
  await expect(pending).toContainText("Check the address, then send the link again.");
  await ask(address);
  const { link, subject } = await mail(post, address);
  expect(subject).toBe("Confirm your email address for Acme Facility Services");
  const other = await secondBrowser(null);
  await other.goto(link);
  await other.getByRole("button", { name: "Confirm this address" }).click();
  await expect(other.getByRole("heading", { name: "Your email address was changed" })).toBeVisible();
  const subjects = () => post.to(found.email).map((mail) => mail.subject);
  await expect.poll(subjects).toContain("The email address of your account in Acme Facility Services was changed");
  expect(subjects()).toContain("A new email address for your account in Acme Facility Services");
});
