//! Rows of both engines, and the records that are read from them.

use sqlx::{Row as _, postgres::PgRow};

use super::StoreError;

/// What is read from a row.
pub trait Record: Sized + Send {
    /// The columns of the record, if it reads them by their names; otherwise it reads the row from the left.
    const COLUMNS: &'static [&'static str] = &[];

    /// Reads the next values of a row.
    ///
    /// # Errors
    /// [`StoreError::Failed`] if a value is of another type.
    fn read(row: &mut Row<'_>) -> Result<Self, StoreError>;
}

/// A row whose values are read one after the other.
pub struct Row<'r> {
    cells: Cells<'r>,
    /// Where the columns of the record are; empty if they are read from the left.
    places: &'r [usize],
    next: usize,
}

/// The values of a row.
#[derive(Clone, Copy)]
pub(super) enum Cells<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r PgRow),
}

impl<'r> Row<'r> {
    pub(super) fn new(cells: Cells<'r>, places: &'r [usize]) -> Self {
        Self { cells, places, next: 0 }
    }

    /// The next value.
    fn value<T>(&mut self) -> Result<T, StoreError>
    where
        T: rusqlite::types::FromSql + for<'v> sqlx::Decode<'v, sqlx::Postgres> + sqlx::Type<sqlx::Postgres>,
    {
        let place = self.places.get(self.next).copied().unwrap_or(self.next);
        self.next += 1;
        match self.cells {
            Cells::Sqlite(row) => Ok(row.get(place)?),
            Cells::Postgres(row) => Ok(row.try_get(place)?),
        }
    }
}

/// Types of values.
macro_rules! values {
    ($($type:ty),*) => {$(
        impl Record for $type {
            fn read(row: &mut Row<'_>) -> Result<Self, StoreError> {
                row.value()
            }
        }

        impl Record for Option<$type> {
            fn read(row: &mut Row<'_>) -> Result<Self, StoreError> {
                row.value()
            }
        }
    )*};
}

values!(bool, i16, i32, i64, String, Vec<u8>);

/// Records of other records, side by side.
macro_rules! tuples {
    ($(($($part:ident),*))*) => {$(
        impl<$($part: Record),*> Record for ($($part,)*) {
            fn read(row: &mut Row<'_>) -> Result<Self, StoreError> {
                Ok(($($part::read(row)?,)*))
            }
        }
    )*};
}

tuples! {
    (A)
    (A, B)
    (A, B, C)
    (A, B, C, D)
    (A, B, C, D, E)
    (A, B, C, D, E, F)
    (A, B, C, D, E, F, G)
    (A, B, C, D, E, F, G, H)
    (A, B, C, D, E, F, G, H, I)
}

/// Makes a struct a record whose fields have the names of their columns.
macro_rules! record {
    (
        $(#[$meta:meta])* $visibility:vis struct $name:ident {
            $($(#[$field_meta:meta])* $field_visibility:vis $field:ident: $type:ty,)*
        }
    ) => {
        $(#[$meta])* $visibility struct $name {
            $($(#[$field_meta])* $field_visibility $field: $type,)*
        }

        impl $crate::store::record::Record for $name {
            const COLUMNS: &'static [&'static str] = &[$(stringify!($field)),*];

            fn read(
                row: &mut $crate::store::record::Row<'_>,
            ) -> Result<Self, $crate::store::StoreError> {
                Ok(Self { $($field: $crate::store::record::Record::read(row)?,)* })
            }
        }
    };
}
