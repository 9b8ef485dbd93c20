// The rows of a view by their place in the list. Only what is looked at is asked for, by the rules of Roster's own list:
// at once close to where one was, elsewhere once one stays; one part ahead; the newest view wins, and the old rows stay
// until the first new ones are here.
import { CHUNK, membersAddress } from "./address.js";
import { ask } from "./requests.js";
import { Turns } from "./turns.js";

const REST = 60; // milliseconds that one has to stay after flying over rows before they are asked for
const KEPT = 60; // parts; those farthest from sight are forgotten first

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

  /** How many rows there are: `{ count, exact }`; nothing before the first answer. */
  total;
  /** Counts the changes of what is here. */
  version = 0;
  /** Counts the views whose rows have been shown. */
  shown = 0;

  constructor(organization, view) {
    this.#organization = organization;
    this.show(view);
  }

  /** Calls back on each change; returns what ends that. */
  subscribe = (listener) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What is looked at. */
  get view() {
    return this.#view;
  }

  /** Whether rows are on their way. */
  get busy() {
    return this.#pending.size > 0;
  }

  /** Who stands in a row, counted from 0; nothing while that is not known. */
  row(index) {
    return this.#parts.get(Math.floor(index / CHUNK))?.[index % CHUNK];
  }

  /** Does what changes the view, once the rows that are on their way are here. */
  next(change) {
    this.#turns.next(change, this.#awaitsFirst && this.#pending.size > 0);
  }

  /** Looks at another view. */
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

  /** Rows `first` to `last`, counted from 0, are in sight. */
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
