// What stands around the table: title, search, filter, and where in the list one is.
import { memo, useState } from "react";

import { number, total as inWords } from "../format.js";
import { STATUSES, statusName } from "../person.js";
import { Icon, Sprite } from "./icon.jsx";

const Search = memo(function Search({ search, onSearch }) {
  const [typed, setTyped] = useState(search);
  const type = (text) => {
    setTyped(text);
    onSearch(text.trim());
  };
  return (
    <div className="r-searchbox">
      <div className="r-search">
        <Icon name="search" />
        <input
          className="r-input"
          type="search"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          aria-label="Search users"
          placeholder="Name, email, signature"
          value={typed}
          onChange={(event) => type(event.target.value)}
        />
        <kbd className="r-kbd" aria-hidden="true">
          /
        </kbd>
      </div>
    </div>
  );
});

const StatusFilter = memo(function StatusFilter({ statuses, onFilter }) {
  const toggle = (status) =>
    onFilter(statuses.includes(status) ? statuses.filter((one) => one !== status) : [...statuses, status]);
  const isOn = statuses.length > 0;
  return (
    <div className="r-chips" role="group" aria-label="Filters">
      <span className={isOn ? "r-chip r-chip--on p-chip" : "r-chip p-chip"}>
        <button type="button" aria-haspopup="dialog" popoverTarget="p-status">
          {isOn ? <span>Status</span> : <Icon name="plus" />}{" "}
          {isOn ? <b>{statuses.map(statusName).join(", ")}</b> : "Status"}
        </button>
        {isOn && (
          <button type="button" aria-label="Clear filter Status" onClick={() => onFilter([])}>
            <Icon name="x" />
          </button>
        )}
      </span>
      <div id="p-status" popover="auto" role="dialog" aria-label="Filter by status" className="r-popover r-pop p-panel">
        <div className="r-list">
          {STATUSES.map((status) => (
            <label key={status} className="r-item">
              <input
                className="r-check"
                type="checkbox"
                checked={statuses.includes(status)}
                onChange={() => toggle(status)}
              />
              {statusName(status)}
            </label>
          ))}
        </div>
      </div>
    </div>
  );
});

/** The page; the table is its only child. */
export function Frame({ view, total, onSearch, onFilter, children }) {
  return (
    <div className="roster" data-theme="auto" data-standalone="">
      <Sprite />
      <div className="r-shell">
        <div className="r-nav" />
        <div className="r-main">
          <div className="r-page">
            <div className="r-page__head">
              <h1 className="r-page__title">
                Users <span className="r-count">{total && inWords(total)}</span>
              </h1>
            </div>
            <search className="r-toolbar" aria-label="Users">
              <Search search={view.search} onSearch={onSearch} />
              <StatusFilter statuses={view.statuses} onFilter={onFilter} />
            </search>
          </div>
          <div className="r-tablewrap">{children}</div>
        </div>
      </div>
    </div>
  );
}

/** `1–14 of 1,248`; `sight` are the first and the last row in sight, counted from 1. */
export const Foot = memo(function Foot({ first, last, total, busy }) {
  return (
    <div className="r-tablefoot">
      <span dir="ltr">
        {last === 0 ? "0 of " : `${number(first)}–${number(last)} of `}
        {total && inWords(total)}
      </span>
      <div className="r-tablefoot__end" role="status">
        {busy && <span className="r-muted">Loading more users</span>}
      </div>
    </div>
  );
});
