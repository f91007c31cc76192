#!/bin/sh
# Starts Claude Code through the proxy: Examples/claude-code.sh [arguments of claude]
# With server.api_keys in the configuration, set ANTHROPIC_AUTH_TOKEN to one of them first.
set -eu

export ANTHROPIC_BASE_URL="${ANTHROPIC_BASE_URL:-http://127.0.0.1:3001}"
export ANTHROPIC_AUTH_TOKEN="${ANTHROPIC_AUTH_TOKEN:-unused}"
# A company proxy must not stand between the two.
export NO_PROXY="${NO_PROXY:+$NO_PROXY,}localhost,127.0.0.1"

if ! curl --silent --fail --max-time 3 "$ANTHROPIC_BASE_URL/health" >/dev/null; then
    echo "claude-code.sh: no proxy answers at $ANTHROPIC_BASE_URL; start it with: claude-proxy" >&2
    exit 1
fi
exec claude "$@"
