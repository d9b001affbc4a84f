/// The place of the least value of a function between two points, by golden sections: as near as
/// `width`, or at one end of any flat or second valley. O(log((upper - lower) / width)) values.
///
/// Source: Kiefer, "Sequential minimax search for a maximum" (1953), doi
/// 10.1090/S0002-9939-1953-0055639-3.
func leastPlace(
  from lower: Double, to upper: Double, width: Double, of value: (Double) -> Double
) -> Double {
  let golden = (5.0.squareRoot() - 1) / 2
  var (low, high) = (lower, upper)
  var (left, right) = (high - golden * (high - low), low + golden * (high - low))
  var (atLeft, atRight) = (value(left), value(right))
  while high - low > width {
    if atLeft <= atRight {
      (high, right, atRight) = (right, left, atLeft)
      left = high - golden * (high - low)
      atLeft = value(left)
    } else {
      (low, left, atLeft) = (left, right, atRight)
      right = low + golden * (high - low)
      atRight = value(right)
    }
  }
  return (low + high) / 2
}

/// Nelder and Mead's simplex search for the least value of a function of a few numbers.
///
/// Source: Nelder and Mead, "A simplex method for function minimization" (1965), doi
/// 10.1093/comjnl/7.4.308, with their coefficients 1, 2, ½ and ½. It stops when the values at the
/// corners differ by less than `tolerance`, when one is -∞, or after `limit` values.
struct SimplexSearch {
  struct Corner {
    var place: [Double]
    var value: Double
  }

  let function: ([Double]) -> Double
  private var corners: [Corner] = []
  private var calls = 0

  init(_ function: @escaping ([Double]) -> Double) { self.function = function }

  /// The best corner of a search from `start` with first steps of `step`.
  mutating func least(
    from start: [Double], step: Double, tolerance: Double, limit: Int
  ) -> Corner {
    calls = 0
    corners = [corner(start)]
    for axis in start.indices {
      var place = start
      place[axis] += step
      corners.append(corner(place))
    }
    sort()
    while calls < limit && corners[0].value > -.infinity
      && corners[start.count].value - corners[0].value > tolerance
    {
      improve()
      sort()
    }
    return corners[0]
  }

  private mutating func corner(_ place: [Double]) -> Corner {
    calls += 1
    let value = function(place)
    return Corner(place: place, value: value.isNaN ? .infinity : value)
  }

  private mutating func sort() { corners.sort { $0.value < $1.value } }

  private mutating func improve() {
    let last = corners.count - 1
    let reflected = corner(acrossCentre(by: 1))
    if reflected.value < corners[0].value {
      let expanded = corner(acrossCentre(by: 2))
      corners[last] = expanded.value < reflected.value ? expanded : reflected
    } else if reflected.value < corners[last - 1].value {
      corners[last] = reflected
    } else {
      let isOutside = reflected.value < corners[last].value
      let contracted = corner(acrossCentre(by: isOutside ? 0.5 : -0.5))
      if contracted.value < min(reflected.value, corners[last].value) {
        corners[last] = contracted
      } else {
        shrink()
      }
    }
  }

  /// The centre of all corners but the worst, moved away from the worst by a share of the distance.
  private func acrossCentre(by share: Double) -> [Double] {
    let worst = corners[corners.count - 1].place
    return worst.indices.map { axis in
      let sum = corners.dropLast().reduce(0) { $0 + $1.place[axis] }
      let centre = sum / Double(corners.count - 1)
      return centre + share * (centre - worst[axis])
    }
  }

  private mutating func shrink() {
    let best = corners[0].place
    for index in 1..<corners.count {
      let place = zip(best, corners[index].place).map { ($0 + $1) / 2 }
      corners[index] = corner(place)
    }
  }
}
