import Foundation

/// What a crash shows of a program that holds personal data: that it crashed.
///
/// The report that the Swift runtime writes where backtraces are on has the bytes that registers point at, and a core file has all of
/// memory; both would hold cells of the return.
enum SilentCrash {
  private static let words: StaticString =
    "Crashed. What was in memory is not shown, because it is of persons; nothing is half-written. Please report the command, without its data.\n"

  /// From here on to the end of the program.
  static func begin() {
    for number in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGQUIT, SIGSYS] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { number in
        _ = write(STDERR_FILENO, SilentCrash.words.utf8Start, SilentCrash.words.utf8CodeUnitCount)
        signal(number, SIG_DFL)
        raise(number)
      }
      // On the stack that the runtime keeps for that: a stack that has run over cannot say so itself.
      action.sa_flags = SA_ONSTACK
      sigaction(number, &action, nil)
    }
    // One byte and not none: Linux hands a core to a collector even where none is allowed, but not where it would have one byte.
    var limit = rlimit()
    let core = __rlimit_resource_t(RLIMIT_CORE.rawValue)
    getrlimit(core, &limit)
    limit.rlim_max = min(limit.rlim_max, 1)
    limit.rlim_cur = limit.rlim_max
    setrlimit(core, &limit)
  }
}
