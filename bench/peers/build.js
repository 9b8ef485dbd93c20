// Builds the peers as they would be shipped, the way Roster itself is built: minified, names by content, compressed once.
//
// `node bench/peers/build.js FOLDER` makes a folder for each peer, as bench/ui/front.js serves it.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

import { brotli } from "../../trunk/brotli.js";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const REACT = "shared/react/index.html";

/** What each peer is made of. */
const PEERS = [
  { name: "react-tanstack", main: "main.jsx", page: REACT, style: "shared/peer.css" },
  { name: "react-ag-grid", main: "main.jsx", page: REACT, style: "react-ag-grid/peer.css" },
  { name: "by-hand", main: "main.js", page: "by-hand/index.html", style: "shared/peer.css" },
];

const COMMON = { bundle: true, minify: true, charset: "utf8", legalComments: "none", logLevel: "warning", write: false };

async function bundled(entry, options) {
  const { outputFiles } = await build({ ...COMMON, entryPoints: [join(HERE, entry)], ...options });
  return outputFiles[0].contents;
}

const style = (entry) => bundled(entry, { target: "esnext" });

const script = (entry) => bundled(entry, { format: "iife", target: "es2022" });

/** What peers share finds its packages where the peer has them. */
const program = (peer) =>
  bundled(`${peer.name}/${peer.main}`, {
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    loader: { ".svg": "text" },
    nodePaths: [join(HERE, peer.name, "node_modules")],
    define: { "process.env.NODE_ENV": '"production"' },
  });

async function make(peer, out) {
  await rm(out, { recursive: true, force: true });
  await mkdir(join(out, "assets"), { recursive: true });
  const put = async (name, bytes) => writeFile(join(out, `${name}.br`), await brotli(bytes));
  const asset = async (stem, kind, bytes) => {
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
    const name = `assets/${stem}-${hash}.${kind}`;
    await put(name, bytes);
    return `/${name}`;
  };
  const names = {
    boot: await asset("boot", "js", await script("shared/boot.js")),
    style: await asset("style", "css", await style(peer.style)),
    main: await asset("main", "js", await program(peer)),
  };
  const page = await readFile(join(HERE, peer.page), "utf8");
  await put("index.html", Buffer.from(page.replace(/\{\{(\w+)\}\}/g, (_, name) => names[name])));
  await put("favicon.svg", await readFile(join(HERE, "../../public/favicon.svg")));
  const policy = join(HERE, peer.name, "policy.json");
  if (existsSync(policy)) await copyFile(policy, join(out, "policy.json"));
}

const [target] = process.argv.slice(2);
for (const peer of PEERS) await make(peer, join(target, peer.name));
