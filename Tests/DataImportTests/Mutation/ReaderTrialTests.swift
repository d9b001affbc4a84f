import TestSupport
import Testing
import Vocabulary

/// The trial of readers would find what it looks for.
@Suite("Trials of readers")
struct ReaderTrialTests {
  private static let text = "a,b,c\n1,2,3\n4,\"5, 6\",7\n8,é,9\n"
  private static let files = ["a.csv": Array(text.utf8), "b.csv": Array("x,y\nu,v\n".utf8)]

  private func failures(
    _ finding: Finding?, isAccepted: Bool, faults: [String] = [], count: Int = 1
  ) -> [String] {
    ReaderTrial("trial", Self.files, spoilt: ["a.csv"], isKnown: { $0 == "IN-002" })
      .failures(count) { _, _ in
        Reading(finding.map { [$0] } ?? [], isAccepted: isAccepted, faults: faults)
      }
  }

  private func finding(
    _ severity: Finding.Severity = .error, code: String = "IN-002", file: String = "a.csv",
    row: Int? = 1
  ) -> Finding {
    Finding(
      FindingKind(code, severity, "A fault.", done: "Nothing."), at: .init(file, row: row),
      seen: "",
      expected: "", remedy: "")
  }

  @Test func `each law that is broken is named with the address of the input`() {
    #expect(failures(finding(), isAccepted: false, count: 5) == [])
    #expect(failures(finding(.note), isAccepted: true, count: 5) == [])
    #expect(
      failures(nil, isAccepted: true, faults: ["a sum"])[0].hasPrefix("trial a.csv, seed 0: a sum"))
    #expect(failures(finding(), isAccepted: true)[0].contains("in spite of an error"))
    #expect(failures(finding(.warning), isAccepted: false)[0].contains("without an error"))
    #expect(failures(finding(code: "IN-999"), isAccepted: false)[0].contains("no kind"))
    #expect(failures(finding(row: 0), isAccepted: false)[0].contains("before the first"))
    #expect(failures(finding(file: "z.csv"), isAccepted: false)[0].contains("not given"))
  }

  @Test
  func
    `other findings the second time are a failure, and so is a second of work (ten under a sanitizer)`()
  {
    let trial = ReaderTrial("trial", Self.files, spoilt: ["a.csv"], isKnown: { _ in true })
    var turn = 0
    let differing = trial.failures(1) { _, _ in
      turn += 1
      return Reading([finding(.note, row: turn)], isAccepted: true)
    }
    #expect(differing.contains { $0.contains("the second time") })
    let slow = trial.failures(1) { _, _ in
      let end = Processor.seconds + ReaderTrial.mostSeconds * 1.05
      while Processor.seconds < end {}
      return Reading([], isAccepted: true)
    }
    #expect(slow.contains { $0.contains("seconds of the processor") })
  }

  @Test func `a seed gives the same bytes again, and every kind spoils`() {
    let sound = Array(Self.text.utf8)
    let seeds = 0..<UInt64(Mutation.Kind.allCases.count * 20)
    var spoilt: [Int: Set<[UInt8]>] = [:]
    for seed in seeds {
      let bytes = Mutation("a.csv", seed: seed).spoil(sound)
      #expect(bytes == Mutation("a.csv", seed: seed).spoil(sound))
      spoilt[Int(seed) % Mutation.Kind.allCases.count, default: []].insert(bytes)
    }
    // Of a kind that chooses, twenty seeds give many inputs; of others the kinds that follow do.
    #expect(spoilt.values.allSatisfy { $0.count > 5 && $0 != [sound] })
    #expect(
      Mutation("a.csv", seed: 3).spoil(sound) != Mutation("b.csv", seed: 3).spoil(sound))
  }
}
