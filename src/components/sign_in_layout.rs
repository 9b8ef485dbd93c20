//! What stands around signing in.

use leptos::prelude::*;

use crate::ui::Brand;

/// One card on an empty page: title, one line, a form.
#[component]
pub fn SignInLayout(
    #[prop(into)] title: Signal<String>,
    #[prop(into)] lede: Signal<String>,
    /// At the bottom of the page.
    #[prop(into)]
    foot: ViewFn,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="r-auth">
            <header class="r-auth__bar"><Brand/></header>
            <main class="r-auth__card" tabindex="-1">
                <div class="r-auth__head">
                    <h1>{move || title.get()}</h1>
                    <p>{move || lede.get()}</p>
                </div>
                {children()}
            </main>
            <footer class="r-auth__foot">{foot.run()}</footer>
        </div>
    }
}
