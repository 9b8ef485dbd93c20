//! Which columns the list shows, in which order and how dense: a button and its panel.

use api_types::MemberColumn;
use leptos::{html, prelude::*};

use crate::{
    arrangement::{Arrangement, Density},
    i18n::{PanelTexts, use_i18n},
    ui::{Icon, IconName, Placement, Popover, PopoverButton, PopoverControl, focus_in_place, unique_id},
};

/// The button that opens the choice of columns.
#[component]
pub fn ColumnMenu(
    /// The panel: a [`ColumnPanel`].
    children: ChildrenFn,
) -> impl IntoView {
    let i18n = use_i18n();
    let control = PopoverControl::new();
    view! {
        <PopoverButton control class="r-btn r-btn--ghost r-btn--sm r-hide-narrow">
            <Icon name=IconName::Columns/>
            {move || i18n.texts().users.columns}
        </PopoverButton>
        <Popover control label=i18n.label(|texts| texts.users.columns) placement=Placement::BelowEnd class="r-pop">
            {children()}
        </Popover>
    }
}

/// What the rows of the panel share.
#[derive(Clone, Copy)]
struct Panel {
    arrangement: Signal<Arrangement>,
    on_change: Callback<Arrangement>,
    /// Every column in the order of the panel: one that is given up keeps its place as long as the panel is open.
    order: RwSignal<Vec<MemberColumn>>,
    list: NodeRef<html::Ul>,
    /// The column that was moved last.
    moved: RwSignal<Option<MemberColumn>>,
}

impl Panel {
    fn is_chosen(self, column: MemberColumn) -> bool {
        self.arrangement.with(|it| it.columns().contains(&column))
    }

    /// Chooses these of the columns, in the panel's order.
    fn choose(self, chosen: impl Fn(MemberColumn) -> bool) {
        let mut arrangement = self.arrangement.get_untracked();
        arrangement.choose(self.order.get_untracked().into_iter().filter(|column| chosen(*column)));
        self.on_change.run(arrangement);
    }

    fn toggle(self, column: MemberColumn) {
        let chosen = untrack(|| self.arrangement.with(|it| it.columns().to_vec()));
        self.choose(|it| chosen.contains(&it) != (it == column));
    }

    /// Moves a column before the chosen one before it, or behind the one behind it.
    fn shift(self, column: MemberColumn, forth: bool) {
        let chosen = untrack(|| self.arrangement.with(|it| it.columns().to_vec()));
        self.order.update(|order| move_by_one(order, &chosen, column, forth));
        self.moved.set(Some(column));
        self.choose(|it| chosen.contains(&it));
        // The row may have moved in the document, and what moves loses the focus.
        let button = [
            r#"[data-column=""#,
            column.as_str(),
            r#""] [data-forth=""#,
            if forth { "true" } else { "false" },
            r#""]"#,
        ];
        request_animation_frame(move || {
            let list = self.list.try_get_untracked().flatten();
            if let Some(Ok(Some(button))) = list.map(|list| list.query_selector(&button.concat())) {
                focus_in_place(&button);
            }
        });
    }

    fn reset(self) {
        let default = Arrangement::default();
        self.order.set(listed(&default));
        self.moved.set(None);
        self.on_change.run(default);
    }
}

/// Every column: the chosen ones in their order, then the others.
fn listed(arrangement: &Arrangement) -> Vec<MemberColumn> {
    let chosen = arrangement.columns();
    let others = MemberColumn::ALL.into_iter().filter(|column| !chosen.contains(column));
    chosen.iter().copied().chain(others).collect()
}

/// Moves `column` past the nearest chosen one in that direction; the name stays first.
fn move_by_one(order: &mut Vec<MemberColumn>, chosen: &[MemberColumn], column: MemberColumn, forth: bool) {
    let Some(from) = order.iter().position(|it| *it == column) else { return };
    let others = |place: &usize| chosen.contains(&order[*place]) && order[*place] != MemberColumn::Name;
    let to = match forth {
        true => (from + 1..order.len()).find(others),
        false => (0..from).rev().find(others),
    };
    if let Some(to) = to {
        order.remove(from);
        order.insert(to, column);
    }
}

