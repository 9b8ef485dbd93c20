// A page of one app on one server: opening it, waiting for its rows, reading what it shows.
import { SHOWN } from "./data.js";
import { FIRST_FRAMES, script } from "./marks.js";
import { Tab } from "./tab.js";
import { Trace } from "./trace.js";

/** Whoever works with a memory asks for its buffer. */
const COUNT_WASM = `{
  const { prototype } = WebAssembly.Memory;
  const { get: buffer, ...others } = Object.getOwnPropertyDescriptor(prototype, "buffer");
  const memories = new Set();
  const get = function () {
    memories.add(this);
    return buffer.call(this);
  };
  Object.defineProperty(prototype, "buffer", { ...others, get });
  globalThis.wasmBytes = () => [...memories].reduce((sum, memory) => sum + buffer.call(memory).byteLength, 0);
}`;

/** The sites that know it, in the context that all visits share. */
const remembered = new Set();

export class Visit {
  tab;
  #app;
  #origin;
  #data;

  /** Opens a tab on an empty page of the app's site: a trace that is begun there also holds what comes next. There is a session,
   * and Roster remembers that somebody has signed in here, so that it asks for their data early, as the peers always do. A new
   * context has neither cache nor compiled code. */
  static async open(browser, { name, app, data, origin, context }) {
    const visit = new Visit();
    [visit.#app, visit.#data, visit.#origin] = [app, data, origin];
    visit.name = name;
    const isNew = context || !remembered.has(origin);
    const where = context ? { browserContextId: context } : {};
    if (isNew) await browser.send("Storage.setCookies", { cookies: [data.cookie(origin)], ...where });
    visit.tab = await Tab.open(browser, `${origin}/blank`, context);
    if (isNew) await visit.tab.value("localStorage.setItem('roster.signed_in', 'yes')");
    if (!context) remembered.add(origin);
    return visit;
  }

  /** The address of the list. */
  address() {
    return `${this.#origin}${this.#data.path}`;
  }

  /** The selectors of the rows of these people. */
  rowsOf([first, last]) {
    return [first, last].map((id) => this.#app.table.cell(id));
  }

  /** Records what happens meanwhile. All of a visit goes into one trace: to end one takes longer than most of what is measured. */
  async traced(act) {
    return new Trace(await this.tab.traced(act));
  }

  /** Has elements of the page that is open carry a mark. */
  mark(name, selectors) {
    return this.tab.value(script(name, selectors));
  }

  /** Waits until all that carries the mark has been drawn. */
  shown() {
    return this.tab.value("shown");
  }

  /** Has pages that are opened from now on tell how large the memories of WebAssembly are; nothing else knows it. */
  countWasm() {
    return this.tab.send("Page.addScriptToEvaluateOnNewDocument", { source: COUNT_WASM });
  }

  /** Goes to the list and waits until it shows the rows of these people, marked `first`. */
  async go(ends) {
    const source = script("first", this.rowsOf(ends), FIRST_FRAMES);
    await this.tab.send("Page.addScriptToEvaluateOnNewDocument", { source });
    await this.tab.go(this.address());
    await this.shown();
  }

  /** Puts the list to a part of its way, from 0 to 1. */
  scrollTo(part) {
    return this.tab.value(`{
      const box = document.querySelector(${JSON.stringify(this.#app.table.scroll)});
      box.scrollTop = (box.scrollHeight - box.clientHeight) * ${part};
    }`);
  }

  /** What the rows in sight say, from top to bottom: id and cells. */
  rows() {
    const { rows, id, cells, scroll } = this.#app.table;
    return this.tab.value(`(() => {
      const box = document.querySelector(${JSON.stringify(scroll)}).getBoundingClientRect();
      const seen = [...document.querySelectorAll(${JSON.stringify(rows)})].map((row) => [row.getBoundingClientRect(), row]);
      const order = seen
        .filter(([{ top }]) => top >= box.top)
        .sort(([one], [other]) => one.top - other.top)
        .slice(0, ${SHOWN});
      const text = (cell) => cell.textContent.replace(/\\s+/g, " ").trim();
      return order.map(([, row]) => [
        row.getAttribute(${JSON.stringify(id)}),
        ...[...row.querySelectorAll(${JSON.stringify(cells)})].map(text),
      ].join(" | "));
    })()`);
  }

  /** Bytes of what scripts keep, and of the memories of WebAssembly, after everything unused was thrown away. Only after
   * `countWasm`. */
  async memory() {
    const { tab } = this;
    await tab.send("HeapProfiler.collectGarbage");
    await tab.send("Performance.enable");
    const { metrics } = await tab.send("Performance.getMetrics");
    await tab.send("Performance.disable");
    const heap = metrics.find(({ name }) => name === "JSHeapUsedSize").value;
    const wasm = await tab.value("globalThis.wasmBytes()");
    return { value: heap + wasm, heap, wasm };
  }

  close() {
    return this.tab.close();
  }
}
