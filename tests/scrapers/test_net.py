import asyncio
import errno
import resource
import socket
from ipaddress import IPv4Address, IPv6Address, ip_address

import aiohttp
import pytest
from hostile_server import Hostile
from hypothesis import given
from hypothesis import strategies as st
from many_hosts import EveryName

from scrapers import net
from scrapers.errors import Reject
from scrapers.open_files import is_out_of_files

PUBLIC = [
    "8.8.8.8",
    "1.1.1.1",
    "151.101.1.1",
    "2606:4700::1111",
    "2a00:1450:4001:81b::200e",
    "64:ff9b::808:808",
]

PRIVATE = {
    "this host": ["0.0.0.0", "0.1.2.3", "::", "127.0.0.1", "127.255.255.254", "::1"],
    "private": ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd00:ec2::254"],
    "link-local": ["169.254.169.254", "fe80::1", "fe80::1%eth0", "fec0::1"],
    "carrier-grade NAT": ["100.64.0.1", "100.100.100.200", "100.127.255.255"],
    "multicast": ["224.0.0.1", "239.255.255.255", "ff02::1", "ff0e::1"],
    "reserved": ["240.0.0.1", "255.255.255.255", "192.0.0.192", "198.18.0.1"],
    "documentation": ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"],
    "IPv4 in IPv6": [
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
    ],
    "local NAT64": ["64:ff9b:1::808:808"],
    "tunnels": ["2002:7f00:1::", "2002:808:808::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "192.88.99.1"],
    "platform agents": ["168.63.129.16"],
}


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_may_be_asked(address):
    """Hosts on the internet are public, over NAT64 too."""
    assert net.is_public(ip_address(address))


@pytest.mark.parametrize(
    ("kind", "address"), [(kind, one) for kind, all_of in PRIVATE.items() for one in all_of]
)
def test_other_addresses_may_not(kind, address):
    """No address of a kind that is not one host on the internet is public."""
    assert not net.is_public(ip_address(address))


@given(st.ip_addresses(v=4))
def test_what_python_calls_private_is_never_public(address):
    """The rule is only stricter than the standard library's, never looser."""
    assert not (net.is_public(address) and not address.is_global)


@given(st.ip_addresses(v=4))
def test_every_spelling_of_an_address_is_read(address):
    """Decimal, hexadecimal, octal and short forms give the address that a C library would connect to."""
    number = int(address)
    parts = address.packed
    short = f"{parts[0]}.{number & 0xFFFFFF}"
    octal = ".".join(f"0{part:o}" for part in parts)
    mixed = f"0x{parts[0]:x}.{parts[1]}.0{number & 0xFFFF:o}"
    for spelling in (
        str(address),
        str(number),
        hex(number),
        f"0{number:o}",
        short,
        octal,
        mixed,
        f"{number}.",
    ):
        assert net.parse_ip(spelling) == address, spelling


@given(st.ip_addresses(v=6))
def test_ipv6_is_read_with_and_without_brackets(address):
    """Both forms of a literal are one address."""
    assert net.parse_ip(str(address)) == net.parse_ip(f"[{address}]") == address


@pytest.mark.parametrize(
    "name", ["example.org", "1.example", "a.1", "0x.example", "", "256.1.1.1", "1.2.3.4.5", "0xg"]
)
def test_names_are_no_addresses(name):
    """A host name is left to DNS."""
    assert net.parse_ip(name) is None


@pytest.mark.parametrize("host", ["localhost", "a.localhost", "127.0.0.1", "127.9.9.9", "::1", "2130706433"])
def test_this_machine_is_known(host):
    """Names and addresses of loopback are this machine's own."""
    assert net.is_loopback(host)


@pytest.mark.parametrize("host", ["example.org", "notlocalhost", "10.0.0.1", "localhost.example"])
def test_other_machines_are_not_this_one(host):
    """Nothing else is."""
    assert not net.is_loopback(host)


def resolve(*addresses):
    found = asyncio.run(net.Resolver(net.is_public, EveryName(addresses)).resolve("news.example", 80))
    return [one["host"] for one in found]


def test_the_resolver_drops_what_is_not_public():
    """Of a name's addresses only the public ones are passed on."""
    assert resolve("10.0.0.1", "8.8.8.8", "::1") == ["8.8.8.8"]


def test_the_resolver_refuses_a_name_without_a_public_address():
    """A name that leads only inside is refused for good, one that leads nowhere is not."""
    with pytest.raises(Reject, match=r"private_address: news.example is 10.0.0.1, ::1"):
        resolve("10.0.0.1", "::1")
    with pytest.raises(OSError, match="no address"):
        resolve()


@pytest.mark.parametrize(("is_out", "number"), [(True, errno.EMFILE), (False, socket.EAI_NONAME)])
def test_a_name_is_not_unknown_where_no_socket_can_be_opened_to_ask_for_it(monkeypatch, is_out, number):
    """The C library says the same of both: the host would be blamed for a limit of ours."""

    class NoName(EveryName):
        async def resolve(self, *_):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(net, "is_out_of_files", lambda: is_out)
    with pytest.raises(OSError) as raised:  # noqa: PT011 - its number is what tells
        asyncio.run(net.Resolver(net.is_public, NoName()).resolve("news.example", 80))
    assert raised.value.errno == number


def test_who_may_open_no_file_is_told_from_who_may():
    """It is tried, and what was opened for that is closed again."""
    assert not is_out_of_files()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
    try:
        assert is_out_of_files()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost", "news.example"])
def test_the_connector_refuses_by_itself(host):
    """Without any check before it, no socket is opened to an address that may not be asked."""

    async def ask(url):
        dns = EveryName() if host == "news.example" else None
        async with aiohttp.ClientSession(connector=net.make_connector(net.is_public, dns)) as session:
            await session.get(url)

    with Hostile() as web:
        with pytest.raises((Reject, aiohttp.ClientConnectorError)) as caught:
            asyncio.run(ask(f"http://{host}:{web.port}/"))
        error = caught.value
        assert isinstance(error, Reject) or isinstance(error.os_error, net.AddressRefused)
        assert web.requests == []


def test_the_connector_judges_what_it_connects_to():
    """An address that changes between the resolver's look and the connection (rebinding) is refused."""
    looks = []

    def good_at_first(address: IPv4Address | IPv6Address) -> bool:
        looks.append(address)
        return len(looks) == 1

    async def ask(url):
        connector = net.make_connector(good_at_first, EveryName())
        async with aiohttp.ClientSession(connector=connector) as session:
            await session.get(url)

    with Hostile() as web:
        with pytest.raises(aiohttp.ClientConnectorError) as caught:
            asyncio.run(ask(f"http://news.example:{web.port}/"))
        assert isinstance(caught.value.os_error, net.AddressRefused)
        assert web.requests == []
    assert looks == [ip_address("127.0.0.1")] * 2
