"""A desk of a test's own, a mail server that does what it is told, and a real one: Postfix and Dovecot on free ports.

Nothing of the desk is imported: it is run as a program, its mail is parsed by Python's own library, its database is only
read to see what it wrote down.
"""

import asyncio
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import threading
import time
import urllib.request
from email.message import EmailMessage
from pathlib import Path

VIGIE = os.environ.get("VIGIE_TEST_BIN") or "vigie"
HERS = "victime@menuiserie.example"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(what, true, seconds=120):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = true()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what() if callable(what) else what} did not happen within {seconds} s")


def reply(mail, words, automatic=False):
    """What a mail program makes of « answer », with the mail quoted below; `automatic`: an absence that answers by itself."""
    answer = EmailMessage()
    answer["From"] = mail["To"]
    answer["To"] = mail["Reply-To"]
    answer["Subject"] = "Re: " + mail["Subject"]
    answer["In-Reply-To"] = mail["Message-ID"]
    if automatic:
        answer["Auto-Submitted"] = "auto-replied"
    quoted = "".join(f"> {line}\n" for line in mail.get_body(("plain",)).get_content().splitlines())
    answer.set_content(f"{words}\n\nLe lun. 23 nov. 2026 à 10:00, CSIRT a écrit :\n{quoted}")
    return answer


class Desk:
    """`vigie serve` with its own folder. Budgets are wide unless a test narrows them."""

    def __init__(self, smtp_url=None, mail=""):
        self.folder = Path(tempfile.mkdtemp(prefix="vigie-mail-"))
        self.smtp_url = smtp_url
        self.process = None
        self.port = free_port()
        (self.folder / "vigie.toml").write_text(
            '[desk]\nname = "CSIRT d’essai"\nphone = "0 800 00 00 00"\nemail = "desk@desk.example"\n'
            'holidays_of = "12"\n[mail]\nread_back = true\nper_address_hour = 100000\nper_case_hour = 100000\n'
            f"per_hour = 1000000\nanswers_per_hour = 1000000\n{mail}\n"
        )

    def flags(self):
        return ["--config", str(self.folder / "vigie.toml"), "--data-dir", str(self.folder / "data")]

    def start(self):
        more = ["--smtp-url", self.smtp_url] if self.smtp_url else []
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                [VIGIE, "serve", "--listen", f"127.0.0.1:{self.port}", *self.flags(), *more],
                stdout=subprocess.PIPE, stderr=log, text=True,
            )
        line = self.process.stdout.readline()
        assert line.startswith("listening"), (line, (self.folder / "log").read_text())
        return self

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(60)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(60)

    def remove(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, *args, stdin=b"", env=None):
        done = subprocess.run([VIGIE, *args, *self.flags()], input=stdin, capture_output=True, env={**os.environ, **(env or {})})
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def token(self):
        status, out, err = self.run("tokens", "create", "--name", "test", "--scope", "report")
        assert status == 0, err
        return out.strip()

    def report(self, token, email, words="Notre site affiche un drapeau de pirates."):
        body = {
            "organisation": {"postal_code": "12000"},
            "contact": {"name": "Jeanne", "phone": "05 65 00 00 01", "email": email, "email_safe": "yes"},
            "description": words,
        }
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/v1/incidents", json.dumps(body).encode(),
            {"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["reference"]

    def rows(self, sql, *args):
        with sqlite3.connect(f"file:{self.folder}/data/vigie.db?mode=ro", uri=True, timeout=30) as database:
            return database.execute(sql, args).fetchall()

    def states(self):
        return dict(self.rows("SELECT state, count(*) FROM outbox GROUP BY state"))

    def attempts(self):
        return [row[0] for row in self.rows("SELECT outcome || ' ' || words FROM mail_attempt ORDER BY at")]


class Server:
    """A mail server that answers as `behave(stage, recipient, count)` says: a line, `hang`, `drop`, or nothing for « 250 »."""

    def __init__(self, behave=lambda stage, recipient, count: None, port=None, tls=None):
        self.behave, self.port, self.tls = behave, port or free_port(), tls
        self.mails, self.times, self.sessions, self.at_once, self.most = [], [], 0, 0, 0
        self.loop = asyncio.new_event_loop()
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()
        assert self.ready.wait(10)

    def url(self, more=""):
        return f"smtp://127.0.0.1:{self.port}?tls=none{more}"

    def serve(self):
        asyncio.set_event_loop(self.loop)
        self.server = self.loop.run_until_complete(asyncio.start_server(
            self.session, "127.0.0.1", self.port, limit=1 << 24, ssl=self.tls))
        self.ready.set()
        self.loop.run_forever()

    def close(self):
        def end():
            self.server.close()
            for task in asyncio.all_tasks(self.loop):
                task.cancel()
            self.loop.call_later(0.1, self.loop.stop)
        self.loop.call_soon_threadsafe(end)
        self.thread.join(5)
        self.loop.close()

    async def session(self, reader, writer):
        self.sessions += 1
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        try:
            await self.talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self.at_once -= 1
            writer.close()

    async def talk(self, reader, writer):
        recipient = ""

        async def say(stage, usual, answer=False):
            if answer is False:
                answer = self.behave(stage, recipient, len(self.mails))
            if answer == "hang":
                await asyncio.sleep(3600)
            if answer == "drop":
                raise ConnectionError
            writer.write(((answer or usual) + "\r\n").encode())
            await writer.drain()
            return not answer or answer.startswith(("2", "3"))

        await say("greeting", "220 test ESMTP")
        while line := (await reader.readline()).decode():
            word = line.split(":")[0].split()[0].upper() if line.strip() else ""
            if word == "RCPT":
                recipient = line.split("<")[1].split(">")[0]
            if word == "DATA":
                if not await say("data", "354 go on"):
                    continue
                raw = await reader.readuntil(b"\r\n.\r\n")
                kept = raw[:-3].replace(b"\r\n..", b"\r\n.")
                # What was taken is taken, whatever is said of it.
                answer = self.behave("end", recipient, len(self.mails))
                if not answer or answer in ("drop", "hang") or answer.startswith("2"):
                    self.mails.append((recipient, kept))
                    self.times.append(time.monotonic())
                await say("end", "250 2.0.0 taken", answer)
            elif word == "EHLO":
                await say("ehlo", "250-test\r\n250 8BITMIME")
            elif word == "QUIT":
                await say("quit", "221 bye")
                return
            else:
                await say(word.lower(), "250 2.1.0 ok")
