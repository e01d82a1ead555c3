//! `vigie mail doctor`: will the desk's mail arrive, and will answers come back? Each check says what to do.

use std::{net::SocketAddr, process::ExitCode, sync::Arc};

use clap::Args;
use serde_json::json;

use crate::{
    app::App,
    cli::{print_bytes, serve},
    desk::outgoing,
    fresh,
    mail::{
        Tag,
        dns::Names,
        mailbox::Mailbox,
        transport::{MailAddress, OutgoingMail, Party, ReturnPath, Transport},
    },
    store::find,
};

/// Checks that mail will arrive.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Resolver to ask for SPF, DKIM, DMARC and MX, such as 127.0.0.1:53 [default: the machine's]
    #[arg(long)]
    resolver: Option<SocketAddr>,
    /// Sends one mail to this address
    #[arg(long)]
    probe: Option<MailAddress>,
    /// JSON lines
    #[arg(long)]
    json: bool,
}

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Good,
    Look,
    Bad,
}

/// A check.
struct Finding {
    what: &'static str,
    how: How,
    says: String,
}

impl Finding {
    fn new(what: &'static str, how: How, says: impl Into<String>) -> Self {
        Self { what, how, says: says.into() }
    }
}

impl Doctor {
    pub(super) async fn run(&self, app: &Arc<App>) -> anyhow::Result<ExitCode> {
        let mut found = vec![address(app), clock(app).await?];
        let transport = serve::transport(&app.config);
        found.push(way_out(app, transport.as_ref()).await);
        found.extend(way_in(app).await);
        found.extend(self.records(app).await);
        if let (Some(to), Ok(Some(transport))) = (&self.probe, &transport) {
            found.push(probe(app, transport, to).await);
        }
        for finding in &found {
            print_bytes(self.line(finding).as_bytes())?;
        }
        let is_bad = found.iter().any(|finding| finding.how == How::Bad);
        Ok(ExitCode::from(u8::from(is_bad)))
    }

    fn line(&self, finding: &Finding) -> String {
        let how = match finding.how {
            How::Good => "good",
            How::Look => "look",
            How::Bad => "bad",
        };
        if self.json {
            return format!("{}\n", json!({ "check": finding.what, "result": how, "says": finding.says }));
        }
        format!("{how:<5} {:<8} {}\n", finding.what, finding.says)
    }

    async fn records(&self, app: &App) -> Vec<Finding> {
        let domain = &outgoing::domain(&app.config);
        let names = match Names::of(self.resolver.map(|place| (place.ip(), place.port()))) {
            Ok(names) => names,
            Err(error) => return vec![Finding::new("dns", How::Bad, error.to_string())],
        };
        vec![
            spf(&names, domain).await,
            dmarc(&names, domain).await,
            dkim(app, &names).await,
            mx(app, &names, domain).await,
        ]
    }
}

/// Is there an address, and room in it for the tags of answers?
fn address(app: &App) -> Finding {
    let email = &app.config.desk.email;
    if email.parse::<MailAddress>().is_err() {
        return Finding::new("address", How::Bad, "desk.email is no address: set it to the one that mail comes from");
    }
    if app.config.mail.read_back && Tag::Victim(fresh::id(app.clock.now())).address(email, [0; 10]).is_none() {
        return Finding::new(
            "address",
            How::Bad,
            format!("{email} is too long before the @ for mail.read_back: 20 signs at most"),
        );
    }
    Finding::new("address", How::Good, email.clone())
}

/// A clock that stands before what the desk has written down is wrong: signatures and dates of mail would be, too.
async fn clock(app: &App) -> anyhow::Result<Finding> {
    let newest = find::trail(app.store.reader(), &find::TrailFilter::default(), 1).await?;
    let now = app.clock.now();
    let behind = newest.first().map_or(0, |event| event.at - now.as_microsecond());
    Ok(if behind > 5_000_000 {
        let says =
            format!("the machine says {now}, and the desk has acts of {} s later: set the clock", behind / 1_000_000);
        Finding::new("clock", How::Bad, says)
    } else {
        Finding::new("clock", How::Good, now.to_string())
    })
}

async fn way_out(app: &App, transport: Result<&Option<Transport>, &anyhow::Error>) -> Finding {
    let transport = match transport {
        Err(error) => return Finding::new("out", How::Bad, error.to_string()),
        Ok(None) => return Finding::new("out", How::Bad, "no smtp_url: mail waits in the outbox"),
        Ok(Some(transport)) => transport,
    };
    if let Err(error) = transport.check().await {
        return Finding::new("out", How::Bad, format!("{transport:?}: {error}"));
    }
    let url = app.config.smtp_url.as_deref().unwrap_or_default();
    let is_near = url.contains("//127.") || url.contains("@127.") || url.contains("localhost");
    if url.starts_with("smtp://") && url.contains("tls=") && !url.contains("tls=required") && !is_near {
        return Finding::new(
            "out",
            How::Bad,
            format!("{transport:?} takes mail, but not surely encrypted: leave tls= away"),
        );
    }
    Finding::new("out", How::Good, format!("{transport:?} takes mail"))
}

