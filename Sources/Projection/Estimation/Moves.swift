import Vocabulary

/// Net moves between provisions that explain how each cohort changed, the least movement that does. A lower bound.
struct Moves {
  /// NCY entered × from × to, in heads.
  let heads: [Double]
  /// Heads that could move: NCY entered × provision.
  let exposure: CrossTable
  /// Net change of the cohort that neither flows nor moves explain, by NCY.
  let unexplained: [Double]

  /// Reads the moves off a pair of censuses.
  ///
  /// What flows leave unexplained in a year is taken to resemble the closing stock. Provisions that lose heads then feed
  /// those that gain, in proportion: as many heads move as have to, and no more.
  init(_ cohorts: Cohorts, leaving: CrossTable) {
    let space = cohorts.space
    var exposure = CrossTable(rows: space.ncys, columns: space.provisions)
    var heads = [Double](repeating: 0, count: space.ncys * space.provisions * space.provisions)
    var unexplained = [Double](repeating: 0, count: space.ncys)
    for ncy in 0..<space.ncys {
      var expected = [Double](repeating: 0, count: space.provisions)
      for provision in 0..<space.provisions {
        let stays = cohorts.aged[ncy, provision] * (1 - leaving[ncy, provision])
        exposure[ncy, provision] = stays
        expected[provision] = stays + cohorts.newByProvision[ncy, provision]
      }
      let closing = Array(cohorts.closing.row(ncy))
      let total = closing.reduce(0, +)
      unexplained[ncy] = total - expected.reduce(0, +)
      guard total > 0 else { continue }
      let net = closing.indices.map {
        closing[$0] - expected[$0] - unexplained[ncy] * closing[$0] / total
      }
      Self.fill(&heads, ncy: ncy, net: net, available: Array(exposure.row(ncy)))
    }
    self.heads = heads
    self.exposure = exposure
    self.unexplained = unexplained
  }

  private static func fill(
    _ heads: inout [Double], ncy: Int, net: [Double], available: [Double]
  ) {
    let width = net.count
    let losses = net.indices.map { min(max(0, -net[$0]), available[$0]) }
    let gains = net.map { max(0, $0) }
    let moved = min(losses.reduce(0, +), gains.reduce(0, +))
    let (lost, gained) = (losses.reduce(0, +), gains.reduce(0, +))
    guard moved > 0 else { return }
    for from in 0..<width where losses[from] > 0 {
      for to in 0..<width where gains[to] > 0 {
        heads[(ncy * width + from) * width + to] =
          moved * (losses[from] / lost) * (gains[to] / gained)
      }
    }
  }

  /// Heads that could make a move.
  func exposed(_ index: Int) -> Double {
    let width = exposure.columns
    return exposure[index / width / width, index / width % width]
  }

  /// Which needs move where: need × from × to.
  ///
  /// Two censuses say how many move, not with which need. Those who move into a provision are taken to resemble the
  /// children who are in it: a need's share there, against the share of all needs in the provision left. On the base
  /// year's mix the mean of the factors is 1, so that the moves by year and provision stay as estimated.
  static func affinity(_ needProvision: CrossTable) -> [Double] {
    let (needs, width) = (needProvision.rows, needProvision.columns)
    let rows = needProvision.rowSums
    let columns = needProvision.columnSums
    func share(_ need: Int, _ to: Int) -> Double {
      // One child of the average need keeps a rare need from ruling a provision in or out.
      (needProvision[need, to] + columns[to] / max(needProvision.total, 1)) / (rows[need] + 1)
    }
    var result = [Double](repeating: 1, count: needs * width * width)
    for from in 0..<width where columns[from] > 0 {
      for to in 0..<width where columns[to] > 0 {
        let mean = (0..<needs).reduce(0.0) {
          $0 + needProvision[$1, from] / columns[from] * share($1, to)
        }
        for need in 0..<needs {
          result[(need * width + from) * width + to] = share(need, to) / mean
        }
      }
    }
    return result
  }

  /// The heads that move in all.
  var total: Double { heads.reduce(0, +) }
}
