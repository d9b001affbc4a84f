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

  /// All bytes of a plain file that is no link to one; nil where there is none, or it cannot be read.
  package static func bytes(ofOwn path: String) -> [UInt8]? {
    // Whoever opens a pipe without that waits for somebody who writes to it.
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    guard let data = try? handle.readToEnd() else { return status.st_size == 0 ? [] : nil }
    return [UInt8](data)
  }
}
