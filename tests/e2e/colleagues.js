// People who have joined an organization of the test's own.
import { NOBODY, expect } from "./fixtures.js";
import { api, send } from "./app.js";

const password = "correct horse battery";

/** An organization of the reader's own, and a colleague who has joined it and is signed in elsewhere. */
export async function withColleague(page, playwright, role = "viewer") {
  const mark = Date.now().toString(36) + Math.floor(Math.random() * 1e4);
  const { id, member_id: me } = await send(page, "/organizations", { name: `Lifecycle ${mark}` });
  const { items } = await api(page, `/organizations/${id}/roles`);
  const roles = [items.find((it) => it.key === role).id];
  return { id, me, ...(await join(page, playwright, id, roles, "Cara", mark)) };
}

/** Somebody who has joined the organization and is signed in elsewhere. */
export async function join(page, playwright, id, roles, given_name, mark) {
  const email = `${given_name.toLowerCase()}-${mark}@colleague.example`;
  const { results } = await send(page, `/organizations/${id}/invitations`, { emails: [email], roles, send_email: false });
  const token = results[0].link.split("#")[1];
  const elsewhere = await playwright.request.newContext({ baseURL: process.env.ROSTER_URL, storageState: NOBODY });
  const headers = { origin: process.env.ROSTER_URL, "x-roster-client": "test" };
  const data = { token, given_name, family_name: "Colleague", password };
  expect((await elsewhere.post("/api/v1/invitations/accept", { headers, data })).status()).toBe(200);
  const { id: member } = results[0].member;
  const signIn = async () => (await elsewhere.post("/api/v1/session", { headers, data: { email, password } })).status();
  const sees = async () => (await elsewhere.get(`/api/v1/organizations/${id}`)).status();
  return { member, email, roles, mark, sees, signIn, url: `/organizations/${id}/users/${member}` };
}

/** Makes somebody the supervisor of a member, as another administrator would. */
export async function setSupervisor(page, id, member, supervisor) {
  const path = `/organizations/${id}/members/${member}`;
  const { version } = await api(page, path);
  const headers = { origin: process.env.ROSTER_URL, "x-roster-client": "test", "if-match": `"${version}"` };
  const changed = await page.request.patch(`/api/v1${path}`, { headers, data: { supervisor } });
  expect(changed.status(), await changed.text()).toBe(200);
}
