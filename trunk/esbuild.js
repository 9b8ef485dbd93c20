// One way to call esbuild for all scripts and style sheets of the app.
import { build } from "esbuild";

/** Bundles `entryPoints` with everything that they import. Returns the paths of the files that it wrote. */
export async function bundle(options) {
  const { metafile } = await build({
    bundle: true,
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    // Nothing in style sheets is rewritten for older browsers.
    target: options.entryPoints[0].endsWith(".css") ? "esnext" : "es2022",
    metafile: true,
    ...options,
  });
  return Object.keys(metafile.outputs);
}
