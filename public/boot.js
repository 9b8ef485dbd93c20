// The first script of the page, before anything is painted: puts on what this reader chose, asks for the first data
// in parallel with the program, draws the first rows, starts the program, and draws the recovery screen when that fails.
//
// Bundled as a classic script. It is inside the painted shell of index.html and finds the other files' names in its own
// attributes (Trunk.toml).
import { watchForCrash } from "./crash.js";
import { drawFirstList } from "./first-list/draw.js";
import { languageOf } from "./language.js";
import { once } from "./once.js";
import { painted, pause } from "./pause.js";
import { prefetch } from "./prefetch.js";
import { stored } from "./stored.js";

const PATIENCE = 100; // milliseconds that the program, once it is there, waits for the first data
const ROWS_FIRST = 400; // milliseconds that compiling the program waits for the first rows, which need the same processor

const script = document.currentScript;
const shell = script.parentElement;
const root = shell.closest(".roster");
const files = script.dataset;
/** The tag of each language, with the file of its texts where they are loaded on demand. */
const languages = new Map(files.languages.split(" ").map((language) => language.split("=")));

function putOnPreferences() {
  const theme = stored("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  if (stored("navigation") === "collapsed") shell.dataset.nav = "rail";
  const wanted = [stored("locale"), ...navigator.languages];
  document.documentElement.lang = root.lang = languageOf(wanted, [...languages.keys()]);
  preload(languages.get(root.lang));
}

/** Requests a part of the program that it will request as soon as it runs. If this fails, it notices by itself. */
function preload(part) {
  if (part) fetch(`/${part}`).catch(() => {});
}

/** The part with which one signs in travels beside the program. */
async function preloadSignIn() {
  const session = signedIn ? await globalThis.rosterBoot.session : undefined;
  if (!signedIn || session?.status === 401) preload(files.signIn);
}

/** Adds the styles of the parts behind those that are there. */
const addPartStyles = () =>
  new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = files.parts;
    link.onload = () => resolve(delete root.partStyles);
    link.onerror = () => {
      link.remove();
      reject(new Error(`${link.href} did not load`));
    };
    document.head.append(link);
  });

/** The program, compiled while it comes in. */
async function compiled() {
  const answer = await fetch(files.wasm);
  if (!answer.ok) throw new Error(`${files.wasm} answered ${answer.status}`);
  return WebAssembly.compileStreaming(answer);
}

async function startProgram(watch, first) {
  try {
    // It is on its way already (the page's preloads).
    await Promise.race([first, pause(ROWS_FIRST)]);
    // Asked for here and now, not one after the other: they travel side by side.
    const [program, module] = await Promise.all([import(new URL(files.app, document.baseURI)), compiled()]);
    // With the first data it draws everything at once; without, all would be laid out for outlines of rows, and then again.
    await Promise.race([globalThis.rosterBoot.answered(), pause(PATIENCE)]);
    await program.default({ module_or_path: module });
  } catch (error) {
    watch.notStarted(error);
  }
}

/** Draws the list as soon as its rows are here, and resolves once they are seen. */
async function drawRows() {
  const start = await globalThis.rosterBoot.start;
  const page = { language: root.lang, base: "", search: query, hasLinks: true };
  if (start && shell.isConnected && drawFirstList(shell.parentElement, start, page)) await painted(PATIENCE);
}

const { pathname } = location;
// The start shows the default organization, with no more in its address.
const query = pathname === "/" ? "" : location.search;
// Signing in, a new password or address, and an invitation look the same to everybody, whoever was here before.
const alone = /^\/(sign-in|invitation|forgot-password|password-reset|email-change)\b/.test(pathname);
const signedIn = Boolean(stored("signed_in")) && !alone;
putOnPreferences();
shell.parentElement.dataset.outline = signedIn ? "app" : "sign-in";
// On the pages for signing in and for invitations, the session is of no use before somebody has signed in. An invitation
// needs no other data: the program asks for it with the token behind the #.
const [invited, signingIn] = ["/invitation", "/sign-in"].map((path) => pathname.startsWith(path));
const needs = { needsSession: !invited && !signingIn, needsServer: !signedIn && !invited };
globalThis.rosterBoot = prefetch({ path: pathname, search: query }, needs);
// The program asks for them with the first part that it shows, unless they are there; all but the list begins with one.
root.partStyles = once(addPartStyles);
const list = signedIn && /^\/(organizations\/[^/]+\/users\/?)?$/.test(pathname);
if (!list) root.partStyles().catch(() => {});
preloadSignIn();
// A page from the browser's cache may show rows although its reader has signed out, so it is loaded again. Once the program
// has started, the program does that.
addEventListener("pageshow", ({ persisted }) => persisted && shell.isConnected && location.reload());
startProgram(watchForCrash({ root, home: "/", version: files.version, isOurs: () => true }), list ? drawRows() : undefined);
