import Glibc
import Synchronization

/// A file that blocks are appended to or read from, by position: its pages are nobody's memory.
final class BlockFile: Sendable {
  /// Writes bytes at a position: as `pwrite`.
  typealias Writing = @Sendable (Int32, UnsafeRawPointer, Int, off_t) -> Int

  private struct State {
    var end = 0
    var fault: DrawFileError?
  }

  /// How messages name it.
  let name: String
  private let descriptor: Int32
  private let writing: Writing
  private let state = Mutex(State())

  private init(_ name: String, _ descriptor: Int32, _ writing: @escaping Writing) {
    self.name = name
    self.descriptor = descriptor
    self.writing = writing
  }

  deinit { close(descriptor) }

  /// A new file without a name, which is gone when the last who holds it ends, however that happens.
  ///
  /// - Throws: where the folder takes no file.
  static func unnamed(
    in folder: String, writing: @escaping Writing = pwrite
  ) throws(DrawFileError) -> BlockFile {
    var path = Array("\(folder)/.sufficiency-draws-XXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    let number = errno
    let name = String(decoding: path.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard descriptor >= 0 else { throw DrawFileError(name, number, bytes: 0) }
    unlink(path)
    return BlockFile(name, descriptor, writing)
  }

  /// A file that is only read.
  ///
  /// - Throws: where it cannot be opened.
  static func reading(_ path: String) throws(DrawFileError) -> BlockFile {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw DrawFileError(path, errno, reading: true) }
    return BlockFile(path, descriptor, pwrite)
  }

  /// Bytes that a file of others has.
  var size: Int { max(0, Int(lseek(descriptor, 0, SEEK_END))) }

  /// Bytes that were appended.
  var count: Int { state.withLock { $0.end } }

  /// What first went wrong; from then on nothing is written, and what is read is nothing.
  var fault: DrawFileError? { state.withLock { $0.fault } }

  /// Appends bytes, from any thread.
  ///
  /// - Returns: where they begin; nil where they could not be written, which `fault` then tells.
  func append(_ bytes: UnsafeRawBufferPointer) -> Int? {
    let start = state.withLock { state -> Int? in
      guard state.fault == nil else { return nil }
      state.end += bytes.count
      return state.end - bytes.count
    }
    guard let start else { return nil }
    var done = 0
    while done < bytes.count {
      guard let from = bytes.baseAddress else { break }
      let count = writing(descriptor, from + done, bytes.count - done, off_t(start + done))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        note(DrawFileError(name, count < 0 ? errno : EIO, bytes: start + bytes.count))
        return nil
      }
      done += count
    }
    return start
  }

  /// Fills a buffer from a position on; with zeros where that fails, which `fault` then tells.
  func read(_ position: Int, into buffer: UnsafeMutableRawBufferPointer) {
    var done = 0
    while done < buffer.count {
      guard let target = buffer.baseAddress else { return }
      let count = pread(descriptor, target + done, buffer.count - done, off_t(position + done))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        note(DrawFileError(name, count < 0 ? errno : EIO, reading: true))
        buffer.initializeMemory(as: UInt8.self, repeating: 0)
        return
      }
      done += count
    }
  }

  private func note(_ fault: DrawFileError) {
    state.withLock { if $0.fault == nil { $0.fault = fault } }
  }
}

/// The draws of a run could not be set aside on disk, or not be read back.
public struct DrawFileError: Error, Sendable, CustomStringConvertible {
  /// What happened, where, and what to do.
  public let description: String

  init(_ file: String, _ number: Int32, bytes: Int) {
    let seen =
      switch number {
      case ENOSPC, EDQUOT: "the disk is full"
      case EACCES, EPERM, EROFS: "no permission to write here"
      case ENOENT, ENOTDIR: "there is no such folder"
      default: String(cString: strerror(number))
      }
    description =
      "\(file): \(seen), and \(bytes > 0 ? "\(bytes) bytes of " : "")simulations were to be set aside there, for which --memory leaves no room. "
      + "Make room there, name another folder by TMPDIR, or allow more --memory. Nothing was written."
  }

  init(_ file: String, _ number: Int32, reading: Bool) {
    description =
      "\(file): \(String(cString: strerror(number))), while simulations were read back. "
      + "See to the disk and run again. Nothing was written."
  }
}
