# One line a target; what takes more lives in scripts/.
# Swift 6.2 and not 6.1: Package.swift uses RawSpan, default isolation and warnings as errors, which 6.1 does not know.
.DEFAULT_GOAL := help
.PHONY: build test check fmt lint run demo clean help ready

# A first start from a debug build takes less than half as long as from a release build; a release binary that is there
# already is brought up to date and used instead.
MODE := $(if $(wildcard .build/release/claude-proxy),-c release,)

ready:
	@scripts/bootstrap

build: ready ## Build the release binary: .build/release/claude-proxy
	swift build -c release --product claude-proxy

test: ready ## Run every suite: unit, golden, split, end to end, real clients
	swift build --build-tests
	swift test --skip-build --parallel --skip EndToEndTests --skip RealClientTests
	swift test --skip-build --no-parallel --filter 'EndToEndTests|RealClientTests'

check: lint ## Lint, then scripts/tidy: the rules that a formatter cannot see
	scripts/tidy
	scripts/dashboard-assets --check

lint: ## Hold the sources against .swift-format
	swift format lint --strict --parallel --recursive Sources Tests Package.swift

fmt: ## Format the sources in place
	swift format --in-place --parallel --recursive Sources Tests Package.swift

run: ready ## Serve with ./config.yaml, or with the credentials found in the environment
	swift run $(MODE) claude-proxy serve

demo: ready ## Serve against simulated upstreams: no account, no key
	swift run $(MODE) claude-proxy demo

clean: ## Remove everything that was built
	rm -rf .build .build-*

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
