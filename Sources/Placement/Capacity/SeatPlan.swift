import NumericalCore
import Vocabulary

/// The seats children can be in: a setting, or a provision without settings, and what they wait for or went without there.
///
/// A class, because every step of placement refers to it.
final class SeatPlan: Sendable {
  /// A setting, or a provision without any.
  struct Base: Sendable {
    let provision: Int
    /// Position of the setting; nil for a provision without settings.
    let setting: Int?
    /// Position of the NCY at which children are released; nil if never.
    let releasedAt: Int?
    /// True for a school of another authority.
    let isElsewhere: Bool
    /// Address made of codes.
    let address: UInt64
  }

  /// How somebody sits on a seat.
  enum Status: Equatable {
    case content
    /// Waiting for a provision, by position in `limited`.
    case waiting(Int)
    /// Settled, but a place of a provision was wanted, by position in `limited`.
    case elsewhere(Int)
  }

  let space: StateSpace
  let bases: [Base]
  /// Bases of each provision; those with settings in the order of their ids.
  let basesOfProvision: [Range<Int>]
  /// Provisions with settings, in code order: what a child can wait for.
  let limited: [Int]
  /// Position in `limited` of each provision; nil for those without settings.
  let limitedIndex: [Int?]
  /// Base of each setting.
  let baseOfSetting: [Int]
  /// NCY × need in the order of years and of the needs' codes, whatever the order of the code lists.
  let rowsByCode: [Int]
  /// Address of each status.
  let statusAddress: [UInt64]
  /// The number of statuses.
  var statuses: Int { 2 * limited.count + 1 }

  init(_ space: StateSpace, settings: [Setting]) {
    self.space = space
    let codes = space.codes
    var byProvision = [[Int]](repeating: [], count: space.provisions)
    for (index, setting) in settings.enumerated() {
      guard let provision = codes.provision(setting.provision) else {
        preconditionFailure("setting \(setting.id) has the unknown provision \(setting.provision)")
      }
      byProvision[provision].append(index)
    }
    var bases: [Base] = []
    var ranges: [Range<Int>] = []
    var baseOfSetting = [Int](repeating: 0, count: settings.count)
    for provision in 0..<space.provisions {
      let start = bases.count
      for index in byProvision[provision].sorted(by: { settings[$0].id < settings[$1].id }) {
        baseOfSetting[index] = bases.count
        bases.append(Self.base(settings[index], at: index, provision: provision))
      }
      if bases.count == start {
        let address = stableHash("provision|\(codes.provisions[provision].code)")
        bases.append(
          Base(
            provision: provision, setting: nil, releasedAt: nil, isElsewhere: false,
            address: address))
      }
      ranges.append(start..<bases.count)
    }
    self.bases = bases
    basesOfProvision = ranges
    self.baseOfSetting = baseOfSetting
    let needsByCode = (0..<space.needs).sorted { codes.needs[$0].code < codes.needs[$1].code }
    rowsByCode = (0..<space.ncys).flatMap { ncy in needsByCode.map { ncy * space.needs + $0 } }
    let limited = (0..<space.provisions).filter { !byProvision[$0].isEmpty }
      .sorted { codes.provisions[$0].code < codes.provisions[$1].code }
    self.limited = limited
    limitedIndex = (0..<space.provisions).map { limited.firstIndex(of: $0) }
    statusAddress =
      [0] + limited.map { stableHash("waiting|\(codes.provisions[$0].code)") }
      + limited.map { stableHash("elsewhere|\(codes.provisions[$0].code)") }
  }

  private static func base(_ setting: Setting, at index: Int, provision: Int) -> Base {
    let end = setting.ncys.upperBound + 1
    return Base(
      provision: provision, setting: index,
      releasedAt: NCY.range.contains(end) ? NCY.index(end) : nil,
      isElsewhere: setting.isElsewhere, address: stableHash("setting|\(setting.id)"))
  }

  /// True where the provision has settings, and so can be full.
  func isLimited(_ provision: Int) -> Bool { limitedIndex[provision] != nil }

  /// The base of the only seat of a provision without settings.
  func openBase(_ provision: Int) -> Int { basesOfProvision[provision].lowerBound }

  /// The number of a status.
  func number(_ status: Status) -> Int {
    switch status {
    case .content: 0
    case .waiting(let index): 1 + index
    case .elsewhere(let index): 1 + limited.count + index
    }
  }

  /// The status of a number.
  func status(_ number: Int) -> Status {
    if number == 0 { return .content }
    return number <= limited.count
      ? .waiting(number - 1) : .elsewhere(number - 1 - limited.count)
  }
}
