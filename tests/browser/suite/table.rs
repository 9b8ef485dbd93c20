use std::sync::Arc;

use api_types::{MEMBERS, Member, MemberId, MemberStatus, Sort, Total};
use leptos::prelude::*;
use roster_web::{
    i18n::use_i18n,
    ui::{
        Column, ColumnLayout, Highlight, Look, Menu, MenuItem, MenuItems, PaintedRows, PopoverControl, Room, RowPress,
        RowRef, Scroller, Selection, Sorting, Table,
    },
};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::{
    member::invited,
    stage::{MOUNTS, Mount, Stage, key, press, settled},
};

/// What scrolls, as the app has it, in a box of ten rows of 40 pixels.
const STYLE: &str = concat!(
    include_str!("../../../style/ui/scroller.css"),
    ".r-scrollbox { block-size: 400px } thead { display: none } table { border-spacing: 0 }
     [hidden] { display: none } tr { block-size: 40px } th, td { padding: 0; line-height: 1 }
     tbody { transform: translateY(var(--r-shift, 0px)) } .r-who * { display: inline }
     svg { inline-size: 10px; block-size: 10px }"
);

const fn column(name: &'static str, class: &'static str) -> Column {
    Column { name, class, width: 40.0, grows: 0.0, goes: 0, is_default: true, card: 1, second: None }
}

static COLUMNS: [Column; 3] = [column("name", "r-c-who"), column("roles", "r-c-roles"), column("status", "r-c-status")];

/// What a table of members shows, and what is pressed in it: the press, and whose row it was.
#[derive(Clone, Copy)]
pub struct Parts {
    pub count: u64,
    pub rows: Callback<u64, Option<RowRef>>,
    pub search: &'static str,
    pub selects: bool,
    pub selection: Selection,
    pub presses: RwSignal<Vec<(RowPress, String)>>,
    pub painted: fn() -> PaintedRows,
}

/// A table of members with one menu for all rows. Its only item is the action `copy_email`.
pub fn table(parts: Parts) -> impl IntoView {
    let i18n = use_i18n();
    let Parts { count, rows, search, selects, selection, presses, painted } = parts;
    let scroller = Scroller::new(600.0);
    scroller.set_rows(count);
    let highlight = Highlight::new(search, MEMBERS.search_fields);
    let (menu, menu_of) = (PopoverControl::new(), RwSignal::new(None::<RowRef>));
    let note = move |press: RowPress, row: &RowRef| presses.update(|all| all.push((press, row.label().to_owned())));
    let copy = move |()| {
        if let Some(row) = menu_of.get_untracked() {
            note(RowPress::Action("copy_email".to_owned()), &row);
        }
    };
    let href = |row: RowRef| Some(format!("/{}", row.key()));
    view! {
        <Table
            scroller
            rows
            painted=painted()
            label=Signal::stored("Users".to_owned())
            row_count=Callback::new(move |()| Some(count))
            busy=Signal::stored(false)
            layout=Memo::new(|_| ColumnLayout::new(&COLUMNS))
            room=RwSignal::new(Some(Room { width: 1_000.0, unit: 4.0, is_cards: false }))
            sorting=Sorting {
                sorted: &["name"],
                sort: Memo::new(|_| Sort::by("name")),
                on_sort: Callback::new(|_| ()),
                label: Callback::new(|_| ""),
            }
            selection
            selects=Signal::stored(selects)
            look=Memo::new(move |_| Look { highlight: highlight.clone(), own: None, language: i18n.language() })
            brings_news=StoredValue::new(false)
            href=Callback::new(href)
            on_press=Callback::new(move |(press, row): (RowPress, RowRef)| note(press, &row))
            on_resize=Callback::new(|_| ())
            menu
            menu_of
        />
        <Menu control=menu label=Signal::stored("Actions".to_owned())>
            <MenuItems>
                <MenuItem first=true on_choose=copy>"Copy email"</MenuItem>
            </MenuItems>
        </Menu>
    }
}

