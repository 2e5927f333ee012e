// What is recorded and what it is recorded with, and the fields that Python and C share.

#pragma once

#include "python_abi.h"

#include <stdbool.h>
#include <string.h>
#include <time.h>

// MARK: Names

// clang-format off
#define NAMES(name) \
  name(__basicsize__) name(__delete__) name(__dict__) name(__name__) name(__self__) name(__set__) name(_args) \
  name(_by_timer) name(_callback) name(_cancelled) name(_closed) name(_context) name(_coro) name(_debug) \
  name(_entries) name(_exception) name(_fut_waiter) name(_loop) name(_name) name(_names) name(_putters) \
  name(_queue) name(_ready) name(_repr) name(_source_traceback) name(_taskviz_number) name(_taskviz_resource) \
  name(a_handle) name(a_task) name(actor) name(again) name(append) name(cancelled) name(cause) name(causes) \
  name(chains) name(co_name) name(code) name(cr_await) name(cr_code) name(cr_frame) name(cr_running) \
  name(descriptors) name(done) name(end_callback) name(end_step) name(end_step_if_it_left) name(ending) \
  name(f_code) name(f_lasti) name(f_locals) name(fault) name(futures) name(get) name(gi_frame) name(gi_yieldfrom) \
  name(h) name(lanes) name(number) name(popleft) name(put) name(resources) name(resumed) name(self) \
  name(set_result) name(settled) name(sink) name(stall) name(suspects) name(suspend) name(turn) name(wait) \
  name(waiting) name(waits) name(wake) name(walk) name(when) name(woken_by_timer)
// clang-format on

#define NAME_FIELD(name) PyObject *name;
static struct {
  NAMES(NAME_FIELD)
} names;

// MARK: What is watched

// Things of the recording that is under way; they change in a child process. Null before the first one.
static struct {
  PyObject *log, *sink, *waits, *chains, *lanes;
  // The dictionaries and the sets that are in them.
  PyObject *waiting, *by_timer, *suspects, *causes, *futures, *ending, *descriptors, *streams;
  // The shortest time that is a stall, in nanoseconds.
  long long stall;
} recording;

// Things of Python's and of the recorder's own, given once.
static struct {
  PyTypeObject *resource, *step, *task, *plain_task, *future, *handle, *caused_handle;
  PyTypeObject *function, *method, *coroutine, *generator, *future_step;
  PyObject *sleep, *sleep_0, *get_nowait;
  // How waits.py calls what a place in asyncio's own code waits for, and the functions that wait for the same other
  // end.
  PyObject *on_input, *on_resource, *sleeping, *steady;
  // asyncio's own classes of queues.
  PyObject *queues;
  // What does the same in Python, and asyncio's own.
  PyObject *python_run, *plain_run, *python_call_soon, *python_wakeup_next;
} given;

static PyObject *get(PyObject *object, PyObject *name) { return PyObject_GetAttr(object, name); }

static void drop(PyObject *object) {
  if (object != NULL) Py_DecRef(object);
}

// Puts a reference into a variable, in the place of the one that was there.
static void put(PyObject **variable, PyObject *taken) {
  PyObject *old = *variable;
  *variable = taken;
  drop(old);
}

// Calls a method without arguments, or with one: the fastest way that an interpreter has.
static PyObject *call(PyObject *object, PyObject *name) {
  if (!PyObject_VectorcallMethod) return PyObject_CallMethodObjArgs(object, name, NULL);
  return PyObject_VectorcallMethod(name, &object, 1, NULL);
}

static PyObject *call_function(PyObject *function, PyObject *argument) {
  if (!PyObject_Vectorcall) return PyObject_CallFunctionObjArgs(function, argument, NULL);
  return PyObject_Vectorcall(function, &argument, 1, NULL);
}

static PyObject *call_with(PyObject *object, PyObject *name, PyObject *argument) {
  if (!PyObject_VectorcallMethod) return PyObject_CallMethodObjArgs(object, name, argument, NULL);
  PyObject *values[] = {object, argument};
  return PyObject_VectorcallMethod(name, values, 2, NULL);
}

// Whether an object is of a class, or of one that is derived from it.
static bool is_of(PyObject *object, PyTypeObject *type) {
  return type_of(object) == type || PyType_IsSubtype(type_of(object), type);
}

// The dictionary of an object's fields.
static PyObject *fields(PyObject *object) {
  return PyObject_GenericGetDict ? PyObject_GenericGetDict(object, NULL) : get(object, names.__dict__);
}

static bool is_set(PyObject *object) { return object != NULL && object != None; }

