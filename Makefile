# One line a target; what takes more lives in scripts/.
# Swift 6.2 and not 6.1: Package.swift uses RawSpan, default isolation and warnings as errors, which 6.1 does not know.
.DEFAULT_GOAL := help
.PHONY: build test check fmt lint bench bench-micro bench-guard run demo screenshots clean help ready

RELEASE = $(shell scripts/release-options)

# Whole programs, and sockets whose time limits are real: a machine busy with hundreds of other tests would break them.
ALONE := EndToEndTests|RealClientTests|ServerTests\.(Upstream|Kept|Outbound)

ready:
	@scripts/bootstrap

build: ready ## Build the release binary: .build/release/claude-proxy
	swift build $(RELEASE) --product claude-proxy

test: ready ## Run every suite: unit, golden, split, end to end, real clients, browser
	swift build --build-tests
	swift test --skip-build --parallel --skip '$(ALONE)'
	swift test --skip-build --no-parallel --filter '$(ALONE)'

check: lint ## Lint, then scripts/tidy: the rules that a formatter cannot see
	scripts/tidy
	scripts/dashboard-assets --check

lint: ## Hold the sources against .swift-format
	swift format lint --strict --parallel --recursive Sources Tests Benchmarks Package.swift

fmt: ## Format the sources in place
	swift format --in-place --parallel --recursive Sources Tests Benchmarks Package.swift

bench: ready ## Measure the proxy against nginx on loopback, 8 minutes; ARGS=--quick, ARGS=--write for docs/benchmarks.md
	scripts/bench $(ARGS)

bench-micro: ready ## CPU time and instructions of the parts, each by itself
	scripts/bench-micro $(ARGS)

bench-guard: ready ## Hold their instructions against Benchmarks/baseline.json; ARGS=--write for a change that is meant
	scripts/bench-guard $(ARGS)

run: ready ## Serve with ./config.yaml, or with the credentials found in the environment
	scripts/start serve $(ARGS)

demo: ready ## Serve against simulated upstreams: no account, no key
	scripts/start demo $(ARGS)

screenshots: ready ## Make docs/screenshots anew, from the demo in a browser
	swift build --build-tests
	CLAUDE_PROXY_SCREENSHOTS=docs/screenshots swift test --skip-build --filter BrowserTests/makeScreenshots

clean: ## Remove everything that was built
	rm -rf .build .build-*

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
