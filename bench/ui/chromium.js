// A headless Chromium, spoken to over a pipe.
//
// Not through Playwright: it watches network, scripts and frames of every page that it opens, which costs each page something.
// Here a page is watched by nobody but the trace.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const DEBIAN = "/usr/bin/chromium";
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-extensions",
  "--disable-sync",
  "--mute-audio",
  "--remote-debugging-pipe",
  "--window-size=1280,800",
  "--lang=en-GB",
  // The bell of a page that nobody sees would ring once a second.
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
  // The browser's own pages, which it would load in the background.
  "--disable-features=PreloadTopChromeWebUI,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,OmniboxAimPopup",
  "--host-resolver-rules=MAP *.localhost 127.0.0.1",
];

/** Where the browser is: Debian's, or elsewhere Playwright's own. */
async function program() {
  if (existsSync(DEBIAN)) return DEBIAN;
  const { chromium } = await import("@playwright/test");
  return chromium.executablePath();
}

const PATIENCE = 30_000; // milliseconds for a command to be done, or an event to come

/** Thrown where the browser does not do what it is told: what is being measured is void. */
export class Stuck extends Error {}

/** A promise that does not wait for ever. */
function inTime(what, begin) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Stuck(`the browser does not get on with ${what}`)), PATIENCE);
    const settle = (settled) => (value) => {
      clearTimeout(timer);
      settled(value);
    };
    begin(settle(resolve), settle(reject));
  });
}

/** One browser and the commands that it takes. */
export class Chromium {
  #child;
  #profile;
  #last = 0;
  #waiting = new Map();
  #listeners = new Set();

  /** Starts it; the words before its command give it a core of its own. */
  static async start(words) {
    const browser = new Chromium();
    browser.#profile = await mkdtemp(join(tmpdir(), "roster-bench-"));
    const flags = [...FLAGS, `--user-data-dir=${browser.#profile}`, "about:blank"];
    const stdio = ["ignore", "ignore", "ignore", "pipe", "pipe"];
    const [first, ...others] = [...words, await program(), ...flags];
    browser.#child = spawn(first, others, { stdio, env: { ...process.env, TZ: "UTC" } });
    browser.#listen(browser.#child.stdio[4]);
    return browser;
  }

  #listen(pipe) {
    let rest = [];
    pipe.on("data", (chunk) => {
      let from = 0;
      for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
        rest.push(chunk.subarray(from, end));
        this.#hear(JSON.parse(Buffer.concat(rest).toString()));
        rest = [];
        from = end + 1;
      }
      rest.push(chunk.subarray(from));
    });
    pipe.on("close", () => {
      for (const { reject } of this.#waiting.values()) reject(new Error("the browser is gone"));
      this.#waiting.clear();
    });
  }

  #hear(message) {
    const { id, error, result } = message;
    if (id === undefined) {
      for (const { name, session, listener } of this.#listeners) {
        if (message.method === name && message.sessionId === session) listener(message.params);
      }
      return;
    }
    const { resolve, reject, method } = this.#waiting.get(id) ?? {};
    this.#waiting.delete(id);
    if (error) reject?.(new Error(`${method}: ${error.message}`));
    else resolve?.(result);
  }

  /** Has the browser, or one page of it, do something. */
  send(method, params = {}, sessionId = undefined) {
    this.#last += 1;
    const id = this.#last;
    return inTime(method, (resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, method });
      this.#child.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  /** Calls back on each event of this name, from a page or the browser itself; returns what ends that. */
  hear(name, session, listener) {
    const heard = { name, session, listener };
    this.#listeners.add(heard);
    return () => this.#listeners.delete(heard);
  }

  /** The next event of this name. */
  next(name, session = undefined) {
    return inTime(name, (resolve) => {
      const end = this.hear(name, session, (params) => {
        end();
        resolve(params);
      });
    });
  }

  /** What it calls itself. */
  async version() {
    return (await this.send("Browser.getVersion")).product;
  }

  async stop() {
    const gone = new Promise((resolve) => this.#child.once("exit", resolve));
    await this.send("Browser.close").catch(() => this.#child.kill());
    await gone;
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
