// What both programs need: a clock, bytes that grow, and numbers out of HTTP heads. Linux, loopback only.
#ifndef LOOPBACK_H
#define LOOPBACK_H
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

// Each streamed delta carries the time of its writing, `~t` NANOSECONDS `~`, by a clock that all processes share.
#define MARK "~t"

#define LARGEST_ANSWER_OR_REQUEST (64u << 20) // bytes; more than that is a mistake of the benchmark
#define READ_SIZE 65536                        // bytes asked of the socket at once

struct bytes {
    char *at;
    size_t count, capacity;
};

static inline uint64_t nanoseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static inline void stop(const char *why) {
    fprintf(stderr, "%s: %s\n", why, errno ? strerror(errno) : "stopped");
    exit(1);
}

// Makes room for so many more bytes, and one for a zero behind them.
static inline void reserve(struct bytes *bytes, size_t more) {
    size_t needed = bytes->count + more + 1;
    if (needed <= bytes->capacity) return;
    if (needed > 2 * (size_t)LARGEST_ANSWER_OR_REQUEST) stop("a message is too large");
    bytes->capacity = needed * 2;
    bytes->at = realloc(bytes->at, bytes->capacity);
    if (!bytes->at) stop("no memory");
}

static inline void append(struct bytes *bytes, const void *from, size_t count) {
    if (!count) return;
    reserve(bytes, count);
    memcpy(bytes->at + bytes->count, from, count);
    bytes->count += count;
}

static inline void append_text(struct bytes *bytes, const char *text) { append(bytes, text, strlen(text)); }

// Reads all there is. False when the other side has left.
static inline bool read_available(int socket, struct bytes *bytes) {
    for (;;) {
        reserve(bytes, READ_SIZE);
        ssize_t count = read(socket, bytes->at + bytes->count, READ_SIZE);
        if (count > 0) bytes->count += (size_t)count;
        bytes->at[bytes->count] = 0;
        if (count == 0) return false;
        if (count < 0) return errno == EAGAIN || errno == EINTR;
        if (count < READ_SIZE) return true;
    }
}

struct head {
    size_t count; // bytes up to and with the empty line; 0 while it is not complete
    size_t content_length;
    bool has_length, is_chunked;
};

static inline struct head parse_head(const struct bytes *bytes) {
    struct head head = {0};
    char *end = bytes->count ? memmem(bytes->at, bytes->count, "\r\n\r\n", 4) : NULL;
    if (!end) return head;
    head.count = (size_t)(end + 4 - bytes->at);
    for (char *line = bytes->at; line < end;) {
        if (!strncasecmp(line, "content-length:", 15)) {
            head.content_length = strtoull(line + 15, NULL, 10);
            head.has_length = true;
        }
        if (!strncasecmp(line, "transfer-encoding:", 18)) head.is_chunked = true;
        line = (char *)memmem(line, (size_t)(end + 2 - line), "\r\n", 2) + 2;
    }
    return head;
}

// Steps over whole chunks from `*at` on. True when the last one, which is empty, has been passed.
static inline bool pass_chunks(const struct bytes *bytes, size_t *at) {
    for (;;) {
        char *start = bytes->at + *at, *line_end = memmem(start, bytes->count - *at, "\r\n", 2);
        if (!line_end) return false;
        size_t size = strtoull(start, NULL, 16), whole = (size_t)(line_end - start) + 2 + size + 2;
        if (bytes->count - *at < whole) return false;
        *at += whole;
        if (!size) return true;
    }
}

static inline void no_delay(int socket) {
    int yes = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

static inline struct sockaddr_in loopback(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}
#endif
