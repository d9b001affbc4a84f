import Foundation

/// Two paths that change their names in one step, as Linux can.
enum AtomicRename {
  private typealias Rename =
    @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32

  /// The system's function: Swift's Glibc does not name it, and older systems lack it.
  private static let function = dlsym(nil, "renameat2").map { unsafeBitCast($0, to: Rename.self) }
  private static let exchanging: UInt32 = 2
  private static let replacingNothing: UInt32 = 1

  /// Exchanges two paths, which must both be there.
  ///
  /// - Returns: the number of the error; nil where it is done.
  static func exchange(_ first: String, _ second: String) -> Int32? {
    guard let function else { return ENOSYS }
    return function(AT_FDCWD, first, AT_FDCWD, second, exchanging) == 0 ? nil : errno
  }

  /// Gives a file a name that nothing has, however many try at once.
  ///
  /// - Returns: the number of the error, `EEXIST` where something has the name; nil where it is done.
  static func name(_ file: String, _ name: String) -> Int32? {
    if let function, function(AT_FDCWD, file, AT_FDCWD, name, replacingNothing) == 0 { return nil }
    guard function == nil || errno == EINVAL || errno == ENOSYS else { return errno }
    // A second name is given only where there is none either.
    guard link(file, name) == 0 else { return errno }
    return unlink(file) == 0 ? nil : errno
  }
}
