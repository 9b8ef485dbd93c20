// The page: what one looks at stands here and in the address; the order is the grid's.
import { useCallback, useMemo, useRef, useState } from "react";

import { remember, whereabouts } from "../shared/address.js";
import { words } from "../shared/found.js";
import { Foot, Frame } from "../shared/react/frame.jsx";
import { useMe } from "../shared/react/me.js";
import { Turns } from "../shared/turns.js";
import { Grid } from "./grid.jsx";
import { source } from "./source.js";

const { organization, view: first } = whereabouts(location);

export function App() {
  const [view, setView] = useState(first);
  const [total, setTotal] = useState(undefined);
  const [busy, setBusy] = useState(true);
  const [sight, setSight] = useState([1, 14]);
  const api = useRef(null);
  const current = useRef(first);
  const [turns] = useState(() => new Turns());
  const isBusy = useRef(true);
  const me = useMe();
  const change = useCallback((part) => {
    const next = { ...current.current, ...part };
    remember(next, !current.current.search || part.search === undefined);
    current.current = next;
    setView(next);
  }, []);
  const [datasource] = useState(() =>
    source(organization, () => current.current, {
      onOrder: (sort) => sort !== current.current.sort && change({ sort }),
      onTotal: setTotal,
      onAnswer: () => turns.goOn(),
      onBusy: (now) => {
        isBusy.current = now;
        setBusy(now);
      },
    }),
  );
  // The old rows stay until the new ones are here.
  const again = useCallback((part) => {
    change(part);
    api.current?.ensureIndexVisible(0, "top");
    api.current?.refreshInfiniteCache();
  }, [change]);
  const onSearch = useCallback((search) => turns.next(() => again({ search }), isBusy.current), [again, turns]);
  const onFilter = useCallback((statuses) => again({ statuses }), [again]);
  const context = useMemo(() => ({ organization, me, sought: () => words(current.current.search) }), [me]);
  const count = total?.count ?? 0;
  return (
    <Frame view={view} total={total} onSearch={onSearch} onFilter={onFilter}>
      <Grid api={api} datasource={datasource} context={context} onSight={setSight} />
      <Foot first={Math.min(sight[0], count)} last={Math.min(sight[1], count)} total={total} busy={busy} />
    </Frame>
  );
}
