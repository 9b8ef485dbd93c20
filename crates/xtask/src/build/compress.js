// Compressed copies of files beside them, as small as brotli and gzip make them.
//
// `node crates/xtask/src/build/compress.js FILE…` writes FILE.br and FILE.gz for each.
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";

import { brotli } from "./brotli.js";

const gzipped = (bytes) => promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION });

async function copies(file) {
  const bytes = await readFile(file);
  await Promise.all([writeFile(`${file}.br`, await brotli(bytes)), writeFile(`${file}.gz`, await gzipped(bytes))]);
}

await Promise.all(process.argv.slice(2).map(copies));
