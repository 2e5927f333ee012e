// Handles of loops, made and run: steps.py.

#pragma once

#include "members.h"
#include "suspending.h"
#include "waking.h"

// Whether a callback is what wakes a task.
static bool is_wakeup(PyObject *callback) {
  static void *known_function;
  if (type_of(callback) != &PyCFunction_Type) return false;
  void *function = PyCFunction_GetFunction(callback);
  if (function == known_function) return true;
  if (known_function != NULL) return false;
  PyObject *name = get(callback, names.__name__);
  bool is_it = name != NULL && PyUnicode_CompareWithASCIIString(name, "task_wakeup") == 0;
  drop(name);
  if (is_it) known_function = function;
  return is_it;
}

// The task that a handle's callback is a step of, into which nothing is thrown; null for anything else.
static PyObject *plain_step(PyObject *handle, PyObject *callback) {
  if (type_of(callback) == given.step) return get(callback, names.__self__);
  if (!is_wakeup(callback)) return NULL;
  PyObject *arguments = get_member(handle, members.args), *task = NULL;
  PyObject *future = arguments == NULL ? NULL : PyTuple_GetItem(arguments, 0);
  PyObject *error = future == NULL ? NULL : get(future, names._exception);
  if (error == None) {
    PyObject *is_cancelled = call(future, names.cancelled);
    if (is_cancelled != NULL && !PyObject_IsTrue(is_cancelled)) {
      task = PyCFunction_GetSelf(callback);
      if (task != NULL) Py_IncRef(task);
    }
    drop(is_cancelled);
  }
  drop(error), drop(arguments);
  return task;
}

// Runs a step of a task.
static PyObject *run_step(Lane *lane, PyObject *handle, PyObject *task, PyObject *number_object, unsigned number) {
  long long began = now();
  Py_IncRef(task);
  put(&lane->task, task);
  lane->stepping = task;
  lane->number = number;
  lane->began = began;
  Raised kept = {0}, programs = {0};
  bool is_told = tell((Event){(uint64_t)began, {number}, 0, 0, RESUME});
  if (!is_told || (PyDict_Size(recording.waiting) > 0 && !resumed(number_object))) note(&kept);

  PyObject *result = call_function(given.plain_run, handle);

  if (result == NULL) keep(&programs);
  if (is_set(lane->task)) {
    long long time = now();
    PyObject *waiter = get(task, names._fut_waiter);
    // What is done waits for nothing.
    PyObject *is_done = waiter == None ? call(task, names.done) : NULL;
    if (
      waiter != NULL && (is_done == NULL || PyObject_IsTrue(is_done) == 0) && !PyErr_Occurred()
      && time - began < recording.stall
    ) {
      PyObject *coroutine = coroutine_of(lane);
      put(&lane->task, NULL);
      if (coroutine != NULL) suspend(task, coroutine, waiter, number_object, number, time, &kept);
      note(&kept);
      drop(coroutine);
    } else if (PyErr_Occurred() || !dropped(call_with(recording.log, names.end_step, (PyObject *)lane))) {
      note(&kept);
    }
    drop(waiter), drop(is_done);
  }
  lane->stepping = NULL;
  put(&lane->coroutine, NULL);
  lane->number = 0;
  if (result == NULL) PyErr_Restore(programs.kind, programs.error, programs.trace);
  return give_back(&kept, result);
}

// Runs a callback that is no task's: whom it stands for is only looked for where something comes of it.
static PyObject *run_callback(Lane *lane, PyObject *handle) {
  lane->began = now();
  Py_IncRef(handle);
  put(&lane->callback, handle);

  Raised kept = {0}, programs = {0};
  PyObject *result = call_function(given.plain_run, handle);
  if (result == NULL) keep(&programs);
  if (is_set(lane->blocked) && !dropped(call_with(recording.log, names.end_callback, (PyObject *)lane))) note(&kept);
  put(&lane->callback, NULL), put(&lane->cause, NULL);
  if (result == NULL) PyErr_Restore(programs.kind, programs.error, programs.trace);
  return give_back(&kept, result);
}

