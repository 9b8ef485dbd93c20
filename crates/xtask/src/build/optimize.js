// Makes modules of WebAssembly as small as `wasm-opt -Oz` makes them, in one process: binaryen takes longer to start, and to be
// compiled itself, than most of them.
//
// `node crates/xtask/src/build/optimize.js FILE…` writes each in its place.
import { readFile, writeFile } from "node:fs/promises";
import binaryen from "binaryen";

const { Features } = binaryen;

/** What engines have had for years, and the compiler uses. */
const FEATURES =
  Features.BulkMemory |
  Features.BulkMemoryOpt |
  Features.NontrappingFPToInt |
  Features.SignExt |
  Features.MutableGlobals |
  Features.ReferenceTypes |
  Features.CallIndirectOverlong |
  Features.Multivalue;

binaryen.setOptimizeLevel(2);
binaryen.setShrinkLevel(2);
binaryen.setGenerateStackIR(true);
binaryen.setOptimizeStackIR(true);

for (const file of process.argv.slice(2)) {
  const module = binaryen.readBinary(await readFile(file), FEATURES);
  module.optimize();
  module.runPasses(["strip-producers"]);
  await writeFile(file, module.emitBinary());
  module.dispose();
}
