import Gateway

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The system's wall clock.
enum WallClock {
    /// Whole seconds since the epoch, now.
    static func seconds() -> Int { Int(now().milliseconds / 1000) }

    /// Milliseconds since the epoch, now.
    static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
