/**
 * What is to be done once, however many ask for it; a failed try is not kept.
 * @template T
 * @param {() => Promise<T>} load
 * @returns {() => Promise<T>}
 */
export function once(load) {
  let running;
  return () => {
    running ??= load().catch((error) => {
      running = undefined;
      throw error;
    });
    return running;
  };
}
