"""The virtual clock's hand."""


class Clock:
    # Seconds since the program began.
    now = 0.0

    @classmethod
    def nanoseconds(cls):
        return round(cls.now * 1e9)
