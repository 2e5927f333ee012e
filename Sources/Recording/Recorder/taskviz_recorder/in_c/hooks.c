// The hooks that are called most often, in C: what steps.py, waits.py, log.py and resources.py do in the cases that
// come a million times. Whatever is out of the ordinary they hand to the functions there, which say how all of it
// works; where nobody could compile this file, those do everything.
//
// All of it runs while the interpreter's lock is held. An error of the recorder's own goes to `Log.fault`; no hook
// lets one out.

#include "handles.h"
#include "queues.h"

// With what `inspect.signature` says of asyncio's own.
static PyMethodDef methods_of_classes[] = {
  {"_run", run, METHOD_NONE, "_run($self, /)\n--\n\n"},
  {"call_soon", call_soon, METHOD_FAST | METHOD_NAMED, "call_soon($self, callback, *args, context=None)\n--\n\n"},
  {"_wakeup_next", wakeup_next, METHOD_ONE, "_wakeup_next($self, waiters, /)\n--\n\n"},
};

// `method(cls, name)`: one of the hooks as a method of a class.
static PyObject *method(PyObject *module, PyObject *arguments) {
  PyObject *cls, *name;
  if (!PyArg_UnpackTuple(arguments, "method", 2, 2, &cls, &name)) return NULL;
  for (size_t index = 0; index < sizeof methods_of_classes / sizeof *methods_of_classes; index++)
    if (PyUnicode_CompareWithASCIIString(name, methods_of_classes[index].name) == 0)
      return PyDescr_NewMethod((PyTypeObject *)cls, &methods_of_classes[index]);
  return PyObject_GetAttr(cls, name);
}

static const struct {
  const char *name;
  void *place;
} gifts[] = {
  {"resource", &given.resource},
  {"step", &given.step},
  {"task", &given.task},
  {"plain_task", &given.plain_task},
  {"future", &given.future},
  {"handle", &given.handle},
  {"caused_handle", &given.caused_handle},
  {"function", &given.function},
  {"method", &given.method},
  {"coroutine", &given.coroutine},
  {"generator", &given.generator},
  {"future_step", &given.future_step},
  {"sleep", &given.sleep},
  {"sleep_0", &given.sleep_0},
  {"get_nowait", &given.get_nowait},
  {"on_input", &given.on_input},
  {"on_resource", &given.on_resource},
  {"sleeping", &given.sleeping},
  {"steady", &given.steady},
  {"queues", &given.queues},
  {"python_run", &given.python_run},
  {"plain_run", &given.plain_run},
  {"python_call_soon", &given.python_call_soon},
  {"python_wakeup_next", &given.python_wakeup_next},
};

// `give(things)`: a dictionary of what does not change while a process runs, by the names in `given`, and a handle
// and a task that nobody has begun.
static PyObject *give(PyObject *module, PyObject *things) {
  for (size_t index = 0; index < sizeof gifts / sizeof *gifts; index++) {
    PyObject *key = PyUnicode_InternFromString(gifts[index].name);
    PyObject *thing = key == NULL ? NULL : PyObject_GetItem(things, key);
    drop(key);
    if (thing == NULL) return NULL;
    put((PyObject **)gifts[index].place, thing);
  }
  PyObject *handle = PyObject_GetItem(things, names.a_handle), *task = PyObject_GetItem(things, names.a_task);
  bool is_found = handle != NULL && task != NULL && find_members(handle, task);
  drop(handle), drop(task);
  if (!is_found) {
    if (PyErr_Occurred() == NULL) PyErr_SetString(PyExc_AttributeError, "there are members that do not show");
    return NULL;
  }
  Py_IncRef(None);
  return None;
}

