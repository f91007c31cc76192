/// Keeps work on large bodies away from the event loops, whose other connections would wait for it.
package enum LargeBody {
    /// Bytes from which on the work goes to another thread: translating that many takes longer than changing threads
    /// twice, and less than an event of another stream may be late.
    static let threshold = 32 * 1024

    /// Does work on `bytes` bytes, on the process's shared threads if they are many.
    package static func work<Value: Sendable, Failure: Error>(
        on bytes: Int,
        _ operation: @escaping @Sendable () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        guard bytes >= threshold else { return try await operation() }
        let result = await withTaskGroup(of: Result<Value, Failure>.self) { group in
            // A preference alone would not leave the event loop before the first wait.
            group.addTask(executorPreference: globalConcurrentExecutor) {
                do throws(Failure) { return .success(try await operation()) } catch { return .failure(error) }
            }
            guard let result = await group.next() else { preconditionFailure("A group gives what it was given.") }
            return result
        }
        return try result.get()
    }
}
