import Foundation
import Hummingbird

/// What a form or an address says, key by key, in order.
struct FormFields: Sendable {
  /// More than any form of the site has, and few enough to say what is wrong with each.
  private static let most = 200

  private let items: [(name: String, value: String)]

  /// Reads `a=b&c=d` with percent signs and pluses.
  /// - Throws: 400 where the text is not encoded so, or has more keys than any form.
  init(_ text: String) throws {
    guard !text.isEmpty else {
      items = []
      return
    }
    let components = URLComponents(string: "?" + text.replacing("+", with: "%20"))
    guard let found = components?.queryItems, found.count <= Self.most else {
      throw HTTPError(
        .badRequest, message: "The form could not be read. Go back, reload the page and try again.")
    }
    items = found.map { ($0.name, $0.value ?? "") }
  }

  /// The first value of a key; nil where there is none.
  subscript(_ name: String) -> String? { items.first { $0.name == name }?.value }

  /// Every value of a key.
  func all(_ name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }

  /// The first value of each key.
  var texts: [String: String] {
    Dictionary(items, uniquingKeysWith: { first, _ in first })
  }
}

extension Request {
  /// What the address says after the question mark.
  var asked: FormFields { get throws { try FormFields(uri.query ?? "") } }

  /// What the form in the body says, which `BoundedBodies` has read whole.
  func form() async throws -> FormFields {
    try FormFields(String(buffer: try await body.collect(upTo: .max)))
  }
}
