// One row. It renders again only when its user, its place or the search changes.
import { memo } from "react";
import { FlexRender } from "@tanstack/react-table";

import { userAddress } from "../shared/address.js";
import { Actions, Check, Who } from "../shared/react/cells.jsx";

function Loading() {
  return (
    <div className="r-who">
      <span className="r-skel r-skel--circle" />
      <span className="r-who__text" />
    </div>
  );
}

export const Row = memo(
  function Row({ row, index, organization, sought, me }) {
    const member = row.original;
    const isKnown = member.id !== undefined;
    const name = member.name ?? member.email;
    const [, ...cells] = row.getAllCells();
    return (
      <tr
        role="row"
        aria-rowindex={index + 2}
        data-row-id={member.id}
        data-pending={isKnown && !member.name ? "" : undefined}
        data-loading={isKnown ? undefined : ""}
      >
        <td role="cell" className="r-c-check">
          <Check name={name} />
        </td>
        <th role="rowheader" scope="row" className="r-c-who">
          {isKnown ? (
            <Who member={member} me={me} sought={sought} href={userAddress(organization, member.id)} />
          ) : (
            <Loading />
          )}
        </th>
        {cells.map((cell) => (
          <td key={cell.id} role="cell" className={cell.column.columnDef.meta.look}>
            <FlexRender cell={cell} />
          </td>
        ))}
        <td role="cell" className="r-c-menu">
          <Actions name={name} />
        </td>
      </tr>
    );
  },
  (before, after) =>
    before.row.original === after.row.original &&
    before.index === after.index &&
    before.sought === after.sought &&
    before.me === after.me,
);
