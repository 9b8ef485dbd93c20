// Keeps the app's router to clicks inside the app.
//
// The router (leptos_router 0.8) listens for clicks on window and takes over every link of this origin whose path
// merely starts with the app's base: a host's link to /portal/users-old would never load. It finds the link by
// `event.composedPath()`, and it adds its listener while the app is mounted. So that listener is framed by two of
// ours: for a click elsewhere the first makes the path look empty, the second makes it whole again. Nobody else runs
// in between, and nothing of the event is changed for the host.

/**
 * Runs `mount`, during which the router adds its listener, and confines it to `root`.
 * @param {() => {unmount(): void}} mount must be synchronous up to and including the router
 * @returns a function that unmounts
 */
export function confineClicks(root, mount) {
  const hide = (event) => {
    if (event.composedPath().includes(root)) return;
    Object.defineProperty(event, "composedPath", { value: () => [], configurable: true });
  };
  const show = (event) => delete event.composedPath;

  addEventListener("click", hide);
  let app;
  try {
    app = mount();
  } finally {
    addEventListener("click", show);
  }
  return () => {
    app.unmount();
    removeEventListener("click", hide);
    removeEventListener("click", show);
  };
}
