import NumericalCore
import Vocabulary

/// The seats children can be in: a setting, or a provision without settings, and what they wait for there.
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
    /// True where it is designated for a third of the needs or fewer.
    let isForFewNeeds: Bool
    /// Address made of codes.
    let address: UInt64
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
  /// Seats of a base: content, then waiting for each of `limited`.
  var variants: Int { limited.count + 1 }
  /// Seats in all.
  var seats: Int { bases.count * variants }

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
        bases.append(Self.base(settings[index], at: index, provision: provision, space))
      }
      if bases.count == start {
        let address = stableHash("provision|\(codes.provisions[provision].code)")
        bases.append(
          Base(
            provision: provision, setting: nil, releasedAt: nil, isForFewNeeds: false,
            address: address))
      }
      ranges.append(start..<bases.count)
    }
    self.bases = bases
    basesOfProvision = ranges
    self.baseOfSetting = baseOfSetting
    let limited = (0..<space.provisions).filter { !byProvision[$0].isEmpty }
      .sorted { codes.provisions[$0].code < codes.provisions[$1].code }
    self.limited = limited
    limitedIndex = (0..<space.provisions).map { limited.firstIndex(of: $0) }
  }

  private static func base(
    _ setting: Setting, at index: Int, provision: Int, _ space: StateSpace
  ) -> Base {
    let end = setting.ncys.upperBound + 1
    return Base(
      provision: provision, setting: index,
      releasedAt: NCY.range.contains(end) ? NCY.index(end) : nil,
      isForFewNeeds: setting.designation.map { 3 * $0.count <= space.needs } ?? false,
      address: stableHash("setting|\(setting.id)"))
  }

  /// True where the provision has settings, and so can be full.
  func isLimited(_ provision: Int) -> Bool { limitedIndex[provision] != nil }

  /// The seat of a base for somebody content there.
  func seat(_ base: Int) -> Int { base * variants }

  /// The seat of a base for somebody who waits for another provision.
  func seat(_ base: Int, waitingFor provision: Int) -> Int {
    guard let index = limitedIndex[provision] else {
      preconditionFailure("nobody waits for provision \(provision), which has no settings")
    }
    return base * variants + 1 + index
  }

  /// What somebody in a seat waits for; nil if content.
  func waitsFor(_ seat: Int) -> Int? {
    let variant = seat % variants
    return variant == 0 ? nil : limited[variant - 1]
  }

  /// The base of the only seat of a provision without settings.
  func openBase(_ provision: Int) -> Int { basesOfProvision[provision].lowerBound }
}
