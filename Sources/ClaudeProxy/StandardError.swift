import Foundation

/// The terminal's second channel, for what is no output.
enum StandardError {
    static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
