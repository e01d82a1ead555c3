"""The independent verifier finds every kind of damage to the samples, and names the place and the reason.

    cd tests/verifier && python3 -m unittest
"""

import hashlib
import io
import json
import pathlib
import random
import unittest

import ed25519
import verify

HERE = pathlib.Path(__file__).parent
SAMPLE = io.BytesIO((HERE / "sample.jsonl").read_bytes()).readlines()
RECEIPT = io.BytesIO((HERE / "sample-receipt.jsonl").read_bytes()).readlines()
KEY = verify.Key((HERE / "sample.key").read_text())


def rewritten(line, **changes):
    """The line with its event changed and its hash made anew, as somebody with the database would."""
    event = json.loads(line)["event"] | changes
    raw = verify.canonical(event).encode()
    return b'{"event":' + raw + b',"hash":"' + hashlib.sha256(raw).hexdigest().encode() + b'"}\n'


class Damage(unittest.TestCase):
    def bad(self, lines, **options):
        with self.assertRaises(verify.Bad) as caught:
            verify.verify(lines, **({"key": KEY} | options))
        return caught.exception.line, caught.exception.reason

    def test_the_whole_samples_stand(self):
        self.assertEqual(
            verify.verify(SAMPLE, KEY), "60 events of 6 subjects stand, 58 of them under 3 checkpoints"
        )
        self.assertEqual(
            verify.verify(RECEIPT, KEY), "10 events are proved to be in the log of 58, 7 of them shown"
        )

    def test_any_changed_byte_is_found_in_its_line(self):
        chance = random.Random(1)
        for whole in (b"".join(SAMPLE), b"".join(RECEIPT)):
            for _ in range(300):
                at = chance.randrange(len(whole))
                damaged = bytearray(whole)
                damaged[at] ^= chance.randrange(1, 256)
                line, _ = self.bad(io.BytesIO(damaged))
                self.assertEqual(line, whole[:at].count(b"\n") + 1)

    def test_an_edit_with_a_fresh_hash(self):
        lines = SAMPLE.copy()
        lines[10] = rewritten(lines[10], action="offer.declined")
        self.assertEqual(self.bad(lines), (17, "prev_hash"))

    def test_an_edit_of_the_last_event_of_a_chain_under_a_checkpoint(self):
        lines = SAMPLE.copy()
        lines[60] = rewritten(lines[60], action="offer.declined")
        self.assertEqual(self.bad(lines), (62, "root"))

    def test_a_removed_event(self):
        self.assertEqual(self.bad(SAMPLE[:10] + SAMPLE[11:]), (16, "gap"))

    def test_a_removed_tail(self):
        self.assertEqual(self.bad(SAMPLE[:60] + SAMPLE[61:62]), (61, "root"))

    def test_a_replayed_event(self):
        self.assertEqual(self.bad(SAMPLE[:20] + [SAMPLE[10]] + SAMPLE[20:]), (21, "order"))

    def test_a_back_dated_event(self):
        lines = SAMPLE.copy()
        lines[16] = rewritten(lines[16], at=1)
        self.assertEqual(self.bad(lines), (17, "time"))

    def test_a_wrong_signature(self):
        lines = SAMPLE.copy()
        note = json.loads(lines[21])["checkpoint"]
        flipped = note[:-6] + ("A" if note[-6] != "A" else "B") + note[-5:]
        lines[21] = verify.canonical({"checkpoint": flipped}).encode() + b"\n"
        self.assertEqual(self.bad(lines), (22, "signature"))

    def test_a_fork_from_a_checkpoint_held_outside(self):
        held = json.loads(SAMPLE[42])["checkpoint"]
        self.assertIn("60 events", verify.verify(SAMPLE, KEY, held))
        self.assertEqual(self.bad(SAMPLE[:30], checkpoint=held), (30, "root"))
        forked = SAMPLE[:21] + SAMPLE[22:42] + [rewritten(SAMPLE[40], seq=7)]
        forked[40] = rewritten(SAMPLE[41], action="offer.declined")
        self.assertEqual(self.bad(forked[:41], key=None, checkpoint=held), (41, "root"))

    def test_a_cut_line(self):
        self.assertEqual(self.bad(SAMPLE[:-1] + [SAMPLE[-1][:-1]]), (64, "decode"))

    def test_a_field_too_many(self):
        lines = SAMPLE.copy()
        lines[62] = rewritten(lines[62], more=1)
        self.assertEqual(self.bad(lines), (63, "decode"))

    def test_the_published_signature(self):
        # RFC 8032, section 7.1, test 2.
        key = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
        signature = bytes.fromhex(
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        )
        self.assertTrue(ed25519.is_signature(key, b"\x72", signature))
        self.assertFalse(ed25519.is_signature(key, b"\x73", signature))


if __name__ == "__main__":
    unittest.main()
