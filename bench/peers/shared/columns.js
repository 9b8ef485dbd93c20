// The columns of the table and their classes.

/** The columns after the name, in their order. */
export const COLUMNS = [
  { key: "signature", head: "Signature", look: "r-c-sig r-muted-cell" },
  { key: "roles", head: "Roles", look: "r-c-roles" },
  { key: "status", head: "Status", look: "r-c-status" },
  { key: "two_factor", head: "2FA", look: "r-c-2fa" },
  { key: "companies", head: "Company", look: "r-c-company" },
  { key: "supervisor", head: "Supervisor", look: "r-c-super r-muted-cell" },
  { key: "member_since", head: "Member since", look: "r-c-since r-muted-cell" },
];

/** Height of a row in pixels. */
export const ROW = 44;

/** Rows rendered beyond the visible ones, on either side. */
export const SPARE = 5;
