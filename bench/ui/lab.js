// Everything that the scenarios work with: the browser, the apps' sites, and what the servers hold.
import { setTimeout as sleep } from "node:timers/promises";

import { APPS } from "./apps.js";
import { Data } from "./data.js";
import { Visit } from "./visit.js";

const SETTLE = 2000; // milliseconds in which a browser that was just started does things of its own
const VISITS = 3; // after so many, compiled scripts are kept
const STAY = 3000; // milliseconds of each: what a browser keeps of WebAssembly it does not keep before two seconds have passed

export class Lab {
  browser;
  #settings;
  #data = new Map();

  static async open(browser, settings) {
    const lab = new Lab();
    [lab.browser, lab.#settings] = [browser, settings];
    for (const [name, { address, ...credentials }] of Object.entries(settings.servers)) {
      lab.#data.set(name, await Data.open(address, credentials));
    }
    await sleep(SETTLE);
    return lab;
  }

  /** What a server holds. */
  data(server) {
    return this.#data.get(server);
  }

  /** An app on a server, for a scenario. */
  site(name, server) {
    return { name, app: APPS[name], origin: `http://${name}.${server}.localhost:${this.#settings.port}` };
  }

  /** Visits everything until caches hold what they will ever hold. */
  async warmUp(server) {
    const open = (name) => Visit.open(this.browser, { ...this.site(name, server), data: this.data(server) });
    for (let count = 0; count < VISITS; count += 1) {
      const visits = await Promise.all(Object.keys(APPS).map(open));
      await Promise.all(visits.map((visit) => visit.tab.go(visit.address())));
      await sleep(STAY);
      await Promise.all(visits.map((visit) => visit.close()));
    }
  }
}
