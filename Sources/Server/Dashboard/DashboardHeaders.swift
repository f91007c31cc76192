import HTTPTypes

/// The headers of every answer on the dashboard's port.
enum DashboardHeaders {
    /// Nothing from outside, nothing inline, no framing.
    static let all: HTTPFields = [
        .contentSecurity: "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
        .contentTypeOptions: "nosniff",
        .referrerPolicy: "no-referrer",
        .cacheControl: "no-store",
    ]
}

extension ClientResponse {
    /// The same with the dashboard's headers; those it has already stay as they are.
    var onDashboard: ClientResponse {
        var response = self
        for field in DashboardHeaders.all where !response.headers.contains(field.name) {
            response.headers.append(field)
        }
        return response
    }
}
