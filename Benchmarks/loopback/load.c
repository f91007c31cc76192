// A load generator for benchmarks: keep-alive connections in a closed loop, each sending one request again and again.
// It checks status and end of each answer, and takes the age of each mark that the upstream left in a streamed delta.
//   load port=N path=/P body=FILE connections=N seconds=S [requests=N] [ramp_ms=N] [before=/P] [expect=TEXT]
// `requests` ends each connection after so many, `ramp_ms` spreads their first ones over that time, `before` is a path
// that is asked by POST before each request, outside of the measured time. Prints one JSON object; ends 20 s after
// `seconds` at the latest.
#define _GNU_SOURCE
#include "loopback.h"
#include <fcntl.h>

#define GRACE 20000000000u // nanoseconds for answers that are under way when the time is over
#define FAILURE_LIMIT 1000 // beyond so many something is wrong that more of the same will not mend

struct samples {
    float *microseconds;
    size_t count, capacity;
};

struct connection {
    int socket;
    bool is_before, wants_to_write, has_first, is_over;
    int left;
    size_t sent, at, marks_at; // `at`: where the next chunk begins
    uint64_t start;            // nanoseconds; of the connection before it has begun, then of the request
    struct bytes input;
    struct head head;
};

static struct {
    int port, connections, requests;
    double seconds, ramp;
    const char *path, *before, *expect, *body;
} options = {.path = "/v1/messages", .requests = INT32_MAX};

static int poller, living;
static uint64_t end, succeeded, failed, received;
static struct samples first_byte, whole, delay;
static struct bytes request, before;

static void add(struct samples *samples, uint64_t nanoseconds) {
    if (samples->count == samples->capacity) {
        samples->capacity = samples->capacity ? 2 * samples->capacity : 65536;
        samples->microseconds = realloc(samples->microseconds, samples->capacity * sizeof(float));
        if (!samples->microseconds) stop("no memory");
    }
    samples->microseconds[samples->count++] = (float)nanoseconds / 1000;
}

static int by_size(const void *left, const void *right) {
    float a = *(const float *)left, b = *(const float *)right;
    return (a > b) - (a < b);
}

static void print_samples(const char *name, struct samples *samples) {
    printf(",\"%s\":{\"count\":%zu", name, samples->count);
    static const struct {
        const char *name;
        double part;
    } quantiles[] = {{"p50", .5}, {"p90", .9}, {"p99", .99}, {"max", 1}};
    if (samples->count) qsort(samples->microseconds, samples->count, sizeof(float), by_size);
    for (size_t i = 0; samples->count && i < 4; i++)
        printf(",\"%s\":%.1f", quantiles[i].name,
               (double)samples->microseconds[(size_t)(quantiles[i].part * (double)(samples->count - 1))]);
    printf("}");
}

static void write_request(struct connection *connection) {
    const struct bytes *bytes = connection->is_before ? &before : &request;
    while (connection->sent < bytes->count) {
        ssize_t count = write(connection->socket, bytes->at + connection->sent, bytes->count - connection->sent);
        if (count < 0) break;
        connection->sent += (size_t)count;
    }
    bool is_left = connection->sent < bytes->count;
    if (is_left == connection->wants_to_write) return;
    connection->wants_to_write = is_left;
    struct epoll_event event = {EPOLLIN | (is_left ? EPOLLOUT : 0u), {.ptr = connection}};
    epoll_ctl(poller, EPOLL_CTL_MOD, connection->socket, &event);
}

static void begin_request(struct connection *connection, bool is_before) {
    connection->is_before = is_before;
    connection->has_first = false;
    connection->sent = connection->at = connection->marks_at = connection->input.count = 0;
    connection->head = (struct head){0};
    connection->start = nanoseconds();
    write_request(connection);
}

static void dial(struct connection *connection) {
    connection->socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = loopback(options.port);
    if (connect(connection->socket, (struct sockaddr *)&address, sizeof address)) stop("connect");
    no_delay(connection->socket);
    fcntl(connection->socket, F_SETFL, O_NONBLOCK);
    connection->wants_to_write = false;
    struct epoll_event event = {EPOLLIN, {.ptr = connection}};
    epoll_ctl(poller, EPOLL_CTL_ADD, connection->socket, &event);
    begin_request(connection, options.before != NULL);
}

static void take_marks(struct connection *connection, uint64_t now) {
    struct bytes *input = &connection->input;
    for (;;) {
        char *mark = memmem(input->at + connection->marks_at, input->count - connection->marks_at, MARK, 2);
        char *mark_end = mark ? strchr(mark + 2, '~') : NULL;
        if (!mark_end) {
            // The next search begins at half a mark, or where one may begin in the last byte.
            if (mark) connection->marks_at = (size_t)(mark - input->at);
            else if (input->count > connection->marks_at) connection->marks_at = input->count - 1;
            return;
        }
        uint64_t then = strtoull(mark + 2, NULL, 10);
        if (then && now > then) add(&delay, now - then);
        connection->marks_at = (size_t)(mark_end + 1 - input->at);
    }
}

// Whether all of the answer is there.
static bool read_answer(struct connection *connection, uint64_t now) {
    struct bytes *input = &connection->input;
    if (!connection->head.count) {
        connection->head = parse_head(input);
        connection->at = connection->marks_at = connection->head.count;
    }
    if (!connection->head.count) return false;
    if (!connection->has_first && !connection->is_before && input->count > connection->head.count) {
        connection->has_first = true;
        add(&first_byte, now - connection->start);
    }
    take_marks(connection, now);
    if (connection->head.is_chunked) return pass_chunks(input, &connection->at);
    return connection->head.has_length && input->count >= connection->head.count + connection->head.content_length;
}

