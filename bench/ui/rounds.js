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

/** As many words are searched for in one visit, in as many rounds once: to open a page takes longer than to search. */
const WORDS = 9;

/** What rounds consist of: `{ scenario, server, apps, most, every }`. What takes long, or never differs, is in `most` rounds; what
 * makes samples for several rounds at a time, or is compared with nothing, in the first of `every` so many. */
export function plan({ sizes, base, only }) {
  const all = [
    { scenario: "cold", server: base, apps: ALL },
    { scenario: "warm", server: base, apps: ALL },
    ...sizes.map((server) => ({ scenario: "keystroke", server, apps: server === base ? ALL : ONCE, every: WORDS })),
    { scenario: "switcher", server: "demo", apps: ["ours"], every: 2 },
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
    const parts = plan(settings).filter(({ most = Infinity, every = 1 }) => round < most && round % every === 0);
    const isSearched = parts.some(({ scenario }) => scenario === "keystroke");
    const words = isSearched ? await wordsFor(lab, settings.sizes, next) : [];
    for (const part of shuffled(parts, next)) {
      result.samples.push(...(await counted(lab, part, { round, words, next }, result.void)));
    }
    console.log(`  round ${round + 1} of ${settings.rounds}`);
  }
  return result;
}

/** Does a part until it counts. */
async function counted(lab, part, { round, words, next }, reasons) {
  const data = lab.data(part.server);
  const [first, descending] = [await data.first(), await data.news({ sort: "-name" })];
  const searches = part.scenario === "keystroke" ? await searchesFor(data, words) : [];
  const known = { data, size: part.server, round, first, searches, descending };
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
    samples.push(...inRounds(shown.samples, known.round).map((sample) => ({ app: name, ...sample })));
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

/** The round of each sample: of several of the same metric each belongs to the next one. */
function inRounds(samples, round) {
  const seen = new Map();
  return samples.map((sample) => {
    const before = seen.get(sample.metric) ?? 0;
    seen.set(sample.metric, before + 1);
    return { round: round + before, ...sample };
  });
}

/** Words of which each fills a window at every size with people whom nothing before it finds. */
async function wordsFor(lab, sizes, next) {
  const smallest = lab.data(sizes[0]);
  const words = [];
  while (words.length < WORDS) {
    const word = await smallest.beginning(next);
    const isGood = word && (await Promise.all(sizes.map((size) => searchesFor(lab.data(size), [...words, word])))).every(Boolean);
    if (isGood) words.push(word);
  }
  return words;
}

/** The words one after the other, each with the ends of what it finds anew; nothing when one finds too little. Whom a word before
 * found, or the first letters of this one, may be shown before the last is typed. */
async function searchesFor(data, words) {
  const before = (at) => ["", ...words.slice(0, at), words[at].slice(0, 1), words[at].slice(0, -1)].map((q) => ({ q }));
  const found = await Promise.all(words.map((q, at) => data.news({ q }, before(at))));
  return found.every(Boolean) ? words.map((word, at) => ({ word, found: found[at] })) : undefined;
}