struct TestTable {
    stage: Stage,
    presses: RwSignal<Vec<(RowPress, String)>>,
    selection: Selection,
}

impl TestTable {
    async fn new(mount: Mount, rows: u64) -> Self {
        Self::seen_by(mount, rows, false).await
    }

    /// For a reader who can manage users, or who can't.
    async fn seen_by(mount: Mount, count: u64, manages: bool) -> Self {
        Self::over(mount, count, manages, PaintedRows::default).await
    }

    /// In the place of rows that stand on the page.
    async fn over(mount: Mount, count: u64, manages: bool, painted: fn() -> PaintedRows) -> Self {
        let (presses, selection) = (RwSignal::new(Vec::new()), Selection::new());
        let stage = Stage::new(mount, move || {
            let member = |index: u64| {
                let name = Some(format!("Number {index}"));
                let id = MemberId::from_u128(index.into());
                Some(Arc::new(Member { id, name, status: MemberStatus::Active, ..invited() }) as RowRef)
            };
            let rows = Callback::new(member);
            view! {
                <style>{STYLE}</style>
                {table(Parts { count, rows, search: "", selects: manages, selection, presses, painted })}
            }
        })
        .await;
        settled().await;
        Self { stage, presses, selection }
    }

    fn scroller(&self) -> HtmlElement {
        self.stage.one(".r-scroll")
    }

    async fn scroll(&self, to: i32) {
        self.scroller().set_scroll_top(to);
        settled().await;
    }

    /// The names of the rows that can be seen, from top to bottom.
    fn in_sight(&self) -> Vec<String> {
        let view = self.scroller().get_bounding_client_rect();
        let all = self.scroller().query_selector_all("tr[data-row-id]").unwrap();
        let rows = (0..all.length()).map(|mount| all.item(mount).unwrap().unchecked_into::<Element>());
        let seen = rows.filter(|row| {
            let row = row.get_bounding_client_rect();
            row.top() > view.top() - 1.0 && row.bottom() < view.bottom() + 1.0
        });
        seen.map(|row| row.query_selector("a").unwrap().unwrap().text_content().unwrap()).collect()
    }

    /// The box of a row.
    fn check(&self, index: u64) -> HtmlInputElement {
        self.stage.one(&format!("tr[aria-rowindex='{}'] [data-check]", index + 2)).unchecked_into()
    }

    /// How many of the rows that are drawn are selected.
    fn selected(&self) -> usize {
        let all = self.scroller().query_selector_all("[data-check]").unwrap();
        let boxes = (0..all.length()).map(|mount| all.item(mount).unwrap().unchecked_into::<HtmlInputElement>());
        let rows = self.scroller().query_selector_all("tr[aria-selected]").unwrap().length() as usize;
        let checked = boxes.filter(HtmlInputElement::checked).count();
        assert_eq!(checked, rows);
        checked
    }

    fn link(&self, index: u64) -> HtmlElement {
        self.stage.one(&format!("tr[aria-rowindex='{}'] a", index + 2))
    }
}

fn numbers(from: u64, until: u64) -> Vec<String> {
    (from..until).map(|index| format!("Number {index}")).collect()
}

