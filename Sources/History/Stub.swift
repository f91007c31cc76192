enum StubHistory {}
