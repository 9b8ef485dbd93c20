//! The shape of what is being loaded.

use leptos::prelude::*;

use super::{Markup, Tag};

/// A grey bar in the place of something that is not there yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Bar {
    /// A line of text that takes 60 % of its place.
    #[default]
    Line,
    /// A line that takes 40 %.
    Short,
    /// A line that takes 80 %.
    Long,
    /// A page's title.
    Title,
    Badge,
    Avatar,
    /// A checkbox or an icon.
    Box,
    /// A field or a button, as wide as its container.
    Control,
}

impl Bar {
    const fn class(self) -> &'static str {
        match self {
            Self::Line => "r-skel r-skel--60",
            Self::Short => "r-skel r-skel--40",
            Self::Long => "r-skel r-skel--80",
            Self::Title => "r-skel r-skel--title r-skel--40",
            Self::Badge => "r-skel r-skel--badge",
            Self::Avatar => "r-skel r-skel--circle",
            Self::Box => "r-skel r-skel--box",
            Self::Control => "r-skel r-skel--control r-skel--wide",
        }
    }

    /// The bar itself. What surrounds it says `aria-busy` and, once, what is being loaded.
    pub fn view(self) -> Markup {
        Tag::span(self.class()).into()
    }
}

/// Lines of a list that is being loaded, after 200 ms.
#[component]
pub fn Skeleton(
    rows: usize,
    /// What is being loaded, for those who do not see the bars.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let row = |_| {
        view! {
            <li>
                {Bar::Avatar.view()}
                <span class="r-skels">{Bar::Line.view()} {Bar::Short.view()}</span>
            </li>
        }
    };
    view! {
        <div class="r-delayed" aria-busy="true">
            <span class="r-vh" role="status">{move || label.get()}</span>
            <ul class="r-rows" aria-hidden="true">{(0..rows).map(row).collect_view()}</ul>
        </div>
    }
}
