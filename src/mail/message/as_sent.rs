//! Every kind of mail as it leaves the desk, byte for byte: it encodes, another library reads it back, and a public spam
//! filter may score it (`tests/run mail` names a folder for them).

use vigie_domain::{ids::LinkId, vocabulary::Lang};

use super::{samples::*, *};
use crate::mail::{
    fill_links,
    transport::{OutgoingMail, Party, ReturnPath, encode},
};

fn leaving(mail: &Rendered, number: usize) -> OutgoingMail {
    let url =
        |link: LinkId| Some(format!("https://desk.example/o/{}", "Qm9uam91ci1qZS1zdWlz".repeat(2) + &link.to_string()));
    let filled = |text: &str| fill_links(text, &mail.links, url).expect("every link has its address");
    OutgoingMail {
        message_id: format!("<{number:032x}@desk.example>"),
        date: now(),
        from: Party { name: desk().name, address: "centre@desk.example".parse().expect("an address") },
        to: Party { name: String::new(), address: "contact@prestataire.example".parse().expect("an address") },
        reply_to: Some("centre+pKZ3Q@desk.example".parse().expect("an address")),
        subject: mail.subject.clone(),
        text: filled(&mail.text),
        html: filled(&mail.html),
        in_reply_to: None,
        references: Vec::new(),
        auto_submitted: mail.auto_submitted(),
        return_path: ReturnPath::Null,
    }
}

#[test]
fn every_kind_leaves_as_a_mail_that_another_library_reads() {
    let own = tempfile::tempdir().expect("a folder");
    let folder = std::env::var_os("VIGIE_TEST_MAILS").map_or_else(|| own.path().to_owned(), Into::into);
    for lang in Lang::ALL {
        for (number, mail) in in_language(*lang).iter().enumerate() {
            let bytes = encode(&leaving(mail, number)).expect("it encodes").bytes;
            let read = mail_parser::MessageParser::default().parse(&bytes).expect("it parses");
            assert_eq!(read.subject(), Some(mail.subject.as_str()));
            assert!(read.body_text(0).is_some_and(|text| text.contains("--")) && read.body_html(0).is_some());
            std::fs::write(folder.join(format!("{lang}-{number:02}-{}.eml", mail.kind)), bytes).expect("written");
        }
    }
}
