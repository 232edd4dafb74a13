from __future__ import annotations

import pytest

from gui.bitget.classic import Classic
from gui.bitget.signed import SignedCalls
from gui.bitget.transport import Transport
from gui.panic import errors
from gui.panic.orders import ProductType
from gui.panic.secrets import Credentials, Secret

from .clients import soon
from .raw_server import http, serving

ODD = ["TOP\nSECRET", "TOP\r\nSECRET: x", "пароль", "pa€ss", "a\x00b"]


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("part", ["key", "passphrase"])
def test_a_credential_that_cannot_be_a_header_is_refused_and_not_shown(part: str, text: str) -> None:
    parts = {"key": Secret("key"), "secret": Secret("secret"), "passphrase": Secret("phrase")}
    credentials = Credentials(**{**parts, part: Secret(text)})
    with serving(http(b"{}", 200)) as server:
        client = Classic(SignedCalls(Transport(server.url), credentials))
        with pytest.raises(errors.Refused) as caught:
            client.cancel_all(ProductType.USDT_FUTURES, None, until=soon())
        client.close()
        assert server.seen == []
    assert caught.value.__context__ is None
    assert "SECRET" not in repr(caught.value) + str(caught.value)
    assert "characters that Bitget never gives" in caught.value.sentence
