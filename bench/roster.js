// A Roster with generated users, as both benchmarks see it before they measure.
import { cpus } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

/** Rows in one page of the list. */
export const PAGE = 50;

const READY = 60_000; // milliseconds that a server may take to start

/** Waits for a server and signs in. */
export async function signIn(origin) {
  await ready(origin);
  const body = JSON.stringify({ email: process.env.BENCH_EMAIL, password: process.env.BENCH_PASSWORD });
  // As from the app itself: changes from elsewhere are refused.
  const headers = { "content-type": "application/json", "x-roster-client": "bench", origin };
  const answer = await fetch(`${origin}/api/v1/session`, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(`the sign-in was answered by ${answer.status}`);
  const [cookie] = answer.headers.get("set-cookie").split(";");
  const get = async (path) => {
    const found = await fetch(origin + path, { headers: { cookie } });
    if (!found.ok) throw new Error(`${path} was answered by ${found.status}`);
    return found;
  };
  const { default_organization: organization } = await (await get("/api/v1/session")).json();
  const path = (query, limit = PAGE, list = "members") => {
    return `/api/v1/organizations/${organization}/${list}?limit=${limit}${query && `&${query}`}`;
  };
  const post = async (below, wanted) => {
    const url = `${origin}/api/v1/organizations/${organization}${below}`;
    const sent = { method: "POST", headers: { ...headers, cookie }, body: JSON.stringify(wanted) };
    const found = await fetch(url, sent);
    if (!found.ok) throw new Error(`${below} was answered by ${found.status}: ${await found.text()}`);
    return found.json();
  };
  const members = async (query, limit) => (await get(path(query, limit))).json();
  const events = async () => (await get(path("", PAGE, "audit-events"))).json();
  return { cookie, organization, get, post, path, members, events };
}

async function ready(origin) {
  for (const end = Date.now() + READY; Date.now() < end; await sleep(100)) {
    const answer = await fetch(`${origin}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
  }
  throw new Error(`${origin} is not ready; its log is in target/bench`);
}

/** Places in a list, evenly spaced. */
export const places = (count, total) =>
  Array.from({ length: count }, (_, at) => Math.floor(((at + 0.5) * total) / count));

/** The parts of a generated address, `given.family.number@…`. */
export function person({ id, email }) {
  const [given, family, number] = email.split("@")[0].split(".");
  return { id, given, family, number };
}

/** When and where something was measured. */
export function circumstances() {
  const all = cpus();
  return `${new Date().toISOString().slice(0, 10)}, ${all[0].model.trim()}, ${all.length} cores.`;
}

/** A Markdown table. The first column holds names. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, at) => (at ? "--:" : "---"))), ...rows.map(line)].join("\n");
}

/** `2.60`, `19.6`, `246`. */
export const digits = (number) => number.toFixed(number < 10 ? 2 : number < 100 ? 1 : 0);
