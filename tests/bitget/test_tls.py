"""A certificate that proves nothing: not one byte of the request reaches the other side."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from gui.panic import errors
from gui.panic.orders import ProductType

from .clients import client_of, soon
from .raw_server import LISTS, answer, serving

USDT = ProductType.USDT_FUTURES
MakeContext = Callable[..., tuple[ssl.SSLContext, Path]]


@pytest.fixture
def context_for(tmp_path: Path) -> MakeContext:
    """Makes a server's TLS context with a certificate that signs itself."""

    def make(address: str = "127.0.0.1", days: int = 1) -> tuple[ssl.SSLContext, Path]:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "api.bitget.com")])
        now = datetime.datetime.now(datetime.UTC)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=10))
            .not_valid_after(now + datetime.timedelta(days=days))
            .add_extension(
                x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))]), critical=False
            )
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(key, hashes.SHA256())
        )
        file = tmp_path / f"{address}.pem"
        file.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context, file

    return make


def press(url: str) -> errors.ExchangeError | None:
    with client_of(url, read_s=2) as client:
        try:
            client.cancel_all(USDT, None, until=soon())
        except errors.ExchangeError as problem:
            return problem
    return None


def test_a_certificate_that_nobody_vouches_for_ends_it_before_the_request(context_for: MakeContext) -> None:
    context, _ = context_for()
    with serving(answer(LISTS), tls=context) as server:
        problem = press(server.url)
        assert type(problem) is errors.Untrusted
        assert isinstance(problem, errors.NeverLeft)
        assert server.connections == 1
        assert server.seen == []


@pytest.mark.parametrize(("address", "days"), [("127.0.0.2", 1), ("127.0.0.1", -1)])
def test_a_trusted_certificate_of_another_host_or_of_yesterday_ends_it_as_well(
    context_for: MakeContext, monkeypatch: pytest.MonkeyPatch, address: str, days: int
) -> None:
    context, file = context_for(address, days)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(file))
    with serving(answer(LISTS), tls=context) as server:
        assert type(press(server.url)) is errors.Untrusted
        assert server.seen == []


def test_a_certificate_that_the_user_trusts_is_enough(
    context_for: MakeContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, file = context_for()
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(file))
    with serving(answer(LISTS), tls=context) as server:
        assert press(server.url) is None
        assert len(server.seen) == 1


def test_https_to_a_server_without_tls_sends_no_request() -> None:
    with serving(answer(LISTS)) as server:
        problem = press(server.url.replace("http:", "https:"))
        assert isinstance(problem, errors.ExchangeError)
        assert server.seen == []
