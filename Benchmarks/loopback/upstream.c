// An upstream for benchmarks: one thread, loopback, HTTP/1.1 with keep-alive, and as little work as possible.
// By its path a request is one of the Messages API, of Chat Completions or of Bedrock; its model's name says what it is
// to be given:
//   bench-EVENTSxMICROSECONDS   so many text deltas, so long apart; 0 sends them in one piece
//   bench-refuse-STATUS         that status at once
// The port it took is the one line that it prints; it ends when its standard input does.
#define _GNU_SOURCE
#include "loopback.h"
#include <fcntl.h>
#include <sys/timerfd.h>

#define CONNECTION_LIMIT 8192

enum dialect { MESSAGES, CHAT_COMPLETIONS, BEDROCK };
enum { NOT_WAITING = -1 };

struct connection {
    int socket;
    struct bytes input, output;
    size_t written;
    enum dialect dialect;
    bool is_streaming, wants_to_write;
    int events, next; // deltas of this answer; -1 opens the stream, `events` closes it
    uint64_t gap, due; // nanoseconds
    int place;         // in the queue, or NOT_WAITING
};

static int poller;
static struct connection *queue[CONNECTION_LIMIT]; // a binary heap, the earliest first
static int waiting;

// -- Time ------------------------------------------------------------------------------------------------------------

static void put_in_place(struct connection *connection, int place) {
    queue[place] = connection;
    connection->place = place;
}

static void sift(struct connection *connection, int place) {
    for (; place > 0 && connection->due < queue[(place - 1) / 2]->due; place = (place - 1) / 2)
        put_in_place(queue[(place - 1) / 2], place);
    for (;;) {
        int child = 2 * place + 1;
        if (child >= waiting) break;
        if (child + 1 < waiting && queue[child + 1]->due < queue[child]->due) child++;
        if (queue[child]->due >= connection->due) break;
        put_in_place(queue[child], place);
        place = child;
    }
    put_in_place(connection, place);
}

static void wait_until_due(struct connection *connection) {
    if (connection->place == NOT_WAITING) {
        if (waiting == CONNECTION_LIMIT) stop("too many streams");
        connection->place = waiting++;
    }
    sift(connection, connection->place);
}

static void wait_no_more(struct connection *connection) {
    int place = connection->place;
    if (place == NOT_WAITING) return;
    connection->place = NOT_WAITING;
    struct connection *last = queue[--waiting];
    if (last != connection) sift(last, place);
}

static void set_timer(int timer) {
    static uint64_t set_to;
    uint64_t due = waiting ? queue[0]->due : 0;
    if (due == set_to) return;
    set_to = due;
    struct itimerspec when = {.it_value = {(time_t)(due / 1000000000u), (long)(due % 1000000000u)}};
    timerfd_settime(timer, TFD_TIMER_ABSTIME, &when, NULL);
}

// -- Events ----------------------------------------------------------------------------------------------------------

static uint32_t crc32_of(const unsigned char *bytes, size_t count) {
    static uint32_t table[256];
    if (!table[1])
        for (uint32_t i = 0; i < 256; i++) {
            table[i] = i;
            for (int bit = 0; bit < 8; bit++) table[i] = table[i] & 1 ? 0xEDB88320u ^ table[i] >> 1 : table[i] >> 1;
        }
    uint32_t sum = ~0u;
    while (count--) sum = table[(sum ^ *bytes++) & 255] ^ sum >> 8;
    return ~sum;
}

static void append_big_endian(struct bytes *bytes, uint32_t value, int width) {
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) append(bytes, &(char){(char)(value >> shift)}, 1);
}

static void append_base64(struct bytes *to, const char *text) {
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t left = strlen(text); left > 0; text += 3) {
        uint32_t bits = (uint32_t)(unsigned char)text[0] << 16;
        if (left > 1) bits |= (uint32_t)(unsigned char)text[1] << 8;
        if (left > 2) bits |= (uint32_t)(unsigned char)text[2];
        char group[4];
        for (int i = 0; i < 4; i++) group[i] = (size_t)i <= left ? letters[bits >> (18 - 6 * i) & 63] : '=';
        append(to, group, 4);
        left -= left < 3 ? left : 3;
    }
}

