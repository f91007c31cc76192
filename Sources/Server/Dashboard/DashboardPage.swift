import HTTPTypes
import MessagesAPI
import NIOCore

/// Answers with the files of the page.
enum DashboardPage {
    /// The file under a path of the URL, or no more than its tag if the browser has it already.
    ///
    /// Every view is the same file, which reads the path for itself; it also says so when there is no such view.
    /// - Throws: ``APIError`` of kind `not_found_error` for a file that is not there.
    static func response(to head: HTTPRequest, path: String) throws(APIError) -> ClientResponse {
        if let asset = DashboardAssets.file(path) { return response(to: head, asset) }
        guard isView(path) || !path.contains("."), let page = DashboardAssets.file("/index.html") else {
            throw APIError(.notFound, "\(path.prefix(pathLimit)): no such file")
        }
        var response = response(to: head, page)
        if !isView(path) { response.status = 404 }
        return response
    }

    /// Characters of an unknown path that are repeated to the client.
    static let pathLimit = 200

    /// The views; `/requests/ID` is that of one request.
    private static func isView(_ path: String) -> Bool {
        ["/", "/requests", "/errors", "/routes"].contains(path) || path.hasPrefix("/requests/")
    }

    private static func response(to head: HTTPRequest, _ asset: DashboardAssets.Asset) -> ClientResponse {
        // "no-cache" lets the browser keep it and ask each time: a new version of the program shows at once.
        let headers: HTTPFields = [.contentType: asset.contentType, .eTag: asset.etag, .cacheControl: "no-cache"]
        guard head.headerFields[.ifNoneMatch] != asset.etag else {
            return ClientResponse(status: 304, headers: headers)
        }
        return ClientResponse(headers: headers, body: ByteBuffer(bytes: asset.bytes))
    }
}
