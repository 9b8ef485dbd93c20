//! A table over a whole list, however long it is.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::{
    ColumnLayout, Density, FittedColumn, Look, Room, RowRef, ScrollBox, Scroller, Selected, Selection, Share, Sorting,
    fit::{grid_columns, table_width},
    head::{SelectAll, TableHead},
    resize::Resizing,
    row_element::{RowTexts, Shape},
    row_pool::{PaintedRows, RowPool},
};
use crate::{
    i18n::use_i18n,
    ui::{PopoverControl, decimal},
};

/// Between pressing and letting go the pointer moves further than this, in pixels, when text is being selected.
const STEADY: i32 = 4;

/// What is pressed in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowPress {
    /// The row itself.
    Open,
    /// The row itself, to be opened in a tab of its own.
    OpenAside,
    /// A button in a cell that carries this action as `data-action`.
    Action(String),
}

/// Rows below a head that sorts, and what can be done with each.
#[component]
pub fn Table(
    scroller: Scroller,
    /// What stands at a place, counted from 0; nothing while that is not known. Reactive.
    rows: Callback<u64, Option<RowRef>>,
    /// What stood on the page before, and is taken over.
    painted: PaintedRows,
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// How many rows the whole list has, if that is known. Reactive.
    row_count: Callback<(), Option<u64>>,
    /// Whether rows are on their way.
    #[prop(into)]
    busy: Signal<bool>,
    layout: Memo<ColumnLayout>,
    /// The room that it has; nothing while that has not been measured.
    room: RwSignal<Option<Room>>,
    sorting: Sorting,
    selection: Selection,
    /// Whether rows can be selected.
    selects: Signal<bool>,
    look: Memo<Look>,
    /// Whether rows are drawn anew because somebody else has changed them.
    brings_news: StoredValue<bool>,
    /// Where the page of a row is; nothing where rows have none.
    href: Callback<RowRef, Option<String>>,
    /// Called with what is pressed in a row.
    on_press: Callback<(RowPress, RowRef)>,
    /// Called with a column and the width that it is to have, in pixels; nothing: as at first.
    on_resize: Callback<(&'static str, Option<u16>)>,
    /// The menu that all rows share, and whose it is.
    menu: PopoverControl,
    menu_of: RwSignal<Option<RowRef>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let pool = RowPool::new(scroller, rows, painted);
    let resizing = Resizing::new(on_resize);
    // A menu does not stay behind when its row moves.
    Effect::new(move |_| {
        scroller.rows_above().track();
        menu.close();
    });
    let columns = Memo::new(move |_| {
        let mut layout = layout.get();
        if let Some((column, width)) = resizing.held() {
            layout.set_width(column, Some(width));
        }
        room.get().map(|room| layout.fit(room, selects.get())).unwrap_or_default()
    });
    let width = move || {
        let room = room.get()?;
        let width = columns.with(|columns| table_width(columns, room, selects.get()));
        (!room.is_cards).then(|| [&decimal(width), "px"].concat())
    };
    let grid = move || {
        let room = room.get().filter(|room| !room.is_cards)?;
        Some(columns.with(|columns| grid_columns(columns, room, selects.get())))
    };
    let is_wider = move || {
        let room = room.get()?;
        let width = columns.with(|columns| table_width(columns, room, selects.get()));
        (!room.is_cards && width > room.width + 1.0).then_some("")
    };
    let compact = move || layout.with(|it| it.density == Density::Compact).then_some("compact");
    let in_sight = move || {
        let (first, last) = scroller.sight().get();
        (first.max(1) - 1..last).filter_map(move |index| rows.run(index))
    };
    let share = Memo::new(move |_| match selection.count() {
        0 => Share::None,
        _ => selection.rows().with(|selected| share_of(selected, in_sight())),
    });
    let on_select = Callback::new(move |()| match share.get_untracked() {
        Share::All => selection.clear(),
        Share::Some | Share::None => selection.put(untrack(|| in_sight().collect::<Vec<_>>()), true),
    });
    let select_label = i18n.label(|texts| texts.list.select_sight);
    let select_all = SelectAll { is_shown: selects, share, on_press: on_select, label: select_label };
    let on_key = Callback::new(move |event: ev::KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key());
        if let (true, Some(index)) = (plain, pool.focused_row()) {
            event.prevent_default();
            if let Some(next) = index.checked_add_signed(step) {
                pool.focus_row(next);
            }
        }
    });
    view! {
        <ScrollBox scroller on_key>
            <table
                class="r-table"
                role="table"
                aria-label=move || label.get()
                // One for the head; unknown is -1.
                aria-rowcount=move || row_count.run(()).map_or("-1".to_owned(), |rows| (rows + 1).to_string())
                aria-busy=move || busy.get().to_string()
                data-wider=is_wider
                data-selecting=move || selection.is_on().then_some("")
                data-density=compact
                style:inline-size=width
                style=("--r-columns", grid)
            >
                <TableHead columns sorting select_all actions=i18n.label(|texts| texts.list.actions) resizing/>
                <TableBody pool columns room selection selects look brings_news href on_press menu menu_of/>
            </table>
        </ScrollBox>
    }
}

