// The columns as AG Grid knows them.
import { userAddress } from "../shared/address.js";
import { COLUMNS } from "../shared/columns.js";
import { Actions, CELLS, Who } from "../shared/react/cells.jsx";

// As wide as Roster's own, in pixels.
const WIDTH = {
  signature: 68,
  roles: 116,
  status: 164,
  two_factor: 38,
  companies: 110,
  supervisor: 92,
  invited_by: 92,
  member_since: 124,
};

const SORTED = { sortable: true, sortingOrder: ["asc", "desc"], resizable: false, suppressMovable: true };

const cell =
  (key) =>
  ({ data, context }) =>
    data ? CELLS[key](data, context.sought()) : null;

function Name({ data, context }) {
  if (!data) return null;
  const { organization, me, sought } = context;
  return <Who member={data} me={me} sought={sought()} href={userAddress(organization, data.id)} />;
}

export const columns = [
  {
    colId: "name",
    headerName: "Name",
    cellRenderer: Name,
    flex: 1,
    minWidth: 120,
    sort: "asc",
    cellClass: "r-c-who",
    ...SORTED,
  },
  ...COLUMNS.map(({ key, head, look }) => ({
    colId: key,
    headerName: head,
    cellRenderer: cell(key),
    width: WIDTH[key],
    cellClass: look.includes("r-muted-cell") ? "r-muted-cell" : `p-${key}`,
    ...SORTED,
  })),
  {
    colId: "menu",
    headerName: "",
    cellRenderer: ({ data }) => <Actions name={data && (data.name ?? data.email)} />,
    width: 42,
    sortable: false,
    resizable: false,
  },
];
