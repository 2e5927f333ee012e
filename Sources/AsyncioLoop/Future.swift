/// A result that comes later (CPython 3.13 `futures.py`).
package final class Future {
}
