// The content of a row's cells.
import { ago, date, exactly } from "../format.js";
import { pieces } from "../found.js";
import { hue, initials, left, mail, more, statusName, twoFactor } from "../person.js";
import { Icon } from "./icon.jsx";

const None = () => <span className="r-none">–</span>;

/** A text with the search's matches highlighted. */
function Marked({ text, sought }) {
  return pieces(text, sought).map((piece, place) =>
    place % 2 === 1 ? (
      <mark key={place} className="r-mark-hit">
        {piece}
      </mark>
    ) : (
      piece
    ),
  );
}

function Text({ text, sought = [] }) {
  if (!text) return <None />;
  return (
    <bdi title={text}>
      <Marked text={text} sought={sought} />
    </bdi>
  );
}

function Face({ name }) {
  if (!name) {
    return (
      <span className="r-avatar r-avatar--pending" aria-hidden="true">
        <Icon name="mail" small />
      </span>
    );
  }
  return (
    <span className="r-avatar" style={{ "--h": hue(name) }} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

function Invited({ member }) {
  const on = member.invited_at ? `Invited ${date(member.invited_at)}` : "";
  return (
    <span className="r-who__mail" title={on + more(member)}>
      {on}
      <span className="r-who__more">{more(member)}</span>
    </span>
  );
}

/** A user as a link. Before they accept the invitation, the e-mail address is the name. */
export function Who({ member, me, sought, href }) {
  const { name, email } = member;
  return (
    <div className="r-who">
      <Face name={name} />
      <span className="r-who__text">
        <a className="r-who__name" href={href} dir="auto" title={name ?? email}>
          <bdi>
            <Marked text={name ?? email} sought={sought} />
          </bdi>
          {email === me && <span className="r-you">you</span>}
        </a>
        {name ? (
          <span className="r-who__mail" dir="ltr" title={email}>
            <Marked text={email} sought={sought} />
          </span>
        ) : (
          <Invited member={member} />
        )}
      </span>
    </div>
  );
}

function Roles({ roles }) {
  if (roles.length === 0) return <None />;
  return (
    <span className="r-badges" title={roles.map((role) => role.name).join(", ")}>
      {roles.map(({ id, name }) => (
        <span key={id} className={name === "Administrator" ? "r-badge r-badge--strong" : "r-badge"}>
          {name}
        </span>
      ))}
    </span>
  );
}

function Status({ member }) {
  const [letter, time] = [mail(member), left(member)];
  return (
    <>
      <span className="r-status" data-status={member.status}>
        <span>
          {statusName(member.status)}{" "}
          {time && (
            <span className="r-status__left">{time}</span>
          )}
        </span>
      </span>
      {letter && (
        <span className="r-status__mail" data-failed={letter.failed ? "" : undefined}>
          <Icon name={letter.icon} small />
          {letter.text}
        </span>
      )}
      {member.status === "expired" && (
        <button type="button" className="r-link r-status__do">
          Send again<span className="r-vh">: {member.email}</span>
        </button>
      )}
    </>
  );
}

function TwoFactor({ on }) {
  return (
    <>
      {on === undefined ? (
        <span className="r-none" aria-hidden="true">
          –
        </span>
      ) : (
        <span className="r-shield" data-on={on ? "" : undefined}>
          <Icon name={on ? "shield" : "shieldoff"} />
        </span>
      )}
      <span className="r-vh">{twoFactor(on)}</span>
    </>
  );
}

function Companies({ companies }) {
  if (companies.length < 2) return <Text text={companies[0]?.name} />;
  return (
    <span className="r-plus" title={companies.map((company) => company.name).join(", ")}>
      <span>{companies[0].name}</span>
      <span className="r-muted" dir="ltr">
        +{companies.length - 1}
      </span>
    </span>
  );
}

function Moment({ at }) {
  if (!at) return <None />;
  const exact = exactly(at);
  return (
    <time dateTime={at} title={exact}>
      {ago(at)}
      <span className="r-vh">, {exact}</span>
    </time>
  );
}

/** The content of each column by its key: `(member, sought) => …`. */
export const CELLS = {
  signature: (member, sought) => <Text text={member.signature} sought={sought} />,
  roles: (member) => <Roles roles={member.roles} />,
  status: (member) => <Status member={member} />,
  two_factor: (member) => <TwoFactor on={member.two_factor} />,
  companies: (member) => <Companies companies={member.companies} />,
  supervisor: (member) => <Text text={member.supervisor?.name} />,
  member_since: (member) => <Moment at={member.member_since} />,
};

/** The checkbox at the start of a row. */
export const Check = ({ name }) => (
  <input className="r-check" type="checkbox" aria-label={name && `Select ${name}`} />
);

/** The menu button at the end of a row. */
export function Actions({ name }) {
  return (
    <button
      type="button"
      className="r-btn r-btn--ghost r-btn--icon r-btn--sm r-dots"
      aria-haspopup="menu"
      aria-label={name && `Actions for ${name}`}
    />
  );
}
