// The bytes as brotli makes them at its best: Roster's files, and those of the peers that it is measured beside.
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

/** The window is the largest that browsers accept. */
export const brotli = (bytes) =>
  promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
