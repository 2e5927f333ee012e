// What a task waits for: `Waits.suspend` and `Waits.resumed` of waits.py.

#pragma once

#include "chains.h"
#include "members.h"
#include "slots.h"

typedef enum { TOLD, NOT_HERE, FAILED } Told;

static Told not_here(void) { return PyErr_Occurred() ? FAILED : NOT_HERE; }

// The chain of a coroutine that gives its turn away by `sleep(0)`, as most do: the frames inside need no look.
static Chain *chain_of_turn(PyObject *coroutine) {
  PyObject *frame = get(coroutine, names.cr_frame);
  Stand stands[2] = {{NULL, 0}, {given.sleep, -2}};
  Chain *chain = NULL;
  if (frame != NULL && frame != None && stand(frame, &stands[0])) {
    chain = known_chain(stands, 2);
    PyObject *place = chain == NULL ? call_with(recording.chains, names.turn, coroutine) : NULL;
    unsigned number = place == NULL ? 0 : (unsigned)PyLong_AsLongLong(place);
    if (number != 0 && (chain = keep_chain(stands, 2)) != NULL) chain->number = number, chain->is_turn = true;
    drop(place), drop(stands[0].code);
  }
  drop(frame);
  return chain;
}

// A task gives its turn away.
static Told suspend_turn(PyObject *coroutine, PyObject *number_object, unsigned number, long long time) {
  if (type_of(coroutine) != given.coroutine) return NOT_HERE;
  PyObject *next = get(coroutine, names.cr_await);
  PyObject *code = next != NULL && type_of(next) == given.coroutine ? get(next, names.cr_code) : NULL;
  bool is_sleep = code == given.sleep;
  drop(code), drop(next);
  if (PyErr_Occurred()) return FAILED;
  Chain *chain = NULL;
  if (is_sleep) {
    chain = chain_of_turn(coroutine);
  } else {
    Path path;
    if (walk(coroutine, &path)) chain = chain_of(coroutine, &path);
    leave(&path);
  }
  if (chain == NULL) return not_here();
  if (!chain->is_turn && PySet_Add(recording.suspects, number_object) != 0) return FAILED;
  return tell((Event){(uint64_t)time, {number, 0, chain->number}, 0, TURN, SUSPEND}) ? TOLD : FAILED;
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
  PyObject *queue = variable(frame, names.self);
  // One of another class may count its items in another way.
  if (queue == NULL || PySequence_Contains(given.queues, (PyObject *)type_of(queue)) != 1) {
    drop(queue);
    return not_here();
  }
  Told told = NOT_HERE;
  PyObject *values = fields(queue);
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
  return told == NOT_HERE ? not_here() : told;
}

// The nearest whole number, of two the even one.
static uint64_t rounded(double value) {
  uint64_t whole = (uint64_t)value;
  double rest = value - (double)whole;
  return whole + (rest > 0.5 || (rest == 0.5 && whole % 2 == 1));
}

// A task waits for a time that has been set.
static Told suspend_sleep(Chain *chain, PyObject *frame, unsigned number, long long time) {
  PyObject *timer = variable(frame, names.h);
  if (!is_set(timer)) {
    drop(timer);
    return not_here();
  }
  PyObject *when = call(timer, names.when);
  drop(timer);
  double seconds = when == NULL ? -1 : PyFloat_AsDouble(when);
  drop(when);
  if (PyErr_Occurred()) return FAILED;
  // Later moments, and those before the clock began, are for waits.py.
  if (!(seconds >= 0 && seconds < 9e9)) return NOT_HERE;
  uint64_t until = rounded(seconds * 1e9);
  Event event = {
    (uint64_t)time, {number, 0, chain->number, (uint32_t)until, (uint32_t)(until >> 32)}, 0, SLEEP, SUSPEND
  };
  return tell(event) ? TOLD : FAILED;
}

static Told suspend_here(
  PyObject *coroutine, PyObject *waiter, PyObject *number_object, unsigned number, long long time
) {
  if (waiter == None) return suspend_turn(coroutine, number_object, number, time);
  Path path;
  Chain *chain = walk(coroutine, &path) ? chain_of(coroutine, &path) : NULL;
  Told told = NOT_HERE;
  if (chain == NULL) {
    told = not_here();
  } else if (type_of(waiter) != given.future && is_of(waiter, given.task)) {
    unsigned other;
    PyObject *other_object = number_of(waiter, &other);
    if (other_object != NULL)
      told = tell((Event){(uint64_t)time, {number, other, chain->number}, 0, TASK, SUSPEND}) ? TOLD : FAILED;
    drop(other_object);
  } else if (chain->wait == given.on_input) {
    told = suspend_input(chain, path.frame, number, time);
  } else if (chain->wait == given.on_resource) {
    told = suspend_queue(chain, path.frame, number_object, number, time);
  } else if (chain->wait == given.sleeping) {
    told = suspend_sleep(chain, path.frame, number, time);
  }
  leave(&path);
  return told;
}

// `Waits.suspend`, where the future that the task waits for is at hand, or None.
static void suspend(
  PyObject *task, PyObject *coroutine, PyObject *waiter, PyObject *number_object, unsigned number, long long time,
  Raised *kept
) {
  Told told = suspend_here(coroutine, waiter, number_object, number, time);
  if (told == NOT_HERE) {
    PyObject *then = PyLong_FromLongLong(time);
    if (then != NULL)
      drop(PyObject_CallMethodObjArgs(recording.waits, names.suspend, task, number_object, then, NULL));
    drop(then);
  }
  note(kept);
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
