import Foundation

extension OutputFolder {
  /// Makes a folder and those above it.
  func makeFolder(_ folder: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw fault(folder, Self.number(of: error))
    }
  }

  /// Deletes a folder with all it holds, if there is one.
  func remove(_ folder: String) throws {
    guard FileManager.default.fileExists(atPath: folder) else { return }
    do {
      try FileManager.default.removeItem(atPath: folder)
    } catch {
      throw fault(folder, Self.number(of: error))
    }
  }

  /// What the system's error number means for somebody who waits for results.
  func fault(_ folder: String, _ number: Int32) -> OutputError {
    let hidden = sibling("writing")
    let place = folder.hasPrefix(hidden) ? path + folder.dropFirst(hidden.count) : folder
    return switch number {
    case EACCES, EPERM, EROFS:
      OutputError(
        path: place, seen: "no permission to write here",
        remedy: "Choose another output folder, or ask for the right to write to this one.")
    case ENOSPC, EDQUOT:
      OutputError(
        path: place, seen: "the disk is full",
        remedy: "Make room, or choose an output folder on another disk.")
    case ENOTDIR, EEXIST:
      OutputError(
        path: place, seen: "a file has the name of a folder above the results",
        remedy: "Rename or remove the file, or choose another output folder.")
    default:
      OutputError(
        path: place, seen: String(cString: strerror(number)),
        remedy: "Mend this, or choose another output folder.")
    }
  }

  private static func number(of error: any Error) -> Int32 {
    var next: (any Error)? = error
    while let current = next.map({ $0 as NSError }) {
      if current.domain == NSPOSIXErrorDomain { return Int32(current.code) }
      next = current.userInfo[NSUnderlyingErrorKey] as? any Error
    }
    switch (error as NSError).code {
    case CocoaError.Code.fileWriteNoPermission.rawValue: return EACCES
    case CocoaError.Code.fileWriteOutOfSpace.rawValue: return ENOSPC
    case CocoaError.Code.fileWriteFileExists.rawValue: return EEXIST
    case CocoaError.Code.fileNoSuchFile.rawValue: return ENOENT
    default: return EIO
    }
  }
}
