import Gateway
import Synchronization
import Testing

@Suite("Values that are kept")
struct KeptValuesTests {
    /// Notes for which keys a value was made.
    private final class Maker: Sendable {
        private let made = Mutex<[String]>([])

        var keys: [String] { made.withLock { $0 } }

        func make(_ key: String) -> Int? {
            made.withLock { $0.append(key) }
            return Int(key)
        }
    }

    @Test("A value is made once, and so is the word that there is none")
    func once() {
        let maker = Maker()
        let values = KeptValues(capacity: 2, make: maker.make)

        #expect([values["1"], values["1"]] == [1, 1])
        #expect([values["x"], values["x"]] == [nil, nil])
        #expect(maker.keys == ["1", "x"])
    }

    @Test("No more are kept than there is room for")
    func full() {
        let maker = Maker()
        let values = KeptValues(capacity: 2, make: maker.make)

        for key in ["1", "2", "3", "1"] { #expect(values[key] == Int(key)) }

        #expect(maker.keys == ["1", "2", "3", "1"])
        #expect(values["3"] == 3 && maker.keys.count == 4)
    }
}
