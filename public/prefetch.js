// The requests that every start makes, sent before the program is there to make them.

const API = "/api/v1";
const DROPPED_AFTER = 10_000; // milliseconds: later the data may be stale
const OF_THE_APP = ["columns", "widths", "density", "at"]; // parameters of the page that are not for the API

/** One spelling for all ways to write the same address. */
function spelled(address) {
  const url = new URL(address, location.origin);
  url.searchParams.sort();
  return url.href;
}

/** The page's query without what is only for the app: what is left is what the list of members is asked. */
function queryOf(search) {
  const query = new URLSearchParams(search);
  for (const name of OF_THE_APP) query.delete(name);
  const text = query.toString();
  return text && `?${text}`;
}

/**
 * Sends what this address will need.
 * @returns {{answered(): Promise<unknown>, take(address: string): Promise<Response> | undefined}} hands each answer out
 *   once, and none that is old
 */
export function prefetch({ pathname, search }, signedIn) {
  const answers = new Map();

  /** The answer once all of it is here, so that the program need not wait for any of it: it draws everything at once. */
  const read = async (response) => {
    const text = await response.text();
    response.text = async () => text;
    return response;
  };

  const ask = (address, then) => {
    const answer = fetch(address, { headers: { accept: "application/json" } }).then(read);
    const whole = then ? answer.then((response) => then(response).then(() => response)) : answer;
    whole.catch(() => {}); // whoever takes it hears of the failure
    answers.set(spelled(address), whole);
  };

  const askForUsers = (organization, search) => {
    ask(`${API}/organizations/${organization}`);
    ask(`${API}/organizations/${organization}/members${queryOf(search)}`);
  };

  /** Runs before the session is handed over, so that what follows from it is already on its way. */
  const askForDefault = async (response) => {
    if (!response.ok) return;
    const { default_organization: organization } = JSON.parse(await response.text());
    if (organization) askForUsers(organization, "");
  };

  // Not where one signs in or accepts an invitation: by the time somebody asks, this answer would be that of whoever was
  // here before. An invitation needs nothing else either: its own question carries what stands behind the #.
  const [invited, signingIn] = ["/invitation", "/sign-in"].map((path) => pathname.startsWith(path));
  if (!invited && !signingIn) ask(`${API}/session`, pathname === "/" ? askForDefault : undefined);
  if (!signedIn && !invited) ask(`${API}/server`);
  const users = signedIn && pathname.match(/^\/organizations\/(org_[0-9a-z]{26})\/users\/?$/);
  if (users) askForUsers(users[1], search);

  setTimeout(() => answers.clear(), DROPPED_AFTER);
  return {
    /** Kept once everything that was asked for is here, or will not come. */
    answered: () => Promise.allSettled(answers.values()),
    take(address) {
      const key = spelled(address);
      const answer = answers.get(key);
      answers.delete(key);
      return answer;
    },
  };
}
