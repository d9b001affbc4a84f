/// Where the children of a provision and some national curriculum years stand in each return.
public struct CrosswalkRow: Sendable, Hashable {
  /// Code of the provision.
  public let provision: String
  /// The national curriculum years.
  public let ncys: ClosedRange<Int>
  /// Position in `ReturnLabels.dsgSheets`.
  public let dsgSheet: Int
  /// Position in `ReturnLabels.lsrpProvisions`.
  public let lsrpRow: Int
  /// Position in `ReturnLabels.lsrpNeedTables`; nil where no table by need has them.
  public let lsrpTable: Int?
  /// The kind of place of the capacity survey; nil where it does not ask for them.
  public let scap: SCAPProvision?
  /// Where the row comes from; an assumption is printed with the return.
  public let provenance: Provenance

  /// Records a row.
  public init(
    provision: String, ncys: ClosedRange<Int>, dsgSheet: Int, lsrpRow: Int, lsrpTable: Int?,
    scap: SCAPProvision?, provenance: Provenance
  ) {
    self.provision = provision
    self.ncys = ncys
    self.dsgSheet = dsgSheet
    self.lsrpRow = lsrpRow
    self.lsrpTable = lsrpTable
    self.scap = scap
    self.provenance = provenance
  }
}

/// Where the children of a need stand in tables by primary need.
public struct NeedRow: Sendable, Hashable {
  /// Code of the need.
  public let need: String
  /// Position in `ReturnLabels.needs`.
  public let row: Int
  /// Where the row comes from.
  public let provenance: Provenance

  /// Records a row.
  public init(need: String, row: Int, provenance: Provenance) {
    self.need = need
    self.row = row
    self.provenance = provenance
  }
}

/// The part of a line of the account that belongs to a line of section 251.
public struct LineShare: Sendable, Hashable {
  /// The whole of a line.
  public static let whole = 1_000_000

  /// The line of the account.
  public let line: String
  /// Position in `Section251Line.all`.
  public let target: Int
  /// Millionths of the line; those of a line add to `whole`.
  public let share: Int
  /// Millionths of this part of the line that DfE pays to academies and colleges itself and deducts from the block; nil where that is not
  /// known.
  public let recouped: Int?
  /// Where the row comes from.
  public let provenance: Provenance

  /// Records a row.
  public init(
    line: String, target: Int, share: Int, recouped: Int? = nil, provenance: Provenance
  ) {
    self.line = line
    self.target = target
    self.share = share
    self.recouped = recouped
    self.provenance = provenance
  }
}

/// How the words of a run become rows of returns: every state maps to one row of each, every need to one, every line of the account
/// to shares that add to it.
public struct ReturnTables: Sendable {
  /// States, in the order of the file.
  public let states: [CrosswalkRow]
  /// Needs, in the order of the file.
  public let needs: [NeedRow]
  /// Planning areas: primary, then secondary, each in the order of `SCAPProvision`.
  public let areas: [SCAPArea]
  /// Lines of the account, in the order of the file.
  public let lines: [LineShare]
  private let rowOfState: [Int]
  private let rowOfNeed: [Int]

  /// Puts tables together; nil where a provision and year, or a need, has no row.
  public init?(
    states: [CrosswalkRow], needs: [NeedRow], areas: [SCAPArea], lines: [LineShare],
    codes: CodeLists
  ) {
    let ofState = codes.provisions.flatMap { provision in
      NCY.range.map { ncy in
        states.firstIndex { $0.provision == provision.code && $0.ncys.contains(ncy) }
      }
    }
    let ofNeed = codes.needs.map { need in needs.first { $0.need == need.code }?.row }
    rowOfState = ofState.compactMap { $0 }
    rowOfNeed = ofNeed.compactMap { $0 }
    guard rowOfState.count == ofState.count, rowOfNeed.count == ofNeed.count else { return nil }
    self.states = states
    self.needs = needs
    self.areas = areas
    self.lines = lines
  }

  /// The row of a state.
  ///
  /// - Parameters:
  ///   - provision: position in the code list.
  ///   - ncyIndex: position of the national curriculum year.
  public func state(provision: Int, ncyIndex: Int) -> CrosswalkRow {
    states[rowOfState[provision * NCY.count + ncyIndex]]
  }

  /// The position in `ReturnLabels.needs` of a need.
  ///
  /// - Parameter need: position in the code list.
  public func needRow(_ need: Int) -> Int { rowOfNeed[need] }
}

extension [LineShare] {
  /// An amount in pence shared out to the penny among the shares of one line, which add to the whole: each rounded down, and what is
  /// missing given to the largest remainders, the first of equal ones first; a negative amount as the same above 0.
  public func split(_ amount: Int64) -> [Int64] {
    let products = map { Int64($0.share) * Int64(amount.magnitude) }
    let whole = Int64(LineShare.whole)
    var result = products.map { $0 / whole }
    let missing = Int64(amount.magnitude) - result.reduce(0, +)
    let order = products.indices.sorted {
      (-(products[$0] % whole), $0) < (-(products[$1] % whole), $1)
    }
    for index in order.prefix(Int(Swift.max(0, missing))) { result[index] += 1 }
    return amount < 0 ? result.map { -$0 } : result
  }
}
