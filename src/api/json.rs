//! Deserializes JSON, with little code: serde's derive on the wire types is the only description of a shape.
//!
//! An object is scanned once for where its fields are, and then read as a sequence in the order in which the type
//! declares them. The derive's code for maps, field names and error messages is then never called, so it is not in the
//! program (docs/decisions/0013-reading-answers.md).

use std::{borrow::Cow, ops::Range};

use serde::{
    Deserializer,
    de::{self, DeserializeOwned, DeserializeSeed, EnumAccess, IntoDeserializer, SeqAccess, VariantAccess, Visitor},
    forward_to_deserialize_any,
};

#[cfg(test)]
mod tests;

/// The text is not JSON, or not of the expected shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecodeError;

type Result<T> = std::result::Result<T, DecodeError>;

/// Reads a whole text as `T`; fields that `T` does not know are skipped.
///
/// # Errors
/// When the text is not JSON (RFC 8259), or a required field is missing or of another type.
pub fn decode<T: DeserializeOwned>(text: &str) -> Result<T> {
    let mut json = Json { text, at: 0 };
    let value = T::deserialize(&mut json)?;
    json.skip_space();
    if json.at == text.len() { Ok(value) } else { Err(DecodeError) }
}

impl std::fmt::Display for DecodeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("unexpected JSON")
    }
}

impl std::error::Error for DecodeError {}

// Errors say nothing more, because nobody sees them. That leaves out all formatting.
impl de::Error for DecodeError {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self
    }
    fn invalid_type(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }
    fn invalid_value(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }
    fn invalid_length(_: usize, _: &dyn de::Expected) -> Self {
        Self
    }
    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
}

/// A text and how far it has been read.
struct Json<'a> {
    text: &'a str,
    /// The offset of the next byte.
    at: usize,
}

