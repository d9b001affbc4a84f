/// Days absent from school in a year of 146 children of Walgett, New South Wales (Quine, in Aitkin
/// 1978, doi 10.2307/2344453), by ethnic group, sex, form and learning, as in R's `MASS::quine`.
struct Absence: Sendable {
  let cell: Int
  let isNonAboriginal: Double
  let isMale: Double
  /// 0 (primary) to 3.
  let form: Int
  let isSlow: Double
  let days: Double

  static let all = table.enumerated().flatMap { index, cell in
    cell.days.map { days in
      Absence(
        cell: index, isNonAboriginal: index < 14 ? 0 : 1, isMale: index % 14 < 7 ? 1 : 0,
        form: cell.form, isSlow: cell.isSlow ? 1 : 0, days: days)
    }
  }

  static let cells = table.count

  /// Fourteen cells of Aboriginal children, then fourteen of the others; boys, then girls.
  private static let table: [(form: Int, isSlow: Bool, days: [Double])] = [
    (0, true, [2, 11, 14]), (0, false, [5, 5, 13, 20, 22]), (1, true, [6, 6, 15]),
    (1, false, [7, 14]), (2, true, [6, 32, 53, 57]), (2, false, [14, 16, 16, 17, 40, 43, 46]),
    (3, false, [8, 23, 23, 28, 34, 36, 38]),
    (0, true, [3]), (0, false, [5, 11, 24, 45]), (1, true, [5, 6, 6, 9, 13, 23, 25, 32, 53, 54]),
    (1, false, [5, 5, 11, 17, 19]), (2, true, [8, 13, 14, 20, 47, 48, 60, 81]), (2, false, [2]),
    (3, false, [0, 2, 3, 5, 10, 14, 21, 36, 40]),
    (0, true, [6, 17, 67]), (0, false, [0, 0, 2, 7, 11, 12]), (1, true, [0, 0, 5, 5, 5, 11, 17]),
    (1, false, [3, 4]), (2, true, [22, 30, 36]), (2, false, [8, 0, 1, 5, 7, 16, 27]),
    (3, false, [0, 30, 10, 14, 27, 41, 69]),
    (0, true, [25]), (0, false, [10, 11, 20, 33]), (1, true, [5, 7, 0, 1, 5, 5, 5, 5, 7, 11, 15]),
    (1, false, [5, 14, 6, 6, 7, 28]), (2, true, [0, 5, 14, 2, 2, 3, 8, 10, 12]), (2, false, [1]),
    (3, false, [1, 9, 22, 3, 3, 5, 15, 18, 22, 37]),
  ]
}
