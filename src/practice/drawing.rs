//! What the pictures of all practices are drawn with: letters, lines, and pixels finer than those of the picture.

use std::sync::OnceLock;

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontStyle, register_font};

/// How many times as large it is drawn as it then is: a letter is put at a whole pixel, and in the size of the picture
/// that leaves uneven distances between letters.
pub(super) const SCALE: i32 = 2;
/// From the middle of a line of text to where the font would have it.
const DROP: i32 = 2 * SCALE;
/// Most letters of a label that are looked at: more are not seen anyway.
const LETTERS: usize = 400;

const FONT: &str = "picture";

/// What is to be read.
pub(super) const INK: RGBColor = RGBColor(28, 28, 32);
/// What is to be read second.
pub(super) const FAINT: RGBColor = RGBColor(84, 84, 92);

/// What is drawn on.
pub(super) type Area<'a> = DrawingArea<BitMapBackend<'a>, Shift>;
/// What drawing comes to.
pub(super) type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Makes the font known, without which nothing is written.
fn fonted() -> Outcome<()> {
    static REGISTERED: OnceLock<bool> = OnceLock::new();
    let is_there =
        *REGISTERED.get_or_init(|| register_font(FONT, FontStyle::Normal, epaint_default_fonts::UBUNTU_LIGHT).is_ok());
    if is_there { Ok(()) } else { Err("the font cannot be read".into()) }
}

/// A picture, as PNG, of a size in drawn pixels: so many times those of the picture as [`SCALE`] says.
pub(super) fn picture((width, height): (i32, i32), paint: impl FnOnce(&Area<'_>) -> Outcome<()>) -> Outcome<Vec<u8>> {
    fonted()?;
    let size = (u32::try_from(width)?, u32::try_from(height)?);
    let mut pixels = vec![0; usize::try_from(size.0 * size.1 * 3)?];
    let area = BitMapBackend::with_buffer(&mut pixels, size).into_drawing_area();
    area.fill(&WHITE)?;
    paint(&area)?;
    area.present()?;
    drop(area);
    Ok(encode(&smaller(&pixels, size.0)?, (size.0 / SCALE.unsigned_abs(), size.1 / SCALE.unsigned_abs()))?)
}

/// Draws a line through points.
pub(super) fn line(area: &Area<'_>, points: Vec<(i32, i32)>, color: RGBColor) -> Outcome<()> {
    Ok(area.draw(&PathElement::new(points, color.stroke_width(2)))?)
}

/// Writes a line of text whose middle is there on the left.
pub(super) fn write(area: &Area<'_>, text: &str, (x, y): (i32, i32), size: i32, color: RGBColor) -> Outcome<()> {
    let style = (FONT, size).into_font().color(&color).pos(Pos::new(HPos::Left, VPos::Center));
    Ok(area.draw(&Text::new(text.to_owned(), (x, y + DROP), style))?)
}

/// How wide a text is when it is written.
pub(super) fn width(text: &str, size: i32) -> Outcome<i32> {
    Ok(i32::try_from((FONT, size).into_font().box_size(text)?.0)?)
}

/// The text on one line, without marks that are not to be seen: the font has no letter for them, and shows a box.
pub(super) fn letters(text: &str) -> String {
    let unseen = ['\u{200b}'..='\u{200f}', '\u{202a}'..='\u{202e}', '\u{2060}'..='\u{206f}', '\u{fe0f}'..='\u{fe0f}'];
    let letters = text.chars().take(LETTERS).filter(|letter| !unseen.iter().any(|marks| marks.contains(letter)));
    letters.map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// The text, cut so that it is not wider than that.
pub(super) fn cut(text: &str, size: i32, room: i32) -> Outcome<String> {
    let whole = letters(text);
    if width(&whole, size)? <= room {
        return Ok(whole);
    }
    let mut kept = whole;
    while kept.pop().is_some() {
        let shown = format!("{}…", kept.trim_end());
        if width(&shown, size)? <= room {
            return Ok(shown);
        }
    }
    Ok(String::new())
}

/// The picture in the size that it is to have: each of its pixels is the mean of those that are drawn there.
fn smaller(pixels: &[u8], width: u32) -> Outcome<Vec<u8>> {
    let (scale, row) = (usize::try_from(SCALE)?, usize::try_from(width * 3)?);
    let mean = |rows: &[u8], at: usize| {
        let drawn = rows.chunks(row).flat_map(|row| row.iter().skip(at).step_by(3).take(scale));
        u8::try_from(drawn.map(|light| usize::from(*light)).sum::<usize>() / (scale * scale)).unwrap_or(u8::MAX)
    };
    let columns = || (0..row).step_by(3 * scale).flat_map(|pixel| (pixel..).take(3));
    Ok(pixels.chunks(row * scale).flat_map(|rows| columns().map(move |at| mean(rows, at))).collect())
}

/// The pixels, three bytes each, as PNG.
pub(super) fn encode(pixels: &[u8], (width, height): (u32, u32)) -> Result<Vec<u8>, png::EncodingError> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(file)
}
