/// Steps that are ready to be taken, in order.
struct StepQueue {
    private var steps: [ScriptStep] = []
    private var head = 0

    mutating func append(_ step: ScriptStep) { steps.append(step) }

    mutating func popFirst() -> ScriptStep? {
        guard head < steps.count else { return nil }
        defer { head += 1 }
        let step = steps[head]
        if head == steps.count - 1 {
            steps.removeAll(keepingCapacity: true)
            head = -1
        }
        return step
    }
}
