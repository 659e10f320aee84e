"""Reads the feed at the given address with feedparser and prints what it saw as JSON."""
import calendar
import json
import sys

import feedparser

feed = feedparser.parse(sys.argv[1])


def seconds(entry):
    date = entry.get("published_parsed") or entry.get("updated_parsed")
    return calendar.timegm(date) if date else None


def address(entry):
    # Not entry.link: where an entry has no link, feedparser puts its id there.
    return next((link.href for link in entry.get("links", []) if link.get("rel") == "alternate"), "")


print(json.dumps({
    "bozo": int(feed.bozo),
    "bozoReason": str(feed.get("bozo_exception", "")),
    "version": feed.version,
    "entries": [
        {"id": entry.get("id"), "title": entry.get("title"), "url": address(entry), "seconds": seconds(entry)}
        for entry in feed.entries
    ],
}))
