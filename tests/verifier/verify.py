#!/usr/bin/env python3
"""Verifies an audit export, a receipt, or a copy of the published log of Vigie with Python's standard library alone.

Written from docs/audit.md, sharing no code with the desk, so that agreement of the two means something.

    python3 tests/verifier/verify.py FILE [--key KEY] [--checkpoint NOTE]

FILE is an export or a receipt (- for standard input), or a folder with what /log/ publishes: `checkpoint`, `keys`,
`tile/`. KEY is the desk's verifier key (NAME+ID+KEY); only an export can do without it. NOTE is a file with a checkpoint
that was kept outside of the desk. Prints the first bad place and why, status 1; or what stands, status 0.
"""

import argparse
import base64
import binascii
import hashlib
import json
import pathlib
import re
import sys

import ed25519

LOG_HEADER = b'{"format":"vigie-audit-log","version":1}'
RECEIPT_HEADER = b'{"format":"vigie-audit-receipt","version":1}'
FIELDS = {"action", "actor", "at", "id", "payload", "prev_hash", "salt", "seq", "subject", "v"}
EVENT_ID = re.compile(r"evt_[0-9a-f]{32}")
SUBJECT = re.compile(r"desk|(inc|prv|usr)_[0-9a-f]{32}")
ACTOR = re.compile(r"desk|command|visitor|victim|(usr|prv|tok)_[0-9a-f]{32}")
ACTION = re.compile(r"[a-z_]+(\.[a-z_]+)?")
HASH = re.compile(r"[0-9a-f]{64}")
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


def strict(raw):
    """The value of canonical bytes; ValueError for any other spelling."""
    value = json.loads(raw.decode("utf-8"))
    if canonical(value).encode("utf-8") != raw:
        raise ValueError("not the canonical spelling")
    return value


UNREADABLE = (ValueError, TypeError, KeyError, RecursionError, binascii.Error)


def leaf_hash(event):
    return hashlib.sha256(b"\0" + event).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


class Log:
    """The Merkle tree's right edge (RFC 6962, section 2.1): (height, hash) of its complete subtrees."""

    def __init__(self):
        self.size, self.peaks = 0, []

    def push(self, leaf):
        height = 0
        while self.peaks and self.peaks[-1][0] == height:
            leaf = node_hash(self.peaks.pop()[1], leaf)
            height += 1
        self.peaks.append((height, leaf))
        self.size += 1

    def root(self):
        if not self.peaks:
            return hashlib.sha256(b"").digest()
        root = self.peaks[-1][1]
        for _, peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root


def proved_root(leaf, index, size, proof):
    """The root that a proof leads to (RFC 6962, section 2.1.1), or None if it has not the right length."""
    steps, low, high = [], 0, size
    while high - low > 1:
        middle = low + (1 << ((high - low - 1).bit_length() - 1))
        steps.append(index < middle)
        low, high = (low, middle) if index < middle else (middle, high)
    if len(steps) != len(proof):
        return None
    for goes_left, step in zip(reversed(steps), proof):
        leaf = node_hash(leaf, step) if goes_left else node_hash(step, leaf)
    return leaf


class Key:
    """A verifier key NAME+ID+KEY (C2SP signed-note)."""

    def __init__(self, text):
        self.text = text.strip()
        self.name, key_id, key = self.text.split("+", 2)
        raw = base64.b64decode(key, validate=True)
        self.id = hashlib.sha256(self.name.encode() + b"\n" + raw).digest()[:4]
        if len(raw) != 33 or raw[0] != 1 or self.id.hex() != key_id:
            raise ValueError("not a verifier key")
        self.key = raw[1:]

    def signed(self, text, signatures):
        """Whether one of the signatures (name, bytes) is by this key."""
        own = [raw[4:] for name, raw in signatures if name == self.name and raw[:4] == self.id]
        return any(ed25519.is_signature(self.key, text.encode(), signature) for signature in own)


class Ring:
    """The keys that signed a log, one after the other; who trusts one can follow the others."""

    def __init__(self, trusted):
        self.trusted, self.rotations = trusted, []

    @staticmethod
    def rotation(number, note):
        """Size, old key, new key, text and signatures."""
        try:
            text, signatures = split_note(note)
            title, size, old, new = text[:-1].split("\n")
            old, new = Key(old), Key(new)
            is_one_log = old.name == new.name and old.key != new.key
            if title != "vigie log key rotation v1" or not re.fullmatch("0|[1-9][0-9]*", size) or not is_one_log:
                raise ValueError("not a rotation")
        except UNREADABLE:
            raise Bad(number, "signature", "not a rotation") from None
        return int(size), old, new, text, signatures

    def follow(self, number, note):
        """Takes the next rotation, oldest first."""
        size, old, new, text, signatures = self.rotation(number, note)
        last = self.rotations[-1] if self.rotations else None
        follows = last is None or (last[2].text == old.text and last[0] < size)
        if not (follows and old.signed(text, signatures) and new.signed(text, signatures)):
            raise Bad(number, "signature", "this rotation isn't signed by both of its keys")
        self.rotations.append((size, old, new))

    def signed(self, size, text, signatures):
        """Whether the head of a log of that size is signed by the key of its time."""
        key = self.trusted
        if self.rotations:
            known = {self.rotations[0][1].text} | {new.text for _, _, new in self.rotations}
            if self.trusted.text not in known:
                return False
            key = next((old for until, old, _ in self.rotations if size <= until), self.rotations[-1][2])
        return key.signed(text, signatures)


