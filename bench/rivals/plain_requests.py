"""Requests without a Session, as most scripts use it: a connection for each call, one call after another."""

from __future__ import annotations

import requests

from bench.rivals.loop import PRODUCT_TYPES, URL, need_empty, need_ok, serve
from bench.rivals.signing import CANCEL, PENDING, cancel_body, headers


def cancel() -> None:
    """Cancel all, product type after product type."""
    for product_type in PRODUCT_TYPES:
        body = cancel_body(product_type)
        need_ok(requests.post(URL + CANCEL, data=body, headers=headers("POST", CANCEL, body)).json())  # noqa: S113


def prove() -> None:
    """Read the three lists."""
    for product_type in PRODUCT_TYPES:
        path = f"{PENDING}?productType={product_type}"
        need_empty(requests.get(URL + path, headers=headers("GET", path)).json())  # noqa: S113 no script has one


if __name__ == "__main__":
    serve(cancel, prove)
