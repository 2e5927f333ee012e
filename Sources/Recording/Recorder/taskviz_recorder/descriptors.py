"""What the loop waits for outside of the program, in words: the peer of a stream, the address of a server."""

import os
from asyncio import base_events, selector_events, streams, unix_events

FILES = (base_events.__file__, selector_events.__file__, streams.__file__, unix_events.__file__)
# What functions of asyncio's own wait for.
PURPOSES = {
    "_wait_for_data": "read",
    "_drain_helper": "drain",
    "wait_closed": "close",
    "serve_forever": "serve",
    "create_server": "listen",
    "create_unix_server": "listen",
    "create_connection": "connect",
    "_create_connection_transport": "connect",
    "sock_connect": "connect",
    "sock_accept": "accept",
    "sock_recv": "read",
    "sock_recv_into": "read",
    "sock_recvfrom": "read",
    "sock_sendall": "write",
    "sock_sendto": "write",
}


# Those of them that wait for the same end whenever they are called for the same object.
STEADY = ("_wait_for_data", "_drain_helper")


def is_wait(code):
    """Whether a function of asyncio's own waits for what comes from outside."""
    return code.co_filename in FILES and code.co_name in PURPOSES


def wait_name(function, values):
    """What a function that waits for something outside is said to wait for, by its variables: `read 127.0.0.1:8888`."""
    return " ".join(part for part in (PURPOSES.get(function, function), place(values)) if part)


def place(values):
    """Where the other end is, by the variables of one of asyncio's functions."""
    owner = values.get("self")
    for holder in (values.get("transport"), getattr(owner, "_transport", None)):
        peer = holder and peer_of(holder)
        if peer:
            return address(peer)
    sock = values.get("sock")
    if sock is not None and values.get("address") is None:
        try:
            return address(sock.getpeername())
        except OSError:
            return "descriptor %d" % sock.fileno()
    if values.get("address") is not None:
        return address(values["address"])
    if values.get("host") is not None and values.get("port") is not None:
        return "%s:%s" % (values["host"], values["port"])
    sockets = getattr(owner, "sockets", None)
    return address(sockets[0].getsockname()) if sockets else ""


def handle_name(handle):
    """What a descriptor that is ready is called: what is done with it, and whose it is."""
    callback = handle._callback
    owner = getattr(callback, "__self__", None)
    name = getattr(callback, "__name__", "callback").strip("_")
    peer = peer_of(owner)
    if peer:
        return "%s %s" % (name, address(peer))
    number = next((item for item in handle._args or () if isinstance(item, int)), None)
    return name if number is None else "%s descriptor %d" % (name, number)


def peer_of(transport):
    """The other end of a transport; nothing where it has none, or fails to tell, as one that lost its connection may."""
    try:
        return transport.get_extra_info("peername")
    except Exception:
        return None


def address(peer):
    if isinstance(peer, tuple) and len(peer) >= 2:
        return "%s:%s" % peer[:2]
    return os.fsdecode(peer) if isinstance(peer, (bytes, str)) else str(peer)
