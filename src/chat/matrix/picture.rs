//! How large a picture is shown.

/// Width and height in pixels, as a viewer shows it; None where that cannot be told.
pub(super) fn size(content: &[u8]) -> Option<(u64, u64)> {
    let found = imagesize::blob_size(content).ok()?;
    let (width, height) = (u64::try_from(found.width).ok()?, u64::try_from(found.height).ok()?);
    // A telephone that was held upright stores the picture lying, and says so.
    Some(if is_lying(content).unwrap_or(false) { (height, width) } else { (width, height) })
}

/// Whether the orientation in a JPEG's Exif data (tag 274) is one of the four that swap width and height.
/// CIPA DC-008, 4.5.4 and 4.6.4.
fn is_lying(jpeg: &[u8]) -> Option<bool> {
    let tiff = exif(jpeg)?;
    let little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = tiff.get(at..)?.first_chunk::<2>()?;
        Some(if little { u16::from_le_bytes(*bytes) } else { u16::from_be_bytes(*bytes) })
    };
    let long = |at: usize| {
        let bytes = tiff.get(at..)?.first_chunk::<4>()?;
        Some(if little { u32::from_le_bytes(*bytes) } else { u32::from_be_bytes(*bytes) })
    };
    let directory = usize::try_from(long(4)?).ok()?;
    let entries = usize::from(short(directory)?);
    let entry = (0..entries).map(|number| directory.saturating_add(2 + 12 * number));
    let orientation = entry.filter(|at| short(*at) == Some(274)).find_map(|at| short(at.checked_add(8)?));
    Some(matches!(orientation?, 5..=8))
}

/// The Exif data of a JPEG: a TIFF structure in one of the segments before the picture itself.
fn exif(jpeg: &[u8]) -> Option<&[u8]> {
    let mut rest = jpeg.strip_prefix(b"\xff\xd8")?;
    loop {
        let [0xff, marker, high, low] = *rest.first_chunk::<4>()? else { return None };
        let length = usize::from(u16::from_be_bytes([high, low]));
        let segment = rest.get(4..2 + length)?;
        match (marker, segment.strip_prefix(b"Exif\0\0")) {
            (0xe1, Some(tiff)) => return Some(tiff),
            // The picture begins.
            (0xda, _) => return None,
            _ => rest = rest.get(2 + length..)?,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A JPEG's beginning, 640 wide and 480 high, with this orientation.
    fn jpeg(orientation: u16, little: bool) -> Vec<u8> {
        let short = |n: u16| if little { n.to_le_bytes() } else { n.to_be_bytes() };
        let long = |n: u32| if little { n.to_le_bytes() } else { n.to_be_bytes() };
        let mut tiff = Vec::from(if little { b"II" } else { b"MM" });
        tiff.extend(short(42));
        tiff.extend(long(8));
        tiff.extend(short(1));
        tiff.extend(short(274));
        tiff.extend(short(3));
        tiff.extend(long(1));
        tiff.extend(short(orientation));
        tiff.extend([0; 6]);
        let mut file = Vec::from(b"\xff\xd8\xff\xe1");
        file.extend(u16::try_from(2 + 6 + tiff.len()).unwrap().to_be_bytes());
        file.extend(b"Exif\0\0");
        file.extend(tiff);
        file.extend(b"\xff\xc0\0\x11\x08\x01\xe0\x02\x80\x03");
        file
    }

    #[test]
    fn a_picture_is_as_large_as_it_is_shown() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\x08\x06\0\0\0";
        assert_eq!(size(png), Some((3, 2)));
        for little in [false, true] {
            assert_eq!(size(&jpeg(1, little)), Some((640, 480)));
            assert_eq!(size(&jpeg(6, little)), Some((480, 640)));
        }
        assert_eq!(size(b"no picture"), None);
        assert_eq!(size(b""), None);
    }

    proptest! {
        #[test]
        fn nothing_that_is_sent_makes_it_stumble(
            mut file in (1_u16..9, any::<bool>()).prop_map(|(orientation, little)| jpeg(orientation, little)),
            at in 0_usize..60,
            byte in any::<u8>(),
            length in 0_usize..80,
        ) {
            if let Some(place) = file.get_mut(at) {
                *place = byte;
            }
            file.truncate(length);
            size(&file);
        }

        #[test]
        fn nor_does_any_other_content(content in proptest::collection::vec(any::<u8>(), 0..200)) {
            size(&content);
        }
    }
}
