// A search leaves with each key, but one at a time, by the rule of Roster's own list.

const PAUSE = 120; // milliseconds that a change of the view waits for the answer that is on its way

export class Turns {
  #change;
  #timer;

  /** Does what changes the view: at once, unless rows of another view are on their way. Then it waits for them, but not long,
   * and they are not shown any more. */
  next(change, isWaiting) {
    this.#change = change;
    clearTimeout(this.#timer);
    if (isWaiting) this.#timer = setTimeout(() => this.goOn(), PAUSE);
    else this.goOn();
  }

  /** Does what waits. */
  goOn() {
    const change = this.#change;
    this.#change = undefined;
    clearTimeout(this.#timer);
    change?.();
  }
}
