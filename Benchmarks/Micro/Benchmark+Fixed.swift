#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What valgrind looks for: it writes down its counts on entry to each of these two.
@inline(never)
func countedPartBegins() { use(getpid()) }

/// The other one; see ``countedPartBegins()``.
@inline(never)
func countedPartEnds() { use(getppid()) }

extension Benchmark {
    /// Does each benchmark its fixed number of times between two marks, all on the thread it is called on, and ends the
    /// process: on the way back to the main actor libdispatch would park the main thread.
    static func runAllFixed() async throws {
        let benchmarks = all
        try await withTaskExecutorPreference(InlineExecutor()) {
            for benchmark in benchmarks {
                let run = try benchmark.prepare()
                // Once before: what is made on first use is not what is compared.
                try await run(1)
                countedPartBegins()
                try await run(benchmark.unit.fixedCount)
                countedPartEnds()
            }
            exit(0)
        }
    }
}
