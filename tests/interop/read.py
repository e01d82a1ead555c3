"""Reads what the desk gives out with programs of others: MISP's library, OASIS's, that of Standard Webhooks, and the order
that RFC 7970 asks for.

    python3 read.py FOLDER       misp.json, stix.json, iodef.xml and webhook.json stand in it; status 1 when one isn't as it must be
"""

import base64
import datetime
import hashlib
import hmac
import json
import pathlib
import sys
import xml.etree.ElementTree as xml
from unittest import mock

import pymisp
import stix2
from standardwebhooks.webhooks import Webhook, WebhookVerificationError
from stix2patterns.validator import run_validator

IODEF = "{urn:ietf:params:xml:ns:iodef-2.0}"

# RFC 7970, section 3.2: the elements of an Incident, in the order of its schema.
INCIDENT = ["IncidentID", "AlternativeID", "RelatedActivity", "DetectTime", "StartTime", "EndTime", "RecoveryTime",
            "ReportTime", "GenerationTime", "Description", "Discovery", "Assessment", "Method", "Contact", "EventData",
            "IndicatorData", "History", "AdditionalData"]
# The registry « iodef2, bulkobservable-type ».
BULK = ["asn", "atm", "e-mail", "ipv4-addr", "ipv4-net", "ipv4-net-mask", "ipv6-addr", "ipv6-net", "ipv6-net-mask",
        "mac", "site-uri", "domain-name", "domain-to-ipv4", "domain-to-ipv6", "domain-to-ipv4-timestamp",
        "domain-to-ipv6-timestamp", "ipv4-port", "ipv6-port", "windows-reg-key", "file-hash", "email-x-mailer",
        "email-subject", "http-user-agent", "http-request-uri", "mutex", "file-path", "user-name", "ext-value"]


def misp(folder):
    described = pathlib.Path(pymisp.__file__).parent / "data" / "describeTypes.json"
    known = json.loads(described.read_text())["result"]["category_type_mappings"]
    event = pymisp.MISPEvent()
    event.load(json.loads((folder / "misp.json").read_text()))
    assert event.info and event.date and event.uuid, "an event without its name, date or id"
    for attribute in event.attributes:
        assert attribute.type in known[attribute.category], f"{attribute.type} isn't in {attribute.category}"
    assert len(event.attributes) >= 11, "observables are missing"
    return f"MISP: {len(event.attributes)} attributes, {len(event.tags)} tags"


def stix(folder):
    text = (folder / "stix.json").read_text()
    bundle = stix2.parse(text)
    ids = {one["id"] for one in bundle.objects}
    patterns = [one["pattern"] for one in bundle.objects if "pattern" in one]
    for pattern in patterns:
        faults = run_validator(pattern, stix_version="2.1")
        assert not faults, f"{pattern}: {faults}"
    for one in bundle.objects:
        for name in ("created_by_ref", "source_ref", "target_ref"):
            assert name not in one or one[name] in ids, f"{name} of {one['id']} leads nowhere"
    assert len(patterns) >= 8, "indicators are missing"
    return f"STIX: {len(bundle.objects)} objects, {len(patterns)} patterns"


def iodef(folder):
    document = xml.parse(folder / "iodef.xml").getroot()
    assert document.tag == IODEF + "IODEF-Document" and document.get("version") == "2.00"
    for incident in document:
        places = [INCIDENT.index(child.tag.removeprefix(IODEF)) for child in incident]
        assert places == sorted(places), "the elements of an Incident don't stand in their order"
        assert incident.get("purpose") == "reporting"
        for name in ("IncidentID", "GenerationTime", "Contact"):
            assert incident.find(IODEF + name) is not None, f"{name} is missing"
        bulk = incident.findall(f".//{IODEF}BulkObservable")
        assert len(bulk) >= 11, "observables are missing"
        for one in bulk:
            assert one.get("type") in BULK and (one.get("type") != "ext-value" or one.get("ext-type"))
    return f"IODEF: {len(document)} incident, {len(bulk)} observables"


def webhook(folder):
    """Signed by the secret before and the new one: the library takes it with each, and so does `hmac` alone."""
    message = json.loads((folder / "webhook.json").read_text())
    headers, body = message["headers"], message["body"]
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body}".encode()
    given = headers["webhook-signature"].split(" ")
    for secret in message["secrets"]:
        key = base64.b64decode(secret.removeprefix("whsec_"))
        right = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        assert any(hmac.compare_digest(right, one) for one in given), "no signature is right"
        verify(secret, headers, body)
        for changed in (body + " ", body.replace("report", "repart")):
            try:
                verify(secret, headers, changed)
            except WebhookVerificationError:
                continue
            raise AssertionError("a changed body was taken")
    return f"webhook: {len(given)} signatures of {headers['webhook-id']}"


def verify(secret, headers, body):
    """The library's own clock wants messages of the last five minutes: the test's stands elsewhere."""
    at = datetime.datetime.fromtimestamp(int(headers["webhook-timestamp"]), datetime.timezone.utc)
    with mock.patch("standardwebhooks.webhooks.datetime") as clock:
        clock.now.return_value = at
        clock.fromtimestamp = datetime.datetime.fromtimestamp
        Webhook(secret).verify(body, headers)


def main():
    folder = pathlib.Path(sys.argv[1])
    for read in (misp, stix, iodef, webhook):
        print(read(folder))


if __name__ == "__main__":
    main()
