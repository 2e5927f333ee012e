import Screen

extension Binding {
  /// Every key there is, in the order in which help lists them: keys work as this table says and in no other way.
  package static let table: [Binding] = [
    Binding(
      [.character(" ")], .playOrPause, in: [.run], .playing, "play/pause",
      "Play from here, or pause. At the end: play from the start."),
    Binding(
      [Key(.right)], .stepForward, in: [.run], .playing, "step",
      "One step on: the next task runs up to its next await, or to its end."),
    Binding([Key(.left)], .stepBack, in: [.run], .playing, "step back", "One step back."),
    Binding(
      [.shift(.right), .character(".")], .instantForward, in: [.run], .playing, "instant",
      "On to the end of the next moment at which anything happens."),
    Binding(
      [.shift(.left), .character(",")], .instantBack, in: [.run], .playing, "instant back",
      "Back to the moment before."),
    Binding(
      [.character(">")], .eventForward, in: [.run], .playing, "event",
      "One event on: a creation, a wake, a request to stop, one after the other."),
    Binding([.character("<")], .eventBack, in: [.run], .playing, "event back", "One event back."),
    Binding(
      [.character("b")], .playBackwards, in: [.run], .playing, "backwards",
      "Play backwards from here, or pause."),
    Binding([.character("]")], .faster, in: [.run], .playing, "faster", "Play twice as fast."),
    Binding([.character("[")], .slower, in: [.run], .playing, "slower", "Play half as fast."),
    Binding(
      [Key(.home), .character("g")], .toStart, in: [.run], .playing, "start",
      "To the start, before anything happened."),
    Binding(
      [Key(.end), .character("G")], .toEnd, in: [.run], .playing, "end",
      "To the end: everything that has been recorded so far."),
    Binding(
      [.character("e")], .nextIncident, in: [.run], .playing, "incident",
      "On to the next incident: a task fails, ends cancelled, or has held up the loop."),
    Binding(
      [.character("E")], .previousIncident, in: [.run], .playing, "incident before",
      "Back to the incident before."),
    Binding(
      [.character(":")], .goTo, in: [.run], .playing, "go to",
      "Go to a time (1.5, 250 ms, 1:30), on or back by one (+2 s, -0.5), to a step (#12) or a share (50%)."),
    Binding(
      [.character("m")], .toggleMark, in: [.run], .playing, "mark",
      "Mark this moment on the ruler, or take its mark away."),
    Binding(
      [.character("'")], .nextMark, in: [.run], .playing, "next mark",
      "On to the next mark; from the last one, to the first."),
    Binding(
      [.character("\"")], .previousMark, in: [.run], .playing, "mark before",
      "Back to the mark before; from the first one, to the last."),
    Binding(
      [.character("f")], .follow, in: [.run], .playing, "follow",
      "Stay at the end while the program goes on, or stop doing so."),
    Binding(
      [.character("r")], .restart, in: [.run], .playing, "restart", "Play again from the start."),

    Binding(
      [Key(.down), .character("j")], .next, in: [.run], .moving, "next task",
      "Select the next task, or scroll the focused pane down."),
    Binding(
      [Key(.up), .character("k")], .previous, in: [.run], .moving, "task above",
      "Select the task above, or scroll the focused pane up."),
    Binding([Key(.pageDown)], .nextPage, in: [.run], .moving, "page", "One page down."),
    Binding([Key(.pageUp)], .previousPage, in: [.run], .moving, "page up", "One page up."),
    Binding(
      [.character("/")], .search, in: [.run], .moving, "search",
      "Search among the lanes: a regular expression for names, coroutines and endings."),
    Binding(
      [.character("n")], .nextMatch, in: [.run], .moving, "next match", "Select the next task that was found."
    ),
    Binding(
      [.character("N")], .previousMatch, in: [.run], .moving, "match before",
      "Select the task before that was found."),
    Binding(
      [Key(.enter)], .toggleDetail, in: [.run], .moving, "detail",
      "Show or hide all about the selected task: its awaits and its history."),
    Binding(
      [Key(.tab)], .nextPane, in: [.run], .moving, "pane",
      "Focus the next pane; where not all that are open have room, those used last have it."),
    Binding(
      [.character("I")], .typeInput, in: [.run], .moving, "input",
      "Type to a program that taskviz record runs; in the pane of its output, Enter does the same."),
    Binding(
      [.control("d")], .endInput, in: [.input], .moving, "end of input",
      "While typing to the program: its input ends here."),
    Binding([.character("o")], .toggleOutput, in: [.run], .moving, "output", "Show or hide the output."),
    Binding(
      [.character("c")], .toggleSource, in: [.run], .moving, "code",
      "Show or hide the program's text, with a mark where each task stands."),
    Binding(
      [.character("i")], .toggleLoop, in: [.run], .moving, "loop",
      "Show or hide the loop from the inside: who runs, who is ready in which order, which timers are set."),
    Binding(
      [.character("S")], .toggleStatistics, in: [.run], .moving, "statistics",
      "Show or hide the statistics of each coroutine: how many tasks, how long they ran, were ready and waited."
    ),
    Binding(
      [.character("v")], .nextEvents, in: [.run], .moving, "events",
      "List the events around the playhead, then those of the selected task alone, then none; Enter goes to one."
    ),
    Binding(
      [.character("V")], .toggleResources, in: [.run], .moving, "resources",
      "Show or hide locks, queues, events ...: the state of each, who holds it, who waits for it in which order."
    ),
    Binding(
      [.character("X")], .toggleExceptions, in: [.run], .moving, "exceptions",
      "Show or hide the tree of exceptions: which went into which group, and who got it."),

    Binding(
      [.character("+"), .character("=")], .zoomIn, in: [.run], .picture, "zoom",
      "Zoom in around the playhead."),
    Binding([.character("-")], .zoomOut, in: [.run], .picture, "zoom out", "Zoom out."),
    Binding([.character("0")], .zoomToFit, in: [.run], .picture, "fit", "Show the whole run."),
    Binding([.character("h")], .panLeft, in: [.run], .picture, "pan", "Show what is further left."),
    Binding([.character("l")], .panRight, in: [.run], .picture, "pan right", "Show what is further right."),
    Binding(
      [.character("x")], .nextAxis, in: [.run], .picture, "axis",
      "Change the axis: elastic (every step has its place), time (to scale), steps (one column each)."),
    Binding(
      [.character("w")], .nextArrows, in: [.run], .picture, "arrows",
      "Arrows for who created, woke, awaited and cancelled whom: of the selected task, of all, or none."),
    Binding(
      [.character("u")], .hideFuture, in: [.run], .picture, "cover",
      "Cover what comes after the playhead, to guess it before you look; or uncover it."),
    Binding(
      [.character("p")], .savePicture, in: [.run], .picture, "picture",
      "Save a picture of what is on the screen, as an SVG file."),
    Binding(
      [.character("F")], .filter, in: [.run], .picture, "filter",
      "Show only some lanes, with those that they hang below: a regular expression for names, and words such as"
        + " state:waiting, outcome:failed|cancelled, under:main, waits:lock. All must be true; - or ! negates one."
    ),
    Binding(
      [.character("z")], .toggleFold, in: [.run], .picture, "fold",
      "Draw what hangs below the selected task in its row, all together; or unfold it. What fails or is cancelled"
        + " keeps its sign."),
    Binding(
      [.character("Z")], .toggleAllFolds, in: [.run], .picture, "fold all",
      "Fold everything that hangs below another row; or unfold all."),
    Binding(
      [.character("s")], .sort, in: [.run], .picture, "sort",
      "Sort the tasks of each parent by the next of these: creation, duration, time spent waiting, name, state at the"
        + " playhead, outcome. They stay below their parents."),
    Binding([.character("R")], .reverseSort, in: [.run], .picture, "reverse", "Sort in the opposite order."),
    Binding(
      [.character("M")], .toggleMinimap, in: [.run], .picture, "minimap",
      "Show or hide the whole run below the ruler, where not everything fits: how many tasks live, what failed or was"
        + " cancelled, and the part in view, which the mouse can move."),

    Binding(
      [.character("a")], .writeNote, in: [.run], .presenting, "note",
      "Write a note about this moment, and about the selected task; or change the note that it has."),
    Binding(
      [.character("T")], .nextStop, in: [.run], .presenting, "tour",
      "On to the next note of the tour, or where there are no notes to the next incident."),
    Binding([.character("Y")], .previousStop, in: [.run], .presenting, "tour back", "To the note before."),
    Binding(
      (1...Guess.mostChoices).map { .character(Character("\($0)")) }, .answer, in: [.guessing], .presenting,
      "guess",
      "While the future is covered (u): answer who runs next."),
    Binding(
      [Key(.enter)], .answerSelected, in: [.guessing], .presenting, "guess",
      "While the future is covered (u): answer with the selected task."),
    Binding(
      [.character("P")], .present, in: [.run], .presenting, "large",
      "Draw for a room: lanes two rows high where all have room, what the signs mean, no panes; or as before."
    ),

    Binding(
      [Key(.down), .control("n")], .next, in: [.picker, .searching], .scenarios, "choose",
      "The next scenario."),
    Binding([.character("j")], .next, in: [.picker], .scenarios, "choose", "The next scenario."),
    Binding(
      [Key(.up), .control("p")], .previous, in: [.picker, .searching], .scenarios, "choose",
      "The scenario above."),
    Binding([.character("k")], .previous, in: [.picker], .scenarios, "choose", "The scenario above."),
    Binding(
      [Key(.pageDown)], .nextPage, in: [.picker, .searching], .scenarios, "page", "One page down."),
    Binding(
      [Key(.pageUp)], .previousPage, in: [.picker, .searching], .scenarios, "page up", "One page up."),
    Binding([Key(.home)], .first, in: [.picker, .searching], .scenarios, "first", "The first scenario."),
    Binding([Key(.end)], .last, in: [.picker, .searching], .scenarios, "last", "The last scenario."),
    Binding(
      [Key(.enter)], .run, in: [.picker, .searching], .scenarios, "run", "Run the chosen scenario."),
    Binding(
      [.character("/")], .search, in: [.picker], .scenarios, "search",
      "Search by name, title and story; any letter without a meaning of its own begins a search, too."),
    Binding(
      [Key(.backspace)], .eraseCharacter, in: [.searching, .prompt], .scenarios, "erase",
      "Erase the last character of what is being typed."),
    Binding([Key(.enter)], .accept, in: [.prompt], .playing, "go", "Take what was typed."),
    Binding(
      [Key(.down), .control("n")], .next, in: [.prompt], .general, "choose", "The next command."),
    Binding(
      [Key(.up), .control("p")], .previous, in: [.prompt], .general, "choose", "The command above."),
    Binding([Key(.pageDown)], .nextPage, in: [.prompt], .general, "page", "One page of commands down."),
    Binding([Key(.pageUp)], .previousPage, in: [.prompt], .general, "page up", "One page of commands up."),
    Binding(
      [.control("u")], .eraseLine, in: [.prompt], .general, "erase", "Erase all that has been typed."),
    Binding(
      [.control("w")], .eraseWord, in: [.prompt], .general, "erase word",
      "Erase the word before the cursor in what is being typed."),
    Binding(
      [Key(.delete), .control("d")], .eraseForward, in: [.prompt], .general, "delete",
      "Erase the character at the cursor."),
    Binding(
      [Key(.left), .control("b")], .cursorLeft, in: [.prompt], .general, "left",
      "Back by a character in what is being typed."),
    Binding(
      [Key(.right), .control("f")], .cursorRight, in: [.prompt], .general, "right", "On by a character."),
    Binding(
      [Key(.home), .control("a")], .cursorToStart, in: [.prompt], .general, "start",
      "To the start of what is being typed."),
    Binding([Key(.end), .control("e")], .cursorToEnd, in: [.prompt], .general, "end", "To its end."),
    Binding([Key(.escape)], .back, in: [.prompt], .general, "leave", "Leave what is being typed."),
    Binding(
      [Key(.escape), .control("u")], .clearSearch, in: [.searching], .scenarios, "all",
      "End the search: show all scenarios."),

    Binding(
      [.character("K"), .control("p")], .commands, in: [.run], .general, "commands",
      "Choose from all commands by typing a part of what they do."),
    Binding(
      [.character("y")], .copy, in: [.run], .general, "copy",
      "Copy to the clipboard: the sentence about the task, its history or the statistics as CSV, the output, the screen."
    ),
    Binding(
      [.character("t")], .nextTheme, in: [.run], .general, "theme",
      "The next theme: dark, light, high contrast, colour-blind safe, monochrome, slides."),
    Binding(
      [.character("?"), Key(.function(1))], .help, in: [.picker, .run, .help], .general, "help",
      "Show or hide this help."),
    Binding(
      [.character("q"), Key(.escape)], .back, in: [.run, .help], .general, "back",
      "Close what is open, or go back to the scenarios; where there is nothing to go back to, q quits."),
    Binding([.character("q")], .quit, in: [.picker], .general, "quit", "Quit."),
    Binding(
      [.control("c")], .quit, in: Set(Place.allCases), .general, "quit",
      "Quit, from anywhere; under taskviz record it goes to the program, and only a second one quits."),
    Binding(
      [.control("l")], .redraw, in: Set(Place.allCases), .general, "redraw", "Draw the screen anew."),
    // In help, the keys that scroll it.
    Binding([Key(.down), .character("j")], .next, in: [.help], .moving, "scroll", "Scroll this help down."),
    Binding([Key(.up), .character("k")], .previous, in: [.help], .moving, "scroll", "Scroll this help up."),
    Binding(
      [Key(.pageDown), .character(" ")], .nextPage, in: [.help], .moving, "page", "One page down."),
    Binding([Key(.pageUp)], .previousPage, in: [.help], .moving, "page up", "One page up."),
  ]
}
