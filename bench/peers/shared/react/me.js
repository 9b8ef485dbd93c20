// The signed-in user, who is marked in the list.
import { useEffect, useState } from "react";

import { SESSION } from "../address.js";
import { ask } from "../requests.js";

const asked = ask(SESSION).then(
  ({ account }) => account.email,
  () => undefined,
);

/** The signed-in user's e-mail address; `undefined` until it is known. */
export function useMe() {
  const [me, setMe] = useState(undefined);
  useEffect(() => void asked.then(setMe), []);
  return me;
}
