import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { compress } from "./compress.js";

test("both copies unpack to the original, at any depth, and pictures get none", async () => {
  const folder = await mkdtemp(join(tmpdir(), "roster-compress-"));
  const text = "organization ".repeat(500);
  await mkdir(join(folder, "assets/deep"), { recursive: true });
  for (const name of ["assets/deep/app.css", "photo.png"]) await writeFile(join(folder, name), text);
  await compress(folder);
  const read = (name) => readFile(join(folder, "assets/deep", name));
  const [br, gz] = [await read("app.css.br"), await read("app.css.gz")];
  const top = await readdir(folder);
  await rm(folder, { recursive: true });
  assert.equal(brotliDecompressSync(br).toString(), text);
  assert.equal(gunzipSync(gz).toString(), text);
  assert.ok(br.length < 100 && gz.length < 200);
  assert.deepEqual(top.sort(), ["assets", "photo.png"]);
});
