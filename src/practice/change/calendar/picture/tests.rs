use super::*;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The week in Berlin in which the clocks are put back: its last day has 25 hours.
fn week(days: &[String]) -> Frame<'_> {
    Frame {
        title: "Änderungen 19.–25.10.2026",
        from: at("2026-10-18T22:00:00Z"),
        to: at("2026-10-25T23:00:00Z"),
        zone: chrono_tz::Europe::Berlin,
        days,
        now: at("2026-10-01T00:00:00Z"),
    }
}

fn labels(count: usize) -> Vec<String> {
    (1..=count).map(|day| format!("Mo {day:02}.10.")).collect()
}

fn bar(label: &str, from: &str, to: &str, tone: Tone) -> Bar {
    Bar { label: label.to_owned(), from: at(from), to: at(to), tone }
}

struct Picture {
    pixels: Vec<u8>,
    size: (u32, u32),
}

impl Picture {
    fn of(frame: &Frame<'_>, bars: &[Bar], shades: &[Shade]) -> Self {
        let file = draw(frame, bars, shades).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(&file)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        assert_eq!(info.color_type, png::ColorType::Rgb);
        Self { pixels, size: (info.width, info.height) }
    }

    /// Where pixels are for which that holds, as column and row.
    fn places(&self, holds: impl Fn([u8; 3]) -> bool) -> Vec<(u32, u32)> {
        let pixels = self.pixels.chunks(3).zip(0u32..);
        let found = pixels.filter(|(pixel, _)| holds([pixel[0], pixel[1], pixel[2]]));
        found.map(|(_, at)| (at % self.size.0, at / self.size.0)).collect()
    }

    fn of_color(&self, color: RGBColor) -> Vec<(u32, u32)> {
        self.places(|pixel| pixel == [color.0, color.1, color.2])
    }

    /// The first and the last column of a color.
    fn columns(&self, color: RGBColor) -> Option<(u32, u32)> {
        let columns = || self.of_color(color).into_iter().map(|(column, _)| column);
        Some((columns().min()?, columns().max()?))
    }
}

