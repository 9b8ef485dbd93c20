// The languages of the app, from the one table that has a row for each: crates/api-types/src/language.rs.
import { readFile } from "node:fs/promises";

import { WORDS } from "../public/first-list/words.js";
import { TEXTS } from "../public/recovery.js";

/** The BCP 47 tags, in the order of the table. Fails when a script lacks one of the languages. */
export async function languages() {
  const table = await readFile("crates/api-types/src/language.rs", "utf8");
  const tags = [...table.matchAll(/^ {4}\w+ "([\w-]+)" "[\w-]+" "\S.*"$/gm)].map(([, tag]) => tag);
  if (tags.length === 0) throw new Error("found no languages in crates/api-types/src/language.rs");
  for (const [file, texts] of [["recovery.js", TEXTS], ["first-list/words.js", WORDS]]) {
    const missing = tags.filter((tag) => !Object.hasOwn(texts, tag));
    if (missing.length > 0) throw new Error(`public/${file} has no texts for: ${missing.join(", ")}`);
  }
  return tags;
}
