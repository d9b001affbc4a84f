/// The needs and provisions of a scenario folder, in the order of its files.
public struct CodeLists: Sendable, Hashable {
  /// The lists behind one reference: a state space is copied in every inner loop.
  private final class Lists: Sendable {
    let needs: [Need]
    let provisions: [Provision]
    let needIndices: [String: Int]
    let provisionIndices: [String: Int]

    init(needs: [Need], provisions: [Provision]) {
      self.needs = needs
      self.provisions = provisions
      needIndices = Dictionary(
        needs.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
      provisionIndices = Dictionary(
        provisions.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    }
  }

  private let lists: Lists

  /// The needs.
  public var needs: [Need] { lists.needs }
  /// The provisions.
  public var provisions: [Provision] { lists.provisions }

  /// Makes lists; codes must be unique within each.
  public init(needs: [Need] = Need.sen2, provisions: [Provision] = Provision.canonical) {
    lists = Lists(needs: needs, provisions: provisions)
  }

  /// The position of a need; nil if the code is not in the list.
  public func need(_ code: String) -> Int? { lists.needIndices[code] }

  /// The position of a provision; nil if the code is not in the list.
  public func provision(_ code: String) -> Int? { lists.provisionIndices[code] }

  /// Equal where needs and provisions are.
  public static func == (left: Self, right: Self) -> Bool {
    left.lists === right.lists
      || (left.needs == right.needs && left.provisions == right.provisions)
  }

  /// Hashes needs and provisions.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(needs)
    hasher.combine(provisions)
  }

  /// The position of the first provision of a kind.
  public func provision(of kind: Provision.Kind) -> Int? {
    provisions.firstIndex { $0.kind == kind }
  }
}

/// The shape of the state: NCY × need × provision, in that order, provision running fastest.
public struct StateSpace: Sendable, Hashable {
  /// The code lists the positions stand for.
  public let codes: CodeLists
  /// The number of national curriculum years.
  public let ncys = NCY.count
  /// The number of needs.
  public let needs: Int
  /// The number of provisions.
  public let provisions: Int

  /// The state space of some code lists.
  public init(_ codes: CodeLists) {
    self.codes = codes
    needs = codes.needs.count
    provisions = codes.provisions.count
  }

  /// The number of cells.
  @inlinable
  public var count: Int { ncys * needs * provisions }

  /// The number of cells of one national curriculum year.
  @inlinable
  public var cellsPerNCY: Int { needs * provisions }

  /// The position of a cell, from the position of its year, need and provision.
  @inlinable
  public func cell(_ ncyIndex: Int, _ need: Int, _ provision: Int) -> Int {
    (ncyIndex * needs + need) * provisions + provision
  }

  /// The position of the national curriculum year of a cell.
  @inlinable
  public func ncyIndex(of cell: Int) -> Int { cell / cellsPerNCY }

  /// The position of the need of a cell.
  @inlinable
  public func need(of cell: Int) -> Int { cell / provisions % needs }

  /// The position of the provision of a cell.
  @inlinable
  public func provision(of cell: Int) -> Int { cell % provisions }

  /// The name of a cell, made of codes only: the same in every folder and whatever the order of its lists.
  public func name(of cell: Int) -> String {
    let ncy = NCY.at(ncyIndex(of: cell))
    return
      "\(ncy)|\(codes.needs[need(of: cell)].code)|\(codes.provisions[provision(of: cell)].code)"
  }
}
