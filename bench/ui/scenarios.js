// What is measured. Each scenario opens a page of one app, does something, and returns samples and the rows that it showed.
import { setTimeout as sleep } from "node:timers/promises";

import { SEARCH } from "./apps.js";
import { named } from "./marks.js";
import { Visit } from "./visit.js";

const REST = 50; // milliseconds between two things that are done
const LASTS = 10; // seconds that are scrolled at a time
const PACE = 1200; // pixels a second of a steady scroll
const FLING = 8000; // pixels a second of a push
const PUSH = 2400; // pixels of it
const PUSHES = 11;
const PAUSE = 325; // milliseconds between two of them: all take ten seconds, as one of them takes 600 with its end
const SLOW = 4; // times that the processor is slower, as on a telephone
const SLOW_PUSHES = 6; // each of them takes twice as long there
const JUMPS = 65; // steps in which a whole list is scrolled through: more than any app keeps parts of it
const STAY = 90; // milliseconds at each: rows are asked for where one stays
const SETTLE = 1000; // milliseconds until nothing moves any more

/** Leads to somebody's page, and what stands there. */
const PERSON = "tbody tr:nth-child(3) .r-who__name";
const PAGE = [".r-person h1", ".r-why > :last-child"];
/** Opens the list of organizations, and what stands there. */
const SWITCH = ".r-nav .r-switch";
const ORGANIZATIONS = [".r-orgpop__scroll li:nth-child(3)", ".r-orgpop__scroll li:nth-child(9)"];

/** Every mark is carried by what is at the top and what is at the end. */
const marked = (mark) => named(mark, 2);

/** Opens a page, works with it, and closes it. */
async function visiting(lab, app, { data, context }, work) {
  const visit = await Visit.open(lab.browser, { ...app, data, context });
  try {
    return await work(visit);
  } finally {
    await visit.close();
  }
}

/** Does something and waits for what that leads to. */
async function done(visit, mark, selectors, act) {
  await visit.mark(mark, selectors);
  await sleep(REST);
  await act();
  await visit.shown();
}

const timed = ({ total, script, rendering }) => ({ value: total, script, rendering });

/** From the last input to the frame that shows what it led to. */
function answered(trace, mark, input, request) {
  const drawn = trace.drawn(marked(mark));
  const sample = timed(trace.span(trace.input(input, drawn.ts), drawn));
  // How much of it came after the last byte of the answer: the rest is the server's, the network's, and a pause on purpose.
  if (request) sample.after_answer = trace.span(trace.answer(request, drawn.ts), drawn).total;
  return sample;
}

/** The first rows of a visit, from the beginning of its navigation. */
function loaded(trace, visit, kind) {
  const start = trace.navigation(visit.address());
  const samples = [
    ["first_paint", trace.paint("firstPaint", start)],
    ["first_words", trace.paint("firstContentfulPaint", start)],
    ["first_rows", trace.drawn(marked("first"))],
  ];
  return samples.map(([name, end]) => ({ metric: `${name}_${kind}`, ...timed(trace.span(start, end)) }));
}

/** A first visit: nothing is in the cache. */
async function cold(lab, app, { data, first }) {
  const { browserContextId: context } = await lab.browser.send("Target.createBrowserContext");
  try {
    return await visiting(lab, app, { data, context }, async (visit) => {
      const trace = await visit.traced(() => visit.go(first));
      return { samples: loaded(trace, visit, "cold"), rows: await visit.rows() };
    });
  } finally {
    await lab.browser.send("Target.disposeBrowserContext", { browserContextId: context });
  }
}

/** A visit of somebody who was here before: files come from the cache, and are compiled already. Then another order, and, where
 * there is such a page, from the table to somebody's own. */
const warm = (lab, app, { data, first, descending }) =>
  visiting(lab, app, { data }, async (visit) => {
    const { own, table } = app.app;
    const rows = [];
    const trace = await visit.traced(async () => {
      await visit.go(first);
      rows.push(...(await visit.rows()));
      await done(visit, "sort", visit.rowsOf(descending), () => visit.tab.click(table.sort));
      rows.push(...(await visit.rows()));
      if (own) await done(visit, "user", PAGE, () => visit.tab.click(PERSON));
    });
    const samples = loaded(trace, visit, "warm");
    samples.push({ metric: "sort", ...answered(trace, "sort", "click", "sort=-name") });
    if (own) samples.push({ metric: "user", ...answered(trace, "user", "click") });
    return { samples, rows };
  });

/** Somebody types a word in one go, and another one over it, and so on; what counts is the last letter of each. */
const keystroke = (lab, app, { data, size, searches, first }) =>
  visiting(lab, app, { data }, async (visit) => {
    const rows = [];
    await visit.go(first);
    await visit.tab.click(SEARCH);
    const trace = await visit.traced(async () => {
      for (const { word, found } of searches) {
        await done(visit, word, visit.rowsOf(found), () => visit.tab.type(word));
        rows.push(...(await visit.rows()));
      }
    });
    const metric = `keystroke_${size}`;
    return { samples: searches.map(({ word }) => ({ metric, ...answered(trace, word, "keydown", `q=${word}`) })), rows };
  });

/** The list of organizations of somebody who belongs to hundreds. */
const switcher = (lab, app, { data, first }) =>
  visiting(lab, app, { data }, async (visit) => {
    await visit.go(first);
    const open = () => done(visit, "switcher", ORGANIZATIONS, () => visit.tab.click(SWITCH));
    const trace = await visit.traced(open);
    return { samples: [{ metric: "switcher", ...answered(trace, "switcher", "click") }], rows: [] };
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
  const trace = await visit.traced(() => visit.tab.send("Input.synthesizeScrollGesture", scroll));
  const { due, dropped, late } = trace.frames();
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
