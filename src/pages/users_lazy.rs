//! The lazy components of the list of users. They still take their inputs from the context; the others are declared
//! beside themselves and take props.

use leptos::prelude::*;

use super::{
    lazy::lazy,
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

lazy! {
    pub menus: page_menu() => view! { <PageMenuItems/> };
    pub menus: row_menu() => view! { <RowMenuItems/> };
    pub panels quiet: chosen() => view! { <ChosenValues/> };
    pub panels: filter() => view! { <FilterChoice/> };
    pub panels: columns() => view! { <ColumnChoice/> };
    pub panels: saved_views() => view! { <ViewsPanel/> };
    pub invite: invite() => view! { <InviteSheet/> };
    pub panels: export() => view! { <ExportPanel/> };
    pub panels: selection() => view! { <SelectionBar/> };
    pub panels: user_dialogs() => view! { <OpenDialogs/> };
}
