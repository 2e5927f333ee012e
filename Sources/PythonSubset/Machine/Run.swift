import AsyncioLoop
import PythonSyntax

/// How a run of frames ended without an exception.
enum Exit {
  case returned(Value)
  /// A generator yielded, or a coroutine waits; undefined: for `Machine.awaitedFuture`.
  case yielded(Value)
  /// An asynchronous generator gave its consumer a value.
  case produced(Value)
}

extension Machine {
  /// Runs `start` and what it calls until `entry`, which is `start` or a frame that waits for it, returns or yields.
  ///
  /// Calls of Python functions, generators and coroutines push frames here: Swift's stack does not grow with them.
  func run(_ start: Frame, entry: Frame, raising: (any Error)? = nil) throws -> Exit {
    let outerFrame = currentFrame
    let outerDepth = depth
    defer {
      currentFrame = outerFrame
      depth = outerDepth
    }
    depth += 1
    entry.caller = outerFrame
    var frame = start
    var error = raising
    if error == nil, depth > recursionLimit {
      // A function that is not entered is not part of the traceback.
      if start.generator == nil { throw self.error(.recursionError, "maximum recursion depth exceeded") }
      error = self.error(.recursionError, "maximum recursion depth exceeded")
    }
    while true {
      if let raised = error {
        error = nil
        frame = try unwind(raised, from: frame, entry: entry)
      }
      do {
        return try execute(&frame, entry: entry)
      } catch let raised {
        error = raised
      }
    }
  }

