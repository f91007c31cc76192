/// What a connection plays for one request.
struct UpstreamReply {
    /// 0 if no head is written.
    let status: Int
    let script: any IteratorProtocol<ScriptStep>
}
