import MessagesAPI

// How optional and unknown things are spelled in the summaries that tests compare.

func shown(_ value: (some Any)?) -> String { value.map { "\($0)" } ?? "-" }

func shown(cache control: CacheControl?) -> String {
    guard let control else { return "" }
    return " {\(control.type) \(shown(control.ttl)) \(shown(control.scope))\(shown(others: control.otherFields))}"
}

func shown(others fields: [RawField]) -> String {
    fields.isEmpty ? "" : " + " + fields.map { "\($0.name)=\($0.value.text)" }.joined(separator: ", ")
}
