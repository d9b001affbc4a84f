public import Vocabulary

/// The states a plan can be in: NCY × need × setting where a setting serves both, in that order.
public struct TransitionStates: Sendable {
  /// One state.
  public struct State: Sendable, Hashable {
    /// The national curriculum year.
    public let ncy: Int
    /// Need and setting.
    public let place: NeedAndSetting
  }

  /// The states by NCY, need and setting.
  public let all: [State]
  /// The national curriculum years, from the youngest to the oldest.
  public let ncys: ClosedRange<Int>
  /// Codes of the needs.
  public let needs: [String]
  /// Codes of the settings.
  public let settings: [String]
  private let starts: [Int]
  private let positions: [Int32]

  /// The states of some evidence.
  public init(_ evidence: TransitionEvidence) {
    ncys = evidence.ncys
    needs = evidence.needs
    settings = evidence.settings.map(\.code)
    var (all, starts, positions) = ([State](), [0], [Int32]())
    for ncy in ncys {
      for need in evidence.needs.indices {
        for (setting, description) in evidence.settings.enumerated() {
          let isServed = description.serves(need: need, ncy: ncy)
          positions.append(isServed ? Int32(all.count) : -1)
          guard isServed else { continue }
          all.append(State(ncy: ncy, place: NeedAndSetting(need: need, setting: setting)))
        }
      }
      starts.append(all.count)
    }
    self.all = all
    self.starts = starts
    self.positions = positions
  }

  /// The number of states.
  public var count: Int { all.count }

  /// The positions of the states of a national curriculum year; none outside `ncys`.
  public func range(ncy: Int) -> Range<Int> {
    guard ncys.contains(ncy) else { return 0..<0 }
    let index = ncy - ncys.lowerBound
    return starts[index]..<starts[index + 1]
  }

  /// The position of a state; nil where no setting serves it.
  public func position(ncy: Int, _ place: NeedAndSetting) -> Int? {
    guard ncys.contains(ncy) else { return nil }
    let row = (ncy - ncys.lowerBound) * needs.count + place.need
    let position = positions[row * settings.count + place.setting]
    return position < 0 ? nil : Int(position)
  }

  /// `7|ASD|SPEC`: the state by its codes, whatever their order in the files.
  public func name(of state: Int) -> String {
    "\(all[state].ncy)|" + name(of: all[state].place)
  }

  /// `ASD|SPEC`: need and setting by their codes.
  public func name(of place: NeedAndSetting) -> String {
    "\(needs[place.need])|\(settings[place.setting])"
  }
}
