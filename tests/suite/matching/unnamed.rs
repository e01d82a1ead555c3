//! Before it has the case a provider learns nothing that could tell whose it is: whatever was typed, no word of it is in
//! the mail, on the page, or in the address of the page.

use serde_json::{Value, json};
use vigie::domain::provider::generate::Draw;

use crate::{
    on_both,
    support::{Site, Visitor},
};

/// Reports on each database.
const REPORTS: u64 = 8;

/// Words that nobody else says, of one report.
struct Words {
    draw: Draw,
    said: Vec<String>,
}

impl Words {
    fn word(&mut self) -> String {
        let syllables = ["zor", "vek", "quy", "xan", "pyl", "jub", "wok", "kri", "gha", "dzo"];
        let word: String = (0..3).map(|_| *self.draw.one_of(&syllables)).collect();
        self.said.push(word.clone());
        word
    }

    fn sentence(&mut self, length: usize) -> String {
        (0..length).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    fn number(&mut self) -> String {
        let digits: String = (0..8).map(|_| char::from_digit(self.draw.below(10), 10).unwrap_or('7')).collect();
        self.said.push(digits.clone());
        format!("06{digits}")
    }

    fn report(&mut self) -> Value {
        json!({
            "organisation": {"name": self.sentence(2), "kind": "health", "size": "micro", "postal_code": "12850"},
            "contact": {
                "name": self.sentence(2), "role": self.word(), "phone": self.number(),
                "email": format!("{}@{}.example", self.word(), self.word()), "email_safe": "yes",
            },
            "description": format!(
                "Tous nos fichiers sont chiffrés, rançon en bitcoins, extension .{}, note {}.txt, {}",
                self.word(), self.word(), self.sentence(6)
            ),
        })
    }
}

on_both! {
    async fn no_word_of_the_report_is_in_the_mail_on_the_page_or_in_its_address(site: Site) {
        for seed in 0..REPORTS {
            let mut words = Words { draw: Draw::new(seed), said: Vec::new() };
            let id = site.desk.agreed(&words.report()).await;
            site.desk.ask(id).await.expect("offers leave");
            let offer = site.desk.offers(id).await.remove(0);
            let path = site.offer_page(id, offer.id).await;
            let page = site.get(&Visitor::Nobody, &path).await.body;
            let mail = site.desk.mail_to(&offer.recipient).pop().expect("it was asked");
            let seen = [page, path, mail.subject, mail.text, mail.html].join("\n").to_lowercase();
            assert!(seen.contains("aveyron"), "the department is told");
            assert!(!seen.contains("onet"), "the commune isn't");
            for word in &words.said {
                assert!(!seen.contains(word), "report {seed}: {word} is told to who hasn't the case: {seen}");
            }
        }
    }
}