async fn way_in(app: &App) -> Vec<Finding> {
    let mail = &app.config.mail;
    let Some(url) = &mail.imap_url else {
        return if mail.read_back {
            vec![Finding::new("in", How::Look, "no imap_url: the mail server must hand mail to `vigie mail ingest`")]
        } else {
            vec![Finding::new(
                "in",
                How::Look,
                "mail.read_back is off: answers by mail and delivery reports don't come back",
            )]
        };
    };
    let opened = match url.parse::<Mailbox>() {
        Err(error) => return vec![Finding::new("in", How::Bad, error.to_string())],
        Ok(mailbox) => mailbox.open().await,
    };
    let mut found = match opened {
        Err(error) => vec![Finding::new("in", How::Bad, error.to_string())],
        Ok(mut open) => {
            let waiting = open.waiting().await;
            open.close().await;
            vec![match waiting {
                Ok(waiting) => Finding::new("in", How::Good, format!("the mailbox opens; {} waiting", waiting.len())),
                Err(error) => Finding::new("in", How::Bad, error.to_string()),
            }]
        }
    };
    if !mail.read_back {
        found.push(Finding::new("in", How::Look, "mail.read_back is off, although a mailbox is read"));
    }
    found
}

async fn spf(names: &Names, domain: &str) -> Finding {
    match names.texts(domain, "v=spf1").await.as_deref() {
        Err(error) => Finding::new("spf", How::Bad, format!("{domain}: {error}")),
        Ok([]) => Finding::new(
            "spf",
            How::Bad,
            format!("{domain} has no SPF record: name the relay in one, such as « v=spf1 mx -all »"),
        ),
        Ok([one]) if one.contains("-all") || one.contains("~all") || one.contains("redirect=") => {
            Finding::new("spf", How::Good, one.clone())
        }
        Ok([one]) => {
            Finding::new("spf", How::Bad, format!("« {one} » lets anybody write in the desk's name: end it with -all"))
        }
        Ok(_) => Finding::new("spf", How::Bad, format!("{domain} has several SPF records: servers then believe none")),
    }
}

async fn dmarc(names: &Names, domain: &str) -> Finding {
    let name = format!("_dmarc.{domain}");
    match names.texts(&name, "v=DMARC1").await.as_deref() {
        Err(error) => Finding::new("dmarc", How::Bad, format!("{name}: {error}")),
        Ok([]) => Finding::new("dmarc", How::Bad, format!("{name} has no record: add « v=DMARC1; p=quarantine »")),
        Ok([one, ..]) if one.replace(' ', "").contains("p=none") => Finding::new(
            "dmarc",
            How::Look,
            format!("« {one} » stops nobody who imitates the desk: p=quarantine, then p=reject"),
        ),
        Ok([one, ..]) => Finding::new("dmarc", How::Good, one.clone()),
    }
}

async fn dkim(app: &App, names: &Names) -> Finding {
    let signer = match serve::signer(&app.config) {
        Err(error) => return Finding::new("dkim", How::Bad, format!("{error:#}")),
        Ok(None) => {
            return Finding::new(
                "dkim",
                How::Look,
                "the desk doesn't sign: the relay must (send a --probe and look at its header)",
            );
        }
        Ok(Some(signer)) => signer,
    };
    let name = signer.record_name();
    let key = |text: &str| {
        text.replace([' ', '"'], "").split(';').find_map(|part| part.strip_prefix("p=").map(str::to_owned))
    };
    match names.texts(&name, "").await.as_deref() {
        Err(error) => Finding::new("dkim", How::Bad, format!("{name}: {error}")),
        Ok(texts) if texts.iter().any(|text| key(text) == key(signer.record())) => {
            Finding::new("dkim", How::Good, format!("{name} holds the key"))
        }
        Ok([]) => Finding::new("dkim", How::Bad, format!("{name} has no record: add « {} »", signer.record())),
        Ok(_) => {
            Finding::new("dkim", How::Bad, format!("{name} holds another key: it must say « {} »", signer.record()))
        }
    }
}

async fn mx(app: &App, names: &Names, domain: &str) -> Finding {
    match names.takes_mail(domain).await {
        Err(error) => Finding::new("mx", How::Bad, format!("{domain}: {error}")),
        Ok(true) => Finding::new("mx", How::Good, format!("{domain} takes mail")),
        Ok(false) if app.config.mail.read_back => {
            Finding::new("mx", How::Bad, format!("{domain} has no MX record: answers can't come back"))
        }
        Ok(false) => Finding::new("mx", How::Look, format!("{domain} has no MX record: nobody can answer")),
    }
}

async fn probe(app: &App, transport: &Transport, to: &MailAddress) -> Finding {
    let desk = outgoing::sender(&app.config);
    let Ok(from) = desk.parse::<MailAddress>() else {
        return Finding::new("probe", How::Bad, "desk.email is no address");
    };
    let name = outgoing::identity(&app.config).name;
    let mail = OutgoingMail {
        message_id: format!("<{}@{}>", fresh::id(app.clock.now()).simple(), outgoing::domain(&app.config)),
        date: app.clock.now(),
        from: Party { name: name.clone(), address: from.clone() },
        to: Party::bare(to.clone()),
        reply_to: None,
        subject: format!("{name} : essai / test"),
        text: "Ce message vérifie que le courriel du centre arrive. Il n’attend pas de réponse.\n\nThis message checks that the desk’s mail arrives. It expects no answer.\n".into(),
        html: String::new(),
        in_reply_to: None,
        references: Vec::new(),
        auto_submitted: true,
        return_path: ReturnPath::To(from),
    };
    match transport.send(&mail).await {
        Ok(taken) => Finding::new("probe", How::Good, format!("sent to {to}: {}", taken.server_words)),
        Err(error) => Finding::new("probe", How::Bad, format!("{to}: {error}")),
    }
}
