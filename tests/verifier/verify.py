#!/usr/bin/env python3
"""Verifies an audit export of Vigie with Python's standard library alone.

Written from docs/audit-format.md, sharing no code with the desk, so that agreement of the two means something.

    python3 tests/verifier/verify.py FILE.jsonl        (or - for standard input)

Prints the first bad place and why, status 1; or how many events of how many subjects stand, status 0.
"""

import hashlib
import json
import re
import sys

HEADER = b'{"format":"vigie-audit-log","version":1}'
FIELDS = {"action", "actor", "at", "id", "payload", "prev_hash", "salt", "seq", "subject", "v"}
EVENT_ID = re.compile(r"evt_[0-9a-f]{32}")
SUBJECT = re.compile(r"desk|(inc|prv|usr)_[0-9a-f]{32}")
ACTOR = re.compile(r"desk|command|visitor|victim|(usr|prv|tok)_[0-9a-f]{32}")
ACTION = re.compile(r"[a-z_]+(\.[a-z_]+)?")
LARGEST = 2**53 - 1


class Bad(Exception):
    """The log doesn't stand: line, reason, words."""

    def __init__(self, line, reason, detail):
        super().__init__(f"{reason} at {line}: {detail}")
        self.line, self.reason = line, reason


def canonical(value):
    """RFC 8785 for what events hold: no fractions, keys by UTF-16 code units."""
    if value is None or isinstance(value, (bool, str)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise ValueError("a number that others would round")
        return str(value)
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(canonical(key) + ":" + canonical(value[key]) for key in keys) + "}"
    raise ValueError("a fraction")


class Verifier:
    """Reads an export line by line; keeps the last event of each chain only."""

    def __init__(self):
        self.heads = {}
        self.events = 0

    def line(self, number, line):
        if not line.endswith(b"\n"):
            raise Bad(number, "decode", "the line is cut off")
        line = line[:-1]
        if number == 1:
            if line != HEADER:
                raise Bad(number, "decode", "the first line isn't the header of an export")
            return
        frame = re.fullmatch(rb'\{"event":(.*),"hash":"([0-9a-f]{64})"\}', line, re.DOTALL)
        if not frame:
            raise Bad(number, "decode", "not a line of an export")
        self.event(number, frame[1], frame[2].decode())

    def event(self, number, raw, stated):
        if hashlib.sha256(raw).hexdigest() != stated:
            raise Bad(number, "hash", "the bytes don't give the hash that stands beside them")
        event = self.decoded(number, raw)
        subject = event["subject"]
        seq, at, hash_before = self.heads.get(subject, (0, None, "0" * 64))
        if event["seq"] > seq + 1:
            raise Bad(number, "gap", f"event {seq + 1} of {subject} is missing")
        if event["seq"] < seq + 1:
            raise Bad(number, "order", f"event {seq + 1} of {subject} was due")
        if event["prev_hash"] != hash_before:
            raise Bad(number, "prev_hash", "it doesn't name the event before it")
        if at is not None and event["at"] < at:
            raise Bad(number, "time", "it is earlier than the event before it")
        self.heads[subject] = (event["seq"], event["at"], stated)
        self.events += 1

    @staticmethod
    def decoded(number, raw):
        try:
            event = json.loads(raw.decode("utf-8"), parse_constant=lambda word: 1 / 0)
            if canonical(event).encode("utf-8") != raw:
                raise ValueError("not the canonical spelling")
            if not isinstance(event, dict) or set(event) != FIELDS:
                raise ValueError("not the fields of an event")
            right = (
                event["v"] == 1
                and all(type(event[name]) is int for name in ("v", "seq", "at"))
                and isinstance(event["payload"], dict)
                and EVENT_ID.fullmatch(event["id"])
                and SUBJECT.fullmatch(event["subject"])
                and ACTOR.fullmatch(event["actor"])
                and ACTION.fullmatch(event["action"])
                and re.fullmatch("[0-9a-f]{32}", event["salt"])
                and re.fullmatch("[0-9a-f]{64}", event["prev_hash"])
            )
            if not right:
                raise ValueError("a field isn't as the format says")
        except (ValueError, TypeError, ZeroDivisionError, RecursionError) as error:
            raise Bad(number, "decode", f"not an event ({type(error).__name__})") from None
        return event


def verify(lines):
    """Verifies an iterable of lines (bytes, line breaks included). Raises Bad; returns the verifier."""
    verifier = Verifier()
    number = 0
    for number, line in enumerate(lines, start=1):
        verifier.line(number, line)
    if number == 0:
        raise Bad(0, "decode", "nothing to read")
    return verifier


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    source = sys.stdin.buffer if arguments[1] == "-" else open(arguments[1], "rb")
    with source:
        try:
            verifier = verify(source)
        except Bad as bad:
            print(bad)
            return 1
    print(f"{verifier.events} events of {len(verifier.heads)} subjects stand")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
