"""The independent verifier finds every kind of damage to the sample, and names the place and the reason.

    python3 -m unittest discover tests/verifier
"""

import hashlib
import io
import json
import pathlib
import random
import unittest

import verify

SAMPLE = pathlib.Path(__file__).with_name("sample.jsonl").open("rb").readlines()


def rewritten(line, **changes):
    """The line with its event changed and its hash made anew, as somebody with the database would."""
    event = json.loads(line)["event"] | changes
    raw = verify.canonical(event).encode()
    return b'{"event":' + raw + b',"hash":"' + hashlib.sha256(raw).hexdigest().encode() + b'"}\n'


class Damage(unittest.TestCase):
    def bad(self, lines):
        with self.assertRaises(verify.Bad) as caught:
            verify.verify(lines)
        return caught.exception.line, caught.exception.reason

    def test_the_whole_sample_stands(self):
        self.assertEqual(verify.verify(SAMPLE).events, 60)

    def test_any_changed_byte_is_found_in_its_line(self):
        whole, chance = b"".join(SAMPLE), random.Random(1)
        for _ in range(500):
            at = chance.randrange(len(whole))
            damaged = bytearray(whole)
            damaged[at] ^= chance.randrange(1, 256)
            line, _ = self.bad(io.BytesIO(damaged))
            self.assertEqual(line, whole[:at].count(b"\n") + 1)

    def test_an_edit_with_a_fresh_hash(self):
        lines = SAMPLE.copy()
        lines[10] = rewritten(lines[10], action="offer.declined")
        self.assertEqual(self.bad(lines), (17, "prev_hash"))

    def test_a_removed_event(self):
        self.assertEqual(self.bad(SAMPLE[:10] + SAMPLE[11:]), (16, "gap"))

    def test_a_replayed_event(self):
        self.assertEqual(self.bad(SAMPLE[:20] + [SAMPLE[10]] + SAMPLE[20:]), (21, "order"))

    def test_a_back_dated_event(self):
        lines = SAMPLE.copy()
        lines[16] = rewritten(lines[16], at=1)
        self.assertEqual(self.bad(lines), (17, "time"))

    def test_a_cut_line(self):
        self.assertEqual(self.bad(SAMPLE[:-1] + [SAMPLE[-1][:-1]]), (61, "decode"))

    def test_a_field_too_many(self):
        lines = SAMPLE.copy()
        lines[60] = rewritten(lines[60], more=1)
        self.assertEqual(self.bad(lines), (61, "decode"))


if __name__ == "__main__":
    unittest.main()
