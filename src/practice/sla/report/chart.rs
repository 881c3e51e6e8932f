//! A report as a picture: a bar for each kind and priority, kept below and broken above.

use std::sync::OnceLock;

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontStyle, register_font};

use crate::error::Fault;
use crate::practice::drawing;

/// Width and height in pixels: as wide as a message is shown.
const SIZE: (u32, u32) = (640, 320);
const FONT: &str = "report";
/// Green and red that also those tell apart who do not see them as such: one is much darker.
const KEPT: RGBColor = RGBColor(94, 177, 120);
const BROKEN: RGBColor = RGBColor(158, 28, 44);

/// A bar.
#[derive(Debug, Clone)]
pub(super) struct Bar {
    /// What stands below it.
    pub(super) label: String,
    pub(super) met: i64,
    pub(super) missed: i64,
}

/// The picture, as PNG.
pub(super) fn draw(title: &str, bars: &[Bar]) -> Result<Vec<u8>, Fault> {
    static REGISTERED: OnceLock<bool> = OnceLock::new();
    let is_there =
        *REGISTERED.get_or_init(|| register_font(FONT, FontStyle::Normal, epaint_default_fonts::UBUNTU_LIGHT).is_ok());
    if !is_there {
        return Err(Fault::Other("the font of the charts cannot be read".to_owned()));
    }
    let mut pixels = vec![0; (SIZE.0 * SIZE.1 * 3) as usize];
    paint(&mut pixels, title, bars).map_err(|error| Fault::Other(format!("the chart cannot be drawn: {error}")))?;
    drawing::encode(&pixels, SIZE).map_err(|error| Fault::Other(format!("the chart cannot be written: {error}")))
}

fn paint(pixels: &mut [u8], title: &str, bars: &[Bar]) -> Result<(), Box<dyn std::error::Error>> {
    let area = BitMapBackend::with_buffer(pixels, SIZE).into_drawing_area();
    area.fill(&WHITE)?;
    let text = (FONT, 16).into_font().color(&BLACK);
    let centered = text.pos(Pos::new(HPos::Center, VPos::Center));
    let (width, height) = (i32::try_from(SIZE.0)?, i32::try_from(SIZE.1)?);
    let heading = (FONT, 20).into_font().color(&BLACK).pos(Pos::new(HPos::Center, VPos::Center));
    area.draw(&Text::new(title.to_owned(), (width / 2, 20), heading))?;
    let most = bars.iter().map(|bar| bar.met + bar.missed).max().unwrap_or(1).max(1);
    let (top, bottom) = (60, height - 44);
    let slot = (width - 40) / i32::try_from(bars.len().max(1))?;
    let rises = |count: i64| -> Result<i32, std::num::TryFromIntError> {
        i32::try_from(i64::from(bottom - top) * count / most)
    };
    for (at, bar) in bars.iter().enumerate() {
        let left = 20 + slot * i32::try_from(at)?;
        let (from, to) = (left + slot / 5, left + slot - slot / 5);
        let met = bottom - rises(bar.met)?;
        let all = bottom - rises(bar.met + bar.missed)?;
        area.draw(&Rectangle::new([(from, met), (to, bottom)], KEPT.filled()))?;
        area.draw(&Rectangle::new([(from, all), (to, met)], BROKEN.filled()))?;
        let count = format!("{}/{}", bar.met, bar.met + bar.missed);
        area.draw(&Text::new(count, (left + slot / 2, all - 12), centered.clone()))?;
        area.draw(&Text::new(bar.label.clone(), (left + slot / 2, bottom + 16), centered.clone()))?;
    }
    area.draw(&PathElement::new([(20, bottom), (width - 20, bottom)], BLACK.mix(0.6)))?;
    area.present()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_is_a_picture_that_shows_what_was_kept_and_broken() {
        let bar = |label: &str, met, missed| Bar { label: label.to_owned(), met, missed };
        let file = draw("Größe", &[bar("Antwort P1", 3, 1), bar("Lösung P5", 0, 0)]).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(&file)).read_info().unwrap();
        let mut pixels = vec![0; (SIZE.0 * SIZE.1 * 3) as usize];
        reader.next_frame(&mut pixels).unwrap();
        let count = |color: RGBColor| pixels.chunks(3).filter(|pixel| *pixel == [color.0, color.1, color.2]).count();
        let (kept, broken) = (count(KEPT), count(BROKEN));
        assert!(kept > 1000 && broken > 300 && kept > 2 * broken, "{kept} {broken}");
        let dark = pixels.chunks(3).filter(|pixel| pixel.iter().all(|light| *light < 100)).count();
        assert!(dark > 100, "no text: {dark}");
        assert!(draw("", &[]).is_ok());
    }
}
