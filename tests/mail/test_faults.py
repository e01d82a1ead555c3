"""The mail server refuses, hangs, drops, goes away: each has its outcome written down, and nothing is lost."""

import email
import shutil
import ssl
import subprocess
import tempfile
import unittest
from pathlib import Path

from support import HERS, Desk, Server, free_port, wait_for


class Faults(unittest.TestCase):
    def desk(self, behave, more=""):
        server = Server(behave)
        self.addCleanup(server.close)
        desk = Desk(server.url(more)).start()
        self.addCleanup(desk.remove)
        desk.report(desk.token(), HERS)
        return desk, server

    def comes(self, desk, state):
        wait_for(lambda: f"state {state} ({desk.states()}, {desk.attempts()})", lambda: desk.states().get(state))

    def test_a_4xx_is_tried_again_and_its_words_are_kept(self):
        first = []
        def behave(stage, recipient, count):
            if stage == "rcpt" and not first:
                first.append(1)
                return "451 4.7.1 greylisted, come back"
        desk, server = self.desk(behave)
        self.comes(desk, "deferred")
        self.assertIn("transient", desk.attempts()[0])
        self.assertIn("greylisted, come back", desk.attempts()[0])
        self.comes(desk, "sent")
        self.assertEqual(len(server.mails), 1)

    def test_a_5xx_about_the_mailbox_is_for_good_and_somebody_is_told(self):
        desk, _ = self.desk(lambda stage, *_: "550 5.1.1 no such user" if stage == "rcpt" else None)
        self.comes(desk, "bounced")
        self.assertIn("permanent", desk.attempts()[0])
        wait_for("the alarm", lambda: desk.rows("SELECT 1 FROM alarm WHERE kind = 'mail-failed'"))

    def test_a_5xx_about_the_desk_is_no_ones_fault_at_the_mailbox(self):
        desk, _ = self.desk(lambda stage, *_: "530 5.7.0 sign in first" if stage == "mail" else None)
        self.comes(desk, "deferred")
        self.assertEqual(desk.states().get("bounced"), None)

    def test_a_server_that_hangs_holds_up_neither_the_desk_nor_the_mail(self):
        first = []
        def behave(stage, recipient, count):
            if stage == "end" and not first:
                first.append(1)
                return "hang"
        desk, server = self.desk(behave, "&timeout=2")
        self.comes(desk, "deferred")
        self.comes(desk, "sent")
        ids = {email.message_from_bytes(raw)["Message-ID"] for _, raw in server.mails}
        self.assertEqual((len(server.mails), len(ids)), (2, 1), "twice under one id: the receiving side can tell")

    def test_a_drop_after_data_goes_out_again_under_the_same_id_with_the_same_bytes(self):
        first = []
        def behave(stage, recipient, count):
            if stage == "end" and not first:
                first.append(1)
                return "drop"
        desk, server = self.desk(behave)
        self.comes(desk, "sent")
        self.assertEqual(len(server.mails), 2)
        self.assertEqual(server.mails[0], server.mails[1], "the same bytes at every attempt")
        self.assertEqual([line.split()[0] for line in desk.attempts()], ["transient", "accepted"])

    def test_a_server_that_is_away_or_has_no_name_loses_nothing(self):
        for url in (f"smtp://127.0.0.1:{free_port()}?tls=none", "smtp://there-is-no.invalid?tls=none&timeout=3"):
            desk = Desk(url).start()
            self.addCleanup(desk.remove)
            desk.report(desk.token(), HERS)
            self.comes(desk, "deferred")
            self.assertIn("transient", desk.attempts()[0])

    def test_a_server_without_the_encryption_that_is_asked_for_gets_nothing(self):
        server = Server()
        self.addCleanup(server.close)
        desk = Desk(f"smtp://127.0.0.1:{server.port}").start()
        self.addCleanup(desk.remove)
        desk.report(desk.token(), HERS)
        self.comes(desk, "deferred")
        self.assertEqual(server.mails, [])

    def test_a_server_with_a_certificate_that_nobody_vouches_for_gets_nothing(self):
        folder = Path(tempfile.mkdtemp(prefix="vigie-tls-"))
        self.addCleanup(shutil.rmtree, folder)
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
             "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder / "key", "-out", folder / "cert"],
            check=True, capture_output=True,
        )
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(folder / "cert", folder / "key")
        server = Server(tls=tls)
        self.addCleanup(server.close)
        desk = Desk(f"smtps://127.0.0.1:{server.port}").start()
        self.addCleanup(desk.remove)
        desk.report(desk.token(), HERS)
        self.comes(desk, "deferred")
        self.assertIn("transient", desk.attempts()[0])
        self.assertIn("certificate", desk.attempts()[0])
        self.assertEqual(server.mails, [])

    def test_a_full_disk_keeps_no_half_of_a_mail_that_came_in(self):
        desk = Desk().start()
        self.addCleanup(desk.remove)
        raw = b"From: a@loin.example\r\nSubject: x\r\n\r\n" + b"y" * 100_000
        # A folder that can't be written to stands for a disk without room; root writes through permissions.
        (desk.folder / "data" / "mail").write_bytes(b"")
        status, _, said = desk.run("mail", "ingest", stdin=raw)
        self.assertNotEqual(status, 0, "the server in front keeps the mail")
        self.assertIn("data folder", said)
        (desk.folder / "data" / "mail").unlink()
        status, _, said = desk.run("mail", "ingest", stdin=raw)
        self.assertEqual(status, 0, said)
        self.assertEqual(desk.rows("SELECT outcome FROM inbound_mail"), [("report",)])


if __name__ == "__main__":
    unittest.main()
