// What the first list says, by language, as in the program's own texts (src/i18n).

export const WORDS = {
  en: {
    users: "Users",
    search: "Search users",
    searchPlaceholder: "Name, email, signature",
    companies: ["All companies", "One company"],
    you: "you",
    invited: "Invited",
    sentTimes: "sent # times",
    notInvited: "Not invited yet",
    endsToday: "ends today",
    daysLeft: { one: "# day left", other: "# days left" },
    status: {
      active: "Active",
      invited: "Invited",
      expired: "Expired",
      inactive: "Inactive",
      withdrawn: "Withdrawn",
      removed: "Removed",
    },
    roles: { administrator: "Administrator", editor: "Editor", viewer: "Viewer" },
    twoFactor: { true: "2FA on", false: "2FA off", undefined: "2FA unknown" },
    conventions: "en-GB",
  },
  de: {
    users: "Benutzer",
    search: "Benutzer suchen",
    searchPlaceholder: "Name, E-Mail, Kürzel",
    companies: ["Alle Firmen", "Eine Firma"],
    you: "Sie",
    invited: "Eingeladen",
    sentTimes: "#-mal gesendet",
    notInvited: "Noch nicht eingeladen",
    endsToday: "endet heute",
    daysLeft: { one: "noch # Tag", other: "noch # Tage" },
    status: {
      active: "Aktiv",
      invited: "Eingeladen",
      expired: "Abgelaufen",
      inactive: "Inaktiv",
      withdrawn: "Zurückgezogen",
      removed: "Entfernt",
    },
    roles: { administrator: "Administrator", editor: "Bearbeiter", viewer: "Betrachter" },
    twoFactor: { true: "2FA ein", false: "2FA aus", undefined: "2FA unbekannt" },
    conventions: "de-DE",
  },
};

/** What a predefined role is called; one that the organization has made or renamed keeps its name. */
export const roleName = (words, { key, name }) => (WORDS.en.roles[key] === name ? words.roles[key] : name);
