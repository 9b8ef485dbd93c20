// `npx playwright test -c tests/e2e` runs every *.spec.js against a `roster demo` that it starts itself.
import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/** Debian's browsers, the quickest first. Elsewhere Playwright's own. */
const BROWSERS = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

// What makes members of people, which nothing takes back, comes last: the others count on the demo as it begins.
const LASTING = [
  "accept.spec.js",
  "access-requests.spec.js",
  "account.spec.js",
  "bulk.spec.js",
  "companies.spec.js",
  "contacts.spec.js",
  "create-organization.spec.js",
  "devices.spec.js",
  "email-change.spec.js",
  "invite.spec.js",
  "jobs.spec.js",
  "lifecycle.spec.js",
  "live.spec.js",
  "member-actions.spec.js",
  "organization-life.spec.js",
  "own-roles.spec.js",
  "password-reset.spec.js",
  "remove-blocked.spec.js",
  "roles-edit.spec.js",
  "schedule.spec.js",
  "selection.spec.js",
  "settings.spec.js",
  "stop-mails.spec.js",
  "supervisors.spec.js",
  "user-edit.spec.js",
  "user-import.spec.js",
];

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.js",
  outputDir: "results",
  globalSetup: "./server.js",
  workers: 2,
  projects: [
    { name: "as it begins", testIgnore: LASTING },
    { name: "invitations", testMatch: LASTING, dependencies: ["as it begins"] },
  ],
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"]],
  timeout: 30_000,
  expect: { timeout: 7_000 },
  use: {
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "UTC",
    reducedMotion: "reduce",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: BROWSERS.find((path) => existsSync(path)),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
