"""Dates never say more than what was printed."""

from datetime import date, datetime

import pytest

from indexer.load.dates import iso_date


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2016-05-03", "2016-05-03"),
        ("2016-5-3", "2016-05-03"),
        ("2016-05", "2016-05"),
        ("2016", "2016"),
        (2016, "2016"),
        ("20160503", "2016-05-03"),
        ("2016-05-03T23:30:00-05:00", "2016-05-03"),
        ("2016-05-03 10:00", "2016-05-03"),
        ("Tue, 03 May 2016 10:00:00 GMT", "2016-05-03"),
        ("May 3, 2016", "2016-05-03"),
        ("3 May 2016", "2016-05-03"),
        ("May 2016", "2016-05"),
        ("03/04/2016", "2016"),
        ("23/04/2016", "2016-04-23"),
        ("04/23/2016", "2016-04-23"),
        ("04/04/2016", "2016-04-04"),
        (date(2016, 5, 3), "2016-05-03"),
        (datetime(2016, 5, 3, 10), "2016-05-03"),
        ("2016-13-40", ""),
        ("yesterday", ""),
        ("2 days ago", ""),
        ("n/a", ""),
        ("", ""),
        (None, ""),
        (True, ""),
        ("May 3", ""),
    ],
)
def test_a_date_is_as_exact_as_it_was_printed(printed: object, iso: str) -> None:
    assert iso_date(printed) == iso
