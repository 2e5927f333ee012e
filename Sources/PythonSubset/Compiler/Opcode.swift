/// What an instruction does; the operand, 24 bits, stands above it in the word.
///
/// The comments show the top of the stack before and after.
enum Opcode: UInt8, CaseIterable {
  case nop
  /// Emits the caption with this number, once a run.
  case note
  /// Holds the loop up for the declared cost with this number.
  case hold

  // The stack.
  case pop
  /// Pushes the value that is the operand's number from the top, from 1.
  case copy
  /// Exchanges the top with the value that is the operand's number from it, from 2.
  case swap
  case pushUndefined

  // Names.
  case loadConstant, loadFast, storeFast, deleteFast
  case loadCellValue, storeCellValue, deleteCellValue
  /// Pushes the cell itself, for a closure.
  case loadCell
  /// A class body's name that is otherwise in an enclosing function's cell.
  case loadClassCellValue
  case loadName, storeName, deleteName
  case loadGlobal, storeGlobal, deleteGlobal

  // Attributes and items.
  case loadAttribute
  /// object -> function, receiver; or bound value, undefined
  case loadMethod
  /// value, object ->
  case storeAttribute
  case deleteAttribute
  case loadItem
  /// value, object, index ->
  case storeItem
  case deleteItem

  // Operators; the operand is the operator's number.
  case unary, binary, inPlace, compare

  // Jumps; the operand is the target.
  case jump
  /// A jump to an earlier instruction: where an interruption is noticed.
  case jumpBack
  case jumpIfFalse, jumpIfTrue
  case jumpIfFalseOrPop, jumpIfTrueOrPop
  case getIterator
  /// iterator -> iterator, next; or jumps without the iterator
  case iterate

  // Displays.
  case buildTuple, buildList, buildSet, buildDict, buildString, buildSlice
  case listAppend, setAdd, dictAdd, listExtend, setUpdate, dictUpdate
  /// callable, undefined, arguments, dict, mapping -> callable, undefined, arguments, dict; each keyword only once
  case keywordsMerge
  case listToTuple
  case unpack
  /// The low 12 bits count the targets before the star, the others those after it.
  case unpackStar
  /// The operand: bit 2 tells whether a spec is on top, the lower ones the conversion.
  case format

  // Functions.
  case makeFunction
  /// callable, receiver or undefined, arguments -> result
  case call
  /// callable, receiver or undefined, arguments, names -> result
  case callKeywords
  /// callable, undefined, arguments as a tuple (, keywords as a dict) -> result
  case callSpread
  /// name, bound, default -> what the operand's `TypeParameterForm` says; the parameters -> their generic base;
  /// name, parameters, value -> alias
  case makeTypeParameter
  case returnValue
  /// value -> what was sent
  case yieldValue
  case loadBuildClass

  // Awaiting.
  case getAwaitable
  case getDelegate
  /// receiver, value -> result; suspends the frame at this instruction while the receiver yields
  case send
  case getAsyncIterator
  /// iterator -> iterator, awaitable
  case getAsyncNext
  /// iterator, exception -> ; raises the exception again unless it says that the iteration ended
  case endAsyncFor

  // Exceptions.
  /// manager -> exit, receiver or undefined, enter, receiver or undefined
  case loadEnter, loadAsyncEnter
  /// exit, receiver, previous, exception -> the same, exit, receiver, type, exception, traceback
  case prepareExit
  /// exception -> previously handled exception, exception
  case pushHandled
  case popHandled
  case matchException
  /// exception, type -> rest, matching part
  case matchGroup
  case reraise
  case raise
  /// original, raised list -> what to raise or None
  case mergeGroups
  case loadAssertionError

  // Imports.
  case importName, importFrom, importStar

  // Patterns.
  case matchSequence, matchMapping, matchKeys, mappingRest, matchClass, length

  @inline(__always)
  init(word: UInt32) {
    // Only the compiler makes words, and from this type alone.
    self = unsafeBitCast(UInt8(truncatingIfNeeded: word), to: Opcode.self)
  }

  /// By how much an instruction changes the stack's depth; for jumps, where it does not jump.
  func stackEffect(_ operand: Int) -> Int {
    switch self {
    case .nop, .note, .hold, .swap, .deleteFast, .deleteCellValue, .deleteName, .deleteGlobal, .loadAttribute,
      .unary, .jump,
      .jumpBack, .getIterator, .listToTuple, .yieldValue, .getAwaitable, .getDelegate, .getAsyncIterator,
      .matchException, .matchGroup, .matchSequence, .matchMapping, .length:
      0
    case .copy, .pushUndefined, .loadConstant, .loadFast, .loadCellValue, .loadCell, .loadClassCellValue,
      .loadName,
      .loadGlobal, .loadMethod, .iterate, .loadBuildClass, .getAsyncNext, .pushHandled, .loadAssertionError,
      .importFrom:
      1
    case .pop, .storeFast, .storeCellValue, .storeName, .storeGlobal, .deleteAttribute, .loadItem, .binary,
      .inPlace,
      .compare, .jumpIfFalse, .jumpIfTrue, .jumpIfFalseOrPop, .jumpIfTrueOrPop, .listAppend, .setAdd,
      .listExtend,
      .setUpdate, .dictUpdate, .keywordsMerge, .returnValue, .send, .popHandled, .reraise, .mergeGroups,
      .importName,
      .importStar, .matchKeys, .mappingRest:
      -1
    case .storeAttribute, .deleteItem, .dictAdd, .endAsyncFor, .matchClass: -2
    case .storeItem: -3
    case .buildTuple, .buildList, .buildSet, .buildString, .buildSlice: 1 - operand
    case .buildDict: 1 - 2 * operand
    case .unpack: operand - 1
    case .unpackStar: (operand & 0xfff) + (operand >> 12)
    case .format: operand & 4 == 0 ? 0 : -1
    case .makeFunction: -(operand & 1) - (operand >> 1 & 1) - (operand >> 2 & 1) - (operand >> 3 & 1)
    case .makeTypeParameter: operand == TypeParameterForm.genericBase.rawValue ? 0 : -2
    case .call: -(operand + 1)
    case .callKeywords: -(operand + 2)
    case .callSpread: -2 - operand
    case .loadEnter, .loadAsyncEnter: 3
    case .prepareExit: 5
    case .raise: -operand
    }
  }
}
