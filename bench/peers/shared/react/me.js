// Who is signed in, to mark them among the users.
import { useEffect, useState } from "react";

import { SESSION } from "../address.js";
import { ask } from "../requests.js";

const asked = ask(SESSION).then(
  ({ account }) => account.email,
  () => undefined,
);

/** The reader's own e-mail address; nothing while that is not known. */
export function useMe() {
  const [me, setMe] = useState(undefined);
  useEffect(() => void asked.then(setMe), []);
  return me;
}
