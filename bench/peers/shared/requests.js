// Requests to the server.

/** The answer to a request, which the page's first script may have sent already. */
export async function ask(address, signal) {
  const early = globalThis.early?.get(address);
  globalThis.early?.delete(address);
  const answer = await (early ?? fetch(address, { headers: { accept: "application/json" }, signal }));
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.json();
}
