//! One row of the list of users. Its elements stay; whom it shows changes as one scrolls.
//!
//! Nothing in a row finds out by itself that it has changed: the table tells it. Hundreds of effects would each have to be
//! made before the first rows are seen, and kept.

use std::sync::Arc;

use api_types::{Member, MemberColumn, MemberId, SearchField};
use leptos::{
    prelude::*,
    tachys::{renderer::Rndr, view::Mountable},
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::{MemberAvatar, Selection, Sought, member_cell};
use crate::{
    arrangement::Arrangement,
    i18n::{Format, I18n, Language, Texts},
    ui::{Bar, Icon, IconName, Slot},
};

/// What a row shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Its place in the whole list, from 0.
    pub index: u64,
    /// Whether the list is that long.
    pub exists: bool,
    /// Who stands there; nothing while that is not known.
    pub member: Option<Arc<Member>>,
}

/// What all rows have in common.
#[derive(Clone, Copy)]
pub struct RowContext {
    pub arrangement: Memo<Arrangement>,
    /// What is searched for, to mark it.
    pub sought: Memo<Sought>,
    /// Where a user's page is.
    pub href: Callback<MemberId, String>,
    /// The reader's own e-mail address.
    pub me: Signal<Option<MemberId>>,
    /// Whether the reader may change who is here, and so select several.
    pub manages: Signal<bool>,
    /// Whether the reader may give and take roles.
    pub assigns: Signal<bool>,
    /// Who is selected.
    pub selection: Selection,
}

/// Which cells rows have. With others they are made anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// The name is the first.
    pub columns: Vec<MemberColumn>,
    /// Whether there are boxes to select with.
    pub boxes: bool,
}

/// What rows are drawn with, beside who stands in them. With something else they are drawn anew.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// What is searched for, to mark it.
    pub sought: Sought,
    /// The reader's own e-mail address.
    pub me: Option<MemberId>,
    pub language: Language,
}

impl RowContext {
    /// Which cells rows have. Reactive.
    pub fn shape(self) -> Shape {
        let columns = self.arrangement.with(|arrangement| arrangement.columns().to_vec());
        Shape { columns, boxes: self.manages.get() }
    }

    /// What rows are drawn with. Reactive.
    pub fn look(self, i18n: I18n) -> Look {
        Look { sought: self.sought.get(), me: self.me.get(), language: i18n.language() }
    }
}

impl Row {
    /// What the person is called: by the address as long as there is no name.
    fn name(&self) -> Option<&str> {
        let member = self.member.as_ref()?;
        Some(member.name.as_ref().unwrap_or(&member.email))
    }

    fn is_pending(&self) -> bool {
        self.member.as_ref().is_some_and(|member| member.name.is_none())
    }

    fn is_loading(&self) -> bool {
        self.member.is_none()
    }

    fn is_beyond(&self) -> bool {
        !self.exists
    }
}

