// `node trunk/module.js FOLDER NAME`: turns a split program into what trunk takes along. FOLDER has NAME_bg.wasm, its script
// NAME.js, the parts (split_*.wasm, chunk_*.wasm) and __wasm_split.js, which loads them. Afterwards the modules are
// optimized, the parts are in FOLDER/snippets/parts under names that contain their hashes, and the loader is in NAME.js.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Worker } from "node:worker_threads";

import { bundle } from "./esbuild.js";

const PARTS = "snippets/parts";
/** The tags of the languages; behind a tag, "=" and the file of its texts. */
const LANGUAGES = "target/site/languages";
/** The file of the part with which one signs in, which the first script requests for whoever is not signed in. */
const SIGN_IN = "target/site/sign_in";
/** The part with the first texts of a language. The first script requests it as soon as it knows the language. */
const TEXTS = /^split_texts_(\w+)\.wasm$/;

const [folder, name] = process.argv.slice(2);
const whole = `${name}_bg.wasm`;
const loader = join(folder, "__wasm_split.js");

const optimize = (files) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("optimize.js", import.meta.url), { workerData: files.map((file) => join(folder, file)) });
    worker.on("error", reject);
    worker.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`optimizing ended with ${code}`))));
  });

/** Moves a part to its final place. Returns its path there. */
async function store(part) {
  const hash = createHash("sha256").update(await readFile(join(folder, part))).digest("hex").slice(0, 10);
  const path = `${PARTS}/${part.replace(/\.wasm$/, "")}-${hash}.wasm`;
  await rename(join(folder, part), join(folder, path));
  return path;
}

const parts = (await readdir(folder)).filter((file) => /^(split|chunk)_.*\.wasm$/.test(file));
// The program takes as long as all parts together.
await Promise.all([optimize([whole]), optimize(parts)]);

await rm(join(folder, PARTS), { recursive: true, force: true });
await mkdir(join(folder, PARTS), { recursive: true });
let text = await readFile(loader, "utf8");
const languages = new Map((await readFile(LANGUAGES, "utf8")).split(" ").map((tag) => [tag, tag]));
for (const part of parts) {
  const path = await store(part);
  text = text.replaceAll(`"./${part}"`, `"./${path}"`);
  const [, tag] = TEXTS.exec(part) ?? [];
  if (tag) languages.set(tag, `${tag}=assets/${path}`);
  if (part === "split_sign_in.wasm") await writeFile(SIGN_IN, `assets/${path}`);
}
await writeFile(LANGUAGES, [...languages.values()].join(" "));
await writeFile(loader, text);

// Loader and script import each other; as one file they need no names of one another, which trunk only makes later.
await bundle({
  entryPoints: [join(folder, `${name}.js`)],
  outfile: join(folder, `${name}.js`),
  allowOverwrite: true,
  format: "esm",
  minify: true,
  // wasm-bindgen names the loader once for each of its functions.
  logOverride: { "duplicate-object-key": "silent" },
});
await rm(loader);