def split_note(note):
    """Text and signatures of a signed note; ValueError for another form."""
    text, _, tail = note.rpartition("\n\n")
    text += "\n"
    if not tail.endswith("\n"):
        raise ValueError("no signatures")
    signatures = []
    for line in tail[:-1].split("\n"):
        found = re.fullmatch(r"— ([^\s+]+) ([A-Za-z0-9+/]+=*)", line)
        raw = base64.b64decode(found[2], validate=True) if found else b""
        if len(raw) <= 4 or base64.b64encode(raw).decode() != found[2]:
            raise ValueError("not a signature line")
        signatures.append((found[1], raw))
    return text, signatures


def parse_note(note):
    """Origin, size and root of a checkpoint, its text, and its signatures; ValueError for another form."""
    text, signatures = split_note(note)
    origin, size, root = text[:-1].split("\n")
    raw = base64.b64decode(root, validate=True)
    if not origin or not re.fullmatch("0|[1-9][0-9]*", size) or len(raw) != 32 or base64.b64encode(raw).decode() != root:
        raise ValueError("not a checkpoint")
    return origin, int(size), raw, text, signatures


def note_of(number, line):
    """What a line that holds a note is, and the note."""
    try:
        value = strict(line)
        (kind, note), = value.items()
        if kind not in ("checkpoint", "rotation") or not isinstance(note, str):
            raise ValueError("another object")
        return kind, note
    except (*UNREADABLE, AttributeError):
        raise Bad(number, "decode", "not a line of an export") from None


def head_of(number, note):
    try:
        return parse_note(note)
    except UNREADABLE:
        raise Bad(number, "decode", "not a checkpoint") from None


class Chains:
    """Keeps the last event of each chain only."""

    def __init__(self):
        self.heads = {}
        self.events = 0

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
            event = strict(raw)
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
                and HASH.fullmatch(event["prev_hash"])
            )
            if not right:
                raise ValueError("a field isn't as the format says")
        except UNREADABLE as error:
            raise Bad(number, "decode", f"not an event ({type(error).__name__})") from None
        return event


class Export:
    """Reads an export line by line."""

    def __init__(self, key=None, held=None):
        self.ring, self.held = key and Ring(key), held
        self.chains, self.log = Chains(), Log()
        self.checkpoints = self.sealed = 0

    def line(self, number, line):
        if number == 1:
            if line != LOG_HEADER:
                raise Bad(number, "decode", "the first line isn't the header of an export")
        elif frame := re.fullmatch(rb'\{"event":(.*),"hash":"([0-9a-f]{64})"\}', line, re.DOTALL):
            self.chains.event(number, frame[1], frame[2].decode())
            self.log.push(leaf_hash(frame[1]))
        else:
            kind, note = note_of(number, line)
            if kind == "checkpoint":
                self.checkpoint(number, *head_of(number, note))
            elif self.log.size or self.checkpoints:
                raise Bad(number, "decode", "a rotation stands before everything else")
            elif self.ring:
                self.ring.follow(number, note)
            else:
                Ring.rotation(number, note)
            return
        if self.held and self.held == self.log.size and self.held_root != self.log.root():
            raise Bad(number, "root", "the events don't give the root of the checkpoint that was held")

    def checkpoint(self, number, _origin, size, root, text, signatures):
        if self.ring and not self.ring.signed(size, text, signatures):
            raise Bad(number, "signature", "this checkpoint isn't signed by the key")
        if size != self.log.size:
            raise Bad(number, "root", f"a checkpoint over {size} events stands after {self.log.size}")
        if root != self.log.root():
            raise Bad(number, "root", "the events don't give the root of this checkpoint")
        self.checkpoints += 1
        self.sealed = size

    def through(self, note):
        """Demands that the log goes through a checkpoint that was held outside."""
        _, self.held, self.held_root, _, _ = parse_note(note)

    def finish(self, number):
        if self.held and self.held > self.log.size:
            raise Bad(number, "root", "the log is shorter than the checkpoint that was held")
        return (
            f"{self.chains.events} events of {len(self.chains.heads)} subjects stand, "
            f"{self.sealed} of them under {self.checkpoints} checkpoints"
        )


