// What is measured, and how to work each of them.

/** A table as Roster draws it. */
const TABLE = {
  row: (id) => `tr[data-row-id="${id}"]`,
  cell: (id) => `tr[data-row-id="${id}"] > .r-c-since > *`,
  rows: "tbody tr[data-row-id]",
  id: "data-row-id",
  cells: "th, td:not(.r-c-check, .r-c-menu)",
  sort: "thead .r-c-who .r-sort",
  scroll: ".r-scroll",
};

/** AG Grid draws no table but its own elements. */
const GRID = {
  row: (id) => `.ag-row[row-id="${id}"]`,
  cell: (id) => `.ag-row[row-id="${id}"] [col-id="member_since"] > *`,
  rows: ".ag-row[row-id]",
  id: "row-id",
  cells: '.ag-cell:not([col-id="menu"], [col-id^="ag-Grid"])',
  sort: '.ag-header-cell[col-id="name"] .ag-header-cell-label',
  scroll: ".ag-grid-viewport",
};

/** By the names of their sites. Roster takes part twice, to know how much two of the same differ. */
export const APPS = {
  ours: { table: TABLE, own: true },
  "ours-again": { table: TABLE, own: true },
  "react-tanstack": { table: TABLE },
  "react-ag-grid": { table: GRID },
  "by-hand": { table: TABLE },
};

/** Where one types what to look for. */
export const SEARCH = "input[type=search]";
