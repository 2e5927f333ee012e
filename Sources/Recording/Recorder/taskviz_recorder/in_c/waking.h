// Who wakes a task: `Log.cause` and `Log.wake` of log.py.

#pragma once

#include "members.h"
#include "slots.h"

// Who is behind what happens now where that is no task, as `Log.cause` says it; it is the caller's from then on.
static PyObject *cause_of_callback(Lane *lane) {
  if (!is_set(lane->cause) && is_set(lane->callback) && type_of(lane->callback) == given.handle) {
    // Most often a descriptor that is ready.
    PyObject *found = mark(recording.descriptors, lane->callback);
    if (found != NULL) {
      Py_IncRef(found);
      put(&lane->cause, found);
    }
  }
  if (PyErr_Occurred()) return NULL;
  if (!is_set(lane->cause)) return call(recording.log, names.cause);
  Py_IncRef(lane->cause);
  return lane->cause;
}

// The waker, and its number.
static bool cause(Lane *lane, unsigned *waker, unsigned *source) {
  if (lane->number != 0) {
    *waker = BY_TASK, *source = lane->number;
    return true;
  }
  PyObject *found = cause_of_callback(lane);
  PyObject *first = found == NULL ? NULL : PyTuple_GetItem(found, 0);
  PyObject *second = first == NULL ? NULL : PyTuple_GetItem(found, 1);
  if (second != NULL) *waker = (unsigned)PyLong_AsLongLong(first), *source = (unsigned)PyLong_AsLongLong(second);
  drop(found);
  return second != NULL;
}

// The same as an object, which is the caller's from then on.
static PyObject *cause_object(Lane *lane) {
  if (lane->number == 0) return cause_of_callback(lane);
  PyObject *made = PyTuple_New(2), *waker = PyLong_FromUnsignedLong(BY_TASK),
           *number = PyLong_FromUnsignedLong(lane->number);
  if (made != NULL && waker != NULL && number != NULL) {
    PyTuple_SetItem(made, 0, waker), PyTuple_SetItem(made, 1, number);
    return made;
  }
  drop(made), drop(waker), drop(number);
  return NULL;
}

// `Log.end_step_if_it_left`: a step that has come to its end is told to it, though its handle has not returned.
static bool end_step_if_it_left(Lane *lane) {
  if (!is_set(lane->task)) return true;
  PyObject *coroutine = coroutine_of(lane);
  if (coroutine == NULL) return false;
  bool is_plain = type_of(coroutine) == given.coroutine;
  PyObject *is_running = is_plain ? get(coroutine, names.cr_running) : NULL;
  drop(coroutine);
  if (is_plain && is_running == NULL) return false;
  bool is_under_way = is_running != NULL && PyObject_IsTrue(is_running);
  drop(is_running);
  return is_under_way || dropped(call(recording.log, names.end_step_if_it_left));
}

// `Log.wake`: a future that a task waits for is done, and the task ready.
static bool wake(PyObject *task, PyObject *future) {
  Lane *lane = lane_here();
  if (lane == NULL) return false;
  unsigned number = 0, waker, source;
  PyObject *number_object = PyDict_Size(recording.futures) == 0 ? number_of(task, &number) : NULL;
  if (number_object == NULL)
    return !PyErr_Occurred() && dropped(PyObject_CallMethodObjArgs(recording.log, names.wake, task, future, NULL));
  bool is_told = end_step_if_it_left(lane);
  if (is_told && number != 0) {
    is_told = cause(lane, &waker, &source)
              && tell((Event){(uint64_t)now(), {number, source}, 0, (uint8_t)waker, READY});
    if (is_told && waker == BY_TIMER)
      is_told = dropped(call_with(recording.waits, names.woken_by_timer, number_object));
  }
  drop(number_object);
  return is_told;
}
