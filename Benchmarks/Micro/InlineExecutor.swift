/// Runs each job at once on the thread that it comes from.
///
/// While instructions are counted nothing may depend on which thread wakes first, and valgrind does not survive the way in
/// which libdispatch's main thread parks itself once there are others.
final class InlineExecutor: TaskExecutor {
    func enqueue(_ job: consuming ExecutorJob) {
        UnownedJob(job).runSynchronously(on: asUnownedTaskExecutor())
    }
}
