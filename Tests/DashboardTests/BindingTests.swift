import Screen
import Testing

@testable import Dashboard

@Suite struct BindingTests {
  @Test func `no key means two things in one place`() {
    for place in Binding.Place.allCases {
      let keys = Binding.table.filter { $0.places.contains(place) }.flatMap(\.keys)
      for key in Set(keys) {
        #expect(keys.filter { $0 == key }.count == 1, "\(key.label(ascii: true)) in \(place)")
      }
    }
  }

  @Test func `every action has a key`() {
    let bound = Set(Binding.table.map(\.action))
    #expect(Action.allCases.filter { !bound.contains($0) } == [])
  }

  @Test func `every row says what its keys do`() {
    for binding in Binding.table {
      #expect(!binding.keys.isEmpty && !binding.places.isEmpty && !binding.name.isEmpty)
      #expect(binding.explanation.hasSuffix("."))
    }
  }

  @Test(arguments: [Size(60, 16), Size(80, 24), Size(120, 30), Size(200, 60)])
  func `help lists every key of the place it was opened in`(size: Size) {
    var states = [SampleTraces.dashboard(size: size), SampleTraces.picker(size: size)]
    for (index, place) in [Binding.Place.run, .picker].enumerated() {
      states[index].type("?")
      var seen = ""
      var last: Int?
      while states[index].help != last {
        last = states[index].help
        seen += view(states[index]).text + "\n"
        states[index].type(Key(.pageDown))
      }
      for binding in Binding.table where binding.places.contains(place) {
        for key in binding.keys {
          #expect(seen.contains(key.label(ascii: false)), "\(key.label(ascii: true)) at \(size)")
        }
      }
      states[index].type(Key(.escape))
      #expect(states[index].help == nil)
    }
  }

  @Test func `nothing in the picker's search is taken for a command`() {
    var state = SampleTraces.picker()
    #expect(state.type("/quark") == [])
    #expect(state.picker?.query == "quark")
    state.type(Key(.escape))
    #expect(state.picker?.isSearching == false)
    #expect(state.type("q") == [.quit])
  }
}
