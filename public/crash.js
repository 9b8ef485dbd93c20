// Notices that the program has failed. It cannot say so itself: a panic in WebAssembly ends it.
import { drawRecovery } from "./recovery.js";

/**
 * Watches until the first failure, then draws the recovery screen into `root`.
 * @param {{root: Element, home: string, version: string, isOurs: (error: Error) => boolean}} program
 *   `home`: where "Go to my organization" leads; `isOurs` tells our traps from those of other programs on the page
 * @returns {{notStarted(error: unknown): void, stop(): void}} reports a start that failed; ends the watch
 */
export function watchForCrash({ root, home, version, isOurs }) {
  const watch = new AbortController();

  const crashed = (message, started) => {
    if (watch.signal.aborted) return;
    watch.abort();
    // Not now: the failing call is still on the stack, and what it left half done must not see its elements go.
    setTimeout(() => drawRecovery(root, { message, version, home, started }));
  };
  const trapped = (error) => {
    // A browser can switch WebAssembly off.
    if (globalThis.WebAssembly && error instanceof WebAssembly.RuntimeError && isOurs(error)) crashed(error.message, true);
  };

  const { signal } = watch;
  addEventListener("roster:panic", (event) => crashed(String(event.detail), true), { signal });
  addEventListener("error", (event) => trapped(event.error), { signal });
  addEventListener("unhandledrejection", (event) => trapped(event.reason), { signal });
  return {
    notStarted: (error) => crashed(String(error?.message ?? error), false),
    stop: () => watch.abort(),
  };
}
