/**
 * The first wanted language that there is, else the first that there is.
 * @param {(string | null | undefined)[]} wanted BCP 47 tags, the dearest first
 * @param {string[]} available tags of languages
 */
export function languageOf(wanted, available) {
  const tags = wanted.map((tag) => tag?.split(/[-_]/)[0].toLowerCase());
  return tags.find((tag) => available.includes(tag)) ?? available[0];
}
