//! The report as a picture: above, how many there were, by severity; below, how long they took.

use plotters::prelude::*;

use crate::practice::drawing::{Area, FAINT, INK, Outcome, SCALE, cut, letters, line, picture, width, write};

const WIDTH: i32 = 960 * SCALE;
const LEFT: i32 = 12 * SCALE;
const RIGHT: i32 = WIDTH - LEFT;
/// The middles of the title, and of what tells the colors.
const TITLE: i32 = 22 * SCALE;
const LEGEND: i32 = 52 * SCALE;
/// The upper and the lower end of the columns.
const HIGHEST: i32 = 90 * SCALE;
const GROUND: i32 = 250 * SCALE;
/// The middle of the heading of the lower part, and the ends of its line.
const HEADING: i32 = 302 * SCALE;
const LONGEST: i32 = 346 * SCALE;
const SHORTEST: i32 = 430 * SCALE;
const HEIGHT: i32 = 464 * SCALE;
/// From a column or point to the middle of its label.
const BESIDE: i32 = 14 * SCALE;
/// Between two labels.
const GAP: i32 = 8 * SCALE;
/// The side of a square that tells a color.
const SQUARE: i32 = 12 * SCALE;
/// The widest column.
const WIDEST: i32 = 72 * SCALE;

const LARGE: i32 = 20 * SCALE;
const TEXT: i32 = 16 * SCALE;
const SMALL: i32 = 14 * SCALE;

/// From the worst on. Each is lighter or darker than those beside it, so that those who see no colors tell them apart too.
const TONES: [RGBColor; 5] = [
    RGBColor(124, 16, 34),
    RGBColor(226, 120, 52),
    RGBColor(250, 214, 110),
    RGBColor(52, 103, 173),
    RGBColor(142, 188, 214),
];
/// Of all that have no color of their own.
const OTHER: RGBColor = RGBColor(196, 200, 208);
const TOOK: RGBColor = RGBColor(52, 103, 173);

/// A severity in the legend.
#[derive(Debug, Clone)]
pub(super) struct Severity {
    pub(super) label: String,
    /// How many are worse, among those that are known.
    pub(super) place: usize,
}

impl Severity {
    fn color(&self) -> RGBColor {
        TONES.get(self.place).copied().unwrap_or(OTHER)
    }
}

/// A day, a week, a month or a year.
#[derive(Debug, Clone, Default)]
pub(super) struct Column {
    pub(super) label: String,
    /// How many of each severity.
    pub(super) counts: Vec<i64>,
    /// How long they took, in seconds and in words; None: none has ended.
    pub(super) took: Option<(i64, String)>,
}

/// What the picture shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chart<'a> {
    pub(super) title: &'a str,
    /// What stands above the lower part.
    pub(super) heading: &'a str,
    pub(super) severities: &'a [Severity],
    pub(super) columns: &'a [Column],
}

/// The picture, as PNG.
pub(super) fn draw(chart: &Chart<'_>) -> Result<Vec<u8>, String> {
    let paint = |area: &Area<'_>| {
        write(area, &cut(chart.title, LARGE, RIGHT - LEFT)?, (LEFT, TITLE), LARGE, INK)?;
        legend(area, chart.severities)?;
        columns(area, chart)?;
        write(area, &cut(chart.heading, TEXT, RIGHT - LEFT)?, (LEFT, HEADING), TEXT, INK)?;
        took(area, chart.columns)
    };
    picture((WIDTH, HEIGHT), paint).map_err(|error| error.to_string())
}

fn legend(area: &Area<'_>, severities: &[Severity]) -> Outcome<()> {
    let mut x = LEFT;
    for severity in severities {
        let from = x + SQUARE + GAP;
        let label = cut(&severity.label, SMALL, RIGHT - from)?;
        if label.is_empty() {
            break;
        }
        let corners = [(x, LEGEND - SQUARE / 2), (x + SQUARE - 1, LEGEND + SQUARE / 2 - 1)];
        area.draw(&Rectangle::new(corners, severity.color().filled()))?;
        write(area, &label, (from, LEGEND), SMALL, INK)?;
        x = from + width(&label, SMALL)? + 2 * GAP;
    }
    Ok(())
}

/// The middle of each column.
fn middles(count: usize) -> impl Iterator<Item = i32> {
    let count = i32::try_from(count).unwrap_or(i32::MAX).max(1);
    (0..count).map(move |at| LEFT + (RIGHT - LEFT) * (2 * at + 1) / (2 * count))
}

/// As much of a height as one number is of another.
fn part(of: i32, value: i64, most: i64) -> Outcome<i32> {
    Ok(i32::try_from(i128::from(of) * i128::from(value) / i128::from(most.max(1)))?)
}

fn columns(area: &Area<'_>, chart: &Chart<'_>) -> Outcome<()> {
    let all = |column: &Column| column.counts.iter().sum::<i64>();
    let most = chart.columns.iter().map(all).max().unwrap_or_default();
    let slot = (RIGHT - LEFT) / i32::try_from(chart.columns.len().max(1))?;
    let half = (slot * 3 / 10).clamp(1, WIDEST / 2);
    let (mut names, mut numbers) = (LEFT, LEFT);
    for (column, middle) in chart.columns.iter().zip(middles(chart.columns.len())) {
        let (mut below, mut bottom) = (0, GROUND);
        for (severity, count) in chart.severities.iter().zip(&column.counts).filter(|(_, count)| **count > 0) {
            below += count;
            let top = GROUND - part(GROUND - HIGHEST, below, most)?;
            let corners = [(middle - half, top), (middle + half - 1, bottom - 1)];
            area.draw(&Rectangle::new(corners, severity.color().filled()))?;
            bottom = top;
        }
        if below > 0 {
            label(area, &below.to_string(), (middle, bottom - BESIDE), INK, &mut numbers)?;
        }
        label(area, &column.label, (middle, GROUND + BESIDE), FAINT, &mut names)?;
    }
    line(area, vec![(LEFT, GROUND), (RIGHT, GROUND)], FAINT)
}

