// A `roster serve` of one's own that sends no mail: an empty database, two organizations, an administrator in each.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { PASSWORD } from "./fixtures.js";
import { program, stop } from "./server.js";

const START_TIMEOUT = 30_000; // milliseconds

/** A port that nobody listens on. */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

async function isReady(url) {
  return fetch(`${url}/health/ready`).then((answer) => answer.ok, () => false);
}

/** Starts it; `administrators` are `{email, name, organization}`. */
export async function startWithoutMail(administrators) {
  const folder = mkdtempSync(join(tmpdir(), "roster-e2e-"));
  const database = ["--database", `sqlite://${join(folder, "roster.db")}`];
  for (const { email, name, organization } of administrators) {
    const words = ["admin", "create", "--email", email, "--name", name, "--organization", organization, ...database];
    const { status, stderr } = spawnSync(program(), words, { input: `${PASSWORD}\n` });
    if (status !== 0) throw new Error(`no administrator was created: ${stderr}`);
  }
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(program(), ["serve", "--listen", `127.0.0.1:${port}`, ...database], { stdio: "ignore" });
  const deadline = Date.now() + START_TIMEOUT;
  while (!(await isReady(url))) {
    if (Date.now() > deadline || child.exitCode !== null) throw new Error("the server without mail is not ready");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    stop: async () => {
      await stop(child);
      rmSync(folder, { recursive: true });
    },
  };
}
