"""`vigie mail doctor` asks a resolver and says what would keep mail from arriving. The resolver here is a few lines of its
own: it answers what the test wrote down."""

import json
import socket
import struct
import threading
import unittest

from support import Desk, Server

TXT, MX = 16, 15


def name(text):
    return b"".join(bytes([len(part)]) + part.encode() for part in text.rstrip(".").split(".")) + b"\0"


class Resolver:
    def __init__(self, records):
        self.records = records
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                query, asker = self.socket.recvfrom(4096)
            except OSError:
                return
            parts, at = [], 12
            while query[at]:
                parts.append(query[at + 1 : at + 1 + query[at]].decode())
                at += 1 + query[at]
            (kind,) = struct.unpack(">H", query[at + 1 : at + 3])
            found = self.records.get((".".join(parts).lower(), kind), [])
            body = b"".join(
                b"\xc0\x0c" + struct.pack(">HHIH", kind, 1, 60, len(data)) + data for data in (self.data(kind, one) for one in found)
            )
            # An empty answer to a name that is there: the authority section of a real one isn't needed here.
            head = query[:2] + struct.pack(">HHHHH", 0x8180, 1, len(found), 0, 0)
            self.socket.sendto(head + query[12 : at + 5] + body, asker)

    def data(self, kind, text):
        if kind == MX:
            return struct.pack(">H", 10) + name(text)
        octets = text.encode()
        pieces = [octets[at : at + 255] for at in range(0, len(octets), 255)]
        return b"".join(bytes([len(piece)]) + piece for piece in pieces)


class Doctor(unittest.TestCase):
    def says(self, desk, records):
        resolver = Resolver(records)
        self.addCleanup(resolver.socket.close)
        status, out, error = desk.run("mail", "doctor", "--json", "--resolver", f"127.0.0.1:{resolver.port}", env={"VIGIE_SMTP_URL": desk.smtp_url})
        found = {line["check"]: line for line in map(json.loads, out.splitlines())}
        self.assertIn("spf", found, error)
        return status, {check: line["result"] for check, line in found.items()}, found

    def test_a_sound_domain_passes_and_each_fault_is_named(self):
        server = Server()
        self.addCleanup(server.close)
        desk = Desk(server.url())
        self.addCleanup(desk.remove)
        sound = {
            ("desk.example", TXT): ["v=spf1 mx -all", "something else"],
            ("desk.example", MX): ["mx.desk.example"],
            ("_dmarc.desk.example", TXT): ["v=DMARC1; p=reject"],
        }
        status, results, found = self.says(desk, sound)
        self.assertEqual(status, 0, found)
        self.assertEqual({check: results[check] for check in ("address", "clock", "out", "spf", "dmarc", "mx")}, dict.fromkeys(("address", "clock", "out", "spf", "dmarc", "mx"), "good"))
        faults = [
            ("spf", "bad", {("desk.example", TXT): []}),
            ("spf", "bad", {("desk.example", TXT): ["v=spf1 +all"]}),
            ("spf", "bad", {("desk.example", TXT): ["v=spf1 mx -all", "v=spf1 a -all"]}),
            ("dmarc", "bad", {("_dmarc.desk.example", TXT): []}),
            ("dmarc", "look", {("_dmarc.desk.example", TXT): ["v=DMARC1; p=none"]}),
            ("mx", "bad", {("desk.example", MX): []}),
        ]
        for check, expected, change in faults:
            status, results, found = self.says(desk, {**sound, **change})
            self.assertEqual(results[check], expected, (check, change, found[check]))
            self.assertEqual(status, 1 if expected == "bad" else 0)


if __name__ == "__main__":
    unittest.main()
