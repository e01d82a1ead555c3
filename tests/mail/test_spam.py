"""What a public spam filter thinks of every kind of mail: SpamAssassin of Debian with the rules that it is packed with, all
that needs the network switched off."""

import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

MOST = 1.0

# What the desk's own server adds on its way, and the receiving one.
RECEIVED = (
    b"Return-Path: <centre+r1@desk.example>\r\n"
    b"Received: from mx.desk.example (mx.desk.example [51.210.7.10])\r\n"
    b"\tby mx.prestataire.example with ESMTPS id 4XyZ12 for <contact@prestataire.example>;\r\n"
    b"\tFri, 20 Nov 2026 18:40:03 +0100\r\n"
)


def assassin(*more, **how):
    return subprocess.run(["spamassassin", "--local", "--test-mode", "--nocreate-prefs", *more], capture_output=True, **how)


def scored(mails):
    """Name, score and what was found of each; one run for all, since each start of the filter takes seconds."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for mail in mails:
            paths.append(Path(folder) / mail.name)
            paths[-1].write_bytes(RECEIVED + f"X-Test-Name: {mail.name}\r\n".encode() + mail.read_bytes())
        done = assassin(*map(str, paths), check=True)
    found = re.findall(
        r"^X-Spam-Status: \w+, score=(-?[\d.]+) .*?tests=(.*?)\s+autolearn.*?^X-Test-Name: (\S+)", done.stdout.decode(errors="replace"), re.S | re.M)
    return [(name, float(score), re.sub(r"\s+", "", tests)) for score, tests, name in found]


class Spam(unittest.TestCase):
    def test_no_kind_of_mail_looks_like_spam(self):
        self.assertTrue(shutil.which("spamassassin"), "spamassassin is not installed")
        folder = Path(os.environ["VIGIE_TEST_MAILS"])
        mails = sorted(folder.glob("*.eml"))
        self.assertGreater(len(mails), 40, f"all kinds in both languages are in {folder}")
        found = scored(mails)
        self.assertEqual({name for name, _, _ in found}, {mail.name for mail in mails})
        worst = sorted(found, key=lambda one: -one[1])[:5]
        print("\n" + "\n".join(f"{score:5.1f}  {name}  {tests}" for name, score, tests in worst))
        self.assertEqual([one for one in found if one[1] > MOST], [])

    def test_the_filter_knows_spam_when_it_sees_it(self):
        gtube = b"Subject: x\r\nFrom: a@x.example\r\n\r\nXJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X\r\n"
        done = assassin(input=gtube)
        self.assertIn(b"GTUBE", done.stdout)


if __name__ == "__main__":
    unittest.main()
