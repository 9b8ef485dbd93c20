// Who supervises whom: replacing a supervisor, and what becomes of their people.
import { expect, test } from "./fixtures.js";
import { expectNoFaults } from "./axe.js";
import { api } from "./app.js";
import { join, setSupervisor, withColleague } from "./colleagues.js";

const dialog = (page) => page.getByRole("dialog");
const answer = (page, name) => dialog(page).getByRole("button", { name, exact: true });
const undo = (page) => page.getByRole("button", { name: "Undo" });

/** Chooses somebody in a field of the dialog. */
async function choose(page, field, name) {
  await dialog(page).getByRole("combobox", { name: field }).fill(name.split(" ")[0]);
  await page.getByRole("option", { name: new RegExp(name) }).click();
}

/** Cara, who supervises Dan and Eve. */
async function withTeam(page, playwright) {
  const cara = await withColleague(page, playwright);
  const { id, roles, mark, member } = cara;
  const [dan, eve] = [
    await join(page, playwright, id, roles, "Dan", mark),
    await join(page, playwright, id, roles, "Eve", mark),
  ];
  for (const one of [dan, eve]) await setSupervisor(page, id, one.member, member);
  const supervisorOf = async (one) =>
    (await api(page, `/organizations/${id}/members/${one.member}`)).supervisor?.name ?? null;
  return { ...cara, dan, eve, supervisorOf };
}

test("USR-15 a supervisor is replaced for all their people, after a look, and undone", async ({ page, playwright }) => {
  const { dan, eve, url, supervisorOf } = await withTeam(page, playwright);
  await page.goto(url);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Reassign supervised users…" }).click();
  await expect(dialog(page)).toHaveAccessibleName("New supervisor for the users of Cara Colleague");
  await expect(dialog(page).getByRole("listitem")).toHaveText(["Dan Colleague", "Eve Colleague"]);
  await expectNoFaults(page);
  await choose(page, "New supervisor", "Ada Lovelace");
  await expect(dialog(page)).toContainText("2 users get Ada Lovelace as supervisor:");
  await answer(page, "Set supervisor").click();
  await expect(page.getByText("Ada Lovelace is the supervisor of 2 more users")).toBeVisible();
  expect([await supervisorOf(dan), await supervisorOf(eve)]).toEqual(["Ada Lovelace", "Ada Lovelace"]);
  await undo(page).click();
  await expect(page.getByText("Supervisors restored")).toBeVisible();
  expect([await supervisorOf(dan), await supervisorOf(eve)]).toEqual(["Cara Colleague", "Cara Colleague"]);
});

test("USR-15 undoing a deactivation gives the people back", async ({ page, playwright }) => {
  const { dan, eve, url, supervisorOf } = await withTeam(page, playwright);
  await page.goto(url);
  await page.getByRole("button", { name: "Deactivate" }).click();
  await choose(page, "New supervisor of these users", "Ada Lovelace");
  await answer(page, "Deactivate").click();
  await expect(page.getByText("Cara Colleague deactivated")).toBeVisible();
  expect(await supervisorOf(dan)).toBe("Ada Lovelace");
  await undo(page).click();
  await expect.poll(() => supervisorOf(eve)).toBe("Cara Colleague");
  expect(await supervisorOf(dan)).toBe("Cara Colleague");
});

test("USR-15 undoing a removal gives the people back", async ({ page, playwright }) => {
  const { dan, url, supervisorOf } = await withTeam(page, playwright);
  await page.goto(url);
  await page.getByRole("button", { name: "Remove…" }).click();
  await expect(dialog(page)).toContainText("Supervisor of 2 users");
  await answer(page, "Remove user").click();
  await expect(page.getByText("Cara Colleague removed")).toBeVisible();
  expect(await supervisorOf(dan)).toBe(null);
  await undo(page).click();
  await expect.poll(() => supervisorOf(dan)).toBe("Cara Colleague");
});
