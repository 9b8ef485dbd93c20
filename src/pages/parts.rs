//! What a visit to the list of users does not need: it comes when it is asked for, each file with all that stands in it.

use leptos::prelude::*;

use super::{
    create_organization::CreateForm,
    frame::AccountChoices,
    home::Home,
    invitation::Invitation,
    part::parts,
    roles::Roles,
    session_ended::SignInDialog,
    sign_in::SignIn,
    switcher::Organizations,
    user::User,
    users::{
        export::ExportPanel,
        filter_values::{ChosenValues, FilterChoice},
        invite::InviteSheet,
        page_menu::PageMenuItems,
        saved_views::ViewsPanel,
        selection::{OpenDialogs, SelectionBar},
        toolbar::ColumnChoice,
    },
};
use crate::components::RowMenuItems;

parts! {
    sign_in: sign_in => view! { <SignIn/> };
    sign_in: sign_in_again => view! { <SignInDialog/> };
    sign_in: invitation => view! { <Invitation/> };
    pages: home => view! { <Home/> };
    pages: user => view! { <User/> };
    pages: roles => view! { <Roles/> };
    panels: organizations => view! { <Organizations/> };
    panels: create_organization => view! { <CreateForm/> };
    menus: account => view! { <AccountChoices/> };
    menus: page_menu => view! { <PageMenuItems/> };
    menus: row_menu => view! { <RowMenuItems/> };
    panels: chosen => view! { <ChosenValues/> };
    panels: filter => view! { <FilterChoice/> };
    panels: columns => view! { <ColumnChoice/> };
    panels: saved_views => view! { <ViewsPanel/> };
    invite: invite => view! { <InviteSheet/> };
    panels: export => view! { <ExportPanel/> };
    panels: selection => view! { <SelectionBar/> };
    panels: user_dialogs => view! { <OpenDialogs/> };
}
