from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.bitget.address import BITGET, AddressError, exchange_address, is_loopback
from gui.panic.orders import Environment
from gui.venue import check_address

ALLOWED = {
    "https://api.bitget.com": "https://api.bitget.com",
    "https://api.bitget.com/": "https://api.bitget.com",
    " https://api.bitget.com\n": "https://api.bitget.com",
    "http://127.0.0.1:8080": "http://127.0.0.1:8080",
    "http://127.0.0.1:8080/": "http://127.0.0.1:8080",
    "https://127.0.0.1:8443": "https://127.0.0.1:8443",
    "http://127.8.9.10:1": "http://127.8.9.10:1",
    "http://localhost:8080": "http://localhost:8080",
    "http://[::1]:8080": "http://[::1]:8080",
    "HTTP://127.0.0.1:8080": "http://127.0.0.1:8080",
}
REFUSED = """
http://api.bitget.com
https://api.bitget.com:443
https://api.bitget.com:8443
https://API.BITGET.COM
https://api.bitget.com.
https://api.bitget.com/api
https://api.bitget.com?x=1
https://api.bitget.com?
https://api.bitget.com#
https://api.bitget.com#@evil.com
https://api.bitget.com@evil.com
https://user:pass@api.bitget.com
https://capi.bitget.com
https://vip-api.bitget.com
https://www.bitget.com
https://api.bitget.com.evil.com
https://api-bitget.com
https://api.bitget.fit
https://bitget.live
https://\u0430pi.bitget.com
https:api.bitget.com
https:///api.bitget.com
//api.bitget.com
api.bitget.com
ftp://127.0.0.1
file:///etc/passwd
javascript:alert(1)
http://127.0.0.1.evil.com:80
http://127.0.0.1@evil.com
http://evil.com@127.0.0.1:80
http://user@127.0.0.1:80
http://127.0.0.1:80@evil.com
http://127.0.0.1\\@evil.com
http://127.0.0.1\\.evil.com
http://2130706433:80
http://0x7f000001:80
http://0177.0.0.1:80
http://127.1:80
http://127.0.0.1%00.evil.com
http://127.0.0.1%2eevil.com
http://127。0。0。1:80
http://0.0.0.0:80
http://[::]:80
http://[::ffff:192.0.2.1]:80
http://10.0.0.1:80
http://192.168.1.1:80
http://169.254.169.254
http://localhost.evil.com
http://localhost.:80
http://evil-localhost:80
http://127.0.0.1:80/path
http://127.0.0.1:80/?q=1
http://127.0.0.1:80#f
http://127.0.0.1:0
http://127.0.0.1:65536
http://127.0.0.1:-1
http://127.0.0.1:80:80
http://127.0.0.1:eighty
http://127.0.0.1 :80
http://127.0.0.1 evil.com
http://
http://:80
http
""".strip().splitlines()


@pytest.mark.parametrize(("text", "address"), ALLOWED.items())
def test_bitget_and_this_computer_are_allowed(text: str, address: str) -> None:
    assert exchange_address(text) == address


@pytest.mark.parametrize("text", [*REFUSED, "", " ", "\0"])
def test_every_other_address_is_refused_with_a_sentence_that_names_what_is_allowed(text: str) -> None:
    with pytest.raises(AddressError, match="loopback address such as") as caught:
        exchange_address(text)
    assert BITGET in str(caught.value)


def test_a_password_typed_into_an_address_is_not_repeated() -> None:
    with pytest.raises(AddressError) as caught:
        exchange_address("https://me:hunter2@api.bitget.com")
    assert "hunter2" not in str(caught.value)


@given(st.text(max_size=40) | st.text(alphabet="htps:/127.0localhost@#?\\[]% \t", max_size=40))
def test_any_text_is_refused_or_stays_on_this_computer_or_is_bitget(text: str) -> None:
    try:
        address = exchange_address(text)
    except AddressError:
        return
    assert address == BITGET or is_loopback(address.split("//")[1].rsplit(":", 1)[0].strip("[]").lower())


@pytest.mark.parametrize("environment", Environment)
def test_practice_never_goes_to_bitget(environment: Environment) -> None:
    assert check_address(environment, None) is None
    assert check_address(environment, "http://127.0.0.1:1") == "http://127.0.0.1:1"
    if environment is Environment.PRACTICE:
        with pytest.raises(AddressError, match="Practice never goes to"):
            check_address(environment, BITGET)
    else:
        assert check_address(environment, BITGET) == BITGET
    with pytest.raises(AddressError):
        check_address(environment, "https://evil.com")
