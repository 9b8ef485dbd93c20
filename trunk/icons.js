// Some of the app's drawings, for what is drawn before the program is there.
import { readFile } from "node:fs/promises";

const FIRST = ["search", "shield", "shieldoff", "mail"];

/** The drawings of the first list, as markup. */
export async function firstIcons() {
  const all = await readFile("src/ui/icons.svg", "utf8");
  const drawing = (name) => {
    const found = all.match(new RegExp(`<symbol id="r-i-${name}".*?</symbol>`));
    if (!found) throw new Error(`src/ui/icons.svg has no r-i-${name}`);
    return found[0];
  };
  return `<svg>${FIRST.map(drawing).join("")}</svg>`;
}