/// An attribute without a value, and which rows have it.
type Flag = (&'static str, fn(&Row) -> bool);

/// What a row says of itself, for the style sheet.
const FLAGS: [Flag; 3] =
    [("data-pending", Row::is_pending), ("data-loading", Row::is_loading), ("hidden", Row::is_beyond)];

/// The elements of a row, and what they show.
pub struct RowElement {
    element: Element,
    shown: Row,
    is_selected: bool,
    check: Option<HtmlInputElement>,
    link: Element,
    menu: Element,
    face: Slot,
    name: Slot,
    you: Slot,
    second: Slot,
    cells: Vec<(MemberColumn, Slot)>,
}

impl RowElement {
    /// So many rows that show nobody.
    pub fn rows(count: u64, shape: &Shape) -> Option<Vec<Self>> {
        let parent = Rndr::create_element("tbody", None);
        blank(shape).build().mount(&parent, None);
        let blank = parent.first_element_child()?;
        // To copy an element takes less than to make it.
        (0..count).map(|_| Self::of(blank.clone_node_with_deep(true).ok()?.dyn_into().ok()?, shape)).collect()
    }

    fn of(element: Element, shape: &Shape) -> Option<Self> {
        let find = |selector| element.query_selector(selector).ok()?;
        let (who, text, link) = (find(".r-who")?, find(".r-who__text")?, find(".r-who__name")?);
        let mut cell = find(".r-c-who");
        let cells = shape.columns.iter().skip(1).map(|column| {
            cell = cell.as_ref()?.next_element_sibling();
            Some((*column, Slot::in_element(cell.clone()?)))
        });
        let cells = cells.collect::<Option<_>>()?;
        Some(Self {
            shown: Row::default(),
            is_selected: false,
            check: find("[data-check]").and_then(|check| check.dyn_into().ok()),
            menu: find("[data-menu]")?,
            face: Slot::before(who, &text),
            name: Slot::in_element(find("bdi")?),
            you: Slot::in_element(link.clone()),
            second: Slot::in_element(text),
            link,
            cells,
            element,
        })
    }

    /// The row itself.
    pub fn element(&self) -> &Element {
        &self.element
    }

    /// What it shows.
    pub fn shown(&self) -> &Row {
        &self.shown
    }

    /// Shows this.
    pub fn draw(&mut self, row: Row, look: &Look, context: RowContext, i18n: I18n) {
        let (texts, name) = (i18n.texts(), row.name());
        for (flag, is_on) in FLAGS {
            match (is_on(&self.shown), is_on(&row)) {
                (false, true) => Rndr::set_attribute(&self.element, flag, ""),
                (true, false) => Rndr::remove_attribute(&self.element, flag),
                _ => {}
            }
        }
        put(&self.element, "aria-rowindex", Some(&(row.index + 2).to_string()));
        put(&self.element, "data-row-id", row.member.as_ref().map(|member| member.id.to_string()).as_deref());
        put(&self.link, "href", row.member.as_ref().map(|member| context.href.run(member.id)).as_deref());
        put(&self.link, "title", name);
        put(&self.menu, "aria-label", name.map(texts.users.actions_for).as_deref());
        if let Some(check) = &self.check {
            put(check, "aria-label", name.map(texts.users.select).as_deref());
        }
        let member = row.member.as_deref();
        self.face.render(Some(face(member)));
        self.name.render(member.map(|member| marked_name(member, &look.sought)));
        let is_me = member.is_some_and(|member| look.me == Some(member.id));
        self.you.render(is_me.then(|| view! { <span class="r-you">{texts.member.you}</span> }.into_any()));
        self.second.render(member.map(|member| second(member, &look.sought, texts, i18n.format())));
        for (column, cell) in &mut self.cells {
            cell.render(member.map(|member| member_cell::content(*column, member, &look.sought, context, i18n)));
        }
        self.shown = row;
    }

    /// Shows whether whoever stands there is selected.
    pub fn select(&mut self, is_selected: bool) {
        if is_selected != self.is_selected {
            self.is_selected = is_selected;
            put(&self.element, "aria-selected", is_selected.then_some("true"));
        }
        if let Some(check) = &self.check {
            // Always: whoever presses a box changes it, too.
            check.set_checked(is_selected);
        }
    }
}

fn put(element: &Element, name: &str, value: Option<&str>) {
    match value {
        Some(value) => Rndr::set_attribute(element, name, value),
        None => Rndr::remove_attribute(element, name),
    }
}

/// The row of nobody. What is pressed in it is for the table to hear.
fn blank(shape: &Shape) -> AnyView {
    let check = shape.boxes.then(|| {
        view! { <td role="cell" class="r-c-check"><input class="r-check" type="checkbox" data-check=""/></td> }
    });
    let cell = |column: &MemberColumn| view! { <td role="cell" class=member_cell::class(*column)></td> };
    let cells = shape.columns.iter().skip(1).map(cell).collect_view();
    view! {
        <tr role="row" data-loading="" hidden="">
            {check}
            <th role="rowheader" scope="row" class="r-c-who">
                <div class="r-who">
                    <span class="r-who__text">
                        <a class="r-who__name" dir="auto"><bdi></bdi></a>
                    </span>
                </div>
            </th>
            {cells}
            <td role="cell" class="r-c-menu">
                <button
                    type="button"
                    class="r-btn r-btn--ghost r-btn--icon r-btn--sm"
                    aria-haspopup="menu"
                    data-menu=""
                >
                    <Icon name=IconName::Dots/>
                </button>
            </td>
        </tr>
    }
    .into_any()
}

fn face(member: Option<&Member>) -> AnyView {
    match member {
        Some(member) => view! { <MemberAvatar member/> }.into_any(),
        None => Bar::Avatar.view().into_any(),
    }
}

/// Whoever has not accepted yet has the address for a name.
fn marked_name(member: &Member, sought: &Sought) -> AnyView {
    match &member.name {
        Some(name) => sought.mark_name(name, member),
        None => sought.mark(&member.email, SearchField::Email, true),
    }
}

/// What stands below the name: the address, or when somebody was invited who has not accepted yet.
fn second(member: &Member, sought: &Sought, texts: &Texts, format: Format) -> AnyView {
    if member.name.is_some() {
        let email = sought.mark(&member.email, SearchField::Email, true);
        return view! { <span class="r-who__mail" dir="ltr" title=member.email.clone()>{email}</span> }.into_any();
    }
    let (invited, (times, message)) = (texts.member.invited, more(member, texts, format));
    let date = member.invited_at.as_ref().map(|at| format.date(at)).unwrap_or_default();
    let title = [invited, " ", &date, &times, &message].concat();
    view! {
        <span class="r-who__mail r-who__when" title=title>
            <span>{invited}</span>
            " "
            <span>{date}</span>
            <span class="r-who__more">{times}</span>
        </span>
    }
    .into_any()
}

/// How often an invitation was sent, if more than once, and its message.
fn more(member: &Member, texts: &Texts, format: Format) -> (String, String) {
    let invitation = member.invitation.as_ref();
    let times = invitation.map(|it| it.times_sent).filter(|times| *times > 1);
    let times = times.map(|times| (texts.member.sent_times)(&format.number(times.into())));
    let message = invitation.and_then(|it| it.message.as_ref()).map(|text| (texts.member.quoted)(text));
    let after_dot = |text: Option<String>| text.map(|text| [" · ", &text].concat()).unwrap_or_default();
    (after_dot(times), after_dot(message))
}