#[test]
fn a_bar_is_where_its_time_is() {
    let days = labels(7);
    let bars = [
        bar("CHG-1", "2026-10-18T22:00:00Z", "2026-10-19T22:00:00Z", Tone::Running),
        bar("CHG-2 with a label", "2026-10-22T22:00:00Z", "2026-10-24T22:00:00Z", Tone::Agreed),
        bar("CHG-3", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", Tone::Failed),
    ];
    let picture = Picture::of(&week(&days), &bars, &[]);
    assert_eq!(picture.size, (960, 64 + 3 * 28 + 10));
    // 169 hours on 936 pixels from 12 on; a border of a pixel has another color.
    let near = |tone: Tone, from: u32, to: u32| {
        let (first, last) = picture.columns(tone.color()).unwrap();
        assert!(first.abs_diff(from) <= 2 && last.abs_diff(to) <= 3, "{tone:?}: {first} {last}");
    };
    near(Tone::Running, 12, 12 + 133);
    near(Tone::Agreed, 12 + 4 * 133, 12 + 6 * 133);
    near(Tone::Failed, 12 + 144 * 936 / 169, 948);
    let rows = |tone: Tone| picture.of_color(tone.color()).iter().map(|(_, row)| (row - 64) / 28).collect::<Vec<_>>();
    assert!(rows(Tone::Running).iter().all(|row| *row == 0) && rows(Tone::Running).len() > 1000);
    assert!(rows(Tone::Agreed).iter().all(|row| *row == 1) && rows(Tone::Agreed).len() > 3000);
    assert!(rows(Tone::Failed).iter().all(|row| *row == 2));
}

#[test]
fn half_an_hour_of_a_month_is_seen_and_a_bar_ends_at_the_frame() {
    let days = labels(31);
    let mut frame = week(&days);
    frame.to = at("2026-11-18T23:00:00Z");
    let bars = [
        bar("CHG-1", "2026-10-20T10:00:00Z", "2026-10-20T10:30:00Z", Tone::Running),
        bar("", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", Tone::Agreed),
        bar("", "2026-11-18T22:59:59Z", "2026-11-20T00:00:00Z", Tone::Failed),
        bar("", "2026-10-30T10:00:00Z", "2026-10-30T10:00:00Z", Tone::Waiting),
    ];
    let picture = Picture::of(&frame, &bars, &[]);
    for tone in [Tone::Running, Tone::Failed, Tone::Waiting] {
        let (first, last) = picture.columns(tone.color()).unwrap();
        assert!((3..=6).contains(&(last - first + 1)), "{tone:?} {first} {last}");
    }
    let (first, last) = picture.columns(Tone::Agreed.color()).unwrap();
    assert!((12..=14).contains(&first) && (945..=948).contains(&last), "{first} {last}");
    assert!(picture.columns(Tone::Failed.color()).unwrap().1 < 949);
}

#[test]
fn what_is_out_of_the_frame_gets_no_row() {
    let days = labels(7);
    let bars = [
        bar("before", "2026-10-10T00:00:00Z", "2026-10-18T22:00:00Z", Tone::Failed),
        bar("after", "2026-10-25T23:00:00Z", "2026-10-26T23:00:00Z", Tone::Failed),
        bar("turned", "2026-10-20T10:00:00Z", "2026-10-10T23:00:00Z", Tone::Running),
    ];
    let picture = Picture::of(&week(&days), &bars, &[]);
    assert_eq!(picture.size.1, 64 + 28 + 10);
    assert!(picture.columns(Tone::Failed.color()).is_none() && picture.columns(Tone::Running.color()).is_some());
    assert_eq!(Picture::of(&week(&[]), &[], &[]).size.1, 64 + 28 + 10);
    let many = vec![bar("CHG-1", "2026-10-20T10:00:00Z", "2026-10-20T23:00:00Z", Tone::Over); 30];
    assert_eq!(Picture::of(&week(&days), &many, &[]).size.1, 64 + 24 * 28 + 10);
}

#[test]
fn a_freeze_is_hatched_and_the_present_is_a_line() {
    let days = labels(7);
    let mut frame = week(&days);
    let shades = [
        Shade { label: "Inventur".to_owned(), from: at("2026-10-22T22:00:00Z"), to: at("2026-10-23T22:00:00Z") },
        Shade { label: "gone".to_owned(), from: at("2026-09-22T22:00:00Z"), to: at("2026-09-23T22:00:00Z") },
    ];
    let picture = Picture::of(&frame, &[], &shades);
    assert_eq!(picture.size.1, 64 + 28 + 22 + 10);
    let (first, last) = picture.columns(FROZEN).unwrap();
    assert!(first.abs_diff(12 + 4 * 133) <= 3 && last.abs_diff(12 + 5 * 133) <= 4, "{first} {last}");
    frame.now = at("2026-10-20T22:00:00Z");
    let with = Picture::of(&frame, &[], &shades);
    let differs: Vec<_> = picture.pixels.iter().zip(&with.pixels).zip(0u32..).filter(|((a, b), _)| a != b).collect();
    let columns: Vec<_> = differs.iter().map(|(_, at)| at / 3 % 960).collect();
    assert!(columns.len() > 100 && columns.iter().all(|column| column.abs_diff(12 + 2 * 133) <= 8), "{columns:?}");
}

#[test]
fn any_label_is_drawn_within_the_picture() {
    let days = ["a very long label of a day ".repeat(9), String::new(), "\u{0}\n".to_owned()];
    let long = "WWWW ".repeat(2000);
    let hard = ["😀👩\u{200d}💻 שלום العربية e\u{301}", long.as_str(), "", "\u{0}\r\n\t\u{202e}", "…"];
    let ends = [
        ("2026-10-19T00:00:00Z", "2026-10-19T00:10:00Z"),
        ("2026-10-25T22:00:00Z", "2026-10-25T22:30:00Z"),
        ("2026-10-21T00:00:00Z", "2026-10-23T00:10:00Z"),
        ("2026-10-01T00:00:00Z", "2026-11-23T00:10:00Z"),
    ];
    let bars: Vec<_> =
        ends.iter().flat_map(|(from, to)| hard.map(|label| bar(label, from, to, Tone::Waiting))).collect();
    let shades: Vec<_> =
        bars.iter().map(|bar| Shade { label: bar.label.clone(), from: bar.from, to: bar.to }).collect();
    let mut frame = week(&days);
    frame.title = &long;
    let picture = Picture::of(&frame, &bars, &shades);
    let dark = picture.places(|pixel| pixel.iter().all(|light| *light < 110));
    assert!(dark.len() > 1000 && dark.iter().all(|(column, _)| (10..=950).contains(column)), "{dark:?}");
}

#[test]
fn a_label_is_in_its_bar_or_beside_it() {
    let days = labels(7);
    let dark = |label: &str, from: &str, to: &str| {
        let picture = Picture::of(&week(&days), &[bar(label, from, to, Tone::Waiting)], &[]);
        let bar = picture.columns(Tone::Waiting.color()).unwrap();
        let dark = picture.places(|pixel| pixel.iter().all(|light| *light < 110));
        let columns = || dark.iter().filter(|(_, row)| (70..86).contains(row)).map(|(column, _)| *column);
        (bar, (columns().min().unwrap(), columns().max().unwrap()))
    };
    let (bar, text) = dark("CHG-1", "2026-10-20T00:00:00Z", "2026-10-22T00:00:00Z");
    assert!(bar.0 < text.0 && text.1 < bar.1, "within: {bar:?} {text:?}");
    let (bar, text) = dark("CHG-1 to the right", "2026-10-20T00:00:00Z", "2026-10-20T04:00:00Z");
    assert!(bar.1 < text.0, "right: {bar:?} {text:?}");
    let (bar, text) = dark("CHG-1 to the left", "2026-10-25T12:00:00Z", "2026-10-25T16:00:00Z");
    assert!(text.1 < bar.0 && bar.0 - text.1 < 20, "left: {bar:?} {text:?}");
}

#[test]
fn a_frame_without_time_is_refused_and_a_long_one_is_drawn() {
    let mut frame = week(&[]);
    frame.to = frame.from;
    assert!(draw(&frame, &[], &[]).is_err());
    frame.to = frame.from - TimeDelta::days(1);
    assert!(draw(&frame, &[], &[]).is_err());
    frame.from = at("0001-01-01T00:00:00Z");
    frame.to = at("9999-01-01T00:00:00Z");
    let one = bar("CHG-1", "2026-10-20T00:00:00Z", "2026-10-20T04:00:00Z", Tone::Running);
    assert!(draw(&frame, &[one], &[]).is_ok());
}

#[test]
fn days_begin_at_midnight_in_the_zone() {
    let starts: Vec<_> = week(&[]).days().collect();
    assert_eq!(starts.len(), 7);
    assert_eq!(starts[5..], [at("2026-10-23T22:00:00Z"), at("2026-10-24T22:00:00Z")]);
    let mut frame = week(&[]);
    // There the clocks went from 24:00 to 1:00.
    frame.zone = chrono_tz::America::Sao_Paulo;
    (frame.from, frame.to) = (at("2018-11-03T12:00:00Z"), at("2018-11-05T12:00:00Z"));
    let starts: Vec<_> = frame.days().collect();
    assert_eq!(starts, [at("2018-11-03T03:00:00Z"), at("2018-11-04T03:00:00Z"), at("2018-11-05T02:00:00Z")]);
}

#[test]
fn each_tone_is_lighter_or_darker_than_the_others() {
    let tones = [Tone::Waiting, Tone::Over, Tone::Running, Tone::Agreed, Tone::Failed];
    let lightness = tones.map(|tone| {
        let linear = |light: u8| (f64::from(light) / 255.0).powf(2.2);
        let RGBColor(red, green, blue) = tone.color();
        116.0 * (0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)).cbrt() - 16.0
    });
    assert!(lightness.windows(2).all(|pair| pair[0] - pair[1] > 7.0), "{lightness:?}");
}