class Receipt:
    """Reads a receipt line by line; needs the key."""

    def __init__(self, key):
        self.ring, self.chains, self.entries, self.size = Ring(key), Chains(), 0, None

    def line(self, number, line):
        if number == 1:
            return
        if self.size is None:
            kind, note = note_of(number, line)
            if kind == "rotation":
                self.ring.follow(number, note)
                return
            _, size, self.root, text, signatures = head_of(number, note)
            if not self.ring.signed(size, text, signatures):
                raise Bad(number, "signature", "the checkpoint isn't signed by the key")
            self.size = size
            return
        try:
            entry = strict(line)
            if set(entry) - {"event"} != {"leaf", "leaf_hash", "proof"} or not HASH.fullmatch(entry["leaf_hash"]):
                raise ValueError("not the fields of an entry")
            if type(entry["leaf"]) is not int or not all(HASH.fullmatch(step) for step in entry["proof"]):
                raise ValueError("not a proof")
        except UNREADABLE:
            raise Bad(number, "decode", "not an entry of a receipt") from None
        leaf, proof = bytes.fromhex(entry["leaf_hash"]), [bytes.fromhex(step) for step in entry["proof"]]
        if "event" in entry:
            raw = canonical(entry["event"]).encode()
            if leaf_hash(raw) != leaf:
                raise Bad(number, "hash", "the bytes don't give the leaf hash that stands beside them")
            self.chains.event(number, raw, hashlib.sha256(raw).hexdigest())
        inside = 0 <= entry["leaf"] < self.size
        if not inside or proved_root(leaf, entry["leaf"], self.size, proof) != self.root:
            raise Bad(number, "root", "this event isn't proved to be in the log")
        self.entries += 1

    def finish(self, number):
        if self.size is None:
            raise Bad(number, "decode", "a receipt without a checkpoint")
        return f"{self.entries} events are proved to be in the log of {self.size}, {self.chains.events} of them shown"


def verify(lines, key=None, checkpoint=None):
    """Verifies an iterable of lines (bytes, line breaks included). Raises Bad; returns what stands, in words."""
    reader, number = None, 0
    for number, line in enumerate(lines, start=1):
        if not line.endswith(b"\n"):
            raise Bad(number, "decode", "the line is cut off")
        if reader is None and line[:-1] == RECEIPT_HEADER:
            if key is None:
                raise Bad(number, "signature", "a receipt needs the desk's key")
            reader = Receipt(key)
        elif reader is None:
            reader = Export(key)
            if checkpoint:
                reader.through(checkpoint)
        reader.line(number, line[:-1])
    if reader is None:
        raise Bad(0, "decode", "nothing to read")
    return reader.finish(number)


def tile_name(level, index, width):
    """Where a tile stands (C2SP tlog-tiles)."""
    groups = [f"{index % 1000:03}"]
    while index := index // 1000:
        groups.insert(0, f"x{index % 1000:03}")
    return f"{level}/{'/'.join(groups)}" + (f".p/{width}" if width < 256 else "")


def verify_tiles(folder, key):
    """Verifies a copy of the published log. Raises Bad with the place of a tile, level by level, each from the left."""
    ring = Ring(key)
    kept = (folder / "keys").read_text() if (folder / "keys").exists() else ""
    parts = kept.partition("\n\n")[2].split("\n\n")
    for text, tail in zip(parts[::2], parts[1::2]):
        ring.follow(0, f"{text}\n\n{tail.rstrip()}\n")
    _, size, root, text, signatures = head_of(0, (folder / "checkpoint").read_text())
    if not ring.signed(size, text, signatures):
        raise Bad(0, "signature", "the checkpoint isn't signed by the key")
    place, level, below = 0, 0, []
    while count := size >> 8 * level:
        log, roots = Log(), []
        for index in range((count + 255) // 256):
            place += 1
            width = min(256, count - index * 256)
            path = folder / "tile" / tile_name(level, index, width)
            raw = path.read_bytes() if path.is_file() else b""
            if len(raw) != 32 * width:
                raise Bad(place, "decode", "not a whole tile")
            hashes, tile = [raw[at : at + 32] for at in range(0, len(raw), 32)], Log()
            for leaf in hashes:
                tile.push(leaf)
                if level == 0:
                    log.push(leaf)
            if level and hashes != below[index * 256 : index * 256 + width]:
                raise Bad(place, "root", "this tile isn't what the tiles below it give")
            if width == 256:
                roots.append(tile.root())
        if level == 0 and log.root() != root:
            raise Bad(place, "root", "the leaf hashes don't give the root of the checkpoint")
        level, below = level + 1, roots
    return f"{place} tiles give the signed root of {size} events"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--key", type=Key)
    parser.add_argument("--checkpoint", type=argparse.FileType("r", encoding="utf-8"))
    arguments = parser.parse_args()
    held = arguments.checkpoint.read() if arguments.checkpoint else None
    folder = pathlib.Path(arguments.file)
    try:
        if folder.is_dir():
            if arguments.key is None:
                parser.error("a published log needs --key")
            print(verify_tiles(folder, arguments.key))
            return 0
        with sys.stdin.buffer if arguments.file == "-" else folder.open("rb") as source:
            print(verify(source, arguments.key, held))
    except Bad as bad:
        print(bad)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
