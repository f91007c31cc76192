// The pure parts, each by itself; `make bench-micro` builds and runs it.
//
//   MicroBenchmarks            every benchmark: CPU time, best and median of 21 samples, as lines of a Markdown table
//   MicroBenchmarks NAME       those whose name contains this
//   MicroBenchmarks --list     numbers, names, units and fixed counts, between tabs
//   MicroBenchmarks --fixed    does each a fixed number of times between two marks, for a tool that counts instructions
let argument = CommandLine.arguments.dropFirst().first
switch argument {
case "--list":
    for benchmark in Benchmark.all {
        print("\(benchmark.name)\t\(benchmark.unit.description)\t\(benchmark.unit.fixedCount)")
    }
case "--fixed":
    try await Benchmark.runAllFixed()
default:
    print("| | per | best | median | MB/s |\n|---|---|---:|---:|---:|")
    for benchmark in Benchmark.all where argument.map(benchmark.name.contains) ?? true {
        print(try await Measurement(benchmark.prepare()).row(of: benchmark))
    }
}
