/// The files of the rulebook that comes with the tool.
enum PublishedRules {
  /// Name without `.yaml`, and the bytes; as `Package.swift` lists them.
  static let files: [(name: String, bytes: [UInt8])] = [
    ("area-cost-adjustment", PackageResources.area_cost_adjustment_yaml),
    ("basic-entitlement", PackageResources.basic_entitlement_yaml),
    ("block-cap", PackageResources.block_cap_yaml),
    ("block-floor", PackageResources.block_floor_yaml),
    ("block-rollover", PackageResources.block_rollover_yaml),
    ("block-transfer-limit", PackageResources.block_transfer_limit_yaml),
    ("central-funding", PackageResources.central_funding_yaml),
    ("core-funding-mainstream", PackageResources.core_funding_mainstream_yaml),
    ("import-export-adjustment", PackageResources.import_export_adjustment_yaml),
    ("notional-first-support", PackageResources.notional_first_support_yaml),
    ("over-number-rate", PackageResources.over_number_rate_yaml),
    ("place-funding-ap", PackageResources.place_funding_ap_yaml),
    ("place-funding-base-empty", PackageResources.place_funding_base_empty_yaml),
    ("place-funding-base-occupied", PackageResources.place_funding_base_occupied_yaml),
    ("place-funding-fe", PackageResources.place_funding_fe_yaml),
    ("place-funding-nmss", PackageResources.place_funding_nmss_yaml),
    ("place-funding-post16", PackageResources.place_funding_post16_yaml),
    ("place-funding-special", PackageResources.place_funding_special_yaml),
    ("place-funding-special-post16", PackageResources.place_funding_special_post16_yaml),
    ("place-funding-spi", PackageResources.place_funding_spi_yaml),
    ("post16-months-before-august", PackageResources.post16_months_before_august_yaml),
    ("pre16-months-before-september", PackageResources.pre16_months_before_september_yaml),
    ("stability-grant-share", PackageResources.stability_grant_share_yaml),
    ("statutory-override", PackageResources.statutory_override_yaml),
    ("vat-on-fees", PackageResources.vat_on_fees_yaml),
  ]
}
