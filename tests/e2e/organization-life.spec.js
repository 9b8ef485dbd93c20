// Branding, deleting, restoring and leaving an organization.
import { NOBODY, VERA, expect, test } from "./fixtures.js";
import { api, organization, send, switchButton, switcher } from "./app.js";
import { expectNoFaults } from "./axe.js";
import { startDemo } from "./server.js";

// What is changed here would be in the way of others: a demo of its own.
test.use({
  serverUrl: [
    async ({}, use) => {
      const demo = await startDemo();
      await use(demo.url);
      await demo.stop();
    },
    { scope: "worker" },
  ],
});
test.describe.configure({ mode: "default" });

const dialog = (page, name) => page.getByRole("dialog", { name });
const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const picture = (name, base64) => ({ name, mimeType: "image/png", buffer: Buffer.from(base64, "base64") });

async function open(page, section, number = "10234") {
  const { id } = await organization(page, number);
  await page.goto(`/organizations/${id}/settings/${section}`);
  return id;
}

/** A new organization of the reader, with nobody else in it. */
async function create(page, name) {
  const { id, number } = await send(page, "/organizations", { name });
  return { id, number };
}

/** The contrast of each pair of colours, as the browser draws them. */
function contrasts(page) {
  return page.evaluate(() => {
    const root = document.querySelector(".roster");
    const pixel = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
    const context = pixel.getContext("2d", { willReadFrequently: true });
    const luminance = (colour) => {
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
      const parts = [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map((value) => value / 255);
      const [red, green, blue] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const probe = root.appendChild(document.createElement("span"));
    const of = (token) => {
      probe.style.color = `var(--roster-${token})`;
      return luminance(getComputedStyle(probe).color);
    };
    const contrast = (one, other) => {
      const [dark, light] = [of(one), of(other)].sort((first, second) => first - second);
      return (light + 0.05) / (dark + 0.05);
    };
    const measured = {
      button: contrast("on-accent", "accent-solid"),
      hovered: contrast("on-accent", "accent-solid-hover"),
      link: contrast("accent-text", "surface"),
      chosen: contrast("accent-text", "accent-tint"),
      text: contrast("text", "surface"),
      muted: contrast("text-muted", "canvas"),
      ring: contrast("accent-ring", "surface"),
    };
    probe.remove();
    return measured;
  });
}

for (const colorScheme of ["light", "dark"]) {
  test(`ORG-4 any colour keeps its contrast in the ${colorScheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, "branding");
    const accent = page.getByLabel("Accent colour");
    const before = await page.evaluate(() => getComputedStyle(document.querySelector(".r-btn--primary, .r-navitem")).color);
    expect(before).toBeTruthy();
    for (const colour of ["#ffff00", "#000000", "#ffffff", "#808080", "#00ff00", "#0000ff", "#ff00ff", "#00ffff", "#f80"]) {
      await accent.fill(colour);
      const measured = await contrasts(page);
      for (const [pair, contrast] of Object.entries(measured)) {
        expect(contrast, `${colour}: ${pair}`).toBeGreaterThanOrEqual(pair === "ring" ? 3 : 4.5);
      }
    }
  });
}

test("ORG-4 a colour is seen while it is chosen, and by everybody when it is saved", async ({ page, secondBrowser }) => {
  const id = await open(page, "branding");
  const shown = (reader) => reader.evaluate(() => document.querySelector(".roster").style.getPropertyValue("--roster-accent"));
  const accent = page.getByLabel("Accent colour");
  await accent.fill("red");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Enter a colour such as #1d63a8.")).toBeVisible();
  await accent.fill("#B5179E");
  await expect.poll(() => shown(page)).toBe("#b5179e");
  await page.getByRole("button", { name: "Discard" }).click();
  await expect.poll(() => shown(page)).toBe("");
  await accent.fill("#B5179E");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Settings saved")).toBeVisible();
  await expectNoFaults(page);
  const vera = await secondBrowser(VERA);
  await vera.goto(`/organizations/${id}`);
  await expect.poll(() => shown(vera)).toBe("#b5179e");
  // Another organization has its own.
  await page.goto("/");
  await expect(switchButton(page)).toBeVisible();
  const { id: other } = await organization(page, "20817");
  await page.goto(`/organizations/${other}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await shown(page)).toBe("");
});

test("ORG-4 a logo is uploaded, seen and removed; what is no picture is refused", async ({ page, secondBrowser }) => {
  const id = await open(page, "branding");
  const input = page.locator("input[type=file]");
  await input.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.from("<svg onload='alert(1)'/>") });
  await expect(page.getByText("This file is no PNG, JPEG or WebP image.")).toBeVisible();
  await input.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.alloc(262_145) });
  await expect(page.getByText("This file is larger than 256 KB.")).toBeVisible();
  await input.setInputFiles(picture("logo.png", PIXEL));
  await expect(page.getByText("Logo saved")).toBeVisible();
  await expect(switchButton(page).locator("img")).toHaveJSProperty("naturalWidth", 1);
  await expectNoFaults(page);
  const vera = await secondBrowser(VERA);
  await vera.goto(`/organizations/${id}`);
  await expect(switchButton(vera).locator("img")).toHaveJSProperty("naturalWidth", 1);
  await page.getByRole("button", { name: "Remove logo" }).click();
  await expect(page.getByText("Logo removed")).toBeVisible();
  await expect(switchButton(page).locator("img")).toHaveCount(0);
});

