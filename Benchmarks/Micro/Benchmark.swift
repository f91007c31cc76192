/// One thing that is measured: what happens `count` times in one call.
struct Benchmark {
    /// Does the thing so many times.
    typealias Run = (_ count: Int) async throws -> Void

    let name: String
    let unit: Unit
    /// Makes what has to be there first, once, and gives back what is measured.
    let prepare: () throws -> Run

    init(_ name: String, per unit: Unit, _ prepare: @escaping () throws -> Run) {
        self.name = name
        self.unit = unit
        self.prepare = prepare
    }

    static var all: [Benchmark] { json + requests + signatures + streams + attempts }

    /// What one time is.
    enum Unit {
        /// A request body of so many bytes.
        case body(Int)
        /// An event of a stream, of so many bytes as the upstream sends it.
        case event(Int)
        /// A client's request with its attempts.
        case exchange

        /// How many bytes pass in one time, where bytes are what it costs.
        var bytes: Int? {
            switch self {
            case .body(let bytes), .event(let bytes): bytes
            case .exchange: nil
            }
        }

        /// How often it is done when instructions are counted: enough for the count to repeat within a percent, and under
        /// a second each in a tool that is fifty times slower than the machine.
        var fixedCount: Int {
            switch self {
            case .body(let bytes): max(2, min(500, 2_000_000 / bytes))
            case .event: 2000
            case .exchange: 200
            }
        }

        var description: String {
            switch self {
            case .body(let bytes): bytes < 10_000 ? "\(bytes) B body" : "\((bytes + 500) / 1000) KB body"
            case .event: "event"
            case .exchange: "request"
            }
        }
    }
}

/// Keeps the optimiser from leaving out what makes `value`.
@inline(never)
func use<T>(_ value: T) {}
