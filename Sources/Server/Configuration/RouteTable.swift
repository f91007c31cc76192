/// The routes as a table of text, one variant a line.
package struct RouteTable: Sendable {
    /// Without line ends.
    package let lines: [String]

    package init(_ configuration: Configuration) {
        guard configuration.routing.isEnabled else {
            let name = configuration.providers.first?.name ?? "none"
            lines = ["routing is off: every model goes to \(name), its name unchanged"]
            return
        }
        let head = ["ROUTE", "ORDER", "PROVIDER", "REGION", "MODEL"]
        let rows = configuration.routing.models.flatMap { Self.rows(of: $0, in: configuration) }
        let widths = head.indices.map { column in
            ([head] + rows).map { $0[column].count }.max() ?? 0
        }
        lines = ([head] + rows).map { Self.line($0, widths: widths) }
    }

    private static func rows(of route: RouteSettings, in configuration: Configuration) -> [[String]] {
        route.targets.enumerated().map { index, target in
            let region = target.region ?? configuration.provider(named: target.provider)?.region
            let model = target.model ?? "(as the client asks)"
            return [
                index == 0 ? route.model : "",
                String(index + 1),
                target.provider,
                region ?? "-",
                target.endpoint.map { "\(model) at \($0)" } ?? model,
            ]
        }
    }

    private static func line(_ cells: [String], widths: [Int]) -> String {
        var line = ""
        for (cell, width) in zip(cells, widths) {
            line += cell + String(repeating: " ", count: width - cell.count + 2)
        }
        while line.last == " " { line.removeLast() }
        return line
    }
}
