-- The schema of the first version that was in use, before there were sums by facet. Never to be changed.
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
CREATE TABLE exchange (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    request_id TEXT NOT NULL UNIQUE,
    started_at_ms INTEGER NOT NULL,
    session_id TEXT,
    agent_id TEXT,
    client TEXT,
    requested_model TEXT NOT NULL,
    is_streaming INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    status INTEGER,
    error_class TEXT,
    error_message TEXT,
    served_target TEXT,
    served_provider TEXT,
    served_model TEXT,
    served_region TEXT,
    served_endpoint TEXT,
    input_tokens INTEGER,
    output_tokens INTEGER,
    cache_read_tokens INTEGER,
    cache_write_tokens INTEGER,
    cache_write_one_hour_tokens INTEGER,
    imported_tokens INTEGER,
    cost_usd REAL,
    price_date TEXT,
    time_to_first_byte_ms INTEGER,
    time_to_first_token_ms INTEGER,
    duration_ms INTEGER,
    tokens_per_second REAL,
    attempt_count INTEGER,
    request_bytes INTEGER,
    response_bytes INTEGER
) STRICT;
CREATE INDEX exchange_by_start ON exchange (started_at_ms);
CREATE INDEX exchange_by_requested_model ON exchange (requested_model, started_at_ms);
CREATE INDEX exchange_by_outcome ON exchange (outcome, started_at_ms);
CREATE INDEX exchange_by_status ON exchange (status, started_at_ms);
CREATE INDEX exchange_by_error_class ON exchange (error_class, started_at_ms) WHERE error_class IS NOT NULL;
CREATE INDEX exchange_by_served_target ON exchange (served_target, started_at_ms)
    WHERE served_target IS NOT NULL;
CREATE INDEX exchange_by_session ON exchange (session_id, started_at_ms) WHERE session_id IS NOT NULL;
CREATE TABLE attempt (
    exchange_id INTEGER NOT NULL REFERENCES exchange (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    target TEXT NOT NULL,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    region TEXT,
    endpoint TEXT,
    started_at_ms INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    time_to_first_byte_ms INTEGER,
    status INTEGER,
    error_class TEXT,
    error_text TEXT,
    cooldown_until_ms INTEGER,
    input_tokens INTEGER,
    output_tokens INTEGER,
    cache_read_tokens INTEGER,
    cache_write_tokens INTEGER,
    cache_write_one_hour_tokens INTEGER,
    cost_usd REAL,
    adjustment TEXT,
    PRIMARY KEY (exchange_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX attempt_by_error_class ON attempt (error_class, started_at_ms) WHERE error_class IS NOT NULL;
CREATE TABLE body (
    exchange_id INTEGER PRIMARY KEY REFERENCES exchange (id) ON DELETE CASCADE,
    request_body BLOB,
    response_body BLOB
) STRICT;
CREATE TABLE cooldown (
    target TEXT PRIMARY KEY,
    until_ms INTEGER NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE hour_total (
    hour_ms INTEGER PRIMARY KEY,
    exchanges INTEGER NOT NULL,
    succeeded INTEGER NOT NULL,
    cancelled INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    cache_read_tokens INTEGER NOT NULL,
    cache_write_tokens INTEGER NOT NULL,
    imported_tokens INTEGER NOT NULL,
    cost_usd REAL NOT NULL
) STRICT;
CREATE TRIGGER exchange_adds_to_hour_total AFTER INSERT ON exchange BEGIN
    INSERT INTO hour_total VALUES (
        NEW.started_at_ms - NEW.started_at_ms % 3600000,
        1,
        NEW.outcome = 'succeeded',
        NEW.outcome = 'cancelled',
        COALESCE(NEW.attempt_count, 0),
        COALESCE(NEW.input_tokens, 0),
        COALESCE(NEW.output_tokens, 0),
        COALESCE(NEW.cache_read_tokens, 0),
        COALESCE(NEW.cache_write_tokens, 0),
        COALESCE(NEW.imported_tokens, 0),
        COALESCE(NEW.cost_usd, 0)
    ) ON CONFLICT (hour_ms) DO UPDATE SET
        exchanges = exchanges + excluded.exchanges,
        succeeded = succeeded + excluded.succeeded,
        cancelled = cancelled + excluded.cancelled,
        attempts = attempts + excluded.attempts,
        input_tokens = input_tokens + excluded.input_tokens,
        output_tokens = output_tokens + excluded.output_tokens,
        cache_read_tokens = cache_read_tokens + excluded.cache_read_tokens,
        cache_write_tokens = cache_write_tokens + excluded.cache_write_tokens,
        imported_tokens = imported_tokens + excluded.imported_tokens,
        cost_usd = cost_usd + excluded.cost_usd;
END;
CREATE VIEW request_history AS
SELECT
    id,
    strftime('%Y-%m-%d %H:%M:%f', started_at_ms / 1000.0, 'unixepoch') AS timestamp,
    request_id,
    outcome = 'succeeded' AS success,
    COALESCE(imported_tokens, input_tokens + output_tokens, input_tokens, output_tokens) AS tokens_used,
    requested_model AS original_model,
    COALESCE(served_provider, (
        SELECT provider FROM attempt WHERE exchange_id = exchange.id ORDER BY position DESC LIMIT 1
    )) AS provider,
    COALESCE(served_model, (
        SELECT model FROM attempt WHERE exchange_id = exchange.id ORDER BY position DESC LIMIT 1
    )) AS routed_model,
    duration_ms / 1000.0 AS duration_seconds,
    error_message,
    is_streaming
FROM exchange;
INSERT INTO grdb_migrations VALUES
    ('createExchange'), ('createAttempt'), ('createBody'), ('createCooldown'), ('createHourTotal'),
    ('importOldRequestHistory'), ('createRequestHistoryView');
