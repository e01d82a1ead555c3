"""A victim sends files by her page; Debian's own clamd looks at them, with one signature of the test's, and Debian's own
7-Zip opens the archive in which the desk gives them out."""

import hashlib
import http.client
import re
import shutil
import subprocess
import tempfile
import unittest
import urllib.parse
from pathlib import Path

from support import Desk, wait_for

SIGNATURE = b"VIGIE-KNOWS-THIS-ONE"
PASSWORD = "une phrase assez longue"


def seven_zip():
    return shutil.which("7zz") or shutil.which("7z")


class Clamd:
    """clamd with a folder of its own, and nothing but our signature."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="vigie-clamd-"))
        (self.folder / "db").mkdir()
        (self.folder / "db" / "vigie.ndb").write_text(f"Vigie.Test-1:0:*:{SIGNATURE.hex()}\n")
        self.socket = self.folder / "clamd.ctl"
        (self.folder / "clamd.conf").write_text(
            f"DatabaseDirectory {self.folder}/db\nLocalSocket {self.socket}\nForeground yes\nLogFile {self.folder}/log\n"
            f"TemporaryDirectory {self.folder}\nStreamMaxLength 60M\n"
        )
        self.process = None

    def start(self):
        self.process = subprocess.Popen(
            ["clamd", f"--config-file={self.folder}/clamd.conf"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        wait_for(lambda: f"clamd's socket ({(self.folder / 'log').read_text()})", self.socket.exists)
        return self

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(60)
        shutil.rmtree(self.folder, ignore_errors=True)


class Person:
    """A browser without scripts: it keeps a cookie and follows nothing."""

    def __init__(self, desk):
        self.desk, self.cookie = desk, ""

    def ask(self, method, path, body=None, kind="application/x-www-form-urlencoded"):
        connection = http.client.HTTPConnection("127.0.0.1", self.desk.port, timeout=120)
        headers = {"Sec-Fetch-Site": "same-origin"}
        if body is not None:
            headers["Content-Type"] = kind
        if self.cookie:
            headers["Cookie"] = self.cookie
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            if cookie.startswith("vigie="):
                self.cookie = cookie.split(";")[0]
        content = answer.read()
        connection.close()
        return answer.status, answer.headers, content

    def send(self, path, **fields):
        return self.ask("POST", path, urllib.parse.urlencode(fields))

    def send_files(self, path, files):
        body = b""
        for name, content in files:
            head = f'--grenze\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/plain\r\n\r\n'
            body += head.encode() + content + b"\r\n"
        return self.ask("POST", path, body + b"--grenze--\r\n", "multipart/form-data; boundary=grenze")


class Evidence(unittest.TestCase):
    def setUp(self):
        self.clamd = Clamd()
        self.desk = Desk()
        with open(self.desk.folder / "vigie.toml", "a") as settings:
            settings.write(f'[evidence]\nclamd = "unix:{self.clamd.socket}"\n')
        self.desk.start()

    def tearDown(self):
        self.desk.remove()
        self.clamd.stop()

    def scans(self):
        return dict((name, (scan, finding)) for name, scan, finding in
                    self.desk.rows("SELECT name, scan, finding FROM attachment ORDER BY received_at, id"))

    def operator(self):
        status, _, err = self.desk.run(
            "users", "add", "--email", "claire@desk.example", "--name", "Claire", "--role", "operator",
            stdin=PASSWORD.encode() + b"\n")
        self.assertEqual(status, 0, err)
        claire = Person(self.desk)
        status, headers, _ = claire.send("/sign-in", login="claire@desk.example", password=PASSWORD)
        self.assertEqual(status, 303)
        return claire

    def test_a_real_scanner_and_a_real_archiver(self):
        her = Person(self.desk)
        status, headers, page = her.send(
            "/report", description="Tous nos fichiers sont chiffrés.", contact_name="Jeanne", phone="05 65 00 00 01",
            postal_code="12000")
        self.assertEqual(status, 303, page)
        link = re.match(r"/t/[^/?]+", headers["Location"]).group()
        large = bytes(range(256)) * 40_000 + b"end"
        files = [("note.txt", "Payez, écrit l’attaquant.".encode()), ("outil.bin", b"\0" * 100_000 + SIGNATURE), ("gros.bin", large)]
        status, _, page = her.send_files(f"{link}/files", files)
        self.assertEqual(status, 303, page)
        # The scanner isn't there yet: pieces wait for it, and are taken all the same.
        self.assertEqual(set(self.scans().values()), {("", "")})
        self.clamd.start()
        wait_for(lambda: f"a scan: {self.scans()}", lambda: all(scan for scan, _ in self.scans().values()))
        self.assertEqual(self.scans(), {
            "note.txt": ("clean", ""), "outil.bin": ("found", "Vigie.Test-1.UNOFFICIAL"), "gros.bin": ("clean", "")})

        claire = self.operator()
        reference = self.desk.rows("SELECT reference FROM incident")[0][0]
        for name, content in files:
            with self.subTest(name):
                piece = self.desk.rows("SELECT lower(hex(id)), sha256 FROM attachment WHERE name = ?", name)[0]
                self.assertEqual(piece[1], hashlib.sha256(content).hexdigest())
                status, headers, archive = claire.ask("GET", f"/incidents/{reference}/files/{piece[0]}")
                self.assertEqual((status, headers["Content-Type"]), (200, "application/zip"))
                self.opens(name, content, archive)

    def opens(self, name, content, archive):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "piece.zip")
            file.write_bytes(archive)
            run = lambda *args: subprocess.run([seven_zip(), *args], capture_output=True, text=True, cwd=folder)
            wrong = run("t", "-pwrong", str(file))
            self.assertNotEqual(wrong.returncode, 0, "another password opens it")
            tested = run("t", "-pinfected", str(file))
            self.assertEqual(tested.returncode, 0, tested.stdout + tested.stderr)
            self.assertIn("AES-256", run("l", "-slt", "-pinfected", str(file)).stdout)
            run("x", "-pinfected", "-oout", str(file))
            self.assertEqual(Path(folder, "out", name).read_bytes(), content)


if __name__ == "__main__":
    unittest.main()
