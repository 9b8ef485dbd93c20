// The first script of the page, before anything is painted: puts on what this reader chose, asks for the first data
// in parallel with the program, starts the program, and draws the recovery screen when that fails.
//
// For the build: bundle as one classic script (`--bundle --format=iife --minify`), with __GERMAN__ as the name of the file
// with the German texts, or as "" where there is none. It stands inside the painted shell of index.html and finds the other
// files' names in its own attributes.
import { watchForCrash } from "./crash.js";
import { prefetch } from "./prefetch.js";

const script = document.currentScript;
const shell = script.parentElement;
const root = shell.closest(".roster");
const files = script.dataset;

/** What was remembered under `roster.<name>`; nothing where storage is closed. */
function remembered(name) {
  try {
    return localStorage.getItem(`roster.${name}`);
  } catch {
    return null;
  }
}

function putOnPreferences() {
  const theme = remembered("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  if (remembered("navigation") === "collapsed") shell.dataset.nav = "rail";
  const locale = remembered("locale") ?? navigator.languages.find((tag) => /^(en|de)\b/.test(tag)) ?? "en";
  document.documentElement.lang = root.lang = locale.startsWith("de") ? "de" : "en";
  // The program asks for these texts as soon as it runs; by then they are here, or it hears itself why not.
  if (root.lang === "de" && __GERMAN__) fetch(`/${__GERMAN__}`).catch(() => {});
}

async function startProgram(watch) {
  // Fetched here and now, not once the glue has been read: the two travel side by side.
  const wasm = fetch(files.wasm).then((answer) => {
    if (!answer.ok) throw new Error(`${files.wasm} answered ${answer.status}`);
    return answer;
  });
  try {
    const program = await import(new URL(files.app, document.baseURI));
    await program.default({ module_or_path: wasm });
  } catch (error) {
    watch.notStarted(error);
  }
}

// Signing in and accepting an invitation look the same to everybody, whoever was here before.
const alone = /^\/(sign-in|invitation)\b/.test(location.pathname);
const signedIn = remembered("signed_in") === "yes" && !alone;
putOnPreferences();
shell.parentElement.dataset.outline = signedIn ? "app" : "sign-in";
globalThis.rosterBoot = prefetch(location, signedIn);
startProgram(watchForCrash({ root, home: "/", version: files.version, isOurs: () => true }));
