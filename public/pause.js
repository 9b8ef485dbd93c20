/** Resolves after so many milliseconds. */
export const pause = (length) => new Promise((resolve) => setTimeout(resolve, length));

/** Resolves once a frame has been painted, or after so many milliseconds: a page that is not shown paints none. */
export const painted = (patience) =>
  Promise.race([new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))), pause(patience)]);
