// Measures lists and decisions through the API with oha, at fixed rates far below what the server can do.
//
// `node bench/api.js OHA SECONDS SERVERS`, where SERVERS is JSON: [{ engine, members, origin, key }]. Standard error shows
// every result, standard output has the table for docs/performance.md.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { measureJob } from "./job.js";
import { circumstances, digits, PAGE, person, places, signIn, table } from "./roster.js";

const CONNECTIONS = 16;
const ONE_BY_ONE = 4; // requests of a kind without a rate
const PEOPLE = 100; // whom searches look for
const WALKS = [5, 20]; // places where walks by cursor start, and the pages of each
const JOB = { name: "first page", rate: 20, queries: () => [""] }; // what is measured beside a job
const JOB_ROWS = 100_000; // users of the largest database in which a job runs
const SLOW = 0.9; // part of its rate below which a kind of request is called slow

const named = ({ name }) => `q=${encodeURIComponent(name)}`;
const query = (text) => `q=${encodeURIComponent(text)}`;

/** The same words with wildcards. No three characters stand together, so no index helps. */
const wildcards = (text) => text.replace(/(\S{2})(?=\S)/gu, "$1*");

/** Places around the middle of the list. */
const middle = (total) => places(300, total / 10).map((at) => at + Math.floor(total * 0.45));

/** A question of a portal's service: who can operate this device, and can this user? */
const question = (device, user) => ({
  subject: user ? { type: "user", id: user } : { type: "user" },
  action: { name: "operate" },
  resource: { type: "device", id: device.external_id },
});

/** Questions about users with a grant, half of them on other devices. */
const questions = ({ devices, holders }) => {
  const device = (at) => (at % 2 ? devices[at % devices.length] : holders[at].device);
  return holders.map(({ id }, at) => JSON.stringify(question(device(at), id)));
};

/** The kinds of requests, and their rates per second. Those that are `shown` are in docs/performance.md. */
const KINDS = [
  { name: "first page", rate: 100, queries: () => [""], shown: true },
  { name: "next page", rate: 100, queries: ({ cursors }) => cursors },
  { name: "page in the middle", rate: 100, queries: ({ total }) => middle(total).map((at) => `at=${at}`), shown: true },
  { name: "last page", rate: 100, queries: ({ total }) => [`at=${total - PAGE}`] },
  { name: "first page, not modified", rate: 100, queries: () => [""], isUnchanged: true },
  { name: "filtered and sorted", rate: 20, queries: () => ["status=inactive&sort=-last_sign_in"] },
  { name: "search for a person", rate: 50, queries: ({ people }) => people.map(named), shown: true },
  { name: "search for a surname", rate: 10, queries: ({ surnames }) => surnames.map(query), shown: true },
  { name: "search that finds everybody", rate: 10, queries: () => [query("exa")] },
  { name: "search by two letters", rate: 10, queries: () => [query("ma")] },
  { name: "search with wildcards", queries: ({ people }) => people.slice(0, 10).map(({ name }) => query(wildcards(name))) },
  { name: "audit log", list: "audit-events", rate: 100, queries: () => [""], shown: true },
  { name: "audit log of a person", list: "audit-events", rate: 50, queries: ({ actors }) => actors, shown: true },
  { name: "audit log of an action", list: "audit-events", rate: 50, queries: ({ actions }) => actions, shown: true },
  { name: "devices", list: "devices", rate: 10, queries: () => [""], shown: true },
  { name: "search for a device", list: "devices", rate: 10, queries: ({ devices }) => devices.map(named), shown: true },
  { name: "decision on a device", path: "/access/v1/evaluation", rate: 100, bodies: questions, shown: true },
  { name: "no data: `/health/live`", path: "/health/live", rate: 100, shown: true },
];

/** What is in the list, to make requests of. */
async function look(roster, server) {
  const { count } = (await roster.members("")).total;
  const at = async (place) => (await roster.members(`at=${place}`, 1)).items[0];
  const found = await Promise.all(places(PEOPLE, count).map(at));
  const { items: events } = await roster.events();
  const different = (values) => [...new Set(values.filter(Boolean))];
  const known = found.map(person).filter(({ family, number }) => family?.length >= 3 && number?.length >= 3);
  const { items: devices } = await (await roster.get(roster.path("", PAGE, "devices"))).json();
  return {
    devices,
    holders: await askForHolders(server, devices),
    total: count,
    actors: different(events.map(({ actor }) => actor?.member?.id)).map((id) => `actor=${id}`),
    actions: different(events.map(({ action }) => action)).map((action) => `action=${action}`),
    etag: (await roster.get(roster.path(""))).headers.get("etag"),
    people: known.map(({ family, number, id }) => ({ name: `${family} ${number}`, id })),
    surnames: [...new Set(known.map(({ family }) => family))],
    cursors: (await Promise.all(places(WALKS[0], count - WALKS[1] * PAGE).map((at) => walk(roster, at)))).flat(),
  };
}

/** Users with a grant on these devices. */
async function askForHolders({ origin, key }, devices) {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const holders = await Promise.all(devices.slice(0, 20).map(async (device) => {
    const body = JSON.stringify(question(device));
    const answer = await fetch(`${origin}/access/v1/search/subject`, { method: "POST", headers, body });
    if (!answer.ok) throw new Error(`the search for users was answered by ${answer.status}`);
    return (await answer.json()).results.slice(0, 5).map(({ id }) => ({ id, device }));
  }));
  return holders.flat();
}