// `Handle._run`, as `watch_handles` in steps.py has it.
static PyObject *run(PyObject *handle, PyObject *nothing) {
  Lane *lane = lane_here();
  PyObject *callback = lane == NULL || lane->number != 0 ? NULL : get_member(handle, members.callback);
  PyObject *task = NULL, *number_object = NULL, *result = NULL;
  bool has_run = false;
  if (callback != NULL) {
    PyTypeObject *type = type_of(callback);
    Py_IncRef(&lane->head);
    if (type == given.function || type == given.method) {
      if (!is_set(lane->callback) && PyDict_Size(recording.causes) == 0) {
        result = run_callback(lane, handle);
        has_run = true;
      }
    } else if (PySet_Size(recording.suspects) == 0) {
      unsigned number = 0;
      task = plain_step(handle, callback);
      if (task != NULL) number_object = number_of(task, &number);
      if (number != 0) {
        // Nothing of the step is held here while it runs but the task.
        put(&callback, NULL);
        result = run_step(lane, handle, task, number_object, number);
        has_run = true;
      }
    }
    Py_DecRef(&lane->head);
  }
  drop(callback), drop(task), drop(number_object);
  if (has_run) return result;
  Raised kept = {0};
  forgive(&kept);
  return give_back(&kept, call_function(given.python_run, handle));
}

// Hands a call on to the function in Python.
static PyObject *hand_on(
  PyObject *function, PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords
) {
  Py_ssize_t named = keywords == NULL ? 0 : PyTuple_Size(keywords);
  PyObject *all = PyTuple_New(count + 1), *rest = named == 0 ? NULL : PyDict_New(), *result = NULL;
  if (all == NULL || (named != 0 && rest == NULL)) goto end;
  Py_IncRef(self);
  PyTuple_SetItem(all, 0, self);
  for (Py_ssize_t index = 0; index < count; index++) {
    Py_IncRef(arguments[index]);
    PyTuple_SetItem(all, index + 1, arguments[index]);
  }
  for (Py_ssize_t index = 0; index < named; index++)
    if (PyDict_SetItem(rest, PyTuple_GetItem(keywords, index), arguments[count + index]) != 0) goto end;
  result = PyObject_Call(function, all, rest);
end:
  drop(all), drop(rest);
  return result;
}

// Whether a loop is open and not in debug mode, and where its handles wait, borrowed; null where it is not.
static PyObject *ready_of(PyObject *loop) {
  PyObject *values = fields(loop);
  if (values == NULL) return NULL;
  PyObject *debug = PyDict_GetItemWithError(values, names._debug),
           *closed = PyDict_GetItemWithError(values, names._closed);
  PyObject *ready = debug == False && closed == False ? PyDict_GetItemWithError(values, names._ready) : NULL;
  drop(values);
  return ready;
}

// `Handle(callback, arguments, loop, context)` of a loop that is not in debug mode, as Handle.__init__ in
// asyncio/events.py makes it.
static PyObject *make_handle(
  PyTypeObject *type, PyObject *callback, PyObject *arguments, PyObject *loop, PyObject *context
) {
  PyObject *handle = PyType_GenericAlloc(type, 0);
  PyObject *own = context == None ? PyContext_CopyCurrent() : NULL;
  if (handle == NULL || (context == None && own == NULL)) {
    drop(own), drop(handle);
    return NULL;
  }
  set_member(handle, members.context, own == NULL ? context : own);
  set_member(handle, members.loop, loop);
  set_member(handle, members.callback, callback);
  set_member(handle, members.args, arguments);
  set_member(handle, members.cancelled, False);
  set_member(handle, members.repr, None);
  set_member(handle, members.source_traceback, None);
  drop(own);
  return handle;
}

// What a callback that a loop is to run stands for.
typedef enum { FIRST_STEP, STEP, WAKE_UP, END_OF_FUTURE, NOTHING, UNKNOWN } Meaning;

