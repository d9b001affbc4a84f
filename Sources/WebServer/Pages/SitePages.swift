import Mustache
import Reporting
import Scenarios
import Vocabulary

/// The pages of the site: contexts of values in, HTML out. Whatever a person or a file said is escaped by the templates.
struct SitePages: Sendable {
  /// A page before it is framed.
  struct Page {
    let title: String
    let body: String
    var marks: [String] = []
    /// What is invented of what the page shows; empty for nothing.
    var caution = ""
    /// The authority whose pages the navigation leads to.
    var place: (name: String, title: String)?
    /// The address of this page in the navigation.
    var address = ""
    /// True where the page asks for itself again when there are no scripts.
    var refreshes = false
  }

  private let library: MustacheLibrary
  let documents: HTMLPage

  init() throws {
    let templates: [(String, [UInt8])] = [
      ("site", PackageResources.site_mustache), ("home", PackageResources.home_mustache),
      ("authority", PackageResources.authority_mustache),
      ("explore", PackageResources.explore_mustache),
      ("compare", PackageResources.compare_mustache),
      ("scenario", PackageResources.scenario_mustache),
      ("summary", PackageResources.summary_mustache), ("run", PackageResources.run_mustache),
      ("problem", PackageResources.problem_mustache),
    ]
    library = MustacheLibrary(
      templates: Dictionary(
        uniqueKeysWithValues: try templates.map {
          ($0, try MustacheTemplate(string: String(decoding: $1, as: UTF8.self)))
        }))
    documents = try HTMLPage()
  }

  /// The style of every page.
  static var style: String {
    HTMLPage.style + String(decoding: PackageResources.site_css, as: UTF8.self)
  }

  /// The script of every page.
  static var script: String { String(decoding: PackageResources.site_js, as: UTF8.self) }

  /// A part of a page, of a template.
  func part(_ template: String, _ context: [String: Any]) -> String {
    library.render(context, withTemplate: template) ?? ""
  }

  /// A page with its frame.
  func framed(_ page: Page) -> String {
    var context: [String: Any] = [
      "title": page.place.map { "\(page.title) – \($0.title)" } ?? page.title,
      "heading": page.title, "body": page.body, "marks": page.marks,
      "refreshes": page.refreshes,
    ]
    if !page.caution.isEmpty { context["caution"] = page.caution }
    if let place = page.place {
      let pages = [
        ("Scenarios of \(place.title)", ""), ("Move a lever", "/explore"),
        ("Compare", "/compare"), ("Run", "/run"),
      ]
      context["links"] =
        [
          "authority": place.title,
          "items": pages.map { name, address in
            [
              "name": name, "address": "/\(place.name)\(address)",
              "current": page.address == address,
            ] as [String: Any]
          },
        ] as [String: Any]
    }
    return part("site", context)
  }

  /// A page that says what is wrong and how to go on.
  func problem(
    _ title: String, _ reasons: [String], back: String, _ backName: String
  ) -> String {
    framed(
      Page(
        title: title,
        body: part("problem", ["reasons": reasons, "back": back, "backName": backName])))
  }
}
