// The columns that everybody starts with, and how they share the room, as in the program (src/pages/members/definition.rs,
// src/ui/table/fit.rs).

// Name, class, width in units, share of the room that is left over, which goes first where room is short, place on cards.
const COLUMNS = [
  ["name", "r-c-who", 66, 2, 0, 1],
  ["signature", "r-c-sig r-muted-cell", 16, 0, 4, 0],
  ["roles", "r-c-roles", 31, 0.5, 0, 4],
  ["status", "r-c-status", 30, 0, 0, 2],
  ["two_factor", "r-c-2fa", 9.5, 0, 0, 3],
  ["companies", "r-c-company", 27.5, 1, 1, 0],
  ["supervisor", "r-c-super r-muted-cell", 23, 1, 3, 0],
  ["invited_by", "r-c-by r-muted-cell", 23, 1, 5, 0],
  ["member_since", "r-c-since r-muted-cell", 26, 0, 2, 0],
].map(([name, className, units, grows, goes, card]) => ({ name, className, units, grows, goes, card }));

const BOXES = 11; // units
const MENU = 10.5; // units
const TEXT = 3.25; // units: the height of text

const sum = (columns, of) => columns.reduce((sum, column) => sum + of(column), 0);
const width = (column) => column.width;

/**
 * The columns that fit into the place of a table.
 * @param {Element} place has one child at least
 * @param {boolean} hasBoxes whether rows can be selected
 * @returns {{columns: {name: string, className: string}[], grid?: string, total?: string}} `grid`: the widths of all
 *   cells, `total`: that of the table; both only where rows are no cards
 */
export function fit(place, hasBoxes) {
  const style = getComputedStyle(place.firstElementChild);
  if (style.getPropertyValue("--r-cards").trim() === "1") {
    return { columns: COLUMNS.filter(({ card }) => card > 0).sort((one, other) => one.card - other.card) };
  }
  const unit = parseFloat(style.fontSize) / TEXT;
  const frame = unit * (hasBoxes ? MENU + BOXES : MENU);
  const room = place.getBoundingClientRect().width - frame;
  let columns = COLUMNS.map((column) => ({ ...column, width: Math.round(column.units * unit) }));
  while (sum(columns, width) > room) {
    const goes = Math.max(...columns.map((column) => column.goes));
    if (goes === 0) break;
    columns = columns.filter((column) => column.goes !== goes);
  }
  const spare = Math.max(0, room - sum(columns, width));
  const shares = sum(columns, ({ grows }) => grows);
  for (const column of columns) column.width += Math.floor((spare * column.grows) / shares);
  const pixels = (number) => `${number.toFixed(2)}px`;
  const widths = [hasBoxes && BOXES * unit, ...columns.map(width), MENU * unit].filter(Boolean);
  return { columns, grid: widths.map(pixels).join(" "), total: pixels(sum(columns, width) + frame) };
}
