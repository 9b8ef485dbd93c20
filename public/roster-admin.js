// <roster-admin base="/portal/users" locale="de" theme="light" routing="memory" navigation="none"></roster-admin>
//
// The app as an element of somebody else's page: in an open shadow root, with style sheets of its own. Attributes are
// read when the element is connected; take it out and put it back to apply others.
//
// Bundled as a module by trunk/finish.js, which replaces __APP_JS__, __APP_WASM__, __APP_CSS__ and __PART_CSS__ by the files'
// names, relative to this one, and __VERSION__.
import { watchForCrash } from "./crash.js";
import { once } from "./once.js";

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
      const [styles, program] = await Promise.all([loadStyles(), loadProgram()]);
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
