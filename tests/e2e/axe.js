// What axe finds on a page, in both themes.
import AxeBuilder from "@axe-core/playwright";

import { expect } from "./fixtures.js";

/** A theme changes colours and nothing else. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** Expects that the page breaks no rule of axe: all of them in the light theme, those about colours in the dark one too. */
export async function expectNoFaults(page) {
  await expectNone(page, "light", new AxeBuilder({ page }));
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNone(page, "dark", new AxeBuilder({ page }).withRules(COLOUR_RULES));
  await page.emulateMedia({ colorScheme: "light" });
}

async function expectNone(page, theme, axe) {
  const { violations } = await axe.analyze();
  const faults = violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map((node) => node.html.slice(0, 160)) }));
  expect(faults, `faults in the ${theme} theme`).toEqual([]);
}
