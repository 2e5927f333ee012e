import Screen
import TaskModel
import Timeline

/// Predict, then reveal: answers to "who runs next?".
extension DashboardState {
  /// Answers with the choice of a digit.
  mutating func answer(with key: Key) {
    guard let guess = run?.guess, let digit = key.typed?.wholeNumberValue,
      guess.choices.indices.contains(digit - 1)
    else { return }
    answer(guess, guess.choices[digit - 1])
  }

  /// Answers with the selected task.
  mutating func answerWithSelection() {
    guard let run, let guess = run.guess else { return }
    guard let lane = run.camera.selection.flatMap({ run.trace.index.lane(of: $0) }) else {
      notice = Notice("Select a task first, with j and k")
      return
    }
    answer(guess, lane)
  }

  private mutating func answer(_ guess: Guess, _ lane: Int) {
    let before = run?.camera
    notice = run?.take(answer: lane, to: guess, ascii: theme.glyphs == .ascii)
    reveal(what: before)
  }
}

extension RunState {
  /// Says whether an answer is right and why, and reveals the step.
  fileprivate mutating func take(answer lane: Int, to guess: Guess, ascii: Bool) -> Notice {
    let words = TaskWords(self, ascii: ascii)
    let isRight = lane == guess.next.lane
    guesses.asked += 1
    if isRight { guesses.right += 1 }
    let tally = "\(guesses.right) of \(guesses.asked)"
    let text =
      isRight
      ? "Right, \(tally): \(guess.reason(words))"
      : "No, \(tally): \(guess.objection(to: lane, words))\(guess.reason(words))"
    seek(toPosition: trace.index.stop(after: guess.next.first))
    camera.selection = trace.index.lanes[guess.next.lane].task
    return Notice(text, isError: !isRight, remaining: nil)
  }
}
