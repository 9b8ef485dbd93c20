// One page in the browser: what is done to it, and the trace of what it did.

import { setTimeout as sleep } from "node:timers/promises";

import { Stuck } from "./chromium.js";

const SIZE = { width: 1280, height: 800, deviceScaleFactor: 1, mobile: false };

const POLL = 5; // milliseconds
const PATIENCE = 30_000; // milliseconds in which a page that is opened has loaded

/** What is traced: input, script, style, layout, paint, frames, and when a page first painted. More would slow down what is
 * measured: each event costs something, once more when it is handed over. */
const CATEGORIES = [
  "devtools.timeline",
  "disabled-by-default-devtools.timeline.frame",
  "blink.user_timing",
];

export class Tab {
  #browser;
  #session;
  #target;

  /** Opens a page, in a context of its own when one is given; returns once it has loaded. */
  static async open(browser, url, context) {
    const tab = new Tab();
    const where = context ? { browserContextId: context } : {};
    const { targetId } = await browser.send("Target.createTarget", { url, ...where });
    const { sessionId } = await browser.send("Target.attachToTarget", { targetId, flatten: true });
    [tab.#browser, tab.#target, tab.#session] = [browser, targetId, sessionId];
    await Promise.all([tab.send("Page.enable"), tab.send("Emulation.setDeviceMetricsOverride", SIZE)]);
    await tab.#loaded(url);
    return tab;
  }

  /** Waits for a page that is being opened: what tells that it has loaded may have done so before anybody could hear it. */
  async #loaded(url) {
    const isThere = `document.URL === ${JSON.stringify(url)} && document.readyState === "complete"`;
    for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(POLL)) {
      // What is asked while one page takes the place of another is not answered.
      if (await this.value(isThere).catch(() => false)) return;
    }
    throw new Stuck(`the browser does not get on with ${url}`);
  }

  send(method, params) {
    return this.#browser.send(method, params, this.#session);
  }

  /** Calls back on each event of this name; returns what ends that. */
  hear(name, listener) {
    return this.#browser.hear(name, this.#session, listener);
  }

  /** Goes to an address; returns once the page has loaded. */
  async go(url) {
    const loaded = this.#browser.next("Page.loadEventFired", this.#session);
    const { errorText } = await this.send("Page.navigate", { url });
    if (errorText) throw new Error(`${url}: ${errorText}`);
    await loaded;
  }

  /** The value of an expression in the page, or what it promises. */
  async value(expression) {
    const how = { returnByValue: true, awaitPromise: true };
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", { expression, ...how });
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description}`);
    return result.value;
  }

  /** Records what happens meanwhile; returns the events of the trace. Only this page and what draws it are asked to record: a
   * process of the browser that is just starting or ending would make it wait for ten seconds. */
  async traced(act) {
    const events = [];
    const end = this.hear("Tracing.dataCollected", ({ value }) => {
      for (const event of value) events.push(event);
    });
    const traceConfig = { recordMode: "recordContinuously", includedCategories: CATEGORIES, excludedCategories: ["*"] };
    await this.send("Tracing.start", { traceConfig, transferMode: "ReportEvents" });
    try {
      await act();
    } finally {
      const complete = this.#browser.next("Tracing.tracingComplete", this.#session);
      await this.send("Tracing.end");
      await complete;
      end();
    }
    return events;
  }

  /** Types a word in place of what stands where one types. */
  async type(word) {
    await this.#press({ type: "rawKeyDown", key: "Control", commands: ["selectAll"] });
    for (const letter of word) await this.#press({ type: "keyDown", key: letter, text: letter });
  }

  async #press(down) {
    await this.send("Input.dispatchKeyEvent", down);
    await this.send("Input.dispatchKeyEvent", { type: "keyUp", key: down.key });
  }

  /** Clicks in the middle of the first element that a selector finds. */
  async click(selector) {
    const at = await this.value(`(() => {
      const box = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    })()`);
    const mouse = { ...at, button: "left", clickCount: 1 };
    await this.send("Input.dispatchMouseEvent", { type: "mouseMoved", ...at });
    await this.send("Input.dispatchMouseEvent", { type: "mousePressed", ...mouse });
    await this.send("Input.dispatchMouseEvent", { type: "mouseReleased", ...mouse });
  }

  async close() {
    await this.#browser.send("Target.closeTarget", { targetId: this.#target });
  }
}
