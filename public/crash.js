// Notices that the program has failed. It cannot say so itself: a panic in WebAssembly ends it.
import { drawRecovery } from "./recovery.js";

/**
 * Watches until the first failure, then draws the recovery screen into `root`.
 * @param {{root: Element, home: string, version: string, isOurs: (error: Error) => boolean}} program
 *   `home`: where "Back to users" leads; `isOurs` tells our traps from those of other programs on the page
 * @returns a function that reports a failure found elsewhere; its `stop` ends the watch
 */
export function watchForCrash({ root, home, version, isOurs }) {
  const watch = new AbortController();

  const crashed = (message) => {
    if (watch.signal.aborted) return;
    watch.abort();
    // Not now: the failing call is still on the stack, and what it left half done must not see its elements go.
    setTimeout(() => drawRecovery(root, { message, version, home }));
  };
  const trapped = (error) => {
    if (error instanceof WebAssembly.RuntimeError && isOurs(error)) crashed(error.message);
  };

  const { signal } = watch;
  addEventListener("roster:panic", (event) => crashed(String(event.detail)), { signal });
  addEventListener("error", (event) => trapped(event.error), { signal });
  addEventListener("unhandledrejection", (event) => trapped(event.reason), { signal });
  crashed.stop = () => watch.abort();
  return crashed;
}
