// Elements of the page, as the program makes them too (src/ui/markup.rs).

const SVG = "http://www.w3.org/2000/svg";
const DRAWN = ["svg", "use", "path", "symbol", "circle", "rect"];

/**
 * An element with attributes and children; text is only ever text.
 * @param {string} name
 * @param {Record<string, string | undefined>} attributes one without a value is left out; `--name` is a custom property,
 *   because the policy forbids styles in attributes
 * @param {...(Node | string)} children
 */
export function element(name, attributes, ...children) {
  const node = DRAWN.includes(name) ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    if (key.startsWith("--")) node.style.setProperty(key, value);
    else node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}
