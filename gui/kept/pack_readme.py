"""What an evidence pack says of itself."""

from __future__ import annotations

README = """\
Evidence of presses of Panic Button
===================================

journal.jsonl           the lines of these presses exactly as the program wrote them, a JSON object a line:
                        the press before its first request left, the book before it, each verdict, each order.
                        Times are UTC. Each line ends with its SHA-256 and that of the line before it.
calls/PRESS.jsonl       the requests and answers of a press in the order in which they ended: local time
                        and the exchange's (server_time_ms), the time that was signed first, by this
                        computer's idea of the exchange's clock (signed_time_ms; a copy of the question is
                        signed anew), what was asked, what was answered. The first line tells of program and
                        system, and how many calls there was no room for.
                        Of the headers there are the names only: no key, signature or passphrase was recorded;
                        an answer that repeated one of them was left out whole (cut_at is 0).
                        Of calls that were under way at the verdict there is nothing.
                        The journal's closing line of the press holds the file's SHA-256.
books/PRESS-before.*    the book as it was last read before the press (age_ms before it)
books/PRESS-after.*     what came of each order; both are taken from the journal
about.json              the program and the computer that made this pack
manifest.json           the SHA-256 of each of these files

To check it: panic-button verify FILE.zip
It finds what was changed by accident or by a clumsy hand. Nothing in here is signed: somebody who works out
all hashes anew is not found out by it. There are no keys in here, but there are your orders.
"""
