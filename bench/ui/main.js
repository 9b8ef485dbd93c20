// Measures Roster beside its peers: rounds in which each app does the same, in another order each time.
//
// `node bench/ui/main.js SETTINGS` with a file of JSON:
//   { "port", "servers": { name: { address, email, password } }, "sizes": [server], "base": server, "rounds",
//     "only": [scenario], "seed", "before_browser": [word], "out": file }
// Writes `{ "browser", "bytes", "samples", "void" }` as JSON. What counts for nothing, because the apps did not show the
// same rows or something did not come, is repeated.
import { readFile, writeFile } from "node:fs/promises";

import { bytes } from "./bytes.js";
import { Chromium } from "./chromium.js";
import { Lab } from "./lab.js";
import { rounds } from "./rounds.js";

const settings = JSON.parse(await readFile(process.argv[2], "utf8"));
const browser = await Chromium.start(settings.before_browser);
try {
  const lab = await Lab.open(browser, settings);
  const loaded = await bytes(lab, settings.base);
  await lab.warmUp(settings.base);
  const measured = await rounds(lab, settings);
  await writeFile(settings.out, JSON.stringify({ browser: await browser.version(), bytes: loaded, ...measured }));
} finally {
  await browser.stop();
}
