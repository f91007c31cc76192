enum StubJSONBytes {}
