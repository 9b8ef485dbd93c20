// How tests find their way: by roles and accessible names, as a reader of the screen does.
import { expect } from "@playwright/test";

/** The table of users. */
export const usersTable = (page) => page.getByRole("table", { name: /^Users, / });

/** Rows of the table of users, without its head. */
export const userRows = (page) => usersTable(page).locator("[data-row-id]");

/** The identifiers of the rows that are there, in their order. */
export const rowIds = (page) => userRows(page).evaluateAll((rows) => rows.map((row) => row.dataset.rowId));

/** The button that names the organization and opens the switcher. */
export const switchButton = (page) => page.getByRole("button", { name: /Switch organization/ });

/** The open switcher. */
export const switcher = (page) => page.getByRole("dialog", { name: "Switch organization" });

/** The head of a column of the users, by its name. */
export const columnHead = (page, name) => usersTable(page).getByRole("columnheader", { name });

/** What the API answers to whoever is signed in on `page`. */
export async function api(page, path) {
  const answer = await page.request.get(`/api/v1${path}`);
  expect(answer.ok(), `${path} answered ${answer.status()}`).toBe(true);
  return answer.json();
}

/** Where the server answers that `page` belongs to, also before the page has gone anywhere. */
const originOf = async (page) => new URL((await page.request.get("/health/live")).url()).origin;

/** Sends what changes something, as the app would. */
export async function send(page, path, data) {
  const headers = { origin: await originOf(page), "x-roster-client": "test", "idempotency-key": crypto.randomUUID() };
  const answer = await page.request.post(`/api/v1${path}`, { headers, data: data ?? {} });
  expect(answer.ok(), `${path} answered ${answer.status()}: ${await answer.text()}`).toBe(true);
  return answer.status() === 204 ? undefined : answer.json();
}

/** The organization with this number, as whoever is signed in on `page` sees it. */
export async function organization(page, number) {
  const { items } = await api(page, `/organizations?q=${number}`);
  const found = items.find((one) => one.number === number);
  expect(found, `organization ${number}`).toBeDefined();
  return found;
}

/** The identifiers of the users that the API lists for these parameters, as many as fit one page. */
export async function apiIds(page, organizationId, parameters = "", limit = 50) {
  const { items } = await api(page, `/organizations/${organizationId}/members?limit=${limit}&${parameters}`);
  return items.map((member) => member.id);
}

/** The users of the organization with this number that match a search. */
export async function membersFound(page, number, search) {
  const { id } = await organization(page, number);
  const { items } = await api(page, `/organizations/${id}/members?limit=50&q=${encodeURIComponent(search)}`);
  return items;
}

/** Opens the list of users of the organization with this number and waits until it is there. */
export async function openUsers(page, number = "10234", query = "") {
  const { id } = await organization(page, number);
  await page.goto(`/organizations/${id}/users${query}`);
  await expect(userRows(page).first()).toBeVisible();
  return id;
}

/** Waits until the rows on screen are the first ones of `ids`. */
export async function expectRows(page, ids) {
  await expect(async () => {
    const shown = await rowIds(page);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown).toEqual(ids.slice(0, shown.length));
  }).toPass({ timeout: 7_000 });
}

/** Keeps the stream of changes from `page`: it learns late what others change. */
export const withoutStream = (page) => page.route(/\/events(\?|$)/, (route) => route.abort());

/** Chooses an organization in the switcher by its number. */
export async function switchTo(page, number) {
  await switchButton(page).click();
  await switcher(page).getByRole("combobox", { name: "Find an organization" }).fill(number);
  await switcher(page).getByRole("option", { name: new RegExp(`No\\. ${number}\\b`) }).click();
}
