// What is measured. Each scenario opens a page of one app, does something, and returns samples and the rows that were shown then.
import { setTimeout as sleep } from "node:timers/promises";

import { SEARCH } from "./apps.js";
import { SHOWN } from "./data.js";
import { Trace } from "./trace.js";
import { Visit } from "./visit.js";

const REST = 100; // milliseconds between two things that are done
const LASTS = 5; // seconds that are scrolled at a time; in two rounds, so that it is ten
const PACE = 1200; // pixels a second of a steady scroll
const FLING = 8000; // pixels a second of a push
const PUSH = 2400; // pixels of it
const PAUSE = 325; // milliseconds between two of them: eight in five seconds
const SLOW = 4; // times that the processor is slower for a page that is to feel like on an old telephone
const JUMPS = 150; // steps in which a whole list is scrolled through
const STAY = 90; // milliseconds at each: rows are asked for where one stays

const marked = ["p-first", "p-last"];

/** From an input to the frame that shows what it asked for. */
function answered(events, input, metric, request) {
  const trace = new Trace(events);
  const drawn = trace.drawn(marked);
  const sample = { metric, ...timed(trace.span(trace.input(input), drawn)) };
  // How much of it came after the last byte of the answer: what is left is the server's, the network's, and a pause on purpose.
  if (request) sample.after_answer = trace.span(trace.answer(request, drawn.ts), drawn).total;
  return sample;
}

const timed = ({ total, script, rendering }) => ({ value: total, script, rendering });

/** A visit, from the beginning of the navigation. */
async function load(visit, ends, kind) {
  await visit.mark(visit.marks(ends), { onNext: true });
  const events = await visit.tab.traced(async () => {
    await visit.tab.go(visit.address());
    await visit.until(Object.values(visit.marks(ends)));
  });
  const trace = new Trace(events);
  const start = trace.navigation(visit.address());
  const samples = [
    ["first_paint", trace.paint("firstPaint", start)],
    ["first_words", trace.paint("firstContentfulPaint", start)],
    ["first_rows", trace.drawn(marked)],
  ];
  return samples.map(([name, end]) => ({ metric: `${name}_${kind}`, ...timed(trace.span(start, end)) }));
}

const ends = (members) => [members[0].id, members.slice(0, SHOWN).at(-1).id];

/** A first visit: nothing is in the cache. */
async function cold(lab, app, { data }) {
  const { browserContextId: context } = await lab.browser.send("Target.createBrowserContext");
  try {
    const visit = await Visit.open(lab.browser, { ...app, data, context });
    const samples = await load(visit, ends(await data.members()), "cold");
    return { samples, rows: await visit.rows() };
  } finally {
    await lab.browser.send("Target.disposeBrowserContext", { browserContextId: context });
  }
}

/** A visit of somebody who was here before: files from the cache, scripts and WebAssembly compiled already. Then another order. */
async function warm(lab, app, { data, descending }) {
  const visit = await Visit.open(lab.browser, { ...app, data });
  try {
    const samples = await load(visit, ends(await data.members()), "warm");
    const rows = await visit.rows();
    await visit.mark(visit.marks(descending));
    const events = await visit.tab.traced(async () => {
      await visit.tab.click(app.app.table.sort);
      await visit.until(Object.values(visit.marks(descending)));
    });
    samples.push(answered(events, "click", "sort", "sort=-name"));
    return { samples, rows: [...rows, ...(await visit.rows())] };
  } finally {
    await visit.close();
  }
}

/** Somebody types a word in one go; what counts is its last letter. */
async function keystroke(lab, app, { data, size, word, found }) {
  const visit = await Visit.open(lab.browser, { ...app, data });
  try {
    await visit.go(ends(await data.members()));
    await visit.tab.click(SEARCH);
    await visit.mark(visit.marks(found));
    await sleep(REST);
    const events = await visit.tab.traced(async () => {
      for (const letter of word) await visit.tab.press(letter);
      await visit.until(Object.values(visit.marks(found)));
    });
    return { samples: [answered(events, "keydown", `keystroke_${size}`, `q=${word}`)], rows: await visit.rows() };
  } finally {
    await visit.close();
  }
}

