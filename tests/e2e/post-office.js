// A real mail server for the tests: takes mails over SMTP on this machine, and can be stopped, slow to believe or picky.
import { once } from "node:events";
import { SMTPServer } from "smtp-server";
import PostalMime from "postal-mime";

export class PostOffice {
  /** Everything that has arrived: `{to, subject, text, html, link}`. */
  mails = [];
  /** Addresses that are refused for good. */
  refused = new Set();
  /** Addresses whose next mail is taken, but not acknowledged: the connection breaks off instead. */
  breaking = new Set();
  port = 0;
  #server;

  /** Listens on a free port, or on the one that it had before. */
  async open() {
    this.#server = new SMTPServer({
      disabledCommands: ["AUTH", "STARTTLS"],
      closeTimeout: 100, // milliseconds
      onRcptTo: ({ address }, _session, done) => {
        const refusal = Object.assign(new Error("no such mailbox"), { responseCode: 550 });
        done(this.refused.has(address) ? refusal : undefined);
      },
      onData: (stream, session, done) => this.#take(stream, session, done),
    });
    this.#server.on("error", () => {});
    this.#server.listen(this.port, "127.0.0.1");
    await once(this.#server.server, "listening");
    this.port = this.#server.server.address().port;
  }

  async #take(stream, session, done) {
    const raw = Buffer.concat(await stream.toArray());
    const [{ address: to }] = session.envelope.rcptTo;
    const { subject, text, html } = await PostalMime.parse(raw);
    this.mails.push({ to, subject, text, html, link: text.match(/https?:\S+\/(?:invitation|password-reset|email-change)#\S+/)?.[0] });
    if (!this.breaking.delete(to)) return done();
    return [...this.#server.connections].find((connection) => connection.session === session).close();
  }

  /** Ends all connections and refuses new ones. */
  async close() {
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** The mails to an address, in the order of their arrival. */
  to(address) {
    return this.mails.filter((mail) => mail.to === address);
  }
}
