// Runs after trunk has put the app together, before that replaces the last one: adds the script of the custom element, which
// names the other files, and in a release takes the comments out of the page and adds compressed copies.
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { compress } from "./compress.js";
import { bundle } from "./esbuild.js";
import { firstIcons } from "./icons.js";

const { TRUNK_PROFILE, TRUNK_STAGING_DIR: staging } = process.env;
const release = TRUNK_PROFILE === "release";

/** The path of an asset, relative to the app's root. */
async function asset(pattern) {
  const found = (await readdir(join(staging, "assets"))).filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`expected one asset that matches ${pattern}, found: ${found.join(", ") || "none"}`);
  return `assets/${found[0]}`;
}

/** Comments and indentation are for us. */
const shortened = (html) =>
  html
    .replace(/<!--[^]*?-->/g, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** What the page paints of a list before the program is there. */
async function outline() {
  const [, painted] = /(<div class="r-shell">[^]*?)<div class="r-auth"/.exec(await readFile("index.html", "utf8")) ?? [];
  if (!painted) throw new Error("index.html has no outline of the app");
  return shortened(painted.replace(/<link data-trunk[^>]*>/g, "")).join("");
}

async function addElement() {
  const names = {
    __APP_JS__: await asset(/^roster-web-[^_]+\.js$/),
    __APP_WASM__: await asset(/^roster-web-.+_bg\.wasm$/),
    __APP_CSS__: await asset(/^app-.+\.css$/),
    __PART_CSS__: await asset(/^parts-.+\.css$/),
    __VERSION__: await readFile("target/site/version", "utf8"),
    __OUTLINE__: await outline(),
    __ICONS__: await firstIcons(),
  };
  const define = Object.fromEntries(Object.entries(names).map(([name, value]) => [name, JSON.stringify(value)]));
  const outfile = join(staging, "roster-admin.js");
  await bundle({ entryPoints: ["public/roster-admin.js"], outfile, format: "esm", define, minify: release });
}

async function shortenPage() {
  const page = join(staging, "index.html");
  await writeFile(page, shortened(await readFile(page, "utf8")).join("\n"));
}

await addElement();
if (release) {
  await shortenPage();
  await compress(staging);
}