/** The cursors of the pages that follow a place. */
async function walk(roster, at) {
  const cursors = [];
  for (let asked = `at=${Math.max(0, at)}`; cursors.length < WALKS[1]; asked = cursors.at(-1)) {
    const { next_cursor: cursor } = await roster.members(asked);
    if (!cursor) break;
    cursors.push(`cursor=${cursor}`);
  }
  // The last cursor may lead to a page that is not full.
  return cursors.slice(0, -1);
}

/** Runs oha; returns milliseconds, requests per second, and the number of wrong answers. */
async function load(oha, { rate, isUnchanged }, requests, words) {
  const pace = rate ? ["-c", CONNECTIONS, "-q", rate, "--latency-correction"] : ["-c", 1];
  const all = ["-n", requests, ...pace, "--no-tui", "--output-format", "json", ...words];
  const { stdout } = await promisify(execFile)(oha, all.map(String), { maxBuffer: 1e8 });
  const { latencyPercentiles, summary, statusCodeDistribution: answers } = JSON.parse(stdout);
  const [p50, p95, p99] = ["p50", "p95", "p99"].map((name) => latencyPercentiles[name] * 1000);
  const right = answers[isUnchanged ? 304 : 200] ?? 0;
  return { p50, p95, p99, rate: summary.requestsPerSec, errors: requests - right };
}

/** What oha requests: a body from a file, or a URL from one. */
async function requested(kind, { origin, key, roster, known, folder }) {
  const file = join(folder, "requests");
  if (kind.bodies) {
    await writeFile(file, kind.bodies(known).join("\n"));
    const headers = ["-H", `authorization: Bearer ${key}`, "-T", "application/json"];
    return ["-m", "POST", ...headers, "-Z", file, origin + kind.path];
  }
  const paths = kind.path ? [kind.path] : kind.queries(known).map((text) => roster.path(text, PAGE, kind.list));
  await writeFile(file, paths.map((path) => origin + path).join("\n"));
  const headers = ["-H", `cookie: ${roster.cookie}`];
  if (kind.isUnchanged) headers.push("-H", `if-none-match: ${known.etag}`);
  return [...headers, "--urls-from-file", file];
}

/** Measures one kind of request on one server, after a second of warm-up. */
async function measure(kind, server) {
  const words = await requested(kind, server);
  await load(server.oha, kind, kind.rate ?? 1, words);
  return load(server.oha, kind, kind.rate ? kind.rate * server.seconds : ONE_BY_ONE, words);
}

/** `2.60 / 19.6 / 24.1`, and what went wrong. */
function cell(kind, { p50, p95, p99, rate, errors }) {
  const slow = rate < SLOW * kind.rate ? ` (only ${digits(rate)} per second)` : "";
  return `${[p50, p95, p99].map(digits).join(" / ")}${slow}${errors ? ` (${errors} errors)` : ""}`;
}

const [oha, seconds, servers] = [process.argv[2], Number(process.argv[3]), JSON.parse(process.argv[4])];
const folder = await mkdtemp(join(tmpdir(), "roster-bench-"));
const results = new Map(KINDS.map((kind) => [kind, []]));
console.error(table(["engine, members, request", "asked per second", "p50 ms", "p95 ms", "p99 ms", "per second", "errors"], []));
const sizes = servers.map(({ members }) => members);
const crowd = Math.max(...sizes.filter((size) => size <= JOB_ROWS));
const jobs = [];
for (const { engine, members, origin, key } of servers) {
  const roster = await signIn(origin);
  const known = await look(roster, { origin, key });
  for (const kind of KINDS) {
    const result = await measure(kind, { oha, seconds, origin, key, roster, known, folder });
    results.get(kind).push(result);
    const { p50, p95, p99, rate, errors } = result;
    const name = `${engine}, ${members.toLocaleString("en")}, ${kind.name}`;
    console.error(`| ${[name, kind.rate ?? "one by one", digits(p50), digits(p95), digits(p99), digits(rate), errors].join(" | ")} |`);
  }
  if (members === crowd) {
    const load = () => measure(JOB, { oha, seconds, origin, key, roster, known, folder });
    jobs.push({ engine, members, ...(await measureJob(roster, load)) });
  }
}
await rm(folder, { recursive: true });
console.log(`${circumstances()} Milliseconds, p50 / p95 / p99.\n`);
const shown = (_, at) => [Math.min(...sizes), Math.max(...sizes)].includes(sizes[at]);
const head = servers.filter(shown).map(({ engine, members }) => `${engine}, ${members.toLocaleString("en")}`);
const row = (kind) => [kind.name, ...results.get(kind).filter(shown).map((result) => cell(kind, result))];
console.log(table(["", ...head], KINDS.filter((kind) => kind.shown).map(row)));
console.log("\nA job that gives every user one more role, and takes it away again:\n");
const jobRow = ({ engine, members, alone, beside, rate, undoRate }) => [
  `${engine}, ${members.toLocaleString("en")}`,
  digits(rate),
  digits(undoRate),
  cell(JOB, alone),
  cell(JOB, beside),
];
const columns = ["", "rows per second", "undoing", "first page without a job", "first page beside the job"];
console.log(table(columns, jobs.map(jobRow)));