// `attach(log)`: from now on this is what is recorded, as at the beginning of a process.
static PyObject *attach(PyObject *module, PyObject *log) {
  PyObject *resources = get(log, names.resources),
           *futures = resources == NULL ? NULL : get(resources, names.futures);
  PyObject *waits = get(log, names.waits), *streams = waits == NULL ? NULL : get(waits, names._names);
  PyObject *ending = waits == NULL ? NULL : get(waits, names.ending);
  PyObject *descriptors = get(log, names.descriptors), *stall = get(log, names.stall);
  if (futures != NULL && streams != NULL && ending != NULL && descriptors != NULL && stall != NULL) {
    Py_IncRef(log);
    put(&recording.sink, get(log, names.sink));
    put(&recording.chains, get(log, names.chains));
    put(&recording.lanes, get(log, names.lanes));
    put(&recording.causes, get(log, names.causes));
    put(&recording.waiting, get(waits, names.waiting));
    put(&recording.by_timer, get(waits, names._by_timer));
    put(&recording.suspects, get(waits, names.suspects));
    put(&recording.futures, get(futures, names._entries));
    put(&recording.ending, get(ending, names._entries));
    put(&recording.streams, get(streams, names._entries));
    put(&recording.descriptors, get(descriptors, names._entries));
    Py_IncRef(waits);
    put(&recording.waits, waits);
    recording.stall = PyLong_AsLongLong(stall);
    put(&recording.log, log);
    forget_chains();
    drop(forget_lane(NULL, NULL));
  }
  drop(resources), drop(futures), drop(waits), drop(streams), drop(ending), drop(descriptors), drop(stall);
  if (PyErr_Occurred()) return NULL;
  Py_IncRef(None);
  return None;
}

// `claim()`: whether this interpreter is the first of the process that asks. What is kept here is of one alone.
static PyObject *claim(PyObject *module, PyObject *nothing) {
  static bool is_claimed;
  PyObject *answer = is_claimed ? False : True;
  is_claimed = true;
  Py_IncRef(answer);
  return answer;
}

static PyMethodDef functions[] = {
  {"claim", claim, METHOD_NONE},
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
  .head = {1, NULL},
  .name = "hooks",
  .documentation = "The hooks that are called most often.",
  .size = -1,
  .methods = functions,
};

__attribute__((visibility("default"))) PyObject *PyInit_hooks(void) {
#define INTERN(name) names.name = PyUnicode_InternFromString(#name);
  NAMES(INTERN)
#undef INTERN
  PyType_Slot lane_slots[] = {{TP_NEW, PyType_GenericNew}, {TP_DEALLOC, lane_gone}, {TP_MEMBERS, lane_members}, {0}};
  PyType_Slot resource_slots[] = {
    {TP_NEW, PyType_GenericNew},
    {TP_DEALLOC, simply_gone},
    {TP_CALL, resource_call},
    {TP_MEMBERS, resource_members},
    {0},
  };
  PyType_Slot slots_slots[] = {
    {TP_NEW, slots_new}, {TP_DEALLOC, slots_gone}, {TP_ITER, PyObject_SelfIter}, {TP_ITERNEXT, slots_next}, {0}
  };
  PyType_Slot watched_slots[] = {
    {TP_NEW, attribute_new}, {TP_DEALLOC, attribute_gone}, {TP_DESCR_SET, watched_set}, {0}
  };
  PyType_Slot unfinished_slots[] = {
    {TP_NEW, attribute_new}, {TP_DEALLOC, attribute_gone}, {TP_DESCR_SET, unfinished_set}, {0}
  };
  PyTypeObject *lane_type = make_type("taskviz_recorder.hooks.Lane", sizeof(Lane), TYPE_IS_BASE, lane_slots);
  PyTypeObject *resource_type =
    make_type("taskviz_recorder.hooks.Resource", sizeof(Resource), TYPE_IS_BASE, resource_slots);
  slots_type = make_type("taskviz_recorder.hooks.Slots", sizeof(Slots), 0, slots_slots);
  PyTypeObject *watched_type = make_type("taskviz_recorder.hooks.Watched", sizeof(Attribute), 0, watched_slots);
  PyTypeObject *unfinished_type =
    make_type("taskviz_recorder.hooks.Unfinished", sizeof(Attribute), 0, unfinished_slots);
  PyObject *module = PyModule_Create2(&definition, 3);
  if (PyErr_Occurred() || module == NULL) return NULL;
  PyModule_AddObject(module, "Lane", (PyObject *)lane_type);
  // It is looked at after the module has gone, too.
  Py_IncRef((PyObject *)slots_type);
  PyModule_AddObject(module, "Resource", (PyObject *)resource_type);
  PyModule_AddObject(module, "Slots", (PyObject *)slots_type);
  PyModule_AddObject(module, "Watched", (PyObject *)watched_type);
  PyModule_AddObject(module, "Unfinished", (PyObject *)unfinished_type);
  return module;
}
