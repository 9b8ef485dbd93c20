import assert from "node:assert/strict";
import { test } from "node:test";

import { Missing, overlap, Trace, union } from "./trace.js";

const PAGE = { pid: 7, tid: 1 };
const COMPOSITOR = { pid: 7, tid: 2 };

const event = (where, name, ts, args = {}, more = {}) => ({ ...where, name, ts, ph: "I", args, ...more });
const lasting = (name, ts, dur, args = {}) => event(PAGE, name, ts, args, { ph: "X", dur });
const mark = (name, ts) => event(PAGE, "Animation", ts, { data: { displayName: name } }, { ph: "b" });
const begin = (ts, frameId) => event(PAGE, "BeginMainThreadFrame", ts, { layerTreeId: 3, data: { frameId } });
const active = (ts, frameId) => event(COMPOSITOR, "ActivateLayerTree", ts, { layerTreeId: 3, frameId });
const drawn = (ts) => event(COMPOSITOR, "DrawFrame", ts, { layerTreeId: 3 });

/** Two frames of a page: the first shows nothing new, the second shows both marks. */
const FRAMES = [
  begin(1000, 11),
  lasting("Layerize", 1800, 100),
  begin(2000, 12),
  mark("first", 2200),
  mark("last", 2300),
  lasting("Layerize", 2800, 100),
  active(2900, 11),
  drawn(3000),
  active(4000, 12),
  drawn(4100),
];

test("what is styled in a frame is shown when that frame is drawn, and not with the one before", () => {
  assert.equal(new Trace(FRAMES).drawn(["first", "last"]).ts, 4100);
});

test("what a script has styled between two frames is shown with the next one", () => {
  const early = FRAMES.map((one) => (one.name === "Animation" ? { ...one, ts: 1900 } : one));
  assert.equal(new Trace(early).drawn(["first", "last"]).ts, 4100);
});

test("the last of several marks counts", () => {
  const later = [begin(5000, 13), mark("other", 5100), lasting("Layerize", 5200, 50), active(5300, 13), drawn(5400)];
  assert.equal(new Trace([...FRAMES, ...later]).drawn(["first", "other"]).ts, 5400);
});

test("a frame of another page shows nothing of this one", () => {
  const others = [{ ...active(2850, 12), pid: 8 }, { ...drawn(2860), pid: 8 }];
  assert.equal(new Trace([...FRAMES, ...others]).drawn(["first"]).ts, 4100);
});

test("what never came is missing", () => {
  assert.throws(() => new Trace(FRAMES).drawn(["never"]), Missing);
  assert.throws(() => new Trace(FRAMES.slice(0, 6)).drawn(["first"]), Missing);
  assert.throws(() => new Trace(FRAMES).navigation("http://a.example/"), Missing);
  assert.throws(() => new Trace(FRAMES).input("keydown", 4100), Missing);
});

test("a visit begins with its navigation and has paints of its own", () => {
  const visit = (ts, url, navigationId) => {
    return event(PAGE, "navigationStart", ts, { data: { documentLoaderURL: url, navigationId } });
  };
  const paint = (ts, navigationId) => event(PAGE, "firstPaint", ts, { data: { navigationId } });
  const trace = new Trace([paint(400, "B"), visit(100, "", "A"), paint(200, "A"), visit(300, "http://a.example/", "B")]);
  const start = trace.navigation("http://a.example/");
  assert.equal(trace.paint("firstPaint", start).ts - start.ts, 100);
});

test("of several keys the last one before a moment counts", () => {
  const key = (ts) => event(PAGE, "EventTiming", ts, { data: { type: "keydown" } }, { ph: "b" });
  const other = event(PAGE, "EventTiming", 900, { data: { type: "keyup" } }, { ph: "b" });
  const trace = new Trace([key(500), key(700), other, key(1500)]);
  assert.equal(trace.input("keydown", 1000).ts, 700);
  assert.equal(trace.input("keydown", 2000).ts, 1500);
});

test("an answer is that to the last request before a moment", () => {
  const sent = (ts, requestId) => event(PAGE, "ResourceSendRequest", ts, { data: { requestId, url: "/members?q=ann&limit=50" } });
  const finished = (ts, requestId) => event(PAGE, "ResourceFinish", ts, { data: { requestId } });
  const trace = new Trace([sent(100, "1"), sent(200, "2"), finished(300, "2"), finished(400, "1"), sent(900, "3")]);
  assert.equal(trace.answer("q=ann", 800).ts, 300);
  assert.throws(() => trace.answer("q=bob", 800), Missing);
});

test("time on the page's thread is counted once, however it nests, and layout inside a script is not script", () => {
  const events = [
    begin(500, 1),
    lasting("FunctionCall", 1000, 4000),
    lasting("v8.evaluateModule", 2000, 2000),
    lasting("Layout", 3000, 1000),
    lasting("Paint", 6000, 2000),
    { ...lasting("FunctionCall", 1000, 9000), tid: 2 },
    drawn(7000),
  ];
  const trace = new Trace(events);
  assert.deepEqual(trace.span({ ts: 2000 }, drawn(7000)), { total: 5, script: 2, rendering: 2 });
});

test("frames are due, dropped, or late", () => {
  const missed = (ts, hasPartialUpdate) => event(COMPOSITOR, "DroppedFrame", ts, { hasPartialUpdate });
  const due = [1, 2, 3, 4].map((ts) => event(COMPOSITOR, "BeginFrame", ts));
  const others = [{ ...missed(5, false), pid: 8 }, { ...due[0], pid: 8 }];
  const events = [...due, ...others, missed(2, true), missed(3, true), missed(4, false), lasting("EventDispatch", 1, 1)];
  assert.deepEqual(new Trace(events).frames(), { due: 4, dropped: 1, late: 2 });
});

test("stretches are joined and cut", () => {
  const joined = union([[5, 6], [1, 3], [2, 4], [4, 5]]);
  assert.deepEqual(joined, [[1, 6]]);
  assert.deepEqual(overlap([[1, 6], [8, 9]], [[0, 2], [5, 8.5]]), [[1, 2], [5, 6], [8, 8.5]]);
});
