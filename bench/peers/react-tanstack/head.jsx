// The table's header. Each column can be sorted.
import { memo } from "react";

import { Icon } from "../shared/react/icon.jsx";

function SortButton({ by, text, sort, onPress }) {
  const isOn = sort.replace(/^-/, "") === by;
  return (
    <button className="r-sort" type="button" data-on={isOn ? "" : undefined} onClick={onPress}>
      {text}
      {isOn && <Icon name={sort.startsWith("-") ? "arrowdown" : "arrowup"} />}
    </button>
  );
}

function Header({ header, sort }) {
  const { column } = header;
  const withEmail = column.id === "name";
  const by = sort.replace(/^-/, "");
  const isOn = by === column.id || (withEmail && by === "email");
  const byColumn = column.getToggleSortingHandler();
  const byEmail = () => column.table.setSorting([{ id: "email", desc: sort === "email" }]);
  return (
    <th
      role="columnheader"
      scope="col"
      className={column.columnDef.meta.look}
      aria-sort={isOn ? (sort.startsWith("-") ? "descending" : "ascending") : undefined}
    >
      <SortButton by={column.id} text={column.columnDef.header} sort={sort} onPress={byColumn} />
      {withEmail && <SortButton by="email" text="Email" sort={sort} onPress={byEmail} />}
    </th>
  );
}

/** The header row. It renders again when the order changes. */
export const Head = memo(
  function Head({ table, sort }) {
    return (
      <thead role="rowgroup">
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id} role="row" aria-rowindex={1}>
            <th role="columnheader" scope="col" className="r-c-check">
              <input className="r-check" type="checkbox" aria-label="Select visible users" />
            </th>
            {group.headers.map((header) => (
              <Header key={header.id} header={header} sort={sort} />
            ))}
            <th role="columnheader" scope="col" className="r-c-menu">
              <span className="r-vh">Actions</span>
            </th>
          </tr>
        ))}
      </thead>
    );
  },
  (before, after) => before.sort === after.sort,
);
