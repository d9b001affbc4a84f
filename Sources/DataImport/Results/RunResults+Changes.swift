public import Vocabulary

extension RunResults {
  /// The paths of inputs that are not as the run read them: changed, new or gone; in order. Scenarios that were not run change nothing.
  public func changed(in now: [InputFile]) -> [String] {
    let ran = Set(scenarios.map { "\($0.id).yaml" })
    return record.changed(in: now).filter { path in
      let isScenario =
        path.hasSuffix(".yaml") && !path.contains("/")
        && !["authority.yaml", LabelsReader.file].contains(path)
      return !isScenario || ran.contains(path)
    }
  }
}
