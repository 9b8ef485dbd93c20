//! Lists: search, filters, order, pages, options and counters of any noun.
//!
//! A noun describes its list as a constant [`ListSpec`] and reads its own rows ([`Noun`]). Everything else is here, once.

mod counts;
mod filter;
mod filter_options;
mod indexes;
mod noun;
mod open_list;
mod page_index;
mod search;
mod sort;
mod spec;
mod total;
mod validate_filters;

pub(super) use counts::{
    Counted, Facet, VALUE, add, change, counts, is_value, number_value, recount, remove, replace,
    total_of_organization, touch, touch_all, with_value, with_value_of_organization,
};
pub use filter_options::OptionsRequest;
pub(super) use indexes::Indexes;
pub use noun::Noun;
pub use open_list::{ListPage, ListRequest, OpenList};
pub use page_index::PageIndexes;
pub use spec::ListSpec;
pub(super) use spec::{
    Edge, Few, FieldSource, FieldSpec, FilterBy, FilterSpec, Hidden, Link, LongList, Moment, NameTable, SortColumn,
    Source,
};
