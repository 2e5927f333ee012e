// What a task waits for: `Waits.suspend` and `Waits.resumed` of waits.py.

#pragma once

#include "chains.h"
#include "slots.h"

typedef enum { TOLD, NOT_HERE, FAILED } Told;

// A task gives its turn away.
static Told suspend_turn(PyObject *coroutine, PyObject *number_object, unsigned number, long long time) {
  Stand stands[DEEPEST];
  PyObject *next = type_of(coroutine) == given.coroutine ? get(coroutine, names.cr_await) : NULL;
  if (next == NULL) return PyErr_Occurred() ? FAILED : NOT_HERE;
  PyObject *code = type_of(next) == given.coroutine ? get(next, names.cr_code) : NULL;
  bool is_sleep = code == given.sleep;
  drop(code), drop(next);
  Chain *chain = NULL;
  unsigned place = 0;
  if (is_sleep) {
    // Most await `sleep(0)` themselves: the frames inside need no look.
    PyObject *frame = get(coroutine, names.cr_frame);
    bool stands_there = frame != NULL && frame != None && stand(frame, &stands[0]);
    drop(frame);
    if (!stands_there) return PyErr_Occurred() ? FAILED : NOT_HERE;
    stands[1] = (Stand){given.sleep, -2};
    chain = known_chain(stands, 2);
    if (chain == NULL) {
      PyObject *turn = call_with(recording.chains, names.turn, coroutine);
      if (turn == NULL) return FAILED;
      place = (unsigned)PyLong_AsLongLong(turn);
      drop(turn);
      if (place == 0) return NOT_HERE;
      if ((chain = keep_chain(stands, 2)) != NULL) chain->number = place, chain->is_turn = true;
    }
  } else {
    PyObject *frame;
    int depth = walk(coroutine, stands, &frame);
    drop(frame);
    if (depth <= 0) return PyErr_Occurred() ? FAILED : NOT_HERE;
    chain = known_chain(stands, depth);
    if (chain == NULL) chain = ask(coroutine, stands, depth);
    if (chain == NULL) return PyErr_Occurred() ? FAILED : NOT_HERE;
    if (!chain->is_turn && PySet_Add(recording.suspects, number_object) != 0) return FAILED;
  }
  if (chain != NULL) place = chain->number;
  return tell((Event){(uint64_t)time, {number, 0, place}, 0, TURN, SUSPEND}) ? TOLD : FAILED;
}

// A task waits for what comes from outside, in a function that waits for the same other end each time.
static Told suspend_input(Chain *chain, PyObject *frame, unsigned number, long long time) {
  PyObject *text = NULL;
  if (chain->is_steady) {
    PyObject *owner = variable(frame, names.self);
    PyObject *texts = owner == NULL ? NULL : mark(recording.streams, owner);
    text = texts == NULL ? NULL : PyDict_GetItemWithError(texts, chain->name);
    if (text != NULL) Py_IncRef(text);
    drop(owner);
  }
  if (text == NULL) {
    if (PyErr_Occurred()) return FAILED;
    text = PyObject_CallMethodObjArgs(recording.waits, names._name, frame, chain->name, NULL);
    if (text == NULL) return FAILED;
  }
  unsigned name = (unsigned)PyLong_AsLongLong(text);
  drop(text);
  return tell((Event){(uint64_t)time, {number, name, chain->number}, 0, IO, SUSPEND}) ? TOLD : FAILED;
}

// A task waits for an item of a queue, or for room in it.
static Told suspend_queue(Chain *chain, PyObject *frame, PyObject *number_object, unsigned number, long long time) {
  unsigned purpose = chain->name == names.get ? GET : chain->name == names.put ? PUT : 0;
  if (purpose == 0) return NOT_HERE;
  Told told = NOT_HERE;
  PyObject *queue = variable(frame, names.self);
  PyObject *values = queue == NULL ? NULL : fields(queue);
  Resource *resource = values == NULL ? NULL : resource_in(values);
  PyObject *items = resource == NULL ? NULL : PyDict_GetItemWithError(values, names._queue);
  if (items != NULL && resource->kind == QUEUE) {
    Py_ssize_t size = PyObject_Size(items);
    told = FAILED;
    // It is called when the task runs again.
    if (size >= 0 && PyDict_SetItem(recording.waiting, number_object, &resource->head) == 0) {
      resource->waiting++;
      Event waits = {
        (uint64_t)time,
        {resource->number, number, (uint32_t)size, resource->waiting, resource->name},
        QUEUE,
        WAIT,
        RESOURCE
      };
      Event suspends = {
        (uint64_t)time, {number, resource->number, chain->number}, (uint16_t)purpose, ON_RESOURCE, SUSPEND
      };
      if (tell(waits) && tell(suspends)) told = TOLD;
    }
  }
  drop(values), drop(queue);
  return told;
}

