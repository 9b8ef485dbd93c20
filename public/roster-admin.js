// <roster-admin base="/portal/users" locale="de" theme="light" routing="memory" navigation="none"></roster-admin>
//
// The app as an element of somebody else's page: in an open shadow root, with style sheets of its own. Attributes are
// read when the element is connected; take it out and put it back to apply others.
//
// Bundled as a module by trunk/finish.js, which replaces __APP_JS__, __APP_WASM__, __APP_CSS__ and __PART_CSS__ by the files'
// names, relative to this one, __VERSION__, and __OUTLINE__ by what index.html paints.
import { watchForCrash } from "./crash.js";
import { element } from "./element.js";
import { drawFirstList } from "./first-list/draw.js";
import { WORDS } from "./first-list/words.js";
import { languageOf } from "./language.js";
import { once } from "./once.js";
import { painted, pause } from "./pause.js";
import { prefetch } from "./prefetch.js";
import { stored } from "./stored.js";

const PATIENCE = 100; // milliseconds that the program, once it is there, waits for the first data

const file = (name) => new URL(name, import.meta.url);

/** One for all elements of the page. */
const sheet = (name) =>
  once(async () => {
    const answer = await fetch(file(name));
    if (!answer.ok) throw new Error(`the style sheet answered ${answer.status}`);
    return new CSSStyleSheet().replace(await answer.text());
  });

const loadStyles = sheet(__APP_CSS__);
const loadPartStyles = sheet(__PART_CSS__);

const loadProgram = once(async () => {
  const program = await import(file(__APP_JS__));
  await program.default({ module_or_path: file(__APP_WASM__) });
  return program;
});

/** Whether a trap comes from our program and not from another one on the page. */
const isOurs = (error) => [__APP_JS__, __APP_WASM__].some((name) => error.stack?.includes(name.split("/").pop()));

class RosterAdmin extends HTMLElement {
  #root;
  #unmount;

  connectedCallback() {
    if (this.#root) return; // moved within the page: still mounted
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    this.#root = document.createElement("div");
    this.#root.className = "roster";
    const theme = this.getAttribute("theme");
    if (theme) this.#root.dataset.theme = theme;
    if (this.getAttribute("locale")) this.#root.lang = this.getAttribute("locale");
    shadow.replaceChildren(this.#root);
    this.#start(shadow, this.#root);
  }

  disconnectedCallback() {
    // One microtask: an element that is only moved is connected again by then.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#unmount?.();
      this.#root?.remove();
      this.#unmount = this.#root = undefined;
    });
  }

  /** With `routing="memory"`: goes to where the reader was before. */
  back() {
    this.#root?.dispatchEvent(new Event("roster:back"));
  }

  /** With `routing="memory"`: takes back `back()`. */
  forward() {
    this.#root?.dispatchEvent(new Event("roster:forward"));
  }

  async #start(shadow, root) {
    const base = (this.getAttribute("base") ?? "").replace(/\/+$/, "");
    const watch = watchForCrash({ root, home: `${base}/`, version: __VERSION__, isOurs });
    this.#unmount = watch.stop;
    try {
      // Without first rows, the program draws them.
      const first = this.#drawRows(shadow, root, base).catch((error) => console.warn(error));
      const [styles, program] = await Promise.all([loadStyles(), loadProgram()]);
      await Promise.race([first, pause(PATIENCE)]);
      if (this.#root !== root) return; // taken out while it was loading
      shadow.adoptedStyleSheets = [styles];
      // The program asks for them with the first part that it shows, unless they are there.
      root.partStyles = async () => {
        shadow.adoptedStyleSheets = [styles, await loadPartStyles()];
        delete root.partStyles;
      };
      const app = program.mount(root, this.#options(base));
      this.#unmount = () => {
        watch.stop();
        app.unmount();
      };
    } catch (error) {
      watch.notStarted(error);
    }
  }

  /** Asks for the first data; if it is a list of users, draws it, and resolves once it is seen. */
  async #drawRows(shadow, root, base) {
    const hasAddresses = this.getAttribute("routing") !== "memory";
    // The element may stand on another page than those below its base.
    if (hasAddresses && !`${location.pathname}/`.startsWith(`${base}/`)) return;
    const path = (hasAddresses && location.pathname.slice(base.length)) || "/";
    const search = path === "/" ? "" : location.search;
    globalThis.rosterBoot = prefetch({ path, search }, { needsSession: true });
    const [start, styles] = await Promise.all([globalThis.rosterBoot.start, loadStyles()]);
    if (!start || this.#root !== root || root.childElementCount > 0) return;
    shadow.adoptedStyleSheets = [styles];
    const outline = element("div", { class: "r-outline", "data-shell": "", "data-outline": "app" });
    outline.innerHTML = __OUTLINE__;
    const isCollapsed = stored("navigation") === "collapsed" ? "rail" : undefined;
    const layout = this.getAttribute("navigation") === "none" ? "none" : isCollapsed;
    if (layout) outline.firstElementChild.dataset.nav = layout;
    root.append(outline);
    const language = languageOf([root.lang, stored("locale"), ...navigator.languages], Object.keys(WORDS));
    outline.lang = language;
    const isDrawn = drawFirstList(outline, start, { language, base, search, hasLinks: hasAddresses });
    if (isDrawn) await painted(PATIENCE);
    else outline.remove();
  }

  #options(base) {
    const attribute = (name) => this.getAttribute(name) ?? undefined;
    return {
      base,
      embedded: true,
      locale: attribute("locale"),
      theme: attribute("theme"),
      routing: attribute("routing"),
      navigation: attribute("navigation"),
    };
  }
}

customElements.define("roster-admin", RosterAdmin);
