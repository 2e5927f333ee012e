// The hooks that are called most often, in C: what steps.py, waits.py, log.py and resources.py do in the cases that come a
// million times. Whatever is out of the ordinary they hand to the functions there, which say how all of it works; where nobody
// could compile this file, those do everything.
//
// All of it runs while the interpreter's lock is held. An error of the recorder's own goes to `Log.fault`; no hook lets one out.

#include "python_abi.h"

#include <stdbool.h>
#include <string.h>
#include <time.h>

// MARK: What the recording's files are like, as layout.py says it

enum { SLOT = 32 };
enum { READY = 2, RESUME, SUSPEND, RESOURCE = 10 };
enum { BY_TASK, BY_TIMER };
enum { SLEEP, TASK, ON_RESOURCE = 3, IO, TURN = 6 };
enum { QUEUE = 5 };
enum { PUT = 5, GET, WAIT, TASK_DONE = 9 };

// MARK: Names

#define NAMES(name) \
  name(_args) name(_callback) name(_callbacks) name(_cancelled) name(_closed) name(_context) name(_loop) name(_repr) name(_source_traceback) name(_coro) name(_debug) name(_entries) name(_exception) \
  name(_fut_waiter) name(_putters) name(_queue) name(_ready) name(_scope) name(_taskviz_number) name(_taskviz_resource) \
  name(_taskviz_whole) name(actor) name(again) name(append) name(cancelled) name(cause) \
  name(causes) name(chains) name(co_name) name(code) name(cr_await) name(cr_code) name(cr_frame) \
  name(descriptors) name(done) name(end_callback) name(end_step) name(f_code) name(f_lasti) name(f_locals) name(fault) \
  name(futures) name(get) name(gi_frame) name(gi_yieldfrom) name(h) name(lanes) name(number) name(put) name(resources) \
  name(resumed) name(settled) name(sink) name(stall) name(suspects) name(suspend) name(turn) name(wait) name(waiting) \
  name(waits) name(walk) name(when) name(woken_by_timer) name(__dict__) name(__name__) name(__self__) name(__set__) \
  name(_by_timer) name(popleft) name(set_result) name(_name) name(_names) name(__delete__) name(cr_running) name(wake) name(end_step_if_it_left) name(log) name(self)

#define NAME_FIELD(name) PyObject *name;
static struct {
  NAMES(NAME_FIELD)
} names;

// MARK: What is watched

// Things of the recording that is under way; they change in a child process. Null before the first one.
static struct {
  PyObject *log, *sink, *waits, *chains, *lanes;
  // The dictionaries and the set that are in them.
  PyObject *waiting, *suspects, *causes, *futures, *descriptors, *streams;
  // The shortest time that is a stall, in nanoseconds.
  long long stall;
} recording;

