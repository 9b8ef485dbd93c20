//! Interface parts that know no nouns: buttons, fields, dialogs, menus.
