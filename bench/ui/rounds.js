// The rounds: who does what, in which order, and whether it counts.
import { APPS } from "./apps.js";
import { Stuck } from "./chromium.js";
import { random, shuffled } from "./random.js";
import { SCENARIOS } from "./scenarios.js";
import { Missing } from "./trace.js";

const TRIES = 5; // times that a scenario of a round may be void before something is wrong

const ALL = Object.keys(APPS);
// Once is enough where how much two of the same differ is known from elsewhere.
const ONCE = ALL.filter((name) => name !== "ours-again");

/** What rounds consist of: `{ scenario, server, apps, most }`. What takes long, or never differs, is in `most` rounds. */
export function plan({ sizes, base, only }) {
  const all = [
    { scenario: "cold", server: base, apps: ALL },
    { scenario: "warm", server: base, apps: ALL },
    ...sizes.map((server) => ({ scenario: "keystroke", server, apps: server === base ? ALL : ONCE })),
    { scenario: "switcher", server: "demo", apps: ["ours"] },
    { scenario: "memory", server: base, apps: ONCE, most: 1 },
    { scenario: "scrolling", server: base, apps: ONCE, most: 1 },
  ];
  return all.filter(({ scenario }) => only.length === 0 || only.includes(scenario));
}

/** Measures; returns all samples, and how often something was void. */
export async function rounds(lab, settings) {
  const next = random(settings.seed);
  const result = { samples: [], void: [] };
  for (let round = 0; round < settings.rounds; round += 1) {
    const parts = plan(settings).filter(({ most = Infinity }) => round < most);
    const word = await wordFor(lab, settings.sizes, next);
    for (const part of shuffled(parts, next)) {
      const samples = await counted(lab, part, { word, next }, result.void);
      for (const sample of samples) result.samples.push({ round, ...sample });
    }
    console.log(`  round ${round + 1} of ${settings.rounds}`);
  }
  return result;
}

/** Does a part until it counts. */
async function counted(lab, part, { word, next }, reasons) {
  const data = lab.data(part.server);
  const [first, found, descending] = [await data.first(), await data.news({ q: word }), await data.news({ sort: "-name" })];
  const known = { data, size: part.server, word, first, found, descending };
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    try {
      return await once(lab, part, known, shuffled(part.apps, next));
    } catch (error) {
      if (!(error instanceof Missing || error instanceof Stuck)) throw error;
      reasons.push(`${part.scenario} on ${part.server}: ${error.message}`);
    }
  }
  throw new Error(`${part.scenario} on ${part.server} was void ${TRIES} times:\n${reasons.slice(-TRIES).join("\n")}`);
}

async function once(lab, part, known, order) {
  const samples = [];
  let first;
  for (const name of order) {
    const shown = await SCENARIOS[part.scenario](lab, lab.site(name, part.server), known);
    first ??= { name, rows: shown.rows };
    differ(first, { name, rows: shown.rows });
    for (const sample of shown.samples) samples.push({ app: name, ...sample });
  }
  return samples;
}

/** Throws when two did not show the same. */
function differ(one, other) {
  const at = one.rows.findIndex((row, place) => row !== other.rows[place]);
  const place = at < 0 && one.rows.length !== other.rows.length ? Math.min(one.rows.length, other.rows.length) : at;
  if (place < 0) return;
  const rows = [one, other].map(({ name, rows }) => `  ${name}: ${rows[place]}`);
  throw new Missing(`row ${place + 1} is not the same:\n${rows.join("\n")}`);
}

/** A word that fills a window at every size. */
async function wordFor(lab, sizes, next) {
  const smallest = lab.data(sizes[0]);
  for (;;) {
    const word = await smallest.beginning(next);
    const isGood = word && (await Promise.all(sizes.map((size) => lab.data(size).news({ q: word })))).every(Boolean);
    if (isGood) return word;
  }
}
