/// What an authority calls things in what it publishes: a designated specialist provision, a resource base, a specialist base.
public struct LocalLabels: Sendable, Hashable {
  /// Names of provisions by code.
  public var provisions: [String: String]
  /// Names of needs by code.
  public var needs: [String: String]

  /// Collects names; codes without one keep that of the code lists.
  public init(provisions: [String: String] = [:], needs: [String: String] = [:]) {
    self.provisions = provisions
    self.needs = needs
  }
}
