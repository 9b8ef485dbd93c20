// What is measured. Each scenario opens a page of one app, does something, and returns samples and the rows that it showed.
import { setTimeout as sleep } from "node:timers/promises";

import { SEARCH } from "./apps.js";
import { Trace } from "./trace.js";
import { Visit } from "./visit.js";

const REST = 100; // milliseconds between two things that are done
const LASTS = 10; // seconds that are scrolled at a time
const PACE = 1200; // pixels a second of a steady scroll
const FLING = 8000; // pixels a second of a push
const PUSH = 2400; // pixels of it
const PUSHES = 16;
const PAUSE = 325; // milliseconds between two of them: all take ten seconds
const SLOW = 4; // times that the processor is slower, as on a telephone
const SLOW_PUSHES = 8; // each of them takes twice as long there
const JUMPS = 75; // steps in which a whole list is scrolled through: more than any app keeps parts of it
const STAY = 90; // milliseconds at each: rows are asked for where one stays
const SETTLE = 1000; // milliseconds until nothing moves any more

/** Leads to somebody's page, and what stands there. */
const PERSON = "tbody tr:nth-child(3) .r-who__name";
const PAGE = { "p-first": ".r-person h1", "p-last": ".r-why > :last-child" };
/** Opens the list of organizations, and what stands there. */
const SWITCH = ".r-nav .r-switch";
const ORGANIZATIONS = {
  "p-first": ".r-orgpop__scroll li:nth-child(3)",
  "p-last": ".r-orgpop__scroll li:nth-child(9)",
};

const marked = ["p-first", "p-last"];

/** Opens a page, works with it, and closes it. */
async function visiting(lab, app, { data, context }, work) {
  const visit = await Visit.open(lab.browser, { ...app, data, context });
  try {
    return await work(visit);
  } finally {
    await visit.close();
  }
}

/** Does something and waits for what that leads to: `{ mark: selector }`. Returns the trace. */
async function seen(visit, marks, act) {
  await visit.mark(marks);
  const events = await visit.tab.traced(async () => {
    await act();
    await visit.shown();
  });
  return new Trace(events);
}

const timed = ({ total, script, rendering }) => ({ value: total, script, rendering });

/** From an input to the frame that shows what it led to. */
function answered(trace, input, metric, request) {
  const drawn = trace.drawn(marked);
  const sample = { metric, ...timed(trace.span(trace.input(input), drawn)) };
  // How much of it came after the last byte of the answer: the rest is the server's, the network's, and a pause on purpose.
  if (request) sample.after_answer = trace.span(trace.answer(request, drawn.ts), drawn).total;
  return sample;
}

/** The first rows of a visit, from the beginning of its navigation. */
async function loaded(visit, first, kind) {
  await visit.arrive();
  const events = await visit.tab.traced(() => visit.go(first));
  const trace = new Trace(events);
  const start = trace.navigation(visit.address());
  const samples = [
    ["first_paint", trace.paint("firstPaint", start)],
    ["first_words", trace.paint("firstContentfulPaint", start)],
    ["first_rows", trace.drawn(marked)],
  ];
  return samples.map(([name, end]) => ({ metric: `${name}_${kind}`, ...timed(trace.span(start, end)) }));
}

/** A first visit: nothing is in the cache. */
async function cold(lab, app, { data, first }) {
  const { browserContextId: context } = await lab.browser.send("Target.createBrowserContext");
  try {
    return await visiting(lab, app, { data, context }, async (visit) => {
      return { samples: await loaded(visit, first, "cold"), rows: await visit.rows() };
    });
  } finally {
    await lab.browser.send("Target.disposeBrowserContext", { browserContextId: context });
  }
}

/** A press on something, and all that it leads to. */
async function pressed(visit, metric, selector, marks, request) {
  const trace = await seen(visit, marks, () => visit.tab.click(selector));
  return answered(trace, "click", metric, request);
}

