"""Makes a large history as the first version would have left it, which the program then brings up to date.

So the sums, facets and later tables of such a database are made by the program's own migrations, and by nothing else.
The rows are the same for the same seed: requests over 90 days with a rhythm of day and week, a few models that most ask
for, targets in order of preference that fail now and then, coding sessions that cache their prompts.
"""
import bisect
import itertools
import math
import pathlib
import random
import sqlite3

SCHEMA = pathlib.Path(__file__).resolve().parent.parent / "Tests/Fixtures/history/before-sums.sql"
DAYS = 90
DAY_MS = 86_400_000
# Rows handed to SQLite at once.
CHUNK = 20_000
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

# provider, model, region: ten targets, the preferred ones first.
TARGETS = [
    ("bedrock", "us.anthropic.claude-sonnet-4-6", "us-east-1"),
    ("bedrock", "us.anthropic.claude-sonnet-4-6", "us-west-2"),
    ("bedrock", "eu.anthropic.claude-sonnet-4-6", "eu-central-1"),
    ("bedrock", "us.anthropic.claude-opus-4-6-v1", "us-east-1"),
    ("bedrock", "us.anthropic.claude-opus-4-6-v1", "us-west-2"),
    ("bedrock", "global.anthropic.claude-haiku-4-5-20251001-v1:0", "us-east-1"),
    ("anthropic", "claude-sonnet-4-6", None),
    ("openai", "gpt-6.1-terra", None),
    ("groq", "openai/gpt-oss-120b", None),
    ("openrouter", "anthropic/claude-sonnet-4.6", None),
]
MODELS = [f"claude-{family}-{version}" for version in ("4-6", "4-5", "4-1", "4-0", "3-7")
          for family in ("sonnet", "haiku", "opus", "fable")]
# The n-th model is asked for about 1/n as often as the first.
MODEL_WEIGHTS = list(itertools.accumulate(1 / (1 + number) for number in range(len(MODELS))))
# Failed attempts: class, status, text, weight, whether it ends the request.
FAILURES = [
    ("rate_limited", 429, "Too many tokens, please wait before trying again.", 60, False),
    ("overloaded", 503, "The model is overloaded.", 15, False),
    ("timed_out", None, "No answer within 60 seconds.", 8, False),
    ("network", None, "The connection was closed before the answer.", 7, False),
    ("server", 500, "Internal server error", 5, False),
    ("invalid_request", 400, "messages.3.content: Input should be a valid list", 3, True),
    ("context_too_long", 400, "prompt is too long: 214003 tokens > 200000 maximum", 2, True),
]
FAILURE_WEIGHTS = list(itertools.accumulate(failure[3] for failure in FAILURES))
# What the client is told: by the class of the last attempt.
TOLD = {
    "rate_limited": ("rate_limit_error", 429), "overloaded": ("overloaded_error", 529),
    "timed_out": ("timeout_error", 504), "network": ("api_error", 500), "server": ("api_error", 500),
    "invalid_request": ("invalid_request_error", 400), "context_too_long": ("invalid_request_error", 400),
}
# Of the attempts; gives 1.3 attempts a request.
FAILURE_SHARE = 0.25
ATTEMPT_LIMIT = 4

EXCHANGE = """id request_id started_at_ms session_id agent_id client requested_model is_streaming outcome status error_class
    error_message served_target served_provider served_model served_region input_tokens output_tokens cache_read_tokens
    cache_write_tokens cost_usd price_date time_to_first_byte_ms time_to_first_token_ms duration_ms tokens_per_second
    attempt_count request_bytes response_bytes""".split()
ATTEMPT = """exchange_id position target provider model region started_at_ms duration_ms time_to_first_byte_ms status
    error_class error_text cooldown_until_ms input_tokens output_tokens cache_read_tokens cache_write_tokens cost_usd
    """.split()


def target_id(target):
    provider, model, region = target
    return "/".join(part for part in (provider, region, model) if part)


TARGET_IDS = [target_id(target) for target in TARGETS]


def seed(path, rows, end_ms, seed=1):
    """Makes the database at `path` with `rows` requests of the 90 days before `end_ms`."""
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;")
    db.executescript(SCHEMA.read_text())
    # Made again afterwards: sorting a million keys once is faster than a million insertions.
    later = [sql for name, sql in db.execute(
        "SELECT name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL")]
    for kind, name in list(db.execute(
            "SELECT type, name FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL")):
        db.execute(f"DROP {kind} {name}")
    db.execute("BEGIN")
    source = _Requests(rows, end_ms, random.Random(seed)).all()
    while chunk := list(itertools.islice(source, CHUNK)):
        db.executemany(_insertion("exchange", EXCHANGE), (exchange for exchange, _ in chunk))
        db.executemany(_insertion("attempt", ATTEMPT), (attempt for _, attempts in chunk for attempt in attempts))
    db.execute("COMMIT")
    for sql in later:
        db.execute(sql)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def _insertion(table, columns):
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