#[wasm_bindgen_test]
async fn the_rows_in_sight_follow_the_scroll_bar_from_the_first_to_the_last() {
    for mount in MOUNTS {
        for rows in [8, 1_000, 1_000_000] {
            let table = TestTable::new(mount, rows).await;
            assert_eq!(table.in_sight(), numbers(0, rows.min(10)), "{mount:?}");
            let end = table.scroller().scroll_height();
            table.scroll(end).await;
            assert_eq!(table.in_sight(), numbers(rows.saturating_sub(10), rows), "{mount:?}");
            table.scroll(0).await;
            assert_eq!(table.in_sight(), numbers(0, rows.min(10)), "{mount:?}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_fixed_number_of_elements_stands_in_the_order_of_the_rows() {
    let table = TestTable::new(Mount::Page, 1_000).await;
    let count = || table.scroller().query_selector_all("tbody tr").unwrap().length();
    let before = count();
    assert!(before < 40, "{before}");
    for to in [40, 400, 360, 8_000, 8_200, 7_000, 0] {
        table.scroll(to).await;
        let first = to as u64 / 40;
        assert_eq!(table.in_sight(), numbers(first, first + 10), "{to}");
    }
    assert_eq!(count(), before);
}

#[wasm_bindgen_test]
async fn the_focus_stays_with_its_row_and_comes_back_with_it() {
    for mount in MOUNTS {
        let table = TestTable::new(mount, 1_000).await;
        let link = table.link(5);
        link.focus().unwrap();
        table.scroll(160).await;
        assert_eq!(table.stage.focused(), Some(link.into()), "{mount:?}");
        table.scroll(20_000).await;
        assert_eq!(table.stage.focused(), Some(table.scroller().into()), "{mount:?}");
        table.scroll(160).await;
        assert_eq!(table.stage.focused(), Some(table.link(5).into()), "{mount:?}");
    }
}

#[wasm_bindgen_test]
async fn arrows_lead_from_row_to_row_and_scroll_as_far_as_they_must() {
    for mount in MOUNTS {
        let table = TestTable::new(mount, 1_000).await;
        table.link(0).focus().unwrap();
        for index in 1..=15 {
            key(&table.stage.focused().unwrap(), "ArrowDown").await;
            assert_eq!(table.stage.focused(), Some(table.link(index).into()), "{mount:?}");
        }
        assert_eq!(table.in_sight(), numbers(6, 16), "{mount:?}");
        key(&table.stage.focused().unwrap(), "ArrowUp").await;
        assert_eq!(table.stage.focused(), Some(table.link(14).into()), "{mount:?}");
        assert_eq!(table.in_sight(), numbers(6, 16), "{mount:?}");
    }
}

#[wasm_bindgen_test]
async fn a_press_beside_the_link_opens_the_row_and_one_menu_serves_them_all() {
    for mount in MOUNTS {
        let table = TestTable::new(mount, 1_000).await;
        press(&table.stage.one("tr[aria-rowindex='5'] .r-c-roles")).await;
        assert_eq!(table.presses.get_untracked(), [(RowPress::Open, "Number 3".to_owned())], "{mount:?}");
        for row in ["Number 4", "Number 6"] {
            press(&table.stage.by_role("button", &format!("Actions for {row}"))).await;
            press(&table.stage.by_role("menuitem", "Copy email")).await;
            let last = table.presses.get_untracked().pop();
            assert_eq!(last, Some((RowPress::Action("copy_email".to_owned()), row.to_owned())), "{mount:?}");
            assert!(!table.stage.has("[role=menuitem]"), "{mount:?}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_box_stays_with_its_person_whichever_element_draws_the_row() {
    for mount in MOUNTS {
        let table = TestTable::seen_by(mount, 1_000, true).await;
        for index in [1, 4, 7, 4] {
            press(&table.check(index)).await;
        }
        assert_eq!(table.selected(), 2, "{mount:?}");
        for to in [400, 8_000, 20_000] {
            table.scroll(to).await;
            assert_eq!(table.selected(), 0, "{mount:?} {to}");
        }
        table.scroll(0).await;
        assert_eq!(table.selected(), 2, "{mount:?}");
        assert!(table.check(1).checked() && table.check(7).checked(), "{mount:?}");
    }
}

#[wasm_bindgen_test]
async fn the_box_in_the_head_selects_what_is_in_sight_and_then_nobody() {
    for mount in MOUNTS {
        let table = TestTable::seen_by(mount, 1_000, true).await;
        let head: HtmlInputElement = table.stage.by_role("checkbox", "Select visible rows").unchecked_into();
        press(&table.check(2)).await;
        assert_eq!((head.checked(), head.indeterminate()), (false, true), "{mount:?}");
        head.click();
        settled().await;
        assert_eq!((head.checked(), head.indeterminate(), table.selected()), (true, false, 10), "{mount:?}");
        table.scroll(8_000).await;
        assert_eq!((head.checked(), head.indeterminate()), (false, true), "{mount:?}");
        table.scroll(0).await;
        head.click();
        settled().await;
        assert_eq!((head.checked(), head.indeterminate(), table.selected()), (false, false, 0), "{mount:?}");
    }
}

#[wasm_bindgen_test]
async fn usr8_every_row_of_a_view_is_selected_also_those_never_drawn_apart_from_one_that_is_unticked() {
    for mount in MOUNTS {
        let table = TestTable::seen_by(mount, 100_000, true).await;
        table.selection.select_whole("view".to_owned(), Total { count: 100_000, exact: true }, None);
        settled().await;
        assert!(table.check(2).checked(), "{mount:?}");
        table.scroll(2_000_000).await;
        assert!(table.check(50_003).checked(), "{mount:?}");
        press(&table.check(50_003)).await;
        assert!(!table.check(50_003).checked() && table.check(50_004).checked(), "{mount:?}");
        assert_eq!(table.selection.rows().get_untracked().count(), 99_999, "{mount:?}");
        table.selection.show_view("another", None);
        settled().await;
        assert_eq!(table.selected(), 0, "{mount:?}");
        table.selection.show_view("view", None);
        settled().await;
        assert!(table.check(50_004).checked(), "{mount:?}");
    }
}

#[wasm_bindgen_test]
async fn arrows_lead_from_box_to_box_for_whoever_is_on_one() {
    for mount in MOUNTS {
        let table = TestTable::seen_by(mount, 1_000, true).await;
        table.check(0).focus().unwrap();
        for index in 1..=15 {
            key(&table.stage.focused().unwrap(), "ArrowDown").await;
            assert_eq!(table.stage.focused(), Some(table.check(index).into()), "{mount:?}");
        }
        table.link(15).focus().unwrap();
        key(&table.stage.focused().unwrap(), "ArrowUp").await;
        assert_eq!(table.stage.focused(), Some(table.link(14).into()), "{mount:?}");
    }
}

/// Three rows that are like nothing that the table draws, the second one with the focus.
fn strange_rows() -> PaintedRows {
    let page = web_sys::window().unwrap().document().unwrap();
    let row = |html: &str| {
        let row = page.create_element("tr").unwrap();
        row.set_inner_html(html);
        row.set_attribute("data-muted", "").unwrap();
        js_sys::Reflect::set(&row, &"isPainted".into(), &true.into()).unwrap();
        row
    };
    let cells = "<td class='r-c-check' inert>1</td>stray<th></th><td></td><td></td><td></td><td>more</td>";
    PaintedRows { rows: vec![row(cells), row(""), row("<!-- none --><th><p>?</p></th>")], focused: Some(1) }
}

#[wasm_bindgen_test]
async fn rows_that_stood_on_the_page_become_rows_of_the_table() {
    let rows = |table: &TestTable| table.stage.one("tbody");
    for mount in MOUNTS {
        let plain = TestTable::seen_by(mount, 40, true).await;
        let taken_over = TestTable::over(mount, 40, true, strange_rows).await;
        let (html, expected) = (rows(&taken_over).inner_html(), rows(&plain).inner_html());
        // Attributes may stand in another order.
        assert!(rows(&taken_over).is_equal_node(Some(&rows(&plain))), "{html}\n{expected}");
        let children = rows(&taken_over).children();
        let is_painted = |place| js_sys::Reflect::get(&children.item(place).unwrap(), &"isPainted".into()).unwrap();
        assert_eq!([0, 1, 2, 3].map(|place| is_painted(place).is_truthy()), [true, true, true, false]);
        settled().await;
        assert_eq!(taken_over.stage.focused().unwrap().text_content().unwrap(), "Number 1");
    }
}

#[wasm_bindgen_test]
async fn who_may_not_manage_users_has_no_boxes() {
    for mount in MOUNTS {
        let table = TestTable::new(mount, 1_000).await;
        assert!(!table.stage.has("input"), "{mount:?}");
    }
}
