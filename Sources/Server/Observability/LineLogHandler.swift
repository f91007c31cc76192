import Gateway
package import Logging

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Writes each event as one line: time, level, label, facts in the order of their names, source and message.
///
/// Much like the handler that comes with swift-log, which merges and sorts dictionaries for each line: every request gets
/// one.
package struct LineLogHandler: LogHandler {
    package var logLevel = Logger.Level.info
    package var metadata = Logger.Metadata()
    package var metadataProvider: Logger.MetadataProvider?
    private let label: String
    private let now: @Sendable () -> Timestamp
    private let take: @Sendable (String) -> Void

    /// Makes a handler; `write` takes whole lines, ends included, from any thread.
    init(label: String, now: @escaping @Sendable () -> Timestamp, write: @escaping @Sendable (String) -> Void) {
        self.label = label
        self.now = now
        take = write
    }

    /// Writes to the process's standard error.
    package static func standardError(label: String) -> LineLogHandler {
        LineLogHandler(label: label, now: WallClock.now, write: writeToStandardError)
    }

    package subscript(metadataKey name: String) -> Logger.Metadata.Value? {
        get { metadata[name] }
        set { metadata[name] = newValue }
    }

    package func log(event: LogEvent) {
        var line = "\(now().rfc3339) \(event.level) \(label):"
        for fact in facts(of: event).sorted(by: { $0.key < $1.key }) {
            line += " "
            line += fact.key
            line += "="
            switch fact.value {
            case .string(let text): line += text
            case .stringConvertible, .array, .dictionary: line += fact.value.description
            }
        }
        line += " [\(event.source)] \(event.message)\n"
        take(line)
    }

    /// The event's own facts stand before the provider's, and those before the logger's.
    private func facts(of event: LogEvent) -> [Logger.Metadata.Element] {
        let own = event.metadata ?? [:]
        let provided = metadataProvider?.get() ?? [:]
        var facts = Array(own)
        facts += provided.filter { own[$0.key] == nil }
        facts += metadata.filter { own[$0.key] == nil && provided[$0.key] == nil }
        if let error = event.error, own["error.message"] == nil { facts.append(("error.message", "\(error)")) }
        return facts
    }

    /// What cannot be written is lost: a log that nobody takes must not stop the proxy.
    private static func writeToStandardError(_ line: String) {
        var line = line
        line.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)[...]
            while !rest.isEmpty {
                let count = systemWrite(STDERR_FILENO, UnsafeRawBufferPointer(rebasing: rest))
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// Bytes that were taken; once more if a signal came between.
    private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        while true {
            let count = write(descriptor, bytes.baseAddress, bytes.count)
            guard count < 0, errno == EINTR else { return count }
        }
    }
}
