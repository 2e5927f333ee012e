// Where events go: slots of a segment, as sink.py gives them, filled as layout.py says it.

#pragma once

#include "recording.h"

enum { SLOT = 32 };
enum { READY = 2, RESUME, SUSPEND, RESOURCE = 10 };
enum { BY_TASK, BY_TIMER };
enum { SLEEP, TASK, ON_RESOURCE = 3, IO, TURN = 6 };
enum { QUEUE = 5 };
enum { PUT = 5, GET, WAIT, TASK_DONE = 9 };

// Gives the places of slots in a segment, one after the other, to Python as an iterator: `Slots(buffer, start)`.
typedef struct {
  PyObject head;
  Py_buffer buffer;
  Py_ssize_t next;
} Slots;

static PyTypeObject *slots_type;

static PyObject *slots_new(PyTypeObject *type, PyObject *arguments, PyObject *ignored) {
  PyObject *buffer, *start;
  if (!PyArg_UnpackTuple(arguments, "Slots", 2, 2, &buffer, &start)) return NULL;
  Py_ssize_t next = PyLong_AsSsize_t(start);
  if (next < 0) return NULL;
  Slots *slots = (Slots *)PyType_GenericAlloc(type, 0);
  if (slots == NULL) return NULL;
  slots->next = next;
  if (PyObject_GetBuffer(buffer, &slots->buffer, BUFFER_WRITABLE) != 0) {
    Py_DecRef(&slots->head);
    return NULL;
  }
  return &slots->head;
}

static void slots_gone(Slots *slots) {
  if (slots->buffer.object != NULL) PyBuffer_Release(&slots->buffer);
  simply_gone(&slots->head);
}

static PyObject *slots_next(Slots *slots) {
  Py_ssize_t place = slots->next;
  slots->next += SLOT;
  return PyLong_FromSsize_t(place);
}

// What one event is told as.
typedef struct {
  uint64_t time;
  uint32_t numbers[5];
  uint16_t half;
  uint8_t detail, kind;
} Event;

_Static_assert(sizeof(Event) == SLOT, "an event takes one slot");
_Static_assert(
  __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "what is least comes first in a recording, as it does in memory"
);

// Those of the segment that is written to.
static Slots *current;

// `go_on(slots)`: from now on events go there. What comes before this finds the segment full, and asks sink.py.
static PyObject *go_on(PyObject *module, PyObject *slots) {
  if (type_of(slots) == slots_type) {
    Py_IncRef(slots);
    put((PyObject **)&current, slots);
  }
  Py_IncRef(None);
  return None;
}

// Writes an event. Nothing else can take a slot between the look at the segment and the end of this.
static bool tell(Event event) {
  if (current != NULL && current->next + SLOT <= current->buffer.length) {
    char *slot = (char *)current->buffer.start + current->next;
    current->next += SLOT;
    memcpy(slot, &event, SLOT - 1);
    // Only then it is committed.
    __atomic_store_n((uint8_t *)slot + SLOT - 1, event.kind, __ATOMIC_RELEASE);
    return true;
  }
  PyObject *values[] = {
    PyLong_FromLongLong((long long)event.time), PyLong_FromUnsignedLong(event.kind),
    PyLong_FromUnsignedLong(event.numbers[0]),  PyLong_FromUnsignedLong(event.numbers[1]),
    PyLong_FromUnsignedLong(event.numbers[2]),  PyLong_FromUnsignedLong(event.numbers[3]),
    PyLong_FromUnsignedLong(event.numbers[4]),  PyLong_FromUnsignedLong(event.half),
    PyLong_FromUnsignedLong(event.detail),
  };
  bool is_told = dropped(PyObject_CallMethodObjArgs(
    recording.sink, names.again, values[0], values[1], values[2], values[3], values[4], values[5], values[6],
    values[7], values[8], NULL
  ));
  for (size_t index = 0; index < sizeof values / sizeof *values; index++) drop(values[index]);
  return is_told;
}
