extension EvidenceFile {
  static let crosswalk = EvidenceFile(
    name: "crosswalk",
    columns: [
      "provision", "ncy_from", "ncy_to", "dsg_plan", "lsrp", "lsrp_need_table", "scap", "status",
      "source",
    ],
    keys: [], necessity: .never)
  static let crosswalkNeeds = EvidenceFile(
    name: "crosswalk_needs", columns: ["need", "row", "status", "source"], keys: [["need"]],
    necessity: .never)
  static let scapCodes = EvidenceFile(
    name: "scap_codes", columns: ["phase", "provision", "code", "status", "source"],
    keys: [["phase", "provision"], ["code"]], necessity: .never)
  static let section251Lines = EvidenceFile(
    name: "s251_lines", columns: ["line", "code", "share", "status", "source"],
    optionalColumns: ["recouped"], keys: [["line", "code"]], necessity: .never)

  /// The tables of returns, and the tool's own, which hold where a folder has none.
  static let returns: [(file: EvidenceFile, published: [UInt8])] = [
    (crosswalk, PackageResources.crosswalk_csv),
    (crosswalkNeeds, PackageResources.crosswalk_needs_csv),
    (scapCodes, PackageResources.scap_codes_csv),
    (section251Lines, PackageResources.s251_lines_csv),
  ]
}
