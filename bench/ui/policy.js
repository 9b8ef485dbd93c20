// Content security policies.

/** A policy with further sources: `{ "style-src": "'nonce-1'" }`. */
export function withSources(policy, sources) {
  const directives = policy.split(";").map((directive) => directive.trim());
  const more = (directive) => {
    const extra = sources[directive.split(" ")[0]];
    return extra ? `${directive} ${extra}` : directive;
  };
  return directives.map(more).join("; ");
}
