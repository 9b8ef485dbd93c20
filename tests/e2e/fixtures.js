// What every test starts from: a browser in which nothing may go wrong unnoticed, and sign-ins that are made once.
import { test as base, expect } from "@playwright/test";

export { expect };

export const PASSWORD = "roster-demo-password";

/** The demo's sign-ins. */
export const ADA = "ada@acme.example";
export const EDDIE = "eddie@acme.example";
export const VERA = "vera@acme.example";
export const SAM = "sam@support.example";
export const TESS = "tess@acme.example";
export const INES = "ines@acme.example";
export const OTTO = "otto@nordlicht.example";

/** Has to be said: a new context takes over the state of the test that opens it. */
export const NOBODY = { cookies: [], origins: [] };

/** Types into the sign-in page that is on screen. */
export async function signIn(page, email, password = PASSWORD) {
  await page.getByLabel("Email", { exact: true }).fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Tests share accounts: where one of them was must not be where the next one starts. */
function forgetOrganizations() {
  const { fetch } = window;
  window.fetch = (resource, ...rest) => {
    const { method, url } = resource instanceof Request ? resource : { url: String(resource) };
    const isVisit = method === "PUT" && url.endsWith("/visit");
    return isVisit ? Promise.resolve(new Response(null, { status: 204 })) : fetch(resource, ...rest);
  };
}

/** Collects what the browser complains about in `context`: scripts that fail, and whatever the policy blocks. */
async function watch(context, complaints, remembersOrganizations) {
  // A refusal of the API is an answer, and its tests look at it; a missing file is a fault.
  const isAnswer = (message) =>
    message.text().startsWith("Failed to load resource") && /\/api\/v1\/|ERR_INTERNET|ERR_FAILED/.test(
      `${message.location().url} ${message.text()}`,
    );
  context.on("console", (message) => {
    if (message.type() === "error" && !isAnswer(message)) complaints.push(message.text());
  });
  context.on("weberror", (error) => complaints.push(String(error.error())));
  if (!remembersOrganizations) await context.addInitScript(forgetOrganizations);
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) =>
      console.error(`policy: ${event.effectiveDirective} blocked ${event.blockedURI} ${event.sample}`),
    );
  });
}

export const test = base.extend({
  /** Who is signed in on `page`; `null` for nobody. */
  account: [ADA, { option: true }],

  /** Complaints that the test provokes on purpose. */
  expectedComplaints: [[], { option: true }],

  /** Whether the server learns which organization is on screen. */
  remembersOrganizations: [false, { option: true }],

  /** Where the server under test answers; the demo that all share, unless a file has one of its own. */
  serverUrl: [async ({}, use) => use(process.env.ROSTER_URL), { scope: "worker" }],

  baseURL: async ({ serverUrl }, use) => use(serverUrl),

  /** Cookies and storage of somebody signed in; the same session for all tests of a worker. */
  stateOf: [
    async ({ browser, serverUrl }, use) => {
      const states = new Map();
      await use(async (email) => {
        if (!states.has(email)) {
          const context = await browser.newContext({
            baseURL: serverUrl,
            locale: "en-GB",
            storageState: NOBODY,
          });
          const page = await context.newPage();
          await page.goto("/sign-in");
          await signIn(page, email);
          await page.waitForURL(/\/organizations\//);
          states.set(email, await context.storageState());
          await context.close();
        }
        return states.get(email);
      });
    },
    { scope: "worker" },
  ],

  storageState: async ({ account, stateOf }, use) => use(account ? await stateOf(account) : NOBODY),

  complaints: async ({ expectedComplaints }, use) => {
    const complaints = [];
    await use(complaints);
    const unexpected = complaints.filter((text) => !expectedComplaints.some((expected) => expected.test(text)));
    expect(unexpected, "complaints of the browser").toEqual([]);
  },

  context: async ({ context, complaints, remembersOrganizations }, use) => {
    await watch(context, complaints, remembersOrganizations);
    await use(context);
  },

  /** Opens a second browser in which `email` is signed in (`null`: nobody), and returns a page of it. */
  secondBrowser: async ({ browser, baseURL, stateOf, complaints }, use) => {
    const contexts = [];
    await use(async (email) => {
      const context = await browser.newContext({
        baseURL,
        locale: "en-GB",
        reducedMotion: "reduce",
        storageState: email ? await stateOf(email) : NOBODY,
      });
      contexts.push(context);
      await watch(context, complaints);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});
