// Builds a peer the way Roster is built: minified, named by content, compressed once.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

import { brotli } from "../../trunk/brotli.js";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const TYPES = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
};

const COMMON = { bundle: true, minify: true, charset: "utf8", legalComments: "none", write: false };

const hash = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 10);

async function bundled(entry, options) {
  const { outputFiles } = await build({ ...COMMON, target: "es2022", entryPoints: [join(HERE, entry)], ...options });
  return outputFiles[0].contents;
}

/** The peer's files by their paths: `{ type, etag, body }`, compressed. */
export async function built({ main, page, style = "shared/peer.css" }) {
  const files = new Map();
  const add = async (path, bytes) => {
    const type = TYPES[path.split(".").at(-1)];
    files.set(path, { type, etag: `"${hash(bytes)}"`, body: await brotli(bytes) });
  };
  const asset = async (stem, kind, bytes) => {
    const path = `/assets/${stem}-${hash(bytes)}.${kind}`;
    await add(path, bytes);
    return path;
  };
  const program = {
    format: "esm",
    jsx: "automatic",
    loader: { ".svg": "text" },
    // Shared modules find React here.
    nodePaths: [join(HERE, "react-tanstack/node_modules")],
    define: { "process.env.NODE_ENV": '"production"' },
  };
  const names = {
    boot: await asset("boot", "js", await bundled("shared/boot.js", { format: "iife" })),
    style: await asset("style", "css", await bundled(style, { target: "esnext" })),
    main: await asset("main", "js", await bundled(main, program)),
  };
  const text = await readFile(join(HERE, page), "utf8");
  await add("/index.html", Buffer.from(text.replace(/\{\{(\w+)\}\}/g, (_, name) => names[name])));
  await add("/favicon.svg", await readFile(join(HERE, "../../public/favicon.svg")));
  return files;
}