static long long now(void) {
  struct timespec time;
#ifdef __APPLE__
  clock_gettime(CLOCK_UPTIME_RAW, &time);
#else
  clock_gettime(CLOCK_MONOTONIC, &time);
#endif
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

// What has been raised while a hook ran and is the program's: an interrupt, or what a handler of signals raises.
typedef struct {
  PyObject *kind, *error, *trace;
} Raised;

// Takes an error that is none of the recorder's own; what is kept already stays.
static void keep(Raised *kept) {
  if (kept->kind == NULL) {
    PyErr_Fetch(&kept->kind, &kept->error, &kept->trace);
  } else {
    PyErr_Clear();
  }
}

// Forgets an error that comes from looking at what is out of the ordinary, and keeps one that is the program's.
static void forgive(Raised *kept) {
  if (PyErr_Occurred() == NULL) return;
  if (PyErr_ExceptionMatches(PyExc_Exception)) {
    PyErr_Clear();
  } else {
    keep(kept);
  }
}

// Notes a fault of the recorder's own, and keeps an error that is the program's.
static void note(Raised *kept) {
  if (PyErr_Occurred() == NULL) return;
  if (!PyErr_ExceptionMatches(PyExc_Exception)) {
    keep(kept);
    return;
  }
  PyObject *kind, *error, *trace;
  PyErr_Fetch(&kind, &error, &trace);
  PyErr_NormalizeException(&kind, &error, &trace);
  if (trace != NULL && error != NULL) PyException_SetTraceback(error, trace);
  if (recording.log != NULL) drop(PyObject_CallMethodObjArgs(recording.log, names.fault, error, NULL));
  forgive(kept);
  drop(kind), drop(error), drop(trace);
}

// How a hook ends that has come to a status: what was kept is raised, unless the program has raised something itself.
static int finish(Raised *kept, int status) {
  if (kept->kind == NULL) return status;
  if (status == 0) {
    PyErr_Restore(kept->kind, kept->error, kept->trace);
  } else {
    drop(kept->kind), drop(kept->error), drop(kept->trace);
  }
  return -1;
}

// The same for a hook that gives an object.
static PyObject *give_back(Raised *kept, PyObject *result) {
  if (finish(kept, result == NULL ? -1 : 0) == 0) return result;
  drop(result);
  return NULL;
}

// Gives what a call gave away, and says whether there was something.
static bool dropped(PyObject *result) {
  drop(result);
  return result != NULL;
}

// MARK: Fields

// What the loop of one thread does just now: `Lane` in log.py says what they are.
typedef struct {
  PyObject head;
  PyObject *task, *callback, *cause, *blocked;
  long long began;
  unsigned number;
  // The task whose step `run_step` runs, borrowed, and its coroutine, once somebody has asked.
  PyObject *stepping, *coroutine;
} Lane;

static PyMemberDef lane_members[] = {
  {"task", MEMBER_OBJECT, offsetof(Lane, task)},
  {"callback", MEMBER_OBJECT, offsetof(Lane, callback)},
  {"cause", MEMBER_OBJECT, offsetof(Lane, cause)},
  {"blocked", MEMBER_OBJECT, offsetof(Lane, blocked)},
  {"began", MEMBER_LONGLONG, offsetof(Lane, began)},
  {"number", MEMBER_UINT, offsetof(Lane, number)},
  {NULL},
};

// Frees an object, which may be of a class that is derived in Python and has a way of its own to do that.
static void simply_gone(PyObject *object) {
  PyTypeObject *type = type_of(object);
  void (*free)(void *) = (void (*)(void *))PyType_GetSlot(type, TP_FREE);
  free(object);
  Py_DecRef((PyObject *)type);
}

static void lane_gone(Lane *lane) {
  drop(lane->task), drop(lane->callback), drop(lane->cause), drop(lane->blocked), drop(lane->coroutine);
  simply_gone(&lane->head);
}

// What the recording knows of one primitive: `Resource` in resources.py.
typedef struct {
  PyObject head;
  unsigned number, kind, name, waiting;
  // How many items a queue had when something was last told of it here, and one more; 0 before that.
  unsigned told;
} Resource;

// A task that waited for it runs again: it is called as what waits.py keeps for that is.
static PyObject *resource_call(Resource *resource, PyObject *arguments, PyObject *ignored) {
  resource->waiting--;
  Py_IncRef(None);
  return None;
}

static PyMemberDef resource_members[] = {
  {"number", MEMBER_UINT, offsetof(Resource, number)},
  {"kind", MEMBER_UINT, offsetof(Resource, kind)},
  {"name", MEMBER_UINT, offsetof(Resource, name)},
  {"waiting", MEMBER_UINT, offsetof(Resource, waiting)},
  {NULL},
};

// Gives the field of a dictionary that is a resource, borrowed; null where there is none.
static Resource *resource_in(PyObject *values) {
  PyObject *found = PyDict_GetItemWithError(values, names._taskviz_resource);
  return found != NULL && is_of(found, given.resource) ? (Resource *)found : NULL;
}

// The lane of the thread that calls, borrowed. One is kept at hand until `forget_lane`.
static struct {
  unsigned long thread;
  Lane *lane;
} latest;

static Lane *lane_here(void) {
  unsigned long thread = PyThread_get_thread_ident();
  if (latest.lane != NULL && latest.thread == thread) return latest.lane;
  if (recording.lanes == NULL) return NULL;
  PyObject *key = PyLong_FromUnsignedLong(thread);
  if (key == NULL) return NULL;
  PyObject *lane = PyObject_GetItem(recording.lanes, key);
  drop(key);
  if (lane == NULL) return NULL;
  PyObject *old = (PyObject *)latest.lane;
  latest.thread = thread, latest.lane = (Lane *)lane;
  drop(old);
  return (Lane *)lane;
}

static PyObject *forget_lane(PyObject *module, PyObject *nothing) {
  PyObject *old = (PyObject *)latest.lane;
  latest.lane = NULL;
  drop(old);
  Py_IncRef(None);
  return None;
}

// MARK: Marks

// What the entries of a `Marks` hold of a thing, borrowed; null where that is nothing.
static PyObject *mark(PyObject *entries, PyObject *thing) {
  if (PyDict_Size(entries) == 0) return NULL;
  PyObject *key = PyLong_FromVoidPtr(thing);
  if (key == NULL) return NULL;
  PyObject *entry = PyDict_GetItemWithError(entries, key);
  drop(key);
  if (entry == NULL) return NULL;
  PyObject *reference = PyTuple_GetItem(entry, 0);
  if (reference == NULL || PyWeakref_GetObject(reference) != thing) return NULL;
  return PyTuple_GetItem(entry, 1);
}
