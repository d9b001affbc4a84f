import DataImport
import TestSupport
import Testing
import Vocabulary

extension SmallFolder {
  /// The files on areas, settings and schemes.
  static let placeFiles = [
    "areas", "population_by_area", "area_rates", "settings", "base_roll_by_ncy",
    "commissioned_places", "schemes", "scheme_places", "independent_naming",
  ]

  static let areaRates = [
    "area,need,phase,plans,relative_rate,status,source",
    "south,All,All,140,,estimated,count by postcode", "north,All,All,160,,estimated,the same",
    "south,SEMH,secondary,,1.25,assumption,SENCO forum",
  ]

  /// A small authority with rates of its areas, and a second scheme that closes places.
  static func withPlaces(_ small: SmallFolder = SmallFolder()) -> SmallFolder {
    var folder = small
    folder.set("area_rates", lines: areaRates)
    folder.append(
      "schemes",
      "closing,Smaller primary school,primary,2028/29,yes,1,1,,,assumption,cabinet paper")
    folder.append("scheme_places", "closing,1,0,6,-8,assumption,cabinet paper")
    folder.append("scheme_places", "closing,0,0,6,-4,assumption,cabinet paper")
    folder.append("scheme_places", "closing,0,-1,-1,2,assumption,cabinet paper")
    return folder
  }

  /// The columns of a file without some of them.
  mutating func cut(_ name: String, _ columns: [String]) {
    let kept = lines(name)[0].split(separator: ",").map { !columns.contains(String($0)) }
    set(
      name,
      lines: lines(name).map { line in
        zip(line.split(separator: ",", omittingEmptySubsequences: false), kept)
          .filter(\.1).map { String($0.0) }.joined(separator: ",")
      })
  }

  func marks() -> [Mark] { faults().map(Mark.init) }
}

/// Equal in everything that the files on places say, settings and schemes in whatever order.
func expectEqualPlaces(_ left: Evidence, _ right: Evidence) {
  #expect(left.locality.areas == right.locality.areas)
  #expect(left.locality.population == right.locality.population)
  #expect(left.locality.evidence == right.locality.evidence)
  #expect(left.settings.sorted { $0.id < $1.id } == right.settings.sorted { $0.id < $1.id })
  #expect(left.commissioned == right.commissioned)
  #expect(left.schemes.sorted { $0.id < $1.id } == right.schemes.sorted { $0.id < $1.id })
  #expect(left.independentNaming == right.independentNaming)
}
