// What stands in the page's address, and where its data is.

const API = "/api/v1";

/** Rows in a part of the list. */
export const CHUNK = 50;

/** Who is signed in. */
export const SESSION = `${API}/session`;

/** What one looks at to begin with. */
export const PLAIN = { search: "", statuses: [], sort: "name" };

function parameters({ search, statuses, sort }) {
  const all = new URLSearchParams();
  if (search) all.set("q", search);
  if (statuses.length > 0) all.set("status", statuses.join(","));
  if (sort !== PLAIN.sort) all.set("sort", sort);
  return all;
}

/** Where the part of the list that begins at a row, counted from 0, is. */
export function membersAddress(organization, view, at) {
  const query = parameters(view);
  query.set("limit", CHUNK);
  if (at > 0) query.set("at", at);
  return `${API}/organizations/${organization}/members?${query}`;
}

/** Where somebody's page is. */
export const userAddress = (organization, member) => `/organizations/${organization}/users/${member}`;

/** The organization and the view in an address. */
export function whereabouts({ pathname, search }) {
  const query = new URLSearchParams(search);
  const view = {
    search: query.get("q") ?? PLAIN.search,
    statuses: query.get("status")?.split(",") ?? PLAIN.statuses,
    sort: query.get("sort") ?? PLAIN.sort,
  };
  return { organization: pathname.split("/")[2], view };
}

/** Puts the view into the address, so that a filtered list is a link. Between two keys of one search there is no step. */
export function remember(view, isStep) {
  const query = parameters(view).toString();
  const address = query ? `?${query}` : location.pathname;
  if (isStep) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

/** The order that a press on a column's head asks for. */
export const pressed = (sort, column) => (sort === column ? `-${column}` : column);
