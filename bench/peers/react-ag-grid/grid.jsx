// The grid, with no more of it than the table needs.
import { memo, useCallback } from "react";
import {
  CellStyleModule,
  colorSchemeVariable,
  InfiniteRowModelModule,
  ModuleRegistry,
  RowSelectionModule,
  RowStyleModule,
  ScrollApiModule,
  themeQuartz,
} from "ag-grid-community";
import { AgGridReact } from "ag-grid-react";

import { ROW, SPARE } from "../shared/columns.js";
import { columns } from "./columns.jsx";

ModuleRegistry.registerModules([
  CellStyleModule,
  InfiniteRowModelModule,
  RowSelectionModule,
  RowStyleModule,
  ScrollApiModule,
]);

const HEAD = 32; // pixels

const theme = themeQuartz.withPart(colorSchemeVariable).withParams({
  fontFamily: "inherit",
  fontSize: 13,
  headerFontSize: 12,
  headerHeight: HEAD,
  rowHeight: ROW,
  cellHorizontalPadding: 6,
  wrapperBorder: false,
  wrapperBorderRadius: 0,
});

const rowClassRules = { "p-pending": ({ data }) => data !== undefined && !data.name };
const rowSelection = { mode: "multiRow", headerCheckbox: false, enableClickSelection: false };
const selectionColumnDef = { width: 44, pinned: null, resizable: false, suppressMovable: true };
const getRowId = ({ data }) => data.id;

/** The rows. */
export const Grid = memo(function Grid({ api, datasource, context, onSight }) {
  const onReady = useCallback((event) => {
    api.current = event.api;
  }, [api]);
  const onScroll = useCallback(({ top, api: grid }) => {
    const { bottom } = grid.getVerticalPixelRange();
    onSight([Math.round(top / ROW) + 1, Math.round(bottom / ROW)]);
  }, [onSight]);
  return (
    <div className="r-scrollbox p-grid">
      <AgGridReact
        theme={theme}
        styleNonce="p-ag-grid"
        columnDefs={columns}
        rowModelType="infinite"
        datasource={datasource}
        context={context}
        cacheBlockSize={50}
        maxBlocksInCache={60}
        rowBuffer={SPARE}
        rowHeight={ROW}
        headerHeight={HEAD}
        getRowId={getRowId}
        rowClassRules={rowClassRules}
        rowSelection={rowSelection}
        selectionColumnDef={selectionColumnDef}
        animateRows={false}
        suppressCellFocus
        onGridReady={onReady}
        onBodyScroll={onScroll}
      />
    </div>
  );
});
