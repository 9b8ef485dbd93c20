// Compressed copies of files beside them, as small as brotli and gzip make them.
//
// `node crates/xtask/src/build/compress.js FILE…` writes FILE.br and FILE.gz for each.
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** The bytes as brotli makes them. The window is the largest that browsers accept. */
export const brotli = (bytes) =>
  promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });

const gzipped = (bytes) => promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION });

async function copies(file) {
  const bytes = await readFile(file);
  await Promise.all([writeFile(`${file}.br`, await brotli(bytes)), writeFile(`${file}.gz`, await gzipped(bytes))]);
}

const [, program, ...files] = process.argv;
if (import.meta.url === pathToFileURL(program).href) await Promise.all(files.map(copies));
