// A worker that makes modules of WebAssembly as small as `wasm-opt -Oz` does, each in its place. One worker for many modules,
// because binaryen takes longer to start than most of them take.
import { readFile, writeFile } from "node:fs/promises";
import { workerData as files } from "node:worker_threads";
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

for (const file of files) {
  const module = binaryen.readBinary(await readFile(file), FEATURES);
  module.optimize();
  module.runPasses(["strip-producers"]);
  await writeFile(file, module.emitBinary());
  module.dispose();
}