// Things of Python's and of the recorder's own, given once.
static struct {
  PyTypeObject *step, *task, *function, *method, *coroutine, *generator, *future_step, *handle;
  PyObject *sleep, *sleep_0, *get_nowait;
  // How waits.py calls what a place in asyncio's own code waits for, and the functions that wait for the same other end.
  PyObject *on_input, *on_resource, *sleeping, *steady;
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

// Notes the error that has come up in the recorder. One that is none of its own, such as an interrupt, comes again when the
// program's code goes on.
static void fault(void) {
  if (PyErr_Occurred() == NULL) return;
  bool is_own = PyErr_ExceptionMatches(PyExc_Exception);
  PyObject *kind, *error, *trace;
  PyErr_Fetch(&kind, &error, &trace);
  PyErr_NormalizeException(&kind, &error, &trace);
  if (trace != NULL && error != NULL) PyException_SetTraceback(error, trace);
  if (is_own && recording.log != NULL) drop(PyObject_CallMethodObjArgs(recording.log, names.fault, error, NULL));
  if (!is_own) PyErr_SetInterrupt();
  PyErr_Clear();
  drop(kind), drop(error), drop(trace);
}

// Gives what a call gave away, and says whether there was something.
static bool dropped(PyObject *result) {
  drop(result);
  return result != NULL;
}

// MARK: Fields that Python and C share

// What the loop of one thread does just now: `Lane` in log.py says what they are.
typedef struct {
  PyObject head;
  PyObject *task, *callback, *cause, *blocked;
  long long began;
  unsigned number;
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
  drop(lane->task), drop(lane->callback), drop(lane->cause), drop(lane->blocked);
  simply_gone(&lane->head);
}

// What the recording knows of one primitive: `Resource` in resources.py.
typedef struct {
  PyObject head;
  unsigned number, kind, name, waiting;
} Resource;

static PyMemberDef resource_members[] = {
  {"number", MEMBER_UINT, offsetof(Resource, number)},
  {"kind", MEMBER_UINT, offsetof(Resource, kind)},
  {"name", MEMBER_UINT, offsetof(Resource, name)},
  {"waiting", MEMBER_UINT, offsetof(Resource, waiting)},
  {NULL},
};

static PyTypeObject *resource_type;

// Gives the field of a dictionary that is a resource, borrowed; null where there is none.
static Resource *resource_in(PyObject *values) {
  PyObject *found = PyDict_GetItemWithError(values, names._taskviz_resource);
  return found != NULL && PyType_IsSubtype(type_of(found), resource_type) ? (Resource *)found : NULL;
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

// MARK: Slots

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
    PyLong_FromUnsignedLong(event.numbers[0]), PyLong_FromUnsignedLong(event.numbers[1]),
    PyLong_FromUnsignedLong(event.numbers[2]), PyLong_FromUnsignedLong(event.numbers[3]),
    PyLong_FromUnsignedLong(event.numbers[4]), PyLong_FromUnsignedLong(event.half),
    PyLong_FromUnsignedLong(event.detail),
  };
  bool is_told = dropped(PyObject_CallMethodObjArgs(
    recording.sink, names.again, values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7],
    values[8], NULL));
  for (size_t index = 0; index < sizeof values / sizeof *values; index++) drop(values[index]);
  return is_told;
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

// MARK: Chains of awaits

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

// Where a frame stands, with its code borrowed; false where that cannot be told.
static bool stand(PyObject *frame, Stand *here) {
  PyObject *code = PyFrame_GetCode ? PyFrame_GetCode((PyFrameObject *)frame) : get(frame, names.f_code);
  if (code == NULL) return false;
  here->code = code;
  // The frame holds it.
  drop(code);
  if (PyFrame_GetLasti) {
    here->instruction = PyFrame_GetLasti((PyFrameObject *)frame);
    return true;
  }
  PyObject *instruction = get(frame, names.f_lasti);
  if (instruction == NULL) return false;
  here->instruction = PyLong_AsSsize_t(instruction);
  drop(instruction);
  return true;
}

// The places through which a coroutine waits, and the innermost frame, which is the caller's from then on. Gives how many they
// are; -1 where something else than coroutines and generators is among them.
static int walk(PyObject *coroutine, Stand *stands, PyObject **innermost) {
  int depth = 0;
  *innermost = NULL;
  Py_IncRef(coroutine);
  while (true) {
    PyTypeObject *type = type_of(coroutine);
    bool is_coroutine = type == given.coroutine;
    if (!is_coroutine && type != given.generator) {
      bool is_end = type == given.future_step || coroutine == None;
      drop(coroutine);
      return is_end ? depth : -1;
    }
    PyObject *frame = get(coroutine, is_coroutine ? names.cr_frame : names.gi_frame);
    if (frame == None) {
      drop(frame), drop(coroutine);
      return depth;
    }
    bool is_known = frame != NULL && depth < DEEPEST && stand(frame, &stands[depth]);
    PyObject *next = is_known ? get(coroutine, is_coroutine ? names.cr_await : names.gi_yieldfrom) : NULL;
    drop(coroutine);
    if (next == NULL) {
      drop(frame);
      return -1;
    }
    put(innermost, frame);
    coroutine = next;
    depth++;
  }
}

