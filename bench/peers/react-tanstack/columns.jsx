// The columns for TanStack Table.
import { COLUMNS } from "../shared/columns.js";
import { CELLS } from "../shared/react/cells.jsx";

const cell =
  (key) =>
  ({ row, table }) =>
    row.original.id ? CELLS[key](row.original, table.options.meta.sought) : null;

export const columns = [
  { id: "name", accessorKey: "name", header: "Name", meta: { look: "r-c-who" } },
  ...COLUMNS.map(({ key, head, look }) => {
    return { id: key, accessorKey: key, header: head, cell: cell(key), meta: { look } };
  }),
];
