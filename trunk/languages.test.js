import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { WORDS } from "../public/first-list/words.js";
import { TEXTS } from "../public/recovery.js";
import { languages } from "./languages.js";

test("the table of languages is found", async () => {
  assert.deepEqual((await languages()).slice(0, 2), ["en", "de"]);
});

test("the recovery screen has each of its texts in every language, and uses all of them", async () => {
  const keys = Object.keys(TEXTS.en);
  for (const tag of await languages()) assert.deepEqual(Object.keys(TEXTS[tag]), keys, tag);
  const source = await readFile("public/recovery.js", "utf8");
  const unused = keys.filter((key) => !source.includes(`texts.${key}`));
  assert.deepEqual(unused, []);
});

test("the first list has each of its words in every language", async () => {
  const keys = (words) => Object.entries(words).map(([key, word]) => [key, typeof word === "object" ? keys(word) : "text"]);
  for (const tag of await languages()) assert.deepEqual(keys(WORDS[tag]), keys(WORDS.en), tag);
});