/// How many of the rows in sight are selected, when one is.
fn share_of(selected: &Selected, in_sight: impl Iterator<Item = RowRef>) -> Share {
    let mut in_sight = in_sight.peekable();
    let all = in_sight.peek().is_some() && in_sight.all(|row| selected.has(row.id()));
    if all { Share::All } else { Share::Some }
}

/// The rows, and what is pressed in them. All of it is heard here, once for all rows.
#[component]
fn TableBody(
    pool: RowPool,
    columns: Memo<Vec<FittedColumn>>,
    room: RwSignal<Option<Room>>,
    selection: Selection,
    selects: Signal<bool>,
    look: Memo<Look>,
    brings_news: StoredValue<bool>,
    href: Callback<RowRef, Option<String>>,
    on_press: Callback<(RowPress, RowRef)>,
    menu: PopoverControl,
    menu_of: RwSignal<Option<RowRef>>,
) -> impl IntoView {
    let pressed_at = StoredValue::new((0, 0));
    let on_down = move |event: ev::MouseEvent| {
        pressed_at.set_value((event.client_x(), event.client_y()));
        // Or the browser would start to scroll by itself where a middle button opens a tab.
        if event.button() == 1 && target(&event).is_some_and(|target| !is_control(&target)) {
            event.prevent_default();
        }
    };
    let open = move |event: &ev::MouseEvent, target: &Element, press: RowPress| {
        let (x, y) = pressed_at.get_value();
        let steady = (event.client_x() - x).abs() <= STEADY && (event.client_y() - y).abs() <= STEADY;
        if let (true, false, Some((_, row))) = (steady, is_control(target), pool.row_at(target)) {
            on_press.run((press, row));
        }
    };
    let on_click = move |event: ev::MouseEvent| {
        let Some(target) = target(&event) else { return };
        if let Ok(Some(button)) = target.closest("[data-menu]") {
            menu_of.set(pool.row_at(&button).map(|(_, row)| row));
            return menu.anchor_to(button);
        }
        if let Some(check) = target.dyn_ref::<HtmlInputElement>() {
            if let Some((index, row)) = pool.row_at(check) {
                selection.press(index, row, check.checked(), event.shift_key());
            }
            return;
        }
        if let Ok(Some(button)) = target.closest("[data-action]") {
            if let (Some(action), Some((_, row))) = (button.get_attribute("data-action"), pool.row_at(&button)) {
                on_press.run((RowPress::Action(action), row));
            }
            return;
        }
        let aside = event.ctrl_key() || event.meta_key() || event.shift_key();
        open(&event, &target, if aside { RowPress::OpenAside } else { RowPress::Open });
    };
    let on_other_button = move |event: ev::MouseEvent| {
        if let (1, Some(target)) = (event.button(), target(&event)) {
            open(&event, &target, RowPress::OpenAside);
        }
    };
    let i18n = use_i18n();
    let on_over = move |event: ev::MouseEvent| {
        if let Some(target) = target(&event) {
            pool.tip(&target, i18n);
        }
    };
    let drawn = DrawnRows { columns, room, selection, selects, look, brings_news, href };
    use_rows(pool, drawn);
    view! {
        // What stands in rows is what somebody is called: a browser's translation would move it from row to row.
        <tbody
            role="rowgroup"
            translate="no"
            node_ref=pool.body()
            on:focusin=move |_| pool.note_focus()
            on:mousedown=on_down
            on:click=on_click
            on:auxclick=on_other_button
            on:mouseover=on_over
        ></tbody>
    }
}

/// What rows are drawn by.
struct DrawnRows {
    columns: Memo<Vec<FittedColumn>>,
    room: RwSignal<Option<Room>>,
    selection: Selection,
    selects: Signal<bool>,
    look: Memo<Look>,
    brings_news: StoredValue<bool>,
    href: Callback<RowRef, Option<String>>,
}

/// Draws as many rows as fill the box.
fn use_rows(pool: RowPool, drawn: DrawnRows) {
    let DrawnRows { columns, room, selection, selects, look, brings_news, href } = drawn;
    let i18n = use_i18n();
    let window = pool.reach();
    let form = Memo::new(move |_| {
        room.get()?;
        let columns = columns.with(|columns| columns.iter().map(|it| it.column).collect());
        Some((window.get().slots, Shape { columns, has_boxes: selects.get() }))
    });
    Effect::new(move |before: Option<Option<((u64, Shape), Look)>>| {
        let (form, look) = (form.get()?, look.get());
        let (form_before, look_before) = before.flatten().unzip();
        if form_before.as_ref() != Some(&form) {
            pool.make(form.0, &form.1);
        }
        let anew = look_before.is_some_and(|before| before != look);
        let texts = i18n.texts();
        let texts = RowTexts { actions_for: texts.list.actions_for, select: texts.list.select, own: texts.member.you };
        let is_news = !anew && brings_news.get_value();
        pool.show(window.get().start, anew, is_news, |element, place| {
            let page = place.row.clone().and_then(|row| href.run(row));
            element.draw(place, page, &look, texts, i18n);
        });
        pool.show_selected(selection.rows());
        Some((form, look))
    });
}

fn target(event: &ev::MouseEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Whether a press belongs to something that does more than stand in a row.
fn is_control(target: &Element) -> bool {
    !matches!(target.closest("a, button, input, label"), Ok(None))
}
