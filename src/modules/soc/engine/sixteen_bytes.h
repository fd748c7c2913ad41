// Sixteen bytes at a time, where the processor has them.
#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace dongson::soc {

inline constexpr std::size_t kSpare = 16;  // bytes that what is written to needs beyond the text

// Copies up to the first `stop`, and says how many bytes that is.
inline std::size_t CopyUntil(char stop, const char* from, std::size_t size, char* to) {
    std::size_t i = 0;
#ifdef __SSE2__
    const __m128i stops = _mm_set1_epi8(stop);
    for (; i + 16 <= size; i += 16) {
        const __m128i some = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + i));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(to + i), some);
        if (const int found = _mm_movemask_epi8(_mm_cmpeq_epi8(some, stops)); found != 0)
            return i + static_cast<std::size_t>(__builtin_ctz(static_cast<unsigned>(found)));
    }
#endif
    for (; i < size && from[i] != stop; ++i) to[i] = from[i];
    return i;
}

// Copies with A … Z as a … z; false when there are bytes beyond ASCII, which are copied as they are.
inline bool CopyInSmallLetters(const char* from, std::size_t size, char* to) {
    std::size_t i = 0;
    int beyond = 0;
#ifdef __SSE2__
    // Signed comparison: bytes beyond ASCII are negative, so they are no capitals.
    const __m128i before_a = _mm_set1_epi8('A' - 1), after_z = _mm_set1_epi8('Z' + 1), difference = _mm_set1_epi8('a' - 'A');
    for (; i + 16 <= size; i += 16) {
        const __m128i some = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + i));
        const __m128i capitals = _mm_and_si128(_mm_cmpgt_epi8(some, before_a), _mm_cmplt_epi8(some, after_z));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(to + i), _mm_add_epi8(some, _mm_and_si128(capitals, difference)));
        beyond |= _mm_movemask_epi8(some);
    }
#endif
    for (; i < size; ++i) {
        beyond |= from[i] & 0x80;
        to[i] = static_cast<char>(from[i] >= 'A' && from[i] <= 'Z' ? from[i] + ('a' - 'A') : from[i]);
    }
    return beyond == 0;
}

// Where `wanted` stands at `from` or later; npos when it does not. Looks at places whose first and last byte are the right ones;
// a long text, which may be nearly there at every place, is the C library's, whose time is bounded.
inline std::size_t FindBytes(std::string_view text, std::string_view wanted, std::size_t from) {
    constexpr std::size_t kLong = 64;
    if (wanted.size() > text.size() || from > text.size() - wanted.size()) return std::string_view::npos;
    if (wanted.empty()) return from;
    if (wanted.size() > kLong) {
        const void* at = memmem(text.data() + from, text.size() - from, wanted.data(), wanted.size());
        return at == nullptr ? std::string_view::npos : static_cast<std::size_t>(static_cast<const char*>(at) - text.data());
    }
    const char* const data = text.data();
    const std::size_t more = wanted.size() - 1, end = text.size() - more;  // places are before `end`
    std::size_t i = from;
#ifdef __SSE2__
    const __m128i first = _mm_set1_epi8(wanted.front()), last = _mm_set1_epi8(wanted.back());
    for (; i + 16 <= end; i += 16) {
        const __m128i begins = _mm_loadu_si128(reinterpret_cast<const __m128i*>(data + i));
        const __m128i ends = _mm_loadu_si128(reinterpret_cast<const __m128i*>(data + i + more));
        auto places =
            static_cast<unsigned>(_mm_movemask_epi8(_mm_and_si128(_mm_cmpeq_epi8(begins, first), _mm_cmpeq_epi8(ends, last))));
        for (; places != 0; places &= places - 1) {
            const std::size_t at = i + static_cast<std::size_t>(__builtin_ctz(places));
            if (std::memcmp(data + at, wanted.data(), wanted.size()) == 0) return at;
        }
    }
#endif
    for (; i < end; ++i)
        if (data[i] == wanted.front() && data[i + more] == wanted.back() &&
            std::memcmp(data + i, wanted.data(), wanted.size()) == 0)
            return i;
    return std::string_view::npos;
}

}  // namespace dongson::soc
