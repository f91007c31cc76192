/// Questions to a document as a whole, and to values inside of one.
package enum JSON {
    /// Checks a whole document that must be an object, in one pass, and says where its top-level members stand.
    package static func members(of document: RawSpan) throws(JSONError) -> [JSONMember] {
        var reader = JSONReader(document)
        let members = try reader.members()
        try reader.end()
        return members
    }

    /// Checks a whole document and says where its value stands.
    package static func validate(_ document: RawSpan) throws(JSONError) -> JSONValue {
        var reader = JSONReader(document)
        let value = try reader.skip()
        try reader.end()
        return value
    }

    /// The members of an object inside a document.
    ///
    /// - Throws: `typeMismatch` if it is no object; another error only if `document` is not the one it was found in.
    package static func members(of object: JSONValue, in document: RawSpan) throws(JSONError) -> [JSONMember] {
        var reader = try JSONReader(object, in: document)
        return try reader.members()
    }

    /// The elements of an array inside a document.
    ///
    /// - Throws: `typeMismatch` if it is no array; another error only if `document` is not the one it was found in.
    package static func elements(of array: JSONValue, in document: RawSpan) throws(JSONError) -> [JSONValue] {
        var reader = try JSONReader(array, in: document)
        var elements: [JSONValue] = []
        try reader.beginArray()
        while try reader.nextElement() {
            elements.append(try reader.skip())
        }
        return elements
    }

    /// The text of a string inside a document.
    ///
    /// - Throws: `typeMismatch` if it is no string; another error only if `document` is not the one it was found in.
    package static func string(_ value: JSONValue, in document: RawSpan) throws(JSONError) -> String {
        var reader = try JSONReader(value, in: document)
        return try reader.string()
    }

    /// The text of a member's key.
    package static func key(_ member: JSONMember, in document: RawSpan) -> String {
        text(of: member.key, in: document)
    }

    /// The text of a key.
    package static func text(of key: JSONKey, in document: RawSpan) -> String {
        JSONText.string(key.range, in: document, hasEscapes: key.hasEscapes)
    }

    /// Whether the decoded key is `name`.
    package static func matches(_ key: JSONKey, _ name: StaticString, in document: RawSpan) -> Bool {
        JSONText.matches(key, name, in: document)
    }

    /// The value of the last member of that name, as `JSON.parse` takes it.
    ///
    /// Use the members themselves where it matters that a name came twice.
    package static func value(_ name: StaticString, of members: [JSONMember], in document: RawSpan) -> JSONValue? {
        for index in members.indices.reversed() where JSONText.matches(members[index].key, name, in: document) {
            return members[index].value
        }
        return nil
    }
}

extension JSONReader {
    fileprivate mutating func members() throws(JSONError) -> [JSONMember] {
        var members: [JSONMember] = []
        // A Messages request has about that many, which saves the growing.
        members.reserveCapacity(16)
        try beginObject()
        while let key = try nextKey() {
            members.append(JSONMember(key: key, value: try skip()))
        }
        return members
    }
}
