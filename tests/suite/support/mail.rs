//! Mail as it comes from outside.

use vigie::{
    desk::{self, Arrived, Source, TakenIn},
    mail::transport::OutgoingMail,
};

use super::Desk;

/// A mail under construction.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Who says to write it.
    pub from: String,
    /// Whom it names.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// More lines of its header.
    pub headers: Vec<String>,
    /// Its words.
    pub body: String,
}

impl Letter {
    /// A mail of a person.
    pub fn new(from: &str, to: &str, body: &str) -> Self {
        let subject = "Bonjour".to_owned();
        Self { from: from.into(), to: to.into(), subject, headers: Vec::new(), body: body.into() }
    }

    /// With one more line in its header.
    pub fn header(mut self, line: &str) -> Self {
        self.headers.push(line.to_owned());
        self
    }

    /// As it comes over the wire.
    pub fn bytes(&self) -> Vec<u8> {
        let more: String = self.headers.iter().map(|line| format!("{line}\r\n")).collect();
        let Self { from, to, subject, body, .. } = self;
        format!("From: {from}\r\nTo: {to}\r\nSubject: {subject}\r\n{more}\r\n{body}\r\n").into_bytes()
    }
}

impl Desk {
    /// A mail comes in.
    pub async fn receive(&self, letter: &Letter) -> TakenIn {
        self.receive_raw(letter.bytes(), &letter.to).await
    }

    /// Bytes come in.
    pub async fn receive_raw(&self, raw: Vec<u8>, recipient: &str) -> TakenIn {
        let arrived = Arrived { raw, source: Source::Pipe, recipient: recipient.into() };
        desk::receive_mail(&self.app, arrived).await.expect("whatever comes is taken in")
    }
}

/// Where answers to a mail go.
pub fn reply_to(mail: &OutgoingMail) -> String {
    mail.reply_to.as_ref().expect("an address for answers").to_string()
}

/// Where a mail's return path leads.
pub fn return_path(mail: &OutgoingMail) -> String {
    match &mail.return_path {
        vigie::mail::transport::ReturnPath::To(address) => address.to_string(),
        vigie::mail::transport::ReturnPath::Null => panic!("no return path"),
    }
}

/// A delivery report as Postfix writes it.
pub fn refusal(to: &str, original: &OutgoingMail) -> Letter {
    let body = format!(
        "--grenze\r\nContent-Type: text/plain\r\n\r\nI'm sorry to have to inform you that your message could not be \
         delivered.\r\n\r\n--grenze\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; \
         mx.example\r\n\r\nFinal-Recipient: rfc822; {}\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 \
         5.1.1 no such\r\n user\r\n\r\n--grenze\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: \
         {}\r\n\r\n--grenze--",
        original.to.address, original.message_id
    );
    Letter::new("MAILER-DAEMON@mx.example", to, &body)
        .header("Return-Path: <>")
        .header("Auto-Submitted: auto-replied")
        .header("MIME-Version: 1.0")
        .header("Content-Type: multipart/report; report-type=delivery-status; boundary=grenze")
}
