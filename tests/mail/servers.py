"""Postfix and Dovecot as Debian packs them, on free ports, with their own folders; nothing of the machine's is touched."""

import os
import pwd
import shutil
import smtplib
import subprocess
import tempfile
import time
from pathlib import Path

from support import Server, free_port, wait_for

PASSWORD = "geheim"

MASTER = """\
127.0.0.1:{smtp} inet n - n - 50 smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""

MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
virtual_mailbox_domains = desk.example, prestataires.example
virtual_mailbox_maps = static:here
virtual_transport = lmtp:inet:127.0.0.1:{lmtp}
relay_domains = refuse.example
transport_maps = inline:{{ refuse.example=smtp:[127.0.0.1]:{refusing} }}
relay_recipient_maps = static:any
recipient_delimiter = +
local_recipient_maps =
alias_maps =
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_client_connection_rate_limit = 0
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
lmtp_destination_concurrency_limit = 20
"""

DOVECOT = """\
protocols = imap lmtp
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/dovecot.log
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail/%d/%n
first_valid_uid = 1
recipient_delimiter = +
lmtp_hdr_delivery_address = original
default_process_limit = 200
default_client_limit = 2000
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid=mail gid=mail home={folder}/home/%n allow_all_users=yes
}}
service imap-login {{
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
"""


class Servers:
    """A mail server that delivers desk.example and prestataires.example to mailboxes, and bounces refuse.example."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="vigie-mta-"))
        self.folder.chmod(0o755)
        self.smtp, self.imap, self.lmtp = free_port(), free_port(), free_port()
        for name in ("queue", "data", "run", "mail", "home", "postfix"):
            (self.folder / name).mkdir()
        self.refusing = Server(lambda stage, *_: "550 5.1.1 there is no such user" if stage == "rcpt" else None)
        values = dict(refusing=self.refusing.port, folder=self.folder, smtp=self.smtp, imap=self.imap, lmtp=self.lmtp, password=PASSWORD)
        (self.folder / "postfix/main.cf").write_text(MAIN.format(**values))
        (self.folder / "postfix/master.cf").write_text(MASTER.format(**values))
        (self.folder / "dovecot.conf").write_text(DOVECOT.format(**values))
        owner = pwd.getpwnam("postfix")
        os.chown(self.folder / "data", owner.pw_uid, owner.pw_gid)
        reader = pwd.getpwnam("mail")
        for name in ("mail", "home"):
            os.chown(self.folder / name, reader.pw_uid, reader.pw_gid)
        self.check("postfix", "-c", str(self.folder / "postfix"), "start")
        self.dovecot = subprocess.Popen(["dovecot", "-F", "-c", str(self.folder / "dovecot.conf")], stderr=subprocess.DEVNULL)
        wait_for("Postfix and Dovecot", self.is_up)

    def check(self, *command):
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, (command, done.stdout, done.stderr)

    def is_up(self):
        import socket
        for port in (self.smtp, self.imap, self.lmtp):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
            except OSError:
                return False
        return True

    def stop(self):
        subprocess.run(["postfix", "-c", str(self.folder / "postfix"), "stop"], capture_output=True)
        self.refusing.close()
        self.dovecot.terminate()
        self.dovecot.wait(20)
        time.sleep(0.2)
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self):
        return f"smtp://127.0.0.1:{self.smtp}?tls=none"

    def imap_url(self):
        return f"imap://desk%40desk.example:{PASSWORD}@127.0.0.1:{self.imap}?tls=none"

    def mails_of(self, domain):
        """Every mail in the mailboxes of a domain, as a reader's program finds it."""
        return [file.read_bytes() for file in (self.folder / "mail" / domain).glob("*/new/*")]

    def connection(self):
        return smtplib.SMTP("127.0.0.1", self.smtp, timeout=60)
