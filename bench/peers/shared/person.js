// A user's initials and colour, and the words for their status.
import { number, timeLeft } from "./format.js";

const JOINED = /[\u0600-\u0dff\u1800-\u18af\ufb50-\ufdff\ufe70-\ufefc]/u;
const LETTER = /[\p{L}\p{N}]/u;
const utf8 = new TextEncoder();

/** The first letters of the first and the last word; one letter in scripts whose letters join. */
export function initials(name) {
  const words = name.split(/\s+/u).filter(Boolean);
  const letters = [words[0], ...words.slice(1).slice(-1)].map((word) => word?.match(LETTER)?.[0]).filter(Boolean);
  if (letters.length === 0) return "";
  return JOINED.test(letters[0]) ? letters[0] : letters.join("");
}

/** A hue in degrees, from a hash of the name (FNV-1a). */
export function hue(name) {
  let hash = 0x811c9dc5;
  for (const byte of utf8.encode(name)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash % 360;
}

const STATUS = { active: "Active", invited: "Invited", expired: "Expired", inactive: "Inactive" };

/** The name of a status. */
export const statusName = (status) => STATUS[status];

/** How long an invitation is still valid, if it is. */
export const left = ({ status, invitation }) =>
  status === "invited" && invitation ? timeLeft(invitation.expires_at) : undefined;

/** How often an invitation was sent, if more than once, and its message. */
export function more({ invitation }) {
  const times = invitation?.times_sent > 1 ? ` · sent ${number(invitation.times_sent)} times` : "";
  const message = invitation?.message ? ` · “${invitation.message}”` : "";
  return times + message;
}

const MAIL = { failed: "Email failed", waiting: "Email queued", sending: "Email queued" };

/** A note on the mail of an invitation, if there is one. */
export function mail({ invitation }) {
  const state = invitation?.delivery?.state;
  return MAIL[state] && { text: MAIL[state], icon: state === "failed" ? "warn" : "clock", failed: state === "failed" };
}

/** The state of two-factor authentication in words. */
export function twoFactor(on) {
  if (on === undefined) return "2FA unknown";
  return on ? "2FA on" : "2FA off";
}
