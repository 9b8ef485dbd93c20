//! Names in the letters that an e-mail address takes everywhere.

/// `text` in lower-case ASCII letters and digits: diacritics are dropped, as is whatever has no such letter.
pub fn ascii(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => result.push(letter),
            'ä' | 'æ' => result.push_str("ae"),
            'ö' => result.push_str("oe"),
            'ü' => result.push_str("ue"),
            'ß' => result.push_str("ss"),
            'þ' => result.push_str("th"),
            _ => result.extend(base(letter)),
        }
    }
    result
}

/// The letter without its marks.
const fn base(letter: char) -> Option<char> {
    Some(match letter {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' | 'ạ' | 'ả' | 'ấ' | 'ầ' | 'ậ' | 'ắ' | 'ặ' => {
            'a'
        }
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ẹ' | 'ế' | 'ề' | 'ễ' | 'ệ' => 'e',
        'ğ' => 'g',
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ĩ' | 'ı' | 'ị' => 'i',
        'ł' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ő' | 'ọ' | 'ố' | 'ồ' | 'ộ' | 'ơ' | 'ớ' | 'ợ' | 'ō' | 'ỗ' => {
            'o'
        }
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ṣ' => 's',
        'ť' => 't',
        'ù' | 'ú' | 'û' | 'ũ' | 'ū' | 'ů' | 'ű' | 'ụ' | 'ủ' | 'ư' | 'ứ' | 'ừ' | 'ữ' => 'u',
        'ý' | 'ỳ' | 'ỹ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lose_their_marks_and_the_rest_is_dropped() {
        assert_eq!(ascii("Jürgen Großmann"), "juergengrossmann");
        assert_eq!(ascii("Łukasz O'Brien-Nuñez"), "lukaszobriennunez");
        assert_eq!(ascii("Nguyễn Thị"), "nguyenthi");
        assert_eq!(ascii("🙂<b>"), "b");
    }
}