class _Requests:
    def __init__(self, rows, end_ms, dice):
        self.rows, self.end_ms, self.dice = rows, end_ms, dice
        self.sessions = [self._session() for _ in range(20)]

    def all(self):
        starts = self._starts()
        for number in range(self.rows):
            yield self._request(number + 1, starts[number])

    def _starts(self):
        """Times in rising order, more of them in the day than at night and on weekdays than at the weekend."""
        hours = [(0.3 + max(0, math.sin((hour % 24 - 6) / 24 * 2 * math.pi))) * (0.4 if hour // 24 % 7 > 4 else 1)
                 for hour in range(DAYS * 24)]
        first = self.end_ms - DAYS * DAY_MS
        chosen = sorted(self.dice.choices(range(len(hours)), hours, k=self.rows))
        return sorted(first + hour * 3_600_000 + int(self.dice.random() * 3_600_000) for hour in chosen)

    def _session(self):
        return f"{self.dice.getrandbits(32):08x}-0000-4000-8000-{self.dice.getrandbits(48):012x}"

    def _request(self, number, start):
        roll = self.dice.random
        if roll() < 0.02:
            self.sessions[int(roll() * len(self.sessions))] = self._session()
        model = bisect.bisect(MODEL_WEIGHTS, roll() * MODEL_WEIGHTS[-1])
        attempts, failure, at = self._attempts(number, model, start)
        streams = roll() < 0.9
        cancelled = failure is None and roll() < 0.01
        outcome = "failed" if failure else "cancelled" if cancelled else "succeeded"
        told, status = TOLD[failure[0]] if failure else ("cancelled", 200) if cancelled else (None, 200)
        served = None if failure else TARGETS[attempts[-1][-1]]
        first = None if failure else at + int(150 + roll() ** 2 * 1500)
        tokens = (None,) * 4 if failure else (
            int(3 + roll() * 400), int(20 + roll() ** 3 * 4000), int(roll() * 120_000), int(roll() ** 4 * 20_000))
        duration = at if failure else first + tokens[1] * 12
        cost = None if failure or model % 10 == 9 else round(
            (tokens[0] * 3 + tokens[1] * 15 + tokens[2] * 0.3 + tokens[3] * 3.75) / 1e6, 6)
        rows = [row[:-1] for row in attempts]
        if not failure:
            rows[-1] = rows[-1][:7] + (duration - at, first - at, 200, None, None, None) + tokens + (cost,)
        word = self.dice.getrandbits(60)
        exchange = (
            number, f"req_{_text(word)}{_text(number * 2654435761 % 2**60)}", start,
            self.sessions[int(roll() * len(self.sessions))] if roll() < 0.95 else None, None, "claude-cli/2.1.330",
            MODELS[model], int(streams), outcome, status, told, failure[2] if failure else None,
            served and target_id(served), served and served[0], served and served[1], served and served[2],
            *tokens, cost, cost and "2026-11-01", first, first, duration,
            tokens[1] / (duration - first) * 1000 if first and duration > first else None,
            len(rows), int(2_000 + roll() * 400_000), 300 if failure else 400 + tokens[1] * 140,
        )
        return exchange, rows

    def _attempts(self, number, model, start):
        """The rows of the attempts, each with its target's number behind; the failure that the client is told, and when
        the last attempt began or, with a failure, ended."""
        roll, at, rows = self.dice.random, 2, []
        for position in range(ATTEMPT_LIMIT):
            index = (model * 3 + position * (1 + model % 3)) % len(TARGETS)
            provider, name, region = TARGETS[index]
            head = (number, position, TARGET_IDS[index], provider, name, region, start + at)
            if roll() >= FAILURE_SHARE:
                rows.append(head + (None,) * 11 + (index,))
                return rows, None, at
            failure = FAILURES[bisect.bisect(FAILURE_WEIGHTS, roll() * FAILURE_WEIGHTS[-1])]
            took = int(20 + roll() * 300)
            cooldown = start + at + 30_000 if failure[0] == "rate_limited" else None
            rows.append(head + (took, took, failure[1], failure[0], failure[2], cooldown) + (None,) * 5 + (index,))
            at += took
            if failure[4]:
                break
        return rows, failure, at


def _text(word):
    """Eleven characters of a request id."""
    characters = []
    for _ in range(11):
        word, digit = divmod(word, 58)
        characters.append(ALPHABET[digit])
    return "".join(characters)
