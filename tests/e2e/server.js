// Starts one `roster demo` for the whole run: real server, real database, the example portal beside it.
//
// ROSTER_BIN names the program, else the newest build is taken; with ROSTER_URL a running demo is used instead.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const START_TIMEOUT = 60_000; // milliseconds
const MANY = "1000"; // organizations that one account creates in a day: many tests have one of their own

/** The program to test. */
export function program() {
  if (process.env.ROSTER_BIN) return process.env.ROSTER_BIN;
  const age = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const [newest] = ["server", "debug"]
    .map((profile) => `${ROOT}target/${profile}/roster`)
    .sort((one, other) => age(other) - age(one));
  return newest;
}

/** Starts a demo with these settings more, and says where it answers; `stop` ends it. */
export async function startDemo(settings = {}) {
  const said = [];
  const demo = spawn(program(), ["demo", "--port", "0", "--portal", "examples/portal"], {
    cwd: ROOT,
    env: { ...process.env, ROSTER_LIMITS__ORGANIZATIONS_PER_ACCOUNT: MANY, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  demo.on("error", (error) => said.push(String(error)));
  demo.stderr.on("data", (text) => said.push(String(text)));
  const url = await address(demo, said);
  demo.stdout.resume();
  return { url, stop: () => stop(demo) };
}

/** Asks a program to end, and waits until it has. */
export async function stop(child) {
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

/** Waits for the line that says where the demo answers. */
async function address(demo, said) {
  const deadline = setTimeout(() => demo.kill(), START_TIMEOUT);
  try {
    for await (const line of createInterface({ input: demo.stdout })) {
      const found = line.match(/^Roster demo: (http\S+)/);
      if (found) return found[1].replace(/\/$/, "");
    }
  } finally {
    clearTimeout(deadline);
  }
  throw new Error(`the demo ended without an address; it said:\n${said.join("")}`);
}

/** Playwright's global setup; what it returns is its teardown. */
export default async function start() {
  if (process.env.ROSTER_URL) return undefined;
  const demo = await startDemo();
  process.env.ROSTER_URL = demo.url;
  return demo.stop;
}
