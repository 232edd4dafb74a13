"""The TLS part of `selftest`: a real handshake on loopback, through the very code that talks to Bitget."""

from __future__ import annotations

import datetime
import importlib.util
import ipaddress
import os
import socket
import ssl
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import certifi

from gui.bitget.transport import Call, Transport
from gui.panic.errors import ExchangeError, Untrusted

_LEAST_AUTHORITIES = 50
_PATIENCE_S = 5.0
_CA_FILE = "REQUESTS_CA_BUNDLE"
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"


class TlsBroken(Exception):
    """A secure connection cannot be made or cannot be trusted; the text is a sentence for a person."""


def prove_tls(platform: str = sys.platform) -> str:
    """Count the certificates, trust a good server and refuse a bad one. Raises TlsBroken."""
    count = _authorities()
    # It comes with Linux's keyring library; the program itself does without.
    if importlib.util.find_spec("cryptography") is None:
        if platform == "linux":
            raise TlsBroken("The library “cryptography” is missing, which the keyring needs too.")
        return f"{count} certificate authorities are known. No handshake was tried: there is no certificate."
    with tempfile.TemporaryDirectory() as folder:
        certificate, key = Path(folder, "certificate"), Path(folder, "key")
        _make_certificate(certificate, key)
        with _server(certificate, key) as address:
            _must_be_trusted(address, certificate)
            _must_be_refused(address)
    return f"{count} certificate authorities are known; a good certificate was taken, a wrong one refused."


def _authorities() -> int:
    try:
        context = ssl.create_default_context(cafile=os.environ.get(_CA_FILE) or certifi.where())
    except OSError as problem:
        raise TlsBroken(f"The certificates could not be read ({type(problem).__name__}).") from None
    count = len(context.get_ca_certs())
    if count < _LEAST_AUTHORITIES and _CA_FILE not in os.environ:
        raise TlsBroken(f"Only {count} certificate authorities are known; Bitget could not be trusted.")
    return count


def _must_be_trusted(address: str, certificate: Path) -> None:
    try:
        with _trusting(certificate):
            _ask(address)
    except ExchangeError as problem:
        raise TlsBroken(f"A good certificate was refused: {problem}") from None


def _must_be_refused(address: str) -> None:
    try:
        _ask(address)
    except Untrusted:
        return
    except ExchangeError as problem:
        raise TlsBroken(f"A wrong certificate was not recognised as such: {problem}") from None
    raise TlsBroken("A certificate that nobody vouches for was taken. Do not use this computer for a press.")


def _ask(address: str) -> None:
    with closing(Transport(address)) as transport:
        transport.send("selftest", Call("GET", "/", {}), time.monotonic() + _PATIENCE_S)


@contextmanager
def _trusting(certificate: Path) -> Iterator[None]:
    before = os.environ.get(_CA_FILE)
    os.environ[_CA_FILE] = str(certificate)
    try:
        yield
    finally:
        if before is None:
            del os.environ[_CA_FILE]
        else:
            os.environ[_CA_FILE] = before


@contextmanager
def _server(certificate: Path, key: Path) -> Iterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(_PATIENCE_S)
        serving = threading.Thread(target=_serve, args=(listener, context), daemon=True)
        serving.start()
        yield f"https://127.0.0.1:{listener.getsockname()[1]}"
    serving.join(_PATIENCE_S)


def _serve(listener: socket.socket, context: ssl.SSLContext) -> None:
    for _ in range(2):  # one client that trusts the certificate, one that must not
        with suppress(OSError):
            connection, _ = listener.accept()
            with connection:
                connection.settimeout(_PATIENCE_S)
                with context.wrap_socket(connection, server_side=True) as secure:
                    secure.recv(65536)
                    secure.sendall(_ANSWER)


def _make_certificate(certificate: Path, key_file: Path) -> None:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "selftest")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    key_file.touch(mode=0o600)
    key_file.write_bytes(private)