static void finish(struct connection *connection) {
    close(connection->socket);
    connection->is_over = true;
    living--;
}

static void fail(struct connection *connection) {
    const char *text = connection->input.count ? connection->input.at : "no answer";
    if (!failed++) fprintf(stderr, "first failure: %.600s\n", text);
    close(connection->socket);
    connection->input.count = 0;
    if (failed < FAILURE_LIMIT && nanoseconds() < end) {
        dial(connection);
    } else {
        connection->is_over = true;
        living--;
    }
}

static void note_answer(struct connection *connection, uint64_t now) {
    struct bytes *input = &connection->input;
    bool is_good = !strncmp(input->at, "HTTP/1.1 200", 12);
    if (connection->is_before) {
        if (is_good) begin_request(connection, false);
        else fail(connection);
        return;
    }
    is_good = is_good && (!options.expect || memmem(input->at, input->count, options.expect, strlen(options.expect)));
    if (!is_good) {
        fail(connection);
        return;
    }
    succeeded++;
    add(&whole, now - connection->start);
    if (--connection->left > 0 && now < end) begin_request(connection, options.before != NULL);
    else finish(connection);
}

static void go_on(struct connection *connection, uint32_t what) {
    if (connection->is_over) return;
    if (what & EPOLLOUT) write_request(connection);
    if (!(what & ~(uint32_t)EPOLLOUT)) return;
    size_t known = connection->input.count;
    bool is_open = read_available(connection->socket, &connection->input);
    uint64_t now = nanoseconds();
    received += connection->input.count - known;
    if (connection->input.count && read_answer(connection, now)) note_answer(connection, now);
    else if (!is_open) fail(connection);
}

static void read_options(int count, char **arguments) {
    for (int i = 1; i < count; i++) {
        char *value = strchr(arguments[i], '=');
        if (!value) stop(arguments[i]);
        *value++ = 0;
        const char *name = arguments[i];
        if (!strcmp(name, "port")) options.port = atoi(value);
        else if (!strcmp(name, "path")) options.path = value;
        else if (!strcmp(name, "body")) options.body = value;
        else if (!strcmp(name, "connections")) options.connections = atoi(value);
        else if (!strcmp(name, "requests")) options.requests = atoi(value);
        else if (!strcmp(name, "seconds")) options.seconds = atof(value);
        else if (!strcmp(name, "ramp_ms")) options.ramp = atof(value) / 1000;
        else if (!strcmp(name, "before")) options.before = value;
        else if (!strcmp(name, "expect")) options.expect = value;
        else stop(name);
    }
    bool is_complete = options.port && options.body && options.connections > 0 && options.seconds > 0;
    if (!is_complete) stop("port, body, connections and seconds are needed");
}

static void make_request(struct bytes *into, const char *path, const char *file) {
    struct bytes body = {0};
    if (file) {
        FILE *opened = fopen(file, "rb");
        if (!opened) stop(file);
        for (size_t count = 1; count > 0; body.count += count) {
            reserve(&body, READ_SIZE);
            count = fread(body.at + body.count, 1, READ_SIZE, opened);
        }
        fclose(opened);
    }
    char head[1024];
    append(into, head, (size_t)snprintf(head, sizeof head,
        "POST %s HTTP/1.1\r\nhost: 127.0.0.1:%d\r\nuser-agent: benchmark/1.0\r\naccept: application/json\r\n"
        "anthropic-version: 2023-06-01\r\nx-api-key: bench\r\ncontent-type: application/json\r\n"
        "content-length: %zu\r\n\r\n",
        path, options.port, body.count));
    append(into, body.at, body.count);
    free(body.at);
}

// Begins the connections whose turn has come. Returns how many have begun by now.
static int begin_due(struct connection *connections, int begun, uint64_t start) {
    double share = options.ramp > 0 ? (double)(nanoseconds() - start) / 1e9 / options.ramp : 1;
    int due = share >= 1 ? options.connections : 1 + (int)(share * (options.connections - 1));
    for (; begun < due; begun++) {
        connections[begun].left = options.requests;
        dial(&connections[begun]);
    }
    return begun;
}

int main(int count, char **arguments) {
    read_options(count, arguments);
    make_request(&request, options.path, options.body);
    if (options.before) make_request(&before, options.before, NULL);
    poller = epoll_create1(EPOLL_CLOEXEC);
    struct connection *connections = calloc((size_t)options.connections, sizeof *connections);
    if (!connections) stop("no memory");
    uint64_t start = nanoseconds();
    end = start + (uint64_t)(options.seconds * 1e9);
    living = options.connections;
    int begun = 0;
    struct epoll_event events[256];
    while (living && nanoseconds() < end + GRACE) {
        if (begun < options.connections) begun = begin_due(connections, begun, start);
        int ready = epoll_wait(poller, events, 256, begun < options.connections ? 1 : 100);
        for (int i = 0; i < ready; i++) go_on(events[i].data.ptr, events[i].events);
    }
    double seconds = (double)(nanoseconds() - start) / 1e9;
    failed += (uint64_t)living; // never answered
    printf("{\"succeeded\":%llu,\"failed\":%llu,\"seconds\":%.3f,\"received\":%llu", (unsigned long long)succeeded,
           (unsigned long long)failed, seconds, (unsigned long long)received);
    print_samples("first_byte", &first_byte);
    print_samples("whole", &whole);
    print_samples("delay", &delay);
    puts("}");
    return failed ? 1 : 0;
}
