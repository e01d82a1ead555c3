//! From a row of the outbox to the mail that leaves: links filled in, parties, thread, return path.

use vigie_domain::ids::LinkId;

use crate::{
    app::App,
    desk::{
        DeskError,
        mail_batch::{MailBatch, reply_address, report_address},
        outgoing,
    },
    mail::{
        fill_links,
        transport::{MailAddress, OutgoingMail, Party, ReturnPath},
    },
    store::entity::outbox,
};

/// The message as it leaves, or why it can't.
///
/// # Errors
/// A row that can't be understood.
pub fn outgoing_mail(
    app: &App,
    batch: &MailBatch,
    message: &outbox::Model,
) -> Result<Result<OutgoingMail, String>, DeskError> {
    let mail = outgoing::stored(message)?;
    let url_of = |id: LinkId| batch.url(id);
    let filled = fill_links(&mail.text, &mail.links, url_of)
        .and_then(|text| Ok((text, fill_links(&mail.html, &mail.links, url_of)?)));
    let (text, html) = match filled {
        Ok(filled) => filled,
        Err(missing) => return Ok(Err(missing.to_string())),
    };
    let desk = outgoing::sender(&app.config);
    let (Ok(to), Ok(from)) = (message.recipient.parse(), desk.parse::<MailAddress>()) else {
        return Ok(Err("an address can't be written to".into()));
    };
    let reports = report_address(app, message).and_then(|address| address.parse().ok());
    let return_path = match reports {
        Some(address) => ReturnPath::To(address),
        // Nobody would read the report: better none.
        None if mail.automatic => ReturnPath::Null,
        None => ReturnPath::To(from.clone()),
    };
    let ancestors = batch.ancestors(message);
    Ok(Ok(OutgoingMail {
        message_id: message.message_id.clone(),
        date: crate::clock::instant(message.created_at),
        from: Party { name: outgoing::identity(&app.config).name, address: from },
        to: Party { name: String::new(), address: to },
        reply_to: reply_address(app, message).and_then(|address| address.parse().ok()),
        subject: mail.subject,
        text,
        html,
        in_reply_to: ancestors.in_reply_to,
        references: ancestors.references,
        auto_submitted: mail.automatic,
        return_path,
    }))
}