// A task waits for a time that has been set.
static Told suspend_sleep(Chain *chain, PyObject *frame, unsigned number, long long time) {
  PyObject *timer = variable(frame, names.h);
  if (!is_set(timer)) {
    drop(timer);
    return NOT_HERE;
  }
  PyObject *when = call(timer, names.when);
  drop(timer);
  double seconds = when == NULL ? -1 : PyFloat_AsDouble(when);
  drop(when);
  if (PyErr_Occurred()) return FAILED;
  // Later moments, and those before the clock began, are for waits.py.
  if (!(seconds >= 0 && seconds < 9e9)) return NOT_HERE;
  uint64_t until = (uint64_t)__builtin_llrint(seconds * 1e9);
  Event event = {
    (uint64_t)time, {number, 0, chain->number, (uint32_t)until, (uint32_t)(until >> 32)}, 0, SLEEP, SUSPEND
  };
  return tell(event) ? TOLD : FAILED;
}

static Told suspend_here(PyObject *task, PyObject *waiter, PyObject *number_object, unsigned number, long long time) {
  PyObject *coroutine = get(task, names._coro), *frame = NULL;
  Told told = FAILED;
  if (coroutine == NULL) goto end;
  if (waiter == None) {
    told = suspend_turn(coroutine, number_object, number, time);
    goto end;
  }
  Stand stands[DEEPEST];
  int depth = walk(coroutine, stands, &frame);
  told = PyErr_Occurred() ? FAILED : NOT_HERE;
  if (depth <= 0) goto end;
  Chain *chain = known_chain(stands, depth);
  if (chain == NULL) chain = ask(coroutine, stands, depth);
  told = PyErr_Occurred() ? FAILED : NOT_HERE;
  if (chain == NULL) goto end;
  if (type_of(waiter) != given.future && is_of(waiter, given.task)) {
    PyObject *other = get(waiter, names._taskviz_number);
    if (other == NULL) {
      PyErr_Clear();
      goto end;
    }
    Event event = {(uint64_t)time, {number, (uint32_t)PyLong_AsLongLong(other), chain->number}, 0, TASK, SUSPEND};
    drop(other);
    told = tell(event) ? TOLD : FAILED;
  } else if (chain->wait == given.on_input) {
    told = suspend_input(chain, frame, number, time);
  } else if (chain->wait == given.on_resource) {
    told = suspend_queue(chain, frame, number_object, number, time);
  } else if (chain->wait == given.sleeping) {
    told = suspend_sleep(chain, frame, number, time);
  }
end:
  drop(coroutine), drop(frame);
  return told;
}

// `Waits.suspend`, where the future that the task waits for is at hand, or None.
static void suspend(PyObject *task, PyObject *waiter, PyObject *number_object, unsigned number, long long time) {
  Told told = suspend_here(task, waiter, number_object, number, time);
  if (told == NOT_HERE) {
    PyObject *then = PyLong_FromLongLong(time);
    if (
      then != NULL
      && dropped(PyObject_CallMethodObjArgs(recording.waits, names.suspend, task, number_object, then, NULL))
    ) {
      told = TOLD;
    } else {
      told = FAILED;
    }
    drop(then);
  }
  if (told == FAILED) fault();
}

// `Waits.resumed`, into which nothing is thrown.
static bool resumed(PyObject *number_object) {
  PyObject *wait = PyDict_GetItemWithError(recording.waiting, number_object);
  if (wait == NULL) return PyErr_Occurred() == NULL;
  if (type_of(wait) != given.resource)
    return dropped(PyObject_CallMethodObjArgs(recording.waits, names.resumed, number_object, None, NULL));
  ((Resource *)wait)->waiting--;
  return PyDict_DelItem(recording.waiting, number_object) == 0
         && (PySet_Size(recording.by_timer) == 0 || PySet_Discard(recording.by_timer, number_object) >= 0);
}
