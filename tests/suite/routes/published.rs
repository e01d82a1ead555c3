//! What the desk publishes of itself, for machines.

use crate::{
    on_both,
    support::{Site, Visitor},
};

const OUT: &Visitor = &Visitor::Nobody;

on_both! {
    async fn whom_to_tell_of_a_weakness_and_until_when(site: Site) {
        let reply = site.get(OUT, "/.well-known/security.txt").await;
        assert_eq!(reply.status, 200);
        // RFC 9116: one of each of these two at least.
        assert!(reply.body.contains("Contact: mailto:desk@desk.example\n"));
        assert!(reply.body.contains("Expires: 2027-05-23T09:00:00Z\n"), "{}", reply.body);
    }

    async fn the_head_of_the_log_of_the_last_full_hour_is_a_signed_note(site: Site) {
        assert_eq!(site.get(OUT, "/log/checkpoint").await.status, 404, "nothing was sealed yet");
        let (app, mut edge) = (&site.desk.app, vigie::desk::LogEdge::default());
        let key = vigie::desk::log_key(app).await.expect("the log's key");
        vigie::desk::seal_log(&app.store, &key, &mut edge, app.clock.now()).await.expect("sealed");
        app.clock.advance(jiff::SignedDuration::from_mins(60));
        let note = site.get(OUT, "/log/checkpoint").await.body;
        let lines: Vec<&str> = note.lines().collect();
        assert!(lines[1].parse::<u64>().expect("how many events") > 0);
        assert!(note.contains("\n\n\u{2014} "), "a signature stands below");
    }
}
