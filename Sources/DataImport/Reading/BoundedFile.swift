import Foundation

/// Reads no more of a file than may be used of it.
package enum BoundedFile {
  /// The first bytes of a plain file; nil where there is none, or it cannot be read.
  package static func bytes(of path: String, upTo limit: Int) -> [UInt8]? {
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
    guard attributes?[.type] as? FileAttributeType == .typeRegular,
      let file = FileHandle(forReadingAtPath: url.path)
    else { return nil }
    defer { try? file.close() }
    guard let data = try? file.read(upToCount: limit) else {
      // At its end a file of no bytes has none, which is no failure.
      return attributes?[.size] as? Int == 0 ? [] : nil
    }
    return [UInt8](data)
  }
}
