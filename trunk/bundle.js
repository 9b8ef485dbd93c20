// Runs before trunk reads index.html: bundles the style sheets and the first script into target/site, and writes down the
// names that Trunk.toml puts into the page.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";

import { bundle } from "./esbuild.js";
import { firstIcons } from "./icons.js";
import { languages } from "./languages.js";

const SITE = "target/site";
const minify = process.env.TRUNK_PROFILE === "release";

/** A file that may be cached forever, because its name contains its hash. */
async function asset(entry, options) {
  const [file] = await bundle({ entryPoints: [entry], outdir: `${SITE}/assets`, entryNames: "[name]-[hash]", minify, ...options });
  return `assets/${basename(file)}`;
}

/** The one version of all packages. */
async function version() {
  const [, version] = /^version = "(.+)"$/m.exec(await readFile("Cargo.toml", "utf8"));
  return version;
}

await rm(SITE, { recursive: true, force: true });
await mkdir(`${SITE}/assets`, { recursive: true });
// trunk adds the hash to this one itself.
await bundle({ entryPoints: ["style/roster.css"], outfile: `${SITE}/app.css`, minify });
const names = {
  "parts.name": await asset("style/parts.css"),
  // A classic script, which runs before the page goes on.
  "boot.name": await asset("public/boot.js", { format: "iife", define: { __ICONS__: JSON.stringify(await firstIcons()) } }),
  // Where the program is split, trunk/module.js adds the file of each language that is loaded on demand.
  languages: (await languages()).join(" "),
  // The same for the part with which one signs in.
  sign_in: "",
  version: await version(),
};
await Promise.all(Object.entries(names).map(([name, text]) => writeFile(`${SITE}/${name}`, text)));
