// Style rules that make the browser's trace say when an element first stands in the page.
//
// An animation without effect changes nothing that is seen; the browser notes its start in the trace. The rules are in a style
// sheet that is handed to the page: no script of the page waits for anything or looks at a clock.

/** Rules for `{ name: selector }`. */
const rules = (marks) =>
  Object.entries(marks)
    .map(([name, selector]) => `@keyframes ${name} {} ${selector} { animation: ${name} 1ms }`)
    .join("\n");

/** What hands them to a page. */
export const script = (marks) => `{
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(${JSON.stringify(rules(marks))});
  document.adoptedStyleSheets = [sheet];
}`;
