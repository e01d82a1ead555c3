#!/usr/bin/env python3
"""Does sign-in tell by its time who has an account?

    tests/timing/sign_in.py http://127.0.0.1:8080 --known operatrice@cyber-demo.example --tries 1000

Known and unknown names take turns, so that what slows the machine slows both. The limits of one client would end this after ten
tries: run the desk with `trusted_proxies = ["127.0.0.1"]`, and each try comes from an address of its own. The status is 1 when the
medians differ by more than ten in a hundred.
"""

import argparse
import http.client
import statistics
import sys
import time
import urllib.parse


def one(host, login, client):
    """Seconds of one try, and its status."""
    body = urllib.parse.urlencode({"login": login, "password": "ce n'est pas lui"})
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Sec-Fetch-Site": "same-origin",
        "X-Forwarded-For": client,
    }
    began = time.perf_counter()
    host.request("POST", "/sign-in", body, headers)
    answer = host.getresponse()
    answer.read()
    return time.perf_counter() - began, answer.status


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("url")
    parser.add_argument("--known", required=True)
    parser.add_argument("--unknown", default="personne@cyber-demo.example")
    parser.add_argument("--tries", type=int, default=1000)
    given = parser.parse_args()
    place = urllib.parse.urlsplit(given.url)
    host = http.client.HTTPConnection(place.hostname, place.port or 80)
    seconds = {given.known: [], given.unknown: []}
    for number in range(given.tries):
        client = f"10.{number // 65536 % 256}.{number // 256 % 256}.{number % 256}"
        # Who comes first changes each time.
        names = [given.known, given.unknown] if number % 2 else [given.unknown, given.known]
        for name in names:
            took, status = one(host, name, client)
            if status != 422:
                sys.exit(f"{name} was answered {status}, not 422: is this address among trusted_proxies?")
            seconds[name].append(took)
    known, unknown = (statistics.median(seconds[name]) for name in (given.known, given.unknown))
    apart = abs(known - unknown) / max(known, unknown)
    print(f"known {known * 1000:.2f} ms, unknown {unknown * 1000:.2f} ms, apart {apart:.1%} ({given.tries} tries each)")
    sys.exit(0 if apart <= 0.10 else 1)


if __name__ == "__main__":
    main()
