// What the hooks use of CPython's C API, as one binary finds it in 3.8 to 3.13, so that nobody needs CPython's
// headers.
//
// Most of it is the limited API, whose names and structures stay what they are (PEP 384). What is beyond it is looked
// for when the hooks are loaded, and has been what it is in all of these versions.

#ifndef TASKVIZ_PYTHON_ABI_H
#define TASKVIZ_PYTHON_ABI_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

typedef ssize_t Py_ssize_t;
typedef struct PyTypeObject PyTypeObject;

// Interpreters that lay it out otherwise, free-threaded ones and those built to count references, do not load the
// hooks.
typedef struct PyObject {
  Py_ssize_t references;
  PyTypeObject *type;
} PyObject;

static inline PyTypeObject *type_of(PyObject *object) { return object->type; }

// Objects

void Py_IncRef(PyObject *);
void Py_DecRef(PyObject *);
extern PyObject _Py_NoneStruct;
extern PyObject _Py_FalseStruct, _Py_TrueStruct;
#define None (&_Py_NoneStruct)
#define False (&_Py_FalseStruct)
#define True (&_Py_TrueStruct)

PyObject *PyObject_GetAttr(PyObject *, PyObject *name);
int PyObject_SetAttr(PyObject *, PyObject *name, PyObject *value);
PyObject *PyObject_GetItem(PyObject *, PyObject *key);
PyObject *PyObject_Call(PyObject *, PyObject *arguments, PyObject *names);
PyObject *PyObject_CallFunctionObjArgs(PyObject *, ...);
PyObject *PyObject_CallMethodObjArgs(PyObject *, PyObject *name, ...);
int PyObject_IsTrue(PyObject *);
Py_ssize_t PyObject_Size(PyObject *);

PyObject *PyLong_FromUnsignedLong(unsigned long);
PyObject *PyLong_FromLongLong(long long);
PyObject *PyLong_FromSsize_t(Py_ssize_t);
PyObject *PyLong_FromVoidPtr(void *);
long long PyLong_AsLongLong(PyObject *);
Py_ssize_t PyLong_AsSsize_t(PyObject *);
double PyFloat_AsDouble(PyObject *);
PyObject *PyUnicode_InternFromString(const char *);
int PyUnicode_CompareWithASCIIString(PyObject *, const char *);

PyObject *PyTuple_New(Py_ssize_t);
int PyTuple_SetItem(PyObject *, Py_ssize_t, PyObject *taken);
PyObject *PyTuple_GetItem(PyObject *, Py_ssize_t);
Py_ssize_t PyTuple_Size(PyObject *);
int PyArg_UnpackTuple(PyObject *, const char *name, Py_ssize_t least, Py_ssize_t most, ...);

PyObject *PyDict_New(void);
PyObject *PyDict_GetItemWithError(PyObject *, PyObject *key);
int PyDict_SetItem(PyObject *, PyObject *key, PyObject *value);
int PyDict_DelItem(PyObject *, PyObject *key);
Py_ssize_t PyDict_Size(PyObject *);
Py_ssize_t PySet_Size(PyObject *);
int PySet_Add(PyObject *, PyObject *);
int PySet_Discard(PyObject *, PyObject *);
int PySequence_Contains(PyObject *, PyObject *);
PyObject *PyWeakref_GetObject(PyObject *);

// Errors

extern PyObject *PyExc_Exception, *PyExc_AttributeError;
PyObject *PyErr_Occurred(void);
int PyErr_ExceptionMatches(PyObject *);
void PyErr_Clear(void);
void PyErr_SetString(PyObject *kind, const char *text);
void PyErr_Fetch(PyObject **kind, PyObject **error, PyObject **trace);
void PyErr_NormalizeException(PyObject **kind, PyObject **error, PyObject **trace);
void PyErr_Restore(PyObject *kind, PyObject *error, PyObject *trace);
int PyException_SetTraceback(PyObject *error, PyObject *trace);