test("ORG-4 the subscription says who uses the seats, and leads to billing", async ({ page }) => {
  await open(page, "subscription");
  await expect(page.getByRole("meter", { name: "Seats" })).toHaveAttribute("aria-valuetext", /of 1,500 seats used/);
  await expect(page.getByText("40 pending")).toBeVisible();
  await expect(page.getByText("12 expired")).toBeVisible();
  const billing = page.getByRole("link", { name: "Open billing" });
  await expect(billing).toHaveAttribute("href", "https://billing.example/customers/10234");
});

test("ORG-3 everything is exported as one file", async ({ page }) => {
  await open(page, "general");
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export everything" }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(/^org_\w+\.jsonl$/);
  const stream = await download.createReadStream();
  let text = "";
  for await (const piece of stream) text += piece;
  const lines = text.trim().split("\n").map((line) => JSON.parse(line));
  expect(lines[0].kind).toBe("export");
  expect(lines.at(-1)).toEqual({ kind: "end", lines: lines.length - 2 });
  expect(lines.filter((line) => line.kind === "member").length).toBeGreaterThan(1200);
});

test("ORG-3 an organization is deleted by its name, and restored", async ({ page }) => {
  const name = `Ending ${Date.now().toString(36)}`;
  const { id } = await create(page, name);
  await page.goto(`/organizations/${id}/settings/general`);
  await page.getByRole("button", { name: "Delete organization…" }).click();
  const question = dialog(page, `Delete ${name}?`);
  await expect(question.getByRole("list", { name: "What is deleted" })).toHaveText("1 user3 roles");
  await expectNoFaults(page);
  await question.getByLabel(`To confirm, type ${name}`).fill("Ending");
  await question.getByRole("button", { name: "Delete organization" }).click();
  await expect(question.getByText(`Type the name exactly: ${name}`)).toBeVisible();
  expect((await page.request.get(`/api/v1/organizations/${id}`)).status()).toBe(200);
  await question.getByLabel(`To confirm, type ${name}`).fill(name);
  await question.getByRole("button", { name: "Delete organization" }).click();
  await expect(page.getByRole("heading", { name: "This organization is deleted" })).toBeVisible();
  expect((await page.request.get(`/api/v1/organizations/${id}/members`)).status()).toBe(403);
  await page.reload();
  await expectNoFaults(page);
  await page.getByRole("button", { name: "Restore organization" }).click();
  await expect(page.getByText("Organization restored")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Settings");
  expect((await page.request.get(`/api/v1/organizations/${id}/members`)).status()).toBe(200);
});

test("ORG-3 the switcher shows a closed organization to who can open it", async ({ page }) => {
  const name = `Closed ${Date.now().toString(36)}`;
  const { id, number } = await create(page, name);
  await send(page, `/organizations/${id}/disable`);
  await page.goto("/");
  await switchButton(page).click();
  await switcher(page).getByRole("combobox", { name: "Find an organization" }).fill(number);
  const option = switcher(page).getByRole("option", { name: new RegExp(name) });
  await expect(option).toContainText("Disabled");
  await expectNoFaults(page);
  await option.click();
  await page.getByRole("button", { name: "Enable organization" }).click();
  await expect(page.getByText("Organization enabled")).toBeVisible();
});

test("ORG-3 the account lists one's organizations and leaves them, but not as the last administrator", async ({
  page,
  secondBrowser,
}) => {
  const name = `Leaving ${Date.now().toString(36)}`;
  const { id } = await create(page, name);
  await page.goto("/account");
  const list = page.getByRole("region", { name: "Organizations" });
  await expect(list).toContainText("No. 20817 · Editor");
  await expectNoFaults(page);
  await list.locator(`[data-row-id="${id}"]`).getByRole("button", { name: `Leave… ${name}` }).click();
  const question = dialog(page, `Leave ${name}?`);
  await question.getByRole("button", { name: "Leave organization" }).click();
  await expect(question).toContainText("You are the last administrator. Make another user an administrator first.");
  await question.getByRole("button", { name: "Cancel" }).click();
  await list.getByRole("button", { name: "Leave… Nordlicht Hotels" }).click();
  await dialog(page, "Leave Nordlicht Hotels?").getByRole("button", { name: "Leave organization" }).click();
  await expect(page.getByText("You left Nordlicht Hotels")).toBeVisible();
  await expect(list.getByText("Nordlicht Hotels")).toHaveCount(0);
  // After the only one there is none.
  const vera = await secondBrowser(VERA);
  await vera.goto("/account");
  await vera.getByRole("button", { name: "Leave… Acme Facility Services" }).click();
  await vera.getByRole("dialog").getByRole("button", { name: "Leave organization" }).click();
  await expect(vera.getByText("You don't belong to an organization.")).toBeVisible();
  await vera.goto("/");
  await expect(vera.getByText("You don't belong to an organization yet")).toBeVisible();
});

test("the new pages fit a phone in German and break no rule of axe", async ({ browser, baseURL, stateOf }) => {
  const storageState = await stateOf("ada@acme.example");
  const viewport = { width: 390, height: 844 };
  const options = { baseURL, reducedMotion: "reduce", storageState: storageState ?? NOBODY, viewport, locale: "de-DE" };
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const { id } = (await api(page, "/organizations?q=10234")).items[0];
  for (const path of [`/organizations/${id}/settings/branding`, `/organizations/${id}/settings/subscription`, "/account"]) {
    await page.goto(path);
    await page.locator(".r-settings__main .r-section").first().waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(width, path).toBeLessThanOrEqual(0);
    await expectNoFaults(page);
  }
  await page.goto(`/organizations/${id}/settings/general`);
  await page.getByRole("button", { name: "Organisation löschen…" }).click();
  await page.getByRole("dialog").waitFor();
  await expectNoFaults(page);
  await context.close();
});