// A frame of AWS's event stream: https://smithy.io/2.0/aws/amazon-eventstream.html, seen 2026-11-22.
static void append_frame(struct bytes *to, const char *json) {
    static const char *const headers[][2] = {
        {":event-type", "chunk"}, {":content-type", "application/json"}, {":message-type", "event"}};
    static struct bytes head, payload;
    head.count = payload.count = 0;
    for (size_t i = 0; i < 3; i++) {
        append_big_endian(&head, (uint32_t)strlen(headers[i][0]), 1);
        append_text(&head, headers[i][0]);
        append_big_endian(&head, 7, 1); // a string follows
        append_big_endian(&head, (uint32_t)strlen(headers[i][1]), 2);
        append_text(&head, headers[i][1]);
    }
    append_text(&payload, "{\"bytes\":\"");
    append_base64(&payload, json);
    append_text(&payload, "\",\"p\":\"abcdefghijklmnop\"}");
    size_t start = to->count;
    append_big_endian(to, (uint32_t)(12 + head.count + payload.count + 4), 4);
    append_big_endian(to, (uint32_t)head.count, 4);
    append_big_endian(to, crc32_of((unsigned char *)to->at + start, 8), 4);
    append(to, head.at, head.count);
    append(to, payload.at, payload.count);
    append_big_endian(to, crc32_of((unsigned char *)to->at + start, to->count - start), 4);
}

// One event as one chunk of the answer.
static void send_event(struct connection *connection, const char *name, const char *json) {
    static struct bytes event;
    event.count = 0;
    switch (connection->dialect) {
    case BEDROCK: append_frame(&event, json); break;
    case MESSAGES:
        append_text(&event, "event: ");
        append_text(&event, name);
        append_text(&event, "\n"); // and the data, as below
        // fall through
    case CHAT_COMPLETIONS:
        append_text(&event, "data: ");
        append_text(&event, json);
        append_text(&event, "\n\n");
    }
    char size[24];
    append(&connection->output, size, (size_t)snprintf(size, sizeof size, "%zx\r\n", event.count));
    append(&connection->output, event.at, event.count);
    append_text(&connection->output, "\r\n");
}

#define MADE "\"created\":1790000000,\"model\":\"bench\","
#define CHUNK "{\"id\":\"chatcmpl-bench\",\"object\":\"chat.completion.chunk\"," MADE
#define CHOICE CHUNK "\"choices\":[{\"index\":0,\"delta\":"

static void send_chat_event(struct connection *connection) {
    char json[512];
    if (connection->next < 0) {
        send_event(connection, "", CHOICE "{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}");
    } else if (connection->next < connection->events) {
        snprintf(json, sizeof json, CHOICE "{\"content\":\" word " MARK "%llu~\"},\"finish_reason\":null}]}",
                 (unsigned long long)nanoseconds());
        send_event(connection, "", json);
    } else {
        send_event(connection, "", CHOICE "{},\"finish_reason\":\"stop\"}]}");
        snprintf(json, sizeof json,
                 CHUNK "\"choices\":[],"
                 "\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":%d,\"total_tokens\":%d}}",
                 connection->events, 1000 + connection->events);
        send_event(connection, "", json);
        send_event(connection, "", "[DONE]");
    }
}