/// The choice of columns. Each choice is said at once; the panel stays open for the next.
#[component]
pub fn ColumnPanel(
    #[prop(into)] arrangement: Signal<Arrangement>,
    /// Called with what was chosen.
    on_change: Callback<Arrangement>,
) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PanelTexts>();
    let panel = Panel {
        arrangement,
        on_change,
        order: RwSignal::new(arrangement.with_untracked(listed)),
        list: NodeRef::new(),
        moved: RwSignal::new(None),
    };
    let note = move || {
        let texts = &said.texts().columns;
        let place = |column| arrangement.with(|it| it.columns().iter().position(|chosen| *chosen == column));
        match panel.moved.get().and_then(|column| Some((column, place(column)?))) {
            Some((column, place)) => {
                (texts.moved)(i18n.format(), (i18n.texts().users.column)(column), place as u64 + 1)
            }
            None => texts.note.to_owned(),
        }
    };
    let row = move |column| view! { <ColumnRow column panel/> };
    view! {
        <ul class="r-list r-pop__scroll r-pop__scroll--tall" node_ref=panel.list>
            <For each=move || panel.order.get() key=|column| column.as_str() children=row/>
        </ul>
        <div class="r-rule"></div>
        <DensityChoice arrangement on_change/>
        <div class="r-pop__foot">
            <span role="status">{note}</span>
            <button type="button" class="r-btn r-btn--ghost r-btn--sm" on:click=move |_| panel.reset()>
                {move || said.texts().columns.reset}
            </button>
        </div>
    }
}

/// One column: whether it is shown, and two buttons that move it.
#[component]
fn ColumnRow(column: MemberColumn, panel: Panel) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PanelTexts>();
    let is_name = column == MemberColumn::Name;
    let label = move || match is_name {
        true => said.texts().columns.name_and_email,
        false => (i18n.texts().users.column)(column),
    };
    let mover = move |forth: bool| {
        let label = move || {
            let texts = &said.texts().columns;
            (if forth { texts.move_down } else { texts.move_up })((i18n.texts().users.column)(column))
        };
        view! {
            <button
                type="button"
                class="r-btn r-btn--ghost r-btn--icon r-btn--sm"
                aria-label=label
                title=label
                data-forth=forth.to_string()
                on:click=move |_| panel.shift(column, forth)
            >
                <Icon name=if forth { IconName::ArrowDown } else { IconName::ArrowUp }/>
            </button>
        }
    };
    let movers = move || (!is_name && panel.is_chosen(column)).then(|| [mover(false), mover(true)]);
    let always = is_name.then(|| view! { <span class="r-item__end">{move || said.texts().columns.always}</span> });
    view! {
        <li class="r-item r-item--split" data-column=column.as_str()>
            <label>
                <input
                    class="r-check"
                    type="checkbox"
                    disabled=is_name
                    prop:checked=move || panel.is_chosen(column)
                    on:change=move |_| panel.toggle(column)
                />
                {label}
            </label>
            {movers}
            {always}
        </li>
    }
}

#[component]
fn DensityChoice(arrangement: Signal<Arrangement>, on_change: Callback<Arrangement>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PanelTexts>();
    let group = unique_id("density");
    let choice = move |density: Density| {
        let label = move || match density {
            Density::Comfortable => said.texts().columns.comfortable,
            Density::Compact => said.texts().columns.compact,
        };
        let choose = move |_| on_change.run(arrangement.get_untracked().with_density(density));
        view! {
            <label class="r-item">
                <input
                    class="r-check"
                    type="radio"
                    name=group.clone()
                    prop:checked=move || arrangement.with(|it| it.density == density)
                    on:change=choose
                />
                {label}
            </label>
        }
    };
    view! {
        <div class="r-list" role="radiogroup" aria-label=i18n.label(|texts| texts.users.density)>
            <p class="r-listhead" aria-hidden="true">{i18n.label(|texts| texts.users.density)}</p>
            {Density::ALL.map(choice).collect_view()}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use MemberColumn::*;

    use super::*;

    #[test]
    fn the_panel_lists_the_chosen_columns_first_and_every_column_once() {
        let mut arrangement = Arrangement::default();
        arrangement.choose([LastSignIn, Email]);
        let listed = listed(&arrangement);
        assert_eq!(listed[..4], [Name, LastSignIn, Email, Signature]);
        assert_eq!(listed.len(), MemberColumn::ALL.len());
    }

    #[test]
    fn a_column_moves_past_the_nearest_one_that_is_shown() {
        let chosen = [Name, Roles, Status];
        let moved = |column, forth| {
            let mut order = vec![Name, Roles, Signature, Status, Email];
            move_by_one(&mut order, &chosen, column, forth);
            order
        };
        assert_eq!(moved(Status, false), [Name, Status, Roles, Signature, Email]);
        assert_eq!(moved(Roles, true), [Name, Signature, Status, Roles, Email]);
        assert_eq!(moved(Roles, false), [Name, Roles, Signature, Status, Email]);
        assert_eq!(moved(Status, true), [Name, Roles, Signature, Status, Email]);
    }
}
