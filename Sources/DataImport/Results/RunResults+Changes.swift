public import Vocabulary

extension RunResults {
  /// The paths of inputs that are not as the run read them: changed, new or gone; in order. Scenarios that were not run change nothing.
  ///
  /// - Parameter record: how the run was made; nil for that of these results, which an edition's do not say in full.
  public func changed(in now: [InputFile], since record: Record? = nil) -> [String] {
    let ran = Set(scenarios.map { "\($0.id).yaml" })
    return (record ?? self.record).changed(in: now).filter { path in
      !InputFile.isScenario(path) || ran.contains(path)
    }
  }
}

extension InputFile {
  /// True for the path of a scenario, below the scenario folder.
  public static func isScenario(_ path: String) -> Bool {
    path.hasSuffix(".yaml") && !path.contains("/")
      && !["authority.yaml", LabelsReader.file].contains(path)
  }
}
