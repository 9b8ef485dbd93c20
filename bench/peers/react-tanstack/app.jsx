// The page. It holds the view, which is also in the URL.
import { useCallback, useMemo, useState, useSyncExternalStore } from "react";

import { remember, whereabouts } from "../shared/address.js";
import { words } from "../shared/found.js";
import { MembersList } from "../shared/list.js";
import { Frame } from "../shared/react/frame.jsx";
import { useMe } from "../shared/react/me.js";
import { Table } from "./table.jsx";

const { organization, view: first } = whereabouts(location);
const list = new MembersList(organization, first);

export function App() {
  const [view, setView] = useState(first);
  const change = useCallback((part) => {
    const next = { ...list.view, ...part };
    remember(next, !list.view.search || part.search === undefined);
    list.show(next);
    setView(next);
  }, []);
  const onSearch = useCallback((search) => list.next(() => change({ search })), [change]);
  const onSort = useCallback((sort) => change({ sort }), [change]);
  const total = useSyncExternalStore(list.subscribe, () => list.total);
  // Old rows, and the matches in them, stay until new rows arrive.
  const shown = useSyncExternalStore(list.subscribe, () => list.shown);
  const sought = useMemo(() => words(list.view.search), [shown]);
  const me = useMe();
  return (
    <Frame view={view} total={total} onSearch={onSearch}>
      <Table list={list} organization={organization} sort={view.sort} sought={sought} me={me} onSort={onSort} />
    </Frame>
  );
}
