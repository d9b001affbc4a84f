/// Steps from one amount to another, in hundredths of a million pounds: what is shown adds up to what is shown.
struct Waterfall: Sendable, Hashable {
  /// A step.
  struct Step: Sendable, Hashable {
    let name: String
    var amount: Int
  }

  /// Where it starts.
  let start: Int
  /// What each cause changes, in the order given; causes that change nothing are left out.
  let steps: [Step]
  /// Where it ends: the start and every step.
  let end: Int

  /// Rounds the amounts together: what rounding leaves over goes to the largest step, the first of equal ones.
  ///
  /// - Parameters:
  ///   - start: pounds.
  ///   - parts: pounds by cause.
  ///   - end: pounds.
  ///   - rest: the name of what is left where the parts do not lead from start to end.
  init(from start: Double, by parts: [(name: String, pounds: Double)], to end: Double, rest: String)
  {
    let left = end - start - parts.reduce(0) { $0 + $1.pounds }
    (self.start, self.end) = (Self.rounded(start), Self.rounded(end))
    var steps = (parts + [(rest, left)]).map { Step(name: $0.0, amount: Self.rounded($0.1)) }
    let over = self.end - self.start - steps.reduce(0) { $0 + $1.amount }
    let largest = steps.indices.max { one, other in
      (abs(steps[one].amount), other) < (abs(steps[other].amount), one)
    }
    if let largest { steps[largest].amount += over }
    self.steps = steps.filter { $0.amount != 0 }
  }

  private static func rounded(_ pounds: Double) -> Int {
    Int((pounds / 10_000).rounded(.toNearestOrAwayFromZero))
  }

  /// `-1,512.34`: millions of pounds.
  static func text(_ amount: Int) -> String {
    Wording.separated(Digits.fixed(amount, decimals: 2))
  }

  /// `+1.20`, `-12.34`.
  static func change(_ amount: Int) -> String { (amount > 0 ? "+" : "") + text(amount) }
}
