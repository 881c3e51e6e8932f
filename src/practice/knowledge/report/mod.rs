//! `!report knowledge month`: how much is solved by articles, which are used, what is missing and what is due.

pub(super) mod store;

use chrono::TimeDelta;

use super::{care, reader, store as written};
use crate::error::{Refusal, Stop};
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::ArticleId;
use crate::practice::Call;
use crate::practice::period::period;
use crate::ticket::title_line;

/// So many of each are named.
const NAMED: i64 = 5;

pub(super) async fn report(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let (text, zone) = (call.args.text.trim(), turn.zone());
    let Some(period) = period(text, turn.now, zone) else {
        let reason = Phrase::new("report-period").text("text", text.chars().take(60).collect::<String>());
        return Err(Refusal::unclear(reason).hint(Phrase::new("kb-report-hint")).into());
    };
    let inside = reader::is_inside(turn).await?;
    let span = (period.from, period.to);
    let heading = Phrase::new("kb-report").date("from", period.from, zone, turn.now);
    let heading = heading.date("to", period.to - TimeDelta::seconds(1), zone, turn.now);
    let mut body = turn.text(&heading);
    let deflection = store::deflection(turn.conn(), span).await?;
    let percent = |part: i64, all: i64| if all == 0 { 0 } else { (part * 200 + all) / (2 * all) };
    let line = Phrase::new("kb-report-deflection")
        .number("raised", deflection.raised)
        .number("offered", deflection.offered)
        .number("solved", deflection.solved)
        .number("rejected", deflection.rejected)
        .number("of-offered", percent(deflection.solved, deflection.offered))
        .number("of-raised", percent(deflection.solved, deflection.raised));
    body = body.line(turn.text(&line));
    let used = store::most_used(turn.conn(), span, inside, NAMED).await?;
    if !used.is_empty() {
        body = body.line(turn.text(&Phrase::new("kb-report-used")));
        let ids: Vec<ArticleId> = used.iter().map(|one| one.article).collect();
        for (article, one) in written::by_ids(turn.conn(), &ids).await?.iter().zip(&used) {
            let line = Phrase::new("kb-report-used-row").phrase("row", care::row(turn, article, inside));
            body = body.line(turn.text(&line.number("opened", one.opened).number("solved", one.solved)));
        }
    }
    let unfound = store::unfound(turn.conn(), span, NAMED).await?;
    if !unfound.is_empty() {
        body = body.line(turn.text(&Phrase::new("kb-report-unfound")));
        for (words, often) in unfound {
            let line = Phrase::new("kb-report-unfound-row").text("words", title_line(&words)).number("often", often);
            body = body.line(turn.text(&line));
        }
    }
    let today = turn.today();
    let (due, all) = written::due(turn.conn(), today, None, (0, NAMED)).await?;
    if !due.is_empty() {
        body = body.line(turn.text(&Phrase::new("kb-due-heading").number("all", all)));
        for article in written::by_ids(turn.conn(), &due).await? {
            body = body.line(turn.text(&care::due_row(turn, &article, inside)));
        }
    }
    let place = turn.place.clone();
    turn.say(&place, body).await?;
    Ok(())
}