impl<'a> Json<'a> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.at += 1;
        }
    }

    /// The first byte of the next token.
    fn peek(&mut self) -> Option<u8> {
        self.skip_space();
        self.byte()
    }

    /// Moves behind this punctuation mark if it comes next.
    fn take(&mut self, mark: u8) -> bool {
        let comes = self.peek() == Some(mark);
        self.at += usize::from(comes);
        comes
    }

    fn require(&mut self, mark: u8) -> Result<()> {
        if self.take(mark) { Ok(()) } else { Err(DecodeError) }
    }

    /// Moves behind `true`, `false` or `null` if it comes next.
    fn take_word(&mut self, word: &str) -> bool {
        self.skip_space();
        let comes = self.text.as_bytes()[self.at..].starts_with(word.as_bytes());
        self.at += if comes { word.len() } else { 0 };
        comes
    }

    /// Moves behind a string. Returns where its content is, and whether it has escapes.
    fn string_span(&mut self) -> Result<(Range<usize>, bool)> {
        self.require(b'"')?;
        let (start, mut escaped) = (self.at, false);
        loop {
            let byte = self.byte().ok_or(DecodeError)?;
            self.at += 1;
            match byte {
                b'"' => return Ok((start..self.at - 1, escaped)),
                b'\\' => {
                    escaped = true;
                    self.escape()?;
                }
                0..=0x1f => return Err(DecodeError),
                _ => {}
            }
        }
    }

    /// Moves behind what follows a backslash.
    fn escape(&mut self) -> Result<()> {
        let kind = self.byte().ok_or(DecodeError)?;
        self.at += 1;
        match kind {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Ok(()),
            b'u' => {
                hex(&self.text.as_bytes()[self.at..]).ok_or(DecodeError)?;
                self.at += 4;
                Ok(())
            }
            _ => Err(DecodeError),
        }
    }

    #[inline(never)]
    fn string(&mut self) -> Result<Cow<'a, str>> {
        let (span, escaped) = self.string_span()?;
        let content = self.text.get(span).ok_or(DecodeError)?;
        if escaped { unescaped(content).map(Cow::Owned).ok_or(DecodeError) } else { Ok(Cow::Borrowed(content)) }
    }

    /// Moves behind a number of any kind.
    fn number_span(&mut self) -> Result<Range<usize>> {
        self.skip_space();
        let start = self.at;
        self.at += usize::from(self.byte() == Some(b'-'));
        let first = self.byte();
        let whole = self.digits()?;
        if first == Some(b'0') && whole > 1 {
            return Err(DecodeError);
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            self.digits()?;
        }
        Ok(start..self.at)
    }

    /// Moves behind digits and counts them; there must be one.
    fn digits(&mut self) -> Result<usize> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.byte() {
            self.at += 1;
        }
        if self.at > start { Ok(self.at - start) } else { Err(DecodeError) }
    }

    /// A whole number, as its sign (`true`: negative) and its absolute value.
    #[inline(never)]
    fn whole_number(&mut self) -> Result<(bool, u64)> {
        let span = self.number_span()?;
        let number = self.text.get(span).ok_or(DecodeError)?;
        let (negative, digits) = number.strip_prefix('-').map_or((false, number), |digits| (true, digits));
        let mut value = 0u64;
        for digit in digits.bytes() {
            let digit = char::from(digit).to_digit(10).ok_or(DecodeError)?;
            value = value.checked_mul(10).and_then(|value| value.checked_add(digit.into())).ok_or(DecodeError)?;
        }
        // A negative zero is a fraction to serde, too.
        if negative && value == 0 { Err(DecodeError) } else { Ok((negative, value)) }
    }

    fn signed(&mut self) -> Result<i64> {
        match self.whole_number()? {
            (false, value) => i64::try_from(value).map_err(|_| DecodeError),
            (true, value) => 0i64.checked_sub_unsigned(value).ok_or(DecodeError),
        }
    }

    fn unsigned(&mut self) -> Result<u64> {
        match self.whole_number()? {
            (false, value) => Ok(value),
            (true, _) => Err(DecodeError),
        }
    }

    /// Moves behind a value of any kind, however deep it is nested.
    #[inline(never)]
    fn skip(&mut self) -> Result<()> {
        // The brackets that are still to be closed.
        let mut open = Vec::new();
        loop {
            match self.peek().ok_or(DecodeError)? {
                b'"' => {
                    self.string_span()?;
                }
                b'-' | b'0'..=b'9' => {
                    self.number_span()?;
                }
                bracket @ (b'{' | b'[') => {
                    self.at += 1;
                    let close = bracket + 2;
                    if !self.take(close) {
                        open.push(close);
                        self.skip_name(close)?;
                        continue;
                    }
                }
                _ if ["true", "false", "null"].iter().any(|word| self.take_word(word)) => {}
                _ => return Err(DecodeError),
            }
            // Here a value has ended, and with it perhaps what it is in.
            loop {
                let Some(&close) = open.last() else { return Ok(()) };
                if self.take(b',') {
                    self.skip_name(close)?;
                    break;
                }
                self.require(close)?;
                open.pop();
            }
        }
    }

    /// Moves behind a field's name, inside what `close` ends, if that is an object.
    fn skip_name(&mut self, close: u8) -> Result<()> {
        if close == b'}' {
            self.string_span()?;
            self.require(b':')?;
        }
        Ok(())
    }

    /// Moves behind an object. Returns the offsets of the values of these fields; `None` where the field is absent.
    #[inline(never)]
    fn fields(&mut self, names: &[&str]) -> Result<Vec<Option<usize>>> {
        let mut offsets = vec![None; names.len()];
        self.require(b'{')?;
        if self.take(b'}') {
            return Ok(offsets);
        }
        loop {
            let name = self.string()?;
            self.require(b':')?;
            if let Some(field) = names.iter().position(|candidate| **candidate == *name)
                && offsets[field].replace(self.at).is_some()
            {
                // The field is there twice.
                return Err(DecodeError);
            }
            self.skip()?;
            if self.take(b'}') {
                return Ok(offsets);
            }
            self.require(b',')?;
        }
    }
}

