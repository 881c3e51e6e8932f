//! `!incident`: what is going on now, and how one is declared.

use super::{outside, save, store, view};
use crate::error::Refusal;
use crate::error::Stop;
use crate::flow::turn::Turn;
use crate::i18n::Phrase;
use crate::ids::TicketId;
use crate::people::role::Role;
use crate::practice::{Call, did_you_mean, permission, router, threads};

/// So many are listed.
const LISTED: usize = 15;

/// `!incident`, `!incident INC-3`
pub(super) async fn list(turn: &mut Turn<'_>, call: Call) -> Result<(), Stop> {
    let text = call.args.text.trim().to_owned();
    if let [id] = call.args.ids.as_slice()
        && text.is_empty()
    {
        if let Some((ticket, incident)) = save::seen(turn, *id).await?
            && permission::may_see(turn, &ticket).await?
            && permission::may_speak_of(turn, &ticket).await?
            && permission::role(turn, Some(&ticket)).await? < Role::Agent
        {
            return outside::show(turn, &ticket, &incident).await;
        }
        return router::show(turn, *id).await;
    }
    if !text.is_empty() {
        let word = text.split_whitespace().next().unwrap_or_default().to_owned();
        let refusal = Refusal::unclear(Phrase::new("incident-no-such").text("word", view::short(&word)));
        return Err(did_you_mean(turn, refusal, "incident", &word));
    }
    let most = i64::try_from(LISTED + 1).unwrap_or(i64::MAX);
    let ids: Vec<TicketId> = store::open(turn.conn(), most * 4).await?;
    let mut lines = vec![Phrase::new("incident-how").text("prefix", turn.config.prefix.clone())];
    let mut shown = 0;
    for id in ids {
        let Some((ticket, incident)) = save::seen(turn, id).await? else { continue };
        // Of a restricted one nobody learns that it exists who takes no part, nor who reads along.
        if !permission::may_see(turn, &ticket).await? || !permission::may_speak_of(turn, &ticket).await? {
            continue;
        }
        if shown == LISTED {
            lines.push(Phrase::new("incident-more"));
            break;
        }
        if shown == 0 {
            lines.push(Phrase::new("incident-open"));
        }
        shown += 1;
        let lead = outside::lead(turn, &ticket, &incident).await?;
        lines.push(view::row(turn, &ticket, &incident, lead.as_deref()));
    }
    if shown == 0 {
        lines.push(Phrase::new("incident-none"));
    }
    threads::say_lines(turn, lines).await?;
    Ok(())
}
