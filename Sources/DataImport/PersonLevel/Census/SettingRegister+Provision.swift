import Vocabulary

extension SettingRegister {
  /// The provision of a place, nil where it is not recorded, and what is to be said of it.
  func provision(of cell: SettingCell, ncy: Int?) -> (provision: Int?, flags: [SEN2Flag]) {
    var flags: [SEN2Flag] = cell.isUnreadable ? [.urnUnreadable] : []
    if let urn = cell.urn {
      let isKnown = byURN[urn] != nil || bases[urn] != nil
      if !isKnown, let code = cell.code, let provision = codes[code] {
        return (provision, flags + [.urnUnknown])
      }
      if cell.code != nil { flags.append(.urnAndSENSetting) }
      return known(cell, byURN[urn], base: bases[urn], ncy, flags, otherwise: .urnUnknown)
    }
    if let ukprn = cell.ukprn, cell.code == nil {
      if let found = byUKPRN[ukprn] {
        return known(cell, found, base: nil, ncy, flags, otherwise: .ukprnOnly)
      }
      return ((ncy ?? 0) >= 12 ? trainingProvider : nil, flags + [.ukprnOnly])
    }
    guard let code = cell.code else {
      return (nil, flags + (cell.isUnreadable ? [] : [.settingMissing]))
    }
    guard let provision = codes[code] else { return (nil, flags + [.senSettingUnknown]) }
    return (provision, flags + (code == "NEET" && (ncy ?? 12) < 12 ? [.neetBelow16] : []))
  }

  private func known(
    _ cell: SettingCell, _ found: Establishment?, base: Establishment?, _ ncy: Int?,
    _ flags: [SEN2Flag], otherwise: SEN2Flag
  ) -> (provision: Int?, flags: [SEN2Flag]) {
    var flags = flags
    let isMainstream = found != nil && (found?.provision == nil || found?.provision == mainstream)
    if cell.isBase, isMainstream || base != nil {
      return (base?.provision ?? self.base, flags + age(base ?? found, ncy))
    }
    guard let found = found ?? base, let provision = found.provision else {
      return (nil, flags + [otherwise])
    }
    if cell.isBase { flags.append(.unitAtSpecial) }
    return (provision, flags + age(found, ncy))
  }

  private func age(_ found: Establishment?, _ ncy: Int?) -> [SEN2Flag] {
    guard let ncy, let ages = found?.ages, !ages.contains(NCY.age(ncy)) else { return [] }
    return [.ageOutsideSetting]
  }
}
