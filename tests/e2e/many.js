// Changes of many users: the bar of the selection, the preview and the jobs.
import { expect } from "./fixtures.js";
import { api, send, userRows, usersTable } from "./app.js";

export const bar = (page) => page.getByRole("toolbar");
export const dialog = (page) => page.getByRole("dialog");
export const tool = (page, name) => bar(page).getByRole("button", { name });
export const checks = (page) => userRows(page).getByRole("checkbox");
export const headCheck = (page) => page.getByRole("checkbox", { name: "Select visible rows" });

/** A button of the open dialog. */
export const answer = (page, name) => dialog(page).getByRole("button", { name, exact: true });

/** Presses a tool of the bar, or of its menu where there is no room for it. */
export async function press(page, name) {
  await expect(bar(page)).toBeVisible();
  if (await tool(page, name).isVisible()) return tool(page, name).click();
  await tool(page, /^(More|Mehr)$/).click();
  return page.getByRole("menuitem", { name }).click();
}

/** Says how many are selected. */
export const expectSelected = (page, number) =>
  expect(bar(page)).toHaveAccessibleName(`${number.toLocaleString("en-GB")} user${number === 1 ? "" : "s"} selected`);

/** Where the navigation shows jobs, or the way to them. */
export const navigation = (page) => page.getByRole("navigation", { name: /^(Organization|Organisation)$/ });

/** The list of jobs, which it opens. */
export async function openJobs(page) {
  await navigation(page).getByRole("button", { name: /Jobs|Show all jobs/ }).first().click();
  await expect(page.getByRole("dialog", { name: "Jobs" })).toBeVisible();
  return page.getByRole("dialog", { name: "Jobs" });
}

/** An organization of the reader's own in which this many people are invited; their addresses. */
export async function withInvited(page, number) {
  const name = `Many ${Date.now().toString(36)}${Math.floor(Math.random() * 1e4)}`;
  const { id } = await send(page, "/organizations", { name });
  const { items: roles } = await api(page, `/organizations/${id}/roles`);
  const viewer = roles.find((role) => role.key === "viewer");
  const digits = String(number).length;
  const emails = Array.from({ length: number }, (_, place) => `p${String(place).padStart(digits, "0")}@${id.slice(-8)}.example`);
  if (number > 0) await send(page, `/organizations/${id}/invitations`, { emails, roles: [viewer.id], send_email: false });
  return { id, emails, viewer, roles };
}

/** Opens the list of users of an organization of one's own. */
export async function open(page, id, query = "") {
  await page.goto(`/organizations/${id}/users${query}`);
  await expect(userRows(page).first()).toBeVisible();
}

/** Selects every user of the view that is open. */
export async function selectAll(page) {
  await headCheck(page).click();
  await expect(bar(page)).toBeVisible();
  if (await tool(page, /^Select all/).isVisible()) await tool(page, /^Select all/).click();
  const name = await usersTable(page).getAttribute("aria-label");
  await expectSelected(page, Number(name.replace(/\D/g, "")));
}

export const total = async (page, id, query) => (await api(page, `/organizations/${id}/members?limit=1&${query}`)).total.count;
