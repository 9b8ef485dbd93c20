// What a first visit loads.
import { setTimeout as sleep } from "node:timers/promises";

import { APPS } from "./apps.js";
import { Visit } from "./visit.js";

const STAY = 1000; // milliseconds in which a page loads all that it needs

/** For each app the bytes of all files of a first visit, as they travel, without their headers; data is not counted. */
export async function bytes(lab, server) {
  const each = Object.keys(APPS).map(async (name) => [name, await visited(lab, lab.site(name, server), lab.data(server))]);
  return Object.fromEntries(await Promise.all(each));
}

async function visited(lab, site, data) {
  const { browserContextId: context } = await lab.browser.send("Target.createBrowserContext");
  const visit = await Visit.open(lab.browser, { ...site, data, context });
  let sum = 0;
  const end = visit.tab.hear("Network.responseReceived", ({ response: { url, headers } }) => {
    if (!new URL(url).pathname.startsWith("/api/")) sum += Number(headers["content-length"] ?? 0);
  });
  await visit.tab.send("Network.enable");
  await visit.tab.go(visit.address());
  await sleep(STAY);
  end();
  await lab.browser.send("Target.disposeBrowserContext", { browserContextId: context });
  return sum;
}
