//! Interface parts that know no nouns: data in, intent out. Nothing here fetches, navigates or remembers.
//!
//! Everything floats in the browser's top layer (`<dialog>`, `popover`), so it works inside a shadow root, and nothing
//! reaches beyond the elements that it renders itself.

mod banner;
mod brand;
mod button;
mod choice_field;
mod code_field;
mod combobox;
mod decimal;
mod dialog;
mod field;
mod filter_chip;
mod filter_panel;
mod focus;
mod icon;
mod id;
mod markup;
mod menu;
mod note;
mod popover;
mod popover_button;
mod search_field;
mod search_highlight;
mod section;
mod select_field;
mod skeleton;
mod state_panel;
mod table;
mod text_area;
mod text_value;
mod toast;
mod token_field;
mod toolbar;

pub use banner::Banner;
pub use brand::Brand;
pub use button::{Button, ButtonKind, IconButton, LinkButton};
pub use choice_field::{ChoiceField, ChoicesField};
pub use code_field::CodeField;
pub use combobox::{Choice, Choices, Combobox};
pub use decimal::decimal;
pub use dialog::{Dialog, Drawer, Modal, Sheet};
pub use field::{Field, FieldKind, FieldMark, focus_first_invalid, focus_invalid_in};
pub use filter_chip::FilterChip;
pub use filter_panel::{FilterOption, FilterPanel, FilterValues, Negation};
pub use focus::{focus_in_place, holds_focus, leave_item};
pub use icon::{Icon, IconName, IconSize, Sprite, icon};
pub use id::unique_id;
pub use markup::{Markup, Tag};
pub use menu::{Menu, MenuGroup, MenuItem, MenuItems, MenuSeparator};
pub use note::{Note, NoteKind};
pub use popover::{Placement, Popover, PopoverControl};
pub use popover_button::{Opens, PopoverButton};
pub use search_field::SearchField;
pub use search_highlight::Highlight;
pub use section::Section;
pub use select_field::SelectField;
pub use skeleton::{Bar, Skeleton};
pub use state_panel::{Delayed, StatePanel};
#[cfg(test)]
pub use table::Numbered;
pub use table::{
    Column, ColumnLayout, Density, Look, PaintedRows, Room, RowPress, RowRef, Scroller, Selected, Selection, Sorting,
    Span, Table, TableRow, TableSkeleton, Whole, isolated, isolated_marks, nothing, number_cell,
};
pub use text_area::TextArea;
pub use text_value::{follow as follow_text, is_composing, use_text_value};
pub use toast::{ToastRegion, Toaster, use_toaster};
pub use token_field::{Token, TokenField};
pub use toolbar::toolbar_keydown;
