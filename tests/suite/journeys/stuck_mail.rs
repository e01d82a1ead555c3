//! A mail of the mailbox that can't be taken in: tried at growing distances, never in the way of the others, and in the end
//! in sight, with nothing lost.

use jiff::SignedDuration;
use vigie::{
    jobs,
    store::{entity::inbound_mail, find},
};

use crate::{
    on_both,
    support::{Desk, Imap, Letter},
};

fn letter(words: &str) -> Vec<u8> {
    Letter::new("paul@loin.example", "desk@desk.example", words).bytes()
}

async fn tray(desk: &Desk) -> Vec<inbound_mail::Model> {
    find::inbound_waiting(desk.app.store.reader(), i64::MAX, 100).await.expect("a read")
}

/// A minute goes by, and the mailbox is read; what it breaks off over is no failure of the test.
async fn a_minute(desk: &Desk, imap: &Imap) {
    desk.app.clock.advance(SignedDuration::from_mins(1));
    let _broken_off = jobs::take_mailbox(&desk.app, &mut imap.open().await).await;
}

async fn hours(desk: &Desk, imap: &Imap, hours: usize) {
    for _ in 0..hours * 60 {
        a_minute(desk, imap).await;
    }
}

async fn stuck(desk: &Desk) -> u64 {
    find::count_stuck_mails(desk.app.store.reader()).await.expect("a read")
}

on_both! {
    async fn what_the_server_never_hands_over_is_asked_for_eight_times_then_put_aside_in_sight(desk: Desk) {
        let imap = Imap::start().await;
        imap.arrives(1, &letter("Au secours."));
        imap.change(|now| now.hidden.insert(1));
        imap.arrives(2, &letter("Mon site est remplacé. 12000 Rodez."));
        a_minute(desk, &imap).await;
        assert_eq!(imap.change(|now| now.moved.clone()), [(2, "Vigie".to_owned())], "the next one is read at once");
        assert_eq!((stuck(desk).await, desk.alarms().await.len()), (1, 0));
        hours(desk, &imap, 4).await;
        assert_eq!(imap.change(|now| now.asked[&1]), 9, "eight times whole, then once for how it begins");
        assert_eq!(imap.change(|now| now.moved[1].clone()), (1, "Vigie-stuck".to_owned()));
        let aside: Vec<_> = tray(desk).await.into_iter().filter(|mail| mail.outcome == "quarantine").collect();
        assert_eq!((aside.len(), aside[0].why.as_str(), aside[0].source.as_str()), (1, "unfetched", "imap"));
        assert!(desk.alarms().await.iter().any(|alarm| alarm.kind == "mail-unread"));
        assert_eq!(stuck(desk).await, 0, "nothing is tried any more");
        desk.assert_sound().await;
    }

    async fn a_mail_over_which_the_server_breaks_off_keeps_no_other_waiting(desk: Desk) {
        let imap = Imap::start().await;
        for uid in 1..=5 {
            imap.arrives(uid, &letter(&format!("Lettre {uid}.")));
        }
        imap.change(|now| now.fatal.insert(3));
        for _ in 0..4 {
            a_minute(desk, &imap).await;
        }
        let mut moved: Vec<u32> = imap.change(|now| now.moved.iter().map(|(uid, _)| *uid).collect());
        moved.sort_unstable();
        assert_eq!(moved, [1, 2, 4, 5], "each was asked for alone after the first failure");
        hours(desk, &imap, 6).await;
        assert_eq!(imap.change(|now| now.inbox.len()), 0);
        assert_eq!(imap.change(|now| now.moved.last().cloned()), Some((3, "Vigie-stuck".to_owned())));
        assert!(imap.change(|now| now.asked[&3]) <= 11, "bounded");
        desk.assert_sound().await;
    }

    async fn what_is_larger_than_the_desk_keeps_is_never_fetched_and_its_beginning_is_shown(desk: Desk) {
        let imap = Imap::start().await;
        imap.arrives(9, &letter("Voici la copie du disque."));
        imap.change(|now| now.sizes.insert(9, 70 << 20));
        a_minute(desk, &imap).await;
        assert_eq!(imap.change(|now| now.moved.clone()), [(9, "Vigie-stuck".to_owned())]);
        let aside = tray(desk).await;
        assert_eq!((aside[0].outcome.as_str(), aside[0].why.as_str(), aside[0].size), ("quarantine", "beyond", 70 << 20));
        assert_eq!((aside[0].sender.as_str(), aside[0].subject.as_str()), ("paul@loin.example", "Bonjour"));
        assert_eq!(stuck(desk).await, 0);
    }

    async fn while_nothing_can_be_kept_all_stays_with_the_server_and_comes_in_afterwards(desk: Desk) {
        let imap = Imap::start().await;
        imap.arrives(1, &letter("Mon site est remplacé. 12000 Rodez."));
        let folder = desk.app.config.data_dir.join("mail");
        // A file where the folder should be: a disk that takes nothing.
        std::fs::write(&folder, b"").expect("a file");
        hours(desk, &imap, 5).await;
        assert_eq!(imap.change(|now| now.moved.len()), 0, "it stays where it is safe");
        assert!(imap.change(|now| now.asked[&1]) < 15, "and costs little");
        assert!(desk.alarms().await.iter().any(|alarm| alarm.kind == "mail-unread"), "and somebody knows");
        std::fs::remove_file(&folder).expect("gone");
        hours(desk, &imap, 1).await;
        assert_eq!(imap.change(|now| now.moved.clone()), [(1, "Vigie".to_owned())]);
        assert_eq!((tray(desk).await.len(), stuck(desk).await), (0, 0), "it became a report");
        desk.assert_sound().await;
    }

    async fn a_clock_that_jumps_back_a_year_makes_no_mail_wait_a_year(desk: Desk) {
        let imap = Imap::start().await;
        imap.arrives(1, &letter("Mon site est remplacé. 12000 Rodez."));
        imap.change(|now| now.hidden.insert(1));
        a_minute(desk, &imap).await;
        desk.app.clock.advance(-SignedDuration::from_hours(24 * 365));
        imap.change(|now| now.hidden.clear());
        a_minute(desk, &imap).await;
        assert_eq!(imap.change(|now| now.moved.clone()), [(1, "Vigie".to_owned())]);
    }
}