  /// The dispatch loop. When it throws, `frame` is the one that raised, its registers those of the raising instruction.
  private func execute(_ current: inout Frame, entry: Frame) throws -> Exit {
    var frame = current
    var words = UnsafeMutablePointer<UInt32>(frame.code.instructionWords)
    var slots = frame.slots
    var pc = frame.registers.pointee.next
    var sp = frame.registers.pointee.top
    currentFrame = frame
    defer { current = frame }
    do {
      while true {
        let word = words[pc]
        pc &+= 1
        let operand = Int(word >> 8)
        switch Opcode(word: word) {
        case .nop: break
        case .note: showNote(operand, line: frame.code.line(at: pc - 1), in: frame)
        case .hold: try hold(operand)

        // The stack.
        case .pop:
          sp -= 1
          sp.deinitialize(count: 1)
          frame.registers.pointee.next = pc
          session.flushReports()
        case .copy:
          sp.initialize(to: sp[-operand])
          sp += 1
        case .swap:
          let top = sp[-1]
          sp[-1] = sp[-operand]
          sp[-operand] = top
        case .pushUndefined:
          sp.initialize(to: .undefined)
          sp += 1

        // Names.
        case .loadConstant:
          sp.initialize(to: frame.code.constants[operand])
          sp += 1
        case .loadFast:
          let value = slots[operand]
          if value.isUndefined { throw unboundLocal(frame.code.slotNames[operand]) }
          sp.initialize(to: value)
          sp += 1
        case .storeFast:
          sp -= 1
          // What the variable held may be let go of here, and then says at which line that was.
          frame.registers.pointee.next = pc
          slots[operand] = sp.move()
          session.flushReports()
        case .deleteFast:
          if slots[operand].isUndefined { throw unboundLocal(frame.code.slotNames[operand]) }
          frame.registers.pointee.next = pc
          slots[operand] = .undefined
          session.flushReports()
        case .loadCellValue:
          guard let cell = slots[operand].object as? PyCell, !cell.value.isUndefined else {
            throw unboundCell(frame.code, operand)
          }
          sp.initialize(to: cell.value)
          sp += 1
        case .storeCellValue:
          sp -= 1
          let value = sp.move()
          frame.registers.pointee.next = pc
          (slots[operand].object as? PyCell)?.replace(by: value)
          session.flushReports()
        case .deleteCellValue:
          guard let cell = slots[operand].object as? PyCell, !cell.value.isUndefined else {
            throw unboundCell(frame.code, operand)
          }
          frame.registers.pointee.next = pc
          cell.replace(by: .undefined)
          session.flushReports()
        case .loadCell:
          sp.initialize(to: slots[operand])
          sp += 1
        case .loadClassCellValue:
          if let value = frame.namespace?.get(frame.code.slotNames[operand]) {
            sp.initialize(to: value)
          } else if let cell = slots[operand].object as? PyCell, !cell.value.isUndefined {
            sp.initialize(to: cell.value)
          } else {
            throw unboundCell(frame.code, operand)
          }
          sp += 1
        case .loadName:
          sp.initialize(to: try loadName(frame.code.names[operand], in: frame))
          sp += 1
        case .storeName:
          sp -= 1
          frame.registers.pointee.next = pc
          if let collector = frame.collector {
            try collect(sp.move(), as: frame.code.names[operand], in: frame, for: collector)
          } else {
            (frame.namespace ?? frame.globals).set(frame.code.names[operand], sp.move())
          }
          session.flushReports()
        case .deleteName:
          frame.registers.pointee.next = pc
          guard (frame.namespace ?? frame.globals).remove(frame.code.names[operand]) != nil else {
            throw nameError(frame.code.names[operand])
          }
          session.flushReports()
        case .loadGlobal:
          let cache = frame.code.globalCache[operand]
          let globals = frame.globals
          if cache.index >= 0, cache.version == globals.layoutVersion,
            !cache.isBuiltin || cache.builtinVersion == builtins.layoutVersion
          {
            sp.initialize(to: (cache.isBuiltin ? builtins : globals).value(at: Int(cache.index)))
          } else {
            sp.initialize(to: try loadGlobal(operand, in: frame))
          }
          sp += 1
        case .storeGlobal:
          sp -= 1
          frame.registers.pointee.next = pc
          frame.globals.set(frame.code.names[operand], sp.move())
          session.flushReports()
        case .deleteGlobal:
          frame.registers.pointee.next = pc
          guard frame.globals.remove(frame.code.names[operand]) != nil else {
            throw nameError(frame.code.names[operand])
          }
          session.flushReports()

        // Attributes and items.
        case .loadAttribute:
          frame.registers.pointee.next = pc
          sp[-1] = try getAttribute(sp[-1], frame.code.names[operand])
          session.flushReports()
        case .loadMethod:
          frame.registers.pointee.next = pc
          let (function, receiver) = try loadMethod(sp[-1], frame.code.names[operand])
          sp[-1] = function
          sp.initialize(to: receiver)
          sp += 1
        case .storeAttribute:
          frame.registers.pointee.next = pc
          sp -= 2
          let object = (sp + 1).move()
          let value = sp.move()
          try setAttribute(object, frame.code.names[operand], value)
          session.flushReports()
        case .deleteAttribute:
          sp -= 1
          frame.registers.pointee.next = pc
          try deleteAttribute(sp.move(), frame.code.names[operand])
          session.flushReports()
        case .loadItem:
          frame.registers.pointee.next = pc
          sp -= 1
          let index = sp.move()
          if case .int(let position) = index, let list = sp[-1].list, position >= 0,
            position < list.items.count, !list.isDerived
          {
            sp[-1] = list.items[position]
          } else {
            sp[-1] = try getItem(sp[-1], index)
          }
          session.flushReports()
        case .storeItem:
          frame.registers.pointee.next = pc
          sp -= 3
          let index = (sp + 2).move()
          let object = (sp + 1).move()
          let value = sp.move()
          try setItem(object, index, value)
          session.flushReports()
        case .deleteItem:
          frame.registers.pointee.next = pc
          sp -= 2
          let index = (sp + 1).move()
          let object = sp.move()
          try deleteItem(object, index)
          session.flushReports()

        // Operators.
        case .unary:
          frame.registers.pointee.next = pc
          sp[-1] = try unary(operand, sp[-1])
          session.flushReports()
        case .binary, .inPlace:
          sp -= 1
          let right = sp.move()
          if case .int(let a) = sp[-1], case .int(let b) = right {
            if operand == 0 {
              let (sum, overflow) = a.addingReportingOverflow(b)
              if !overflow {
                sp[-1] = .int(sum)
                continue
              }
            } else if operand == 1 {
              let (difference, overflow) = a.subtractingReportingOverflow(b)
              if !overflow {
                sp[-1] = .int(difference)
                continue
              }
            }
          }
          frame.registers.pointee.next = pc
          sp[-1] = try binary(operand, sp[-1], right, isInPlace: Opcode(word: word) == .inPlace)
          session.flushReports()
        case .compare:
          sp -= 1
          let right = sp.move()
          if case .int(let a) = sp[-1], case .int(let b) = right, operand < 6 {
            let result: Bool =
              switch operand {
              case 0: a == b
              case 1: a != b
              case 2: a < b
              case 3: a <= b
              case 4: a > b
              default: a >= b
              }
            sp[-1] = .bool(result)
          } else {
            frame.registers.pointee.next = pc
            sp[-1] = try compare(ComparisonOperator.numbered[operand], sp[-1], right)
            session.flushReports()
          }

        // Jumps.
        case .jump: pc = operand
        case .jumpBack:
          pc = operand
          frame.registers.pointee.next = pc
          try poll()
        case .jumpIfFalse:
          sp -= 1
          if case .bool(let value) = sp.pointee {
            if !value { pc = operand }
          } else {
            frame.registers.pointee.next = pc
            if try !isTrue(sp.move()) { pc = operand }
          }
        case .jumpIfTrue:
          sp -= 1
          if case .bool(let value) = sp.pointee {
            if value { pc = operand }
          } else {
            frame.registers.pointee.next = pc
            if try isTrue(sp.move()) { pc = operand }
          }
        case .jumpIfFalseOrPop, .jumpIfTrueOrPop:
          frame.registers.pointee.next = pc
          if try isTrue(sp[-1]) == (Opcode(word: word) == .jumpIfTrueOrPop) {
            pc = operand
          } else {
            sp -= 1
            sp.deinitialize(count: 1)
          }
        case .getIterator:
          frame.registers.pointee.next = pc
          sp[-1] = try iterator(over: sp[-1])
        case .iterate:
          guard case .object(let object) = sp[-1] else { break }
          if object.kind == .iterator {
            frame.registers.pointee.next = pc
            if let value = try unsafeDowncast(object, to: PyIterator.self).next(self) {
              sp.initialize(to: value)
              sp += 1
            } else {
              sp -= 1
              sp.deinitialize(count: 1)
              pc = operand
            }
          } else if object.kind == .generator {
            let generator = unsafeDowncast(object, to: PyGenerator.self)
            if generator.state == .finished {
              sp -= 1
              sp.deinitialize(count: 1)
              pc = operand
              continue
            }
            frame.registers.pointee.next = pc
            try checkResumable(generator)
            frame.registers.pointee.top = sp
            try enter(generator, sending: .none, from: frame)
            frame = generator.frame
            words = frame.code.instructionWords
            slots = frame.slots
            pc = frame.registers.pointee.next
            sp = frame.registers.pointee.top
          } else {
            frame.registers.pointee.next = pc
            if let value = try nextValue(of: sp[-1]) {
              sp.initialize(to: value)
              sp += 1
            } else {
              sp -= 1
              sp.deinitialize(count: 1)
              pc = operand
            }
          }

        // Displays.
        case .buildTuple:
          let items = takeValues(&sp, operand)
          sp.initialize(to: .object(PyTuple(items)))
          sp += 1
        case .buildList:
          let items = takeValues(&sp, operand)
          sp.initialize(to: .object(PyList(items)))
          sp += 1
        case .buildSet:
          frame.registers.pointee.next = pc
          let items = takeValues(&sp, operand)
          let set = PySet()
          for item in items { try set.insert(item, in: self) }
          sp.initialize(to: .object(set))
          sp += 1
        case .buildDict:
          sp.initialize(to: .object(PyDict()))
          sp += 1
        case .buildString:
          let items = takeValues(&sp, operand)
          sp.initialize(to: .object(joined(items)))
          sp += 1
        case .buildSlice:
          let items = takeValues(&sp, operand)
          sp.initialize(to: .object(PySlice(items[0], items[1], operand == 3 ? items[2] : .none)))
          sp += 1
        case .listAppend:
          sp -= 1
          let value = sp.move()
          sp[-operand].list?.items.append(value)
        case .setAdd:
          frame.registers.pointee.next = pc
          sp -= 1
          let value = sp.move()
          try sp[-operand].set?.insert(value, in: self)
        case .dictAdd:
          frame.registers.pointee.next = pc
          sp -= 2
          let value = (sp + 1).move()
          let key = sp.move()
          try sp[-operand].dict?.set(key, value, in: self)
        case .listExtend:
          frame.registers.pointee.next = pc
          sp -= 1
          let value = sp.move()
          if let list = sp[-operand].list { try spreadDisplay(value, into: list) }
        case .setUpdate:
          frame.registers.pointee.next = pc
          sp -= 1
          let value = sp.move()
          if let other = value.set {
            try sp[-operand].set?.merge(other, in: self)
          } else {
            for item in try values(of: value) { try sp[-operand].set?.insert(item, in: self) }
          }
        case .dictUpdate:
          frame.registers.pointee.next = pc
          sp -= 1
          let value = sp.move()
          if let dict = sp[-operand].dict { try merge(dict, display: value) }
        case .keywordsMerge:
          frame.registers.pointee.next = pc
          sp -= 1
          let value = sp.move()
          if let dict = sp[-operand].dict { try mergeKeywords(dict, from: value, callee: sp[-operand - 3]) }
        case .listToTuple:
          if let list = sp[-1].list { sp[-1] = .object(PyTuple(list.items)) }
        case .unpack:
          frame.registers.pointee.next = pc
          sp -= 1
          let value = sp.move()
          for item in try unpack(value, count: operand).reversed() {
            sp.initialize(to: item)
            sp += 1
          }
        case .unpackStar:
          frame.registers.pointee.next = pc
          sp -= 1
          let value = sp.move()
          for item in try unpack(value, before: operand & 0xfff, after: operand >> 12).reversed() {
            sp.initialize(to: item)
            sp += 1
          }
        case .format:
          frame.registers.pointee.next = pc
          var spec = Value.none
          if operand & 4 != 0 {
            sp -= 1
            spec = sp.move()
          }
          sp[-1] = try format(sp[-1], conversion: operand & 3, spec: spec)

        // Functions.
        case .makeFunction:
          sp -= 1
          let code = sp.move()
          let closure = operand & 4 != 0 ? pop(&sp) : .none
          let annotations = operand & 8 != 0 ? pop(&sp) : .undefined
          let keywordDefaults = operand & 2 != 0 ? pop(&sp) : .none
          let defaults = operand & 1 != 0 ? pop(&sp) : .none
          sp.initialize(
            to: makeFunction(
              code, closure: closure, annotations: annotations, keywordDefaults: keywordDefaults,
              defaults: defaults, in: frame))
          sp += 1
        case .makeTypeParameter:
          frame.registers.pointee.next = pc
          let isBase = operand == TypeParameterForm.genericBase.rawValue
          let base = sp - (isBase ? 1 : 3)
          let made = try makeTypeParameter(
            TypeParameterForm(rawValue: operand), (0..<(isBase ? 1 : 3)).map { base[$0] })
          base.deinitialize(count: sp - base)
          base.initialize(to: made)
          sp = base + 1
        case .call:
          frame.registers.pointee.next = pc
          try poll()
          let base = sp - (operand + 2)
          let hasReceiver = !base[1].isUndefined
          let arguments = hasReceiver ? base + 1 : base + 2
          let count = hasReceiver ? operand + 1 : operand
          guard case .object(let callee) = base[0] else { throw notCallable(base[0]) }
          var next: Frame?
          if callee.kind == .function {
            let function = unsafeDowncast(callee, to: PyFunction.self)
            let code = function.code
            if count == code.positionalCount, code.isSimple {
              let made = Frame(code, globals: function.globals)
              made.slots.moveUpdate(from: arguments, count: count)
              base.deinitialize(count: arguments - base)
              sp = base
              made.bindCells(function.closure)
              next = made
            } else {
              next = try bind(function, Arguments(base: arguments, total: count, names: []))
              base.deinitialize(count: sp - base)
              sp = base
            }
            if code.makesGenerator, let made = next, let generator = makeGenerator(made, function) {
              sp.initialize(to: .object(generator))
              sp += 1
              continue
            }
          } else if callee.kind == .native {
            let result = try callNative(
              unsafeDowncast(callee, to: PyNative.self), Arguments(base: arguments, total: count, names: []))
            base.deinitialize(count: sp - base)
            base.initialize(to: result)
            sp = base + 1
            session.flushReports()
            continue
          } else if let made = try frameForCall(callee, Arguments(base: arguments, total: count, names: [])) {
            base.deinitialize(count: sp - base)
            sp = base
            next = made
          } else {
            let result = try call(base[0], Arguments(base: arguments, total: count, names: []))
            base.deinitialize(count: sp - base)
            base.initialize(to: result)
            sp = base + 1
            session.flushReports()
            continue
          }
          guard let next else { continue }
          frame.registers.pointee.top = sp
          try enter(next, from: frame)
          frame = next
          words = frame.code.instructionWords
          slots = frame.slots
          pc = 0
          sp = frame.registers.pointee.top
        case .callKeywords:
          frame.registers.pointee.next = pc
          try poll()
          sp -= 1
          let tuple = sp.move()
          let names = tuple.tuple?.items.compactMap(\.string) ?? []
          let base = sp - (operand + 2)
          let hasReceiver = !base[1].isUndefined
          let arguments = Arguments(
            base: hasReceiver ? base + 1 : base + 2, total: hasReceiver ? operand + 1 : operand, names: names)
          guard case .object(let callee) = base[0] else { throw notCallable(base[0]) }
          if let next = try frameForCall(callee, arguments) {
            base.deinitialize(count: sp - base)
            sp = base
            frame.registers.pointee.top = sp
            try enter(next, from: frame)
            frame = next
            words = frame.code.instructionWords
            slots = frame.slots
            pc = 0
            sp = frame.registers.pointee.top
          } else {
            let result = try call(base[0], arguments)
            base.deinitialize(count: sp - base)
            base.initialize(to: result)
            sp = base + 1
            session.flushReports()
          }
        case .callSpread:
          frame.registers.pointee.next = pc
          try poll()
          let keywords = operand == 1 ? pop(&sp).dict : nil
          let positional = pop(&sp)
          sp -= 1
          sp.deinitialize(count: 1)
          let callee = sp[-1]
          var all = try positional.tuple?.items ?? spreadArguments(positional, of: callee)
          var names: [PyString] = []
          for (key, value) in keywords?.pairs ?? [] {
            guard let key = key.string else { throw typeError("keywords must be strings") }
            names.append(key)
            all.append(value)
          }
          sp[-1] = try call(callee, all, names: names)
          session.flushReports()
        case .returnValue:
          sp -= 1
          var result = sp.move()
          frame.registers.pointee.next = pc
          frame.registers.pointee.top = sp
          if !frame.constructed.isUndefined {
            if !result.isNone {
              throw typeError("__init__() should return None, not '\(typeName(of: result))'")
            }
            result = frame.constructed
          }
          let isGenerator = frame.code.makesGenerator
          if isGenerator { finish(frame.generator) }
          guard frame !== entry, let back = frame.back else {
            frame.end(isEntry: frame === entry)
            if !isGenerator, !frame.isTraced { frame.clear() }
            session.flushReports()
            return .returned(result)
          }
          frame.end(isEntry: false)
          depth -= 1
          frame = back
          currentFrame = frame
          words = frame.code.instructionWords
          slots = frame.slots
          pc = frame.registers.pointee.next
          sp = frame.registers.pointee.top
          if isGenerator {
            let caller = words[pc - 1]
            if Opcode(word: caller) == .iterate {
              sp -= 1
              sp.deinitialize(count: 1)
              pc = Int(caller >> 8)
            } else {
              sp[-1] = result
            }
          } else {
            sp.initialize(to: result)
            sp += 1
          }
          session.flushReports()
        case .yieldValue:
          sp -= 1
          let value = sp.move()
          frame.registers.pointee.next = pc
          frame.registers.pointee.top = sp
          if frame.code.flags.contains(.coroutine) {
            suspend(frame)
            return .produced(value)
          }
          guard let resumed = suspend(frame, until: entry) else { return .yielded(value) }
          frame = resumed
          words = frame.code.instructionWords
          slots = frame.slots
          pc = frame.registers.pointee.next
          sp = frame.registers.pointee.top
          sp.initialize(to: value)
          sp += 1
        case .loadBuildClass:
          sp.initialize(to: .object(buildClassFunction))
          sp += 1

        // Awaiting.
        case .getAwaitable:
          frame.registers.pointee.next = pc
          sp[-1] = try awaitable(sp[-1])
        case .getDelegate:
          frame.registers.pointee.next = pc
          if !(sp[-1].object is PyGenerator) || sp[-1].object is PyAsyncGenerator {
            sp[-1] = try iterator(over: sp[-1])
          } else if sp[-1].object is PyCoroutine, !frame.code.flags.contains(.coroutine) {
            throw typeError("cannot 'yield from' a coroutine object in a non-coroutine generator")
          }
        case .send:
          frame.registers.pointee.next = pc
          guard case .object(let receiver) = sp[-2] else { throw typeError("cannot be awaited") }
          var yielded: Value
          if receiver.kind == .generator, !(receiver is PyAsyncGenerator) {
            let generator = unsafeDowncast(receiver, to: PyGenerator.self)
            try checkResumable(generator)
            if generator.state == .finished {
              if receiver is PyCoroutine {
                throw error(.runtimeError, "cannot reuse already awaited coroutine")
              }
              sp -= 1
              sp.deinitialize(count: 1)
              sp[-1] = .none
              continue
            }
            sp -= 1
            let sent = sp.move()
            frame.registers.pointee.top = sp
            try enter(generator, sending: sent, from: frame)
            frame = generator.frame
            words = frame.code.instructionWords
            slots = frame.slots
            pc = frame.registers.pointee.next
            sp = frame.registers.pointee.top
            continue
          } else {
            frame.registers.pointee.top = sp
            switch try sendNative(sp[-2], sp[-1]) {
            case .finished(let result):
              sp -= 1
              sp.deinitialize(count: 1)
              sp[-1] = result
              continue
            case .yielded(let value): yielded = value
            }
          }
          sp -= 1
          sp.deinitialize(count: 1)
          frame.registers.pointee.next = pc - 1
          frame.registers.pointee.top = sp
          guard let resumed = suspend(frame, until: entry) else { return .yielded(yielded) }
          frame = resumed
          words = frame.code.instructionWords
          slots = frame.slots
          pc = frame.registers.pointee.next
          sp = frame.registers.pointee.top
          sp.initialize(to: yielded)
          sp += 1
        case .getAsyncIterator:
          frame.registers.pointee.next = pc
          sp[-1] = try asyncIterator(over: sp[-1])
        case .getAsyncNext:
          frame.registers.pointee.next = pc
          sp.initialize(to: try asyncNext(of: sp[-1]))
          sp += 1
        case .endAsyncFor:
          if let exception = sp[-1].exception, exception.cls.isSubtype(of: types[.stopAsyncIteration]) {
            sp -= 2
            sp.deinitialize(count: 2)
          } else {
            frame.registers.pointee.next = pc
            throw Reraised(exception: pop(&sp).exception)
          }

        // Exceptions.
        case .loadEnter, .loadAsyncEnter:
          frame.registers.pointee.next = pc
          let manager = pop(&sp)
          for value in try contextMethods(manager, isAsync: Opcode(word: word) == .loadAsyncEnter) {
            sp.initialize(to: value)
            sp += 1
          }
        case .prepareExit:
          let exception = sp[-1]
          let exit = sp[-4]
          let receiver = sp[-3]
          for value in [exit, receiver, .object(type(of: exception)), exception, traceback(of: exception)] {
            sp.initialize(to: value)
            sp += 1
          }
        case .pushHandled:
          let exception = sp[-1]
          sp[-1] = handled.exception.map { .object($0) } ?? .none
          sp.initialize(to: exception)
          sp += 1
          handled.exception = exception.exception
        case .popHandled:
          sp -= 1
          let previous = sp.move()
          let dropped = handled.exception
          handled.exception = previous.exception
          withExtendedLifetime(dropped) {}
          session.flushReports()
        case .matchException:
          frame.registers.pointee.next = pc
          sp[-1] = .bool(try matches(sp[-2], sp[-1]))
        case .matchGroup:
          frame.registers.pointee.next = pc
          let (rest, match) = try splitGroup(sp[-2], by: sp[-1])
          sp[-2] = rest
          sp[-1] = match
        case .reraise:
          frame.registers.pointee.next = pc
          throw Reraised(exception: pop(&sp).exception)
        case .raise:
          frame.registers.pointee.next = pc
          let cause: Value? = operand == 2 ? pop(&sp) : nil
          if operand == 0 { throw try bareRaise() }
          throw try raised(pop(&sp), cause: cause)
        case .mergeGroups:
          let list = pop(&sp)
          sp[-1] = try mergeGroups(sp[-1], list)
        case .loadAssertionError:
          sp.initialize(to: .object(types[.assertionError]))
          sp += 1

        // Imports.
        case .importName:
          frame.registers.pointee.next = pc
          let list = pop(&sp)
          sp[-1] = try importModule(frame.code.names[operand], hasList: !list.isNone)
        case .importFrom:
          frame.registers.pointee.next = pc
          sp.initialize(to: try importMember(frame.code.names[operand], from: sp[-1]))
          sp += 1
        case .importStar:
          sp -= 1
          let module = sp.move()
          importAll(from: module, into: frame.namespace ?? frame.globals)

        // Patterns.
        case .matchSequence: sp[-1] = .bool(isSequencePattern(sp[-1]))
        case .matchMapping: sp[-1] = .bool(sp[-1].dict != nil)
        case .length:
          frame.registers.pointee.next = pc
          sp[-1] = .int(try length(of: sp[-1]))
        case .matchKeys:
          frame.registers.pointee.next = pc
          let keys = pop(&sp)
          sp[-1] = try matchKeys(sp[-1], keys)
        case .mappingRest:
          frame.registers.pointee.next = pc
          let keys = pop(&sp)
          sp[-1] = try mappingRest(sp[-1], keys)
        case .matchClass:
          frame.registers.pointee.next = pc
          let names = pop(&sp)
          let cls = pop(&sp)
          sp[-1] = try matchClass(sp[-1], cls, names, positional: operand)
        }
      }
    } catch {
      frame.registers.pointee.next = pc
      frame.registers.pointee.top = sp
      throw error
    }
  }

  @inline(__always)
  private func pop(_ sp: inout UnsafeMutablePointer<Value>) -> Value {
    sp -= 1
    return sp.move()
  }

  private func takeValues(_ sp: inout UnsafeMutablePointer<Value>, _ count: Int) -> [Value] {
    sp -= count
    let items = [Value](UnsafeBufferPointer(start: sp, count: count))
    sp.deinitialize(count: count)
    return items
  }
}

/// An exception that goes on from a handler: its traceback does not get this frame a second time.
struct Reraised: Error {
  let exception: PyException?
}
