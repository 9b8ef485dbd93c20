// Compressed copies beside the files of a folder, made once here instead of for every request.
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";

import { brotli } from "./brotli.js";

const COMPRESSIBLE = /\.(css|html|js|json|svg|txt|wasm|webmanifest)$/;

async function copies(file) {
  const bytes = await readFile(file);
  await writeFile(`${file}.br`, await brotli(bytes));
  await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }));
}

/** Writes `FILE.br` and `FILE.gz` for every file in `folder`, at any depth, that gets smaller. */
export async function compress(folder) {
  const files = (await readdir(folder, { recursive: true })).filter((name) => COMPRESSIBLE.test(name));
  await Promise.all(files.map((name) => copies(join(folder, name))));
}
