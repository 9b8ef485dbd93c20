import assert from "node:assert/strict";
import { test } from "node:test";

import { membersAddress, PLAIN, pressed, whereabouts } from "./address.js";
import { ago, number, timeLeft, total } from "./format.js";
import { pieces, words } from "./found.js";
import { hue, initials, more, statusText } from "./person.js";
import { NOBODY, toggled } from "./selection.js";
import { Turns } from "./turns.js";

const DAY = 86_400_000; // milliseconds

test("the address of a view is the one that Roster asks for", () => {
  const view = { search: "ann", statuses: ["active", "invited"], sort: "-name" };
  assert.equal(membersAddress("org_1", PLAIN, 0), "/api/v1/organizations/org_1/members?limit=50");
  assert.equal(
    membersAddress("org_1", view, 100),
    "/api/v1/organizations/org_1/members?q=ann&status=active%2Cinvited&sort=-name&limit=50&at=100",
  );
  const where = { pathname: "/organizations/org_1/users", search: "?q=ann&status=active,invited&sort=-name" };
  assert.deepEqual(whereabouts(where), { organization: "org_1", view });
});

test("a press on a column sorts by it, and another one turns it round", () => {
  assert.deepEqual([pressed("name", "email"), pressed("name", "name"), pressed("-name", "name")], ["email", "-name", "name"]);
});

test("what was found is marked in the text as it is written", () => {
  const marked = (search, text) => pieces(text, words(search));
  assert.deepEqual(marked("", "Ada"), ["Ada"]);
  assert.deepEqual(marked("gross", "Jürgen Großmann"), ["Jürgen ", "Groß", "mann"]);
  assert.deepEqual(marked("asa oberg", "Åsa Öberg"), ["", "Åsa", " ", "Öberg", ""]);
  assert.deepEqual(marked("a", "Ada Anna"), ["", "A", "da ", "A", "nna"]);
  assert.deepEqual(marked("ann", "ann.hannsen"), ["", "ann", ".h", "ann", "sen"]);
});

test("people look as in Roster", () => {
  assert.deepEqual(["Ada Lovelace", "Nguyễn Thị Minh Khai", "فاطمة الزهراء", "田中"].map(initials), ["AL", "NK", "ف", "田"]);
  assert.equal(hue("Ada Lovelace"), hue("Ada Lovelace"));
  const until = new Date(Date.now() + 8 * DAY).toISOString();
  assert.equal(statusText({ status: "invited", invitation: { expires_at: until } }), "Invited · 8 days left");
});

test("an invitation says how often it was sent and with which words", () => {
  assert.equal(more({ invitation: { times_sent: 2, message: "Welcome" } }), " · sent 2 times · “Welcome”");
  assert.equal(more({ invitation: { times_sent: 1 } }) + more({}), "");
});

test("people are selected one by one or all together, and given up the same way", () => {
  const two = toggled(toggled(NOBODY, ["a"]), ["b"]);
  assert.deepEqual([...two], ["a", "b"]);
  assert.deepEqual([...toggled(two, ["b", "c"])], ["a", "b", "c"]);
  assert.deepEqual([...toggled(two, ["a", "b"])], []);
  assert.equal(NOBODY.size, 0);
});

test("numbers and moments are written as in Roster", () => {
  assert.deepEqual([7, 1248, 1_000_000].map(number), ["7", "1,248", "1,000,000"]);
  assert.equal(total({ count: 10_000, exact: false }), "10,000+");
  const before = (days) => ago(new Date(Date.now() - days * DAY).toISOString());
  assert.deepEqual([0, 1, 3, 45, 100, 400, 800].map(before), [
    "today", "yesterday", "3 days ago", "1 month ago", "3 months ago", "1 year ago", "2 years ago",
  ]);
  assert.equal(timeLeft(new Date(Date.now() - DAY).toISOString()), undefined);
  const early = new Date();
  early.setDate(early.getDate() + 5);
  early.setHours(0, 1);
  assert.equal(timeLeft(early.toISOString()), "5 days left");
});

test("a change of the view waits for rows that are on their way, and the last one counts", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const turns = new Turns();
  const done = [];
  const change = (name) => () => done.push(name);
  turns.next(change("at once"), false);
  turns.next(change("overtaken"), true);
  turns.next(change("after the answer"), true);
  assert.deepEqual(done, ["at once"]);
  turns.goOn();
  turns.next(change("after a while"), true);
  context.mock.timers.tick(119);
  assert.deepEqual(done, ["at once", "after the answer"]);
  context.mock.timers.tick(1);
  turns.goOn();
  assert.deepEqual(done, ["at once", "after the answer", "after a while"]);
});