/// The content of a string with its escapes resolved; `None` when they contain half a surrogate pair.
#[inline(never)]
fn unescaped(content: &str) -> Option<String> {
    let mut out = String::with_capacity(content.len());
    let mut pieces = content.split('\\');
    out.push_str(pieces.next()?);
    while let Some(piece) = pieces.next() {
        let Some(kind) = piece.chars().next() else {
            // Two backslashes: what is between them is empty, and the next piece is plain text.
            out.push('\\');
            out.push_str(pieces.next()?);
            continue;
        };
        let mut rest = &piece[1..];
        out.push(match kind {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'u' => {
                let unit = hex(rest.as_bytes())?;
                rest = &rest[4..];
                match char::from_u32(unit) {
                    Some(char) => char,
                    None => {
                        // The first half of a pair: the second has to follow at once.
                        let second = pieces.next().filter(|_| rest.is_empty() && unit < 0xdc00)?.strip_prefix('u')?;
                        let low = hex(second.as_bytes())?.checked_sub(0xdc00)?;
                        rest = &second[4..];
                        char::from_u32(0x1_0000 + ((unit - 0xd800) << 10) + low).filter(|_| low < 0x400)?
                    }
                }
            }
            other => other,
        });
        out.push_str(rest);
    }
    Some(out)
}

/// The value of the first four bytes as hexadecimal digits.
fn hex(bytes: &[u8]) -> Option<u32> {
    let digits = bytes.get(..4)?;
    digits.iter().try_fold(0, |value, digit| Some(value * 16 + char::from(*digit).to_digit(16)?))
}

/// The items of an array.
struct Items<'j, 'a> {
    json: &'j mut Json<'a>,
    first: bool,
}

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = DecodeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        if self.json.take(b']') {
            // A comma before it would have been taken already.
            return Ok(None);
        }
        if !self.first {
            self.json.require(b',')?;
        }
        self.first = false;
        seed.deserialize(&mut *self.json).map(Some)
    }
}

/// The fields of an object, in the order of the type. An absent one ends nothing: the derive then takes the field's
/// default or fails.
struct Fields<'j, 'a> {
    json: &'j mut Json<'a>,
    offsets: std::vec::IntoIter<Option<usize>>,
}

impl<'de> SeqAccess<'de> for Fields<'_, '_> {
    type Error = DecodeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        let Some(offset) = self.offsets.next().flatten() else { return Ok(None) };
        self.json.at = offset;
        seed.deserialize(&mut *self.json).map(Some)
    }
}

/// The name of a variant without content.
struct Name<'a>(Cow<'a, str>);

impl<'de> EnumAccess<'de> for Name<'_> {
    type Error = DecodeError;
    type Variant = Unit;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Unit)> {
        seed.deserialize(self.0.into_deserializer()).map(|variant| (variant, Unit))
    }
}

/// The content of such a variant: none.
struct Unit;

impl<'de> VariantAccess<'de> for Unit {
    type Error = DecodeError;

    fn unit_variant(self) -> Result<()> {
        Ok(())
    }
    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value> {
        Err(DecodeError)
    }
    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value> {
        Err(DecodeError)
    }
    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value> {
        Err(DecodeError)
    }
}

/// Whole numbers by the widest type of their kind: the visitor of a smaller one checks that they fit.
macro_rules! numbers {
    ($($method:ident)* => $visit:ident $read:ident) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
            visitor.$visit(self.$read()?)
        }
    )*};
}

impl<'de> Deserializer<'de> for &mut Json<'_> {
    type Error = DecodeError;

    numbers! { deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 => visit_u64 unsigned }
    numbers! { deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 => visit_i64 signed }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let yes = self.take_word("true");
        if yes || self.take_word("false") { visitor.visit_bool(yes) } else { Err(DecodeError) }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_string(self.string()?.into_owned())
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_string(self.string()?.into_owned())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        if self.take_word("null") { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.require(b'[')?;
        visitor.visit_seq(Items { json: self, first: true })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        let offsets = self.fields(fields)?;
        let end = self.at;
        let value = visitor.visit_seq(Fields { json: self, offsets: offsets.into_iter() })?;
        self.at = end;
        Ok(value)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        visitor.visit_enum(Name(self.string()?))
    }

    /// For types whose shape only their content tells, as untagged enums; the wire types have none that are read here.
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value> {
        Err(DecodeError)
    }

    forward_to_deserialize_any! {
        f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct map identifier ignored_any
    }
}
