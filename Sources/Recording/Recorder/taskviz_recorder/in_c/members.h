// Where objects keep what their classes name in `__slots__`: read and written there, which takes a tenth of the time.

#pragma once

#include "recording.h"

// Offsets in bytes: of a handle's members, and of a task's number.
static struct {
  Py_ssize_t callback, args, context, loop, cancelled, repr, source_traceback;
  Py_ssize_t number;
} members;

static PyObject **member(PyObject *object, Py_ssize_t offset) { return (PyObject **)((char *)object + offset); }

// Looks where an object has a member, by what is put there; false where it does not show.
static bool find_member(PyObject *object, PyObject *name, Py_ssize_t *offset) {
  PyObject *size = get((PyObject *)type_of(object), names.__basicsize__), *something = PyDict_New();
  Py_ssize_t end = size == NULL ? 0 : PyLong_AsSsize_t(size);
  *offset = 0;
  if (something != NULL && PyObject_SetAttr(object, name, something) == 0) {
    for (Py_ssize_t place = sizeof(PyObject); place + (Py_ssize_t)sizeof(PyObject *) <= end;
         place += sizeof(PyObject *))
      if (*member(object, place) == something) *offset = place;
  }
  drop(size), drop(something);
  return *offset != 0;
}

// Finds the members of a handle and of a task that nobody has begun.
static bool find_members(PyObject *handle, PyObject *task) {
  return find_member(handle, names._callback, &members.callback) && find_member(handle, names._args, &members.args)
         && find_member(handle, names._context, &members.context) && find_member(handle, names._loop, &members.loop)
         && find_member(handle, names._cancelled, &members.cancelled)
         && find_member(handle, names._repr, &members.repr)
         && find_member(handle, names._source_traceback, &members.source_traceback)
         && find_member(task, names._taskviz_number, &members.number);
}

// A member, which is the caller's from then on; null, without an error, where it is not set.
static PyObject *get_member(PyObject *object, Py_ssize_t offset) {
  PyObject *value = *member(object, offset);
  if (value != NULL) Py_IncRef(value);
  return value;
}

// Sets a member of a new object.
static void set_member(PyObject *object, Py_ssize_t offset, PyObject *value) {
  Py_IncRef(value);
  *member(object, offset) = value;
}

// A task's number, and the object that it is, which is the caller's from then on; null where it has none.
static PyObject *number_of(PyObject *task, unsigned *number) {
  // A task of another class may be known otherwise.
  if (!is_of(task, given.task)) return NULL;
  PyObject *object = get_member(task, members.number);
  if (object != NULL) *number = (unsigned)PyLong_AsLongLong(object);
  return object;
}

// The coroutine of a lane's task, which is the caller's from then on.
static PyObject *coroutine_of(Lane *lane) {
  if (lane->task != lane->stepping) return get(lane->task, names._coro);
  if (lane->coroutine == NULL) lane->coroutine = get(lane->task, names._coro);
  if (lane->coroutine != NULL) Py_IncRef(lane->coroutine);
  return lane->coroutine;
}
