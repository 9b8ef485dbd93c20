// The screen after the program itself has failed. It needs none of its parts: own markup, own texts, and styles from
// the sheet that is already there. Drafts in storage stay as they are.
import { element } from "./element.js";

/** By language; `dates` is the tag whose conventions dates follow. */
export const TEXTS = {
  en: {
    notStarted: "Roster couldn't start",
    checkConnection: "Check your connection, then reload. Everything you saved is safe.",
    allowWebAssembly:
      "WebAssembly is switched off in this browser, and Roster needs it. " +
      "Allow it for this site in the browser's security settings, or use another browser. Then reload.",
    title: "Roster stopped unexpectedly",
    text: "Something went wrong on our side. Everything you saved is safe.",
    typed: "What you were typing may be lost.",
    kept: "What you were typing is kept, too.",
    advice: "Reloading usually helps.",
    reload: "Reload",
    copy: "Copy report",
    copied: "Copied",
    back: "Go to my organization",
    version: "version",
    dates: "en-GB",
  },
  de: {
    notStarted: "Roster konnte nicht gestartet werden",
    checkConnection: "Prüfen Sie Ihre Verbindung und laden Sie die Seite neu. Gespeicherte Daten sind sicher.",
    allowWebAssembly:
      "WebAssembly ist in diesem Browser ausgeschaltet. Roster braucht es. " +
      "Erlauben Sie es für diese Seite in den Sicherheitseinstellungen des Browsers oder verwenden Sie einen " +
      "anderen Browser. Laden Sie dann die Seite neu.",
    title: "Roster wurde unerwartet beendet",
    text: "Bei uns ist ein Fehler aufgetreten. Gespeicherte Daten sind sicher.",
    typed: "Nicht gespeicherte Eingaben sind möglicherweise verloren.",
    kept: "Auch nicht gespeicherte Eingaben sind noch da.",
    advice: "Meist hilft es, neu zu laden.",
    reload: "Neu laden",
    copy: "Bericht kopieren",
    copied: "Kopiert",
    back: "Zu meiner Organisation",
    version: "Version",
    dates: "de-DE",
  },
};

const MARK = ["M8.5 4.5H17M8.5 10H17M8.5 15.5h5", "M3.5 4.5h.01M3.5 10h.01M3.5 15.5h.01"];
const RELOAD = ["M13.5 3v3.5H10M2.5 13V9.5H6M13.2 6.5A5.5 5.5 0 0 0 3.4 5M2.8 9.5a5.5 5.5 0 0 0 9.8 1.5"];
const COPY = [
  "M7 5.5h5.5A1.5 1.5 0 0 1 14 7v5.5a1.5 1.5 0 0 1-1.5 1.5H7a1.5 1.5 0 0 1-1.5-1.5V7A1.5 1.5 0 0 1 7 5.5",
  "M10.5 5.5v-2C10.5 2.7 9.8 2 9 2H3.5C2.7 2 2 2.7 2 3.5V9c0 .8.7 1.5 1.5 1.5h2",
];

const drawing = (box, className, paths) =>
  element(
    "svg",
    { viewBox: `0 0 ${box} ${box}`, class: className, "aria-hidden": "true" },
    ...paths.map((d) => element("path", { d })),
  );

/** What a report needs and nothing personal: the address goes without its query. */
function report({ message, version }, texts, now) {
  return `${message}\n${texts.version} ${version} · ${now.toISOString()}\n${location.pathname}\n${navigator.userAgent}`;
}

/** Whether the program has kept something in this tab that was not saved. */
function hasDraft() {
  try {
    return Object.keys(sessionStorage).some((name) => name.startsWith("roster.draft."));
  } catch {
    return false;
  }
}

/** What has happened and what to do: a title and some sentences. */
function said({ started }, texts) {
  if (started) return [texts.title, [texts.text, hasDraft() ? texts.kept : texts.typed, texts.advice].join(" ")];
  return [texts.notStarted, globalThis.WebAssembly ? texts.checkConnection : texts.allowWebAssembly];
}

function reloadButton(texts) {
  const button = element("button", { type: "button", class: "r-btn r-btn--primary" }, texts.reload);
  button.prepend(drawing(16, "r-icon", RELOAD));
  button.addEventListener("click", () => location.reload());
  return button;
}

function copyButton(texts, details) {
  const label = element("span", {}, texts.copy);
  const said = element("span", { class: "r-vh", role: "status" });
  const button = element("button", { type: "button", class: "r-btn" }, drawing(16, "r-icon", COPY), label);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(details);
      label.textContent = said.textContent = texts.copied;
    } catch {
      // Without a clipboard the report can still be selected on the screen.
      getSelection()?.selectAllChildren(button.closest("main").querySelector("pre"));
    }
  });
  return [button, said];
}

/**
 * Replaces everything in `root` by the recovery screen and puts the focus on its title.
 * @param {Element} root carries the class `roster`; may stand in a shadow root
 * @param {{message: string, version: string, home: string, started: boolean}} failure what is known of it, where
 *   "Back" leads, and whether the program was running at all
 */
export function drawRecovery(root, failure) {
  const [wanted] = (root.lang || document.documentElement.lang).split("-");
  const language = Object.hasOwn(TEXTS, wanted) ? wanted : "en";
  const texts = TEXTS[language];
  const now = new Date();
  const shown = `${failure.message}\n${texts.version} ${failure.version} · ${now.toLocaleString(texts.dates, { dateStyle: "medium", timeStyle: "medium" })}`;
  const [heading, text] = said(failure, texts);
  const title = element("h1", { tabindex: "-1" }, heading);
  // With a target, so that what is left of the program's router lets the browser follow the link.
  const back = element("a", { class: "r-btn r-btn--ghost", href: failure.home, target: "_self" }, texts.back);
  const buttons = [reloadButton(texts), ...copyButton(texts, report(failure, texts, now)), back];

  const card = element(
    "main",
    { class: "r-recovery__card" },
    element("span", { class: "r-brand" }, drawing(20, "r-mark", MARK), "Roster"),
    title,
    element("p", { class: "r-muted", role: "alert" }, text),
    element("pre", { class: "r-pre" }, shown),
    element("div", { class: "r-btns" }, ...buttons),
  );
  root.replaceChildren(element("div", { class: "r-recovery", lang: language }, card));
  title.focus();
}
