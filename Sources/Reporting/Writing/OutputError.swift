import Foundation

/// Results that could not be written; the older ones are as they were.
public struct OutputError: Error, Sendable, CustomStringConvertible {
  /// The file or folder.
  public let path: String
  /// What happened there.
  public let seen: String
  /// How to mend it.
  public let remedy: String
  /// The system's error number; nil where it is not the system that refuses.
  public let number: Int32?

  init(path: String, seen: String, remedy: String, number: Int32? = nil) {
    (self.path, self.seen, self.remedy, self.number) = (path, seen, remedy, number)
  }

  /// One line a person can act on.
  public var description: String {
    "\(path): \(seen). \(remedy) Earlier results are as they were."
  }

  /// What the system's error number means for somebody who waits for results.
  public init(_ path: String, _ number: Int32) {
    let (seen, remedy) =
      switch number {
      case EACCES, EPERM, EROFS:
        (
          "no permission to write here",
          "Choose another output folder, or ask for the right to write to this one."
        )
      case ENOSPC: ("the disk is full", "Make room, or choose an output folder on another disk.")
      case EDQUOT, EFBIG:
        (
          "this is more than you may write (a quota or a limit)",
          "Make room, ask for more, or choose an output folder on another disk."
        )
      case ENOTDIR, EEXIST:
        (
          "a file has the name of a folder above the results",
          "Rename or remove the file, or choose another output folder."
        )
      case ENAMETOOLONG:
        (
          "the path or a name in it is longer than the system allows",
          "Choose an output folder with a shorter path."
        )
      default: (String(cString: strerror(number)), "Mend this, or choose another output folder.")
      }
    self.init(path: path, seen: seen, remedy: remedy, number: number)
  }

  /// The same for an error of Foundation.
  public init(_ path: String, _ error: any Error) {
    self.init(path, Self.number(of: error))
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
    case CocoaError.Code.fileReadInvalidFileName.rawValue,
      CocoaError.Code.fileWriteInvalidFileName.rawValue:
      return ENAMETOOLONG
    default: return EIO
    }
  }
}
