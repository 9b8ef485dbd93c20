// The first script of a peer's page: asks for the first data while the rest is still on its way, as Roster's own page does.
import { membersAddress, SESSION, whereabouts } from "./address.js";

const { organization, view } = whereabouts(location);
const ask = (address) => {
  const answer = fetch(address, { headers: { accept: "application/json" } });
  answer.catch(() => {}); // whoever takes it hears of the failure
  return [address, answer];
};
globalThis.early = new Map([SESSION, membersAddress(organization, view, 0)].map(ask));
