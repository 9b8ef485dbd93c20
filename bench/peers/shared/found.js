// What a search found in a text, to be marked there: words as the server compares them, without case and accents. Fields
// and wildcards of Roster's search are not understood here.

const SHORT = 2; // so short a word is looked for at the beginnings of words only
const APART = { ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", ł: "l", đ: "d", ð: "d", ı: "i", ς: "σ" };
const ASCII = /^[\x20-\x7e]*$/;

const fold = (letter) =>
  letter
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{Mn}/gu, "")
    .replace(/[ßæœþøłđðıς]/gu, (one) => APART[one]);

/** The text folded, and for each of its letters where that stands in the text. */
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

/** The words of a search, folded. */
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

/** The pieces of a text, in turn as it is and found; the first may be empty. */
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
