import MessagesAPI

/// The calls of an assistant's turn while the turn behind it lasts, which is to answer them.
struct OpenCalls {
    private struct Result {
        let items: [Conversation.Item]
        let isError: Bool
        let cacheControl: CacheControl?
    }

    /// The client's ids, in the order of the calls; one may come twice.
    private(set) var ids: [String] = []
    /// What stands between the calls and the next assistant's turn; it goes behind the results.
    var deferred: [Conversation.Turn] = []
    private var results: [Result?] = []
    private var hasResults = false
    /// The calls of each id that have no result yet, the first one last; made when the first result comes.
    private var waiting: [String: [Int]] = [:]

    /// Whether nothing has come behind the calls.
    var isUntouched: Bool { deferred.isEmpty && !hasResults }

    /// Adds more calls of the same turn; only while nothing has come behind them.
    mutating func append(_ more: [String]) {
        ids += more
        results += more.map { _ in nil }
    }

    /// Takes the result of a call; `false` if no call waits for it.
    mutating func answer(_ result: ToolResultBlock, with items: [Conversation.Item]) -> Bool {
        if !hasResults {
            waiting = [:]
            for index in ids.indices.reversed() { waiting[ids[index], default: []].append(index) }
        }
        guard let index = waiting[result.toolUseID]?.popLast() else { return false }
        results[index] = Result(items: items, isError: result.isError == true, cacheControl: result.cacheControl)
        hasResults = true
        return true
    }

    /// One answer a call, whether it has come or not.
    func answers(to ids: [String]) -> [Conversation.Answer] {
        zip(ids, results).map { id, result in
            Conversation.Answer(
                callID: id,
                items: result?.items ?? [.text(Conversation.Text(Conversation.missingResult))],
                isError: result?.isError ?? false,
                cacheControl: result?.cacheControl
            )
        }
    }

    /// The ids, with a number behind those that are empty or came before.
    func uniqueIDs() -> [String] {
        var taken = Set(ids)
        guard taken.count < ids.count || taken.contains("") else { return ids }
        var seen: Set<String> = [""]
        var numbers: [String: Int] = [:]
        return ids.map { id in
            if seen.insert(id).inserted { return id }
            let stem = id.isEmpty ? "call" : id
            var number = numbers[stem, default: 1]
            var name = stem
            repeat {
                number += 1
                name = "\(stem)_\(number)"
            } while !taken.insert(name).inserted
            numbers[stem] = number
            return name
        }
    }
}
