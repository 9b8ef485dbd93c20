//! Icons: one sprite a mount root, so that a `<use>` finds its drawing inside a shadow root too.

use leptos::prelude::*;

use super::Tag;

/// Every drawing there is; see `icons.svg`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IconName {
    Home,
    Users,
    User,
    Role,
    Company,
    UpDown,
    Down,
    Right,
    Left,
    Search,
    Plus,
    Close,
    Check,
    Minus,
    ArrowUp,
    ArrowDown,
    Sort,
    Columns,
    Dots,
    Shield,
    ShieldOff,
    Mail,
    Link,
    Copy,
    Warning,
    Info,
    Error,
    Clock,
    Refresh,
    Lock,
    Panel,
    Menu,
    Offline,
    SignOut,
    Eye,
    EyeOff,
    Export,
    Bookmark,
    Invite,
    Select,
    Withdraw,
    Edit,
    Trash,
    Deactivate,
    Document,
    Passkey,
    Print,
    Download,
    Log,
    Device,
    Inbox,
    Contact,
    Import,
    Settings,
}

impl IconName {
    const fn reference(self) -> &'static str {
        match self {
            Self::Home => "#r-i-home",
            Self::Users => "#r-i-users",
            Self::User => "#r-i-user",
            Self::Role => "#r-i-roles",
            Self::Company => "#r-i-company",
            Self::UpDown => "#r-i-updown",
            Self::Down => "#r-i-down",
            Self::Right => "#r-i-right",
            Self::Left => "#r-i-left",
            Self::Search => "#r-i-search",
            Self::Plus => "#r-i-plus",
            Self::Close => "#r-i-x",
            Self::Check => "#r-i-check",
            Self::Minus => "#r-i-minus",
            Self::ArrowUp => "#r-i-arrowup",
            Self::ArrowDown => "#r-i-arrowdown",
            Self::Sort => "#r-i-sort",
            Self::Columns => "#r-i-columns",
            Self::Dots => "#r-i-dots",
            Self::Shield => "#r-i-shield",
            Self::ShieldOff => "#r-i-shieldoff",
            Self::Mail => "#r-i-mail",
            Self::Link => "#r-i-link",
            Self::Copy => "#r-i-copy",
            Self::Warning => "#r-i-warn",
            Self::Info => "#r-i-info",
            Self::Error => "#r-i-error",
            Self::Clock => "#r-i-clock",
            Self::Refresh => "#r-i-refresh",
            Self::Lock => "#r-i-lock",
            Self::Panel => "#r-i-panel",
            Self::Menu => "#r-i-menu",
            Self::Offline => "#r-i-offline",
            Self::SignOut => "#r-i-logout",
            Self::Eye => "#r-i-eye",
            Self::Export => "#r-i-export",
            Self::Bookmark => "#r-i-bookmark",
            Self::Invite => "#r-i-invite",
            Self::EyeOff => "#r-i-eyeoff",
            Self::Select => "#r-i-select",
            Self::Withdraw => "#r-i-withdraw",
            Self::Edit => "#r-i-edit",
            Self::Passkey => "#r-i-passkey",
            Self::Print => "#r-i-print",
            Self::Download => "#r-i-download",
            Self::Document => "#r-i-document",
            Self::Log => "#r-i-log",
            Self::Device => "#r-i-device",
            Self::Inbox => "#r-i-inbox",
            Self::Contact => "#r-i-contacts",
            Self::Import => "#r-i-import",
            Self::Settings => "#r-i-settings",
            Self::Trash => "#r-i-trash",
            Self::Deactivate => "#r-i-deactivate",
        }
    }
}

/// The drawings themselves. Stands once in the mount root.
#[component]
pub fn Sprite() -> impl IntoView {
    view! { <div hidden aria-hidden="true" inner_html=include_str!("icons.svg")></div> }
}

/// How large an icon is beside its text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum IconSize {
    /// 14 units.
    Small,
    /// 16 units.
    #[default]
    Normal,
    /// 20 units.
    Large,
}

const fn class(size: IconSize, directional: bool) -> &'static str {
    match (size, directional) {
        (IconSize::Small, false) => "r-icon r-icon--sm",
        (IconSize::Small, true) => "r-icon r-icon--sm r-flip",
        (IconSize::Normal, false) => "r-icon",
        (IconSize::Normal, true) => "r-icon r-flip",
        (IconSize::Large, false) => "r-icon r-icon--lg",
        (IconSize::Large, true) => "r-icon r-icon--lg r-flip",
    }
}

/// One icon in the markup of a row; it never points anywhere.
pub fn icon(name: IconName, size: IconSize) -> Tag {
    Tag::new("svg")
        .with("class", class(size, false))
        .with("aria-hidden", "true")
        .and(Tag::new("use").with("href", name.reference()))
}

/// One icon. It never stands for a word: what it means is said beside it, or by its button's label.
#[component]
pub fn Icon(
    name: IconName,
    #[prop(optional)] size: IconSize,
    /// Points in the reading direction, so it turns with it.
    #[prop(optional)]
    directional: bool,
) -> impl IntoView {
    view! {
        <svg class=class(size, directional) aria-hidden="true">
            <use href=name.reference()></use>
        </svg>
    }
}
