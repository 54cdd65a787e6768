from __future__ import annotations

import socket

import pytest

from studio.base.errors import StudioError
from studio.chat.seats.premises import Address, Line, address, is_private


@pytest.mark.parametrize(
    ("ip", "private"),
    [
        ("127.0.0.1", True),
        ("10.1.2.3", True),
        ("192.168.0.9", True),
        ("172.16.5.5", True),
        ("169.254.1.1", True),
        ("::1", True),
        ("fe80::1%eth0", True),
        ("fd00::5", True),
        ("::ffff:192.168.1.1", True),
        ("8.8.8.8", False),
        ("172.32.0.1", False),
        ("2606:4700::1111", False),
        ("::ffff:8.8.8.8", False),
        ("0.0.0.0", False),
        ("nonsense", False),
    ],
)
def test_what_is_on_the_premises(ip, private):
    assert is_private(ip) is private


def resolving(monkeypatch, *ips: str) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, port, **more: [(2, 1, 6, "", (ip, port)) for ip in ips])


def test_a_name_that_leads_outside_is_refused_unless_that_was_allowed(monkeypatch):
    resolving(monkeypatch, "93.184.216.34")
    with pytest.raises(StudioError, match="not on your premises"):
        address("https://models.example.com/v1")
    allowed = address("https://models.example.com/v1", public=True)
    assert (allowed.private, allowed.port, allowed.path) == (False, 443, "/v1")


def test_a_name_that_leads_to_both_is_refused(monkeypatch):
    resolving(monkeypatch, "10.0.0.5", "93.184.216.34")
    with pytest.raises(StudioError, match="not on your premises"):
        address("http://tricky.example.com/v1")


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch):
    resolving(monkeypatch, "10.0.0.5")
    reached: list[tuple[str, int]] = []

    def refuse(where, timeout):
        reached.append(where)
        raise ConnectionRefusedError

    where = address("http://gpu-box:8080/v1")
    monkeypatch.setattr(socket, "create_connection", refuse)
    resolving(monkeypatch, "93.184.216.34")
    with pytest.raises(StudioError, match="gpu-box:8080 does not answer: nothing listens there"):
        list(Line(where).post("/chat/completions", {}))
    assert reached == [("10.0.0.5", 8080)]


@pytest.mark.parametrize("url", ["", "gpu-box:8080", "ftp://gpu-box", "http://", "http://u:p@host/", "http://host:x/"])
def test_what_is_no_address_is_refused(url):
    with pytest.raises(StudioError, match="not the address of a server"):
        address(url)


def test_a_key_never_travels_unencrypted_over_the_open_internet():
    where = Address(False, "models.example.com", 80, "/v1", "93.184.216.34", False)
    with pytest.raises(StudioError, match="without encryption"):
        Line(where, secret="secret")
    Line(where)
