// The rows of a view by their place in the list. It requests visible rows by the same rules as Roster: pages nearby at
// once, others after a rest, and one page ahead. The newest view wins, and old rows stay until new ones arrive.
import { CHUNK, membersAddress } from "./address.js";
import { ask } from "./requests.js";
import { Turns } from "./turns.js";

const REST = 60; // milliseconds without scrolling before rows far away are requested
const KEPT = 60; // pages; those farthest away are dropped first

/** The users of one organization. */
export class MembersList {
  #organization;
  #view;
  #parts = new Map();
  #pending = new Set();
  #turn = 0;
  #awaitsFirst = true;
  #sight = [0, 0];
  #heading = 0;
  #at;
  #timer;
  #turns = new Turns();
  #listeners = new Set();

  /** The number of rows, `{ count, exact }`; `undefined` before the first answer. */
  total;
  /** Counts the changes. */
  version = 0;
  /** Counts the views whose rows have been shown. */
  shown = 0;

  constructor(organization, view) {
    this.#organization = organization;
    this.show(view);
  }

  /** Calls back on each change; returns a function that ends it. */
  subscribe = (listener) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The current view. */
  get view() {
    return this.#view;
  }

  /** Whether a request is in flight. */
  get busy() {
    return this.#pending.size > 0;
  }

  /** The user in a row, counted from 0; `undefined` until it is loaded. */
  row(index) {
    return this.#parts.get(Math.floor(index / CHUNK))?.[index % CHUNK];
  }

  /** Changes the view, after the request in flight. */
  next(change) {
    this.#turns.next(change, this.#awaitsFirst && this.#pending.size > 0);
  }

  /** Shows another view. */
  show(view) {
    this.#view = view;
    this.#turn += 1;
    this.#awaitsFirst = true;
    this.#pending.clear();
    this.#at = undefined;
    this.#heading = 0;
    this.#load(0);
    this.#tell();
  }

  /** Notes that rows `first` to `last`, counted from 0, are visible. */
  look(first, last) {
    if (first !== this.#sight[0]) this.#heading = Math.sign(first - this.#sight[0]);
    this.#sight = [first, last];
    clearTimeout(this.#timer);
    const part = Math.floor(first / CHUNK);
    const isNear = !this.#awaitsFirst && (this.#at === undefined || Math.abs(this.#at - part) <= 1);
    if (isNear) this.#askForSight();
    else this.#timer = setTimeout(() => this.#askForSight(), REST);
  }

  #askForSight() {
    if (!this.total || this.#awaitsFirst) return;
    const [first, last] = this.#sight.map((row) => Math.floor(row / CHUNK));
    const end = Math.floor(Math.max(0, this.total.count - 1) / CHUNK);
    const from = this.#heading < 0 ? Math.max(0, first - 1) : first;
    const to = Math.min(this.#heading > 0 ? last + 1 : last, end);
    this.#at = first;
    for (let number = from; number <= to; number += 1) {
      if (!this.#parts.has(number) && !this.#pending.has(number)) this.#load(number);
    }
  }

  async #load(number) {
    const turn = this.#turn;
    this.#pending.add(number);
    const page = await ask(membersAddress(this.#organization, this.#view, number * CHUNK)).catch(() => undefined);
    if (turn === this.#turn) this.#turns.goOn();
    if (turn !== this.#turn) return;
    this.#pending.delete(number);
    if (page) this.#take(number, page);
    this.#tell();
  }

  #take(number, page) {
    if (this.#awaitsFirst) {
      this.#awaitsFirst = false;
      this.#parts.clear();
      this.#sight = [0, 0];
      this.shown += 1;
    }
    this.total = page.total;
    this.#parts.set(number, page.items);
    if (this.#parts.size > KEPT) this.#forgetFarthest(Math.floor(this.#sight[0] / CHUNK));
  }

  #forgetFarthest(at) {
    const isFarther = (one, other) => Math.abs(one - at) > Math.abs(other - at);
    this.#parts.delete([...this.#parts.keys()].reduce((one, other) => (isFarther(other, one) ? other : one)));
  }

  #tell() {
    this.version += 1;
    for (const listener of this.#listeners) listener();
  }
}
