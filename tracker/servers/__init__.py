"""The embedded servers: PostgreSQL and Valkey, started and stopped by ourselves.

Modules in reading order: places (where data and sockets lie), binaries (where the
programs come from), process (starting a child safely), postgres, valkey, embedded
(who starts, who only uses, who stops), commands (which command needs them).
"""


class ServerError(Exception):
    """A server cannot be used; the message says what to do."""
