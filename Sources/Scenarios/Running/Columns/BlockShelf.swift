import Synchronization

/// Packed draws, and where they are.
struct PackedBlock: Sendable {
  /// Where the bytes of a block are.
  enum Place: Sendable {
    case memory([UInt8])
    case file(BlockFile, at: Int)
  }

  /// The number of draws.
  let draws: Int
  /// The number of bytes.
  let size: Int
  /// Where they are.
  let place: Place

  /// True where a file has them.
  var isOnDisk: Bool { if case .file = place { true } else { false } }
}

/// Where a run keeps its packed draws: in memory up to a limit, and beyond it in a file without a name. From any thread.
final class BlockShelf: Sendable {
  private struct State {
    var held = 0
    var file: BlockFile?
    var others: [BlockFile] = []
    var fault: DrawFileError?
  }

  private let limit: Int?
  private let makeFile: @Sendable () throws(DrawFileError) -> BlockFile
  private let state = Mutex(State())

  /// - Parameters:
  ///   - limit: the most bytes in memory; nil for any number.
  ///   - makeFile: opens the file when it is first needed.
  init(limit: Int? = nil, makeFile: @escaping @Sendable () throws(DrawFileError) -> BlockFile) {
    self.limit = limit
    self.makeFile = makeFile
  }

  /// As options say. Packed draws have a quarter of a run's memory: models, tables and files being made have the rest.
  convenience init(_ options: RunOptions) {
    let folder = options.scratch
    self.init(limit: options.memory.map { $0 / 4 }) { () throws(DrawFileError) in
      try BlockFile.unnamed(in: folder)
    }
  }

  /// Of draws that are in files of others.
  convenience init(reading files: [BlockFile]) {
    self.init { () throws(DrawFileError) in
      preconditionFailure("what is only read was to be written")
    }
    state.withLock { $0.others = files }
  }

  /// Takes a packed block up.
  ///
  /// - Returns: nil where it could not be written, which `fault` then tells.
  func keep(_ bytes: [UInt8], draws: Int) -> PackedBlock? {
    guard let file = file(for: bytes.count) else {
      return fault == nil
        ? PackedBlock(draws: draws, size: bytes.count, place: .memory(bytes)) : nil
    }
    return bytes.withUnsafeBytes { file.append($0) }
      .map { PackedBlock(draws: draws, size: bytes.count, place: .file(file, at: $0)) }
  }

  /// The file for so many bytes; nil where they are to stay in memory, or where there is a fault.
  private func file(for bytes: Int) -> BlockFile? {
    state.withLock { state -> BlockFile? in
      guard let limit, state.held + bytes > limit else {
        state.held += bytes
        return nil
      }
      if state.file == nil, state.fault == nil {
        do throws(DrawFileError) {
          state.file = try makeFile()
        } catch {
          state.fault = error
        }
      }
      return state.file
    }
  }

  /// Bytes set aside on disk.
  var bytesOnDisk: Int { state.withLock { $0.file?.count ?? 0 } }

  /// What first went wrong on disk.
  var fault: DrawFileError? {
    state.withLock { $0.fault ?? $0.file?.fault ?? $0.others.lazy.compactMap(\.fault).first }
  }
}
