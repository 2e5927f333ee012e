"""What a recording's files are like: the same numbers stand in taskviz's SegmentLayout.swift.

A segment is a header of one slot and then slots of 32 bytes each. An event takes one; a text takes one for its number and
length, and those behind it for its bytes. The last byte of a slot says what is in it and is written last: where it is 0,
nothing has been committed.
"""

import struct

SLOT = 32
SEGMENT_BYTES = 4 << 20
MAGIC = b"TASKVIZ\x01"

# Time in nanoseconds, five numbers, a half one, a detail, the kind.
EVENT = struct.Struct("<QIIIIIHBB")
# The same with one number, or with two or three and the detail.
EVENT_1 = struct.Struct("<QI19xB")
EVENT_2 = struct.Struct("<QII14xBB")
EVENT_3 = struct.Struct("<QIII10xBB")
# The same with the first number, the third one, and the detail and the kind as one.
EVENT_TURN = struct.Struct("<QI4xI10xH")
# The same with the last three as one.
EVENT_RESOURCE = struct.Struct("<QIIIIII")
# The magic, the process, the place of the segment among those of the process, when it began, and, in the first one, how
# many events found no room.
HEADER = struct.Struct("<8sIIQQ")
DROPPED_COUNT, DROPPED_PLACE = struct.Struct("<Q"), 24

CREATE, READY, RESUME, SUSPEND, CANCEL, FINISH, ENTER, RESCHEDULE, EXIT = range(1, 10)
RESOURCE, OUTPUT, STALL, DROPPED, TEXT, TEXT_BEGUN, PADDING, PROCESS, NOTE = range(10, 19)

# Wakers.
BY_TASK, BY_TIMER, BY_IO, BY_CALLBACK = range(4)
# What a task waits for.
SLEEP, TASK, SCOPE, ON_RESOURCE, IO, EXECUTOR, TURN = range(7)
# Reasons to cancel.
EXPLICIT, SIBLING_FAILED, TIMEOUT, SHUTDOWN, PASSED_ON, INTERRUPT = range(6)
# Outcomes of tasks.
RETURNED, RAISED, CANCELLED = range(3)
# Scopes and how they end.
TASK_GROUP, TIMEOUT_SCOPE, WAIT_FOR, GATHER, WAIT, AS_COMPLETED, SHIELD = range(7)
CLEAN, FAILED, TIMED_OUT, SCOPE_CANCELLED = range(4)
# Resources and what is done to them.
KINDS = {"future": 0, "lock": 1, "event": 2, "condition": 3, "semaphore": 4, "queue": 5, "barrier": 6}
OPERATIONS = {
    name: number
    for number, name in enumerate(
        ["create", "acquire", "release", "set", "clear", "put", "get", "wait", "notify", "task_done", "join", "close"]
    )
}

# The detail of a text that hardly comes a second time: its one use follows at once.
FRESH_TEXT = 1
# Between the parts of a text.
PART = "\x1f"
# A task's name that asyncio gave: `Task-7` is the number 7 with this bit.
NUMBERED_NAME = 1 << 31
