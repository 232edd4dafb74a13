"""What a key may do, in the words of either interface."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from gui.practice.fault_kinds import KeyFault

# Page Get Account Info: o is for futures orders, p for positions, w in front for the wallet.
READ_ORDERS, WRITE_ORDERS, READ_POSITIONS = "coor", "coow", "cpor"
TRANSFER, WITHDRAW = "wtow", "wwow"


@dataclass(frozen=True, slots=True)
class KeyRights:
    """The permissions of a key by the classic interface's codes, and the addresses it may be used from.

    Without `ips` it may be used from anywhere; the list is told and not enforced.
    """

    authorities: tuple[str, ...] = (READ_ORDERS, WRITE_ORDERS, READ_POSITIONS)
    ips: tuple[str, ...] = ("127.0.0.1",)

    @property
    def may_cancel(self) -> bool:
        """True if the key may cancel futures orders."""
        return WRITE_ORDERS in self.authorities

    @property
    def permission_type(self) -> str:
        """What the unified interface calls permType."""
        return "read-and-write" if self.may_cancel else "read-only"

    @property
    def permissions(self) -> tuple[str, ...]:
        """What the unified interface calls permissions."""
        told = {"uta_mgt": True, "uta_trade": READ_ORDERS in self.authorities or self.may_cancel}
        told |= {"transfer": TRANSFER in self.authorities, "withdraw": WITHDRAW in self.authorities}
        return tuple(name for name, given in told.items() if given)

    def under(self, faults: Iterable[KeyFault]) -> KeyRights:
        """The same rights as faults of the key change them."""
        rights = self
        for fault in faults:
            match fault:
                case KeyFault.CAN_WITHDRAW:
                    rights = replace(rights, authorities=(*rights.authorities, WITHDRAW))
                case KeyFault.CAN_TRANSFER:
                    rights = replace(rights, authorities=(*rights.authorities, TRANSFER))
                case KeyFault.NO_IP_LIST:
                    rights = replace(rights, ips=())
                case KeyFault.NO_ORDER_PERMISSION:
                    kept = tuple(code for code in rights.authorities if code != WRITE_ORDERS)
                    rights = replace(rights, authorities=kept)
                case _:
                    pass
        return rights
