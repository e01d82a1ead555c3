"""How fast the queue is worked off, and what a machine that dies in the middle of it loses: nothing."""

import email
import os
import random
import time
import unittest
from collections import Counter

from support import Desk, Server, wait_for

MESSAGES = int(os.environ.get("VIGIE_TEST_MESSAGES", "1000"))
KILLS = int(os.environ.get("VIGIE_TEST_KILLS", "25"))


class Sending(unittest.TestCase):
    def queued(self, count):
        desk = Desk().start()
        self.addCleanup(desk.remove)
        token = desk.token()
        for number in range(count):
            desk.report(token, f"v{number}@maison{number % 97}.example")
        desk.stop()
        self.assertEqual(desk.states(), {"queued": count})
        return desk

    def test_the_queue_is_worked_off_over_four_connections_that_stay_open(self):
        desk = self.queued(MESSAGES)
        server = Server()
        self.addCleanup(server.close)
        desk.smtp_url = server.url()
        desk.start()
        wait_for("all mail", lambda: len(server.mails) >= MESSAGES, 600)
        took = server.times[-1] - server.times[0]
        rate = (MESSAGES - 1) / took
        print(f"\nsent {MESSAGES} in {took:.2f} s: {rate:.0f}/s, {server.most} connections at once, {server.sessions} in all")
        self.assertEqual(Counter(to for to, _ in server.mails).most_common(1)[0][1], 1, "nobody got it twice")
        self.assertLessEqual(server.most, 4)
        self.assertLess(server.sessions, 40, "connections are kept open")
        wait_for("all written down", lambda: desk.states() == {"sent": MESSAGES})

    def test_attack_19_kill_9_at_random_moments_loses_nothing_and_doubles_nothing_untold(self):
        count = 20 * KILLS
        desk = self.queued(count)
        chance = random.Random(19)
        server = Server()
        self.addCleanup(server.close)
        desk.smtp_url = server.url()
        kills = 0
        while kills < KILLS and desk.states().get("sent", 0) < count:
            before = len(server.mails)
            desk.start()
            wait_for("the first mail", lambda: len(server.mails) > before or desk.states().get("sent", 0) == count)
            time.sleep(chance.uniform(0, 0.15))
            desk.kill()
            kills += 1
        desk.start()
        wait_for(lambda: f"all sent ({desk.states()})", lambda: desk.states() == {"sent": count}, 1800)
        desk.stop()
        got = Counter(to for to, _ in server.mails)
        ids = {to: set() for to in got}
        for to, raw in server.mails:
            ids[to].add(email.message_from_bytes(raw)["Message-ID"])
        twice = sum(times - 1 for times in got.values())
        told = len([line for line in desk.attempts() if line.startswith("unknown")])
        print(f"\n{kills} kills over {count} messages: {len(got)} arrived, {twice} doubled, {told} written down as interrupted")
        self.assertEqual(len(got), count, "every message arrived")
        self.assertTrue(all(len(one) == 1 for one in ids.values()), "a doubled message keeps its id")
        self.assertLessEqual(twice, told, "every double is told of")
        # Four connections: what a worker had only taken, and what waited for its turn, can't have arrived.
        self.assertLessEqual(told, 4 * kills, "nothing else is written down as interrupted")


if __name__ == "__main__":
    unittest.main()
