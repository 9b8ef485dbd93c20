// `npx playwright test -c tests/e2e/screenshots.config.js` draws docs/screenshots/ anew.
import config from "./playwright.config.js";

export default { ...config, projects: [{ name: "screenshots" }], testMatch: "screenshots.js", workers: 1 };
