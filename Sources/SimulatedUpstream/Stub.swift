enum StubSimulatedUpstream {}
