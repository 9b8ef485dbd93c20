// Each key starts a search, but only one is in flight, as in Roster.

const PAUSE = 120; // milliseconds that a new search waits for the one in flight

export class Turns {
  #change;
  #timer;

  /** Changes the view: now, or after the request in flight. */
  next(change, isWaiting) {
    this.#change = change;
    clearTimeout(this.#timer);
    if (isWaiting) this.#timer = setTimeout(() => this.goOn(), PAUSE);
    else this.goOn();
  }

  /** Makes the change that waits. */
  goOn() {
    const change = this.#change;
    this.#change = undefined;
    clearTimeout(this.#timer);
    change?.();
  }
}
