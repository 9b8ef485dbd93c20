// Everything around the table: title, search, and the position in the list.
import { memo, useState } from "react";

import { number, total as inWords } from "../format.js";
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

/** The page. The table is its only child. */
export function Frame({ view, total, onSearch, children }) {
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
            </search>
          </div>
          <div className="r-tablewrap">{children}</div>
        </div>
      </div>
    </div>
  );
}

/** `1–14 of 1,248`: the first and the last visible row, counted from 1. */
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
