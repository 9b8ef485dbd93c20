// Style rules that make the browser's trace say when an element first stands in the page.
//
// An animation without effect changes nothing that is seen; the browser notes its start in the trace. The rules are in a style
// sheet that is handed to the page. Whoever works the page hears of it too, but some frames later:
// what is measured is over then.

/** Frames after which the one that shows what was marked has been drawn, and the browser has noted when. */
const FRAMES = 3;

/** The same after a navigation: the browser notes a page's first words later than the frame that shows them. */
export const FIRST_FRAMES = 6;

/** What a mark is called in the trace, for each of the elements that carry it. */
export const named = (mark, count) => Array.from({ length: count }, (_, at) => `p-${mark}-${at}`);

/** Rules that give the elements of these selectors a mark. */
const rules = (names, selectors) =>
  names.map((name, at) => `@keyframes ${name} {} ${selectors[at]} { animation: ${name} 1ms }`).join("\n");

/** What hands them to a page, which then has a promise `shown` that is kept once all of them have been drawn. */
export function script(mark, selectors, frames = FRAMES) {
  const names = named(mark, selectors.length);
  return `{
  globalThis.shown = new Promise((resolve) => {
    const missing = new Set(${JSON.stringify(names)});
    const wait = (frames) => (frames > 0 ? requestAnimationFrame(() => wait(frames - 1)) : resolve());
    const hear = ({ animationName }) => missing.delete(animationName) && missing.size === 0 && wait(${frames});
    document.addEventListener("animationstart", hear, true);
  });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(${JSON.stringify(rules(names, selectors))});
  document.adoptedStyleSheets = [sheet];
}`;
}
