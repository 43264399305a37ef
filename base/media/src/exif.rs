//! The one thing that is read of EXIF: which way up the camera was held.

/// How a picture is turned so that it stands upright (CIPA DC-008-2023, tag 0x0112).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Turn {
    /// Rows become columns: mirrored along the diagonal from the top left. Done first.
    pub transpose: bool,
    /// Left and right change places.
    pub mirror: bool,
    /// Top and bottom change places.
    pub flip: bool,
}

impl Turn {
    /// The turn of the values 1 to 8; any other is upright.
    fn of(value: u16) -> Turn {
        let turn = |transpose, mirror, flip| Turn { transpose, mirror, flip };
        match value {
            2 => turn(false, true, false),
            3 => turn(false, true, true),
            4 => turn(false, false, true),
            5 => turn(true, false, false),
            6 => turn(true, true, false),
            7 => turn(true, true, true),
            8 => turn(true, false, true),
            _ => Turn::default(),
        }
    }
}

/// Reads the orientation from EXIF, beginning at the TIFF header or at the `Exif\0\0` before it. What cannot be read is upright.
pub fn turn(exif: &[u8]) -> Turn {
    read(exif.strip_prefix(b"Exif\0\0").unwrap_or(exif)).map(Turn::of).unwrap_or_default()
}

/// The tag in the first directory (TIFF 6.0, section 2).
fn read(tiff: &[u8]) -> Option<u16> {
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let two: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    };
    let four: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let start = if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) };
    let start = usize::try_from(start).ok()?;
    let count = usize::from(short(start)?);
    let first = start.checked_add(2)?;
    for entry in 0..count {
        let at = first.checked_add(entry.checked_mul(12)?)?;
        // A single value of type SHORT stands at the left of the field.
        if short(at)? == 0x0112 {
            return (short(at.checked_add(2)?)? == 3).then(|| short(at.checked_add(8)?)).flatten();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orientation_is_read_in_both_byte_orders() {
        let little = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0";
        let big = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0";
        assert_eq!(read(little), Some(6));
        assert_eq!(read(big), Some(8));
        assert_eq!(turn(&[b"Exif\0\0", &little[..]].concat()), Turn::of(6));
    }
    #[test]
    fn what_cannot_be_read_is_upright() {
        let whole = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0";
        for end in 0..18 {
            assert_eq!(turn(&whole[..end]), Turn::default());
        }
        assert_eq!(turn(b"II*\0\xff\xff\xff\xff"), Turn::default());
        assert_eq!(turn(b"II*\0\x08\0\0\0\xff\xff\x12\x01\x02\0\x01\0\0\0\x06\0\0\0"), Turn::default());
    }
}
