import assert from "node:assert/strict";
import { test } from "node:test";

import { script } from "./marks.js";
import { withSources } from "./policy.js";
import { random, shuffled } from "./random.js";

test("the seed decides the order, and nobody is lost", () => {
  const orders = [1, 1, 2].map((seed) => shuffled(["a", "b", "c", "d", "e"], random(seed)).join(""));
  assert.equal(orders[0], orders[1]);
  assert.notEqual(orders[0], orders[2]);
  assert.deepEqual([...orders[2]].sort().join(""), "abcde");
});

test("everybody comes first about as often", () => {
  const next = random(3);
  const first = Array.from({ length: 3000 }, () => shuffled(["a", "b", "c"], next)[0]);
  for (const name of "abc") assert.ok(Math.abs(first.filter((one) => one === name).length - 1000) < 120);
});

test("a policy gets the sources that it is given, and no others", () => {
  const policy = "default-src 'none'; style-src 'self'; img-src 'self'";
  assert.equal(withSources(policy, {}), policy);
  const expected = "default-src 'none'; style-src 'self' 'nonce-1'; img-src 'self'";
  assert.equal(withSources(policy, { "style-src": "'nonce-1'" }), expected);
});

test("marks become a style sheet, whatever stands in their selectors", () => {
  const text = script("first", ['tr[data-row-id="a"]']);
  assert.doesNotThrow(() => new Function(text));
  assert.match(text, /tr\[data-row-id=\\"a\\"\] \{ animation: p-first-0 1ms \}/);
});
