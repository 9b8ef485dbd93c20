//! Type and size of an image, from its head. Nothing is decoded, and the file's name counts for nothing.

/// What an image says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Image {
    pub media_type: &'static str,
    pub width: u32,
    pub height: u32,
}

/// Why an image is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageProblem {
    /// It is no PNG, JPEG or WebP, or its head is broken.
    Unknown,
    /// It is empty, too wide or too high.
    TooManyPixels,
}

impl Image {
    /// Reads the head of an image with at most `side` pixels in each direction.
    ///
    /// # Errors
    /// When it is not taken.
    pub fn read(bytes: &[u8], side: u32) -> Result<Self, ImageProblem> {
        let readers: [(&str, Reader); 3] = [("image/png", png), ("image/jpeg", jpeg), ("image/webp", webp)];
        let found = readers.into_iter().find_map(|(media_type, read)| Some((media_type, read(bytes)?)));
        let (media_type, (width, height)) = found.ok_or(ImageProblem::Unknown)?;
        let fits = |length: u32| (1..=side).contains(&length);
        if !fits(width) || !fits(height) {
            return Err(ImageProblem::TooManyPixels);
        }
        Ok(Self { media_type, width, height })
    }
}

/// Width and height, if the bytes are of its type.
type Reader = fn(&[u8]) -> Option<(u32, u32)>;

/// The size is in the first chunk.
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let head = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?.strip_prefix(&[0, 0, 0, 13])?.strip_prefix(b"IHDR")?;
    Some((u32::from_be_bytes(array(head, 0)?), u32::from_be_bytes(array(head, 4)?)))
}

/// The size is in the first segment that starts a frame.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8])?;
    loop {
        let [0xff, marker] = array(rest, 0)? else { return None };
        let length = usize::from(u16::from_be_bytes(array(rest, 2)?));
        match marker {
            // Any number of them may stand before a marker.
            0xff => rest = rest.get(1..)?,
            // Tables, not frames.
            0xc4 | 0xc8 | 0xcc => rest = rest.get(2 + length.max(2)..)?,
            0xc0..=0xcf => {
                let (height, width) = (u16::from_be_bytes(array(rest, 5)?), u16::from_be_bytes(array(rest, 7)?));
                return Some((width.into(), height.into()));
            }
            // The picture begins without a frame.
            0xd8..=0xda => return None,
            _ => rest = rest.get(2 + length.max(2)..)?,
        }
    }
}

/// The size is in the first chunk, of which there are three kinds.
fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    let chunk = bytes.strip_prefix(b"RIFF")?.get(4..)?.strip_prefix(b"WEBP")?;
    let (kind, body) = (chunk.get(..4)?, chunk.get(8..)?);
    match kind {
        b"VP8 " => {
            let frame = body.get(3..)?.strip_prefix(&[0x9d, 0x01, 0x2a])?;
            let side = |at| Some(u32::from(u16::from_le_bytes(array(frame, at)?) & 0x3fff));
            Some((side(0)?, side(2)?))
        }
        b"VP8L" => {
            let bits = u32::from_le_bytes(array(body.strip_prefix(&[0x2f])?, 0)?);
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8X" => {
            let side = |at: usize| {
                let [low, middle, high]: [u8; 3] = array(body, at)?;
                Some(u32::from_le_bytes([low, middle, high, 0]) + 1)
            };
            Some((side(4)?, side(7)?))
        }
        _ => None,
    }
}

/// So many bytes at a place.
fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at + N)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png_of(width: u32, height: u32) -> Vec<u8> {
        let head: [&[u8]; 4] = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", &width.to_be_bytes(), &height.to_be_bytes(), &[8; 9]];
        head.concat()
    }

    fn webp_of(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
        [b"RIFF\0\0\0\0WEBP", kind.as_slice(), &[0; 4], body].concat()
    }

    fn size(bytes: &[u8]) -> Result<(&'static str, u32, u32), ImageProblem> {
        Image::read(bytes, 1024).map(|image| (image.media_type, image.width, image.height))
    }

    #[test]
    fn org4_the_head_says_type_and_size() {
        assert_eq!(size(&png_of(120, 40)), Ok(("image/png", 120, 40)));
        let segments: [&[u8]; 4] = [
            &[0xff, 0xd8],
            &[0xff, 0xe0, 0, 4, 1, 2],
            &[0xff, 0xc4, 0, 3, 9],
            &[0xff, 0xff, 0xc2, 0, 11, 8, 0, 40, 0, 120],
        ];
        assert_eq!(size(&segments.concat()), Ok(("image/jpeg", 120, 40)));
        assert_eq!(size(&webp_of(b"VP8 ", &[0, 0, 0, 0x9d, 1, 0x2a, 120, 0, 40, 0])), Ok(("image/webp", 120, 40)));
        let bits: u32 = 119 | 39 << 14;
        assert_eq!(size(&webp_of(b"VP8L", &[&[0x2f], &bits.to_le_bytes()[..]].concat())), Ok(("image/webp", 120, 40)));
        assert_eq!(size(&webp_of(b"VP8X", &[0, 0, 0, 0, 119, 0, 0, 39, 0, 0])), Ok(("image/webp", 120, 40)));
    }

    #[test]
    fn o1_what_is_no_such_image_or_too_large_is_refused() {
        for other in [
            &b""[..],
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            b"GIF89a\x01\0\x01\0",
            b"\x89PNG\r\n\x1a\n",
            b"\xff\xd8\xff\xda\0\x02",
            b"\xff\xd8\xff\xe0\0\0",
            b"RIFF\0\0\0\0WEBPVP9 \0\0\0\0",
        ] {
            assert_eq!(size(other), Err(ImageProblem::Unknown), "{other:?}");
        }
        for (width, height) in [(10_000, 10_000), (1_025, 1), (1, 1_025), (0, 1), (u32::MAX, 1)] {
            assert_eq!(size(&png_of(width, height)), Err(ImageProblem::TooManyPixels), "{width} × {height}");
        }
        assert!(size(&png_of(1_024, 1_024)).is_ok());
    }
}