/** From the table to somebody's page. */
async function user(lab, app, { data }) {
  const visit = await Visit.open(lab.browser, { ...app, data });
  try {
    await visit.go(ends(await data.members()));
    const page = { "p-first": ".r-person h1", "p-last": ".r-why > :last-child" };
    await visit.mark(page);
    const events = await visit.tab.traced(async () => {
      await visit.tab.click("tbody tr:nth-child(3) .r-who__name");
      await visit.until(Object.values(page));
    });
    return { samples: [answered(events, "click", "user")], rows: [] };
  } finally {
    await visit.close();
  }
}

/** The list of organizations of somebody who belongs to hundreds. */
async function switcher(lab, app, { data }) {
  const visit = await Visit.open(lab.browser, { ...app, data });
  try {
    await visit.go(ends(await data.members()));
    const list = { "p-first": ".r-orgpop__scroll li:nth-child(3)", "p-last": ".r-orgpop__scroll li:nth-child(9)" };
    await visit.mark(list);
    const events = await visit.tab.traced(async () => {
      await visit.tab.click(".r-nav .r-switch");
      await visit.until(Object.values(list));
    });
    return { samples: [answered(events, "click", "switcher")], rows: [] };
  } finally {
    await visit.close();
  }
}

/** Memory: to begin with, when a whole list has been scrolled through, and — where there is another page — after leaving. */
async function memory(lab, app, { data }) {
  const visit = await Visit.open(lab.browser, { ...app, data });
  try {
    await visit.countWasm();
    await visit.go(ends(await data.members()));
    const samples = [{ metric: "memory_start", ...(await visit.memory()) }];
    for (let step = 1; step <= JUMPS; step += 1) {
      await visit.tab.value(`{
        const box = document.querySelector(${JSON.stringify(app.app.table.scroll)});
        box.scrollTop = (box.scrollHeight - box.clientHeight) * ${step / JUMPS};
      }`);
      await sleep(STAY);
    }
    await sleep(10 * REST);
    samples.push({ metric: "memory_scrolled", ...(await visit.memory()) });
    if (app.app.own) {
      await visit.tab.click('.r-nav a[href$="/roles"]');
      await sleep(10 * REST);
      samples.push({ metric: "memory_left", ...(await visit.memory()) });
    }
    return { samples, rows: [] };
  } finally {
    await visit.close();
  }
}

/** Frames while one scrolls, steadily and by flinging, each also on a slow processor. */
async function scrolling(lab, app, { data }) {
  const visit = await Visit.open(lab.browser, { ...app, data });
  try {
    await visit.go(ends(await data.members()));
    const samples = [];
    for (const [suffix, rate] of [["", 1], ["_slow", SLOW]]) {
      await visit.tab.send("Emulation.setCPUThrottlingRate", { rate });
      samples.push(await frames(visit, `steady${suffix}`, STEADILY), await frames(visit, `fling${suffix}`, FLINGING));
    }
    return { samples, rows: [] };
  } finally {
    await visit.close();
  }
}

async function frames(visit, metric, gesture) {
  const scroll = { x: 760, y: 450, gestureSourceType: "mouse", ...gesture };
  const events = await visit.tab.traced(() => visit.tab.send("Input.synthesizeScrollGesture", scroll));
  const { due, dropped, late } = new Trace(events).frames();
  return { metric, value: dropped, late, due };
}

/** As with a wheel that never stops. */
const STEADILY = { yDistance: -PACE * LASTS, speed: PACE };

/** As with a thumb: pushed, let go, and again. */
const FLINGING = { yDistance: -PUSH, speed: FLING, repeatCount: (LASTS * 1000) / (PAUSE + (PUSH / FLING) * 1000) - 1, repeatDelayMs: PAUSE };

export const SCENARIOS = { cold, warm, keystroke, user, switcher, memory, scrolling };
