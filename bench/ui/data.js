// One server's data, asked for beforehand, so that it is known what a page has to show.

/** The rows of a table that a window shows. */
export const SHOWN = 14;

export class Data {
  #address;
  #cookie;
  /** What was asked for, by its address: nobody changes anything. */
  #known = new Map();

  /** Where the users are, in the app. */
  path;
  /** How many there are. */
  count;

  /** Signs in and looks for the organization with most users. */
  static async open(address, { email, password }) {
    const data = new Data();
    data.#address = address;
    const headers = { "content-type": "application/json", "x-roster-client": "bench" };
    const body = JSON.stringify({ email, password });
    const answer = await fetch(`http://${address}/api/v1/session`, { method: "POST", headers, body });
    if (!answer.ok) throw new Error(`signing in as ${email} was answered ${answer.status}`);
    [data.#cookie] = answer.headers.get("set-cookie").split(";");
    const { default_organization: organization } = await data.#get("/api/v1/session");
    data.path = `/organizations/${organization}/users`;
    data.count = (await data.#list({ limit: 1 })).total.count;
    return data;
  }

  /** The session, as a cookie for a site. */
  cookie(url) {
    const [name, value] = this.#cookie.split("=");
    return { name, value, url, httpOnly: true, sameSite: "Lax" };
  }

  async #get(path) {
    const answer = await fetch(`http://${this.#address}${path}`, { headers: { cookie: this.#cookie } });
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}`);
    return answer.json();
  }

  /** The first users of a view. */
  async members(view = {}) {
    return (await this.#list({ ...view, limit: 50 })).items;
  }

  #list(query) {
    const path = `/api/v1${this.path.replace(/users$/, "members")}?${new URLSearchParams(query)}`;
    if (!this.#known.has(path)) this.#known.set(path, this.#get(path));
    return this.#known.get(path);
  }

  /** The first and the last of the rows that the plain list shows. */
  async first() {
    const shown = (await this.members()).slice(0, SHOWN);
    return [shown[0].id, shown.at(-1).id];
  }

  /** The first and the last of the rows that a view shows and no page can have had from the views before it; nothing when there
   * are no two of them, or the view fills no window. */
  async news(view, before = [{}]) {
    const [now, ...old] = await Promise.all([view, ...before].map((one) => this.members(one)));
    const known = new Set(old.flat().map(({ id }) => id));
    const fresh = now.slice(0, SHOWN).filter(({ id }) => !known.has(id));
    return now.length >= SHOWN && fresh.length > 1 ? [fresh[0].id, fresh.at(-1).id] : undefined;
  }

  /** The beginning of somebody's surname, three letters, to search for. */
  async beginning(next) {
    const members = await this.members({ at: Math.floor(next() * this.count) });
    const surnames = members.map(({ email }) => email.split(".")[1] ?? "");
    return surnames.find((surname) => /^[a-z]{3}/.test(surname))?.slice(0, 3);
  }
}
