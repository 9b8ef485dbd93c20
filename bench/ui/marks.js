// Style rules that make the browser's trace say when an element first stands in the page.
//
// An animation without effect changes nothing that is seen; the browser notes its start in the trace. The rules are in a style
// sheet that is handed to the page. Whoever works the page hears of it too, but a frame later: what is measured is over then.

/** Frames after which the one that shows what was marked has been drawn, and the browser has noted when. */
const FRAMES = 6;

/** Rules for `{ name: selector }`. */
const rules = (marks) =>
  Object.entries(marks)
    .map(([name, selector]) => `@keyframes ${name} {} ${selector} { animation: ${name} 1ms }`)
    .join("\n");

/** What hands them to a page, which then has a promise `shown` that is kept once all of them have been drawn. */
export const script = (marks) => `{
  globalThis.shown = new Promise((resolve) => {
    const missing = new Set(${JSON.stringify(Object.keys(marks))});
    const wait = (frames) => (frames > 0 ? requestAnimationFrame(() => wait(frames - 1)) : resolve());
    const hear = ({ animationName }) => missing.delete(animationName) && missing.size === 0 && wait(${FRAMES});
    document.addEventListener("animationstart", hear, true);
  });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(${JSON.stringify(rules(marks))});
  document.adoptedStyleSheets = [sheet];
}`;