/** A visit of somebody who was here before: files come from the cache, and are compiled already. Then another order, and, where
 * there is such a page, from the table to somebody's own. */
const warm = (lab, app, { data, first, descending }) =>
  visiting(lab, app, { data }, async (visit) => {
    const samples = await loaded(visit, first, "warm");
    const rows = await visit.rows();
    samples.push(await pressed(visit, "sort", app.app.table.sort, visit.marks(descending), "sort=-name"));
    rows.push(...(await visit.rows()));
    if (app.app.own) samples.push(await pressed(visit, "user", PERSON, PAGE));
    return { samples, rows };
  });

/** Somebody types a word in one go, and another one over it, and so on; what counts is the last letter of each. */
const keystroke = (lab, app, { data, size, searches, first }) =>
  visiting(lab, app, { data }, async (visit) => {
    await visit.go(first);
    await visit.tab.click(SEARCH);
    const [samples, rows] = [[], []];
    for (const { word, found } of searches) {
      await sleep(REST);
      const trace = await seen(visit, visit.marks(found), async () => {
        await visit.tab.selectAll();
        for (const letter of word) await visit.tab.press(letter);
      });
      samples.push(answered(trace, "keydown", `keystroke_${size}`, `q=${word}`));
      rows.push(...(await visit.rows()));
    }
    return { samples, rows };
  });

/** The list of organizations of somebody who belongs to hundreds. */
const switcher = (lab, app, { data, first }) =>
  visiting(lab, app, { data }, async (visit) => {
    await visit.go(first);
    return { samples: [await pressed(visit, "switcher", SWITCH, ORGANIZATIONS)], rows: [] };
  });

/** Memory: to begin with, when a whole list has been scrolled through, and, where there is another page, after leaving. */
const memory = (lab, app, { data, first }) =>
  visiting(lab, app, { data }, async (visit) => {
    await visit.countWasm();
    await visit.go(first);
    const samples = [{ metric: "memory_start", ...(await visit.memory()) }];
    for (let step = 1; step <= JUMPS; step += 1) {
      await visit.scrollTo(step / JUMPS);
      await sleep(STAY);
    }
    await sleep(SETTLE);
    samples.push({ metric: "memory_scrolled", ...(await visit.memory()) });
    if (app.app.own) {
      await visit.tab.click('.r-nav a[href$="/roles"]');
      await sleep(SETTLE);
      samples.push({ metric: "memory_left", ...(await visit.memory()) });
    }
    return { samples, rows: [] };
  });

/** As with a wheel that never stops. */
const STEADILY = { yDistance: -PACE * LASTS, speed: PACE };

/** As with a thumb: pushed, let go, and again. */
const flinging = (pushes) => ({ yDistance: -PUSH, speed: FLING, repeatCount: pushes - 1, repeatDelayMs: PAUSE });

async function frames(visit, metric, gesture) {
  const scroll = { x: 760, y: 450, gestureSourceType: "mouse", ...gesture };
  const events = await visit.tab.traced(() => visit.tab.send("Input.synthesizeScrollGesture", scroll));
  const { due, dropped, late } = new Trace(events).frames();
  return { metric, value: dropped, late, due };
}

/** Frames while one scrolls, steadily and by flinging, each also on a slow processor. */
const scrolling = (lab, app, { data, first }) =>
  visiting(lab, app, { data }, async (visit) => {
    await visit.go(first);
    const samples = [await frames(visit, "steady", STEADILY), await frames(visit, "fling", flinging(PUSHES))];
    await visit.tab.send("Emulation.setCPUThrottlingRate", { rate: SLOW });
    samples.push(await frames(visit, "steady_slow", STEADILY), await frames(visit, "fling_slow", flinging(SLOW_PUSHES)));
    return { samples, rows: [] };
  });

export const SCENARIOS = { cold, warm, keystroke, switcher, memory, scrolling };
