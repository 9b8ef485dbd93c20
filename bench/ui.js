// Measures the list of users in Chromium: Roster, the same list in React with TanStack and without a framework, and a
// plain list in React.
//
// `node bench/ui.js ORIGIN ROUNDS`. In each round every app does the same, in another order. Standard error shows the
// progress, standard output has the table for docs/performance.md.
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

import { built } from "./peers/build.js";
import { circumstances, digits, person, places, signIn, table } from "./roster.js";
import { serve } from "./site.js";

const PEERS = {
  "React + TanStack": { main: "react-tanstack/main.jsx", page: "shared/react/index.html" },
  "plain React": { main: "plain/main.jsx", page: "shared/react/index.html", style: "plain/plain.css" },
  "by hand": { main: "by-hand/main.js", page: "by-hand/index.html" },
};

const SHOWN = 14; // rows that the window shows
const JUMPS = 10;
const SPEED = 6000; // pixels a second
const SCROLL = 5000; // milliseconds
const FRAMES = 60; // a second
const REST = 500; // milliseconds before a visit, in which the browser ends the one before
const VISITS = 3; // after as many, the browser keeps compiled scripts
const SETTLE = 2500; // milliseconds of each

const SEARCH = "input[type=search]";
const SORT = "thead .r-c-who .r-sort";

const METRICS = [
  ["first rows, nothing cached", "ms"],
  ["first rows, cached", "ms"],
  ["last key of a search → rows", "ms"],
  ["sort → rows", "ms"],
  ["jump in the list → rows", "ms"],
  ["frames dropped while scrolling", "%"],
  ["blank places while scrolling", "%"],
  ["memory after that", "MiB"],
];

const median = (values) => quantile(values, 0.5);

function quantile(values, part) {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at % 1);
}

