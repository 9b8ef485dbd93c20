// Helpers for elements.

/** A new element, without the attributes that are `undefined`. */
export function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(attribute, value);
  }
  element.append(...children);
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** One icon of the sprite. */
export function icon(name, look = "r-icon") {
  const element = document.createElementNS(SVG, "svg");
  element.setAttribute("class", look);
  element.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#r-i-${name}`);
  element.append(use);
  return element;
}

/** Sets an attribute, or removes it for `undefined`. */
export function set(element, attribute, value) {
  if (value === undefined) element.removeAttribute(attribute);
  else element.setAttribute(attribute, value);
}
