// The table. TanStack Table holds columns and order, TanStack Virtual selects the rows to render.
import { useEffect, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { rowSortingFeature, tableFeatures, useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";

import { ROW, SPARE } from "../shared/columns.js";
import { Foot } from "../shared/react/frame.jsx";
import { columns } from "./columns.jsx";
import { Head } from "./head.jsx";
import { Row } from "./row.jsx";

const features = tableFeatures({ rowSortingFeature });
const getRowId = (member, place) => member.id ?? `loading-${place}`;
const UNKNOWN = {};

export function Table({ list, organization, sort, sought, me, onSort }) {
  const version = useSyncExternalStore(list.subscribe, () => list.version);
  const scroll = useRef(null);
  const count = list.total?.count ?? 0;
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: SPARE,
  });
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? -1];
  const data = useMemo(
    () => Array.from({ length: last - first + 1 }, (_, place) => list.row(first + place) ?? UNKNOWN),
    [list, version, first, last],
  );
  const sorting = useMemo(() => [{ id: sort.replace(/^-/, ""), desc: sort.startsWith("-") }], [sort]);
  const table = useTable({
    features,
    columns,
    data,
    getRowId,
    manualSorting: true,
    enableSortingRemoval: false,
    sortDescFirst: false,
    state: { sorting },
    onSortingChange: (update) => {
      const [{ id, desc }] = typeof update === "function" ? update(sorting) : update;
      onSort(desc ? `-${id}` : id);
    },
    meta: { sought },
  });
  useEffect(() => {
    if (last >= first) list.look(first, last);
  }, [list, version, first, last]);
  useLayoutEffect(() => virtualizer.scrollToOffset(0), [virtualizer, list.shown]);
  const { scrollOffset, scrollRect } = virtualizer;
  const height = Math.max(0, (scrollRect?.height ?? 0) - HEAD);
  const at = (edge) => Math.min(Math.round(edge / ROW), count);
  return (
    <>
      <div className="r-scrollbox">
        <div className="r-scroll" tabIndex={-1} ref={scroll}>
          <div className="p-size" style={{ "--p-size": `${virtualizer.getTotalSize() + HEAD}px` }}>
            <table className="r-table" role="table" aria-rowcount={count + 1}>
              <Head table={table} sort={sort} />
              <tbody role="rowgroup" style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}>
                {table.getRowModel().rows.map((row, place) => (
                  <Row
                    key={row.id}
                    row={row}
                    index={first + place}
                    organization={organization}
                    sought={sought}
                    me={me}
                  />
                ))}
              </tbody>
            </table>
          </div>
        </div>
      </div>
      <Foot
        first={Math.min(at(scrollOffset ?? 0) + 1, count)}
        last={at((scrollOffset ?? 0) + height)}
        total={list.total}
        busy={list.busy}
      />
    </>
  );
}

/** Height of the header in pixels. */
const HEAD = 33;
