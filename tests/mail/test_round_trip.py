"""Sent by the desk, carried by Postfix, delivered by Dovecot, answered by people and machines, read back in by IMAP:
everybody's answer is on the right case, machines are unanswered, a bounce is known."""

import email
import email.policy
import imaplib
import os
import shutil
import subprocess
import unittest

from servers import PASSWORD, Servers
from support import Desk, reply, wait_for

CASES = int(os.environ.get("VIGIE_TEST_CASES", "60"))


def parsed(raw):
    return email.message_from_bytes(raw, policy=email.policy.default)


def answer(mail, number):
    """Every fifth is an absence that answers by itself."""
    answer = reply(mail, f"Réponse n° {number}, à bientôt.", automatic=number % 5 == 0)
    answer["References"] = mail["Message-ID"]
    answer["Message-ID"] = f"<answer-{number}@prestataires.example>"
    return answer


class RoundTrip(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.servers = Servers()
        cls.addClassCleanup(cls.servers.stop)

    def test_everybody_is_written_to_and_every_answer_finds_its_case(self):
        servers = self.servers
        desk = Desk(servers.url(), f'imap_url = "{servers.imap_url()}"').start()
        self.addCleanup(desk.remove)
        token = desk.token()
        for number in range(CASES):
            desk.report(token, f"v{number}@prestataires.example")
        desk.report(token, "personne@refuse.example")
        wait_for(f"all mail ({desk.states()})", lambda: len(servers.mails_of("prestataires.example")) == CASES, 1800)
        mails = [parsed(raw) for raw in servers.mails_of("prestataires.example")]
        self.assertEqual(len({mail["Message-ID"] for mail in mails}), CASES)
        for mail in mails[:5]:
            self.assertEqual(mail["Auto-Submitted"], "auto-generated")
            self.assertTrue(mail["Return-Path"].startswith("<desk+r"), mail["Return-Path"])
            self.assertTrue(mail.get_body(("html",)) and mail.get_body(("plain",)))
        with servers.connection() as connection:
            for number, mail in enumerate(mails):
                connection.send_message(answer(mail, number), from_addr=str(mail["To"]))
        wait_for("all answers", lambda: desk.rows("SELECT count(*) FROM inbound_mail")[0][0] >= CASES + 1, 1800)
        right = desk.rows(
            "SELECT count(*) FROM inbound_mail m JOIN incident i ON i.id = m.incident_id AND i.email = m.sender "
            "WHERE m.source = 'imap' AND m.message_id LIKE '<answer-%'"
        )[0][0]
        self.assertEqual(right, CASES, "every answer is on the case of who wrote it")
        outcomes = dict(desk.rows("SELECT outcome, count(*) FROM inbound_mail GROUP BY outcome"))
        machines = len(range(0, CASES, 5))
        self.assertEqual(outcomes, {"message": CASES - machines, "automatic": machines, "delivery": 1})
        said = desk.rows("SELECT count(*) FROM entry WHERE kind = 'message' AND body LIKE 'Réponse n° %, à bientôt.'")[0][0]
        self.assertEqual(said, CASES - machines, "the words alone, without what they answer")
        self.assertEqual(desk.states(), {"sent": CASES, "bounced": 1}, "no machine got an answer; the bounce is known")
        words = desk.rows("SELECT last_words FROM outbox WHERE state = 'bounced'")[0][0]
        self.assertIn("5.1.1", words)
        with imaplib.IMAP4("127.0.0.1", servers.imap) as inbox:
            inbox.login("desk@desk.example", PASSWORD)
            _, [left] = inbox.select("INBOX")
            _, [kept] = inbox.select("Vigie")
        self.assertEqual((int(left), int(kept)), (0, CASES + 1), "what was taken in is put away, nothing is deleted")
        print(f"\n{CASES} written to, {CASES} answered ({machines} by machines), {right} on the right case")

    def test_a_mail_by_the_pipe_of_the_server_comes_once_however_often_it_is_handed_over(self):
        desk = Desk()
        self.addCleanup(desk.remove)
        raw = b"From: Paul <paul@loin.example>\r\nSubject: Au secours\r\n\r\nMon site est remplac\xc3\xa9. 12000 Rodez.\r\n"
        for _ in range(3):
            status, _, said = desk.run("mail", "ingest", stdin=raw, env={"ORIGINAL_RECIPIENT": "desk@desk.example"})
            self.assertEqual(status, 0, said)
        self.assertEqual(desk.rows("SELECT outcome, copies, envelope_to FROM inbound_mail"), [("report", 3, "desk@desk.example")])
        self.assertEqual(desk.rows("SELECT count(*) FROM incident")[0][0], 1)

    def test_a_signature_of_the_desk_is_verified_by_another_program(self):
        desk = Desk()
        self.addCleanup(desk.remove)
        verify = shutil.which("dkimverify") or self.fail("python3-dkim is not installed")
        for kind, bits in (("RSA", ["-pkeyopt", "rsa_keygen_bits:2048"]), ("ED25519", [])):
            key, out = desk.folder / f"{kind}.pem", desk.folder / f"out-{kind}"
            subprocess.run(["openssl", "genpkey", "-algorithm", kind, *bits, "-out", key], check=True, capture_output=True)
            env = {"VIGIE_MAIL__DKIM_SELECTOR": "essai", "VIGIE_MAIL__DKIM_KEY_PATH": str(key), "VIGIE_SMTP_URL": f"folder:{out}"}
            _, said, error = desk.run("mail", "doctor", "--probe", "a@loin.example", "--resolver", "127.0.0.1:9", "--json", env=env)
            self.assertIn('"probe","result":"good"', said.replace(" ", ""), (said, error))
            raw = next(out.glob("*.eml")).read_bytes()
            self.assertIn(b"DKIM-Signature", raw)
            public = subprocess.run(["openssl", "pkey", "-in", key, "-pubout", "-outform", "DER"], check=True, capture_output=True).stdout
            verified = subprocess.run(["/usr/bin/python3", "-c", VERIFY, kind, public.hex()], input=raw, capture_output=True)
            self.assertEqual(verified.stdout.strip(), b"True", verified.stderr.decode())
            broken = subprocess.run(["/usr/bin/python3", "-c", VERIFY, kind, public.hex()], input=raw.replace(b"Date:", b"Date: 1"), capture_output=True)
            self.assertEqual(broken.stdout.strip(), b"False")
        self.assertTrue(verify)


VERIFY = """
import base64, sys, dkim
kind, public = sys.argv[1], bytes.fromhex(sys.argv[2])
# RFC 8463: of an Ed25519 key the record holds the 32 octets alone.
value = public[-32:] if kind == "ED25519" else public
record = b"v=DKIM1; k=" + (b"ed25519" if kind == "ED25519" else b"rsa") + b"; p=" + base64.b64encode(value)
print(dkim.verify(sys.stdin.buffer.read(), dnsfunc=lambda name, timeout=5: record))
"""

if __name__ == "__main__":
    unittest.main()
