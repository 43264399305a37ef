"""A mail server for tests: Debian's aiosmtpd on a free port of this machine, which reads what it got with Python's own `email`.

    server.py HOW CERTIFICATE KEY      HOW: plain, starttls, smtps

Who signs in is `rhizome` with the password `correct horse`. It says its port on the first line, then each mail as a line of JSON.
What it answers is in the name of the recipient: grey… is 451 the first time, full… 452, gone… 550, drop… loses the connection in
the middle of the first mail, busy… is 421; a sender at refused.example is none. It ends with its standard input.
"""

import asyncio
import email
import email.policy
import json
import logging
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

HOW, CERTIFICATE, KEY = sys.argv[1:4]
SEEN = set()
logging.disable()


def first(name):
    known = name in SEEN
    SEEN.add(name)
    return not known


class Handler:
    async def handle_MAIL(self, server, session, envelope, address, options):
        if address.endswith("@refused.example"):
            return "550 5.1.0 who is that"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("grey") and first(address):
            return "451 4.7.1 later, please"
        if address.startswith("full"):
            return "452 4.2.2 the mailbox is full"
        if address.startswith("gone"):
            return "550 5.1.1 nobody of that name: " + address
        if address.startswith("busy"):
            return "421 4.3.2 closing"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if envelope.rcpt_tos[0].startswith("drop") and first(envelope.rcpt_tos[0]):
            server.transport.abort()
            return "421 gone"
        mail = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        parts = {kind: mail.get_body(preferencelist=(kind,)) for kind in ("plain", "html")}
        print(
            json.dumps(
                {
                    "from": envelope.mail_from,
                    "to": envelope.rcpt_tos,
                    "headers": [[name.lower(), str(value)] for name, value in mail.items()],
                    "defects": [str(d) for part in mail.walk() for d in part.defects],
                    "kind": mail.get_content_type(),
                    "text": parts["plain"] and parts["plain"].get_content(),
                    "html": parts["html"] and parts["html"].get_content(),
                    "size": len(envelope.original_content),
                    "safe": session.ssl is not None or HOW == "smtps",
                    "user": bool(session.authenticated),
                    "hello": session.host_name,
                }
            ),
            flush=True,
        )
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    known = isinstance(data, LoginPassword) and (data.login, data.password) == (b"rhizome", b"correct horse")
    return AuthResult(success=known, handled=False)


def make():
    kwargs = {"authenticator": authenticate, "auth_require_tls": HOW == "starttls", "hostname": "localhost"}
    if HOW == "starttls":
        kwargs |= {"tls_context": context(), "require_starttls": True}
    if HOW != "plain":
        kwargs |= {"auth_required": True}
    return SMTP(Handler(), enable_SMTPUTF8=True, **kwargs)


def context():
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    made.load_cert_chain(CERTIFICATE, KEY)
    return made


async def main():
    loop = asyncio.get_running_loop()
    first_bytes = context() if HOW == "smtps" else None
    server = await loop.create_server(make, "127.0.0.1", 0, ssl=first_bytes)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main())
