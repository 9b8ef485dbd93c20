//! Many rows as one value: JSON that the database makes and hands over at once. The way of a row through a driver costs
//! more than finding it, and that of each of its values too.

use sea_query::{Alias, Expr, ExprTrait, Func, SelectStatement};
use serde::{Deserialize, Deserializer, de::DeserializeOwned, de::Error};

use super::{Database, StoreError, Transaction};

/// Bytes, as JSON has them: two hexadecimal digits each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = <&str>::deserialize(deserializer)?.as_bytes();
        let pairs = digits.as_chunks::<2>();
        let value = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
        let byte = |[high, low]: &[u8; 2]| Some(value(*high)? << 4 | value(*low)?);
        let bytes = pairs.0.iter().map(byte).collect::<Option<_>>().filter(|_| pairs.1.is_empty());
        bytes.map(Self).ok_or_else(|| D::Error::custom("not hexadecimal"))
    }
}

impl Database {
    /// The rows that `from` selects, each as an array of `columns`; in their order, if `from` is limited to a number
    /// of rows. Bytes have to be [`Database::hex`].
    ///
    /// # Errors
    /// When the database fails, or a row is not a `T`.
    pub(super) async fn json_rows<T: DeserializeOwned>(
        &self,
        from: SelectStatement,
        columns: impl IntoIterator<Item = Expr>,
    ) -> Result<Vec<T>, StoreError> {
        read(self.one(&select_json(self.is_sqlite(), from, columns)).await?)
    }

    /// Bytes for [`Database::json_rows`].
    pub(super) fn hex(&self, bytes: Expr) -> Expr {
        hex(self.is_sqlite(), bytes)
    }
}

impl Transaction {
    /// The same as [`Database::json_rows`].
    ///
    /// # Errors
    /// When the database fails, or a row is not a `T`.
    pub(super) async fn json_rows<T: DeserializeOwned>(
        &mut self,
        from: SelectStatement,
        columns: impl IntoIterator<Item = Expr>,
    ) -> Result<Vec<T>, StoreError> {
        read(self.one(&select_json(self.is_sqlite(), from, columns)).await?)
    }
}

/// Some columns as one array.
pub(super) fn array(is_sqlite: bool, columns: Vec<Expr>) -> Expr {
    call(if is_sqlite { "json_array" } else { "json_build_array" }, columns)
}

/// Bytes for a JSON row.
pub(super) fn hex(is_sqlite: bool, bytes: Expr) -> Expr {
    let digits = if is_sqlite {
        call("hex", vec![bytes.clone()])
    } else {
        call("encode", vec![bytes.clone(), Expr::cust("'hex'")])
    };
    Expr::case(bytes.is_null(), Expr::cust("NULL")).finally(digits).into()
}

fn call(name: &'static str, arguments: Vec<Expr>) -> Expr {
    Expr::from(Func::cust(Alias::new(name)).args(arguments))
}

fn select_json(is_sqlite: bool, mut from: SelectStatement, columns: impl IntoIterator<Item = Expr>) -> SelectStatement {
    let each = array(is_sqlite, columns.into_iter().collect());
    let rows = call(if is_sqlite { "json_group_array" } else { "json_agg" }, vec![each]);
    from.expr(rows.cast_as(Alias::new("TEXT"))).take()
}

fn read<T: DeserializeOwned>(answer: Option<(Option<String>,)>) -> Result<Vec<T>, StoreError> {
    let Some((Some(rows),)) = answer else { return Ok(Vec::new()) };
    serde_json::from_str(&rows).map_err(|_| StoreError::Unreadable("row"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_pairs_of_digits() {
        let read = |text: &str| serde_json::from_str::<Bytes>(text).ok();
        assert_eq!(read("\"00fFA1\""), Some(Bytes(vec![0, 255, 161])));
        assert_eq!(read("\"\""), Some(Bytes(Vec::new())));
        assert_eq!(read("\"abc\""), None);
        assert_eq!(read("\"g0\""), None);
    }
}
