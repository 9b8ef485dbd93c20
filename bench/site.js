// Serves Roster or a peer on an origin of its own. Data and Roster's own files come from Roster's server.
import { Agent, createServer, request } from "node:http";

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Starts a site on a free port; `files` are those of a peer. Returns its origin. */
export async function serve(origin, files = new Map()) {
  const model = await fetch(origin, { headers: { "sec-fetch-mode": "navigate" } });
  const page = { "content-security-policy": model.headers.get("content-security-policy"), "cache-control": "no-cache" };
  const server = createServer((asked, answer) => {
    const isPage = files.size > 0 && asked.headers["sec-fetch-mode"] === "navigate";
    const file = files.get(isPage ? "/index.html" : asked.url);
    if (file) send(file, isPage ? page : { "cache-control": "public, max-age=31536000, immutable" }, asked, answer);
    else pass(origin, asked, answer);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return `http://127.0.0.1:${server.address().port}`;
}

function send({ type, etag, body }, headers, asked, answer) {
  const all = { ...headers, etag, "content-type": type };
  if (asked.headers["if-none-match"] === etag) return answer.writeHead(304, all).end();
  return answer.writeHead(200, { ...all, "content-encoding": "br", "content-length": body.length }).end(body);
}

/** Passes a request on to Roster's server, and its answer back. */
function pass(origin, asked, answer) {
  const headers = { ...asked.headers, host: new URL(origin).host };
  const onwards = request(origin + asked.url, { agent, method: asked.method, headers }, (back) => {
    answer.writeHead(back.statusCode, back.headers);
    back.pipe(answer);
  });
  onwards.on("error", () => answer.destroy());
  answer.on("close", () => answer.writableFinished || onwards.destroy());
  asked.pipe(onwards);
}
