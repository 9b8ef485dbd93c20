// The list as somebody would write it in a day: React, TanStack Virtual, plain cells, a style sheet of one screen.
import { memo, useCallback, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import { useVirtualizer } from "@tanstack/react-virtual";

import { remember, userAddress, whereabouts } from "../shared/address.js";
import { ROW, SPARE } from "../shared/columns.js";
import { ago, date, exactly, total as inWords } from "../shared/format.js";
import { MembersList } from "../shared/list.js";
import { hue, initials, statusName, twoFactor } from "../shared/person.js";

const { organization, view: first } = whereabouts(location);
const list = new MembersList(organization, first);

const HEADS = ["Signature", "Roles", "Status", "2FA", "Company", "Supervisor", "Member since"];

const Row = memo(function Row({ member, index }) {
  if (!member) return <tr aria-rowindex={index + 2} className="loading" />;
  const name = member.name ?? member.email;
  const second = member.name ? member.email : member.invited_at && `Invited ${date(member.invited_at)}`;
  const since = member.member_since;
  return (
    <tr aria-rowindex={index + 2} data-row-id={member.id}>
      <td>
        <input type="checkbox" aria-label={`Select ${name}`} />
      </td>
      <td>
        <span className="face" style={{ "--h": hue(name) }}>
          {initials(name)}
        </span>
        <a href={userAddress(organization, member.id)}>{name}</a>
        <small>{second}</small>
      </td>
      <td>{member.signature}</td>
      <td>
        {member.roles.map((role) => (
          <span key={role.id} className="badge">
            {role.name}
          </span>
        ))}
      </td>
      <td>
        <span className="status" data-status={member.status}>
          {statusName(member.status)}
        </span>
      </td>
      <td>{twoFactor(member.two_factor)}</td>
      <td>{member.companies[0]?.name}</td>
      <td>{member.supervisor?.name}</td>
      <td className="r-c-since">
        <time title={since && exactly(since)}>{since ? ago(since) : "–"}</time>
      </td>
      <td>
        <button type="button" aria-label={`Actions for ${name}`}>
          …
        </button>
      </td>
    </tr>
  );
});

function App() {
  const [view, setView] = useState(first);
  const [typed, setTyped] = useState(first.search);
  useSyncExternalStore(list.subscribe, () => list.version);
  const shown = useSyncExternalStore(list.subscribe, () => list.shown);
  const scroll = useRef(null);
  const show = useCallback((part) => {
    const next = { ...list.view, ...part };
    remember(next, !list.view.search || part.search === undefined);
    list.show(next);
    setView(next);
  }, []);
  const count = list.total?.count ?? 0;
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: SPARE,
  });
  const items = virtualizer.getVirtualItems();
  const [from, to] = [items[0]?.index ?? 0, items.at(-1)?.index ?? -1];
  useEffect(() => {
    if (to >= from) list.look(from, to);
  }, [list.version, from, to]);
  useLayoutEffect(() => virtualizer.scrollToOffset(0), [virtualizer, shown]);
  const type = (text) => {
    setTyped(text);
    list.next(() => show({ search: text.trim() }));
  };
  return (
    <main>
      <h1>Users {list.total && inWords(list.total)}</h1>
      <input type="search" aria-label="Search users" value={typed} onChange={(event) => type(event.target.value)} />
      <div className="r-scroll" ref={scroll}>
        <div style={{ height: virtualizer.getTotalSize() + ROW }}>
          <table aria-rowcount={count + 1}>
            <thead>
              <tr>
                <th />
                <th className="r-c-who">
                  <button className="r-sort" onClick={() => show({ sort: view.sort === "name" ? "-name" : "name" })}>
                    Name
                  </button>
                </th>
                {HEADS.map((head) => (
                  <th key={head}>{head}</th>
                ))}
                <th />
              </tr>
            </thead>
            <tbody style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}>
              {items.map(({ index }) => (
                <Row key={list.row(index)?.id ?? index} member={list.row(index)} index={index} />
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </main>
  );
}

createRoot(document.getElementById("root")).render(<App />);
