"""Offers go out by the hundred and every provider answers by an ordinary reply, through Postfix and Dovecot: each answer
counts for the offer that it answers, and for no other."""

import os
import unittest

import test_answers
from servers import Servers
from support import Desk, reply, wait_for
from test_round_trip import parsed

# Three providers are asked about each case.
OFFERS = int(os.environ.get("VIGIE_TEST_OFFERS", "30"))
CASES = -(-OFFERS // 3)
STORY = "Tous nos fichiers sont chiffrés, on réclame une rançon."


class Offers(unittest.TestCase):
    operator = test_answers.Answers.operator

    @classmethod
    def setUpClass(cls):
        cls.servers = Servers()
        cls.addClassCleanup(cls.servers.stop)

    def asked(self, desk, token, claire, number):
        """A case as far as its three offers."""
        reference = desk.report(token, f"v{number}@prestataires.example", STORY)
        acts = [
            ("doubt", {"how": "call_back"}),
            ("agreement", {"consent_to_share": "yes", "own_supplier": "no", "wording": "D’accord.", "said_how": "phone", "said_by": "Jeanne"}),
            ("offers", {}),
        ]
        for act, fields in acts:
            status, _, page = claire.send(f"/incidents/{reference}/{act}", **fields)
            self.assertEqual(status, 303, (number, act, page.decode()[-2000:]))

    def offers(self):
        """The offers in the providers' mailboxes: neither what the victims got, nor what is written back."""
        mails = [parsed(raw) for raw in self.servers.mails_of("prestataires.example")]
        return [mail for mail in mails if mail["To"].startswith("p") and "répondre à ce courriel" in mail.get_body(("plain",)).get_content()]

    def test_every_answer_counts_for_its_own_offer(self):
        desk = Desk(self.servers.url(), f'imap_url = "{self.servers.imap_url()}"')
        self.addCleanup(desk.remove)
        test_answers.directory(desk, 6 + 3 * CASES)
        desk.start()
        token, claire = desk.token(), self.operator(desk)
        for number in range(CASES):
            self.asked(desk, token, claire, number)
        sent = desk.rows("SELECT count(*) FROM offer WHERE state = 'sent'")[0][0]
        self.assertEqual(sent, 3 * CASES, "three for each case")
        wait_for(lambda: f"the offers ({desk.states()})", lambda: desk.rows(
            "SELECT count(*) FROM outbox WHERE kind = 'offer' AND state = 'sent'")[0][0] == sent, 1800)
        wait_for("the offers in the mailboxes", lambda: len(self.offers()) >= sent, 1800)
        offers = self.offers()
        self.assertEqual(len({mail["Message-ID"] for mail in offers}), sent)
        with self.servers.connection() as connection:
            for number, offer in enumerate(offers):
                answer = reply(offer, "Disponible demain à 9 h.\n\nCordialement,\nPaul")
                answer["Message-ID"] = f"<answer-{number}@prestataires.example>"
                connection.send_message(answer, from_addr=str(offer["To"]))
        wait_for(lambda: f"all answers ({desk.rows('SELECT outcome, why, count(*) FROM inbound_mail GROUP BY 1, 2')})",
                 lambda: desk.rows("SELECT count(*) FROM inbound_mail")[0][0] >= sent, 1800)
        outcomes = desk.rows("SELECT outcome, why, count(*) FROM inbound_mail GROUP BY outcome, why")
        self.assertEqual(outcomes, [("message", "answer", sent)])
        right = desk.rows("SELECT count(*) FROM inbound_mail m JOIN offer o ON o.id = m.offer_id AND o.recipient = m.sender "
                          "AND o.incident_id = m.incident_id WHERE o.state = 'available'")[0][0]
        self.assertEqual(right, sent, "each on its own offer")
        self.assertEqual(dict(desk.rows("SELECT state, count(*) FROM offer GROUP BY state")), {"available": sent})
        wait_for("what is written back", lambda: desk.rows(
            "SELECT count(*) FROM outbox WHERE kind = 'answer_noted' AND state = 'sent'")[0][0] == sent, 1800)
        wait_for("what is written back is in the mailboxes", lambda: len(self.noted()) == sent, 1800)
        ids = {str(mail["To"]) + mail["Message-ID"] for mail in offers}
        astray = [mail["To"] for mail in self.noted() if not any(str(mail["To"]) + one in ids for one in mail["References"].split())]
        self.assertEqual(astray, [], "in the thread of the offer")
        print(f"\n{sent} offers about {CASES} cases sent and answered, {right} answers on their own offer, all confirmed in its thread")

    def noted(self):
        mails = [parsed(raw) for raw in self.servers.mails_of("prestataires.example")]
        return [mail for mail in mails if "est notée" in mail["Subject"]]


if __name__ == "__main__":
    unittest.main()