static void send_messages_event(struct connection *connection) {
    char json[512];
    if (connection->next < 0) {
        send_event(connection, "message_start",
                   "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_bench\",\"type\":\"message\","
                   "\"role\":\"assistant\",\"model\":\"claude-bench\",\"content\":[],"
                   "\"stop_reason\":null,\"stop_sequence\":null,"
                   "\"usage\":{\"input_tokens\":1000,\"output_tokens\":1}}}");
        send_event(connection, "content_block_start",
                   "{\"type\":\"content_block_start\",\"index\":0,"
                   "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}");
    } else if (connection->next < connection->events) {
        snprintf(json, sizeof json,
                 "{\"type\":\"content_block_delta\",\"index\":0,"
                 "\"delta\":{\"type\":\"text_delta\",\"text\":\" word " MARK "%llu~\"}}",
                 (unsigned long long)nanoseconds());
        send_event(connection, "content_block_delta", json);
    } else {
        send_event(connection, "content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}");
        snprintf(json, sizeof json,
                 "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                 "\"usage\":{\"output_tokens\":%d}}",
                 connection->events);
        send_event(connection, "message_delta", json);
        send_event(connection, "message_stop", "{\"type\":\"message_stop\"}");
    }
}

static void send_due_events(struct connection *connection, uint64_t now) {
    while (connection->is_streaming && connection->due <= now) {
        if (connection->dialect == CHAT_COMPLETIONS) send_chat_event(connection);
        else send_messages_event(connection);
        // The opening events and the first delta come together.
        if (connection->next >= 0) connection->due += connection->gap;
        if (connection->next++ < connection->events) continue;
        append_text(&connection->output, "0\r\n\r\n");
        connection->is_streaming = false;
    }
}

// -- Requests --------------------------------------------------------------------------------------------------------

static void answer_at_once(struct connection *connection, int status, const char *json) {
    char head[256];
    int count = snprintf(head, sizeof head,
                         "HTTP/1.1 %d Benchmark\r\ncontent-type: application/json\r\ncontent-length: %zu\r\n"
                         "request-id: req_bench\r\n\r\n",
                         status, strlen(json));
    append(&connection->output, head, (size_t)count);
    append_text(&connection->output, json);
}

static void answer_whole(struct connection *connection) {
    answer_at_once(connection, 200, connection->dialect == CHAT_COMPLETIONS
        ? "{\"id\":\"chatcmpl-bench\",\"object\":\"chat.completion\"," MADE "\"choices\":[{\"index\":0,"
          "\"message\":{\"role\":\"assistant\",\"content\":\"Hello from the upstream.\"},"
          "\"finish_reason\":\"stop\"}],"
          "\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":8,\"total_tokens\":1008}}"
        : "{\"id\":\"msg_bench\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-bench\","
          "\"content\":[{\"type\":\"text\",\"text\":\"Hello from the upstream.\"}],"
          "\"stop_reason\":\"end_turn\",\"stop_sequence\":null,"
          "\"usage\":{\"input_tokens\":1000,\"output_tokens\":8}}");
}

static void begin_stream(struct connection *connection) {
    append_text(&connection->output, connection->dialect == BEDROCK
        ? "HTTP/1.1 200 OK\r\ncontent-type: application/vnd.amazon.eventstream\r\n"
        : "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n");
    append_text(&connection->output, "request-id: req_bench\r\ntransfer-encoding: chunked\r\n\r\n");
    connection->is_streaming = true;
    connection->next = -1;
    connection->due = nanoseconds();
}

#define ERROR(type, message) \
    "{\"type\":\"error\",\"error\":{\"type\":\"" type "\",\"message\":\"" message "\"}}"

static void answer(struct connection *connection, const char *path, const char *body, size_t count) {
    bool is_chat = strstr(path, "/chat/completions"), is_bedrock = strstr(path, "/model/");
    connection->dialect = is_chat ? CHAT_COMPLETIONS : is_bedrock ? BEDROCK : MESSAGES;
    const char *model = strstr(path, "bench-");
    if (!model && count) model = memmem(body, count, "bench-", 6);
    int status, gap;
    if (model && sscanf(model, "bench-refuse-%d", &status) == 1) {
        answer_at_once(connection, status, ERROR("overloaded_error", "Refused by the benchmark"));
        return;
    }
    if (!model || sscanf(model, "bench-%dx%d", &connection->events, &gap) != 2) {
        answer_at_once(connection, 400, ERROR("invalid_request_error", "The model is none of a benchmark."));
        return;
    }
    connection->gap = (uint64_t)gap * 1000u;
    bool wants_stream = strstr(path, "response-stream") || (count && memmem(body, count, "\"stream\":true", 13));
    if (wants_stream) begin_stream(connection);
    else answer_whole(connection);
}

