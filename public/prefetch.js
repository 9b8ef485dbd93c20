// The request that every start makes, sent before the program is there to make it.

const API = "/api/v1";
const DROPPED_AFTER = 10_000; // milliseconds: later the data may be stale
const PATIENCE = 15_000; // milliseconds: then the program asks by itself

/** Parameters of the page that are not for the API: how the list is laid out, and where in it one is. */
export const OF_THE_PAGE = ["columns", "widths", "density", "at"];

/** One spelling for all ways to write the same address. */
function spelled(address) {
  const url = new URL(address, location.origin);
  url.searchParams.sort();
  return url.href;
}

/** A response whose text is there, so that the program need not wait for it: it draws everything at once. */
function response(text, { status, headers }) {
  const response = new Response(null, { status, headers });
  response.text = async () => text;
  return response;
}

/** The address of the list of users that a page shows. */
function usersOf({ id }, search) {
  const query = new URLSearchParams(search);
  for (const name of OF_THE_PAGE) query.delete(name);
  const text = query.toString();
  return `${API}/organizations/${id}/members${text && `?${text}`}`;
}

/**
 * Sends what a page of the app will need.
 * @param {{path: string, search: string}} page where it is, below the app's base; the start has no query
 * @param {{needsSession: boolean, needsServer: boolean}} needs what it needs at all
 * @returns {{start: Promise<object | undefined>, session: Promise<Response | undefined>, answered(): Promise<unknown>,
 *   take(address: string): Promise<Response | undefined> | undefined}} `start`: the data of the
 *   first page, if somebody is signed in; `session`: the response of `GET /session`; `take` returns each response once, and
 *   only while it is fresh
 */
export function prefetch({ path, search }, { needsSession, needsServer }) {
  const answers = new Map();

  const ask = async (address) => {
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(address, { headers: { accept: "application/json" }, signal });
    return { text: await answer.text(), status: answer.status, headers: answer.headers };
  };

  const keep = (address, answer) => {
    answer.catch(() => {}); // the program sees the failure when it takes the response
    const key = spelled(address);
    answers.set(key, answer);
    setTimeout(() => answers.delete(key), DROPPED_AFTER);
  };

  /** Takes the one answer apart into those that the program will ask for. */
  const askForStart = async () => {
    const { text, status, headers } = await ask(`${API}/start?path=${encodeURIComponent(path + search)}`);
    if (status === 401) return { answer: response(text, { status, headers }) };
    // Whatever else it is: the program asks by itself.
    if (status !== 200) return {};
    const start = JSON.parse(text);
    const part = (body, etag) => {
      const own = new Headers(headers);
      if (etag) own.set("etag", etag);
      return response(JSON.stringify(body), { status, headers: own });
    };
    const { session, organization, members } = start;
    if (organization) keep(`${API}/organizations/${organization.id}`, Promise.resolve(part(organization)));
    if (members) keep(usersOf(organization, search), Promise.resolve(part(members, start.members_etag)));
    return { answer: part(session), start };
  };

  const started = needsSession ? askForStart() : Promise.resolve({});
  const session = started.then(({ answer }) => answer);
  if (needsSession) keep(`${API}/session`, session);
  if (needsServer) {
    const server = ask(`${API}/server`);
    keep(`${API}/server`, server.then(({ text, ...answer }) => response(text, answer)));
  }
  return {
    start: started.then(({ start }) => start, () => undefined),
    session: session.catch(() => undefined),
    /** Resolves once everything that was asked for is here, or will not come. */
    answered: () => Promise.allSettled(answers.values()),
    take(address) {
      const key = spelled(address);
      const answer = answers.get(key);
      answers.delete(key);
      return answer;
    },
  };
}
