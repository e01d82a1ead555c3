"""A provider answers an offer by an ordinary reply, through Postfix and Dovecot: what it clearly says counts, what it doesn't
is a person's to read, and a machine's absence is nothing."""

import csv
import io
import unittest

from servers import Servers
from support import Desk, reply, wait_for
from test_evidence import PASSWORD, Person
from test_round_trip import parsed

# What each of the three providers that are asked writes back.
WORDS = ["Bonjour,\n\nDisponible demain à 9 h.\n\nCordialement,\nPaul", "Pas disponible, nous sommes complets.", "Disponible si l’on me paie d’avance."]


def directory(desk, count=6):
    """So many providers of Aveyron that can take everything, day and night, with mailboxes of the test's own."""
    status, generated, error = desk.run("providers", "generate", "--count", str(count), "--seed", "7", "--at", "2026-01-01")
    assert status == 0, error
    rows = list(csv.DictReader(io.StringIO(generated), delimiter=";" if ";" in generated.splitlines()[0] else ","))
    skills = ("forensics ransomware_recovery active_directory mail_cloud web_cms network_vpn backup_nas ddos_hosting industrial "
              "telephony mobile legal_privacy crisis_press insurance_expert").split()
    for number, row in enumerate(rows):
        row.update(
            email=f"p{number}@prestataires.example", on_call_email=f"p{number}@prestataires.example", departments="12", hours="24/7",
            skills="|".join(f"{skill}:3" for skill in skills), labels="ExpertCyber:2026-01-01:2099-12-31", insurance_until="2099-12-31",
            charter_version="2025-1", pauses="", capacity="9", open_assignments="0", client_sizes="", client_sectors="", languages="",
            conflicts="", vetting_state="vetted", review_on="2099-12-31",
        )
    table = io.StringIO()
    writer = csv.DictWriter(table, rows[0].keys(), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    path = desk.folder / "directory.csv"
    path.write_text(table.getvalue())
    status, said, error = desk.run("providers", "import", str(path))
    assert status == 0, (said, error)


class Answers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.servers = Servers()
        cls.addClassCleanup(cls.servers.stop)

    def operator(self, desk):
        status, _, error = desk.run(
            "users", "add", "--email", "claire@desk.example", "--name", "Claire", "--role", "operator",
            stdin=PASSWORD.encode() + b"\n")
        self.assertEqual(status, 0, error)
        claire = Person(desk)
        self.assertEqual(claire.send("/sign-in", login="claire@desk.example", password=PASSWORD)[0], 303)
        return claire

    def mails_to(self, address):
        mails = [parsed(raw) for raw in self.servers.mails_of("prestataires.example")]
        return [mail for mail in mails if mail["To"] == address]

    def test_providers_answer_by_a_reply_and_what_is_clear_counts(self):
        desk = Desk(self.servers.url(), f'imap_url = "{self.servers.imap_url()}"')
        self.addCleanup(desk.remove)
        directory(desk)
        desk.start()
        token = desk.token()
        reference = desk.report(token, "jeanne@prestataires.example", "Tous nos fichiers sont chiffrés, on réclame une rançon.")
        claire = self.operator(desk)
        acts = [
            ("doubt", {"how": "call_back"}),
            ("agreement", {"consent_to_share": "yes", "own_supplier": "no", "wording": "D’accord.", "said_how": "phone", "said_by": "Jeanne"}),
            ("offers", {}),
        ]
        for act, fields in acts:
            status, _, page = claire.send(f"/incidents/{reference}/{act}", **fields)
            self.assertEqual(status, 303, (act, page.decode()[-2000:]))
        asked = desk.rows("SELECT lower(hex(id)), recipient FROM offer WHERE state = 'sent' ORDER BY recipient")
        self.assertEqual(len(asked), 3)
        wait_for("the offers", lambda: all(self.mails_to(address) for _, address in asked))
        with self.servers.connection() as connection:
            for (_, address), words in zip(asked, WORDS):
                offer = self.mails_to(address)[0]
                self.assertIn("répondre à ce courriel", offer.get_body(("plain",)).get_content())
                for answer in (reply(offer, "Disponible", automatic=True), reply(offer, words)):
                    connection.send_message(answer, from_addr=address)
        wait_for("all answers", lambda: desk.rows("SELECT count(*) FROM inbound_mail")[0][0] >= 6)
        wait_for("what is written back", lambda: all(len(self.mails_to(address)) >= 2 for _, address in asked))
        states = dict(desk.rows("SELECT recipient, state FROM offer"))
        self.assertEqual([states[address] for _, address in asked], ["available", "declined", "sent"])
        told = desk.rows("SELECT canonical FROM audit_event WHERE action IN ('offer.available', 'offer.declined')")
        self.assertEqual(len(told), 2)
        self.assertTrue(all('"by":"mail"' in canonical for (canonical,) in told), told)
        outcomes = desk.rows("SELECT outcome, why, count(*) FROM inbound_mail GROUP BY outcome, why ORDER BY why")
        self.assertEqual(outcomes, [("message", "answer", 2), ("automatic", "auto-submitted", 3), ("message", "unclear", 1)])
        subjects = [" ".join(mail["Subject"] for mail in self.mails_to(address)) for _, address in asked]
        self.assertIn("est notée", subjects[0])
        self.assertIn("pas encore enregistrée", subjects[2])
        tasks = [row[0] for row in desk.rows("SELECT text_id FROM task")]
        self.assertEqual(tasks.count("task-provider-mailed"), 1, "a person calls who wasn't understood")
        for _, address in asked:
            self.assertLessEqual(len(self.mails_to(address)), 2, "nobody is written to twice, and no machine at all")
        print(f"\n{len(asked)} offers answered by a reply: 1 available, 1 declined, 1 asked back; 3 absences unanswered")


if __name__ == "__main__":
    unittest.main()
