// Where coroutines wait: chains of awaits that have been walked before are known without a look at their lines.

#pragma once

#include "recording.h"

enum { DEEPEST = 24, MOST_CHAINS = 1 << 14 };

// Where a coroutine stands: its code, and the instruction.
typedef struct {
  PyObject *code;
  Py_ssize_t instruction;
} Stand;

// A chain of awaits that has been walked: the code in it is held, or other code could come to lie at its address.
typedef struct {
  int depth;
  unsigned number;
  // The functions that wait are borrowed from the code.
  PyObject *wait, *name;
  bool is_turn, is_steady;
  Stand stands[];
} Chain;

static struct {
  Chain **chains;
  size_t count, room;
} known;

void *calloc(size_t, size_t);
void *malloc(size_t);
void free(void *);

static size_t home(const Stand *stands, int depth) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (int index = 0; index < depth; index++) {
    hash = (hash ^ (uintptr_t)stands[index].code >> 4) * 0x9e3779b97f4a7c15u;
    hash = (hash ^ (uint64_t)stands[index].instruction) * 0x9e3779b97f4a7c15u;
  }
  return (size_t)(hash ^ hash >> 32) & (known.room - 1);
}

static Chain *known_chain(const Stand *stands, int depth) {
  if (known.room == 0) return NULL;
  for (size_t place = home(stands, depth);; place = (place + 1) & (known.room - 1)) {
    Chain *chain = known.chains[place];
    if (chain == NULL) return NULL;
    if (chain->depth == depth && memcmp(chain->stands, stands, depth * sizeof *stands) == 0) return chain;
  }
}

// Keeps a chain; where there is no room for one more it is walked anew each time.
static Chain *keep_chain(const Stand *stands, int depth) {
  if (known.chains == NULL) {
    known.chains = calloc(2 * MOST_CHAINS, sizeof *known.chains);
    if (known.chains == NULL) return NULL;
    known.room = 2 * MOST_CHAINS;
  }
  if (known.count == MOST_CHAINS) return NULL;
  Chain *chain = calloc(1, sizeof *chain + depth * sizeof *stands);
  if (chain == NULL) return NULL;
  chain->depth = depth;
  memcpy(chain->stands, stands, depth * sizeof *stands);
  for (int index = 0; index < depth; index++) Py_IncRef(stands[index].code);
  size_t place = home(stands, depth);
  while (known.chains[place] != NULL) place = (place + 1) & (known.room - 1);
  known.chains[place] = chain;
  known.count++;
  return chain;
}

static void forget_chains(void) {
  for (size_t place = 0; place < known.room; place++) {
    Chain *chain = known.chains[place];
    known.chains[place] = NULL;
    if (chain == NULL) continue;
    for (int index = 0; index < chain->depth; index++) drop(chain->stands[index].code);
    drop(chain->wait), drop(chain->name);
    free(chain);
  }
  known.count = 0;
}

// Where a frame stands; false where that cannot be told. The code is the caller's from then on, as long as it is
// true.
static bool stand(PyObject *frame, Stand *here) {
  PyObject *code = PyFrame_GetCode ? PyFrame_GetCode((PyFrameObject *)frame) : get(frame, names.f_code);
  if (code == NULL) return false;
  here->code = code;
  if (PyFrame_GetLasti) {
    here->instruction = PyFrame_GetLasti((PyFrameObject *)frame);
    return true;
  }
  PyObject *instruction = get(frame, names.f_lasti);
  if (instruction != NULL) here->instruction = PyLong_AsSsize_t(instruction);
  if (instruction == NULL) drop(code);
  drop(instruction);
  return instruction != NULL;
}

// The places through which a coroutine waits, from the outside, and the innermost frame.
typedef struct {
  int depth;
  Stand stands[DEEPEST];
  PyObject *frame;
} Path;

static void leave(Path *path) {
  for (int index = 0; index < path->depth; index++) drop(path->stands[index].code);
  drop(path->frame);
}

// Walks from a coroutine to what it waits for; false where something else than coroutines and generators is among
// them. `leave` follows in any case.
static bool walk(PyObject *coroutine, Path *path) {
  path->depth = 0;
  path->frame = NULL;
  Py_IncRef(coroutine);
  while (true) {
    PyTypeObject *type = type_of(coroutine);
    bool is_coroutine = type == given.coroutine;
    if (!is_coroutine && type != given.generator) {
      bool is_end = type == given.future_step || coroutine == None;
      drop(coroutine);
      return is_end && path->depth > 0;
    }
    PyObject *frame = get(coroutine, is_coroutine ? names.cr_frame : names.gi_frame);
    if (frame == None) {
      drop(frame), drop(coroutine);
      return path->depth > 0;
    }
    bool is_known = frame != NULL && path->depth < DEEPEST && stand(frame, &path->stands[path->depth]);
    if (is_known) path->depth++;
    PyObject *next = is_known ? get(coroutine, is_coroutine ? names.cr_await : names.gi_yieldfrom) : NULL;
    drop(coroutine);
    put(&path->frame, frame);
    if (next == NULL) return false;
    coroutine = next;
  }
}

// The chain of a path; null where waits.py is to see to it. It is asked where it has not been walked before.
static Chain *chain_of(PyObject *coroutine, const Path *path) {
  Chain *known_before = known_chain(path->stands, path->depth);
  if (known_before != NULL) return known_before;
  PyObject *found = call_with(recording.chains, names.walk, coroutine);
  PyObject *place = found == NULL ? NULL : PyTuple_GetItem(found, 0);
  PyObject *number = place == NULL ? NULL : get(place, names.number);
  PyObject *wait = number == NULL ? NULL : get(place, names.wait);
  PyObject *code = wait == NULL ? NULL : get(place, names.code);
  PyObject *name = code == NULL ? NULL : get(code, names.co_name);
  Chain *chain = name == NULL ? NULL : keep_chain(path->stands, path->depth);
  if (chain != NULL) {
    chain->number = (unsigned)PyLong_AsLongLong(number);
    chain->is_turn = code == given.sleep_0;
    chain->is_steady = PySequence_Contains(given.steady, name) == 1;
    chain->wait = wait, chain->name = name;
    wait = name = NULL;
  }
  drop(found), drop(number), drop(wait), drop(code), drop(name);
  return chain;
}

// A local variable of a frame, which is the caller's from then on; null where it has no value.
static PyObject *variable(PyObject *frame, PyObject *name) {
  PyObject *value;
  if (PyFrame_GetVar) {
    value = PyFrame_GetVar((PyFrameObject *)frame, name);
  } else {
    PyObject *values = get(frame, names.f_locals);
    if (values == NULL) return NULL;
    value = PyObject_GetItem(values, name);
    drop(values);
  }
  if (value == NULL && PyErr_ExceptionMatches(PyExc_Exception)) PyErr_Clear();
  return value;
}
