import Gateway
import JSONBytes

/// A named value as JSON and CSV tell it; what is not known is `null` or an empty cell, never zero.
struct DashboardField {
    enum Value {
        /// Text that may come from outside.
        case text(String?)
        case integer(Int64?)
        case number(Double?)
        case flag(Bool)
    }

    let name: String
    let value: Value

    static func text(_ name: String, _ text: String?) -> DashboardField {
        DashboardField(name: name, value: .text(text))
    }

    static func count(_ name: String, _ count: Int?) -> DashboardField {
        DashboardField(name: name, value: .integer(count.map(Int64.init)))
    }

    static func milliseconds(_ name: String, _ milliseconds: Int64?) -> DashboardField {
        DashboardField(name: name, value: .integer(milliseconds))
    }

    static func duration(_ name: String, _ duration: Duration?) -> DashboardField {
        DashboardField(name: name, value: .integer(duration?.wholeMilliseconds))
    }

    static func number(_ name: String, _ number: Double?) -> DashboardField {
        DashboardField(name: name, value: .number(number))
    }

    static func flag(_ name: String, _ flag: Bool) -> DashboardField {
        DashboardField(name: name, value: .flag(flag))
    }
}

extension JSONWriter {
    /// Writes members into the object that is open.
    mutating func members(_ fields: [DashboardField]) {
        for field in fields {
            key(field.name)
            switch field.value {
            case .text(let text?): value(text)
            case .integer(let integer?): value(integer)
            case .number(let number?): value(number)
            case .flag(let flag): value(flag)
            case .text(nil), .integer(nil), .number(nil): null()
            }
        }
    }

    /// Writes an object.
    mutating func object(_ fields: [DashboardField]) {
        beginObject()
        members(fields)
        endObject()
    }

    /// Writes a member that is an array of what `write` writes for each element.
    mutating func array<Element>(
        _ name: String,
        _ elements: some Sequence<Element>,
        _ write: (Element, inout JSONWriter) -> Void
    ) {
        key(name)
        beginArray()
        for element in elements { write(element, &self) }
        endArray()
    }
}
