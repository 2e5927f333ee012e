// What is done with queues, and attributes that tell when they change: resources.py.

#pragma once

#include "slots.h"

// Tells what is done with a queue, whose fields these are; false where that is for resources.py to do.
static bool tell_queue(PyObject *values, uint8_t operation) {
  Resource *resource = resource_in(values);
  PyObject *items = resource == NULL ? NULL : PyDict_GetItemWithError(values, names._queue);
  Lane *lane = items == NULL || resource->kind != QUEUE ? NULL : lane_here();
  Py_ssize_t size = lane == NULL ? -1 : PyObject_Size(items);
  if (size < 0 || lane->number == 0) return false;
  return tell((Event){
    (uint64_t)now(), {resource->number, lane->number, (uint32_t)size, resource->waiting, resource->name}, QUEUE, operation,
    RESOURCE});
}

// An attribute that tells when it changes, and what does what is out of the ordinary: that of the same name in resources.py,
// called as `Unfinished(plain, name)`.
typedef struct {
  PyObject head;
  PyObject *plain, *name;
} Attribute;

static PyObject *attribute_new(PyTypeObject *type, PyObject *arguments, PyObject *ignored) {
  PyObject *plain, *name;
  if (!PyArg_UnpackTuple(arguments, "Attribute", 2, 2, &plain, &name)) return NULL;
  Attribute *made = (Attribute *)PyType_GenericAlloc(type, 0);
  if (made == NULL) return NULL;
  Py_IncRef(plain), Py_IncRef(name);
  made->plain = plain, made->name = name;
  return &made->head;
}

static void attribute_gone(Attribute *attribute) {
  drop(attribute->plain), drop(attribute->name);
  simply_gone(&attribute->head);
}

static int set_in_python(Attribute *attribute, PyObject *thing, PyObject *value) {
  PyObject *name = value == NULL ? names.__delete__ : names.__set__;
  return dropped(PyObject_CallMethodObjArgs(attribute->plain, name, thing, value, NULL)) ? 0 : -1;
}

// `Watched`: one that is set to what it is has not changed.
static int watched_set(Attribute *watched, PyObject *thing, PyObject *value) {
  PyObject *values = value == NULL ? NULL : fields(thing);
  bool is_same = values != NULL && PyDict_GetItemWithError(values, watched->name) == value;
  drop(values);
  PyErr_Clear();
  return is_same ? 0 : set_in_python(watched, thing, value);
}

// `Unfinished`.
static int unfinished_set(Attribute *unfinished, PyObject *queue, PyObject *count) {
  if (count == NULL) return set_in_python(unfinished, queue, NULL);
  PyObject *values = fields(queue);
  PyObject *old = values == NULL ? NULL : PyDict_GetItemWithError(values, unfinished->name);
  bool is_told = old != NULL && tell_queue(values, PyLong_AsLongLong(count) < PyLong_AsLongLong(old) ? TASK_DONE : PUT);
  PyErr_Clear();
  int result = is_told ? PyDict_SetItem(values, unfinished->name, count) : set_in_python(unfinished, queue, count);
  drop(values);
  return result;
}

// `Queue._wakeup_next`, as `watch_gets` in resources.py has it.
static PyObject *wakeup_next(PyObject *queue, PyObject *waiters) {
  PyObject *putters = get(queue, names._putters);
  bool is_get = false;
  if (putters == waiters) {
    PyFrameObject *frame = PyEval_GetFrame();
    PyObject *code = frame == NULL ? NULL
      : PyFrame_GetCode            ? PyFrame_GetCode(frame)
                                   : get((PyObject *)frame, names.f_code);
    is_get = code == given.get_nowait;
    drop(code);
  }
  drop(putters);
  bool is_told = true;
  if (is_get) {
    PyObject *values = fields(queue);
    is_told = values != NULL && tell_queue(values, GET);
    drop(values);
  }
  PyErr_Clear();
  if (!is_told) return PyObject_CallFunctionObjArgs(given.python_wakeup_next, queue, waiters, NULL);
  // As asyncio's own does it: the first that has not been cancelled meanwhile.
  bool goes_on = true;
  while (goes_on && PyObject_IsTrue(waiters) == 1) {
    PyObject *waiter = PyObject_CallMethodObjArgs(waiters, names.popleft, NULL);
    PyObject *is_done = waiter == NULL ? NULL : PyObject_CallMethodObjArgs(waiter, names.done, NULL);
    goes_on = is_done != NULL && PyObject_IsTrue(is_done) == 1;
    if (is_done != NULL && !goes_on) drop(PyObject_CallMethodObjArgs(waiter, names.set_result, None, NULL));
    drop(waiter), drop(is_done);
  }
  if (PyErr_Occurred()) return NULL;
  Py_IncRef(None);
  return None;
}