// Asks waits.py where a coroutine waits, and keeps what it says.
static Chain *ask(PyObject *coroutine, const Stand *stands, int depth) {
  PyObject *found = PyObject_CallMethodObjArgs(recording.chains, names.walk, coroutine, NULL);
  PyObject *place = found == NULL ? NULL : PyTuple_GetItem(found, 0);
  PyObject *number = place == NULL ? NULL : get(place, names.number);
  PyObject *wait = number == NULL ? NULL : get(place, names.wait);
  PyObject *code = wait == NULL ? NULL : get(place, names.code);
  PyObject *name = code == NULL ? NULL : get(code, names.co_name);
  Chain *chain = name == NULL ? NULL : keep_chain(stands, depth);
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
  if (value == NULL) PyErr_Clear();
  return value;
}

// MARK: Suspending

// What is to be done when a task that waited for a queue runs again, called as those of waits.py are.
typedef struct {
  PyObject head;
  Resource *resource;
} QueueWait;

static PyTypeObject *queue_wait_type;

static void queue_wait_gone(QueueWait *wait) {
  drop((PyObject *)wait->resource);
  simply_gone(&wait->head);
}

static PyObject *queue_wait_call(QueueWait *wait, PyObject *arguments, PyObject *ignored) {
  wait->resource->waiting--;
  Py_IncRef(None);
  return None;
}

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
      PyObject *turn = PyObject_CallMethodObjArgs(recording.chains, names.turn, coroutine, NULL);
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
    QueueWait *wait = size < 0 ? NULL : (QueueWait *)PyType_GenericAlloc(queue_wait_type, 0);
    told = FAILED;
    if (wait != NULL) {
      Py_IncRef(&resource->head);
      wait->resource = resource;
      if (PyDict_SetItem(recording.waiting, number_object, &wait->head) == 0) {
        resource->waiting++;
        Event waits = {
          (uint64_t)time, {resource->number, number, (uint32_t)size, resource->waiting, resource->name}, QUEUE, WAIT, RESOURCE};
        Event suspends = {(uint64_t)time, {number, resource->number, chain->number}, (uint16_t)purpose, ON_RESOURCE, SUSPEND};
        if (tell(waits) && tell(suspends)) told = TOLD;
      }
      Py_DecRef(&wait->head);
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
  PyObject *when = PyObject_CallMethodObjArgs(timer, names.when, NULL);
  drop(timer);
  double seconds = when == NULL ? -1 : PyFloat_AsDouble(when);
  drop(when);
  if (PyErr_Occurred()) return FAILED;
  // Later moments, and those before the clock began, are for waits.py.
  if (!(seconds >= 0 && seconds < 9e9)) return NOT_HERE;
  uint64_t until = (uint64_t)__builtin_llrint(seconds * 1e9);
  Event event = {
    (uint64_t)time, {number, 0, chain->number, (uint32_t)until, (uint32_t)(until >> 32)}, 0, SLEEP, SUSPEND};
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
  if (PyType_IsSubtype(type_of(waiter), given.task)) {
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
    if (then != NULL && dropped(PyObject_CallMethodObjArgs(recording.waits, names.suspend, task, number_object, then, NULL))) {
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
  if (type_of(wait) != queue_wait_type)
    return dropped(PyObject_CallMethodObjArgs(recording.waits, names.resumed, number_object, None, NULL));
  ((QueueWait *)wait)->resource->waiting--;
  if (PyDict_DelItem(recording.waiting, number_object) != 0) return false;
  PyObject *by_timer = get(recording.waits, names._by_timer);
  bool is_done = by_timer != NULL && (PySet_Size(by_timer) == 0 || PySet_Discard(by_timer, number_object) >= 0);
  drop(by_timer);
  return is_done;
}

// MARK: Waking

// Who is behind what happens now, as `Log.cause` says it: the waker and its number.
static bool cause(Lane *lane, unsigned *waker, unsigned *source) {
  if (lane->number != 0) {
    *waker = BY_TASK, *source = lane->number;
    return true;
  }
  PyObject *found = is_set(lane->cause) ? lane->cause : NULL;
  if (found == NULL && is_set(lane->callback) && type_of(lane->callback) == given.handle) {
    // Most often a descriptor that is ready.
    found = mark(recording.descriptors, lane->callback);
    if (found != NULL) {
      Py_IncRef(found);
      put(&lane->cause, found);
    }
  }
  if (found != NULL) {
    Py_IncRef(found);
  } else if (PyErr_Occurred() || (found = PyObject_CallMethodObjArgs(recording.log, names.cause, NULL)) == NULL) {
    return false;
  }
  PyObject *first = PyTuple_GetItem(found, 0), *second = PyTuple_GetItem(found, 1);
  bool is_found = first != NULL && second != NULL;
  if (is_found) *waker = (unsigned)PyLong_AsLongLong(first), *source = (unsigned)PyLong_AsLongLong(second);
  drop(found);
  return is_found;
}

// `Log.end_step_if_it_left`: a step that has come to its end is told to it, though its handle has not returned.
static bool end_step_if_it_left(Lane *lane) {
  if (!is_set(lane->task)) return true;
  PyObject *coroutine = get(lane->task, names._coro);
  if (coroutine == NULL) return false;
  bool is_plain = type_of(coroutine) == given.coroutine;
  PyObject *is_running = is_plain ? get(coroutine, names.cr_running) : NULL;
  drop(coroutine);
  if (is_plain && is_running == NULL) return false;
  bool is_under_way = is_running != NULL && PyObject_IsTrue(is_running);
  drop(is_running);
  return is_under_way || dropped(PyObject_CallMethodObjArgs(recording.log, names.end_step_if_it_left, NULL));
}

// A task's number, and the object that it is, which is the caller's from then on; null where it has none.
static PyObject *number_of(PyObject *task, unsigned *number) {
  PyObject *object = get(task, names._taskviz_number);
  if (object == NULL) {
    // A task of another class.
    if (PyErr_ExceptionMatches(PyExc_AttributeError)) PyErr_Clear();
    return NULL;
  }
  *number = (unsigned)PyLong_AsLongLong(object);
  return object;
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
      is_told = dropped(PyObject_CallMethodObjArgs(recording.waits, names.woken_by_timer, number_object, NULL));
  }
  drop(number_object);
  return is_told;
}

// MARK: Handles

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
  PyObject *arguments = get(handle, names._args), *task = NULL;
  PyObject *future = arguments == NULL ? NULL : PyTuple_GetItem(arguments, 0);
  PyObject *error = future == NULL ? NULL : get(future, names._exception);
  if (error == None) {
    PyObject *is_cancelled = PyObject_CallMethodObjArgs(future, names.cancelled, NULL);
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
  lane->number = number;
  lane->began = began;
  bool is_told = tell((Event){(uint64_t)began, {number}, 0, 0, RESUME});
  if (!is_told || PyDict_Size(recording.waiting) > 0 && !resumed(number_object)) fault();

  PyObject *result = PyObject_CallFunctionObjArgs(given.plain_run, handle, NULL);

  PyObject *kind = NULL, *error = NULL, *trace = NULL;
  if (result == NULL) PyErr_Fetch(&kind, &error, &trace);
  if (is_set(lane->task)) {
    long long time = now();
    PyObject *waiter = get(task, names._fut_waiter);
    // What is done waits for nothing.
    PyObject *is_done = waiter == None ? PyObject_CallMethodObjArgs(task, names.done, NULL) : NULL;
    if (waiter != NULL && (is_done == NULL || PyObject_IsTrue(is_done) == 0) && !PyErr_Occurred() && time - began < recording.stall) {
      put(&lane->task, NULL);
      suspend(task, waiter, number_object, number, time);
    } else if (PyErr_Occurred() || !dropped(PyObject_CallMethodObjArgs(recording.log, names.end_step, (PyObject *)lane, NULL))) {
      fault();
    }
    drop(waiter), drop(is_done);
  }
  lane->number = 0;
  if (result == NULL) PyErr_Restore(kind, error, trace);
  return result;
}

// Runs a callback that is no task's: whom it stands for is only looked for where something comes of it.
static PyObject *run_callback(Lane *lane, PyObject *handle) {
  lane->began = now();
  Py_IncRef(handle);
  put(&lane->callback, handle);

  PyObject *result = PyObject_CallFunctionObjArgs(given.plain_run, handle, NULL);

  PyObject *kind = NULL, *error = NULL, *trace = NULL;
  if (result == NULL) PyErr_Fetch(&kind, &error, &trace);
  if (is_set(lane->blocked) && !dropped(PyObject_CallMethodObjArgs(recording.log, names.end_callback, (PyObject *)lane, NULL)))
    fault();
  put(&lane->callback, NULL), put(&lane->cause, NULL);
  if (result == NULL) PyErr_Restore(kind, error, trace);
  return result;
}

// `Handle._run`, as `watch_handles` in steps.py has it.
static PyObject *run(PyObject *handle, PyObject *nothing) {
  Lane *lane = lane_here();
  PyObject *callback = lane == NULL || lane->number != 0 ? NULL : get(handle, names._callback);
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
  // What went wrong in looking at it goes wrong there, too.
  PyErr_Clear();
  return PyObject_CallFunctionObjArgs(given.python_run, handle, NULL);
}

// Hands a call on to the function in Python.
static PyObject *hand_on(PyObject *function, PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
  Py_ssize_t named = keywords == NULL ? 0 : PyTuple_Size(keywords);
  PyObject *all = PyTuple_New(count + 1), *rest = named == 0 ? NULL : PyDict_New(), *result = NULL;
  if (all == NULL || named != 0 && rest == NULL) goto end;
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

// Whether a field of an object is false; what has none is out of the ordinary.
static bool is_false(PyObject *object, PyObject *name) {
  PyObject *value = get(object, name);
  if (value == NULL) PyErr_Clear();
  bool is_it = value != NULL && PyObject_IsTrue(value) == 0;
  drop(value);
  return is_it;
}

// `Handle(callback, arguments, loop, context)` of a loop that is not in debug mode, as Handle.__init__ in asyncio/events.py
// makes it.
static PyObject *make_handle(PyObject *callback, PyObject *arguments, PyObject *loop, PyObject *context) {
  PyObject *handle = PyType_GenericAlloc(given.handle, 0);
  PyObject *own = context == None ? PyContext_CopyCurrent() : NULL;
  if (handle != NULL && (context != None || own != NULL)
      && PyObject_SetAttr(handle, names._context, own == NULL ? context : own) == 0
      && PyObject_SetAttr(handle, names._loop, loop) == 0 && PyObject_SetAttr(handle, names._callback, callback) == 0
      && PyObject_SetAttr(handle, names._args, arguments) == 0 && PyObject_SetAttr(handle, names._cancelled, False) == 0
      && PyObject_SetAttr(handle, names._repr, None) == 0 && PyObject_SetAttr(handle, names._source_traceback, None) == 0) {
    drop(own);
    return handle;
  }
  drop(own), drop(handle);
  return NULL;
}

// `BaseEventLoop.call_soon`, as `watch_scheduling` in steps.py has it.
static PyObject *call_soon(PyObject *loop, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
  PyObject *context = None, *callback = count > 0 ? arguments[0] : NULL;
  bool is_ordinary = callback != NULL && recording.log != NULL;
  if (is_ordinary && keywords != NULL && PyTuple_Size(keywords) > 0) {
    is_ordinary =
      PyTuple_Size(keywords) == 1 && PyUnicode_CompareWithASCIIString(PyTuple_GetItem(keywords, 0), "context") == 0;
    if (is_ordinary) context = arguments[count];
  }
  bool wakes = is_ordinary && count == 2 && is_wakeup(callback);
  if (is_ordinary && !wakes) {
    if (type_of(callback) == given.step) {
      // Most of them are steps of tasks that are known.
      PyObject *task = get(callback, names.__self__);
      unsigned number;
      PyObject *number_object = task == NULL ? NULL : number_of(task, &number);
      is_ordinary = number_object != NULL;
      drop(task), drop(number_object);
    } else {
      // One argument may be a future whose end is told.
      is_ordinary = count != 2;
    }
  }
  if (!is_ordinary || !is_false(loop, names._debug) || !is_false(loop, names._closed)) {
    PyErr_Clear();
    return hand_on(given.python_call_soon, loop, arguments, count, keywords);
  }
  if (wakes && !wake(PyCFunction_GetSelf(callback), arguments[1])) fault();
  PyObject *rest = PyTuple_New(count - 1), *handle = NULL, *ready = NULL;
  if (rest == NULL) return NULL;
  for (Py_ssize_t index = 1; index < count; index++) {
    Py_IncRef(arguments[index]);
    PyTuple_SetItem(rest, index - 1, arguments[index]);
  }
  handle = make_handle(callback, rest, loop, context);
  ready = handle == NULL ? NULL : get(loop, names._ready);
  if (ready == NULL || !dropped(PyObject_CallMethodObjArgs(ready, names.append, handle, NULL))) put(&handle, NULL);
  drop(rest), drop(ready);
  return handle;
}

// MARK: Queues

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

// MARK: The module

static PyMethodDef methods_of_classes[] = {
  {"_run", run, METHOD_NONE},
  {"call_soon", call_soon, METHOD_FAST | METHOD_NAMED},
  {"_wakeup_next", wakeup_next, METHOD_ONE},
};

// `method(cls, name)`: one of the hooks as a method of a class.
static PyObject *method(PyObject *module, PyObject *arguments) {
  PyObject *cls, *name;
  if (!PyArg_UnpackTuple(arguments, "method", 2, 2, &cls, &name)) return NULL;
  for (size_t index = 0; index < sizeof methods_of_classes / sizeof *methods_of_classes; index++) {
    PyObject *one = PyUnicode_InternFromString(methods_of_classes[index].name);
    drop(one);
    if (one == name) return PyDescr_NewMethod((PyTypeObject *)cls, &methods_of_classes[index]);
  }
  return PyObject_GetAttr(cls, name);
}

// `give(things)`: a dictionary of what does not change while a process runs, by the names in `given`.
static PyObject *give(PyObject *module, PyObject *things) {
#define TAKE(name) \
  { \
    PyObject *key = PyUnicode_InternFromString(#name), *thing = key == NULL ? NULL : PyObject_GetItem(things, key); \
    drop(key); \
    if (thing == NULL) return NULL; \
    put((PyObject **)&given.name, thing); \
  }
  TAKE(step) TAKE(task) TAKE(function) TAKE(method) TAKE(coroutine) TAKE(generator) TAKE(future_step) TAKE(handle)
  TAKE(sleep) TAKE(sleep_0) TAKE(get_nowait)
  TAKE(on_input) TAKE(on_resource) TAKE(sleeping) TAKE(steady)
  TAKE(python_run) TAKE(plain_run) TAKE(python_call_soon) TAKE(python_wakeup_next)
#undef TAKE
  Py_IncRef(None);
  return None;
}

// `attach(log)`: from now on this is what is recorded, as at the beginning of a process.
static PyObject *attach(PyObject *module, PyObject *log) {
  PyObject *resources = get(log, names.resources), *futures = resources == NULL ? NULL : get(resources, names.futures);
  PyObject *waits = get(log, names.waits), *streams = waits == NULL ? NULL : get(waits, names._names);
  PyObject *descriptors = get(log, names.descriptors), *stall = get(log, names.stall);
  if (futures != NULL && streams != NULL && descriptors != NULL && stall != NULL) {
    Py_IncRef(log);
    put(&recording.sink, get(log, names.sink));
    put(&recording.chains, get(log, names.chains));
    put(&recording.lanes, get(log, names.lanes));
    put(&recording.causes, get(log, names.causes));
    put(&recording.waiting, get(waits, names.waiting));
    put(&recording.suspects, get(waits, names.suspects));
    put(&recording.futures, get(futures, names._entries));
    put(&recording.streams, get(streams, names._entries));
    put(&recording.descriptors, get(descriptors, names._entries));
    Py_IncRef(waits);
    put(&recording.waits, waits);
    recording.stall = PyLong_AsLongLong(stall);
    put(&recording.log, log);
    forget_chains();
    drop(forget_lane(NULL, NULL));
  }
  drop(resources), drop(futures), drop(waits), drop(streams), drop(descriptors), drop(stall);
  if (PyErr_Occurred()) return NULL;
  Py_IncRef(None);
  return None;
}

static PyMethodDef functions[] = {
  {"attach", attach, METHOD_ONE},
  {"forget_lane", forget_lane, METHOD_NONE},
  {"go_on", go_on, METHOD_ONE},
  {"give", give, METHOD_ONE},
  {"method", method, METHOD_ARGUMENTS},
  {NULL},
};

// Makes a type of these slots.
static PyTypeObject *make_type(const char *name, int size, unsigned flags, PyType_Slot *slots) {
  PyType_Spec specification = {name, size, 0, TYPE_DEFAULT | flags, slots};
  return (PyTypeObject *)PyType_FromSpec(&specification);
}

static PyModuleDef definition = {
  .head = {1, NULL}, .name = "hooks", .documentation = "The hooks that are called most often.", .size = -1, .methods = functions};

__attribute__((visibility("default"))) PyObject *PyInit_hooks(void) {
#define INTERN(name) names.name = PyUnicode_InternFromString(#name);
  NAMES(INTERN)
#undef INTERN
  PyType_Slot lane_slots[] = {{TP_NEW, PyType_GenericNew}, {TP_DEALLOC, lane_gone}, {TP_MEMBERS, lane_members}, {0}};
  PyType_Slot resource_slots[] = {{TP_NEW, PyType_GenericNew}, {TP_DEALLOC, simply_gone}, {TP_MEMBERS, resource_members}, {0}};
  PyType_Slot slots_slots[] = {
    {TP_NEW, slots_new}, {TP_DEALLOC, slots_gone}, {TP_ITER, PyObject_SelfIter}, {TP_ITERNEXT, slots_next}, {0}};
  PyType_Slot wait_slots[] = {{TP_DEALLOC, queue_wait_gone}, {TP_CALL, queue_wait_call}, {0}};
  PyType_Slot watched_slots[] = {
    {TP_NEW, attribute_new}, {TP_DEALLOC, attribute_gone}, {TP_DESCR_SET, watched_set}, {0}};
  PyType_Slot unfinished_slots[] = {
    {TP_NEW, attribute_new}, {TP_DEALLOC, attribute_gone}, {TP_DESCR_SET, unfinished_set}, {0}};
  PyTypeObject *lane_type = make_type("taskviz_recorder.hooks.Lane", sizeof(Lane), TYPE_IS_BASE, lane_slots);
  resource_type = make_type("taskviz_recorder.hooks.Resource", sizeof(Resource), TYPE_IS_BASE, resource_slots);
  slots_type = make_type("taskviz_recorder.hooks.Slots", sizeof(Slots), 0, slots_slots);
  queue_wait_type = make_type("taskviz_recorder.hooks.QueueWait", sizeof(QueueWait), 0, wait_slots);
  PyTypeObject *watched_type = make_type("taskviz_recorder.hooks.Watched", sizeof(Attribute), 0, watched_slots);
  PyTypeObject *unfinished_type = make_type("taskviz_recorder.hooks.Unfinished", sizeof(Attribute), 0, unfinished_slots);
  PyObject *module = PyModule_Create2(&definition, 3);
  if (PyErr_Occurred() || module == NULL) return NULL;
  PyModule_AddObject(module, "Lane", (PyObject *)lane_type);
  // These are looked at after the module has gone, too.
  Py_IncRef((PyObject *)resource_type), Py_IncRef((PyObject *)slots_type);
  PyModule_AddObject(module, "Resource", (PyObject *)resource_type);
  PyModule_AddObject(module, "Slots", (PyObject *)slots_type);
  PyModule_AddObject(module, "Watched", (PyObject *)watched_type);
  PyModule_AddObject(module, "Unfinished", (PyObject *)unfinished_type);
  return module;
}
