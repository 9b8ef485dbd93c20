/** What this browser keeps under `roster.<name>`; nothing where storage is closed. */
export function stored(name) {
  try {
    return localStorage.getItem(`roster.${name}`);
  } catch {
    return null;
  }
}