// Types and modules

typedef struct {
  int slot;
  void *value;
} PyType_Slot;

typedef struct {
  const char *name;
  int basicsize, itemsize;
  unsigned flags;
  PyType_Slot *slots;
} PyType_Spec;

enum {
  TP_CALL = 50,
  TP_DEALLOC = 52,
  TP_DESCR_SET = 55,
  TP_ITER = 62,
  TP_ITERNEXT = 63,
  TP_NEW = 65,
  TP_MEMBERS = 72,
  TP_FREE = 74
};
enum { TYPE_DEFAULT = 1 << 18, TYPE_IS_BASE = 1 << 10 };

typedef struct {
  const char *name;
  int type;
  Py_ssize_t offset;
  int flags;
  const char *documentation;
} PyMemberDef;

enum { MEMBER_OBJECT = 6, MEMBER_UINT = 11, MEMBER_LONGLONG = 17 };

typedef struct {
  const char *name;
  void *function;
  int flags;
  const char *documentation;
} PyMethodDef;

enum { METHOD_ARGUMENTS = 0x01, METHOD_NAMED = 0x02, METHOD_NONE = 0x04, METHOD_ONE = 0x08, METHOD_FAST = 0x80 };

typedef struct {
  PyObject head;
  void *made, *index, *copy;
  const char *name, *documentation;
  Py_ssize_t size;
  PyMethodDef *methods;
  void *slots, *traverse, *clear, *free;
} PyModuleDef;

void *PyType_GetSlot(PyTypeObject *, int slot);
PyObject *PyType_FromSpec(PyType_Spec *);
PyObject *PyType_GenericNew(PyTypeObject *, PyObject *arguments, PyObject *names);
PyObject *PyType_GenericAlloc(PyTypeObject *, Py_ssize_t);
int PyType_IsSubtype(PyTypeObject *, PyTypeObject *);
PyObject *PyDescr_NewMethod(PyTypeObject *, PyMethodDef *);
PyObject *PyObject_SelfIter(PyObject *);
extern PyTypeObject PyCFunction_Type;
PyObject *PyModule_Create2(PyModuleDef *, int version);
int PyModule_AddObject(PyObject *, const char *name, PyObject *taken);
void *PyCFunction_GetFunction(PyObject *);
PyObject *PyCFunction_GetSelf(PyObject *);

// Buffers, part of the limited API since 3.11 and the same before

typedef struct {
  void *start;
  PyObject *object;
  Py_ssize_t length, item;
  int readonly, dimensions;
  char *format;
  Py_ssize_t *shape, *strides, *suboffsets;
  void *internal;
} Py_buffer;

enum { BUFFER_WRITABLE = 1 };

int PyObject_GetBuffer(PyObject *, Py_buffer *, int flags);
void PyBuffer_Release(Py_buffer *);

// Threads, contexts and frames

typedef struct PyFrameObject PyFrameObject;
PyObject *PyContext_CopyCurrent(void);
unsigned long PyThread_get_thread_ident(void);
PyFrameObject *PyEval_GetFrame(void);

#ifdef __APPLE__
#define WHERE_THERE __attribute__((weak_import))
#else
#define WHERE_THERE __attribute__((weak))
#endif

// Since 3.9 the first three, then 3.10, 3.11 and 3.12: null before.
PyObject *PyObject_Vectorcall(PyObject *, PyObject *const *, size_t count, PyObject *names) WHERE_THERE;
PyObject *PyObject_VectorcallMethod(PyObject *name, PyObject *const *, size_t count, PyObject *names) WHERE_THERE;
PyObject *PyFrame_GetCode(PyFrameObject *) WHERE_THERE;
PyObject *PyObject_GenericGetDict(PyObject *, void *nothing) WHERE_THERE;
int PyFrame_GetLasti(PyFrameObject *) WHERE_THERE;
PyObject *PyFrame_GetVar(PyFrameObject *, PyObject *name) WHERE_THERE;

#endif
