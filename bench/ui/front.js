// Stands before the servers of data, so that Roster and its peers are each on the same origin as their data.
//
// All of them go through here, Roster too: whatever this costs is the same for everybody. Files are sent from memory:
// Roster's as its own server sent them the first time, the peers' with the very headers of Roster's. Only the data is
// asked for anew each time. Sites are told apart by their name: `<app>.<server>.localhost`.
//
// `node bench/ui/front.js SETTINGS` with `{ "servers": { name: address }, "peers": { name: folder }, "own": [name] }` as
// JSON; prints its port, and ends with its standard input.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { Agent, createServer, get, request } from "node:http";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";

import { withSources } from "./policy.js";

const KINDS = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
};

// Belong to one answer, not to a kind of file.
const ITS_OWN = new Set(["content-length", "date", "x-request-id", "connection", "keep-alive", "transfer-encoding"]);

const settings = JSON.parse(process.argv[2]);
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Asks a server for a file as a browser would. */
function fetchFile(address, path, isPage) {
  const headers = { "accept-encoding": "br", "sec-fetch-mode": isPage ? "navigate" : "no-cors" };
  return new Promise((resolve, reject) => {
    get(`http://${address}${path}`, { agent, headers }, (answer) => {
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        const kept = Object.entries(answer.headers).filter(([name]) => !ITS_OWN.has(name));
        resolve({ status: answer.statusCode, headers: Object.fromEntries(kept), body: Buffer.concat(chunks) });
      });
    }).on("error", reject);
  });
}

/** Roster's own files, asked for once. */
class Own {
  #address;
  #known = new Map();

  constructor(address) {
    this.#address = address;
  }

  /** One page stands for all addresses. */
  file(path, isPage) {
    const key = isPage ? "/" : path;
    if (!this.#known.has(key)) this.#known.set(key, fetchFile(this.#address, key, isPage));
    return this.#known.get(key);
  }
}

/** A peer's files, with the headers that Roster's have. */
class Peer {
  #files = new Map();

  constructor(folder, { page, asset }) {
    const names = readdirSync(folder, { recursive: true });
    const sources = names.includes("policy.json") ? JSON.parse(readFileSync(join(folder, "policy.json"), "utf8")) : {};
    for (const name of names.filter((name) => name.endsWith(".br"))) {
      const path = `/${name.slice(0, -".br".length)}`;
      const body = readFileSync(join(folder, name));
      const isPage = path === "/index.html";
      const headers = { ...(path.startsWith("/assets/") ? asset : page).headers, "content-encoding": "br" };
      headers["content-type"] = KINDS[path.split(".").at(-1)];
      headers.etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 32)}"`;
      const policy = headers["content-security-policy"];
      if (isPage) headers["content-security-policy"] = withSources(policy, sources);
      this.#files.set(path, { status: 200, headers, body });
    }
  }

  async file(path, isPage) {
    return this.#files.get(isPage ? "/index.html" : path) ?? { status: 404, headers: {}, body: Buffer.alloc(0) };
  }
}

/** Passes a request for data on, and its answer back. */
function pass(address, asked, answer) {
  const headers = { ...asked.headers, host: address };
  const [hostname, port] = address.split(":");
  const onwards = request({ agent, hostname, port, path: asked.url, method: asked.method, headers }, (back) => {
    answer.writeHead(back.statusCode, back.headers);
    back.pipe(answer);
  });
  onwards.on("error", () => answer.destroy());
  answer.on("close", () => answer.writableFinished || onwards.destroy());
  asked.pipe(onwards);
}

async function send(site, asked, answer) {
  const path = asked.url.split("?")[0];
  const isPage = asked.headers["sec-fetch-mode"] === "navigate";
  const { status, headers, body } = await site.file(path, isPage);
  if (headers.etag && asked.headers["if-none-match"] === headers.etag) {
    const { "content-encoding": _, ...rest } = headers;
    answer.writeHead(304, rest).end();
    return;
  }
  answer.writeHead(status, { ...headers, "content-length": body.length }).end(body);
}

/** A page without anything, to be on a site before what is measured begins. */
const BLANK = "/blank";

/** The files that peers take their headers from: Roster's page, and the script that it names first. */
async function models(address) {
  const page = await fetchFile(address, "/", true);
  const text = page.headers["content-encoding"] === "br" ? brotliDecompressSync(page.body) : page.body;
  const [, script] = text.toString().match(/<script src="([^"]+)"/) ?? [];
  if (!script) throw new Error(`${address} has no app inside`);
  return { page, asset: await fetchFile(address, script, false) };
}

const sites = new Map();
for (const [size, address] of Object.entries(settings.servers)) {
  const model = await models(address);
  for (const name of settings.own) sites.set(`${name}.${size}.localhost`, { address, site: new Own(address) });
  for (const [name, folder] of Object.entries(settings.peers)) {
    sites.set(`${name}.${size}.localhost`, { address, site: new Peer(folder, model) });
  }
}

const server = createServer((asked, answer) => {
  const found = sites.get(asked.headers.host?.split(":")[0]);
  if (!found) return answer.writeHead(404).end();
  if (asked.url === BLANK) return answer.writeHead(200, { "content-type": "text/html" }).end("<!doctype html>");
  if (asked.url.startsWith("/api/")) return pass(found.address, asked, answer);
  return send(found.site, asked, answer).catch(() => answer.destroy());
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.resume().on("end", () => process.exit());
