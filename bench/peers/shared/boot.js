// The first script of a peer's page. Like Roster's, it requests the first data while the other files load.
import { membersAddress, SESSION, whereabouts } from "./address.js";

const { organization, view } = whereabouts(location);
const ask = (address) => {
  const answer = fetch(address, { headers: { accept: "application/json" } });
  answer.catch(() => {}); // the caller handles the failure
  return [address, answer];
};
globalThis.early = new Map([SESSION, membersAddress(organization, view, 0)].map(ask));
