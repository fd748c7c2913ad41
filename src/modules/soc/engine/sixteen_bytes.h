// Sixteen bytes at a time, where the processor has them.
#pragma once

#include <cstddef>

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

}  // namespace dongson::soc
