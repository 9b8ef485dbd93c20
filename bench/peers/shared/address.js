// The view in the page's URL, and the URLs of its data.

const API = "/api/v1";

/** Rows in a page of the list. */
export const CHUNK = 50;

/** The path of the session. */
export const SESSION = `${API}/session`;

/** The view to start with. */
export const PLAIN = { search: "", sort: "name" };

function parameters({ search, sort }) {
  const all = new URLSearchParams();
  if (search) all.set("q", search);
  if (sort !== PLAIN.sort) all.set("sort", sort);
  return all;
}

/** The path of the page that begins at a row, counted from 0. */
export function membersAddress(organization, view, at) {
  const query = parameters(view);
  query.set("limit", CHUNK);
  if (at > 0) query.set("at", at);
  return `${API}/organizations/${organization}/members?${query}`;
}

/** The path of a user's page. */
export const userAddress = (organization, member) => `/organizations/${organization}/users/${member}`;

/** The organization and the view in a URL. */
export function whereabouts({ pathname, search }) {
  const query = new URLSearchParams(search);
  const view = { search: query.get("q") ?? PLAIN.search, sort: query.get("sort") ?? PLAIN.sort };
  return { organization: pathname.split("/")[2], view };
}

/** Writes the view to the URL. A step becomes an entry of the history. */
export function remember(view, isStep) {
  const query = parameters(view).toString();
  const address = query ? `?${query}` : location.pathname;
  if (isStep) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

/** The order after a press on a column header. */
export const pressed = (sort, column) => (sort === column ? `-${column}` : column);