// Answers the next request if all of it is there. False when it cannot be read.
static bool take_request(struct connection *connection) {
    struct bytes *input = &connection->input;
    struct head head = connection->is_streaming ? (struct head){0} : parse_head(input);
    if (!head.count) return true;
    size_t end = head.count + head.content_length;
    if (head.is_chunked) {
        end = head.count;
        if (!pass_chunks(input, &end)) return true;
    } else if (input->count < end) {
        reserve(input, end - input->count);
        return true;
    }
    char path[1024];
    if (sscanf(input->at, "%*15s %1023s", path) != 1) return false;
    answer(connection, path, input->at + head.count, end - head.count);
    input->count -= end;
    memmove(input->at, input->at + end, input->count);
    return true;
}

// -- Sockets ---------------------------------------------------------------------------------------------------------

static bool flush_output(struct connection *connection) {
    struct bytes *output = &connection->output;
    while (connection->written < output->count) {
        size_t left = output->count - connection->written;
        ssize_t count = write(connection->socket, output->at + connection->written, left);
        if (count < 0 && errno != EAGAIN) return false;
        if (count < 0) break;
        connection->written += (size_t)count;
    }
    bool is_left = connection->written < output->count;
    if (!is_left) output->count = connection->written = 0;
    if (is_left != connection->wants_to_write) {
        connection->wants_to_write = is_left;
        struct epoll_event event = {EPOLLIN | (is_left ? EPOLLOUT : 0u), {.ptr = connection}};
        epoll_ctl(poller, EPOLL_CTL_MOD, connection->socket, &event);
    }
    return true;
}

static void drop(struct connection *connection) {
    wait_no_more(connection);
    close(connection->socket);
    free(connection->input.at);
    free(connection->output.at);
    free(connection);
}

static void go_on(struct connection *connection, bool has_input) {
    if (has_input && (!read_available(connection->socket, &connection->input) || !take_request(connection))) {
        drop(connection);
        return;
    }
    send_due_events(connection, nanoseconds());
    if (!flush_output(connection)) {
        drop(connection);
        return;
    }
    if (connection->is_streaming) wait_until_due(connection);
    else wait_no_more(connection);
}

static void accept_all(int listener) {
    for (int socket; (socket = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;) {
        no_delay(socket);
        struct connection *connection = calloc(1, sizeof *connection);
        if (!connection) stop("no memory");
        connection->socket = socket;
        connection->place = NOT_WAITING;
        struct epoll_event event = {EPOLLIN, {.ptr = connection}};
        epoll_ctl(poller, EPOLL_CTL_ADD, socket, &event);
    }
}

static int listen_anywhere(void) {
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, size) || listen(listener, 4096)) stop("listen");
    getsockname(listener, (struct sockaddr *)&address, &size);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    return listener;
}

static void watch(int descriptor) {
    struct epoll_event event = {EPOLLIN, {.u64 = (uint64_t)descriptor}};
    if (epoll_ctl(poller, EPOLL_CTL_ADD, descriptor, &event)) stop("epoll");
}

int main(void) {
    poller = epoll_create1(EPOLL_CLOEXEC);
    int listener = listen_anywhere(), timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    watch(listener);
    watch(timer);
    watch(STDIN_FILENO);
    struct epoll_event events[256];
    for (;;) {
        set_timer(timer);
        int count = epoll_wait(poller, events, 256, -1);
        for (int i = 0; i < count; i++) {
            uint64_t data = events[i].data.u64;
            if (data == STDIN_FILENO) return 0;
            if (data == (uint64_t)listener) accept_all(listener);
            else if (data != (uint64_t)timer) go_on(events[i].data.ptr, events[i].events & ~(uint32_t)EPOLLOUT);
        }
        for (uint64_t now = nanoseconds(); waiting && queue[0]->due <= now;) go_on(queue[0], false);
    }
}