/** Runs in each page before its own scripts: notes when the last input came, and tells when something is painted. */
function prepare(firstRow) {
  const note = (event) => (globalThis.input = event.timeStamp);
  for (const type of ["keydown", "click"]) addEventListener(type, note, true);
  globalThis.painted = (selector) =>
    new Promise((resolve) => {
      // A timer that starts in a frame runs after the frame is painted.
      const look = () => {
        if (document.querySelector(selector)) setTimeout(() => resolve(performance.now()));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  globalThis.firstRows = painted(firstRow);
}

const row = (id) => `tr[data-row-id="${id}"] > .r-c-since > *`;

/** The last row that a view shows and the views before it do not have; nothing if there is none. */
async function fresh(roster, view, before) {
  const [{ items }, ...old] = await Promise.all([view, ...before].map((one) => roster.members(one)));
  const known = new Set(old.flatMap((page) => page.items.map(({ id }) => id)));
  const found = items.slice(0, SHOWN).findLast(({ id }) => !known.has(id));
  return items.length >= SHOWN && found ? row(found.id) : undefined;
}

/** As many words to search for, each with a row that only its last letter brings. */
async function searches(roster, count) {
  const { count: total } = (await roster.members("")).total;
  const found = new Map();
  for (const at of places(20 * count, total)) {
    const [member] = (await roster.members(`at=${at}`, 1)).items;
    const word = person(member).family?.slice(0, 3);
    if (!/^[a-z]{3}$/.test(word) || found.has(word)) continue;
    const target = await fresh(roster, `q=${word}`, ["", `q=${word[0]}`, `q=${word.slice(0, 2)}`]);
    if (target) found.set(word, target);
    if (found.size === count) break;
  }
  return [...found].map(([word, target]) => ({ word, target }));
}

/** An app in a browser that has never seen it. */
async function open(browser, { origin, roster, firstRow }) {
  const [name, value] = roster.cookie.split("=");
  const cookie = { name, value, domain: "127.0.0.1", path: "/", expires: -1 };
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "UTC",
    storageState: {
      cookies: [{ ...cookie, httpOnly: true, secure: false, sameSite: "Lax" }],
      // Roster then requests data before its program is there, as the peers always do.
      origins: [{ origin, localStorage: [{ name: "roster.signed_in", value: "yes" }] }],
    },
  });
  await context.addInitScript(prepare, firstRow);
  return context;
}

/** Opens the list; returns the page and the time until its rows are painted. */
async function visit(context, { origin, roster }) {
  const page = await context.newPage();
  await page.waitForTimeout(REST);
  await page.goto(`${origin}/organizations/${roster.organization}/users`);
  return { page, rows: await page.evaluate(() => firstRows) };
}

async function cold(browser, app) {
  const context = await open(browser, app);
  const { rows } = await visit(context, app);
  await context.close();
  return rows;
}

/** Does something that brings a row; returns the time from the last input until the row is painted. */
async function answered(page, target, act) {
  await page.evaluate((selector) => void (globalThis.answer = painted(selector)), target);
  await act();
  return page.evaluate(async () => (await answer) - input);
}

/** Moves the list to a part of its height; returns the time until rows are painted there. */
const jump = (page, part) =>
  page.evaluate(async (part) => {
    const box = document.querySelector(".r-scroll");
    const start = performance.now();
    box.scrollTop = (box.scrollHeight - box.clientHeight) * part;
    const index = Math.round(box.scrollTop / document.querySelector("tbody tr").offsetHeight) + 8;
    return (await painted(`tr[aria-rowindex="${index}"][data-row-id]`)) - start;
  }, part);

/** Scrolls from the start; returns the parts of the frames that were dropped and of the places that were blank, in %. */
const scrolled = (page) =>
  page.evaluate(
    ([speed, length, rate]) =>
      new Promise((resolve) => {
        const box = document.querySelector(".r-scroll");
        const { left, top, width, height } = box.getBoundingClientRect();
        box.scrollTop = 0;
        let [start, frames, places, blank] = [undefined, 0, 0, 0];
        // Looks before it scrolls on, so that what it sees has been painted.
        const look = () => {
          for (const part of [0.2, 0.5, 0.8]) {
            places += 1;
            const found = document.elementFromPoint(left + width * 0.3, top + height * part);
            if (!found?.closest("tr[data-row-id]")) blank += 1;
          }
        };
        const step = (now) => {
          start ??= now;
          if (frames > 0) look();
          if (now - start >= length) {
            return resolve([100 * Math.max(0, 1 - frames / ((length / 1000) * rate)), (100 * blank) / places]);
          }
          frames += 1;
          box.scrollTop = ((now - start) / 1000) * speed;
          requestAnimationFrame(step);
        };
        setTimeout(() => requestAnimationFrame(step), 1000);
      }),
    [SPEED, SCROLL, FRAMES],
  );

/** Memory of scripts, elements and WebAssembly in MiB, without garbage. */
async function memory(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = await session.send("Runtime.getHeapUsage");
  return (usedSize + embedderHeapUsedSize + backingStorageSize) / 2 ** 20;
}

/** Everything in one round, in the order of METRICS. */
async function measure(browser, app, { word, target }) {
  const { firstRow, lastRow } = app;
  const first = await cold(browser, app);
  const { page, rows } = await visit(app.context, app);
  await page.focus(SEARCH);
  const key = await answered(page, target, () => page.keyboard.type(word));
  await answered(page, firstRow, () => page.fill(SEARCH, ""));
  const sort = await answered(page, lastRow, () => page.click(SORT));
  const jumps = [];
  for (const part of places(JUMPS, 1000)) jumps.push(await jump(page, part / 1000));
  const [dropped, blank] = await scrolled(page);
  const kept = await memory(page);
  await page.close();
  return [first, rows, key, sort, median(jumps), dropped, blank, kept];
}

/** Visits an app until caches hold what they will ever hold. */
async function warmUp(app) {
  for (let count = 0; count < VISITS; count += 1) {
    const { page } = await visit(app.context, app);
    await page.waitForTimeout(SETTLE);
    await page.close();
  }
}

async function start(browser, origin, roster) {
  const firstRow = row((await roster.members("")).items[SHOWN - 1].id);
  const lastRow = await fresh(roster, "sort=-name", [""]);
  const known = { roster, firstRow, lastRow };
  const apps = [{ ...known, name: "Roster", origin: await serve(origin) }];
  for (const [name, peer] of Object.entries(PEERS)) {
    apps.push({ ...known, name, origin: await serve(origin, await built(peer)) });
  }
  for (const app of apps) {
    app.context = await open(browser, app);
    app.samples = [];
    await warmUp(app);
  }
  return apps;
}

/** Roster's part of what a peer needs, round by round: the median and the middle half. */
function ratio(ours, theirs, metric) {
  const ratios = ours.map((round, at) => round[metric] / theirs[at][metric]);
  if (!ratios.every(Number.isFinite)) return "–";
  const [low, middle, high] = [0.25, 0.5, 0.75].map((part) => quantile(ratios, part).toFixed(2));
  return `${middle} (${low}–${high})`;
}

const [origin, rounds] = [process.argv[2], Number(process.argv[3])];
const roster = await signIn(origin);
const executablePath = existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : undefined;
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
try {
  const apps = await start(browser, origin, roster);
  const words = await searches(roster, rounds);
  for (let round = 0; round < rounds; round += 1) {
    const turn = round % apps.length;
    for (const app of [...apps.slice(turn), ...apps.slice(0, turn)]) {
      app.samples.push(await measure(browser, app, words[round % words.length]));
    }
    console.error(`  round ${round + 1} of ${rounds}`);
  }
  const [ours, ...peers] = apps;
  const all = ours.samples;
  const rows = METRICS.map(([name, unit], metric) => [
    name,
    ...apps.map(({ samples }) => `${digits(median(samples.map((round) => round[metric])))} ${unit}`),
    ...peers.map(({ samples }) => ratio(all, samples, metric)),
  ]);
  const head = ["", ...apps.map(({ name }) => name), ...peers.map(({ name }) => `Roster ÷ ${name}`)];
  const how = `${rounds} rounds: medians, and ratios with quartiles.`;
  console.log(`${circumstances()} Chromium ${browser.version()}, ${how}\n`);
  console.log(table(head, rows));
} finally {
  await browser.close();
}