/// A line through how long it took; a column in which nothing ended has no point.
fn took(area: &Area<'_>, columns: &[Column]) -> Outcome<()> {
    let most = columns.iter().filter_map(|column| column.took.as_ref()).map(|(seconds, _)| *seconds).max();
    let mut points = Vec::new();
    for (column, middle) in columns.iter().zip(middles(columns.len())) {
        if let Some((seconds, words)) = &column.took {
            points.push(((middle, SHORTEST - part(SHORTEST - LONGEST, *seconds, most.unwrap_or(1))?), words));
        }
    }
    line(area, vec![(LEFT, SHORTEST), (RIGHT, SHORTEST)], FAINT)?;
    area.draw(&PathElement::new(points.iter().map(|(at, _)| *at).collect::<Vec<_>>(), TOOK.stroke_width(4)))?;
    let mut free = LEFT;
    for ((x, y), words) in points {
        area.draw(&Circle::new((x, y), 4 * SCALE, TOOK.filled()))?;
        label(area, words, (x, y - BESIDE), INK, &mut free)?;
    }
    Ok(())
}

/// Writes a label around a middle, unless it would stand on the one before.
fn label(area: &Area<'_>, text: &str, (middle, y): (i32, i32), color: RGBColor, free: &mut i32) -> Outcome<()> {
    let text = letters(text);
    let wide = width(&text, SMALL)?;
    let from = (middle - wide / 2).min(RIGHT - wide).max(LEFT);
    if from < *free || from + wide > RIGHT {
        return Ok(());
    }
    *free = from + wide + GAP;
    write(area, &text, (from, y), SMALL, color)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(label: &str, counts: &[i64], took: Option<i64>) -> Column {
        let took = took.map(|minutes| (minutes * 60, format!("{minutes} Min.")));
        Column { label: label.to_owned(), counts: counts.to_vec(), took }
    }

    fn severity(label: &str, place: usize) -> Severity {
        Severity { label: label.to_owned(), place }
    }

    /// How many pixels have a color, and the highest and lowest row in which it is.
    fn seen(file: &[u8], color: RGBColor, rows: std::ops::Range<usize>) -> Option<(usize, usize, usize)> {
        let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        assert_eq!((info.width, info.height), (960, 464));
        let places = pixels.chunks(3).enumerate().filter(|(_, pixel)| *pixel == [color.0, color.1, color.2]);
        let found: Vec<usize> = places.map(|(at, _)| at / 960).filter(|row| rows.contains(row)).collect();
        Some((found.len(), *found.iter().min()?, *found.iter().max()?))
    }

    #[test]
    fn columns_are_as_high_as_their_counts_and_the_worst_is_at_the_bottom() {
        let severities = [severity("sev1 (Kritisch)", 0), severity("sev2 (Schwer)", 1)];
        let columns = [column("Mo., 02.03.", &[1, 3], Some(60)), column("Mo., 09.03.", &[0, 0], None)];
        let file =
            draw(&Chart { title: "Größe", heading: "Dauer", severities: &severities, columns: &columns }).unwrap();
        let (few, top, bottom) = seen(&file, TONES[0], 70..260).unwrap();
        assert!((209..=211).contains(&top) && (248..=249).contains(&bottom), "{top} {bottom}");
        let (many, top, bottom) = seen(&file, TONES[1], 70..260).unwrap();
        assert!((89..=91).contains(&top) && (208..=210).contains(&bottom), "{top} {bottom}");
        assert!(many > 2 * few && few > 1000, "{few} {many}");
        assert!(seen(&file, TONES[0], 40..64).is_some(), "the legend tells the color");
        let (point, ..) = seen(&file, TOOK, 300..464).unwrap();
        assert!(point > 20, "{point}");
    }

    #[test]
    fn anything_is_drawn() {
        let long = "WWWW 😀\u{202e}\n".repeat(200);
        let severities: Vec<Severity> = (0..40).map(|place| severity(&long, place)).collect();
        let columns: Vec<Column> = (0..40).map(|at| column(&long, &[i64::from(at); 40], Some(i64::from(at)))).collect();
        assert!(draw(&Chart { title: &long, heading: &long, severities: &severities, columns: &columns }).is_ok());
        assert!(draw(&Chart { title: "", heading: "", severities: &[], columns: &[] }).is_ok());
        let one = [column("", &[i64::MAX / 2], Some(i64::MAX / 60))];
        assert!(draw(&Chart { title: "", heading: "", severities: &severities, columns: &one }).is_ok());
    }

    #[test]
    fn neighbours_differ_in_lightness() {
        let lightness = TONES.map(|RGBColor(red, green, blue)| {
            let linear = |light: u8| (f64::from(light) / 255.0).powf(2.2);
            116.0 * (0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)).cbrt() - 16.0
        });
        assert!(lightness.windows(2).all(|pair| (pair[0] - pair[1]).abs() > 15.0), "{lightness:?}");
    }
}
