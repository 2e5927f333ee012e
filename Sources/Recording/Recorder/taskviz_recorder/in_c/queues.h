// What is done with queues, and attributes that tell when they change: resources.py.

#pragma once

#include "slots.h"

// What is known of a queue, whose fields these are, and how many items it holds; null where resources.py is to see to
// it.
static Resource *queue_in(PyObject *values, Py_ssize_t *size) {
  Resource *resource = resource_in(values);
  PyObject *items = resource == NULL || resource->kind != QUEUE ? NULL
                                                                : PyDict_GetItemWithError(values, names._queue);
  *size = items == NULL ? -1 : PyObject_Size(items);
  return *size < 0 ? NULL : resource;
}

// Tells what is done with a queue.
static bool tell_queue(Resource *resource, Py_ssize_t size, uint8_t operation) {
  Lane *lane = lane_here();
  if (lane == NULL) return false;
  unsigned by = lane->number;
  if (by == 0) {
    PyObject *actor = call(recording.log, names.actor);
    if (actor == NULL) return false;
    by = (unsigned)PyLong_AsLongLong(actor);
    drop(actor);
  }
  resource->told = (unsigned)size + 1;
  return tell((Event){
    (uint64_t)now(),
    {resource->number, by, (uint32_t)size, resource->waiting, resource->name},
    QUEUE,
    operation,
    RESOURCE
  });
}

// An attribute that tells when it changes, and what does what is out of the ordinary: that of the same name in
// resources.py, called as `Unfinished(plain, name)`.
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
  if (is_same) return 0;
  Raised kept = {0};
  forgive(&kept);
  return finish(&kept, set_in_python(watched, thing, value));
}

// `Unfinished`.
static int unfinished_set(Attribute *unfinished, PyObject *queue, PyObject *count) {
  PyObject *values = count == NULL ? NULL : fields(queue);
  PyObject *old = values == NULL ? NULL : PyDict_GetItemWithError(values, unfinished->name);
  Py_ssize_t size;
  Resource *resource = old == NULL ? NULL : queue_in(values, &size);
  Raised kept = {0};
  int status;
  if (resource != NULL) {
    Py_IncRef(&resource->head);
    bool is_done = PyLong_AsLongLong(count) < PyLong_AsLongLong(old);
    status = PyErr_Occurred() ? -1 : PyDict_SetItem(values, unfinished->name, count);
    if (status == 0 && !tell_queue(resource, size, is_done ? TASK_DONE : PUT)) note(&kept);
    Py_DecRef(&resource->head);
  } else {
    // A part of another primitive, a new one, or one that keeps its items in another way.
    forgive(&kept);
    status = set_in_python(unfinished, queue, count);
  }
  drop(values);
  return finish(&kept, status);
}

// Whether the function that calls has this code.
static bool is_called_by(PyObject *expected) {
  PyFrameObject *frame = PyEval_GetFrame();
  PyObject *code = NULL;
  if (frame != NULL) code = PyFrame_GetCode ? PyFrame_GetCode(frame) : get((PyObject *)frame, names.f_code);
  drop(code);
  return code == expected;
}

// `Queue._wakeup_next`, as `watch_gets` in resources.py has it.
static PyObject *wakeup_next(PyObject *queue, PyObject *waiters) {
  Raised kept = {0};
  PyObject *values = fields(queue);
  bool is_told = true;
  if (values != NULL && PyDict_GetItemWithError(values, names._putters) == waiters) {
    Py_ssize_t size;
    Resource *resource = queue_in(values, &size);
    // Where it holds one item less than it did, the look at who calls, which takes longer, is not needed.
    bool is_get = (resource != NULL && resource->told == (unsigned)size + 2) || is_called_by(given.get_nowait);
    if (is_get && resource == NULL) {
      is_told = false;
    } else if (is_get) {
      Py_IncRef(&resource->head);
      if (!tell_queue(resource, size, GET)) note(&kept);
      Py_DecRef(&resource->head);
    }
  }
  drop(values);
  forgive(&kept);
  if (!is_told) return give_back(&kept, PyObject_CallFunctionObjArgs(given.python_wakeup_next, queue, waiters, NULL));
  // As asyncio's own does it: the first that has not been cancelled meanwhile.
  bool goes_on = true;
  while (goes_on && PyObject_IsTrue(waiters) == 1) {
    PyObject *waiter = call(waiters, names.popleft);
    PyObject *is_done = waiter == NULL ? NULL : call(waiter, names.done);
    goes_on = is_done != NULL && PyObject_IsTrue(is_done) == 1;
    if (is_done != NULL && !goes_on) drop(call_with(waiter, names.set_result, None));
    drop(waiter), drop(is_done);
  }
  if (PyErr_Occurred()) return give_back(&kept, NULL);
  Py_IncRef(None);
  return give_back(&kept, None);
}
