"""A storm of mail comes in, four of five of it machines': all of it is taken in, no machine is answered, and people no more
often than the budget allows. The same with the desk killed over and over while it reads."""

import os
import pwd
import random
import time
import unittest
from collections import Counter

from servers import Servers
from support import Desk, Server, wait_for

STORM = int(os.environ.get("VIGIE_TEST_STORM", "400"))
KILLS = int(os.environ.get("VIGIE_TEST_READING_KILLS", "10"))
BUDGET = 120

MACHINES = [
    "Auto-Submitted: auto-replied",
    "Precedence: bulk",
    "X-Autoreply: yes",
    "List-Id: <liste.example>",
    "Return-Path: <>",
    "Subject: Absence du bureau",
    "Subject: Undelivered Mail Returned to Sender",
    "Auto-Submitted: auto-generated",
]


def mail(number):
    """Every fifth is a person's, each from an address of its own."""
    if number % 5:
        header = MACHINES[number % len(MACHINES)]
        name = "MAILER-DAEMON" if "Undelivered" in header else f"machine{number}"
        sender, words = f"{name}@loin{number % 89}.example", "Je suis absent. / I am away."
    else:
        header, sender, words = "X-Mailer: une personne", f"personne{number}@ici{number}.example", "Mon site affiche un drapeau de pirates."
    subject = "" if header.startswith("Subject") else f"Subject: Au secours {number}\r\n"
    return (
        f"{header}\r\nFrom: {sender}\r\nTo: desk@desk.example\r\n{subject}Message-ID: <storm-{number}@loin.example>\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n"
    ).encode()


class Storm(unittest.TestCase):
    def setUp(self):
        self.servers = Servers()
        self.addCleanup(self.servers.stop)

    def desk(self):
        # What the desk writes goes to a server of its own: a bounce would be one mail more.
        self.out = Server()
        self.addCleanup(self.out.close)
        desk = Desk(self.out.url(), f'imap_url = "{self.servers.imap_url()}"')
        self.addCleanup(desk.remove)
        settings = desk.folder / "vigie.toml"
        settings.write_text(settings.read_text().replace("answers_per_hour = 1000000", f"answers_per_hour = {BUDGET}"))
        return desk

    def storm(self, count):
        """Straight into the mailbox, as its server keeps it: what is looked at is how it is read."""
        inbox = self.servers.folder / "mail/desk.example/desk"
        owner = pwd.getpwnam("mail")
        for name in ("", "new", "cur", "tmp"):
            folder = inbox / name
            folder.mkdir(parents=True, exist_ok=True)
            for one in (folder, *list(folder.parents)[:2]):
                os.chown(one, owner.pw_uid, owner.pw_gid)
        for number in range(count):
            path = inbox / "new" / f"{1700000000 + number}.M{number}.storm"
            path.write_bytes(mail(number))
            os.chown(path, owner.pw_uid, owner.pw_gid)

    def taken(self, desk):
        return desk.rows("SELECT count(*) FROM inbound_mail")[0][0]

    def left(self):
        inbox = self.servers.folder / "mail/desk.example/desk"
        return sum(len(list((inbox / name).iterdir())) for name in ("new", "cur"))

    def must_be_right(self, desk, count):
        people = len(range(0, count, 5))
        wait_for(lambda: f"an empty inbox ({self.left()} left)", lambda: self.left() == 0, 600)
        self.assertEqual(self.taken(desk), count, "each once, however often it came")
        outcomes = Counter(dict(desk.rows("SELECT outcome, count(*) FROM inbound_mail GROUP BY outcome")))
        self.assertEqual(outcomes["automatic"] + outcomes["delivery"], count - people)
        self.assertEqual(outcomes["report"] + outcomes["aside"], people)
        self.assertEqual(outcomes["report"], min(people, BUDGET), "the others wait for a person, in sight")
        self.assertEqual(desk.rows("SELECT count(*) FROM incident")[0][0], outcomes["report"])
        # What is due is sent before it is counted.
        wait_for("an empty queue", lambda: not {"queued", "sending", "deferred"} & desk.states().keys(), 600)
        answered = [to for to, _ in self.out.mails]
        self.assertEqual([to for to in answered if to.startswith("machine")], [], "no machine gets an answer")
        self.assertLessEqual(len(set(answered)), BUDGET)
        self.assertTrue(set(answered) <= {f"personne{number}@ici{number}.example" for number in range(0, count, 5)})
        return people, len(set(answered))

    def test_a_storm_is_taken_in_and_no_machine_is_answered(self):
        desk = self.desk()
        self.storm(STORM)
        began = time.monotonic()
        desk.start()
        wait_for(lambda: f"all of it ({self.taken(desk)})", lambda: self.taken(desk) >= STORM, 1800)
        first, last = desk.rows("SELECT min(received_at), max(received_at) FROM inbound_mail")[0]
        people, answered = self.must_be_right(desk, STORM)
        took = (last - first) / 1e6
        print(f"\n{STORM} mails ({people} of people) read in {took:.1f} s: {STORM / took:.0f}/s; {answered} answers, none to a machine"
              f" ({time.monotonic() - began:.1f} s with the start and the answers)")

    def test_kill_9_at_random_moments_of_reading_loses_nothing_and_doubles_nothing(self):
        # Enough for the desk to be reading still when the last one comes.
        count = 40 * KILLS
        desk = self.desk()
        self.storm(count)
        chance, kills = random.Random(11), 0
        while kills < KILLS:
            before = self.taken(desk) if kills else 0
            desk.start()
            wait_for("a mail more", lambda: self.taken(desk) > before or before == count)
            time.sleep(chance.uniform(0, 0.1))
            desk.kill()
            kills += 1
            if self.taken(desk) == count and self.left() == 0:
                break
        desk.start()
        wait_for(lambda: f"all of it ({self.taken(desk)})", lambda: self.taken(desk) >= count, 1800)
        people, answered = self.must_be_right(desk, count)
        again = desk.rows("SELECT coalesce(sum(copies - 1), 0) FROM inbound_mail")[0][0]
        print(f"\n{kills} kills while reading {count} mails ({people} of people): none lost, {again} read again and known; {answered} answers")


if __name__ == "__main__":
    unittest.main()
