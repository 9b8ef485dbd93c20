// `roster serve` on a database of a test's own; it sends no mail.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

import { program, stop } from "./server.js";

const START_TIMEOUT = 30_000; // milliseconds

/** Runs the program to its end. */
export function run(words, input) {
  const { status, stderr } = spawnSync(program(), words, { input, encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`roster ${words[0]} failed: ${stderr.slice(-500)}`);
}

/** Makes somebody administrator of a new organization, or of the one with this number. */
export function createAdministrator(database, { email, name: [givenName, familyName], organization, number, password }) {
  const name = ["--given-name", givenName, "--family-name", familyName];
  const which = number ? ["--organization-number", number] : ["--organization", organization];
  const words = ["--email", email, ...name, ...which, "--database", database];
  run(["admin", "create", ...words], `${password}\n`);
}

/** A port that nobody listens on. */
async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  return port;
}

const isReady = (url) => fetch(`${url}/health/ready`).then((answer) => answer.ok, () => false);

/** Serves a database and says where; `stop` ends it. */
export async function serve(database, wanted) {
  const port = wanted ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const words = ["serve", "--database", database, "--listen", `127.0.0.1:${port}`, "--public-url", url];
  const child = spawn(program(), words, { stdio: "ignore" });
  const deadline = Date.now() + START_TIMEOUT;
  while (!(await isReady(url))) {
    if (Date.now() > deadline || child.exitCode !== null) throw new Error("roster serve is not ready");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if (!(await fetch(`${url}/favicon.svg`)).ok) throw new Error(`${program()} was built without the app`);
  return { url, stop: () => stop(child) };
}
