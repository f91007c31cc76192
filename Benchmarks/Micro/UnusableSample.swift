/// A sample of which a translator makes nothing, so that measuring it would mean nothing.
struct UnusableSample: Error {
    let name: String
}
