/** Does what a browser's translation does: each text is replaced, but for those that are opted out of it. */
export const translate = (page) =>
  page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
      const parent = texts.currentNode.parentElement;
      const isText = texts.currentNode.data.trim() && !parent.closest("script, style, font, [translate=no], .notranslate");
      if (isText) found.push(texts.currentNode);
    }
    for (const text of found) {
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      inner.textContent = text.data;
      outer.append(inner);
      text.replaceWith(outer);
    }
    return found.length;
  });
