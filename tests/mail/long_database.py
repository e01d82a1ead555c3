"""The database goes away and comes back in the middle: nothing that was queued is lost, nothing that came in is."""

import glob
import os
import secrets
import subprocess
import tempfile
import time
import unittest
import shutil
from collections import Counter
from pathlib import Path

from support import Desk, Server, free_port, wait_for

MESSAGES = 60


def program(name):
    found = shutil.which(name) or next(iter(sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"), reverse=True)), None)
    assert found, f"{name} of PostgreSQL is not installed"
    return found


class Postgres:
    """A server of the test's own, on a free port. It refuses to run as root."""

    def __init__(self):
        self.folder, self.port = Path(tempfile.mkdtemp(prefix="vigie-pg-")), free_port()
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self.run("initdb", f"--pgdata={self.folder}/data", "--username=vigie", "--auth=trust", "--encoding=UTF8", "--locale=C")
        self.start()
        self.run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "vigie", "vigie")

    def run(self, name, *words):
        become = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        done = subprocess.run([*become, program(name), *words], capture_output=True, text=True, cwd="/")
        assert done.returncode == 0, (name, done.stdout, done.stderr)
        return done.stdout

    def start(self):
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        self.run("pg_ctl", f"--pgdata={self.folder}/data", "--wait", f"--log={self.folder}/log", "start", "--options", options)

    def stop(self, how="immediate"):
        self.run("pg_ctl", f"--pgdata={self.folder}/data", f"--mode={how}", "--wait", "stop")

    def rows(self, sql):
        said = self.run("psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", "vigie", "-At", "-F", "|", "-c", sql, "vigie")
        return [tuple(line.split("|")) for line in said.splitlines()]

    def remove(self):
        try:
            self.stop()
        except AssertionError:
            pass
        shutil.rmtree(self.folder, ignore_errors=True)


class PostgresDesk(Desk):
    def __init__(self, database, smtp_url=None):
        super().__init__(smtp_url)
        self.database = database
        text = (self.folder / "vigie.toml").read_text()
        # Nodes share what is given to them: keys are never made on PostgreSQL.
        keys = self.folder / "data" / "keys"
        keys.mkdir(parents=True)
        for name in ("link", "tie", "log", "mail", "factor"):
            (keys / f"{name}.key").write_text(secrets.token_hex(32))
        url = f"postgres://vigie@127.0.0.1:{database.port}/vigie"
        (self.folder / "vigie.toml").write_text(f'database_url = "{url}"\n{text}')

    def states(self):
        return {state: int(count) for state, count in self.database.rows("SELECT state, count(*) FROM outbox GROUP BY state")}


class Database(unittest.TestCase):
    def setUp(self):
        self.database = Postgres()
        self.addCleanup(self.database.remove)

    def started(self, smtp_url=None):
        desk = PostgresDesk(self.database, smtp_url)
        self.addCleanup(desk.remove)
        status, _, error = desk.run("migrate")
        self.assertEqual(status, 0, error)
        return desk.start()

    def test_a_database_that_restarts_while_mail_leaves_loses_none_of_it(self):
        desk = self.started()
        token = desk.token()
        for number in range(MESSAGES):
            desk.report(token, f"v{number}@maison{number}.example")
        desk.stop()
        self.assertEqual(desk.states(), {"queued": MESSAGES})
        down = []

        def behave(stage, recipient, count):
            # In the middle of the queue, between the mail and the note of it.
            if stage == "end" and count == MESSAGES // 2 and not down:
                down.append(count)
                self.database.stop()
        server = Server(behave)
        self.addCleanup(server.close)
        desk.smtp_url = server.url()
        desk.start()
        wait_for("the database is gone", lambda: down)
        time.sleep(1)
        self.assertIsNone(desk.process.poll(), "the desk waits for it")
        self.database.start()
        # What was under way waits for the end of its lease of five minutes: other nodes might be sending it.
        wait_for(lambda: f"all sent ({desk.states()})", lambda: desk.states() == {"sent": MESSAGES}, 480)
        got = Counter(to for to, _ in server.mails)
        self.assertEqual(len(got), MESSAGES, "everybody got it")
        twice = sum(times - 1 for times in got.values())
        told = int(self.database.rows("SELECT count(*) FROM mail_attempt WHERE outcome = 'unknown'")[0][0])
        print(f"\nthe database went away after {down[0]} of {MESSAGES}: {len(got)} arrived, {twice} doubled, {told} written down as interrupted")
        self.assertLessEqual(twice, told, "every double is told of")

    def test_what_comes_in_while_the_database_is_gone_stays_with_the_server_in_front(self):
        desk = self.started()
        raw = b"From: Paul <paul@loin.example>\r\nSubject: Au secours\r\n\r\nMon site est remplac\xc3\xa9. 12000 Rodez.\r\n"
        self.database.stop()
        status, _, _ = desk.run("mail", "ingest", stdin=raw)
        self.assertNotEqual(status, 0, "the server in front keeps the mail and tries again")
        self.database.start()
        wait_for("the mail", lambda: desk.run("mail", "ingest", stdin=raw)[0] == 0)
        self.assertEqual(self.database.rows("SELECT outcome, copies FROM inbound_mail"), [("report", "1")])


if __name__ == "__main__":
    unittest.main()
