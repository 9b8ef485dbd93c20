//! Which columns the list shows, in which order and how dense: a button and its panel.

use leptos::{html, prelude::*};

use super::{super::lazy::lazy, ListHandle};
use crate::{
    i18n::{PanelTexts, use_i18n},
    ui::{
        ColumnLayout, Density, Icon, IconName, Placement, Popover, PopoverButton, PopoverControl, focus_in_place,
        unique_id,
    },
};

lazy! {
    /// The panel of the choice of columns.
    panels: column_choice(list: ListHandle) => view! { <ColumnPanel list/> };
}

/// The button that opens the choice of columns.
#[component]
pub fn ColumnMenu(list: ListHandle) -> impl IntoView {
    let i18n = use_i18n();
    let control = PopoverControl::new();
    view! {
        <PopoverButton control class="r-btn r-btn--ghost r-btn--sm r-hide-narrow">
            <Icon name=IconName::Columns/>
            {move || i18n.texts().list.columns}
        </PopoverButton>
        <Popover control label=i18n.label(|texts| texts.list.columns) placement=Placement::BelowEnd class="r-pop">
            {column_choice(list)}
        </Popover>
    }
}

/// What the rows of the panel share.
#[derive(Clone, Copy)]
struct Panel {
    list: ListHandle,
    /// Every column in the order of the panel: one that is given up keeps its place as long as the panel is open.
    order: RwSignal<Vec<&'static str>>,
    rows: NodeRef<html::Ul>,
    /// The column that was moved last.
    moved: RwSignal<Option<&'static str>>,
}

impl Panel {
    fn layout(self) -> ColumnLayout {
        self.list.url.layout.get()
    }

    fn is_first(self, column: &str) -> bool {
        self.list.spec.columns[0].name == column
    }

    fn shows(self, column: &str) -> bool {
        self.list.url.layout.with(|layout| layout.shows(column))
    }

    fn label(self, column: &'static str) -> &'static str {
        (self.list.noun(use_i18n().texts()).column)(column)
    }

    /// Shows these of the columns, in the panel's order.
    fn show(self, is_shown: impl Fn(&str) -> bool) {
        let mut layout = untrack(|| self.layout());
        layout.show(self.order.get_untracked().into_iter().filter(|column| is_shown(column)));
        self.list.url.lay_out(layout);
    }

    fn toggle(self, column: &str) {
        let layout = untrack(|| self.layout());
        self.show(|it| layout.shows(it) != (it == column));
    }

    /// Moves a column before the shown one before it, or behind the one behind it.
    fn shift(self, column: &'static str, forth: bool) {
        let layout = untrack(|| self.layout());
        self.order.update(|order| move_by_one(order, |it| layout.shows(it) && !self.is_first(it), column, forth));
        self.moved.set(Some(column));
        self.show(|it| layout.shows(it));
        // The row may have moved in the document, and what moves loses the focus.
        let direction = if forth { "true" } else { "false" };
        let button = [r#"[data-column=""#, column, r#""] [data-forth=""#, direction, r#""]"#].concat();
        request_animation_frame(move || {
            let rows = self.rows.try_get_untracked().flatten();
            if let Some(Ok(Some(button))) = rows.map(|rows| rows.query_selector(&button)) {
                focus_in_place(&button);
            }
        });
    }

    fn reset(self) {
        let default = ColumnLayout::new(self.list.spec.columns);
        self.order.set(listed(&default));
        self.moved.set(None);
        self.list.url.lay_out(default);
    }
}

/// Every column: the shown ones in their order, then the others.
fn listed(layout: &ColumnLayout) -> Vec<&'static str> {
    let shown = layout.shown().iter().map(|column| column.name);
    let others = layout.all().iter().map(|column| column.name).filter(|name| !layout.shows(name));
    shown.chain(others).collect()
}

/// Moves `column` past the nearest one in that direction that is passed.
fn move_by_one(order: &mut Vec<&'static str>, is_passed: impl Fn(&str) -> bool, column: &str, forth: bool) {
    let Some(from) = order.iter().position(|it| *it == column) else { return };
    let passed = |place: &usize| is_passed(order[*place]);
    let to = if forth { (from + 1..order.len()).find(passed) } else { (0..from).rev().find(passed) };
    if let Some(to) = to {
        let column = order.remove(from);
        order.insert(to, column);
    }
}

/// The choice of columns. Each choice is said at once; the panel stays open for the next.
#[component]
fn ColumnPanel(list: ListHandle) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PanelTexts>();
    let order = RwSignal::new(list.url.layout.with_untracked(listed));
    let panel = Panel { list, order, rows: NodeRef::new(), moved: RwSignal::new(None) };
    let note = move || {
        let texts = &said.texts().columns;
        let place = |column| panel.layout().shown().iter().position(|shown| shown.name == column);
        match panel.moved.get().and_then(|column| Some((column, place(column)?))) {
            Some((column, place)) => (texts.moved)(i18n.format(), panel.label(column), place as u64 + 1),
            None => texts.note.to_owned(),
        }
    };
    let row = move |column| view! { <ColumnRow column panel/> };
    view! {
        <ul class="r-list r-pop__scroll r-pop__scroll--tall" node_ref=panel.rows>
            <For each=move || panel.order.get() key=|column| *column children=row/>
        </ul>
        <div class="r-rule"></div>
        <DensityChoice list/>
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
fn ColumnRow(column: &'static str, panel: Panel) -> impl IntoView {
    let said = use_i18n().of::<PanelTexts>();
    let is_first = panel.is_first(column);
    let mover = move |forth: bool| {
        let label = move || {
            let texts = &said.texts().columns;
            (if forth { texts.move_down } else { texts.move_up })(panel.label(column))
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
    let movers = move || (!is_first && panel.shows(column)).then(|| [mover(false), mover(true)]);
    let always = is_first.then(|| view! { <span class="r-item__end">{move || said.texts().columns.always}</span> });
    view! {
        <li class="r-item r-item--split" data-column=column>
            <label>
                <input
                    class="r-check"
                    type="checkbox"
                    disabled=is_first
                    prop:checked=move || panel.shows(column)
                    on:change=move |_| panel.toggle(column)
                />
                {move || panel.label(column)}
            </label>
            {movers}
            {always}
        </li>
    }
}

#[component]
fn DensityChoice(list: ListHandle) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PanelTexts>();
    let (group, layout) = (unique_id("density"), list.url.layout);
    let choice = move |density: Density| {
        let label = move || match density {
            Density::Comfortable => said.texts().columns.comfortable,
            Density::Compact => said.texts().columns.compact,
        };
        view! {
            <label class="r-item">
                <input
                    class="r-check"
                    type="radio"
                    name=group.clone()
                    prop:checked=move || layout.with(|it| it.density == density)
                    on:change=move |_| list.url.lay_out(layout.get_untracked().with_density(density))
                />
                {label}
            </label>
        }
    };
    view! {
        <div class="r-list" role="radiogroup" aria-label=i18n.label(|texts| texts.list.density)>
            <p class="r-listhead" aria-hidden="true">{i18n.label(|texts| texts.list.density)}</p>
            {Density::ALL.map(choice).collect_view()}
        </div>
    }
}