static Meaning meaning(PyObject *callback, PyObject *const *arguments, Py_ssize_t count) {
  if (type_of(callback) == given.step) {
    // Most of them are steps of tasks that are known.
    PyObject *task = get(callback, names.__self__);
    unsigned number;
    PyObject *number_object = task == NULL ? NULL : number_of(task, &number);
    drop(task), drop(number_object);
    return number_object == NULL ? FIRST_STEP : STEP;
  }
  if (count != 1) return NOTHING;
  if (is_wakeup(callback)) return WAKE_UP;
  // What is called may be what wakes a task in 3.8 and 3.9, which steps.py knows.
  if (type_of(callback) != given.function && type_of(callback) != given.method) return UNKNOWN;
  PyTypeObject *type = type_of(arguments[0]);
  bool is_future = PyType_IsSubtype(type, given.future) || PyType_IsSubtype(type, given.plain_task);
  PyObject *is_done = is_future ? PyObject_CallMethodObjArgs(arguments[0], names.done, NULL) : NULL;
  Meaning found = is_done == NULL ? UNKNOWN : PyObject_IsTrue(is_done) == 1 ? END_OF_FUTURE : NOTHING;
  drop(is_done);
  return found;
}

// A future is done whose callbacks are told: gives who is behind that, which is the caller's from then on.
static PyObject *settle(PyObject *future) {
  Lane *lane = lane_here();
  if (lane == NULL || !end_step_if_it_left(lane)) return NULL;
  if (PyDict_Size(recording.futures) > 0) {
    PyObject *resources = get(recording.log, names.resources);
    bool is_told = resources != NULL && dropped(call_with(resources, names.settled, future));
    drop(resources);
    if (!is_told) return NULL;
  }
  if (PyDict_Size(recording.ending) > 0 && !dropped(call_with(recording.waits, names.settled, future))) return NULL;
  return cause_object(lane);
}

// `BaseEventLoop.call_soon`, as `watch_scheduling` in steps.py has it.
static PyObject *call_soon(PyObject *loop, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
  PyObject *context = None;
  bool is_ordinary = count > 0 && recording.log != NULL;
  if (is_ordinary && keywords != NULL && PyTuple_Size(keywords) > 0) {
    is_ordinary = PyTuple_Size(keywords) == 1
                  && PyUnicode_CompareWithASCIIString(PyTuple_GetItem(keywords, 0), "context") == 0;
    if (is_ordinary) context = arguments[count];
  }
  Meaning found = is_ordinary ? meaning(arguments[0], arguments + 1, count - 1) : UNKNOWN;
  PyObject *ready = found == FIRST_STEP || found == UNKNOWN ? NULL : ready_of(loop);
  Raised kept = {0};
  if (ready == NULL) {
    forgive(&kept);
    return give_back(&kept, hand_on(given.python_call_soon, loop, arguments, count, keywords));
  }
  PyObject *callback = arguments[0], *cause = NULL;
  if (found == WAKE_UP && !wake(PyCFunction_GetSelf(callback), arguments[1])) note(&kept);
  if (found == END_OF_FUTURE && (cause = settle(arguments[1])) == NULL) note(&kept);
  PyObject *rest = PyTuple_New(count - 1);
  if (rest != NULL) {
    for (Py_ssize_t index = 1; index < count; index++) {
      Py_IncRef(arguments[index]);
      PyTuple_SetItem(rest, index - 1, arguments[index]);
    }
  }
  PyTypeObject *type = cause == NULL ? given.handle : given.caused_handle;
  PyObject *handle = rest == NULL ? NULL : make_handle(type, callback, rest, loop, context);
  if (handle != NULL && cause != NULL && PyObject_SetAttr(handle, names.cause, cause) != 0) put(&handle, NULL);
  if (handle != NULL && !dropped(call_with(ready, names.append, handle))) put(&handle, NULL);
  drop(rest), drop(cause);
  return give_back(&kept, handle);
}
