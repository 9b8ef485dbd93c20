// Reads the browser's own trace: when something was put in, and when the frame was drawn that shows what was waited for.
//
// What is waited for is named by a style rule that gives it an animation without effect (see marks.js): the browser notes
// the start of each animation where it computes styles, so the trace says in which frame an element first stood there.

/** Runs of scripts, WebAssembly included, with what the engine does for them on the same thread. */
const SCRIPT = new Set([
  "EvaluateScript",
  "FunctionCall",
  "v8.compile",
  "v8.compileModule",
  "v8.evaluateModule",
  "v8.produceCache",
  "MinorGC",
  "MajorGC",
]);

/** From styles to layers. */
const RENDERING = new Set(["UpdateLayoutTree", "Layout", "PrePaint", "Paint", "Layerize"]);

/** Microseconds in the milliseconds that everybody speaks of. */
const MS = 1000;

/** Thrown where a trace lacks what was waited for: the round is void. */
export class Missing extends Error {}

/** What was recorded, in the order of time. */
export class Trace {
  #events;

  constructor(events) {
    this.#events = events.filter((event) => event.ts > 0).sort((one, other) => one.ts - other.ts);
  }

  #find(what, fits) {
    return this.#found(what, this.#events.find(fits));
  }

  #found(what, event) {
    if (!event) throw new Missing(`the trace has no ${what}`);
    return event;
  }

  /** The beginning of a visit to an address. */
  navigation(address) {
    return this.#find(`visit to ${address}`, ({ name, args }) => {
      return name === "navigationStart" && args.data?.documentLoaderURL === address;
    });
  }

  /** `firstPaint` or `firstContentfulPaint` of a visit. */
  paint(name, { args }) {
    const { navigationId } = args.data;
    return this.#find(name, (event) => event.name === name && event.args.data?.navigationId === navigationId);
  }

  /** When the browser heard the last key or press before a moment: before the page did. */
  input(type, before) {
    const isInput = ({ name, ph, args }) => name === "EventTiming" && ph === "b" && args.data?.type === type;
    return this.#found(`input ${type}`, this.#events.findLast((event) => isInput(event) && event.ts < before));
  }

  /** The frame that first shows all elements that carry marks of these names. */
  drawn(names) {
    const starts = names.map((mark) =>
      this.#find(`mark ${mark}`, ({ name, ph, args }) => {
        return name === "Animation" && ph === "b" && args.data?.displayName === mark;
      }),
    );
    return this.#frameOf(starts.reduce((one, other) => (other.ts > one.ts ? other : one)));
  }

  /** What was styled at a moment is in the frame of the page that ends next, with its layers, and drawn once that is active. */
  #frameOf({ pid, tid, ts }) {
    const own = (event) => event.pid === pid && event.tid === tid;
    const layers = this.#find("layers", (event) => own(event) && event.name === "Layerize" && event.ts >= ts);
    const isBegin = (event) => own(event) && event.name === "BeginMainThreadFrame" && event.ts <= layers.ts;
    const begin = this.#found("frame of the layers", this.#events.findLast(isBegin));
    const { layerTreeId, data } = begin.args;
    const active = this.#find("activation", ({ name, pid: process, args }) => {
      const isHere = process === pid && args.layerTreeId === layerTreeId;
      return name === "ActivateLayerTree" && isHere && args.frameId >= data.frameId;
    });
    return this.#find("drawn frame", ({ name, pid: process, args, ts: at }) => {
      return name === "DrawFrame" && process === pid && args.layerTreeId === layerTreeId && at >= active.ts;
    });
  }

  /** The last answer before a moment to a request for an address with this in it. */
  answer(part, before) {
    const isSent = ({ name, args }) => name === "ResourceSendRequest" && args.data?.url?.includes(part);
    const sent = this.#events.findLast((event) => isSent(event) && event.ts < before);
    const id = sent?.args.data.requestId;
    return this.#find(`answer to ${part}`, ({ name, args }) => {
      return name === "ResourceFinish" && args.data?.requestId === id;
    });
  }

  /** From one event to a later one: all of it, and what of it the page's thread spent on scripts and on rendering; in ms. */
  span(from, to, { pid, tid } = this.#mainThread(to.pid)) {
    const own = this.#events.filter((event) => event.ph === "X" && event.pid === pid && event.tid === tid);
    const within = (names) =>
      own
        .filter(({ name, ts, dur }) => names.has(name) && ts + dur > from.ts && ts < to.ts)
        .map(({ ts, dur }) => [Math.max(ts, from.ts), Math.min(ts + dur, to.ts)]);
    const rendering = union(within(RENDERING));
    const script = union(within(SCRIPT));
    return {
      total: (to.ts - from.ts) / MS,
      script: (length(script) - length(overlap(script, rendering))) / MS,
      rendering: length(rendering) / MS,
    };
  }

  #mainThread(process) {
    return this.#find("page", ({ name, pid }) => name === "BeginMainThreadFrame" && pid === process);
  }

  /** Frames of a page that scrolls: how many were due; of how many nothing was shown (dropped); and of how many only what the
   * compositor could do by itself, because the page was not ready (late). */
  frames() {
    const { pid } = this.#find("page", ({ name }) => name === "EventDispatch");
    const named = (name) => this.#events.filter((event) => event.name === name && event.pid === pid);
    const missed = named("DroppedFrame");
    const late = missed.filter(({ args }) => args.hasPartialUpdate);
    return { due: named("BeginFrame").length, dropped: missed.length - late.length, late: late.length };
  }
}

/** Overlapping and touching stretches as one each, in order. */
export function union(stretches) {
  const sorted = [...stretches].sort(([one], [other]) => one - other);
  const all = [];
  for (const [from, to] of sorted) {
    const last = all.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else all.push([from, to]);
  }
  return all;
}

/** What two unions have in common. */
export function overlap(one, other) {
  const common = ([from, to]) =>
    other.map(([start, end]) => [Math.max(from, start), Math.min(to, end)]).filter(([start, end]) => start < end);
  return one.flatMap(common);
}

const length = (stretches) => stretches.reduce((sum, [from, to]) => sum + to - from, 0);
