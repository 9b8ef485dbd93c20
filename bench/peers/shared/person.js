// How a person looks: initials on a colour that the name keeps, and the words for where somebody stands.
import { number, timeLeft } from "./format.js";

const JOINED = /[\u0600-\u0dff\u1800-\u18af\ufb50-\ufdff\ufe70-\ufefc]/u;
const LETTER = /[\p{L}\p{N}]/u;
const utf8 = new TextEncoder();

/** First letters of the first and the last word; one where letters join. */
export function initials(name) {
  const words = name.split(/\s+/u).filter(Boolean);
  const letters = [words[0], ...words.slice(1).slice(-1)].map((word) => word?.match(LETTER)?.[0]).filter(Boolean);
  if (letters.length === 0) return "";
  return JOINED.test(letters[0]) ? letters[0] : letters.join("");
}

/** A hue in degrees (FNV-1a). */
export function hue(name) {
  let hash = 0x811c9dc5;
  for (const byte of utf8.encode(name)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash % 360;
}

const STATUS = { active: "Active", invited: "Invited", expired: "Expired", inactive: "Inactive" };

/** Every status, in its order. */
export const STATUSES = Object.keys(STATUS);

/** What a status is called. */
export const statusName = (status) => STATUS[status];

/** The status, and how long an invitation still holds. */
export function statusText({ status, invitation }) {
  const left = status === "invited" && invitation ? timeLeft(invitation.expires_at) : undefined;
  return left ? `${STATUS[status]} · ${left}` : STATUS[status];
}

/** How often an invitation was sent, if more than once, and with which words. */
export function more({ invitation }) {
  const times = invitation?.times_sent > 1 ? ` · sent ${number(invitation.times_sent)} times` : "";
  const message = invitation?.message ? ` · “${invitation.message}”` : "";
  return times + message;
}

const MAIL = { failed: "Email failed", waiting: "Email queued", sending: "Email queued" };

/** What there is to say about the mail of an invitation, if anything. */
export function mail({ invitation }) {
  const state = invitation?.delivery?.state;
  return MAIL[state] && { text: MAIL[state], icon: state === "failed" ? "warn" : "clock", failed: state === "failed" };
}

/** Whether a second factor is used, in words. */
export function twoFactor(on) {
  if (on === undefined) return "2FA unknown";
  return on ? "2FA on" : "2FA off";
}
