"""Expressions of time in a text, with the Gregorian value an editor would write."""

from edition.annotate.dates.calendars import hijri_to_gregorian, julian_to_gregorian, rumi_to_gregorian
from edition.annotate.dates.find import DateFinder
from edition.annotate.dates.forms import FoundDate
from edition.annotate.dates.resolve import Story, resolve

__all__ = [
    "DateFinder",
    "FoundDate",
    "Story",
    "hijri_to_gregorian",
    "julian_to_gregorian",
    "resolve",
    "rumi_to_gregorian",
]
