// The matches of a search in a text. Like the server, it ignores case and accents. It does not know the fields and
// wildcards of Roster's search.

const SHORT = 2; // a word this short matches only at the start of a word
const APART = { ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", ł: "l", đ: "d", ð: "d", ı: "i", ς: "σ" };
const ASCII = /^[\x20-\x7e]*$/;

const fold = (letter) =>
  letter
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{Mn}/gu, "")
    .replace(/[ßæœþøłđðıς]/gu, (one) => APART[one]);

/** The folded text, and the position of each of its letters in the original. */
function folded(text) {
  if (ASCII.test(text)) return { letters: text.toLowerCase(), place: (at) => at };
  const places = [];
  let letters = "";
  let at = 0;
  for (const letter of text) {
    const plain = fold(letter);
    for (let count = 0; count < plain.length; count += 1) places.push(at);
    letters += plain;
    at += letter.length;
  }
  places.push(text.length);
  return { letters, place: (index) => places[index] };
}

/** The folded words of a search. */
export const words = (search) =>
  search
    .trim()
    .split(/\s+/u)
    .filter(Boolean)
    .map((word) => folded(word).letters);

function hits({ letters, place }, sought) {
  const found = [];
  for (const word of sought) {
    for (let at = letters.indexOf(word); at >= 0; at = letters.indexOf(word, at + word.length)) {
      const begins = at === 0 || /\s/u.test(letters[at - 1]);
      if (begins || word.length > SHORT) found.push([place(at), place(at + word.length)]);
    }
  }
  return found.sort(([one], [other]) => one - other);
}

/** The pieces of a text: every second one is a match. The first may be empty. */
export function pieces(text, sought) {
  if (sought.length === 0) return [text];
  const all = [];
  let done = 0;
  for (const [from, to] of hits(folded(text), sought)) {
    const start = Math.max(from, done);
    if (start >= to) continue;
    all.push(text.slice(done, start), text.slice(start, to));
    done = to;
  }
  all.push(text.slice(done));
  return all;
}
