/// Where the tasks of a client's connection run.
enum HTTPConnectionPlace {
    /// On the connection's event loop: nothing is handed from thread to thread.
    case eventLoop
    /// On the threads of the whole process: work that takes long keeps no other connection waiting.
    case sharedThreads
}
